"""How many wait in the queue: asked at the start, before anything of the queue itself is imported."""

from sqlalchemy import func, select

from ssu_desktop.actions.desk import Desk
from ssu_desktop.records import Stay, Unit, WaitingEntry
from ssu_desktop.records.kinds import UnitKind
from ssu_desktop.rules.stay import WAITING
from ssu_desktop.storage import rows


def count_queue(desk: Desk) -> int:
    """Return how many wait, as `list_queue` lists them."""
    with desk.read_rows() as source:
        [(count,)] = _waiting(source)
        return count


_waiting = rows(
    lambda: (
        select(func.count(WaitingEntry.id))
        .join(Stay, Stay.id == WaitingEntry.stay_id)
        .where(Stay.status.in_(WAITING))
    )
)


def has_queue(desk: Desk) -> bool:
    """Return whether there is anything to queue for: the order knows no queue of temporary stay (para 37(2)).

    Who waits for such a unit all the same, out of an old register, is shown."""
    with desk.read_rows() as source:
        kinds = {kind for (kind,) in _kinds(source)}
    return kinds != {UnitKind.TEMPORARY} or count_queue(desk) > 0


_kinds = rows(lambda: select(Unit.kind).distinct())
