"""Hostile files: everything that comes in, altered or forged; bombs, and names that lead out of their folder.

How they are altered, and what may come of it, is said in `hostile.py`. None may end the process, hang, or
fill the memory; what is taken in of an altered file is what the good file holds.
"""

import json
import resource
import subprocess
import sys
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path
from struct import pack

import pytest

from ssu_desktop.exchange.questionnaire_file import read_questionnaire_file
from ssu_desktop.exchange.safety import CannotRead
from ssu_desktop.exchange.scanned import Unfit, look_at_scan
from ssu_desktop.exchange.workbook import read_workbook
from ssu_desktop.storage import open_data_file
from tests.faults.conftest import Rows
from tests.faults.facility import Facility
from tests.faults.hostile import TAKES_IN
from tests.support.books import write_bomb, write_book
from tests.support.datafile import LOGIN, PASSWORD
from tests.support.papers import pdf

TOP = Path(__file__).parents[2]
PORTION = 500  # files of one process
FAULT = "hostile files: altered, forged"
MEMORY = 400  # MB that a bomb may take
OF_EACH = {"quick": 40, "long": 2400}
OF_BACKUPS = {"quick": 6, "long": 800}  # each takes as long as ten others


@pytest.fixture(scope="module")
def good_backup(facility: Facility, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the good backup that is altered."""
    place = tmp_path_factory.mktemp("good")
    with open_data_file(facility.copy(place), login=LOGIN, password=PASSWORD) as file:
        file.backup(place / "good-backup")
    return place / "good-backup"


@pytest.mark.parametrize("kind", TAKES_IN)
def test_a_hostile_file_is_refused_or_harms_nothing(
    row: Rows, good_backup: Path, tmp_path: Path, kind: str
) -> None:
    tally = row(FAULT, unit="files")
    seeds = list(tally.turns(**(OF_BACKUPS if kind == "backup" else OF_EACH)))
    (tmp_path / "good-backup").write_bytes(good_backup.read_bytes())
    for start in range(0, len(seeds), PORTION):
        words = [kind, str(seeds[start]), str(len(seeds[start : start + PORTION])), str(tmp_path)]
        child = subprocess.run(  # noqa: S603 - our own interpreter
            [sys.executable, "-m", "tests.faults.hostile", *words], capture_output=True, text=True, cwd=TOP
        )
        tally.lost += child.returncode != 0
        now = (tmp_path / "now").read_text()
        assert child.returncode == 0, f"seed {now} of {kind}: {child.returncode}\n{child.stderr[-2000:]}"
        for what, often in json.loads(child.stdout).items():
            tally.saw(what, often)


def png_of(width: int, height: int) -> bytes:
    """Return a PNG whose head asks for so many pixels, and that has next to none."""
    head = pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    chunks = ((b"IHDR", head), (b"IDAT", zlib.compress(bytes(1000))), (b"IEND", b""))
    parts = (
        pack(">I", len(data)) + name + data + pack(">I", zlib.crc32(name + data)) for name, data in chunks
    )
    return b"\x89PNG\r\n\x1a\n" + b"".join(parts)


BOMBS: dict[str, Callable[[Path], object]] = {
    "a workbook that unpacks to 300 MB": lambda place: read_workbook(write_bomb(place / "a.xlsx")),
    "a cell in the last corner of a sheet": lambda place: read_workbook(corner(place / "a.xlsx")),
    "a picture of 3.6 billion pixels": lambda _place: look_at_scan(png_of(60_000, 60_000)),
    "a list of a hundred thousand lists": lambda place: read_questionnaire_file(
        written(place, b"[" * 100_000)
    ),
    "a page of two hundred thousand kilometres": lambda _place: look_at_scan(
        pdf(size=(595.0, 841.0)).replace(b"595", b"999999999")
    ),
}


def corner(path: Path) -> Path:
    """Write a register with something in the last cell that Excel has."""
    write_book(path, (1, "Омаров Ерлан"))
    with zipfile.ZipFile(path) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    sheet = "xl/worksheets/sheet1.xml"
    cell = b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'
    parts[sheet] = parts[sheet].replace(b"</sheetData>", cell)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return path


def written(place: Path, content: bytes) -> Path:
    """Return a file with a content."""
    (place / "file").write_bytes(content)
    return place / "file"


@pytest.mark.parametrize("bomb", BOMBS)
def test_a_bomb_is_refused_before_it_goes_off(row: Rows, tmp_path: Path, bomb: str) -> None:
    tally = row("bombs: zip, sheet, pixels, depth, page", unit="bombs")
    tally.count += 1
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    try:
        refused = isinstance(BOMBS[bomb](tmp_path), Unfit)
    except CannotRead:
        refused = True
    assert refused
    tally.saw("refused")
    grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
    assert grown < MEMORY * 1024, f"{grown} KB were taken"
