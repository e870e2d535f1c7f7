"""Chips: a word on a soft ground of one tone; and the switch made of joined segments."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QColor, QFontMetricsF, QPainter
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QWidget

from ssu_desktop.screens.theme import font, mark, scaled, tokens, wear

_CHIP_POINTS = 9.0


class Tone(StrEnum):
    """What a colour says; a word always says the same."""

    NEUTRAL = "neutral"
    LATE = "late"
    SOON = "soon"
    DONE = "done"
    ACCENT = "accent"


@dataclass(frozen=True)
class Chip:
    """A word and its tone; `text` is already in the language of the interface."""

    text: str
    tone: Tone = Tone.NEUTRAL


def tone_colours(tone: Tone) -> tuple[QColor, QColor]:
    """Return the ground and the ink of a tone."""
    look = tokens()
    ground, ink = {
        Tone.NEUTRAL: (look.sunken, look.muted),
        Tone.LATE: (look.late_soft, look.late),
        Tone.SOON: (look.soon_soft, look.soon),
        Tone.DONE: (look.done_soft, look.done),
        Tone.ACCENT: (look.accent, look.on_accent),
    }[tone]
    return QColor(ground), QColor(ink)


def paint_chip(painter: QPainter, place: QRectF, chip: Chip) -> None:
    """Draw `chip` at the left of `place`, in its middle; a long word is elided."""
    face = font(_CHIP_POINTS)
    metrics = QFontMetricsF(face)
    pad, height = scaled(10), metrics.height() + scaled(4)
    room = place.width() - 2 * pad
    text = metrics.elidedText(chip.text, Qt.TextElideMode.ElideRight, room)
    width = metrics.horizontalAdvance(text) + 2 * pad
    box = QRectF(place.left(), place.center().y() - height / 2, width, height)
    ground, ink = tone_colours(chip.tone)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(ground)
    painter.drawRoundedRect(box, height / 2, height / 2)
    painter.setPen(ink)
    painter.setFont(face)
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)


class ChipLabel(QLabel):
    """A chip as a widget."""

    def __init__(self, text: str = "", tone: Tone = Tone.NEUTRAL, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.show_chip(Chip(text, tone))

    def show_chip(self, chip: Chip) -> None:
        """Show another word, perhaps of another tone."""
        self.setText(chip.text)
        self.setProperty("tone", chip.tone.value)
        wear(self, "chip")


class Segments(QWidget):
    """A switch of joined buttons, one of them pressed; left and right arrows move within it."""

    chosen = Signal(str)  # the code that the user chose

    def __init__(self, options: Iterable[tuple[str, str]], parent: QWidget | None = None) -> None:
        """`options` are (code, text) pairs; a text may be set anew through `button(code)`."""
        super().__init__(parent)
        self._buttons: dict[str, QPushButton] = {}
        self._group = group = QButtonGroup(self)
        self.row = row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        for code, text in options:
            button = QPushButton(text)
            button.setCheckable(True)
            button.setAutoDefault(False)
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # a click leaves the cursor where one types
            button.clicked.connect(lambda _on=False, code=code: self.chosen.emit(code))
            group.addButton(button)
            row.addWidget(button)
            self._buttons[code] = button
        self._join()
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)

    def button(self, code: str) -> QPushButton:
        """Return the button of `code`."""
        return self._buttons[code]

    def current(self) -> str:
        """Return the code of the pressed button, or nothing."""
        return next((code for code, button in self._buttons.items() if button.isChecked()), "")

    def choose(self, code: str) -> None:
        """Press the button of `code` without telling."""
        self._buttons[code].setChecked(True)

    def clear(self) -> None:
        """Leave no button pressed."""
        self._group.setExclusive(False)
        for button in self._buttons.values():
            button.setChecked(False)
        self._group.setExclusive(True)

    def _join(self) -> None:
        buttons = list(self._buttons.values())
        for n, button in enumerate(buttons):
            place = "first" if n == 0 else "last" if n == len(buttons) - 1 else "middle"
            button.setProperty("place", place)
            wear(button, "segment")
            mark(button, "")
