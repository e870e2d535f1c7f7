"""Annex 2 to Order 230: the electronic journal of recipients and of the queue."""

from dataclasses import dataclass, fields

from ssu_desktop.forms.annex_3 import organisation_names
from ssu_desktop.forms.content import Content
from ssu_desktop.forms.faces import Face
from ssu_desktop.forms.parts import Pen
from ssu_desktop.forms.table import Cell, Row, Table, numbered_heads, put_table
from ssu_desktop.forms.text import beside, gap, indented

_COLUMNS = 14
_SHARES = (18, 60.5, 64, 44, 37, 91, 54, 67, 49, 46, 46, 64.5, 57.5, 44)  # points: no usual word breaks
_LEAST = 26.0
_EMPTY_ROWS = 8


@dataclass(frozen=True, kw_only=True)
class JournalRow:
    """One stay; the fields are the columns 1-14 in their order. Several leaves stand one under another."""

    number: str = ""
    status: str = ""
    name: str = ""
    born: str = ""
    sex: str = ""
    address: str = ""
    phone: str = ""
    programme: str = ""
    admitted: str = ""
    left: str = ""
    discharged: str = ""
    reason: str = ""
    transferred: str = ""
    destination: str = ""


@dataclass(frozen=True, kw_only=True)
class Annex2(Content):
    """The texts of the journal; `kind` is the unit's (S, D, H, T), underlined in the title."""

    name_kk: str = ""
    name_other: str = ""
    kind: str = ""
    started: str = ""
    finished: str = ""
    rows: tuple[JournalRow, ...] = ()

    def draw(self, pen: Pen) -> None:
        """Draw the heading and the table of 14 columns over as many pages as it takes."""
        pen.put(
            pen.reference(),
            organisation_names(pen, self.name_kk, self.name_other),
            pen.title("title", part=self.kind),
        )
        started, finished = pen.half_line("started", self.started), pen.half_line("finished", self.finished)
        pen.put(beside(started, indented(finished, pen.sheets.width / 2)), gap(6))
        heads = numbered_heads([pen.say(f"column_{column + 1}") for column in range(_COLUMNS)], numbers=True)
        rows = tuple(_row(row) for row in self.rows or (JournalRow(),) * _EMPTY_ROWS)
        put_table(pen.sheets, Table(shares=_SHARES, heads=heads, rows=rows, size=8.0))


def _row(row: JournalRow) -> Row:
    texts = [getattr(row, field.name) for field in fields(row)]
    centred = Cell(texts[0], Face.REGULAR, "centre")
    return Row((centred, *(Cell(text) for text in texts[1:])), least=_LEAST)
