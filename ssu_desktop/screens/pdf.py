"""Pages of a PDF as pictures."""

from typing import TYPE_CHECKING

from PySide6.QtGui import QImage

from ssu_desktop.exchange.pdfium import opened_pdf

if TYPE_CHECKING:
    import pypdfium2

_POINTS_AN_INCH = 72


class PdfPages:
    """A PDF to look at; raises `pypdfium2.PdfiumError` for bytes that are none. Holds nothing open."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        with opened_pdf(self._data) as document:
            self.count = len(document)

    def picture(self, number: int, *, width: int) -> QImage:
        """Return page `number` (from 0) as a picture `width` pixels wide."""
        with opened_pdf(self._data) as document:
            page = document[number]
            return _drawn(page, width / page.get_width())

    def picture_at(self, number: int, *, dpi: int) -> QImage:
        """Return page `number` (from 0) as a picture of `dpi`, for the printer."""
        with opened_pdf(self._data) as document:
            return _drawn(document[number], dpi / _POINTS_AN_INCH)

    def is_landscape(self, number: int) -> bool:
        """Return whether page `number` (from 0) lies on its side."""
        with opened_pdf(self._data) as document:
            width, height = document.get_page_size(number)
        return bool(width > height)

    def steepness(self, number: int) -> float:
        """Return how many times as high as wide page `number` (from 0) is."""
        with opened_pdf(self._data) as document:
            width, height = document.get_page_size(number)
        return float(height / width)


def _drawn(page: "pypdfium2.PdfPage", scale: float) -> QImage:
    bitmap = page.render(scale=scale, rev_byteorder=True, prefer_bgrx=True)
    view = QImage(bitmap.buffer, bitmap.width, bitmap.height, bitmap.stride, QImage.Format.Format_RGBX8888)
    picture = view.copy()  # the bitmap's memory goes with it
    bitmap.close()
    page.close()
    return picture
