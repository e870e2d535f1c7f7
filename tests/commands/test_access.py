"""How a command gets at the data file: passwords, users, dates, and files that cannot be opened."""

import getpass
import io
import json
import subprocess
import sys
from pathlib import Path

import pytest

from ssu_desktop.commands import STOPPED
from ssu_desktop.commands.exits import Exit
from ssu_desktop.records import new_id
from ssu_desktop.storage import open_data_file
from tests.commands.conftest import Told
from tests.support.datafile import CHEAP, LOGIN, PASSWORD


@pytest.mark.parametrize(
    "content",
    [
        f"{PASSWORD}\n".encode(),
        f"{PASSWORD}\r\nменің құпиясөзім\r\n".encode(),
        f"\ufeff{PASSWORD}".encode(),
        f"{PASSWORD}\r\n".encode("utf-16"),
    ],
    ids=["line", "lines of Windows", "with a mark", "UTF-16"],
)
def test_a_password_file_is_read_as_any_editor_writes_it(
    file: Path, tmp_path: Path, told: Told, monkeypatch: pytest.MonkeyPatch, content: bytes
) -> None:
    monkeypatch.setenv("SSU_PASSWORD", "not this one: the file goes first")
    (tmp_path / "пароль 1.txt").write_bytes(content)
    assert told("people", file, "--password-file", tmp_path / "пароль 1.txt").code == Exit.DONE


def test_a_password_file_that_is_missing_or_no_text_is_told(file: Path, tmp_path: Path, told: Told) -> None:
    odd = tmp_path / "odd"
    odd.write_bytes(b"\x80\x81\xff")
    for path in (tmp_path / "absent", tmp_path, odd):
        said = told("people", file, "--password-file", path)
        assert said.code == Exit.BAD_INPUT
        assert str(path) in said.err


def test_a_password_file_without_an_end_is_not_read_to_its_end(file: Path, told: Told) -> None:
    assert told("people", file, "--password-file", "/dev/zero").code == Exit.WRONG_PASSWORD


@pytest.mark.parametrize("wrong", ["", "demo", PASSWORD.upper(), f"{PASSWORD} ", "x" * 100_000])
def test_a_wrong_password_opens_nothing(
    file: Path, told: Told, monkeypatch: pytest.MonkeyPatch, wrong: str
) -> None:
    monkeypatch.setenv("SSU_PASSWORD", wrong)
    said = told("people", file)
    assert said.code == Exit.WRONG_PASSWORD
    assert "пароль" in said.err


def test_a_password_that_is_no_text_is_not_guessed_at(
    file: Path, told: Told, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SSU_PASSWORD", "\udcff\udcfe")
    assert told("people", file).code == Exit.BAD_INPUT
    fresh = file.with_name("new.ssu")
    said = told("create", fresh, "--organisation", "x", "--unit", "а:S:5")
    assert said.code == Exit.BAD_INPUT
    assert not fresh.exists()


def test_a_wrong_login_is_told_as_a_wrong_password(file: Path, told: Told) -> None:
    assert told("people", file, "--user", "nobody").code == Exit.WRONG_PASSWORD
    assert told("people", file, "--user", "").code == Exit.WRONG_PASSWORD
    assert told("people", file, "--user", LOGIN).code == Exit.DONE


def test_with_several_users_the_login_is_asked_for(file: Path, told: Told) -> None:
    with open_data_file(file, login=LOGIN, password=PASSWORD) as opened:
        opened.put_user_slot(new_id(), "serik", "басқа құпиясөз", cost=CHEAP)
    said = told("people", file)
    assert said.code == Exit.USAGE
    assert "--user" in said.err
    assert told("people", file, "--user", LOGIN).code == Exit.DONE


def test_without_a_terminal_nobody_is_asked(file: Path, told: Told, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SSU_PASSWORD")
    for stdin in (io.StringIO(), None):
        monkeypatch.setattr(sys, "stdin", stdin)
        said = told("people", file)
        assert said.code == Exit.WRONG_PASSWORD
        assert "SSU_PASSWORD" in said.err


class _Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def _type(monkeypatch: pytest.MonkeyPatch, *typed: str | type[BaseException]) -> list[str]:
    """Sit at a terminal and type; the prompts that were shown come back. Raised is what a key stands for."""
    answers, prompts = iter(typed), list[str]()

    def answer(prompt: str) -> str:
        prompts.append(prompt)
        given = next(answers)
        if isinstance(given, str):
            return given
        raise given

    monkeypatch.delenv("SSU_PASSWORD")
    monkeypatch.setattr(sys, "stdin", _Terminal())
    monkeypatch.setattr(getpass, "getpass", answer)  # many a build computer has no terminal to open
    return prompts


def test_the_password_is_asked_for_at_a_terminal(
    file: Path, told: Told, monkeypatch: pytest.MonkeyPatch
) -> None:
    prompts = _type(monkeypatch, PASSWORD)
    assert told("check", file).code == Exit.DONE
    assert prompts == ["Пароль: "]


def test_ctrl_d_and_ctrl_c_at_the_prompt_end_quietly(
    file: Path, told: Told, monkeypatch: pytest.MonkeyPatch
) -> None:
    _type(monkeypatch, EOFError)
    assert told("check", file).code == Exit.WRONG_PASSWORD
    monkeypatch.setenv("SSU_PASSWORD", "")
    _type(monkeypatch, KeyboardInterrupt)
    assert told("check", file).code == STOPPED


@pytest.mark.parametrize("word", ["tomorrow", "12.03.2026", "2026-02-30", "0001-01-01", "2999-12-31", ""])
def test_a_day_that_is_none_or_beyond_the_calendar_is_refused(file: Path, told: Told, word: str) -> None:
    said = told("people", file, "--on", word)
    assert said.code == Exit.USAGE
    assert "--on" in said.err


@pytest.mark.parametrize(
    "name", ["absent.ssu", "x" * 300, "a/b/c", "file.txt/deeper", "file.txt", "empty", ""]
)
def test_what_is_no_data_file_is_told_before_a_password_is_asked(
    tmp_path: Path, told: Told, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.delenv("SSU_PASSWORD")
    (tmp_path / "file.txt").write_text("text")
    (tmp_path / "empty").mkdir()
    for command in (["people"], ["check"], ["print", "annex-2", "--blank", "-o", tmp_path / "x.pdf"]):
        said = told(command[0], tmp_path / name, *command[1:])
        assert said.code == Exit.CANNOT_OPEN
    assert not (tmp_path / "x.pdf").exists()


def test_the_window_is_not_opened_on_what_is_no_data_file(
    tmp_path: Path, told: Told, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("SSU_PASSWORD")
    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")
    assert told("open", tmp_path / "absent.ssu").code == Exit.CANNOT_OPEN


@pytest.mark.parametrize("part", ["data.db", "keys.json"])
@pytest.mark.parametrize("garbled", [None, b"", b"\x00" * 4096, b"{}", b"[1]", b"\xff\xfe"])
def test_a_missing_or_garbled_part_is_damage(
    file: Path, told: Told, part: str, garbled: bytes | None
) -> None:
    if garbled is None:
        (file / part).unlink()
    else:
        (file / part).write_bytes(garbled)
    said = told("people", file)
    assert said.code == Exit.DAMAGED
    assert part in said.err


@pytest.mark.parametrize("note", [{"format": 99}, {"schema": "9999", "product": "7.5"}])
def test_a_file_of_a_newer_version_is_told(file: Path, told: Told, note: dict[str, object]) -> None:
    (file / "format.json").write_text(json.dumps(note))
    assert told("people", file).code == Exit.NEWER


def test_a_file_that_another_process_holds_is_told(file: Path, told: Told) -> None:
    hold = (
        "import sys\nfrom pathlib import Path\nfrom ssu_desktop.storage import open_data_file\n"
        "held = open_data_file(Path(sys.argv[1]), password=sys.argv[2])\n"
        "print('held', flush=True)\nsys.stdin.read()\n"
    )
    command = [sys.executable, "-c", hold, str(file), PASSWORD]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as holder:  # noqa: S603 - ours
        assert holder.stdout is not None
        assert holder.stdout.readline() == b"held\n"
        assert told("people", file).code == Exit.IN_USE
        holder.communicate()
    assert told("people", file).code == Exit.DONE


def test_a_new_password_is_asked_for_twice(
    tmp_path: Path, told: Told, monkeypatch: pytest.MonkeyPatch
) -> None:
    prompts = _type(monkeypatch, "бірінші сөз", "бірінші сөс")
    said = told("create", tmp_path / "new.ssu", "--organisation", "Мейірім", "--unit", "Стационар:S:20")
    assert said.code == Exit.BAD_INPUT
    assert len(prompts) == 2
    assert not list(tmp_path.iterdir())
