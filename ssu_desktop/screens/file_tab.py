"""The tab of the personal file: its cover, and the checklist of the order with what lies in the file."""

from collections.abc import Sequence
from functools import partial
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from ssu_desktop.actions.desk import Desk, Refused, Saved
from ssu_desktop.actions.file_opening import open_personal_file
from ssu_desktop.actions.file_rows import DocumentRow, DocumentState
from ssu_desktop.actions.history import Record
from ssu_desktop.actions.person import StaySummary, person_header, person_page
from ssu_desktop.actions.personal_file import (
    FilePage,
    file_page,
    remove_own_document,
    save_document,
)
from ssu_desktop.language import N_, _, spoken
from ssu_desktop.language.dates import short
from ssu_desktop.language.nouns import Noun, counted
from ssu_desktop.records.kinds import UnitKind
from ssu_desktop.screens.ask import confirm
from ssu_desktop.screens.cards import Card, button, plain_label
from ssu_desktop.screens.chips import Chip, ChipLabel, Tone
from ssu_desktop.screens.document_form import CoverDialog, DocumentDialog, draft_of_row
from ssu_desktop.screens.document_line import DocumentLine
from ssu_desktop.screens.facts import empty_out
from ssu_desktop.screens.fields import PickField
from ssu_desktop.screens.file_custody import FileCustody
from ssu_desktop.screens.file_scans import FileScans
from ssu_desktop.screens.findings import FindingsPanel
from ssu_desktop.screens.law_words import explaining
from ssu_desktop.screens.lines import KeyLines
from ssu_desktop.screens.offers import offer_allowed
from ssu_desktop.screens.screen import Command
from ssu_desktop.screens.scrolling import scrolling
from ssu_desktop.screens.tab import PersonTab
from ssu_desktop.screens.theme import scaled

_GROUPS: Sequence[tuple[DocumentState, str]] = (
    (DocumentState.MISSING, N_("MISSING {count}")),
    (DocumentState.RECEIVED, N_("IN THE FILE {count}")),
    (DocumentState.OPTIONAL, N_("WHERE IT EXISTS {count}")),
    (DocumentState.NOT_NEEDED, N_("NOT NEEDED {count}")),
)
_FULL, _NOT_FULL = N_("{received} of {needed}: complete"), N_("{received} of {needed} in the file")
_BAR_WIDTH = 220


class FileTab(PersonTab):
    """Space ticks a document, Enter and F2 open it, Ins adds an own one, Del takes it off the list."""

    code = "file"
    title_msgid = N_("Personal file")
    help_topic = "personal-file"

    def __init__(self, desk: Desk, person_id: UUID, parent: QWidget | None = None) -> None:
        super().__init__(desk, person_id, parent)
        self._files: tuple[StaySummary, ...] = ()
        self._lacking: UUID | None = None  # the present stay, where it has no file
        self.page: FilePage | None = None
        self.lines, self.scans, self.custody = KeyLines(), FileScans(self), FileCustody(self)
        self.stay: PickField[UUID] = PickField("stay", N_("File"), self._offered, empty=False)
        self.cover, self.own, self.open = button("", "edit"), button("", "add"), button("primary", "add")
        self.bar, self.count = QProgressBar(), ChipLabel()
        self.number, self.facts = plain_label("heading", wraps=True), plain_label("muted", wraps=True)
        self.nothing, self.remarks = plain_label("muted", wraps=True), FindingsPanel(explain=explaining(desk))
        self._lay_out()
        self.stay.changed.connect(self._read)
        self.cover.clicked.connect(self.edit_cover)
        self.own.clicked.connect(self.add_own)
        self.open.clicked.connect(self.open_file)
        self.commands = {
            Command.EDIT: self.edit_current,
            Command.ADD: self.add_own,
            Command.DELETE: self.drop_current,
        }
        offers = {
            N_("Save the personal file"): (self.cover,),
            N_("Tick a document of the personal file"): (self.own, Command.ADD, Command.EDIT),
            N_("Take a document off the list"): (Command.DELETE,),
            N_("Open a personal file"): (self.open,),
        }
        offer_allowed(desk, self, offers)

    @classmethod
    def count_of(cls, desk: Desk, person_id: UUID) -> str:
        """Return how many of the needed documents lie in the present file, as `8/10`."""
        files = _files_of(desk, person_id)
        page = file_page(desk, files[0].id) if files else None
        return f"{page.completeness.received}/{page.completeness.needed}" if page else ""

    def _lay_out(self) -> None:
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(scaled(28), scaled(16), scaled(28), scaled(20))
        column.setSpacing(scaled(12))
        self._list = QVBoxLayout()
        self._list.setSpacing(scaled(12))
        self.head = self._make_head()
        for widget in (self.head, self.remarks, self.nothing):
            column.addWidget(widget)
        column.addWidget(self.open, 0, Qt.AlignmentFlag.AlignLeft)
        column.addLayout(self._list)
        column.addWidget(self.custody.card)
        column.addStretch(1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(scrolling(inner))
        self.words.say(self.cover.setText, N_("Cover"))
        self.words.say(self.own.setText, N_("Own document  Ins"))
        self.words.say(self.open.setText, N_("Open the personal file"))
        self._say_nothing()

    def _say_nothing(self) -> None:
        """Say why there is no file: nobody was admitted yet, or the stay came in from an old register."""
        msgid = (
            N_("No file is opened yet: the program opens it, with its number, when the person is admitted.")
            if self._lacking is None
            else N_("This stay came in from an old register: its file is not opened in the program yet.")
        )
        self.words.say(self.nothing.setText, msgid)

    def _make_head(self) -> Card:
        card = Card()
        self.bar.setTextVisible(False)
        self.bar.setFixedWidth(scaled(_BAR_WIDTH))
        row = QHBoxLayout()
        row.setSpacing(scaled(10))
        row.addWidget(self.number, 1)
        row.addWidget(self.cover, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.own, 0, Qt.AlignmentFlag.AlignTop)
        full = QHBoxLayout()
        full.setSpacing(scaled(10))
        full.addWidget(self.bar)
        full.addWidget(self.count)
        full.addStretch(1)
        card.column.addLayout(row)
        card.column.addWidget(self.facts)
        card.column.addWidget(self.stay)
        card.column.addLayout(full)
        return card

    def refresh(self) -> None:
        """Read the files of the person and the one that is shown again."""
        self._files = _files_of(self.desk, self.person_id)
        self._lacking = _without_file(self.desk, self.person_id)
        self.open.setVisible(self._lacking is not None)
        self._say_nothing()
        self.stay.refresh()
        self.stay.setVisible(len(self._files) > 1)
        self._read()

    def retranslate(self) -> None:
        """Say the words and the documents' names in the language of the interface."""
        super().retranslate()
        self._show()

    def record_in_sight(self) -> Record | None:
        """Return the file that is shown."""
        return Record("personal_file", self.page.file_id) if self.page is not None else None

    def open_file(self) -> None:
        """Open the file of the present stay, which came in without one from an old register."""
        if self._lacking is not None:
            self._answer(open_personal_file(self.desk, self._lacking))

    def edit_cover(self) -> None:
        """Open the cover."""
        if self.page is not None:
            CoverDialog(self, self.desk, self.page, self._stored).open()

    def add_own(self) -> None:
        """Add a document that the order does not ask for."""
        if self.page is not None:
            DocumentDialog(self, self.desk, self.page, None, self._stored).open()

    def edit_current(self) -> None:
        """Open the document under the cursor, else the cover."""
        row = self._current()
        if row is None:
            self.edit_cover()
        else:
            self._open(row)

    def drop_current(self) -> None:
        """Take an own document off the list; say of one of the order that it is not needed."""
        row = self._current()
        if row is None:
            return
        if row.code is not None or row.id is None:
            self._open(row)
            return
        question, text = N_("Take the document off the list?"), N_("{document}. The history keeps it.")
        verb = N_("Take off the list")
        if confirm(self, question, verb, text=text, danger=True, document=row.title(spoken())):
            self._answer(remove_own_document(self.desk, row.id, row.revision))

    def _current(self) -> DocumentRow | None:
        line = self.lines.current()
        return line.row if isinstance(line, DocumentLine) else None

    def _offered(self) -> Sequence[tuple[UUID, str]]:
        return [(stay.id, f"{stay.file_number} · {_unit(stay)}") for stay in self._files]

    def _read(self) -> None:
        stay_id = self.stay.value()
        self.page = file_page(self.desk, stay_id) if stay_id is not None else None
        self._show()

    def _show(self) -> None:
        page = self.page
        self.head.setVisible(page is not None)
        self.nothing.setVisible(page is None)
        self.lines.leave()
        empty_out(self._list)
        originals = self.custody.show_file(page, self._kind())
        if page is None:
            return
        self._show_head(page)
        explain = explaining(self.desk)
        for state, heading in _GROUPS:
            rows = [row for row in page.rows if row.state is state]
            if rows:
                lines = [DocumentLine(row, explain) for row in rows]
                self._show_group(page, _(heading, count=len(rows)), lines)
        self.lines.take(originals)
        self.lines.come_back()

    def _kind(self) -> UnitKind | None:
        """Return the kind of unit of the stay whose file is shown."""
        return next((stay.unit_kind for stay in self._files if stay.id == self.stay.value()), None)

    def _show_head(self, page: FilePage) -> None:
        full = page.completeness
        self.number.setText(_(N_("File No. {number}"), number=page.number))
        self.facts.setText(" · ".join(_cover_facts(page)))
        self.bar.setMaximum(max(full.needed, 1))
        self.bar.setValue(full.received if full.needed else 1)
        words = _FULL if full.complete else _NOT_FULL
        text = _(words, received=full.received, needed=full.needed)
        self.count.show_chip(Chip(text, Tone.DONE if full.complete else Tone.SOON))

    def _show_group(self, page: FilePage, heading: str, lines: Sequence[DocumentLine]) -> None:
        self._list.addWidget(plain_label("section", heading))
        card = Card()
        card.column.setContentsMargins(scaled(6), scaled(6), scaled(6), scaled(6))
        card.column.setSpacing(0)
        for line in lines:
            if self.desk.may(N_("Tick a document of the personal file")):
                line.ticked.connect(partial(self._tick, line.row))
                line.opened.connect(partial(self._open, line.row))
            line.box.setEnabled(self.desk.may(N_("Tick a document of the personal file")))
            offer_allowed(self.desk, line, {N_("Attach a scan"): (line.clip,)})
            self.scans.serve(page, line)
            card.column.addWidget(line)
        self._list.addWidget(card)
        self.lines.take(lines)

    def _open(self, row: DocumentRow) -> None:
        if self.page is not None:
            DocumentDialog(self, self.desk, self.page, row, self._stored).open()

    def _tick(self, row: DocumentRow) -> None:
        """Tick as received today, or untick; details are in the form."""
        if self.page is None:
            return
        on = None if row.state is DocumentState.RECEIVED else self.desk.today
        draft = draft_of_row(row, received_on=on, not_needed=False)
        self._answer(save_document(self.desk, self.page.file_id, draft, row.id))

    def _answer(self, answer: Saved | Refused) -> None:
        if isinstance(answer, Refused):
            self.remarks.show_findings(answer.findings)
        else:
            self.remarks.clear()
            self._stored(answer)

    def _stored(self, _saved: Saved) -> None:
        self.tell_saved()


def _files_of(desk: Desk, person_id: UUID) -> tuple[StaySummary, ...]:
    """Return the stays that have a file, that of the present stay first."""
    page = person_page(desk, person_id)
    if page is None:
        return ()
    found = [stay for stay in page.stays if stay.file_number]
    present = page.header.stay.id if page.header.stay else None
    return tuple(sorted(found, key=lambda stay: stay.id != present))


def _without_file(desk: Desk, person_id: UUID) -> UUID | None:
    """Return the present stay where the person was admitted and no file was opened."""
    header = person_header(desk, person_id)
    stay = header.stay if header is not None else None
    return stay.id if stay is not None and stay.admitted_on is not None and not stay.file_number else None


def _unit(stay: StaySummary) -> str:
    return stay.unit_name_kk if spoken() == "kk" else stay.unit_name_ru


def _cover_facts(page: FilePage) -> list[str]:
    facts = []
    if page.opened_on is not None:
        facts.append(_(N_("opened {day}"), day=short(page.opened_on)))
    if page.place:
        facts.append(page.place)
    if page.sheets:
        facts.append(counted(spoken(), page.sheets, Noun.SHEET))
    bound = page.bound_on
    facts.append(_(N_("bound {day}"), day=short(bound)) if bound else _(N_("not bound yet")))
    return facts
