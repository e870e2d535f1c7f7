"""Every fault has its row in a table, printed at the end; `make faults` writes it into docs/faults.md."""

import os
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.faults.facility import Facility, made_facility
from tests.faults.tally import PROPERTY, Tally, packed, table, together, unpacked, write_page

Rows = Callable[..., Tally]


@pytest.fixture
def row(record_property: Callable[[str, object], None]) -> Iterator[Rows]:
    """Return what begins a row of the table."""
    begun: list[tuple[Tally, float]] = []

    def begin(fault: str, **given: Any) -> Tally:
        begun.append((Tally(fault, **given), time.monotonic()))
        return begun[-1][0]

    yield begin
    for tally, since in begun:
        tally.seconds = time.monotonic() - since
        record_property(PROPERTY, packed(tally))


@pytest.fixture(scope="session")
def facility(tmp_path_factory: pytest.TempPathFactory) -> Facility:
    """Return a closed data file with a user, an organisation and a unit; copy it, do not open it."""
    return made_facility(tmp_path_factory.mktemp("facility"))


def pytest_terminal_summary(terminalreporter: Any) -> None:
    """Print the table, and write it where `make faults` wants it."""
    reports = terminalreporter.stats.get("", ())  # those of setting up and taking down
    told = [value for report in reports for name, value in report.user_properties if name == PROPERTY]
    rows = together(unpacked(text) for text in told)
    if rows:
        terminalreporter.section("faults")
        terminalreporter.write(table(rows))
    if where := os.environ.get("FAULTS_PAGE"):
        write_page(Path(where), rows)
