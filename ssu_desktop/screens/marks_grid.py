"""The marks of a unit as a grid: people and their activities down, months across, set by keys."""

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QAbstractItemView, QWidget

from ssu_desktop.actions.unit_marks import UnitActivity
from ssu_desktop.language import N_, _, spoken
from ssu_desktop.language.dates import month_name
from ssu_desktop.records.kinds import MarkKind
from ssu_desktop.screens.cells import FramedPainter
from ssu_desktop.screens.chips import Chip, Tone
from ssu_desktop.screens.marks_card import SIGNS, mark_of
from ssu_desktop.screens.pages import Column, ColumnKind, Index
from ssu_desktop.screens.plan_head import SHORT_DOMAINS
from ssu_desktop.screens.table import PagedTable

MONTHS_FROM = 3  # the number of the first column of a month
_TONES = {MarkKind.POSITIVE: Tone.DONE, MarkKind.NO_CHANGE: Tone.NEUTRAL}
_Move = QAbstractItemView.CursorAction


def grid_columns(months: Sequence[date]) -> list[Column[UnitActivity]]:
    """Return the columns: who, of which domain, what, and one for each month."""
    text, muted = ColumnKind.TEXT, ColumnKind.MUTED
    return [
        Column(title=N_("Recipient|column"), value=_name, kind=ColumnKind.STRONG, width=230),
        Column(
            title=N_("Domain"),
            value=lambda row: _(SHORT_DOMAINS[row.domain]),
            kind=muted,
            width=130,
            spare=True,
        ),
        Column(title=N_("Activity"), value=lambda row: row.service, kind=text, width=260, stretch=True),
        *(
            Column(
                title=month_name(month.month, spoken()), value=_cell(month), kind=ColumnKind.CHIP, width=118
            )
            for month in months
        ),
    ]


def _name(row: UnitActivity) -> str:
    return row.name if row.first else ""


def _cell(month: date) -> Callable[[UnitActivity], Chip | str]:
    """Return what shows the mark of a month: its sign, with a point where a note stands beside."""

    def value(row: UnitActivity) -> Chip | str:
        given = row.marks.get(month)
        if given is None:
            return f"  {SIGNS[None]}" if row.runs_in(month) else ""
        sign = SIGNS[given.mark]
        return Chip(f"{sign} •" if given.note else sign, _TONES[given.mark])

    return value


class MarksGrid(PagedTable[UnitActivity]):
    """`+` and `0` mark the cell with the cursor and go down, Del takes away; arrows go anywhere."""

    marked = Signal(object)  # a MarkKind, or None: for the cell with the cursor
    moved = Signal()  # the cursor came to another cell

    def __init__(
        self,
        months: Sequence[date],
        load: Callable[[int, int], Sequence[UnitActivity]],
        count: Callable[[], int],
        parent: QWidget | None = None,
    ) -> None:
        self.months = tuple(months)
        super().__init__(grid_columns(months), load, count, parent, key=lambda row: row.item_id)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectItems)
        self.painter = FramedPainter(self)
        self.setItemDelegate(self.painter)

    def show_months(self, months: Sequence[date]) -> None:
        """Show other months, or the same ones in another language."""
        self.months = tuple(months)
        self.pages.columns = grid_columns(months)
        self.pages.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(self.pages.columns) - 1)

    @property
    def month(self) -> date:
        """The month with the cursor."""
        place = self.currentIndex().column() - MONTHS_FROM
        return self.months[place] if 0 <= place < len(self.months) else self.months[-1]

    def refresh(self) -> None:
        """Read the list again; the cursor stays in its column."""
        column = self.currentIndex().column()
        super().refresh()
        self.go_to(self.currentIndex().row(), column if column >= MONTHS_FROM else self._last())

    def go_to(self, row: int, column: int) -> None:
        """Put the cursor into a cell of a month."""
        if 0 <= row < self.pages.rowCount():
            index = self.pages.index(row, min(max(column, MONTHS_FROM), self._last()))
            self.setCurrentIndex(index)
            self.scrollTo(index)

    def go_down(self) -> None:
        """Go on to the next activity in the same month."""
        self.go_to(self.currentIndex().row() + 1, self.currentIndex().column())

    def _last(self) -> int:
        return MONTHS_FROM + len(self.months) - 1

    def moveCursor(self, action: _Move, modifiers: Qt.KeyboardModifier) -> QModelIndex:
        """Move among the cells of the months only."""
        index = super().moveCursor(action, modifiers)
        if not index.isValid() or index.column() >= MONTHS_FROM:
            return index
        inside = self.currentIndex().column() >= MONTHS_FROM
        return self.pages.index(index.row(), MONTHS_FROM if inside else self._last())

    def currentChanged(self, current: Index, previous: Index) -> None:
        """Tell that the cursor moved."""
        super().currentChanged(current, previous)
        self.viewport().update()
        self.moved.emit()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Go to the last month with a click on a name or an activity."""
        super().mousePressEvent(event)
        index = self.currentIndex()
        if index.isValid() and index.column() < MONTHS_FROM:
            self.go_to(index.row(), self._last())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Mark, take away, go on; else what a list does."""
        held = event.modifiers() & (Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier)
        kind = None if held else mark_of(event)
        if kind is not None:
            self.marked.emit(kind)
        elif event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace) and not held:
            self.marked.emit(None)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not held:
            self.go_down()
        else:
            super().keyPressEvent(event)
