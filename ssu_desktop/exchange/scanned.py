"""What a scanned paper may be: a PDF, a JPEG or a PNG by its content, whole, no larger than can be shown."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from ssu_desktop.exchange.pdfium import opened_pdf
from ssu_desktop.exchange.pictures import LARGEST_FILE, MOST_PIXELS, NoPicture, TooManyPixels, decoded
from ssu_desktop.language import N_
from ssu_desktop.records.kinds import ScanMedia

if TYPE_CHECKING:
    import pypdfium2

_HEADS: Final = (
    (b"%PDF-", ScanMedia.PDF),
    (b"\xff\xd8\xff", ScanMedia.JPEG),
    (b"\x89PNG\r\n\x1a\n", ScanMedia.PNG),
)
_FORMATS: Final = {ScanMedia.JPEG: ("JPEG",), ScanMedia.PNG: ("PNG",)}
_MOST_PAGES: Final = 500
_LONGEST_SIDE: Final = 14_400  # points: the largest page that a PDF may have, five metres
_STEEPEST: Final = 20  # times as long as broad
_LOOKED_AT: Final = 1000  # pixels: as large as a picture is unpacked to see that it is whole

EMPTY = N_("The file is empty.")
TOO_LARGE = N_("The file has more than {limit} MB. Scan in grey or with fewer dots an inch (200 are enough).")
UNKNOWN = N_("This is no PDF, JPEG or PNG, whatever its name says.")
LOCKED = N_("This PDF is locked with a password. Save it without one, or scan the paper.")
BROKEN_PDF = N_("This PDF is damaged and cannot be shown.")
BROKEN_PICTURE = N_("This picture is damaged and cannot be shown.")
TOO_MANY_PIXELS = N_(
    "The picture has more than {limit} million dots: no paper needs so many, and the memory of the computer "
    "would not hold it."
)
TOO_MANY_PAGES = N_("The PDF has more than {limit} pages. Attach it in parts.")
ODD_PAGE = N_("The PDF has a page of a size that no paper has.")


@dataclass(frozen=True)
class Fit:
    """The content can be kept and shown."""

    media: ScanMedia
    pages: int


@dataclass(frozen=True)
class Unfit:
    """The content is refused; `text` is a msgid whose holes `values` fill."""

    text: str
    values: Mapping[str, object] = field(default_factory=dict)


def look_at_scan(content: bytes) -> Fit | Unfit:
    """Tell whether these bytes can be kept as a scan, from what they are and never from a name.

    Sizes are read before anything is unpacked."""
    if not content:
        return Unfit(EMPTY)
    if len(content) > LARGEST_FILE:
        return Unfit(TOO_LARGE, {"limit": LARGEST_FILE // 1024**2})
    media = next((media for head, media in _HEADS if content.startswith(head)), None)
    if media is None:
        return Unfit(UNKNOWN)
    return _look_at_pdf(content) if media is ScanMedia.PDF else _look_at_picture(content, media)


def _look_at_picture(content: bytes, media: ScanMedia) -> Fit | Unfit:
    try:
        decoded(content, _FORMATS[media], _LOOKED_AT)
    except TooManyPixels:
        return _too_many_pixels()
    except NoPicture:
        return Unfit(BROKEN_PICTURE)
    return Fit(media, 1)


def _too_many_pixels() -> Unfit:
    return Unfit(TOO_MANY_PIXELS, {"limit": MOST_PIXELS // 1_000_000})


def _look_at_pdf(content: bytes) -> Fit | Unfit:
    import pypdfium2  # costs start-up time, needed only here

    try:
        with opened_pdf(content) as document:
            return _look_at_pages(document)
    except pypdfium2.PdfiumError as error:
        return Unfit(LOCKED if error.err_code == pypdfium2.raw.FPDF_ERR_PASSWORD else BROKEN_PDF)


def _look_at_pages(document: "pypdfium2.PdfDocument") -> Fit | Unfit:
    count = len(document)
    if not count:
        return Unfit(BROKEN_PDF)
    if count > _MOST_PAGES:
        return Unfit(TOO_MANY_PAGES, {"limit": _MOST_PAGES})
    for number in range(count):
        if not _is_paper(*document.get_page_size(number)):
            return Unfit(ODD_PAGE)
        if _has_a_bomb(document[number]):
            return _too_many_pixels()
    return Fit(ScanMedia.PDF, count)


def _is_paper(width: float, height: float) -> bool:
    short, long = sorted((width, height))
    return short >= 1 and long <= _LONGEST_SIDE and long <= short * _STEEPEST


def _has_a_bomb(page: "pypdfium2.PdfPage") -> bool:
    """Return whether a picture on the page has more pixels than may be unpacked; nothing is unpacked."""
    import pypdfium2

    try:
        pictures = page.get_objects(filter=[pypdfium2.raw.FPDF_PAGEOBJ_IMAGE])
        sizes = [picture.get_px_size() for picture in pictures]
    finally:
        page.close()
    return any(width * height > MOST_PIXELS for width, height in sizes)
