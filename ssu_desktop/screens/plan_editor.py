"""The rows of a plan, one domain at a time: chips above, the table, and what is lacking below."""

from collections.abc import Collection, Sequence
from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ssu_desktop.actions.plan import PlanView
from ssu_desktop.language import N_
from ssu_desktop.records.kinds import Domain
from ssu_desktop.rules.finding import Finding
from ssu_desktop.rules.plan_changes import changes_between
from ssu_desktop.rules.plan_draft import ItemDraft
from ssu_desktop.screens.ask import confirm
from ssu_desktop.screens.cards import plain_label
from ssu_desktop.screens.findings import Explain
from ssu_desktop.screens.plan_cells import PlanColumn, Reading
from ssu_desktop.screens.plan_head import DomainChips
from ssu_desktop.screens.plan_remarks import PlanRemarks, cell_of, change_words, unread_remarks
from ssu_desktop.screens.plan_rows import PlanRows
from ssu_desktop.screens.plan_section_line import SectionLine
from ssu_desktop.screens.plan_table import PlanTable
from ssu_desktop.screens.theme import scaled


class PlanEditor(QWidget):
    """Edits the rows of a draft in place; a remark leads to its cell, whatever domain it is in."""

    typed = Signal()  # a cell or a row was changed by the user
    decided = Signal()  # rows were taken in or out: not to be waited with
    services_asked = Signal()  # services are to be picked for the domain in sight

    def __init__(self, reading: Reading, explain: Explain) -> None:
        super().__init__()
        self.domains, self.rows = DomainChips(), PlanRows(reading)
        self.table, self.remarks = PlanTable(self.rows), PlanRemarks(explain)
        self.section = SectionLine()
        self.changes = plain_label("muted", wraps=True)
        self._before: tuple[ItemDraft, ...] | None = None
        self._signed: frozenset[Domain] = frozenset()
        self._found: tuple[Finding, ...] = ()
        self.table.empty.teach(N_("No row in this domain yet. Ins adds one."))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(scaled(8))
        for part in (self.domains, self.section, self.table, self.changes, self.remarks):
            column.addWidget(part, 1 if part is self.table else 0)
        self.domains.chosen.connect(lambda code: self.show_domain(Domain(code)))
        self.rows.changed.connect(self._changed)
        self.table.add_asked.connect(self.ask_services)
        self.table.removal_asked.connect(self.remove_row)
        self.remarks.cell_asked.connect(self.go_to)

    def load(self, items: Sequence[ItemDraft], reading: Reading, *, read_only: bool) -> None:
        """Show these rows; the cursor stays where it was."""
        here = self.table.currentIndex()
        row, column = here.row(), here.column()
        self.rows.load(items, reading, read_only=read_only)
        if 0 <= row < self.rows.rowCount():
            self.table.setCurrentIndex(self.rows.index(row, column))

    def take_sections(self, plan: PlanView) -> None:
        """Take in how far the domains of the plan have come."""
        self._signed = frozenset(
            domain for domain, state in plan.sections.items() if state.signed_on is not None
        )
        self.section.take_in(plan.sections, plan.state)
        self._before = plan.before

    def show_remarks(self, found: Sequence[Finding] | None = None) -> None:
        """Show what is lacking (None: what was shown before) and what cannot be read, at its cells."""
        if found is not None:
            self._found = tuple(found)
        said = (*unread_remarks(self.rows), *self._found)
        cells = [cell for cell in map(cell_of, said) if cell is not None and cell[0] < len(self.rows.items)]
        self.remarks.show_remarks(said, self.rows)
        self.rows.show_remarks(cells)
        lacking = {self.rows.items[place].domain for place, _column in cells}
        self._show_state(lacking)

    def retranslate(self) -> None:
        """Say the values and the headings in the language of the interface."""
        self.rows.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, self.rows.columnCount() - 1)
        self.table.viewport().update()

    def _changed(self) -> None:
        self._show_state(())
        self.typed.emit()

    def _show_state(self, lacking: Collection[Domain]) -> None:
        self.domains.show_domains(self.rows.counts(), lacking, self._signed)
        self.section.show_domain(self.rows.domain, self.rows.rowCount())
        self.rows.changes = (
            changes_between(self._before, self.rows.items) if self._before is not None else None
        )
        words = change_words(self.rows)
        self.changes.setText(words)
        self.changes.setVisible(bool(words))

    def show_domain(self, domain: Domain) -> None:
        """Show the rows of a domain."""
        self.domains.choose(domain.value)
        self.rows.show_domain(domain)
        if self.rows.rowCount():
            self.table.setCurrentIndex(self.rows.index(0, PlanColumn.QUESTION))
        self.show_remarks()

    def go_to(self, place: int, column: int) -> None:
        """Put the cursor into the cell of a row of the whole plan."""
        domain = self.rows.items[place].domain
        if domain is not self.rows.domain:
            self.show_domain(domain)
        self.table.go_to(self.rows.places().index(place), PlanColumn(column))

    def add_row(self, service: str = "") -> None:
        """Put a row of one's own at the end of the domain and begin to write into it."""
        if not self.rows.read_only:
            item = ItemDraft(domain=self.rows.domain, service=service)
            self.table.go_to(self.rows.add(item), PlanColumn.QUESTION, edit=True)

    def add_items(self, items: Sequence[ItemDraft]) -> None:
        """Put rows at the end of the domain; the cursor comes to the first of them."""
        added = [self.rows.add(item) for item in items]
        if added:
            self.table.go_to(added[0], PlanColumn.AMOUNT)
            self.decided.emit()

    def ask_services(self) -> None:
        """Ask for services of the domain in sight."""
        if not self.rows.read_only:
            self.services_asked.emit()

    def take_specialist(self, reading: Reading, name: str) -> None:
        """Put somebody new among the specialists, and into the cell with the cursor."""
        index = self.table.currentIndex()
        self.rows.reading = reading
        if index.isValid():
            place = self.rows.index(index.row(), PlanColumn.RESPONSIBLE)
            self.rows.put(place, name)
            self.table.go_to(index.row(), PlanColumn.RESPONSIBLE)

    def remove_row(self) -> None:
        """Ask, and take the row with the cursor out; an empty one goes without a question."""
        index = self.table.currentIndex()
        if not index.isValid() or self.rows.read_only or self.table.is_editing():
            return
        item = self.rows.items[self.rows.place_of(index.row())]
        empty = replace(item, id=None) == ItemDraft(domain=item.domain)
        if empty or confirm(
            self.window(),
            N_("Remove row {number}?"),
            N_("Remove"),
            text="{service}",
            danger=True,
            number=index.row() + 1,
            service=item.service or item.question,
        ):
            self.rows.remove(index.row())
            if self.rows.rowCount():
                self.table.go_to(min(index.row(), self.rows.rowCount() - 1), PlanColumn(index.column()))
            self.decided.emit()
