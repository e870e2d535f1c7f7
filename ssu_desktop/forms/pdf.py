"""Pages of marks written as a PDF with ReportLab, black and white, the same bytes for the same marks."""

import gc
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from io import BytesIO
from types import SimpleNamespace
from typing import TYPE_CHECKING

from ssu_desktop.forms.faces import Face, font
from ssu_desktop.forms.page import Paper
from ssu_desktop.forms.text import Glyphs, Mark, Rule

if TYPE_CHECKING:
    from reportlab.pdfgen.canvas import Canvas


@dataclass(frozen=True, kw_only=True)
class Document:
    """One person's pages, ready to be written, and the bookmark that leads to them."""

    paper: Paper
    pages: Sequence[Sequence[Mark]]
    bookmark: str


def write(documents: Iterable[Document], *, title: str, language: str) -> bytes:
    """Write the documents one after another as one PDF; each is asked for when those before are written."""
    from reportlab import rl_config
    from reportlab.pdfgen.canvas import Canvas

    rl_config.useA85 = 0  # spelt in letters, as for a mail of old, a page is a quarter longer
    for face in Face:
        font(face)
    buffer = BytesIO()
    canvas = Canvas(buffer, invariant=1, pageCompression=1, lang=language, initialFontName=Face.REGULAR.value)
    canvas.setTitle(title)
    canvas.setAuthor("")
    canvas.setCreator("SSU Desktop")
    writer = _Writer(canvas)
    with _uncollected():
        for number, document in enumerate(documents):
            _write_document(canvas, writer, document, f"document-{number}")
        canvas.save()
    return buffer.getvalue()


@contextmanager
def _uncollected() -> Iterator[None]:
    """Let Python's collector of cycles rest: a pack makes millions of marks, and no cycle of them."""
    runs = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if runs:
            gc.enable()


def _write_document(canvas: "Canvas", writer: "_Writer", document: Document, key: str) -> None:
    for number, marks in enumerate(document.pages):
        canvas.setPageSize((document.paper.width, document.paper.height))
        if number == 0 and document.bookmark:
            canvas.bookmarkPage(key)
            canvas.addOutlineEntry(document.bookmark, key, 0)
        written = writer.text(marks, document.paper.height)
        written = " ".join((*_strokes(marks, document.paper.height), written))
        canvas.drawText(SimpleNamespace(getCode=partial(str, written)))  # all that is asked of a text object
        canvas.showPage()


def _strokes(marks: Sequence[Mark], height: float) -> Iterator[str]:
    """Yield the operators that draw the lines of a page.

    The edges of the rows of a table go on from row to row: they are drawn as one. Each line is a path of its
    own: where lines of one path meet, a screen shows them thicker."""
    from reportlab.lib.rl_accel import fp_str

    weight = 0.0
    for rule in _joined(marks):
        if rule.weight != weight:
            weight = rule.weight
            yield f"{fp_str(weight)} w"
        yield f"{rule.x:.2f} {height - rule.y:.2f} m {rule.to_x:.2f} {height - rule.to_y:.2f} l S"


def _joined(marks: Sequence[Mark]) -> list[Rule]:
    """Return the lines of a page, one that goes straight on downwards from another one joined to it."""
    rules: list[Rule] = []
    ends: dict[tuple[float, float, float], int] = {}  # where a line down ends, and which it is
    for mark in marks:
        if not isinstance(mark, Rule):
            continue
        x, y, to_x, to_y, weight = mark
        if x != to_x:
            rules.append(mark)
            continue
        place = ends.pop((x, y, weight), len(rules))
        if place < len(rules):
            rules[place] = Rule(x, rules[place].y, x, to_y, weight)
        else:
            rules.append(mark)
        ends[x, to_y, weight] = place
    return rules


class _Writer:
    """Writes the text of pages, all of a page in one text object.

    ReportLab's own text object spells a text out letter by letter each time, and measures it to go on
    behind it; a form says the same words on hundreds of pages, and knows where each stands."""

    def __init__(self, canvas: "Canvas") -> None:
        self._document = canvas._doc
        self._spelled: dict[tuple[str, Face], Sequence[tuple[str, str]]] = {}

    def text(self, marks: Sequence[Mark], height: float) -> str:
        """Return the operators that show the text of a page."""
        from reportlab.lib.rl_accel import fp_str

        operators, look = ["BT"], ("", 0.0)
        for mark in marks:
            if not isinstance(mark, Glyphs):
                continue
            x, y, text, face, size = mark
            operators.append(f"1 0 0 1 {x:.2f} {height - y:.2f} Tm")
            for name, shown in self._letters(text, face):
                if look != (name, size):
                    look = (name, size)
                    operators.append(f"{name} {fp_str(size)} Tf")
                operators.append(shown)
        operators.append("ET")
        return " ".join(operators)

    def _letters(self, text: str, face: Face) -> Sequence[tuple[str, str]]:
        """Return the text in parts that one subset of the face has: its name and the operator."""
        from reportlab.lib.rl_accel import escapePDF

        if (known := self._spelled.get((text, face))) is None:
            loaded = font(face)
            known = self._spelled[text, face] = [
                (loaded.getSubsetInternalName(subset, self._document), f"({escapePDF(codes)}) Tj")
                for subset, codes in loaded.splitString(text, self._document)
            ]
        return known
