"""Simulated power cuts: a user's work is recorded call by call, and the power cut after any of them.

`recorder.c` writes down every write, sync, cut, rename and removal; `disk.py` makes of a part of them what a
disk may hold that lost its power then: unsynced writes whole, torn or not there. From each such disk the data
file is opened: what was acknowledged before the cut is there, no action is there by halves. The control works
with `PRAGMA synchronous=OFF` and must lose something, otherwise the cuts would prove nothing.
"""

import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from random import Random

import pytest

from tests.faults.conftest import Rows
from tests.faults.disk import Disk
from tests.faults.facility import Facility
from tests.faults.ledger import Ledger
from tests.faults.recorded import COMPILER, Step, compiled, environment, steps_of
from tests.faults.tally import Tally
from tests.faults.work import TOLD

TOP = Path(__file__).parents[2]
DEEDS = 16  # of one recorded session
CUTS = 500  # of one recorded session, at most

needs_compiler = pytest.mark.skipif(COMPILER is None, reason="the recorder needs Linux and a C compiler")


@pytest.fixture(scope="session")
def library(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the compiled recorder."""
    return compiled(tmp_path_factory.mktemp("recorder"))


class Session:
    """A recorded piece of work, from the opening of the data file to its closing."""

    def __init__(self, facility: Facility, library: Path, folder: Path, seed: int, sync: str) -> None:
        """Let a user work."""
        self.before, root, scratch = folder / "before", folder / "root", folder / "scratch"
        facility.copy(self.before)
        shutil.copytree(self.before, root)
        scratch.mkdir()
        log = folder / "log"
        command = [
            sys.executable,
            "-m",
            "tests.faults.work",
            str(scratch),
            str(root),
            str(seed),
            str(DEEDS),
            sync,
        ]
        subprocess.run(  # noqa: S603 - our own interpreter
            command, check=True, cwd=TOP, env=dict(environment(library, root, log))
        )
        self.steps: list[Step] = list(steps_of(log))

    def cuts(self, seeds: list[int]) -> Iterator[tuple[int, Ledger, int, Disk]]:
        """Yield for each seed where the cut is, what was acknowledged before, and the disk at that moment."""
        moments = sorted((Random(seed).randrange(len(self.steps)), seed) for seed in seeds)  # noqa: S311
        disk, at = Disk(self.before), 0
        for moment, seed in moments:
            for step in self.steps[at:moment]:
                disk.take(step)
            at = moment
            yield moment, Ledger(disk.now(TOLD).decode().splitlines()), seed, disk


def cut_off(session: Session, seeds: list[int], folder: Path, tally: Tally) -> list[str]:
    """Cut the power once for each seed; return what was lost."""
    lost = []
    for moment, ledger, seed, disk in session.cuts(seeds):
        left = folder / "left"
        disk.cut(Random(seed), left)  # noqa: S311 - a choice that can be repeated
        tally.saw("acknowledged deeds", ledger.done)
        losses = ledger.losses(left)
        lost += [f"seed {seed}, after step {moment}: {loss}" for loss in losses]
        tally.lost += bool(losses)
        shutil.rmtree(left)
    return lost


def lost_in_cuts(
    facility: Facility, library: Path, folder: Path, tally: Tally, seeds: Iterator[int], sync: str
) -> list[str]:
    """Record sessions and cut the power in each of them; return what was lost."""
    lost, waiting = [], list(seeds)
    for number, start in enumerate(range(0, len(waiting), CUTS)):
        portion = waiting[start : start + CUTS]
        session = Session(facility, library, folder / f"session {number}", portion[0], sync)
        tally.saw("recorded steps", len(session.steps))
        lost += cut_off(session, portion, folder, tally)
    return lost


@needs_compiler
def test_no_power_cut_loses_what_was_acknowledged(
    row: Rows, facility: Facility, library: Path, tmp_path: Path
) -> None:
    tally = row("power cuts while a user works", unit="cuts")
    seeds = tally.turns(quick=150, long=10_000)
    assert lost_in_cuts(facility, library, tmp_path, tally, seeds, "FULL") == []


@needs_compiler
def test_without_syncing_power_cuts_do_lose_something(
    row: Rows, facility: Facility, library: Path, tmp_path: Path
) -> None:
    tally = row("the control: power cuts with `synchronous=OFF`, must lose", unit="cuts")
    seeds = tally.turns(quick=60, long=500)
    assert lost_in_cuts(facility, library, tmp_path, tally, seeds, "OFF") != []
