"""One single file that holds the whole data file, verified by opening it."""

import contextlib
import dataclasses
import errno
import hashlib
import json
import os
import secrets
import shutil
import time
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import IO, Final

from ssu_desktop.language import N_
from ssu_desktop.storage.errors import (
    BackupIsDamaged,
    DataFileIsDamaged,
    DiskFails,
    DiskIsFull,
    FolderIsReadOnly,
    clear_errors,
    without_room,
)
from ssu_desktop.storage.folder import Folder, sync_folder
from ssu_desktop.storage.snapshot import DATABASE, SCAN, SMALL, Manifest, Snapshot, digest_of

ENDING: Final = ".ssu-backup"
CONTENTS: Final = "contents.json"
MANIFEST: Final = "manifest.json"
PARTS: Final = (DATABASE, *SMALL, MANIFEST)
UNREADABLE: Final = (  # RuntimeError: a flipped bit says that a part is encrypted or packed unknown to us
    *(zipfile.BadZipFile, zlib.error, KeyError, ValueError, AttributeError, TypeError, EOFError),
    RuntimeError,
)
_NO_BACKUP: Final = (
    errno.EINVAL,
    errno.ENOENT,
    errno.EISDIR,
)  # an offset before the start; no file; a folder
_GONE: Final = (errno.ENOENT, errno.ENODEV, errno.ENXIO, errno.ENOTCONN, errno.EIO)
_LEFT_BEHIND: Final = 24 * 3600  # seconds: no backup takes so long
_CHUNK: Final = 1024 * 1024  # bytes

NO_ROOM: Final = N_(
    "The disk is full: there is no room for the backup “{path}”. The data file is as it was, and safe. "
    "Free some space or choose another disk."
)
DOES_NOT_ANSWER: Final = N_(
    "The disk or stick of the backup “{path}” does not answer: it was pulled out or fails. The backup was not"
    " finished. The data file is as it was, and safe. Put the stick in again, or choose another one, and make"
    " the backup once more."
)


READS_OTHERWISE: Final = N_(
    "What was written to “{path}” does not read as it was written: that disk or stick is failing. No backup "
    "was kept there. The data file is as it was, and safe. Use another stick."
)


@contextlib.contextmanager
def writing_to(path: Path) -> Iterator[None]:
    """Turn the troubles of the disk on which a backup is being written into words about the backup.

    Raises DiskIsFull, DiskFails, FolderIsReadOnly."""
    try:
        with clear_errors(path.parent):
            yield
    except DiskIsFull as error:
        raise DiskIsFull(NO_ROOM, path=str(path)) from error
    except DiskFails as error:
        raise DiskFails(DOES_NOT_ANSWER, path=str(path)) from error
    except (FileExistsError, NotADirectoryError) as error:  # a file of that name stands in the way
        raise FolderIsReadOnly(path=str(path)) from error
    except OSError as error:
        if error.errno in _GONE:
            raise DiskFails(DOES_NOT_ANSWER, path=str(path)) from error
        raise


def write_backup(snapshot: Snapshot, to: Path) -> Manifest:
    """Write the backup beside `to`, open and check what was written, then put it at `to` at once.

    Everything inside is as encrypted as in the data file. Raises FolderIsReadOnly with the folder of `to`,
    DiskIsFull, DiskFails, OSError, BackupIsDamaged; what stood at `to` is untouched then."""
    if not to.parent.is_dir():
        raise FolderIsReadOnly(path=str(to.parent))
    sweep_backups(to.parent)
    fresh = to.with_name(f".{to.name}.{secrets.token_hex(4)}")
    copy = snapshot.folder.path / f".backup-{secrets.token_hex(4)}.db"
    try:
        with without_room(NO_ROOM, path=str(to)), clear_errors(snapshot.folder.path):
            snapshot.write_database(copy)
        manifest = _complete(snapshot, examined(snapshot, copy), copy)
        with writing_to(to):
            digests = _pack(snapshot, manifest, copy, fresh)
            _read_again(snapshot, fresh, digests, copy, to)
            fresh.replace(to)
            sync_folder(to.parent)
        return manifest
    finally:
        for left in (copy, fresh):
            with contextlib.suppress(OSError):
                left.unlink(missing_ok=True)


def examined(snapshot: Snapshot, database: Path) -> Manifest:
    """Return what a fresh copy of the database holds.

    Raises DataFileIsDamaged where it is not sound: the data file itself is not, then."""
    manifest = snapshot.examine(database)
    if manifest is None:
        raise DataFileIsDamaged(part=DATABASE)
    return manifest


def _complete(snapshot: Snapshot, manifest: Manifest, copy: Path) -> Manifest:
    sizes = [(snapshot.folder.scans / name).stat().st_size for name in snapshot.scans()]
    return dataclasses.replace(manifest, scans=len(sizes), size=copy.stat().st_size + sum(sizes))


def sweep_backups(place: Path) -> None:
    """Remove what a power cut left of earlier backups in a folder; another program's may lie there too."""
    for left in place.glob(f".*{ENDING}.????????"):
        with contextlib.suppress(OSError):
            if time.time() - left.stat().st_mtime > _LEFT_BEHIND:
                left.unlink()


def _pack(snapshot: Snapshot, manifest: Manifest, copy: Path, to: Path) -> Mapping[str, str]:
    small = {**snapshot.small, MANIFEST: manifest.to_json()}
    large = {DATABASE: copy} | {f"scans/{name}": snapshot.folder.scans / name for name in snapshot.scans()}
    digests = {name: hashlib.sha256(content).hexdigest() for name, content in small.items()}
    digests |= {name: digest_of(source) for name, source in large.items()}
    with to.open("wb") as stream:
        with zipfile.ZipFile(stream, "w", zipfile.ZIP_STORED) as pack:  # what is encrypted does not shrink
            pack.writestr(CONTENTS, json.dumps(digests, indent=1))
            for name, content in small.items():
                pack.writestr(name, content)
            for name, source in large.items():
                pack.write(source, name)
        stream.flush()
        os.fsync(stream.fileno())
        _forget(stream)
    return digests


def _forget(stream: IO[bytes]) -> None:
    """Let the system forget what it remembers of a file, so that reading it again asks the disk."""
    if hasattr(os, "posix_fadvise"):
        os.posix_fadvise(stream.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)


def _read_again(
    snapshot: Snapshot, written: Path, digests: Mapping[str, str], copy: Path, told: Path
) -> None:
    """Read every part of the backup that was written and open its database, unpacked where `copy` lies."""
    copy.unlink()
    try:
        with zipfile.ZipFile(written) as pack:
            for name, digest in digests.items():
                with pack.open(name) as source:
                    read = _unpack_to(source, copy) if name == DATABASE else _digest(source)
                if read != digest:
                    raise ValueError(name)
        examined(snapshot, copy)
    except (*UNREADABLE, DataFileIsDamaged) as error:
        raise BackupIsDamaged(READS_OTHERWISE, path=str(told)) from error


def _digest(source: IO[bytes]) -> str:
    digest = hashlib.sha256()
    while chunk := source.read(_CHUNK):
        digest.update(chunk)
    return digest.hexdigest()


def _unpack_to(source: IO[bytes], to: Path) -> str:
    with to.open("wb") as stream:
        shutil.copyfileobj(source, stream, _CHUNK)
    return digest_of(to)


def read_manifest(path: Path) -> Manifest | None:
    """Return what a single backup file says of itself; None for one of an earlier version.

    Raises BackupIsDamaged where it is none."""
    with _opened(path) as pack:
        return Manifest.from_json(pack.read(MANIFEST)) if MANIFEST in pack.namelist() else None


def unpack_backup(path: Path, folder: Folder) -> None:
    """Lay the data file out of a single backup file in `folder`, every part as it was put in.

    Raises BackupIsDamaged, OSError."""
    folder.path.mkdir(parents=True, mode=0o700)
    folder.scans.mkdir()
    with _opened(path) as pack:
        digests = json.loads(pack.read(CONTENTS))
        for name, digest in digests.items():
            _unpack_part(pack, name, folder, digest)
        if not {DATABASE, "keys.json"} <= set(digests):
            raise ValueError("a part is missing")


@contextlib.contextmanager
def _opened(path: Path) -> Iterator[zipfile.ZipFile]:
    try:
        with zipfile.ZipFile(path) as pack:
            if any(part.compress_type != zipfile.ZIP_STORED for part in pack.infolist()):
                raise ValueError("a part that unpacks to no one knows how much")
            yield pack
    except UNREADABLE as error:
        raise BackupIsDamaged(path=str(path)) from error
    except OSError as error:
        if error.errno in _NO_BACKUP:
            raise BackupIsDamaged(path=str(path)) from error
        raise


def _unpack_part(pack: zipfile.ZipFile, name: str, folder: Folder, digest: str) -> None:
    place, _, leaf = name.rpartition("/")
    if name not in PARTS and not (place == "scans" and SCAN.fullmatch(leaf)):
        raise ValueError("a part with a name that no backup has")
    target = (folder.scans if place else folder.path) / leaf
    with pack.open(name) as source, target.open("wb") as stream:
        shutil.copyfileobj(source, stream)
        stream.flush()
        os.fsync(stream.fileno())
    if digest_of(target) != digest:
        raise ValueError("a part is not what was put in")
