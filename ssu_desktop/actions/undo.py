"""Take back what this user did last."""

from dataclasses import dataclass
from uuid import UUID

from ssu_desktop.actions.desk import Desk, Refused, Saved
from ssu_desktop.actions.rulebook import is_of_rules, missing_act, reread
from ssu_desktop.language import N_
from ssu_desktop.rules.finding import Finding, Weight
from ssu_desktop.storage import UNDO, CannotUndo, check_undoable, last_action, undo_action


@dataclass(frozen=True)
class LastDone:
    """This user's last action that changed records; `final` says why it stays, where it does."""

    action_id: UUID
    final: Finding | None = None


def last_done(desk: Desk) -> LastDone | None:
    """Return this user's last action that changed records and was not taken back, or None."""
    with desk.read_house() as session:
        found = last_action(session, desk.user.id)
        if found is None:
            return None
        try:
            check_undoable(session, found.action_id)
        except CannotUndo as error:
            return LastDone(found.action_id, _final(error))
    return LastDone(found.action_id)


def undo(desk: Desk, action_id: UUID) -> Saved | Refused:
    """Take an action back as an action of its own; refused, with the reason, where it is final by now.

    What the rules go by is read again where the action had changed it."""
    try:
        with desk.write(UNDO) as session:
            undo_action(session, action_id)
            of_rules = is_of_rules(session, action_id)
            if of_rules and missing_act(session) is not None:
                raise CannotUndo(N_("This action cannot be undone: other records depend on it."))
    except CannotUndo as error:
        return Refused((_final(error),))
    if of_rules:
        reread(desk)
    return Saved(action_id)


def _final(error: CannotUndo) -> Finding:
    return Finding(code="cannot-undo", text=error.text, values=error.values, weight=Weight.STOP)
