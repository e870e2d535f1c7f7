"""The real page of the form at the right of a screen, redrawn as one types."""

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPixmap, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from ssu_desktop.language import N_, Language
from ssu_desktop.screens.cards import Elided, button, plain_label
from ssu_desktop.screens.chips import Segments
from ssu_desktop.screens.pdf import PdfPages
from ssu_desktop.screens.theme import scaled, wear
from ssu_desktop.screens.words import Words

_EDGE = 2  # pixels of the frame round the page


class PdfPreview(QFrame):
    """Shows the pages of a PDF one at a time, as wide as there is room; PgUp and PgDn turn them."""

    language_chosen = Signal(str)  # `kk` or `ru`: the language that the form is wanted in
    print_asked = Signal()
    save_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.words = Words()
        self.data = b""  # of the PDF that is shown
        self.whole = False  # show each page whole, and not as wide as there is room
        self._pages: PdfPages | None = None
        self._number = 0
        self.title = Elided("subheading")
        self.language = Segments([(Language.KK.value, "ҚАЗ"), (Language.RU.value, "РУС")])
        self.language.chosen.connect(self.language_chosen)
        self.save, self.print = button("quiet", "save"), button()
        self.save.clicked.connect(self.save_asked)
        self.print.clicked.connect(self.print_asked)
        self.words.say(self.print.setText, N_("Print|short"))
        self.words.say(self.save.setToolTip, N_("Save as a PDF file"))
        self.words.say(self.save.setAccessibleName, N_("Save as a PDF file"))
        self.sheet = QLabel()
        self.note = plain_label("muted", wraps=True)
        self.back, self.forward = button("quiet", "back"), button("quiet", "forward")
        self.place = plain_label("muted")
        self.back.clicked.connect(lambda: self.turn(-1))
        self.forward.clicked.connect(lambda: self.turn(1))
        self.words.say(self.back.setAccessibleName, N_("Previous page"))
        self.words.say(self.forward.setAccessibleName, N_("Next page"))
        self._lay_out()
        wear(self, "preview")
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)

    def _lay_out(self) -> None:
        head, foot, column = QHBoxLayout(), QHBoxLayout(), QVBoxLayout(self)
        head.setSpacing(scaled(8))
        head.addWidget(self.title, 1)
        for widget in (self.language, self.save, self.print):
            head.addWidget(widget)
        self.view = QScrollArea()
        self.view.setWidget(self.sheet)
        self.view.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        self.view.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.view.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.view.viewport().installEventFilter(self)
        foot.addStretch(1)
        for part in (self.back, self.place, self.forward):
            foot.addWidget(part)
        foot.addStretch(1)
        column.setContentsMargins(scaled(20), scaled(16), scaled(12), scaled(8))
        column.setSpacing(scaled(10))
        column.addLayout(head)
        column.addWidget(self.note)
        column.addWidget(self.view, 1)
        column.addLayout(foot)
        self._show_page()

    def show_pdf(self, data: bytes) -> None:
        """Show a PDF; the page number stays where it was as far as there are so many."""
        self._pages, self.data = PdfPages(data), data
        self._number = min(self._number, self._pages.count - 1)
        self.words.hush(self.note.setText)
        self._show_page()

    def clear(self, note: str) -> None:
        """Show no page but a note (msgid) that says why."""
        self._pages, self.data = None, b""
        self.words.say(self.note.setText, note)
        self._show_page()

    def turn(self, step: int) -> None:
        """Go `step` pages on or back, within the document."""
        if self._pages is not None:
            self._number = max(0, min(self._number + step, self._pages.count - 1))
            self.view.verticalScrollBar().setValue(0)
            self._show_page()

    def page_number(self) -> int:
        """Return the page shown, from 1; 0 where there is none."""
        return self._number + 1 if self._pages is not None else 0

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Turn pages with PgUp and PgDn."""
        step = {Qt.Key.Key_PageUp.value: -1, Qt.Key.Key_PageDown.value: 1}.get(event.key())
        if step is None:
            super().keyPressEvent(event)
        else:
            self.turn(step)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Fit the page to the new width."""
        if isinstance(event, QResizeEvent) and event.size() != event.oldSize():
            self._show_page()
        return False

    def changeEvent(self, event: QEvent) -> None:
        """Say the words again when the language changes."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.LanguageChange:
            self.words.again()

    def _show_page(self) -> None:
        pages = self._pages
        self.note.setVisible(pages is None)
        self.view.setVisible(pages is not None)
        for part in (self.print, self.save):
            part.setEnabled(pages is not None)
        self.place.setText(f"{self._number + 1} / {pages.count}" if pages else "")
        self.back.setEnabled(pages is not None and self._number > 0)
        self.forward.setEnabled(pages is not None and self._number < pages.count - 1)
        if pages is None:
            return
        ratio = self.devicePixelRatioF()
        width = max(self.view.viewport().width() - _EDGE, 100)
        if self.whole:
            height = max(self.view.viewport().height() - _EDGE, 100)
            width = min(width, max(round(height / pages.steepness(self._number)), 100))
        picture = QPixmap.fromImage(pages.picture(self._number, width=round(width * ratio)))
        picture.setDevicePixelRatio(ratio)
        self.sheet.setPixmap(picture)
        self.sheet.adjustSize()
