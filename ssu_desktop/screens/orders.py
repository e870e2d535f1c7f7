"""The register of the head's orders: found by year, kind and words; written, printed, cancelled."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtWidgets import QHBoxLayout, QWidget

from ssu_desktop.actions.desk import Desk, Saved
from ssu_desktop.actions.history import Record
from ssu_desktop.actions.history_words import RECORDS
from ssu_desktop.actions.order_texts import begin_order
from ssu_desktop.actions.orders import (
    OrderQuery,
    OrderRow,
    export_orders,
    found_orders,
    order_years,
    read_order,
)
from ssu_desktop.actions.printing_papers import Asked
from ssu_desktop.language import N_, _, spoken
from ssu_desktop.language.nouns import Noun, counted
from ssu_desktop.records.kinds import OrderKind
from ssu_desktop.screens.cards import Footer, Header, button, page, plain_label
from ssu_desktop.screens.chips import Chip, Tone
from ssu_desktop.screens.filters import FilterPick, SearchLine
from ssu_desktop.screens.history_dialog import show_history
from ssu_desktop.screens.offers import offer_allowed
from ssu_desktop.screens.order_form import CancelOrderDialog, OrderDialog
from ssu_desktop.screens.pages import Column, ColumnKind
from ssu_desktop.screens.paper_dialog import print_paper_dialog
from ssu_desktop.screens.saving import save_as_excel
from ssu_desktop.screens.screen import Command, Screen
from ssu_desktop.screens.table import PagedTable
from ssu_desktop.screens.theme import scaled
from ssu_desktop.screens.undoing import undo_last


class OrdersScreen(Screen):
    """Ins writes an order, Enter and F2 open one, F9 prints it, Del cancels it."""

    title_msgid = N_("Orders")
    help_topic = "orders"

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self._found: tuple[OrderRow, ...] = ()
        self.table: PagedTable[OrderRow] = PagedTable(
            _columns(), self._load, lambda: len(self._found), key=lambda row: row.id
        )
        self.search = SearchLine(N_("Search: number, subject, name"), self.table)
        self.year: FilterPick[int] = FilterPick("year", N_("Year"), N_("All years"), self._years)
        self.kind: FilterPick[OrderKind] = FilterPick("kind", N_("Kind"), N_("All kinds"), _kinds)
        self.total, self.export, self.register = plain_label("muted"), button(), button()
        self.history = button("quiet")
        self.cancel, self.print, self.add = button(), button(), button("primary")
        self._lay_out()
        self._listen()

    def _lay_out(self) -> None:
        header, footer, filters = Header(), Footer(), QHBoxLayout()
        self.words.say(header.title.setText, self.title_msgid)
        filters.setSpacing(scaled(10))
        for widget, share in ((self.search, 6), (self.year, 3), (self.kind, 4)):
            filters.addWidget(widget, share)
        header.add(self.history, self.export, self.register)
        footer.add_left(self.total)
        footer.add(self.cancel, self.print, self.add)
        for made, text in (
            (self.history, N_("History  F7")),
            (self.export, N_("Save as Excel")),
            (self.register, N_("Print the register")),
            (self.cancel, N_("Cancel the order…")),
            (self.print, N_("Print  F9")),
            (self.add, N_("New order  Ins")),
        ):
            self.words.say(made.setText, text)
        column = page(self)
        column.setSpacing(scaled(12))
        column.addWidget(header)
        column.addLayout(filters)
        column.addWidget(self.table, 1)
        column.addWidget(footer)
        self.table.setMinimumHeight(scaled(150))
        self.setFocusProxy(self.table)

    def _listen(self) -> None:
        self.search.searched.connect(self._narrow)
        self.search.entered.connect(self.open_current)
        self.year.changed.connect(self._narrow)
        self.kind.changed.connect(self._narrow)
        self.table.opened.connect(self.open_order)
        self.table.picked.connect(lambda _row: self._allow())
        self.table.empty.asked.connect(self.new_order)
        self.history.clicked.connect(self.show_history)
        self.export.clicked.connect(self.ask_export)
        self.register.clicked.connect(self.print_register)
        self.cancel.clicked.connect(self.cancel_current)
        self.print.clicked.connect(self.print_current)
        self.add.clicked.connect(self.new_order)
        self.commands = {
            Command.ADD: self.new_order,
            Command.EDIT: self.open_current,
            Command.DELETE: self.cancel_current,
            Command.PRINT: self.print_current,
            Command.HISTORY: self.show_history,
        }
        offers = {
            N_("Write an order of the head"): (self.add, Command.ADD),
            N_("Cancel an order of the head"): (self.cancel, Command.DELETE),
            N_("Print a form"): (self.print, Command.PRINT),
            N_("Export a list"): (self.export,),
        }
        offer_allowed(self.desk, self, offers)
        offer_allowed(self.desk, self, {N_("Print a form"): (self.register,)}, of_many=True)

    def query(self) -> OrderQuery:
        """Return which orders the filters leave."""
        return OrderQuery(year=self.year.value(), kind=self.kind.value(), text=self.search.text())

    def refresh(self) -> None:
        """Read the register again; the place stays."""
        self.year.refresh()
        self._found = found_orders(self.desk, self.query())
        narrowed = self.query() != OrderQuery()
        self.table.empty.teach(
            N_("No order is like that.") if narrowed else N_("No order is written yet."), N_("New order")
        )
        self.table.refresh()
        count = counted(spoken(), len(self._found), Noun.RECORD)
        self.total.setText(_(N_("In the list: {count}"), count=count))
        for made in (self.export, self.register):
            made.setEnabled(bool(self._found))
        self._allow()

    def retranslate(self) -> None:
        """Say also what is made of data."""
        super().retranslate()
        self.kind.refresh()
        self.refresh()

    def new_order(self) -> None:
        """Write an order about anything; that of an event is begun at the event."""
        OrderDialog(self, self.desk, None, begin_order(self.desk), self._stored).open()

    def open_current(self) -> None:
        """Open the order under the cursor."""
        row = self.table.current()
        if row is not None:
            self.open_order(row)

    def open_order(self, row: OrderRow) -> None:
        """Open an order; one that was cancelled is shown on paper, as it stays."""
        if row.cancelled:
            self.print_current()
            return
        draft = read_order(self.desk, row.id)
        if draft is not None:
            OrderDialog(self, self.desk, row.id, draft, self._stored).open()

    def cancel_current(self) -> None:
        """Ask why, then cancel the order under the cursor."""
        row = self.table.current()
        if row is not None and not row.cancelled:
            CancelOrderDialog(self, self.desk, row, self._stored).open()

    def show_history(self) -> None:
        """Show the history of the order under the cursor."""
        row = self.table.current()
        record = Record("head_order", row.id) if row is not None else None
        show_history(self, self.desk, record, f"{_(RECORDS['head_order'])} {row.number if row else ''}")

    def print_current(self) -> None:
        """Show the order under the cursor as it is printed."""
        row = self.table.current()
        if row is not None:
            self._print(Asked(form="order", record_id=row.id))

    def print_register(self) -> None:
        """Show the register of what the filters leave as it is printed."""
        self._print(Asked(form="order-register", orders=self.query()))

    def _print(self, asked: Asked) -> None:
        told = partial(self.saved.emit, _(N_("Printed and remembered")), None)
        print_paper_dialog(self, self.desk, asked, told)

    def ask_export(self) -> None:
        """Ask where, then write what the filters leave to an Excel table."""
        write = partial(export_orders, self.desk, self.query())
        save_as_excel(self, self.title(), write, self.tell_done)

    def _stored(self, _saved: Saved) -> None:
        self.saved.emit(_(N_("Saved")), undo_last(self.desk, self, self.refresh))
        self.refresh()

    def _narrow(self, *_told: object) -> None:
        self.refresh()
        self.table.scrollToTop()

    def _load(self, offset: int, limit: int) -> Sequence[OrderRow]:
        return self._found[offset : offset + limit]

    def _allow(self) -> None:
        row = self.table.current()
        self.print.setEnabled(row is not None)
        self.cancel.setEnabled(row is not None and not row.cancelled)

    def _years(self) -> list[tuple[int, str]]:
        return [(year, str(year)) for year in order_years(self.desk)]


def _kinds() -> list[tuple[OrderKind, str]]:
    return [(kind, _(kind.msgid)) for kind in OrderKind]


def _columns() -> list[Column[OrderRow]]:
    return [
        Column(title=N_("Number"), value=lambda row: row.number, kind=ColumnKind.STRONG, width=90),
        Column(title=N_("Date"), value=lambda row: row.issued_on, kind=ColumnKind.DATE, width=104),
        Column(title=N_("Subject"), value=lambda row: row.subject(spoken()), stretch=True),
        Column(title=N_("Person"), value=lambda row: row.person_name, width=210),
        Column(title=N_("Kind"), value=lambda row: _(row.kind.msgid), width=190, spare=True),
        Column(title="", value=_state, kind=ColumnKind.CHIP, width=120),
    ]


def _state(row: OrderRow) -> Chip | str:
    return Chip(_(N_("cancelled|an order")), Tone.LATE) if row.cancelled else ""
