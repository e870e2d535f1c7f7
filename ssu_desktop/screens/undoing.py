"""The Undo of the toast: it takes back exactly the action that the toast told of."""

from collections.abc import Callable

from shiboken6 import isValid

from ssu_desktop.actions.desk import Desk, Refused
from ssu_desktop.actions.undo import last_done, undo
from ssu_desktop.language import N_, _
from ssu_desktop.screens.ask import tell
from ssu_desktop.screens.screen import Screen


def undo_last(desk: Desk, screen: Screen, after: Callable[[], object]) -> Callable[[], object] | None:
    """Return what takes back the action that was just done, then says so on `screen` and calls `after`.

    None where it is final: nothing is offered that would be refused.

    To be called right after the commit: `saved.emit(_("Saved"), undo_last(desk, self, self.refresh))`."""
    done = last_done(desk)
    if done is None or done.final is not None:
        return None
    action_id = done.action_id

    def take_back() -> None:
        answer = undo(desk, action_id)
        alive = isValid(screen)
        if isinstance(answer, Refused):
            finding = answer.findings[0]
            tell(
                screen.window() if alive else None, N_("This stays as it is"), finding.text, **finding.values
            )
        elif alive:
            screen.saved.emit(_(N_("Taken back")), None)
            after()

    return take_back
