"""What a week or a month of a day-care unit comes to, person by person; printed, or saved as a table."""

from collections.abc import Sequence
from datetime import date
from functools import partial
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ssu_desktop.actions.attendance import AttendanceSum, attendance_sums
from ssu_desktop.actions.desk import Desk
from ssu_desktop.actions.export import export_attendance
from ssu_desktop.actions.printing_lists import ListAsked
from ssu_desktop.language import N_, Noun, _, counted, spoken
from ssu_desktop.language.clock import spelt_hours
from ssu_desktop.screens.cards import Footer, button, plain_label
from ssu_desktop.screens.chips import Chip, Tone
from ssu_desktop.screens.list_dialog import ListDialog
from ssu_desktop.screens.offers import offer_allowed
from ssu_desktop.screens.pages import Column, ColumnKind
from ssu_desktop.screens.saving import save_as_excel
from ssu_desktop.screens.table import PagedTable
from ssu_desktop.screens.theme import scaled
from ssu_desktop.screens.words import Words


class AttendanceSums(QWidget):
    """Enter opens the person, F9 prints the list."""

    person_asked = Signal(object)  # the id of a person whose page is wanted
    told = Signal(str)  # what was saved

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.words = Words()
        self.unit_id: UUID | None = None
        self.unit_names = ("", "")
        self.days: Sequence[date] = ()
        self.rows: tuple[AttendanceSum, ...] = ()
        self.table: PagedTable[AttendanceSum] = PagedTable(
            _columns(),
            lambda offset, limit: self.rows[offset : offset + limit],
            lambda: len(self.rows),
            key=lambda row: row.stay_id,
        )
        self.total, self.export, self.print = plain_label("muted"), button(), button("primary")
        self._lay_out()
        self.table.opened.connect(lambda row: self.person_asked.emit(row.person_id))
        self.export.clicked.connect(self.ask_export)
        self.print.clicked.connect(self.open_print)
        offer_allowed(desk, self, {N_("Export a list"): (self.export,)})
        offer_allowed(desk, self, {N_("Print a form"): (self.print,)}, of_many=True)

    def _lay_out(self) -> None:
        column, footer = QVBoxLayout(self), Footer()
        self.words.say(self.export.setText, N_("Save as Excel"))
        self.words.say(self.print.setText, N_("Print  F9"))
        footer.add_left(self.total)
        footer.add(self.export, self.print)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(scaled(10))
        column.addWidget(self.table, 1)
        column.addWidget(footer)
        self.table.setMinimumHeight(scaled(150))
        self.table.empty.teach(N_("Nobody was in the unit in this time."))

    def show_days(self, unit_id: UUID | None, names: tuple[str, str], days: Sequence[date]) -> None:
        """Show what these days come to; `names` are the unit's Kazakh and its Russian one."""
        self.unit_id, self.unit_names, self.days = unit_id, names, days
        self.rows = attendance_sums(self.desk, unit_id, days) if unit_id is not None else ()
        self.table.refresh()
        self._say()

    def retranslate(self) -> None:
        """Say the words in the language of the interface."""
        self.words.again()
        self._say()

    def _say(self) -> None:
        people = counted(spoken(), len(self.rows), Noun.PERSON)
        days = counted(spoken(), sum(row.days for row in self.rows), Noun.DAY)
        hours = spelt_hours(sum(row.minutes for row in self.rows))
        self.total.setText(
            _(N_("{people} · attended: {days} · hours: {hours}"), people=people, days=days, hours=hours)
        )
        for made in (self.export, self.print):
            made.setEnabled(bool(self.rows))

    def open_print(self) -> None:
        """Show the list as it is printed."""
        if self.rows:
            kk, ru = self.unit_names
            asked = ListAsked(
                form="attendance",
                unit_id=self.unit_id,
                unit_kk=kk,
                unit_ru=ru,
                since=self.days[0],
                until=self.days[-1],
            )
            ListDialog(self.window(), self.desk, asked).open()

    def ask_export(self) -> None:
        """Ask where, then write what is shown to an Excel table."""
        if self.unit_id is not None:
            write = partial(export_attendance, self.desk, unit_id=self.unit_id, days=self.days)
            save_as_excel(self, _(N_("Attendance")), write, self.told.emit)


def _columns() -> list[Column[AttendanceSum]]:
    number = ColumnKind.NUMBER
    return [
        Column(
            title=N_("Recipient|column"),
            value=lambda row: row.name,
            kind=ColumnKind.STRONG,
            width=260,
            stretch=True,
        ),
        Column(title=N_("Days attended"), value=lambda row: row.days, kind=number, width=165),
        Column(title=N_("Hours"), value=lambda row: spelt_hours(row.minutes), kind=number, width=110),
        Column(title=N_("Days missed"), value=lambda row: row.missed, kind=number, width=172),
        Column(title=N_("Days of other length"), value=_outside, kind=ColumnKind.CHIP, width=200),
    ]


def _outside(row: AttendanceSum) -> Chip | str:
    return Chip(str(row.outside), Tone.SOON) if row.outside else ""
