"""The calendar of working days in the settings: a year's special days, corrections, confirmation, files."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import cast

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFileDialog, QHBoxLayout

from ssu_desktop.actions.calendar import (
    CalendarPage,
    SpecialDay,
    calendar_page,
    confirm_year,
    correct_day,
    give_out_year,
    remove_correction,
    take_in_year,
)
from ssu_desktop.actions.desk import Refused, Saved
from ssu_desktop.language import N_, _, spoken
from ssu_desktop.language.dates import short, weekday_name
from ssu_desktop.rules.calendar import CalendarDayDraft
from ssu_desktop.rules.finding import Finding
from ssu_desktop.screens.ask import FormDialog, confirm, tell
from ssu_desktop.screens.cards import button, plain_label
from ssu_desktop.screens.chips import Chip, Tone
from ssu_desktop.screens.choices import CheckField
from ssu_desktop.screens.datefield import DateField
from ssu_desktop.screens.deciding import answered, careful, submitting
from ssu_desktop.screens.pages import Column, ColumnKind
from ssu_desktop.screens.saving import proposed
from ssu_desktop.screens.settings_section import ListSection
from ssu_desktop.screens.texts import TextField
from ssu_desktop.screens.theme import mark, scaled
from ssu_desktop.screens.unit_form import fill

_FILES = N_("Calendar of a year (*.json)")
_ROOM_FOR_HINT = 560


class CalendarSection(ListSection[SpecialDay]):
    """The days of a year that differ from their weekday; Ins moves a day, Del takes a correction back."""

    code = "calendar"
    deed = N_("Correct the calendar")
    title_msgid = N_("Working days")
    recorded = "calendar_day"
    hint = N_(
        "Terms in working days are counted by this calendar. Compare it with the official one, enter what a "
        "decision of the government moved, then confirm the year."
    )
    add_verb = N_("Move a day…")
    remove_verb = N_("Take the correction back")
    empty = N_("The program has no calendar for this year.")

    def columns(self) -> list[Column[SpecialDay]]:
        """Date, weekday, day off or working day, where that comes from."""
        return [
            Column(title=N_("Day"), value=lambda row: row.day, kind=ColumnKind.DATE, width=105),
            Column(
                title=N_("Weekday"), value=lambda row: weekday_name(row.day, spoken()), width=130, spare=True
            ),
            Column(title=N_("What it is"), value=_what, kind=ColumnKind.CHIP, width=150),
            Column(title=N_("By which decision"), value=_source, stretch=True),
        ]

    def more_buttons(self) -> None:
        """Put the year with its state above the list, and the files beside the verbs."""
        self.year = self.desk.today.year
        self.page: CalendarPage | None = None
        self.edit_button.hide()
        self.before, self.after = button(), button()
        self.name, self.state = plain_label("heading"), plain_label("muted", wraps=True)
        self.settle = button()
        self.before.clicked.connect(lambda: self.turn(-1))
        self.after.clicked.connect(lambda: self.turn(1))
        self.settle.clicked.connect(self.confirm)
        self.before.setText("‹")
        self.after.setText("›")
        self.words.say(self.before.setToolTip, N_("The year before"))
        self.words.say(self.after.setToolTip, N_("The year after"))
        head = QHBoxLayout()
        head.setSpacing(scaled(8))
        for widget in (self.before, self.name, self.after):
            head.addWidget(widget)
        head.addStretch(1)
        head.addWidget(self.settle)
        self.column.insertLayout(self.column.count(), head)
        self.column.insertWidget(self.column.count(), self.state)
        self.take, self.give = button(), button()
        self._put(self.take, N_("From a file…"), self.ask_file)
        self._put(self.give, N_("Into a file…"), self.ask_place)

    def turn(self, by: int) -> None:
        """Go to another year."""
        self.year += by
        self.refresh()

    def rows(self) -> tuple[SpecialDay, ...]:
        """Read the special days of the year."""
        self.page = calendar_page(self.desk, self.year)
        self.name.setText(str(self.year))
        self._show_state()
        return self.page.days if self.page else ()

    def _show_state(self) -> None:
        page = self.page
        self.settle.setVisible(page is not None)
        self.give.setEnabled(page is not None)
        if page is None:
            self.words.hush(self.state.setText)
            self.state.setText("")
            return
        confirmed = page.confirmed_on is not None
        mark(self.state, "soon" if page.estimated and not confirmed else "")
        verb = N_("Take the confirmation back") if confirmed else N_("Confirm the year")
        self.words.say(self.settle.setText, verb)
        text, values = _state(page)
        self.words.say(self.state.setText, text, **values)

    def retranslate(self) -> None:
        """Say the weekdays in the language of the interface too."""
        super().retranslate()
        if hasattr(self, "table"):
            self.refresh()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave the room of the hint to the list where there is little, as at 150 %."""
        super().resizeEvent(event)
        self.sentence.setVisible(event.size().width() >= scaled(_ROOM_FOR_HINT))

    def allow(self) -> None:
        """Only the facility's own corrections can be taken back."""
        row = self.table.current()
        self.remove_button.setEnabled(row is not None and row.id is not None)

    def add(self) -> None:
        """Enter a day that was moved."""
        self._ask(CalendarDayDraft())

    def edit(self) -> None:
        """Change the decision of a correction, or correct one of the program's days."""
        row = self.table.current()
        if row is not None:
            working = row.working if row.id else not row.working
            self._ask(CalendarDayDraft(day=row.day, working=working, reason=row.reason))

    def _ask(self, start: CalendarDayDraft) -> None:
        dialog = FormDialog(
            self,
            N_("A moved day"),
            [
                DateField("day", N_("Day"), lambda: self.desk.today),
                CheckField("working", N_("It is a working day (otherwise a day off)")),
                TextField("reason", N_("Decision of the government: number and date")),
            ],
            N_("Move the day"),
            submitting(
                careful(lambda values, _reasons: correct_day(self.desk, _draft(values))),
                self._corrected,
            ),
        )
        fill(dialog.fields, start)
        dialog.exec()

    def _corrected(self, _saved: Saved) -> None:
        self.tell_saved()

    def remove(self) -> None:
        """Take the chosen correction back."""
        row = self.table.current()
        if row is None or row.id is None:
            return
        day_id = row.id
        title = N_("Take the correction of {day} back?")
        if confirm(self, title, N_("Take it back"), danger=True, day=short(row.day)):
            self.done(answered(lambda: remove_correction(self.desk, day_id)))

    def confirm(self) -> None:
        """Confirm the year, or say that it is not confirmed after all."""
        page = self.page
        if page is not None:
            confirmed = page.confirmed_on is None
            self.done(answered(lambda: confirm_year(self.desk, page.year, confirmed=confirmed)))

    def ask_file(self) -> None:
        """Ask for the file of a year and take it in."""
        path, _filter = QFileDialog.getOpenFileName(self, _(N_("Calendar of a year")), "", _(_FILES))
        if path:
            self.take_in(Path(path))

    def take_in(self, path: Path) -> None:
        """Take the calendar of a year in, or say what is wrong with the file."""
        answer = answered(lambda: take_in_year(self.desk, path))
        if isinstance(answer, Refused):
            finding: Finding = answer.findings[0]
            tell(self.window(), N_("The calendar was not taken in"), finding.text, **finding.values)
        else:
            self.tell_saved()

    def ask_place(self) -> None:
        """Ask where the file of this year goes, and write it."""
        name = proposed(f"ssu-calendar-{self.year}.json")
        path, _filter = QFileDialog.getSaveFileName(self, _(N_("Calendar of a year")), name, _(_FILES))
        if path:
            self.give_out(Path(path))

    def give_out(self, path: Path) -> None:
        """Write the file of this year."""
        try:
            give_out_year(self.desk, self.year, path)
        except OSError as error:
            text = N_("The file was not written: {cause}.")
            tell(self.window(), N_("Nothing was saved"), text, cause=error.strerror or str(error))
        else:
            self.saved.emit(_(N_("The calendar was written: {path}"), path=str(path)), None)


def _draft(values: Mapping[str, object]) -> CalendarDayDraft:
    return CalendarDayDraft(
        day=cast("date | None", values["day"]),
        working=bool(values["working"]),
        reason=str(values["reason"]),
    )


def _state(page: CalendarPage) -> tuple[str, Mapping[str, object]]:
    if page.confirmed_on is not None:
        values = {"day": short(page.confirmed_on), "name": page.confirmed_by}
        return N_("Confirmed on {day} by {name}"), values
    if page.estimated:
        return N_("Not confirmed: Kurban Ait is an estimate, and moved days may be missing."), {}
    return N_("As published, without later decisions."), {}


def _what(row: SpecialDay) -> Chip:
    if row.working:
        return Chip(_(N_("working day")), Tone.SOON)
    return Chip(_(N_("day off")), Tone.DONE)


def _source(row: SpecialDay) -> str:
    return row.reason if row.id else _(N_("the program's calendar"))
