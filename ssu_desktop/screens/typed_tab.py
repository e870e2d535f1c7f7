"""A person's tab whose input is saved as it is typed: what plan and monitoring have in common."""

from typing import Protocol

from PySide6.QtGui import QHideEvent

from ssu_desktop.actions.desk import Refused, Saved
from ssu_desktop.screens.findings import FindingsPanel
from ssu_desktop.screens.tab import PersonTab


class Keeper(Protocol):
    """Saves what is typed after a pause; what cannot be saved is kept beside and offered again."""

    def flush(self) -> bool:
        """Save now; return whether all that was typed is saved."""
        ...

    def refuse(self) -> None:
        """Forget the input of an earlier time that could not be saved."""
        ...


class TypedTab(PersonTab):
    """Saves through its `keeper` whenever it is left; says what stands in the way in its `findings`."""

    keeper: Keeper
    findings: FindingsPanel

    def can_leave(self) -> bool:
        """Save what is typed; what cannot be saved is kept and offered again."""
        self.keeper.flush()
        return True

    def hideEvent(self, event: QHideEvent) -> None:
        """Save what is typed when another tab comes to the front."""
        self.keeper.flush()
        super().hideEvent(event)

    def throw_away(self) -> None:
        """Forget the input that was left over, and show what is stored."""
        self.keeper.flush()
        self.keeper.refuse()
        self.refresh()

    def show_answer(self, answer: Saved | Refused) -> bool:
        """Tell that it was saved, or what stands in the way; return whether it was saved."""
        if isinstance(answer, Refused):
            self.findings.show_findings(answer.findings)
            return False
        self.tell_saved()
        return True
