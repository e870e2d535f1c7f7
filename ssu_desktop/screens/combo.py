"""A list that drops down: as wide as its words, with a last line that makes what is missing in it."""

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QWidget

from ssu_desktop.screens.field import submits
from ssu_desktop.screens.theme import scaled

_WIDEST = 640


class Combo(QComboBox):
    """`picked` tells what the user chose; the last line, if `offer` put one there, is told by `wanted`.

    The last line never stays chosen, and the arrows of the closed list do not set it off."""

    picked = Signal(int)
    wanted = Signal()  # the last line was chosen: something is to be added to the list

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._verb = ""
        self._before = ("", -1)  # what stood there before the last line was chosen
        self._walks = False
        self.activated.connect(self._heed)

    def offer(self, verb: str) -> None:
        """Put a last line that makes a new thing; `verb` is in the language of the interface."""
        self._verb = verb
        self.addItem(verb)

    def is_verb(self, text: str) -> bool:
        """Return whether `text` is that of the last line, which is no choice."""
        return bool(self._verb) and text == self._verb

    def remember(self) -> None:
        """Note what stands there now: it stands there again after the last line was chosen."""
        if not self.is_verb(self.currentText()):
            self._before = (self.currentText(), self.currentIndex())

    def showPopup(self) -> None:
        """Open the list as wide as its longest word."""
        self.remember()
        self.view().setMinimumWidth(min(self.view().sizeHintForColumn(0) + scaled(32), scaled(_WIDEST)))
        super().showPopup()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave Ctrl+Enter to the screen; walk with the arrows, but not onto the last line."""
        if submits(event):
            event.ignore()
            return
        self.remember()
        self._walks = True
        super().keyPressEvent(event)
        self._walks = False

    def _heed(self, index: int) -> None:
        if not self.is_verb(self.itemText(index)):
            self.picked.emit(index)
            return
        text, place = self._before
        with QSignalBlocker(self):
            self.setCurrentIndex(place)
            if self.isEditable():
                self.setCurrentText(text)
        if not self._walks:
            self.wanted.emit()
