"""How many wait in the queue: asked at the start, before anything of the queue itself is imported."""

from sqlalchemy import func, select

from ssu_desktop.actions.desk import Desk
from ssu_desktop.records import Stay, WaitingEntry
from ssu_desktop.rules.stay import WAITING


def count_queue(desk: Desk) -> int:
    """Return how many wait, as `list_queue` lists them."""
    waiting = select(func.count(WaitingEntry.id)).join(Stay, Stay.id == WaitingEntry.stay_id)
    with desk.read() as session:
        return session.scalar(waiting.where(Stay.status.in_(WAITING))) or 0
