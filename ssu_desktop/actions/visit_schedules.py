"""When the people of home service are to be visited: the schedules of a unit."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from sqlalchemy import Select, or_, select
from sqlalchemy.orm import Session

from ssu_desktop.actions.attendance import NO_REASONS
from ssu_desktop.actions.departures import record_departures
from ssu_desktop.actions.desk import Desk, Refused, Saved, unanswered
from ssu_desktop.actions.served import people_of
from ssu_desktop.actions.stored import check_fresh, copy_draft, draft_of, gone
from ssu_desktop.actions.visits import daytime_of
from ssu_desktop.language import N_
from ssu_desktop.records import Person, Staff, Stay, Unit, VisitSchedule
from ssu_desktop.rules.day import SERVED
from ssu_desktop.rules.fields import cleaned
from ssu_desktop.rules.stay import PRESENT
from ssu_desktop.rules.visit import ScheduleDraft, check_schedule, least_visits


@dataclass(frozen=True, kw_only=True)
class ScheduleRow:
    """One schedule of a person, or a person without any; `a_week` counts all that hold, `least` the order's.

    `served` False while services are suspended."""

    stay_id: UUID
    person_id: UUID
    name: str
    served: bool
    a_week: int
    least: int
    id: UUID | None = None
    staff_name: str = ""
    draft: ScheduleDraft = field(default_factory=ScheduleDraft)

    @property
    def short(self) -> bool:
        """Return whether fewer visits a week are planned than the order asks for."""
        return self.served and self.a_week < self.least


def schedules_of_unit(desk: Desk, unit_id: UUID) -> tuple[ScheduleRow, ...]:
    """Return everybody present in a unit, by name, with each schedule that has not ended."""
    asked = select(Stay, Person).join(Person, Person.id == Stay.person_id)
    here = (Stay.unit_id == unit_id, Stay.status.in_(PRESENT), Person.merged_into_id.is_(None))
    figure = least_visits(desk.today, desk.law)
    least = figure.value if figure is not None else 0
    with desk.read() as session:
        stays = list(session.execute(asked.where(*here).order_by(Person.sort_key, Person.id, Stay.id)))
        names = {staff.id: staff.short_name for staff in session.scalars(select(Staff))}
        plans: dict[UUID, list[VisitSchedule]] = {stay.id: [] for stay, _person in stays}
        for plan in session.scalars(_running(desk.today).where(VisitSchedule.stay_id.in_(plans))):
            plans[plan.stay_id].append(plan)
        return tuple(
            _row(stay, person, plan, plans[stay.id], least, names)
            for stay, person in stays
            for plan in plans[stay.id] or _NONE
        )


_NONE: Sequence[VisitSchedule | None] = (None,)


def _running(on: date) -> Select[VisitSchedule]:
    """Select the schedules that are not over on a day."""
    not_over = or_(VisitSchedule.until.is_(None), VisitSchedule.until >= on)
    return select(VisitSchedule).where(not_over).order_by(VisitSchedule.since, VisitSchedule.id)


def _row(
    stay: Stay,
    person: Person,
    plan: VisitSchedule | None,
    plans: list[VisitSchedule],
    least: int,
    names: Mapping[UUID, str],
) -> ScheduleRow:
    worker = plan.staff_id if plan is not None else None
    return ScheduleRow(
        stay_id=stay.id,
        person_id=person.id,
        name=person.full_name,
        served=stay.status in SERVED,
        a_week=sum(len(one.weekdays) for one in plans),
        least=least,
        id=plan.id if plan is not None else None,
        staff_name=names.get(worker, "") if worker is not None else "",
        draft=draft_of(ScheduleDraft, plan) if plan is not None else ScheduleDraft(),
    )


def save_schedule(
    desk: Desk,
    stay_id: UUID,
    schedule_id: UUID | None,
    draft: ScheduleDraft,
    reasons: Mapping[str, str] = NO_REASONS,
) -> Saved | Refused:
    """Add a schedule of visits to a person, or change one; `Saved.id` is the schedule."""
    draft = cleaned(draft)
    with desk.read() as session:
        kept = session.get(VisitSchedule, schedule_id) if schedule_id is not None else None
        stay, person = session.get(Stay, stay_id), people_of(session, [stay_id]).get(stay_id)
        if stay is None or person is None or (schedule_id is not None and kept is None):
            return Refused((gone(),))
        daytime = daytime_of(session.get_one(Unit, stay.unit_id))
        others = _others(session, stay_id, schedule_id, draft)
        findings = (
            *check_schedule(draft, others, person.full_name, daytime, desk.law),
            *check_fresh(kept, draft.revision),
        )
        person_id = person.id
    if standing := unanswered(findings, reasons):
        return Refused(standing)
    with desk.write(N_("Change the schedule of visits") if kept else N_("Plan home visits")) as session:
        plan = session.get_one(VisitSchedule, schedule_id) if schedule_id else VisitSchedule(stay_id=stay_id)
        copy_draft(draft, plan)
        session.add(plan)
        session.flush()
        record_departures(session, desk, findings, reasons, person_id)
        return Saved(plan.id, findings)


def _others(session: Session, stay_id: UUID, schedule_id: UUID | None, draft: ScheduleDraft) -> list[str]:
    """Return the weekdays of the person's other schedules that hold when this one begins."""
    if draft.since is None:
        return []
    plans = session.scalars(
        _running(draft.since).where(
            VisitSchedule.stay_id == stay_id,
            VisitSchedule.since <= draft.since,
        )
    )
    return [plan.weekdays for plan in plans if plan.id != schedule_id]


def remove_schedule(desk: Desk, schedule_id: UUID) -> Saved | Refused:
    """Take out a schedule that was entered by mistake; the visits stay."""
    with desk.write(N_("Remove a schedule of visits")) as session:
        plan = session.get(VisitSchedule, schedule_id)
        if plan is None:
            return Refused((gone(),))
        session.delete(plan)
    return Saved(schedule_id)
