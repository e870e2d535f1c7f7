"""How many wait in the queue, for the rail: asked at the start, when the queue itself is not there yet."""

from collections.abc import Callable

from ssu_desktop.actions.desk import Desk
from ssu_desktop.actions.queue_count import count_queue
from ssu_desktop.screens.rail import Badge


def queue_badge(desk: Desk) -> Callable[[], Badge | None]:
    """Return what counts those who wait, for the rail."""

    def badge() -> Badge | None:
        waiting = count_queue(desk)
        return Badge(waiting) if waiting else None

    return badge
