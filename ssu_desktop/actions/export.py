"""Lists leave as Excel tables in the language of the screen; each export is journalled."""

from dataclasses import replace
from datetime import date
from pathlib import Path
from uuid import UUID

from ssu_desktop.actions.desk import Desk
from ssu_desktop.actions.people import PeopleQuery, PersonRow, list_people
from ssu_desktop.exchange.workbook import write_table
from ssu_desktop.language import N_, Language, spoken, translate
from ssu_desktop.records.kinds import Operation
from ssu_desktop.storage import note

Cell = str | int | date | None
_AT_ONCE = 500
_HEADINGS = (
    N_("Full name"),
    N_("IIN"),
    N_("Birth date"),
    N_("Age"),
    N_("Unit"),
    N_("Category"),
    N_("Status"),
    N_("Admitted on"),
    N_("File number"),
)


def export_people(desk: Desk, query: PeopleQuery, path: Path) -> int:
    """Write everyone whom the query finds, all pages, to an `.xlsx`; return how many.

    Raises OSError where the file cannot be written: then nothing is left."""
    language = spoken()
    rows: list[tuple[Cell, ...]] = []
    while page := list_people(desk, replace(query, offset=len(rows), limit=_AT_ONCE)).rows:
        rows.extend(_cells(row, language) for row in page)
    headings = [translate(language, heading) for heading in _HEADINGS]
    write_table(path, translate(language, N_("People")), headings, rows)
    note_export(desk, "person", None, path, len(rows))
    return len(rows)


def _cells(row: PersonRow, language: Language) -> tuple[Cell, ...]:
    return (
        row.full_name,
        row.iin,
        row.born,
        row.age,
        row.unit_name(language),
        translate(language, row.category.msgid) if row.category else "",
        translate(language, row.status.msgid),
        row.admitted_on,
        row.file_number,
    )


def note_export(desk: Desk, table: str, row_id: UUID | None, path: Path, rows: int) -> None:
    """Journal that a list left the file: which, to a file of what name, how many rows."""
    with desk.write(N_("Export a list")) as session:
        note(session, Operation.EXPORT, table, row_id, None, {"file": path.name, "rows": rows})
