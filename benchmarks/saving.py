"""Writing and opening: the journal's price, the cipher's price, and a file after a year's work."""

import shutil
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Any

import sqlcipher3.dbapi2 as sqlcipher

from benchmarks.files import (
    LOGIN,
    PASSWORD,
    TODAY,
    ask_all,
    asked,
    copy_of,
    empty_file,
    fill_people,
    opened,
    raw_connection,
)
from benchmarks.measure import Row, Scale, compare, elapsed
from benchmarks.year import work_a_year
from ssu_desktop.actions.desk import Desk, Refused
from ssu_desktop.actions.opening import open_desk
from ssu_desktop.actions.people import list_people
from ssu_desktop.actions.person import save_person
from ssu_desktop.records import new_id
from ssu_desktop.rules.person import PersonDraft

_TABLES = ("person", "change")


def saving_rows(place: Path, scale: Scale) -> Sequence[Row]:
    """Measure one saved record, and reads and writes with and without encryption."""
    path = empty_file(place / "saving.ssu")
    with opened(path) as desk:
        fill_people(desk, scale.few)
        _save(desk, 0)  # the last rows of both tables are now such as saving makes
        peer = copy_of_open(desk, place / "peer.ssu")
        with opened(peer) as other, raw_connection(other) as raw:
            saving = _saving(desk, raw, scale)
            return (saving, *_cipher(desk, raw, place, scale))


def copy_of_open(desk: Desk, path: Path) -> Path:
    """Return a whole copy of the file that is open at the desk."""
    with raw_connection(desk) as raw:
        raw.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        return Path(shutil.copytree(desk.file.path, path))


def _save(desk: Desk, number: int) -> None:
    draft = PersonDraft(surname="Қасымова", given_name=f"Айгүл{number}", patronymic="Болатқызы")
    if isinstance(answer := save_person(desk, None, draft), Refused):
        raise ValueError(answer.findings)


def _saving(desk: Desk, raw: Any, scale: Scale) -> Row:
    numbers = iter(range(1, 10_000))
    pair = compare(
        lambda: _save(desk, next(numbers)), last_rows_again(raw), rounds=scale.rounds, times=3, clock=elapsed
    )
    return Row(
        what="saving one person with its journal entry",
        against="raw INSERT and journal INSERT, the same durability",
        goal="≤ 2x",
        measured=pair.told(),
        met=pair.ratio <= 2,
    )


def last_rows_again(raw: Any) -> Callable[[], None]:
    """Return a work that inserts a row like the last person's and a journal row, and commits."""
    templates = {table: _last_row(raw, table) for table in _TABLES}
    statements = {
        table: f"INSERT INTO {table} VALUES ({', '.join('?' * len(row))})"  # noqa: S608 - names of our own
        for table, row in templates.items()
    }
    person, change = templates["person"], templates["change"]
    numbers = iter(range(change[0] + 1, change[0] + 100_000))

    def insert() -> None:
        raw.execute("BEGIN IMMEDIATE")
        raw.execute(statements["person"], (new_id().hex, *person[1:]))
        raw.execute(statements["change"], (next(numbers), *change[1:]))
        raw.execute("COMMIT")

    return insert


def _last_row(raw: Any, table: str) -> tuple[Any, ...]:
    where = "WHERE table_name = 'person' AND operation = 'insert'" if table == "change" else ""
    order = "seq" if table == "change" else "id"
    query = f"SELECT * FROM {table} {where} ORDER BY {order} DESC LIMIT 1"  # noqa: S608 - names of our own
    row: tuple[Any, ...] = raw.execute(query).fetchone()
    if table == "change":
        row = (raw.execute("SELECT max(seq) FROM change").fetchone()[0], *row[1:])
    return row


def _cipher(desk: Desk, raw: Any, place: Path, scale: Scale) -> Sequence[Row]:
    plain = plain_twin(raw, place / "plain.db")
    queries = (*asked(desk, partial(list_people, desk)), "SELECT * FROM person ORDER BY id LIMIT 500")
    reads = compare(
        partial(ask_all, raw, queries), partial(ask_all, plain, queries), rounds=scale.rounds, times=10
    )
    writes = compare(
        last_rows_again(raw), last_rows_again(plain), rounds=scale.rounds, times=3, clock=elapsed
    )
    plain.close()
    return (
        Row(
            what="encrypted file, reads",
            against="the same file unencrypted",
            goal="≤ 1.3x",
            measured=reads.told(),
            met=reads.ratio <= 1.3,
        ),
        Row(
            what="encrypted file, one commit",
            against="the same file unencrypted",
            goal="≤ 1.4x",
            measured=writes.told(),
            met=writes.ratio <= 1.4,
        ),
    )


def plain_twin(raw: Any, path: Path) -> Any:
    """Return a connection to an unencrypted copy of a database, with the same settings."""
    raw.execute("ATTACH DATABASE ? AS plain KEY ''", (str(path),))
    raw.execute("SELECT sqlcipher_export('plain')")
    raw.execute("DETACH DATABASE plain")
    plain = sqlcipher.connect(str(path), isolation_level=None)
    for setting in ("journal_mode", "synchronous", "cache_size", "foreign_keys"):
        plain.execute(f"PRAGMA {setting} = {raw.execute(f'PRAGMA {setting}').fetchone()[0]}")
    return plain


def opening_rows(place: Path, scale: Scale) -> Sequence[Row]:
    """Measure signing in to a file with a year's work and to an empty one."""
    old, new = empty_file(place / "year.ssu"), empty_file(place / "new.ssu")
    with opened(old) as desk:
        work_a_year(desk, scale)
    old, new = copy_of(old, "year-closed"), copy_of(new, "new-closed")
    pair = compare(partial(_open, old), partial(_open, new), rounds=scale.rounds, clock=elapsed)
    return (
        Row(
            what=f"opening the file after a year: {scale.people} people, {scale.journal:,} journal rows",
            against="an empty file",
            goal="≤ 1.3x",
            measured=pair.told(),
            met=pair.ratio <= 1.3,
        ),
    )


def _open(path: Path) -> None:
    open_desk(path, LOGIN, PASSWORD, clock=lambda: TODAY).file.close()
