"""Lines of a list made of widgets: one goes through them with the arrows, opens and ticks them by key."""

from collections.abc import Iterable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QApplication, QFrame, QLabel, QScrollArea, QSizePolicy

from ssu_desktop.screens.cards import plain_label
from ssu_desktop.screens.theme import wear

_STEPS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}


class KeyLine(QFrame):
    """A line that the cursor can stand on; `key` names it across refreshes."""

    opened = Signal()  # Enter, or a double click
    ticked = Signal()  # Space
    stepped = Signal(int)  # an arrow: up -1, down 1

    def __init__(self, key: object, name: str, detail: str = "") -> None:
        super().__init__()
        self.key = key
        wear(self, "entry")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(name)
        self.setAccessibleDescription(detail)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open, tick or go on."""
        key = Qt.Key(event.key())
        if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            super().keyPressEvent(event)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.opened.emit()
        elif key == Qt.Key.Key_Space:
            self.ticked.emit()
        elif key in _STEPS:
            self.stepped.emit(_STEPS[key])
        else:
            super().keyPressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Open."""
        if event.button() is Qt.MouseButton.LeftButton:
            self.opened.emit()

    def has_cursor(self) -> bool:
        """Return whether the cursor stands on the line or on something in it."""
        front = QApplication.focusWidget()
        return front is self or (front is not None and self.isAncestorOf(front))


class KeyLines:
    """The lines of one list in their order, across the cards that they stand on."""

    def __init__(self) -> None:
        self.all: list[KeyLine] = []
        self._cursor: object = None

    def leave(self) -> None:
        """Remember where the cursor is: the lines are about to be made anew."""
        current = self.current()
        self._cursor = current.key if current else None
        self.all = []

    def take(self, lines: Iterable[KeyLine]) -> None:
        """Take lines in, in reading order."""
        for line in lines:
            line.stepped.connect(lambda step, line=line: self._step(line, step))
            self.all.append(line)

    def come_back(self) -> None:
        """Put the cursor where `leave` saw it, if that line is still there."""
        for line in self.all:
            if self._cursor is not None and line.key == self._cursor:
                line.setFocus()

    def current(self) -> KeyLine | None:
        """Return the line that has the cursor."""
        return next((line for line in self.all if line.has_cursor()), None)

    def _step(self, line: KeyLine, step: int) -> None:
        place = self.all.index(line) + step if line in self.all else -1
        if 0 <= place < len(self.all):
            self.all[place].setFocus()
            _bring_into_sight(self.all[place])


def _bring_into_sight(line: KeyLine) -> None:
    above = line.parentWidget()
    while above is not None:
        if isinstance(above, QScrollArea):
            above.ensureWidgetVisible(line)
            return
        above = above.parentWidget()


def cell(role: str, text: str, *, struck: bool = False) -> QLabel:
    """Return a cell of a line: as wide as its share, as high as its text."""
    label = plain_label(role, text, wraps=True)
    label.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
    if struck:
        face = label.font()
        face.setStrikeOut(True)
        label.setFont(face)
    return label
