"""Panels of a page: the heading row, cards, and counts."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from ssu_desktop.screens.field import submits
from ssu_desktop.screens.lettering import fitted, paint_words
from ssu_desktop.screens.theme import icon, scaled, wear
from ssu_desktop.screens.wrapping import Wrapping


def plain_label(role: str = "", text: str = "", *, wraps: bool = False) -> QLabel:
    """Return a label that shows its text as it is, never as markup."""
    label = Wrapping() if wraps else QLabel()
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setText(text)
    wear(label, role)
    return label


class Elided(QLabel):
    """Words that grow smaller, then end in dots where there is no room; the tooltip tells the whole."""

    def __init__(self, role: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        wear(self, role)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw as much of the text as there is room for."""
        room = QRectF(self.contentsRect())
        _letters, lines = fitted(self.text(), self.font(), room.width(), room.height())
        self.setToolTip(self.text() if " ".join(lines) != self.text() else "")
        paint_words(QPainter(self), room, self.text(), self.font())


class _Button(QPushButton):
    """A button that Enter presses; Ctrl+Enter is the form's, wherever the cursor stands."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave Ctrl+Enter to the form."""
        if submits(event):
            event.ignore()
        else:
            super().keyPressEvent(event)


def button(role: str = "", icon_name: str = "") -> QPushButton:
    """Return a button of a role (`primary`, `quiet`, `danger`, `link` or none); Enter presses it."""
    made = _Button()
    made.setAutoDefault(True)
    if icon_name:
        made.setIcon(icon(icon_name))
        made.setIconSize(QSize(scaled(18), scaled(18)))
    wear(made, role)
    return made


def page(widget: QWidget) -> QVBoxLayout:
    """Return the column of a page laid into `widget`: 24 around (28 at the sides), 16 between."""
    column = QVBoxLayout(widget)
    column.setContentsMargins(scaled(28), scaled(24), scaled(28), scaled(20))
    column.setSpacing(scaled(16))
    return column


class Header(QWidget):
    """The heading of a page with its chips, and its buttons at the right."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title = Elided("title")
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(scaled(10))
        self._row.addWidget(self.title, 1)

    def add(self, *widgets: QWidget) -> None:
        """Put widgets at the right, in reading order."""
        for widget in widgets:
            self._row.addWidget(widget, 0, Qt.AlignmentFlag.AlignVCenter)


class Footer(QWidget):
    """The last row of a page: quiet buttons at the left, then the one primary button at the right bottom."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(scaled(10))
        self._row.addStretch(1)
        self._left = 0

    def add_left(self, *widgets: QWidget) -> None:
        """Put quiet buttons or a note at the left."""
        for widget in widgets:
            self._row.insertWidget(self._left, widget)
            self._left += 1

    def add(self, *buttons: QAbstractButton | QLabel) -> None:
        """Put buttons at the right, and what is said of them; the primary one comes last."""
        for one in buttons:
            self._row.addWidget(one)


class Card(QFrame):
    """A panel of the surface colour; `column` takes what stands in it."""

    def __init__(self, parent: QWidget | None = None, *, titled: bool = False) -> None:
        super().__init__(parent)
        wear(self, "card")
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(scaled(18), scaled(14), scaled(18), scaled(14))
        self.column.setSpacing(scaled(8))
        self.title = plain_label("subheading", wraps=True)
        self.column.addWidget(self.title)
        self.title.setVisible(titled)  # in its place: shown before, it would flash as a window of its own
