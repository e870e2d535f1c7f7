"""The field of a date: typed as one likes, or picked from a calendar."""

import re
from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QDate, QEvent, QLocale, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCalendarWidget, QLineEdit, QWidget

from ssu_desktop.language import N_
from ssu_desktop.language.dates import parse_date, short
from ssu_desktop.screens.field import Line, LineField
from ssu_desktop.screens.keys import figure_sign
from ssu_desktop.screens.theme import icon

TODAY = "="
_YEAR = re.compile(r"(?<!\d)\d{4}(?!\d)|(?<=^\d{4})\d{4}$")  # by itself, or at the end of eight figures
_SOME_YEAR = "2000"  # a leap year


class _DateLine(Line):
    """A line of dates: figures and signs by the key's place; a month's name may be spelt all the same."""

    asked = Signal()  # the calendar is wanted

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take a figure, open the calendar on Alt+Down, else edit."""
        modifiers = event.modifiers()
        if event.key() == Qt.Key.Key_Down and modifiers & Qt.KeyboardModifier.AltModifier:
            self.asked.emit()
            return
        bare = not modifiers & (Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier)
        sign = figure_sign(event) if bare else None
        if sign is None or (event.text().isalpha() and self._within_word()):
            super().keyPressEvent(event)
        else:
            self.insert("." if sign == "," else sign)
            self.textEdited.emit(self.text())

    def _within_word(self) -> bool:
        # "сәуір" and "июля" are typed through: a letter that follows a letter stays a letter.
        before = self.text()[: self.cursorPosition()]
        return before[-1:].isalpha()


class DateField(LineField[date | None]):
    """A date, or nothing. Reads what `parse_date` reads, `=` is today; wrong text stays, with a remark.

    `past`: it is the day of something that has happened, so a day to come is wrong.
    """

    def __init__(
        self,
        name: str,
        label: str,
        today: Callable[[], date],
        parent: QWidget | None = None,
        *,
        past: bool = False,
    ) -> None:
        line = _DateLine()
        super().__init__(name, label, line, parent)
        self._today = today
        self._past = past
        self._calendar: _Calendar | None = None
        self.words.say(line.setPlaceholderText, N_("dd.mm.yyyy"))
        self.pick = line.addAction(icon("calendar"), QLineEdit.ActionPosition.TrailingPosition)
        self.words.say(self.pick.setToolTip, N_("Pick a date (Alt+Down)"))
        self.pick.triggered.connect(self.open_calendar)
        line.asked.connect(self.open_calendar)
        line.textEdited.connect(self._fill_today)

    def value(self) -> date | None:
        """Return the date, or None for nothing and for what cannot be read."""
        text = self.line.text().strip()
        return parse_date(text, self._today()) if text else None

    def set_value(self, value: date | None) -> None:
        """Show the date as dd.mm.yyyy."""
        self.line.setText(short(value) if value else "")

    @property
    def wrong(self) -> bool:
        """Whether something stands there that is no date, or none that this field can have."""
        value = self.value()
        if value is None:
            return bool(self.line.text().strip())
        return self._past and value > self._today()

    def check(self) -> bool:
        """Write the date out in full, or say that it cannot be read."""
        value = self.value()
        if value is not None:
            self.set_value(value)
        if self.wrong:
            self.show_error(self._complaint())
        return not self.wrong

    def restore(self, typed: str) -> None:
        """Put the line back as it stood, with the remark when it is wrong."""
        super().restore(typed)
        self.clear_error()
        if self.wrong:
            self.show_error(self._complaint())

    def _complaint(self) -> str:
        text = self.line.text().strip()
        year = _YEAR.search(text)
        late = self.value() is not None or (year is not None and int(year[0]) > self._today().year)
        if year is None or parse_date(_YEAR.sub(_SOME_YEAR, text), self._today()) is None:
            return N_("This is not a date. Write it as 04.03.2026; = is today.")
        if self._past and late:
            return N_("This day is later than today.")
        return N_("This year is outside 1890–2100.")

    def open_calendar(self) -> None:
        """Show a month below the field; Enter or a click takes the day, Esc goes back."""
        if self._calendar is None:
            self._calendar = _Calendar(self)
            self._calendar.picked.connect(self._take)
        day = self.value() or self._today()
        self._calendar.open_at(day, self.line.mapToGlobal(QPoint(0, self.line.height())))

    def _fill_today(self, text: str) -> None:
        if TODAY in text:  # whatever stood there: it is replaced
            self.set_value(self._today())

    def _take(self, day: QDate) -> None:
        self.set_value(date(day.year(), day.month(), day.day()))
        self.line.setFocus()
        self.clear_error()
        self.changed.emit()
        self.committed.emit()


class _Calendar(QCalendarWidget):
    """A month in the language of the interface, in a popup."""

    picked = Signal(QDate)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowFlag(Qt.WindowType.Popup)
        self.setFirstDayOfWeek(Qt.DayOfWeek.Monday)
        self.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        # Enter and a double click are `activated`; a single click is enough here.
        self.activated.connect(self._pick)
        self.clicked.connect(self._pick)

    def open_at(self, day: date, corner: QPoint) -> None:
        """Show the month of `day` with its corner at the given point of the screen."""
        self.setLocale(QLocale())
        self.setSelectedDate(QDate(day.year, day.month, day.day))
        self.adjustSize()
        self.move(corner)
        self.show()
        self.setFocus()

    def changeEvent(self, event: QEvent) -> None:
        """Name the months in the new language."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.LanguageChange:
            self.setLocale(QLocale())

    def _pick(self, day: QDate) -> None:
        if self.isVisible():
            self.hide()
            self.picked.emit(day)
