"""Putting a backup back before anybody is signed in: where it goes, and what stood there before."""

import re
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Final

from ssu_desktop.storage.errors import DataFileError
from ssu_desktop.storage.folder import Folder
from ssu_desktop.storage.kept import list_kept
from ssu_desktop.storage.keys import read_keys
from ssu_desktop.storage.restoring import manifest_of, replace_from_backup, restore_backup

_MOMENT: Final = re.compile(r"-\d{4}-\d{2}-\d{2}-\d{4}(-\d+)?$")
_ENDING: Final = ".ssu"


@dataclass(frozen=True, kw_only=True)
class Restored:
    """The data file that stands now; `made_at` of its backup, where that says so; where the former lies."""

    path: Path
    made_at: datetime | None
    aside: Path | None


def put_back(backup: Path, data_file: Path, now: datetime) -> Restored:
    """Make `data_file` from a backup; what stands there is kept beside under another name.

    Raises DataFileError with a message for the user: everything is as it was then."""
    manifest = manifest_of(backup)
    aside: Path | None = None
    if data_file.exists():
        aside = replace_from_backup(backup, data_file, now)
    else:
        data_file.parent.mkdir(parents=True, exist_ok=True)
        restore_backup(backup, data_file)
    return Restored(path=data_file, made_at=manifest.made_at if manifest else None, aside=aside)


def target_of(backup: Path, data_file: Path | None, folder: Path) -> Path:
    """Return where a backup goes: in the place of the data file that it is of, else into `folder`.

    A kept backup is of the data file that it lies beside. Raises DataFileError where it is no backup."""
    if data_file is not None and (backup.is_dir() or _is_of(backup, data_file)):
        return data_file
    name = _MOMENT.sub("", backup.name.removesuffix(".ssu-backup"))
    tries = (name, *(f"{name}-{number}" for number in range(2, 1000)))
    return next(place for one in tries if not (place := folder / f"{one}{_ENDING}").exists())


def _is_of(backup: Path, data_file: Path) -> bool:
    manifest = manifest_of(backup)
    return manifest is not None and manifest.file_id in _ids_of(data_file)


def _ids_of(data_file: Path) -> set[str]:
    """Return what tells a data file from others; where its keys are damaged, its kept backups know."""
    with suppress(DataFileError, OSError):
        return {read_keys(Folder(data_file)).file_id.hex}
    return {kept.manifest.file_id for kept in list_kept(data_file) if kept.manifest}
