"""An order of the head (бұйрық / приказ), and the register of orders."""

from dataclasses import dataclass

from ssu_desktop.forms.content import Content
from ssu_desktop.forms.faces import Face
from ssu_desktop.forms.papers import date_and_place, letterhead, put_rows, signed
from ssu_desktop.forms.parts import Pen, ruled_line
from ssu_desktop.forms.text import Block, Run, Style, gap, set_lines

_REGISTER = (26.0, 70.0, 62.0, 110.0, 230.0, 150.0, 110.0)
_EMPTY = 14
_EMPTY_LINES = 12


@dataclass(frozen=True, kw_only=True)
class OrderPaper(Content):
    """One order; `text` has a paragraph a line. `copy` prints it as a certified copy of itself."""

    organisation: str = ""
    number: str = ""
    date: str = ""
    place: str = ""
    subject: str = ""
    text: str = ""
    head: str = ""
    copy: bool = False
    cancelled: str = ""

    def draw(self, pen: Pen) -> None:
        """Draw the order over as many pages as its text takes."""
        if self.copy:
            pen.put(pen.corner("copy", style=Style(11, align="right")))
        pen.put(letterhead(pen, self.organisation), pen.title("title", value=self.number, size=15))
        pen.put(date_and_place(pen, self.date, self.place))
        if self.cancelled:
            pen.put(pen.line("cancelled", self.cancelled), gap(4))
        pen.put(_subject(pen, self.subject), gap(8))
        for paragraph in self.text.split("\n") if self.text else ():
            pen.put(_paragraph(pen, paragraph))
        if not self.text:
            pen.put([ruled_line(pen.sheets.width, pen.lined.height)] * _EMPTY_LINES)
        pen.put(gap(14), signed(pen, "head", self.head))
        if self.copy:
            pen.put(gap(10), signed(pen, "true"))
        else:
            pen.put(gap(10), signed(pen, "known"))


def _subject(pen: Pen, subject: str) -> Block:
    if not subject:
        return [ruled_line(pen.sheets.width, pen.lined.height)]
    return set_lines([Run(subject, Face.BOLD)], pen.sheets.width * 0.75, Style(pen.style.size))


def _paragraph(pen: Pen, text: str) -> Block:
    return set_lines([Run(text)], pen.sheets.width, Style(pen.style.size, leading=18)) + gap(4)


@dataclass(frozen=True, kw_only=True)
class OrderLine:
    """One order in the register."""

    number: str = ""
    date: str = ""
    kind: str = ""
    subject: str = ""
    person: str = ""
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class OrderRegister(Content):
    """The register of orders of a period."""

    organisation: str = ""
    period: str = ""
    rows: tuple[OrderLine, ...] = ()

    def draw(self, pen: Pen) -> None:
        """Draw the heading and the table over as many pages as it takes."""
        pen.put(letterhead(pen, self.organisation), pen.title("title"))
        pen.put(pen.half_line("period", self.period), gap(6))
        cells = [(row.number, row.date, row.kind, row.subject, row.person, row.note) for row in self.rows]
        put_rows(pen, _REGISTER, cells, _EMPTY, size=9.5)
