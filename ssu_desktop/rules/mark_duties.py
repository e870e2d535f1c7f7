"""What is due of marks and of binding a year (Order 230, paras 12(4), 23(4), 28(4) and 37(5))."""

from collections.abc import Iterator
from datetime import date

from ssu_desktop.language import N_
from ssu_desktop.law import Law
from ssu_desktop.records.kinds import PlanState
from ssu_desktop.rules.duty import Duty, MarkStand, Place, StayFacts
from ssu_desktop.rules.entry import article_of
from ssu_desktop.rules.plan import months_after, plan_end
from ssu_desktop.rules.plan_duties import present_year
from ssu_desktop.rules.spelling import Month


def month_of(day: date) -> date:
    """Return the first day of the month of `day`."""
    return day.replace(day=1)


def mark_duties(facts: StayFacts, admitted_on: date, law: Law, today: date) -> Iterator[Duty]:
    """Yield the earliest month in which not every activity is marked, once there was a change.

    The months that follow the change are asked for, up to the present one; a month is due with its last day.
    """
    number, _started = present_year(facts, admitted_on, today)
    stand = facts.marks.get(number)
    if stand is None or stand.first_change is None:
        return
    month = unmarked_month(stand, today)
    if month is not None:
        yield Duty(
            code="marks",
            text=N_("Monthly marks for {month}: {done} of {needed} activities"),
            place=Place.MONITORING,
            due=plan_end(month, 1),
            values={
                "month": Month(month),
                "done": stand.marked.get(month, 0),
                "needed": stand.needed(month),
            },
            article=article_of(law, "marks.monthly", facts.unit_kind, month),
            subject=f"{number}:{month:%Y-%m}",
        )


def unmarked_month(stand: MarkStand, today: date) -> date | None:
    """Return the earliest month after the first change that lacks a mark; None where all are marked."""
    if stand.first_change is None:
        return None
    month = months_after(stand.first_change, 1)
    if stand.version_from is not None:
        month = max(month, stand.version_from)
    while month <= today:
        if stand.marked.get(month, 0) < stand.needed(month):
            return month
        month = months_after(month, 1)
    return None


def binding_duties(facts: StayFacts, law: Law, today: date) -> Iterator[Duty]:
    """Yield the plan years that are over and whose plan and journal are not bound; the law names no day."""
    ends = {
        plan.number: plan.period_until
        for plan in sorted(facts.plans, key=lambda plan: plan.version)
        if plan.state is PlanState.APPROVED
    }
    for number, until in sorted(ends.items()):
        if until < today and number not in facts.bound:
            yield Duty(
                code="binding",
                text=N_("Bind the plan and the journal of the year that ended on {day}"),
                place=Place.MONITORING,
                values={"day": until},
                article=article_of(law, "file.bound_yearly", facts.unit_kind, until),
                subject=str(number),
            )
