"""What the system tells: its screen was locked, or it goes to sleep. Linux by D-Bus, Windows by messages."""

import sys
from collections.abc import Callable
from ctypes import c_void_p
from typing import Final, cast

from PySide6.QtCore import SLOT, QAbstractNativeEventFilter, QByteArray, QObject, Signal, Slot
from PySide6.QtWidgets import QApplication, QWidget

# Interface and signal of who says that the screen is locked (True) or free again.
_SAVERS: Final = (
    "org.freedesktop.ScreenSaver",
    "org.gnome.ScreenSaver",
    "org.cinnamon.ScreenSaver",
    "org.mate.ScreenSaver",
)
_SESSION, _MANAGER = "org.freedesktop.login1.Session", "org.freedesktop.login1.Manager"

# PySide declares that it wants bytes, and takes the text that SLOT gives.
_TURNED, _TOLD = cast("bytes", SLOT("turned(bool)")), cast("bytes", SLOT("told()"))

_SESSION_CHANGES, _SESSION_LOCKED = 0x02B1, 7  # WM_WTSSESSION_CHANGE, WTS_SESSION_LOCK
_POWER, _FALLS_ASLEEP = 0x0218, 4  # WM_POWERBROADCAST, PBT_APMSUSPEND
_ONLY_THIS_SESSION = 0


class SystemLock(QObject):
    """Tells by `locked` that the system is locked or falls asleep, where the system says so."""

    locked = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._messages: _Messages | None = None
        self._listens = False

    def listen(self, window: QWidget) -> None:
        """Begin to listen; `window` is whom Windows tells of its session."""
        if sys.platform == "win32":
            self._ask_windows(window)
        elif not self._listens:
            self._ask_buses()
        self._listens = True

    def _ask_buses(self) -> None:
        from PySide6.QtDBus import QDBusConnection

        session, system = QDBusConnection.sessionBus(), QDBusConnection.systemBus()
        for saver in _SAVERS:  # where there is no bus, nothing is connected and nothing told
            session.connect("", "", saver, "ActiveChanged", self, _TURNED)
        system.connect("", "", _MANAGER, "PrepareForSleep", self, _TURNED)
        system.connect("", "", _SESSION, "Lock", self, _TOLD)

    @Slot(bool)
    def turned(self, on: bool) -> None:
        """Hear that the screen was locked, or that the computer is about to sleep; or is over (False)."""
        if on:
            self.locked.emit()

    @Slot()
    def told(self) -> None:
        """Hear that the session is to be locked."""
        self.locked.emit()

    def _ask_windows(self, window: QWidget) -> None:
        app = QApplication.instance()
        if isinstance(app, QApplication) and self._messages is None:
            self._messages = _Messages(self.locked.emit)
            app.installNativeEventFilter(self._messages)
        if sys.platform == "win32":
            from ctypes import windll

            windll.wtsapi32.WTSRegisterSessionNotification(c_void_p(window.winId()), _ONLY_THIS_SESSION)


class _Messages(QAbstractNativeEventFilter):
    """Looks at the messages of Windows as they come."""

    def __init__(self, lock: Callable[[], object]) -> None:
        super().__init__()
        self._lock = lock

    def nativeEventFilter(
        self, kind: QByteArray | bytes | bytearray | memoryview, message: int
    ) -> tuple[bool, int]:
        """Look at one message, and let it go on."""
        if sys.platform == "win32" and bytes(kind) == b"windows_generic_MSG":
            from ctypes.wintypes import MSG

            told = MSG.from_address(int(message))
            if locks(told.message, told.wParam):
                self._lock()
        return False, 0


def locks(message: int, told: int) -> bool:
    """Return whether a message of Windows says that the session is locked or the computer falls asleep."""
    return (message, told) in ((_SESSION_CHANGES, _SESSION_LOCKED), (_POWER, _FALLS_ASLEEP))
