"""The queue of each unit in its turn: whom to call next, who is expected, whose arrival was deferred."""

from collections.abc import Callable
from functools import partial
from uuid import UUID

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from ssu_desktop.actions.desk import Desk, Saved
from ssu_desktop.actions.export import export_queue
from ssu_desktop.actions.history import Record
from ssu_desktop.actions.people import find_people
from ssu_desktop.actions.stay_history import StayRow, stay_history
from ssu_desktop.actions.waiting import QueueRow, list_queue, next_in_line, queue_counts
from ssu_desktop.language import N_, Noun, _, counted, spoken
from ssu_desktop.law import Law
from ssu_desktop.records.kinds import MovementKind, UnitKind
from ssu_desktop.rules.stay import ARRIVING
from ssu_desktop.screens.admission_form import AdmissionDialog
from ssu_desktop.screens.application_form import ApplicationDialog, ArrivalDialog
from ssu_desktop.screens.cards import Footer, Header, button, page, plain_label
from ssu_desktop.screens.filters import unit_filter
from ssu_desktop.screens.history_dialog import show_history
from ssu_desktop.screens.movement_form import MovementDialog
from ssu_desktop.screens.offers import offer_allowed
from ssu_desktop.screens.person_choice import PersonChoice
from ssu_desktop.screens.print_dialog import PrintDialog
from ssu_desktop.screens.queue_columns import queue_columns
from ssu_desktop.screens.queue_next import NextDialog
from ssu_desktop.screens.saving import save_as_excel
from ssu_desktop.screens.screen import Command, Screen
from ssu_desktop.screens.table import PagedTable
from ssu_desktop.screens.theme import scaled
from ssu_desktop.screens.undoing import undo_last

_WIDE = 900  # at 100 %: below, the buttons say less


class QueueScreen(Screen):
    """Applications, unit by unit, in their turn (Order 230, paras 12(1), 23(1), 28(1)).

    Nobody is moved by hand; F9 prints the list of the unit, or of the one in the cursor.
    """

    title_msgid = N_("Queue")
    help_topic = "queue"

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self.rows: tuple[QueueRow, ...] = ()
        self.unit = unit_filter(desk, without=(UnitKind.TEMPORARY,))
        self.table: PagedTable[QueueRow] = PagedTable(
            queue_columns(desk), self._load, lambda: len(self.rows), key=lambda row: row.stay_id
        )
        self.add, self.export, self.print = button(), button(), button()
        self.call, self.defer, self.drop, self.admit = button(), button(), button(), button("primary")
        self.places = plain_label("muted", wraps=True)
        self.says = plain_label("hint", wraps=True)
        self.total = plain_label("muted")
        self._lay_out()
        self._listen()

    def _lay_out(self) -> None:
        header, footer = Header(), Footer()
        for made, text in (
            (header.title, self.title_msgid),
            (self.call, N_("Term of arrival")),
            (self.defer, N_("Defer the arrival")),
            (self.drop, N_("Did not arrive|verb")),
            (self.admit, N_("Admit")),
        ):
            self.words.say(made.setText, text)
        header.add(self.unit, self.export, self.print, self.add)
        self.unit.setMinimumWidth(scaled(180))
        footer.add_left(self.total)
        footer.add(self.drop, self.defer, self.call, self.admit)
        column = page(self)
        column.setSpacing(scaled(12))
        column.addWidget(header)
        column.addWidget(self.places)
        column.addWidget(self.table, 1)
        column.addWidget(self.says)
        column.addWidget(footer)
        self._name_buttons(narrow=False)  # not before they have their place: they would be windows
        self.table.setMinimumHeight(scaled(150))
        self.table.empty.teach(
            N_("Nobody waits. An application is put in the queue of its unit with Ins."),
            N_("Add an application"),
        )
        self.setFocusProxy(self.table)

    def _name_buttons(self, *, narrow: bool) -> None:
        """Say less where there is little room, as at 150 %."""
        for made, whole, brief in (
            (self.add, N_("Add an application  Ins"), N_("Add  Ins")),
            (self.export, N_("Save as Excel"), N_("Save as Excel|short")),
            (self.print, N_("Print  F9"), N_("Print|short")),
        ):
            self.words.say(made.setText, brief if narrow else whole)
            self.words.say(made.setAccessibleName, whole)
        self.total.setVisible(not narrow)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Name the buttons for the room there is."""
        super().resizeEvent(event)
        self._name_buttons(narrow=event.size().width() < scaled(_WIDE))

    def _listen(self) -> None:
        self.unit.changed.connect(self.refresh)
        self.table.opened.connect(self.open_row)
        self.table.picked.connect(lambda _row: self._offer())
        self.table.empty.asked.connect(self.ask_person)
        self.add.clicked.connect(self.ask_person)
        self.export.clicked.connect(self.ask_export)
        self.print.clicked.connect(self.open_print)
        self.admit.clicked.connect(self.ask_admission)
        self.call.clicked.connect(self.ask_arrival)
        self.defer.clicked.connect(partial(self.ask_event, MovementKind.DEFERRED))
        self.drop.clicked.connect(partial(self.ask_event, MovementKind.NOT_ARRIVED))
        self.commands[Command.HISTORY] = self.show_history
        self.commands[Command.ADD] = self.ask_person
        self.commands[Command.EDIT] = self.ask_arrival
        self.commands[Command.PRINT] = self.open_print
        self.commands[Command.SUBMIT] = self.ask_admission
        self.commands[Command.DELETE] = partial(self.ask_event, MovementKind.NOT_ARRIVED)
        offers = {
            N_("Put a person in the queue"): (self.add, Command.ADD),
            N_("Export a list"): (self.export,),
            N_("Admit a person"): (self.admit, Command.SUBMIT),
            N_("Enter the term of arrival"): (self.call, Command.EDIT),
            N_("Defer an arrival"): (self.defer,),
            N_("Enter that a person did not arrive"): (self.drop, Command.DELETE),
        }
        offer_allowed(self.desk, self, offers)
        offer_allowed(self.desk, self, {N_("Print a form"): (self.print, Command.PRINT)}, of_many=True)

    def refresh(self) -> None:
        """Read the queue again; the place stays."""
        self.unit.refresh()
        self.rows = list_queue(self.desk, self.unit.value())
        self.table.refresh()
        self._offer()

    def retranslate(self) -> None:
        """Say also what is made of data."""
        super().retranslate()
        self._offer()

    def open_row(self, row: QueueRow) -> None:
        """Open the person's page at the movements."""
        from ssu_desktop.screens.person import PersonScreen  # not before a page is opened

        self.opens.emit(PersonScreen(self.desk, row.person_id, "movements"))

    def show_history(self) -> None:
        """Show the history of the place under the cursor: from the application to the admission."""
        row = self.table.current()
        record = Record("stay", row.stay_id) if row is not None else None
        show_history(self, self.desk, record, row.name if row is not None else "")

    def ask_person(self) -> None:
        """Ask who applies, then ask for the application."""
        PersonChoice(self, partial(find_people, self.desk), self.ask_application).open()

    def ask_application(self, person_id: UUID) -> None:
        """Ask for the application of a person."""
        ApplicationDialog(self, self.desk, person_id, self._tell(N_("Put in the queue|done"))).open()

    def ask_admission(self) -> None:
        """Ask for the admission of the chosen one."""
        row = self.table.current()
        if row is not None:
            self._admit(row)

    def _admit(self, row: QueueRow) -> None:
        done = self._tell(N_("The person is admitted"))
        AdmissionDialog(self, self.desk, row.person_id, done, row.unit_id).open()

    def ask_arrival(self) -> None:
        """Ask for the term by which the chosen one must arrive."""
        row = self.table.current()
        if row is not None:
            self._call(row)

    def _call(self, row: QueueRow) -> None:
        ArrivalDialog(self, self.desk, row, self._tell(N_("Saved"))).open()

    def ask_event(self, kind: MovementKind) -> None:
        """Ask for the deferral of the chosen one's arrival, or enter that they did not arrive."""
        row, stay = self.table.current(), self._stay()
        if row is None or stay is None or kind not in stay.possible:
            return
        done = self._tell(N_("Saved"))
        if kind is MovementKind.NOT_ARRIVED:
            done = self._then_next(row.unit_id, done)
        MovementDialog(self, self.desk, stay, kind, done).open()

    def _then_next(self, unit_id: UUID, done: Callable[[Saved], None]) -> Callable[[Saved], None]:
        """Return what offers the next in line at once (paras 12(1), 23(1))."""

        def offer(saved: Saved) -> None:
            done(saved)
            following = next_in_line(self.desk, unit_id)
            if following is not None:
                call, admit = partial(self._call, following), partial(self._admit, following)
                NextDialog(self, following, call, admit).open()

        return offer

    def open_print(self) -> None:
        """Show the list of the queue as it is printed: of the unit chosen, else of the one in the cursor."""
        row = self.table.current()
        unit_id = self.unit.value() or (row.unit_id if row is not None else None)
        if unit_id is not None:
            dialog = PrintDialog(self.window(), self.desk, "queue", unit_id=unit_id)
            dialog.accepted.connect(lambda: self.saved.emit(_(N_("Printed and remembered")), None))
            dialog.open()

    def ask_export(self) -> None:
        """Ask where, then write what is shown to an Excel table."""
        write = partial(export_queue, self.desk, unit_id=self.unit.value())
        save_as_excel(self, self.title(), write, self.tell_done)

    def _stay(self) -> StayRow | None:
        row = self.table.current()
        if row is None:
            return None
        history = stay_history(self.desk, row.person_id)
        return next((stay for stay in history if stay.id == row.stay_id), None)

    def _tell(self, text: str) -> Callable[[Saved], None]:
        def done(_saved: Saved) -> None:
            self.saved.emit(_(text), undo_last(self.desk, self, self.refresh))
            self.refresh()

        return done

    def _load(self, offset: int, limit: int) -> tuple[QueueRow, ...]:
        return self.rows[offset : offset + limit]

    def _offer(self) -> None:
        """Offer what can be done with the chosen one, and say what is to be known of their place."""
        stay, row = self._stay(), self.table.current()
        possible = stay.possible if stay is not None else ()
        self.admit.setEnabled(MovementKind.ADMITTED in possible)
        self.call.setEnabled(row is not None)
        self.defer.setEnabled(MovementKind.DEFERRED in possible)
        self.drop.setEnabled(MovementKind.NOT_ARRIVED in possible)
        kind = row.unit_kind if row is not None else None
        self.words.say(self.drop.setText, _DROP if kind in (None, *ARRIVING) else N_("Take off the queue"))
        for made in (self.print, self.export):
            made.setEnabled(bool(self.rows))
        waiting = counted(spoken(), len(self.rows), Noun.PERSON)
        self.total.setText(_(N_("Waiting: {count}"), count=waiting))
        self.says.setText(_said_of(row, self.desk.law) if row is not None else "")
        self.says.setVisible(bool(self.says.text()))
        self._count_places()

    def _count_places(self) -> None:
        """Say how many places the unit chosen has, or that of the one in the cursor: taken, kept, free."""
        row = self.table.current()
        shown = self.unit.value() or (row.unit_id if row is not None else None)
        counts = queue_counts(self.desk, self.rows)
        lines = [
            _(
                N_("{unit}: places {capacity}, taken {taken}, kept for arrivals {kept}, free {free}"),
                unit=one.name(spoken()),
                capacity=one.capacity,
                taken=one.taken,
                kept=one.kept,
                free=one.free,
            )
            for one in counts
            if shown in (None, one.unit_id)
        ]
        self.places.setText("\n".join(lines))


_DROP = N_("Did not arrive|verb")


def _said_of(row: QueueRow, law: Law) -> str:
    """Return what is to be known of a place: why it is out of turn, or what became of the programme."""
    told = []
    if row.out_of_turn_reason:
        told.append(_(N_("Out of turn: {ground}"), ground=row.out_of_turn_reason))
    if row.remark is not None:
        article = law.cite(row.remark.article, spoken()) if row.remark.article else ""
        told.append(f"{_(row.remark.text, **row.remark.values)} {article}")
    return "\n".join(told)
