"""The monitoring journal of a plan year as a matrix: rounds with points, activities with marks."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from ssu_desktop.actions.desk import Desk
from ssu_desktop.actions.plan import item_view, items_of, points_by_domain, staff_names
from ssu_desktop.law import Article
from ssu_desktop.records import (
    ActivityMark,
    MonitoringJournal,
    MonitoringRound,
    Plan,
    PlanItem,
    RoundScore,
    Stay,
    Unit,
)
from ssu_desktop.records.kinds import Domain, MarkKind, PlanState, RoundKind, UnitKind
from ssu_desktop.rules.duty import PlanStand
from ssu_desktop.rules.monitoring import enter_by
from ssu_desktop.rules.plan import Deadline, longest_plan_end, months_after
from ssu_desktop.rules.plan_duties import plan_year, rounds_due
from ssu_desktop.rules.round_draft import RoundDraft, differences, total


@dataclass(frozen=True, kw_only=True)
class RoundColumn:
    """One column of the matrix; `id` None is one not begun. `differences` are against the round before.

    `suggested` are the sums of the plan's points, offered for the column of admission.
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


@dataclass(frozen=True, kw_only=True)
class MarkView:
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
    """A plan year of a stay: `columns` are the five of annex 5 and the additional rounds by their day."""

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


def monitoring_page(desk: Desk, stay_id: UUID, plan_number: int | None = None) -> MonitoringPage | None:
    """Return the journal of a plan year (by default the latest); None before admission."""
    with desk.read() as session:
        stay = session.get(Stay, stay_id)
        if stay is None or stay.admitted_on is None:
            return None
        kind = session.get_one(Unit, stay.unit_id).kind
        plans = list(session.scalars(select(Plan).where(Plan.stay_id == stay_id)))
        journals = _journals(session, stay_id)
        number, started = year_of(plans, stay.admitted_on, plan_number)
        journal = journals.get(number)
        rounds = _rounds(session, journal)
        activities = _activities(session, [plan for plan in plans if plan.number == number], journal)
        suggested = _suggested(session, [plan for plan in plans if plan.number == number])
    numbers = {number, *journals, *(plan.number for plan in plans)}
    return MonitoringPage(
        stay_id=stay_id,
        person_id=stay.person_id,
        unit_kind=kind,
        journal_id=journal.id if journal else None,
        plan_number=number,
        plan_numbers=tuple(sorted(numbers)),
        started_on=started,
        columns=_columns(desk, kind, number, started, rounds, suggested),
        activities=activities,
        months=_months(started, kind, desk),
    )


def year_of(plans: Sequence[Plan], admitted_on: date, plan_number: int | None) -> tuple[int, date]:
    """Return a plan year's number (None: the latest) and its first day."""
    stands = tuple(stand_of(plan) for plan in plans if plan_number in (None, plan.number))
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


def _journals(session: Session, stay_id: UUID) -> dict[int, MonitoringJournal]:
    asked = select(MonitoringJournal).where(MonitoringJournal.stay_id == stay_id)
    return {journal.plan_number: journal for journal in session.scalars(asked)}


def _rounds(
    session: Session, journal: MonitoringJournal | None
) -> list[tuple[MonitoringRound, dict[Domain, int]]]:
    if journal is None:
        return []
    asked = select(MonitoringRound).where(MonitoringRound.journal_id == journal.id)
    rounds = list(session.scalars(asked.order_by(MonitoringRound.held_on, MonitoringRound.id)))
    scores: dict[UUID, dict[Domain, int]] = {held.id: {} for held in rounds}
    for score in session.scalars(select(RoundScore).where(RoundScore.round_id.in_(scores))):
        scores[score.round_id][score.domain] = score.points
    return [
        (held, {domain: scores[held.id][domain] for domain in Domain if domain in scores[held.id]})
        for held in rounds
    ]


def _suggested(session: Session, plans: Sequence[Plan]) -> dict[Domain, int]:
    plan = present_plan(plans)
    if plan is None:
        return {}
    return points_by_domain(item_view(item, {}) for item in items_of(session, [plan.id]))


def present_plan(plans: Sequence[Plan]) -> Plan | None:
    """Return the version in force: the approved one, else the newest."""
    approved = [plan for plan in plans if plan.state is PlanState.APPROVED]
    return max(approved or plans, key=lambda plan: plan.version, default=None)


def _activities(
    session: Session, plans: Sequence[Plan], journal: MonitoringJournal | None
) -> tuple[ActivityRow, ...]:
    """Return the activities of the version in force, and those of older versions that have marks."""
    marks: dict[UUID, dict[date, MarkView]] = {}
    if journal is not None:
        asked = select(ActivityMark).where(ActivityMark.journal_id == journal.id)
        for mark in session.scalars(asked.order_by(ActivityMark.month)):
            marks.setdefault(mark.item_id, {})[mark.month] = _mark_view(mark)
    plan = present_plan(plans)
    names = staff_names(session)

    def shown(item: PlanItem) -> bool:
        return item.id in marks or (plan is not None and item.plan_id == plan.id)

    return tuple(
        ActivityRow(
            item_id=item.id,
            domain=item.domain,
            service=item.service,
            responsible=item_view(item, names).responsible,
            marks=marks.get(item.id, {}),
        )
        for item in items_of(session, [each.id for each in plans])
        if shown(item)
    )


def _mark_view(mark: ActivityMark) -> MarkView:
    return MarkView(mark=mark.mark, note=mark.note, revision=mark.revision)


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
    before: Mapping[Domain, int] = {}
    columns = []
    for round_kind, due in rounds_due(number, started, kind, desk.law, desk.calendar).items():
        stored = fixed.get(round_kind)
        scores = stored[1] if stored else {}
        offered = suggested if round_kind is RoundKind.ADMISSION and not scores else {}
        held = stored[0] if stored else None
        columns.append(_column(desk, kind, round_kind, due, held, scores, before, offered))
        before = scores or before
    for extra, scores in rounds:
        if extra.kind is RoundKind.EXTRA:
            earlier = _before(rounds, extra)
            columns.append(_column(desk, kind, RoundKind.EXTRA, None, extra, scores, earlier, {}))
    return tuple(columns)


def _before(
    rounds: Sequence[tuple[MonitoringRound, dict[Domain, int]]], held: MonitoringRound
) -> Mapping[Domain, int]:
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
    empty = RoundColumn(
        id=None,
        kind=kind,
        due=due.due if due else None,
        article=due.article if due else None,
        suggested=suggested,
    )
    if held is None:
        return empty
    entry = enter_by(held.held_on, unit_kind, desk.law, desk.calendar)
    changed = differences(scores, before)
    return RoundColumn(
        id=held.id,
        kind=kind,
        due=empty.due,
        article=empty.article,
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
