"""What the start leaves alone: told by the modules of a fresh process, never by its time."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

START = "import datetime, pathlib, sys; from ssu_desktop.commands import parser; parser('open'); "
HELP = START.replace("'open'", "")
SHOWN = """
from ssu_desktop.app import begin
place, password = sys.argv[1], sys.argv[2] or None
program = begin(pathlib.Path(place), login=None, password=password,
                clock=lambda: datetime.date(2026, 3, 12), remembers=False)
window = program.shell or program.door
window.grab()
print("\\n".join(sys.modules))
"""
KEPT = SHOWN.replace("sys.modules", "linecache.cache").replace("from ssu", "import linecache\nfrom ssu", 1)
# What is heavy and not needed for the first Today: what draws, reads books, counts holidays, upgrades.
NOT_FOR_TODAY = (
    *("alembic", "mako", "reportlab", "PIL", "pypdfium2", "babel", "holidays", "num2words"),
    *("xlsxwriter", "python_calamine", "openpyxl", "cryptography.x509", "PySide6.QtPrintSupport"),
    *("sqlalchemy.dialects.postgresql", "sqlalchemy.ext.asyncio"),
    *("ssu_desktop.exchange", "ssu_desktop.forms.registry", "ssu_desktop.forms.text"),
    *("ssu_desktop.actions.register_import", "ssu_desktop.actions.printing", "ssu_desktop.actions.demo"),
    *("ssu_desktop.screens.person", "ssu_desktop.screens.people", "ssu_desktop.screens.queue"),
    *("ssu_desktop.screens.register", "ssu_desktop.screens.settings", "ssu_desktop.screens.wizard"),
)
NOT_FOR_THE_DOOR = (*NOT_FOR_TODAY, "sqlalchemy", "argon2", "cryptography", "ssu_desktop.screens.today")
NOT_BEFORE_THE_KEY = (
    "PySide6",
    "sqlalchemy",
    "sqlcipher3",
    "cryptography",
    "argon2",
    "ssu_desktop.actions.desk",
)
NOT_FOR_HELP = (*NOT_FOR_THE_DOOR, "PySide6", "sqlcipher3")


def imported(code: str, *words: str, **environment: str) -> set[str]:
    """Return the modules that a fresh process has imported at the end of `code`."""
    done = subprocess.run(  # noqa: S603 - our own words
        [sys.executable, "-c", code, *words],
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen", **environment},
    )
    return set(done.stdout.splitlines())


@pytest.mark.parametrize(
    ("password", "needed", "left_alone"),
    [
        ("demo", "ssu_desktop.screens.today", NOT_FOR_TODAY),
        ("", "ssu_desktop.screens.unlock", NOT_FOR_THE_DOOR),
    ],
    ids=["the first Today", "the door"],
)
def test_what_is_not_needed_for_the_first_picture_is_not_imported_before_it(
    demo: Path, password: str, needed: str, left_alone: tuple[str, ...]
) -> None:
    found = imported(START + SHOWN, str(demo), password)
    assert needed in found
    assert [name for name in left_alone if name in found] == []


def test_the_key_is_begun_before_anything_heavy_is_imported(demo: Path) -> None:
    at_once = """
from ssu_desktop.storage import sealing
class Begun(sealing.EarlyKey):
    def __init__(self, *given):
        print("\\n".join(sys.modules))
        sys.exit()
from ssu_desktop.storage import door
door.EarlyKey = Begun
"""
    found = imported(START + at_once + SHOWN, str(demo), "demo")
    assert "ssu_desktop.storage.sealing" in found
    assert [name for name in NOT_BEFORE_THE_KEY if name in found] == []


def test_nothing_more_is_imported_once_the_key_is_there(demo: Path) -> None:
    late = """
from ssu_desktop.storage import sealing
whole, before = sealing.EarlyKey.of, set()
def of(key, *given):
    derived = whole(key, *given)
    before.update(sys.modules)
    return derived
sealing.EarlyKey.of = of
"""
    found = imported(
        START + late + SHOWN.replace("sys.modules", "set(sys.modules) - before"), str(demo), "demo"
    )
    assert found == {""}


def test_no_question_is_put_into_sql_any_more_once_the_key_is_there(demo: Path) -> None:
    late = """
from ssu_desktop.storage import sealing
from sqlalchemy.sql.compiler import SQLCompiler
whole, compiled = sealing.EarlyKey.of, SQLCompiler.__init__
def of(key, *given):
    def counted(compiler, *given, **named):
        compiled(compiler, *given, **named)
        asked.append(compiler.string.split()[0])
    SQLCompiler.__init__ = counted
    return whole(key, *given)
asked, sealing.EarlyKey.of = [], of
"""
    found = imported(START + late + SHOWN.replace("sys.modules", "asked"), str(demo), "demo")
    assert found == {""}


def test_no_source_is_read_beside_what_is_imported(demo: Path) -> None:
    assert [
        name
        for name in imported(START + KEPT, str(demo), "demo")
        if "sqlalchemy" in name and name.endswith(".py")
    ] == []


def test_the_command_line_is_read_without_the_window_and_the_data_file() -> None:
    found = imported(HELP + 'print("\\n".join(sys.modules))')
    assert "ssu_desktop.commands.printing" in found
    assert [name for name in NOT_FOR_HELP if name in found] == []


def test_opening_a_file_reads_no_other_command() -> None:
    found = imported(START + 'print("\\n".join(sys.modules))')
    assert {name for name in found if name.startswith("ssu_desktop.commands.")} == {
        f"ssu_desktop.commands.{name}"
        for name in ("access", "display", "exits", "opening", "window", "words")
    }


def test_a_click_on_the_icon_reads_no_command_line() -> None:
    click = 'import sys; from ssu_desktop.commands import run; run([]); print("\\n".join(sys.modules))'
    found = imported(click, QT_QPA_PLATFORM="", DISPLAY="", WAYLAND_DISPLAY="")
    assert "ssu_desktop.commands.window" in found
    assert "ssu_desktop.commands.opening" not in found
