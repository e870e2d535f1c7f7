"""A list too wide for the window: it scrolls sideways, and the column that names the row stays in sight."""

from collections.abc import Callable, Sequence
from typing import TypeVar

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QResizeEvent
from PySide6.QtWidgets import QFrame, QHeaderView, QStyle, QStyleOptionViewItem, QTableView, QWidget

from ssu_desktop.screens.cells import ROW_HEIGHT, CellPainter
from ssu_desktop.screens.pages import Column, Index
from ssu_desktop.screens.table import PagedTable
from ssu_desktop.screens.theme import font, scaled, tokens

Row = TypeVar("Row")
_HEADING_POINTS = 9.0


class WideTable(PagedTable[Row]):
    """Columns keep their widths; the column `held` moves to the left edge instead of out of sight."""

    def __init__(
        self,
        columns: Sequence[Column[Row]],
        load: Callable[[int, int], Sequence[Row]],
        count: Callable[[], int],
        parent: QWidget | None = None,
        *,
        key: Callable[[Row], object] | None = None,
        held: int = 0,
    ) -> None:
        super().__init__(columns, load, count, parent, key=key)
        self._held = held
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.setHorizontalScrollMode(QTableView.ScrollMode.ScrollPerPixel)
        _raise(self.horizontalHeader(), columns)
        self.setCornerWidget(QWidget())
        self.sheet = self._make_sheet()
        self.horizontalScrollBar().valueChanged.connect(self._place_sheet)
        self.verticalScrollBar().valueChanged.connect(self.sheet.verticalScrollBar().setValue)

    def show_columns(self, columns: Sequence[Column[Row]]) -> None:
        """Show other titles, in another language."""
        self.pages.columns = columns
        _raise(self.horizontalHeader(), columns)
        self.pages.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(columns) - 1)
        self._place_sheet()
        self.viewport().update()

    def _make_sheet(self) -> QTableView:
        """Return a second view of the list that shows the held column only, above the first."""
        sheet = QTableView(self)
        sheet.setModel(self.pages)
        sheet.setSelectionModel(self.selectionModel())
        sheet.setItemDelegate(_SheetPainter(self))
        sheet.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        sheet.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        sheet.setFrameShape(QFrame.Shape.NoFrame)
        sheet.setShowGrid(False)
        sheet.setStyleSheet("border: 0; border-radius: 0;")
        sheet.setSelectionBehavior(QTableView.SelectionBehavior.SelectRows)
        sheet.setVerticalScrollMode(QTableView.ScrollMode.ScrollPerPixel)
        for bar in (sheet.setHorizontalScrollBarPolicy, sheet.setVerticalScrollBarPolicy):
            bar(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        rows = sheet.verticalHeader()
        rows.hide()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        rows.setMinimumSectionSize(scaled(ROW_HEIGHT))
        rows.setDefaultSectionSize(scaled(ROW_HEIGHT))
        sheet.horizontalHeader().setHighlightSections(False)
        for n in range(len(self.pages.columns)):
            sheet.setColumnHidden(n, n != self._held)
        sheet.setColumnWidth(self._held, self.columnWidth(self._held))
        sheet.hide()
        return sheet

    def _share_width(self) -> None:
        for n, column in enumerate(self.pages.columns):
            self.horizontalHeader().resizeSection(n, scaled(column.width))

    def _place_sheet(self) -> None:
        """Show the held column at the left edge while its own place is out of sight."""
        frame = self.frameWidth()
        self.sheet.setVisible(self.columnViewportPosition(self._held) < 0)
        header = self.horizontalHeader().height()
        self.sheet.horizontalHeader().setFixedHeight(header)
        height = self.viewport().height() + header
        self.sheet.setGeometry(frame, frame, self.columnWidth(self._held), height)
        self.sheet.verticalScrollBar().setValue(self.verticalScrollBar().value())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the held column as high as the list."""
        super().resizeEvent(event)
        self._place_sheet()

    def changeEvent(self, event: QEvent) -> None:
        """Keep the held column as high as the heading of the new language."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.LanguageChange:
            self._place_sheet()


class _SheetPainter(CellPainter):
    """Draws the held column as part of the list below it, with a line at its right."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one cell."""
        option.state |= QStyle.StateFlag.State_Active
        super().paint(painter, option, index)
        painter.setPen(QColor(tokens().edge))
        painter.drawLine(option.rect.topRight(), option.rect.bottomRight())


def folded(title: str, width: int) -> str:
    """Return a long official heading in lines that fit a column `width` wide at 100 %."""
    metrics = QFontMetricsF(font(_HEADING_POINTS, bold=True))
    lines = [""]
    for word in title.split():
        longer = f"{lines[-1]} {word}".strip()
        if lines[-1] and metrics.horizontalAdvance(longer) > scaled(width - 20):
            lines.append(word)
        else:
            lines[-1] = longer
    return "\n".join(lines)


def _raise(header: QHeaderView, columns: Sequence[Column[Row]]) -> None:
    """Make the heading as high as its longest title."""
    most = max(column.title.count("\n") + 1 for column in columns)
    line = QFontMetricsF(font(_HEADING_POINTS, bold=True)).lineSpacing()
    header.setFixedHeight(round(line * most) + scaled(24))
    header.setHighlightSections(False)
