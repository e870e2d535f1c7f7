"""Before the file is open: who can open it, and the key of a password, derived while other work is done.

Nothing here needs SQLAlchemy."""

from contextlib import suppress
from pathlib import Path

from ssu_desktop import paths
from ssu_desktop.storage.errors import DataFileError, DataFileIsDamaged, clear_errors
from ssu_desktop.storage.folder import Folder, known_revisions, look_at, settle
from ssu_desktop.storage.keys import KeyRing, read_keys
from ssu_desktop.storage.sealing import EarlyKey


def _ring_of(path: Path) -> KeyRing:
    folder = Folder(path)
    settle(path)
    try:
        with clear_errors(path):
            look_at(folder, known_revisions(paths.migrations())[-1])
            return read_keys(folder)
    except DataFileIsDamaged as error:
        ring = _kept_ring(path) if error.values.get("part") == folder.keys.name else None
        if ring is None:
            raise
        return ring


def _kept_ring(path: Path) -> KeyRing | None:
    """Return the key slots of the newest kept backup: opening puts them where the damaged ones are."""
    from ssu_desktop.storage.mending import kept_ring  # needs SQLAlchemy, and hardly ever is asked for

    found = kept_ring(path)
    return found[1] if found else None


def list_logins(path: Path) -> tuple[str, ...]:
    """Return the logins that can open a data file; no password is needed.

    Raises NotADataFile, DataFileIsNewer, DataFileIsDamaged."""
    return _ring_of(path).logins


def begin_key(path: Path, login: str | None, password: str) -> EarlyKey | None:
    """Begin to derive the key of a password in a thread of its own; None where no slot is to be had.

    Why there is none, opening tells: it looks at everything again, under the file's lock."""
    with suppress(DataFileError, OSError):
        return EarlyKey(_ring_of(path).of_login(login), password)
    return None
