"""What every screen is: it says its words, reads its data, and answers the keys of the window."""

from collections.abc import Callable
from enum import StrEnum

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QAbstractSpinBox,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QWidget,
)

from ssu_desktop.language import _
from ssu_desktop.screens.theme import wear
from ssu_desktop.screens.words import Words


class Command(StrEnum):
    """What the keys of the window ask of the screen in front: F1, F2, F7, F9, Ins, Del, Ctrl+Enter."""

    HELP = "help"
    EDIT = "edit"
    PRINT = "print"
    ADD = "add"
    DELETE = "delete"
    HISTORY = "history"
    SUBMIT = "submit"


_WORKED_IN = (QAbstractItemView, QLineEdit, QPlainTextEdit, QComboBox, QAbstractSpinBox)


class Screen(QWidget):
    """A place in the window.

    A screen builds its widgets in `__init__` with `self.words.say(widget.setText, N_("..."))`, overrides
    `retranslate` for texts that are made of data, `refresh` to read its data, and puts what it can do
    into `commands`. The shell calls `refresh` each time the screen comes to the front.
    """

    retitled = Signal()  # the title changed
    saved = Signal(str, object)  # after a commit: the text of the toast, and an undo callable or None
    opens = Signal(object)  # a Screen to be put on top of this one
    leaves = Signal()  # this screen is done: go back
    goes = Signal(str)  # this screen is done: go to the place of this code

    title_msgid = ""
    help_topic = ""  # the page that F1 opens

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.words = Words()
        self.commands: dict[Command, Callable[[], object]] = {}
        self._shown_once = False
        self._visited = False
        wear(self, "ground")

    def title(self) -> str:
        """Return what the back link and the window call this screen, in the language of the interface."""
        return _(self.title_msgid)

    def retranslate(self) -> None:
        """Set every text in the language of the interface; called at the first show and on each switch."""
        self.words.again()

    def refresh(self) -> None:
        """Read the data again; called whenever the screen comes to the front."""

    def tell_done(self, text: str) -> None:
        """Tell of something done that is not taken back, as of a list that was saved."""
        self.saved.emit(text, None)

    def take_focus(self) -> None:
        """Put the cursor where it last was on this screen, at first on its focus proxy."""
        begins_at = self.focusProxy()
        if not self._visited and isinstance(begins_at, QWidget):  # Qt gives None where there is none
            self._visited = True
            begins_at.setFocus()
            return
        for widget in (self.focusWidget(), self):
            if isinstance(widget, QWidget):  # Qt gives None where nothing had the cursor yet
                widget.setFocus()
                return

    def working_part(self) -> "Screen":
        """Return the part of the screen that one works in: the tab in front, where there are tabs."""
        return self

    def begin_work(self) -> bool:
        """Put the cursor on the focus proxy, else on the first list or field, else on the first button.

        Return whether there was any of them."""
        chosen = self.focusProxy() or _first(self, _WORKED_IN) or _first(self, QWidget)
        if isinstance(chosen, QWidget):  # Qt gives None where there is no proxy
            chosen.setFocus()
        return isinstance(chosen, QWidget)

    def can_leave(self) -> bool:
        """Return whether the screen may be left now; one with undecided input keeps it as a draft first."""
        return True

    def showEvent(self, event: QShowEvent) -> None:
        """Say the words before the first look at them."""
        if not self._shown_once:
            self._shown_once = True
            self.retranslate()
        super().showEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """Say the words again when the language changes."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.LanguageChange and self._shown_once:
            self.retranslate()
            self.retitled.emit()


def _first(part: QWidget, kinds: type[QWidget] | tuple[type[QWidget], ...]) -> QWidget | None:
    """Return the first widget of these kinds within `part` that Tab would reach.

    Not by `nextInFocusChain`: PySide takes what that returns for a child of the widget before it, and
    would let go of it together with that one."""
    for widget in part.findChildren(QWidget):
        by_tab = bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus) and widget.isEnabled()
        if by_tab and isinstance(widget, kinds) and widget.isVisible():
            return widget
    return None
