"""Key slots that are missing or damaged come from the newest kept backup; nothing entered is lost."""

from pathlib import Path

import pytest
from sqlalchemy import select

from ssu_desktop.records import Person
from ssu_desktop.storage import DataFile, DataFileIsDamaged, ScanIsDamaged, list_logins
from ssu_desktop.storage.kept import damaged_parts, mend_stored_scans, place_of
from ssu_desktop.storage.snapshot import Occasion
from tests.storage.test_scans import keep
from tests.support.datafile import LOGIN, Prepared
from tests.support.people import person


def enter(file: DataFile, prepared: Prepared, surname: str) -> None:
    with file.write("add", prepared.actor) as session:
        session.add(person(surname))


def harm(path: Path, how: str) -> None:
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    match how:
        case "missing":
            path.unlink()
        case "empty":
            path.write_bytes(b"")
        case _:
            path.write_bytes(content)


@pytest.mark.parametrize("how", ["missing", "empty", "one flipped bit"])
def test_key_slots_come_back_from_the_newest_kept_backup_and_nothing_is_lost(
    file: DataFile, prepared: Prepared, how: str
) -> None:
    enter(file, prepared, "Қасымова")
    file.keep_backup(Occasion.TIME)
    enter(file, prepared, "Омаров")
    file.close()
    harm(file.path / "keys.json", how)
    damaged = (file.path / "keys.json").read_bytes() if how != "missing" else None
    assert list_logins(file.path) == (LOGIN,)
    with prepared.open() as again:
        with again.read() as session:
            assert set(session.scalars(select(Person.surname))) == {"Қасымова", "Омаров"}
        assert again.check() == ()
        (remark,) = again.remarks
        assert remark.named_values["part"] == "keys.json"
    with prepared.open() as third:
        assert third.remarks == ()
    aside = file.path / "keys.damaged.json"
    assert (aside.read_bytes() if aside.exists() else None) == damaged


def test_without_a_kept_backup_missing_key_slots_are_told_as_damage(
    file: DataFile, prepared: Prepared
) -> None:
    file.close()
    (file.path / "keys.json").unlink()
    with pytest.raises(DataFileIsDamaged, match=r"keys\.json"):
        list_logins(file.path)
    with pytest.raises(DataFileIsDamaged, match=r"keys\.json"):
        prepared.open()
    assert not (file.path / "keys.json").exists()


def test_key_slots_from_before_the_key_was_changed_open_nothing_and_that_is_told(
    file: DataFile, prepared: Prepared
) -> None:
    file.keep_backup(Occasion.TIME)
    file.change_key()
    file.close()
    (file.path / "keys.json").unlink()
    with pytest.raises(DataFileIsDamaged):
        prepared.open()


def test_a_stored_scan_that_was_damaged_is_put_back_from_the_data_file_that_still_has_it(
    file: DataFile,
) -> None:
    (file.scans / "sound").write_bytes(b"a scan")
    (file.scans / "altered").write_bytes(b"another")
    kept = file.keep_backup(Occasion.TIME)
    for stored in (place_of(file.path) / "scans").iterdir():
        stored.write_bytes(b"damaged")
    (file.scans / "altered").write_bytes(b"altered meanwhile")
    assert set(damaged_parts(kept.path)) == {"scans/sound", "scans/altered"}
    mend_stored_scans(file.path)
    assert set(damaged_parts(kept.path)) == {"scans/altered"}


def test_the_check_of_the_file_looks_at_the_newest_kept_backup_too(file: DataFile) -> None:
    harm(file.keep_backup(Occasion.TIME).path / "data.db", "one flipped bit")
    assert [problem.named_values["part"] for problem in file.check()] == ["data.db"]
    file.keep_backup(Occasion.TIME)
    assert file.check() == ()


@pytest.mark.parametrize("how", ["missing", "one flipped bit"])
@pytest.mark.parametrize("looks", ["read", "check"])
def test_a_scan_that_was_lost_or_damaged_comes_back_from_a_kept_backup(
    file: DataFile, prepared: Prepared, how: str, looks: str
) -> None:
    digest = keep(file, prepared, b"%PDF a paper")
    file.keep_backup(Occasion.TIME)
    harm(file.scans / digest, how)
    file.keep_backup(Occasion.TIME)
    if looks == "read":
        assert file.scan(digest) == b"%PDF a paper"
    assert file.check() == ()
    assert file.scan(digest) == b"%PDF a paper"


def test_a_scan_that_no_backup_has_is_told_as_damaged(file: DataFile, prepared: Prepared) -> None:
    file.keep_backup(Occasion.TIME)
    with file.write("scan", prepared.actor) as session:
        digest = file.keep_scan(session, b"%PDF a paper")
    harm(file.scans / digest, "one flipped bit")
    with pytest.raises(ScanIsDamaged):
        file.scan(digest)
