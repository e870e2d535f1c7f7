"""Many new records at once, with their journal rows, in few statements: the import's way to write."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass
from functools import cache
from typing import Any, cast

from sqlalchemy import Connection, Table, insert, inspect
from sqlalchemy.orm import Session
from sqlalchemy.sql.schema import CallableColumnDefault, ScalarElementColumnDefault

from ssu_desktop.records import Base, Kept, new_id
from ssu_desktop.records.kinds import Operation
from ssu_desktop.storage.journal import (
    UNTOLD,
    Scribe,
    Told,
    Values,
    as_json,
    parent_of,
    person_of,
    scribe_of,
)
from ssu_desktop.storage.reading import DIALECT, Convert, putting


@dataclass(frozen=True)
class NewRow:
    """A record to be inserted, by the names of its columns; mapped objects would cost as much again."""

    kind: type[Kept]
    values: Values


_FEW = 10  # so many go into the search index as they come
_ORDER = {table.name: place for place, table in enumerate(Base.metadata.sorted_tables)}


def insert_many(session: Session, records: Sequence[Kept | NewRow]) -> None:
    """Insert records, or rows, that were made but not added to a session, those referred to first.

    They refer to each other by ids, which their maker sets where others need them; relationships are not
    followed. Every record gets its id, its times, its revision and its journal row. The records stay
    outside the session: read them again to work with them."""
    scribe = scribe_of(session)
    session.flush()
    by_kind: dict[type[Kept], list[Values]] = {}
    for record in records:
        if isinstance(record, NewRow):
            by_kind.setdefault(record.kind, []).append(record.values)
        else:
            if "id" not in vars(record):
                record.id = new_id()
            by_kind.setdefault(type(record), []).append(vars(record))
    connection = session.connection()
    with _search_paused(connection) if len(records) > _FEW else nullcontext():
        for kind in sorted(by_kind, key=lambda kind: _ORDER[_table(kind).name]):
            _insert(connection, scribe, _table(kind), _filled(kind, by_kind[kind]))


@contextmanager
def _search_paused(connection: Connection) -> Iterator[None]:
    """Let the search index take all new people at once at the end; one by one costs fifteen times as much."""
    connection.exec_driver_sql(
        "INSERT INTO person_search_pause (since) SELECT coalesce(max(rowid), 0) FROM person"
    )
    try:
        yield
    finally:
        connection.exec_driver_sql("DELETE FROM person_search_pause")


def _insert(connection: Connection, scribe: Scribe, table: Table, filled: list[Values]) -> None:
    sql, columns = _insertion(table)
    stored = [tuple([put(values[name]) for name, put in columns]) for values in filled]
    driver: Any = connection.connection.driver_connection  # as the journal does: half of what one row costs
    driver.executemany(sql, stored)
    for values in filled:
        if (parent := parent_of(table.name, values)) is not None:
            scribe.parents[table.name, values["id"]] = parent
    told = []
    for values in filled:
        after = {
            name: value if type(value) is str else as_json(value)
            for name, value in values.items()
            if value is not None and name not in UNTOLD
        }
        whose = person_of(connection, scribe, table.name, values["id"])
        told.append(Told(Operation.INSERT, table.name, values["id"], None, after, whose))
    scribe.write(connection, told)


@cache
def _insertion(table: Table) -> tuple[str, tuple[tuple[str, Convert], ...]]:
    """Return the INSERT of whole rows, and the columns of its values, each with what makes one storable."""
    compiled = insert(table).compile(dialect=DIALECT)
    names = list(compiled.positiontup or ())
    return str(compiled), tuple((name, putting(table.columns[name].type)) for name in names)


def _table(kind: type[Kept]) -> Table:
    return cast("Table", inspect(kind).local_table)


def _filled(kind: type[Kept], records: list[Values]) -> list[Values]:
    """Return the rows with all columns; those of one call were made at one moment."""
    fixed, made = _defaults(_table(kind))
    whole = {**fixed, **{name: make(None) for name, make in made}}
    filled = []
    for record in records:
        values = {**whole, "id": record.get("id") or new_id()}
        values.update((name, value) for name, value in record.items() if name in whole)
        filled.append(values)
    return filled


@cache
def _defaults(table: Table) -> tuple[Values, tuple[tuple[str, Callable[[None], Any]], ...]]:
    """Return the columns with what stands in a new row of itself, and what is made for each."""
    fixed, made = Values(), list[tuple[str, Callable[[None], Any]]]()
    for column in table.columns:
        match column.default:
            case ScalarElementColumnDefault(arg=value):
                fixed[column.key] = value
            case CallableColumnDefault(arg=make):
                fixed[column.key] = None
                made.append((column.key, cast("Callable[[None], Any]", make)))
            case _:
                fixed[column.key] = None
    return {**fixed, "revision": 1}, tuple(made)
