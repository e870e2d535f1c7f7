"""Text measured and broken into lines: words, blanks to write on, values underlined. No markup.

Lengths are points. A `Line` is drawn relative to its own upper left corner, y running downwards.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise, zip_longest
from typing import NamedTuple

from ssu_desktop.forms.faces import Face, width
from ssu_desktop.language.pairs import HELD, unbroken

_PIECE = re.compile(rf"[^ {HELD}]+?(?:[/–-]+(?=\w)|(?=[ {HELD}])|$)")  # a line may end after / - and –
_BELOW = 2.2  # an underline lies this far under the baseline


class Glyphs(NamedTuple):
    """A text whose baseline starts at x, y."""

    x: float
    y: float
    text: str
    face: Face
    size: float


class Rule(NamedTuple):
    """A straight line from one point to another."""

    x: float
    y: float
    to_x: float
    to_y: float
    weight: float = 0.5


Mark = Glyphs | Rule


@dataclass(frozen=True)
class Line:
    """What stands on one line, and how much height it takes.

    `held`: it takes its height at the top of a page, too, with nothing on it."""

    height: float
    marks: tuple[Mark, ...] = ()
    held: bool = False


Block = list[Line]


@dataclass(frozen=True)
class Run:
    """A stretch of text of one look.

    `ruled`: underlined; empty and ruled it is a blank of `least` points. `fills`: its underline goes on
    to the right margin.
    """

    text: str
    face: Face = Face.REGULAR
    ruled: bool = False
    least: float = 0.0
    fills: bool = False


@dataclass(frozen=True)
class Style:
    """How a block is set: size of the letters, height of a line, alignment `left`, `centre` or `right`."""

    size: float = 11.0
    leading: float = 0.0
    align: str = "left"

    @property
    def height(self) -> float:
        return self.leading or round(self.size * 1.2, 1)


@dataclass(frozen=True)
class _Atom:
    """A piece that is never broken unless it is wider than the whole line."""

    text: str
    width: float
    run: Run
    space: float = 0.0  # the room before it, when it does not begin a line
    glued: bool = False  # it may not begin a line
    parts: bool = False  # glued, but it begins a line where the whole does not fit on one
    forced: bool = False  # it must begin a line
    shift: float = 0.0  # the text starts this far into the piece


@dataclass(frozen=True)
class _Placed:
    x: float
    atom: _Atom


def _padded(run: Run, size: float, space: float, glued: bool) -> _Atom | None:
    """Return a blank as one piece, its value centred, when the value fits into it."""
    breadth = width(run.text, run.face, size)
    if not run.ruled or "\n" in run.text or breadth > run.least or (run.fills and run.text):
        return None
    return _Atom(run.text, run.least, run, space, glued, shift=(run.least - breadth) / 2)


def _atoms(runs: Iterable[Run], size: float) -> list[_Atom]:
    atoms: list[_Atom] = []
    pending = False
    for run in runs:
        blank = _padded(run, size, width(" ", run.face, size) if pending else 0, bool(atoms) and not pending)
        if blank:
            atoms.append(blank)
            pending = False
            continue
        for number, paragraph in enumerate(run.text.split("\n")):
            atoms += _words(paragraph, run, size, pending=pending, first=not atoms, forced=number > 0)
            pending = paragraph.endswith(" ") if paragraph else pending
    return atoms


def _words(
    paragraph: str, run: Run, size: float, *, pending: bool, first: bool, forced: bool
) -> Iterable[_Atom]:
    blank = width(" ", run.face, size)
    if not paragraph and forced:
        yield _Atom("", 0, run, forced=True)
    paragraph, before, after_joint = unbroken(paragraph), "", first
    for match in _PIECE.finditer(paragraph):
        word = match.group()
        space = paragraph[match.start() - 1] if match.start() else ""
        spaced = pending or space in (" ", HELD)
        held = space == HELD or (not spaced and _is_ending(before, word))
        yield _Atom(
            word,
            width(word, run.face, size),
            run,
            blank if spaced else 0.0,
            glued=not forced and (held or (not spaced and not after_joint)),
            parts=held,
            forced=forced,
        )
        pending = forced = False
        before, after_joint = word, word[-1] in "/–-"


def _is_ending(before: str, word: str) -> bool:
    """Return whether `word` ends a number that stands before it: 12-тармақ, 17-ө."""
    return before[-1:] == "-" and before[-2:-1].isdigit() and word[0].isalpha()


def _clusters(atoms: Sequence[_Atom]) -> Iterable[list[_Atom]]:
    cluster: list[_Atom] = []
    for atom in atoms:
        if cluster and not atom.glued:
            yield cluster
            cluster = []
        cluster.append(atom)
    if cluster:
        yield cluster


class _Breaker:
    """Puts pieces on lines of one width."""

    def __init__(self, breadth: float, size: float) -> None:
        self.breadth = breadth
        self.size = size
        self.lines: list[list[_Placed]] = [[]]
        self.x = 0.0

    def turn(self) -> None:
        self.lines.append([])
        self.x = 0.0

    def put(self, cluster: list[_Atom]) -> None:
        """Put pieces that stay together; where they are too wide for that, the first part by itself."""
        end = next((place for place, atom in enumerate(cluster) if place and atom.parts), 0)
        if end and self._too_wide(cluster):
            self._put(cluster[:end])
            self.put(cluster[end:])
        else:
            self._put(cluster)

    def _put(self, cluster: list[_Atom]) -> None:
        whole = sum(atom.width + atom.space for atom in cluster)
        overflows = self.x > 0 and self.x + whole > self.breadth + 0.01
        begins_here = self._too_wide(cluster) and self.x < self.breadth * 0.7
        if cluster[0].forced or (overflows and not begins_here):
            self.turn()
        for atom in cluster:
            self._place(atom)

    def _too_wide(self, cluster: list[_Atom]) -> bool:
        inner = sum(atom.width + atom.space for atom in cluster) - cluster[0].space
        return inner > self.breadth

    def _place(self, atom: _Atom) -> None:
        space = atom.space if self.x else 0.0
        while atom.text and self.x + space + atom.width > self.breadth + 0.01:
            head, rest = self._chop(atom, self.breadth - self.x - space)
            if head.text:
                self.lines[-1].append(_Placed(self.x + space, head))
            atom, space = rest, 0.0
            if not atom.text:
                return
            self.turn()
        self.lines[-1].append(_Placed(self.x + space, atom))
        self.x += space + atom.width

    def _chop(self, atom: _Atom, room: float) -> tuple[_Atom, _Atom]:
        """Split a word that is too wide where the line ends (at least one letter on an empty line)."""
        taken, count = 0.0, 0
        for letter in atom.text:
            taken += width(letter, atom.run.face, self.size)
            if taken > room and (count or self.x):
                break
            count += 1
        pieces = atom.text[:count], atom.text[count:]
        head, rest = (
            replace(atom, text=piece, width=width(piece, atom.run.face, self.size), shift=0.0)
            for piece in pieces
        )
        return head, rest


def set_lines(runs: Sequence[Run], breadth: float, style: Style) -> Block:
    """Break runs into lines of `breadth` points."""
    one_with_next = tuple([run is following for run, following in pairwise(runs)])
    return list(_set_lines(tuple(runs), one_with_next, breadth, style))


@lru_cache(maxsize=8192)  # by what is quickly compared: a table has hundreds of cells on a page
def set_text(text: str, face: Face, breadth: float, size: float, align: str) -> tuple[Line, ...]:
    """Break one text of one look into lines of `breadth` points."""
    return _set_lines((Run(text, face),), (), breadth, Style(size, align=align))


@lru_cache(maxsize=2048)  # the words of a form are the same in each of many documents
def _set_lines(
    runs: tuple[Run, ...],
    one_with_next: tuple[bool, ...],  # noqa: ARG001 - equal runs are drawn apart, one run in one go
    breadth: float,
    style: Style,
) -> tuple[Line, ...]:
    breaker = _Breaker(breadth, style.size)
    for cluster in _clusters(_atoms(runs, style.size)):
        breaker.put(cluster)
    return tuple(_drawn(placed, breadth, style) for placed in breaker.lines)


def _drawn(placed: list[_Placed], breadth: float, style: Style) -> Line:
    baseline = style.height - style.size * 0.28
    used = placed[-1].x + placed[-1].atom.width if placed else 0.0
    left = {"left": 0.0, "centre": (breadth - used) / 2, "right": breadth - used}[style.align]
    marks: list[Mark] = []
    for group in _same_run(placed):
        first, last = group[0], group[-1]
        run = first.atom.run
        text = _joined(group)
        if text:
            marks.append(Glyphs(left + first.x + first.atom.shift, baseline, text, run.face, style.size))
        if run.ruled:
            end = breadth if run.fills else left + last.x + last.atom.width
            marks.append(Rule(left + first.x, baseline + _BELOW, end, baseline + _BELOW))
    return Line(style.height, tuple(marks))


def _same_run(placed: list[_Placed]) -> Iterable[list[_Placed]]:
    group: list[_Placed] = []
    for one in placed:
        if group and one.atom.run is not group[-1].atom.run:
            yield group
            group = []
        group.append(one)
    if group:
        yield group


def _joined(group: list[_Placed]) -> str:
    text = group[0].atom.text
    for one in group[1:]:
        text += (" " if one.atom.space else "") + one.atom.text
    return text


def shifted(line: Line, by_x: float, by_y: float = 0.0) -> tuple[Mark, ...]:
    """Return the marks of a line moved right and down."""
    return tuple([_moved(mark, by_x, by_y) for mark in line.marks])


_made = tuple.__new__  # what the makers of named tuples call, past themselves


def _moved(mark: Mark, by_x: float, by_y: float) -> Mark:
    """Return the mark moved; a pack moves a million of them, so they are taken apart at once."""
    if isinstance(mark, Rule):
        x, y, to_x, to_y, weight = mark
        return _made(Rule, (x + by_x, y + by_y, to_x + by_x, to_y + by_y, weight))
    x, y, text, face, size = mark
    return _made(Glyphs, (x + by_x, y + by_y, text, face, size))


def indented(block: Block, by_x: float) -> Block:
    """Return the block moved right."""
    return [Line(line.height, shifted(line, by_x)) for line in block]


def gap(height: float) -> Block:
    """Return an empty line of this height."""
    return [Line(height)]


def stacked(block: Block) -> Block:
    """Return a short block as one line that is not broken and is read as a whole."""
    marks: list[Mark] = []
    y = 0.0
    for line in block:
        marks += shifted(line, 0.0, y)
        y += line.height
    return [Line(y, tuple(marks))]


def beside(*columns: Block, at_foot: bool = False) -> Block:
    """Put blocks side by side, line by line; `at_foot` lets them end on the same line."""
    longest = max(len(column) for column in columns)
    if at_foot:
        columns = tuple([Line(0.0)] * (longest - len(column)) + column for column in columns)
    rows = zip_longest(*columns, fillvalue=Line(0.0))
    return [_side_by_side(row, at_foot=at_foot) for row in rows]


def _side_by_side(lines: tuple[Line, ...], *, at_foot: bool) -> Line:
    height = max(line.height for line in lines)
    marks = [shifted(line, 0.0, height - line.height if at_foot else 0.0) for line in lines]
    return Line(height, tuple(mark for group in marks for mark in group))
