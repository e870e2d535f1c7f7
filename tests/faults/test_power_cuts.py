"""Simulated power cuts: a user's work is recorded call by call, and the power cut after any of them.

`recorder.c` writes down every write, sync, cut, rename and removal; `disk.py` makes of a part of them what a
disk may hold that lost its power then: unsynced writes whole, torn or not there. From each such disk the data
file is opened: what was acknowledged before the cut is there, no action is there by halves. The control works
with `PRAGMA synchronous=OFF` and must lose something, otherwise the cuts would prove nothing.
"""

import shutil
import subprocess
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from random import Random

import pytest

from ssu_desktop.storage import NotADataFile, open_data_file, schema
from tests.faults.conftest import Rows
from tests.faults.disk import Disk
from tests.faults.facility import FILE, Facility
from tests.faults.ledger import Ledger
from tests.faults.old_files import REVISIONS, old_file, raw_connection, scripts_until
from tests.faults.recorded import COMPILER, Step, compiled, environment, steps_of
from tests.faults.tally import Tally
from tests.faults.work import TOLD
from tests.support.datafile import LOGIN, PASSWORD

TOP = Path(__file__).parents[2]
DEEDS = 16  # of one recorded session
CUTS = 500  # of one recorded session, at most
CLOSE = 20  # steps to the end, on average

needs_compiler = pytest.mark.skipif(COMPILER is None, reason="the recorder needs Linux and a C compiler")


@pytest.fixture(scope="session")
def library(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the compiled recorder."""
    return compiled(tmp_path_factory.mktemp("recorder"))


class Recording:
    """What a process did to the files of a folder."""

    def __init__(self, before: Path, root: Path, log: Path, library: Path, *words: object) -> None:
        """Let it run in `root`, a copy of `before`; `words` are its module and what it is told."""
        self._before = before
        shutil.copytree(before, root)
        command = [sys.executable, "-m", *map(str, words)]
        recording = dict(environment(library, root, log))
        subprocess.run(command, check=True, cwd=TOP, env=recording)  # noqa: S603 - our own interpreter
        self.steps: list[Step] = list(steps_of(log))

    def cuts(self, seeds: Iterable[int], folder: Path) -> Iterator[tuple[str, str]]:
        """Cut the power once for each seed into `folder`; yield where, and what had been told by then."""
        moments = sorted((self._moment(Random(seed)), seed) for seed in seeds)  # noqa: S311 - repeatable
        disk, at = Disk(self._before), 0
        for moment, seed in moments:
            for step in self.steps[at:moment]:
                disk.take(step)
            at = moment
            disk.cut(Random(seed), folder)  # noqa: S311 - a choice that can be repeated
            yield f"seed {seed}, after step {moment}", disk.now(TOLD).decode()
            shutil.rmtree(folder)

    def _moment(self, random: Random) -> int:
        """Return after how many steps the power is cut: a third of the cuts are close to the end."""
        if random.random() < 1 / 3:
            return max(0, len(self.steps) - int(random.expovariate(1 / CLOSE)))
        return random.randint(0, len(self.steps))


def lost_at_work(
    facility: Facility, library: Path, folder: Path, tally: Tally, seeds: Iterator[int], sync: str
) -> list[str]:
    """Record sessions of work and cut the power in each of them; return what was lost."""
    lost, waiting = [], list(seeds)
    for start in range(0, len(waiting), CUTS):
        portion, place = waiting[start : start + CUTS], folder / f"session {start}"
        scratch, root = place / "scratch", place / "root"
        facility.copy(place / "before")
        scratch.mkdir()
        words = "tests.faults.work", scratch, root, portion[0], DEEDS, sync
        session = Recording(place / "before", root, place / "log", library, *words)
        tally.saw("recorded steps", len(session.steps))
        for where, told in session.cuts(portion, place / "left"):
            ledger = Ledger(told.splitlines())
            tally.saw("acknowledged deeds", ledger.done)
            losses = ledger.losses(place / "left")
            tally.lost += bool(losses)
            lost += [f"{where}: {loss}" for loss in losses]
    return lost


@needs_compiler
def test_no_power_cut_loses_what_was_acknowledged(
    row: Rows, facility: Facility, library: Path, tmp_path: Path
) -> None:
    tally = row("power cuts while a user works", unit="cuts")
    seeds = tally.turns(quick=120, long=10_000)
    assert lost_at_work(facility, library, tmp_path, tally, seeds, "FULL") == []


@needs_compiler
def test_without_syncing_power_cuts_do_lose_something(
    row: Rows, facility: Facility, library: Path, tmp_path: Path
) -> None:
    tally = row("the control: power cuts with `synchronous=OFF`, must lose", unit="cuts")
    seeds = tally.turns(quick=40, long=500)
    assert lost_at_work(facility, library, tmp_path, tally, seeds, "OFF") != []


@needs_compiler
@pytest.mark.parametrize("revision", REVISIONS[1:])
def test_a_power_cut_within_an_upgrade_leaves_the_old_file_or_the_new(
    row: Rows, library: Path, tmp_path: Path, revision: str
) -> None:
    tally = row("power cuts within an upgrade", unit="cuts")
    before, root, left = tmp_path / "before", tmp_path / "root", tmp_path / "left"
    scripts = scripts_until(revision, tmp_path / "scripts")
    counts = counted(old_file(before, REVISIONS[REVISIONS.index(revision) - 1]).path)
    shutil.rmtree(before / "scripts")
    words = "tests.faults.upgrading", "upgrade", root / FILE, scripts
    upgrade = Recording(before, root, tmp_path / "log", library, *words)
    tally.saw("recorded steps", len(upgrade.steps))
    for where, told in upgrade.cuts(tally.turns(quick=6, long=200), left):
        old_or_new = counted(left / FILE)
        assert {table: old_or_new[table] for table in counts} == counts, where
        tally.saw("new schema" if len(old_or_new) > len(counts) or told else "old schema")
        assert_opens(left / FILE, where)
        kept = counted(left / FILE)
        assert {table: kept[table] for table in counts} == counts, where


@needs_compiler
@pytest.mark.parametrize("how", ["upgrade", "restore", "replace"])
def test_a_power_cut_while_a_file_is_made_leaves_a_whole_file_or_what_was_there(
    row: Rows, facility: Facility, library: Path, tmp_path: Path, how: str
) -> None:
    tally = row("power cuts while a data file is made, restored or put in the place of one", unit="cuts")
    before, root, left = tmp_path / "before", tmp_path / "root", tmp_path / "left"
    there = facility.copy(before)
    with open_data_file(there, login=LOGIN, password=PASSWORD) as file:
        file.backup(before / "copy.ssu-backup")
    words: tuple[object, ...] = how, root / "copy.ssu-backup", root / FILE
    if how != "replace":
        shutil.rmtree(there)
    if how == "upgrade":  # of what is not there: it is made
        words = how, root / FILE, "-"
    making = Recording(before, root, tmp_path / "log", library, "tests.faults.upgrading", *words)
    tally.saw("recorded steps", len(making.steps))
    for where, told in making.cuts(tally.turns(quick=20, long=500), left):
        try:
            assert_opens(left / FILE, where)
            tally.saw("a whole file")
        except NotADataFile:
            assert how != "replace", where
            assert not told, where
            tally.saw("no file")


def counted(path: Path) -> dict[str, int]:
    """Return the row counts of a closed data file."""
    raw = raw_connection(path)
    counts = schema.row_counts(raw)
    raw.close()
    return counts


def assert_opens(path: Path, where: str) -> None:
    """The program opens the file, and it is sound."""
    with open_data_file(path, login=LOGIN, password=PASSWORD) as file:
        assert file.remarks == (), where
        assert [problem for problem in file.check() if "scan" not in problem.text] == [], where
