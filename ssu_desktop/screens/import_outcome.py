"""The second half of an import: what it would do, row by row, and what came of it."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from PySide6.QtCore import Qt

from ssu_desktop.actions.desk import Desk
from ssu_desktop.actions.export import save_list
from ssu_desktop.actions.register_import import ImportProposal, ImportResult
from ssu_desktop.language import N_, _, spoken
from ssu_desktop.language.nouns import Noun, counted
from ssu_desktop.rules.finding import Finding, Weight
from ssu_desktop.screens.cards import Card, button, plain_label
from ssu_desktop.screens.chips import Segments
from ssu_desktop.screens.deciding import not_saved
from ssu_desktop.screens.import_rows import SIEVE_WORDS, RowLine, Sieve, lines_of, spoken_line
from ssu_desktop.screens.import_steps import ColumnsStep, Then
from ssu_desktop.screens.pages import Column, ColumnKind
from ssu_desktop.screens.saving import ask_for_table
from ssu_desktop.screens.steps import Step
from ssu_desktop.screens.table import PagedTable
from ssu_desktop.screens.theme import scaled
from ssu_desktop.storage import DataFileError


class DryRunStep(Step):
    """What would happen to each row; the button brings all of it in, or nothing."""

    title = N_("This would come in")
    hint = N_("Nothing was changed yet. Doubtful rows come in with a note; look at them afterwards.")
    verb = N_("Import: {people}")
    wide = True

    def __init__(self, source: ColumnsStep) -> None:
        super().__init__()
        self._source = source
        self.bring_in: Callable[[ImportProposal, Then], object] = lambda _proposal, then: then()
        self.lines: tuple[RowLine, ...] = ()
        self._seen: list[RowLine] = []
        self.sieve = Segments([(sieve.value, "") for sieve in Sieve])
        self.sieve.chosen.connect(lambda _code: self._sift())
        self.table: PagedTable[RowLine] = PagedTable(
            [
                Column(title=N_("Row"), value=lambda line: line.number, kind=ColumnKind.NUMBER, width=74),
                Column(title=N_("Name"), value=lambda line: line.name, kind=ColumnKind.STRONG, width=270),
                Column(
                    title=N_("What happens"), value=lambda line: line.chip, kind=ColumnKind.CHIP, width=215
                ),
                Column(title=N_("Why"), value=lambda line: line.why, stretch=True),
            ],
            lambda at, limit: self._seen[at : at + limit],
            lambda: len(self._seen),
        )
        self.table.empty.teach(N_("No row is of this kind."))
        self.table.picked.connect(self._explain)
        self.detail = Card()
        self.detail_text = plain_label(wraps=True)
        self.detail_text.setMinimumHeight(scaled(44))
        self.detail_text.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.detail.column.addWidget(self.detail_text)
        for part in (self.sieve, self.table, self.detail, self.panel):
            self.column.addWidget(part, 1 if part is self.table else 0)

    def verb_values(self) -> Mapping[str, object]:
        """Return how many people would come in."""
        proposal = self._source.proposal
        return {"people": counted(spoken(), proposal.imported if proposal else 0, Noun.PERSON)}

    def complete(self) -> bool:
        """There is somebody to bring in."""
        return self._source.proposal is not None and self._source.proposal.imported > 0

    def enter(self) -> None:
        """Show the dry run from its beginning."""
        proposal = self._source.proposal
        self.lines = lines_of(proposal) if proposal else ()
        self.panel.clear()
        self.sieve.choose(Sieve.ALL.value)
        self._count()
        self._sift()

    def take_focus(self) -> None:
        """Begin with the rows."""
        self.table.setFocus()

    def retranslate(self) -> None:
        """Say the words and the rows again."""
        super().retranslate()
        if hasattr(self, "detail_text"):
            self._count()
            self._explain(self.table.current())

    def go_on(self, then: Then) -> None:
        """Bring it in."""
        if self._source.proposal is not None:
            self.bring_in(self._source.proposal, then)

    def refuse(self, error: Exception) -> None:
        """Say why nothing came in."""
        if not isinstance(error, DataFileError):
            raise error
        self.panel.show_findings([not_saved(error)])

    def say_stopped(self) -> None:
        """Say that the user stopped it."""
        text = N_("The import was stopped: nothing came in.")
        self.panel.show_findings([Finding(code="stopped", text=text, weight=Weight.NOTE)])

    def _count(self) -> None:
        for sieve, words in SIEVE_WORDS.items():
            count = sum(line.passes(sieve) for line in self.lines)
            one = self.sieve.button(sieve.value)
            one.setText(_(words, n=count))
            one.setEnabled(bool(count) or sieve is Sieve.ALL)

    def _sift(self) -> None:
        sieve = Sieve(self.sieve.current() or Sieve.ALL.value)
        self._seen = [line for line in self.lines if line.passes(sieve)]
        self.table.refresh()
        self._explain(self.table.current())

    def _explain(self, line: RowLine | None) -> None:
        told = [spoken_line(each) for each in (*line.doubts, *line.mended)] if line else []
        if line is not None and line.note:
            told.append(line.note)
        self.detail_text.setText("\n".join(told) or _(N_("Nothing to remark about this row.")))


class ResultStep(Step):
    """How many came in, and what is to be looked at."""

    wide = True
    title = N_("The register is in")
    verb = N_("Open the list of people")
    goes_back = False

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.result: ImportResult | None = None
        self.card = Card()
        self.text = plain_label(wraps=True)
        self.card.column.addWidget(self.text)
        self.column.addWidget(self.card)
        self.lines: list[RowLine] = []
        self.table: PagedTable[RowLine] = PagedTable(
            [
                Column(title=N_("Row"), value=lambda line: line.number, kind=ColumnKind.NUMBER, width=74),
                Column(title=N_("Name"), value=lambda line: line.name, kind=ColumnKind.STRONG, width=270),
                Column(title=N_("Why"), value=lambda line: line.why, stretch=True),
            ],
            lambda at, limit: self.lines[at : at + limit],
            lambda: len(self.lines),
        )
        self.save = button()
        self.words.say(self.save.setText, N_("Save the list to Excel…"))
        self.save.clicked.connect(self.ask_where)
        self.column.addWidget(self.table, 1)
        self.column.addWidget(self.save, 0, Qt.AlignmentFlag.AlignLeft)
        self.column.addWidget(self.panel)

    def show_result(self, result: ImportResult, lines: Sequence[RowLine] = ()) -> None:
        """Tell what came of it, and which rows are to be looked at."""
        self.result = result
        self.lines = [line for line in lines if line.doubts]
        self.table.refresh()
        for part in (self.table, self.save):
            part.setVisible(bool(self.lines))
        self._tell()

    def ask_where(self) -> None:
        """Ask where, then write the rows that are to be looked at to an Excel table."""
        if path := ask_for_table(self, _(N_("Rows to look at"))):
            self.save_to(path)

    def save_to(self, path: Path) -> None:
        """Write the rows to `path`, or say why not."""
        rows = [(line.number, line.name, line.why) for line in self.lines]
        self.panel.clear()
        try:
            headings = (N_("Row"), N_("Name"), N_("Why"))
            save_list(self._desk, path, N_("Rows to look at"), headings, rows, people=())
        except OSError as error:
            text, cause = N_("The list was not saved: {cause}"), error.strerror or str(error)
            stop = Finding(code="not-saved", text=text, values={"cause": cause}, weight=Weight.STOP)
            self.panel.show_findings([stop])

    def retranslate(self) -> None:
        """Tell it in the language of the interface."""
        super().retranslate()
        if hasattr(self, "text"):
            self._tell()

    def _tell(self) -> None:
        if self.result is None:
            return
        people = counted(spoken(), self.result.imported, Noun.PERSON)
        rows = counted(spoken(), len({doubt.row for doubt in self.result.doubtful}), Noun.ROW)
        lines = [_(N_("Came in: {people}"), people=people)]
        if self.result.already_known:
            known = counted(spoken(), self.result.already_known, Noun.PERSON)
            lines.append(_(N_("Already known, left as they are: {people}"), people=known))
        if self.result.doubtful:
            text = N_("To be looked at: {rows}. What was doubtful stands in the note of each person.")
            lines.append(_(text, rows=rows))
        self.text.setText("\n".join(lines))
