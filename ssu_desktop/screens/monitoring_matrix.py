"""The matrix of monitoring: points are typed straight into the cells, by the key's place on any layout."""

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QKeyEvent, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from ssu_desktop.screens.cards import plain_label
from ssu_desktop.screens.keys import digit_of
from ssu_desktop.screens.monitoring_rounds import TOTAL_ROW, Rounds, round_title, signed
from ssu_desktop.screens.pages import Index
from ssu_desktop.screens.plan_table import leave_table
from ssu_desktop.screens.theme import font, scaled, tokens

_ROW, _HEAD, _NAMES, _LEAST = 30, 46, 138, 92
_POINTS, _LEAST_POINTS = 10.5, 9.0  # smaller letters where all domains would not be in sight, as at 150 %
_PAD = 10
_LONGEST = 3  # digits of the points that a cell of annex 5 takes
_DOWN = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab)


class _Cells(QStyledItemDelegate):
    """Draws points and, beside them, the difference: coloured and signed."""

    def __init__(self, view: "Matrix") -> None:
        super().__init__(view)
        self.view = view

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one cell."""
        look, rounds = tokens(), self.view.rounds
        whole = index.row() == TOTAL_ROW
        ground = look.accent_wash if index.column() == rounds.current else look.background if whole else ""
        painter.save()
        painter.fillRect(option.rect, QColor(ground or look.surface))
        points = rounds.points(index.row(), index.column())
        room = QRectF(option.rect).adjusted(scaled(_PAD), 0, -scaled(4), 0)
        painter.setFont(font(self.view.points, bold=whole))
        if points is not None:
            wrong = rounds.is_wrong(index.row(), index.column())
            painter.setPen(QColor(look.late if wrong else look.text))
            words = f"{points} !" if wrong else str(points)
            painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, words)
            room.setLeft(room.left() + painter.fontMetrics().horizontalAdvance(words) + scaled(6))
            room.setLeft(self._difference(painter, room, rounds.difference(index.row(), index.column())))
            self._since_admission(painter, room, rounds.since_admission(index.row(), index.column()))
        if index == self.view.currentIndex() and self.view.hasFocus():
            painter.setPen(QPen(QColor(look.accent), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(option.rect.adjusted(1, 1, -2, -2))
        painter.restore()

    def _difference(self, painter: QPainter, room: QRectF, change: int | None) -> float:
        """Draw the difference to the round before; return where the next words may begin."""
        if change is None:
            return room.left()
        look = tokens()
        painter.setPen(QColor(look.done if change < 0 else look.late if change > 0 else look.muted))
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, signed(change))
        return room.left() + painter.fontMetrics().horizontalAdvance(signed(change)) + scaled(5)

    def _since_admission(self, painter: QPainter, room: QRectF, change: int | None) -> None:
        """Draw the difference to admission in brackets, where there is room for it."""
        if change is None:
            return
        words = f"({signed(change)})"
        painter.setFont(font(_LEAST_POINTS))
        if painter.fontMetrics().horizontalAdvance(words) <= room.width():
            painter.setPen(QColor(tokens().muted))
            painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, words)


class _Rounds(QHeaderView):
    """The heads of the columns: the round and its day, the current one marked."""

    def __init__(self, rounds: Rounds, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._rounds = rounds
        self.lines_height = scaled(_HEAD)
        self.setSectionsClickable(True)

    def sizeHint(self) -> QSize:
        """Return the room of two lines."""
        return QSize(super().sizeHint().width(), self.lines_height)

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        """Draw the head of one column."""
        look, current = tokens(), section == self._rounds.current
        painter.save()
        painter.fillRect(rect, QColor(look.accent_soft if current else look.background))
        painter.setPen(QColor(look.line))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        painter.drawLine(rect.topRight(), rect.bottomRight())
        painter.setPen(QColor(look.accent if current else look.muted))
        room = QRectF(rect).adjusted(scaled(7), scaled(5), -1, -scaled(4))
        half = room.height() / 2
        lines = (round_title(self._rounds.columns[section].kind), self._rounds.when(section))
        for number, line in enumerate(lines):
            painter.setFont(font(9.0, bold=number == 0 or current))
            text = painter.fontMetrics().elidedText(line, Qt.TextElideMode.ElideRight, int(room.width()))
            place = QRectF(room.left(), room.top() + number * half, room.width(), half)
            painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, text)
        painter.restore()


class _Names(QHeaderView):
    """The heads of the rows: the domains, and the total."""

    def __init__(self, view: "Matrix") -> None:
        super().__init__(Qt.Orientation.Vertical, view)
        self.view = view

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        """Draw the name of one row."""
        look, whole = tokens(), section == TOTAL_ROW
        painter.save()
        painter.fillRect(rect, QColor(look.background if whole else look.surface))
        painter.setPen(QColor(look.line))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        painter.drawLine(rect.topRight(), rect.bottomRight())
        painter.setPen(QColor(look.text))
        painter.setFont(font(self.view.points, bold=whole))
        room = QRectF(rect).adjusted(scaled(_PAD), 0, -scaled(2), 0)
        word = str(self.model().headerData(section, Qt.Orientation.Vertical))
        text = painter.fontMetrics().elidedText(word, Qt.TextElideMode.ElideRight, int(room.width()))
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, text)
        painter.restore()


class Matrix(QTableView):
    """Digits write, Backspace takes one back, Enter and Tab go down, arrows go anywhere."""

    column_chosen = Signal(int)
    left_below = Signal()  # Enter or Tab on the last domain

    def __init__(self, rounds: Rounds, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rounds = rounds
        self._fresh = True  # the next digit replaces what stands in the cell
        self.points = _POINTS  # the size of the letters
        self._room = 0
        self.heads = _Rounds(rounds, self)
        self.setHorizontalHeader(self.heads)
        self.setVerticalHeader(_Names(self))
        self.corner = plain_label("corner")
        self.corner.setParent(self)
        self.setModel(rounds)
        self.setItemDelegate(_Cells(self))
        self._calm()
        rounds.modelReset.connect(lambda: self.fit_into(self._room))
        rounds.modelReset.connect(self._share_width)
        rounds.headerDataChanged.connect(self._share_width)
        self.horizontalHeader().sectionClicked.connect(lambda column: self.go_to(0, column))

    def _calm(self) -> None:
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        names = self.verticalHeader()
        names.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        names.setFixedWidth(scaled(_NAMES))
        names.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.setCornerButtonEnabled(False)
        self.fit_into(0)

    def fit_into(self, room: int) -> None:
        """Be as high as the rows are; rows and letters grow smaller, to a limit, to fit `room` pixels."""
        self._room = room
        count, line = TOTAL_ROW + 1, QFontMetrics(font(_LEAST_POINTS)).height()
        bar = self.horizontalScrollBar().sizeHint().height() if self._overflows() else 0
        around = 2 * self.frameWidth() + bar
        low = around + scaled(_HEAD) + count * QFontMetrics(font(_POINTS)).height() > room > 0
        head = min(2 * line + scaled(6), scaled(_HEAD)) if low else scaled(_HEAD)
        self.points = _LEAST_POINTS if low else _POINTS
        row = max(min((room - around - head) // count, scaled(_ROW)), line)
        self.heads.lines_height = head
        self.heads.updateGeometry()
        self.verticalHeader().setMinimumSectionSize(row)
        self.verticalHeader().setDefaultSectionSize(row)
        self.setFixedHeight(around + head + count * row)
        self.corner.setGeometry(1, 1, scaled(_NAMES), head)
        self.updateGeometries()

    def _overflows(self) -> bool:
        return sum(self._needed()) > self.width() - scaled(_NAMES) - 2 * self.frameWidth()

    def go_to(self, row: int, column: int) -> None:
        """Put the cursor into a cell."""
        self.setCurrentIndex(self.rounds.index(row, column))
        self.setFocus()

    def clear_current(self) -> None:
        """Empty the cell with the cursor."""
        index = self.currentIndex()
        if index.isValid() and index.row() < TOTAL_ROW:
            self.rounds.put_points(index.row(), index.column(), None)
            self._fresh = True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Write, take back, go on; else what a table does."""
        digit = digit_of(event)
        modified = event.modifiers() & (Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier)
        if modified:
            event.ignore()
        elif digit is not None:
            self._write(digit)
        elif event.key() == Qt.Key.Key_Backspace:
            self._take_back()
        elif event.key() == Qt.Key.Key_Delete:
            self.clear_current()
        elif event.key() in _DOWN:
            self._go_down()
        elif event.key() == Qt.Key.Key_Backtab:
            self._go_up()
        else:
            super().keyPressEvent(event)

    def _write(self, digit: str) -> None:
        index = self.currentIndex()
        if not index.isValid() or index.row() >= TOTAL_ROW:
            return
        points = self.rounds.points(index.row(), index.column())
        text = digit if self._fresh or points is None else f"{points}{digit}"
        if len(text) <= _LONGEST:
            self._fresh = False
            self.rounds.put_points(index.row(), index.column(), int(text))

    def _take_back(self) -> None:
        index = self.currentIndex()
        if index.isValid() and index.row() < TOTAL_ROW:
            text = str(self.rounds.points(index.row(), index.column()) or "")[:-1]
            self._fresh = False
            self.rounds.put_points(index.row(), index.column(), int(text) if text else None)

    def _go_down(self) -> None:
        index = self.currentIndex()
        if index.row() + 1 < TOTAL_ROW:
            self.setCurrentIndex(self.rounds.index(index.row() + 1, index.column()))
        else:
            self.left_below.emit()

    def _go_up(self) -> None:
        index = self.currentIndex()
        if index.row() > 0:
            self.setCurrentIndex(self.rounds.index(index.row() - 1, index.column()))
        else:
            leave_table(self, forward=False)

    def currentChanged(self, current: Index, previous: Index) -> None:
        """Begin a cell anew; tell when it is another round."""
        super().currentChanged(current, previous)
        self._fresh = True
        self.viewport().update()
        if current.isValid() and current.column() != previous.column():
            self.column_chosen.emit(current.column())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the width anew."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.fit_into(self._room)
        self._share_width()

    def _needed(self) -> list[int]:
        """Return the least widths of the columns."""
        face = QFontMetrics(font(9.0, bold=True))
        return [
            max(face.horizontalAdvance(round_title(column.kind)) + scaled(14), scaled(_LEAST))
            for column in self.rounds.columns
        ]

    def _share_width(self) -> None:
        needed = self._needed()
        spare = max(self.viewport().width() - sum(needed), 0)
        for column, width in enumerate(needed):
            more = spare * (column + 1) // len(needed) - spare * column // len(needed)
            self.horizontalHeader().resizeSection(column, width + more)
