"""Upgrading, making or restoring a data file in a process of its own, which may kill itself at a statement.

A nursery: it imports everything once and forks a child for each line on stdin, a JSON list of the data file,
the folder of migrations and the number of the statement, counted from 1 over all connections; 0 kills nobody.
For each it answers how many statements there were, or null for a child that was killed.
"""

import json
import os
import signal
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import alembic.command  # once, here, and not by each child
import alembic.config  # noqa: F401 - as the line before

from ssu_desktop.records import new_id
from ssu_desktop.storage import (
    backup,
    create_data_file,
    datafile,
    open_data_file,
    opening,
    restore_backup,
    schema,
)
from ssu_desktop.storage.engine import connect
from ssu_desktop.storage.restoring import replace_from_backup
from tests.faults.work import TOLD
from tests.support.datafile import CHEAP, LOGIN, PASSWORD

NOW = datetime(2026, 3, 12, 18, tzinfo=UTC)


class Countdown:
    """Counts the statements of every connection and kills the process before one of them."""

    def __init__(self, deadly: int) -> None:
        """Let the statement with this number be the last thing that is tried."""
        self.seen, self._deadly = 0, deadly

    def tick(self, statement: str) -> None:
        """Count a statement that SQLite is about to run; those of triggers are none of their own."""
        if statement.startswith("--"):
            return
        self.seen += 1
        if self.seen == self._deadly:
            os.kill(os.getpid(), signal.SIGKILL)

    def connect(self, *given: Any, **named: Any) -> Any:
        """Return a connection that is counted."""
        raw = connect(*given, **named)
        raw.set_trace_callback(self.tick)
        return raw


def upgrade(path: Path, migrations: Path, deadly: int) -> int:
    """Open a data file, which upgrades it, or make a new one; return the number of statements."""
    countdown = Countdown(deadly)
    for module in (opening, schema, backup, datafile):
        vars(module)["connect"] = countdown.connect
    if path.exists():
        open_data_file(path, login=LOGIN, password=PASSWORD, migrations=migrations).close()
    else:
        create_data_file(path, login=LOGIN, password=PASSWORD, user_id=new_id(), cost=CHEAP).file.close()
    return countdown.seen


def tell(done: int, path: Path) -> None:
    """Tell beside a data file that it stands."""
    (path.parent / TOLD).write_text(str(done), encoding="utf-8")


def nursery() -> None:
    """Fork a child for each line."""
    for line in sys.stdin:
        path, migrations, deadly = json.loads(line)
        reader, writer = os.pipe()
        child = os.fork()
        if not child:
            os.write(writer, str(upgrade(Path(path), Path(migrations), deadly)).encode())
            os._exit(0)
        os.close(writer)
        with os.fdopen(reader) as told:
            seen = told.read()
        os.waitpid(child, 0)
        print(seen or "null", flush=True)


if __name__ == "__main__":
    match sys.argv[1:]:
        case []:
            nursery()
        case ["restore", copy, to]:
            restore_backup(Path(copy), Path(to))
            tell(1, Path(to))
        case ["replace", copy, path]:
            replace_from_backup(Path(copy), Path(path), NOW)
            tell(1, Path(path))
        case ["upgrade", path, migrations]:
            tell(upgrade(Path(path), Path(migrations), 0), Path(path))
