"""Whether a window can be shown: Qt ends the whole process where it cannot, without a word to our user."""

import ctypes
import os
import sys
from contextlib import suppress

from ssu_desktop.language import N_

_NO_DISPLAY = N_(
    "There is no display here, so no window can be opened. Other commands, such as tour, need none."
)
_NO_LIBRARY = N_(
    "No window can be opened: the system library libxcb-cursor0 is missing. Install it and try again."
)


def why_no_window() -> str | None:
    """Return a msgid that tells why no window can be opened; None where one can."""
    if not sys.platform.startswith("linux") or os.environ.get("QT_QPA_PLATFORM"):
        return None
    if os.environ.get("WAYLAND_DISPLAY"):
        return None
    if not os.environ.get("DISPLAY") or not _display_answers():
        return _NO_DISPLAY
    try:
        ctypes.CDLL("libxcb-cursor.so.0")
    except OSError:
        return _NO_LIBRARY
    return None


def _display_answers() -> bool:
    """Return whether an X server answers at DISPLAY; where that cannot be asked, Qt may try."""
    with suppress(OSError, AttributeError):
        xcb = ctypes.CDLL("libxcb.so.1")
        xcb.xcb_connect.restype = ctypes.c_void_p
        connection = ctypes.c_void_p(xcb.xcb_connect(None, None))
        try:
            return bool(xcb.xcb_connection_has_error(connection) == 0)
        finally:
            xcb.xcb_disconnect(connection)
    return True
