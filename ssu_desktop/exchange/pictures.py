"""Pictures that come in: opened under limits, since a tiny file can ask for gigabytes.

Pillow is imported with the first picture: a person's page needs none."""

import struct
import warnings
import zlib
from io import BytesIO
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PIL.Image import Image

LARGEST_FILE = 20 * 1024 * 1024
MOST_PIXELS = 60_000_000  # A4 at 600 dots an inch has 35 million

_UNREADABLE = (  # what the reader of pictures raises for one that was altered, or forged
    *(OSError, ValueError, SyntaxError, EOFError, IndexError, KeyError, TypeError, AttributeError),
    *(ArithmeticError, struct.error, zlib.error),
)


class TooManyPixels(ValueError):  # noqa: N818 - says what it is
    """The picture would not fit into the memory."""


class NoPicture(ValueError):  # noqa: N818 - says what it is
    """The bytes are no picture that can be read, or only a part of one."""


def decoded(content: bytes, formats: tuple[str, ...], longest: int) -> "Image":
    """Return an upright picture whose longer side has at most `longest` pixels.

    The size is read from the head before a pixel is unpacked, and a JPEG is unpacked no larger than it is
    wanted. Raises TooManyPixels, NoPicture."""
    from PIL import Image, ImageOps

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            opened = Image.open(BytesIO(content), formats=formats)
            if opened.format == "PNG":  # its checksums are not looked at otherwise
                Image.open(BytesIO(content), formats=("PNG",)).verify()
            if opened.width * opened.height > MOST_PIXELS:
                raise TooManyPixels
            opened.draft("RGB", (2 * longest, 2 * longest))
            opened.load()
            upright = ImageOps.exif_transpose(opened)
    except Image.DecompressionBombError as error:
        raise TooManyPixels from error
    except TooManyPixels:
        raise
    except _UNREADABLE as error:
        raise NoPicture from error
    upright.thumbnail((longest, longest), Image.Resampling.LANCZOS)
    return upright


def on_white(picture: "Image") -> "Image":
    """Return a new picture in RGB with the same pixels and nothing else, what is transparent on white."""
    from PIL import Image

    opaque = picture.convert("RGBA")
    paper = Image.new("RGB", opaque.size, "white")
    paper.paste(opaque, mask=opaque.getchannel("A"))
    return paper


def rgb_of(content: bytes, longest: int) -> tuple[int, int, bytes]:
    """Return a scanned JPEG or PNG as width, height and three bytes a pixel, row by row, upright.

    Raises TooManyPixels, NoPicture."""
    picture = on_white(decoded(content, ("JPEG", "PNG"), longest))
    return picture.width, picture.height, picture.tobytes()
