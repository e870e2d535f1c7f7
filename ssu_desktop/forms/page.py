"""Sheets of paper: blocks put on pages from the top down, what belongs together kept together."""

from dataclasses import dataclass

from ssu_desktop.forms.text import Block, Mark, shifted

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


class Sheets:
    """The pages of one document; y runs downwards from the upper edge of the paper."""

    def __init__(self, paper: Paper) -> None:
        self.paper = paper
        self.pages: list[list[Mark]] = [[]]
        self.y = paper.top

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
        """True on a page with nothing on it."""
        return not self.pages[-1]

    def turn(self) -> None:
        """Go on on a new page."""
        self.pages.append([])
        self.y = self.paper.top

    def put(self, *blocks: Block) -> None:
        """Put blocks under one another, on one page if they fit on one; else they go on over pages."""
        lines = [line for block in blocks for line in block]
        whole = sum(line.height for line in lines)
        if self.room < whole <= self.paper.inner_height and not self.fresh:
            self.turn()
        for line in lines:
            if line.height > self.room and not self.fresh:
                self.turn()
            if line.marks or not self.fresh:
                self.mark(*shifted(line, self.paper.left, self.y))
                self.y += line.height

    def mark(self, *marks: Mark) -> None:
        """Put marks where they stand, in the coordinates of the paper."""
        self.pages[-1].extend(marks)
