"""What was acknowledged, and whether it is there: the question that every fault ends with."""

import hashlib
import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from sqlalchemy import select, text

from ssu_desktop.records import Base, Kept, Person
from ssu_desktop.storage import DataFile, DataFileError, open_data_file
from ssu_desktop.storage.kept import damaged_parts, place_of
from tests.faults.facility import FILE
from tests.faults.work import Deed
from tests.support.datafile import LOGIN, PASSWORD


class Ledger:
    """What a worker told: what must be there, what must not, and the one deed that may be either."""

    def __init__(self, lines: Iterable[str] = ()) -> None:
        """Read what was told."""
        self.there: set[tuple[str, str]] = set()
        self.gone: set[tuple[str, str]] = set()
        self.notes: dict[str, str] = {}
        self.files: dict[str, str] = {}
        self.kept: list[str] = []
        self.open: Deed | None = None
        self.done = 0
        for line in lines:
            self.read(line)

    def read(self, line: str) -> None:
        """Take in one line."""
        told: dict[str, Any] = json.loads(line)
        if "begin" in told:
            self.open = Deed(**told["begin"])
        elif "done" in told:
            deed = Deed(**told["done"])
            made, gone = ({(table, row_id) for table, row_id in rows} for rows in (deed.made, deed.gone))
            self.there = (self.there | made) - gone
            self.gone |= gone
            self.notes |= deed.notes
            self.files |= deed.files
            self.kept += deed.kept
            self.open = None
            self.done += 1

    def losses(self, folder: Path) -> list[str]:
        """Open the data file in a folder and return in words all that is not as it must be.

        What was only begun is settled by it: from now on it must stay as it was found."""
        try:
            with open_data_file(folder / FILE, login=LOGIN, password=PASSWORD) as file:
                return [*self._in(file), *self._files(folder)]
        except DataFileError as error:
            return [f"not opened: {error}"]

    def _in(self, file: DataFile) -> Iterator[str]:
        yield from (f"remark: {remark.text}" for remark in file.remarks)
        yield from (f"problem: {problem.text} {problem.named_values}" for problem in file.check())
        yield from self._records(file)
        yield from half_done(file)

    def _records(self, file: DataFile) -> Iterator[str]:
        maybe = {(table, row_id) for table, row_id in self.open.gone} if self.open else set()
        tables = {table for table, _ in self.there | self.gone}
        lying = {(table, row_id) for table in tables for row_id in ids_of(file, table)}
        yield from (f"lost: {table} {row_id}" for table, row_id in self.there - maybe - lying)
        yield from (f"came back: {table} {row_id}" for table, row_id in self.gone & lying)
        with file.read() as session:
            notes = {row_id.hex: note for row_id, note in session.execute(select(Person.id, Person.note))}
        for row_id, note in self.notes.items():
            allowed = {note, self.open.notes.get(row_id, note) if self.open else note}
            if notes.get(row_id) not in allowed:
                yield f"lost: the note of person {row_id}"
        self._settle(maybe - lying, notes)

    def _settle(self, taken: set[tuple[str, str]], notes: dict[str, str]) -> None:
        self.there -= taken
        self.gone |= taken
        self.notes = {row_id: notes[row_id] for row_id in self.notes if row_id in notes}
        self.open = None

    def _files(self, folder: Path) -> Iterator[str]:
        for name, digest in self.files.items():
            path = folder / name
            if not path.exists() or hashlib.sha256(path.read_bytes()).hexdigest() != digest:
                yield f"lost: {name}"
        for name in self.kept:
            yield from (f"lost: {part} of {name}" for part in damaged_parts(place_of(folder / FILE) / name))


def ids_of(file: DataFile, table: str) -> set[str]:
    """Return the ids in a table, in hex."""
    with file.read_rows() as driver:
        return {row[0] for row in driver.execute(f'SELECT id FROM "{table}"')}  # noqa: S608 - our own tables


def half_done(file: DataFile) -> Iterator[str]:
    """Yield what the records have and the history does not tell, or the other way: half of an action."""
    with file.read() as session:
        rows = session.execute(
            text("SELECT table_name, row_id, operation FROM change WHERE operation IN ('insert', 'delete')")
        ).all()
    told: dict[str, set[str]] = {}
    for table, row_id, operation in rows:
        lying = told.setdefault(table, set())
        (lying.add if operation == "insert" else lying.discard)(row_id)
    for mapper in Base.registry.mappers:
        if issubclass(mapper.class_, Kept):
            table = mapper.local_table.description
            if (lying := ids_of(file, table)) != told.get(table, set()):
                yield f"half an action: {table} and its history differ in {lying ^ told.get(table, set())}"
