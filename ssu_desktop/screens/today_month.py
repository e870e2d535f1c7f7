"""A month of due days: how much is due on each; a day is chosen by key or click."""

from calendar import monthrange
from collections.abc import Mapping
from datetime import date, timedelta

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from ssu_desktop.language import N_, spoken
from ssu_desktop.language.dates import weekday_short
from ssu_desktop.rules.plan import months_after
from ssu_desktop.screens.cards import button, plain_label
from ssu_desktop.screens.theme import font, scaled, tokens
from ssu_desktop.screens.words import Words, month_title

_DAYS = 7
_MONDAY = date(2026, 3, 2)
_HEAD, _ROW, _LOW_ROW = 24, 40, 25
_STEPS: Mapping[int, int] = {
    Qt.Key.Key_Left: -1,
    Qt.Key.Key_Right: 1,
    Qt.Key.Key_Up: -_DAYS,
    Qt.Key.Key_Down: _DAYS,
}


class MonthGrid(QWidget):
    """The days of one month; `chosen` tells a day, also one of another month that an arrow led to."""

    chosen = Signal(object)  # the date

    def __init__(self, today: date, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.today, self.day = today, today
        self.counts: Mapping[date, int] = {}
        self._row = scaled(_ROW)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    @property
    def first(self) -> date:
        """The first day of the month that is shown."""
        return self.day.replace(day=1)

    def show_days(self, day: date, counts: Mapping[date, int], *, low: bool) -> None:
        """Show the month of `day` with how much is due on its days; `low` where there is little room."""
        self.day, self.counts, self._row = day, counts, scaled(_LOW_ROW if low else _ROW)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Return the room of the weeks of the month."""
        return QSize(scaled(_DAYS * 90), scaled(_HEAD) + self._weeks() * self._row)

    def _weeks(self) -> int:
        length = monthrange(self.day.year, self.day.month)[1]
        return (self.first.weekday() + length + _DAYS - 1) // _DAYS

    def place_of(self, day: date) -> QRectF:
        """Return where a day of the month stands."""
        number = self.first.weekday() + day.day - 1
        width = self.width() / _DAYS
        top = scaled(_HEAD) + number // _DAYS * self._row
        return QRectF(number % _DAYS * width, top, width, self._row)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Walk by arrows, by Page up and Page down a month."""
        if (step := _STEPS.get(event.key())) is not None:
            self.chosen.emit(self.day + timedelta(days=step))
        elif event.key() in (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown):
            self.chosen.emit(months_after(self.day, 1 if event.key() == Qt.Key.Key_PageDown else -1))
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose the day under the mouse."""
        super().mousePressEvent(event)
        for number in range(monthrange(self.day.year, self.day.month)[1]):
            day = self.first + timedelta(days=number)
            if self.place_of(day).contains(event.position()):
                self.chosen.emit(day)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the weekdays and the days."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(font(9.0))
        painter.setPen(QColor(tokens().muted))
        for number in range(_DAYS):
            place = QRectF(number * self.width() / _DAYS, 0, self.width() / _DAYS, scaled(_HEAD))
            name = weekday_short(_MONDAY + timedelta(days=number), spoken())
            painter.drawText(place, Qt.AlignmentFlag.AlignCenter, name)
        for number in range(monthrange(self.day.year, self.day.month)[1]):
            self._paint_day(painter, self.first + timedelta(days=number))
        painter.end()

    def _paint_day(self, painter: QPainter, day: date) -> None:
        look, box = tokens(), self.place_of(day).adjusted(2, 2, -2, -2)
        count = self.counts.get(day, 0)
        late = count and day < self.today
        ground = look.late_soft if late else look.accent_soft if count else look.surface
        painter.setBrush(QColor(ground))
        chosen = day == self.day
        thick = 2 if chosen and self.hasFocus() else 1
        painter.setPen(QPen(QColor(look.accent if chosen else look.line), thick))
        painter.drawRoundedRect(box, scaled(6), scaled(6))
        inner = box.adjusted(scaled(8), 0, -scaled(8), 0)
        painter.setFont(font(bold=day == self.today or chosen))
        painter.setPen(QColor(look.text if count or day == self.today else look.muted))
        left = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(inner, left, str(day.day))
        if count:
            painter.setFont(font(9.0, bold=True))
            painter.setPen(QColor(look.late if late else look.accent))
            right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
            painter.drawText(inner, right, str(count))


class DueMonth(QWidget):
    """The month with its name and the ways to the next and the former one."""

    chosen = Signal(object)  # the date

    def __init__(self, today: date, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.words = Words()
        self.grid = MonthGrid(today)
        self.name = plain_label("subheading")
        self.before, self.after = button(), button()
        self.before.setText("‹")
        self.after.setText("›")
        self.words.say(self.before.setToolTip, N_("The month before"))
        self.words.say(self.after.setToolTip, N_("The month after"))
        head = QHBoxLayout()
        head.setSpacing(scaled(8))
        for widget in (self.before, self.name, self.after):
            head.addWidget(widget)
        head.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(scaled(6))
        column.addLayout(head)
        column.addWidget(self.grid)
        self.before.clicked.connect(lambda: self.chosen.emit(months_after(self.grid.day, -1)))
        self.after.clicked.connect(lambda: self.chosen.emit(months_after(self.grid.day, 1)))
        self.grid.chosen.connect(self.chosen)
        self.setFocusProxy(self.grid)

    def show_days(self, day: date, counts: Mapping[date, int], *, low: bool = False) -> None:
        """Show the month of a day with how much is due on its days; `low` where there is little room."""
        self.name.setText(month_title(day))
        self.grid.show_days(day, counts, low=low)
