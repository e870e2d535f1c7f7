"""Pages of marks written as a PDF with ReportLab, black and white, the same bytes for the same marks."""

from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING

from ssu_desktop.forms.faces import Face, font
from ssu_desktop.forms.page import Paper
from ssu_desktop.forms.text import Glyphs, Mark

if TYPE_CHECKING:
    from reportlab.pdfgen.canvas import Canvas


@dataclass(frozen=True, kw_only=True)
class Document:
    """One person's pages, ready to be written, and the bookmark that leads to them."""

    paper: Paper
    pages: Sequence[Sequence[Mark]]
    bookmark: str


def write(documents: Sequence[Document], *, title: str, language: str) -> bytes:
    """Write the documents one after another as one PDF."""
    from reportlab.pdfgen.canvas import Canvas

    for face in Face:
        font(face)
    buffer = BytesIO()
    canvas = Canvas(buffer, invariant=1, pageCompression=1, lang=language, initialFontName=Face.REGULAR.value)
    canvas.setTitle(title)
    canvas.setAuthor("")
    canvas.setCreator("SSU Desktop")
    for number, document in enumerate(documents):
        _write_document(canvas, document, f"document-{number}")
    canvas.save()
    return buffer.getvalue()


def _write_document(canvas: "Canvas", document: Document, key: str) -> None:
    for number, marks in enumerate(document.pages):
        canvas.setPageSize((document.paper.width, document.paper.height))
        if number == 0 and document.bookmark:
            canvas.bookmarkPage(key)
            canvas.addOutlineEntry(document.bookmark, key, 0)
        _draw(canvas, marks, document.paper.height)
        canvas.showPage()


def _draw(canvas: "Canvas", marks: Sequence[Mark], height: float) -> None:
    """Draw the lines of a page and then its text, all in one text object: half the cost of many."""
    text, look = canvas.beginText(), None
    for mark in marks:
        if isinstance(mark, Glyphs):
            if look != (mark.face, mark.size):
                look = (mark.face, mark.size)
                text.setFont(mark.face.value, mark.size)
            text.setTextOrigin(mark.x, height - mark.y)
            text.textOut(mark.text)
        else:
            canvas.setLineWidth(mark.weight)
            canvas.line(mark.x, height - mark.y, mark.to_x, height - mark.to_y)
    canvas.drawText(text)
