"""Take back what this user did last."""

from dataclasses import dataclass
from uuid import UUID

from ssu_desktop.actions.desk import Desk, Refused, Saved
from ssu_desktop.rules.finding import Finding, Weight
from ssu_desktop.storage import UNDO, CannotUndo, check_undoable, last_action, undo_action


@dataclass(frozen=True)
class LastDone:
    """This user's last action that changed records; `final` says why it stays, where it does."""

    action_id: UUID
    final: Finding | None = None


def last_done(desk: Desk) -> LastDone | None:
    """Return this user's last action that changed records and was not taken back, or None."""
    with desk.read() as session:
        found = last_action(session, desk.user.id)
        if found is None:
            return None
        try:
            check_undoable(session, found.action_id)
        except CannotUndo as error:
            return LastDone(found.action_id, _final(error))
    return LastDone(found.action_id)


def undo(desk: Desk, action_id: UUID) -> Saved | Refused:
    """Take an action back as an action of its own; refused, with the reason, where it is final by now."""
    try:
        with desk.write(UNDO) as session:
            undo_action(session, action_id)
    except CannotUndo as error:
        return Refused((_final(error),))
    return Saved(action_id)


def _final(error: CannotUndo) -> Finding:
    return Finding(code="cannot-undo", text=error.text, values=error.values, weight=Weight.STOP)
