"""Data files as earlier versions of the program made them, with rows in every table."""

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from shutil import copytree, ignore_patterns
from typing import Any

import pytest
import sqlcipher3.dbapi2 as sqlcipher

from ssu_desktop import paths
from ssu_desktop.records import new_id
from ssu_desktop.records.kinds import Operation
from ssu_desktop.storage import Actor, create_data_file, keys
from ssu_desktop.storage.datafile import write_head
from ssu_desktop.storage.engine import connect, open_engines
from ssu_desktop.storage.folder import Folder, known_revisions
from ssu_desktop.storage.journal import Scribe, Told
from ssu_desktop.storage.sealing import unlock
from tests.faults.facility import FILE
from tests.support.datafile import CHEAP, LOGIN, PASSWORD, Prepared

REVISIONS = known_revisions(paths.migrations())
ROWS = 3  # in each table
_WORDS = re.compile(r"\"?(\w+)\"? IN \(([^)]*)\)")


def old_file(folder: Path, revision: str) -> Prepared:
    """Return a closed data file of an earlier schema with rows in every table and a history."""
    scripts, user_id = scripts_until(revision, folder / "scripts"), new_id()
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(paths, "migrations", lambda: scripts)
        made = create_data_file(folder / FILE, login=LOGIN, password=PASSWORD, user_id=user_id, cost=CHEAP)
    made.file.close()
    raw = raw_connection(folder / FILE)
    fill_tables(raw)
    write_history(raw, Folder(folder / FILE), made.file._journal_key)
    return Prepared(folder / FILE, user_id, made.recovery_code)


def scripts_until(revision: str, to: Path) -> Path:
    """Return a folder with the migrations up to a revision."""
    later = [f"{each}_*" for each in REVISIONS if each > revision]
    return Path(copytree(paths.migrations(), to, ignore=ignore_patterns("__pycache__", *later)))


def write_history(raw: Any, folder: Folder, key: bytes) -> None:
    """Chain some entries of a history and close the connection."""
    engines, scribe = open_engines(lambda: raw), Scribe(key, "prepare", Actor(None, "Айгүл"))
    with engines.writer.begin() as connection:
        scribe.write(connection, [Told(Operation.VIEW, "person", None, None, {}) for _ in range(ROWS)])
    engines.dispose()
    assert scribe.head is not None
    write_head(folder, scribe.head)


def raw_connection(path: Path) -> Any:
    """Return a connection to the database of a closed data file."""
    ring = keys.read_keys(Folder(path))
    return connect(Folder(path).database, unlock(ring, ring.of_login(LOGIN), PASSWORD).now.data)


def fill_tables(raw: Any) -> None:
    """Put rows into every table; only the history stays empty, since its rows are chained."""
    raw.execute("PRAGMA foreign_keys = OFF")
    raw.execute("BEGIN")
    tables = raw.execute(
        "SELECT name, sql FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' "
        "AND name NOT LIKE 'person_search%' AND name NOT IN ('alembic_version', 'change')"
    ).fetchall()
    for table, sql in tables:
        for number in range(ROWS):
            try:
                _insert(raw, table, dict(_row(raw, table, sql, number, 0)))
            except sqlcipher.IntegrityError:  # there may be one row of each word
                _insert(raw, table, dict(_row(raw, table, sql, number, number)))
    raw.execute("COMMIT")
    broken = raw.execute("PRAGMA foreign_key_check").fetchall()
    assert not broken, broken


def _insert(raw: Any, table: str, row: dict[str, object]) -> None:
    names, holes = ", ".join(f'"{name}"' for name in row), ", ".join("?" * len(row))
    raw.execute(f'INSERT INTO "{table}" ({names}) VALUES ({holes})', tuple(row.values()))  # noqa: S608 - ours


def _row(raw: Any, table: str, sql: str, number: int, word: int) -> Iterator[tuple[str, object]]:
    """Yield a value for each column that must have one: the `word`-th of a closed list of words.

    What refers to a table refers to its row `number`."""
    words = {name: _word(listed, word) for name, listed in _WORDS.findall(sql)}
    refers = {row[3]: row[2] for row in raw.execute(f'PRAGMA foreign_key_list("{table}")')}
    for _, name, kind, must, _, is_key in raw.execute(f'PRAGMA table_info("{table}")').fetchall():
        if must and name in refers:
            yield name, _id(refers[name], number)
        elif is_key:
            yield name, _id(table, number)
        elif must:
            yield name, 100 if name == "text_size" else words.get(name) or _value(kind, number)


def _word(listed: str, number: int) -> str:
    words = listed.split(",")
    return words[number % len(words)].strip(" '")


def _id(table: str, number: int) -> str:
    return f"{sum(table.encode()):08x}{len(table):08x}{number:016x}"


def _value(kind: str, number: int) -> object:
    match kind.split("(")[0]:
        case "DATE":
            return date(2026, 3, 4 + number).isoformat()
        case "DATETIME":
            return f"2026-03-0{number + 1} 10:00:00.000000"
        case "INTEGER" | "SMALLINT" | "BOOLEAN":
            return number % 2 if kind == "BOOLEAN" else number + 1
        case "BLOB":
            return bytes(32)
        case "JSON":
            return "[]"
        case _:
            return f"сөз {number}"
