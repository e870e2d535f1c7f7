"""Take back what this user did last."""

from uuid import UUID

from ssu_desktop.actions.desk import Desk, Refused, Saved
from ssu_desktop.rules.finding import Finding, Weight
from ssu_desktop.storage import UNDO, ActionSummary, CannotUndo, last_action, undo_action


def last_done(desk: Desk) -> ActionSummary | None:
    """Return this user's last action that changed records and was not taken back, or None."""
    with desk.read() as session:
        return last_action(session, desk.user.id)


def undo(desk: Desk, action_id: UUID) -> Saved | Refused:
    """Take an action back as an action of its own; refused, with the reason, where it is final by now."""
    try:
        with desk.write(UNDO) as session:
            undo_action(session, action_id)
    except CannotUndo as error:
        return Refused(
            (Finding(code="cannot-undo", text=error.text, values=error.values, weight=Weight.STOP),)
        )
    return Saved(action_id)
