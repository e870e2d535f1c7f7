"""Reads rendered PDFs back: the text of each page without white space, and where a text stands."""

from dataclasses import dataclass

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from ssu_desktop.forms.registry import Rendered


def squeezed(text: str) -> str:
    """Return the text without white space; pdfium marks a hyphen at a line's end with U+0002 or U+FFFE."""
    return "".join(text.replace("\x02", "-").replace("\ufffe", "-").split())


@dataclass(frozen=True)
class Place:
    """Where a text stands: the page, the box of its first letter and of its last, y upwards."""

    page: int
    left: float
    top: float
    end: float
    bottom: float


@dataclass(frozen=True)
class Letter:
    text: str
    page: int
    box: tuple[float, float, float, float]


class Pages:
    """All letters of a PDF in the order in which they were drawn."""

    def __init__(self, rendered: Rendered) -> None:
        self.letters: list[Letter] = []
        self.boxes: list[tuple[int, tuple[float, float, float, float]]] = []
        self.sizes: list[tuple[float, float]] = []
        self.outline: list[tuple[str, int]] = []
        document = pdfium.PdfDocument(rendered.pdf)
        try:
            for mark in document.get_toc():
                target = mark.get_dest()
                self.outline.append((mark.get_title(), target.get_index() if target else -1))
            for number in range(len(document)):
                self._read(document[number], number)
        finally:
            document.close()
        self.text = "".join(letter.text for letter in self.letters)

    def _read(self, page: pdfium.PdfPage, number: int) -> None:
        self.sizes.append(page.get_size())
        textpage = page.get_textpage()
        for index in range(textpage.count_chars()):
            letter = squeezed(chr(pdfium_c.FPDFText_GetUnicode(textpage.raw, index)))
            if letter:
                self.letters.append(Letter(letter, number, textpage.get_charbox(index)))
        self.boxes += [(number, thing.get_bounds()) for thing in page.get_objects()]
        textpage.close()
        page.close()

    def page_text(self, number: int) -> str:
        return "".join(letter.text for letter in self.letters if letter.page == number)

    def find(self, text: str, start: int = 0) -> int:
        """Return where `text` begins, in letters from `start` on; fails the test if it is not there."""
        wanted = squeezed(text)
        at = self.text.find(wanted, start)
        assert at >= 0, f"not on paper after {self.text[max(0, start - 40) : start]!r}: {text!r}"
        return at

    def place(self, text: str, start: int = 0) -> Place:
        at = self.find(text, start)
        first, last = self.letters[at], self.letters[at + len(squeezed(text)) - 1]
        return Place(first.page, first.box[0], first.box[3], last.box[2], last.box[1])
