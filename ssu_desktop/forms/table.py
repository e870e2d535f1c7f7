"""Ruled tables: wrapped cells, a heading repeated on each page, rows kept whole where a page allows it."""

from collections.abc import Sequence
from dataclasses import dataclass

from ssu_desktop.forms.faces import Face
from ssu_desktop.forms.page import Sheets
from ssu_desktop.forms.text import Block, Line, Rule, Run, Style, set_lines, set_text, shifted

_PAD = 2.5
_WEIGHT = 0.6
_FILLER = 8.0


@dataclass(frozen=True)
class Cell:
    """The text of a cell; `signed` leaves a blank for a signature under it."""

    text: str = ""
    face: Face = Face.REGULAR
    align: str = "left"
    signed: bool = False


@dataclass(frozen=True)
class Head:
    """A cell of the heading, from column `first` to `last` (counted from 0) and level `top` to `bottom`."""

    text: str
    first: int
    last: int
    top: int = 0
    bottom: int = 0


@dataclass(frozen=True)
class Row:
    """A row of the body.

    `section`: one cell over the whole width, never the last thing on a page. `joined`: its first column
    goes on from the row above. `least`: points of height, for writing by hand.
    """

    cells: tuple[Cell, ...]
    least: float = 0.0
    section: bool = False
    joined: bool = False


@dataclass(frozen=True, kw_only=True)
class Table:
    """A table of `shares` (parts of the breadth), its heading and its body, set in `size` points.

    `tail`: the height that must fit under the last row (a signature stays with what it signs).
    """

    shares: tuple[float, ...]
    heads: tuple[Head, ...]
    rows: tuple[Row, ...]
    size: float = 9.0
    tail: float = 0.0


def numbered_heads(texts: Sequence[str], *, numbers: bool = False) -> tuple[Head, ...]:
    """Return a heading of one level, and under it the numbers of the columns if asked."""
    heads = [Head(text, column, column) for column, text in enumerate(texts)]
    if numbers:
        heads += [Head(str(column + 1), column, column, 1, 1) for column in range(len(texts))]
    return tuple(heads)


def put_table(sheets: Sheets, table: Table) -> None:
    """Draw the table from where the sheets stand, over as many pages as it takes."""
    _Drawing(sheets, table).draw()


class _Drawing:
    def __init__(self, sheets: Sheets, table: Table) -> None:
        self.sheets = sheets
        self.table = table
        whole = sum(table.shares)
        self.edges = [sheets.paper.left]
        for share in table.shares:
            self.edges.append(self.edges[-1] + sheets.width * share / whole)
        self.style = Style(table.size)
        self.head_blocks = [self._head_block(head) for head in table.heads]
        self.levels = self._paired_heights(self._level_heights())
        self.head_height = sum(self.levels)
        (self.tail,) = self._paired_heights([table.tail])

    def _paired_heights(self, heights: Sequence[float]) -> list[float]:
        (paired,) = self.sheets.paired([[Line(height) for height in heights]])
        return [line.height for line in paired]

    def draw(self) -> None:
        laid = [self._beside_another(self._lay(row)) for row in self.table.rows]
        heights = [self._height(row, blocks) for row, blocks in zip(self.table.rows, laid, strict=True)]
        if self.head_height + self._need(heights, 0) > self.sheets.room and not self.sheets.fresh:
            self.sheets.turn()
        self._head()
        for number, (row, blocks) in enumerate(zip(self.table.rows, laid, strict=True)):
            need = self._need(heights, number)
            if need > self.sheets.room + 0.01:
                self._turn_if_it_helps(need)
            self._row(row, blocks, heights[number])
        self._line_across(0)

    def _need(self, heights: list[float], number: int) -> float:
        """Return the height that row `number` asks for, with what may not be parted from it."""
        if not heights:
            return self.tail
        if number + 1 == len(heights):
            return heights[number] + self.tail
        goes_on = self.table.rows[number].section
        return heights[number] + (self._need(heights, number + 1) if goes_on else 0.0)

    def _turn_if_it_helps(self, need: float) -> None:
        """A row that no page could hold begins here, if at least three lines of it fit."""
        fits_a_page = need <= self.sheets.paper.inner_height - self.head_height
        if fits_a_page or self.sheets.room < 3 * self.style.height + 2 * _PAD:
            self._turn()

    def _turn(self) -> None:
        self._line_across(0)
        self.sheets.turn()
        self._head()

    # -- cells

    def _cell_width(self, first: int, last: int) -> float:
        return self.edges[last + 1] - self.edges[first] - 2 * _PAD

    def _lay(self, row: Row) -> list[Block]:
        last = len(self.table.shares) - 1
        spans = [(0, last)] if row.section else [(column, column) for column in range(last + 1)]
        blocks = [
            self._set(cell, self._cell_width(*span)) for cell, span in zip(row.cells, spans, strict=True)
        ]
        several = sum([cell.signed for cell in row.cells]) > 1
        return _signed_at_one_height(row, blocks) if several else blocks

    def _beside_another(self, blocks: list[Block]) -> list[Block]:
        """Return the cells of a row, and blank ones as high as those of the other language."""
        return [*blocks, *([Line(line.height) for line in block] for block in self.sheets.lay(blocks))]

    def _set(self, cell: Cell, breadth: float) -> Block:
        block: Block = []
        if cell.text:
            block += set_text(cell.text, cell.face, breadth, self.table.size, cell.align)
        if cell.signed:
            block.append(Line(20.0, (Rule(0, 16.0, breadth, 16.0),)))
        return block

    def _height(self, row: Row, blocks: list[Block]) -> float:
        tallest = max([sum([line.height for line in block]) for block in blocks])
        return max(row.least, tallest + 2 * _PAD)

    # -- heading

    def _level_heights(self) -> list[float]:
        heights = [0.0] * (1 + max(head.bottom for head in self.table.heads))
        heads = zip(self.table.heads, self.head_blocks, strict=True)
        for head, block in sorted(heads, key=lambda one: one[0].bottom - one[0].top):
            need = sum(line.height for line in block) + 2 * _PAD
            spread = sum(heights[head.top : head.bottom + 1])
            heights[head.bottom] += max(0.0, need - spread)
        return heights

    def _head_block(self, head: Head) -> Block:
        style = Style(self.table.size, align="centre")
        return set_lines([Run(head.text)], self._cell_width(head.first, head.last), style)

    def _head(self) -> None:
        top = self.sheets.y
        for head, block in zip(self.table.heads, self.head_blocks, strict=True):
            above = top + sum(self.levels[: head.top])
            height = sum(self.levels[head.top : head.bottom + 1])
            y = above + (height - sum(line.height for line in block)) / 2
            self._put_lines(block, self.edges[head.first], y)
            self._box(self.edges[head.first], above, self.edges[head.last + 1], above + height)
        self.sheets.y = top + self.head_height

    def _box(self, left: float, top: float, right: float, bottom: float) -> None:
        self.sheets.mark(
            Rule(left, top, right, top, _WEIGHT),
            Rule(left, top, left, bottom, _WEIGHT),
            Rule(right, top, right, bottom, _WEIGHT),
            Rule(left, bottom, right, bottom, _WEIGHT),
        )

    # -- body

    def _put_lines(self, block: Block, left: float, y: float) -> None:
        for line in block:
            self.sheets.mark(*shifted(line, left + _PAD, y))
            y += line.height

    def _row(self, row: Row, blocks: list[Block], height: float) -> None:
        self._line_across(1 if row.joined else 0)
        while height > self.sheets.room + 0.01:
            blocks = self._part(row, blocks)
            height = self._height(row, blocks)
            self._turn()
        self._slice(row, blocks, height)

    def _part(self, row: Row, blocks: list[Block]) -> list[Block]:
        """Draw as many lines as this page holds and return the rest."""
        room = self.sheets.room - 2 * _PAD
        taken: list[Block] = []
        rest: list[Block] = []
        for block in blocks:
            count, height = 0, 0.0
            while count < len(block) and height + block[count].height <= room:
                height += block[count].height
                count += 1
            taken.append(block[:count])
            rest.append(block[count:])
        self._slice(row, taken, self.sheets.room)
        return rest

    def _slice(self, row: Row, blocks: list[Block], height: float) -> None:
        top = self.sheets.y
        edges = [self.edges[0], self.edges[-1]] if row.section else self.edges
        for left, block in zip(edges, blocks, strict=False):
            self._put_lines(block, left, top + _PAD)
        for edge in edges:
            self.sheets.mark(Rule(edge, top, edge, top + height, _WEIGHT))
        self.sheets.y = top + height

    def _line_across(self, first: int) -> None:
        y = self.sheets.y
        self.sheets.mark(Rule(self.edges[first], y, self.edges[-1], y, _WEIGHT))


def _signed_at_one_height(row: Row, blocks: list[Block]) -> list[Block]:
    """Let the blanks for signatures of one row stand side by side, however long the names are."""
    heights = [sum(line.height for line in block) for block in blocks]
    lowest = max(
        (height for cell, height in zip(row.cells, heights, strict=True) if cell.signed), default=0.0
    )
    return [
        [*block[:-1], *_filling(lowest - height), block[-1]] if cell.signed and height < lowest else block
        for cell, block, height in zip(row.cells, blocks, heights, strict=True)
    ]


def _filling(height: float) -> Block:
    """Return empty lines of this height together, none of them too high for what is left of a page."""
    whole, rest = divmod(height, _FILLER)
    return [*[Line(_FILLER)] * int(whole), Line(rest)]
