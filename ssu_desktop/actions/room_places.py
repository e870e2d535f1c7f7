"""Places in rooms as the movements leave them: whoever leaves the unit gives the place up."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from ssu_desktop.records import Movement, Room, RoomPlace, Stay
from ssu_desktop.records.kinds import MovementKind
from ssu_desktop.rules.stay import PRESENT

_LEAVING = frozenset({MovementKind.TRANSFERRED, MovementKind.TRANSFERRED_OUT, MovementKind.DISCHARGED})


def place_on(session: Session, stay_id: UUID, day: date | None = None) -> RoomPlace | None:
    """Return the place that a stay has on a day; without one, the place that still lasts."""
    asked = select(RoomPlace).where(RoomPlace.stay_id == stay_id)
    if day is None:
        asked = asked.where(RoomPlace.until.is_(None))
    else:
        asked = asked.where(RoomPlace.since <= day, or_(RoomPlace.until.is_(None), RoomPlace.until > day))
    return session.scalars(asked.order_by(RoomPlace.since.desc(), RoomPlace.id.desc()).limit(1)).one_or_none()


def give_up_place(session: Session, stay: Stay, left_on: date) -> None:
    """End the place of a stay that is over or went to another unit, on the day of the event."""
    for place, unit_id in _open_places(session, stay.id):
        if stay.status not in PRESENT or stay.unit_id != unit_id:
            place.until = max(place.since, left_on)


def take_place_back(session: Session, movement: Movement) -> None:
    """Open the place again that a movement ended which is being cancelled, unless another came after it."""
    if movement.kind not in _LEAVING or _open_places(session, movement.stay_id):
        return
    asked = select(RoomPlace).where(RoomPlace.stay_id == movement.stay_id)
    last = session.scalars(asked.order_by(RoomPlace.since.desc(), RoomPlace.id.desc()).limit(1)).one_or_none()
    if last is not None and last.until == max(last.since, movement.happened_on):
        last.until = None


def _open_places(session: Session, stay_id: UUID) -> Sequence[tuple[RoomPlace, UUID]]:
    asked = select(RoomPlace, Room.unit_id).join(Room, Room.id == RoomPlace.room_id)
    asked = asked.where(RoomPlace.stay_id == stay_id, RoomPlace.until.is_(None))
    return [(place, unit_id) for place, unit_id in session.execute(asked)]
