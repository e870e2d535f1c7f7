"""The facility's own lists on paper, signed by the head: the queue, those present, what is due."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

from ssu_desktop.forms.content import Content
from ssu_desktop.forms.faces import Face
from ssu_desktop.forms.parts import Pen, halves
from ssu_desktop.forms.table import Cell, Row, Table, numbered_heads, put_table
from ssu_desktop.forms.text import gap

_LEAST = 20.0
_TOTAL, _SIGNATURE = 40.0, 50.0  # what stands under the table, with its gaps


@dataclass(frozen=True, kw_only=True)
class ListRow:
    """One person; the cells stand in the order of the columns, the number first."""

    cells: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class OwnList(Content):
    """The texts of a list: `day` in the official wording, `places` the figures above the table."""

    shares: ClassVar[tuple[float, ...]] = ()
    figures: ClassVar[int] = 0
    empty_rows: ClassVar[int] = 15
    above: ClassVar[tuple[str, ...]] = ("organisation", "unit", "day")
    signers: ClassVar[Mapping[str, str]] = {"head": "head"}  # the label of a signature: whose name it bears

    organisation: str = ""
    unit: str = ""
    day: str = ""
    places: tuple[str, ...] = ()
    rows: tuple[ListRow, ...] = ()
    total: str = ""
    head: str = ""

    def draw(self, pen: Pen) -> None:
        """Draw the heading, the table over as many pages as it takes, the signature under its end."""
        pen.put(pen.title("title"))
        pen.put(*(pen.line(key, getattr(self, key)) for key in self.above))
        if self.figures:
            pen.put(pen.line("places", *(self.places or ("",) * self.figures)))
        pen.put(gap(6))
        heads = numbered_heads([pen.say(f"column_{number}") for number in range(1, len(self.shares) + 1)])
        blank = ListRow(cells=("",) * len(self.shares))
        rows = tuple(_row(row) for row in self.rows or (blank,) * self.empty_rows)
        table = Table(
            shares=self.shares, heads=heads, rows=rows, size=9.0, tail=_TOTAL + _SIGNATURE * len(self.signers)
        )
        put_table(pen.sheets, table)
        pen.put(gap(8), pen.line("total", self.total))
        for label, name in self.signers.items():
            pen.put(gap(8), pen.signature(label, getattr(self, name), halves(pen.say("head_hint"))))


def _row(row: ListRow) -> Row:
    number, *others = row.cells
    centred = Cell(number, Face.REGULAR, "centre")
    return Row((centred, *(Cell(text) for text in others)), least=_LEAST)


@dataclass(frozen=True, kw_only=True)
class QueueList(OwnList):
    """The queue of a unit in its turn (Order 230, paras 12(1), 23(1), 28(1))."""

    shares: ClassVar[tuple[float, ...]] = (24, 112, 58, 92, 84, 92, 62)
    figures: ClassVar[int] = 4


@dataclass(frozen=True, kw_only=True)
class PresentList(OwnList):
    """Who was in a unit at the end of a day: receiving, absent and suspended."""

    shares: ClassVar[tuple[float, ...]] = (24, 130, 60, 100, 64, 92, 64)
    figures: ClassVar[int] = 5


@dataclass(frozen=True, kw_only=True)
class ProgressList(OwnList):
    """How a unit does: who improves, declines, and was not assessed; the figures count them."""

    shares: ClassVar[tuple[float, ...]] = (24, 128, 96, 42, 78, 72, 104)
    figures: ClassVar[int] = 6


@dataclass(frozen=True, kw_only=True)
class AttendanceList(OwnList):
    """What a span of days in day care comes to, person by person; the figures are its first and last day."""

    shares: ClassVar[tuple[float, ...]] = (24, 190, 72, 72, 84, 82)
    figures: ClassVar[int] = 2


@dataclass(frozen=True, kw_only=True)
class VisitSheet(OwnList):
    """A care worker's week to take along on the round: to be filled in and signed at each visit.

    The figures are its first and last day."""

    shares: ClassVar[tuple[float, ...]] = (24, 56, 52, 140, 150, 50, 50, 138, 92)
    figures: ClassVar[int] = 2
    empty_rows: ClassVar[int] = 8
    above: ClassVar[tuple[str, ...]] = ("organisation", "unit", "worker", "day")
    signers: ClassVar[Mapping[str, str]] = {"filled": "worker", "head": "head"}

    worker: str = ""


@dataclass(frozen=True, kw_only=True)
class ScheduleList(OwnList):
    """Who of a home-service unit is visited on which days, at what time and by whom."""

    shares: ClassVar[tuple[float, ...]] = (24, 150, 58, 92, 46, 92, 76)


@dataclass(frozen=True, kw_only=True)
class VisitedList(OwnList):
    """How often people were visited in a week, and how often `asked`, by which article, wants it.

    The figures are the first and the last day."""

    shares: ClassVar[tuple[float, ...]] = (24, 190, 82, 72, 62, 90)
    figures: ClassVar[int] = 2
    above: ClassVar[tuple[str, ...]] = ("organisation", "unit", "day", "asked")

    asked: str = ""


@dataclass(frozen=True, kw_only=True)
class DueList(OwnList):
    """What is due in the days ahead and overdue, with its paragraph and room for a tick."""

    shares: ClassVar[tuple[float, ...]] = (24, 150, 120, 86, 62, 70, 40)


@dataclass(frozen=True, kw_only=True)
class DepartureList(OwnList):
    """Which rules were overridden: when, for whom, what, by which paragraph, why, by whom."""

    shares: ClassVar[tuple[float, ...]] = (24, 56, 100, 140, 72, 120, 84)


@dataclass(frozen=True, kw_only=True)
class UnsignedList(OwnList):
    """Which printed papers wait for signatures: of whom, what, since when, by its code."""

    shares: ClassVar[tuple[float, ...]] = (24, 146, 126, 66, 96, 80, 36)


@dataclass(frozen=True, kw_only=True)
class SeenList(OwnList):
    """Who has seen a person's data, on which day, what was done: for the person's own request."""

    shares: ClassVar[tuple[float, ...]] = (24, 62, 150, 286)
    above: ClassVar[tuple[str, ...]] = ("organisation", "person", "day")

    person: str = ""


@dataclass(frozen=True, kw_only=True)
class AcquaintanceList(OwnList):
    """Who was made acquainted with the internal rules, with room to sign (Order 230, paras 7, 15, 33)."""

    shares: ClassVar[tuple[float, ...]] = (24, 140, 60, 112, 82, 106)
    figures: ClassVar[int] = 2
