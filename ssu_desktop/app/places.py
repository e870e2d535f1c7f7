"""The places of the rail, in their order: one line a screen."""

from collections.abc import Callable
from functools import partial

from ssu_desktop.actions.desk import Desk
from ssu_desktop.language import N_
from ssu_desktop.screens.people import PeopleScreen
from ssu_desktop.screens.queue import QueueScreen, queue_badge
from ssu_desktop.screens.rail import Place
from ssu_desktop.screens.register import RegisterScreen
from ssu_desktop.screens.settings import SettingsScreen
from ssu_desktop.screens.today import TodayScreen, today_badge


def places_of(desk: Desk, settings: Callable[[], SettingsScreen]) -> tuple[Place, ...]:
    """Return the places that the signed-in user finds on the rail; `settings` builds the last one."""
    return (
        Place(
            code="today",
            title=N_("Today"),
            icon="today",
            build=partial(TodayScreen, desk),
            badge=today_badge(desk),
        ),
        Place(code="people", title=N_("People"), icon="people", build=partial(PeopleScreen, desk)),
        Place(
            code="queue",
            title=N_("Queue"),
            icon="queue",
            build=partial(QueueScreen, desk),
            badge=queue_badge(desk),
        ),
        Place(code="journal", title=N_("Journal"), icon="register", build=partial(RegisterScreen, desk)),
        Place(code="settings", title=N_("Settings"), icon="settings", build=settings),
    )
