"""When the monitoring of a plan is due (Order 230, paras 12(4), 23(4), 28(4), 37(5), annex 5)."""

from collections.abc import Iterator
from datetime import date
from functools import lru_cache

from ssu_desktop.language import N_
from ssu_desktop.language.dates import short
from ssu_desktop.law import Law, NoFigure
from ssu_desktop.records.kinds import RoundKind, UnitKind
from ssu_desktop.rules.entry import article_of, check_happened
from ssu_desktop.rules.finding import Finding, Weight
from ssu_desktop.rules.plan import Deadline, deadline_after, months_after
from ssu_desktop.rules.working_days import WorkingDays


def round_dates(started_on: date, law: Law) -> dict[RoundKind, date]:
    """Return the days of the columns of annex 5, in their order, for a service or plan year from then.

    Each is the same day of a later month, clamped to the month's end; days off do not move it. For a
    start before the earliest edition that we know, that edition's columns serve.
    """
    rounds = law.known_figure("monitoring.rounds", on=started_on)
    return dict(_days(started_on, rounds.values))


@lru_cache(maxsize=4096)
def _days(started_on: date, after: tuple[int, ...]) -> tuple[tuple[RoundKind, date], ...]:
    return tuple((RoundKind(str(months)), months_after(started_on, months)) for months in after)


def round_deadline(kind: RoundKind, started_on: date, unit_kind: UnitKind, law: Law) -> Deadline:
    """Return when the round `kind` is due and the paragraph that asks for it of this kind of unit.

    Raises KeyError for an extra round, which is never due.
    """
    due = round_dates(started_on, law)[kind]
    return Deadline(due, law.known_figure("monitoring.every", unit_kind, on=started_on).article)


def enter_by(held_on: date, unit_kind: UnitKind, law: Law, calendar: WorkingDays) -> Deadline | None:
    """Return by when a monitoring held on `held_on` must stand in the journal (next working day).

    None for a day before the earliest edition that we know.
    """
    try:
        within = law.figure("monitoring.enter_within", unit_kind, on=held_on)
    except NoFigure:
        return None
    return deadline_after(held_on, within, calendar)


def check_binding(
    bound_on: date | None, period: tuple[date, date], unit_kind: UnitKind, law: Law, today: date
) -> Iterator[Finding]:
    """Find what stands against entering that plan and journal of a year (`period`) were bound together.

    A day that has not come, or before the year began, cannot be; the paragraph has it by the year's results.
    """
    yield from check_happened(bound_on, today, "bound_on")
    first, last = period
    if bound_on is None:
        return
    if bound_on < first:
        text = N_("The plan year began on {day} only.")
        values = {"day": short(first)}
        yield Finding(code="bound-too-early", text=text, values=values, field="bound_on", weight=Weight.STOP)
    elif bound_on <= last:
        yield Finding(
            code="bound-before-the-end",
            text=N_("Plan and journal are bound by the results of the year, which ends on {day}."),
            values={"day": short(last)},
            field="bound_on",
            article=article_of(law, "file.bound_yearly", unit_kind, bound_on),
        )
