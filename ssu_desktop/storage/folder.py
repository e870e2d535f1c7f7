"""The folder `NAME.ssu`: what lies in it, atomic replacing, the lock, the clear-text format note."""

import json
import os
import re
import secrets
import shutil
import sys
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

import ssu_desktop
from ssu_desktop.storage.errors import (
    DataFileInUse,
    DataFileIsDamaged,
    DataFileIsNewer,
    NotADataFile,
    clear_errors,
)

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

FORMAT = 1  # of the folder as a whole; the schema of `data.db` has its own revision

_REVISION = re.compile(r"^(\d{4})_\w+\.py$")


@dataclass(frozen=True)
class Folder:
    """The places inside one data file."""

    path: Path

    @property
    def database(self) -> Path:
        """Return the encrypted database."""
        return self.path / "data.db"

    @property
    def keys(self) -> Path:
        """Return the key slots."""
        return self.path / "keys.json"

    @property
    def head(self) -> Path:
        """Return the last known entry of the journal."""
        return self.path / "head.json"

    @property
    def format(self) -> Path:
        """Return the note of the format, readable without a password."""
        return self.path / "format.json"

    @property
    def scans(self) -> Path:
        """Return the folder of encrypted scans, named by content hash."""
        return self.path / "scans"

    @property
    def restored(self) -> Path:
        """Return the note that this file came out of a backup; it goes when the history has it."""
        return self.path / "restored.json"

    @property
    def refused(self) -> Path:
        """Return the sign-ins that were refused, until the history has them."""
        return self.path / "refused.json"

    @property
    def lock(self) -> Path:
        """Return the lock file."""
        return self.path / "lock"


def replace_file(path: Path, content: bytes, *, durable: bool = True) -> None:
    """Write `content` to `path` so that a reader sees the old or the new content, never a part.

    `durable` waits until the disk has it. Raises OSError; the old content then stands."""
    fresh = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    try:
        with fresh.open("wb") as stream:
            stream.write(content)
            if durable:
                stream.flush()
                os.fsync(stream.fileno())
        fresh.replace(path)
    except OSError:
        fresh.unlink(missing_ok=True)
        raise
    if durable:
        sync_folder(path.parent)


def overwrite_file(path: Path, content: bytes) -> None:
    """Write `content` over a file of that length in one go; a file of another length, or none, is replaced.

    For a few hundred bytes, which no disk writes by halves. The disk is not waited for: putting a new file
    in the place of the old one would make some systems do so. Raises OSError."""
    with suppress(FileNotFoundError), path.open("r+b", buffering=0) as stream:
        if os.fstat(stream.fileno()).st_size == len(content):
            stream.write(content)
            return
    replace_file(path, content, durable=False)


def sync_folder(path: Path) -> None:
    """Make a new or renamed entry of the folder last a power cut, where the system can."""
    if sys.platform == "win32":
        return
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def put_database(folder: Folder, copy: Path) -> None:
    """Put a closed copy in the place of the closed database, at once and for good.

    The old database's log goes first, and the disk is waited for: beside the new database it would be taken
    for that one's. Raises OSError; the old database, which holds all that its log held, then stands."""
    for stale in ("-wal", "-shm"):
        folder.database.with_name(folder.database.name + stale).unlink(missing_ok=True)
    sync_folder(folder.path)
    copy.replace(folder.database)
    sync_folder(folder.path)


def take_lock(folder: Folder) -> BinaryIO:
    """Take the operating system's lock, which dies with the process; close the stream to release it.

    Raises DataFileInUse, FolderIsReadOnly."""
    with clear_errors(folder.path):
        stream = folder.lock.open("a+b")
    try:
        if sys.platform == "win32":
            stream.seek(0)
            msvcrt.locking(stream.fileno(), msvcrt.LK_NBLCK, 1)
        else:
            fcntl.flock(stream, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        stream.close()
        raise DataFileInUse from error
    return stream


def sweep(folder: Folder) -> None:
    """Remove what a crash left half-written; the caller holds the lock. All such names begin with a dot."""
    for left in folder.path.glob(".*"):
        if left.is_file():
            left.unlink()


def waiting_place(path: Path) -> Path:
    """Return where a data file out of a backup waits, complete, until the present one is set aside."""
    return path.with_name(f".{path.name}.restored")


def settle(path: Path) -> None:
    """Finish or undo a restore that was interrupted, so that the old data file or the new one stands.

    Raises FolderIsReadOnly, DataFileInUse while another process is restoring."""
    waiting = waiting_place(path)
    if not waiting.is_dir():
        return
    with clear_errors(path.parent):
        if path.exists():
            with take_lock(Folder(path)):
                shutil.rmtree(waiting)
        else:
            waiting.rename(path)
            sync_folder(path.parent)


def known_revisions(migrations: Path) -> tuple[str, ...]:
    """Return the schema revisions that this program knows, oldest first, without importing Alembic."""
    found = (_REVISION.match(script.name) for script in (migrations / "versions").iterdir())
    return tuple(sorted(match.group(1) for match in found if match))


def write_format(folder: Folder, revision: str) -> None:
    """Note in clear what wrote the file, so that a newer one is recognised before any password."""
    note = {"format": FORMAT, "schema": revision, "product": ssu_desktop.__version__}
    replace_file(folder.format, json.dumps(note, indent=1).encode())


def read_format(folder: Folder) -> dict[str, object]:
    """Return the format note, empty when it is missing or garbled (the database knows its own revision)."""
    try:
        note = json.loads(folder.format.read_bytes())
    except (FileNotFoundError, ValueError):
        return {}
    return note if isinstance(note, dict) else {}


def look_at(folder: Folder, newest: str) -> None:
    """Tell from outside whether this is a data file that this program can open.

    Raises NotADataFile, DataFileIsNewer, DataFileIsDamaged."""
    if not folder.keys.exists() and not folder.database.exists():
        raise NotADataFile(path=str(folder.path))
    note = read_format(folder)
    version, revision = note.get("format"), note.get("schema")
    if isinstance(version, int) and version > FORMAT:
        raise DataFileIsNewer(version=note.get("product", version))
    if isinstance(revision, str) and revision > newest:
        raise DataFileIsNewer(version=note.get("product", revision))
    for part in (folder.keys, folder.database):
        if not part.is_file() or part.stat().st_size == 0:
            raise DataFileIsDamaged(part=part.name)
