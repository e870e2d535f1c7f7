"""The photo: small, upright, and no way to hurt the program with a picture."""

import struct
import zlib
from io import BytesIO
from uuid import UUID

import pytest
from PIL import Image

from ssu_desktop.actions.desk import Desk, Refused, Saved
from ssu_desktop.actions.person import person_header
from ssu_desktop.actions.photo import photo, remove_photo, set_photo
from ssu_desktop.records import new_id


def picture(size: tuple[int, int], form: str = "JPEG", *, turned: bool = False) -> bytes:
    made = BytesIO()
    exif = Image.Exif()
    if turned:
        exif[0x0112] = 6  # the camera lay on its side
    Image.new("RGB", size, "teal").save(made, form, exif=exif)
    return made.getvalue()


def shown(desk: Desk, person_id: UUID) -> Image.Image:
    jpeg = photo(desk, person_id)
    assert jpeg is not None
    return Image.open(BytesIO(jpeg))


def test_photo_is_made_small_and_its_camera_data_left_behind(desk: Desk, aigul: UUID) -> None:
    assert isinstance(set_photo(desk, aigul, picture((3000, 2000))), Saved)
    kept = shown(desk, aigul)
    assert (kept.format, kept.size) == ("JPEG", (480, 320))
    assert not kept.getexif()


def test_photo_taken_sideways_stands_upright(desk: Desk, aigul: UUID) -> None:
    set_photo(desk, aigul, picture((1200, 800), turned=True))
    assert shown(desk, aigul).size == (320, 480)


@pytest.mark.parametrize("form", ["PNG", "BMP", "WEBP", "GIF", "TIFF"])
def test_usual_pictures_of_other_kinds_become_jpeg(desk: Desk, aigul: UUID, form: str) -> None:
    made = BytesIO()
    Image.new("P" if form == "GIF" else "RGB", (60, 90)).save(made, form)
    assert isinstance(set_photo(desk, aigul, made.getvalue()), Saved)
    assert shown(desk, aigul).size == (60, 90)


def test_transparent_picture_stands_on_white_paper(desk: Desk, aigul: UUID) -> None:
    made = BytesIO()
    Image.new("RGBA", (50, 50), (0, 0, 0, 0)).save(made, "PNG")
    set_photo(desk, aigul, made.getvalue())
    pixel = shown(desk, aigul).convert("RGB").getpixel((25, 25))
    assert isinstance(pixel, tuple)
    assert min(pixel) > 250


def test_later_photo_takes_the_place_of_the_earlier_and_can_be_removed(desk: Desk, aigul: UUID) -> None:
    set_photo(desk, aigul, picture((100, 100)))
    set_photo(desk, aigul, picture((100, 50)))
    assert shown(desk, aigul).size == (100, 50)
    header = person_header(desk, aigul)
    assert header is not None
    assert header.has_photo
    assert isinstance(remove_photo(desk, aigul), Saved)
    assert photo(desk, aigul) is None
    assert isinstance(remove_photo(desk, aigul), Refused)


def png_of_size(width: int, height: int) -> bytes:
    """Return the head of a picture that claims to be huge."""
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    chunk = b"IHDR" + head
    return b"\x89PNG\r\n\x1a\n" + struct.pack(">I", 13) + chunk + struct.pack(">I", zlib.crc32(chunk))


@pytest.mark.parametrize(
    "content",
    [b"", b"no picture", b"<svg onload=1/>", picture((300, 300))[:200], png_of_size(60_000, 60_000)],
    ids=["empty", "text", "svg", "cut off", "bomb"],
)
def test_what_is_no_picture_is_refused_and_the_old_photo_stays(
    desk: Desk, aigul: UUID, content: bytes
) -> None:
    set_photo(desk, aigul, picture((100, 50)))
    assert isinstance(set_photo(desk, aigul, content), Refused)
    assert shown(desk, aigul).size == (100, 50)


def test_photo_of_nobody_is_refused(desk: Desk) -> None:
    assert isinstance(set_photo(desk, new_id(), picture((10, 10))), Refused)
