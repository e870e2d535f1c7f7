"""Nothing readable of anybody lies outside the encrypted data file after a day's work.

Every file that the process writes anywhere is recorded while a user works before the real window: imports a
register, enters and admits a person, plans, prints, locks, comes back. Temporary files that were removed at
once are among them. Fifty words (names, IINs, an address, what was typed) are looked for in all of it, in any
encoding, in zips and PDF streams. Only the PDF that the user saved may hold them, and must: else the search
would prove nothing; and planted leaks must be found.
"""

import subprocess
import sys
from pathlib import Path

import openpyxl
import pytest

from tests.faults.conftest import Rows
from tests.faults.leaks import found_in, written
from tests.faults.recorded import COMPILER, compiled, environment, steps_of
from tests.journeys.journey import EXERCISES, IIN, NAME, REGISTER

TOP = Path(__file__).parents[2]
TYPED = (*NAME.split(), IIN, "Абай көшесі", "Өзі тамақтана ма", "Н. Әлиева", EXERCISES)
COUNT = 50
PLANTED = "Тілеубергенова"
# Each plants a leak in a way of its own; the last is removed at once.
PLANTS = f"""
import io, os, pathlib, tempfile, zipfile, zlib, json
from reportlab.pdfgen.canvas import Canvas
word, place = {PLANTED!r}, pathlib.Path(tempfile.gettempdir())
(place / "plain.txt").write_text("x" + word + "y", encoding="utf-8")
(place / "wide.log").write_text(word, encoding="utf-16")
(place / "old.ini").write_text("name=" + word, encoding="cp1251", errors="ignore")
(place / "escaped.json").write_text(json.dumps([word]), encoding="ascii")
with zipfile.ZipFile(place / "packed.zip", "w", zipfile.ZIP_DEFLATED) as package:
    package.writestr("a.txt", word)
(place / "stream.pdf").write_bytes(b"%PDF-1.4 stream " + zlib.compress(word.encode()) + b" endstream")
with tempfile.TemporaryFile() as gone:
    gone.write(word.encode())
"""


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the compiled recorder."""
    return compiled(tmp_path_factory.mktemp("recorder"))


def marks() -> list[str]:
    """Return the words that must not be found: what is typed, and people out of the register."""
    sheet = openpyxl.load_workbook(REGISTER).worksheets[0]
    cells = {str(cell).strip() for row in sheet.iter_rows(values_only=True) for cell in row if cell}
    iins = sorted(cell for cell in cells if cell.isdigit() and len(cell) == len(IIN))
    names = sorted({cell.split()[0] for cell in cells if cell.count(" ") == 2 and cell.istitle()})
    chosen = [*TYPED, *iins[:20], *(name for name in names if len(name) > 6)]
    assert len(chosen) >= COUNT
    return chosen[:COUNT]


def recorded(library: Path, folder: Path, *words: str) -> list[tuple[str, bytes]]:
    """Run Python and return everything that it wrote into files, wherever they are."""
    home, log = folder / "home", folder / "log"
    (home / "tmp").mkdir(parents=True)
    surroundings = {"HOME": str(home), "TMPDIR": str(home / "tmp"), "PYTHONDONTWRITEBYTECODE": "1"}
    subprocess.run(  # noqa: S603 - our own interpreter
        [sys.executable, *words],
        check=True,
        cwd=TOP,
        env={**environment(library, Path("/"), log), **surroundings},
        capture_output=True,
    )
    return list(written(steps_of(log)))


@pytest.mark.skipif(COMPILER is None, reason="the recorder needs Linux and a C compiler")
def test_a_days_work_leaves_nothing_readable_outside_the_data_file(
    row: Rows, library: Path, tmp_path: Path
) -> None:
    tally = row("search of all that is written in a day for 50 words", unit="words")
    words = marks()
    tally.count = len(words)
    base = f"--basetemp={tmp_path / 'base'}"
    contents = recorded(library, tmp_path, "-m", "pytest", "-q", base, "tests/faults/day.py")
    saved, leaks = set[str](), list[str]()
    for path, content in contents:
        found = found_in(content, words)
        if Path(path).name == "annex-4.pdf":
            saved |= found
        else:
            leaks += [f"{word} in {path}" for word in sorted(found)]
    tally.saw("files", len({path for path, _content in contents}))
    tally.saw("KB", sum(len(content) for _path, content in contents) // 1024)
    tally.saw("words on the paper that the user saved", len(saved))
    tally.lost = len(leaks)
    assert leaks == []
    assert NAME.split()[0] in saved, "the search finds nothing"


@pytest.mark.skipif(COMPILER is None, reason="the recorder needs Linux and a C compiler")
def test_a_planted_leak_is_found(row: Rows, library: Path, tmp_path: Path) -> None:
    tally = row("the control: leaks that were planted, must be found", unit="leaks")
    contents = recorded(library, tmp_path, "-c", PLANTS)
    found = {Path(path).name for path, content in contents if found_in(content, [PLANTED])}
    tally.count = 7
    tally.saw("found", len(found))
    names = {"plain.txt", "wide.log", "old.ini", "escaped.json", "packed.zip", "stream.pdf"}
    assert names < found
    assert len(found - names) == 1, "what was removed at once is not found"
