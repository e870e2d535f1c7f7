"""The list of what is due: groups of lines in one view, drawn by one painter however many they are."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from typing import Any, NamedTuple

from PySide6.QtCore import QAbstractListModel, QEvent, QModelIndex, QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from ssu_desktop.language import N_, _
from ssu_desktop.screens.cells import paint_dot
from ssu_desktop.screens.chips import Chip, Tone, paint_chip
from ssu_desktop.screens.lettering import paint_words
from ssu_desktop.screens.pages import Index
from ssu_desktop.screens.theme import font, scaled, tokens

LINE_HEIGHT = 40
_GROUP_HEIGHT = 36
_GROUP_POINTS = 9.0
_ENTRY = Qt.ItemDataRole.UserRole
_NOWHERE = QModelIndex()
_KEPT = 256  # lines in words: some screens full
_NARROW = 860  # below this width there is no room for the unit


class Part(StrEnum):
    """What stands on a line, from left to right."""

    DOT = "dot"
    WHAT = "what"
    WHO = "who"
    UNIT = "unit"
    WHEN = "when"
    ARTICLE = "article"
    OPEN = "open"


_SHARES = {Part.WHAT: 31, Part.WHO: 24, Part.UNIT: 17, Part.WHEN: 17, Part.ARTICLE: 14}
_NARROW_SHARES = {Part.WHAT: 33, Part.WHO: 23, Part.WHEN: 25, Part.ARTICLE: 15}


@dataclass(frozen=True, kw_only=True)
class Line:
    """One line, in the language of the interface; `key` is what it opens."""

    key: object
    what: str
    who: str
    unit: str
    when: Chip
    tone: Tone  # of the dot
    article: str = ""
    told: str = ""  # the tooltip


@dataclass(frozen=True)
class Group:
    """The heading of the lines below it."""

    title: str
    count: int
    note: str = ""  # why these lines stand apart


def is_narrow(width: int) -> bool:
    """Return whether a list `width` pixels wide leaves the unit out, as at 150 %."""
    return width < scaled(_NARROW)


def placed(width: int) -> dict[Part, tuple[int, int]]:
    """Return where each part of a line stands in a list `width` pixels wide: its left edge and its width."""
    narrow = is_narrow(width)
    last = 0 if narrow else QFontMetrics(font()).horizontalAdvance(_open_word()) + scaled(32)
    dot = scaled(40)
    shares = _NARROW_SHARES if narrow else _SHARES
    room, whole = width - dot - last, sum(shares.values())
    places, left = {Part.DOT: (scaled(16), dot - scaled(16))}, dot
    for part, share in shares.items():
        places[part] = (left, room * share // whole)
        left += room * share // whole
    return places | {Part.OPEN: (width - last, last)}


def _open_word() -> str:
    return _(N_("Open  ↵"))


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
        if role == _ENTRY:
            return entry
        if isinstance(entry, Group):
            spoken_role = role == Qt.ItemDataRole.DisplayRole
            return entry.title if spoken_role else entry.note if role == Qt.ItemDataRole.ToolTipRole else None
        if role == Qt.ItemDataRole.DisplayRole:
            return ", ".join((entry.what, entry.who, entry.unit, entry.when.text, entry.article))
        return entry.told if role == Qt.ItemDataRole.ToolTipRole else None


class _LinePainter(QStyledItemDelegate):
    """Draws a group as small letters on the ground, a line as a row of aligned columns on the surface."""

    def __init__(self, view: "DueList") -> None:
        super().__init__(view)
        self.view = view
        self.hovered_row = -1

    def sizeHint(self, _option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return the height of a group or of a line."""
        group = self.view.due.is_group(index.row())
        return QSize(scaled(200), scaled(_GROUP_HEIGHT if group else LINE_HEIGHT))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one entry."""
        painter.save()
        entry = index.data(_ENTRY)
        if isinstance(entry, Group):
            _paint_group(painter, QRectF(option.rect), entry)
        else:
            self._ground(painter, option, index)
            self._line(painter, QRectF(option.rect), entry)
        painter.restore()

    def _ground(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        look, place = tokens(), option.rect
        ground = look.surface
        if option.state & QStyle.StateFlag.State_Selected:
            ground = look.accent_soft if self.view.hasFocus() else look.accent_wash
        elif index.row() == self.hovered_row:
            ground = look.accent_wash
        painter.fillRect(place, QColor(ground))
        painter.setPen(QColor(look.line))
        painter.drawLine(place.topLeft(), place.bottomLeft())
        painter.drawLine(place.topRight(), place.bottomRight())
        painter.drawLine(place.bottomLeft(), place.bottomRight())
        above = index.sibling(index.row() - 1, 0)
        if not above.isValid() or isinstance(above.data(_ENTRY), Group):
            painter.drawLine(place.topLeft(), place.topRight())

    def _line(self, painter: QPainter, place: QRectF, entry: Line) -> None:
        look = tokens()
        places = placed(int(place.width()))
        rooms = {
            part: QRectF(place.left() + left, place.top(), max(width - scaled(10), 0), place.height())
            for part, (left, width) in places.items()
        }
        link = font()
        link.setUnderline(True)
        words = {
            Part.WHAT: (entry.what, font(bold=True), look.text),
            Part.WHO: (entry.who, font(), look.text),
            Part.UNIT: (entry.unit, font(), look.muted),
            Part.ARTICLE: (entry.article, link, look.accent),
            Part.OPEN: (_open_word(), font(), look.muted),
        }
        for part, (text, face, ink) in words.items():
            if part in rooms and rooms[part].width():
                painter.setPen(QColor(ink))
                paint_words(painter, rooms[part], text, face)
        paint_dot(painter, rooms[Part.DOT], entry.tone)
        if entry.when.text:
            paint_chip(painter, rooms[Part.WHEN], entry.when)


def _paint_group(painter: QPainter, place: QRectF, group: Group) -> None:
    painter.setFont(font(_GROUP_POINTS, bold=True))
    painter.setPen(QColor(tokens().muted))
    room = place.adjusted(0, 0, 0, -scaled(7))
    side = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignBottom
    title = f"{group.title.upper()} · {group.count}"
    painter.drawText(room, side, title)
    if group.note:
        beside = painter.fontMetrics().horizontalAdvance(title) + scaled(14)
        painter.setFont(font(_GROUP_POINTS))
        left = room.adjusted(beside, 0, 0, 0)
        told = painter.fontMetrics().elidedText(group.note, Qt.TextElideMode.ElideRight, int(left.width()))
        painter.drawText(left, side, told)


class DueList(QListView):
    """Enter or a double click opens a line; the article is a link, by the keyboard with Space."""

    opened = Signal(object)  # the key of the line
    asked = Signal(object, QPoint)  # the key of the line whose article is wanted, and where to show it

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.due = DueModel(self)
        self.painter = _LinePainter(self)
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

    def current_key(self) -> object:
        """Return the key of the chosen line, or None."""
        entry = self.currentIndex().data(_ENTRY)
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
        entry = index.data(_ENTRY)
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
        entry = index.data(_ENTRY)
        if isinstance(entry, Line):
            self.opened.emit(entry.key)

    def _ask(self, index: QModelIndex) -> None:
        entry = index.data(_ENTRY)
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
