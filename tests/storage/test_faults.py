"""Power cuts, full disks and write protection: what was acknowledged is there, the rest is wholly undone."""

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
import sqlcipher3.dbapi2 as sqlcipher
from sqlalchemy import func, select

from ssu_desktop.actions.opening import open_desk
from ssu_desktop.records import Person, User
from ssu_desktop.records.kinds import Role
from ssu_desktop.storage import DataFile, DiskFails, DiskIsFull, FolderIsReadOnly, create_data_file
from ssu_desktop.storage.errors import clear_error
from tests.support.datafile import CHEAP, LOGIN, PASSWORD, Prepared, prepared_file
from tests.support.people import person

# A child that enters people for ever and says each name only after it was saved.
CHILD = """
import sys, pathlib
from ssu_desktop.storage import Actor, open_data_file
from tests.support.people import person

def write_for_ever(turn):
    file = open_data_file(pathlib.Path(sys.argv[1]), password=sys.argv[2])
    actor = Actor(file.user_id, "child")
    number = 0
    while True:
        names = [f"{turn}-{number}-{part}" for part in "абв"]
        with file.write("add", actor) as session:
            session.add_all([person(name, note="x" * 3000) for name in names])
        print("saved", *names, flush=True)
        number += 1
"""
# One process that imports everything and then forks a child for each kill.
NURSERY = """
import os, argon2.low_level, cryptography.hazmat.primitives.ciphers.aead
for turn in sys.stdin:
    child = os.fork()
    if not child:
        write_for_ever(turn.strip())
    print("child", child, flush=True)
    os.waitpid(child, 0)
    print("", flush=True)
    print("dead", flush=True)
"""


def child_of(code: str, prepared: Prepared) -> "subprocess.Popen[str]":
    return subprocess.Popen(  # noqa: S603 - our own interpreter
        [sys.executable, "-c", code, str(prepared.path), PASSWORD],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        cwd=Path(__file__).parents[2],
    )


def write_and_kill(nursery: "subprocess.Popen[str]", turn: int) -> set[str]:
    """Let a child write for a moment, kill it, return the names that it acknowledged."""
    assert nursery.stdin is not None
    assert nursery.stdout is not None
    nursery.stdin.write(f"{turn}\n")
    nursery.stdin.flush()
    names: set[str] = set()
    child = 0
    for line in nursery.stdout:
        match line.split():
            case ["child", number]:
                child = int(number)
            case ["saved", *saved]:
                names.update(saved)
            case ["dead"]:
                break
        if child and names:
            time.sleep(0.003 * turn)  # the moment of the kill wanders through the writing
            os.kill(child, signal.SIGKILL)
            child = 0
    return names


def names_in(file: DataFile) -> set[str]:
    with file.read() as session:
        return set(session.scalars(select(Person.surname)))


def test_twenty_kills_in_the_middle_of_writing_lose_nothing_that_was_acknowledged(prepared: Prepared) -> None:
    acknowledged: set[str] = set()
    with child_of(CHILD + NURSERY, prepared) as nursery:
        for turn in range(20):
            acknowledged |= write_and_kill(nursery, turn)
            with prepared.open() as file:
                found = names_in(file)
                assert acknowledged <= found
                assert len(found) % 3 == 0, "an action is there wholly or not at all"
                assert file.remarks == ()
        nursery.kill()
    with prepared.open() as file:
        assert file.check() == ()
    assert len(acknowledged) >= 60


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """Return a folder on a disk of its own of 8 MB."""
    place = tmp_path / "disk"
    place.mkdir()
    assert mounted("-t", "tmpfs", "-o", "size=8m", "tmpfs", str(place))
    yield place
    subprocess.run(["umount", str(place)], check=True)  # noqa: S603, S607 - the system's own


def mounted(*arguments: str) -> bool:
    command = shutil.which("mount") or "mount"
    return subprocess.run([command, *arguments], capture_output=True).returncode == 0  # noqa: S603 - the system's own


needs_root = pytest.mark.skipif(
    sys.platform == "win32" or os.geteuid() != 0, reason="only root can mount a small or a read-only disk"
)


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
        session.add(
            User(
                id=prepared.user_id,
                login=LOGIN,
                full_name="Айгүл",
                role=Role.ADMINISTRATOR,
                further_roles=(Role.HEAD,),
                sees_victims=True,
            )
        )
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


def test_a_file_size_limit_is_a_full_disk_too(prepared: Prepared) -> None:
    with child_of(CHILD + LIMIT, prepared) as child:
        said, complained = child.communicate()
    assert "DiskIsFull" in complained or "DiskFails" in complained
    acknowledged = set(said.split()) - {"saved"}
    assert acknowledged
    with prepared.open() as file:
        assert acknowledged <= names_in(file)
        assert file.check() == ()


LIMIT = """
import resource, signal
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (1_000_000, 1_000_000))
write_for_ever(0)
"""


@needs_root
def test_a_read_only_folder_is_told_so_and_nothing_is_touched(prepared: Prepared, tmp_path: Path) -> None:
    locked = tmp_path / "locked"
    locked.mkdir()
    assert mounted("--bind", str(tmp_path), str(locked))
    try:
        assert mounted("-o", "remount,ro,bind", str(locked))
        with pytest.raises(FolderIsReadOnly):
            Prepared(locked / "centre.ssu", prepared.user_id, "").open()
        with pytest.raises(FolderIsReadOnly):
            create_data_file(
                locked / "new.ssu", login="a", password=PASSWORD, user_id=prepared.user_id, cost=CHEAP
            )
        with prepared.open() as file, pytest.raises(FolderIsReadOnly):
            file.backup(locked / "copy.ssu-backup")
    finally:
        subprocess.run(["umount", str(locked)], check=True)  # noqa: S603, S607 - the system's own
    with prepared.open() as file:
        with file.read() as session:
            assert session.scalar(select(func.count()).select_from(Person)) == 0
        assert file.check() == ()


def test_a_stick_that_was_pulled_out_is_a_failing_disk(tmp_path: Path) -> None:
    trouble = sqlcipher.OperationalError("disk I/O error")
    assert isinstance(clear_error(trouble, tmp_path / "gone"), DiskFails)
