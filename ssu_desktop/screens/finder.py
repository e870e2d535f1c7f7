"""Find a person from anywhere: a line at the top and its answers below, as one types."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QModelIndex, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFocusEvent, QFontMetrics, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QFrame,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from ssu_desktop.language import N_
from ssu_desktop.screens.cards import plain_label
from ssu_desktop.screens.loupe import Loupe
from ssu_desktop.screens.pages import Index
from ssu_desktop.screens.theme import font, scaled, tokens, wear
from ssu_desktop.screens.words import Words

_MOST = 8
_HIT = Qt.ItemDataRole.UserRole
_STAYS = (Qt.FocusReason.ActiveWindowFocusReason, Qt.FocusReason.PopupFocusReason)  # one comes back to it


@dataclass(frozen=True, kw_only=True)
class Hit:
    """One answer: what opens it, the name, and a line that tells people of one name apart."""

    key: object
    title: str
    detail: str = ""


Search = Callable[[str], Sequence[Hit]]


class Finder(QLineEdit):
    """The search line; arrows choose, Enter opens, Esc goes back to where one was."""

    found = Signal(object)  # the key of the hit

    def __init__(self, search: Search, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.words = Words()
        self._search = search
        self._came_from: QWidget | None = None
        wear(self, "finder")
        self._loupe = Loupe(self)
        self.setMaximumWidth(scaled(460))
        self.setMinimumWidth(scaled(160))
        self.setMaxLength(80)
        self.words.say(self.setPlaceholderText, N_("Find a person: name, IIN, file No    F3"))
        self.words.say(self.setAccessibleName, N_("Find a person"))
        self.answers = _Answers(self)
        self.answers.list.itemClicked.connect(self._open)
        self.textEdited.connect(self._ask)

    def start(self) -> None:
        """Put the cursor here, remembering where it was."""
        window = self.window()
        focused = window.focusWidget()
        if focused is not self:
            self._came_from = focused
        self.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.selectAll()

    def event(self, event: QEvent) -> bool:
        """Keep Esc from the window: here it leaves the line, not the screen."""
        struck = isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape
        if struck and event.type() is QEvent.Type.ShortcutOverride:
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Walk the answers, open one, or go back."""
        rows = self.answers.list
        step = {Qt.Key.Key_Down.value: 1, Qt.Key.Key_Up.value: -1}.get(event.key())
        if step is not None:
            rows.setCurrentRow(max(0, min(rows.currentRow() + step, rows.count() - 1)))
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if self.answers.isVisible() and rows.currentItem() is not None:
                self._open(rows.currentItem())
        elif event.key() == Qt.Key.Key_Escape:
            self._go_back()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Take the answers away, and what was asked: the next question begins anew."""
        super().focusOutEvent(event)
        self.answers.hide()
        if event.reason() not in _STAYS:
            self.clear()

    def changeEvent(self, event: QEvent) -> None:
        """Say the words again when the language changes."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.LanguageChange:
            self.words.again()

    def _ask(self, text: str) -> None:
        hits = self._search(text.strip())[:_MOST] if text.strip() else None
        if hits is None:
            self.answers.hide()
        else:
            self.answers.show_hits(hits, self)

    def _open(self, item: QListWidgetItem) -> None:
        hit: Hit = item.data(_HIT)
        self.answers.hide()
        self.clear()
        self.found.emit(hit.key)

    def _go_back(self) -> None:
        self.answers.hide()
        self.clear()
        if self._came_from is not None:
            self._came_from.setFocus()


class _Answers(QFrame):
    """The answers, floating over the page within the window; the cursor stays in the line."""

    def __init__(self, finder: Finder) -> None:
        super().__init__(finder)
        self.words = Words()
        wear(self, "popup")
        self.list = QListWidget()
        self.list.setItemDelegate(_HitPainter(self.list))
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setFrameShape(QFrame.Shape.NoFrame)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setStyleSheet("border: 0;")
        self.nobody = plain_label("muted", wraps=True)
        self.words.say(self.nobody.setText, N_("Nobody found. Try a part of the name or of the IIN."))
        column = QVBoxLayout(self)
        column.setContentsMargins(scaled(6), scaled(6), scaled(6), scaled(6))
        column.addWidget(self.list)
        column.addWidget(self.nobody)
        self.hide()

    def show_hits(self, hits: Sequence[Hit], below: QWidget) -> None:
        """Show the answers below the line."""
        self.words.again()
        self.list.clear()
        for hit in hits:
            item = QListWidgetItem(hit.title)
            item.setData(_HIT, hit)
            self.list.addItem(item)
        self.list.setCurrentRow(0)
        self.list.setVisible(bool(hits))
        self.nobody.setVisible(not hits)
        window = below.window()
        self.setParent(window)
        corner = below.mapTo(window, QPoint(0, below.height() + scaled(4)))
        words = self.nobody.heightForWidth(below.width() - scaled(12) - 2 * self.frameWidth())
        height = scaled(16) + (len(hits) * _HitPainter.height() if hits else words)
        self.setGeometry(QRect(corner, QSize(below.width(), height)))
        self.show()
        self.raise_()


class _HitPainter(QStyledItemDelegate):
    """A name, and below it what tells it from others."""

    @staticmethod
    def height() -> int:
        return scaled(46)

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        return QSize(scaled(100), self.height())

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | Index) -> None:
        look, hit = tokens(), index.data(_HIT)
        rect, state = option.rect, option.state
        painter.save()
        if state & (QStyle.StateFlag.State_Selected | QStyle.StateFlag.State_MouseOver):
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(look.accent_soft))
            painter.drawRoundedRect(rect, scaled(4), scaled(4))
        room = rect.adjusted(scaled(10), scaled(3), -scaled(10), -scaled(3))
        halves = (
            (hit.title, font(bold=True), look.text, Qt.AlignmentFlag.AlignTop),
            (hit.detail, font(9.5), look.muted, Qt.AlignmentFlag.AlignBottom),
        )
        for text, face, ink, side in halves:
            painter.setFont(face)
            painter.setPen(QColor(ink))
            line = QFontMetrics(face).elidedText(text, Qt.TextElideMode.ElideRight, room.width())
            painter.drawText(room, side | Qt.AlignmentFlag.AlignLeft, line)
        painter.restore()
