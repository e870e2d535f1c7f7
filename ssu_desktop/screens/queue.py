"""The queue of each unit in order: whom to admit next, whose arrival was deferred, who applied."""

from collections.abc import Callable
from functools import partial
from uuid import UUID

from PySide6.QtWidgets import QWidget

from ssu_desktop.actions.desk import Desk, Saved
from ssu_desktop.actions.people import find_people
from ssu_desktop.actions.stay_history import StayRow, stay_history
from ssu_desktop.actions.waiting import QueueRow, list_queue
from ssu_desktop.language import N_, _, spoken
from ssu_desktop.language.dates import short
from ssu_desktop.language.nouns import Noun, counted
from ssu_desktop.records.kinds import MovementKind
from ssu_desktop.screens.admission_form import AdmissionDialog, ApplicationDialog
from ssu_desktop.screens.cards import Footer, Header, button, page, plain_label
from ssu_desktop.screens.chips import Chip, Tone
from ssu_desktop.screens.filters import unit_filter
from ssu_desktop.screens.movement_form import MovementDialog
from ssu_desktop.screens.pages import Column, ColumnKind
from ssu_desktop.screens.person_choice import PersonChoice
from ssu_desktop.screens.screen import Command, Screen
from ssu_desktop.screens.table import PagedTable
from ssu_desktop.screens.theme import scaled
from ssu_desktop.screens.undoing import undo_last


class QueueScreen(Screen):
    """Applications, unit by unit, as they arrived (Order 230, paras 12(1), 23(1), 28(1))."""

    title_msgid = N_("Queue")
    help_topic = "queue"

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self.rows: tuple[QueueRow, ...] = ()
        self.unit = unit_filter(desk)
        self.table: PagedTable[QueueRow] = PagedTable(
            _columns(desk), self._load, lambda: len(self.rows), key=lambda row: row.stay_id
        )
        self.add, self.defer, self.drop = button(), button(), button()
        self.admit, self.total = button("primary"), plain_label("muted")
        self._lay_out()
        self._listen()

    def _lay_out(self) -> None:
        header, footer = Header(), Footer()
        self.words.say(header.title.setText, self.title_msgid)
        self.words.say(self.add.setText, N_("Add an application  Ins"))
        self.words.say(self.defer.setText, N_("Defer the arrival"))
        self.words.say(self.drop.setText, N_("Did not arrive|verb"))
        self.words.say(self.admit.setText, N_("Admit"))
        header.add(self.unit, self.add)
        self.unit.setMinimumWidth(scaled(180))
        footer.add_left(self.total)
        footer.add(self.drop, self.defer, self.admit)
        column = page(self)
        column.setSpacing(scaled(12))
        column.addWidget(header)
        column.addWidget(self.table, 1)
        column.addWidget(footer)
        self.table.setMinimumHeight(scaled(150))
        self.table.empty.teach(
            N_("Nobody waits. An application is put at the end of the queue of its unit with Ins."),
            N_("Add an application"),
        )
        self.setFocusProxy(self.table)

    def _listen(self) -> None:
        self.unit.changed.connect(self.refresh)
        self.table.opened.connect(self.open_row)
        self.table.picked.connect(lambda _row: self._offer())
        self.table.empty.asked.connect(self.ask_person)
        self.add.clicked.connect(self.ask_person)
        self.admit.clicked.connect(self.ask_admission)
        self.defer.clicked.connect(partial(self.ask_event, MovementKind.DEFERRED))
        self.drop.clicked.connect(partial(self.ask_event, MovementKind.NOT_ARRIVED))
        self.commands[Command.ADD] = self.ask_person
        self.commands[Command.SUBMIT] = self.ask_admission
        self.commands[Command.DELETE] = partial(self.ask_event, MovementKind.NOT_ARRIVED)

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
            AdmissionDialog(
                self, self.desk, row.person_id, self._tell(N_("The person is admitted")), row.unit_id
            ).open()

    def ask_event(self, kind: MovementKind) -> None:
        """Ask for the deferral of the chosen one's arrival, or enter that they did not arrive."""
        row, stay = self.table.current(), self._stay()
        if row is not None and stay is not None and kind in stay.possible:
            MovementDialog(self, self.desk, stay, kind, self._tell(N_("Saved"))).open()

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
        """Offer what can be done with the chosen one."""
        stay = self._stay()
        possible = stay.possible if stay is not None else ()
        self.admit.setEnabled(MovementKind.ADMITTED in possible)
        self.defer.setEnabled(MovementKind.DEFERRED in possible)
        self.drop.setEnabled(MovementKind.NOT_ARRIVED in possible)
        waiting = counted(spoken(), len(self.rows), Noun.PERSON)
        self.total.setText(_(N_("Waiting: {count}"), count=waiting))


def _columns(desk: Desk) -> list[Column[QueueRow]]:
    muted, fixed = ColumnKind.MUTED, ColumnKind.DATE
    return [
        Column(title=N_("Unit"), value=lambda row: row.unit_name(spoken()), kind=muted, width=150),
        Column(title=N_("No|place"), value=lambda row: row.place, kind=ColumnKind.NUMBER, width=52),
        Column(
            title=N_("Full name"),
            value=lambda row: row.name,
            kind=ColumnKind.STRONG,
            width=264,
            stretch=True,
        ),
        Column(title=N_("Applied on"), value=lambda row: row.applied_on, kind=fixed, width=112),
        Column(
            title=N_("Waits"),
            value=lambda row: counted(spoken(), row.days_waiting, Noun.DAY),
            kind=muted,
            width=96,
            spare=True,
        ),
        Column(title=N_("Application No"), value=lambda row: row.application_number, width=112, spare=True),
        Column(
            title=N_("Category"),
            value=lambda row: _(row.category.msgid),
            kind=muted,
            width=140,
            stretch=True,
            spare=True,
        ),
        Column(
            title=N_("Deferred until"),
            value=lambda row: _deferred(desk, row),
            kind=ColumnKind.CHIP,
            width=150,
        ),
    ]


def _deferred(desk: Desk, row: QueueRow) -> Chip:
    until = row.place_kept_until
    if until is None:
        return Chip(_(N_("out of turn")), Tone.NEUTRAL) if row.out_of_turn_reason else Chip("")
    return Chip(short(until), Tone.LATE if until < desk.today else Tone.SOON)
