"""A list on a screen: pages loaded as they are looked at, opened with Enter, its place kept on refresh."""

from collections.abc import Callable, Iterator, Sequence
from typing import Generic, TypeVar

from PySide6.QtCore import QEvent, QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QVBoxLayout, QWidget

from ssu_desktop.language import _
from ssu_desktop.screens.cards import button, plain_label
from ssu_desktop.screens.cells import ROW_HEIGHT, CellPainter
from ssu_desktop.screens.pages import Column, ColumnKind, PagedModel, spelt
from ssu_desktop.screens.theme import scaled
from ssu_desktop.screens.words import Words

Row = TypeVar("Row")
_WORDY = (ColumnKind.TEXT, ColumnKind.STRONG, ColumnKind.MUTED)


class PagedTable(QTableView, Generic[Row]):
    """A list of rows with fixed heights; `opened` on Enter or double click, `sorted_by` on a heading."""

    opened = Signal(object)  # the row
    picked = Signal(object)  # the row that the cursor came to, or None
    linked = Signal(object, int)  # the row and the number of the LINK column that was clicked
    sorted_by = Signal(str, bool)  # the column's sort word, descending

    def __init__(
        self,
        columns: Sequence[Column[Row]],
        load: Callable[[int, int], Sequence[Row]],
        count: Callable[[], int],
        parent: QWidget | None = None,
        *,
        key: Callable[[Row], object] | None = None,
    ) -> None:
        """`key` names a row across refreshes (its id); without it the place is kept by number."""
        super().__init__(parent)
        self._key = key
        self._order = ("", False)
        self.pages: PagedModel[Row] = self.made_pages(columns, load, count)
        self.pages.setParent(self)
        self.painter = CellPainter(self)
        self.empty = EmptyState(self)
        self.setModel(self.pages)
        self.setItemDelegate(self.painter)
        self._calm()
        self._size_columns()
        self.doubleClicked.connect(lambda index: self._open(index.row()))
        self.clicked.connect(self._clicked)
        self.selectionModel().currentRowChanged.connect(lambda _new, _old: self.picked.emit(self.current()))
        self.horizontalHeader().sectionClicked.connect(self._sort)

    def made_pages(
        self,
        columns: Sequence[Column[Row]],
        load: Callable[[int, int], Sequence[Row]],
        count: Callable[[], int],
    ) -> PagedModel[Row]:
        """Return the pages that the list shows."""
        return PagedModel(columns, load, count)

    def _calm(self) -> None:
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setShowGrid(False)
        self.setMouseTracking(True)
        self.setTabKeyNavigation(False)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        rows = self.verticalHeader()
        rows.hide()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        rows.setMinimumSectionSize(scaled(ROW_HEIGHT))
        rows.setDefaultSectionSize(scaled(ROW_HEIGHT))

    def _size_columns(self) -> None:
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setMinimumSectionSize(scaled(24))
        header.setSectionsClickable(True)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        self._share_width()

    def _share_width(self) -> None:
        for n, width in enumerate(shared_widths(self.pages.columns, self.viewport().width())):
            self.setColumnHidden(n, width == 0)
            if width:
                self.horizontalHeader().resizeSection(n, width)

    def refresh(self) -> None:
        """Read the list again; the chosen row and the scroll place stay where they were."""
        current, place = self.current(), self.verticalScrollBar().value()
        number = self.currentIndex().row()
        self.pages.refresh()
        total = self.pages.rowCount()
        if total:
            self.selectRow(self._found(current, number, total))
        self.verticalScrollBar().setValue(place)
        self.empty.setVisible(not total)

    def current(self) -> Row | None:
        """Return the chosen row."""
        index = self.currentIndex()
        return self.pages.row_at(index.row()) if index.isValid() else None

    def shown(self) -> tuple[list[str], Iterator[list[object]]]:
        """Return titles and rows as they are shown, for an export: dates and numbers as they are."""
        columns = [column for column in self.pages.columns if column.title]
        rows = ([_exported(column, row) for column in columns] for row in self.pages.all_rows())
        return [_(column.title) for column in columns], rows

    def fit(self, *, most: int = 12, heading: bool = True) -> None:
        """Be as tall as the rows there are, up to `most`: for short lists that stand among others."""
        self.horizontalHeader().setVisible(heading)
        rows = min(max(self.pages.rowCount(), 1), most)
        top = self.horizontalHeader().sizeHint().height() if heading else 0
        self.setFixedHeight(rows * self.verticalHeader().defaultSectionSize() + top + 2)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open the row with Enter."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers() & (
            Qt.KeyboardModifier.ControlModifier
        ):
            self._open(self.currentIndex().row())
        else:
            super().keyPressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Show which row is under the mouse."""
        super().mouseMoveEvent(event)
        index = self.indexAt(event.position().toPoint())
        self._hover(index.row())
        link = index.isValid() and self.pages.columns[index.column()].kind is ColumnKind.LINK
        shape = Qt.CursorShape.PointingHandCursor if link else Qt.CursorShape.ArrowCursor
        self.viewport().setCursor(shape)

    def leaveEvent(self, event: QEvent) -> None:
        """Forget the row under the mouse."""
        super().leaveEvent(event)
        self._hover(-1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the empty state in the middle."""
        super().resizeEvent(event)
        self.empty.setGeometry(self.viewport().geometry())
        self._share_width()

    def changeEvent(self, event: QEvent) -> None:
        """Read the words again when the language changes: rows carry words of closed lists."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.LanguageChange:
            self.pages.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(self.pages.columns) - 1)
            self.viewport().update()

    def _found(self, row: Row | None, number: int, total: int) -> int:
        if row is None or self._key is None:
            return min(max(number, 0), total - 1)
        near = range(max(0, number - 25), min(total, number + 26))
        for n in sorted(near, key=lambda n: abs(n - number)):
            other = self.pages.row_at(n)
            if other is not None and self._key(other) == self._key(row):
                return n
        return min(max(number, 0), total - 1)

    def _hover(self, row: int) -> None:
        if row != self.painter.hovered_row:
            self.painter.hovered_row = row
            self.viewport().update()

    def _open(self, number: int) -> None:
        row = self.pages.row_at(number) if number >= 0 else None
        if row is not None:
            self.opened.emit(row)

    def _clicked(self, index: QModelIndex) -> None:
        row = self.pages.row_at(index.row())
        if row is not None and self.pages.columns[index.column()].kind is ColumnKind.LINK:
            self.linked.emit(row, index.column())

    def _sort(self, section: int) -> None:
        word = self.pages.columns[section].sort
        if not word:
            return
        descending = self._order == (word, False)
        self._order = (word, descending)
        header = self.horizontalHeader()
        order = Qt.SortOrder.DescendingOrder if descending else Qt.SortOrder.AscendingOrder
        header.setSortIndicatorShown(True)
        header.setSortIndicator(section, order)
        self.sorted_by.emit(word, descending)


def shared_widths(columns: Sequence[Column[Row]], room: int) -> list[int]:
    """Return the columns' widths in a table `room` pixels wide, 0 for one that is left out.

    Spare room goes to the columns that stretch. Where there is too little, spare columns go first, from the
    right; then words grow narrower, and only then chips, dates, links and numbers.
    """
    widths = [scaled(column.width) for column in columns]
    for n in reversed(range(len(columns))):
        if columns[n].spare and sum(widths) > room:
            widths[n] = 0
    stretching = [n for n, column in enumerate(columns) if column.stretch]
    wordy = [n for n, column in enumerate(columns) if column.kind in _WORDY]
    _spread(widths, stretching if sum(widths) <= room else wordy, room)
    if sum(widths) > room:
        _spread(widths, list(range(len(widths))), room)
    return widths


def _spread(widths: list[int], among: list[int], room: int) -> None:
    """Change the widths of the columns `among` in proportion so that all fill `room`, none below 60 %."""
    had = sum(widths[n] for n in among)
    wanted = had + room - sum(widths)
    for n in among:
        widths[n] = max(widths[n] * wanted // had, widths[n] * 6 // 10) if had else widths[n]


def _exported(column: Column[Row], row: Row) -> object:
    value = column.value(row)
    return value if column.kind in (ColumnKind.DATE, ColumnKind.NUMBER) else spelt(value)


class EmptyState(QWidget):
    """What an empty list says: what to do next, with the button that does it."""

    asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.words = Words()
        self.text = plain_label("muted", wraps=True)
        self.text.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.action = button()
        self.action.clicked.connect(self.asked)
        self.action.hide()
        column = self.column = QVBoxLayout(self)
        column.addStretch(1)
        column.addWidget(self.text)
        column.addWidget(self.action, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(2)
        column.setSpacing(scaled(12))
        self.hide()

    def teach(self, text: str, action: str = "") -> None:
        """Set what it says (msgid), and the verb of its button."""
        self.words.say(self.text.setText, text)
        if action:
            self.words.say(self.action.setText, action)
        self.action.setVisible(bool(action))

    def changeEvent(self, event: QEvent) -> None:
        """Say it again when the language changes."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.LanguageChange:
            self.words.again()
