"""The signature round: papers that wait for signatures, found by their code, marked as signed, scanned."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QSizePolicy, QWidget

from ssu_desktop.actions.desk import Desk, Saved
from ssu_desktop.actions.dismissing import let_wait_again
from ssu_desktop.actions.printing_lists import ListAsked
from ssu_desktop.actions.signing import (
    PAPER_TITLES,
    PaperQuery,
    PaperRow,
    counted_papers,
    found_papers,
)
from ssu_desktop.language import N_, Noun, _, counted, spoken
from ssu_desktop.screens.cards import Elided, Footer, Header, button, page, plain_label
from ssu_desktop.screens.chips import Chip
from ssu_desktop.screens.filters import ChipFilter, FilterPick, SearchLine, unit_filter
from ssu_desktop.screens.list_dialog import ListDialog
from ssu_desktop.screens.offers import offer_allowed
from ssu_desktop.screens.pages import Column, ColumnKind
from ssu_desktop.screens.scan_dialog import ScanDialog
from ssu_desktop.screens.scan_match import MatchDialog
from ssu_desktop.screens.screen import Command, Screen
from ssu_desktop.screens.signing_forms import (
    LANGUAGES,
    ask_dismissal,
    ask_scan,
    ask_signed,
    form_name,
    signed_chip,
)
from ssu_desktop.screens.table import PagedTable
from ssu_desktop.screens.theme import scaled
from ssu_desktop.screens.undoing import undo_last

_WAITING, _SIGNED, _DISMISSED = "waiting", "signed", "dismissed"
_GROUPS = {_WAITING: (False, False), _SIGNED: (True, False), _DISMISSED: (False, True)}  # signed, dismissed
_TITLES = (
    (_WAITING, N_("Waiting for signatures")),
    (_SIGNED, N_("Signed|papers")),
    (_DISMISSED, N_("Dismissed|papers")),
)


class SigningScreen(Screen):
    """Enter marks the paper in the cursor as signed; F9 prints the list of those that wait."""

    title_msgid = N_("Papers to be signed")
    help_topic = "printing"

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self.rows: tuple[PaperRow, ...] = ()
        self.table: PagedTable[PaperRow] = PagedTable(
            _columns(), self._load, lambda: len(self.rows), key=lambda row: row.id
        )
        self.search = SearchLine(N_("Search: name, or the code at the foot of the page"), self.table)
        self.form: FilterPick[str] = FilterPick("form", N_("Form|printed"), N_("All forms"), _forms)
        self.unit = unit_filter(desk)
        self.chips = ChipFilter(_TITLES)
        self.total, self.scan, self.attach = Elided("muted"), button(), button("", "attach")
        self.print, self.all, self.sign = button(), button(), button("primary")
        self.why = plain_label("muted", wraps=True)
        self.scans = button("", "attach")
        self.dismiss, self.wait = button("quiet"), button()
        self._lay_out()
        self._listen()

    def _lay_out(self) -> None:
        header, footer, filters = Header(), Footer(), QHBoxLayout()
        self.words.say(header.title.setText, self.title_msgid)
        filters.setSpacing(scaled(10))
        for widget, share in ((self.search, 3), (self.form, 2), (self.unit, 2)):
            filters.addWidget(widget, share)
        header.add(self.scans, self.print)
        footer.add_left(self.total)
        self.total.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        self.total.setMinimumWidth(1)  # gives its room to the buttons where all cannot have theirs
        footer.add(self.scan, self.wait, self.attach, self.all, self.sign)
        for made, text in (
            (self.print, N_("Print the list  F9")),
            (self.scan, N_("Show the scan")),
            (self.attach, N_("Attach the scan…")),
            (self.all, N_("All of these are signed…")),
            (self.sign, N_("Signed…")),
            (self.dismiss, N_("Printed by mistake…")),
            (self.wait, N_("It waits again")),
            (self.scans, N_("Scans came back…")),
        ):
            self.words.say(made.setText, text)
        column = page(self)
        column.setSpacing(scaled(12))
        column.addWidget(header)
        column.addLayout(filters)
        line = QHBoxLayout()
        line.addWidget(self.chips, 1)
        line.addWidget(self.dismiss)
        column.addLayout(line)
        column.addWidget(self.table, 1)
        column.addWidget(self.why)
        column.addWidget(footer)
        self.table.setMinimumHeight(scaled(150))
        self.setFocusProxy(self.search)

    def _listen(self) -> None:
        for narrowed in (self.search.searched, self.form.changed, self.unit.changed, self.chips.chosen):
            narrowed.connect(self._narrow)
        self.search.entered.connect(self.sign_current)
        self.table.opened.connect(lambda _row: self.sign_current())
        self.table.picked.connect(lambda _row: self._allow())
        for made, act in (
            (self.print, self.print_list),
            (self.scan, self.show_scan),
            (self.attach, self.attach_scan),
            (self.all, self.sign_all),
            (self.sign, self.sign_current),
            (self.dismiss, self.dismiss_current),
            (self.wait, self.let_wait),
            (self.scans, self.ask_scans),
        ):
            made.clicked.connect(act)
        self.commands = {
            Command.PRINT: self.print_list,
            Command.SUBMIT: self.sign_current,
            Command.DELETE: self.dismiss_current,
        }
        offers = {
            N_("Mark papers as signed"): (self.sign, self.all, Command.SUBMIT),
            N_("Attach the scan of a signed paper"): (self.attach, self.scans),
            N_("Dismiss papers"): (self.dismiss, Command.DELETE),
            N_("Let papers wait again"): (self.wait,),
        }
        offer_allowed(self.desk, self, offers)
        offer_allowed(self.desk, self, {N_("Print a form"): (self.print, Command.PRINT)}, of_many=True)

    def query(self) -> PaperQuery:
        """Return which papers the filters leave."""
        signed, dismissed = _GROUPS[self.chips.current()]
        return PaperQuery(
            signed=signed,
            dismissed=dismissed,
            form=self.form.value(),
            unit_id=self.unit.value(),
            text=self.search.text().strip(),
        )

    def refresh(self) -> None:
        """Read the papers again; the place stays."""
        query = self.query()
        self.rows = found_papers(self.desk, query)
        counts = counted_papers(self.desk, query)
        self.chips.show_counts({code: counts[group] for code, group in _GROUPS.items()}, (_WAITING, _SIGNED))
        empty = (
            N_("No paper waits for a signature.") if query == PaperQuery() else N_("No paper is like that.")
        )
        self.table.empty.teach(empty)
        self.table.refresh()
        self._count()

    def retranslate(self) -> None:
        """Say also what is made of data."""
        super().retranslate()
        self.form.refresh()
        self._count()

    def _count(self) -> None:
        self._allow()

    def _allow(self) -> None:
        row, group = self.table.current(), self.chips.current()
        count = counted(spoken(), len(self.rows), Noun.RECORD)
        self.total.setText(_(N_("In the list: {count}"), count=count))
        self.why.setText(row.dismissed_why if row is not None else "")
        self.why.setVisible(bool(self.why.text()))
        waits, gone = group == _WAITING, group == _DISMISSED
        self.dismiss.setVisible(waits and row is not None)
        self.wait.setVisible(gone and row is not None)
        self.sign.setVisible(not gone)
        self.attach.setVisible(not gone)
        self.sign.setEnabled(row is not None)
        self.attach.setEnabled(row is not None and row.person_id is not None)
        self.scan.setVisible(row is not None and row.scan is not None)
        self.all.setVisible(waits)
        self.all.setEnabled(len(self.rows) > 1)
        self.print.setEnabled(waits and bool(self.rows))

    def sign_current(self) -> None:
        """Ask on which day the paper in the cursor was signed."""
        row = self.table.current()
        if row is not None and row.dismissed_on is None and self.desk.may(N_("Mark papers as signed")):
            ask_signed(self, self.desk, [row], self._stored)

    def dismiss_current(self) -> None:
        """Ask why nobody is to sign the paper in the cursor, and take it off the list."""
        row = self.table.current()
        if row is not None and row.dismissed_on is None and row.signed_on is None:
            ask_dismissal(self, self.desk, [row], self._stored)

    def let_wait(self) -> None:
        """Put the dismissed paper in the cursor back on the list."""
        row = self.table.current()
        answer = let_wait_again(self.desk, [row.id]) if row is not None else None
        if isinstance(answer, Saved):
            self._stored(answer)
        else:
            self.refresh()

    def sign_all(self) -> None:
        """Ask on which day all that the filters leave were signed: a pack that came back."""
        if self.rows:
            ask_signed(self, self.desk, self.rows, self._stored)

    def attach_scan(self) -> None:
        """Ask for the scan of the paper in the cursor, and keep it."""
        row = self.table.current()
        if row is not None and row.person_id is not None:
            ask_scan(self, self.desk, row, self._stored)

    def ask_scans(self) -> None:
        """Ask for scans of papers that came back, and for each which paper it is."""
        files = _(N_("Scans (*.pdf *.jpg *.jpeg *.png)"))
        chosen, _filter = QFileDialog.getOpenFileNames(self, _(N_("Choose scans")), "", files)
        self.match([Path(name) for name in chosen])

    def match(self, paths: Sequence[Path]) -> None:
        """Ask of each scan in turn which paper it is; one that is left is passed over."""
        for path in paths:
            MatchDialog(self, self.desk, path, self._stored).exec()

    def show_scan(self) -> None:
        """Show the scan of the paper in the cursor."""
        row = self.table.current()
        if row is not None and row.scan is not None:
            ScanDialog(self, self.desk, form_name(row.form), [row.scan], self.refresh).open()

    def print_list(self) -> None:
        """Show the papers that wait as a list to be printed."""
        if self.print.isEnabled():
            dialog = ListDialog(self.window(), self.desk, ListAsked(form="unsigned", papers=self.rows))
            dialog.accepted.connect(lambda: self.saved.emit(_(N_("Printed and remembered")), None))
            dialog.open()

    def _stored(self, _saved: Saved) -> None:
        self.saved.emit(_(N_("Saved")), undo_last(self.desk, self, self.refresh))
        self.refresh()

    def _narrow(self, *_told: object) -> None:
        self.refresh()
        self.table.scrollToTop()

    def _load(self, offset: int, limit: int) -> Sequence[PaperRow]:
        return self.rows[offset : offset + limit]


def _forms() -> list[tuple[str, str]]:
    return [(code, form_name(code)) for code in PAPER_TITLES]


def _columns() -> list[Column[PaperRow]]:
    return [
        Column(
            title=N_("Full name"), value=lambda row: row.person_name, kind=ColumnKind.STRONG, stretch=True
        ),
        Column(title=N_("Form|printed"), value=lambda row: form_name(row.form), width=210),
        Column(title=N_("Printed on"), value=_printed, kind=ColumnKind.DATE, width=142),
        Column(title=N_("Printed by"), value=lambda row: row.printed_by, width=170, spare=True),
        Column(title=N_("Code|of a paper"), value=lambda row: row.code, width=110),
        Column(title=N_("Language|short"), value=_language, width=66, spare=True),
        Column(title="", value=_state, kind=ColumnKind.CHIP, width=170, spare=True),
    ]


def _language(row: PaperRow) -> str:
    return _(LANGUAGES[row.language])


def _printed(row: PaperRow) -> date:
    return row.printed_at.astimezone().date()


def _state(row: PaperRow) -> Chip:
    return signed_chip(row)
