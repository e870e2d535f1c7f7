"""What every tab of a person's page is."""

from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ssu_desktop.actions.desk import Desk
from ssu_desktop.actions.history import Record
from ssu_desktop.language import N_, _
from ssu_desktop.screens.screen import Screen
from ssu_desktop.screens.undoing import undo_last


class PersonTab(Screen):
    """A screen within the person's page; built when it is first looked at, refreshed when it comes to front.

    A tab sets `code` and `title_msgid`, and emits `changed` after it saved something, so that the header
    and the counts are read again. Its `saved` and `opens` go through the page to the window.
    """

    changed = Signal()
    tab_asked = Signal(str)  # the code of the tab where something is done

    code = ""

    def __init__(self, desk: Desk, person_id: UUID, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self.person_id = person_id

    def tell_saved(self) -> None:
        """Say that the last action is saved, offer to take it back, and show what is stored now."""
        self.saved.emit(_(N_("Saved")), undo_last(self.desk, self, self.reread))
        self.reread()

    def take_up_work(self) -> None:
        """Put the cursor where it was in this tab, at first into what one works in."""
        was = self.focusWidget()
        if self._visited and isinstance(was, QWidget):  # Qt gives None where nothing had the cursor
            was.setFocus()
        else:
            self._visited = True
            self.begin_work()

    def record_in_sight(self) -> Record | None:
        """Return the record that the tab shows, for its history; None for that of the person as a whole."""
        return None

    def reread(self) -> None:
        """Read the tab again, and have the header and the counts read again."""
        self.refresh()
        self.changed.emit()

    @classmethod
    def count_of(cls, desk: Desk, person_id: UUID) -> str:  # noqa: ARG003 - tabs that count something read it
        """Return what stands beside the title in the tab bar (`8/10`) before the tab is built, or nothing."""
        return ""
