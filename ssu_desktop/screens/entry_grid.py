"""A list into which a day or a week is typed and saved at once, with a reason where a rule asks for one."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Generic, TypeVar

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ssu_desktop.actions.desk import Desk, Refused, Saved
from ssu_desktop.language import N_, _
from ssu_desktop.rules.finding import Finding
from ssu_desktop.screens.cards import Footer, button, plain_label
from ssu_desktop.screens.deciding import Decision, answered
from ssu_desktop.screens.findings import FindingsPanel
from ssu_desktop.screens.kept_rows import KeptRows
from ssu_desktop.screens.law_words import explaining
from ssu_desktop.screens.theme import scaled
from ssu_desktop.screens.typed_table import TypedTable
from ssu_desktop.screens.words import Words

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

D = TypeVar("D", bound="DataclassInstance")
Row = TypeVar("Row")
_LEGEND_FROM = 800  # the width from which the keys are told, and how much is not saved


class EntryGrid(QWidget, Generic[Row, D]):
    """What is typed is kept at once, and saved by the button or Ctrl+Enter: all of it, or none."""

    stored = Signal()  # after a commit
    person_asked = Signal(object)  # the id of a person whose page is wanted

    def __init__(self, desk: Desk, kind: type[D], table: TypedTable[Row], verb: str, legend: str) -> None:
        super().__init__()
        self.desk, self.table = desk, table
        self.words = Words()
        self.typed: KeptRows[D] = KeptRows(desk, kind)
        self.top = QHBoxLayout()
        self.legend = plain_label("hint", wraps=True)
        self.findings = FindingsPanel(explain=explaining(desk))
        self.total, self.unsaved = plain_label("muted"), plain_label("muted")
        self.discard, self.save = button("quiet"), button("primary")
        self._decision = Decision()
        self.words.say(self.legend.setText, legend)
        self.words.say(self.discard.setText, N_("Drop what was typed"))
        self.words.say(self.save.setText, verb)
        self._lay_out()
        self.discard.clicked.connect(self.discard_typed)
        self.save.clicked.connect(self.store)

    def _lay_out(self) -> None:
        column, footer = QVBoxLayout(self), Footer()
        footer.add_left(self.total)
        footer.add(self.unsaved, self.discard, self.save)
        self.top.setSpacing(scaled(10))
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(scaled(10))
        column.addLayout(self.top)
        column.addWidget(self.table, 1)
        column.addWidget(self.legend)
        column.addWidget(self.findings)
        column.addWidget(footer)
        self.table.setMinimumHeight(scaled(110))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Say less where there is little room, as at 150 %."""
        super().resizeEvent(event)
        for said in (self.legend, self.unsaved):
            said.setVisible(self.width() >= scaled(_LEGEND_FROM))

    def turn_to(self, key: str) -> None:
        """Show the list of `key` with what was typed there and not saved."""
        self.findings.show_findings(())
        self._decision = Decision()
        self.typed.turn_to(key)

    def reread(self) -> None:
        """Read the rows of the list again. To be said by each list."""
        raise NotImplementedError

    def keep(self, drafts: Sequence[D], reasons: Mapping[str, str]) -> Saved | Refused:
        """Do the action of the list. To be said by each list."""
        raise NotImplementedError

    def totals(self) -> str:
        """Return what the list comes to, in words. To be said by each list."""
        raise NotImplementedError

    def refresh(self) -> None:
        """Read the list again; what was typed stays."""
        self.reread()
        self.table.refresh()
        self.say()

    def retranslate(self) -> None:
        """Say the words in the language of the interface."""
        self.words.again()
        self.say()

    def say(self) -> None:
        """Say what the list comes to and how much of it is not saved."""
        count = len(self.typed.rows)
        self.total.setText(self.totals())
        self.unsaved.setText(_(N_("Not saved yet: {count}"), count=count) if count else "")
        for made in (self.discard, self.save):
            made.setEnabled(bool(count))

    def put(self, name: str, draft: D | None) -> None:
        """Keep what was typed into a row; the place in the list stays."""
        self.typed.put(name, draft)
        self.table.pages.reread()
        self.say()

    def discard_typed(self) -> None:
        """Show everything as it is saved."""
        self.typed.clear()
        self.findings.show_findings(())
        self.refresh()
        self.table.setFocus()

    def store(self) -> None:
        """Save what was typed, or show what stands in the way."""
        self.save.setFocus()  # an open editor hands over what stands in it
        drafts = tuple(self.typed.rows.values())
        if not drafts:
            return
        if self.findings.needs_reason():
            self.findings.ask_reason()
            return
        self.show_standing(
            self._decision.attempt(
                lambda reasons: answered(lambda: self.keep(drafts, reasons)), self.findings.reason()
            )
        )

    def show_standing(self, standing: Sequence[Finding]) -> None:
        """Show what stands in the way; without anything all is saved."""
        self.findings.show_findings(standing)
        if standing:
            return
        self._decision = Decision()
        self.findings.why.set_value("")
        self.typed.clear()
        self.refresh()
        self.table.setFocus()
        self.stored.emit()
