"""The change of the data key: who has a slot goes on, who had the old key is out, no moment loses it."""

# ruff: noqa: S106 - these passwords guard test files only

import os
import shutil
import threading
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import select

from ssu_desktop.records import Person, ScanKey, new_id
from ssu_desktop.storage import (
    DataFile,
    DataFileIsDamaged,
    DiskIsFull,
    WrongPassword,
    open_data_file,
    rekey,
    restore_backup,
)
from ssu_desktop.storage.backup import write_backup
from ssu_desktop.storage.engine import connect
from ssu_desktop.storage.folder import Folder
from ssu_desktop.storage.keys import Secrets, read_keys, write_keys
from ssu_desktop.storage.snapshot import Occasion
from tests.support.datafile import CHEAP, LOGIN, PASSWORD, Prepared
from tests.support.forking import ended, needs_fork
from tests.support.people import person


@pytest.fixture
def filled(file: DataFile, prepared: Prepared) -> DataFile:
    """Return an open file with one person, one scan and a second user."""
    with file.write("add", prepared.actor) as session:
        session.add(person("Қасымова"))
        file.keep_scan(session, b"a paper")
    file.put_user_slot(new_id(), "serik", "басқа құпиясөз", cost=CHEAP)
    return file


def names_in(file: DataFile) -> list[str]:
    with file.read() as session:
        return list(session.scalars(select(Person.surname)))


def test_every_slot_and_the_recovery_code_open_the_file_after_its_key_was_changed(
    filled: DataFile, prepared: Prepared
) -> None:
    before = filled._data_key
    filled.change_key()
    assert filled._data_key != before
    assert names_in(filled) == ["Қасымова"]
    assert filled.check() == ()
    filled.close()
    for how in (
        {"login": LOGIN, "password": PASSWORD},
        {"login": "serik", "password": "басқа құпиясөз"},
        {"recovery_code": prepared.recovery_code},
    ):
        with open_data_file(prepared.path, **how) as again:
            assert names_in(again) == ["Қасымова"]
            assert again.remarks == ()
            assert again.check() == ()


def test_the_old_key_opens_nothing_of_the_file_any_more(filled: DataFile, prepared: Prepared) -> None:
    old = filled._data_key
    filled.change_key()
    filled.close()
    with pytest.raises(DataFileIsDamaged):
        connect(prepared.path / "data.db", old)
    assert sorted(part.name for part in prepared.path.iterdir()) == [
        *("data.db", "format.json", "head.json", "keys.json", "lock", "scans")
    ]


def test_a_leaver_who_kept_the_whole_folder_of_yesterday_cannot_open_todays_database(
    filled: DataFile, prepared: Prepared, tmp_path: Path
) -> None:
    shutil.copytree(prepared.path, tmp_path / "kept.ssu")
    serik = next(slot.user_id for slot in filled._ring.slots if slot.login == "serik")
    assert serik is not None
    filled.remove_user_slot(serik)
    assert filled.key_change_due
    filled.change_key()
    assert not filled.key_change_due
    filled.close()
    with pytest.raises(WrongPassword):
        open_data_file(prepared.path, login="serik", password="басқа құпиясөз")
    shutil.copy(prepared.path / "data.db", tmp_path / "kept.ssu" / "data.db")
    for stale in ("-wal", "-shm"):
        (tmp_path / "kept.ssu" / f"data.db{stale}").unlink(missing_ok=True)
    with pytest.raises(DataFileIsDamaged):
        open_data_file(tmp_path / "kept.ssu", login="serik", password="басқа құпиясөз")


def test_a_backup_of_before_opens_with_the_passwords_of_its_day(
    filled: DataFile, prepared: Prepared, tmp_path: Path
) -> None:
    filled.backup(tmp_path / "old.ssu-backup")
    filled.put_user_slot(prepared.user_id, LOGIN, "жаңа құпия сөз тіркесі", cost=CHEAP)
    filled.change_key()
    restore_backup(tmp_path / "old.ssu-backup", tmp_path / "old.ssu")
    with open_data_file(tmp_path / "old.ssu", login=LOGIN, password=PASSWORD) as old:
        assert names_in(old) == ["Қасымова"]
        assert old.check() == ()


def test_the_chain_of_the_history_goes_on_over_a_change_of_the_key(
    filled: DataFile, prepared: Prepared
) -> None:
    journal = filled._journal_key
    for surname in ("Ахметов", "Оспанова"):
        filled.change_key()
        with filled.write("add", prepared.actor) as session:
            session.add(person(surname))
    assert filled._journal_key == journal
    assert filled.check() == ()


def test_scans_of_before_are_read_and_new_ones_have_a_key_of_their_own(
    filled: DataFile, prepared: Prepared
) -> None:
    (digest,) = [scan.name for scan in filled.scans.iterdir()]
    filled.change_key()
    assert filled.scan(digest) == b"a paper"
    with filled.write("add", prepared.actor) as session:
        later = filled.keep_scan(session, b"a later paper")
        assert len(session.scalars(select(ScanKey)).all()) == 2
    sealed_with = (filled.scans / later).read_bytes()[8:24], (filled.scans / digest).read_bytes()[8:24]
    assert sealed_with[0] != sealed_with[1]


def test_the_open_file_is_read_while_its_key_is_changed(filled: DataFile) -> None:
    stop, seen = threading.Event(), list[list[str]]()

    def read_on() -> None:
        while not stop.is_set():
            seen.append(names_in(filled))

    readers = [threading.Thread(target=read_on) for _ in range(3)]
    for reader in readers:
        reader.start()
    try:
        for _ in range(3):
            filled.change_key()
    finally:
        stop.set()
        for reader in readers:
            reader.join()
    assert seen
    assert all(names == ["Қасымова"] for names in seen)


def test_a_full_disk_leaves_the_old_key_and_the_change_due(
    filled: DataFile, prepared: Prepared, monkeypatch: pytest.MonkeyPatch
) -> None:
    filled.remove_user_slot(next(iter(filled.slot_owners - {prepared.user_id})))
    old = filled._data_key

    def full(*_given: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(rekey, "put_database", full)
    with pytest.raises(DiskIsFull):
        filled.change_key()
    assert filled._data_key == old
    assert filled.key_change_due
    assert not list(prepared.path.glob(".*"))
    assert filled.check() == ()
    filled.close()
    with prepared.open() as again:
        assert again.key_change_due
        assert again._data_key == old


# Where the program may be killed: the function after which, or before which, it is.
MOMENTS = {
    "the copy is written": ("_encrypt", False),
    "the copy is encrypted": ("_check", False),
    "the copy is ready": ("empty_log", False),
    "the log is empty": ("empty_log", True),
    "the slots lead to both keys": ("put_database", False),
    "the copy is in place": ("put_database", True),
}


def killed_at(moment: str, path: Path) -> None:
    """Change the key in a process that is killed at this moment."""
    name, afterwards = MOMENTS[moment]

    def change() -> None:
        wrapped = getattr(rekey, name)

        def kill(*given: object) -> object:
            if afterwards:
                wrapped(*given)
            os._exit(9)

        setattr(rekey, name, kill)
        open_data_file(path, login=LOGIN, password=PASSWORD).change_key()

    assert ended(change) == 9


@needs_fork
@pytest.mark.parametrize("moment", MOMENTS)
def test_a_power_cut_in_the_midst_of_it_leaves_the_old_key_or_the_new_one(
    filled: DataFile, prepared: Prepared, moment: str
) -> None:
    filled.close()
    killed_at(moment, prepared.path)
    with open_data_file(prepared.path, login="serik", password="басқа құпиясөз") as file:
        assert names_in(file) == ["Қасымова"]
        assert file.remarks == ()
        assert file.check() == ()
        assert not any(slot.coming for slot in file._ring.slots)
    assert not list(prepared.path.glob(".*"))
    with open_data_file(prepared.path, recovery_code=prepared.recovery_code) as file:
        file.change_key()
        assert file.check() == ()


def test_slots_that_lead_to_both_keys_are_kept_where_the_database_is_damaged(
    filled: DataFile, prepared: Prepared
) -> None:
    filled.close()
    killed_at("the copy is in place", prepared.path)
    database = prepared.path / "data.db"
    database.write_bytes(bytes(4096) + database.read_bytes()[4096:])
    before = (prepared.path / "keys.json").read_bytes()
    with pytest.raises(DataFileIsDamaged) as caught:
        prepared.open()
    assert caught.value.values == {"part": "data.db"}
    assert (prepared.path / "keys.json").read_bytes() == before


def test_a_public_key_that_somebody_without_the_key_exchanged_is_noticed(
    filled: DataFile, prepared: Prepared
) -> None:
    folder, guessed = Folder(prepared.path), Secrets(bytes(32), filled._journal_key)
    filled.close()
    ring = read_keys(folder)
    strange = replace(ring.recovery(), public=bytes(range(32)))
    write_keys(folder, ring.with_slot(strange).signed(guessed))
    with pytest.raises(DataFileIsDamaged) as caught:
        prepared.open()
    assert caught.value.values == {"part": "keys.json"}


def test_the_change_waits_for_whoever_is_reading_who_may_read_on_meanwhile(filled: DataFile) -> None:
    changed = threading.Event()

    def change() -> None:
        filled.change_key()
        changed.set()

    with filled.read() as session:
        assert session.scalars(select(Person.surname)).all() == ["Қасымова"]
        thread = threading.Thread(target=change)
        thread.start()
        assert not changed.wait(0.5)
        assert names_in(filled) == ["Қасымова"]  # a reading within a reading, as screens do
        assert not changed.is_set()
        assert list(session.scalars(select(Person.surname))) == ["Қасымова"]
    thread.join()
    assert changed.is_set()
    assert names_in(filled) == ["Қасымова"]


def test_the_change_waits_for_a_backup_that_is_under_way(filled: DataFile, tmp_path: Path) -> None:
    changed = threading.Event()

    def change() -> None:
        filled.change_key()
        changed.set()

    with filled._moment(Occasion.ASKED) as moment:
        thread = threading.Thread(target=change)
        thread.start()
        assert not changed.wait(0.5)
        write_backup(moment, tmp_path / "copy.ssu-backup")
    thread.join()
    restore_backup(tmp_path / "copy.ssu-backup", tmp_path / "copy.ssu")
    with open_data_file(tmp_path / "copy.ssu", login=LOGIN, password=PASSWORD) as file:
        assert file.check() == ()
