"""What the program says at the command line: languages, usage, one line an error, no traceback."""

import gettext
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from ssu_desktop.commands import parser, run
from ssu_desktop.commands.exits import CommandFailed, Exit, exit_of
from ssu_desktop.commands.words import SAID_BY_ARGPARSE, one_line
from ssu_desktop.forms.wording import form_codes
from ssu_desktop.language import Language, translate
from ssu_desktop.storage import (
    DataFileError,
    DataFileExists,
    DataFileInUse,
    DataFileIsDamaged,
    DataFileIsNewer,
    DataFileIsRolledBack,
    DiskIsFull,
    FolderIsReadOnly,
    WrongPassword,
)
from tests.commands.conftest import Told

COMMANDS = (
    *(
        "demo",
        "open",
        "create",
        "due",
        "import",
        "people",
        "queue",
        "present",
        "print",
        "scores",
        "check",
        "journal",
        "rekey",
        "backup",
        "tour",
    ),
    "restore",
)


def _ssu(*words: str, **environment: str) -> "subprocess.CompletedProcess[bytes]":
    """Run the program as a user does, in a process of its own."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("QT_", "DISPLAY"))}
    return subprocess.run(  # noqa: S603 - our own program
        [sys.executable, "-m", "ssu_desktop", *words],
        env=kept | environment,
        capture_output=True,
        timeout=600,
    )


@pytest.mark.parametrize(
    ("environment", "language"),
    [
        ({"SSU_LANGUAGE": "ru"}, Language.RU),
        ({"SSU_LANGUAGE": "kk", "LANG": "ru_RU.UTF-8"}, Language.KK),
        ({"LANG": "ru_KZ.UTF-8"}, Language.RU),
        ({"LC_ALL": "kk_KZ", "LANG": "ru_RU"}, Language.KK),
        ({"LC_ALL": "C.UTF-8", "LC_MESSAGES": "ru_RU", "LANG": "kk_KZ"}, Language.RU),
        ({"LANG": "en_US.UTF-8"}, Language.KK),
        ({"SSU_LANGUAGE": "deutsch"}, Language.KK),
        ({}, Language.KK),
    ],
)
def test_the_language_is_the_first_one_that_the_environment_names(
    told: Told, monkeypatch: pytest.MonkeyPatch, environment: dict[str, str], language: Language
) -> None:
    for name in ("SSU_LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    assert translate(language, "Records of a care facility, offline, in Kazakh and Russian.") in " ".join(
        told("--help").out.split()
    )


@pytest.mark.parametrize("language", ["kk", "ru"])
@pytest.mark.parametrize("command", ["", *COMMANDS])
def test_help_speaks_no_english(
    told: Told, monkeypatch: pytest.MonkeyPatch, language: str, command: str
) -> None:
    monkeypatch.setenv("SSU_LANGUAGE", language)
    said = told(*([command] if command else []), "--help")
    assert said.code == Exit.DONE
    whole = re.sub(r"-\n +", "-", said.out)  # a code that goes on in the next line
    codes = "|".join(sorted([*form_codes(), "pack", "binder"], key=len, reverse=True))
    prose = re.sub(
        rf"ssu-desktop \w+|SSU_PASSWORD|demo\.ssu|people --json|{codes}|SSU|JSON|PDF|IIN|demo|ssu",
        "",
        whole,
    )
    listed = re.sub(rf"^    ({'|'.join(COMMANDS)})\b", "", prose, flags=re.M)
    assert re.findall(r"(?<![-\w.{,|])[a-z]{3,}(?![\w,}])", listed) == []


@pytest.mark.parametrize(
    ("words", "part"),
    [
        (["prnt"], "'prnt'"),
        (["people"], "FILE"),
        (["people", "f", "--nonsense"], "--nonsense"),
        (["people", "f", "--find"], "--find"),
        (["print", "f", "annex-1", "--blank", "-o", "x"], "annex-9"),
        (["print", "f", "annex-2", "-o", "x"], "--person --unit --blank"),
        (["print", "f", "annex-2", "--blank", "--unit", "x", "-o", "x"], "--blank"),
        (["print", "f", "annex-2", "--blank=3", "-o", "x"], "'3'"),
        (["print", "f", "annex-2", "--blank", "-o", "x", "--language", "en"], "kk"),
        (["create", "f", "--organisation", "x", "--unit", "a:Q:1"], "S, D, H"),
        (["create", "f", "--organisation", "x", "--unit", "a"], "S, D, H"),
        (["create", "f", "--organisation", "x"], "--unit"),
        (["import", "f", "b.xlsx"], "--unit"),
        (["centre.ssu"], "'centre.ssu'"),
    ],
)
def test_a_misspelt_command_is_told_in_one_line_of_the_users_language(
    told: Told, words: list[str], part: str
) -> None:
    said = told(*words)
    assert said.code == Exit.USAGE
    assert part in said.err
    assert "--help" in said.err
    english = re.findall(
        r"\b(argument|invalid|required|expected|unrecognized|allowed|choose|ignored)", said.err
    )
    assert english == []


@pytest.mark.parametrize("language", Language)
def test_argparses_words_keep_their_holes(language: Language) -> None:
    for msgid in SAID_BY_ARGPARSE:
        holes = sorted(re.findall(r"%(?:\(\w+\))?[rs]", msgid))
        assert sorted(re.findall(r"%(?:\(\w+\))?[rs]", translate(language, msgid))) == holes


def test_gettext_is_left_as_it_was_found(told: Told, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LANGUAGE", "de")
    told("prnt")
    assert os.environ["LANGUAGE"] == "de"
    assert gettext.textdomain() == "messages"


def test_every_command_is_there() -> None:
    [commands] = [action for action in parser()._actions if action.metavar == "COMMAND"]
    assert isinstance(commands.choices, dict)
    assert set(commands.choices) == set(COMMANDS)


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (WrongPassword, 3),
        (DataFileInUse, 5),
        (DataFileExists, 8),
        (DiskIsFull, 8),
        (FolderIsReadOnly, 8),
        (DataFileIsDamaged, 9),
        (DataFileIsRolledBack, 9),
        (DataFileIsNewer, 10),
        (DataFileError, 4),
    ],
)
def test_each_trouble_of_a_data_file_has_its_exit_code(error: type[DataFileError], code: int) -> None:
    values = dict.fromkeys(("path", "part", "version", "known", "found"), "1")
    assert exit_of(error(**values)) == code


def test_a_line_from_outside_steers_no_terminal() -> None:
    assert one_line("а\x1b[31mб\nв\u202eг\t д") == "а [31mб в г д"


def test_a_mistake_of_the_program_shows_no_traceback(told: Told, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(_file: Path) -> None:
        raise ZeroDivisionError("secret inside")

    monkeypatch.setattr("ssu_desktop.commands.access.logins_of", fails)
    said = told("people", Path(__file__).parent)
    assert said.code == Exit.BUG
    assert "ZeroDivisionError" in said.err
    assert "secret" not in said.err


def test_a_failure_keeps_its_words_until_it_is_shown() -> None:
    failure = CommandFailed(
        Exit.NOT_FOUND, "There is no unit “{name}”. There are: {known}.", name="{x}", known=""
    )
    assert translate(Language.RU, failure.text, **failure.values).startswith("Отделения «{x}» нет")


def test_without_a_display_open_says_so_and_qt_is_not_asked() -> None:
    for environment in ({}, {"DISPLAY": ""}, {"DISPLAY": ":4711"}):
        ended = _ssu(SSU_LANGUAGE="kk", **environment)
        assert ended.returncode == Exit.NO_DISPLAY
        assert len(ended.stderr.decode().splitlines()) == 1
        assert "дисплей" in ended.stderr.decode()


def test_old_code_pages_full_disks_and_closed_pipes_are_no_mistakes_of_the_program(demo: Path) -> None:
    people = ["people", str(demo)]
    old = _ssu(*people, LC_ALL="C", PYTHONCOERCECLOCALE="0", PYTHONUTF8="0", PYTHONIOENCODING="ascii")
    assert (old.returncode, old.stderr) == (Exit.DONE, b"")
    assert b"\\u04af" in old.stdout
    piped = _ssu(*people, LC_ALL="C", PYTHONCOERCECLOCALE="0", PYTHONUTF8="0")
    assert "Айгүл" in piped.stdout.decode()
    command = f"'{sys.executable}' -m ssu_desktop people '{demo}'"
    for ending, code in (("| true; exit ${PIPESTATUS[0]}", 0), (">/dev/full", Exit.CANNOT_WRITE), (">&-", 0)):
        ended = subprocess.run(["bash", "-c", f"{command} {ending}"], capture_output=True)  # noqa: S603, S607 - ours
        assert ended.returncode == code, ended
        assert len(ended.stderr.splitlines()) == bool(code)


def test_bytes_that_are_no_letters_are_refused(told: Told) -> None:
    assert told("people", "f", "--find", "\udcff").code == Exit.USAGE


def test_the_program_starts_as_a_module(tmp_path: Path) -> None:
    assert _ssu("--version").stdout.decode().strip() == __import__("ssu_desktop").__version__
    assert run(["check", str(tmp_path)]) == Exit.CANNOT_OPEN
