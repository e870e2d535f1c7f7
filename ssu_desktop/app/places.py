"""The places of the rail, in their order: one line a screen.

A screen is imported when it is first opened; only Today is there from the start.
"""

from collections.abc import Callable, Sequence
from functools import partial

from ssu_desktop.actions.desk import Desk
from ssu_desktop.actions.organisation import list_units
from ssu_desktop.actions.queue_count import has_queue
from ssu_desktop.actions.roles import READ
from ssu_desktop.language import N_
from ssu_desktop.records.kinds import UnitKind
from ssu_desktop.screens.finder import Hit, Search
from ssu_desktop.screens.queue_badge import queue_badge
from ssu_desktop.screens.rail import Place
from ssu_desktop.screens.screen import Screen
from ssu_desktop.screens.today import TodayScreen, kept_page, today_badge


def places_of(desk: Desk, settings: Callable[[], Screen]) -> tuple[Place, ...]:
    """Return the places that the units need, as the signed-in user finds them; `settings` builds the last.

    Who may not read people's records finds the settings alone."""
    last = Place(code="settings", title=N_("Settings"), icon="settings", build=settings)
    if not desk.may(READ):
        return (last,)
    page = kept_page(desk)
    places = (
        Place(
            code="today",
            title=N_("Today"),
            icon="today",
            build=partial(TodayScreen, desk, read=page),
            badge=today_badge(page),
        ),
        Place(code="people", title=N_("People"), icon="people", build=partial(_people, desk)),
        Place(
            code="queue",
            title=N_("Queue"),
            icon="queue",
            build=partial(_queue, desk),
            badge=queue_badge(desk),
        ),
        Place(code="monitoring", title=N_("Monitoring"), icon="monitoring", build=partial(_monitoring, desk)),
        Place(code="attendance", title=N_("Attendance"), icon="done", build=partial(_attendance, desk)),
        Place(code="visits", title=N_("Visits"), icon="visit", build=partial(_visits, desk)),
        Place(code="journal", title=N_("Journal"), icon="register", build=partial(_journal, desk)),
        Place(code="orders", title=N_("Orders"), icon="order", build=partial(_orders, desk)),
        last,
    )
    kinds = {unit.kind for unit in list_units(desk)}
    wanted = {
        "queue": has_queue(desk),
        "attendance": UnitKind.DAY in kinds,
        "visits": UnitKind.HOME in kinds,
    }
    return tuple(place for place in places if wanted.get(place.code, True))


def search_of(desk: Desk) -> Search:
    """Return the search of the finder above all screens; the key of a hit is the person's id."""

    def search(text: str) -> Sequence[Hit]:
        from ssu_desktop.screens.people import search_for

        return search_for(desk)(text)

    return search


def _people(desk: Desk) -> Screen:
    from ssu_desktop.screens.people import PeopleScreen

    return PeopleScreen(desk)


def _queue(desk: Desk) -> Screen:
    from ssu_desktop.screens.queue import QueueScreen

    return QueueScreen(desk)


def _monitoring(desk: Desk) -> Screen:
    from ssu_desktop.screens.unit_monitoring import MonitoringScreen

    return MonitoringScreen(desk)


def _attendance(desk: Desk) -> Screen:
    from ssu_desktop.screens.attendance import AttendanceScreen

    return AttendanceScreen(desk)


def _visits(desk: Desk) -> Screen:
    from ssu_desktop.screens.visits import VisitsScreen

    return VisitsScreen(desk)


def _journal(desk: Desk) -> Screen:
    from ssu_desktop.screens.register import RegisterScreen

    return RegisterScreen(desk)


def _orders(desk: Desk) -> Screen:
    from ssu_desktop.screens.orders import OrdersScreen

    return OrdersScreen(desk)
