"""Which finished weeks lack visits of the home service (Order 230, annex 7: R230-116)."""

from collections.abc import Iterator
from datetime import date, timedelta

from ssu_desktop.language import N_
from ssu_desktop.law import Law
from ssu_desktop.rules.day import WEEK, monday_of
from ssu_desktop.rules.duty import SOON, Duty, Place, UnitStand, VisitStand
from ssu_desktop.rules.visit import least_visits

_SUNDAY = timedelta(days=6)


def finished_weeks(today: date) -> list[date]:
    """Return the Mondays of the weeks that ended within the last 30 days, the earliest first."""
    last = monday_of(today) - WEEK
    back = range((last + _SUNDAY - today + timedelta(days=SOON)).days // WEEK.days + 1)
    return [last - week * WEEK for week in reversed(back)]


def visit_duties(stand: VisitStand | None, law: Law, today: date) -> Iterator[Duty]:
    """Yield each finished week in which a person was visited less often than the annex asks for.

    Asked only of weeks in which services were given on every day, and for which visits of the unit are
    entered at all: else the unit itself is told, once for everybody."""
    if stand is None:
        return
    for monday in finished_weeks(today):
        asked, count = least_visits(monday, law), stand.weeks.get(monday, 0)
        if asked is None or monday not in stand.entered or monday < stand.since or count >= asked.value:
            continue
        yield Duty(
            code="visits",
            text=N_("Visits of the week from {first} to {last}: {count} of {least}"),
            place=Place.VISITS,
            due=monday + _SUNDAY,
            values={"first": monday, "last": monday + _SUNDAY, "count": count, "least": asked.value},
            article=asked.article,
            subject=monday.isoformat(),
        )


def unentered_weeks(unit: UnitStand, law: Law, today: date) -> Iterator[Duty]:
    """Yield each finished week of a unit with recipients for which no visit at all is entered.

    Weeks before the first that was ever entered lie on paper; without any, the last one says enough."""
    if unit.served_since is None:
        return
    asked = [monday for monday in finished_weeks(today) if monday >= unit.served_since]
    if unit.visits_since is None:
        asked = asked[-1:]
    for monday in asked:
        if monday in unit.visits_entered or monday < monday_of(unit.visits_since or monday):
            continue
        figure = least_visits(monday, law)
        if figure is not None:
            yield Duty(
                code="visits",
                text=N_("Visits of the week from {first} to {last} are not entered"),
                place=Place.VISITS,
                due=monday + _SUNDAY,
                values={"first": monday, "last": monday + _SUNDAY},
                article=figure.article,
                subject=monday.isoformat(),
            )
