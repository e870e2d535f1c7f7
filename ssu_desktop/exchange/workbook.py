"""Excel workbooks: read as plain rows of cells, written as plain tables."""

import os
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import date, datetime
from io import BytesIO
from math import isfinite
from pathlib import Path
from typing import TYPE_CHECKING

from ssu_desktop.exchange.safety import (
    MAX_CELL,
    MAX_ROWS,
    CannotRead,
    damaged,
    encrypted,
    safe_content,
    too_many_rows,
)
from ssu_desktop.language import N_

if TYPE_CHECKING:
    import xlsxwriter
    from python_calamine import CalamineSheet

__all__ = ["CannotRead", "Cell", "SheetRow", "SheetRows", "read_workbook", "write_table"]

Cell = str | int | float | date
TableCell = str | int | float | date | None


@dataclass(frozen=True)
class SheetRow:
    """A row with something in it: `number` as Excel shows it, `cells` from column A."""

    number: int
    cells: tuple[Cell, ...]


@dataclass(frozen=True)
class SheetRows:
    """A sheet's filled rows."""

    name: str
    rows: tuple[SheetRow, ...]


def read_workbook(path: Path) -> list[SheetRows]:
    """Return the workbook's sheets that hold something, in order; a formula counts by its last value.

    Raises CannotRead with a message for the user: no workbook, empty, damaged, encrypted, too large."""
    from python_calamine import CalamineWorkbook, SheetTypeEnum  # with the first workbook that is read

    content = safe_content(path)
    with _calamine_failures(path), CalamineWorkbook.from_filelike(BytesIO(content)) as book:
        sheets = [
            _sheet_rows(book.get_sheet_by_name(sheet.name))
            for sheet in book.sheets_metadata
            if sheet.typ == SheetTypeEnum.WorkSheet
        ]
    filled = [sheet for sheet in sheets if sheet.rows]
    if not filled:
        raise CannotRead(N_("There is nothing in the file {name}: all its sheets are empty."), name=path.name)
    return filled


@contextmanager
def _calamine_failures(path: Path) -> Iterator[None]:
    from python_calamine import CalamineError, PasswordError

    try:
        yield
    except PasswordError as error:
        raise encrypted(path) from error
    except (CalamineError, OSError, ValueError, OverflowError, KeyError) as error:
        raise damaged(path) from error
    except BaseException as error:
        # A panic of the reader's Rust part arrives as a BaseException of a class that cannot be imported.
        if type(error).__name__ != "PanicException":
            raise
        raise damaged(path) from error


def _sheet_rows(sheet: "CalamineSheet") -> SheetRows:
    # The reader gives rows from row 1 on, but their cells only from the first used column.
    left = sheet.start[1] if sheet.start else 0
    rows: list[SheetRow] = []
    for number, cells in enumerate(sheet.iter_rows(), 1):
        if not any(cell != "" for cell in cells):
            continue
        if len(rows) == MAX_ROWS:
            raise too_many_rows(sheet.name)
        rows.append(SheetRow(number, ("",) * left + tuple(_cell(cell, number) for cell in cells)))
    return SheetRows(sheet.name, tuple(rows))


def _cell(value: object, row: int) -> Cell:
    """Whole numbers come as floats and midnights as dates; times and truth values are text to us."""
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, float) and isfinite(value):
        return int(value) if value.is_integer() else value
    if isinstance(value, date) or (isinstance(value, int) and not isinstance(value, bool)):
        return value
    text = str(value)
    if len(text) > MAX_CELL:
        raise CannotRead(N_("A cell in row {row} holds more text than Excel allows."), row=row)
    return text


def write_table(
    target: Path | BytesIO, title: str, headings: Sequence[str], rows: Sequence[Sequence[TableCell]]
) -> None:
    """Write one sheet named `title`: frozen headings with a filter, real dates, text that is never a formula.

    A file appears under `target` whole or not at all. Raises OSError when the folder cannot be written."""
    made = BytesIO()
    _compose(made, title, headings, rows)
    if isinstance(target, BytesIO):
        target.write(made.getvalue())
    else:
        _put(target, made.getvalue())


def _put(target: Path, content: bytes) -> None:
    handle, name = tempfile.mkstemp(prefix=".", suffix=".part", dir=target.parent)
    part = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        part.replace(target)
    except BaseException:
        with suppress(OSError):
            part.unlink()
        raise


def _compose(made: BytesIO, title: str, headings: Sequence[str], rows: Sequence[Sequence[TableCell]]) -> None:
    import xlsxwriter  # costs start-up time, needed only here

    book = xlsxwriter.Workbook(made, {"in_memory": True})
    sheet = book.add_worksheet(_sheet_name(title))
    plain = book.add_format({"text_wrap": True, "valign": "top"})
    dated = book.add_format({"num_format": "dd.mm.yyyy", "valign": "top", "align": "left"})
    bold = book.add_format({"bold": True, "text_wrap": True, "valign": "vcenter", "border": 1})
    for column, heading in enumerate(headings):
        sheet.write_string(0, column, _text(heading), bold)
        sheet.set_column(column, column, _width([heading, *(row[column] for row in rows)]))
    for number, row in enumerate(rows, 1):
        for column, value in enumerate(row):
            _write(sheet, number, column, value, dated if isinstance(value, date) else plain)
    if headings:
        sheet.freeze_panes(1, 0)
        sheet.autofilter(0, 0, max(1, len(rows)), len(headings) - 1)
        sheet.repeat_rows(0)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    book.close()


def _write(
    sheet: "xlsxwriter.worksheet.Worksheet", row: int, column: int, value: TableCell, look: object
) -> None:
    if value is None or value == "":
        return
    if isinstance(value, date) and value.year > 1900:
        sheet.write_datetime(row, column, datetime(value.year, value.month, value.day), look)  # noqa: DTZ001 - a day
    elif isinstance(value, date):  # Excel counts days from 1900
        sheet.write_string(row, column, f"{value:%d.%m}.{value.year:04}", look)
    elif isinstance(value, str):
        sheet.write_string(row, column, _text(value), look)
    else:
        sheet.write_number(row, column, value, look)


def _text(value: str) -> str:
    return value if len(value) <= MAX_CELL else value[: MAX_CELL - 1] + "…"


def _width(values: Sequence[TableCell]) -> int:
    longest = max(10 if isinstance(value, date) else len(str(value or "")) for value in values)
    return min(60, max(6, longest + 3))


def _sheet_name(title: str) -> str:
    """Excel takes 31 characters, none of `[]:*?/\\`, no apostrophe at an end."""
    kept = "".join(" " if letter in "[]:*?/\\" else letter for letter in title)
    return " ".join(kept.split())[:31].strip(" '") or "1"
