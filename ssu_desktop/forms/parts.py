"""The parts of official forms: reference, heading, labelled line, date, signature, stamp place, footnote."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from ssu_desktop.forms.faces import Face
from ssu_desktop.forms.page import MM, Sheets
from ssu_desktop.forms.text import Block, Line, Rule, Run, Style, beside, gap, indented, set_lines
from ssu_desktop.forms.wording import Wording
from ssu_desktop.language import Language
from ssu_desktop.language.pairs import HELD

DASH = "–"
_DATE = r'20 ?_+ жылғы " ?_+ ?" _+|«_+» _+ 20_+ года'
_HOLE = re.compile(rf"({_DATE}|_{{2,}})")
_UNDERSCORES = re.compile(r"(_+)")
_SHORT_BLANK, _LONG_BLANK, _INLINE_BLANK, _LEAST_FILL = 24.0, 84.0, 100.0, 70.0
_HINT = Style(8.5, align="centre")


class Pen:
    """Draws the parts of one form, in its wording and its language, onto sheets."""

    def __init__(
        self, sheets: Sheets, wording: Wording, language: Language, *, size: float, leading: float
    ) -> None:
        self.sheets = sheets
        self.wording = wording
        self.language = language
        self.style = Style(size)
        self.lined = Style(size, leading=leading)  # room for handwriting

    def say(self, key: str) -> str:
        """Return the label `key` in the form's language."""
        return self.wording.say(key, self.language)

    def put(self, *blocks: Block) -> None:
        """Put blocks that belong together."""
        self.sheets.put(*blocks)

    # -- heading

    def reference(self) -> Block:
        """Return the reference to the annex and the word "Form", at the top right."""
        return self.corner("reference", style=Style(10, align="centre")) + self.corner(
            "form", style=Style(10, leading=20, align="centre")
        )

    def corner(self, key: str, *, part: str = "", style: Style) -> Block:
        """Return a label set in the right-hand column of the heading."""
        runs = self._with_part_underlined(key, part, Face.REGULAR)
        return self.in_corner(set_lines(runs, self.corner_width, style))

    @property
    def corner_width(self) -> float:
        """The breadth of the right-hand column of the heading."""
        return min(85 * MM, self.sheets.width / 2)

    def in_corner(self, block: Block) -> Block:
        """Return the block moved to the right-hand column."""
        return indented(block, self.sheets.width - self.corner_width)

    def date_in_corner(self, key: str, date: str) -> Block:
        """Return a line with a date in the right-hand column."""
        runs = list(_filled(self.say(key), [date], Face.REGULAR))
        return self.in_corner(set_lines(runs, self.corner_width, Style(self.style.size)))

    def put_above_table(self, block: Block, *, below: float = 90.0) -> None:
        """Put a heading of a table, on a page that has `below` points left for the table's first rows."""
        self.sheets.put(gap(8) + block + gap(4), below=below)

    def title(self, key: str, *, part: str = "", size: float = 13.0, value: str = "") -> Block:
        """Return the title, bold and centred, the words of `part` in it underlined."""
        runs = self._with_part_underlined(key, part, Face.BOLD)
        if _HOLE.search(self.say(key)):
            runs = [replace(run, fills=False) for run in _filled(self.say(key), [value], Face.BOLD)]
        return gap(8) + set_lines(runs, self.sheets.width, Style(size, align="centre")) + gap(8)

    def _with_part_underlined(self, key: str, part: str, face: Face) -> list[Run]:
        text = self.say(key)
        words = self.wording.part(key, part, self.language)
        at = text.find(words) if words else -1
        if at < 0:
            return [Run(text, face)]
        pieces = (text[:at], words, text[at + len(words) :])
        return [Run(piece, face, ruled=piece is words) for piece in pieces if piece]

    # -- lines

    def text(self, key: str, *, part: str = "", size: float = 0.0, face: Face = Face.REGULAR) -> Block:
        """Return a label by itself."""
        runs = self._with_part_underlined(key, part, face)
        return set_lines(runs, self.sheets.width, Style(size or self.style.size))

    def line(self, key: str, *values: str, part: str = "", blanks: int = 1, dash: bool = False) -> Block:
        """Return a label with its values on blanks, the last one going on to the right margin.

        Empty values are blanks to write on, the last one `blanks` lines of it. `dash`: the label does
        not concern this kind of unit."""
        filled = [DASH if dash and not value else value for value in values or ("",)]
        runs = list(_filled(self._with_hole(key), filled, Face.REGULAR))
        if part:
            words = self.wording.part(key, part, self.language)
            runs = [piece for run in runs for piece in _split_at(run, words)]
        block = set_lines(runs, self.sheets.width, self.lined)
        if any(filled):
            return block
        begun = len(block) - len(set_lines(runs[:1], self.sheets.width, self.lined))
        return block + [ruled_line(self.sheets.width, self.lined.height)] * (blanks - 1 - begun)

    def half_line(self, key: str, value: str) -> Block:
        """Return a label with its value, on half the breadth."""
        runs = list(_filled(self._with_hole(key), [value], Face.REGULAR))
        return set_lines(runs, self.sheets.width / 2 - 12, self.lined)

    def _with_hole(self, key: str) -> str:
        text = self.say(key)
        return text if _HOLE.search(text) else f"{text} _____"

    def value_over_hint(self, value: str, hint: Block, breadth: float) -> Block:
        """Return a value centred on a blank of `breadth`, a hint in small letters under it."""
        return ruled_value(value, breadth, Style(self.style.size, align="centre")) + hint

    def hint(self, text: str, breadth: float) -> Block:
        """Return small centred words for the place under a blank."""
        return set_lines([Run(text)], breadth, _HINT)

    def signature(self, key: str, name: str, hints: tuple[str, str], *, name_first: bool = False) -> Block:
        """Return a signature line: who signs, a blank for the signature and one for the name, with hints.

        `hints` stand under the blanks in their order on paper, from left to right."""
        label_width = self.sheets.width * 0.38
        gutter, rest = 10.0, self.sheets.width * 0.62 - 20.0
        widths = (rest * 0.62, rest * 0.38) if name_first else (rest * 0.27, rest * 0.73)
        label = set_lines([Run(self.say(key).rstrip("_ "))], label_width, self.style)
        values = (name, "") if name_first else ("", name)
        lefts = (label_width + gutter, label_width + gutter * 2 + widths[0])
        columns = [
            indented(ruled_value(value, breadth, Style(self.style.size - 1, align="centre")), left)
            for value, breadth, left in zip(values, widths, lefts, strict=True)
        ]
        under = [
            indented(self.hint(text, breadth), left)
            for text, breadth, left in zip(hints, widths, lefts, strict=True)
        ]
        return gap(6) + beside(label, *columns, at_foot=True) + beside(*under)

    def footnotes(self, *keys: str) -> Block:
        """Return footnotes, small, under a short rule."""
        block = [Line(10, (Rule(0, 6, 50 * MM, 6),))]
        for key in keys:
            block += set_lines([Run(self.say(key))], self.sheets.width, Style(9))
        return block


def ruled_line(breadth: float, height: float) -> Line:
    """Return an empty line to write on."""
    y = height - 1.2
    return Line(height, (Rule(0, y, breadth, y),))


def ruled_value(value: str, breadth: float, style: Style) -> Block:
    """Return a value over a rule of the whole breadth; nothing written leaves the rule alone."""
    if not value:
        return [ruled_line(breadth, 20.0)]
    block = set_lines([Run(value)], breadth, style)
    last = block[-1]
    y = last.height - 1.2
    return [*block[:-1], Line(last.height, (*last.marks, Rule(0, y, breadth, y)))]


def halves(texts: str) -> tuple[str, str]:
    """Split a hint that belongs under two blanks: at its blank, or between its two brackets."""
    first, second = re.split(r" _+ |(?<=\)) (?=\()", texts, maxsplit=1)
    return first, second


def _split_at(run: Run, words: str) -> Iterable[Run]:
    at = run.text.find(words) if words and not run.ruled else -1
    if at < 0:
        yield run
        return
    for piece, ruled in ((run.text[:at], False), (words, True), (run.text[at + len(words) :], False)):
        if piece:
            yield Run(piece, run.face, ruled=ruled)


def _filled(text: str, values: Sequence[str], face: Face) -> Iterable[Run]:
    """Return the label with its holes filled in order; a hole at its end goes on to the right margin."""
    pieces = _HOLE.split(text)
    waiting = list(values)
    for number, piece in enumerate(pieces):
        if number % 2 == 0:
            if piece:
                yield Run(piece, face)
            continue
        value = waiting.pop(0) if waiting else ""
        if value:
            yield _value(value, face, last=not "".join(pieces[number + 1 :]), date="20" in piece)
        elif "20" in piece:
            yield from _empty_date(piece, face)
        elif number == len(pieces) - 2 and not pieces[-1]:
            yield Run("", face, ruled=True, least=_LEAST_FILL, fills=True)
        else:
            yield Run("", face, ruled=True, least=_INLINE_BLANK)


def _value(value: str, face: Face, *, last: bool, date: bool) -> Run:
    if date:
        return Run(value, face)
    return Run(value, face, ruled=True, least=_INLINE_BLANK, fills=last)


def _empty_date(pattern: str, face: Face) -> Iterable[Run]:
    """Return the blanks of a date, unbroken by a line's end."""
    for piece in _UNDERSCORES.split(pattern.replace(" ", HELD)):
        if piece.startswith("_"):
            yield Run("", face, ruled=True, least=_SHORT_BLANK if len(piece) <= 4 else _LONG_BLANK)
        elif piece:
            yield Run(piece, face)
