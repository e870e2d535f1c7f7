"""Scans: encrypted, named by their content, kept once, checked, swept, backed up and restored."""

import hashlib
from contextlib import suppress
from pathlib import Path
from uuid import UUID

import pytest

from ssu_desktop.records import Scan, ScanKey, new_id
from ssu_desktop.records.kinds import ScanMedia
from ssu_desktop.storage import (
    DataFile,
    ScanIsDamaged,
    open_data_file,
    restore_backup,
    undo_action,
)
from ssu_desktop.storage.undo import last_action
from tests.support.datafile import LOGIN, PASSWORD, Prepared, prepared_file
from tests.support.people import person

CONTENT = b"%PDF-1.7 the identity card of Kasymova"


def keep(file: DataFile, prepared: Prepared, content: bytes = CONTENT, name: str = "card.pdf") -> str:
    """Keep a scan of somebody and return its digest."""
    with file.write("attach", prepared.actor) as session:
        someone = person("Қасымова")
        someone.id = new_id()
        session.add(someone)
        session.flush()
        digest = file.keep_scan(session, content)
        session.add(
            Scan(person_id=someone.id, name=name, media=ScanMedia.PDF, digest=digest, size=len(content))
        )
    return digest


def fail(file: DataFile, prepared: Prepared) -> None:
    """Keep the bytes of a scan in an action that then fails."""
    with suppress(RuntimeError), file.write("attach", prepared.actor) as session:
        file.keep_scan(session, b"%PDF of an action that failed")
        raise RuntimeError


def names(file: DataFile) -> list[str]:
    """Return what lies among the scans."""
    return sorted(path.name for path in file.scans.iterdir())


def test_a_scan_is_read_back_and_neither_its_bytes_nor_its_name_tell_what_it_holds(
    file: DataFile, prepared: Prepared
) -> None:
    digest = keep(file, prepared)
    assert file.scan(digest) == CONTENT
    assert names(file) == [digest]
    lying = (file.scans / digest).read_bytes()
    assert b"PDF" not in lying
    assert b"Kasymova" not in lying
    assert digest != hashlib.sha256(CONTENT).hexdigest()


def test_the_same_paper_lies_there_once_and_under_another_name_in_another_file(
    file: DataFile, prepared: Prepared, tmp_path: Path
) -> None:
    first, second = keep(file, prepared), keep(file, prepared, name="again.pdf")
    assert first == second
    assert names(file) == [first]
    other = prepared_file(tmp_path, "other.ssu")
    with other.open() as elsewhere:
        assert keep(elsewhere, other) != first


def test_two_files_with_one_content_are_never_the_same_bytes(file: DataFile, prepared: Prepared) -> None:
    digest = keep(file, prepared)
    first = (file.scans / digest).read_bytes()
    (file.scans / digest).unlink()
    keep(file, prepared)
    assert (file.scans / digest).read_bytes() != first


@pytest.mark.parametrize("place", [0, 10, 30, -1])
def test_an_altered_scan_is_noticed_when_it_is_read_and_by_the_check(
    file: DataFile, prepared: Prepared, place: int
) -> None:
    digest = keep(file, prepared)
    lying = bytearray((file.scans / digest).read_bytes())
    lying[place] ^= 1
    (file.scans / digest).write_bytes(lying)
    with pytest.raises(ScanIsDamaged):
        file.scan(digest)
    (problem,) = file.check()
    assert problem.named_values == {"name": "card.pdf"}


def test_a_missing_scan_and_one_put_in_its_place_are_noticed(file: DataFile, prepared: Prepared) -> None:
    mine, other = keep(file, prepared), keep(file, prepared, b"%PDF another", "other.pdf")
    (file.scans / mine).unlink()
    (file.scans / other).rename(file.scans / mine)
    found = [problem.named_values["name"] for problem in file.check()]
    assert sorted(found, key=str) == ["card.pdf", "other.pdf"]


def test_attaching_the_paper_again_mends_a_damaged_scan(file: DataFile, prepared: Prepared) -> None:
    digest = keep(file, prepared)
    (file.scans / digest).write_bytes(b"rubbish")
    keep(file, prepared)
    assert file.scan(digest) == CONTENT
    assert file.check() == ()


def test_what_no_record_names_is_swept_when_the_file_closes(file: DataFile, prepared: Prepared) -> None:
    kept = keep(file, prepared)
    fail(file, prepared)
    (file.scans / ".half-written").write_bytes(b"x")
    (file.scans / "notes.txt").write_bytes(b"not ours")
    assert len(names(file)) == 4
    file.close()
    assert names(file) == sorted([kept, "notes.txt"])


def test_the_check_sweeps_too(file: DataFile, prepared: Prepared) -> None:
    keep(file, prepared)
    fail(file, prepared)
    assert file.check() == ()
    assert len(names(file)) == 1


def test_what_the_history_tells_of_is_kept_though_the_record_was_taken_back(
    file: DataFile, prepared: Prepared
) -> None:
    digest = keep(file, prepared)
    with file.read() as session:
        last = last_action(session, prepared.user_id)
    assert last is not None
    with file.write("undo", prepared.actor) as session:
        undo_action(session, last.action_id)
    assert file.check() == ()
    file.close()
    assert names(file) == [digest]


def test_a_backup_holds_the_scans_and_brings_them_back(
    file: DataFile, prepared: Prepared, tmp_path: Path
) -> None:
    digest = keep(file, prepared)
    (file.scans / ".half-written").write_bytes(b"x")
    file.backup(tmp_path / "copy.ssu-backup")
    restore_backup(tmp_path / "copy.ssu-backup", tmp_path / "new.ssu")
    with open_data_file(tmp_path / "new.ssu", login=LOGIN, password=PASSWORD) as restored:
        assert restored.scan(digest) == CONTENT
        assert restored.check() == ()
    with open_data_file(tmp_path / "new.ssu", recovery_code=prepared.recovery_code) as restored:
        assert restored.scan(digest) == CONTENT


def test_a_newer_key_seals_new_scans_and_the_old_ones_open_with_theirs(
    file: DataFile, prepared: Prepared
) -> None:
    old = keep(file, prepared)
    with file.write("change the key", prepared.actor) as session:
        session.add(ScanKey(id=new_id(), secret=bytes(32)))
    new = keep(file, prepared, b"%PDF of a later day", "later.pdf")
    ids = [(file.scans / digest).read_bytes()[8:24] for digest in (old, new)]
    assert UUID(bytes=ids[0]) < UUID(bytes=ids[1])
    assert file.scan(old) == CONTENT
    assert file.check() == ()


def test_a_disk_that_takes_nothing_leaves_no_record(file: DataFile, prepared: Prepared) -> None:
    keep(file, prepared)
    for path in file.scans.iterdir():
        path.unlink()
    file.scans.rmdir()
    file.scans.write_bytes(b"a file where the folder was")
    with pytest.raises(OSError, match="scans"):
        keep(file, prepared, b"%PDF second")
    with file.read() as session:
        assert session.query(Scan).count() == 1
    file.scans.unlink()
