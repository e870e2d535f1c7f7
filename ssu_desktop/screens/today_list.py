"""The list of what is due: groups of lines in one view, put into words and drawn as they are looked at."""

from collections.abc import Callable, Iterable
from functools import lru_cache
from typing import Any, NamedTuple

from PySide6.QtCore import QAbstractListModel, QEvent, QModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QListView, QWidget

from ssu_desktop.screens.pages import Index
from ssu_desktop.screens.today_lines import ENTRY, Group, Line, LinePainter, Part, placed

_NOWHERE = QModelIndex()
_KEPT = 256  # lines in words: some screens full


class Unworded(NamedTuple):
    """A line that `worded` puts into words when it is looked at: words for thousands would be heavy."""

    key: object
    worded: Callable[[Any], Line]


class DueModel(QAbstractListModel):
    """Groups and lines in one row of entries."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.given: list[Group | Line | Unworded] = []
        self.entry = lru_cache(maxsize=_KEPT)(self._entry)

    @property
    def entries(self) -> list[Group | Line]:
        """Return all entries in words."""
        return [self._entry(row) for row in range(len(self.given))]

    def _entry(self, row: int) -> Group | Line:
        given = self.given[row]
        return given.worded(given.key) if isinstance(given, Unworded) else given

    def show_entries(self, entries: Iterable[Group | Line | Unworded]) -> None:
        """Show these in place of the former ones."""
        self.beginResetModel()
        self.given = list(entries)
        self.entry.cache_clear()
        self.endResetModel()

    def is_group(self, row: int) -> bool:
        """Return whether a heading stands here."""
        return isinstance(self.given[row], Group)

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """Return the number of entries."""
        return 0 if parent.isValid() else len(self.given)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Return that the cursor walks over the headings of groups."""
        if self.is_group(index.row()):
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return the entry to draw, its text to read aloud, its tooltip."""
        entry = self.entry(index.row())
        if role == ENTRY:
            return entry
        if isinstance(entry, Group):
            spoken_role = role == Qt.ItemDataRole.DisplayRole
            return entry.title if spoken_role else entry.note if role == Qt.ItemDataRole.ToolTipRole else None
        if role == Qt.ItemDataRole.DisplayRole:
            return ", ".join((entry.what, entry.who, entry.unit, entry.when.text, entry.article))
        return entry.told if role == Qt.ItemDataRole.ToolTipRole else None


class DueList(QListView):
    """Enter or a double click opens a line; the article is a link, by the keyboard with Space."""

    opened = Signal(object)  # the key of the line
    asked = Signal(object, QPoint)  # the key of the line whose article is wanted, and where to show it

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.due = DueModel(self)
        self.painter = LinePainter(self)
        self.setModel(self.due)
        self.setItemDelegate(self.painter)
        self.setMouseTracking(True)
        self.setFrameShape(QListView.Shape.NoFrame)
        self.setStyleSheet("QListView { background: transparent; border: 0; }")
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.doubleClicked.connect(lambda index: self._open(index))

    def show_entries(self, entries: Iterable[Group | Line | Unworded]) -> None:
        """Show these; the chosen line and the scroll place stay where they were."""
        key, row, place = self.current_key(), self.currentIndex().row(), self.verticalScrollBar().value()
        self.due.show_entries(entries)
        self._choose(key, row)
        self.verticalScrollBar().setValue(place)

    def keys(self) -> list[object]:
        """Return what the lines open, in their order."""
        return [entry.key for entry in self.due.given if not isinstance(entry, Group)]

    def current_key(self) -> object:
        """Return the key of the chosen line, or None."""
        entry = self.currentIndex().data(ENTRY)
        return entry.key if isinstance(entry, Line) else None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open with Enter, show the article with Space, walk."""
        bare = not event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and bare:
            self._open(self.currentIndex())
        elif event.key() == Qt.Key.Key_Space:
            self._ask(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Show which line is under the mouse, and what on it is a link."""
        super().mouseMoveEvent(event)
        index, part = self._under(event.position().toPoint())
        self._hover(index.row())
        link = part in (Part.ARTICLE, Part.OPEN)
        shape = Qt.CursorShape.PointingHandCursor if link else Qt.CursorShape.ArrowCursor
        self.viewport().setCursor(shape)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Follow a link."""
        super().mouseReleaseEvent(event)
        index, part = self._under(event.position().toPoint())
        if event.button() is not Qt.MouseButton.LeftButton:
            return
        if part is Part.ARTICLE:
            self._ask(index)
        elif part is Part.OPEN:
            self._open(index)

    def leaveEvent(self, event: QEvent) -> None:
        """Forget the line under the mouse."""
        super().leaveEvent(event)
        self._hover(-1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Let the lines be as wide as the list."""
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()

    def _under(self, point: QPoint) -> tuple[QModelIndex, Part | None]:
        index = self.indexAt(point)
        entry = index.data(ENTRY)
        if not isinstance(entry, Line):
            return index, None
        place = self.visualRect(index)
        for part, (left, width) in placed(place.width()).items():
            if left <= point.x() - place.left() < left + width:
                return index, None if part is Part.ARTICLE and not entry.article else part
        return index, None

    def _hover(self, row: int) -> None:
        if row != self.painter.hovered_row:
            self.painter.hovered_row = row
            self.viewport().update()

    def _open(self, index: QModelIndex) -> None:
        entry = index.data(ENTRY)
        if isinstance(entry, Line):
            self.opened.emit(entry.key)

    def _ask(self, index: QModelIndex) -> None:
        entry = index.data(ENTRY)
        if isinstance(entry, Line) and entry.article:
            place = self.visualRect(index)
            left, _width = placed(place.width())[Part.ARTICLE]
            corner = QPoint(place.left() + left, place.bottom())
            self.asked.emit(entry.key, self.viewport().mapToGlobal(corner))

    def _choose(self, key: object, row: int) -> None:
        """Choose the line of `key`, else the one in its place, else the first."""
        lines = [n for n, entry in enumerate(self.due.given) if not isinstance(entry, Group)]
        same = [n for n in lines if key is not None and self._key_at(n) == key]
        after = [n for n in lines if n >= row]
        chosen = next(iter((*same, *after, *reversed(lines))), None)
        if chosen is not None:
            self.setCurrentIndex(self.due.index(chosen))

    def _key_at(self, row: int) -> object:
        entry = self.due.given[row]
        return None if isinstance(entry, Group) else entry.key
