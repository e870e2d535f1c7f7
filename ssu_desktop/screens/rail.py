"""The left rail: the places of the program, each with its icon, its word and what waits there."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QFrame, QSizePolicy, QVBoxLayout, QWidget

from ssu_desktop.language import _
from ssu_desktop.screens.chips import Tone, tone_colours
from ssu_desktop.screens.screen import Screen
from ssu_desktop.screens.theme import font, icon_pixmap, scaled, tokens, wear

_BADGE_POINTS = 9.0
_ITEM_HEIGHT = 38
_RAIL_WIDTH = 195


@dataclass(frozen=True)
class Badge:
    """How many wait in a place; red when some of them are late."""

    count: int
    tone: Tone = Tone.NEUTRAL


@dataclass(frozen=True, kw_only=True)
class Place:
    """A place on the rail; only places that are built stand there."""

    code: str
    title: str  # msgid
    icon: str
    build: Callable[[], Screen]
    badge: Callable[[], Badge | None] | None = None


class RailButton(QAbstractButton):
    """One place: icon, word, badge; soft accent when one is there."""

    def __init__(self, place: Place, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.place = place
        self.badge: Badge | None = None
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.retranslate()

    def retranslate(self) -> None:
        """Set its word, also as its tooltip, in the language of the interface."""
        self.setText(_(self.place.title))
        self.setToolTip(self.text())
        self.updateGeometry()

    def refresh(self) -> None:
        """Count again what waits here."""
        self.badge = self.place.badge() if self.place.badge else None
        self.setAccessibleDescription(str(self.badge.count) if self.badge else "")
        self.update()

    def sizeHint(self) -> QSize:
        """Return room for the icon, the whole word and a badge."""
        self.ensurePolished()
        width = QFontMetrics(font(bold=True)).horizontalAdvance(self.text())
        badge = 30 if self.place.badge else 0
        return QSize(width + scaled(12 + 18 + 10 + 6 + badge), scaled(_ITEM_HEIGHT))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the place."""
        look, painter = tokens(), QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ground = look.accent_soft if self.isChecked() else look.background if self.underMouse() else ""
        if ground:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(ground))
            painter.drawRoundedRect(self.rect(), scaled(6), scaled(6))
        if self.hasFocus():
            painter.setPen(QColor(look.accent))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), scaled(6), scaled(6))
        ink = look.accent if self.isChecked() else look.text
        self._draw_icon(painter, look.accent if self.isChecked() else look.muted)
        right = self._draw_badge(painter)
        painter.setFont(font(bold=self.isChecked()))
        painter.setPen(QColor(ink))
        left = scaled(12 + 18 + 10)
        room = QRectF(left, 0, right - left - scaled(6), self.height())
        text = painter.fontMetrics().elidedText(
            self.text(), Qt.TextElideMode.ElideRight, int(room.width()) + 1
        )
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, text)

    def _draw_icon(self, painter: QPainter, colour: str) -> None:
        side, ratio = scaled(18), self.devicePixelRatioF()
        picture = icon_pixmap(self.place.icon, colour, size=round(side * ratio))
        picture.setDevicePixelRatio(ratio)
        painter.drawPixmap(scaled(12), (self.height() - side) // 2, picture)

    def _draw_badge(self, painter: QPainter) -> float:
        """Draw the badge and return where it begins."""
        if self.badge is None or not self.badge.count:
            return self.width() - scaled(8)
        painter.setFont(font(_BADGE_POINTS, bold=True))
        words = str(self.badge.count)
        metrics = painter.fontMetrics()
        width = max(metrics.horizontalAdvance(words) + scaled(14), scaled(22))
        height = metrics.height() + scaled(2)
        box = QRectF(self.width() - scaled(10) - width, (self.height() - height) / 2, width, height)
        ground, ink = tone_colours(self.badge.tone)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(ground)
        painter.drawRoundedRect(box, height / 2, height / 2)
        painter.setPen(ink)
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, words)
        return box.left()


class Rail(QFrame):
    """The places in their order; up and down arrows walk among them."""

    chosen = Signal(str)  # the code of the place

    def __init__(self, places: Sequence[Place], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        wear(self, "rail")
        self.buttons: dict[str, RailButton] = {}
        group = QButtonGroup(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(scaled(10), scaled(16), scaled(10), scaled(16))
        column.setSpacing(scaled(2))
        for place in places:
            one = RailButton(place, self)
            one.clicked.connect(lambda _on=False, code=place.code: self.chosen.emit(code))
            group.addButton(one)
            column.addWidget(one)
            self.buttons[place.code] = one
        column.addStretch(1)
        self.setMinimumWidth(scaled(_RAIL_WIDTH))
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)

    def mark(self, code: str) -> None:
        """Show where one is."""
        self.buttons[code].setChecked(True)

    def refresh(self) -> None:
        """Count the badges again."""
        for one in self.buttons.values():
            one.refresh()

    def changeEvent(self, event: QEvent) -> None:
        """Name the places in the new language."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.LanguageChange:
            for one in self.buttons.values():
                one.retranslate()
