"""A line of what is due, and how it and the heading of a group are drawn: in columns, whatever the width."""

from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from ssu_desktop.language import N_, _
from ssu_desktop.screens.cells import paint_dot
from ssu_desktop.screens.chips import Chip, Tone, paint_chip
from ssu_desktop.screens.lettering import paint_words
from ssu_desktop.screens.pages import Index
from ssu_desktop.screens.theme import font, scaled, tokens

ENTRY = Qt.ItemDataRole.UserRole  # a Line or a Group

_LINE_HEIGHT = 40
_GROUP_HEIGHT = 36
_GROUP_POINTS = 9.0
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


class LinePainter(QStyledItemDelegate):
    """Draws a group as small letters on the ground, a line as a row of aligned columns on the surface."""

    def __init__(self, view: QListView) -> None:
        super().__init__(view)
        self.view = view
        self.hovered_row = -1

    def sizeHint(self, _option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return the height of a group or of a line."""
        group = not index.flags() & Qt.ItemFlag.ItemIsEnabled  # asked of all: not put into words for that
        return QSize(scaled(200), scaled(_GROUP_HEIGHT if group else _LINE_HEIGHT))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one entry."""
        painter.save()
        entry = index.data(ENTRY)
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
        if not above.isValid() or isinstance(above.data(ENTRY), Group):
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
