"""The parts of a monitoring round in a column, and the marks of the activities beside or below."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ssu_desktop.actions.desk import Desk, Refused
from ssu_desktop.actions.monitoring import MonitoringPage, monitoring_page
from ssu_desktop.actions.monitoring_editing import set_mark
from ssu_desktop.language import N_
from ssu_desktop.records.kinds import MarkKind
from ssu_desktop.rules.round_draft import MarkDraft
from ssu_desktop.screens.marks_card import MarksCard
from ssu_desktop.screens.scrolling import scrolling
from ssu_desktop.screens.theme import scaled

_BESIDE_FROM = 900  # the width from which the marks stand beside the parts
_MARKS_WIDTH = 330
_ANY_WIDTH = 16_777_215  # Qt's word for no limit


class MarksBeside(QWidget):
    """A mark is stored as soon as it is chosen."""

    stored = Signal(object)  # the MonitoringPage with the new mark
    refused = Signal(object)  # the findings that stand in the way

    def __init__(self, desk: Desk, parts: Sequence[QWidget]) -> None:
        super().__init__()
        self._desk = desk
        self._page: MonitoringPage | None = None
        self._beside: bool | None = None
        self.marks = MarksCard()
        inner = QWidget()
        self._left = QVBoxLayout(inner)
        self._left.setSpacing(scaled(10))
        self._left.setContentsMargins(scaled(28), scaled(12), scaled(16), scaled(4))
        for part in parts:
            self._left.addWidget(part)
        self._left.addStretch(1)
        self._sides = QHBoxLayout(self)
        self._sides.setContentsMargins(0, 0, scaled(28), 0)
        self.column = scrolling(inner)
        self._sides.addWidget(self.column, 1)
        self.marks.marked.connect(self.set_mark)
        self.marks.may_mark = desk.may(N_("Mark an activity"))

    def show_marks(self, page: MonitoringPage) -> None:
        """Show the marks of a journal."""
        self._page = page
        self.marks.show_marks(page.activities, page.months, self._desk.today)

    def set_mark(self, item_id: UUID, month: date, mark: MarkKind | None) -> None:
        """Set, change or take away the mark of an activity in a month."""
        page = self._page
        if page is None:
            return
        given = next((row.marks.get(month) for row in page.activities if row.item_id == item_id), None)
        note, revision = (given.note, given.revision) if given is not None else ("", 0)
        draft = MarkDraft(item_id=item_id, month=month, mark=mark, note=note, revision=revision)
        answer = set_mark(self._desk, page.stay_id, draft)
        if isinstance(answer, Refused):
            self.refused.emit(answer.findings)
            return
        stored = monitoring_page(self._desk, page.stay_id, page.plan_number)
        if stored is not None:
            self.show_marks(stored)
            self.stored.emit(stored)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the marks below where there is no room beside."""
        super().resizeEvent(event)
        beside = self.width() >= scaled(_BESIDE_FROM)
        if beside == self._beside:
            return
        self._beside = beside
        self._sides.removeWidget(self.marks)
        self._left.removeWidget(self.marks)
        if beside:
            self._sides.addWidget(self.marks)
        else:
            self._left.addWidget(self.marks)
        self.marks.setMinimumHeight(0 if beside else scaled(280))
        self.marks.setMaximumWidth(scaled(_MARKS_WIDTH) if beside else _ANY_WIDTH)
        self.marks.setMinimumWidth(scaled(_MARKS_WIDTH) if beside else 0)
