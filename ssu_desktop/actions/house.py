"""The order of a unit: its internal rules and who knows them, its self-check."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import and_, exists, func, select
from sqlalchemy.orm import Session

from ssu_desktop.actions.departures import record_departures
from ssu_desktop.actions.desk import Desk, Refused, Saved, unanswered
from ssu_desktop.actions.file_rows import ScanRow
from ssu_desktop.actions.rules_scan import rules_scan, take_scan_off
from ssu_desktop.actions.stored import check_fresh, check_removal, copy_draft, draft_of, gone
from ssu_desktop.language import N_
from ssu_desktop.law import Figure
from ssu_desktop.records import Acquaintance, InternalRules, Person, SelfCheck, Stay, Unit, new_id
from ssu_desktop.records.kinds import NoticeSigner
from ssu_desktop.rules.fields import check_order, cleaned
from ssu_desktop.rules.finding import Finding, Weight
from ssu_desktop.rules.house import (
    AcquaintanceDraft,
    CheckDraft,
    Reader,
    RulesDraft,
    check_acquaintance,
    check_answer,
    check_rules,
    needs_representative,
    needs_rules,
    points_of,
)
from ssu_desktop.rules.stay import PRESENT


@dataclass(frozen=True, kw_only=True)
class RulesRow:
    """An edition of the rules; `signed` counts who was made acquainted with it, `scan` is its paper."""

    id: UUID
    draft: RulesDraft
    signed: int
    scan: ScanRow | None = None


@dataclass(frozen=True, kw_only=True)
class ReaderRow:
    """Somebody of the unit, and when and by whom it was signed; `signed_on` None: not yet."""

    stay_id: UUID
    person_id: UUID
    name: str
    admitted_on: date | None
    signed_on: date | None = None
    signer: NoticeSigner | None = None


@dataclass(frozen=True, kw_only=True)
class PointRow:
    """A point of the self-check with its latest answer."""

    point: str
    figure: Figure
    draft: CheckDraft


@dataclass(frozen=True, kw_only=True)
class OrderPage:
    """The editions of a unit's rules, the latest first, who of those here knows it, the points to check.

    `asked`: whether the order asks this kind of unit for internal rules.
    """

    asked: bool
    editions: tuple[RulesRow, ...]
    readers: tuple[ReaderRow, ...]
    points: tuple[PointRow, ...]

    @property
    def unread(self) -> tuple[ReaderRow, ...]:
        """Return those who were not made acquainted with the edition in force."""
        return tuple(one for one in self.readers if one.signed_on is None)


def order_page(desk: Desk, unit_id: UUID) -> OrderPage:
    """Return the order of a unit as it is today."""
    with desk.read() as session:
        unit = session.get_one(Unit, unit_id)
        editions = editions_of(session, unit_id)
        return OrderPage(
            asked=needs_rules(unit.kind, desk.law, desk.today),
            editions=tuple(_row(session, one) for one in editions),
            readers=tuple(_readers(session, unit_id, editions[0])) if editions else (),
            points=tuple(_points(session, desk, unit)),
        )


def editions_of(session: Session, unit_id: UUID) -> Sequence[InternalRules]:
    """Return the editions of a unit's rules, that in force first."""
    asked = select(InternalRules).where(InternalRules.unit_id == unit_id)
    return session.scalars(asked.order_by(InternalRules.approved_on.desc())).all()


def _row(session: Session, rules: InternalRules) -> RulesRow:
    signed = session.scalar(select(func.count()).where(Acquaintance.rules_id == rules.id))
    draft = draft_of(RulesDraft, rules, revision=rules.revision)
    return RulesRow(id=rules.id, draft=draft, signed=signed or 0, scan=rules_scan(session, rules))


def _readers(session: Session, unit_id: UUID, rules: InternalRules) -> Iterator[ReaderRow]:
    """Yield who is in the unit, by their names, with their signature under an edition."""
    asked = (
        select(Stay, Person, Acquaintance.signed_on, Acquaintance.signer)
        .join(Person, Person.id == Stay.person_id)
        .outerjoin(Acquaintance, and_(Acquaintance.stay_id == Stay.id, Acquaintance.rules_id == rules.id))
        .where(Stay.unit_id == unit_id, Stay.status.in_(PRESENT))
        .order_by(Person.sort_key, Person.id)
    )
    for stay, person, signed_on, signer in session.execute(asked):
        yield ReaderRow(
            stay_id=stay.id,
            person_id=person.id,
            name=person.full_name,
            admitted_on=stay.admitted_on,
            signed_on=signed_on,
            signer=signer,
        )


def _points(session: Session, desk: Desk, unit: Unit) -> Iterator[PointRow]:
    points = points_of(unit.kind, desk.law, desk.today, within_stationary=unit.within_stationary)
    for point, figure in points:
        asked = select(SelfCheck).where(SelfCheck.unit_id == unit.id, SelfCheck.point == point)
        latest = session.scalars(asked.order_by(SelfCheck.checked_on.desc()).limit(1)).one_or_none()
        draft = draft_of(CheckDraft, latest) if latest else CheckDraft()
        yield PointRow(point=point, figure=figure, draft=draft)


def save_rules(
    desk: Desk,
    unit_id: UUID,
    rules_id: UUID | None,
    draft: RulesDraft,
    reasons: Mapping[str, str] | None = None,
) -> Saved | Refused:
    """Add an edition of a unit's rules, or change one."""
    draft, given = cleaned(draft), reasons or {}
    with desk.read() as session:
        kind = session.get_one(Unit, unit_id).kind
        findings = (
            *check_rules(draft, kind, desk.law, desk.today),
            *_check_rules_in_file(session, unit_id, rules_id, draft),
        )
    if standing := unanswered(findings, given):
        return Refused(standing)
    with desk.write(N_("Change the internal rules") if rules_id else N_("Add internal rules")) as session:
        found = session.get_one(InternalRules, rules_id) if rules_id else None
        rules = found or InternalRules(id=new_id(), unit_id=unit_id)
        copy_draft(draft, rules)
        session.add(rules)
        session.flush()
        record_departures(session, desk, findings, given)
        return Saved(rules.id, findings)


def _check_rules_in_file(
    session: Session, unit_id: UUID, rules_id: UUID | None, draft: RulesDraft
) -> Iterator[Finding]:
    same_day = select(InternalRules.id).where(
        InternalRules.unit_id == unit_id, InternalRules.approved_on == draft.approved_on
    )
    if session.scalar(same_day.where(InternalRules.id != rules_id) if rules_id else same_day):
        yield Finding(
            code="rules-same-day",
            text=N_("There are internal rules of this day already: change those."),
            field="approved_on",
            weight=Weight.STOP,
        )
    if rules_id is None:
        return
    rules = session.get(InternalRules, rules_id)
    if rules is None:
        yield gone()
        return
    yield from check_fresh(rules, draft.revision)
    first = session.scalar(select(func.min(Acquaintance.signed_on)).where(Acquaintance.rules_id == rules_id))
    if first is not None and draft.approved_on is not None:
        yield from check_order(draft.approved_on, first, "approved_on", code="signed-before-approval")


_SIGNED = Finding(
    code="rules-signed",
    text=N_("People were made acquainted with these rules, so they stay. Enter a new edition."),
    weight=Weight.STOP,
)


def remove_rules(desk: Desk, rules_id: UUID, revision: int | None = None) -> Saved | Refused:
    """Take out an edition that was entered by mistake; one that somebody signed stays."""
    with desk.read() as session:
        signed = session.scalar(select(exists().where(Acquaintance.rules_id == rules_id)))
        findings = check_removal(session.get(InternalRules, rules_id), revision, signed, _SIGNED)
    if findings:
        return Refused(findings)
    with desk.write(N_("Remove internal rules")) as session:
        removed = session.get_one(InternalRules, rules_id)
        take_scan_off(desk, session, removed)
        session.delete(removed)
    return Saved(rules_id)


def acquaint(
    desk: Desk, stay_ids: Sequence[UUID], draft: AcquaintanceDraft, reasons: Mapping[str, str] | None = None
) -> Saved | Refused:
    """Note that the people of these stays were made acquainted with the rules in force of their units.

    One who signed before signs anew. `Saved.id` is the first of the stays; nothing is noted where one of
    them is refused."""
    given = reasons or {}
    with desk.read() as session:
        found = [one for stay_id in stay_ids if (one := _asked_of(session, stay_id))]
        if not found or len(found) < len(stay_ids):
            return Refused((gone(),))
        judged = [tuple(_judged(session, desk, stay, rules, draft)) for stay, rules in found]
    findings = tuple({finding.code: finding for one in judged for finding in one}.values())
    if (standing := unanswered(findings, given)) or draft.signed_on is None or draft.signer is None:
        return Refused(standing)
    with desk.write(N_("Note an acquaintance with the internal rules")) as session:
        for (stay, rules), own in zip(found, judged, strict=True):
            known = _signature(session, rules.id, stay.id)
            signed = known or Acquaintance(id=new_id(), rules_id=rules.id, stay_id=stay.id)
            signed.signed_on, signed.signer = draft.signed_on, draft.signer
            session.add(signed)
            record_departures(session, desk, own, given, stay.person_id)
    return Saved(stay_ids[0], findings)


def _asked_of(session: Session, stay_id: UUID) -> tuple[Stay, InternalRules] | None:
    stay = session.get(Stay, stay_id)
    editions = editions_of(session, stay.unit_id) if stay is not None else ()
    return (stay, editions[0]) if stay is not None and editions else None


def _signature(session: Session, rules_id: UUID, stay_id: UUID) -> Acquaintance | None:
    asked = select(Acquaintance).where(Acquaintance.rules_id == rules_id, Acquaintance.stay_id == stay_id)
    return session.scalars(asked).one_or_none()


def _judged(
    session: Session, desk: Desk, stay: Stay, rules: InternalRules, draft: AcquaintanceDraft
) -> Iterator[Finding]:
    person = session.get_one(Person, stay.person_id)
    reader = Reader(born=person.born, legally_incapable=person.legally_incapable)
    kind = session.get_one(Unit, stay.unit_id).kind
    yield from check_acquaintance(draft, rules.approved_on, reader, kind, desk.law, desk.today)


@dataclass(frozen=True, kw_only=True)
class ReadingPage:
    """Whether the person of a stay knows the rules of the unit; `approved_on` None: the unit has none yet."""

    stay_id: UUID
    unit_id: UUID
    here: bool
    approved_on: date | None = None
    signed_on: date | None = None
    signer: NoticeSigner | None = None
    needs_representative: bool = False


def reading_page(desk: Desk, stay_id: UUID) -> ReadingPage | None:
    """Return whether the person of a stay knows the internal rules; None where none are asked for."""
    with desk.read() as session:
        stay = session.get(Stay, stay_id)
        if stay is None or stay.admitted_on is None:
            return None
        kind = session.get_one(Unit, stay.unit_id).kind
        if not needs_rules(kind, desk.law, desk.today):
            return None
        here = stay.status in PRESENT
        found = _asked_of(session, stay_id)
        if found is None:
            return ReadingPage(stay_id=stay_id, unit_id=stay.unit_id, here=here)
        signed = _signature(session, found[1].id, stay_id)
        person = session.get_one(Person, stay.person_id)
        reader = Reader(born=person.born, legally_incapable=person.legally_incapable)
    return ReadingPage(
        stay_id=stay_id,
        unit_id=stay.unit_id,
        here=here,
        approved_on=found[1].approved_on,
        signed_on=signed.signed_on if signed else None,
        signer=signed.signer if signed else None,
        needs_representative=needs_representative(reader, desk.law, desk.today),
    )


def answer_point(desk: Desk, unit_id: UUID, point: str, draft: CheckDraft) -> Saved | Refused:
    """Keep the answer to a point of a unit's self-check; of one day the later answer stands."""
    draft = cleaned(draft)
    if standing := unanswered(check_answer(draft, desk.today), {}):
        return Refused(standing)
    with desk.write(N_("Answer a point of the self-check")) as session:
        asked = select(SelfCheck).where(
            SelfCheck.unit_id == unit_id, SelfCheck.point == point, SelfCheck.checked_on == draft.checked_on
        )
        known = session.scalars(asked).one_or_none()
        answer = known or SelfCheck(id=new_id(), unit_id=unit_id, point=point)
        copy_draft(draft, answer)
        session.add(answer)
        session.flush()
        return Saved(answer.id)
