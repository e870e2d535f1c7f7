"""The table of a plan's domain: wrapped cells, edited in place by keyboard."""

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QAbstractItemView,
    QHeaderView,
    QTableView,
    QWidget,
)

from ssu_desktop.screens.pages import Index
from ssu_desktop.screens.plan_cells import PlanColumn
from ssu_desktop.screens.plan_delegate import LOWEST_ROW, PlanCells
from ssu_desktop.screens.plan_rows import PlanRows
from ssu_desktop.screens.table import EmptyState
from ssu_desktop.screens.theme import scaled

# The least width of a column at 100 %, the one that breaks no word, and its share of the room that is left.
_WIDTHS = {
    PlanColumn.NUMBER: (33, 33, 0),
    PlanColumn.QUESTION: (75, 88, 2),
    PlanColumn.ANSWER: (78, 98, 1),
    PlanColumn.POINTS: (51, 51, 0),
    PlanColumn.SERVICE: (92, 116, 4),
    PlanColumn.AMOUNT: (64, 64, 1),
    PlanColumn.RESPONSIBLE: (99, 99, 0),
    PlanColumn.PERIOD: (68, 68, 0),
    PlanColumn.DATES: (94, 94, 0),
}
_End = QAbstractItemDelegate.EndEditHint


class PlanTable(QTableView):
    """One domain's rows. Enter or F2 edits, Tab goes on, Ins adds, Del asks to remove, Alt+Up/Down moves."""

    add_asked = Signal()
    removal_asked = Signal()
    staff_asked = Signal()  # somebody is missing among the specialists

    def __init__(self, rows: PlanRows, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows = rows
        self.insists = False  # cells that lack something are red only once the plan was to be filled in
        self.offers_staff = True  # to who may add to the staff
        self.cells = PlanCells(self)
        self.empty = EmptyState(self)
        self.setModel(rows)
        self.setItemDelegate(self.cells)
        self._calm()
        rows.modelReset.connect(self._fit)
        rows.dataChanged.connect(self._fit_row)

    def _calm(self) -> None:
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setEditTriggers(
            QAbstractItemView.EditTrigger.DoubleClicked | QAbstractItemView.EditTrigger.AnyKeyPressed
        )
        self.setTabKeyNavigation(True)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        self.verticalHeader().setMinimumSectionSize(scaled(LOWEST_ROW))
        heading = self.horizontalHeader()
        heading.setHighlightSections(False)
        heading.setMinimumSectionSize(scaled(24))
        heading.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        heading.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.setMinimumHeight(scaled(170))

    def edit_current(self) -> None:
        """Open the editor of the cell with the cursor, or of the first that can be written into."""
        index = self.currentIndex()
        if not index.isValid() or index.column() == PlanColumn.NUMBER:
            index = self.rows.index(max(index.row(), 0), PlanColumn.QUESTION)
        if index.isValid() and not self.rows.read_only:
            self.setCurrentIndex(index)
            self.edit(index)

    def go_to(self, row: int, column: PlanColumn, *, edit: bool = False) -> None:
        """Put the cursor into a cell."""
        index = self.rows.index(row, column)
        self.setCurrentIndex(index)
        self.scrollTo(index)
        self.setFocus()
        if edit and not self.rows.read_only:
            self.edit(index)

    def is_editing(self) -> bool:
        """Return whether a cell's editor is open."""
        return self.state() == QAbstractItemView.State.EditingState

    def want_staff(self) -> None:
        """Close the editor, then ask for a new member of staff: the editor does not survive a dialog."""
        self.closePersistentEditor(self.currentIndex())
        self.setFocus()
        QTimer.singleShot(0, self, self.staff_asked.emit)

    def finish(self, editor: QWidget, hint: QAbstractItemDelegate.EndEditHint) -> None:
        """Close an editor and go where `hint` says."""
        self.closeEditor(editor, hint)

    def closeEditor(self, editor: QWidget, hint: QAbstractItemDelegate.EndEditHint) -> None:
        """Close an editor; going on opens the next cell, within the table."""
        super().closeEditor(editor, _End.NoHint)
        step = {_End.EditNextItem: 1, _End.EditPreviousItem: -1}.get(hint, 0)
        if step:
            self._step(step)
        self.viewport().update()

    def _step(self, step: int) -> None:
        index = self.currentIndex()
        row, column = index.row(), index.column() + step
        if column > PlanColumn.DATES:
            row, column = row + 1, int(PlanColumn.QUESTION)
        elif column <= PlanColumn.NUMBER:
            row, column = row - 1, int(PlanColumn.DATES)
        if 0 <= row < self.rows.rowCount():
            self.go_to(row, PlanColumn(column), edit=True)
        else:
            self.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Edit, add, remove or move; else what a table does."""
        key, alt = event.key(), bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F2) and not event.modifiers() & (
            Qt.KeyboardModifier.ControlModifier
        ):
            self.edit_current()
        elif key == Qt.Key.Key_Insert:
            self.add_asked.emit()
        elif key == Qt.Key.Key_Delete:
            self.removal_asked.emit()
        elif alt and key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.move_current(-1 if key == Qt.Key.Key_Up else 1)
        elif key in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab) and self._at_edge(forward=key == Qt.Key.Key_Tab):
            leave_table(self, forward=key == Qt.Key.Key_Tab)
        else:
            super().keyPressEvent(event)

    def _at_edge(self, *, forward: bool) -> bool:
        index = self.currentIndex()
        last = (self.rows.rowCount() - 1, int(PlanColumn.DATES))
        here = (index.row(), index.column())
        return not index.isValid() or (here == last if forward else here <= (0, int(PlanColumn.QUESTION)))

    def move_current(self, step: int) -> None:
        """Move the row with the cursor up or down within its domain."""
        index = self.currentIndex()
        if index.isValid() and not self.rows.read_only:
            column = index.column()
            self.go_to(self.rows.move(index.row(), step), PlanColumn(column))

    def currentChanged(self, current: Index, previous: Index) -> None:
        """Draw the whole row anew: its ground tells where one is."""
        super().currentChanged(current, previous)
        self.viewport().update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the width anew."""
        super().resizeEvent(event)
        self.empty.setGeometry(self.viewport().geometry())
        self._share_width()

    def _share_width(self) -> None:
        widths = shared(self.viewport().width())
        if [self.columnWidth(column) for column in PlanColumn] != widths:
            for column, width in zip(PlanColumn, widths, strict=True):
                self.horizontalHeader().resizeSection(column, width)
            self._fit()

    def _fit(self) -> None:
        self.empty.setVisible(not self.rows.rowCount())
        self.resizeRowsToContents()

    def _fit_row(self, first: QModelIndex, last: QModelIndex) -> None:
        for row in range(first.row(), last.row() + 1):
            self.resizeRowToContents(row)


def leave_table(table: QTableView, *, forward: bool) -> None:
    """Go with Tab from a table, which would keep it, to the widget after or before it."""
    table.setTabKeyNavigation(False)
    table.focusNextPrevChild(forward)
    table.setTabKeyNavigation(True)


def shared(room: int) -> list[int]:
    """Return the widths of the columns in a table of this width.

    The least ones where there is too little; what is left goes first to where words would be broken."""
    least, whole, shares = (list(values) for values in zip(*_WIDTHS.values(), strict=True))
    widths = [scaled(width) for width in least]
    lacking = [scaled(wish) - width for wish, width in zip(whole, widths, strict=True)]
    widths = _filled(widths, lacking, min(max(room - sum(widths), 0), sum(lacking)))
    return _filled(widths, shares, max(room - sum(widths), 0))


def _filled(widths: Sequence[int], shares: Sequence[int], spare: int) -> list[int]:
    return [width + spare * share // sum(shares) for width, share in zip(widths, shares, strict=True)]
