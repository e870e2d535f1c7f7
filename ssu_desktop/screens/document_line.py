"""One document of the checklist as a line: its tick, its name, what is known of it, its paragraph."""

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ssu_desktop.actions.file_rows import DocumentRow, DocumentState
from ssu_desktop.language import N_, _, spoken
from ssu_desktop.language.dates import short
from ssu_desktop.language.nouns import Noun, counted
from ssu_desktop.law import Article
from ssu_desktop.screens.findings import ArticleLink, ArticleText, Explain
from ssu_desktop.screens.lines import KeyLine, cell
from ssu_desktop.screens.theme import icon_pixmap, scaled, tokens

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
    """Space ticks it with today's date or unticks it, Enter opens all that is known of it."""

    def __init__(self, row: DocumentRow, explain: Explain) -> None:
        detail = details_of(row)
        super().__init__(row.code or row.id, row.title(spoken()), detail)
        self.row = row
        line = QHBoxLayout(self)
        line.setContentsMargins(scaled(8), scaled(5), scaled(8), scaled(5))
        line.setSpacing(scaled(10))
        self.box = TickBox(on=row.state is DocumentState.RECEIVED)
        self.box.clicked.connect(self.ticked)
        top = Qt.AlignmentFlag.AlignTop
        line.addWidget(self.box, 0, top)
        words = QVBoxLayout()
        words.setSpacing(scaled(1))
        quiet = row.state in (DocumentState.NOT_NEEDED, DocumentState.OPTIONAL)
        words.addWidget(cell("muted" if quiet else "", row.title(spoken())))
        if detail:
            words.addWidget(cell("hint", detail))
        line.addLayout(words, 1)
        if row.article is not None:
            line.addWidget(ArticleLink(row.article, _with_words(row, explain)), 0, top)


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
