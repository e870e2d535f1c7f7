"""Bombs: small files that ask for much. `python -m tests.faults.bombs NAME FOLDER` takes one in.

That is a process of its own, which prints whether it was refused and by how many MB the process grew.
"""

import json
import sys
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path
from struct import pack

from ssu_desktop.exchange.questionnaire_file import read_questionnaire_file
from ssu_desktop.exchange.safety import CannotRead
from ssu_desktop.exchange.scanned import Unfit, look_at_scan
from ssu_desktop.exchange.workbook import read_workbook
from tests.support.books import write_bomb, write_book
from tests.support.papers import pdf


def png_of(width: int, height: int) -> bytes:
    """Return a PNG whose head asks for so many pixels, and that has next to none."""
    head = pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    chunks = ((b"IHDR", head), (b"IDAT", zlib.compress(bytes(1000))), (b"IEND", b""))
    parts = (
        pack(">I", len(data)) + name + data + pack(">I", zlib.crc32(name + data)) for name, data in chunks
    )
    return b"\x89PNG\r\n\x1a\n" + b"".join(parts)


BOMBS: dict[str, Callable[[Path], object]] = {
    "a workbook that unpacks to 300 MB": lambda place: read_workbook(write_bomb(place / "a.xlsx")),
    "a cell in the last corner of a sheet": lambda place: read_workbook(corner(place / "a.xlsx")),
    "a picture of 3.6 billion pixels": lambda _place: look_at_scan(png_of(60_000, 60_000)),
    "a list of a hundred thousand lists": lambda place: read_questionnaire_file(
        written(place, b"[" * 100_000)
    ),
    "a page of two hundred thousand kilometres": lambda _place: look_at_scan(
        pdf(size=(595.0, 841.0)).replace(b"595", b"999999999")
    ),
}


def corner(path: Path) -> Path:
    """Write a register with something in the last cell that Excel has."""
    write_book(path, (1, "Омаров Ерлан"))
    with zipfile.ZipFile(path) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    sheet = "xl/worksheets/sheet1.xml"
    cell = b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'
    parts[sheet] = parts[sheet].replace(b"</sheetData>", cell)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return path


def written(place: Path, content: bytes) -> Path:
    """Return a file with a content."""
    (place / "file").write_bytes(content)
    return place / "file"


def most_memory() -> int:
    """Return how many MB this process had at most; 0 where the system does not tell."""
    if sys.platform == "win32":
        return 0
    import resource

    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


if __name__ == "__main__":
    name, folder = sys.argv[1:]
    look_at_scan(pdf())  # what reads PDFs is there
    before = most_memory()
    try:
        refused = isinstance(BOMBS[name](Path(folder)), Unfit)
    except CannotRead:
        refused = True
    print(json.dumps({"refused": refused, "grown": most_memory() - before}))
