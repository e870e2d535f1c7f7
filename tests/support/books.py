"""Excel registers for tests: small ones cell by cell, and hostile ones."""

import zipfile
import zlib
from pathlib import Path

import openpyxl

HEADINGS = ("№", "Ф.И.О.", "ЖСН", "Туған күні", "Түскен күні және бұйрықтың №", "Ескертпе")

# What somebody will type as a name. An invisible mark and a letter without a glyph are not expected on paper.
NASTY_NAMES = (
    "<b>Жуан</b> <font color=red>Қызыл</font> &amp; Ко",
    "Омаров \"Ерлан\" & 'Серік' «Ұлы» </para> <br/>",
    "Күлімов 😀👍🏽 Әли",
    "Ұзын" + "ұ" * 91 + " " + "Ә" + "ә" * 98 + " Әке",
    "Петров \u202eнавИ\u202c Иванович",
    "%s {name} \\n ${x} Пайыз",
    "=2+5 Формула",
)


def write_book(path: Path, *rows: tuple[object, ...], headings: tuple[object, ...] = HEADINGS) -> Path:
    """Write a register; a text that begins with `=` becomes a formula, as Excel has it."""
    book = openpyxl.Workbook()
    assert book.active is not None
    for row in (headings, *rows):
        book.active.append(row)
    book.save(path)
    return path


def write_bomb(path: Path) -> Path:
    """Write a workbook of some kilobytes that unpacks to 300 megabytes."""
    write_book(path)
    with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as package:
        for number in range(30):
            package.writestr(f"xl/media/image{number}.bin", bytes(10 * 1024 * 1024))
    return path


def write_hidden_bomb(path: Path, megabytes: int) -> Path:
    """Write a workbook whose sheet says that it is short, and goes on for megabytes behind its end."""
    write_book(path, (1, "Омаров Ерлан"))
    name = "xl/worksheets/sheet1.xml"
    with zipfile.ZipFile(path) as package:
        parts = {part: package.read(part) for part in package.namelist()}
    squeeze = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS)
    packed = squeeze.compress(parts[name])
    packed += b"".join(squeeze.compress(b" " * (1 << 20)) for _ in range(megabytes)) + squeeze.flush()
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        for part, content in parts.items():
            if part != name:
                package.writestr(part, content)
        told = zipfile.ZipInfo(name)
        told.compress_type, told.compress_size = zipfile.ZIP_DEFLATED, len(packed)
        told.CRC, told.file_size = zlib.crc32(parts[name]), len(parts[name])
        assert package.fp is not None
        told.header_offset = package.fp.tell()
        package.fp.write(told.FileHeader() + packed)
        package.start_dir = package.fp.tell()
        package.filelist.append(told)
    return path


def write_empty_rows(path: Path, count: int, *rows: tuple[object, ...]) -> Path:
    """Write a register whose sheet goes on for `count` styled rows without a word in them."""
    write_book(path, *rows)
    empty = "".join(f'<row r="{row}"><c r="A{row}" s="0"/></row>' for row in range(100, 100 + count))
    with zipfile.ZipFile(path) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    sheet = "xl/worksheets/sheet1.xml"
    parts[sheet] = parts[sheet].replace(b"</sheetData>", empty.encode() + b"</sheetData>")
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return path
