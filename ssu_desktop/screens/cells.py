"""How a cell of a list is drawn."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPen
from PySide6.QtWidgets import QAbstractItemView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from ssu_desktop.screens.chips import Chip, Tone, paint_chip, tone_colours
from ssu_desktop.screens.lettering import paint_words
from ssu_desktop.screens.pages import VALUE_ROLE, ColumnKind, Index, PagedModel, spelt
from ssu_desktop.screens.theme import font, scaled, tokens

ROW_HEIGHT = 34


class CellPainter(QStyledItemDelegate):
    """Draws a row as one calm line: soft ground when chosen or under the mouse, a hairline below."""

    def __init__(self, view: QAbstractItemView) -> None:
        super().__init__(view)
        self.view = view
        self.hovered_row = -1

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one cell."""
        painter.save()
        self._ground(painter, option, index)
        room = QRectF(option.rect).adjusted(scaled(10), 0, -scaled(8), 0)
        value = index.data(VALUE_ROLE)
        if isinstance(value, Chip):
            if value.text:
                paint_chip(painter, room, value)
        elif self._kind(index) is ColumnKind.DOT:
            paint_dot(painter, room, Tone(value))  # Qt hands the word back without its class
        else:
            self._words(painter, room, value, self._kind(index))
        painter.restore()

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        """Return the one height of all rows."""
        return QSize(scaled(80), scaled(ROW_HEIGHT))

    def _kind(self, index: Index) -> ColumnKind:
        model = index.model()
        assert isinstance(model, PagedModel)  # noqa: S101 - this painter serves no other model
        kind: ColumnKind = model.columns[index.column()].kind
        return kind

    def _ground(self, painter: QPainter, place: QStyleOptionViewItem, index: Index) -> None:
        look = tokens()
        if place.state & QStyle.StateFlag.State_Selected:
            here = place.state & QStyle.StateFlag.State_Active and self.view.hasFocus()
            painter.fillRect(place.rect, QColor(look.accent_soft if here else look.accent_wash))
        elif index.row() == self.hovered_row:
            painter.fillRect(place.rect, QColor(look.accent_wash))
        if index.row() == index.model().rowCount() - 1:
            return
        painter.setPen(QColor(look.line))
        painter.drawLine(place.rect.bottomLeft(), place.rect.bottomRight())

    def _words(self, painter: QPainter, room: QRectF, value: object, kind: ColumnKind) -> None:
        look = tokens()
        inks = {ColumnKind.MUTED: look.muted, ColumnKind.LINK: look.accent}
        painter.setPen(QColor(inks.get(kind, look.text)))
        right = kind is ColumnKind.NUMBER
        side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
        paint_words(painter, room, spelt(value), _face(kind), side)


class FramedPainter(CellPainter):
    """Draws a cell as every list does, with a frame round the one that the keys go to."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one cell."""
        super().paint(painter, option, index)
        if index == self.view.currentIndex() and self.view.hasFocus():
            painter.save()
            painter.setPen(QPen(QColor(tokens().accent), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(option.rect.adjusted(1, 1, -2, -2))
            painter.restore()


def paint_dot(painter: QPainter, room: QRectF, tone: Tone) -> None:
    """Draw the dot of a tone at the left of `room`, in its middle."""
    _ground, ink = tone_colours(tone)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(ink)
    radius = scaled(9) / 2
    painter.drawEllipse(QPointF(room.left() + radius, room.center().y()), radius, radius)


def _face(kind: ColumnKind) -> QFont:
    face = font(bold=kind is ColumnKind.STRONG)
    face.setUnderline(kind is ColumnKind.LINK)
    return face
