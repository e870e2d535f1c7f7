"""The faces that forms are set in, how wide a text is in them, and which letters they have.

ReportLab is loaded by the first measurement, not by the import.
"""

import unicodedata
from enum import StrEnum
from functools import cache, lru_cache
from threading import Lock
from typing import TYPE_CHECKING

from ssu_desktop import paths

if TYPE_CHECKING:
    from reportlab.pdfbase.ttfonts import TTFont

SUBSTITUTE = "□"
_DROPPED = frozenset({"Cc", "Cf"})
_FROM_RIGHT = frozenset({"R", "AL", "AN"})
_LINE_ENDS = {"\r\n": "\n", "\r": "\n", "\u2028": "\n", "\u2029": "\n", "\x0b": "\n", "\x0c": "\n", "\t": " "}
_loading = Lock()


class Face(StrEnum):
    """A face of the forms' font (metrics of Times)."""

    REGULAR = "Tinos-Regular"
    BOLD = "Tinos-Bold"
    ITALIC = "Tinos-Italic"


@cache
def _load(face: Face) -> "TTFont":
    from reportlab.pdfbase.pdfmetrics import registerFont
    from reportlab.pdfbase.ttfonts import TTFont

    font = TTFont(face.value, str(paths.resources() / "fonts" / f"{face.value}.ttf"))
    registerFont(font)
    return font


def font(face: Face) -> "TTFont":
    """Return the loaded face; two threads that print at once get the same one."""
    with _loading:
        return _load(face)


@cache
def _breadth(letter: str, face: Face) -> float:
    return float(font(face).face.getCharWidth(ord(letter))) / 1000.0


def width(text: str, face: Face, size: float) -> float:
    """Return the width of `text` in points at `size` points."""
    return size * _length(text, face)


@lru_cache(maxsize=16_384)
def _length(text: str, face: Face) -> float:
    return sum([_breadth(letter, face) for letter in text])


@cache
def drawable(letter: str) -> bool:
    """Say whether every face can draw this letter and this program can set it (from left to right)."""
    if unicodedata.bidirectional(letter) in _FROM_RIGHT:
        return False
    return all(ord(letter) in font(face).face.charToGlyph for face in Face)


@lru_cache(maxsize=4096)
def legible(text: str) -> tuple[str, frozenset[str]]:
    """Return `text` as it can be printed, and the letters that had to be replaced.

    The text is NFC, free of control and direction marks (line ends stay as `\\n`); a letter that the
    faces lack, or that runs from right to left, becomes a visible box.
    """
    for old, new in _LINE_ENDS.items():
        text = text.replace(old, new)
    kept: list[str] = []
    missing: set[str] = set()
    for letter in unicodedata.normalize("NFC", text):
        if letter == "\n":
            kept.append(letter)
        elif unicodedata.category(letter) in _DROPPED or _only_selects(letter):
            continue
        elif drawable(letter):
            kept.append(letter)
        else:
            kept.append(SUBSTITUTE)
            missing.add(letter)
    return "".join(kept), frozenset(missing)


def _only_selects(letter: str) -> bool:
    """Variation selectors choose the look of the letter before them and have none of their own."""
    return "\ufe00" <= letter <= "\ufe0f" or "\U000e0100" <= letter <= "\U000e01ef"
