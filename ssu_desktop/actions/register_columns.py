"""What stands in the columns of a facility's own register, so that the user can say what each one holds."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from ssu_desktop.exchange.cells import words
from ssu_desktop.exchange.headings import Field, find_heading, heading_of, recognise
from ssu_desktop.exchange.workbook import CannotRead, SheetRow, SheetRows, read_workbook

__all__ = ["CannotRead", "ColumnLook", "Field", "SheetLook", "look_at_register"]

_SAMPLES, _LONGEST_SAMPLE = 3, 40


@dataclass(frozen=True, kw_only=True)
class ColumnLook:
    """One column (`number` from 0): its heading, its first values, and what it was recognised as."""

    number: int
    heading: str
    samples: tuple[str, ...]
    field: Field | None


@dataclass(frozen=True, kw_only=True)
class SheetLook:
    """One sheet of the workbook; `rows` counts what stands below its heading."""

    name: str
    rows: int
    columns: tuple[ColumnLook, ...]


def look_at_register(path: Path) -> tuple[SheetLook, ...]:
    """Return the workbook's sheets with their columns; changes nothing. Raises CannotRead."""
    return tuple(_look(sheet) for sheet in read_workbook(path))


def _look(sheet: SheetRows) -> SheetLook:
    heading = find_heading(sheet.rows)
    texts = heading.texts if heading else ()
    body = [row for row in sheet.rows if heading is None or row.number > heading.last]
    known = recognise(texts)
    width = max((len(row.cells) for row in sheet.rows), default=0)
    columns = (_column(n, texts, body, known.get(n)) for n in range(width))
    return SheetLook(
        name=sheet.name,
        rows=len(body),
        columns=tuple(column for column in columns if column.samples or column.field),
    )


def _column(number: int, texts: Sequence[str], body: Sequence[SheetRow], field: Field | None) -> ColumnLook:
    filled = (words(row.cells[number]) for row in body if number < len(row.cells))
    samples = tuple(islice(dict.fromkeys(_shortened(text) for text in filled if text), _SAMPLES))
    return ColumnLook(number=number, heading=heading_of(number, texts), samples=samples, field=field)


def _shortened(text: str) -> str:
    return text if len(text) <= _LONGEST_SAMPLE else f"{text[: _LONGEST_SAMPLE - 1].rstrip()}…"
