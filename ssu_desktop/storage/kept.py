"""The folder of kept backups beside the data file: one folder a backup, the scans once for all of them.

`NAME.ssu-backups/` holds `NUMBER_DATE_TIME/` for each backup, with the database and the small files as they
were, and `scans/`, where every scan lies once under the SHA-256 of its encrypted bytes. Nothing here is less
encrypted than in the data file. Whoever writes here holds the lock of the data file.
"""

import contextlib
import dataclasses
import hashlib
import json
import re
import secrets
import shutil
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Final

from ssu_desktop.storage.backup import CONTENTS, MANIFEST, PARTS, UNREADABLE, examined, writing_to
from ssu_desktop.storage.errors import BackupIsDamaged, DataFileError, clear_errors
from ssu_desktop.storage.folder import Folder, replace_file, sync_folder
from ssu_desktop.storage.retention import Dated, superseded
from ssu_desktop.storage.snapshot import DATABASE, SCAN, Manifest, Snapshot, digest_of, sync_file

_NAME: Final = re.compile(r"(\d{6,})_\d{4}-\d{2}-\d{2}_\d{2}-\d{2}")
_SCANS: Final = "scans"
_SHA: Final = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True, kw_only=True)
class KeptBackup:
    """A backup that is kept beside its data file; `manifest` is None where it cannot be read."""

    path: Path
    number: int
    manifest: Manifest | None


def place_of(data_file: Path) -> Path:
    """Return the folder in which the backups of a data file are kept."""
    return data_file.with_name(f"{data_file.name}-backups")


def list_kept(data_file: Path) -> tuple[KeptBackup, ...]:
    """Return the kept backups of a data file, the newest first, also those that cannot be read."""
    place = place_of(data_file)
    if not place.is_dir():
        return ()
    with clear_errors(place):
        named = [(_NAME.fullmatch(path.name), path) for path in place.iterdir()]
    found = [
        KeptBackup(path=path, number=int(name.group(1)), manifest=kept_manifest(path))
        for name, path in named
        if name
    ]
    return tuple(sorted(found, key=lambda kept: -kept.number))


def kept_manifest(path: Path) -> Manifest | None:
    """Return what a kept backup says of itself, None where that cannot be read or a part is missing."""
    if not (path / DATABASE).is_file() or not (path / CONTENTS).is_file():
        return None
    try:
        return Manifest.from_json((path / MANIFEST).read_bytes())
    except (*UNREADABLE, OSError):
        return None


def newest_sound(kept: Sequence[KeptBackup]) -> int | None:
    """Return the place of the first backup whose parts are all as they were put in; None where none is."""
    sound = (place for place, one in enumerate(kept) if one.manifest and not any(damaged_parts(one.path)))
    return next(sound, None)


def keep_backup(snapshot: Snapshot, data_file: Path) -> KeptBackup:
    """Keep a backup of the moment, verified by opening it; then let those go that the rule no longer keeps.

    Raises DiskIsFull, DiskFails, FolderIsReadOnly, BackupIsDamaged: nothing was kept and nothing let go."""
    place = place_of(data_file)
    with writing_to(place):
        if not place.is_dir():
            place.mkdir(mode=0o700)
            sync_folder(place.parent)  # else a power cut may take the folder with the first backup in it
        (place / _SCANS).mkdir(exist_ok=True)
        _sweep(place)
        kept = _keep(snapshot, place, list_kept(data_file))
    with contextlib.suppress(OSError, DataFileError):  # the next backup finds them again
        let_go(data_file, snapshot.made_at)
    return kept


def _sweep(place: Path) -> None:
    """Remove what a killed program left half-made or half-removed; all such names begin with a dot."""
    for left in (*place.glob(".*"), *(place / _SCANS).glob(".*")):
        with contextlib.suppress(OSError):
            shutil.rmtree(left) if left.is_dir() else left.unlink()


def _keep(snapshot: Snapshot, place: Path, earlier: tuple[KeptBackup, ...]) -> KeptBackup:
    fresh = place / f".{secrets.token_hex(4)}"
    fresh.mkdir(mode=0o700)
    try:
        snapshot.write_database(fresh / DATABASE)
        manifest = examined(snapshot, fresh / DATABASE)
        scans, size = _store_scans(snapshot, place, earlier)
        manifest = dataclasses.replace(
            manifest, size=size + (fresh / DATABASE).stat().st_size, scans=len(scans)
        )
        small = {**snapshot.small, MANIFEST: manifest.to_json()}
        for name, content in small.items():
            replace_file(fresh / name, content)
        digests = {name: digest_of(fresh / name) for name in (DATABASE, *small)} | scans
        listed = {**digests, CONTENTS: _digest_of_list(digests)}
        replace_file(fresh / CONTENTS, json.dumps(listed, indent=1).encode())
        sync_file(fresh / DATABASE)
        sync_folder(fresh)
        number = max((kept.number for kept in earlier), default=0) + 1
        to = place / f"{number:06}_{manifest.made_at:%Y-%m-%d_%H-%M}"
        fresh.rename(to)
        sync_folder(place)
    finally:
        shutil.rmtree(fresh, ignore_errors=True)
    return KeptBackup(path=to, number=number, manifest=manifest)


def _store_scans(
    snapshot: Snapshot, place: Path, earlier: tuple[KeptBackup, ...]
) -> tuple[dict[str, str], int]:
    """Store the scans that no earlier backup has; return what lies where, and the size of all of them.

    A scan never changes: one that lies here already is not read again, and stands in for one that was lost
    or damaged in the data file since."""
    known = _scans_of(next((kept.path for kept in earlier if kept.manifest), None))
    stored: dict[str, str] = {}
    size = 0
    for name in snapshot.scans():
        digest = known.get(name, "")
        if not digest or not (place / _SCANS / digest).exists():
            digest = _store_scan(snapshot.folder.scans / name, place / _SCANS)
        stored[f"{_SCANS}/{name}"] = digest
        size += (place / _SCANS / digest).stat().st_size
    return stored, size


def _store_scan(scan: Path, store: Path) -> str:
    digest = digest_of(scan)
    if not (store / digest).exists():
        replace_file(store / digest, scan.read_bytes())
        if digest_of(store / digest) != digest:
            (store / digest).unlink()
            raise BackupIsDamaged(path=str(store / digest))
    return digest


def _contents(path: Path) -> dict[str, str]:
    """Return the parts of a kept backup with their digests. Raises BackupIsDamaged."""
    try:
        told = json.loads((path / CONTENTS).read_bytes())
        own = told.pop(CONTENTS, None)  # backups of before have none
        if own is not None and own != _digest_of_list(told):
            raise ValueError("the list of parts was altered")
        if not {DATABASE, "keys.json"} <= set(told) or not all(map(_is_part, told, told.values())):
            raise ValueError("a part is missing, or none that a backup has")
    except (*UNREADABLE, OSError) as error:
        raise BackupIsDamaged(path=str(path)) from error
    return dict(told)


def _digest_of_list(digests: Mapping[str, str]) -> str:
    """Return the digest of a list of parts: nothing else tells of an altered name in it."""
    return hashlib.sha256(json.dumps(digests, sort_keys=True).encode()).hexdigest()


def _is_part(name: str, digest: object) -> bool:
    place, _, leaf = name.rpartition("/")
    known = name in PARTS or (place == _SCANS and SCAN.fullmatch(leaf) is not None)
    return known and isinstance(digest, str) and _SHA.fullmatch(digest) is not None


def _scans_of(path: Path | None) -> dict[str, str]:
    if path is None:
        return {}
    with contextlib.suppress(BackupIsDamaged):
        parts = _contents(path).items()
        return {name.rpartition("/")[2]: digest for name, digest in parts if name not in PARTS}
    return {}


def let_go(data_file: Path, now: datetime) -> None:
    """Let those backups go that the rule no longer keeps, and the scans that none of the others names.

    Backups of another data file that once had this name stay. Raises OSError, BackupIsDamaged."""
    kept = list_kept(data_file)
    newest = next((one.manifest for one in kept if one.manifest), None)
    if newest is None:
        return
    mine = {one.number: one for one in kept if one.manifest and one.manifest.file_id == newest.file_id}
    dated = [
        Dated(number=number, made_at=one.manifest.made_at) for number, one in mine.items() if one.manifest
    ]
    freed: set[str] = set()
    for number in sorted(superseded(dated, now)):
        freed |= set(_scans_of(mine[number].path).values())
        aside = mine[number].path.with_name(f".{secrets.token_hex(4)}")
        mine[number].path.rename(aside)  # half a backup never bears a backup's name
        shutil.rmtree(aside)
    if freed:
        _free_scans(data_file, freed)


def _free_scans(data_file: Path, freed: set[str]) -> None:
    for kept in list_kept(data_file):
        freed = freed - {digest for name, digest in _contents(kept.path).items() if name not in PARTS}
        if not freed:
            return
    for digest in freed:
        (place_of(data_file) / _SCANS / digest).unlink(missing_ok=True)


def fetch_kept(path: Path, folder: Folder) -> None:
    """Lay the data file out of a kept backup in `folder`; a scan that is missing or damaged is left out.

    The check of the file names those. Raises BackupIsDamaged, OSError."""
    folder.path.mkdir(parents=True, mode=0o700)
    folder.scans.mkdir()
    for name, digest in _contents(path).items():
        place, _, leaf = name.rpartition("/")
        source = path.parent / _SCANS / digest if place else path / name
        target = (folder.scans if place else folder.path) / leaf
        with contextlib.suppress(FileNotFoundError):
            shutil.copyfile(source, target)
            sync_file(target)
        if not target.exists() or digest_of(target) != digest:
            target.unlink(missing_ok=True)
            if not place:
                raise BackupIsDamaged(path=str(path))


def mend_stored_scans(data_file: Path) -> None:
    """Put a stored scan that was damaged back from the data file, where that has the same bytes still."""
    newest = next((kept.path for kept in list_kept(data_file) if kept.manifest), None)
    store = place_of(data_file) / _SCANS
    for name, digest in _scans_of(newest).items():
        stored, scan = store / digest, Folder(data_file).scans / name
        if (not stored.exists() or digest_of(stored) != digest) and scan.exists():
            content = scan.read_bytes()
            if hashlib.sha256(content).hexdigest() == digest:
                replace_file(stored, content)


def stored_scan(data_file: Path, name: str) -> bytes | None:
    """Return the sealed bytes of a scan as the newest kept backup that has them sound does, or None."""
    for kept in list_kept(data_file):
        digest = _scans_of(kept.path).get(name, "")
        stored = place_of(data_file) / _SCANS / digest
        if digest and stored.exists() and digest_of(stored) == digest:
            return stored.read_bytes()
    return None


def damaged_parts(path: Path) -> Iterator[str]:
    """Give the names of the parts of a kept backup that are missing or are not what was put in."""
    try:
        parts: Mapping[str, str] = _contents(path)
    except BackupIsDamaged:
        yield CONTENTS
        return
    for name, digest in parts.items():
        source = path / name if name in PARTS else path.parent / _SCANS / digest
        if not source.exists() or digest_of(source) != digest:
            yield name
