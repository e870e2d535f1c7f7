"""How a unit does: for everyone present the last round, what changed, and who was not assessed."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from ssu_desktop.actions.desk import Desk
from ssu_desktop.actions.monitoring import stand_of
from ssu_desktop.actions.presence import movements_of, standing
from ssu_desktop.actions.scores import ScoreRow, score_rows
from ssu_desktop.law import Law
from ssu_desktop.records import Person, Plan, Stay, Unit
from ssu_desktop.records.kinds import RoundKind
from ssu_desktop.rules.absence import Absence, absences, explaining
from ssu_desktop.rules.plan_duties import plan_year, rounds_due
from ssu_desktop.rules.progress import Course, Missed, change_of, course_of, missed_round
from ssu_desktop.rules.stay import PRESENT
from ssu_desktop.rules.working_days import WorkingDays


@dataclass(frozen=True, kw_only=True)
class ProgressRow:
    """One person: the last round with its total, the differences, the round that was missed and why."""

    person_id: UUID
    stay_id: UUID
    name: str
    course: Course
    kind: RoundKind | None = None
    held_on: date | None = None
    total: int | None = None
    change: int | None = None
    since_admission: int | None = None
    missed: Missed | None = None
    away: tuple[Absence, ...] = ()


def unit_progress(desk: Desk, unit_id: UUID) -> tuple[ProgressRow, ...]:
    """Return how everyone present in a unit does, by name."""
    with desk.read() as session:
        return tuple(progress_in(session, desk.law, desk.calendar, desk.today, unit_id))


def progress_in(
    session: Session, law: Law, calendar: WorkingDays, today: date, unit_id: UUID
) -> list[ProgressRow]:
    """Return what `unit_progress` does, within a session."""
    here = (Stay.unit_id == unit_id, Stay.status.in_(PRESENT))
    asked = select(Stay, Person).join(Person, Person.id == Stay.person_id)
    asked = asked.where(Person.merged_into_id.is_(None), *here).order_by(Person.sort_key, Person.id, Stay.id)
    people = [(stay, person) for stay, person in session.execute(asked)]
    stay_ids = [stay.id for stay, _person in people]
    unit = session.get_one(Unit, unit_id)
    movements = movements_of(session, stay_ids)
    plans: dict[UUID, list[Plan]] = {stay_id: [] for stay_id in stay_ids}
    for plan in session.scalars(select(Plan).where(Plan.stay_id.in_(stay_ids), Plan.period_from <= today)):
        plans[plan.stay_id].append(plan)
    rounds: dict[UUID, list[ScoreRow]] = {stay_id: [] for stay_id in stay_ids}
    for row in score_rows(session, *here):
        rounds[row.stay_id].append(row)
    found = []
    for stay, person in people:
        stands = tuple(stand_of(plan) for plan in plans[stay.id])
        number, started = plan_year(stands, stay.admitted_on or today)
        held = frozenset(row.kind for row in rounds[stay.id] if row.plan_number == number)
        missed = missed_round(rounds_due(number, started, unit.kind, law, calendar), held, today)
        away: tuple[Absence, ...] = ()
        if missed is not None:
            away = explaining(absences(standing(movements[stay.id])), missed.due, None, None, today)
        found.append(_row(stay, person, rounds[stay.id], missed, away))
    return found


def _row(
    stay: Stay, person: Person, rounds: Sequence[ScoreRow], missed: Missed | None, away: tuple[Absence, ...]
) -> ProgressRow:
    scored = [row for row in rounds if row.points]
    last = scored[-1] if scored else None
    return ProgressRow(
        person_id=person.id,
        stay_id=stay.id,
        name=person.full_name,
        course=course_of([row.points for row in scored], missed),
        kind=last.kind if last is not None else None,
        held_on=last.held_on if last is not None else None,
        total=last.total if last is not None else None,
        change=change_of(scored[-1].points, scored[-2].points) if len(scored) > 1 else None,
        since_admission=change_of(scored[-1].points, scored[0].points) if len(scored) > 1 else None,
        missed=missed,
        away=away,
    )


def count_progress(rows: Sequence[ProgressRow]) -> Mapping[Course, int]:
    """Return how many go which way."""
    counted = Counter(row.course for row in rows)
    return {course: counted[course] for course in Course}
