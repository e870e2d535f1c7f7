"""The facility: the organisation, its units, staff, signatories, and what the user sets for the screen."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, replace
from datetime import date
from uuid import UUID

from sqlalchemy import exists, func, select
from sqlalchemy.orm import Session

from ssu_desktop.actions.departures import record_departures
from ssu_desktop.actions.desk import Desk, Refused, Saved, unanswered
from ssu_desktop.actions.stored import check_fresh, copy_draft, draft_of, gone
from ssu_desktop.language import N_, Language
from ssu_desktop.language.names import sort_key
from ssu_desktop.records import Organisation, Staff, Stay, Unit, User
from ssu_desktop.records.kinds import (
    Category,
    Domain,
    Establishment,
    LegalForm,
    Ownership,
    Post,
    Sector,
    Settlement,
    UnitKind,
)
from ssu_desktop.rules.establishment import check_establishment
from ssu_desktop.rules.fields import cleaned
from ssu_desktop.rules.file_number import file_number
from ssu_desktop.rules.finding import Finding, Weight
from ssu_desktop.rules.organisation import (
    OrganisationDraft,
    StaffDraft,
    UnitDraft,
    check_organisation,
    check_staff,
    check_text_size,
    check_unit,
    unit_name_taken,
)
from ssu_desktop.storage import records


@dataclass(frozen=True, kw_only=True)
class UnitRow:
    """A unit as lists and choices show it."""

    id: UUID
    name_kk: str
    name_ru: str
    kind: UnitKind
    sector: Sector
    categories: tuple[Category, ...]
    capacity: int
    licence_number: str
    licence_until: date | None
    licence_issued_on: date | None
    registered_on: date | None
    closed_on: date | None
    establishment: Establishment | None
    ownership: Ownership | None
    legal_form: LegalForm | None
    settlement: Settlement | None
    within_stationary: bool
    round_the_clock: bool
    daytime_from: str
    daytime_until: str
    revision: int

    def name(self, language: str) -> str:
        """Return the unit's name in `language`."""
        return self.name_kk if language == "kk" else self.name_ru

    @property
    def draft(self) -> UnitDraft:
        """Return a draft that begins from this unit."""
        return UnitDraft(**{field.name: getattr(self, field.name) for field in fields(UnitDraft)})


@dataclass(frozen=True, kw_only=True)
class StaffRow:
    """A member of staff as lists and choices show it."""

    id: UUID
    full_name: str
    short_name: str
    post: Post
    position_kk: str
    position_ru: str
    unit_id: UUID | None
    domain: Domain | None
    works_until: date | None
    draft: StaffDraft

    def position(self, language: str) -> str:
        """Return the name of the position in `language`, or in the other where it is not entered."""
        first, second = self.position_kk, self.position_ru
        return (first or second) if language == "kk" else (second or first)


def read_organisation(desk: Desk) -> OrganisationDraft:
    """Return the organisation as a draft to begin from, with the revision that it was read at."""
    with desk.read_house() as session:
        [organisation] = _own_data(session)
        return draft_of(OrganisationDraft, organisation)


_own_data = records(lambda: select(Organisation).order_by(Organisation.id).limit(1))


def _organisation(session: Session) -> Organisation:
    return session.scalars(select(Organisation).order_by(Organisation.id).limit(1)).one()


def save_organisation(
    desk: Desk, draft: OrganisationDraft, reasons: Mapping[str, str] | None = None
) -> Saved | Refused:
    """Change the organisation's own data."""
    draft, given = cleaned(draft), reasons or {}
    with desk.read_house() as session:
        stale = tuple(check_fresh(_organisation(session), draft.revision))
    findings = (*check_organisation(draft), *stale)
    if standing := unanswered(findings, given):
        return Refused(standing)
    with desk.write(N_("Change the organisation")) as session:
        organisation = _organisation(session)
        copy_draft(draft, organisation)
        record_departures(session, desk, findings, given)
        return Saved(organisation.id, findings)


def preview_file_number(desk: Desk, pattern: str, kind: UnitKind = UnitKind.STATIONARY) -> str:
    """Return how the first file of this year would be numbered; the pattern must have passed its check."""
    return file_number(pattern, kind=kind, year=desk.today.year, number=1)


def list_units(desk: Desk, *, closed: bool = False) -> tuple[UnitRow, ...]:
    """Return the units in their order, those that were closed only when asked."""
    with desk.read_house() as session:
        found = _units(session)
    return tuple(
        _unit_row(unit) for unit in found if closed or unit.closed_on is None or unit.closed_on > desk.today
    )


_units = records(lambda: select(Unit).order_by(Unit.position, Unit.id))


def _unit_row(unit: Unit) -> UnitRow:
    return UnitRow(**{field.name: getattr(unit, field.name) for field in fields(UnitRow)})


def save_unit(
    desk: Desk, unit_id: UUID | None, draft: UnitDraft, reasons: Mapping[str, str] | None = None
) -> Saved | Refused:
    """Add a unit, or change one; its kind stays as it is once somebody was served in it."""
    draft, given = cleaned(draft), reasons or {}
    with desk.read_house() as session:
        findings = (
            *check_unit(draft),
            *check_establishment(draft, desk.law, desk.today),
            *_check_unit_in_file(session, unit_id, draft),
        )
    if standing := unanswered(findings, given):
        return Refused(standing)
    with desk.write(N_("Change a unit") if unit_id else N_("Add a unit")) as session:
        unit = session.get_one(Unit, unit_id) if unit_id else Unit(position=_next_position(session))
        copy_draft(draft, unit)
        session.add(unit)
        session.flush()
        record_departures(session, desk, findings, given)
        return Saved(unit.id, findings)


def _next_position(session: Session) -> int:
    return (session.scalar(select(func.max(Unit.position))) or 0) + 1


def _check_unit_in_file(session: Session, unit_id: UUID | None, draft: UnitDraft) -> Iterator[Finding]:
    for column, field in ((Unit.name_kk, "name_kk"), (Unit.name_ru, "name_ru")):
        name = getattr(draft, field)
        taken = select(Unit.id).where(column == name)
        if session.scalar(taken.where(Unit.id != unit_id) if unit_id else taken):
            yield unit_name_taken(field, name)
    if unit_id is None:
        return
    unit = session.get(Unit, unit_id)
    if unit is None:
        yield gone()
        return
    yield from check_fresh(unit, draft.revision)
    if unit.kind is not draft.kind and session.scalar(select(exists().where(Stay.unit_id == unit_id))):
        yield Finding(
            code="unit-kind-in-use",
            text=N_("People were served in this unit, so its kind stays. Close it and add a new unit."),
            field="kind",
            weight=Weight.STOP,
        )


def list_staff(desk: Desk, *, unit_id: UUID | None = None, former: bool = False) -> tuple[StaffRow, ...]:
    """Return the staff in the Kazakh alphabet's order: of one unit and of no unit, or all."""
    with desk.read_house() as session:
        found = _staff(session)
    return tuple(
        _staff_row(member)
        for member in found
        if unit_id is None or member.unit_id in (unit_id, None)
        if former or member.works_until is None or member.works_until >= desk.today
    )


_staff = records(lambda: select(Staff).order_by(Staff.sort_key, Staff.id))


def _staff_row(member: Staff) -> StaffRow:
    return StaffRow(
        id=member.id,
        full_name=member.full_name,
        short_name=member.short_name,
        post=member.post,
        position_kk=member.position_kk,
        position_ru=member.position_ru,
        unit_id=member.unit_id,
        domain=member.domain,
        works_until=member.works_until,
        draft=draft_of(StaffDraft, member),
    )


def save_staff(desk: Desk, staff_id: UUID | None, draft: StaffDraft) -> Saved | Refused:
    """Add a member of staff, or change one."""
    draft = cleaned(draft)
    with desk.read_house() as session:
        known = session.get(Staff, staff_id) if staff_id else None
        stale = tuple(check_fresh(known, draft.revision)) if known else ()
    findings = (*check_staff(draft), *stale)
    if standing := unanswered(findings, {}):
        return Refused(standing)
    with desk.write(N_("Change a member of staff") if staff_id else N_("Add a member of staff")) as session:
        member = session.get_one(Staff, staff_id) if staff_id else Staff()
        copy_draft(draft, member)
        member.sort_key = sort_key(member.full_name)
        session.add(member)
        session.flush()
        return Saved(member.id, findings)


def set_language(desk: Desk, language: Language) -> Desk:
    """Remember the user's language; return the desk with it."""
    with desk.write(N_("Change the language")) as session:
        session.get_one(User, desk.user.id).language = language.value
    return replace(desk, user=replace(desk.user, language=language.value))


def set_text_size(desk: Desk, percent: int) -> Desk | Refused:
    """Remember the user's text size, 100..150 percent; return the desk with it."""
    if findings := tuple(check_text_size(percent)):
        return Refused(findings)
    with desk.write(N_("Change the text size")) as session:
        session.get_one(User, desk.user.id).text_size = percent
    return replace(desk, user=replace(desk.user, text_size=percent))
