"""The place Attendance: a day of a day-care unit, and what its weeks and months come to."""

from collections.abc import Sequence
from datetime import date, timedelta
from functools import partial
from uuid import UUID

from PySide6.QtWidgets import QStackedWidget, QWidget

from ssu_desktop.actions.desk import Desk
from ssu_desktop.actions.organisation import list_units
from ssu_desktop.language import N_, _, spoken
from ssu_desktop.language.dates import short, weekday_name
from ssu_desktop.records.kinds import UnitKind
from ssu_desktop.rules.day import days_of, monday_of
from ssu_desktop.rules.plan import months_after
from ssu_desktop.screens.attendance_day import AttendanceDay
from ssu_desktop.screens.attendance_sums import AttendanceSums
from ssu_desktop.screens.cards import Header, button, page, plain_label
from ssu_desktop.screens.chips import Segments
from ssu_desktop.screens.choices import PickField
from ssu_desktop.screens.datefield import DateField
from ssu_desktop.screens.offers import offer_allowed
from ssu_desktop.screens.screen import Command, Screen
from ssu_desktop.screens.theme import scaled
from ssu_desktop.screens.undoing import undo_last
from ssu_desktop.screens.words import month_title

_DAY, _WEEK, _MONTH = "day", "week", "month"
_SPANS = ((_DAY, N_("Day")), (_WEEK, N_("Week")), (_MONTH, N_("Month")))
_STEPS = {_DAY: timedelta(days=1), _WEEK: timedelta(days=7)}


class AttendanceScreen(Screen):
    """Everybody's day in one list; a week's and a month's sums beside it."""

    title_msgid = N_("Attendance")
    help_topic = "attendance"

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self.unit: PickField[UUID] = PickField("unit_id", N_("Unit"), self._units, empty=False)
        self.spans = Segments([(code, "") for code, _title in _SPANS])
        self.spans.choose(_DAY)
        self.on = DateField("on", N_("Day"), lambda: desk.today, past=True)
        self.on.set_value(desk.today)
        self.earlier, self.later = button("quiet", "back"), button("quiet", "forward")
        self.told = plain_label("muted")
        self.day, self.sums = AttendanceDay(desk), AttendanceSums(desk)
        self.stack = QStackedWidget()
        self._lay_out()
        self._listen()

    def _lay_out(self) -> None:
        header = Header()
        for say, text in (
            (header.title.setText, self.title_msgid),
            (self.earlier.setAccessibleName, N_("Earlier")),
            (self.earlier.setToolTip, N_("Earlier")),
            (self.later.setAccessibleName, N_("Later")),
            (self.later.setToolTip, N_("Later")),
        ):
            self.words.say(say, text)
        for field in (self.unit, self.on):
            field.label.hide()
        self.unit.setMinimumWidth(scaled(170))
        header.add(self.spans, self.unit, self.earlier, self.on, self.later)
        for part in (self.day, self.sums):
            self.stack.addWidget(part)
        column = page(self)
        column.setSpacing(scaled(12))
        column.addWidget(header)
        column.addWidget(self.told)
        column.addWidget(self.stack, 1)
        self.setFocusProxy(self.day.table)

    def _listen(self) -> None:
        self.unit.changed.connect(self.refresh)
        self.spans.chosen.connect(self.show_span)
        self.on.committed.connect(self.refresh)
        self.earlier.clicked.connect(partial(self.step, -1))
        self.later.clicked.connect(partial(self.step, 1))
        self.day.stored.connect(self._tell_stored)
        self.sums.told.connect(self.tell_done)
        for part in (self.day, self.sums):
            part.person_asked.connect(self.open_person)
        self.commands[Command.SUBMIT] = self.day.store
        self.commands[Command.PRINT] = self.print_list
        offer_allowed(self.desk, self, {N_("Enter the attendance of a day"): (Command.SUBMIT,)})
        offer_allowed(self.desk, self, {N_("Print a form"): (Command.PRINT,)}, of_many=True)

    def _units(self) -> list[tuple[UUID, str]]:
        units = list_units(self.desk)
        return [(unit.id, unit.name(spoken())) for unit in units if unit.kind is UnitKind.DAY]

    def show_span(self, code: str) -> None:
        """Show a day to type into, or the sums of a week or of a month."""
        self.spans.choose(code)
        self.stack.setCurrentWidget(self.day if code == _DAY else self.sums)
        self.setFocusProxy(self.day.table if code == _DAY else self.sums.table)
        self.refresh()

    def step(self, forward: int, _on: bool = False) -> None:
        """Go on to an earlier or a later day, week or month, no further than today."""
        day, span = self.on.value() or self.desk.today, self.spans.current()
        if span == _MONTH:
            day = months_after(day.replace(day=1), forward)
        else:
            day += forward * _STEPS[span]
        self.on.set_value(min(day, self.desk.today))
        self.refresh()

    def refresh(self) -> None:
        """Read what is shown again; a day that cannot be read stays with its remark."""
        self.unit.refresh()
        self.unit.setHidden(self.unit.combo.count() <= 1)
        day = self.on.value()
        if day is None or not self.on.check():
            return
        if self.spans.current() == _DAY:
            self.day.show_day(self.unit.value(), day)
        else:
            self.sums.show_days(self.unit.value(), self._unit_names(), self._days(day))
        self._say(day)

    def _days(self, day: date) -> Sequence[date]:
        """Return the days of the week or of the month of a day."""
        if self.spans.current() == _WEEK:
            return days_of(monday_of(day))
        first = day.replace(day=1)
        return [first + timedelta(days=n) for n in range((months_after(first, 1) - first).days)]

    def _unit_names(self) -> tuple[str, str]:
        units = [unit for unit in list_units(self.desk) if unit.id == self.unit.value()]
        return (units[0].name_kk, units[0].name_ru) if units else ("", "")

    def _say(self, day: date) -> None:
        span = self.spans.current()
        days = self._days(day)
        self.later.setEnabled((day if span == _DAY else days[-1]) < self.desk.today)
        if span == _DAY:
            self.told.setText(weekday_name(day, spoken()))
        elif span == _WEEK:
            self.told.setText(f"{short(days[0])} – {short(days[-1])}")
        else:
            self.told.setText(month_title(days[0]))

    def retranslate(self) -> None:
        """Say also the spans and the counts."""
        super().retranslate()
        for code, title in _SPANS:
            self.spans.button(code).setText(_(title))
        self.unit.refresh()
        self.day.retranslate()
        self.sums.retranslate()
        self._say(self.on.value() or self.desk.today)

    def print_list(self) -> None:
        """Show the sums of the month, or of the week in front, as they are printed."""
        if self.spans.current() == _DAY:
            self.show_span(_MONTH)
        self.sums.open_print()

    def _tell_stored(self) -> None:
        day = self.on.value() or self.desk.today
        undo = undo_last(self.desk, self, self.refresh)
        self.saved.emit(_(N_("The day is saved: {day}"), day=short(day)), undo)

    def open_person(self, person_id: UUID) -> None:
        """Open a person's page."""
        from ssu_desktop.screens.person import PersonScreen  # not before a page is opened

        self.opens.emit(PersonScreen(self.desk, person_id))
