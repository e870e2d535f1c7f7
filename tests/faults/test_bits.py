"""One flipped bit anywhere in the database, in its -wal, in the key slots or in a scan is told to somebody.

The file of a program that was killed has a live -wal: what is damaged in that is lost, and `head.json` tells
of it. What else is damaged is told at opening, by the check, or by the scan that is looked at.
The newest sound backup is offered then, also where the newest of all has a flipped bit of its own; put back,
it is a sound data file.
"""

import shutil
from datetime import UTC, datetime
from pathlib import Path
from random import Random

import pytest

from ssu_desktop.storage import DataFileError, open_data_file
from ssu_desktop.storage.kept import list_kept, newest_sound, place_of
from ssu_desktop.storage.restoring import replace_from_backup
from tests.faults.conftest import Rows
from tests.faults.facility import FILE, Facility
from tests.faults.work import Work, sit_down
from tests.support.datafile import LOGIN, PASSWORD

NOW = datetime(2026, 3, 12, 18, tzinfo=UTC)

PARTS = ("data.db", "data.db-wal", "keys.json", "scan")


@pytest.fixture(scope="module")
def worked(facility: Facility, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Return for each part a data file that holds it: closed, and as a killed program leaves it."""
    place = tmp_path_factory.mktemp("worked")
    facility.copy(place)
    desk = sit_down(place)
    work = Work(desk, place, place, 1, lambda _line: None)
    for deed in (work.add, work.attach, work.keep, work.bring_in, work.print, work.keep, work.add):
        deed()
    crashed = Path(shutil.copytree(place / FILE, place / "crashed.ssu"))
    desk.file.close()
    return {part: crashed if part == "data.db-wal" else place / FILE for part in PARTS}


def flip(path: Path, random: Random) -> int:
    """Flip one bit of a file; return where."""
    content = bytearray(path.read_bytes())
    place = random.randrange(len(content))
    content[place] ^= 1 << random.randrange(8)
    path.write_bytes(content)
    return place


def told(path: Path) -> str:
    """Return how the damage of a data file is told, nothing where it is not."""
    try:
        with open_data_file(path, login=LOGIN, password=PASSWORD) as file:
            return "told by the check" if file.check() else "told at opening" if file.remarks else ""
    except DataFileError as error:
        return f"told at opening: {type(error).__name__}"


def test_the_files_to_be_damaged_are_sound(worked: dict[str, Path], tmp_path: Path) -> None:
    for number, path in enumerate({*worked.values()}):
        copy = Path(shutil.copytree(path, tmp_path / f"{number}.ssu"))
        assert told(copy) == ""


@pytest.mark.parametrize("part", PARTS)
def test_a_flipped_bit_is_told(row: Rows, worked: dict[str, Path], tmp_path: Path, part: str) -> None:
    tally = row("one flipped bit in the database, the -wal, the keys or a scan", unit="bits")
    for seed in tally.turns(quick=10, long=250):
        random, path = Random(seed), tmp_path / FILE  # noqa: S311 - a choice that can be repeated
        shutil.copytree(worked[part], path)
        damaged = random.choice(sorted((path / "scans").iterdir())) if part == "scan" else path / part
        place = flip(damaged, random)
        how = told(path)
        tally.saw(f"{part}: {how or 'not told'}")
        tally.lost += not how
        assert how, f"seed {seed}: bit in byte {place} of {part}"
        back = offered_back(worked[part], path, random)
        tally.lost += not back
        assert back, f"seed {seed}: no sound backup was offered"
        tally.saw("the newest sound backup offered and put back")
        for left in tmp_path.iterdir():
            shutil.rmtree(left)


def offered_back(worked: Path, path: Path, random: Random) -> bool:
    """Tell whether the newest sound backup is the one that is offered, and is sound when it was put back."""
    shutil.copytree(place_of(worked.with_name(FILE)), place_of(path))
    newest, older = list_kept(path)
    hit = random.random() < 0.5
    if hit:
        flip(random.choice(sorted(newest.path.iterdir())), random)
    rows = list_kept(path)
    chosen = newest_sound(rows)
    if chosen is None or rows[chosen].number != (older if hit else newest).number:
        return False
    replace_from_backup(rows[chosen].path, path, NOW)
    with open_data_file(path, login=LOGIN, password=PASSWORD) as file:
        problems = [problem for problem in file.check() if "newest kept backup" not in problem.text]
        return not problems and not file.remarks
