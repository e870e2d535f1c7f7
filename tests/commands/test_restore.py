"""The command `restore`: a data file out of a backup, whole or not at all."""

import json
from pathlib import Path

import pytest
from sqlalchemy import select

from ssu_desktop.commands.exits import Exit
from ssu_desktop.records import User
from ssu_desktop.records.kinds import Role
from ssu_desktop.storage import Actor, open_data_file
from ssu_desktop.storage.snapshot import Occasion
from tests.commands.conftest import Told
from tests.support.datafile import CHEAP, LOGIN, PASSWORD


def test_a_backup_becomes_a_sound_file_and_replaces_none(file: Path, told: Told, tmp_path: Path) -> None:
    backup, restored = tmp_path / "copy.ssu-backup", tmp_path / "back again.ssu"
    with open_data_file(file, login=LOGIN, password=PASSWORD) as opened:
        opened.backup(backup)
    assert told("restore", backup, restored).code == Exit.DONE
    assert told("check", restored).code == Exit.DONE
    assert told("restore", backup, restored).code == Exit.CANNOT_WRITE


def test_what_is_no_backup_is_told_and_nothing_is_made(told: Told, tmp_path: Path) -> None:
    (tmp_path / "text").write_text("text")
    for backup in (tmp_path / "absent", tmp_path / "text", tmp_path):
        assert told("restore", backup, tmp_path / "new.ssu").code == Exit.BAD_INPUT
    assert [entry.name for entry in tmp_path.iterdir()] == ["text"]


def test_the_command_line_makes_a_backup_and_says_where(file: Path, told: Told, tmp_path: Path) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    said = told("backup", file, stick)
    assert (said.code, said.err) == (Exit.DONE, "")
    (backup,) = stick.iterdir()
    assert said.out == f"{backup}\n"
    assert told("restore", backup, tmp_path / "new.ssu").code == Exit.DONE
    assert told("check", tmp_path / "new.ssu").code == Exit.DONE
    assert told("backup", file, tmp_path / "new folder").code == Exit.DONE
    assert told("backup", file, tmp_path / "no stick" / "folder").code == Exit.CANNOT_WRITE
    assert not (tmp_path / "no stick").exists()


def test_a_kept_backup_takes_the_place_of_the_file_which_is_kept_beside(file: Path, told: Told) -> None:
    with open_data_file(file, password=PASSWORD) as opened:
        kept = opened.keep_backup(Occasion.ASKED)
        inside = told("restore", kept.path, file, "--replace")
        assert inside.code == Exit.IN_USE
    said = told("restore", kept.path, file, "--replace")
    assert said.code == Exit.DONE
    (aside,) = file.parent.glob("*-before-restore-*.ssu")
    assert str(aside) in said.out
    assert told("check", file).code == Exit.DONE
    assert told("check", aside).code == Exit.DONE
    entries = json.loads(told("journal", file, "--json").out)
    (restored,) = (entry for entry in entries if entry["operation"] == "restore")
    assert (restored["action"], restored["after"]["aside"]) == ("Restored from a backup", aside.name)
    assert restored["user"]


def listed(folder: Path) -> list[str]:
    """Return all that lies in a folder."""
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*") if path.suffix != ".lock")


def test_who_cannot_open_the_backup_or_may_not_restore_puts_nothing_in_its_place(
    file: Path, told: Told, monkeypatch: pytest.MonkeyPatch
) -> None:
    with open_data_file(file, password=PASSWORD) as opened:
        kept = opened.keep_backup(Occasion.ASKED)
    before = listed(file.parent)
    monkeypatch.setenv("SSU_PASSWORD", "бөтен құпия сөз")
    assert told("restore", kept.path, file, "--replace").code == Exit.WRONG_PASSWORD
    monkeypatch.delenv("SSU_PASSWORD")
    assert told("restore", kept.path, file, "--replace").code == Exit.WRONG_PASSWORD
    monkeypatch.setenv("SSU_PASSWORD", PASSWORD)
    assert listed(file.parent) == before
    with (
        open_data_file(file, password=PASSWORD) as opened,
        opened.write("prepare", Actor(None, "")) as session,
    ):
        session.scalars(select(User)).one().role = Role.SOCIAL_WORKER
        session.scalars(select(User)).one().further_roles = ()
    with open_data_file(file, password=PASSWORD) as opened:
        kept = opened.keep_backup(Occasion.ASKED)
    before = listed(file.parent)
    assert told("restore", kept.path, file, "--replace").code == Exit.NOT_ALLOWED
    assert listed(file.parent) == before


def test_the_recovery_code_puts_a_backup_in_the_place_of_the_file(
    file: Path, told: Told, monkeypatch: pytest.MonkeyPatch
) -> None:
    with open_data_file(file, password=PASSWORD) as opened:
        code = opened.new_recovery_code(cost=CHEAP)
        kept = opened.keep_backup(Occasion.ASKED)
    monkeypatch.setenv("SSU_PASSWORD", code)
    assert told("restore", kept.path, file, "--replace").code == Exit.WRONG_PASSWORD
    assert told("restore", kept.path, file, "--replace", "--recovery-code").code == Exit.DONE
    monkeypatch.setenv("SSU_PASSWORD", PASSWORD)
    assert told("check", file).code == Exit.DONE
