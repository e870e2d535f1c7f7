"""Words in a place that may be too narrow: one line, else two lines of smaller letters, else dots."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter

from ssu_desktop.language.pairs import HELD, unbroken

_SMALLER = 0.83  # 8.7 pt beside 10.5: two lines of it stand in a row of 34 pixels
_PITCH = 0.89  # from line to line, of the letters' own height: the two belong together


def fitted(text: str, face: QFont, width: float, height: float) -> tuple[QFont, list[str]]:
    """Return the letters and the lines in which `text` stands in a place; dots only where two are too few."""
    metrics = QFontMetricsF(face)
    if metrics.horizontalAdvance(text) <= width:
        return face, [text]
    small = QFont(face)
    small.setPointSizeF(face.pointSizeF() * _SMALLER)
    metrics_small = QFontMetricsF(small)
    first, rest = _halves(text, metrics_small, width)
    if not first or 2 * _PITCH * metrics_small.height() > height:
        return face, [metrics.elidedText(text, Qt.TextElideMode.ElideRight, width)]
    lines = [part for part in (first, rest) if part]
    return small, [metrics_small.elidedText(line, Qt.TextElideMode.ElideRight, width) for line in lines]


def _halves(text: str, metrics: QFontMetricsF, width: float) -> tuple[str, str]:
    """Return as many whole words as fit into the first line, and the others; nothing where none fits."""
    words = held_words(text, metrics, width).split(" ")
    for count in range(len(words), 0, -1):
        first = " ".join(words[:count])
        if metrics.horizontalAdvance(first) <= width:
            return first, " ".join(words[count:])
    return "", text


def held_words(text: str, metrics: QFontMetricsF, width: float) -> str:
    """Return the text with the pairs that no line end may part, loosened where they are too wide for it."""

    def loosened(word: str) -> str:
        if HELD not in word or metrics.horizontalAdvance(word) <= width:
            return word
        first, _held, rest = word.partition(HELD)
        return f"{first} {loosened(rest)}"

    return " ".join(loosened(word) for word in unbroken(text).split(" "))


def paint_words(
    painter: QPainter,
    place: QRectF,
    text: str,
    face: QFont,
    side: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft,
) -> None:
    """Draw `text` in the middle of the height of `place`, in the colour of the pen."""
    letters, lines = fitted(text, face, place.width(), place.height())
    painter.setFont(letters)
    height = QFontMetricsF(letters).height()
    above = _PITCH * height * (len(lines) - 1) / 2
    for number, line in enumerate(lines):
        middle = place.center().y() - above + _PITCH * height * number
        room = QRectF(place.left(), middle - height / 2, place.width(), height)
        painter.drawText(room, side | Qt.AlignmentFlag.AlignVCenter, line)
