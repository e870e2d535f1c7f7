"""Timing two ways of doing the same in turns, and one line of the table."""

import statistics
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

Clock = Callable[[], float]

busy: Clock = time.process_time
"""Seconds of this process's own work: what else the computer does meanwhile does not count."""

elapsed: Clock = time.perf_counter
"""Seconds on the wall: where the disk is waited for."""


@dataclass(frozen=True, kw_only=True)
class Scale:
    """How much is measured: sizes of the files, and how often each thing is done."""

    few: int = 1_000
    many: int = 100_000
    crowd: int = 10_000
    people: int = 300
    unit: int = 100
    journal: int = 60_000
    register: int = 5_000
    documents: int = 500
    own_services: int = 2_000
    starts: int = 7
    rounds: int = 25
    long_rounds: int = 5


FULL = Scale()
QUICK = Scale(
    many=10_000, crowd=2_000, journal=20_000, register=1_000, documents=100, starts=3, rounds=9, long_rounds=3
)
TINY = Scale(
    few=20,
    many=60,
    crowd=30,
    people=8,
    unit=3,
    journal=400,
    register=12,
    documents=2,
    own_services=3,
    starts=1,
    rounds=2,
    long_rounds=1,
)


@dataclass(frozen=True, kw_only=True)
class Row:
    """One line of the table; `met` is None where there was nothing to compare with."""

    what: str
    against: str
    goal: str
    measured: str
    met: bool | None


Benchmark = Callable[[Path, Scale], Sequence[Row]]


@dataclass(frozen=True)
class Pair:
    """Median seconds of ours and of the peer; `ratio` is the median of the ratios of each round."""

    ours: float
    peer: float
    ratio: float

    def told(self) -> str:
        """Return the ratio with both times."""
        return f"{self.ratio:.2f}x ({told(self.ours)} / {told(self.peer)})"


def told(seconds: float) -> str:
    """Return a duration in the unit in which it is read best."""
    if seconds < 0.001:
        return f"{seconds * 1e6:.0f} µs"
    return f"{seconds * 1e3:.{1 if seconds < 0.1 else 0}f} ms" if seconds < 1 else f"{seconds:.2f} s"


def timed(work: Callable[[], object], *, clock: Clock = busy, times: int = 1) -> float:
    """Return the seconds that doing `work` once takes, measured over `times`."""
    began = clock()
    for _ in range(times):
        work()
    return (clock() - began) / times


def compare(
    ours: Callable[[], object],
    peer: Callable[[], object],
    *,
    rounds: int,
    times: int = 1,
    clock: Clock = busy,
) -> Pair:
    """Do both in turns after one warm-up each, and return their medians."""
    ours()
    peer()
    once = partial(timed, clock=clock, times=times)
    return pair_of([(once(ours), once(peer)) for _ in range(rounds)])


def pair_of(spent: Sequence[tuple[float, float]]) -> Pair:
    """Return the medians of (ours, peer) of some rounds."""
    return Pair(
        statistics.median(ours for ours, _ in spent),
        statistics.median(peer for _, peer in spent),
        statistics.median(ours / max(peer, 1e-9) for ours, peer in spent),
    )


def percentile(values: Sequence[float], share: float) -> float:
    """Return the value that `share` of the values do not exceed."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]
