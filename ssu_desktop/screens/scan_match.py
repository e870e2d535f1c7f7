"""A scan that came back: which of the papers that wait is it? Picked from their list, or by its code."""

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QSize
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ssu_desktop.actions.desk import Desk, Refused, Saved
from ssu_desktop.actions.scans import read_scanned
from ssu_desktop.actions.signing import PaperQuery, PaperRow, attach_signed, found_papers
from ssu_desktop.language import N_
from ssu_desktop.screens.ask import Dialog
from ssu_desktop.screens.cards import button
from ssu_desktop.screens.datefield import DateField
from ssu_desktop.screens.deciding import answered
from ssu_desktop.screens.field import submits
from ssu_desktop.screens.filters import SearchLine
from ssu_desktop.screens.findings import FindingsPanel
from ssu_desktop.screens.pages import Column, ColumnKind
from ssu_desktop.screens.scan_view import ScanView, pages_of
from ssu_desktop.screens.signing_forms import form_name
from ssu_desktop.screens.table import PagedTable
from ssu_desktop.screens.theme import scaled

_WIDTH, _HEIGHT, _ROUND = 1120, 700, 60
_LIST = 580


class MatchDialog(Dialog):
    """The scan at the right, the papers that wait at the left; Enter attaches it to the one in the cursor.

    `done` is told what was saved; what is no scan is said, and cannot be attached."""

    def __init__(
        self, parent: QWidget | None, desk: Desk, path: Path, done: Callable[[Saved], object]
    ) -> None:
        super().__init__(parent, N_("Which paper is this? {name}"), name=path.name)
        self.desk, self.path, self._done = desk, path, done
        self.rows: Sequence[PaperRow] = ()
        self.table: PagedTable[PaperRow] = PagedTable(
            _columns(), lambda at, limit: self.rows[at : at + limit], lambda: len(self.rows), key=_id_of
        )
        self.line = SearchLine(N_("Search: name, or the code at the foot of the page"), self.table)
        self.day = DateField("signed_on", N_("Signed on"), lambda: desk.today, past=True)
        self.day.set_value(desk.today)
        self.view, self.findings = ScanView(), FindingsPanel({"signed_on": self.day})
        self.skip, self.go = button(), button("primary")
        self._lay_out()
        self._bind()
        self.search()
        self._show_scan()
        self.line.setFocus()

    def _lay_out(self) -> None:
        self.words.say(self.skip.setText, N_("Leave this scan"))
        self.words.say(self.go.setText, N_("Attach the scan"))
        self.table.empty.teach(N_("No paper is like that."))
        left, both = QVBoxLayout(), QHBoxLayout()
        left.setSpacing(scaled(10))
        for part in (self.line, self.table, self.day, self.findings):
            left.addWidget(part, 1 if part is self.table else 0)
        self.table.setMinimumSize(scaled(_LIST), scaled(150))
        both.setSpacing(scaled(16))
        both.addLayout(left)
        both.addWidget(self.view, 1)
        self.column.addLayout(both, 1)
        self.footer.add(self.skip, self.go)
        space = self.screen().availableSize() - QSize(_ROUND, _ROUND)
        self.resize(QSize(scaled(_WIDTH), scaled(_HEIGHT)).boundedTo(space))

    def _bind(self) -> None:
        self.line.searched.connect(lambda _text: self.search())
        self.line.entered.connect(self.take)
        self.table.opened.connect(lambda _row: self.take())
        self.skip.clicked.connect(self.reject)
        self.go.clicked.connect(self.take)

    def search(self) -> None:
        """Show the papers of people that wait and that the line finds, the latest first."""
        found = found_papers(self.desk, PaperQuery(text=self.line.text().strip()))
        self.rows = [paper for paper in found if paper.person_id is not None]
        self.table.refresh()
        if self.rows:
            self.table.selectRow(0)
        self._allow()

    def _show_scan(self) -> None:
        scanned = read_scanned(self.path)
        if isinstance(scanned, Refused):
            self.findings.show_findings(scanned.findings)
        else:
            self.view.show_pages(pages_of(scanned.content, scanned.fit.media))
        self._allow()

    def _allow(self) -> None:
        self.go.setEnabled(bool(self.rows) and self.view.pages is not None)

    def take(self) -> None:
        """Attach the scan to the paper in the cursor, or say what stands in the way."""
        row = self.table.current()
        if row is None or not self.go.isEnabled() or not self.day.check():
            return
        day = self.day.value()
        answer = answered(lambda: attach_signed(self.desk, row.id, self.path, day))
        if isinstance(answer, Refused):
            self.findings.show_findings(answer.findings)
            return
        self.accept()
        self._done(answer)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Attach with Ctrl+Enter."""
        if submits(event):
            self.take()
        else:
            super().keyPressEvent(event)


def _id_of(row: PaperRow) -> object:
    return row.id


def _columns() -> list[Column[PaperRow]]:
    return [
        Column(
            title=N_("Full name"),
            value=lambda row: row.person_name,
            kind=ColumnKind.STRONG,
            width=190,
            stretch=True,
        ),
        Column(title=N_("Form|printed"), value=lambda row: form_name(row.form), width=150, stretch=True),
        Column(
            title=N_("Printed on"),
            value=lambda row: row.printed_at.astimezone().date(),
            kind=ColumnKind.DATE,
            width=142,
        ),
        Column(title=N_("Code|of a paper"), value=lambda row: row.code, width=100),
    ]
