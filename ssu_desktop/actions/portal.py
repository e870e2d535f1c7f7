"""Marks that an event was typed over into the state portal: which day, by whom (R230-137)."""

from collections.abc import Collection
from uuid import UUID

from sqlalchemy import ColumnElement, and_, exists, or_, select

from ssu_desktop.actions.desk import Desk, Refused, Saved
from ssu_desktop.actions.stored import gone
from ssu_desktop.language import N_
from ssu_desktop.records import Movement, Stay
from ssu_desktop.rules.portal import outstanding

_AT_ONCE = 500


def not_in_portal() -> ColumnElement[bool]:
    """Return the condition on `Stay`: of some event of it the portal still says otherwise."""
    stands = and_(Movement.cancelled_at.is_(None), Movement.portal_on.is_(None))
    cancelled = and_(Movement.cancelled_at.is_not(None), Movement.portal_on.is_not(None))
    return exists().where(Movement.stay_id == Stay.id, or_(stands, cancelled))


def mark_stays(desk: Desk, stay_ids: Collection[UUID]) -> int:
    """Mark all that these stays have as typed over today by this user; return how many events that were.

    What was cancelled here counts as taken back there. One action, so that Undo takes it back as one."""
    done = 0
    with desk.write(N_("Mark as typed over into the portal")) as session:
        ids = list(stay_ids)
        for start in range(0, len(ids), _AT_ONCE):
            asked = select(Movement).where(Movement.stay_id.in_(ids[start : start + _AT_ONCE]))
            done += _mark(desk, outstanding(session.scalars(asked)))
    return done


def _mark(desk: Desk, movements: Collection[Movement]) -> int:
    for movement in movements:
        stands = movement.cancelled_at is None
        movement.portal_on = desk.today if stands else None
        movement.portal_by = desk.user.full_name if stands else ""
    return len(movements)


def turn_mark(desk: Desk, movement_id: UUID) -> Saved | Refused:
    """Mark one event as typed over today by this user, or take its mark back."""
    with desk.read() as session:
        if session.get(Movement, movement_id) is None:
            return Refused((gone(),))
    with desk.write(N_("Mark as typed over into the portal")) as session:
        movement = session.get_one(Movement, movement_id)
        if not _mark(desk, outstanding([movement])):
            movement.portal_on, movement.portal_by = None, ""
    return Saved(movement_id)
