"""When the monitoring of a plan is due (Order 230, paras 12(4), 23(4), 28(4), 37(5), annex 5)."""

from datetime import date
from functools import lru_cache

from ssu_desktop.law import Law, NoFigure
from ssu_desktop.records.kinds import RoundKind, UnitKind
from ssu_desktop.rules.plan import Deadline, deadline_after, months_after
from ssu_desktop.rules.working_days import CalendarUnknown, WorkingDays


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


def enter_by(held_on: date, unit_kind: UnitKind, law: Law, calendar: WorkingDays) -> Deadline | None:
    """Return by when a monitoring held on `held_on` must stand in the journal (next working day).

    None for a day before the earliest edition that we know, or in a year without a calendar.
    """
    try:
        within = law.figure("monitoring.enter_within", unit_kind, on=held_on)
        return deadline_after(held_on, within, calendar)
    except (NoFigure, CalendarUnknown):
        return None
