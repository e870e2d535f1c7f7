"""What is due of the plan and of the rounds of monitoring (Order 230, paras 12(3)-(4), 23, 28 and 37)."""

from collections.abc import Iterator
from datetime import date

from ssu_desktop.language import N_
from ssu_desktop.law import Law
from ssu_desktop.records.kinds import PlanState, RoundKind, UnitKind
from ssu_desktop.rules.duty import Duty, Place, PlanStand, StayFacts, dated
from ssu_desktop.rules.monitoring import enter_by, round_dates
from ssu_desktop.rules.plan import Deadline, longest_plan_end, plan_deadlines, renew_by
from ssu_desktop.rules.working_days import WorkingDays


def plan_duties(facts: StayFacts, started: date, law: Law, calendar: WorkingDays) -> Iterator[Duty]:
    """Yield what is due of the plan: to draft, fill in and approve the first, to renew an approved one."""
    approved = [plan for plan in facts.plans if plan.state is PlanState.APPROVED]
    if approved:
        yield from _renewal(facts, approved, law, calendar)
        return
    begun = max(facts.plans, key=lambda plan: (plan.number, plan.version), default=None)
    deadlines = plan_deadlines(
        started, facts.unit_kind, law, calendar, begun.drafted_on if begun is not None else None
    )
    if begun is None:
        text = N_("Draft the individual plan")
        yield dated("plan-draft", text, Place.PLAN, deadlines.draft_by if deadlines else None)
    elif begun.state is PlanState.DRAFT:
        text = N_("Fill in the individual plan")
        yield dated("plan-fill", text, Place.PLAN, deadlines.fill_by if deadlines else None)
    else:
        text = N_("Approve the individual plan")
        yield dated("plan-approve", text, Place.PLAN, deadlines.approve_by if deadlines else None)


def _renewal(facts: StayFacts, approved: list[PlanStand], law: Law, calendar: WorkingDays) -> Iterator[Duty]:
    latest = max(approved, key=lambda plan: plan.number)
    renew = renew_by(latest.period_until, facts.unit_kind, law, calendar)
    yield dated("plan-renew", N_("Renew the individual plan"), Place.PLAN, renew)
    if any(plan.number == latest.number and _is_open(plan) for plan in facts.plans):
        yield dated("plan-version", N_("Approve the new version of the plan"), Place.PLAN, None)


def _is_open(plan: PlanStand) -> bool:
    return plan.state in (PlanState.DRAFT, PlanState.FILLED)


def plan_year(plans: tuple[PlanStand, ...], admitted_on: date) -> tuple[int, date]:
    """Return the number of the present plan year and its start.

    The first counts from the start of the service, each later one from its own plan (design.md, Rulings).
    """
    number = max((plan.number for plan in plans), default=1)
    if number == 1:
        return 1, admitted_on
    return number, max(plan.period_from for plan in plans if plan.number == number)


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
    facts: StayFacts, admitted_on: date, law: Law, calendar: WorkingDays, today: date
) -> Iterator[Duty]:
    """Yield the next round that is due, and the latest of those missed; then those not entered to the end.

    What was missed before a round that was held is asked for no more: nobody can hold it now."""
    number, started = present_year(facts, admitted_on, today)
    if not facts.plans and longest_plan_end(started, facts.unit_kind, law) < today:
        return  # long without any plan: the plan comes first
    begun = {held.kind for held in facts.open_rounds if held.number == number}
    done = facts.rounds.get(number, frozenset()) | begun
    order = tuple(round_dates(started, law))
    latest_held = max((order.index(kind) for kind in done if kind in order), default=-1)
    late: tuple[RoundKind, Deadline] | None = None
    for kind, deadline in _due(number, started, facts.unit_kind, law, calendar, done):
        if deadline.due >= today:
            yield _round_duty(kind, deadline)
            break
        if order.index(kind) > latest_held:
            late = kind, deadline
    if late is not None:  # the latest of those missed: the earlier ones cannot be held any more
        yield _round_duty(*late)
    yield from _entries(facts, law, calendar)


def _entries(facts: StayFacts, law: Law, calendar: WorkingDays) -> Iterator[Duty]:
    for held in facts.open_rounds:
        text = N_("Enter the monitoring of {held} to the end: {round}")
        entered = enter_by(held.held_on, facts.unit_kind, law, calendar)
        values = {"held": held.held_on, "round": held.kind}
        yield dated("round-entry", text, Place.MONITORING, entered, values, str(held.held_on))


def _round_duty(kind: RoundKind, deadline: Deadline) -> Duty:
    text = N_("Monitoring round: {round}")
    return dated("round", text, Place.MONITORING, deadline, {"round": kind}, kind.value)
