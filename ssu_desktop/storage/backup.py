"""One single file that holds the whole data file, verified by opening it; and the way back."""

import errno
import hashlib
import json
import os
import re
import secrets
import shutil
import tempfile
import time
import zipfile
import zlib
from contextlib import suppress
from pathlib import Path
from typing import Final

from ssu_desktop.language import N_
from ssu_desktop.storage import keys, schema
from ssu_desktop.storage.engine import connect
from ssu_desktop.storage.errors import (
    BackupIsDamaged,
    DataFileError,
    DataFileExists,
    FolderIsReadOnly,
    clear_errors,
    without_room,
)
from ssu_desktop.storage.folder import Folder, sync_folder

NOTHING_MADE: Final = N_(
    "The disk is full: “{path}” was not made, and nothing of it is left. Free some space or choose another "
    "disk."
)
_CONTENTS: Final = "contents.json"
_PARTS: Final = ("data.db", "keys.json", "head.json", "format.json")
_UNREADABLE: Final = (  # RuntimeError: a flipped bit says that a part is encrypted or packed unknown to us
    *(zipfile.BadZipFile, zlib.error, KeyError, ValueError, AttributeError, TypeError, EOFError),
    RuntimeError,
)
_NO_BACKUP: Final = (
    errno.EINVAL,
    errno.ENOENT,
    errno.EISDIR,
)  # an offset before the start; no file; a folder
_UNPACKED: Final = ".ssu-verify-"
_LEFT_BEHIND: Final = 24 * 3600  # seconds: no backup takes so long
_SCAN: Final = re.compile(r"[A-Za-z0-9_-][A-Za-z0-9._-]*")


def write_backup(folder: Folder, data_key: bytes, to: Path) -> None:
    """Write the backup beside `to`, open and check what was written, then put it at `to` at once.

    Everything inside is as encrypted as in the data file. The caller lets nobody write meanwhile.
    Raises FolderIsReadOnly with the folder of `to`, DiskIsFull, OSError, BackupIsDamaged."""
    if not to.parent.is_dir():
        raise FolderIsReadOnly(path=str(to.parent))
    text = N_(
        "The disk is full: there is no room for the backup “{path}”. The data file is as it was, and safe. "
        "Free some space or choose another disk."
    )
    _sweep(to.parent)
    with without_room(text, path=str(to)), clear_errors(folder.path):
        _write_backup(folder, data_key, to)


def _write_backup(folder: Folder, data_key: bytes, to: Path) -> None:
    fresh = to.with_name(f".{to.name}.{secrets.token_hex(4)}")
    copy = folder.path / f".backup-{secrets.token_hex(4)}.db"
    try:
        raw = connect(folder.database, data_key)
        try:
            raw.execute("VACUUM INTO ?", (str(copy),))
        finally:
            raw.close()
        with clear_errors(to.parent):
            _pack(folder, copy, fresh)
            verify_backup(fresh, data_key)
            fresh.replace(to)
            sync_folder(to.parent)
    finally:
        copy.unlink(missing_ok=True)
        fresh.unlink(missing_ok=True)


def _sweep(place: Path) -> None:
    """Remove what a power cut left of earlier backups in a folder; another program's may lie there too."""
    for left in (*place.glob(f"{_UNPACKED}*"), *place.glob(".*.ssu-backup.????????")):
        with suppress(OSError):
            if time.time() - left.stat().st_mtime > _LEFT_BEHIND:
                shutil.rmtree(left) if left.is_dir() else left.unlink()


def _pack(folder: Folder, copy: Path, to: Path) -> None:
    sources = {name: folder.path / name for name in _PARTS if (folder.path / name).exists()}
    sources["data.db"] = copy
    for scan in sorted(folder.scans.glob("*")):
        if scan.is_file() and _SCAN.fullmatch(scan.name):  # not what a crash left half-written
            sources[f"scans/{scan.name}"] = scan
    digests = {name: _digest(source) for name, source in sources.items()}
    with to.open("wb") as stream:
        with zipfile.ZipFile(stream, "w", zipfile.ZIP_STORED) as pack:  # what is encrypted does not shrink
            pack.writestr(_CONTENTS, json.dumps(digests, indent=1))
            for name, source in sources.items():
                pack.write(source, name)
        stream.flush()
        os.fsync(stream.fileno())


def _digest(path: Path) -> str:
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def verify_backup(path: Path, data_key: bytes) -> None:
    """Unpack a backup, look at its key slots and its database. Raises BackupIsDamaged."""
    with tempfile.TemporaryDirectory(dir=path.parent, prefix=_UNPACKED) as place:
        unpacked = Folder(Path(place) / "file")
        _unpack(path, unpacked)
        try:
            keys.read_keys(unpacked)
            raw = connect(unpacked.database, data_key)
        except DataFileError as error:
            raise BackupIsDamaged(path=str(path)) from error
        try:
            if schema.sound_schema(raw):
                raise BackupIsDamaged(path=str(path))
        finally:
            raw.close()


def restore_backup(path: Path, to: Path) -> None:
    """Make the data file `to` from a backup; it opens with the passwords and the code of its day.

    Raises DataFileExists, BackupIsDamaged, FolderIsReadOnly, DiskIsFull; nothing stands at `to` then."""
    if to.exists():
        raise DataFileExists(path=str(to))
    fresh = Folder(to.with_name(f".{to.name}.{secrets.token_hex(4)}"))
    with without_room(NOTHING_MADE, path=str(to)), clear_errors(to.parent):
        try:
            _unpack(path, fresh)
            sync_folder(fresh.scans)
            sync_folder(fresh.path)
            fresh.path.rename(to)
            sync_folder(to.parent)
        except BaseException:
            shutil.rmtree(fresh.path, ignore_errors=True)
            raise


def _unpack(path: Path, folder: Folder) -> None:
    folder.path.mkdir(parents=True, mode=0o700)
    folder.scans.mkdir()
    try:
        with zipfile.ZipFile(path) as pack:
            if any(part.compress_type != zipfile.ZIP_STORED for part in pack.infolist()):
                raise ValueError("a part that unpacks to no one knows how much")
            digests = json.loads(pack.read(_CONTENTS))
            for name, digest in digests.items():
                _unpack_part(pack, name, folder, digest)
        if not {"data.db", "keys.json"} <= set(digests):
            raise ValueError("a part is missing")
    except _UNREADABLE as error:
        raise BackupIsDamaged(path=str(path)) from error
    except OSError as error:
        if error.errno in _NO_BACKUP:
            raise BackupIsDamaged(path=str(path)) from error
        raise


def _unpack_part(pack: zipfile.ZipFile, name: str, folder: Folder, digest: str) -> None:
    place, _, leaf = name.rpartition("/")
    if name not in _PARTS and not (place == "scans" and _SCAN.fullmatch(leaf)):
        raise ValueError("a part with a name that no backup has")
    target = (folder.scans if place else folder.path) / leaf
    with pack.open(name) as source, target.open("wb") as stream:
        shutil.copyfileobj(source, stream)
        stream.flush()
        os.fsync(stream.fileno())
    if _digest(target) != digest:
        raise ValueError("a part is not what was put in")
