"""The queue of a unit: applications in the order of their arrival (Order 230, paras 12(1), 23(1), 28(1))."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import Select, select

from ssu_desktop.actions.departures import record_departures
from ssu_desktop.actions.desk import Desk, Refused, Saved, unanswered
from ssu_desktop.actions.presence import refresh_present
from ssu_desktop.actions.stay import NO_REASONS, person_facts, record_movement, unit_facts
from ssu_desktop.actions.stored import copy_draft, gone
from ssu_desktop.language import N_
from ssu_desktop.records import Movement, Person, Stay, Unit, WaitingEntry, new_id
from ssu_desktop.records.kinds import Category, MovementKind, Status, UnitKind
from ssu_desktop.rules.admission import ApplicationDraft, check_application
from ssu_desktop.rules.fields import cleaned
from ssu_desktop.rules.finding import Finding
from ssu_desktop.rules.movement import MovementDraft
from ssu_desktop.rules.stay import WAITING


@dataclass(frozen=True, kw_only=True)
class QueueRow:
    """One application; `place` counts within its unit from 1, `days_waiting` are calendar days."""

    stay_id: UUID
    person_id: UUID
    name: str
    born: date | None
    unit_id: UUID
    unit_name_kk: str
    unit_name_ru: str
    unit_kind: UnitKind
    category: Category
    status: Status
    place: int
    applied_on: date
    application_number: str
    out_of_turn_reason: str
    place_kept_until: date | None
    days_waiting: int

    def unit_name(self, language: str) -> str:
        """Return the unit's name in `language`."""
        return self.unit_name_kk if language == "kk" else self.unit_name_ru


def check_application_draft(desk: Desk, person_id: UUID, draft: ApplicationDraft) -> tuple[Finding, ...]:
    """Return what stands against an application as it is typed; nothing is stored."""
    with desk.read() as session:
        person = session.get(Person, person_id)
        if person is None or person.merged_into_id is not None:
            return (gone(),)
        stays = list(session.scalars(select(Stay).where(Stay.person_id == person_id)))
        day = draft.applied_on or desk.today
        unit = unit_facts(session, desk.law, day, draft.unit_id)
        facts = person_facts(session, person, stays, draft.unit_id, day)
        waits = any(stay.status in WAITING and stay.unit_id == draft.unit_id for stay in stays)
    return tuple(check_application(draft, unit, facts, desk.law, desk.today, waits_already=waits))


def apply(
    desk: Desk, person_id: UUID, draft: ApplicationDraft, reasons: Mapping[str, str] = NO_REASONS
) -> Saved | Refused:
    """Register an application and, unless `queued` is False, put the person at the end of the queue.

    `Saved.id` is the stay that waits; `actions.stay.admit` takes it up.
    """
    draft = cleaned(draft)
    findings = check_application_draft(desk, person_id, draft)
    if (standing_in_the_way := unanswered(findings, reasons)) or draft.applied_on is None:
        return Refused(standing_in_the_way)
    with desk.write(N_("Put a person in the queue")) as session:
        stay = Stay(id=new_id(), person_id=person_id)
        copy_draft(draft, stay)
        session.add(stay)
        session.flush()
        entry = WaitingEntry(id=new_id(), stay_id=stay.id)
        copy_draft(draft, entry)
        session.add(entry)
        kinds = [MovementKind.APPLIED, MovementKind.QUEUED] if draft.queued else [MovementKind.APPLIED]
        for kind in kinds:
            session.add(Movement(id=new_id(), stay_id=stay.id, kind=kind, happened_on=draft.applied_on))
        refresh_present(session, person_id)
        record_departures(session, desk, findings, reasons, person_id)
        return Saved(stay.id, findings)


def list_queue(desk: Desk, unit_id: UUID | None = None) -> tuple[QueueRow, ...]:
    """Return who waits, unit by unit, in the order in which the applications arrived."""
    asked = _asked()
    if unit_id is not None:
        asked = asked.where(Stay.unit_id == unit_id)
    rows: list[QueueRow] = []
    places: dict[UUID, int] = {}
    with desk.read() as session:
        for entry, stay, person, unit in session.execute(asked):
            places[unit.id] = places.get(unit.id, 0) + 1
            rows.append(_row(entry, stay, person, unit, places[unit.id], desk.today))
    return tuple(rows)


def _asked() -> Select[WaitingEntry, Stay, Person, Unit]:
    return (
        select(WaitingEntry, Stay, Person, Unit)
        .join(Stay, Stay.id == WaitingEntry.stay_id)
        .join(Person, Person.id == Stay.person_id)
        .join(Unit, Unit.id == Stay.unit_id)
        .where(Stay.status.in_(WAITING))
        .order_by(Unit.position, Unit.id, WaitingEntry.applied_on, WaitingEntry.id)
    )


def _row(entry: WaitingEntry, stay: Stay, person: Person, unit: Unit, place: int, today: date) -> QueueRow:
    return QueueRow(
        stay_id=stay.id,
        person_id=person.id,
        name=person.full_name,
        born=person.born,
        unit_id=unit.id,
        unit_name_kk=unit.name_kk,
        unit_name_ru=unit.name_ru,
        unit_kind=unit.kind,
        category=stay.category,
        status=stay.status,
        place=place,
        applied_on=entry.applied_on,
        application_number=entry.application_number,
        out_of_turn_reason=entry.out_of_turn_reason,
        place_kept_until=entry.place_kept_until,
        days_waiting=(today - entry.applied_on).days,
    )


def defer_arrival(
    desk: Desk,
    stay_id: UUID,
    happened_on: date | None,
    until: date | None,
    reason: str,
    reasons: Mapping[str, str] = NO_REASONS,
) -> Saved | Refused:
    """Defer the arrival of one who waits; the place is kept until `until`."""
    kind = MovementKind.DEFERRED
    draft = MovementDraft(kind=kind, happened_on=happened_on, until=until, reason=reason)
    return record_movement(desk, stay_id, draft, reasons)


def did_not_arrive(
    desk: Desk,
    stay_id: UUID,
    happened_on: date | None,
    reason: str,
    reasons: Mapping[str, str] = NO_REASONS,
) -> Saved | Refused:
    """Enter that one who waited did not arrive: the stay is over and the next in the queue is asked."""
    draft = MovementDraft(kind=MovementKind.NOT_ARRIVED, happened_on=happened_on, reason=reason)
    return record_movement(desk, stay_id, draft, reasons)
