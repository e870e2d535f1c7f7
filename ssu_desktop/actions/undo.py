"""Take back what this user did."""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from ssu_desktop.actions.desk import Desk, Refused, Saved
from ssu_desktop.actions.presence import broken_events, derive_again, stays_moved_by
from ssu_desktop.actions.rulebook import is_of_rules, missing_act, reread
from ssu_desktop.language import N_
from ssu_desktop.records import Change
from ssu_desktop.rules.finding import Finding, Weight
from ssu_desktop.storage import UNDO, CannotUndo, check_undoable, last_action, undo_action
from ssu_desktop.storage.journal import CHANGING


@dataclass(frozen=True)
class LastDone:
    """An action of this user that changed records; `final` says why it stays, where it does."""

    action_id: UUID
    final: Finding | None = None


def last_done(desk: Desk) -> LastDone | None:
    """Return this user's last action that changed records and was not taken back yet, or None."""
    with desk.read_house() as session:
        found = last_action(session, desk.user.id)
        return None if found is None else _done(session, found.action_id)


def own_action(desk: Desk, action_id: UUID) -> LastDone | None:
    """Return an action of this user that can be taken back, or cannot any more; None for any other.

    It need not be the last one: whatever was built upon it since stands in the way by itself."""
    with desk.read_house() as session:
        return _done(session, action_id) if _is_own(session, desk, action_id) else None


def _done(session: Session, action_id: UUID) -> LastDone:
    try:
        check_undoable(session, action_id)
    except CannotUndo as error:
        return LastDone(action_id, _final(error))
    return LastDone(action_id)


def _is_own(session: Session, desk: Desk, action_id: UUID) -> bool:
    mine = (Change.action_id == action_id, Change.operation.in_(CHANGING), Change.action != UNDO)
    return session.scalar(select(Change.user_id).where(*mine).limit(1)) == desk.user.id


def undo(desk: Desk, action_id: UUID) -> Saved | Refused:
    """Take one's own action back as an action of its own; refused, with the reason, where it is final by now.

    What the rules go by is read again where the action had changed it."""
    try:
        with desk.write(UNDO) as session:
            if not _is_own(session, desk, action_id):
                raise CannotUndo(N_("Only who did it can take it back."))
            moved = stays_moved_by(session, action_id)
            broken = broken_events(session, moved)
            undo_action(session, action_id)
            if broken_events(session, moved) - broken:
                raise CannotUndo(
                    N_("This action cannot be undone: a later entry of the stay could not stand without it.")
                )
            derive_again(session, moved)
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
