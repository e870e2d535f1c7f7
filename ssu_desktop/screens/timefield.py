"""The field of a time of day: typed as one likes, written out as 09:00."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from ssu_desktop.language import N_
from ssu_desktop.language.clock import parse_time
from ssu_desktop.screens.field import Line, LineField
from ssu_desktop.screens.keys import figure_sign

_LONGEST = 5
_MODIFIERS = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier


def put_sign(line: QLineEdit, event: QKeyEvent) -> bool:
    """Put the figure of the struck key, by its place, into a line; return whether the key is done with."""
    if event.modifiers() & _MODIFIERS:
        return False
    sign = figure_sign(event)
    if sign is not None:
        line.insert(sign if sign.isdigit() else ":")
        line.textEdited.emit(line.text())
        return True
    return bool(event.text().isprintable() and event.text().strip() and event.text() != ":")


class _TimeLine(Line):
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take a figure, whatever the layout; no letters."""
        if not put_sign(self, event):
            super().keyPressEvent(event)


class TimeField(LineField[str]):
    """A time as "HH:MM", or nothing. Reads `9`, `930`, `9.30`; wrong text stays, with a remark."""

    def __init__(self, name: str, label: str, parent: QWidget | None = None) -> None:
        line = _TimeLine()
        super().__init__(name, label, line, parent)
        line.setMaxLength(_LONGEST)
        line.setPlaceholderText("09:00")

    def value(self) -> str:
        """Return the time, or what stands there where it cannot be read."""
        text = self.line.text().strip()
        return parse_time(text) or text

    def set_value(self, value: str) -> None:
        """Show a time."""
        self.line.setText(value)

    @property
    def wrong(self) -> bool:
        """Whether something stands there that is no time."""
        text = self.line.text().strip()
        return bool(text) and parse_time(text) is None

    def check(self) -> bool:
        """Write the time out in full, or say that it cannot be read."""
        self.set_value(self.value())
        if self.wrong:
            self.show_error(N_("Write the time as 09:30."))
        return not self.wrong
