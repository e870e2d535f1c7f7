"""Each benchmark still measures what it names; how fast it is, no test asks."""

from pathlib import Path

import pytest

from benchmarks.__main__ import BENCHMARKS
from benchmarks.measure import TINY
from benchmarks.report import markdown


@pytest.mark.parametrize("name", BENCHMARKS)
def test_a_benchmark_gives_its_rows_of_the_table(name: str, tmp_path: Path) -> None:
    rows = BENCHMARKS[name](tmp_path, TINY)
    assert rows
    table = markdown(rows)
    for row in rows:
        assert all((row.what, row.against, row.goal, row.measured))
        assert f"| {row.what} | {row.against} | {row.goal} | {row.measured} |" in table
