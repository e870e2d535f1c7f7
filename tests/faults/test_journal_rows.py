"""Any one row of the change journal edited, removed or exchanged with another is found by its chain or its
head.

Whoever does that here knows the key of the database and takes the triggers away first; the key of the chain
is not used. (Who has that key, too, can write a new chain: what the chain does not prove is said in the
docs.)
"""

import shutil
from collections.abc import Callable
from pathlib import Path
from random import Random
from typing import Any

import pytest

from tests.faults.conftest import Rows
from tests.faults.facility import FILE, Facility
from tests.faults.old_files import raw_connection
from tests.faults.test_bits import told
from tests.faults.work import Work, sit_down

COLUMNS = (
    *("at", "device", "user_id", "user_name", "action", "action_id", "table_name", "row_id", "person_id"),
    *("before", "after", "mac"),
)


TRIGGERS = ("change_stays", "change_stays_as_it_is")


@pytest.fixture(scope="module")
def worked(facility: Facility, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a closed data file with a history."""
    place = tmp_path_factory.mktemp("worked")
    facility.copy(place)
    desk = sit_down(place)
    work = Work(desk, place, place, 2, lambda _line: None)
    for deed in (work.add, work.change, work.bring_in, work.print, work.attach, work.take_back):
        deed()
    desk.file.close()
    return place / FILE


def edited(raw: Any, last: int, random: Random) -> str:
    """Change one value of one row."""
    seq, column = random.randint(1, last), random.choice(COLUMNS)
    old = raw.execute(f"SELECT {column} FROM change WHERE seq = ?", (seq,)).fetchone()[0]  # noqa: S608 - listed above
    new = bytes(32) if isinstance(old, bytes) else f"{old or ''}x"
    raw.execute(f"UPDATE change SET {column} = ? WHERE seq = ?", (new, seq))  # noqa: S608
    return f"{column} of row {seq}"


def removed(raw: Any, last: int, random: Random) -> str:
    """Remove one row."""
    seq = random.randint(1, last)
    raw.execute("DELETE FROM change WHERE seq = ?", (seq,))
    return f"row {seq}"


def exchanged(raw: Any, last: int, random: Random) -> str:
    """Let two rows stand in each other's place."""
    one, other = random.sample(range(1, last + 1), 2)
    for old, new in ((one, 0), (other, one), (0, other)):
        raw.execute("UPDATE change SET seq = ? WHERE seq = ?", (new, old))
    return f"rows {one} and {other}"


@pytest.mark.parametrize("how", [edited, removed, exchanged])
def test_a_row_of_the_journal_that_was_touched_is_found(
    row: Rows, worked: Path, tmp_path: Path, how: Callable[[Any, int, Random], str]
) -> None:
    tally = row("journal: one row edited, removed, exchanged", unit="rows")
    assert told(Path(shutil.copytree(worked, tmp_path / "sound" / FILE))) == ""
    for seed in tally.turns(quick=12, long=334):
        path = Path(shutil.copytree(worked, tmp_path / FILE))
        raw = raw_connection(path)
        triggers = raw.execute(
            "SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'change'"
        )
        for (name,) in triggers.fetchall():
            raw.execute(f'DROP TRIGGER "{name}"')
        last = raw.execute("SELECT max(seq) FROM change").fetchone()[0]
        what = how(raw, last, Random(seed))  # noqa: S311 - a choice that can be repeated
        raw.close()
        found = told(path)
        tally.saw(found or "not told")
        tally.lost += not found
        assert found, f"seed {seed}: {what}"
        shutil.rmtree(path)
