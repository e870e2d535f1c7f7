"""Fields of digits: numbers, scores, identification numbers; typed by the key's place on any layout."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from ssu_desktop.language import N_
from ssu_desktop.language.numbers import tenge, tiyn_of
from ssu_desktop.screens.field import Line, LineField
from ssu_desktop.screens.keys import digit_of, figure_sign

IIN_LENGTH = 12
HIGHEST_SCORE = 999
_COMMAS = frozenset({",", "."})


class FigureLine(Line):
    """A line of digits only, typed by the key's place whatever the layout."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take digits, pass editing keys on, drop other characters."""
        digit = digit_of(event)
        bare = not event.modifiers() & (Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier)
        if digit is not None and bare:
            self.insert(digit)
            self.textEdited.emit(self.text())
        elif not (bare and event.text().isprintable() and event.text()):
            super().keyPressEvent(event)


class IinField(LineField[str | None]):
    """An individual identification number (ЖСН / ИИН): twelve digits, or nothing."""

    def __init__(self, name: str, label: str, parent: QWidget | None = None) -> None:
        super().__init__(name, label, FigureLine(), parent)
        self.line.setMaxLength(40)  # a pasted number may carry blanks and a word before it
        self.line.textEdited.connect(self._tidy)

    def value(self) -> str | None:
        """Return the twelve digits, or None for nothing or for what is no such number."""
        text = self._digits()
        return text if len(text) == IIN_LENGTH and text.isdecimal() else None

    def set_value(self, value: str | None) -> None:
        """Show the number."""
        self.line.setText(value or "")

    @property
    def wrong(self) -> bool:
        """Whether something stands there that is not twelve digits."""
        return bool(self._digits()) and self.value() is None

    def check(self) -> bool:
        """Say so when it is not twelve digits; its check digit is the rules' matter."""
        if self.wrong:
            self.show_error(N_("An IIN has 12 digits, here there are {count}."), count=len(self._digits()))
        return not self.wrong

    def _digits(self) -> str:
        return "".join(self.line.text().split())

    def _tidy(self, text: str) -> None:
        digits = "".join(sign for sign in text if sign.isdecimal())
        if len(digits) == IIN_LENGTH and digits != text:
            self.line.setText(digits)


class NumberField(LineField[int | None]):
    """A whole number within its bounds, or nothing."""

    def __init__(
        self, name: str, label: str, parent: QWidget | None = None, *, lowest: int = 0, highest: int = 999_999
    ) -> None:
        super().__init__(name, label, FigureLine(), parent)
        self.lowest, self.highest = lowest, highest
        self.line.setMaxLength(len(str(highest)) + 3)

    def value(self) -> int | None:
        """Return the number, or None for nothing and for what is out of bounds."""
        text = self.line.text().strip()
        number = int(text) if text.isdecimal() else None
        return number if number is not None and self.lowest <= number <= self.highest else None

    def set_value(self, value: int | None) -> None:
        """Show the number."""
        self.line.setText("" if value is None else str(value))

    @property
    def wrong(self) -> bool:
        """Whether something stands there that is no number within the bounds."""
        return bool(self.line.text().strip()) and self.value() is None

    def check(self) -> bool:
        """Say so when it is out of bounds."""
        if self.wrong:
            self.show_error(
                N_("A whole number from {lowest} to {highest} belongs here."),
                lowest=self.lowest,
                highest=self.highest,
            )
        return not self.wrong


class _MoneyLine(FigureLine):
    """A line of an amount: digits, and one comma however it is typed."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take a comma or a point as a comma, else as a line of digits."""
        if figure_sign(event) in _COMMAS:
            self.insert(",")
            self.textEdited.emit(self.text())
        else:
            super().keyPressEvent(event)


class MoneyField(LineField[int | None]):
    """An amount in tenge, kept in tiyn, or nothing."""

    def __init__(self, name: str, label: str, parent: QWidget | None = None) -> None:
        super().__init__(name, label, _MoneyLine(), parent)
        self.line.setMaxLength(20)

    def value(self) -> int | None:
        """Return the amount in tiyn, or None for nothing and for what is no amount."""
        return tiyn_of(self.line.text())

    def set_value(self, value: int | None) -> None:
        """Show the amount in tenge."""
        self.line.setText("" if value is None else tenge(value))

    @property
    def wrong(self) -> bool:
        """Whether something stands there that is no amount."""
        return bool(self.line.text().strip()) and self.value() is None

    def check(self) -> bool:
        """Say so when it is no amount."""
        if self.wrong:
            self.show_error(N_("An amount in tenge belongs here, such as 1500 or 1500,50."))
        return not self.wrong


class ScoreField(NumberField):
    """A sum of points of annex 5: 0 to 999."""

    def __init__(self, name: str, label: str, parent: QWidget | None = None) -> None:
        super().__init__(name, label, parent, highest=HIGHEST_SCORE)


class BinField(LineField[str]):
    """A business identification number: digits by the key's place, kept as text."""

    def __init__(self, name: str) -> None:
        super().__init__(name, N_("BIN"), FigureLine())
        self.line.setMaxLength(40)

    def value(self) -> str:
        """Return the digits without blanks."""
        return "".join(self.line.text().split())

    def set_value(self, value: str) -> None:
        """Show the number."""
        self.line.setText(value)
