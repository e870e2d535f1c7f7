"""Who was in the units at the end of a day: the list, and how many were there, away and suspended."""

from datetime import date, timedelta
from functools import partial
from uuid import UUID

from PySide6.QtWidgets import QWidget

from ssu_desktop.actions.desk import Desk
from ssu_desktop.actions.export import export_present
from ssu_desktop.actions.present import PresentRow, count_present, present_on
from ssu_desktop.language import N_, Noun, _, counted, spoken
from ssu_desktop.language.dates import short
from ssu_desktop.screens.cards import Footer, Header, button, page, plain_label
from ssu_desktop.screens.fields import DateField
from ssu_desktop.screens.filters import unit_filter
from ssu_desktop.screens.offers import offer_allowed
from ssu_desktop.screens.pages import Column, ColumnKind
from ssu_desktop.screens.print_dialog import PrintDialog
from ssu_desktop.screens.saving import save_as_excel
from ssu_desktop.screens.screen import Command, Screen
from ssu_desktop.screens.standing import status_chip
from ssu_desktop.screens.table import PagedTable
from ssu_desktop.screens.theme import scaled

_DAY = timedelta(days=1)


class PresentScreen(Screen):
    """The people of a unit, or of all, as the events of that day have them; F9 prints a unit's list."""

    title_msgid = N_("List of a day")
    help_topic = "present"

    def __init__(self, desk: Desk, unit_id: UUID | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self.rows: tuple[PresentRow, ...] = ()
        self.unit = unit_filter(desk)
        self.unit.set_value(unit_id)
        self.day = DateField("on", N_("Day"), lambda: desk.today, past=True)
        self.day.set_value(desk.today)
        self.earlier, self.later = button("quiet", "back"), button("quiet", "forward")
        self.export, self.print = button(), button("primary")
        self.counts, self.total = plain_label("muted", wraps=True), plain_label("muted")
        self.table: PagedTable[PresentRow] = PagedTable(
            _columns(), self._load, lambda: len(self.rows), key=lambda row: row.stay_id
        )
        self._lay_out()
        self._listen()

    def _lay_out(self) -> None:
        header, footer = Header(), Footer()
        for say, text in (
            (header.title.setText, self.title_msgid),
            (self.earlier.setAccessibleName, N_("The day before")),
            (self.earlier.setToolTip, N_("The day before")),
            (self.later.setAccessibleName, N_("The day after")),
            (self.later.setToolTip, N_("The day after")),
            (self.export.setText, N_("Save as Excel")),
            (self.print.setText, N_("Print  F9")),
        ):
            self.words.say(say, text)
        self.day.label.hide()
        self.unit.setMinimumWidth(scaled(180))
        header.add(self.unit, self.earlier, self.day, self.later)
        footer.add_left(self.total)
        footer.add(self.export, self.print)
        column = page(self)
        column.setSpacing(scaled(12))
        column.addWidget(header)
        column.addWidget(self.counts)
        column.addWidget(self.table, 1)
        column.addWidget(footer)
        self.table.setMinimumHeight(scaled(150))
        self.table.empty.teach(N_("Nobody was in the unit at the end of this day."))
        self.setFocusProxy(self.table)

    def _listen(self) -> None:
        self.unit.changed.connect(self.refresh)
        self.day.committed.connect(self.refresh)
        self.earlier.clicked.connect(partial(self.step, -1))
        self.later.clicked.connect(partial(self.step, 1))
        self.table.opened.connect(self.open_row)
        self.export.clicked.connect(self.ask_export)
        self.print.clicked.connect(self.open_print)
        self.commands[Command.PRINT] = self.open_print
        offer_allowed(self.desk, self, {N_("Export a list"): (self.export,)})
        offer_allowed(self.desk, self, {N_("Print a form"): (self.print, Command.PRINT)}, of_many=True)

    def step(self, days: int, _on: bool = False) -> None:
        """Go on to an earlier or a later day, no further than today."""
        self.day.set_value(min((self.day.value() or self.desk.today) + days * _DAY, self.desk.today))
        self.refresh()

    def refresh(self) -> None:
        """Read the day again; a day that cannot be read stays with its remark."""
        self.unit.refresh()
        day = self.day.value()
        if day is None or not self.day.check():
            return
        self.rows = present_on(self.desk, day, self.unit.value())
        self.table.refresh()
        self._count(day)

    def retranslate(self) -> None:
        """Say also what is made of data."""
        super().retranslate()
        self._count(self.day.value() or self.desk.today)

    def _count(self, day: date) -> None:
        self.later.setEnabled(day < self.desk.today)
        for made in (self.export, self.print):
            made.setEnabled(bool(self.rows))
        lines = [self._count_words(unit_id) for unit_id in dict.fromkeys(row.unit_id for row in self.rows)]
        self.counts.setText("\n".join(lines))
        people = counted(spoken(), len(self.rows), Noun.PERSON)
        self.total.setText(_(N_("{day}: {count}"), day=short(day), count=people))

    def _count_words(self, unit_id: UUID) -> str:
        rows = [row for row in self.rows if row.unit_id == unit_id]
        count = count_present(rows)
        unit = rows[0].unit_name(spoken())
        told = [_(N_("{unit}: in all {taken}"), unit=unit, taken=count.taken)]
        told += [
            _(words, count=people)
            for words, people in (
                (N_("receiving services {count}"), count.here),
                (N_("absent {count}"), count.away),
                (N_("suspended {count}"), count.suspended),
            )
            if people
        ]
        return ", ".join(told)

    def open_row(self, row: PresentRow) -> None:
        """Open the person's page at the movements."""
        from ssu_desktop.screens.person import PersonScreen  # not before a page is opened

        self.opens.emit(PersonScreen(self.desk, row.person_id, "movements"))

    def open_print(self) -> None:
        """Show the list of the unit as it is printed: of the one chosen, else of the one in the cursor."""
        row = self.table.current()
        unit_id = self.unit.value() or (row.unit_id if row is not None else None)
        if unit_id is not None:
            dialog = PrintDialog(
                self.window(), self.desk, "present", unit_id=unit_id, on=self.day.value() or self.desk.today
            )
            dialog.accepted.connect(lambda: self.saved.emit(_(N_("Printed and remembered")), None))
            dialog.open()

    def ask_export(self) -> None:
        """Ask where, then write what is shown to an Excel table."""
        day, unit_id = self.day.value() or self.desk.today, self.unit.value()
        write = partial(export_present, self.desk, day=day, unit_id=unit_id)
        save_as_excel(self, self.title(), write, self.tell_done)

    def _load(self, offset: int, limit: int) -> tuple[PresentRow, ...]:
        return self.rows[offset : offset + limit]


def _columns() -> list[Column[PresentRow]]:
    muted, fixed = ColumnKind.MUTED, ColumnKind.DATE
    return [
        Column(title=N_("Unit"), value=lambda row: row.unit_name(spoken()), kind=muted, width=162),
        Column(
            title=N_("Full name"),
            value=lambda row: row.name,
            kind=ColumnKind.STRONG,
            width=260,
            stretch=True,
        ),
        Column(title=N_("Birth date"), value=lambda row: row.born, kind=fixed, width=128, spare=True),
        Column(
            title=N_("Category"),
            value=lambda row: _(row.category.msgid),
            kind=muted,
            width=150,
            stretch=True,
            spare=True,
        ),
        Column(title=N_("Admitted on"), value=lambda row: row.admitted_on, kind=fixed, width=106),
        Column(
            title=N_("Status"),
            value=lambda row: status_chip(row.status, row.unit_kind),
            kind=ColumnKind.CHIP,
            width=170,
        ),
        Column(title=N_("Since"), value=lambda row: row.since, kind=fixed, width=106),
        Column(title=N_("Until"), value=lambda row: row.until, kind=fixed, width=112, spare=True),
    ]
