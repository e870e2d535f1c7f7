"""Nobody touches keyboard or mouse for a while, or the computer slept: the program is to be locked."""

import time
from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QWindow
from PySide6.QtWidgets import QApplication
from shiboken6 import isValid

from ssu_desktop.screens.work import is_working

FEWEST, USUAL, MOST = 2, 5, 15
"""Minutes of rest after which the program locks itself."""

_LOOK_MS = 5_000
_SLEPT_SECONDS = 60  # between two looks: the computer slept, or nothing of the program ran
_TOUCHES: Final = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.MouseMove,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.Wheel,
        QEvent.Type.TouchBegin,
        QEvent.Type.TouchUpdate,
        QEvent.Type.TabletPress,
    }
)


class IdleWatch(QObject):
    """Watches the windows that come to the front; each touch of one begins the rest anew.

    `asked` tells of F12 in a dialog, which keeps the window's own keys from it."""

    rested = Signal()
    asked = Signal()
    chosen = Signal(int)  # other minutes

    def __init__(
        self, app: QApplication, parent: QObject | None = None, *, now: Callable[[], float] = time.time
    ) -> None:
        super().__init__(parent)
        self._app, self._now = app, now
        self.minutes = USUAL
        self._touched = self._looked = now()
        self._timer = QTimer(self, interval=_LOOK_MS)
        self._timer.timeout.connect(self.look)
        app.focusWindowChanged.connect(self._watch)

    def choose(self, minutes: int) -> None:
        """Lock after so many minutes, within what is allowed."""
        self.minutes = min(max(minutes, FEWEST), MOST)
        self.chosen.emit(self.minutes)

    def start(self) -> None:
        """Begin to count: somebody signed in just now."""
        self._touched = self._looked = self._now()
        self._timer.start()

    def stop(self) -> None:
        """Count no more: the program is locked."""
        self._timer.stop()

    def look(self) -> None:
        """Look at the clock; work beside the window is waited for, a clock set back begins anew."""
        now = self._now()
        slept = now - self._looked > _SLEPT_SECONDS
        self._looked = now
        self._touched = min(self._touched, now)
        if slept or (now - self._touched >= self.minutes * 60 and not is_working()):
            self.rested.emit()

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Take note of a touch; F12 in a dialog asks for the lock."""
        if event.type() in _TOUCHES:
            self._touched = self._now()
        locks = isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_F12
        if locks and event.type() is QEvent.Type.KeyPress and self._app.activeModalWidget() is not None:
            self.asked.emit()
            return True
        return False

    def _watch(self, window: QWindow | None) -> None:
        if isinstance(window, QWindow) and isValid(self):
            window.installEventFilter(self)
