"""The real page of annex 4 beside the table of a plan, drawn off the window's thread as one types."""

from collections.abc import Callable
from uuid import UUID

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSplitter, QWidget

from ssu_desktop.actions.desk import Desk
from ssu_desktop.actions.printing import CannotPrint, preview_plan_draft
from ssu_desktop.language import N_, Language, spoken
from ssu_desktop.rules.plan_draft import PlanDraft
from ssu_desktop.screens.newest import Newest
from ssu_desktop.screens.preview import PdfPreview
from ssu_desktop.screens.theme import scaled

_PAGE_FROM = 1000  # the width from which there is room for the page beside the table
_PAGE_WIDTH = 400
_REDRAW_MS = 350  # after the last keystroke


class PlanPaper(PdfPreview):
    """Shows the plan that `typed` gives, as it stands at the moment of drawing; None: nothing to draw."""

    def __init__(self, desk: Desk, typed: Callable[[], tuple[UUID, PlanDraft] | None]) -> None:
        super().__init__()
        self._desk, self._typed = desk, typed
        self.drawing: Newest[bytes] = Newest(self, N_("Drawing the pages"), self.show_pdf, self._fail)
        self._pause = QTimer(self, singleShot=True, interval=_REDRAW_MS)
        self._pause.timeout.connect(self.redraw)
        self.words.say(self.title.setText, N_("Annex 4"))
        self.language_chosen.connect(lambda _code: self.redraw())

    def redraw_soon(self) -> None:
        """Draw after a pause in typing."""
        self._pause.start()

    def redraw(self) -> None:
        """Draw what is typed by now; the window does not wait for it."""
        self._pause.stop()
        typed = self._typed()
        if typed is None or self.isHidden():
            return
        (plan_id, draft), desk = typed, self._desk
        language = Language(self.language.current() or spoken().value)
        self.drawing.ask(lambda: preview_plan_draft(desk, plan_id, draft, language))

    def _fail(self, error: Exception) -> None:
        if not isinstance(error, CannotPrint):
            raise error
        self.clear(error.text)


class PageBeside(QSplitter):
    """The work at the left and the page at its right: where there is room, or where the user wants it."""

    def __init__(self, work: QWidget, paper: PlanPaper) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self._paper = paper
        self._wished: bool | None = None
        self._shown: bool | None = None
        self.setChildrenCollapsible(False)
        self.addWidget(work)
        self.addWidget(paper)
        self.setStretchFactor(0, 1)

    def toggle(self) -> None:
        """Show the page, or hide it, whatever room there is."""
        self._wished = not self._shown
        self._place()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show the page where there is room for it."""
        super().resizeEvent(event)
        self._place()

    def _place(self) -> None:
        room = self.width() >= scaled(_PAGE_FROM)
        shown = room if self._wished is None else self._wished
        if shown == self._shown:
            return
        self._shown = shown
        self._paper.setVisible(shown)
        if shown:
            page = min(scaled(_PAGE_WIDTH), self.width() // 2)
            self.setSizes([self.width() - page, page])
            self._paper.redraw()
