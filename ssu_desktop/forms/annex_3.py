"""Annex 3 to Order 230: the cover of a personal file."""

from dataclasses import dataclass

from ssu_desktop.forms.content import Content
from ssu_desktop.forms.faces import Face, width
from ssu_desktop.forms.page import MM
from ssu_desktop.forms.parts import Pen, halves, ruled_value
from ssu_desktop.forms.text import Block, Run, Style, beside, gap, indented, set_lines, stacked
from ssu_desktop.language import Language
from ssu_desktop.language.numbers import in_words

_LEAST_WORDS = 80.0
_LINES_OF_A_NAME = 8  # longer ones go on over pages, line by line


@dataclass(frozen=True, kw_only=True)
class Annex3(Content):
    """The texts of a personal file's cover; `sheets` are the digits of the number of sheets.

    `parents_concern`: False for adults, whose form shows a dash there."""

    name_kk: str = ""
    name_other: str = ""
    number: str = ""
    place: str = ""
    name: str = ""
    born: str = ""
    diagnosis: str = ""
    nationality: str = ""
    admitted: str = ""
    came_from: str = ""
    social_status: str = ""
    parents: str = ""
    parents_concern: bool = True
    address: str = ""
    sheets: str = ""
    sheets_in_words: str = ""
    head: str = ""
    date: str = ""

    def draw(self, pen: Pen) -> None:
        """Draw one page, more only if the texts are very long."""
        pen.put(pen.reference())
        pen.put(organisation_names(pen, self.name_kk, self.name_other))
        pen.put(gap(24), pen.title("title", size=16, value=self.number), gap(4))
        pen.put(_place(pen, self.place))
        for key in ("name", "born", "diagnosis", "nationality", "admitted", "came_from", "social_status"):
            pen.put(pen.line(key, getattr(self, key), blanks=2 if key == "diagnosis" else 1))
        pen.put(pen.line("parents", self.parents, blanks=3, dash=not self.parents_concern))
        pen.put(pen.line("address", self.address, blanks=2))
        pen.put(
            gap(8),
            sheets_line(pen, self.sheets, self.sheets_in_words),
            pen.signature("head", self.head, halves(pen.say("head_hint")), name_first=True),
            gap(10),
            beside(pen.line("date", self.date)),
            gap(12),
            _stamp(pen),
        )


def sheets_in_words(sheets: int, language: Language) -> str:
    """Return the number of sheets in words, as the cover wants it."""
    return in_words(sheets, language)


def organisation_names(pen: Pen, name_kk: str, name_other: str) -> Block:
    """Return the two names of the organisation side by side, each over its hint."""
    breadth = (pen.sheets.width - 24) / 2
    style = Style(pen.style.size, align="centre")
    hint = Style(9, align="centre")
    values = [ruled_value(name, breadth, style) for name in (name_kk, name_other)]
    if all(len(value) <= _LINES_OF_A_NAME for value in values):
        values = [stacked(value) for value in values]
    hints = [stacked(set_lines([Run(pen.say(key))], breadth, hint)) for key in ("name_kk", "name_other")]
    right = breadth + 24
    names = beside(values[0], indented(values[1], right), at_foot=True)
    return gap(10) + names + beside(hints[0], indented(hints[1], right))


def _place(pen: Pen, place: str) -> Block:
    breadth = pen.sheets.width * 0.5
    hint = pen.hint(pen.say("place").strip("_ "), breadth)
    return [*indented(pen.value_over_hint(place, hint, breadth), pen.sheets.width * 0.25), *gap(6)]


def sheets_line(pen: Pen, sheets: str, words: str, noun: str = "") -> Block:
    """Return "numbered and bound ... sheets" on one line, "in words" under the second blank.

    `noun` stands for the form's own word for sheets, which is right after most numbers only."""
    first, last = pen.say("numbered").rstrip("_ "), noun or pen.say("sheets").lstrip("_ ")
    before = [Run(f"{first} "), Run(sheets, ruled=True, least=50.0), Run(" ")]
    start = sum(_breadth(pen, run) for run in before)
    end = _breadth(pen, Run(f" {last}"))
    room = pen.sheets.width - start - end - 2
    if room < _LEAST_WORDS:  # only nonsense is as long as that: it wraps
        start, room = 0.0, pen.sheets.width
    runs = [*before, Run(words, ruled=True, least=room), Run(f" {last}")]
    hint = set_lines([Run(pen.say("in_words"))], room, Style(8.5, align="centre"))
    return set_lines(runs, pen.sheets.width, pen.lined) + indented(hint, start)


def _breadth(pen: Pen, run: Run) -> float:
    return max(run.least, width(run.text, Face.REGULAR, pen.style.size))


def _stamp(pen: Pen) -> Block:
    return pen.text("stamp") + gap(25 * MM)
