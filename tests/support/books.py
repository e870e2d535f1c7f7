"""Excel registers for tests: small ones cell by cell, and hostile ones."""

import zipfile
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
