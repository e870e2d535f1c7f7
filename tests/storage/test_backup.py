"""One file that holds everything and opens anywhere."""

import hashlib
import json
import os
import shutil
import subprocess
import zipfile
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import select, text

from ssu_desktop.records import Person
from ssu_desktop.storage import (
    BackupIsDamaged,
    DataFile,
    DataFileExists,
    DataFileIsDamaged,
    DiskFails,
    FolderIsReadOnly,
    open_data_file,
    restore_backup,
)
from ssu_desktop.storage.backup import write_backup
from ssu_desktop.storage.snapshot import Manifest, Occasion, Snapshot
from tests.faults.test_full_disk import mounted, needs_root
from tests.support.datafile import LOGIN, PASSWORD, Prepared
from tests.support.people import person

X = hashlib.sha256(b"x").hexdigest()


@pytest.fixture
def backup(file: DataFile, prepared: Prepared, tmp_path: Path) -> Path:
    """Return a backup of a file with one person and one scan; the file stays open."""
    with file.write("add", prepared.actor) as session:
        session.add(person("Қасымова"))
    (file.scans / "ab12").write_bytes(b"encrypted scan")
    file.backup(tmp_path / "copy.ssu-backup")
    return tmp_path / "copy.ssu-backup"


def test_a_backup_restores_to_a_sound_file_with_everything_in_it(
    backup: Path, prepared: Prepared, tmp_path: Path
) -> None:
    """R230-318."""
    to = tmp_path / "new computer" / "centre.ssu"
    to.parent.mkdir()
    restore_backup(backup, to)
    with open_data_file(to, login=LOGIN, password=PASSWORD) as file:
        assert file.check() == ()
        assert file.remarks == ()
        with file.read() as session:
            assert session.scalars(select(Person.surname)).all() == ["Қасымова"]
        assert (file.scans / "ab12").read_bytes() == b"encrypted scan"


def test_a_backup_that_would_unpack_to_more_than_itself_is_refused(
    backup: Path, prepared: Prepared, tmp_path: Path
) -> None:
    bomb = tmp_path / "bomb.ssu-backup"
    with zipfile.ZipFile(backup) as old, zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as made:
        for name in old.namelist():
            made.writestr(name, old.read(name))
    with pytest.raises(BackupIsDamaged):
        restore_backup(bomb, tmp_path / "new.ssu")
    assert not (tmp_path / "new.ssu").exists()


def test_what_a_power_cut_left_of_an_earlier_backup_goes_with_the_next_one(
    file: DataFile, tmp_path: Path
) -> None:
    place = tmp_path / "stick"
    place.mkdir()
    for name in (".a.ssu-backup.1a2b3c4d", ".b.ssu-backup.1a2b3c4d", ".other"):
        (place / name).write_bytes(b"half, or of another program")
    for old in (".a.ssu-backup.1a2b3c4d", ".other"):
        os.utime(place / old, (0, 0))
    file.backup(place / "copy.ssu-backup")
    assert {entry.name for entry in place.iterdir()} == {
        ".b.ssu-backup.1a2b3c4d",
        ".other",
        "copy.ssu-backup",
    }


def test_a_backup_opens_with_the_recovery_code_alone(
    backup: Path, prepared: Prepared, tmp_path: Path
) -> None:
    restore_backup(backup, tmp_path / "new.ssu")
    open_data_file(tmp_path / "new.ssu", recovery_code=prepared.recovery_code).close()


def test_a_backup_holds_what_was_committed_and_leaves_nothing_beside(
    backup: Path, file: DataFile, prepared: Prepared
) -> None:
    assert "Қасымова".encode() not in backup.read_bytes()
    assert not list(file.path.glob(".*"))
    assert sorted(entry.name for entry in backup.parent.iterdir()) == ["centre.ssu", "copy.ssu-backup"]
    assert zipfile.ZipFile(backup).testzip() is None


def test_every_flipped_byte_of_a_backup_is_found(backup: Path, file: DataFile, tmp_path: Path) -> None:
    whole = backup.read_bytes()
    for place in range(100, len(whole), len(whole) // 12):
        backup.write_bytes(whole[:place] + bytes([whole[place] ^ 1]) + whole[place + 1 :])
        with pytest.raises(BackupIsDamaged):
            restore_backup(backup, tmp_path / "new.ssu")
        assert not (tmp_path / "new.ssu").exists()
    backup.write_bytes(whole[: len(whole) // 2])
    with pytest.raises(BackupIsDamaged):
        restore_backup(backup, tmp_path / "new.ssu")


def test_a_backup_of_a_damaged_file_is_refused_and_the_earlier_one_stays(
    backup: Path, file: DataFile, prepared: Prepared
) -> None:
    earlier = backup.read_bytes()
    with file.read() as session:
        root = session.scalar(text("SELECT rootpage FROM sqlite_master WHERE name = 'plan'"))
    file.close()
    path = file.path / "data.db"
    pages = bytearray(path.read_bytes())
    pages[(root - 1) * 4096 + 100] ^= 1
    path.write_bytes(pages)
    with prepared.open() as damaged, pytest.raises(Exception, match="damaged"):
        damaged.backup(backup)
    assert backup.read_bytes() == earlier


def test_restoring_never_overwrites(backup: Path, file: DataFile) -> None:
    with pytest.raises(DataFileExists):
        restore_backup(backup, file.path)


@pytest.mark.parametrize(
    "name", ["../evil", "scans/../../evil", "/evil", "scans/a/b", "C:evil", "scans\\..\\e"]
)
def test_a_forged_backup_writes_nowhere_else(name: str, tmp_path: Path) -> None:
    forged = tmp_path / "in" / "forged.ssu-backup"
    forged.parent.mkdir()
    with zipfile.ZipFile(forged, "w") as pack:
        pack.writestr("contents.json", json.dumps(dict.fromkeys((name, "data.db", "keys.json"), X)))
        for part in (name, "data.db", "keys.json"):
            pack.writestr(part, "x")
    with pytest.raises(BackupIsDamaged):
        restore_backup(forged, tmp_path / "in" / "new.ssu")
    shutil.rmtree(tmp_path / "in")
    assert not list(tmp_path.iterdir())


def test_every_flipped_bit_of_the_headers_of_a_backup_is_a_clear_refusal(
    backup: Path, tmp_path: Path
) -> None:
    whole, to = backup.read_bytes(), tmp_path / "new.ssu"
    directory = whole.index(b"PK\x01\x02")
    for place in (6, 8, *range(directory + 6, directory + 46), *range(len(whole) - 22, len(whole))):
        for bit in (0x01, 0x08, 0x40):
            flipped = bytearray(whole)
            flipped[place] ^= bit
            backup.write_bytes(flipped)
            try:
                restore_backup(backup, to)
            except BackupIsDamaged:
                assert not to.exists()
            else:
                shutil.rmtree(to)  # a bit that carries nothing, such as a time


def test_a_backup_that_is_not_there_is_refused_clearly(tmp_path: Path) -> None:
    with pytest.raises(BackupIsDamaged):
        restore_backup(tmp_path / "none.ssu-backup", tmp_path / "new.ssu")
    assert list(tmp_path.iterdir()) == []


def test_a_backup_into_a_folder_that_is_gone_names_that_folder(file: DataFile, tmp_path: Path) -> None:
    with pytest.raises(FolderIsReadOnly) as refused:
        file.backup(tmp_path / "gone" / "copy.ssu-backup")
    assert refused.value.values == {"path": str(tmp_path / "gone")}


def test_key_slots_damaged_while_the_file_is_open_are_whole_in_its_backup(
    file: DataFile, tmp_path: Path
) -> None:
    (file.path / "keys.json").write_text("{", encoding="utf-8")
    file.backup(tmp_path / "copy.ssu-backup")
    assert file.check() == ()
    restore_backup(tmp_path / "copy.ssu-backup", tmp_path / "new.ssu")
    open_data_file(tmp_path / "new.ssu", login=LOGIN, password=PASSWORD).close()


def test_a_backup_whose_key_slots_open_nothing_is_never_kept(file: DataFile, tmp_path: Path) -> None:
    (file.path / "keys.json").write_text("{", encoding="utf-8")
    with pytest.raises(DataFileIsDamaged):
        Snapshot(file._folder, file._data_key, Occasion.ASKED, datetime.now(UTC))
    assert not (tmp_path / "copy.ssu-backup").exists()


class PulledOut(Snapshot):
    """A moment whose stick is pulled out when the backup was written and is about to be read again."""

    def __init__(self, file: DataFile, stick: Path) -> None:
        super().__init__(file._folder, file._data_key, Occasion.ASKED, datetime.now(UTC))
        self.stick, self.looked = stick, 0

    def examine(self, database: Path) -> Manifest | None:
        """Look at the copy; the second time the stick is gone."""
        self.looked += 1
        if self.looked == 2:
            subprocess.run(["umount", "--lazy", str(self.stick)], check=True)  # noqa: S603, S607 - the system's own
        return super().examine(database)


@needs_root
def test_a_stick_that_is_pulled_out_is_told_as_such_and_the_file_goes_on(
    file: DataFile, prepared: Prepared, tmp_path: Path
) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    assert mounted("-t", "tmpfs", "-o", "size=8m", "tmpfs", str(stick))
    moment = PulledOut(file, stick)
    with pytest.raises(DiskFails, match="pulled out"):
        write_backup(moment, stick / "copy.ssu-backup")
    assert list(stick.iterdir()) == []
    with file.write("add", prepared.actor) as session:
        session.add(person("Кейін"))
    assert file.check() == ()
    assert not list(file.path.glob(".*"))


def test_a_stick_that_reads_otherwise_than_was_written_is_told_as_failing(
    file: DataFile, tmp_path: Path
) -> None:
    class Worn(Snapshot):
        def examine(self, database: Path) -> Manifest | None:
            """Find the copy in order, and damaged when it comes back from the stick."""
            found = super().examine(database)
            looked.append(database)
            return found if len(looked) == 1 else None

    looked: list[Path] = []
    moment = Worn(file._folder, file._data_key, Occasion.ASKED, datetime.now(UTC))
    with pytest.raises(BackupIsDamaged, match="is failing"):
        write_backup(moment, tmp_path / "copy.ssu-backup")
    assert not list(tmp_path.glob("*copy*"))


def test_a_scan_that_comes_back_from_the_stick_with_another_bit_is_told_as_failing(
    file: DataFile, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (file.scans / "ab12").write_bytes(b"encrypted scan")
    write = zipfile.ZipFile.write

    def worn(pack: zipfile.ZipFile, source: Path, name: str) -> None:
        if name == "scans/ab12":
            pack.writestr(name, b"encrypted sca.")
        else:
            write(pack, source, name)

    monkeypatch.setattr(zipfile.ZipFile, "write", worn)
    with pytest.raises(BackupIsDamaged, match="is failing"):
        file.backup(tmp_path / "copy.ssu-backup")
    assert not list(tmp_path.glob("*copy*"))
