"""Home visits of a unit: what a week had planned and what took place, entered for one care worker at once."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from sqlalchemy import Select, or_, select
from sqlalchemy.orm import Session

from ssu_desktop.actions.attendance import NO_REASONS
from ssu_desktop.actions.departures import record_departures
from ssu_desktop.actions.desk import Desk, Refused, Saved, unanswered
from ssu_desktop.actions.served import ServedStay, people_of, served_stays
from ssu_desktop.actions.stored import check_fresh, copy_draft, gone
from ssu_desktop.language import N_
from ssu_desktop.records import Person, Staff, Unit, Visit, VisitSchedule, new_id
from ssu_desktop.rules.day import days_of
from ssu_desktop.rules.fields import cleaned
from ssu_desktop.rules.finding import Finding
from ssu_desktop.rules.visit import Daytime, VisitDraft, check_visit, least_visits, weekdays_in


@dataclass(frozen=True, kw_only=True)
class VisitLine:
    """One visit of a week: planned `at` a time, or not planned at all; `id` where it took place.

    `served` False where the person receives no services on that day: nobody is to come."""

    stay_id: UUID
    person_id: UUID
    name: str
    day: date
    served: bool
    planned: bool
    at: str = ""
    staff_id: UUID | None = None
    staff_name: str = ""
    id: UUID | None = None
    came: str = ""
    left: str = ""
    services: str = ""
    note: str = ""
    revision: int | None = None

    @property
    def counts(self) -> bool:
        """Return whether somebody comes, or came: while services are suspended nobody does."""
        return self.served or self.id is not None

    @property
    def draft(self) -> VisitDraft:
        """Return a draft that begins from this line."""
        return VisitDraft(
            stay_id=self.stay_id,
            day=self.day,
            staff_id=self.staff_id,
            came=self.came,
            left=self.left,
            services=self.services,
            note=self.note,
            held=self.id is not None,
            id=self.id,
            revision=self.revision,
        )


def visits_of_week(
    desk: Desk, unit_id: UUID, monday: date, staff_id: UUID | None = None
) -> tuple[VisitLine, ...]:
    """Return the planned visits of a week with what took place, and those that were not planned.

    By day, time and name; of one care worker, or of all. A visit that took place counts as its own of the
    planned ones of that person and day, in their order."""
    days = days_of(monday)
    with desk.read() as session:
        stays = {one.stay_id: one for one in served_stays(session, unit_id, days)}
        names = {staff.id: staff.short_name for staff in session.scalars(select(Staff))}
        held: dict[tuple[UUID, date], list[Visit]] = {}
        for visit in session.scalars(_visits(stays, days)):
            held.setdefault((visit.stay_id, visit.day), []).append(visit)
        lines = [
            _planned(stays[plan.stay_id], plan, day, names, held)
            for plan in session.scalars(_plans(stays, days))
            for day in weekdays_in(plan.weekdays, monday, days)
            if plan.since <= day and (plan.until is None or day <= plan.until)
        ]
        lines += [_unplanned(stays[one.stay_id], one, names) for rest in held.values() for one in rest]
    own = [line for line in lines if staff_id in (None, line.staff_id)]
    return tuple(sorted(own, key=lambda line: (line.day, line.at or line.came, line.name, line.stay_id)))


def _visits(stay_ids: Iterable[UUID], days: Sequence[date]) -> Select[Visit]:
    asked = select(Visit).where(Visit.stay_id.in_(list(stay_ids)), Visit.day.between(days[0], days[-1]))
    return asked.order_by(Visit.came, Visit.id)


def _plans(stay_ids: Iterable[UUID], days: Sequence[date]) -> Select[VisitSchedule]:
    """Select the schedules that hold on any of these days, the earliest time first."""
    holds = (
        VisitSchedule.since <= days[-1],
        or_(VisitSchedule.until.is_(None), VisitSchedule.until >= days[0]),
    )
    asked = select(VisitSchedule).where(VisitSchedule.stay_id.in_(list(stay_ids)), *holds)
    return asked.order_by(VisitSchedule.at, VisitSchedule.id)


def _planned(
    stay: ServedStay,
    plan: VisitSchedule,
    day: date,
    names: Mapping[UUID, str],
    held: Mapping[tuple[UUID, date], list[Visit]],
) -> VisitLine:
    """Return a planned visit with the first of its day in `held`, which is taken out of there."""
    waiting = held.get((stay.stay_id, day), [])
    if waiting:
        return replace(_unplanned(stay, waiting.pop(0), names), planned=True, at=plan.at)
    return VisitLine(
        stay_id=stay.stay_id,
        person_id=stay.person_id,
        name=stay.name,
        day=day,
        served=day in stay.served,
        planned=True,
        at=plan.at,
        staff_id=plan.staff_id,
        staff_name=names.get(plan.staff_id, "") if plan.staff_id is not None else "",
    )


def _unplanned(stay: ServedStay, visit: Visit, names: Mapping[UUID, str]) -> VisitLine:
    return VisitLine(
        stay_id=stay.stay_id,
        person_id=stay.person_id,
        name=stay.name,
        day=visit.day,
        served=visit.day in stay.served,
        planned=False,
        staff_id=visit.staff_id,
        staff_name=names.get(visit.staff_id, "") if visit.staff_id is not None else "",
        id=visit.id,
        came=visit.came,
        left=visit.left,
        services=visit.services,
        note=visit.note,
        revision=visit.revision,
    )


def save_visits(
    desk: Desk, unit_id: UUID, drafts: Sequence[VisitDraft], reasons: Mapping[str, str] = NO_REASONS
) -> Saved | Refused:
    """Enter visits of several people, or take them out, all or none; `Saved.id` is the unit."""
    drafts = [cleaned(draft) for draft in drafts]
    with desk.read() as session:
        people, unit = people_of(session, [draft.stay_id for draft in drafts]), session.get(Unit, unit_id)
        if unit is None:
            return Refused((gone(),))
        days = sorted({draft.day for draft in drafts if draft.day is not None})
        stays = {one.stay_id: one for one in served_stays(session, unit_id, days)} if days else {}
        found = [
            tuple(_findings(desk, session, unit, draft, people.get(draft.stay_id), stays)) for draft in drafts
        ]
    if standing := unanswered((one for findings in found for one in findings), reasons):
        return Refused(standing)
    with desk.write(N_("Enter home visits")) as session:
        for draft, findings in zip(drafts, found, strict=True):
            _put(session, draft)
            record_departures(session, desk, findings, reasons, people[draft.stay_id].id)
    return Saved(unit_id)


def _findings(
    desk: Desk,
    session: Session,
    unit: Unit,
    draft: VisitDraft,
    person: Person | None,
    stays: Mapping[UUID, ServedStay],
) -> Iterator[Finding]:
    kept = session.get(Visit, draft.id) if draft.id is not None else None
    if person is None or (draft.id is not None and kept is None):
        yield gone()
        return
    yield from check_fresh(kept, draft.revision)
    if draft.held:
        stay = stays.get(draft.stay_id)
        yield from check_visit(
            draft,
            person.full_name,
            served=stay is not None and draft.day in stay.served,
            daytime=daytime_of(unit),
            law=desk.law,
            today=desk.today,
        )


def daytime_of(unit: Unit) -> Daytime:
    """Return the hours that count as daytime in a unit."""
    return Daytime(since=unit.daytime_from, until=unit.daytime_until)


def _put(session: Session, draft: VisitDraft) -> None:
    kept = session.get(Visit, draft.id) if draft.id is not None else None
    if not draft.held:
        if kept is not None:
            session.delete(kept)
        return
    visit = kept or Visit()
    copy_draft(draft if kept is not None else replace(draft, id=new_id()), visit)
    session.add(visit)


@dataclass(frozen=True, kw_only=True)
class VisitedRow:
    """How often one person was visited in a week, and how often the order asks for it.

    `whole` False where services were not given on every day of it: then nothing is asked."""

    stay_id: UUID
    person_id: UUID
    name: str
    planned: int
    held: int
    least: int
    whole: bool

    @property
    def missing(self) -> int:
        """Return how many visits of a whole week are missing."""
        return max(self.least - self.held, 0) if self.whole else 0

    @property
    def short(self) -> bool:
        """Return whether the person was visited less often than the order asks for."""
        return self.missing > 0


def visited_in_week(desk: Desk, unit_id: UUID, monday: date) -> tuple[VisitedRow, ...]:
    """Return everybody who was served in a week, by name, with the visits planned and held."""
    asked = least_visits(monday, desk.law)
    lines = visits_of_week(desk, unit_id, monday)
    planned = Counter(line.stay_id for line in lines if line.planned and line.served)
    held = Counter(line.stay_id for line in lines if line.id is not None)
    with desk.read() as session:
        stays = served_stays(session, unit_id, days_of(monday))
    return tuple(
        VisitedRow(
            stay_id=one.stay_id,
            person_id=one.person_id,
            name=one.name,
            planned=planned[one.stay_id],
            held=held[one.stay_id],
            least=asked.value if asked is not None else 0,
            whole=len(one.served) == len(days_of(monday)),
        )
        for one in stays
        if one.served
    )
