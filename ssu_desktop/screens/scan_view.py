"""The pages of a scan, one at a time, from memory: as wide as there is room, larger, turned for the eye."""

from typing import Protocol

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QImage, QKeyEvent, QPixmap, QResizeEvent, QTransform
from PySide6.QtWidgets import QLabel, QScrollArea, QWidget

from ssu_desktop.exchange.pictures import rgb_of
from ssu_desktop.records.kinds import ScanMedia
from ssu_desktop.screens.pdf import PdfPages

_EDGE = 2  # pixels of the frame round the page
_STEPS = (1.0, 1.4, 2.0, 2.8, 4.0)  # times as wide as the room
_MOST_SIDE = 6000  # pixels that a page is drawn with, however far one looks into it
_QUARTER = 90


class Pages(Protocol):
    """What can be looked at page by page."""

    count: int

    def picture(self, number: int, *, width: int) -> QImage:
        """Return page `number` (from 0) as a picture `width` pixels wide."""

    def steepness(self, number: int) -> float:
        """Return how many times as high as wide page `number` (from 0) is."""


class PicturePage:
    """A scanned picture as a paper of one page; raises ValueError for bytes that are none."""

    count = 1

    def __init__(self, data: bytes) -> None:
        width, height, pixels = rgb_of(data, _MOST_SIDE)
        view = QImage(pixels, width, height, width * 3, QImage.Format.Format_RGB888)
        self._picture = view.copy()  # the bytes go with this call

    def picture(self, number: int, *, width: int) -> QImage:  # noqa: ARG002 - there is one page
        """Return the picture `width` pixels wide."""
        return self._picture.scaledToWidth(width, Qt.TransformationMode.SmoothTransformation)

    def steepness(self, number: int) -> float:  # noqa: ARG002 - there is one page
        """Return how many times as high as wide it is."""
        return self._picture.height() / self._picture.width()


def pages_of(data: bytes, media: ScanMedia) -> Pages:
    """Return the pages of a scan that was kept."""
    return PdfPages(data) if media is ScanMedia.PDF else PicturePage(data)


class ScanView(QScrollArea):
    """Shows a page; PgUp and PgDn turn the leaf, Ctrl with the arrows looks closer and turns the page."""

    looked = Signal()  # another page, size or way up is seen

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.pages: Pages | None = None
        self.number = 0
        self.step = 0  # of _STEPS
        self.turned = 0  # degrees
        self.sheet = QLabel()
        self.setWidget(self.sheet)
        self.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.viewport().installEventFilter(self)

    def show_pages(self, pages: Pages | None) -> None:
        """Show the first page of a paper as wide as there is room; None shows nothing."""
        self.pages, self.number, self.step, self.turned = pages, 0, 0, 0
        self._draw()

    def turn_leaf(self, step: int) -> None:
        """Go `step` pages on or back, within the paper."""
        if self.pages is not None:
            self.number = max(0, min(self.number + step, self.pages.count - 1))
            self.verticalScrollBar().setValue(0)
            self._draw()

    def look_closer(self, step: int) -> None:
        """Look closer (1), or at more of the page (-1)."""
        self.step = max(0, min(self.step + step, len(_STEPS) - 1))
        self._draw()

    def turn_page(self, step: int = 1) -> None:
        """Turn the page by a quarter to the right (1) or to the left (-1); the scan stays as it is."""
        self.turned = (self.turned + step * _QUARTER) % 360
        self._draw()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Turn leaves, look closer, turn the page; else scroll."""
        control = event.modifiers() == Qt.KeyboardModifier.ControlModifier
        act = {
            (Qt.Key.Key_PageUp, False): lambda: self.turn_leaf(-1),
            (Qt.Key.Key_PageDown, False): lambda: self.turn_leaf(1),
            (Qt.Key.Key_Up, True): lambda: self.look_closer(1),
            (Qt.Key.Key_Down, True): lambda: self.look_closer(-1),
            (Qt.Key.Key_Right, True): lambda: self.turn_page(1),
            (Qt.Key.Key_Left, True): lambda: self.turn_page(-1),
        }.get((Qt.Key(event.key()), control))
        if act is None:
            super().keyPressEvent(event)
        else:
            act()

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Fit the page to the new room."""
        if isinstance(event, QResizeEvent) and event.size().width() != event.oldSize().width():
            self._draw()
        return False

    def _draw(self) -> None:
        if self.pages is None:
            self.sheet.clear()
        else:
            self.sheet.setPixmap(self._pixmap(self.pages))
        self.sheet.adjustSize()
        self.looked.emit()

    def _pixmap(self, pages: Pages) -> QPixmap:
        ratio, lying = self.devicePixelRatioF(), self.turned % 180 != 0
        steepness = pages.steepness(self.number)
        room = max(self.viewport().width() - _EDGE, 100) * _STEPS[self.step] * ratio
        width = room / steepness if lying else room  # a page on its side is as wide as it is high
        width = min(width, _MOST_SIDE, _MOST_SIDE / steepness)
        picture = pages.picture(self.number, width=max(round(width), 1))
        if self.turned:
            picture = picture.transformed(QTransform().rotate(self.turned))
        pixmap = QPixmap.fromImage(picture)
        pixmap.setDevicePixelRatio(ratio)
        return pixmap
