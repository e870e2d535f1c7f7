"""A list in which times, words and ticks are typed straight into the cells."""

from collections.abc import Callable, Mapping, Sequence
from enum import StrEnum
from typing import TypeVar

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QAbstractItemView,
    QLineEdit,
    QStyleOptionViewItem,
    QWidget,
)

from ssu_desktop.screens.cells import FramedPainter
from ssu_desktop.screens.field import enters, submits
from ssu_desktop.screens.pages import Column, Index, PagedModel
from ssu_desktop.screens.table import PagedTable
from ssu_desktop.screens.theme import wear
from ssu_desktop.screens.timefield import put_sign

Row = TypeVar("Row")
_End = QAbstractItemDelegate.EndEditHint
_LONGEST = 300


class Typing(StrEnum):
    """What is typed into the cells of a column."""

    TIME = "time"
    WORDS = "words"
    TICK = "tick"


class _Model(PagedModel[Row]):
    """Pages of rows of which some cells can be written into."""

    def __init__(
        self,
        columns: Sequence[Column[Row]],
        load: Callable[[int, int], Sequence[Row]],
        count: Callable[[], int],
        writable: Callable[[Row, int], bool],
    ) -> None:
        super().__init__(columns, load, count)
        self._writable = writable

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Let the cells that take words or times be edited."""
        row = self.row_at(index.row()) if index.isValid() else None
        usual = super().flags(index)
        if row is not None and self._writable(row, index.column()):
            return usual | Qt.ItemFlag.ItemIsEditable
        return usual


class _CellWords(QLineEdit):
    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        wear(self, "cell")
        self.setMaxLength(_LONGEST)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave Ctrl+Enter to the screen."""
        if submits(event):
            event.ignore()
        else:
            super().keyPressEvent(event)


class _CellTime(_CellWords):
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take a figure by the key's place."""
        if submits(event) or not put_sign(self, event):
            super().keyPressEvent(event)


class _Cells(FramedPainter):
    """Draws and edits; what was typed is told by the table, which knows its rows."""

    def __init__(self, view: "TypedTable[Row]", typing: Mapping[int, Typing]) -> None:
        super().__init__(view)
        self._tell, self._finish, self._typing = view.tell_typed, view.finish, typing

    def createEditor(self, parent: QWidget, _option: QStyleOptionViewItem, index: Index) -> QWidget:
        """Return the editor of a cell."""
        time = self._typing.get(index.column()) is Typing.TIME
        return _CellTime(parent) if time else _CellWords(parent)

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        """Show what stands in the cell, all of it chosen: typing replaces it."""
        if isinstance(editor, QLineEdit):
            editor.setText(str(index.data() or ""))
            editor.selectAll()

    def setModelData(self, editor: QWidget, _model: QAbstractItemModel, index: Index) -> None:
        """Tell what was typed."""
        if isinstance(editor, QLineEdit):
            self._tell(index, editor.text().strip())

    def eventFilter(self, editor: QObject, event: QEvent) -> bool:
        """End with Enter and Tab at once: Qt's own way would let the table take the same key, too."""
        if event.type() is QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            hint = _goes_on(event)
            if hint is not None and isinstance(editor, QWidget):
                self._finish(editor, hint)
                return True
            if submits(event):
                return False  # the screen's
        return super().eventFilter(editor, event)


def _goes_on(event: QKeyEvent) -> QAbstractItemDelegate.EndEditHint | None:
    """Return where a key leads from an editor: down, to the next cell, to the one before."""
    if enters(event):
        return _End.SubmitModelCache
    return {Qt.Key.Key_Tab: _End.EditNextItem, Qt.Key.Key_Backtab: _End.EditPreviousItem}.get(
        Qt.Key(event.key())
    )


class TypedTable(PagedTable[Row]):
    """Typing begins to edit, Enter ends it and goes down, Tab goes on; Space ticks, Del empties a cell."""

    typed = Signal(object, int, str)  # the row, the column, what was typed
    ticked = Signal(object)  # the row
    moved = Signal()  # the cursor came to another cell

    def __init__(
        self,
        columns: Sequence[Column[Row]],
        rows: Callable[[], Sequence[Row]],
        typing: Mapping[int, Typing],
        open_to: Callable[[Row], bool],
        parent: QWidget | None = None,
        *,
        key: Callable[[Row], object],
    ) -> None:
        """`typing` tells by the number of a column what is typed there, in the rows that are `open_to` it."""
        self.typing, self._open_to = dict(typing), open_to
        super().__init__(
            columns,
            lambda offset, limit: rows()[offset : offset + limit],
            lambda: len(rows()),
            parent,
            key=key,
        )
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectItems)
        self.setEditTriggers(
            QAbstractItemView.EditTrigger.DoubleClicked
            | QAbstractItemView.EditTrigger.AnyKeyPressed
            | QAbstractItemView.EditTrigger.EditKeyPressed
        )
        self.painter = _Cells(self, self.typing)
        self.setItemDelegate(self.painter)

    def made_pages(
        self,
        columns: Sequence[Column[Row]],
        load: Callable[[int, int], Sequence[Row]],
        count: Callable[[], int],
    ) -> PagedModel[Row]:
        """Return pages whose cells can be written into."""
        return _Model(columns, load, count, self._takes_words)

    def _takes_words(self, row: Row, column: int) -> bool:
        return self.typing.get(column) in (Typing.TIME, Typing.WORDS) and self._open_to(row)

    def tell_typed(self, index: Index, text: str) -> None:
        """Tell what was typed into a cell, where it is something else than what stands there."""
        row = self.pages.row_at(index.row())
        if row is not None and text != str(index.data() or ""):
            self.typed.emit(row, index.column(), text)

    def refresh(self) -> None:
        """Read the list again; the cursor stays in its column, at first in the first that is typed into."""
        column = self.currentIndex().column()
        super().refresh()
        if self.pages.rowCount():
            first = min(self.typing)
            self.go_to(max(self.currentIndex().row(), 0), column if column in self.typing else first)

    def go_to(self, row: int, column: int) -> None:
        """Put the cursor into a cell."""
        if 0 <= row < self.pages.rowCount():
            index = self.pages.index(row, column)
            self.setCurrentIndex(index)
            self.scrollTo(index)

    def currentChanged(self, current: Index, previous: Index) -> None:
        """Tell that the cursor moved."""
        super().currentChanged(current, previous)
        self.viewport().update()
        self.moved.emit()

    def finish(self, editor: QWidget, hint: QAbstractItemDelegate.EndEditHint) -> None:
        """Take what was typed and go on: Enter goes down, Tab to the next cell that is typed into."""
        self.commitData(editor)
        self.closeEditor(editor, _End.NoHint)
        index = self.currentIndex()
        if hint is _End.SubmitModelCache:
            self.go_to(index.row() + 1, index.column())
        elif hint in (_End.EditNextItem, _End.EditPreviousItem):
            self._step(1 if hint is _End.EditNextItem else -1)

    def _step(self, step: int) -> None:
        """Go on to the next cell that is typed into, at the end of a row to the next row."""
        columns, index = sorted(self.typing), self.currentIndex()
        place = columns.index(index.column()) + step if index.column() in columns else 0
        down, column = divmod(place, len(columns))
        self.go_to(index.row() + down, columns[column])

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Tick with a click on the box."""
        super().mousePressEvent(event)
        index = self.indexAt(event.position().toPoint())
        if index.isValid() and self.typing.get(index.column()) is Typing.TICK:
            self._tick(index)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Tick, empty a cell, go down; else begin to edit, or what a list does."""
        index = self.currentIndex()
        kind = self.typing.get(index.column())
        held = event.modifiers() & (Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier)
        if held or not index.isValid():
            super().keyPressEvent(event)
        elif event.key() == Qt.Key.Key_Space and Typing.TICK in self.typing.values():
            self._tick(index)
        elif event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace) and kind is not None:
            self._empty(index, kind)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.go_to(index.row() + 1, index.column())
        else:
            super().keyPressEvent(event)

    def _tick(self, index: QModelIndex | QPersistentModelIndex) -> None:
        row = self.pages.row_at(index.row())
        if row is not None and self._open_to(row):
            self.ticked.emit(row)

    def _empty(self, index: QModelIndex | QPersistentModelIndex, kind: Typing) -> None:
        row = self.pages.row_at(index.row())
        if row is not None and kind is not Typing.TICK and self._open_to(row):
            self.tell_typed(index, "")
