"""kill -9 at random moments while a user saves, imports, prints, attaches, backs up and takes back.

The worker is a process of its own (`work.py`); the moment of the kill wanders from its opening of the file
through all that it does. After each kill the file is opened: everything acknowledged is there, nothing is
half done, pages, keys, scans and the journal's chain are sound.
"""

import json
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from random import Random

from tests.faults.conftest import Rows
from tests.faults.facility import Facility
from tests.faults.ledger import Ledger
from tests.support.forking import needs_fork

TOP = Path(__file__).parents[2]
LONGEST = 0.5  # seconds from what is awaited to the kill
AWAITED = (("child",), *((("sat down",) + ("done",) * deeds) for deeds in (0, 0, 1, 3)))  # however slow it is
TURNS_A_FILE = 20


@contextmanager
def nursery(scratch: Path) -> Iterator["subprocess.Popen[str]"]:
    """Give the process that forks the workers."""
    command = [sys.executable, "-m", "tests.faults.work", str(scratch)]
    with subprocess.Popen(  # noqa: S603 - our own interpreter
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=TOP
    ) as process:
        yield process
        assert process.stdin is not None
        process.stdin.close()


def work_and_kill(process: "subprocess.Popen[str]", folder: Path, seed: int, ledger: Ledger) -> None:
    """Let a worker work for a moment, kill it, and take in what it told."""
    assert process.stdin is not None
    assert process.stdout is not None
    process.stdin.write(f"{folder} {seed}\n")
    process.stdin.flush()
    random, child = Random(seed), 0  # noqa: S311 - a choice that can be repeated
    awaited, kill = random.choice(AWAITED), random.uniform(0, LONGEST)
    for line in process.stdout:
        told = json.loads(line)
        child = told.get("child", child)
        if "dead" in told:
            return
        ledger.read(line)
        if awaited and awaited[0] in told:
            awaited = awaited[1:]
            if not awaited:
                threading.Timer(kill, os.kill, (child, signal.SIGKILL)).start()
    raise AssertionError("the nursery died")


@needs_fork
def test_no_kill_loses_what_was_acknowledged(row: Rows, facility: Facility, tmp_path: Path) -> None:
    tally = row("kill -9 while a user works", unit="kills")
    with nursery(tmp_path) as process:
        for turn, seed in enumerate(tally.turns(quick=20, long=1000)):
            if turn % TURNS_A_FILE == 0:
                folder, ledger = tmp_path / f"work {turn}", Ledger()
                facility.copy(folder)
            before = ledger.done
            work_and_kill(process, folder, seed, ledger)
            tally.saw("acknowledged deeds", ledger.done - before)
            if ledger.open:
                tally.saw("killed within: " + ledger.open.name)
            losses = ledger.losses(folder)
            tally.lost += len(losses)
            assert not losses, f"seed {seed}"
    assert tally.shown["acknowledged deeds"]
