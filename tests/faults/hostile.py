"""Hostile files, one after the other, in a process of its own: what breaks the process is seen from outside.

`python -m tests.faults.hostile KIND FIRST COUNT FOLDER` alters the good file of a kind COUNT times, by seeds
from FIRST on, lets the program take each in, and prints what came of how many as JSON. Before each file its
seed is written to FOLDER/now. A file may take SECONDS of work and the process BYTES of memory, otherwise it
ends; Windows has no such limits, there whoever waits sees it.

A file that was *altered* (bits, bytes, pieces lost, doubled or zeroed) is refused, or what is taken in is
what the good file holds. PDF and JPEG have no check sums of their own: there what is kept must be what was
given, byte for byte, and must be drawn without harm. A file that was *forged* (sound outside, altered within)
may be another one: it is refused or taken in, and harms nothing.
"""

import json
import os
import re
import signal
import sys
import tempfile
import zipfile
from collections.abc import Callable
from datetime import date
from functools import cache
from io import BytesIO
from pathlib import Path
from random import Random
from typing import Any

import pypdfium2

from ssu_desktop.actions.photo import small_jpeg
from ssu_desktop.exchange.calendar_file import read_year_file, write_year_file
from ssu_desktop.exchange.law_file import read_law_file, write_law_file
from ssu_desktop.exchange.pdfium import opened_pdf
from ssu_desktop.exchange.pictures import rgb_of
from ssu_desktop.exchange.questionnaire_file import read_questionnaire_file, write_questionnaire_file
from ssu_desktop.exchange.register import read_register
from ssu_desktop.exchange.safety import CannotRead
from ssu_desktop.exchange.scanned import Unfit, look_at_scan
from ssu_desktop.exchange.workbook import read_workbook, write_table
from ssu_desktop.paths import resources
from ssu_desktop.rules.calendar import YearFile
from ssu_desktop.storage import BackupIsDamaged, restore_backup
from tests.faults.forging import altered, forged
from tests.support.books import HEADINGS, write_book
from tests.support.papers import pdf, picture

SECONDS = 20
BYTES = 4 * 1024**3
REFUSED = object()
TODAY = date(2026, 3, 12)

Taken = Callable[[Path], Any]


# -- taking in --------------------------------------------------------------------------------------------


def _workbook(path: Path) -> Any:
    try:
        sheets = read_workbook(path)
        proposal = read_register(sheets[0], today=TODAY)
    except CannotRead:
        return REFUSED
    return [(sheet.name, sheet.rows) for sheet in sheets], proposal.rows


def _scan(path: Path) -> Any:
    content = path.read_bytes()
    fit = look_at_scan(content)
    if isinstance(fit, Unfit):
        return REFUSED
    if content.startswith(b"%PDF"):
        _drawn(content)
        return content
    return rgb_of(content, 200) if content.startswith(b"\x89PNG") else content


def _drawn(content: bytes) -> None:
    with opened_pdf(content) as document:
        try:
            document[0].render(scale=0.5).close()
        except pypdfium2.PdfiumError:
            return


def _photo(path: Path) -> Any:
    return small_jpeg(path.read_bytes()) or REFUSED


def _handed_on(read: Taken) -> Taken:
    def take_in(path: Path) -> Any:
        try:
            return read(path)
        except CannotRead:
            return REFUSED

    return take_in


def _backup(path: Path) -> Any:
    with tempfile.TemporaryDirectory(dir=path.parent) as place:
        to = Path(place) / "new.ssu"
        try:
            restore_backup(path, to)
        except BackupIsDamaged:
            assert not to.exists()
            return REFUSED
        return {
            part.name: part.read_bytes()
            for part in to.rglob("*")
            if part.is_file() and part.stem != "restored"
        }


TAKES_IN: dict[str, Taken] = {
    "workbook": _workbook,
    "table": _workbook,
    "pdf": _scan,
    "jpeg": _scan,
    "png": _scan,
    "photo": _photo,
    "calendar": _handed_on(read_year_file),
    "law": _handed_on(read_law_file),
    "questionnaires": _handed_on(read_questionnaire_file),
    "backup": _backup,
}
NO_CHECK_SUM = ("pdf", "jpeg", "photo")


@cache
def good_files(folder: Path) -> dict[str, Path]:
    """Make the good file of each kind; that of the backup lies there already."""
    files = {kind: folder / f"good-{kind}" for kind in TAKES_IN}
    rows = ((number, f"Омаров Ерлан{number}", None, "01.02.1940", None, "ескерту") for number in range(8))
    write_book(files["workbook"].with_suffix(".xlsx"), *rows).replace(files["workbook"])
    write_table(
        files["table"],
        "Тізілім",
        HEADINGS,
        [(1, "Омаров Ерлан", None, date(1940, 2, 1), None, "ескерту")] * 8,
    )
    for kind in ("workbook", "table"):
        files[kind].write_bytes(dateless(files[kind].read_bytes()))
    files["pdf"].write_bytes(pdf(pages=2))
    files["jpeg"].write_bytes(picture("JPEG", (160, 220)))
    files["png"].write_bytes(picture("PNG", (160, 220)))
    files["photo"].write_bytes(picture("PNG", (200, 200)))
    days = frozenset({date(2026, 1, 1), date(2026, 1, 2)})
    year = YearFile(country="KZ", year=2026, off=days, worked=frozenset(), source="№ 1")
    write_year_file(files["calendar"], year)
    write_law_file(files["law"], "№ 411 бұйрық", date(2027, 1, 1), _law())
    write_questionnaire_file(
        files["questionnaires"], _shipped("plans/questionnaires.json")["questionnaires"][:1]
    )
    return files


def dateless(workbook: bytes) -> bytes:
    """Return the workbook as it would be at any other hour: a seed alters the same bytes every time."""
    made = BytesIO()
    with zipfile.ZipFile(BytesIO(workbook)) as dated, zipfile.ZipFile(made, "w") as fixed:
        for name in dated.namelist():
            part = re.sub(rb"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", b"2026-03-12T09:00:00Z", dated.read(name))
            info = zipfile.ZipInfo(name)  # of 1980
            fixed.writestr(info, part, zipfile.ZIP_DEFLATED)
    return made.getvalue()


def _law() -> dict[str, Any]:
    figures = _shipped("law/figures.json")[:3]
    return {"acts": [], "changes": [], "documents": [], "items": [], "figures": figures}


def _shipped(name: str) -> Any:
    return json.loads((resources() / name).read_text(encoding="utf-8"))


# -- the process ------------------------------------------------------------------------------------------


def run(kind: str, first: int, count: int, folder: Path) -> dict[str, int]:
    """Take in altered and forged files; return what came of how many."""
    good, taken = good_files(folder)[kind], TAKES_IN[kind]
    content, whole = good.read_bytes(), taken(good)
    assert whole is not REFUSED
    seen = dict.fromkeys(("refused", "the same", "forged, taken in"), 0)
    now = os.open(folder / "now", os.O_WRONLY | os.O_CREAT)
    path = folder / f"hostile-{kind}.xlsx"
    for seed in range(first, first + count):
        os.pwrite(now, f"{seed:12}".encode(), 0)
        random = Random(seed)  # noqa: S311 - a choice that can be repeated
        forging = random.random() < 1 / 3
        path.write_bytes((forged if forging else altered)(content, random))
        work_at_most(SECONDS)
        result = taken(path)
        work_at_most(0)
        seen[_what_came(kind, whole, result, path.read_bytes(), forging=forging)] += 1
    return seen


def _what_came(kind: str, whole: object, result: object, given: bytes, *, forging: bool) -> str:
    if result is REFUSED:
        return "refused"
    if forging or kind == "photo":
        return "forged, taken in"
    assert result == (given if kind in NO_CHECK_SUM else whole), "what was taken in is another content"
    return "the same"


def work_at_most(seconds: int) -> None:
    """End the process after so much work of the processor, 0: never. A busy computer takes nothing of it."""
    if sys.platform != "win32":
        signal.setitimer(signal.ITIMER_PROF, seconds)


def take_at_most(size: int) -> None:
    """Let the process have no more memory than this."""
    if sys.platform != "win32":
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (size, size))


if __name__ == "__main__":
    take_at_most(BYTES)
    kind, first, count, folder = sys.argv[1:]
    print(json.dumps(run(kind, int(first), int(count), Path(folder))))
