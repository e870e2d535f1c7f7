"""How many wait in the queue: asked at the start, before anything of the queue itself is imported."""

from sqlalchemy import func, select

from ssu_desktop.actions.desk import Desk
from ssu_desktop.records import Stay, Unit, WaitingEntry
from ssu_desktop.records.kinds import UnitKind
from ssu_desktop.rules.stay import WAITING


def count_queue(desk: Desk) -> int:
    """Return how many wait, as `list_queue` lists them."""
    waiting = select(func.count(WaitingEntry.id)).join(Stay, Stay.id == WaitingEntry.stay_id)
    with desk.read() as session:
        return session.scalar(waiting.where(Stay.status.in_(WAITING))) or 0


def has_queue(desk: Desk) -> bool:
    """Return whether there is anything to queue for: the order knows no queue of temporary stay (para 37(2)).

    Who waits for such a unit all the same, out of an old register, is shown."""
    others = select(func.count(Unit.id)).where(Unit.kind != UnitKind.TEMPORARY)
    with desk.read() as session:
        units, queued_for = session.scalar(select(func.count(Unit.id))), session.scalar(others)
    return not units or bool(queued_for) or count_queue(desk) > 0
