"""Hostile files: everything that comes in, altered or forged; bombs, and names that lead out of their folder.

How they are altered, and what may come of it, is said in `hostile.py`. None may end the process, hang, or
fill the memory; what is taken in of an altered file is what the good file holds.
"""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from ssu_desktop.storage import open_data_file
from tests.faults.bombs import BOMBS
from tests.faults.conftest import Rows
from tests.faults.facility import Facility
from tests.faults.hostile import TAKES_IN
from tests.support.datafile import LOGIN, PASSWORD

TOP = Path(__file__).parents[2]
PORTION = 500  # files of one process
FAULT = "hostile files: altered, forged"
MEMORY = 400  # MB that a bomb may take
OF_EACH = {"quick": 40, "long": 2400}
OF_BACKUPS = {"quick": 6, "long": 800}  # each takes as long as ten others


@pytest.fixture(scope="module")
def good_backup(facility: Facility, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the good backup that is altered."""
    place = tmp_path_factory.mktemp("good")
    with open_data_file(facility.copy(place), login=LOGIN, password=PASSWORD) as file:
        file.backup(place / "good-backup")
    return place / "good-backup"


@pytest.mark.parametrize("kind", TAKES_IN)
def test_a_hostile_file_is_refused_or_harms_nothing(
    row: Rows, good_backup: Path, tmp_path: Path, kind: str
) -> None:
    tally = row(FAULT, unit="files")
    seeds = list(tally.turns(**(OF_BACKUPS if kind == "backup" else OF_EACH)))
    (tmp_path / "good-backup").write_bytes(good_backup.read_bytes())
    for start in range(0, len(seeds), PORTION):
        words = [kind, str(seeds[start]), str(len(seeds[start : start + PORTION])), str(tmp_path)]
        child = subprocess.run(  # noqa: S603 - our own interpreter
            [sys.executable, "-m", "tests.faults.hostile", *words], capture_output=True, text=True, cwd=TOP
        )
        tally.lost += child.returncode != 0
        now = (tmp_path / "now").read_text()
        assert child.returncode == 0, f"seed {now} of {kind}: {child.returncode}\n{child.stderr[-2000:]}"
        for what, often in json.loads(child.stdout).items():
            tally.saw(what, often)


@pytest.mark.parametrize("bomb", BOMBS)
def test_a_bomb_is_refused_before_it_goes_off(row: Rows, tmp_path: Path, bomb: str) -> None:
    tally = row("bombs: zip, sheet, pixels, depth, page", unit="bombs")
    tally.count += 1
    child = subprocess.run(  # noqa: S603 - our own interpreter
        [sys.executable, "-m", "tests.faults.bombs", bomb, str(tmp_path)],
        capture_output=True,
        text=True,
        cwd=TOP,
    )
    assert child.returncode == 0, child.stderr[-2000:]
    told = json.loads(child.stdout)
    assert told["refused"]
    tally.saw("refused")
    assert told["grown"] < MEMORY, f"{told['grown']} MB were taken"
