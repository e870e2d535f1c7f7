"""What a kept backup mends in its data file without putting an older state in its place: keys and scans."""

from pathlib import Path

from ssu_desktop.storage.errors import DataFileIsDamaged, clear_errors
from ssu_desktop.storage.folder import Folder, replace_file, take_lock
from ssu_desktop.storage.kept import KeptBackup, list_kept, stored_scan
from ssu_desktop.storage.keys import KeyRing, read_keys


def kept_ring(path: Path) -> tuple[KeptBackup, KeyRing] | None:
    """Return the newest kept backup whose key slots can be read, with them; None where there is none."""
    for kept in list_kept(path):
        ring = _ring(Folder(kept.path))
        if ring is not None:
            return kept, ring
    return None


def mend_keys(path: Path) -> KeptBackup | None:
    """Put the key slots of the newest kept backup where those of a data file are missing or damaged.

    They open it, unless its key was changed since; damaged ones are kept aside for whoever knows how to read
    them. Return the backup, or None where nothing was mended.
    Raises DataFileInUse, FolderIsReadOnly, DiskIsFull."""
    folder = Folder(path)
    if not folder.database.is_file() or _ring(folder) is not None:
        return None
    found = kept_ring(path)
    if found is None:
        return None
    with clear_errors(path), take_lock(folder):
        if folder.keys.exists():
            folder.keys.replace(folder.keys.with_name("keys.damaged.json"))
        replace_file(folder.keys, Folder(found[0].path).keys.read_bytes())
    return found[0]


def mend_scan(path: Path, digest: str) -> bool:
    """Put a scan back as a kept backup has it; return whether one had it. Raises OSError."""
    content = stored_scan(path, digest)
    if content is None:
        return False
    Folder(path).scans.mkdir(exist_ok=True)
    replace_file(Folder(path).scans / digest, content)
    return True


def _ring(folder: Folder) -> KeyRing | None:
    try:
        return read_keys(folder)
    except DataFileIsDamaged:
        return None
