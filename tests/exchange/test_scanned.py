"""What may be kept as a scan is told by its content: whole, readable, of a size that can be shown."""

import struct
import zlib
from io import BytesIO

import pypdfium2
import pytest
from PIL import Image

from ssu_desktop.exchange import scanned
from ssu_desktop.exchange.pictures import LARGEST_FILE, NoPicture, rgb_of
from ssu_desktop.exchange.scanned import Fit, Unfit, look_at_scan
from ssu_desktop.records.kinds import ScanMedia
from tests.support.papers import locked_pdf, pdf, picture

HEAD = struct.pack(">IIBBBBB", 10, 10, 1, 0, 0, 0, 0)


def png_of(*chunks: tuple[bytes, bytes]) -> bytes:
    """Return a PNG of these chunks, each with its length and check sum."""
    parts = (
        struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))
        for kind, body in chunks
    )
    return b"\x89PNG\r\n\x1a\n" + b"".join(parts)


def png_head(width: int, height: int) -> bytes:
    """Return a tiny PNG that says it has so many pixels."""
    head = struct.pack(">II", width, height) + HEAD[8:]
    return png_of((b"IHDR", head), (b"IDAT", zlib.compress(bytes(1000))), (b"IEND", b""))


@pytest.mark.parametrize(
    ("content", "media", "pages"),
    [
        (pdf(), ScanMedia.PDF, 1),
        (pdf(pages=3), ScanMedia.PDF, 3),
        (picture("JPEG"), ScanMedia.JPEG, 1),
        (picture("PNG"), ScanMedia.PNG, 1),
    ],
)
def test_what_a_scanner_makes_is_taken(content: bytes, media: ScanMedia, pages: int) -> None:
    assert look_at_scan(content) == Fit(media, pages)


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", scanned.EMPTY),
        (b"MZ\x90\x00" + bytes(500), scanned.UNKNOWN),
        (picture("GIF"), scanned.UNKNOWN),
        (b"<html>%PDF-1.7</html>", scanned.UNKNOWN),
        (pdf()[:200], scanned.BROKEN_PDF),
        (b"%PDF-1.7\n" + bytes(range(256)) * 20, scanned.BROKEN_PDF),
        (locked_pdf(), scanned.LOCKED),
        (picture("JPEG")[:300], scanned.BROKEN_PICTURE),
        (picture("PNG")[:-40], scanned.BROKEN_PICTURE),
        (b"\x89PNG\r\n\x1a\n", scanned.BROKEN_PICTURE),
        (png_of((b"IHDR", HEAD), (b"IEND", b"")), scanned.BROKEN_PICTURE),  # the reader itself breaks on it
        (png_head(40_000, 40_000), scanned.TOO_MANY_PIXELS),
        (png_head(8_000, 8_000), scanned.TOO_MANY_PIXELS),
        (b"%PDF-1.7" + bytes(LARGEST_FILE), scanned.TOO_LARGE),
        (pdf(size=(20_000, 20_000)), scanned.ODD_PAGE),
        (pdf(size=(10, 5_000)), scanned.ODD_PAGE),
        (pdf(pages=501), scanned.TOO_MANY_PAGES),
    ],
    ids=lambda value: value if isinstance(value, str) else "content",  # a locked PDF is made by chance
)
def test_what_cannot_be_shown_is_refused_with_its_reason(content: bytes, reason: str) -> None:
    answer = look_at_scan(content)
    assert isinstance(answer, Unfit)
    assert answer.text == reason
    assert answer.text.format_map(answer.values)


def test_a_bomb_within_a_pdf_is_refused_before_it_is_unpacked() -> None:
    document = pypdfium2.PdfDocument(bomb_pdf(40_000))
    document.close()
    answer = look_at_scan(bomb_pdf(40_000))
    assert isinstance(answer, Unfit)
    assert answer.text == scanned.TOO_MANY_PIXELS


def bomb_pdf(side: int) -> bytes:
    """Return a PDF of one page with a picture that says it has `side` x `side` pixels."""
    packed = zlib.compress(bytes(1000))
    parts = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 5 0 R "
        b"/Resources << /XObject << /Im0 4 0 R >> >> >>",
        b"<< /Type /XObject /Subtype /Image /Width %d /Height %d /ColorSpace /DeviceGray "
        b"/BitsPerComponent 8 /Filter /FlateDecode /Length %d >>\nstream\n%s\nendstream"
        % (side, side, len(packed), packed),
        b"<< /Length 30 >>\nstream\nq 595 0 0 842 0 0 cm /Im0 Do Q\nendstream",
    ]
    out, places = BytesIO(), []
    out.write(b"%PDF-1.7\n")
    for number, part in enumerate(parts, start=1):
        places.append(out.tell())
        out.write(b"%d 0 obj\n%s\nendobj\n" % (number, part))
    start = out.tell()
    out.write(b"xref\n0 6\n0000000000 65535 f \n" + b"".join(b"%010d 00000 n \n" % at for at in places))
    out.write(b"trailer << /Size 6 /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF" % start)
    return out.getvalue()


def test_a_picture_is_shown_upright_and_no_larger_than_wanted() -> None:
    made = BytesIO()
    lying = Image.new("RGB", (400, 200), "white")
    exif = Image.Exif()
    exif[0x0112] = 6  # turned by a quarter
    lying.save(made, "JPEG", exif=exif)
    assert rgb_of(made.getvalue(), 1000)[:2] == (200, 400)
    width, height, pixels = rgb_of(made.getvalue(), 100)
    assert (width, height) == (50, 100)
    assert len(pixels) == 50 * 100 * 3


def test_what_is_transparent_is_white_paper() -> None:
    made = BytesIO()
    Image.new("RGBA", (4, 4), (0, 0, 0, 0)).save(made, "PNG")
    assert rgb_of(made.getvalue(), 10) == (4, 4, b"\xff" * 48)


def test_what_is_no_picture_raises() -> None:
    with pytest.raises(NoPicture):
        rgb_of(b"GIF89a", 10)


def test_a_picture_with_one_altered_bit_is_refused_though_it_could_be_shown() -> None:
    whole = picture("PNG", (160, 220))
    for place in range(whole.index(b"IDAT") + 4, whole.index(b"IEND") - 8, 10):
        altered = bytearray(whole)
        altered[place] ^= 1
        assert look_at_scan(bytes(altered)) == Unfit(scanned.BROKEN_PICTURE)
