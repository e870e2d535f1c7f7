"""The change of the data key: the old one or the new one opens the file at every moment, never neither.

What is promised after each step, should the program be killed or the power fail there:

1. `prepare` writes a copy of the database beside it, encrypts it with a new key, checks it and waits for the
   disk. The file is as it was; the next opening sweeps the copy away.
2. `put` brings what stands in the log of the old database into that, and writes `keys.json` in which every
   slot leads to both keys. The old database opens as before; `settle` takes the new key out again.
3. The empty log is removed, and the disk waited for. As after step 2.
4. The copy takes the place of the old database in one renaming. Either it has or it has not: `settle` finds
   out which key opens the database, and keeps that one.
5. `keys.json` is written in which every slot leads to the new key alone. As after step 4.

The change stays due (`KeyRing.change_due`) until step 5, so that a broken-off one is made up for. What a full
disk or another error breaks off is as if it had never begun. Nobody writes from step 1 on, nobody reads in
steps 2 to 5; the caller sees to it. The scans and the journal stay as they are: their keys do not depend on
this one. But scans made from now on have a new key, which lies in the new database only.

SQLCipher's own means on the live database was refused: it rewrites every page where it lies, and the key
slots could not change in the same moment. It is used on the copy, and its success is read from the copy
itself: it does not always say when it failed.
"""

import os
import secrets
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Any

from sqlalchemy import insert

from ssu_desktop.records import ScanKey, new_id
from ssu_desktop.storage import schema
from ssu_desktop.storage.engine import connect, open_engines
from ssu_desktop.storage.errors import DataFileIsDamaged, FileIsBusy
from ssu_desktop.storage.folder import Folder, put_database
from ssu_desktop.storage.keys import KeyRing, Secrets, write_keys
from ssu_desktop.storage.sealing import Unlocked, with_arrived, with_coming, without_coming


def prepare(folder: Folder, known: Secrets) -> tuple[Path, Secrets]:
    """Return a checked copy of the database under a new key, and the secrets with that key.

    The caller lets nobody write until it was put in place or given up. Raises DataFileIsDamaged where the
    copy is not what the database is, OSError, the driver's errors; nothing is left then."""
    copy = folder.path / f".rekey-{secrets.token_hex(4)}.db"
    fresh = replace(known, data=secrets.token_bytes(32))
    try:
        before = _copy(folder, known, copy)
        _encrypt(copy, known, fresh)
        _check(copy, fresh, before)
        _add_scan_key(copy, fresh)
    except BaseException:
        give_up(copy)
        raise
    return copy, fresh


def _copy(folder: Folder, known: Secrets, copy: Path) -> dict[str, Any]:
    raw = connect(folder.database, known.data)
    try:
        raw.execute("VACUUM INTO ?", (str(copy),))
        return _contents(raw)
    finally:
        raw.close()


def _contents(raw: Any) -> dict[str, Any]:
    """Return what tells one database from another: the rows of each table, the end of the journal."""
    last = raw.execute("SELECT seq, mac FROM change ORDER BY seq DESC LIMIT 1").fetchone()
    return {**schema.row_counts(raw), "the last entry": last}


def _encrypt(copy: Path, known: Secrets, fresh: Secrets) -> None:
    raw = connect(copy, known.data)
    try:
        # All pages in one go, and no way back needed: a copy that fails is thrown away.
        raw.execute("PRAGMA journal_mode = OFF")
        raw.execute(f"PRAGMA rekey = \"x'{fresh.data.hex()}'\"")
    finally:
        raw.close()


def _check(copy: Path, fresh: Secrets, before: dict[str, Any]) -> None:
    raw = connect(copy, fresh.data)
    try:
        if schema.sound_schema(raw) or _contents(raw) != before:
            raise DataFileIsDamaged(part="data.db")
    finally:
        raw.close()


def _add_scan_key(copy: Path, fresh: Secrets) -> None:
    """Give the scans of tomorrow a key that who knows the old data key cannot have read."""
    engines = open_engines(lambda: connect(copy, fresh.data))
    try:
        with engines.writer.begin() as connection:
            connection.execute(insert(ScanKey).values(id=new_id(), secret=secrets.token_bytes(32)))
    finally:
        engines.dispose()
    with copy.open("r+b") as stream:
        os.fsync(stream.fileno())


def empty_log(folder: Folder, key: bytes) -> None:
    """Bring what stands in the log into the database: the log will be removed. Raises FileIsBusy."""
    raw = connect(folder.database, key)
    try:
        busy = raw.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]
    finally:
        raw.close()
    if busy:
        raise FileIsBusy


def put(folder: Folder, ring: KeyRing, known: Secrets, copy: Path, fresh: Secrets) -> KeyRing:
    """Put the copy in the place of the database, which nobody has open; return the ring of the new key.

    Raises OSError, FileIsBusy, the driver's errors: then the old database and its key stand."""
    empty_log(folder, known.data)
    both = with_coming(ring, fresh).signed(fresh)
    write_keys(folder, both)
    try:
        put_database(folder, copy)
    except BaseException:
        with suppress(OSError):  # a ring with both keys opens either; the next opening takes one out
            write_keys(folder, ring.signed(known))
        raise
    changed = with_arrived(both).signed(fresh)
    with suppress(OSError):
        write_keys(folder, changed)
    return changed


def give_up(copy: Path) -> None:
    """Remove a copy that is not wanted."""
    for left in ("", "-wal", "-shm", "-journal"):
        copy.with_name(copy.name + left).unlink(missing_ok=True)


def settle(folder: Folder, ring: KeyRing, unlocked: Unlocked) -> tuple[KeyRing, Secrets]:
    """Return the ring and the secrets that stand: a change that broke off is ended or taken back.

    Raises DataFileIsDamaged where neither key opens the database: both are kept then."""
    if unlocked.coming is None:
        return ring, unlocked.now
    if _opens(folder, unlocked.coming):
        known, settled = unlocked.coming, with_arrived(ring)
    elif _opens(folder, unlocked.now):
        known, settled = unlocked.now, without_coming(ring)
    else:
        raise DataFileIsDamaged(part=folder.database.name)
    settled = settled.signed(known)
    write_keys(folder, settled)
    return settled, known


def _opens(folder: Folder, known: Secrets) -> bool:
    try:
        connect(folder.database, known.data).close()
    except DataFileIsDamaged:
        return False
    return True
