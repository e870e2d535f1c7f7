"""The way to an open data file: a new one is made, one that is there is unlocked and brought up to date."""

import os
import secrets
import shutil
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from uuid import UUID

from ssu_desktop import paths
from ssu_desktop.language import N_
from ssu_desktop.language.dates import short
from ssu_desktop.records import new_id
from ssu_desktop.storage import keys, refusals, rekey, schema, search_index
from ssu_desktop.storage.datafile import DataFile, write_head
from ssu_desktop.storage.engine import connect
from ssu_desktop.storage.errors import (
    NOTHING_MADE,
    DataFileExists,
    DataFileIsNewer,
    FolderIsReadOnly,
    Problem,
    WrongPassword,
    WrongRecoveryCode,
    clear_errors,
    without_room,
)
from ssu_desktop.storage.folder import (
    Folder,
    known_revisions,
    look_at,
    read_format,
    settle,
    sweep,
    sync_folder,
    take_lock,
    write_format,
)
from ssu_desktop.storage.journal import Head
from ssu_desktop.storage.kept import KeptBackup, keep_backup
from ssu_desktop.storage.key_cost import KeyCost, tuned_cost
from ssu_desktop.storage.mending import mend_keys
from ssu_desktop.storage.recovery import new_code, read_code
from ssu_desktop.storage.sealing import EarlyKey, Unlocked, make_slot, renewed, unlock
from ssu_desktop.storage.snapshot import Occasion, Snapshot, sync_file


@dataclass(frozen=True)
class Created:
    """A new data file, open, and the recovery code that is shown once."""

    file: "DataFile"
    recovery_code: str


def create_data_file(
    path: Path, *, login: str, password: str, user_id: UUID, cost: KeyCost | None = None
) -> Created:
    """Make a new data file whose only user is `login`, and open it.

    It is made beside `path` and put there at once. Raises DataFileExists, FolderIsReadOnly, DiskIsFull."""
    if path.exists():
        raise DataFileExists(path=str(path))
    fresh = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    spent, code = cost or tuned_cost(), new_code()
    known, file_id = keys.first_secrets(secrets.token_bytes(32)), new_id()
    slots = (
        make_slot(known, file_id, password, spent, user_id=user_id, login=login),
        make_slot(known, file_id, code, spent, user_id=None, login=None),
    )
    ring = keys.KeyRing(file_id, slots).signed(known)
    with without_room(NOTHING_MADE, path=str(path)), clear_errors(path.parent):
        try:
            _lay_out(Folder(fresh), ring, known)
            fresh.rename(path)
            sync_folder(path.parent)
        except BaseException:
            shutil.rmtree(fresh, ignore_errors=True)
            raise
    return Created(_open(Folder(path), ring, known, user_id), code)


def _lay_out(folder: Folder, ring: keys.KeyRing, known: keys.Secrets) -> None:
    folder.path.mkdir(parents=True)
    folder.path.chmod(0o700)
    folder.scans.mkdir()
    schema.migrate(connect(folder.database, known.data, create=True), paths.migrations())
    keys.write_keys(folder, ring)
    write_head(folder, Head())
    sync_file(folder.head)  # a head that a power cut garbled would say that entries may be lost
    write_format(folder, known_revisions(paths.migrations())[-1])


def _open(folder: Folder, ring: keys.KeyRing, known: keys.Secrets, user_id: UUID | None) -> DataFile:
    return DataFile(folder, take_lock(folder), ring, known, user_id)


def open_data_file(
    path: Path,
    *,
    login: str | None = None,
    password: str | None = None,
    recovery_code: str | None = None,
    accept_lost_tail: bool = False,
    early: EarlyKey | None = None,
    migrations: Path | None = None,
) -> DataFile:
    """Open a data file with a password (`login` None: the only user's) or with the recovery code alone.

    An older file is backed up and brought up to this program's schema. `accept_lost_tail` opens a file whose
    last entries are lost and notes that in its journal. `early` is the key that `begin_key` derives already.
    Raises the errors of `storage.errors`."""
    folder, scripts = Folder(path), migrations or paths.migrations()
    newest = known_revisions(scripts)[-1]
    settle(path)
    mended = mend_keys(path)
    with clear_errors(path):
        look_at(folder, newest)
    if not os.access(folder.path, os.W_OK):
        raise FolderIsReadOnly(path=str(path))
    lock = take_lock(folder)
    try:
        with clear_errors(path):
            sweep(folder)
            ring = keys.read_keys(folder)
            unlocked, secret = _unlock(folder, ring, login, password, recovery_code, early)
            ring, known = rekey.settle(folder, ring, unlocked)
            kept_before, indexed = _bring_up(folder, known.data, scripts, newest)
            ring = _renew(folder, ring, known, unlocked, secret)
        file = DataFile(folder, lock, ring, known, unlocked.slot.user_id)
        file.kept_before = kept_before
    except BaseException:
        lock.close()
        raise
    try:
        with clear_errors(path):
            file.compare_head(accept_lost_tail=accept_lost_tail)
            refusals.tell(file, folder)
        if mended is not None:
            file.remarks = (*file.remarks, _told(mended))
        if indexed:
            file.remarks = (*file.remarks, search_index.REMADE)
    except BaseException:
        file.close()
        raise
    return file


def _renew(
    folder: Folder, ring: keys.KeyRing, known: keys.Secrets, unlocked: Unlocked, secret: str
) -> keys.KeyRing:
    """Make the slot that opened the file as this version and this computer would; a full disk leaves it."""
    slot = renewed(unlocked, known, ring.file_id, secret)
    if slot is None:
        return ring
    fresh = ring.with_slot(slot).signed(known)
    try:
        keys.write_keys(folder, fresh)
    except OSError:
        return ring
    return fresh


def _unlock(
    folder: Folder,
    ring: keys.KeyRing,
    login: str | None,
    password: str | None,
    recovery_code: str | None,
    early: EarlyKey | None,
) -> tuple[Unlocked, str]:
    """Return what the password or the code gives, and it itself; a refusal is kept beside the file."""
    slot, by_code = None, recovery_code is not None
    secret = password or "" if recovery_code is None else read_code(recovery_code)
    try:
        slot = ring.recovery() if by_code else ring.of_login(login)
        refusals.check_wait(folder, slot)
        unlocked = unlock(ring, slot, secret, early)
    except (WrongPassword, WrongRecoveryCode):
        refusals.remember(folder, slot, by_code=by_code)
        raise
    refusals.forgive(folder, slot)
    return unlocked, secret


def _told(mended: KeptBackup) -> Problem:
    text = N_(
        "“{part}” was missing or damaged and was taken from the backup of {day}. Passwords that were changed "
        "since then are again those of that day."
    )
    day = short(mended.manifest.made_at.date()) if mended.manifest else mended.path.name
    return Problem(text, (("part", "keys.json"), ("day", day)))


def _bring_up(
    folder: Folder, data_key: bytes, migrations: Path, newest: str
) -> tuple[KeptBackup | None, bool]:
    """Bring an older file up to date, and an index that cannot be asked into order.

    Return the backup that was kept before, None where nothing was done, and whether the index was mended."""
    raw = connect(folder.database, data_key)
    try:
        found, asked = schema.revision_of(raw), search_index.answers(raw)
    finally:
        raw.close()
    if found > newest:
        raise DataFileIsNewer(version=str(read_format(folder).get("product", found)))
    mended = not asked and search_index.mend_index(folder, data_key)
    if found == newest:
        return None, mended
    now = datetime.now().astimezone().replace(microsecond=0)
    kept = keep_backup(Snapshot(folder, data_key, Occasion.UPGRADE, now), folder.path)
    schema.upgrade(folder, data_key, migrations, kept.path)
    write_format(folder, newest)
    return kept, mended
