"""Sheets of paper: blocks put on pages from the top down, what belongs together kept together."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import zip_longest

from ssu_desktop.forms.text import Block, Line, Mark, shifted

MM = 72 / 25.4


@dataclass(frozen=True, kw_only=True)
class Paper:
    """A4 and its margins, in points; the left one leaves 25 mm for binding."""

    width: float = 210 * MM
    height: float = 297 * MM
    left: float = 25 * MM
    right: float = 10 * MM
    top: float = 14 * MM
    bottom: float = 20 * MM

    @property
    def inner_width(self) -> float:
        return self.width - self.left - self.right

    @property
    def inner_height(self) -> float:
        return self.height - self.top - self.bottom


PORTRAIT = Paper()
LANDSCAPE = Paper(width=297 * MM, height=210 * MM, bottom=18 * MM)


Blocks = Sequence[Block]


class Sheets:
    """The pages of one document; y runs downwards from the upper edge of the paper.

    `other` is all that was `laid` on the sheets of the same document in another language: each block and
    each row takes the height of the higher of the two then, so that both begin at the same place."""

    def __init__(self, paper: Paper, other: Sequence[Blocks] = ()) -> None:
        self.paper = paper
        self.pages: list[list[Mark]] = [[]]
        self.y = paper.top
        self.laid: list[Blocks] = []
        self._other = other

    @property
    def width(self) -> float:
        """The breadth between the margins."""
        return self.paper.inner_width

    @property
    def room(self) -> float:
        """The height that is left on this page."""
        return self.paper.height - self.paper.bottom - self.y

    @property
    def fresh(self) -> bool:
        """True at the top of a page."""
        return self.y <= self.paper.top

    def lay(self, blocks: Blocks) -> Blocks:
        """Remember what comes next; return what comes there in the other language, if anything does."""
        number = len(self.laid)
        self.laid.append(blocks)
        return self._other[number] if number < len(self._other) else ()

    def paired(self, blocks: Blocks) -> Blocks:
        """Return what comes next, each line as high as that beside it in the other language."""
        beside = self.lay(blocks)
        nothing: Block = []
        pairs = zip_longest(blocks, beside, fillvalue=nothing)
        return [_as_high(block, other) for block, other in pairs] if beside else blocks

    def turn(self) -> None:
        """Go on on a new page."""
        self.pages.append([])
        self.y = self.paper.top

    def put(self, *blocks: Block, below: float = 0.0) -> None:
        """Put blocks under one another, on one page if they fit on one; else they go on over pages.

        `below`: the height that must be left under them."""
        lines = [line for block in self.paired(blocks) for line in block]
        whole = sum(line.height for line in lines) + below
        if self.room < whole <= self.paper.inner_height and not self.fresh:
            self.turn()
        for line in lines:
            if line.height > self.room and not self.fresh:
                self.turn()
            if line.marks or line.held or not self.fresh:
                self.mark(*shifted(line, self.paper.left, self.y))
                self.y += line.height

    def mark(self, *marks: Mark) -> None:
        """Put marks where they stand, in the coordinates of the paper."""
        self.pages[-1].extend(marks)


def _as_high(block: Block, beside: Block) -> Block:
    """Return the block with the heights of the lines beside it where they are higher, or more."""
    nothing = Line(0.0)
    return [
        Line(max(line.height, other.height), line.marks, held=bool(line.held or other.marks or other.held))
        for line, other in zip_longest(block, beside, fillvalue=nothing)
    ]
