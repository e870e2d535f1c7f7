"""kill -9 at every statement of every migration, and of the making of a new data file.

For each migration there is a file of the schema before it, with rows in every table. A process upgrades a
copy and is killed before its n-th statement, those of the backup and of the checks included. What is left has
the old schema or the new one, with as many rows in every table as before; and the program opens it, which
brings it up to the newest schema with all its rows.
"""

import json
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from random import Random

import pytest

from ssu_desktop import paths
from ssu_desktop.storage import open_data_file, schema
from tests.faults.conftest import Rows
from tests.faults.facility import FILE
from tests.faults.old_files import REVISIONS, old_file, raw_connection, scripts_until
from tests.faults.tally import LONG, Tally
from tests.support.datafile import LOGIN, PASSWORD
from tests.support.forking import needs_fork

TOP = Path(__file__).parents[2]
FAULT = "kill -9 at every statement of every migration"

pytestmark = needs_fork


class Nursery:
    """The process that forks those that upgrade."""

    def __init__(self) -> None:
        """Start it."""
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.faults.upgrading"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            cwd=TOP,
        )

    def upgrade(self, path: Path, scripts: Path, deadly: int) -> int | None:
        """Return how many statements there were, or None where the process was killed."""
        process = self._process
        assert process.stdin is not None
        assert process.stdout is not None
        process.stdin.write(json.dumps([str(path), str(scripts), deadly]) + "\n")
        process.stdin.flush()
        seen: int | None = json.loads(process.stdout.readline())
        return seen

    def end(self) -> None:
        """Let it end."""
        self._process.communicate()


@pytest.fixture(scope="module")
def nursery() -> Iterator[Nursery]:
    """Return the nursery."""
    started = Nursery()
    yield started
    started.end()


def deadly_statements(tally: Tally, statements: int) -> Iterator[int]:
    """Yield the numbers of the statements to be killed at: all, or one by chance and the last in short."""
    tally.saw("statements", statements)
    for turn, seed in enumerate(tally.turns(quick=2, long=statements)):
        by_chance = Random(seed).randint(1, statements)  # noqa: S311 - a choice that can be repeated
        yield turn + 1 if LONG else (by_chance, statements)[turn % 2]


@pytest.mark.parametrize("revision", REVISIONS[1:])
def test_a_kill_within_a_migration_leaves_the_old_file_or_the_new(
    row: Rows, nursery: Nursery, tmp_path: Path, revision: str
) -> None:
    tally = row(FAULT, unit="kills")
    before = old_file(tmp_path / "old", REVISIONS[REVISIONS.index(revision) - 1])
    raw = raw_connection(before.path)
    counts, old = schema.row_counts(raw), schema.revision_of(raw)
    raw.close()
    scripts = scripts_until(revision, tmp_path / "scripts")
    whole = shutil.copytree(before.path, tmp_path / "whole" / FILE)
    statements = nursery.upgrade(whole, scripts, 0)
    assert statements
    for deadly in deadly_statements(tally, statements):
        path = shutil.copytree(before.path, tmp_path / "killed" / FILE)
        assert nursery.upgrade(path, scripts, deadly) is None
        raw = raw_connection(path)
        found, kept = schema.revision_of(raw), schema.row_counts(raw)
        raw.close()
        tally.saw("old schema" if found == old else "new schema")
        assert found in (old, revision), deadly
        assert {table: kept[table] for table in counts} == counts, deadly
        with open_data_file(path, login=LOGIN, password=PASSWORD) as file:
            assert [problem for problem in file.check() if "scan" not in problem.text] == [], deadly
        raw = raw_connection(path)
        kept = schema.row_counts(raw)
        raw.close()
        assert {table: kept[table] for table in counts} == counts, deadly
        shutil.rmtree(tmp_path / "killed")


def test_a_kill_within_the_making_of_a_file_leaves_nothing_that_stands_in_the_way(
    row: Rows, nursery: Nursery, tmp_path: Path
) -> None:
    tally = row("kill -9 at every statement of making a data file", unit="kills")
    statements = nursery.upgrade(tmp_path / "whole.ssu", paths.migrations(), 0)
    assert statements
    for deadly in deadly_statements(tally, statements):
        place = tmp_path / "killed"
        place.mkdir()
        assert nursery.upgrade(place / FILE, paths.migrations(), deadly) is None
        assert not (place / FILE).exists(), deadly
        tally.saw("no file")
        if deadly == statements or not LONG:
            assert nursery.upgrade(place / FILE, paths.migrations(), 0) == statements
            with open_data_file(place / FILE, login=LOGIN, password=PASSWORD) as file:
                assert file.check() == ()
        shutil.rmtree(place)
