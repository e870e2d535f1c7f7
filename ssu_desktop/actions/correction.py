"""A wrong event of a stay is corrected: cancelled with the reason, and entered anew as it was."""

from collections.abc import Mapping
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from ssu_desktop.actions.departures import record_departures
from ssu_desktop.actions.desk import Desk, Refused, Saved, unanswered
from ssu_desktop.actions.presence import movements_of
from ssu_desktop.actions.room_places import take_place_back
from ssu_desktop.actions.stay import NO_REASONS, add_movement, movement_findings
from ssu_desktop.actions.stored import draft_of, gone
from ssu_desktop.language import N_
from ssu_desktop.records import HeadOrder, Movement, Stay, new_id, utc_now
from ssu_desktop.rules.fields import cleaned
from ssu_desktop.rules.movement import MovementDraft, check_correction


def movement_draft(desk: Desk, movement_id: UUID) -> MovementDraft | None:
    """Return a standing movement as the draft that its correction begins from, or None."""
    with desk.read() as session:
        movement = session.get(Movement, movement_id)
        if movement is None or movement.cancelled_at is not None:
            return None
        return draft_of(MovementDraft, movement)


def correct_movement(
    desk: Desk, movement_id: UUID, draft: MovementDraft, why: str, reasons: Mapping[str, str] = NO_REASONS
) -> Saved | Refused:
    """Cancel a movement for the reason `why` and enter `draft` in its stead, in one transaction.

    Both stand in the history. What follows is derived again; refused, with its name, where a later event
    could not stand then. On the same day the new one keeps the place of the old. `Saved.id` is the new one.
    """
    draft = cleaned(draft)
    with desk.read() as session:
        wrong = session.get(Movement, movement_id)
        if wrong is None or wrong.cancelled_at is not None or wrong.kind is not draft.kind:
            return Refused((gone(),))
        stay = session.get_one(Stay, wrong.stay_id)
        movements = movements_of(session, [stay.id])[stay.id]
        findings = (
            *check_correction(draft.kind, why),
            *movement_findings(session, desk, stay, movements, draft, instead_of=movement_id),
        )
    if (standing_in_the_way := unanswered(findings, reasons)) or draft.happened_on is None:
        return Refused(standing_in_the_way)
    with desk.write(N_("Correct an entry")) as session:
        wrong = session.get_one(Movement, movement_id)
        wrong.cancelled_at, wrong.cancel_reason = utc_now(), why.strip()
        session.flush()
        take_place_back(session, wrong)
        stay = session.get_one(Stay, wrong.stay_id)
        new = add_movement(
            session,
            stay,
            draft,
            draft.happened_on,
            _after(wrong.id) if draft.happened_on == wrong.happened_on else new_id(),
        )
        _move_orders(session, wrong.id, new.id)
        record_departures(session, desk, findings, reasons, stay.person_id)
        return Saved(new.id, findings)


def _after(wrong_id: UUID) -> UUID:
    """Return the id next to that of the wrong entry: ids order the events of one day by their entry."""
    return UUID(int=wrong_id.int + 1)


def _move_orders(session: Session, wrong_id: UUID, new_id: UUID) -> None:
    """Let the orders of the head that belong to the wrong entry belong to the right one."""
    for order in session.scalars(select(HeadOrder).where(HeadOrder.movement_id == wrong_id)):
        order.movement_id = new_id
