"""The yearly binder of a person: the list of what is bound, and the closing sheet that counts it."""

from dataclasses import dataclass

from ssu_desktop.forms.annex_3 import sheets_line
from ssu_desktop.forms.content import Content
from ssu_desktop.forms.page import MM
from ssu_desktop.forms.papers import letterhead, put_rows
from ssu_desktop.forms.parts import Pen, halves
from ssu_desktop.forms.text import gap

_SHARES = (24.0, 222.0, 122.0, 60.0, 76.0)
_EMPTY = 12


@dataclass(frozen=True, kw_only=True)
class BoundLine:
    """One document of a binder: what it is, of which days, from which page on to which."""

    title: str = ""
    days: str = ""
    pages: str = ""
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class BinderList(Content):
    """The first sheet of a binder: whose it is, of which plan year, and what is bound in it."""

    organisation: str = ""
    person: str = ""
    born: str = ""
    year: str = ""
    rows: tuple[BoundLine, ...] = ()
    count: str = ""

    def draw(self, pen: Pen) -> None:
        """Draw the heading and the list over as many pages as it takes."""
        pen.put(letterhead(pen, self.organisation), pen.title("title"))
        pen.put(pen.line("person", self.person), pen.line("born", self.born), pen.line("year", self.year))
        pen.put(gap(6))
        put_rows(pen, _SHARES, [(row.title, row.days, row.pages, row.note) for row in self.rows], _EMPTY)
        pen.put(gap(6), pen.line("total", self.count))


@dataclass(frozen=True, kw_only=True)
class BinderClosing(Content):
    """The last sheet of a binder: numbered and bound, so many sheets, in words, signed and sealed.

    `noun`: the word for sheets after that number."""

    organisation: str = ""
    person: str = ""
    year: str = ""
    sheets: str = ""
    sheets_in_words: str = ""
    noun: str = ""
    head: str = ""

    def draw(self, pen: Pen) -> None:
        """Draw one page."""
        pen.put(letterhead(pen, self.organisation), pen.title("title"))
        pen.put(pen.line("person", self.person), pen.line("year", self.year), gap(10))
        pen.put(
            sheets_line(pen, self.sheets, self.sheets_in_words, self.noun),
            gap(6),
            pen.signature("head", self.head, halves(pen.say("head_hint")), name_first=True),
            gap(10),
            pen.line("date"),
            gap(12),
            pen.text("stamp"),
            gap(25 * MM),
        )
