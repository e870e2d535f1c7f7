"""Where a dialog stands: in the middle over its window, whole within the display, else it scrolls."""

from PySide6.QtCore import QEvent, QObject, QRect, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QScrollArea, QWidget

from ssu_desktop.screens.theme import scaled

_TITLE_BAR = 40  # what the display's own frame takes above a window
_EDGE = 8
_SHARE = 0.25  # of the display's height: what a part that scrolls takes at most, less where letters are large


def room(window: QWidget) -> QRect:
    """Return the part of the display in which the inside of `window` may stand."""
    return window.screen().availableGeometry().adjusted(_EDGE, _TITLE_BAR, -_EDGE, -_EDGE)


def has_room(window: QWidget, size: QSize) -> bool:
    """Return whether a window of this size inside, with its frame, stands whole on the display."""
    return size.expandedTo(room(window).size()) == room(window).size()


def fitting(wanted: QRect, within: QRect) -> QRect:
    """Return `wanted`, moved (and cut where it is too large) so that it lies `within`."""
    size = wanted.size().boundedTo(within.size())
    left = min(max(wanted.left(), within.left()), within.left() + within.width() - size.width())
    top = min(max(wanted.top(), within.top()), within.top() + within.height() - size.height())
    return QRect(left, top, size.width(), size.height())


def place(window: QWidget, size: QSize) -> None:
    """Give `window` this size as far as the display has room, in the middle over its parent."""
    over = window.parentWidget()
    around = over.window().frameGeometry() if over is not None else room(window)
    wanted = QRect(around.topLeft(), size)
    wanted.moveCenter(around.center())
    window.setGeometry(fitting(wanted, room(window)))


def stay_inside(window: QWidget) -> None:
    """Move `window` back where it has grown out of the display."""
    now = window.geometry()
    moved = fitting(now, room(window))
    if moved.topLeft() != now.topLeft():
        window.move(moved.topLeft() - now.topLeft() + window.pos())


class Roll(QScrollArea):
    """Shows a widget whole up to a share of the display's height, and scrolls beyond; hides when it hides."""

    def __init__(self, inner: QWidget) -> None:
        super().__init__()
        self._inner = inner
        hidden = inner.isHidden()
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidget(inner)
        inner.setHidden(hidden)
        if hidden:
            self.hide()  # `setHidden(False)` would show it as a window of its own before it has a place
        inner.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Come, go and grow with what stands in it."""
        if watched is self._inner:
            if event.type() is QEvent.Type.ShowToParent and self.parentWidget() is not None:
                self.setVisible(True)
                self._fit()
            elif event.type() is QEvent.Type.HideToParent:
                self.setVisible(False)
            elif event.type() is QEvent.Type.LayoutRequest:
                self._fit()
        return super().eventFilter(watched, event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit again: narrower, the words take more lines."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._fit()

    def _fit(self) -> None:
        inner = self._inner
        wraps = inner.hasHeightForWidth()
        height = inner.heightForWidth(self.width()) if wraps else inner.sizeHint().height()
        most = round(self.screen().availableGeometry().height() * _SHARE * 100 / scaled(100))
        if min(height, most) != self.minimumHeight():
            self.setFixedHeight(min(height, most))
