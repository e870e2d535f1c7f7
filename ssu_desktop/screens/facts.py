"""What stands on a card of a page: facts with their names, and lines that open."""

from collections.abc import Callable, Iterable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLayout, QVBoxLayout, QWidget

from ssu_desktop.screens.cards import Card, button, plain_label
from ssu_desktop.screens.chips import Chip, ChipLabel
from ssu_desktop.screens.theme import scaled, wear
from ssu_desktop.screens.words import Words

_NAME_WIDTH = 130


def empty_out(layout: QLayout) -> None:
    """Take everything out of a layout."""
    while (item := layout.takeAt(0)) is not None:
        widget, inner = item.widget(), item.layout()
        if widget is not None:
            widget.hide()
            widget.deleteLater()
        elif inner is not None:
            empty_out(inner)


class Facts(QWidget):
    """Names at the left, values at the right; all of it is shown anew by `show_facts`."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(scaled(12))
        self._grid.setVerticalSpacing(scaled(6))
        self._grid.setColumnMinimumWidth(0, scaled(_NAME_WIDTH))
        self._grid.setColumnStretch(0, 2)
        self._grid.setColumnStretch(1, 5)

    def show_facts(self, facts: Iterable[tuple[str, str]]) -> None:
        """Show (name, value) pairs in the language of the interface; a pair without a value is left out."""
        empty_out(self._grid)
        for row, (name, value) in enumerate((name, value) for name, value in facts if value):
            told = plain_label("", value, wraps=True)
            told.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            named = plain_label("label", name, wraps=True)
            top = Qt.AlignmentFlag.AlignTop
            self._grid.addWidget(named, row, 0, top)
            self._grid.addWidget(told, row, 1, top)


class EntryRow(QFrame):
    """A line that opens with a click, Enter or Space; its screen asks it to go when Del is struck."""

    opened = Signal()
    removal_asked = Signal()

    def __init__(self, text: str, detail: str = "", chip: Chip | None = None, *, opens: bool = True) -> None:
        super().__init__()
        wear(self, "entry")
        words = QVBoxLayout(self)
        words.setContentsMargins(scaled(8), scaled(6), scaled(8), scaled(6))
        words.setSpacing(scaled(2))
        self.line = QHBoxLayout()
        self.line.setSpacing(scaled(10))
        self.line.addWidget(plain_label("", text, wraps=True), 1)
        self.below = QHBoxLayout()
        self.below.setSpacing(scaled(10))
        words.addLayout(self.line)
        words.addLayout(self.below)
        if detail:
            self.below.addWidget(plain_label("hint", detail, wraps=True), 1)
        if chip is not None:
            self.add(ChipLabel(chip.text, chip.tone))
        self._opens = opens
        self.setAccessibleName(text)
        self.setAccessibleDescription(detail)
        if opens:
            self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            self.setCursor(Qt.CursorShape.PointingHandCursor)

    def shut(self) -> None:
        """Open no more: what it would open, the user may not do."""
        self._opens = False
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.unsetCursor()

    def add(self, widget: QWidget) -> None:
        """Put a widget at the right of the first line."""
        self.line.addWidget(widget, 0, Qt.AlignmentFlag.AlignTop)

    def add_below(self, widget: QWidget) -> None:
        """Put a widget at the right of the details."""
        self.below.addWidget(widget, 0, Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignRight)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open."""
        if self._opens and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.opened.emit()
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Open on a click."""
        if self._opens and event.button() is Qt.MouseButton.LeftButton:
            self.opened.emit()


class ListCard(Card):
    """A card with a title, a button at its right, and lines or facts below; says what to do while empty."""

    def __init__(self, title: str, verb: str, act: Callable[[], object] | None, empty: str) -> None:
        super().__init__(titled=True)
        self.words = Words()
        self.act = button("link")
        if act is not None:
            self.act.clicked.connect(act)
        else:
            self.act.hide()
        head = QHBoxLayout()
        head.setSpacing(scaled(8))
        self.column.removeWidget(self.title)
        head.addWidget(self.title, 1)
        head.addWidget(self.act, 0, Qt.AlignmentFlag.AlignTop)
        self.column.insertLayout(0, head)
        self.nothing = plain_label("muted", wraps=True)
        self.column.addWidget(self.nothing)
        self.body = QVBoxLayout()
        self.body.setSpacing(scaled(2))
        self.column.addLayout(self.body)
        self.words.say(self.title.setText, title)
        self.words.say(self.act.setText, verb)
        self.words.say(self.nothing.setText, empty)

    def show_rows(self, rows: Iterable[QWidget]) -> None:
        """Show these lines in place of the former ones."""
        empty_out(self.body)
        for row in rows:
            self.body.addWidget(row)
        self.nothing.setVisible(not self.body.count())
