"""What one row tells, cell by cell, and what was found on the way: doubts, mendings, notes."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import TypeVar

from ssu_desktop.exchange import cells
from ssu_desktop.exchange.headings import NAMES, Field, heading_of
from ssu_desktop.exchange.proposal import Doubt, Remark
from ssu_desktop.exchange.workbook import Cell, SheetRow
from ssu_desktop.language import N_
from ssu_desktop.rules.fields import LONGEST_LINE

_Kind = TypeVar("_Kind")

CANNOT_READ_DATE = N_("The date «{text}» in the column «{heading}» cannot be read; it stands in the note.")


class Told:
    """One row under its headings; unknown columns go to the notes at once."""

    def __init__(
        self, row: SheetRow, columns: Mapping[int, Field], headings: Sequence[str], today: date
    ) -> None:
        self.row = row.number
        self.today = today
        self.doubts: list[Doubt] = []
        self.mended: list[Remark] = []
        self.notes: list[str] = []
        self._cells: dict[Field, Cell] = {}
        self._words: dict[Field, str] = {}
        self._headings = {field: heading_of(column, headings) for column, field in columns.items()}
        for column, cell in enumerate(row.cells):
            if column in columns:
                self._cells[columns[column]] = cell
                self._words[columns[column]] = cells.words(cell)
            elif text := cells.words(cell):
                self.notes.append(f"{heading_of(column, headings)}: {text}")

    def cell(self, field: Field) -> Cell:
        """Return the cell as the workbook has it; "" where the register has no such column."""
        return self._cells.get(field, "")

    def words(self, field: Field) -> str:
        """Return the cell as clean text."""
        return self._words.get(field, "")

    def heading(self, field: Field) -> str:
        """Return the heading of the field's column."""
        return self._headings.get(field, "")

    @property
    def name(self) -> str:
        """Return the name as it stands in the row, whatever its columns."""
        fields = (Field.FULL_NAME, Field.SURNAME, Field.GIVEN_NAME, Field.PATRONYMIC)
        return " ".join(text for text in map(self.words, fields) if text)

    @property
    def is_only_a_name(self) -> bool:
        """Return whether nothing but the name and a running number is filled in."""
        names = NAMES | {Field.PATRONYMIC, Field.NUMBER}
        return not self.notes and not any(self.words(field) for field in self._cells if field not in names)

    def doubt(self, field: str, reason: str, **values: object) -> None:
        """Mark the row: a clerk must look at the field."""
        self.doubts.append(Doubt(field, reason, values))

    def mend(self, field: str, reason: str, **values: object) -> None:
        """Tell what was put right by itself."""
        self.mended.append(Remark(field, reason, values))

    def note(self, field: Field, text: str) -> None:
        """Keep a text verbatim, once, with its column's heading (a column of notes needs none)."""
        line = text if field is Field.NOTE else f"{self.heading(field)}: {text}"
        if text and line not in self.notes:
            self.notes.append(line)

    def line(self, name: str, field: Field, text: str | None = None, *, longest: int = LONGEST_LINE) -> str:
        """Return the cell as one line; what is too long for one stands whole in the note, and is doubted."""
        text = self.words(field) if text is None else text
        if len(text) <= longest:
            return text
        self.note(field, self.words(field))
        self.doubt(
            name,
            N_(
                "The text in the column «{heading}» is longer than {limit} characters; the whole of it "
                "stands in the note."
            ),
            heading=self.heading(field),
            limit=longest,
        )
        return f"{text[: longest - 1].rstrip()}…"

    def doubt_date(self, name: str, field: Field, text: str) -> None:
        """Keep a date that cannot be read, and mark the row."""
        self.note(field, self.words(field))
        self.doubt(name, CANNOT_READ_DATE, text=text, heading=self.heading(field))

    def known_word(self, name: str, field: Field, read: Callable[[str], _Kind | None]) -> _Kind | None:
        """Return what a word of a closed list means; an unknown word is doubted and kept."""
        text = self.words(field)
        kind = read(text) if text else None
        if text and kind is None:
            self.note(field, text)
            self.doubt(
                name,
                N_("The word «{text}» in the column «{heading}» is not known; it stands in the note."),
                text=text,
                heading=self.heading(field),
            )
        return kind
