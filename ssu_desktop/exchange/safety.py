"""What a workbook must be before anything parses it: Excel's own, whole, and of a size that a register has.

Two cells in opposite corners of an empty sheet would ask the reader for tens of gigabytes (`extent.py`); a
small zip may unpack to as much. Both are measured here, cheaply, first."""

import lzma
import struct
import zipfile
import zlib
from collections.abc import Mapping
from io import BytesIO
from pathlib import Path

from ssu_desktop.exchange.extent import extent
from ssu_desktop.language import N_

MEGABYTE = 1024 * 1024
MAX_FILE = 20 * MEGABYTE
MAX_UNPACKED = 100 * MEGABYTE
MAX_RATIO = 200  # a sheet of 100,000 styled empty rows packs about 40 to 1
MAX_PARTS = 2_000
MAX_ROWS = 20_000
MAX_COLUMNS = 100
MAX_AREA = 3_000_000
MAX_CELL = 32_767  # Excel's own limit

_BROKEN = (  # what the reader of zips raises for one that was altered
    *(zipfile.BadZipFile, zlib.error, lzma.LZMAError, struct.error, EOFError, OSError, ValueError),
    RuntimeError,  # it says that it is encrypted, or packed in an unknown way
)
_END, _COUNT_AT, _COUNT_ELSEWHERE = b"PK\5\6", 10, 0xFFFF  # APPNOTE 4.3.16: the end of a zip's list of parts
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")


class CannotRead(Exception):  # noqa: N818 - named by what happened, as the user is told
    """The file cannot be taken in; `text` is a msgid whose named holes `values` fill."""

    def __init__(self, text: str, **values: object) -> None:
        super().__init__(text)
        self.text = text
        self.values: Mapping[str, object] = values

    def __str__(self) -> str:
        return self.text.format(**self.values)


def safe_content(path: Path) -> bytes:
    """Return a workbook that can be parsed without harm: the file's parts, unpacked, as they were measured.

    Another reader may understand a crooked zip otherwise (a part that is longer than it says, two of one
    name), so it is not given the file itself. Raises CannotRead for what is no such workbook."""
    content = _content(path)
    if content.startswith(_OLE):
        raise _encrypted_or_old(path, content)
    if not zipfile.is_zipfile(BytesIO(content)):
        raise _not_a_workbook(path)
    try:
        with zipfile.ZipFile(BytesIO(content)) as package:
            _check_count(content, len(package.infolist()))
            _check_package(path, package)
            return _repacked(package)
    except _BROKEN as error:
        raise damaged(path) from error


def _repacked(package: zipfile.ZipFile) -> bytes:
    made = BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_STORED) as fresh:
        for name in dict.fromkeys(package.namelist()):
            part = package.read(name)
            _check_extent(part)
            fresh.writestr(name, part)
    return made.getvalue()


def damaged(path: Path) -> CannotRead:
    """Return the refusal of a workbook whose inside is broken."""
    return CannotRead(
        N_("The file {name} is damaged. Open it in Excel, save it again and try once more."), name=path.name
    )


def encrypted(path: Path) -> CannotRead:
    """Return the refusal of a workbook under a password."""
    return CannotRead(
        N_("The file {name} is protected by a password. Remove the password in Excel and save it again."),
        name=path.name,
    )


def too_many_rows(sheet: str) -> CannotRead:
    """Return the refusal of a sheet with more filled rows than a register has."""
    return CannotRead(
        N_("The sheet {sheet} has more than {limit} filled rows. Divide it into several files."),
        sheet=sheet,
        limit=MAX_ROWS,
    )


def _content(path: Path) -> bytes:
    try:
        if not path.is_file():
            raise CannotRead(N_("There is no file {name}."), name=path.name)
        if path.stat().st_size > MAX_FILE:
            raise _too_large(path)
        content = path.read_bytes()
    except OSError as error:
        raise CannotRead(
            N_("The file {name} cannot be opened. Close it in other programs and try again."), name=path.name
        ) from error
    if not content:
        raise CannotRead(N_("The file {name} is empty."), name=path.name)
    return content


def _encrypted_or_old(path: Path, content: bytes) -> CannotRead:
    if _ENCRYPTED in content:
        return encrypted(path)
    return CannotRead(
        N_("The file {name} is of an old format. Open it in Excel and save it as an Excel workbook (.xlsx)."),
        name=path.name,
    )


def _not_a_workbook(path: Path) -> CannotRead:
    return CannotRead(N_("The file {name} is not an Excel workbook (.xlsx)."), name=path.name)


def _too_large(path: Path) -> CannotRead:
    return CannotRead(
        N_("The file {name} is too large. The limit is {limit} MB; remove pictures or divide the file."),
        name=path.name,
        limit=MAX_FILE // MEGABYTE,
    )


def _check_count(content: bytes, found: int) -> None:
    """Raise ValueError when fewer parts were found than the zip's end tells: an altered one hides some."""
    [told] = struct.unpack_from("<H", content, content.rfind(_END) + _COUNT_AT)
    if told not in {found, _COUNT_ELSEWHERE}:
        raise ValueError(f"{told} parts are told, {found} are found")


def _check_package(path: Path, package: zipfile.ZipFile) -> None:
    """Refuse a bomb, another program's zip, and encryption."""
    parts = package.infolist()
    unpacked = sum(part.file_size for part in parts)
    packed = max(1, sum(part.compress_size for part in parts))
    if len(parts) > MAX_PARTS or unpacked > MAX_UNPACKED or _is_bomb(unpacked, packed):
        raise CannotRead(
            N_("The file {name} unpacks to an unreasonable size; it was not opened."),
            name=path.name,
        )
    if "xl/workbook.xml" not in {part.filename.lower() for part in parts}:
        raise _not_a_workbook(path)
    if any(part.flag_bits & 1 for part in parts):
        raise encrypted(path)


def _is_bomb(unpacked: int, packed: int) -> bool:
    return unpacked > 10 * MEGABYTE and unpacked / packed > MAX_RATIO


def _check_extent(part: bytes) -> None:
    """Refuse a sheet, under whatever name it lies, whose filled rectangle is not a register's."""
    rows, columns = extent(part) if b"sheetData" in part or b"uniqueCount" in part else (0, 0)
    if columns > MAX_COLUMNS:
        raise CannotRead(
            N_("A sheet has more than {limit} columns. Delete what stands far to the right of the register."),
            limit=MAX_COLUMNS,
        )
    if rows * max(1, columns) > MAX_AREA:
        raise CannotRead(
            N_("A sheet has something in row {row}, far below the register. Delete it and try again."),
            row=rows,
        )
