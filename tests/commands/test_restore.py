"""The command `restore`: a data file out of a backup, whole or not at all."""

from pathlib import Path

from ssu_desktop.commands.exits import Exit
from ssu_desktop.storage import open_data_file
from tests.commands.conftest import Told
from tests.support.datafile import LOGIN, PASSWORD


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
