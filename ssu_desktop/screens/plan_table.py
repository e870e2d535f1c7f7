"""The table of a plan's domain: wrapped cells, edited in place by keyboard."""

from collections.abc import Sequence
from math import ceil

from PySide6.QtCore import QAbstractItemModel, QEvent, QModelIndex, QObject, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPen, QResizeEvent, QTextLayout, QTextOption
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QAbstractItemView,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from ssu_desktop.language import N_, _
from ssu_desktop.records.kinds import Period
from ssu_desktop.screens.field import enters, submits
from ssu_desktop.screens.pages import Index
from ssu_desktop.screens.plan_cells import PlanColumn
from ssu_desktop.screens.plan_editors import CellChoice, CellEditor, CellLine, CellText
from ssu_desktop.screens.plan_rows import PlanRows
from ssu_desktop.screens.table import EmptyState
from ssu_desktop.screens.theme import font, scaled, tokens

_PAD, _TOP = 8, 7
_LOWEST_ROW = 38
_DATES_WIDTH = 190
_POINTS = 9.75
# The least width of a column at 100 %, and its share of the room that is left.
_WIDTHS = {
    PlanColumn.NUMBER: (34, 0),
    PlanColumn.QUESTION: (98, 3),
    PlanColumn.ANSWER: (76, 2),
    PlanColumn.POINTS: (58, 0),
    PlanColumn.SERVICE: (118, 4),
    PlanColumn.RESPONSIBLE: (100, 1),
    PlanColumn.PERIOD: (68, 0),
    PlanColumn.DATES: (96, 0),
}
_End = QAbstractItemDelegate.EndEditHint


class PlanCells(QStyledItemDelegate):
    """Draws wrapped cells and gives each column its editor."""

    def __init__(self, view: "PlanTable") -> None:
        super().__init__(view)
        self.view = view
        self._began = ""  # what stood in the cell when its editor was opened: Esc brings it back

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one cell."""
        look, rows = tokens(), self.view.rows
        current = self.view.currentIndex()
        wrong = not rows.read_only and rows.is_wrong(index)
        ground = (
            look.late_soft if wrong else look.accent_wash if index.row() == current.row() else look.surface
        )
        painter.save()
        painter.fillRect(option.rect, QColor(ground))
        text = rows.text(index)
        ink = look.late if wrong else look.muted if index.column() == PlanColumn.NUMBER else look.text
        painter.setPen(QColor(ink))
        painter.setFont(font(_POINTS))
        painter.drawText(_room(option.rect), text or (_(N_("— choose")) if wrong else ""), _wrapping())
        if index.row() == current.row() and index.column() == current.column() and self.view.hasFocus():
            painter.setPen(QPen(QColor(look.accent), 2))
            painter.drawRect(option.rect.adjusted(1, 1, -2, -2))
        painter.restore()

    def sizeHint(self, _option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return the height of the wrapped text at the column's width."""
        width = self.view.columnWidth(index.column())
        height = _height(self.view.rows.text(index), width - 2 * scaled(_PAD) - 1)
        return QSize(width, max(height + 2 * scaled(_TOP) + 2, scaled(_LOWEST_ROW)))

    def createEditor(self, parent: QWidget, _option: QStyleOptionViewItem, index: Index) -> QWidget:
        """Return the editor of the column; what is typed goes to the rows at once."""
        editor = self._editor_for(parent, PlanColumn(index.column()))
        place = self.view.rows.index(index.row(), index.column())
        self._began = self.view.rows.text(index)
        editor.setFont(font(_POINTS))
        editor.begin(self._began)
        editor.typed.connect(lambda text: self.view.rows.put(place, text))
        return editor

    def _editor_for(self, parent: QWidget, column: PlanColumn) -> CellEditor:
        if column in (PlanColumn.POINTS, PlanColumn.DATES):
            return CellLine(parent, dates=column is PlanColumn.DATES)
        if column is PlanColumn.PERIOD:
            return CellChoice(parent, [_(one.msgid) for one in Period], free=False)
        if column is PlanColumn.RESPONSIBLE:
            return CellChoice(parent, list(self.view.rows.reading.staff.values()), free=True)
        return CellText(parent)

    def setEditorData(self, _editor: QWidget, _index: Index) -> None:
        """Leave the editor alone: it began with the cell's text, and is ahead of it from then on."""

    def setModelData(self, _editor: QWidget, _model: QAbstractItemModel, _index: Index) -> None:
        """Do nothing: the rows have had every keystroke already."""

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, _index: Index) -> None:
        """Put the editor over its cell; the dates need a wider one."""
        place = QRect(option.rect)
        if isinstance(editor, CellLine) and editor.maxLength() > 3:
            place.setLeft(place.right() - max(place.width(), scaled(_DATES_WIDTH)))
        if isinstance(editor, CellChoice):
            place.setWidth(max(place.width(), scaled(130)))
            place.moveRight(min(place.right(), self.view.viewport().width()))
        if not isinstance(editor, CellText):
            place.setHeight(min(place.height(), scaled(_LOWEST_ROW)))
        editor.setGeometry(place)

    def eventFilter(self, editor: QObject, event: QEvent) -> bool:
        """Go on with Tab and Enter; bring back with Esc what stood there."""
        if (
            event.type() is QEvent.Type.KeyPress
            and isinstance(event, QKeyEvent)
            and isinstance(editor, QWidget)
        ):
            hint = _goes_on(event)
            if hint is not None:
                self.view.finish(editor, hint)
                return True
            if event.key() == Qt.Key.Key_Escape:
                self.view.rows.put(self.view.currentIndex(), self._began)
            if submits(event):
                return False  # the screen's
        return super().eventFilter(editor, event)


def _goes_on(event: QKeyEvent) -> QAbstractItemDelegate.EndEditHint | None:
    """Return where a key leads from an editor: Shift+Enter stays, for a new line."""
    if event.key() == Qt.Key.Key_Backtab:
        return _End.EditPreviousItem
    line = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
    return _End.EditNextItem if event.key() == Qt.Key.Key_Tab or (enters(event) and not line) else None


class PlanTable(QTableView):
    """One domain's rows. Enter or F2 edits, Tab goes on, Ins adds, Del asks to remove, Alt+Up/Down moves."""

    add_asked = Signal()
    removal_asked = Signal()

    def __init__(self, rows: PlanRows, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows = rows
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
        self.verticalHeader().setMinimumSectionSize(scaled(_LOWEST_ROW))
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
    """Return the widths of the columns in a table of this width; the least ones where there is too little."""
    least = [scaled(_WIDTHS[column][0]) for column in PlanColumn]
    shares: Sequence[int] = [_WIDTHS[column][1] for column in PlanColumn]
    spare = max(room - sum(least), 0)
    return [width + spare * share // sum(shares) for width, share in zip(least, shares, strict=True)]


def _room(place: QRect) -> QRectF:
    return QRectF(place.adjusted(scaled(_PAD), scaled(_TOP), -scaled(_PAD), -scaled(_TOP) + 2))


def _height(text: str, width: int) -> int:
    """Return the height of wrapped text, broken into lines as it is painted."""
    layout = QTextLayout(text.replace("\n", "\u2028"), font(_POINTS))
    layout.setTextOption(_wrapping())
    layout.beginLayout()
    height = 0.0
    while (line := layout.createLine()).isValid():
        line.setLineWidth(width)
        height += line.height()
    layout.endLayout()
    return ceil(height)


def _wrapping() -> QTextOption:
    option = QTextOption(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    return option
