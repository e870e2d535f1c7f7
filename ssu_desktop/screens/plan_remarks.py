"""What a plan lacks, a line each below its table; a line leads to its cell."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from ssu_desktop.language import N_, _
from ssu_desktop.records.kinds import Carried
from ssu_desktop.rules.finding import Finding
from ssu_desktop.rules.plan_draft import ItemDraft
from ssu_desktop.rules.spelling import spelt_values
from ssu_desktop.screens.cards import button, plain_label
from ssu_desktop.screens.findings import ArticleLink, Explain
from ssu_desktop.screens.plan_cells import FIELDS, PlanColumn
from ssu_desktop.screens.plan_rows import PlanRows
from ssu_desktop.screens.theme import scaled, wear

_MOST = 3


def cell_of(finding: Finding) -> tuple[int, PlanColumn] | None:
    """Return the place in the whole plan and the column that a remark is about, or None."""
    parts = (finding.field or "").split(".")
    if len(parts) != 3 or parts[0] != "items" or parts[2] not in FIELDS:
        return None
    return int(parts[1]), FIELDS[parts[2]]


def in_its_domain(finding: Finding, items: Sequence[ItemDraft]) -> Finding:
    """Return a remark on a row with its domain and the number that it bears in the table and the form."""
    cell = cell_of(finding)
    if cell is None or cell[0] >= len(items):
        return finding
    domain = items[cell[0]].domain
    number = sum(item.domain is domain for item in items[: cell[0] + 1])
    remark = _(finding.text, **spelt_values({**finding.values, "number": number}))
    return replace(finding, text=N_("{domain}: {remark}"), values={"domain": domain, "remark": remark})


def change_words(rows: PlanRows) -> str:
    """Return what the signs beside the rows in sight mean, and what a version took out of their domain."""
    said = []
    if any(rows.items[place].carried is Carried.CHANGES for place in rows.places()):
        said.append(_(N_("~ taken over from the plan before, to be changed.")))
    changes = rows.changes
    if changes is not None and not changes.any:
        said.append(_(N_("Nothing differs from the version before.")))
    elif changes is not None:
        said.append(_(N_("Against the version before: + added, * changed.")))
        gone = [item.service or item.question for item in changes.taken_out if item.domain is rows.domain]
        if gone:
            said.append(_(N_("Taken out: {services}"), services="; ".join(gone)))
    return " ".join(said)


def unread_remarks(rows: PlanRows) -> Iterator[Finding]:
    """Yield a remark for each cell whose text cannot be read."""
    names = {PlanColumn.POINTS: "points", PlanColumn.DATES: "date_from"}
    texts = {
        PlanColumn.POINTS: N_("Row {number}: points are a whole number from 0 to 999."),
        PlanColumn.DATES: N_("Row {number}: these are no dates. Write them as 04.03–18.03.2026."),
    }
    for place, column in rows.unread:
        field = f"items.{place}.{names[column]}"
        yield Finding(code="unread", text=texts[column], values={"number": place + 1}, field=field)


class PlanRemarks(QWidget):
    """The first few remarks, those of the domain in sight before the others."""

    cell_asked = Signal(int, int)  # the place in the whole plan, the column

    def __init__(self, explain: Explain, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._explain = explain
        self.items: Sequence[ItemDraft] = ()
        self.lines: list[QPushButton] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self.hide()

    def show_remarks(self, findings: Sequence[Finding], rows: PlanRows) -> None:
        """Show remarks on the plan that has these rows."""
        here, self.items = rows.places(), rows.items
        while (item := self._column.takeAt(0)) is not None:
            gone = item.widget()
            if gone is not None:
                gone.hide()
                gone.deleteLater()
        self.lines = []
        ordered = sorted(findings, key=lambda finding: _rank(finding, here))
        for finding in ordered[:_MOST]:
            self._column.addWidget(self._line(finding))
        if len(ordered) > _MOST:
            more = plain_label("hint", _(N_("and {count} more"), count=len(ordered) - _MOST))
            self._column.addWidget(more)
        self.setVisible(bool(findings))

    def _line(self, finding: Finding) -> QWidget:
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(scaled(10))
        text = button("remark")
        told, cell = in_its_domain(finding, self.items), cell_of(finding)
        text.setText(_(told.text, **spelt_values(told.values)))
        text.setCursor(Qt.CursorShape.PointingHandCursor)
        if cell is not None:
            text.clicked.connect(partial(self.cell_asked.emit, cell[0], int(cell[1])))
        row.addWidget(text)
        if finding.article is not None:
            row.addWidget(ArticleLink(finding.article, self._explain))
        row.addStretch(1)
        wear(text, "remark")
        self.lines.append(text)
        return line


def _rank(finding: Finding, here: Sequence[int]) -> tuple[int, int]:
    cell = cell_of(finding)
    if cell is None:
        return 0, 0
    return (1 if cell[0] in here else 2), cell[0]
