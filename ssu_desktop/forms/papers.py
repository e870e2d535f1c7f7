"""What the facility's own papers share: letterhead, line of date and place, a table with its total."""

from collections.abc import Sequence

from ssu_desktop.forms.faces import Face
from ssu_desktop.forms.parts import Pen, halves
from ssu_desktop.forms.table import Cell, Row, Table, numbered_heads, put_table
from ssu_desktop.forms.text import Block, beside, gap, indented

_TAIL = 36.0  # points: the total stays with the last row
_LEAST = 22.0


def letterhead(pen: Pen, organisation: str) -> Block:
    """Return the organisation's name over its hint, in the middle."""
    breadth = pen.sheets.width * 0.8
    block = pen.value_over_hint(organisation, pen.hint(pen.say("organisation"), breadth), breadth)
    return indented(block, pen.sheets.width * 0.1) + gap(4)


def date_and_place(pen: Pen, date: str, place: str) -> Block:
    """Return the date at the left and the place over its hint at the right."""
    breadth = pen.sheets.width * 0.42
    left = pen.line("date", date)
    right = pen.value_over_hint(place, pen.hint(pen.say("place"), breadth), breadth)
    return beside(left, indented(right, pen.sheets.width - breadth)) + gap(6)


def signed(pen: Pen, key: str, name: str = "") -> Block:
    """Return a signature line with its hints."""
    return pen.signature(key, name, halves(pen.say("sign_hint")))


def put_rows(
    pen: Pen, shares: tuple[float, ...], rows: Sequence[Sequence[str]], empty: int, *, size: float = 10.5
) -> None:
    """Draw a table whose first column is the number of the row; `empty` rows where there are none."""
    heads = numbered_heads([pen.say(f"column_{number + 1}") for number in range(len(shares))])
    filled = [(str(number), *row) for number, row in enumerate(rows, start=1)]
    made = filled or [("",) * len(shares)] * empty
    table = Table(
        shares=shares, heads=heads, rows=tuple(_row(cells) for cells in made), size=size, tail=_TAIL
    )
    put_table(pen.sheets, table)


def _row(cells: Sequence[str]) -> Row:
    number = Cell(cells[0], Face.REGULAR, "centre")
    return Row((number, *(Cell(text) for text in cells[1:])), least=_LEAST)
