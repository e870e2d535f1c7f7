"""What is due of the plan and of the rounds of monitoring (Order 230, paras 12(3)-(4), 23, 28 and 37)."""

from collections.abc import Iterator
from datetime import date, timedelta

from ssu_desktop.language import N_
from ssu_desktop.law import Article, Law
from ssu_desktop.records.kinds import PlanState, RoundKind, UnitKind
from ssu_desktop.rules.duty import Duty, Place, PlanStand, StayFacts, dated
from ssu_desktop.rules.entry import article_of
from ssu_desktop.rules.monitoring import enter_by, round_dates
from ssu_desktop.rules.plan import (
    Deadline,
    PlanDeadlines,
    longest_plan_end,
    next_plan_deadlines,
    plan_deadlines,
    renew_by,
)
from ssu_desktop.rules.term_duties import stay_limit
from ssu_desktop.rules.working_days import WorkingDays


def plan_duties(facts: StayFacts, started: date, law: Law, calendar: WorkingDays) -> Iterator[Duty]:
    """Yield what is due of the plan: to draft, fill in and approve the first, to renew an approved one."""
    approved = [plan for plan in facts.plans if plan.state is PlanState.APPROVED]
    if approved:
        yield from _renewal(facts, approved, started, law, calendar)
        return
    begun = max(facts.plans, key=_in_turn, default=None)
    if begun is not None:
        steps = plan_deadlines(started, facts.unit_kind, law, calendar, begun.drafted_on)
        yield _step(begun, steps)
        return
    first = plan_deadlines(started, facts.unit_kind, law, calendar)
    text = N_("Draft the individual plan")
    yield dated("plan-draft", text, Place.PLAN, first.draft_by if first else None)


def _in_turn(plan: PlanStand) -> tuple[int, int]:
    return plan.number, plan.version


def _step(begun: PlanStand, steps: PlanDeadlines | None) -> Duty:
    """Return what a plan that was begun waits for: to be filled in, then to be approved."""
    if begun.state is PlanState.DRAFT:
        text = N_("Fill in the individual plan")
        return dated("plan-fill", text, Place.PLAN, steps.fill_by if steps else None)
    text = N_("Approve the individual plan")
    return dated("plan-approve", text, Place.PLAN, steps.approve_by if steps else None)


def _renewal(
    facts: StayFacts, approved: list[PlanStand], started: date, law: Law, calendar: WorkingDays
) -> Iterator[Duty]:
    """Yield the next plan: to be drafted, unless the stay ends with this one; once begun, its next step."""
    latest = max(approved, key=_in_turn)
    coming = [plan for plan in facts.plans if plan.number > latest.number]
    leaves_on = stay_limit(facts, started, law)
    if coming:
        begun = max(coming, key=_in_turn)
        until, drafted_on = latest.period_until, begun.drafted_on
        yield _step(begun, next_plan_deadlines(until, facts.unit_kind, law, calendar, drafted_on))
    elif leaves_on is None or leaves_on > latest.period_until:
        renew = renew_by(latest.period_until, facts.unit_kind, law, calendar)
        yield dated("plan-renew", N_("Renew the individual plan"), Place.PLAN, renew)
    if any(plan.number == latest.number and _is_open(plan) for plan in facts.plans):
        yield Duty(
            code="plan-version",
            text=N_("Approve the new version of the plan"),
            place=Place.PLAN,
            article=_correction(facts.unit_kind, latest.period_from, law),
        )


def _correction(unit_kind: UnitKind, on: date, law: Law) -> Article | None:
    """Return the paragraph of correcting a plan: "where needed" in S and D; H is silent."""
    needed = article_of(law, "plan.correction", unit_kind, on)
    return needed or article_of(law, "plan.correction_asked", unit_kind, on)


def _is_open(plan: PlanStand) -> bool:
    return plan.state in (PlanState.DRAFT, PlanState.FILLED)


def plan_year(plans: tuple[PlanStand, ...], admitted_on: date) -> tuple[int, date]:
    """Return the number of the present plan year and its start.

    The first counts from the start of the service, each later one from its own plan (design.md, Rulings); a
    version that revises it begins no new year, whichever days it is for.
    """
    number = max((plan.number for plan in plans), default=1)
    if number == 1:
        return 1, admitted_on
    return number, min(plan.period_from for plan in plans if plan.number == number)


def present_year(facts: StayFacts, admitted_on: date, today: date) -> tuple[int, date]:
    """Return the number and the start of the plan year that has begun; the next one is not asked for yet."""
    return plan_year(tuple(plan for plan in facts.plans if plan.period_from <= today), admitted_on)


def rounds_due(
    number: int, started: date, unit_kind: UnitKind, law: Law, calendar: WorkingDays
) -> dict[RoundKind, Deadline]:
    """Return when each round of a plan year is due, in their order.

    The first round of a stay belongs with the draft of the plan and is due with it.
    """
    return dict(_due(number, started, unit_kind, law, calendar, frozenset()))


def _due(
    number: int,
    started: date,
    unit_kind: UnitKind,
    law: Law,
    calendar: WorkingDays,
    done: frozenset[RoundKind],
) -> Iterator[tuple[RoundKind, Deadline]]:
    """Yield the rounds but those `done` as they are asked for: Today looks no further than the next one."""
    article = law.known_figure("monitoring.every", unit_kind, on=started).article
    for kind, day in round_dates(started, law).items():
        if kind in done:
            continue
        first = kind is RoundKind.ADMISSION and number == 1
        plan = plan_deadlines(started, unit_kind, law, calendar) if first else None
        if plan is None:
            yield kind, Deadline(day, article)
        else:
            yield kind, Deadline(plan.draft_by.due, article, plan.draft_by.confirmed)


def round_duties(
    facts: StayFacts,
    admitted_on: date,
    law: Law,
    calendar: WorkingDays,
    today: date,
    until: date | None = None,
) -> Iterator[Duty]:
    """Yield the next round that is due, those after it up to `until`, the latest of those missed; then those
    not entered to the end.

    What was missed before a round that was held is asked for no more: nobody can hold it now."""
    number, started = present_year(facts, admitted_on, today)
    leaves_on = stay_limit(facts, admitted_on, law) or date.max
    if not facts.plans and longest_plan_end(started, facts.unit_kind, law) < today:
        return  # long without any plan: the plan comes first
    done = _held_in(facts, number)
    order = tuple(round_dates(started, law))
    latest_held = max((order.index(kind) for kind in done if kind in order), default=-1)
    late: tuple[RoundKind, Deadline] | None = None
    last = leaves_on  # up to here rounds are told: the next one always, those after it up to `until`
    for kind, deadline in _due(number, started, facts.unit_kind, law, calendar, done):
        if deadline.due >= today:
            if deadline.due > last:
                break
            yield _round_duty(kind, deadline)
            last = min(leaves_on, until or deadline.due)
        elif order.index(kind) > latest_held:
            late = kind, deadline
    if late is not None:  # the latest of those missed: the earlier ones cannot be held any more
        yield _round_duty(*late)
    if number > 1 and not done:
        yield from _last_of_former_year(facts, number, started, admitted_on, law)
    yield from _entries(facts, law, calendar)


def _held_in(facts: StayFacts, number: int) -> frozenset[RoundKind]:
    begun = frozenset(held.kind for held in facts.open_rounds if held.number == number)
    return facts.rounds.get(number, frozenset()) | begun


def _last_of_former_year(
    facts: StayFacts, number: int, started: date, admitted_on: date, law: Law
) -> Iterator[Duty]:
    """Yield the round with which the former plan year ends, on the day on which the present one begins.

    Its journal has a column of its own for it, so that the first round of the new year does not stand for it.
    """
    former = tuple(plan for plan in facts.plans if plan.number < number)
    before, began = plan_year(former, admitted_on)
    if not former or before in facts.bound:
        return
    article = law.known_figure("monitoring.every", facts.unit_kind, on=began).article
    for kind, day in round_dates(began, law).items():
        if started - timedelta(days=1) <= day <= started and kind not in _held_in(facts, before):
            text = N_("Monitoring round of the year that ended on {day}: {round}")
            values = {"day": started - timedelta(days=1), "round": kind}
            subject = f"{before}:{kind.value}"
            yield dated("round", text, Place.MONITORING, Deadline(day, article), values, subject)


def _entries(facts: StayFacts, law: Law, calendar: WorkingDays) -> Iterator[Duty]:
    for held in facts.open_rounds:
        text = N_("Enter the monitoring of {held} to the end: {round}")
        entered = enter_by(held.held_on, facts.unit_kind, law, calendar)
        values = {"held": held.held_on, "round": held.kind}
        yield dated("round-entry", text, Place.MONITORING, entered, values, str(held.held_on))


def _round_duty(kind: RoundKind, deadline: Deadline) -> Duty:
    text = N_("Monitoring round: {round}")
    return dated("round", text, Place.MONITORING, deadline, {"round": kind}, kind.value)
