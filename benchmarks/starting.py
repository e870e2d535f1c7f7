"""Start and memory: whole processes, each measured from its first instruction."""

import json
import os
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import TypedDict

from benchmarks.files import empty_file, fill_people, opened
from benchmarks.measure import Row, Scale, pair_of
from ssu_desktop.actions.demo import make_demo

_MEMORY_MB = 200


class Seen(TypedDict):
    """What a process tells of itself when its window is painted: seconds, the key's own ones, bytes."""

    busy: float
    painted_at: float
    key_busy: float
    door_at: float
    asked_at: float
    memory: int


def starting_rows(place: Path, scale: Scale) -> Sequence[Row]:
    """Measure the start against a bare Qt table, and the memory after every screen was open."""
    demo = make_demo(place / "demo")
    spent, waited, doors, entries = [], [], [], []
    _run("bare")  # the first one reads Qt from the disk
    _run("today", demo)
    _run("door", demo)
    for _ in range(scale.starts):
        (ours, ours_waited), (bare, bare_waited) = _run("today", demo), _run("bare")
        spent.append((ours["busy"] - ours["key_busy"], bare["busy"]))
        waited.append((ours_waited - ours["key_busy"], bare_waited))
        user, user_waited = _run("door", demo)
        doors.append((user_waited - user["painted_at"] + user["door_at"], bare_waited))
        entries.append((user["painted_at"] - user["asked_at"] - user["key_busy"], bare_waited))
    start, wall, door, entry = (pair_of(pairs) for pairs in (spent, waited, doors, entries))
    return (
        Row(
            what="start: process to first painted Today of the demo file, without the key's derivation",
            against="bare Qt table window",
            goal="≤ 2.0x",
            measured=f"on the wall {wall.told()}, the key being derived beside the imports;"
            f" own work {start.told()}",
            met=wall.ratio <= 2.0,
        ),
        Row(
            what="the same as a user waits: process to the door, and password to Today, two seconds of typing"
            " and the derivation between them taken off",
            against="bare Qt table window",
            goal="≤ 2.0x",
            measured=f"{door.ratio + entry.ratio:.2f}x: door {door.told()} + Today {entry.told()}",
            met=door.ratio + entry.ratio <= 2.0,
        ),
        _memory(place, scale),
    )


def _memory(place: Path, scale: Scale) -> Row:
    crowd = empty_file(place / "crowd.ssu")
    with opened(crowd) as desk:
        fill_people(desk, scale.crowd)
    seen, _ = _run("everything", crowd)
    megabytes = seen["memory"] / 2**20
    return Row(
        what=f"memory after opening every screen, {scale.crowd:,} people",
        against="absolute",
        goal=f"≤ {_MEMORY_MB} MB RSS",
        measured=f"{megabytes:.0f} MB",
        met=megabytes <= _MEMORY_MB,
    )


def _run(kind: str, path: Path | None = None) -> tuple[Seen, float]:
    """Run `benchmarks.window` in a process; return what it tells and the seconds until it painted."""
    words = [sys.executable, "-m", "benchmarks.window", kind, *([str(path)] if path else [])]
    given = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    given.pop("PYTHONDONTWRITEBYTECODE", None)  # an installed program has its bytecode
    began = time.perf_counter()
    done = subprocess.run(words, capture_output=True, text=True, env=given, check=True)  # noqa: S603 - our own words
    seen: Seen = json.loads(done.stdout.splitlines()[-1])
    return seen, seen["painted_at"] - began
