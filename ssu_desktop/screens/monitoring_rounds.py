"""The rounds of a journal as a table model: points by domain, totals and differences that fill themselves."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from uuid import UUID

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, Qt, Signal

from ssu_desktop.actions.monitoring import RoundColumn
from ssu_desktop.language import N_, _, spoken
from ssu_desktop.language.dates import short
from ssu_desktop.language.nouns import Noun, counted
from ssu_desktop.records.kinds import Domain, RoundKind
from ssu_desktop.rules.assessment import Assessed, check_scores
from ssu_desktop.rules.finding import Finding
from ssu_desktop.rules.round_draft import HIGHEST, RoundDraft, differences, total
from ssu_desktop.screens.pages import Index

_NOWHERE = QModelIndex()
DOMAINS = tuple(Domain)
TOTAL_ROW = len(DOMAINS)
MINUS = "−"


def signed(difference: int) -> str:
    """Return a difference with its sign: `−3`, `+1`, `0`."""
    if difference < 0:
        return f"{MINUS}{-difference}"
    return f"+{difference}" if difference else "0"


def round_title(kind: RoundKind) -> str:
    """Return the name of a round as it stands in the head of its column."""
    if kind is RoundKind.ADMISSION:
        return _(N_("At admission|short"))
    if kind is RoundKind.EXTRA:
        return _(N_("Additional|short"))
    return counted(spoken(), int(kind.value), Noun.MONTH)


class Rounds(QAbstractTableModel):
    """Eight domains and the total by rounds. Column 0 is the first round; names stand in the row heads."""

    changed = Signal(int)  # the number of the column that the user changed

    def __init__(self, today: date, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.today = today
        self.may_change = True  # else it is only looked at
        self.columns: Sequence[RoundColumn] = ()
        self.drafts: list[RoundDraft] = []
        self.current = 0
        self._started_on = today
        self._admission: Mapping[Domain, int] = {}
        self.assessed: Mapping[
            UUID, Mapping[Domain, Assessed]
        ] = {}  # by the round, what its questionnaires give

    def load(
        self,
        columns: Sequence[RoundColumn],
        current: int,
        started_on: date,
        admission: Mapping[Domain, int] | None = None,
    ) -> None:
        """Show these rounds of a plan year that began on `started_on`; `current` is the one that is due.

        `admission` are the sums at admission where they stand in the journal of an earlier year."""
        self._admission = admission or {}
        self.beginResetModel()
        self.columns, self.current, self._started_on = columns, current, started_on
        self.drafts = [column.draft for column in columns]
        self.endResetModel()

    def renew(self, columns: Sequence[RoundColumn]) -> None:
        """Take over what was stored, the rounds being the same ones; nothing on the screen moves."""
        self.columns = columns
        self.drafts = [
            replace(draft, id=column.id, revision=column.revision)
            for draft, column in zip(self.drafts, columns, strict=True)
        ]
        self._tell()

    def put_draft(self, column: int, draft: RoundDraft) -> None:
        """Take in what is typed into the fields of a round."""
        if self.may_change and draft != self.drafts[column]:
            self.drafts[column] = draft
            self._tell()
            self.changed.emit(column)

    def put_points(self, row: int, column: int, points: int | None) -> None:
        """Take in the points of a domain; a round that was not begun begins today."""
        draft, domain = self.drafts[column], DOMAINS[row]
        scores = {each: value for each, value in draft.scores.items() if each != domain}
        if points is not None:
            scores[domain] = min(points, HIGHEST)
        self.put_draft(column, replace(draft, scores=scores, held_on=draft.held_on or self._begins(column)))

    def put_scores(self, column: int, scores: Mapping[Domain, int]) -> None:
        """Take in the points of all domains at once."""
        draft = self.drafts[column]
        held_on = draft.held_on or self._begins(column)
        self.put_draft(column, replace(draft, scores=dict(scores), held_on=held_on))

    def _begins(self, column: int) -> date:
        admission = self.columns[column].kind is RoundKind.ADMISSION
        return min(self._started_on, self.today) if admission else self.today

    def points(self, row: int, column: int) -> int | None:
        """Return the points of a domain, or the total."""
        scores = self.drafts[column].scores
        return total(scores) if row == TOTAL_ROW else scores.get(DOMAINS[row])

    def wrong(self, column: int) -> dict[Domain, Finding]:
        """Return the points of a round that its questionnaires cannot give, by domain."""
        draft, round_id = self.drafts[column], self.columns[column].id
        known = self.assessed.get(round_id, {}) if round_id is not None else {}
        told = {f"scores.{domain}": domain for domain in known}
        return {
            told[found.field]: found for found in check_scores(draft.scores, known) if found.field in told
        }

    def is_wrong(self, row: int, column: int) -> bool:
        """Return whether the points of a cell cannot be."""
        return row < TOTAL_ROW and DOMAINS[row] in self.wrong(column)

    def difference(self, row: int, column: int) -> int | None:
        """Return how the points changed against the round before, None where there is nothing to compare."""
        changed = differences(self.drafts[column].scores, self._before(column))
        if row == TOTAL_ROW:
            return sum(changed.values()) if changed else None
        return changed.get(DOMAINS[row])

    def since_admission(self, row: int, column: int) -> int | None:
        """Return how the points changed against admission; None where the round before says the same."""
        began = self._admission or (self.drafts[0].scores if column > 0 else {})
        if not began or began == self._before(column):
            return None
        changed = differences(self.drafts[column].scores, began)
        if row == TOTAL_ROW:
            return sum(changed.values()) if changed else None
        return changed.get(DOMAINS[row])

    def compared(self, row: int, column: int) -> str:
        """Return both differences in words; nothing where there is nothing to compare."""
        change, whole = self.difference(row, column), self.since_admission(row, column)
        told = []
        if change is not None:
            told.append(_(N_("against the round before: {change}"), change=signed(change)))
        if whole is not None:
            told.append(_(N_("against admission: {change}"), change=signed(whole)))
        return "\n".join(told)

    def _before(self, column: int) -> Mapping[Domain, int]:
        mine = self.drafts[column]
        if mine.kind is RoundKind.EXTRA:
            earlier = [
                (draft.held_on, draft.scores)
                for draft in self.drafts
                if draft.scores and draft.held_on and mine.held_on and draft.held_on < mine.held_on
            ]
            return max(earlier, key=lambda pair: pair[0])[1] if earlier else {}
        for draft in reversed(self.drafts[:column]):
            if draft.scores and draft.kind is not RoundKind.EXTRA:
                return draft.scores
        return {}

    def when(self, column: int) -> str:
        """Return the second line of a column's head: held on, else due by."""
        held, due = self.drafts[column].held_on, self.columns[column].due
        if held is not None:
            return f"✓ {short(held)}" if self.columns[column].completed_on is not None else short(held)
        return short(due) if due is not None else ""

    def _tell(self) -> None:
        last = self.index(TOTAL_ROW, self.columnCount() - 1)
        self.dataChanged.emit(self.index(0, 0), last)
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, self.columnCount() - 1)

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """Return the number of domains and one for the total."""
        return 0 if parent.isValid() or not self.columns else TOTAL_ROW + 1

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        """Return the number of rounds."""
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return a cell as text, to be read aloud."""
        if role == Qt.ItemDataRole.ToolTipRole:
            return self.compared(index.row(), index.column())
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        points, change = (
            self.points(index.row(), index.column()),
            self.difference(index.row(), index.column()),
        )
        if points is None:
            return ""
        return str(points) if change is None else f"{points} {signed(change)}"

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """Return the name of a round, or of a domain."""
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        if orientation is Qt.Orientation.Vertical:
            return _(N_("Total")) if section == TOTAL_ROW else _(DOMAINS[section].msgid)
        return f"{round_title(self.columns[section].kind)}\n{self.when(section)}"


def current_round(columns: Sequence[RoundColumn], today: date) -> int:
    """Return the number of the round that one works on: the latest that is due, else the next one."""
    fixed = [(n, column) for n, column in enumerate(columns) if column.due is not None]
    passed = [n for n, column in fixed if column.due is not None and column.due <= today]
    latest = passed[-1] if passed else 0
    if columns and columns[latest].completed_on is not None:
        coming = [n for n, column in fixed if n > latest and column.completed_on is None]
        return coming[0] if coming else latest
    return latest
