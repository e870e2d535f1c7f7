"""A facility's own Excel register becomes a proposal: who comes in, what is doubtful, what is left out."""

import re
from collections.abc import Mapping, Sequence
from datetime import date

from ssu_desktop.exchange import cells
from ssu_desktop.exchange.headings import (
    NAMES,
    Field,
    Heading,
    find_heading,
    heading_of,
    recognise,
    same_heading,
)
from ssu_desktop.exchange.person_row import read_person
from ssu_desktop.exchange.proposal import (
    Doubt,
    Proposal,
    RegisterRow,
    Remark,
    SkipKind,
    Skipped,
)
from ssu_desktop.exchange.repeats import Repeats
from ssu_desktop.exchange.told import Told
from ssu_desktop.exchange.workbook import CannotRead, SheetRow, SheetRows
from ssu_desktop.language import N_
from ssu_desktop.language.names import search_key

__all__ = [
    "Doubt",
    "Field",
    "Proposal",
    "RegisterRow",
    "Remark",
    "SkipKind",
    "Skipped",
    "find_heading",
    "read_register",
    "recognise",
]

_TOTAL = re.compile(
    r"^\W*(барлыгы|барлык|жиыны|жиынтыгы|корытынды|итого|всего|жалпы сан\w*|total)\b[^\d]*(\d{1,6})?\D*$"
)
_NO_PERSON = re.compile(r"_{2,}|:|^\W*(басшы|директор|руководитель|маман|исполнитель|орындаушы)\b")


def read_register(sheet: SheetRows, columns: Mapping[int, Field] | None = None, *, today: date) -> Proposal:
    """Return what the sheet would bring in; reads no database and changes nothing.

    `columns` (index from 0 -> field) stands in for what `recognise` found, when the user corrected it.
    Raises CannotRead for a sheet without a column of names."""
    heading = find_heading(sheet.rows)
    texts = heading.texts if heading else ()
    known = dict(recognise(texts) if columns is None else columns)
    if not NAMES.intersection(known.values()):
        raise CannotRead(
            N_("No heading with people's names was found on the sheet {sheet}. Show which column is which."),
            sheet=sheet.name,
        )
    body = [row for row in sheet.rows if heading is None or row.number > heading.last]
    found = [_read_row(row, known, heading, today) for row in body]
    people = [person for person in found if isinstance(person, RegisterRow)]
    skipped = [row for row in found if isinstance(row, Skipped)]
    totals = {row.row for row in skipped if row.kind is SkipKind.TOTAL}
    repeats = Repeats(body, known, texts)
    rows = repeats.sift(people)
    return Proposal(
        sheet=sheet.name,
        heading=heading,
        columns=known,
        noted_columns=tuple(heading_of(n, texts) for n in range(len(texts)) if n not in known and texts[n]),
        rows=tuple(rows),
        skipped=tuple(sorted([*skipped, *repeats.skipped], key=lambda row: row.row)),
        stated_total=_stated_total([row for row in body if row.number in totals]),
    )


def _read_row(
    row: SheetRow, columns: Mapping[int, Field], heading: Heading | None, today: date
) -> RegisterRow | Skipped:
    told = Told(row, columns, heading.texts if heading else (), today)
    if heading and same_heading(row, heading):
        return Skipped(row.number, SkipKind.HEADING, N_("The row repeats the heading."))
    if _total(row, told):
        return Skipped(row.number, SkipKind.TOTAL, N_("The row is a total."))
    if not any(letter.isalpha() for letter in told.name):
        text = "; ".join(text for text in map(cells.words, row.cells) if text)
        message = N_("The row has no name: {text}")
        return Skipped(row.number, SkipKind.NAMELESS, message, {"text": text})
    if _NO_PERSON.search(search_key(told.name)):
        message = N_("This is not a person's name: {text}")
        return Skipped(row.number, SkipKind.NOT_A_PERSON, message, {"text": told.name}, told.name)
    return read_person(told)


def _total(row: SheetRow, told: Told) -> re.Match[str] | None:
    """Return the words of a totals row: where the name should be, or in a row without a name."""
    if told.words(Field.IIN) or told.words(Field.BORN):
        return None
    texts = [told.name] if told.name else [str(cell) for cell in row.cells if isinstance(cell, str)]
    return next(filter(None, (_TOTAL.match(search_key(text)) for text in texts)), None)


def _stated_total(rows: Sequence[SheetRow]) -> int | None:
    """Return the number that totals rows state last: beside the word, or in a cell of its own."""
    for row in reversed(rows):
        texts = (search_key(cell) for cell in row.cells if isinstance(cell, str))
        if found := next(filter(None, map(_TOTAL.match, texts)), None):
            numbers = [cell for cell in row.cells if isinstance(cell, int)]
            return int(found[2]) if found[2] else next(iter(numbers), None)
    return None
