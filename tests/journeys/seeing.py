"""Eyes on a window: the words that stand in it, in whose language, and whether they fit."""

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from babel.messages.pofile import read_po
from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QCheckBox,
    QComboBox,
    QHeaderView,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QTabBar,
    QTableView,
    QWidget,
)

from ssu_desktop import paths
from ssu_desktop.language import Language
from ssu_desktop.screens.cards import Elided
from ssu_desktop.screens.theme import font, scaled

_HOLE = re.compile(r"\{\w+\}")
_LITERAL = 6  # letters beside the holes that make a sentence recognisable
_COUNT = re.compile(r"[\s:]*(\d[\d/ ]*|–|!|…|\.\.\.)+$")
_MOST_ROWS = 12
_NAMES_OF_LANGUAGES = ("Қазақша", "Русский", "ҚАЗ", "РУС")  # each stands in itself
_HEAD_POINTS, _HEAD_PAD = 9.0, 10  # of the heads of tables, as the theme has them
_SLACK = 1  # pixels of rounding


class Catalogue(NamedTuple):
    """All that may be said: whole texts, and sentences with holes."""

    whole: frozenset[str]
    sentences: tuple[re.Pattern[str], ...]

    def says(self, text: str) -> bool:
        """Return whether the text is one of these."""
        folded = text.casefold()
        return folded in self.whole or any(one.fullmatch(text) for one in self.sentences)


@cache
def catalogue(language: Language | None) -> Catalogue:
    """Return what the program says in a language; None: its English message ids."""
    texts: set[str] = set()
    for one in [language] if language else list(Language):
        path = paths.translations() / one / "LC_MESSAGES" / "ssu_desktop.po"
        with path.open("rb") as file:
            for message in read_po(file, locale=one.value):
                if message.id:
                    texts.add(str(message.string) if language else str(message.id).partition("|")[0])
    texts.discard("")
    whole = frozenset(text.strip().casefold() for text in texts if not _HOLE.search(text))
    sentences = [_sentence(text) for text in texts if _HOLE.search(text)]
    return Catalogue(whole, tuple(one for one in sentences if one is not None))


def _sentence(text: str) -> re.Pattern[str] | None:
    parts = _HOLE.split(text)
    if sum(len(re.findall(r"[^\W\d_]", part)) for part in parts) < _LITERAL:
        return None
    return re.compile("(?s)" + ".+?".join(re.escape(part) for part in parts), re.IGNORECASE)


@cache
def is_foreign(text: str, language: Language) -> bool:
    """Return whether the program says this in another language, or in no language at all, but not in this."""
    if "{" in text:
        return True
    here = catalogue(language)
    others = [catalogue(other) for other in (*Language, None) if other is not language]
    bare = text.strip()
    if here.says(bare):
        return False
    for form in (bare, _COUNT.sub("", bare), bare.lstrip("+ ").rstrip("…").strip()):
        if form and not here.says(form) and any(other.says(form) for other in others):
            return True
    return False


def words_in(window: QWidget) -> Iterator[tuple[QWidget, str]]:
    """Yield each widget that can be seen with each text that it shows."""
    for widget in [window, *window.findChildren(QWidget)]:
        if widget.isVisible():
            for text in _words_of(widget):
                yield from ((widget, part) for part in re.split(r"\n| · ", text) if part.strip())


def _words_of(widget: QWidget) -> Iterator[str]:
    if isinstance(widget, QLabel | QAbstractButton):
        yield widget.text()
    elif isinstance(widget, QTabBar):
        yield from (widget.tabText(number) for number in range(widget.count()))
    elif isinstance(widget, QComboBox):
        yield from (widget.itemText(row) for row in range(widget.count()))
    elif isinstance(widget, QLineEdit | QPlainTextEdit):
        yield widget.placeholderText()
    elif isinstance(widget, QHeaderView):
        yield from _heads(widget)
    elif isinstance(widget, QTableView):
        yield from _cells(widget)
    yield widget.toolTip()
    yield widget.accessibleName()


def _heads(header: QHeaderView) -> Iterator[str]:
    model = header.model()
    if header.orientation() is Qt.Orientation.Vertical:
        return
    for section in range(header.count()):
        if not header.isSectionHidden(section):
            yield str(model.headerData(section, header.orientation()) or "")


def _cells(table: QAbstractItemView) -> Iterator[str]:
    model = table.model()
    for row in range(min(model.rowCount(), _MOST_ROWS)):
        for column in range(model.columnCount()):
            text = model.index(row, column).data(Qt.ItemDataRole.DisplayRole)
            if isinstance(text, str):
                yield text


def foreign_words(window: QWidget, language: Language, own: frozenset[str] = frozenset()) -> list[str]:
    """Return the texts of a window that are not in its language; `own` are words of the user."""
    found = {
        f"{type(widget).__name__} {text!r}"
        for widget, text in words_in(window)
        if text.strip() not in own and text not in _NAMES_OF_LANGUAGES and is_foreign(text, language)
    }
    return sorted(found)


def clipped_words(window: QWidget) -> list[str]:
    """Return the texts that do not fit their place and are neither wrapped nor shortened with dots."""
    found = []
    for widget in window.findChildren(QWidget):
        if widget.isVisible() and (what := _clipped(widget)):
            found.append(f"{type(widget).__name__} {what}")
    return found


def _clipped(widget: QWidget) -> str:
    if isinstance(widget, QLabel) and not isinstance(widget, Elided):
        return _clipped_label(widget)
    if isinstance(widget, QPushButton | QCheckBox):
        if widget.text() and widget.sizeHint().width() > widget.width() + _SLACK:
            return f"{widget.text()!r}: {widget.width()} of {widget.sizeHint().width()} px"
        return ""
    if isinstance(widget, QHeaderView):
        return _clipped_head(widget)
    return ""


def _clipped_label(label: QLabel) -> str:
    if not label.text().strip() or not label.pixmap().isNull():
        return ""
    if label.wordWrap():
        metrics = QFontMetrics(label.font())
        longest = max(metrics.horizontalAdvance(word) for word in label.text().split())
        needs, has = label.heightForWidth(label.width()), label.height()
        if needs > has + _SLACK:
            return f"{label.text()!r}: {has} of {needs} px high"
        if longest > label.contentsRect().width() + _SLACK:
            return f"{label.text()!r}: a word of {longest} px in {label.contentsRect().width()}"
        return ""
    if label.sizeHint().width() > label.width() + _SLACK:
        return f"{label.text()!r}: {label.width()} of {label.sizeHint().width()} px"
    return ""


def _clipped_head(header: QHeaderView) -> str:
    if type(header) is not QHeaderView or header.orientation() is Qt.Orientation.Vertical:
        return ""  # heads that we draw ourselves are shortened with dots
    metrics, pads = QFontMetrics(font(_HEAD_POINTS, bold=True)), 2 * scaled(_HEAD_PAD)
    short = []
    for section in range(header.count()):
        text = str(header.model().headerData(section, header.orientation()) or "")
        needs = max((metrics.horizontalAdvance(line) for line in text.split("\n")), default=0) + pads
        if not header.isSectionHidden(section) and needs > header.sectionSize(section):
            short.append(f"{text!r} by {needs - header.sectionSize(section)} px")
    return f"heads {', '.join(short)}" if short else ""
