"""The trend of a person's points as a sheet: the total and each domain as a curve, with all the figures.

One drawing for the screen and the paper. Told apart without colour: each point bears its figure; a filled
square is a round of the form, an empty one an additional round; a broken line goes over a missed round.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from ssu_desktop.forms.content import Content
from ssu_desktop.forms.faces import Face, width
from ssu_desktop.forms.page import MM
from ssu_desktop.forms.parts import DASH, Pen
from ssu_desktop.forms.table import Cell, Head, Row, Table, put_table
from ssu_desktop.forms.text import Block, Glyphs, Line, Mark, Rule, Run, Style, gap, set_lines, shifted
from ssu_desktop.records.kinds import Domain

_WHOLE_HEIGHT, _DOMAIN_HEIGHT = 42 * MM, 24 * MM
_COLUMNS = 2
_GUTTER = 8 * MM
_SIDE, _OVER, _UNDER = 14.0, 26.0, 14.0  # points within a panel: for the title and figures, for the days
_FIGURES, _SMALL = 8.0, 7.0
_DASHES = 3.0
_MOST = 8  # rounds in one table


@dataclass(frozen=True, kw_only=True)
class TrendRound:
    """One round: `points` of the eight domains in the form's order, `at` its days since the first round.

    `broken`: a round was missed before it. `extra`: it is none of the form's five."""

    label: str = ""
    day: str = ""
    at: int = 0
    points: tuple[str, ...] = ()
    total: str = ""
    change: str = ""
    since: str = ""
    extra: bool = False
    broken: bool = False


@dataclass(frozen=True, kw_only=True)
class Trend(Content):
    """The texts of the sheet; empty it is a table to be filled in by hand."""

    organisation: str = ""
    unit: str = ""
    name: str = ""
    born: str = ""
    rounds: tuple[TrendRound, ...] = ()

    def draw(self, pen: Pen) -> None:
        """Draw the heading, the curves, and the table of all figures."""
        pen.put(pen.title("title"))
        pen.put(*(pen.line(key, getattr(self, key)) for key in ("organisation", "unit", "name", "born")))
        pen.put(gap(2), pen.text("note", size=9.0, face=Face.ITALIC), gap(4))
        if self.rounds:
            _curves(pen, self.rounds)
        _figures(pen, self.rounds)


@dataclass(frozen=True)
class _Point:
    at: int
    value: int
    extra: bool
    broken: bool
    day: str


def _curves(pen: Pen, rounds: Sequence[TrendRound]) -> None:
    breadth = pen.sheets.width
    pen.put(_panel(pen.say("total"), _points(rounds, None), breadth, _WHOLE_HEIGHT, days=True), gap(4))
    half = (breadth - _GUTTER) / _COLUMNS
    panels = [
        _panel(pen.say(f"domain_{domain.value}"), _points(rounds, place), half, _DOMAIN_HEIGHT, days=False)
        for place, domain in enumerate(Domain)
    ]
    for start in range(0, len(panels), _COLUMNS):
        pen.put(_side_by_side(panels[start : start + _COLUMNS], half + _GUTTER), gap(3))


def _side_by_side(panels: Sequence[Block], step: float) -> Block:
    lines = [panel[0] for panel in panels]
    marks = [mark for number, line in enumerate(lines) for mark in shifted(line, number * step)]
    return [Line(max(line.height for line in lines), tuple(marks))]


def _points(rounds: Sequence[TrendRound], place: int | None) -> list[_Point]:
    """Return the points of a domain, or of the total, that are known; a gap stays with the next one."""
    found: list[_Point] = []
    broken = False
    for one in rounds:
        text = one.total if place is None else one.points[place] if place < len(one.points) else ""
        broken = broken or one.broken
        if not text.isdigit():
            broken = broken or bool(found)
            continue
        found.append(_Point(one.at, int(text), one.extra, broken and bool(found), one.day))
        broken = False
    return found


def _panel(title: str, points: Sequence[_Point], breadth: float, height: float, *, days: bool) -> Block:
    """Return a curve in its frame as one line of the page."""
    marks: list[Mark] = [*_frame(breadth, height)]
    for line in set_lines([Run(title, Face.BOLD)], breadth - 8, Style(9.0))[:1]:
        marks += shifted(line, 4, 2)
    if not points:
        marks.append(Glyphs(breadth / 2, height / 2 + 3, DASH, Face.REGULAR, 10.0))
    else:
        foot = height - _UNDER if days else height - 6
        placed = list(_placed(points, breadth, foot))
        marks += _curve(points, placed)
        marks += _labels(points, placed, height, breadth, days=days)
    return [Line(height, tuple(marks))]


def _frame(breadth: float, height: float) -> Iterator[Mark]:
    yield Rule(0, 0, breadth, 0, 0.4)
    yield Rule(0, height, breadth, height, 0.4)
    yield Rule(0, 0, 0, height, 0.4)
    yield Rule(breadth, 0, breadth, height, 0.4)


def _placed(points: Sequence[_Point], breadth: float, foot: float) -> Iterator[tuple[float, float]]:
    """Yield where the points stand: by their days from left to right, the highest figure at the top."""
    first, last = points[0].at, points[-1].at
    lowest, highest = min(one.value for one in points), max(one.value for one in points)
    room, rise = breadth - 2 * _SIDE, foot - _OVER - 4
    for one in points:
        across = (one.at - first) / (last - first) if last > first else 0.5
        up = (one.value - lowest) / (highest - lowest) if highest > lowest else 0.5
        yield _SIDE + across * room, foot - 4 - up * rise


def _curve(points: Sequence[_Point], placed: Sequence[tuple[float, float]]) -> Iterator[Mark]:
    for (begin, end), point in zip(pairwise(placed), points[1:], strict=True):
        yield from _dashed(begin, end) if point.broken else (Rule(*begin, *end, 1.1),)
    for (x, y), point in zip(placed, points, strict=True):
        yield from _square(x, y, filled=not point.extra)


def _dashed(begin: tuple[float, float], end: tuple[float, float]) -> Iterator[Mark]:
    (x, y), (to_x, to_y) = begin, end
    length = max(((to_x - x) ** 2 + (to_y - y) ** 2) ** 0.5, 0.1)
    count = max(int(length / (2 * _DASHES)), 1)
    for number in range(count):
        start = number * 2 * _DASHES / length
        stop = min(start + _DASHES / length, 1.0)
        yield Rule(
            x + (to_x - x) * start, y + (to_y - y) * start, x + (to_x - x) * stop, y + (to_y - y) * stop, 0.8
        )


def _square(x: float, y: float, *, filled: bool) -> Iterator[Mark]:
    half = 2.0
    if filled:
        yield Rule(x - half, y, x + half, y, 2 * half)
        return
    yield Rule(x - half, y - half, x + half, y - half, 0.8)
    yield Rule(x - half, y + half, x + half, y + half, 0.8)
    yield Rule(x - half, y - half, x - half, y + half, 0.8)
    yield Rule(x + half, y - half, x + half, y + half, 0.8)


def _labels(
    points: Sequence[_Point],
    placed: Sequence[tuple[float, float]],
    height: float,
    breadth: float,
    *,
    days: bool,
) -> Iterator[Mark]:
    """Yield the figure over each point, and its day under the total's curve where there is room."""
    taken = 0.0
    for (x, y), point in zip(placed, points, strict=True):
        figure = str(point.value)
        yield _centred(figure, x, y - 4.5, _FIGURES, Face.BOLD, breadth)
        length = width(point.day, Face.REGULAR, _SMALL)
        begins = min(max(x - length / 2, 2), breadth - length - 2)
        if days and begins >= taken:
            yield Rule(x, height - _UNDER + 1, x, height - _UNDER + 4, 0.4)
            yield Glyphs(begins, height - 3, point.day, Face.REGULAR, _SMALL)
            taken = begins + length + 4


def _centred(text: str, x: float, y: float, size: float, face: Face, breadth: float) -> Glyphs:
    length = width(text, face, size)
    return Glyphs(min(max(x - length / 2, 2), breadth - length - 2), y, text, face, size)


def _figures(pen: Pen, rounds: Sequence[TrendRound]) -> None:
    """Draw the table of all figures, eight rounds beside each other; an empty one has five."""
    shown: Sequence[TrendRound] = rounds or (TrendRound(),) * 5
    for start in range(0, len(shown), _MOST):
        batch = shown[start : start + _MOST]
        heads = [Head(pen.say("column_domain"), 0, 0)]
        heads += [
            Head("\n".join(filter(None, (one.label, one.day))), number, number)
            for number, one in enumerate(batch, start=1)
        ]
        shares, rows = (120.0, *(52.0,) * len(batch)), tuple(_rows(pen, batch))
        pen.put(gap(5))
        put_table(pen.sheets, Table(shares=shares, heads=tuple(heads), rows=rows, size=8.5))


def _rows(pen: Pen, batch: Sequence[TrendRound]) -> Iterator[Row]:
    def row(key: str, texts: Iterable[str], face: Face = Face.REGULAR) -> Row:
        cells = [Cell(text, face, "centre") for text in texts]
        return Row((Cell(pen.say(key), face), *cells))

    for place, domain in enumerate(Domain):
        key = f"domain_{domain.value}"
        yield row(key, (one.points[place] if place < len(one.points) else "" for one in batch))
    yield row("total", (one.total for one in batch), Face.BOLD)
    yield row("change", (one.change for one in batch))
    yield row("since", (one.since for one in batch))
