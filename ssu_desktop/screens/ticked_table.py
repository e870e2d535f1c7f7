"""A list whose rows are ticked one by one; what is ticked stays so while one searches on."""

from collections.abc import Callable, Sequence
from typing import TypeVar

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from ssu_desktop.screens.field import submits
from ssu_desktop.screens.pages import Column, ColumnKind
from ssu_desktop.screens.table import PagedTable

Row = TypeVar("Row")
_TICKED, _FREE = "✓", "·"


class TickedTable(PagedTable[Row]):
    """Space or a click on the first column ticks; `ticked` holds the rows by their keys, in their order.

    Ctrl+Enter is left to the dialog around it."""

    ticks_changed = Signal()

    def __init__(
        self,
        columns: Sequence[Column[Row]],
        load: Callable[[int, int], Sequence[Row]],
        count: Callable[[], int],
        parent: QWidget | None = None,
        *,
        key: Callable[[Row], object],
    ) -> None:
        self.ticked: dict[object, Row] = {}
        self._named = key
        box: Column[Row] = Column(title="", value=self._box, kind=ColumnKind.STRONG, width=34)
        super().__init__([box, *columns], load, count, parent, key=key)
        self.clicked.connect(self._ticked_by_mouse)

    def tick(self) -> None:
        """Tick the row with the cursor, or take its tick away, and go on to the next."""
        row = self.current()
        if row is None:
            return
        if self.ticked.pop(self._named(row), None) is None:
            self.ticked[self._named(row)] = row
        number = self.currentIndex().row()
        self.viewport().update()
        self.selectRow(min(number + 1, self.pages.rowCount() - 1))
        self.ticks_changed.emit()

    def taken(self) -> tuple[Row, ...]:
        """Return what is ticked, else the row with the cursor."""
        current = self.current()
        return tuple(self.ticked.values()) or ((current,) if current is not None else ())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Tick with Space."""
        if event.key() == Qt.Key.Key_Space:
            self.tick()
        elif submits(event):
            event.ignore()
        else:
            super().keyPressEvent(event)

    def _box(self, row: Row) -> str:
        return _TICKED if self._named(row) in self.ticked else _FREE

    def _ticked_by_mouse(self, index: QModelIndex) -> None:
        if index.column() == 0:
            self.tick()
