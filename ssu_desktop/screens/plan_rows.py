"""The rows of a plan as a table model: one domain at a time, changed cell by cell as one types."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, Qt, Signal

from ssu_desktop.language import N_, _
from ssu_desktop.records.kinds import Carried, Domain
from ssu_desktop.rules.plan_changes import Change, PlanChanges
from ssu_desktop.rules.plan_draft import ItemDraft
from ssu_desktop.screens.pages import Index
from ssu_desktop.screens.plan_cells import TITLES, PlanColumn, Reading, cell_text, with_text

_NOWHERE = QModelIndex()
_ORDER = list(Domain)
TO_CHANGE = "~"
CHANGE_SIGNS = {Change.ADDED: "+", Change.CHANGED: "*"}


class PlanRows(QAbstractTableModel):
    """All activities in the order of the form, of which the table shows those of one domain."""

    changed = Signal()  # the user changed something

    def __init__(self, reading: Reading, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.reading = reading
        self.domain = Domain.HOUSEHOLD
        self.read_only = False
        self.items: list[ItemDraft] = []
        self._typed: dict[tuple[int, PlanColumn], str] = {}  # what cannot be read, by row and column
        self._remarked: frozenset[tuple[int, PlanColumn]] = frozenset()
        self.changes: PlanChanges | None = None  # against the version before

    def load(self, items: Iterable[ItemDraft], reading: Reading, *, read_only: bool) -> None:
        """Show these activities."""
        self.beginResetModel()
        self.items = sorted(items, key=lambda item: _ORDER.index(item.domain))
        self.reading, self.read_only = reading, read_only
        self._typed = {}
        self.endResetModel()

    def take_ids(self, items: Iterable[ItemDraft]) -> None:
        """Take over the ids that saving gave to new rows; the order is the same."""
        self.items = [replace(mine, id=stored.id) for mine, stored in zip(self.items, items, strict=True)]

    def show_domain(self, domain: Domain) -> None:
        """Show the rows of another domain."""
        self.beginResetModel()
        self.domain = domain
        self.endResetModel()

    def show_remarks(self, cells: Iterable[tuple[int, PlanColumn]]) -> None:
        """Mark the cells that something is wrong with: by the place in the whole plan, and the column."""
        self._remarked = frozenset(cells)
        if self.rowCount():
            last = self.index(self.rowCount() - 1, self.columnCount() - 1)
            self.dataChanged.emit(self.index(0, 0), last, [Qt.ItemDataRole.BackgroundRole])

    def counts(self) -> Mapping[str, int]:
        """Return how many rows each domain has."""
        return {domain: sum(item.domain is domain for item in self.items) for domain in Domain}

    def places(self) -> list[int]:
        """Return the places in the whole plan of the rows shown."""
        return [place for place, item in enumerate(self.items) if item.domain is self.domain]

    def place_of(self, row: int) -> int:
        """Return the place in the whole plan of a row shown."""
        return self.places()[row]

    def is_wrong(self, index: Index) -> bool:
        """Return whether the cell cannot be read or lacks something."""
        cell = (self.place_of(index.row()), PlanColumn(index.column()))
        return cell in self._remarked or cell in self._typed

    @property
    def unread(self) -> tuple[tuple[int, PlanColumn], ...]:
        """The cells whose text cannot be read."""
        return tuple(sorted(self._typed))

    def text(self, index: Index) -> str:
        """Return what stands in a cell, exactly as typed where it cannot be read."""
        place, column = self.place_of(index.row()), PlanColumn(index.column())
        if column is PlanColumn.NUMBER:
            return f"{index.row() + 1}{self._sign(place)}"  # the form counts the rows of each domain from 1
        typed = self._typed.get((place, column))
        return cell_text(self.items[place], column, self.reading) if typed is None else typed

    def _sign(self, place: int) -> str:
        """Return how a row differs from the version before, or that it was taken over to be changed."""
        if self.items[place].carried is Carried.CHANGES:
            return TO_CHANGE
        known = self.changes.rows if self.changes is not None else ()
        return CHANGE_SIGNS.get(known[place], "") if place < len(known) else ""

    def put(self, index: Index, text: str) -> None:
        """Take in what is typed into a cell."""
        if self.read_only or text == self.text(index):
            return
        place, column = self.place_of(index.row()), PlanColumn(index.column())
        changed = with_text(self.items[place], column, text, self.reading)
        if changed is None:
            self._typed[place, column] = text
        else:
            self._typed.pop((place, column), None)
            self.items[place] = changed
        self.dataChanged.emit(index, index)
        self.changed.emit()

    def add(self, item: ItemDraft | None = None) -> int:
        """Put a row, else an empty one, at the end of the domain; return its number in the table."""
        places = self.places()
        before = [
            n for n, item in enumerate(self.items) if _ORDER.index(item.domain) < _ORDER.index(self.domain)
        ]
        self.insert(places[-1] + 1 if places else len(before), item or ItemDraft(domain=self.domain))
        return len(places)

    def insert(self, place: int, item: ItemDraft) -> None:
        """Put a row at a place in the whole plan."""
        self.beginResetModel()
        self.items.insert(place, item)
        self._shift(lambda n: n + 1 if n >= place else n)
        self.endResetModel()
        self.changed.emit()

    def remove(self, row: int) -> ItemDraft:
        """Take a row of the table out and return it."""
        place = self.place_of(row)
        self.beginResetModel()
        item = self.items.pop(place)
        self._typed = {cell: text for cell, text in self._typed.items() if cell[0] != place}
        self._shift(lambda n: n - 1 if n > place else n)
        self.endResetModel()
        self.changed.emit()
        return item

    def move(self, row: int, step: int) -> int:
        """Let a row and its neighbour change places; return where it is then."""
        other = row + step
        if not 0 <= other < self.rowCount():
            return row
        one, two = self.place_of(row), self.place_of(other)
        self.beginResetModel()
        self.items[one], self.items[two] = self.items[two], self.items[one]
        self._shift(lambda n: two if n == one else one if n == two else n)
        self.endResetModel()
        self.changed.emit()
        return other

    def _shift(self, moved: Callable[[int], int]) -> None:
        self._typed = {(moved(place), column): text for (place, column), text in self._typed.items()}
        self._remarked = frozenset((moved(place), column) for place, column in self._remarked)

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """Return the number of rows of the domain."""
        return 0 if parent.isValid() else len(self.places())

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        """Return the number of columns."""
        return 0 if parent.isValid() else len(PlanColumn)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Return that every cell but the number can be written into, in a draft."""
        flags = Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsEnabled
        if self.read_only or index.column() == PlanColumn.NUMBER:
            return flags
        return flags | Qt.ItemFlag.ItemIsEditable

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return the text of a cell."""
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole):
            return self.text(index)
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """Return a column's title in the language of the interface."""
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return _(TITLES[PlanColumn(section)])
        if role == Qt.ItemDataRole.ToolTipRole and section == PlanColumn.AMOUNT:
            return _(N_("How much and how often, with a semicolon between: 20 minutes; twice a day"))
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        return None
