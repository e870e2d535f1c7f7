"""A backup in the place of the present data file: the old one is kept, and a kill leaves old or new."""

import shutil
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import select

from ssu_desktop.records import Person
from ssu_desktop.storage import (
    BackupIsDamaged,
    DataFile,
    DataFileInUse,
    list_logins,
    open_data_file,
)
from ssu_desktop.storage.folder import settle, waiting_place
from ssu_desktop.storage.kept import list_kept
from ssu_desktop.storage.restoring import manifest_of, replace_from_backup
from ssu_desktop.storage.snapshot import Occasion
from tests.support.datafile import PASSWORD, Prepared
from tests.support.people import person

NOW = datetime(2026, 11, 26, 18, 0, tzinfo=UTC)


def people(path: Path) -> list[str]:
    with open_data_file(path, password=PASSWORD) as file, file.read() as session:
        return list(session.scalars(select(Person.surname).order_by(Person.surname)))


@pytest.fixture
def backup(file: DataFile, prepared: Prepared) -> Path:
    """Return a kept backup with one person; the file, closed now, has a second."""
    with file.write("add", prepared.actor) as session:
        session.add(person("Қасымова"))
    kept = file.keep_backup(Occasion.TIME)
    with file.write("add", prepared.actor) as session:
        session.add(person("Ахметов"))
    file.close()
    return kept.path


def test_the_present_file_is_kept_beside_and_says_so_by_its_name(backup: Path, prepared: Prepared) -> None:
    aside = replace_from_backup(backup, prepared.path, NOW)
    assert aside.name == "centre-before-restore-2026-11-26-1800.ssu"
    assert people(prepared.path) == ["Қасымова"]
    assert people(aside) == ["Ахметов", "Қасымова"]
    again = replace_from_backup(backup, prepared.path, NOW)
    assert again.name == "centre-before-restore-2026-11-26-1800-2.ssu"


def test_the_file_tells_once_that_it_came_out_of_a_backup(backup: Path, prepared: Prepared) -> None:
    replace_from_backup(backup, prepared.path, NOW)
    manifest = manifest_of(backup)
    assert manifest is not None
    with prepared.open() as file:
        assert file.restored() == {
            "from": backup.name,
            "made_at": manifest.made_at.isoformat(),
            "entries": manifest.seq,
            "aside": "centre-before-restore-2026-11-26-1800.ssu",
        }
        file.forget_restored()
        assert file.restored() is None


def test_a_file_that_is_open_is_not_replaced(backup: Path, prepared: Prepared) -> None:
    with prepared.open(), pytest.raises(DataFileInUse):
        replace_from_backup(backup, prepared.path, NOW)
    assert people(prepared.path) == ["Ахметов", "Қасымова"]


def test_a_damaged_backup_replaces_nothing(backup: Path, prepared: Prepared) -> None:
    (backup / "keys.json").write_text("{")
    with pytest.raises(BackupIsDamaged):
        replace_from_backup(backup, prepared.path, NOW)
    assert people(prepared.path) == ["Ахметов", "Қасымова"]
    assert not list(prepared.path.parent.glob(".*"))


def killed_before_anything_was_exchanged(prepared: Prepared, restored: Path) -> list[str]:
    shutil.move(restored, waiting_place(prepared.path))
    return ["Ахметов", "Қасымова"]


def killed_when_the_present_one_was_set_aside(prepared: Prepared, restored: Path) -> list[str]:
    shutil.move(restored, waiting_place(prepared.path))
    prepared.path.rename(prepared.path.with_name("aside.ssu"))
    return ["Қасымова"]


@pytest.mark.parametrize(
    "killed", [killed_before_anything_was_exchanged, killed_when_the_present_one_was_set_aside]
)
@pytest.mark.parametrize("looks", [settle, list_logins, people])
def test_a_kill_in_the_middle_leaves_the_old_file_or_the_new_one(
    backup: Path,
    prepared: Prepared,
    killed: Callable[[Prepared, Path], list[str]],
    looks: Callable[[Path], object],
) -> None:
    replace_from_backup(backup, prepared.path, NOW)  # to have a restored one
    shutil.move(prepared.path, prepared.path.with_name("made.ssu"))
    prepared.path.with_name("centre-before-restore-2026-11-26-1800.ssu").rename(prepared.path)
    expected = killed(prepared, prepared.path.with_name("made.ssu"))
    looks(prepared.path)
    assert people(prepared.path) == expected
    assert not waiting_place(prepared.path).exists()


def test_the_kept_backups_go_on_counting_after_a_restore(backup: Path, prepared: Prepared) -> None:
    replace_from_backup(backup, prepared.path, NOW)
    with prepared.open() as file:
        assert file.keep_backup(Occasion.TIME).number == 2
    assert [kept.number for kept in list_kept(prepared.path)] == [2, 1]
