"""A table model that asks for its rows page by page and keeps a few pages only."""

from collections import OrderedDict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Generic, TypeVar

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from ssu_desktop.language import _
from ssu_desktop.language.dates import short
from ssu_desktop.screens.chips import Chip

Row = TypeVar("Row")
Index = QModelIndex | QPersistentModelIndex

PAGE = 50
_KEPT_PAGES = 20
VALUE_ROLE = Qt.ItemDataRole.UserRole
_NOWHERE = QModelIndex()


class ColumnKind(StrEnum):
    """How a column's value is drawn."""

    TEXT = "text"
    STRONG = "strong"
    MUTED = "muted"
    DATE = "date"
    NUMBER = "number"
    CHIP = "chip"
    LINK = "link"
    DOT = "dot"  # the value is a Tone; the word that says the same stands in another column


@dataclass(frozen=True, kw_only=True)
class Column(Generic[Row]):
    """One column: `value` takes a row and gives text, a date, a number or a Chip; `width` at 100 %."""

    title: str  # msgid; empty for none
    value: Callable[[Row], object]
    kind: ColumnKind = ColumnKind.TEXT
    width: int = 120
    stretch: bool = False
    spare: bool = False  # left out where there is little room, as at 150 %
    sort: str = ""  # the word that is asked of the list when the user sorts by it; empty: not sortable


def spelt(value: object) -> str:
    """Return a cell's value as text."""
    if value is None:
        return ""
    if isinstance(value, Chip):
        return value.text
    return short(value) if isinstance(value, date) else str(value)


class PagedModel(QAbstractTableModel, Generic[Row]):
    """Rows through `load(offset, limit)`, their number through `count()`; never the whole list at once."""

    def __init__(
        self,
        columns: Sequence[Column[Row]],
        load: Callable[[int, int], Sequence[Row]],
        count: Callable[[], int],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.columns = columns
        self._load, self._count = load, count
        self._pages: OrderedDict[int, Sequence[Row]] = OrderedDict()
        self._total = 0

    def refresh(self) -> None:
        """Count again and forget the pages; they are read when they are looked at."""
        self.beginResetModel()
        self._pages.clear()
        self._total = self._count()
        self.endResetModel()

    def reread(self) -> None:
        """Forget the pages, the number of rows being the same: the place on the screen stays."""
        self._pages.clear()
        if self._total:
            self.dataChanged.emit(self.index(0, 0), self.index(self._total - 1, len(self.columns) - 1))

    def row_at(self, number: int) -> Row | None:
        """Return row `number`, or None where the list has become shorter than its count."""
        page, place = divmod(number, PAGE)
        if page not in self._pages:
            self._pages[page] = self._load(page * PAGE, PAGE)
            if len(self._pages) > _KEPT_PAGES:
                self._pages.popitem(last=False)
        self._pages.move_to_end(page)
        rows = self._pages[page]
        return rows[place] if place < len(rows) else None

    def all_rows(self) -> Iterator[Row]:
        """Give every row in order, page by page, for an export."""
        for offset in range(0, self._total, PAGE):
            yield from self._load(offset, PAGE)

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """Return the number of rows of the list."""
        return 0 if parent.isValid() else self._total

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        """Return the number of columns."""
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return a cell: its text to show and to read aloud, its value to draw."""
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole, VALUE_ROLE):
            return None
        row = self.row_at(index.row())
        if row is None:
            return None
        value = self.columns[index.column()].value(row)
        return value if role == VALUE_ROLE else spelt(value)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """Return a column's title in the language of the interface."""
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return _(self.columns[section].title) if self.columns[section].title else ""
        if role == Qt.ItemDataRole.TextAlignmentRole and orientation is Qt.Orientation.Horizontal:
            right = self.columns[section].kind is ColumnKind.NUMBER
            side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
            return side | Qt.AlignmentFlag.AlignVCenter
        return None
