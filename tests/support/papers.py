"""Papers as a scanner gives them: a PDF, a picture, a PDF with a password."""

from functools import cache
from io import BytesIO

from PIL import Image
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfgen.canvas import Canvas

A4 = (595.3, 841.9)


@cache
def pdf(pages: int = 1, size: tuple[float, float] = A4, words: str = "Kasymova A. B.") -> bytes:
    """Return a PDF of so many pages with a few words on each."""
    made = BytesIO()
    canvas = Canvas(made, pagesize=size, invariant=1)
    for number in range(1, pages + 1):
        canvas.drawString(72, size[1] - 72, f"{words}, {number}")
        canvas.showPage()
    canvas.save()
    return made.getvalue()


def locked_pdf() -> bytes:
    """Return a PDF that opens with a password only."""
    made = BytesIO()
    canvas = Canvas(made, encrypt=StandardEncryption("secret", ownerPassword="owner", strength=128))
    canvas.drawString(72, 700, "locked")
    canvas.save()
    return made.getvalue()


@cache
def picture(kind: str = "JPEG", size: tuple[int, int] = (620, 877)) -> bytes:
    """Return a picture of a sheet of paper."""
    made = BytesIO()
    sheet = Image.new("RGB", size, "white")
    sheet.paste((30, 60, 120), (60, 60, size[0] - 60, 120))
    sheet.save(made, kind)
    return made.getvalue()
