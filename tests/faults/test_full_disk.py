"""Full disks and write protection: what was acknowledged is there, the rest is undone, and it is told.

The disks are real: a small tmpfs that is full at a point that wanders through every deed, and a mount that is
read-only. (Taking rights away proves nothing: root has them.)
"""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random

import pytest
import sqlcipher3.dbapi2 as sqlcipher
from sqlalchemy import select

from ssu_desktop.actions.opening import open_desk
from ssu_desktop.exchange.workbook import write_table
from ssu_desktop.records import Person, User, new_id
from ssu_desktop.records.kinds import Role
from ssu_desktop.storage import (
    DataFile,
    DiskFails,
    DiskIsFull,
    FolderIsReadOnly,
    create_data_file,
    open_data_file,
    restore_backup,
)
from ssu_desktop.storage.errors import clear_error
from tests.faults.conftest import Rows
from tests.faults.facility import FILE, Facility
from tests.faults.ledger import Ledger
from tests.faults.work import Work, sit_down
from tests.support.datafile import CHEAP, LOGIN, PASSWORD, Prepared, prepared_file
from tests.support.people import person

TOP = Path(__file__).parents[2]
SIZE = 16  # MB of the small disk
MOST_PAGES = 60  # of 4096 bytes that are left; a backup needs some hundreds
DEEDS = ("add", "change", "bring_in", "print", "attach", "back_up", "keep", "take_back", "rekey")

# A child that enters people for ever, though no file may grow for ever, and says each name that was saved.
LIMITED = """
import pathlib, resource, signal, sys
from ssu_desktop.storage import Actor, open_data_file
from tests.support.people import person

file = open_data_file(pathlib.Path(sys.argv[1]), password=sys.argv[2])
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (1_000_000, 1_000_000))
for number in range(100_000):
    with file.write("add", Actor(file.user_id, "child")) as session:
        session.add(person(f"А{number}", note="x" * 3000))
    print(f"А{number}", flush=True)
"""


@pytest.fixture
def prepared(tmp_path: Path) -> Prepared:
    """Return a closed, empty data file."""
    return prepared_file(tmp_path)


def names_in(file: DataFile) -> set[str]:
    with file.read() as session:
        return set(session.scalars(select(Person.surname)))


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """Return a folder on a small disk of its own."""
    place = tmp_path / "disk"
    place.mkdir()
    assert mounted("-t", "tmpfs", "-o", f"size={SIZE}m", "tmpfs", str(place))
    yield place
    subprocess.run(["umount", str(place)], check=True)  # noqa: S603, S607 - the system's own


def mounted(*arguments: str) -> bool:
    command = shutil.which("mount") or "mount"
    return subprocess.run([command, *arguments], capture_output=True).returncode == 0  # noqa: S603 - the system's own


def may_mount() -> bool:
    """Return whether a disk can be mounted here: root can, but not in every container."""
    if sys.platform == "win32" or os.geteuid() != 0:
        return False
    with tempfile.TemporaryDirectory() as place:
        if not mounted("-t", "tmpfs", "-o", "size=1m", "tmpfs", place):
            return False
        subprocess.run(["umount", place], check=True)  # noqa: S603, S607 - the system's own
    return True


needs_root = pytest.mark.skipif(not may_mount(), reason="only root can mount a small or a read-only disk")


def fill(file: DataFile, prepared: Prepared) -> int:
    """Enter people until the disk is full; return how many were acknowledged."""
    for entered in range(10_000):
        with file.write("add", prepared.actor) as session:
            session.add(person(f"А{entered}", note="x" * 20_000))
    return -1


@needs_root
def test_a_full_disk_undoes_the_last_action_and_keeps_all_before(small_disk: Path) -> None:
    prepared = prepared_file(small_disk)
    with prepared.open() as file:
        with pytest.raises(DiskIsFull):
            fill(file, prepared)
        kept = names_in(file)
        assert kept == {f"А{number}" for number in range(len(kept))}
        with pytest.raises(DiskIsFull, match="no room for the backup"):
            file.backup(small_disk / "copy.ssu-backup")
        assert sorted(entry.name for entry in small_disk.iterdir()) == ["centre.ssu"]
    with prepared.open() as file:
        assert names_in(file) == kept
        assert file.check() == ()


@needs_root
def test_after_space_was_freed_the_same_open_file_goes_on(small_disk: Path) -> None:
    ballast = small_disk / "ballast"
    ballast.write_bytes(bytes(3_000_000))
    prepared = prepared_file(small_disk)
    with prepared.open() as file:
        with pytest.raises(DiskIsFull):
            fill(file, prepared)
        ballast.unlink()
        with file.write("add", prepared.actor) as session:
            session.add(person("Кейін"))
        assert "Кейін" in names_in(file)
        assert file.check() == ()


@needs_root
def test_a_full_disk_never_harms_the_keys(small_disk: Path) -> None:
    prepared = prepared_file(small_disk)
    with prepared.open() as file:
        before = (file.path / "keys.json").read_bytes()
        free = shutil.disk_usage(small_disk).free
        (small_disk / "ballast").write_bytes(bytes(free))
        with pytest.raises(DiskIsFull):
            file.new_recovery_code(cost=CHEAP)
        assert (file.path / "keys.json").read_bytes() == before
        assert not list(file.path.glob(".*"))


@needs_root
def test_a_full_disk_at_sign_in_is_told_as_such_and_not_as_an_entry_that_was_lost(small_disk: Path) -> None:
    prepared = prepared_file(small_disk)
    with prepared.open() as file, file.write("prepare", prepared.actor) as session:
        session.add(User(id=prepared.user_id, login=LOGIN, full_name="Айгүл", role=Role.ADMINISTRATOR))
    (small_disk / "ballast").write_bytes(bytes(shutil.disk_usage(small_disk).free))
    with pytest.raises(DiskIsFull, match="needs some room to be opened"):
        open_desk(prepared.path, LOGIN, PASSWORD)
    (small_disk / "ballast").unlink()
    open_desk(prepared.path, LOGIN, PASSWORD).file.close()


@needs_root
def test_creating_on_a_full_disk_leaves_nothing(small_disk: Path, prepared: Prepared) -> None:
    free = shutil.disk_usage(small_disk).free
    (small_disk / "ballast").write_bytes(bytes(free - 200_000))
    with pytest.raises(DiskIsFull, match="nothing of it is left"):
        create_data_file(
            small_disk / "new.ssu", login="a", password=PASSWORD, user_id=prepared.user_id, cost=CHEAP
        )
    assert [entry.name for entry in small_disk.iterdir()] == ["ballast"]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows limits no file's size")
def test_a_file_size_limit_is_a_full_disk_too(prepared: Prepared) -> None:
    command = [sys.executable, "-c", LIMITED, str(prepared.path), PASSWORD]
    child = subprocess.run(command, capture_output=True, text=True, cwd=TOP)  # noqa: S603 - our own interpreter
    assert "DiskIsFull" in child.stderr or "DiskFails" in child.stderr
    acknowledged = set(child.stdout.split())
    assert acknowledged
    with prepared.open() as file:
        assert acknowledged <= names_in(file)
        assert file.check() == ()


@needs_root
def test_a_disk_that_is_full_at_any_point_loses_nothing_and_says_so(
    row: Rows, facility: Facility, small_disk: Path, tmp_path: Path
) -> None:
    tally = row("disk full at a point within save, import, print, scan, backup, undo", unit="tries")
    ballast = small_disk / "ballast"
    for seed in tally.turns(quick=16, long=200):
        random, lines = Random(seed), list[str]()  # noqa: S311 - a choice that can be repeated
        facility.copy(small_disk / "work")
        desk = sit_down(small_disk / "work")
        work = Work(desk, small_disk / "work", tmp_path, seed, lines.append)
        for first in ("add", "attach"):
            getattr(work, first)()
        deed, pages = random.choice(DEEDS), random.randrange(MOST_PAGES)
        pages *= random.choice((1, 20)) if deed in ("back_up", "keep", "rekey") else 1
        ballast.write_bytes(bytes(max(0, shutil.disk_usage(small_disk).free - pages * 4096)))
        try:
            getattr(work, deed)()
            tally.saw("had room enough")
        except DiskIsFull:
            tally.saw("told that the disk is full")
        ballast.unlink()
        desk.file.close()
        losses = Ledger(lines).losses(small_disk / "work")
        tally.lost += len(losses)
        assert losses == [], f"seed {seed}: {deed} with {pages} pages left"
        shutil.rmtree(small_disk / "work")


@needs_root
def test_a_read_only_mount_is_told_so_and_nothing_is_touched(
    row: Rows, facility: Facility, tmp_path: Path
) -> None:
    tally = row("a mount is read-only: open, create, back up to it, restore and export into it", unit="tries")
    writable, locked = tmp_path / "writable", tmp_path / "locked"
    locked.mkdir()
    path = facility.copy(writable)
    with open_data_file(path, login=LOGIN, password=PASSWORD) as file:
        file.backup(tmp_path / "copy.ssu-backup")
        before = {part.name: part.read_bytes() for part in path.iterdir() if part.is_file()}
        assert mounted("--bind", str(writable), str(locked))
        try:
            assert mounted("-o", "remount,ro,bind", str(locked))
            for attempt in attempts(file, tmp_path, locked):
                with pytest.raises((FolderIsReadOnly, OSError), match=r"writ|Read-only"):
                    attempt()
                tally.count += 1
                tally.saw("told that nothing can be written")
        finally:
            subprocess.run(["umount", str(locked)], check=True)  # noqa: S603, S607 - the system's own
        assert {part.name: part.read_bytes() for part in path.iterdir() if part.is_file()} == before
        assert file.check() == ()


def attempts(file: DataFile, writable: Path, locked: Path) -> Iterator[Callable[[], object]]:
    """Yield what is tried on the read-only mount."""
    yield lambda: open_data_file(locked / FILE, login=LOGIN, password=PASSWORD)
    yield lambda: open_desk(locked / FILE, LOGIN, PASSWORD)
    yield lambda: create_data_file(
        locked / "new.ssu", login="a", password=PASSWORD, user_id=new_id(), cost=CHEAP
    )
    yield lambda: file.backup(locked / "copy.ssu-backup")
    yield lambda: restore_backup(writable / "copy.ssu-backup", locked / "new.ssu")
    yield lambda: write_table(locked / "list.xlsx", "Тізім", ("ЖСН",), [])


def test_a_stick_that_was_pulled_out_is_a_failing_disk(tmp_path: Path) -> None:
    trouble = sqlcipher.OperationalError("disk I/O error")
    assert isinstance(clear_error(trouble, tmp_path / "gone"), DiskFails)
