"""The monitoring journal of a plan year as a matrix: rounds with points, activities with marks."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import groupby
from operator import itemgetter
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import bindparam, select

from ssu_desktop.actions.asked import plans_of_stay, stay_in_unit
from ssu_desktop.actions.desk import Desk
from ssu_desktop.actions.monitoring_course import Course, Revised, course_of
from ssu_desktop.actions.plan import DOMAIN_PLACES, place_of, points_by_domain, responsible_for, staff_names
from ssu_desktop.law import Article
from ssu_desktop.records import (
    ActivityMark,
    Assessment,
    MonitoringJournal,
    MonitoringRound,
    Plan,
    PlanItem,
    RoundScore,
)
from ssu_desktop.records.kinds import Domain, MarkKind, PlanState, RoundKind, UnitKind
from ssu_desktop.rules.absence import Absence, explaining
from ssu_desktop.rules.duty import PlanStand
from ssu_desktop.rules.monitoring import enter_by
from ssu_desktop.rules.plan import Deadline, longest_plan_end, months_after
from ssu_desktop.rules.plan_duties import plan_year, rounds_due
from ssu_desktop.rules.round_draft import RoundDraft, differences, total
from ssu_desktop.storage import Source, records, rows


@dataclass(frozen=True, kw_only=True)
class RoundColumn:
    """One column of the matrix; `id` None is one not begun. `differences` are against the round before.

    `suggested` are the sums of the plan's points and of the questionnaires, for the column of admission.
    `away` are the absences that explain why it was not held when it was due, `revised` the version of the
    plan it led to.
    """

    id: UUID | None
    kind: RoundKind
    due: date | None
    article: Article | None
    enter_by: date | None = None
    held_on: date | None = None
    completed_on: date | None = None
    scores: Mapping[Domain, int] = field(default_factory=dict)
    total: int | None = None
    differences: Mapping[Domain, int] = field(default_factory=dict)
    difference: int | None = None
    suggested: Mapping[Domain, int] = field(default_factory=dict)
    goal: str = ""
    decision: str = ""
    revised_domains: tuple[Domain, ...] = ()
    recommendations: str = ""
    specialist_id: UUID | None = None
    specialist_name: str = ""
    revision: int = 0
    away: tuple[Absence, ...] = ()
    revised: Revised | None = None

    @property
    def draft(self) -> RoundDraft:
        """Return a draft that begins from this column."""
        return RoundDraft(
            id=self.id,
            kind=self.kind,
            held_on=self.held_on,
            scores=dict(self.scores),
            goal=self.goal,
            decision=self.decision,
            revised_domains=self.revised_domains,
            recommendations=self.recommendations,
            specialist_id=self.specialist_id,
            specialist_name=self.specialist_name,
            revision=self.revision,
        )


class MarkView(NamedTuple):
    """What came of an activity in a month."""

    mark: MarkKind
    note: str
    revision: int


@dataclass(frozen=True, kw_only=True)
class ActivityRow:
    """An activity of the plan with its marks by the first day of the month."""

    item_id: UUID
    domain: Domain
    service: str
    responsible: str
    marks: Mapping[date, MarkView]


@dataclass(frozen=True, kw_only=True)
class MonitoringPage:
    """A plan year of a stay: `columns` are the five of annex 5 and the additional rounds by their day.

    `ends_on` is the last day of the approved plan, `bound_on` when plan and journal were bound.
    `admission` are the sums of a later year's admission: of the first year they stand in its own column.
    """

    stay_id: UUID
    person_id: UUID
    unit_kind: UnitKind
    journal_id: UUID | None
    plan_number: int
    plan_numbers: tuple[int, ...]
    started_on: date
    columns: tuple[RoundColumn, ...]
    activities: tuple[ActivityRow, ...]
    months: tuple[date, ...]
    ends_on: date | None
    bound_on: date | None
    admission: Mapping[Domain, int] = field(default_factory=dict)


def monitoring_page(desk: Desk, stay_id: UUID, plan_number: int | None = None) -> MonitoringPage | None:
    """Return the journal of a plan year (by default the latest that has begun); None before admission."""
    with desk.read_rows() as source:
        found = stay_in_unit.first(source, stay_id=stay_id)
        if found is None or found[0].admitted_on is None:
            return None
        stay, kind = found
        plans = plans_of_stay(source, stay_id=stay_id)
        journals = {journal.plan_number: journal for journal in _journals(source, stay_id=stay_id)}
        number, started = year_of(plans, found[0].admitted_on, plan_number, desk.today)
        journal = journals.get(number)
        rounds = _rounds(source, journal)
        names, marks = staff_names(source), _marks(source, journal)
        course = course_of(source, stay_id)
        assessed = dict(_assessed(source, stay_id=stay_id, started=started)) if number == 1 else {}
        items = sorted(_items_of_year(source, stay_id=stay_id, number=number), key=place_of)
    plan = present_plan([plan for plan in plans if plan.number == number])
    present = [item for item in items if plan is not None and item.plan_id == plan.id]
    numbers = {number, *journals, *(plan.number for plan in plans)}
    return MonitoringPage(
        stay_id=stay_id,
        person_id=stay.person_id,
        unit_kind=kind,
        journal_id=journal.id if journal else None,
        plan_number=number,
        plan_numbers=tuple(sorted(numbers)),
        started_on=started,
        columns=tuple(
            _beside(
                _columns(desk, kind, number, started, rounds, assessed | points_by_domain(present)),
                course,
                desk,
            )
        ),
        activities=tuple(
            _activity(item, names, marks.get(item.id, {}))
            for item in items
            if (plan is not None and item.plan_id == plan.id) or item.id in marks
        ),
        months=_months(started, kind, desk),
        ends_on=plan.period_until if plan is not None and plan.state is PlanState.APPROVED else None,
        bound_on=journal.bound_on if journal else None,
        admission=course.admission if number > 1 else {},
    )


def _beside(columns: Sequence[RoundColumn], course: Course, desk: Desk) -> Iterator[RoundColumn]:
    """Yield the columns with the absences that explain them and the plans that came of them."""
    for place, column in enumerate(columns):
        following = next((later.due for later in columns[place + 1 :] if later.due is not None), None)
        away: tuple[Absence, ...] = ()
        if column.due is not None:
            away = explaining(course.absences, column.due, column.held_on, following, desk.today)
        revised = course.revised.get(column.id) if column.id is not None else None
        yield replace(column, away=away, revised=revised) if away or revised else column


def year_of(
    plans: Sequence[Plan], admitted_on: date, plan_number: int | None, today: date
) -> tuple[int, date]:
    """Return a plan year's number and its first day; None: the latest that has begun.

    The next plan is drafted before this one ends, and its rounds are not asked for yet."""
    stands = tuple(
        stand_of(plan)
        for plan in plans
        if (plan.period_from <= today if plan_number is None else plan.number == plan_number)
    )
    number, started = plan_year(stands, admitted_on)
    return (number, started) if plan_number is None else (plan_number, started)


def stand_of(plan: Plan) -> PlanStand:
    """Return a plan version as the rules of Today see it."""
    return PlanStand(
        id=plan.id,
        number=plan.number,
        version=plan.version,
        state=plan.state,
        period_from=plan.period_from,
        period_until=plan.period_until,
        drafted_on=plan.drafted_on,
    )


_journals = records(
    lambda: select(MonitoringJournal).where(MonitoringJournal.stay_id == bindparam("stay_id"))
)
_held = records(
    lambda: (
        select(MonitoringRound)
        .where(MonitoringRound.journal_id == bindparam("journal_id"))
        .order_by(MonitoringRound.held_on, MonitoringRound.id)
    )
)
_scores = rows(
    lambda: (
        select(RoundScore.round_id, RoundScore.domain, RoundScore.points)
        .join(MonitoringRound, MonitoringRound.id == RoundScore.round_id)
        .where(MonitoringRound.journal_id == bindparam("journal_id"))
    )
)
_marked = rows(
    lambda: (
        select(
            ActivityMark.item_id,
            ActivityMark.month,
            ActivityMark.mark,
            ActivityMark.note,
            ActivityMark.revision,
        )
        .where(ActivityMark.journal_id == bindparam("journal_id"))
        .order_by(ActivityMark.item_id, ActivityMark.month)
    )
)
_assessed = rows(
    lambda: (
        select(Assessment.domain, Assessment.points)
        .where(
            Assessment.stay_id == bindparam("stay_id"),
            Assessment.assessed_on >= bindparam("started"),
            Assessment.round_id.is_(None),
            Assessment.completed_on.is_not(None),
        )
        .order_by(Assessment.assessed_on.desc(), Assessment.id)
    )
)
_items_of_year = records(
    lambda: (
        select(PlanItem)
        .join(Plan, Plan.id == PlanItem.plan_id)
        .where(Plan.stay_id == bindparam("stay_id"), Plan.number == bindparam("number"))
    )
)


def _rounds(
    source: Source, journal: MonitoringJournal | None
) -> list[tuple[MonitoringRound, dict[Domain, int]]]:
    if journal is None:
        return []
    rounds = _held(source, journal_id=journal.id)
    scores: dict[UUID, dict[Domain, int]] = {held.id: {} for held in rounds}
    found = sorted(_scores(source, journal_id=journal.id), key=lambda score: DOMAIN_PLACES[score[1]])
    for round_id, domain, points in found:
        scores[round_id][domain] = points
    return [(held, scores[held.id]) for held in rounds]


def present_plan(plans: Sequence[Plan]) -> Plan | None:
    """Return the version in force: the approved one, else the newest."""
    approved = [plan for plan in plans if plan.state is PlanState.APPROVED]
    return max(approved or plans, key=lambda plan: plan.version, default=None)


def _marks(source: Source, journal: MonitoringJournal | None) -> dict[UUID, dict[date, MarkView]]:
    if journal is None:
        return {}
    found = groupby(_marked(source, journal_id=journal.id), key=itemgetter(0))
    return {item_id: {mark[1]: MarkView(*mark[2:]) for mark in marks} for item_id, marks in found}


def _activity(item: PlanItem, names: Mapping[UUID, str], marks: Mapping[date, MarkView]) -> ActivityRow:
    return ActivityRow(
        item_id=item.id,
        domain=item.domain,
        service=item.service,
        responsible=responsible_for(item, names),
        marks=marks,
    )


def _months(started: date, kind: UnitKind, desk: Desk) -> tuple[date, ...]:
    last = longest_plan_end(started, kind, desk.law)
    first = started.replace(day=1)
    count = (last.year - first.year) * 12 + last.month - first.month + 1
    return tuple(months_after(first, month) for month in range(count))


def _columns(
    desk: Desk,
    kind: UnitKind,
    number: int,
    started: date,
    rounds: Sequence[tuple[MonitoringRound, dict[Domain, int]]],
    suggested: Mapping[Domain, int],
) -> tuple[RoundColumn, ...]:
    fixed: dict[RoundKind, tuple[MonitoringRound, dict[Domain, int]]] = {
        held.kind: (held, scores) for held, scores in rounds if held.kind is not RoundKind.EXTRA
    }
    columns = []
    for round_kind, due in rounds_due(number, started, kind, desk.law, desk.calendar).items():
        stored = fixed.get(round_kind)
        scores = stored[1] if stored else {}
        offered = suggested if round_kind is RoundKind.ADMISSION and not scores else {}
        held = stored[0] if stored else None
        before = _before(rounds, held) if held is not None else {}
        columns.append(_column(desk, kind, round_kind, due, held, scores, before, offered))
    for extra, scores in rounds:
        if extra.kind is RoundKind.EXTRA:
            earlier = _before(rounds, extra)
            columns.append(_column(desk, kind, RoundKind.EXTRA, None, extra, scores, earlier, {}))
    return tuple(columns)


def _before(
    rounds: Sequence[tuple[MonitoringRound, dict[Domain, int]]], held: MonitoringRound
) -> Mapping[Domain, int]:
    """Return the points of the round that was held last before this one, be it an additional one."""
    earlier = [scores for other, scores in rounds if scores and other.held_on < held.held_on]
    return earlier[-1] if earlier else {}


def _column(
    desk: Desk,
    unit_kind: UnitKind,
    kind: RoundKind,
    due: Deadline | None,
    held: MonitoringRound | None,
    scores: Mapping[Domain, int],
    before: Mapping[Domain, int],
    suggested: Mapping[Domain, int],
) -> RoundColumn:
    due_on, article = (due.due, due.article) if due else (None, None)
    if held is None:
        return RoundColumn(id=None, kind=kind, due=due_on, article=article, suggested=suggested)
    entry = enter_by(held.held_on, unit_kind, desk.law, desk.calendar)
    changed = differences(scores, before)
    return RoundColumn(
        id=held.id,
        kind=kind,
        due=due_on,
        article=article,
        enter_by=entry.due if entry else None,
        held_on=held.held_on,
        completed_on=held.completed_on,
        scores=scores,
        total=total(scores),
        differences=changed,
        difference=sum(changed.values()) if changed else None,
        suggested=suggested,
        goal=held.goal,
        decision=held.decision,
        revised_domains=held.revised_domains,
        recommendations=held.recommendations,
        specialist_id=held.specialist_id,
        specialist_name=held.specialist_name,
        revision=held.revision,
    )
