"""How often each fault is tried, with which seed, and the table of what came of it.

The quick counts run within `make test`, with the same seeds every time, so that a failure speaks of the
change. `make faults` sets FAULTS=long, runs those of the issue, and draws new seeds to find what nobody
thought of. Every turn has a seed of its own, which stands in the message of a failure: FAULTS_SEED=that
FAULTS_COUNT=1 repeats it.
"""

import json
import os
import secrets
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, field
from datetime import date
from pathlib import Path

LONG = os.environ.get("FAULTS") == "long"
QUICK_SEED = 20_260_312
PROPERTY = "faults"  # under this name a row travels from the test to whoever prints the table


@dataclass
class Tally:
    """One row of the table: a fault, how often it was tried, what was lost, what it took."""

    fault: str
    unit: str = "tries"
    count: int = 0
    lost: int = 0
    seconds: float = 0.0
    shown: dict[str, int] = field(default_factory=dict)  # what happened how often: accepted, refused ...
    seed: int = 0

    def turns(self, *, quick: int, long: int) -> Iterator[int]:
        """Yield the seed of each turn, and count it."""
        self.seed = int(os.environ.get("FAULTS_SEED", secrets.randbelow(10**9) if LONG else QUICK_SEED))
        for turn in range(int(os.environ.get("FAULTS_COUNT", long if LONG else quick))):
            self.count += 1
            yield self.seed + turn

    def saw(self, what: str, often: int = 1) -> None:
        """Count something that happened."""
        self.shown[what] = self.shown.get(what, 0) + often


def packed(tally: Tally) -> str:
    """Return a row as text, so that it travels between processes."""
    return json.dumps(asdict(tally))


def unpacked(text: str) -> Tally:
    """Return the row of such a text."""
    return Tally(**json.loads(text))


def together(tallies: Iterable[Tally]) -> list[Tally]:
    """Return one row for each fault, by name; several tests may try the same."""
    rows: dict[str, Tally] = {}
    for tally in tallies:
        row = rows.setdefault(tally.fault, Tally(tally.fault, tally.unit))
        row.count, row.lost = row.count + tally.count, row.lost + tally.lost
        row.seconds += tally.seconds
        for what, often in tally.shown.items():
            row.saw(what, often)
    return sorted(rows.values(), key=lambda row: row.fault)


HEADS = ("fault", "tried", "lost", "what was seen", "seconds")
ABOUT = """# What was broken, and what was lost

Made by `make faults` on {day}; change the tests in `tests/faults/`, not this page. *Lost* counts what must
not be: an acknowledged record that is gone, half an action, damage that nobody was told of, a crash. What
each fault means, and how it is made, is said at the top of its module. `make test` runs the same with small
counts.
"""


def table(rows: Iterable[Tally]) -> str:
    """Return the rows as a table of Markdown."""
    lines = ["| " + " | ".join(HEADS) + " |", "|" + " --- |" * len(HEADS)]
    for row in rows:
        seen = ", ".join(f"{what} {often:,}" for what, often in row.shown.items())
        cells = (row.fault, f"{row.count:,} {row.unit}", f"{row.lost}", seen, f"{row.seconds:.0f}")
        lines.append("| " + " | ".join(cells) + " |")
    return "\n".join(lines) + "\n"


def page(rows: Iterable[Tally], day: date) -> str:
    """Return docs/faults.md."""
    return ABOUT.format(day=day) + "\n" + table(rows)


def write_page(path: Path, rows: Iterable[Tally]) -> None:
    """Write docs/faults.md as of today."""
    path.write_text(page(rows, date.today()), encoding="utf-8")  # noqa: DTZ011 - the day of whoever runs it
