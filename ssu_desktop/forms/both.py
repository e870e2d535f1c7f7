"""Kazakh and Russian side by side: a version of each official form for reading, two pages on one sheet.

It says of itself that it is no official form; what is signed and filed is the form in one language.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, make_dataclass
from functools import partial
from typing import ClassVar, cast

from ssu_desktop.forms.annex_2 import Annex2
from ssu_desktop.forms.annex_3 import Annex3
from ssu_desktop.forms.annex_4 import Annex4
from ssu_desktop.forms.annex_5 import Annex5
from ssu_desktop.forms.annex_9 import Annex9
from ssu_desktop.forms.content import Content
from ssu_desktop.forms.faces import Face
from ssu_desktop.forms.page import LANDSCAPE, MM, PORTRAIT, Blocks, Paper, Sheets
from ssu_desktop.forms.parts import Pen
from ssu_desktop.forms.text import Glyphs, Mark, Rule, Run, Style, set_lines, shifted
from ssu_desktop.forms.wording import load_wording
from ssu_desktop.language import Language

BOTH = "-both"
"""What the code of a form ends with in both languages."""

_SIDES = {"kazakh": Language.KK, "russian": Language.RU}
_GUTTER = 9 * MM
_NOTE = 8 * MM  # the height of the words above a page
_EDGES = {"left": 12 * MM, "right": 12 * MM, "top": 10 * MM, "bottom": 18 * MM}
LYING = Paper(width=297 * MM, height=210 * MM, **_EDGES)
STANDING = Paper(**_EDGES)


@dataclass(frozen=True, kw_only=True)
class Both(Content):
    """A form in Kazakh and in Russian, `size` and `leading` as the form itself is set in.

    A form on upright paper has its pages beside one another, one on broad paper under one another."""

    form: ClassVar[str] = ""
    size: ClassVar[float] = 11.0
    leading: ClassVar[float] = 20.0
    upright: ClassVar[bool] = True

    def sides(self) -> Sequence[Content]:
        """Return the form in Kazakh and in Russian."""
        return [getattr(self, name) for name in _SIDES]

    def draw(self, pen: Pen) -> None:
        """Draw page beside page, with the same blocks and rows at the same height of both."""
        alone = [self._sheets(side) for side in self.sides()]
        pairs = [
            self._sheets(side, other.laid).pages
            for side, other in zip(self.sides(), reversed(alone), strict=True)
        ]
        for number in range(max(len(pages) for pages in pairs)):
            if number:
                pen.sheets.turn()
            for place, pages in enumerate(pairs):
                self._put(pen, place, pages[number] if number < len(pages) else ())

    def _room(self, paper: Paper) -> tuple[float, float]:
        """Return the breadth and the height that one of the two pages has on the sheet."""
        if self.upright:
            return (paper.inner_width - _GUTTER) / 2, paper.inner_height - _NOTE
        return paper.inner_width, (paper.inner_height - _GUTTER) / 2 - _NOTE

    def _scale(self, paper: Paper) -> float:
        whole = PORTRAIT if self.upright else LANDSCAPE
        return self._room(paper)[0] / whole.inner_width

    def _sheets(self, side: Content, other: Sequence[Blocks] = ()) -> Sheets:
        paper = LYING if self.upright else STANDING
        breadth, height = self._room(paper)
        scale = self._scale(paper)
        room = Paper(width=breadth / scale, height=height / scale, left=0, right=0, top=0, bottom=0)
        sheets = Sheets(room, other)
        side.draw(Pen(sheets, load_wording(self.form), side.language, size=self.size, leading=self.leading))
        return sheets

    def _put(self, pen: Pen, place: int, marks: Sequence[Mark]) -> None:
        paper = pen.sheets.paper
        breadth, height = self._room(paper)
        x = paper.left + (place * (breadth + _GUTTER) if self.upright else 0)
        y = paper.top + (0 if self.upright else place * (height + _NOTE + _GUTTER))
        words = pen.wording.say("reading", tuple(_SIDES.values())[place])
        for line in set_lines([Run(words, Face.ITALIC)], breadth, Style(8.5, align="centre")):
            pen.sheets.mark(*shifted(line, x, y))
        scale = self._scale(paper)
        pen.sheets.mark(*(_smaller(mark, scale, x, y + _NOTE) for mark in marks))
        if place and self.upright:
            middle = x - _GUTTER / 2
            pen.sheets.mark(Rule(middle, paper.top, middle, paper.height - paper.bottom, 0.3))


def _smaller(mark: Mark, scale: float, x: float, y: float) -> Mark:
    """Return a mark of a page drawn smaller, with the page's corner at x, y."""
    if isinstance(mark, Rule):
        ends = (x + mark.x * scale, y + mark.y * scale, x + mark.to_x * scale, y + mark.to_y * scale)
        return Rule(*ends, mark.weight * scale)
    return Glyphs(x + mark.x * scale, y + mark.y * scale, mark.text, mark.face, mark.size * scale)


def _both(form: str, side: type[Content], **layout: object) -> type[Both]:
    """Return what the content of a form in both languages is: one of the form in each of them."""
    sides = [
        (name, side, field(default_factory=partial(side, language=language)))
        for name, language in _SIDES.items()
    ]
    named, told = f"Both{side.__name__}", {"form": form, **layout}
    made = make_dataclass(named, sides, bases=(Both,), namespace=told, frozen=True, kw_only=True)
    return cast("type[Both]", made)


BothAnnex2 = _both("annex-2", Annex2, upright=False)
BothAnnex3 = _both("annex-3", Annex3, size=12.0, leading=22.0)
BothAnnex4 = _both("annex-4", Annex4)
BothAnnex5 = _both("annex-5", Annex5)
BothAnnex9 = _both("annex-9", Annex9, leading=18.0)
