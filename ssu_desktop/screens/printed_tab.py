"""The tab Printed: every form that was printed of the person, word for word, and printing it again."""

from collections.abc import Callable, Sequence
from functools import partial
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QVBoxLayout, QWidget

from ssu_desktop.actions.desk import Desk
from ssu_desktop.actions.form_names import FORM_NAMES
from ssu_desktop.actions.history import Record
from ssu_desktop.actions.printing import (
    CannotPrint,
    Printed,
    PrintoutRow,
    list_printouts,
    preview_printout,
    reprint,
    reprint_page,
)
from ssu_desktop.actions.printouts import moment
from ssu_desktop.actions.signing import PaperRow, papers_of
from ssu_desktop.language import N_, _
from ssu_desktop.language.dates import short
from ssu_desktop.screens.ask import tell
from ssu_desktop.screens.cards import Footer, button
from ssu_desktop.screens.chips import Chip, Tone
from ssu_desktop.screens.offers import offer_allowed
from ssu_desktop.screens.pages import Column, ColumnKind
from ssu_desktop.screens.pdf import PdfPages
from ssu_desktop.screens.preview import PdfPreview
from ssu_desktop.screens.printing import choose_printer, choose_target, paint_pages, write_whole
from ssu_desktop.screens.screen import Command
from ssu_desktop.screens.signing_forms import LANGUAGES, ask_signed, signed_chip
from ssu_desktop.screens.tab import PersonTab
from ssu_desktop.screens.table import PagedTable
from ssu_desktop.screens.theme import scaled

_PREVIEW_FROM = 760
_PREVIEW_WIDTH = 420


class PrintedTab(PersonTab):
    """A list at the left, the pages of the chosen print at the right."""

    code = "printed"
    title_msgid = N_("Printed")
    help_topic = "printing"

    def __init__(self, desk: Desk, person_id: UUID, parent: QWidget | None = None) -> None:
        super().__init__(desk, person_id, parent)
        self.rows: Sequence[PrintoutRow] = ()
        self.table: PagedTable[PrintoutRow] = PagedTable(
            self._columns(), self._load, lambda: len(self.rows), key=lambda row: row.id
        )
        self.table.empty.teach(
            N_("Nothing printed yet. A form is printed from the Print menu; it is kept here word for word.")
        )
        self.preview = PdfPreview()
        self.again, self.one_page, self.save = button("primary"), button(), button()
        self.sign = button()
        self.papers: dict[UUID, PaperRow] = {}
        self._lay_out()
        self._bind()

    @classmethod
    def count_of(cls, desk: Desk, person_id: UUID) -> str:
        """Return how many prints there are, or nothing."""
        count = len(list_printouts(desk, person_id))
        return str(count) if count else ""

    def _columns(self) -> list[Column[PrintoutRow]]:
        return [
            Column(title=N_("Printed on"), value=_moment, kind=ColumnKind.DATE, width=142),
            Column(
                title=N_("Form|printed"),
                value=lambda row: _(FORM_NAMES[row.form]) if row.form in FORM_NAMES else row.form,
                kind=ColumnKind.STRONG,
                width=190,
                stretch=True,
            ),
            Column(title=N_("Language|short"), value=lambda row: _(LANGUAGES[row.language]), width=66),
            Column(title=N_("Printed by"), value=lambda row: row.printed_by, width=104, spare=True),
            Column(
                title=N_("Pages|short"),
                value=lambda row: row.pages,
                kind=ColumnKind.NUMBER,
                width=54,
                spare=True,
            ),
            Column(title="", value=self._state, kind=ColumnKind.CHIP, width=150),
        ]

    def _lay_out(self) -> None:
        for part in (self.preview.language, self.preview.print, self.preview.save):
            part.hide()
        for made, text in (
            (self.sign, N_("Signed…")),
            (self.save, N_("Save as PDF…")),
            (self.one_page, N_("This page again")),
            (self.again, N_("Print again…")),
        ):
            self.words.say(made.setText, text)
        self.words.say(
            self.one_page.setToolTip,
            N_("Within the hour after a jam: one page, without the mark of a repeat"),
        )
        left, column = QWidget(), QVBoxLayout()
        column.setContentsMargins(scaled(28), scaled(12), scaled(14), scaled(14))
        column.setSpacing(scaled(12))
        column.addWidget(self.table, 1)
        footer = Footer()
        footer.add(self.sign, self.save, self.one_page, self.again)
        column.addWidget(footer)
        left.setLayout(column)
        self.split = QSplitter(Qt.Orientation.Horizontal)
        self.split.setChildrenCollapsible(False)
        self.split.addWidget(left)
        self.split.addWidget(self.preview)
        self.split.setStretchFactor(0, 1)
        whole = QHBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.split)

    def _bind(self) -> None:
        self.table.picked.connect(self._look)
        self.table.opened.connect(lambda _row: self.preview.setFocus())
        for made, act in (
            (self.sign, self.note_signed),
            (self.again, self.print_again),
            (self.one_page, self.print_page),
            (self.save, self.save_again),
        ):
            made.clicked.connect(partial(_do, act))
        self.commands |= {Command.PRINT: self.print_again, Command.SUBMIT: self.print_again}
        again = (self.again, self.one_page, self.save, Command.PRINT, Command.SUBMIT)
        offers = {N_("Print a form again"): again, N_("Mark papers as signed"): (self.sign,)}
        offer_allowed(self.desk, self, offers)

    def record_in_sight(self) -> Record | None:
        """Return the print under the cursor."""
        row = self.table.current()
        return Record("printout", row.id) if row is not None else None

    def refresh(self) -> None:
        """Read the list again."""
        self.rows = list_printouts(self.desk, self.person_id)
        papers = papers_of(self.desk, self.person_id)
        self.papers = {copy: paper for paper in papers for copy in paper.copies}
        self.table.refresh()
        self._look(self.table.current())

    def retranslate(self) -> None:
        """Say the words and the values in the language of the interface."""
        super().retranslate()
        self._name_pages(self.table.current())

    def _state(self, row: PrintoutRow) -> Chip:
        """Return whether the paper is signed; of what nobody signs, whether it is the first print."""
        paper = self.papers.get(row.id)
        if paper is None or row.reprint_of_id is not None:
            return _mark(row)
        return signed_chip(paper)

    def _load(self, offset: int, limit: int) -> Sequence[PrintoutRow]:
        return self.rows[offset : offset + limit]

    def _look(self, row: PrintoutRow | None) -> None:
        for made in (self.again, self.save):
            made.setEnabled(row is not None)
        paper = self.papers.get(row.id) if row is not None else None
        self.sign.setVisible(paper is not None and paper.dismissed_on is None)
        self.one_page.setVisible(row is not None and moment(self.desk) <= row.page_until)
        self._name_pages(row)
        if row is None:
            self.preview.clear(N_("Choose a print on the left to see its pages."))
            return
        try:
            self.preview.show_pdf(preview_printout(self.desk, row.id))
        except CannotPrint as error:
            self.preview.clear(error.text)

    def _name_pages(self, row: PrintoutRow | None) -> None:
        self.preview.title.setText(_(N_("Code {code}"), code=row.code) if row is not None else "")

    def note_signed(self) -> None:
        """Ask on which day the chosen paper was signed."""
        row = self.table.current()
        if row is not None and row.id in self.papers:
            ask_signed(self, self.desk, [self.papers[row.id]], lambda _saved: self._signed())

    def _signed(self) -> None:
        self.refresh()
        self.changed.emit()

    def print_again(self) -> None:
        """Print the chosen one again, marked as a repeat."""
        row = self.table.current()
        if row is None:
            return
        printer = choose_printer(self.window(), _(FORM_NAMES[row.form]), row.pages)
        if printer is not None:
            self._give(lambda: reprint(self.desk, row.id), lambda pdf: paint_pages(printer, PdfPages(pdf)))

    def save_again(self) -> None:
        """Save the chosen one again as a file, marked as a repeat."""
        row = self.table.current()
        target = (
            choose_target(self.window(), f"{_(FORM_NAMES[row.form])} {row.code}") if row is not None else None
        )
        if row is not None and target is not None:
            self._give(lambda: reprint(self.desk, row.id), lambda pdf: write_whole(target, pdf))

    def print_page(self) -> None:
        """Print the page in sight again, unmarked: it takes the place of a jammed one."""
        row, page = self.table.current(), self.preview.page_number()
        if row is None or not page:
            return
        printer = choose_printer(self.window(), _(FORM_NAMES[row.form]), 1)
        if printer is not None:
            self._give(
                lambda: reprint_page(self.desk, row.id, page), lambda pdf: paint_pages(printer, PdfPages(pdf))
            )

    def _give(self, draw: Callable[[], Printed], give: Callable[[bytes], object]) -> None:
        try:
            give(draw().pdf)
        except CannotPrint as error:
            tell(self.window(), N_("This cannot be printed yet"), error.text, **error.values)
            return
        except OSError as error:
            text = N_("The pages were drawn, but not taken: {cause}. They are kept under Printed.")
            tell(self.window(), N_("The pages did not get through"), text, cause=str(error))
        self.refresh()
        self.changed.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show the pages where there is room for them."""
        super().resizeEvent(event)
        room = self.width() >= scaled(_PREVIEW_FROM)
        if room != self.preview.isVisibleTo(self) or event.oldSize().width() <= 0:
            self.preview.setVisible(room)
            page = scaled(_PREVIEW_WIDTH)
            self.split.setSizes([max(self.width() - page, 1), page])


def _moment(row: PrintoutRow) -> str:
    local = row.printed_at.astimezone()
    return f"{short(local.date())} {local:%H:%M}"


def _mark(row: PrintoutRow) -> Chip:
    if row.reprint_of_id is not None:
        return Chip(_(N_("repeat|print")), Tone.NEUTRAL)
    return Chip(_(N_("first|print")), Tone.DONE)


def _do(act: Callable[[], object], _checked: bool = False) -> None:
    act()
