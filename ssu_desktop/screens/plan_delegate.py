"""How the cells of a plan are drawn and edited: wrapped text, an editor for each column."""

from math import ceil
from typing import TYPE_CHECKING

from PySide6.QtCore import QAbstractItemModel, QEvent, QObject, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QKeyEvent, QPainter, QPen, QTextLayout, QTextOption
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from ssu_desktop.language import N_, _
from ssu_desktop.records.kinds import Period
from ssu_desktop.screens.field import enters, submits
from ssu_desktop.screens.lettering import held_words
from ssu_desktop.screens.pages import Index
from ssu_desktop.screens.plan_cells import PlanColumn
from ssu_desktop.screens.plan_editors import CellChoice, CellEditor, CellLine, CellText
from ssu_desktop.screens.staff_form import ADD_STAFF
from ssu_desktop.screens.theme import font, scaled, tokens

if TYPE_CHECKING:
    from ssu_desktop.screens.plan_table import PlanTable

LOWEST_ROW = 38

_PAD, _TOP = 8, 7
_DATES_WIDTH = 190
_POINTS = 9.75
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
        lacks = not rows.read_only and rows.is_wrong(index)
        wrong = lacks and (self.view.insists or bool(rows.text(index)))
        ground = (
            look.late_soft if wrong else look.accent_wash if index.row() == current.row() else look.surface
        )
        painter.save()
        painter.fillRect(option.rect, QColor(ground))
        text = rows.text(index)
        quiet = lacks or index.column() == PlanColumn.NUMBER
        ink = look.late if wrong else look.muted if quiet else look.text
        painter.setPen(QColor(ink))
        painter.setFont(font(_POINTS))
        room = _room(option.rect)
        shown = text or (_wanting(room.width()) if lacks else "")
        painter.drawText(room, _held(shown, room.width()), _wrapping())
        if index.row() == current.row() and index.column() == current.column() and self.view.hasFocus():
            painter.setPen(QPen(QColor(look.accent), 2))
            painter.drawRect(option.rect.adjusted(1, 1, -2, -2))
        painter.restore()

    def sizeHint(self, _option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return the height of the wrapped text at the column's width."""
        width = self.view.columnWidth(index.column())
        height = _height(self.view.rows.text(index), width - 2 * scaled(_PAD) - 1)
        return QSize(width, max(height + 2 * scaled(_TOP) + 2, scaled(LOWEST_ROW)))

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
            names = list(self.view.rows.reading.staff.values())
            verb = _(ADD_STAFF) if self.view.offers_staff else ""
            choice = CellChoice(parent, names, free=True, verb=verb)
            choice.wanted.connect(self.view.want_staff)
            return choice
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
            place.setHeight(min(place.height(), scaled(LOWEST_ROW)))
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


def _room(place: QRect) -> QRectF:
    return QRectF(place.adjusted(scaled(_PAD), scaled(_TOP), -scaled(_PAD), -scaled(_TOP) + 2))


def _held(text: str, width: float) -> str:
    return held_words(text, QFontMetricsF(font(_POINTS)), width)


def _height(text: str, width: int) -> int:
    """Return the height of wrapped text, broken into lines as it is painted."""
    layout = QTextLayout(_held(text, width).replace("\n", "\u2028"), font(_POINTS))
    layout.setTextOption(_wrapping())
    layout.beginLayout()
    height = 0.0
    while (line := layout.createLine()).isValid():
        line.setLineWidth(width)
        height += line.height()
    layout.endLayout()
    return ceil(height)


def _wanting(room: float) -> str:
    """Return what stands in a cell that lacks something, without its words where they have no room."""
    words = _(N_("— choose"))
    return words if QFontMetricsF(font(_POINTS)).horizontalAdvance(words) <= room else words[:1]


def _wrapping() -> QTextOption:
    option = QTextOption(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    return option
