"""What left the data file in plain, as the journal tells it: saved as a table, written out by a command."""

from collections.abc import Iterable
from pathlib import Path
from uuid import UUID

from sqlalchemy.orm import Session

from ssu_desktop.actions.desk import Desk
from ssu_desktop.actions.history import READ_ALL
from ssu_desktop.language import N_
from ssu_desktop.records.kinds import Operation
from ssu_desktop.storage import note


def named(people: Iterable[UUID]) -> dict[str, tuple[UUID, ...]]:
    """Return what a list is journalled with, so that whoever stands on it can be told of it."""
    found = tuple(dict.fromkeys(people))
    return {"people": found} if found else {}


def note_export(
    desk: Desk, table: str, row_id: UUID | None, path: Path, rows: int, people: Iterable[UUID]
) -> None:
    """Journal that a list left the file: which, to a file of what name, how many rows, who is on it."""
    with desk.write(N_("Export a list")) as session:
        details = {"file": path.name, "rows": rows, **named(people)}
        note(session, Operation.EXPORT, table, row_id, None, details)


def note_told(desk: Desk, command: str, rows: int, people: Iterable[UUID]) -> None:
    """Journal that a command wrote a list out in plain: which command, how many rows, who is on it."""
    with desk.write(N_("List by a command")) as session:
        _note_told(session, command, rows, people)


def note_history_told(desk: Desk, rows: int, people: Iterable[UUID]) -> None:
    """Journal that a command wrote the history out, which may be that of the facility alone."""
    with desk.write(READ_ALL) as session:
        _note_told(session, "journal", rows, people)


def _note_told(session: Session, command: str, rows: int, people: Iterable[UUID]) -> None:
    details = {"command": command, "rows": rows, **named(people)}
    note(session, Operation.EXPORT, "person", None, None, details)
