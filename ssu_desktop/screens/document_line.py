"""One document of the checklist as a line: its tick, its name, what is known of it, its paragraph."""

from collections.abc import Iterator
from pathlib import Path

from PySide6.QtCore import QMimeData, QRectF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDropEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ssu_desktop.actions.file_rows import DocumentRow, DocumentState
from ssu_desktop.language import N_, _, spoken
from ssu_desktop.language.dates import short
from ssu_desktop.language.nouns import Noun, counted
from ssu_desktop.law import Article
from ssu_desktop.screens.attaching import scan_clip, scan_link
from ssu_desktop.screens.findings import ArticleLink, ArticleText, Explain
from ssu_desktop.screens.lines import KeyLine, cell
from ssu_desktop.screens.theme import icon_pixmap, mark, scaled, tokens

_BOX = 18


class TickBox(QWidget):
    """The box at the left of a line; the line has the cursor, the box takes the mouse."""

    clicked = Signal()

    def __init__(self, *, on: bool) -> None:
        super().__init__()
        self.on = on
        self.setFixedSize(scaled(_BOX + 4), scaled(_BOX + 4))
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw an empty box, or a full one with its tick."""
        look, painter, side = tokens(), QPainter(self), scaled(_BOX)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(1, 1, side, side)
        painter.setPen(QPen(QColor(look.accent if self.on else look.muted), 1.4))
        painter.setBrush(QColor(look.accent if self.on else look.surface))
        painter.drawRoundedRect(box, 4, 4)
        if self.on:
            inside = scaled(_BOX - 4)
            tick = icon_pixmap("tick", look.on_accent, size=inside)
            painter.drawPixmap(QRectF(3, 3, inside, inside).toRect(), tick)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Tell of a click."""
        if event.button() is Qt.MouseButton.LeftButton:
            self.clicked.emit()


class DocumentLine(KeyLine):
    """Space ticks it with today's date or unticks it, Enter opens all that is known of it.

    Ctrl+Ins, the clip or a dropped file attach a scan; the link beside the clip shows what is attached.
    """

    attach_asked = Signal()
    dropped = Signal(Path)  # a file from outside
    looked_at = Signal()  # the scans are to be shown

    def __init__(self, row: DocumentRow, explain: Explain) -> None:
        detail = details_of(row)
        super().__init__(row.code or row.id, row.title(spoken()), detail)
        self.row = row
        line = QHBoxLayout(self)
        line.setContentsMargins(scaled(8), scaled(5), scaled(8), scaled(5))
        line.setSpacing(scaled(10))
        self.box = TickBox(on=row.state is DocumentState.RECEIVED)
        self.box.clicked.connect(self.ticked)
        top = Qt.AlignmentFlag.AlignTop if detail else Qt.AlignmentFlag.AlignVCenter
        line.addWidget(self.box, 0, top)
        words = QVBoxLayout()
        words.setContentsMargins(0, scaled(2), 0, 0)  # the name in line with its box and its links
        words.setSpacing(scaled(1))
        quiet = row.state in (DocumentState.NOT_NEEDED, DocumentState.OPTIONAL)
        words.addWidget(cell("muted" if quiet else "", row.title(spoken())))
        if detail:
            words.addWidget(cell("hint", detail))
        line.addLayout(words, 1)
        for widget in self._scan_parts(row):
            line.addWidget(widget, 0, top)
        if row.article is not None:
            line.addWidget(ArticleLink(row.article, _with_words(row, explain)), 0, top)
        self.setAcceptDrops(True)

    def _scan_parts(self, row: DocumentRow) -> Iterator[QWidget]:
        if row.scans:
            self.look = scan_link(row.scans)
            self.look.clicked.connect(self.looked_at)
            yield self.look
        self.clip = scan_clip()
        self.clip.clicked.connect(self.attach_asked)
        yield self.clip

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Attach with Ctrl+Ins; else as every line."""
        if event.key() == Qt.Key.Key_Insert and event.modifiers() == Qt.KeyboardModifier.ControlModifier:
            self.attach_asked.emit()
        else:
            super().keyPressEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take files from outside, and show where they would go."""
        if _file_of(event.mimeData()) is not None:
            event.acceptProposedAction()
            mark(self, "target")

    def dragLeaveEvent(self, _event: QDragLeaveEvent) -> None:
        """Look as before."""
        mark(self, "")

    def dropEvent(self, event: QDropEvent) -> None:
        """Attach the file that was dropped."""
        mark(self, "")
        path = _file_of(event.mimeData())
        if path is not None:
            event.acceptProposedAction()
            self.dropped.emit(path)


def _file_of(dragged: QMimeData) -> Path | None:
    """Return the one file of this computer that is dragged; several, or something else, is None."""
    urls = dragged.urls()
    return Path(urls[0].toLocalFile()) if len(urls) == 1 and urls[0].isLocalFile() else None


def details_of(row: DocumentRow) -> str:
    """Return what is known of a document in one line; of a missing one, when it is asked for."""
    known: list[str] = []
    if row.state is DocumentState.RECEIVED:
        known.append(_(row.form.msgid))
        if row.received_on is not None:
            known.append(short(row.received_on))
        known.append(row.received_from)
        if row.pages:
            known.append(counted(spoken(), row.pages, Noun.PAGE))
    elif row.state is not DocumentState.NOT_NEEDED:
        known.append(row.condition_kk if spoken() == "kk" else row.condition_ru)
    else:
        known.append(_(N_("not needed")))
    known.append(row.note)
    return " · ".join(part for part in known if part)


def _with_words(row: DocumentRow, explain: Explain) -> Explain:
    """Explain a row's paragraph by the words that the order has for this document."""

    def tell(article: Article) -> ArticleText | None:
        told = explain(article)
        title = told.title if told else ""
        meaning = row.full_ru if spoken() == "ru" else row.condition_kk
        return ArticleText(title=title, text=row.full_kk, meaning=meaning)

    return tell
