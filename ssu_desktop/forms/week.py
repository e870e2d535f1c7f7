"""Papers for a week without the program: who is there, to be ticked by hand, and a person's marks."""

from dataclasses import dataclass

from ssu_desktop.forms.annex_5 import Annex5, continuation
from ssu_desktop.forms.content import Content
from ssu_desktop.forms.parts import Pen
from ssu_desktop.forms.table import Cell, Row, Table, numbered_heads, put_table
from ssu_desktop.forms.text import gap

_NUMBER, _NAME, _DAY, _REMARK = 24.0, 190.0, 58.0, 110.0
_DAYS = 7
_EMPTY = 12
_LEAST = 22.0


@dataclass(frozen=True, kw_only=True)
class WeekSheet(Content):
    """The people of a unit in a week: a box for each day, to be filled in by hand."""

    organisation: str = ""
    unit: str = ""
    days: tuple[str, ...] = ()
    names: tuple[str, ...] = ()

    def draw(self, pen: Pen) -> None:
        """Draw the heading and the table over as many pages as it takes."""
        pen.put(pen.title("title"), pen.line("organisation", self.organisation), pen.line("unit", self.unit))
        pen.put(pen.text("note", size=9.5), gap(6))
        days = self.days or ("",) * _DAYS
        heads = numbered_heads([pen.say("column_1"), pen.say("column_2"), *days, pen.say("column_3")])
        shares = (_NUMBER, _NAME, *(_DAY for _day in days), _REMARK)
        rows = tuple(
            _row(number, name, len(days)) for number, name in enumerate(self.names or ("",) * _EMPTY, start=1)
        )
        put_table(pen.sheets, Table(shares=shares, heads=heads, rows=rows, size=9.5))


def _row(number: int, name: str, days: int) -> Row:
    cells = (Cell(str(number), align="centre"), Cell(name), *(Cell() for _day in range(days + 1)))
    return Row(cells, least=_LEAST)


@dataclass(frozen=True, kw_only=True)
class MarksSheet(Annex5):
    """The continuation sheet of a journal alone: the activities of the plan, their marks to be written."""

    def draw(self, pen: Pen) -> None:
        """Draw the sheet."""
        continuation(pen, self)
