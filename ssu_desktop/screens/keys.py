"""Keys by their place on the keyboard, whatever the layout.

A Kazakh layout has `" ә і ң ғ , . ү ұ қ ө һ` where others have `1 2 3 4 5 6 7 8 9 0 - =`, so a date, an IIN,
a score or `=` cannot be typed by character; and a shortcut bound to a Latin letter dies on a Cyrillic layout.
Keyboards send the same scan codes everywhere: set 1 on Windows, the same numbers plus 8 on X11 and Wayland.
"""

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent

_ROWS = ((2, "1234567890-="), (16, "qwertyuiop"), (30, "asdfghjkl"), (44, "zxcvbnm,./"))
_BY_SCAN_CODE = {first + n: sign for first, row in _ROWS for n, sign in enumerate(row)}
_SCAN_CODE_OFFSET = {"windows": 0, "xcb": 8, "wayland": 8}

KAZAKH_NUMBER_ROW = '"әіңғ,.үұқөһ'
_BY_KAZAKH_SIGN = dict(zip(KAZAKH_NUMBER_ROW, "1234567890-=", strict=True))
# With Shift the same keys give these; a Kazakh row with Caps Lock on gives the capitals.
_BY_KAZAKH_SIGN |= {sign.upper(): digit for sign, digit in _BY_KAZAKH_SIGN.items()}
_AMBIGUOUS = ",."


def physical_sign(event: QKeyEvent, platform: str | None = None) -> str | None:
    """Return what the struck key bears on a US keyboard (`a`, `7`, `=`), or None where unknown."""
    offset = _SCAN_CODE_OFFSET.get(platform or QGuiApplication.platformName())
    if offset is None or event.modifiers() & Qt.KeyboardModifier.KeypadModifier:
        return None
    return _BY_SCAN_CODE.get(event.nativeScanCode() - offset)


def figure_sign(event: QKeyEvent, platform: str | None = None) -> str | None:
    """Return the digit or one of `- = . , /` that the struck key means in a field of figures, or None.

    By the key's place where the platform tells it, else by its character. Then the comma and the full
    stop stay what they are: only a place tells them from the 6 and the 7 of the Kazakh row.
    """
    sign = physical_sign(event, platform)
    if sign is not None:
        return sign if sign in "1234567890-=.,/" else None
    text = event.text()
    if len(text) != 1:
        return None
    if text in "1234567890-=.,/":
        return text
    return None if text in _AMBIGUOUS else _BY_KAZAKH_SIGN.get(text)


def digit_of(event: QKeyEvent, platform: str | None = None) -> str | None:
    """Return the digit that the struck key means where nothing but digits may stand, or None."""
    sign = figure_sign(event, platform)
    if sign is not None and sign in _AMBIGUOUS and physical_sign(event, platform) is None:
        sign = _BY_KAZAKH_SIGN[sign]
    return sign if sign is not None and sign.isdigit() else None


def control_letter(event: QKeyEvent, platform: str | None = None) -> str | None:
    """Return the Latin letter of a key struck with Ctrl alone, by its place; None for any other key."""
    if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier != Qt.KeyboardModifier.ControlModifier:
        return None
    sign = physical_sign(event, platform)
    if sign is None and Qt.Key.Key_A <= event.key() <= Qt.Key.Key_Z:
        sign = chr(event.key()).lower()
    return sign if sign is not None and sign.isalpha() else None
