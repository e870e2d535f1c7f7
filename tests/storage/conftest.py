"""A fresh data file for each test, copied from one that was migrated once."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from ssu_desktop.storage import DataFile
from tests.support.datafile import Prepared, prepared_file


@pytest.fixture
def prepared(tmp_path: Path) -> Prepared:
    """Return a closed, empty data file."""
    return prepared_file(tmp_path)


@pytest.fixture
def file(prepared: Prepared) -> Iterator[DataFile]:
    """Return an open, empty data file; it is closed after the test."""
    with prepared.open() as opened:
        yield opened
