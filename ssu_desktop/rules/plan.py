"""When an individual plan is due, and how long it may run (Order 230, paras 12, 23, 28, 37)."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

from ssu_desktop.law import Article, Figure, Law, Measure, NoFigure
from ssu_desktop.records.kinds import UnitKind
from ssu_desktop.rules.working_days import CalendarUnknown, WorkingDays

_IN_EVERY_MONTH = 28


@dataclass(frozen=True)
class Deadline:
    """The last day on which it is in time, by which article.

    `confirmed` is False while the calendar of a year that was counted through is an estimate.
    """

    due: date
    article: Article
    confirmed: bool = True


@dataclass(frozen=True, kw_only=True)
class PlanDeadlines:
    """When the plan is to be drafted, filled in and approved."""

    draft_by: Deadline
    fill_by: Deadline
    approve_by: Deadline


def months_after(start: date, months: int) -> date:
    """Return the same day `months` later, clamped to the month's end: 30.11 and 3 months is 28.02."""
    years, month = divmod(start.month - 1 + months, 12)
    year = start.year + years
    longest = start.day if start.day <= _IN_EVERY_MONTH else monthrange(year, month + 1)[1]
    return date(year, month + 1, min(start.day, longest))


def age_reached(born: date, months: int) -> date:
    """Return the day on which a person is so many months old.

    Born on 29 February one is a year older on 1 March of a common year, as `language.dates.age` counts: terms
    are clamped to the month's end, birthdays are not.
    """
    day = months_after(born, months)
    return day if day.day == born.day else day + timedelta(days=1)


def deadline_after(start: date, figure: Figure, calendar: WorkingDays) -> Deadline:
    """Return the deadline that `figure` gives from `start`, which is not counted.

    A calendar deadline that falls on a day off is not moved. Raises CalendarUnknown where working days
    of a year without a calendar are counted.
    """
    if figure.measure is Measure.WORKING_DAYS:
        due, confirmed = calendar.count(start, figure.value)
        return Deadline(due, figure.article, confirmed)
    if figure.measure is Measure.MONTHS:
        return Deadline(months_after(start, figure.value), figure.article)
    return Deadline(start + timedelta(days=figure.value), figure.article)


def plan_deadlines(
    started_on: date,
    unit_kind: UnitKind,
    law: Law,
    calendar: WorkingDays,
    drafted_on: date | None = None,
) -> PlanDeadlines | None:
    """Return the deadlines of the first plan of a service that started on `started_on`.

    Filling in counts from the day of drafting, else from the last day for it. The law is silent on the
    approval: it is due with the filling in. None for a start before the earliest edition that we know,
    and for years without a calendar.
    """
    try:
        draft_within = law.figure("plan.draft_within", unit_kind, on=started_on)
        draft_by = deadline_after(started_on, draft_within, calendar)
        return _steps(draft_by, unit_kind, law, calendar, drafted_on)
    except (NoFigure, CalendarUnknown):  # a mistyped year must not take the whole list of duties away
        return None


def _steps(
    draft_by: Deadline, unit_kind: UnitKind, law: Law, calendar: WorkingDays, drafted_on: date | None
) -> PlanDeadlines:
    """Return the steps of a plan that is to be drafted by a day. Raises NoFigure, CalendarUnknown."""
    drafted = drafted_on or draft_by.due
    fill_within = law.known_figure("plan.fill_within", unit_kind, on=drafted)
    fill_by = deadline_after(drafted, fill_within, calendar)
    if drafted_on is None and not draft_by.confirmed:
        fill_by = Deadline(fill_by.due, fill_by.article, confirmed=False)
    return PlanDeadlines(draft_by=draft_by, fill_by=fill_by, approve_by=fill_by)


def plan_end(start: date, months: int) -> date:
    """Return the last day, inclusive, of a plan that starts on `start` and runs `months` months.

    A year from 03.02.2025 ends on 02.02.2026; one from 29.02.2024 on 28.02.2025.
    """
    after = months_after(start, months)
    return after - timedelta(days=1) if after.day == start.day else after


Span = tuple[date | None, date | None]
"""The days of an activity, from and until; either may be open."""


def moved_into(days: Span, by: timedelta, plan: tuple[date, date]) -> Span:
    """Return the days of an activity that another plan takes over: moved, and cut to the days of that plan.

    What would lie wholly outside has no days there: they are to be said anew."""
    first, until = (None if day is None else day + by for day in days)
    begins, ends = plan
    if (first is not None and first > ends) or (until is not None and until < begins):
        return None, None
    return (
        None if first is None else max(first, begins),
        None if until is None else min(until, ends),
    )


def longest_plan_end(start: date, unit_kind: UnitKind, law: Law) -> date:
    """Return the last day that a plan which starts on `start` may run to (one year)."""
    return plan_end(start, law.known_figure("plan.longest", unit_kind, on=start).value)


def renew_by(plan_until: date, unit_kind: UnitKind, law: Law, calendar: WorkingDays) -> Deadline | None:
    """Return by when the next plan is due after one that runs up to `plan_until`, inclusive.

    None for a plan that ended before the earliest edition that we know, or in the last year of the calendar.
    """
    try:
        within = law.figure("plan.renew_within", unit_kind, on=plan_until)
        return deadline_after(plan_until, within, calendar)
    except (NoFigure, CalendarUnknown):
        return None


def next_plan_deadlines(
    plan_until: date,
    unit_kind: UnitKind,
    law: Law,
    calendar: WorkingDays,
    drafted_on: date | None = None,
) -> PlanDeadlines | None:
    """Return the deadlines of the plan that follows one which runs up to `plan_until`, inclusive.

    It is drafted by `renew_by`, then filled in and approved as the first one was. None where that has none.
    """
    draft_by = renew_by(plan_until, unit_kind, law, calendar)
    try:
        return None if draft_by is None else _steps(draft_by, unit_kind, law, calendar, drafted_on)
    except (NoFigure, CalendarUnknown):
        return None
