"""The queue of a unit: applications, calls, deferrals (Order 230, paras 12(1), 23(1), 28(1))."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from ssu_desktop.actions.departures import record_departures
from ssu_desktop.actions.desk import Desk, Refused, Saved, unanswered
from ssu_desktop.actions.presence import refresh_present
from ssu_desktop.actions.queue_line import Waiting, line_of, queue_of, taken_in
from ssu_desktop.actions.stay import NO_REASONS, person_facts, unit_facts
from ssu_desktop.actions.stored import check_fresh, copy_draft, gone
from ssu_desktop.language import N_, _, spoken
from ssu_desktop.language.dates import short
from ssu_desktop.records import Movement, Person, Stay, Unit, WaitingEntry, new_id
from ssu_desktop.records.kinds import Category, MovementKind, Status, UnitKind
from ssu_desktop.rules.admission import ApplicationDraft, check_application
from ssu_desktop.rules.fields import cleaned
from ssu_desktop.rules.finding import Finding
from ssu_desktop.rules.stay import PRESENT, WAITING
from ssu_desktop.rules.waiting import (
    Arrival,
    ArrivalDraft,
    Resident,
    arrival_of,
    check_arrival,
    check_place,
    out_of_turn_since,
)


@dataclass(frozen=True, kw_only=True)
class QueueRow:
    """One application; `place` counts within its unit from 1, `days_waiting` are calendar days.

    `counts_from` is the day that the place counts from; `remark` says so where it is not the application's.
    `arrival` is expected of one who was called; `notice` is that of the deferral.
    """

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
    applied_time: str
    application_number: str
    out_of_turn_reason: str
    counts_from: date
    remark: Finding | None
    arrival_due: date | None
    place_kept_until: date | None
    arrival: Arrival | None
    days_waiting: int
    revision: int

    def unit_name(self, language: str) -> str:
        """Return the unit's name in `language`."""
        return self.unit_name_kk if language == "kk" else self.unit_name_ru

    def is_late(self, on: date) -> bool:
        """Return whether the day until which one must arrive has passed."""
        return self.arrival is not None and self.arrival.due < on


@dataclass(frozen=True, kw_only=True)
class QueueCount:
    """The places of a unit that has a queue: `kept` are for those who were called and did not come yet."""

    unit_id: UUID
    name_kk: str
    name_ru: str
    kind: UnitKind
    capacity: int
    taken: int
    kept: int
    waiting: int

    @property
    def free(self) -> int:
        """Return the places that are neither taken nor kept; below 0 where there are too many people."""
        return self.capacity - self.taken - self.kept

    def name(self, language: str) -> str:
        """Return the unit's name in `language`."""
        return self.name_kk if language == "kk" else self.name_ru


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
        resident = _resident(session, person, stays)
        waits = any(stay.status in WAITING and stay.unit_id == draft.unit_id for stay in stays)
    found = [*check_application(draft, unit, facts, desk.law, desk.today, waits_already=waits)]
    if unit is not None:
        found += check_place(
            draft.out_of_turn_reason,
            draft.applied_time,
            resident,
            unit.kind,
            desk.law,
            day,
            draft.unit_id,
        )
        if draft.out_of_turn_reason:  # who goes out of turn lives in another unit: that is the ground
            found = [one for one in found if one.code != "is-elsewhere"]
    return tuple(found)


def _resident(session: Session, person: Person, stays: Iterable[Stay]) -> Resident:
    running = [stay.unit_id for stay in stays if stay.status in PRESENT]
    stationary = select(Unit.id).where(Unit.id.in_(running), Unit.kind == UnitKind.STATIONARY)
    return Resident(
        born=person.born,
        without_parental_care=person.without_parental_care,
        lives_in=session.scalars(stationary).first(),
    )


def out_of_turn_ground(desk: Desk, person_id: UUID, unit_id: UUID | None, day: date) -> str:
    """Return the ground on which a person may be queued out of turn for a unit, or nothing (para 12(1)).

    In the language of the interface: it is proposed to the user, who adds the papers that show it."""
    with desk.read() as session:
        person = session.get(Person, person_id)
        unit = session.get(Unit, unit_id) if unit_id is not None else None
        if person is None or unit is None:
            return ""
        stays = session.scalars(select(Stay).where(Stay.person_id == person_id))
        resident = _resident(session, person, stays)
        home = session.get(Unit, resident.lives_in) if resident.lives_in else None
    since = out_of_turn_since(resident, unit.kind, desk.law, day)
    if since is None or resident.lives_in == unit_id:
        return ""
    ground = _(N_("Without parental care, turned 18 on {day}"), day=short(since))
    return f"{ground}, {home.name(spoken())}" if home is not None else ground


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
    """Return who waits, unit by unit, in their turn: see `rules.waiting`."""
    with desk.read() as session:
        queue = queue_of(session, desk.law, desk.today, unit_id)
        return tuple(_row(one, desk) for one in queue)


def _row(one: Waiting, desk: Desk) -> QueueRow:
    entry, stay, person, unit = one.entry, one.stay, one.person, one.unit
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
        place=one.number,
        applied_on=entry.applied_on,
        applied_time=entry.applied_time,
        application_number=entry.application_number,
        out_of_turn_reason=entry.out_of_turn_reason,
        counts_from=one.place.counts_from,
        remark=one.place.remark,
        arrival_due=entry.arrival_due,
        place_kept_until=entry.place_kept_until,
        arrival=arrival_of(unit.kind, entry.arrival_due, entry.place_kept_until, desk.law),
        days_waiting=(desk.today - entry.applied_on).days,
        revision=entry.revision,
    )


def queue_counts(desk: Desk, rows: Collection[QueueRow]) -> tuple[QueueCount, ...]:
    """Return the places of each unit that has a queue by law, or somebody who waits, in their order."""
    waiting = Counter(row.unit_id for row in rows)
    kept = Counter(row.unit_id for row in rows if row.arrival is not None)
    with desk.read() as session:
        units = session.scalars(select(Unit).order_by(Unit.position, Unit.id)).all()
        return tuple(
            QueueCount(
                unit_id=unit.id,
                name_kk=unit.name_kk,
                name_ru=unit.name_ru,
                kind=unit.kind,
                capacity=unit.capacity,
                taken=taken_in(session, unit.id),
                kept=kept[unit.id],
                waiting=waiting[unit.id],
            )
            for unit in units
            if unit.kind is not UnitKind.TEMPORARY or waiting[unit.id]
        )


def next_in_line(desk: Desk, unit_id: UUID) -> QueueRow | None:
    """Return whose turn it is: the first in a unit's queue who was not called yet (paras 12(1), 23(1))."""
    return next((row for row in list_queue(desk, unit_id) if row.arrival is None), None)


def set_arrival(
    desk: Desk, stay_id: UUID, draft: ArrivalDraft, reasons: Mapping[str, str] = NO_REASONS
) -> Saved | Refused:
    """Enter the term by which one who waits must arrive, as the referral sets it: that calls the person."""
    with desk.read() as session:
        entry = session.scalar(select(WaitingEntry).where(WaitingEntry.stay_id == stay_id))
        stay = session.get(Stay, stay_id)
        if entry is None or stay is None or stay.status not in WAITING:
            return Refused((gone(),))
        unit = session.get_one(Unit, stay.unit_id)
        line = line_of(session, desk.law, desk.today, unit, stay_id)
        findings = (
            *check_arrival(draft, entry.applied_on, line, unit.kind, desk.law, desk.today),
            *check_fresh(entry, draft.revision),
        )
    if standing_in_the_way := unanswered(findings, reasons):
        return Refused(standing_in_the_way)
    with desk.write(N_("Enter the term of arrival")) as session:
        entry = session.scalars(select(WaitingEntry).where(WaitingEntry.stay_id == stay_id)).one()
        entry.arrival_due = draft.arrival_due
        record_departures(session, desk, findings, reasons, stay.person_id)
        return Saved(stay_id, findings)
