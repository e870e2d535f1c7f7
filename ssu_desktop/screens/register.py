"""The journal of annex 2 as a table: one row a stay, the fourteen columns of the form."""

from collections.abc import Sequence
from dataclasses import fields
from functools import partial
from uuid import UUID

from PySide6.QtWidgets import QHBoxLayout, QWidget

from ssu_desktop.actions.desk import Desk
from ssu_desktop.actions.export import export_register
from ssu_desktop.actions.organisation import list_units
from ssu_desktop.actions.portal import mark_stays
from ssu_desktop.actions.register import RegisterRow, count_register, register_rows
from ssu_desktop.forms.annex_2 import JournalRow
from ssu_desktop.forms.wording import load_wording
from ssu_desktop.language import N_, Noun, _, counted, spoken
from ssu_desktop.language.dates import short
from ssu_desktop.records.kinds import Status
from ssu_desktop.rules.stay import ENDED, WAITING
from ssu_desktop.screens.cards import Footer, Header, button, page, plain_label
from ssu_desktop.screens.chips import Chip, Tone
from ssu_desktop.screens.choices import PickField
from ssu_desktop.screens.filters import FilterPick
from ssu_desktop.screens.offers import offer_allowed
from ssu_desktop.screens.pages import Column, ColumnKind
from ssu_desktop.screens.print_dialog import PrintDialog
from ssu_desktop.screens.saving import save_as_excel
from ssu_desktop.screens.screen import Command, Screen
from ssu_desktop.screens.standing import status_chip
from ssu_desktop.screens.theme import scaled
from ssu_desktop.screens.undoing import undo_last
from ssu_desktop.screens.wide_table import WideTable, folded
from ssu_desktop.screens.work import Progress, run_in_background

_FORM = "annex-2"
_NAME = 2  # the column of the name
_WIDTHS = (54, 170, 264, 168, 90, 230, 130, 190, 170, 190, 150, 190, 170, 200)
_PORTAL_WIDTH = 240
_STATES = (
    (Status.RECEIVING,),
    (Status.AWAY,),
    (Status.SUSPENDED,),
    (Status.OBSERVATION,),
    tuple(sorted(WAITING)),
    tuple(sorted(ENDED)),
)
_STATE_WORDS = (
    Status.RECEIVING,
    Status.AWAY,
    Status.SUSPENDED,
    Status.OBSERVATION,
    Status.QUEUED,
    Status.DISCHARGED,
)


class RegisterScreen(Screen):
    """The journal of one unit; Enter opens the person, F9 shows the form as it is printed."""

    title_msgid = N_("Journal")
    help_topic = "register"

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self.table: WideTable[RegisterRow] = WideTable(
            _columns(), self._load, self._count, key=lambda one: one.stay_id, held=_NAME
        )
        self.unit: PickField[UUID] = PickField("unit_id", N_("Unit"), self._units, empty=False)
        self.status: FilterPick[tuple[Status, ...]] = FilterPick(
            "status", N_("Status"), N_("All states"), _states
        )
        self.portal: FilterPick[bool] = FilterPick(
            "portal", N_("Portal"), N_("Portal: all"), lambda: [(True, _(N_("Not yet in the portal")))]
        )
        self.present, self.typed = button(), button()
        self.export, self.print, self.total = button(), button("primary"), plain_label("muted")
        self.says = plain_label("hint", wraps=True)
        self._lay_out()
        self._listen()

    def _lay_out(self) -> None:
        header, footer, filters = Header(), Footer(), QHBoxLayout()
        self.words.say(header.title.setText, N_("Journal of admissions and of the queue (annex 2)"))
        self.words.say(self.export.setText, N_("Save as Excel"))
        self.words.say(self.print.setText, N_("Print  F9"))
        self.words.say(self.present.setText, N_("List of a day"))
        self.words.say(
            self.says.setText,
            N_("The official journal is kept on the portal aleumet.egov.kz; here is its working copy."),
        )
        header.add(self.present)
        self.unit.label.hide()
        self.unit.setMaximumWidth(scaled(320))
        filters.setSpacing(scaled(10))
        filters.addWidget(self.unit, 2)
        filters.addWidget(self.status, 2)
        filters.addWidget(self.portal, 2)
        filters.addStretch(3)
        footer.add_left(self.total)
        footer.add(self.typed, self.export, self.print)
        column = page(self)
        column.setSpacing(scaled(12))
        column.addWidget(header)
        column.addWidget(self.says)
        column.addLayout(filters)
        column.addWidget(self.table, 1)
        column.addWidget(footer)
        self.table.setMinimumHeight(scaled(150))
        self.setFocusProxy(self.table)

    def _listen(self) -> None:
        self.unit.changed.connect(self._narrow)
        self.status.changed.connect(self._narrow)
        self.portal.changed.connect(self._narrow)
        self.present.clicked.connect(self.open_present)
        self.typed.clicked.connect(self.mark_typed)
        self.table.picked.connect(lambda _row: self._offer())
        self.table.opened.connect(self.open_row)
        self.export.clicked.connect(self.ask_export)
        self.print.clicked.connect(self.open_print)
        self.commands[Command.PRINT] = self.open_print
        offers = {
            N_("Export a list"): (self.export,),
            N_("Mark as typed over into the portal"): (self.typed,),
        }
        offer_allowed(self.desk, self, offers)
        offer_allowed(self.desk, self, {N_("Print a form"): (self.print, Command.PRINT)}, of_many=True)

    def refresh(self) -> None:
        """Read the journal again; the place stays."""
        self.unit.refresh()
        self.unit.setHidden(self.unit.combo.count() <= 1)
        self._teach()
        self.table.refresh()
        self._show_total()
        self._offer()

    def retranslate(self) -> None:
        """Say also the official titles of the columns."""
        super().retranslate()
        self.table.show_columns(_columns())
        self.table.refresh()
        self._show_total()
        self._offer()

    def open_row(self, one: RegisterRow) -> None:
        """Open the person's page at the movements."""
        from ssu_desktop.screens.person import PersonScreen  # not before a page is opened

        self.opens.emit(PersonScreen(self.desk, one.person_id, "movements"))

    def open_present(self) -> None:
        """Open the list of who was in the units on a day."""
        from ssu_desktop.screens.present import PresentScreen  # not before it is opened

        self.opens.emit(PresentScreen(self.desk, self.unit.value()))

    def mark_typed(self) -> None:
        """Mark the row in the cursor as typed over into the portal, or all where the filter shows such."""
        row = self.table.current()
        if self.portal.value():
            stay_ids = [one.stay_id for one in self.table.pages.all_rows()]
        else:
            stay_ids = [row.stay_id] if row is not None else []
        if not stay_ids:
            return

        def task(_progress: Progress) -> int:
            return mark_stays(self.desk, stay_ids)

        run_in_background(self, task, self._tell_typed, N_("Mark as typed over into the portal"))

    def _tell_typed(self, events: int) -> None:
        text = _(N_("Typed over into the portal: {count}"), count=counted(spoken(), events, Noun.RECORD))
        self.saved.emit(text, undo_last(self.desk, self, self.refresh))
        self.refresh()

    def _offer(self) -> None:
        """Offer to mark what can be marked, with the words for one row or for all shown."""
        row, everything = self.table.current(), bool(self.portal.value())
        self.words.say(
            self.typed.setText, N_("All shown are in the portal") if everything else N_("Is in the portal")
        )
        waiting = self.table.pages.rowCount() > 0 if everything else row is not None and row.to_portal > 0
        self.typed.setEnabled(waiting)

    def open_print(self) -> None:
        """Show the journal of the unit as it is printed."""
        unit_id = self.unit.value()
        if unit_id is not None:
            dialog = PrintDialog(self.window(), self.desk, _FORM, unit_id=unit_id)
            dialog.accepted.connect(lambda: self.saved.emit(_(N_("Printed and remembered")), None))
            dialog.open()

    def ask_export(self) -> None:
        """Ask where, then write what is shown to an Excel table."""
        unit_id, statuses = self.unit.value(), self.status.value() or ()
        if unit_id is None:
            return
        write = partial(
            export_register, self.desk, unit_id, statuses=statuses, to_portal=bool(self.portal.value())
        )
        save_as_excel(self, self.title(), write, self.tell_done)

    def _units(self) -> list[tuple[UUID, str]]:
        return [(unit.id, unit.name(spoken())) for unit in list_units(self.desk)]

    def _count(self) -> int:
        unit_id = self.unit.value()
        if unit_id is None:
            return 0
        return count_register(
            self.desk, unit_id, self.status.value() or (), to_portal=bool(self.portal.value())
        )

    def _load(self, offset: int, limit: int) -> Sequence[RegisterRow]:
        unit_id, statuses = self.unit.value(), self.status.value() or ()
        if unit_id is None:
            return ()
        return register_rows(
            self.desk,
            unit_id,
            spoken(),
            statuses,
            to_portal=bool(self.portal.value()),
            limit=limit,
            offset=offset,
        )

    def _narrow(self) -> None:
        self.table.clearSelection()
        self.refresh()
        self.table.scrollToTop()

    def _teach(self) -> None:
        if self.portal.value():
            self.table.empty.teach(N_("Everything of this unit is in the portal."))
        elif self.status.value():
            self.table.empty.teach(N_("Nobody in this unit is in this state."))
        else:
            self.table.empty.teach(
                N_("The journal of this unit is empty. It fills itself as people apply and are admitted.")
            )

    def _show_total(self) -> None:
        total = self.table.pages.rowCount()
        self.total.setText(_(N_("In the list: {count}"), count=counted(spoken(), total, Noun.RECORD)))
        self.export.setEnabled(total > 0)


def _states() -> list[tuple[tuple[Status, ...], str]]:
    words = (_(status.msgid) for status in _STATE_WORDS)
    return [(states, word[:1].upper() + word[1:]) for states, word in zip(_STATES, words, strict=True)]


def _columns() -> list[Column[RegisterRow]]:
    """Return the columns under the titles of the form in the language of the interface."""
    say, language = load_wording(_FORM).say, spoken()
    kinds = {0: ColumnKind.NUMBER, 1: ColumnKind.CHIP, _NAME: ColumnKind.STRONG}
    official = [
        Column(
            title=folded(say(f"column_{n + 1}", language), _WIDTHS[n]),
            value=partial(_cell, field.name),
            width=_WIDTHS[n],
            kind=kinds.get(n, ColumnKind.TEXT),
        )
        for n, field in enumerate(fields(JournalRow))
    ]
    portal: Column[RegisterRow] = Column(
        title=N_("In the portal"), value=_portal_chip, width=_PORTAL_WIDTH, kind=ColumnKind.CHIP
    )
    return [*official, portal]


def _portal_chip(row: RegisterRow) -> Chip:
    """Return how much of the row is to be typed over, or who typed it over and when."""
    if row.to_portal:
        return Chip(_(N_("not yet: {count}"), count=row.to_portal), Tone.SOON)
    if row.portal_on is None:
        return Chip("")
    return Chip(f"{short(row.portal_on)}, {row.portal_by}", Tone.DONE)


def _cell(name: str, row: RegisterRow) -> str | Chip:
    """Return what stands in a column of the form; what is stacked there has semicolons on the screen."""
    if name == "status":
        return status_chip(row.status, row.unit_kind)
    return "; ".join(str(getattr(row.cells, name)).split("\n"))
