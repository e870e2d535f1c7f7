"""The backups that are kept beside the data file: verified, thinned, their scans stored once."""

import json
import shutil
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import func, select, text

from ssu_desktop.records import Person
from ssu_desktop.storage import (
    BackupIsDamaged,
    DataFile,
    DataFileError,
    DiskIsFull,
    open_data_file,
    restore_backup,
    snapshot,
)
from ssu_desktop.storage.engine import connect
from ssu_desktop.storage.kept import damaged_parts, keep_backup, list_kept, place_of
from ssu_desktop.storage.snapshot import Occasion, Snapshot
from tests.faults.test_full_disk import needs_root, small_disk
from tests.support.datafile import LOGIN, PASSWORD, Prepared, prepared_file
from tests.support.people import person

__all__ = ["small_disk"]

NOW = datetime(2026, 11, 26, 18, 0, tzinfo=UTC)
SCAN = b"a scan, encrypted already" * 1000


def enter(file: DataFile, prepared: Prepared, surname: str) -> None:
    """Enter a person."""
    with file.write("add", prepared.actor) as session:
        session.add(person(surname))


def keep_at(file: DataFile, now: datetime) -> None:
    """Keep a backup as if it were `now`."""
    keep_backup(Snapshot(file._folder, file._data_key, Occasion.TIME, now), file.path)


def stored_scans(file: DataFile) -> list[bytes]:
    return sorted(scan.read_bytes() for scan in (place_of(file.path) / "scans").iterdir())


def test_a_kept_backup_says_what_it_holds_and_restores_to_a_sound_file(
    file: DataFile, prepared: Prepared, tmp_path: Path
) -> None:
    enter(file, prepared, "Қасымова")
    (file.scans / "ab12").write_bytes(SCAN)
    kept = file.keep_backup(Occasion.CLOSE)
    assert list_kept(file.path) == (kept,)
    manifest = kept.manifest
    assert manifest is not None
    assert (manifest.occasion, manifest.people, manifest.scans) == (Occasion.CLOSE, 1, 1)
    assert manifest.size > len(SCAN)
    assert not file.changed_since(manifest)
    restore_backup(kept.path, tmp_path / "new.ssu")
    with open_data_file(tmp_path / "new.ssu", login=LOGIN, password=PASSWORD) as again:
        assert again.check() == ()
        assert again.remarks == ()
        with again.read() as session:
            assert session.scalars(select(Person.surname)).all() == ["Қасымова"]
        assert (again.scans / "ab12").read_bytes() == SCAN


def test_the_manifest_bears_the_last_entry_of_the_history(file: DataFile, prepared: Prepared) -> None:
    enter(file, prepared, "Қасымова")
    manifest = file.keep_backup(Occasion.ASKED).manifest
    assert manifest is not None
    head = json.loads((file.path / "head.json").read_text())
    assert (manifest.seq, manifest.mac) == (head["seq"], head["mac"])
    enter(file, prepared, "Ахметов")
    assert file.changed_since(manifest)


def test_nothing_of_a_person_stands_in_clear_in_a_kept_backup(file: DataFile, prepared: Prepared) -> None:
    enter(file, prepared, "Қасымова")
    kept = file.keep_backup(Occasion.ASKED)
    for part in kept.path.iterdir():
        assert "Қасымова".encode() not in part.read_bytes(), part.name


def test_scans_are_stored_once_however_many_backups_name_them(file: DataFile) -> None:
    (file.scans / "ab12").write_bytes(SCAN)
    for hours in range(5):
        keep_at(file, NOW + timedelta(hours=hours))
    assert len(list_kept(file.path)) == 5
    assert stored_scans(file) == [SCAN]
    assert not any(list(damaged_parts(kept.path)) for kept in list_kept(file.path))


def test_scans_that_only_thinned_out_backups_named_go_with_them(file: DataFile) -> None:
    (file.scans / "ab12").write_bytes(SCAN)
    keep_at(file, NOW - timedelta(days=3, hours=1))
    (file.scans / "ab12").unlink()
    (file.scans / "cd34").write_bytes(b"another")
    keep_at(file, NOW - timedelta(days=3))
    keep_at(file, NOW)
    assert [kept.number for kept in list_kept(file.path)] == [3, 2]
    assert stored_scans(file) == [b"another"]


def test_a_scan_that_was_damaged_since_stays_whole_in_the_backups(file: DataFile, tmp_path: Path) -> None:
    (file.scans / "ab12").write_bytes(SCAN)
    keep_at(file, NOW)
    (file.scans / "ab12").write_bytes(b"damaged")
    keep_at(file, NOW + timedelta(hours=1))
    restore_backup(list_kept(file.path)[0].path, tmp_path / "new.ssu")
    assert (tmp_path / "new.ssu" / "scans" / "ab12").read_bytes() == SCAN


def test_a_backup_without_one_of_its_scans_still_gives_everything_else_back(
    file: DataFile, prepared: Prepared, tmp_path: Path
) -> None:
    enter(file, prepared, "Қасымова")
    with file.write("scan", prepared.actor) as session:
        digest = file.keep_scan(session, SCAN)
    kept = file.keep_backup(Occasion.ASKED)
    for stored in (place_of(file.path) / "scans").iterdir():
        stored.write_bytes(b"damaged")
    assert list(damaged_parts(kept.path)) == [f"scans/{digest}"]
    restore_backup(kept.path, tmp_path / "new.ssu")
    with open_data_file(tmp_path / "new.ssu", password=PASSWORD) as again, again.read() as session:
        assert session.scalar(select(func.count()).select_from(Person)) == 1


@pytest.mark.parametrize("part", ["data.db", "keys.json", "head.json", "format.json", "contents.json"])
def test_one_flipped_bit_in_a_part_is_found_and_nothing_is_made(
    file: DataFile, tmp_path: Path, part: str
) -> None:
    kept = file.keep_backup(Occasion.ASKED)
    content = bytearray((kept.path / part).read_bytes())
    content[len(content) // 2] ^= 4
    (kept.path / part).write_bytes(content)
    assert list(damaged_parts(kept.path))
    with pytest.raises(BackupIsDamaged):
        restore_backup(kept.path, tmp_path / "new.ssu")
    assert not list(tmp_path.glob("*new.ssu*"))


def test_an_altered_name_of_a_scan_in_the_list_of_parts_is_found(file: DataFile) -> None:
    (file.scans / "ab12").write_bytes(SCAN)
    keep_at(file, NOW)
    (kept,) = list_kept(file.path)
    listed = (kept.path / "contents.json").read_text()
    (kept.path / "contents.json").write_text(listed.replace("scans/ab12", "scans/ab13"))
    assert list(damaged_parts(kept.path)) == ["contents.json"]


def test_a_damaged_page_is_never_kept_as_a_backup_and_no_earlier_one_goes(
    file: DataFile, prepared: Prepared
) -> None:
    for days in (40, 39, 38, 37):
        keep_at(file, NOW - timedelta(days=days))
    earlier = list_kept(file.path)
    with file.read() as session:
        root = session.scalar(text("SELECT rootpage FROM sqlite_master WHERE name = 'plan'"))
    file.close()
    pages = bytearray((file.path / "data.db").read_bytes())
    pages[(root - 1) * 4096 + 100] ^= 1
    (file.path / "data.db").write_bytes(pages)
    with prepared.open() as damaged, pytest.raises(DataFileError):
        damaged.keep_backup(Occasion.CLOSE)
    assert list_kept(file.path) == earlier


def test_old_backups_go_by_the_rule_when_a_newer_one_is_verified(file: DataFile) -> None:
    for hours in range(80, 0, -8):
        keep_at(file, NOW - timedelta(hours=hours))
    left = [kept.manifest.made_at for kept in list_kept(file.path) if kept.manifest]
    assert len(left) < 10
    assert min(left) == NOW - timedelta(hours=72)  # the newest of its day
    assert [NOW - at for at in left if NOW - at <= timedelta(hours=48)] == [
        timedelta(hours=hours) for hours in range(8, 56, 8) if hours <= 48
    ]


def test_a_clock_that_was_set_back_neither_overwrites_nor_removes(file: DataFile) -> None:
    keep_at(file, NOW)
    keep_at(file, NOW)
    keep_at(file, datetime(2020, 1, 1, tzinfo=UTC))
    kept = list_kept(file.path)
    assert [one.number for one in kept] == [3, 2, 1]
    assert len({one.path for one in kept}) == 3
    keep_at(file, NOW)
    assert [one.number for one in list_kept(file.path)] == [4, 3, 2, 1]


def test_the_backups_of_another_file_of_the_same_name_stay(file: DataFile, tmp_path: Path) -> None:
    keep_at(file, NOW - timedelta(days=500))
    keep_at(file, NOW - timedelta(days=499))
    file.close()
    shutil.rmtree(file.path)
    other = prepared_file(tmp_path)
    ring = json.loads((other.path / "keys.json").read_text())
    assert ring["file_id"]
    for kept in list_kept(other.path):
        manifest = json.loads((kept.path / "manifest.json").read_text())
        (kept.path / "manifest.json").write_text(json.dumps({**manifest, "file_id": "0" * 32}))
    with other.open() as opened:
        keep_at(opened, NOW)
    assert [one.number for one in list_kept(other.path)] == [3, 2, 1]


def test_what_a_killed_program_left_goes_with_the_next_backup(file: DataFile) -> None:
    keep_at(file, NOW)
    place = place_of(file.path)
    (place / ".1a2b3c4d").mkdir()
    (place / ".1a2b3c4d" / "data.db").write_bytes(b"half")
    (place / "scans" / ".ab.1a2b3c4d").write_bytes(b"half")
    keep_at(file, NOW)
    assert not list(place.rglob(".*"))


def test_saving_goes_on_while_a_backup_is_made(
    file: DataFile, prepared: Prepared, monkeypatch: pytest.MonkeyPatch
) -> None:
    with file.write("add", prepared.actor) as session:
        session.add_all([person(f"А{number}", note="x" * 4000) for number in range(300)])
    saved: list[int] = []

    def in_the_midst(path: Path, key: bytes) -> Any:
        """Give the connection of the backup: an entry is saved again and again while it copies and looks."""
        raw = connect(path, key)

        def save() -> int:
            if len(saved) < 10:
                enter(file, prepared, f"Кейін{len(saved)}")
                saved.append(file.changes)
            return 0

        raw.set_progress_handler(save, 500)  # steps of the database's machine
        return raw

    monkeypatch.setattr(snapshot, "connect", in_the_midst)
    kept = file.keep_backup(Occasion.TIME)
    assert len(saved) == 10
    assert kept.manifest is not None
    assert kept.manifest.people == 300, "the moment at which it was begun"
    assert not list(damaged_parts(kept.path))
    assert file.check() == ()


@needs_root
def test_on_a_full_disk_nothing_is_kept_and_nothing_goes(small_disk: Path) -> None:
    prepared = prepared_file(small_disk)
    with prepared.open() as file:
        keep_at(file, NOW - timedelta(days=3, hours=2))
        keep_at(file, NOW - timedelta(days=3))
        before = sorted(path.name for path in place_of(file.path).rglob("*"))
        (small_disk / "ballast").write_bytes(bytes(shutil.disk_usage(small_disk).free - 100_000))
        with pytest.raises(DiskIsFull, match="no room for the backup"):
            file.keep_backup(Occasion.TIME)
        assert sorted(path.name for path in place_of(file.path).rglob("*")) == before
        assert file.check() == ()
