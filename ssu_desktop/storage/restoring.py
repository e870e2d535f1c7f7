"""The way back from a backup: a data file of its own, or one in the place of the present one."""

import json
import secrets
import shutil
import sys
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime
from pathlib import Path

from ssu_desktop.storage.backup import MANIFEST, read_manifest, unpack_backup
from ssu_desktop.storage.errors import NOTHING_MADE, DataFileExists, clear_errors, without_room
from ssu_desktop.storage.folder import Folder, replace_file, sync_folder, take_lock, waiting_place
from ssu_desktop.storage.kept import fetch_kept, kept_manifest, place_of
from ssu_desktop.storage.snapshot import Manifest


def manifest_of(backup: Path) -> Manifest | None:
    """Return what a backup says of itself, a single file or a kept one; None where it says nothing.

    Raises BackupIsDamaged where it is no backup."""
    return kept_manifest(backup) if backup.is_dir() else read_manifest(backup)


def restore_backup(backup: Path, to: Path) -> None:
    """Make the data file `to` from a backup; it opens with the passwords and the code of its day.

    Raises DataFileExists, BackupIsDamaged, FolderIsReadOnly, DiskIsFull; nothing stands at `to` then."""
    if to.exists():
        raise DataFileExists(path=str(to))
    with without_room(NOTHING_MADE, path=str(to)), clear_errors(to.parent):
        fresh = _laid_out(backup, to, "")
        try:
            fresh.rename(to)
        except BaseException:
            shutil.rmtree(fresh, ignore_errors=True)
            raise
        sync_folder(to.parent)


def replace_from_backup(
    backup: Path, data_file: Path, now: datetime, look: Callable[[Path], None] | None = None
) -> Path:
    """Put the data file of a backup in the place of the present one; return where that lies now.

    `look` is shown the new file while the present one still stands: what it raises leaves that in its place.
    Nobody has the present one open. A program that is killed leaves the old file or the new one: what was
    begun is finished or undone by `settle`. Raises DataFileInUse, BackupIsDamaged, FolderIsReadOnly,
    DiskIsFull; the present file stands untouched then."""
    aside = _free_name(data_file, now)
    waiting = waiting_place(data_file)
    with without_room(NOTHING_MADE, path=str(data_file)), clear_errors(data_file.parent):
        lock = take_lock(Folder(data_file))
        try:
            fresh = _laid_out(backup, data_file, aside.name)
            if look is not None:
                _looked_at(fresh, look)
            shutil.rmtree(waiting, ignore_errors=True)
            fresh.rename(waiting)
            sync_folder(data_file.parent)  # each step for good before the next: disks may swap them
            if sys.platform == "win32":
                lock.close()  # there an open file holds its folder
            _exchange(data_file, aside, waiting)
        finally:
            lock.close()
    return aside


def _looked_at(fresh: Path, look: Callable[[Path], None]) -> None:
    try:
        look(fresh)
    except BaseException:
        shutil.rmtree(fresh, ignore_errors=True)
        raise
    finally:  # bringing an old one up to date keeps a backup: the one that it came out of is there anyway
        shutil.rmtree(place_of(fresh), ignore_errors=True)


def _exchange(data_file: Path, aside: Path, waiting: Path) -> None:
    try:
        data_file.rename(aside)
    except OSError:
        shutil.rmtree(waiting, ignore_errors=True)
        raise
    sync_folder(data_file.parent)
    try:
        waiting.rename(data_file)
    except OSError:
        aside.rename(data_file)
        shutil.rmtree(waiting, ignore_errors=True)
        raise
    sync_folder(data_file.parent)


def _free_name(data_file: Path, now: datetime) -> Path:
    """Return a name beside the data file that tells what lies there, and that nothing bears yet."""
    name = f"{data_file.stem}-before-restore-{now:%Y-%m-%d-%H%M}"
    tries = (name, *(f"{name}-{number}" for number in range(2, 1000)))
    return next(place for one in tries if not (place := data_file.with_name(one + data_file.suffix)).exists())


def _laid_out(backup: Path, to: Path, aside: str) -> Path:
    """Lay the data file out beside its place, for good, with a note for its history; return where."""
    fresh = Folder(to.with_name(f".{to.name}.{secrets.token_hex(4)}"))
    try:
        (fetch_kept if backup.is_dir() else unpack_backup)(backup, fresh)
        manifest = manifest_of(backup)
        (fresh.path / MANIFEST).unlink(missing_ok=True)
        told = {
            "from": backup.name,
            "made_at": manifest.made_at.isoformat() if manifest else "",
            "entries": manifest.seq if manifest else None,
            "aside": aside,
        }
        replace_file(fresh.restored, json.dumps(told, ensure_ascii=False, indent=1).encode())
        sync_folder(fresh.scans)
        sync_folder(fresh.path)
    except BaseException:
        shutil.rmtree(fresh.path, ignore_errors=True)
        raise
    return fresh.path


def read_restored(folder: Folder) -> dict[str, object] | None:
    """Return the note that the file came out of a backup and nobody has opened it since; else None."""
    with suppress(FileNotFoundError, ValueError):
        told = json.loads(folder.restored.read_bytes())
        return told if isinstance(told, dict) else None
    return None
