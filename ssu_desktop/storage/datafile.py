"""The data file: one folder `NAME.ssu` that is read, written, checked and closed."""

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, suppress
from datetime import datetime
from functools import partial
from pathlib import Path
from types import TracebackType
from typing import BinaryIO, Final, Self, TypeVar
from uuid import UUID

from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from ssu_desktop.language import N_
from ssu_desktop.records.kinds import Operation
from ssu_desktop.storage import keys, rekey, schema, search_index
from ssu_desktop.storage.backup import write_backup
from ssu_desktop.storage.engine import Driver, Engines, connect, open_engines
from ssu_desktop.storage.errors import (
    DataFileError,
    DataFileIsDamaged,
    DataFileIsRolledBack,
    IsHidden,
    Problem,
    clear_errors,
)
from ssu_desktop.storage.folder import (
    Folder,
    overwrite_file,
    read_format,
)
from ssu_desktop.storage.journal import Actor, Guard, Head, Scribe, note, read_head, verify_journal
from ssu_desktop.storage.journalled_session import JournalledSession
from ssu_desktop.storage.kept import KeptBackup, damaged_parts, keep_backup, list_kept, mend_stored_scans
from ssu_desktop.storage.keyed import Keyed
from ssu_desktop.storage.mending import mend_scan
from ssu_desktop.storage.restoring import read_restored
from ssu_desktop.storage.scans import check_scans, keep_scan, sound_scan, sweep_scans
from ssu_desktop.storage.snapshot import Manifest, Occasion, Snapshot
from ssu_desktop.storage.veil import MASK, Veil

Copied = TypeVar("Copied")

_CHANGED_SINCE: Final = (
    "SELECT EXISTS (SELECT 1 FROM change WHERE seq > ? AND operation IN ('insert', 'update', 'delete'))"
)
_HEAD_SIZE: Final = 128  # always the same, so that the file is written over, never made longer


class DataFile(Keyed):
    """An open data file; made by `storage.opening`, ended by `close`."""

    def __init__(
        self, folder: Folder, lock: BinaryIO, ring: keys.KeyRing, known: keys.Secrets, user_id: UUID | None
    ) -> None:
        """Hold what opening found; `user_id` is None when the recovery code opened the file."""
        super().__init__(folder, ring, known)
        self.user_id = user_id
        self.remarks: tuple[Problem, ...] = ()
        self.kept_before: KeptBackup | None = None  # by opening, before the file was brought up to date
        self._lock = lock
        self._engines: Engines = open_engines(lambda: connect(folder.database, self._data_key))
        self._changes = 0
        self._writing = threading.Lock()
        self._copying = threading.Lock()  # a backup under way; taken before `_writing` by whoever needs both
        self._writer: int | None = None

    @property
    def scans(self) -> Path:
        """Return the folder of encrypted scans."""
        return self._folder.scans

    @property
    def changes(self) -> int:
        """Return how many actions have changed records since the file was opened."""
        return self._changes

    def veil(self, veils: tuple[Veil, ...]) -> None:
        """Let these veils stand before their tables wherever is read in this file from now on."""
        self._engines.veil(veils)

    @contextmanager
    def read(self) -> Iterator[Session]:
        """Give a session that only reads; it sees one consistent state."""
        with clear_errors(self.path), Session(self._engines.reader, autoflush=False) as session:
            yield session

    def read_rows(self) -> AbstractContextManager[Driver]:
        """Give the driver itself in a transaction that only reads: lists need no session."""
        return self._engines.lend(self.path)

    @contextmanager
    def oversee(self) -> Iterator[Session]:
        """Give a session that reads past the veils: for the upkeep of the file, never for what is shown."""
        with clear_errors(self.path), Session(self._engines.overseer, autoflush=False) as session:
            yield session

    @contextmanager
    def write(self, action: str, actor: Actor, guard: Guard | None = None) -> Iterator[Session]:
        """Give the session of one action: committed with its journal rows on leaving, or wholly undone.

        `guard` looks at each change, and what it raises undoes all of them. Key slots that the action put or
        took away are put back with it.
        Raises ChangedMeanwhile, DiskIsFull, DiskFails, FolderIsReadOnly, FileIsBusy: nothing is saved."""
        scribe = Scribe(self._journal_key, action, actor, guard=guard)
        with self._one_writer(), clear_errors(self.path), self._slots_kept():
            with JournalledSession(
                self._engines.writer, expire_on_commit=False, info={"scribe": scribe}
            ) as session:
                yield session
                session.commit()
            self._changes += scribe.changed
            if scribe.head is not None:
                self._keep(scribe.head)

    def keep_scan(self, session: Session, content: bytes) -> str:
        """Keep the bytes of a scan for good, before the session of `write` commits the record naming them.

        Return the digest under which they lie. Raises DiskIsFull, FolderIsReadOnly."""
        with clear_errors(self.path):
            return keep_scan(self._folder, session, content)

    def scan(self, digest: str) -> bytes:
        """Return the bytes of a scan; a damaged one comes back from a kept backup.

        Raises ScanIsDamaged; IsHidden where a veil hides it."""
        if digest == MASK:
            raise IsHidden
        with self.oversee() as session:
            return sound_scan(self._folder, session, digest, partial(mend_scan, self.path))

    @contextmanager
    def _one_writer(self) -> Iterator[None]:
        if self._writer == threading.get_ident():
            raise RuntimeError("an action inside an action: two transactions would wait for each other")
        with self._writing:
            self._writer = threading.get_ident()
            try:
                yield
            finally:
                self._writer = None

    def change_key(self) -> None:
        """Change the key of the database; every slot that is there leads to the new one.

        The old or the new key opens the file at every moment: see `storage.rekey`. Backups made before open
        with the passwords of their day. Raises KeysWouldBeLost or CodeWouldBeLost where a slot cannot follow,
        DiskIsFull, FolderIsReadOnly, FileIsBusy, DataFileIsDamaged: then the key is the old one, and its
        change stays due."""
        self.check_followers()
        with self._copying, clear_errors(self.path), self._one_writer():
            copy, fresh = rekey.prepare(self._folder, self._known)
            try:
                with self._engines.alone():
                    self._ring = rekey.put(self._folder, self._ring, self._known, copy, fresh)
                    self._known = fresh
            finally:
                rekey.give_up(copy)

    def check(self) -> tuple[Problem, ...]:
        """Look at everything: pages, indexes, foreign keys, the journal's chain, its head, keys, scans.

        An empty answer means that the file is sound. What a crash left among the scans is swept."""
        with clear_errors(self.path):
            self._sweep_scans()
            found = self._problems()
            if search_index.may_be_mended(found) and self.mend_index():
                found = [search_index.REMADE, *self._problems()]
            return (*found, *self._check_kept())

    def mend_index(self) -> bool:
        """Make the index of the search anew, where that and nothing else is damaged; return whether it was.

        Nobody reads or writes meanwhile. Raises DiskIsFull, DiskFails, FileIsBusy: all is as it was."""
        with self._copying, clear_errors(self.path), self._one_writer(), self._engines.alone():
            mended = search_index.mend_index(self._folder, self._data_key)
        if mended:
            self.remarks = (*self.remarks, search_index.REMADE)
        return mended

    def _check_kept(self) -> Iterator[Problem]:
        """Look at the newest kept backup; a stored scan that the file still has is put back."""
        with self._copying:
            mend_stored_scans(self.path)
            newest = next((kept for kept in list_kept(self.path) if kept.manifest), None)
            for part in damaged_parts(newest.path) if newest else ():
                text = N_("“{part}” in the newest kept backup is missing or was altered. Make a new backup.")
                yield Problem(text, (("part", part),))

    def _problems(self) -> list[Problem]:
        problems = list(self._check_keys())
        # Not a connection of its own: the key may be changed meanwhile.
        with self._engines.lend(self.path, veiled=False) as raw:
            problems += schema.sound_schema(raw, thorough=True)
        if not problems:
            problems += self.check_journal()
            with self.oversee() as session:
                problems += check_scans(self._folder, session, partial(mend_scan, self.path))
        return problems

    def check_journal(self) -> tuple[Problem, ...]:
        """Follow the journal's chain from its first entry to its last, and compare that with its head."""
        with clear_errors(self.path), self._engines.overseer.connect() as connection:
            problems = verify_journal(connection, self._journal_key)
        return (*problems, *self._check_head())

    def _sweep_scans(self) -> None:
        """Remove the scans that nothing names; nobody may be about to name one meanwhile."""
        with self._copying, self._one_writer(), self.oversee() as session:
            sweep_scans(self._folder, session)

    def _check_keys(self) -> Iterator[Problem]:
        if not self._keys_are_sound():
            yield Problem(N_("“{part}” is missing or was altered."), (("part", "keys.json"),))
        if not read_format(self._folder):
            yield Problem(N_("“{part}” is missing or was altered."), (("part", "format.json"),))

    def _check_head(self) -> Iterator[Problem]:
        known = _read_head(self._folder)
        if known is None:
            yield Problem(N_("“{part}” is missing or was altered."), (("part", "head.json"),))
        elif (found := self._lost_tail(known)) is not None:
            text = N_("The history ends at entry {found}, but entry {known} was saved or was another one.")
            yield Problem(text, (("found", found), ("known", known.seq)))

    def _lost_tail(self, known: Head) -> int | None:
        """Return how many entries are there, when the entry that the head knows is not among them."""
        with self._engines.overseer.connect() as connection:
            query = "SELECT mac FROM change WHERE seq = ?"
            mac = connection.exec_driver_sql(query, (known.seq,)).scalar() if known.seq else known.mac
            return None if mac == known.mac else read_head(connection).seq

    def backup(self, to: Path, occasion: Occasion = Occasion.ASKED) -> Manifest:
        """Write one encrypted file that holds everything, and verify it by opening it.

        It opens on any computer with a password or the recovery code. `to` is replaced at once or not at all.
        Saving goes on meanwhile. Raises DiskIsFull, DiskFails, FolderIsReadOnly, BackupIsDamaged."""
        return self._copied(occasion, lambda moment: write_backup(moment, to))

    def keep_backup(self, occasion: Occasion) -> KeptBackup:
        """Keep a verified backup beside the data file; those go that the rule no longer keeps.

        Saving goes on meanwhile. Raises DiskIsFull, DiskFails, FolderIsReadOnly, BackupIsDamaged."""
        return self._copied(occasion, lambda moment: keep_backup(moment, self.path))

    def _copied(self, occasion: Occasion, make: Callable[[Snapshot], Copied]) -> Copied:
        """Make a backup; damage of the search index alone is mended first, and no reason to have none."""
        try:
            with self._moment(occasion) as moment:
                return make(moment)
        except DataFileIsDamaged:
            if not self.mend_index():
                raise
        with self._moment(occasion) as moment:
            return make(moment)

    @contextmanager
    def _moment(self, occasion: Occasion) -> Iterator[Snapshot]:
        """Hold a moment of the file. Key slots that were damaged while it is open are written anew first."""
        with self._copying:
            with clear_errors(self.path), self._one_writer():
                if not self._keys_are_sound():
                    keys.write_keys(self._folder, self._ring)
                now = datetime.now().astimezone().replace(microsecond=0)
                moment = Snapshot(self._folder, self._data_key, occasion, now)
            yield moment

    def changed_since(self, manifest: Manifest | None) -> bool:
        """Tell whether records were changed after a backup, or whether that is of another history.

        None: whether records were changed at all."""
        with self._engines.lend(self.path, veiled=False) as driver:
            seq = manifest.seq if manifest else 0
            found = driver.execute("SELECT mac FROM change WHERE seq = ?", (seq,)).fetchone()
            if manifest and seq and (found is None or found[0].hex() != manifest.mac):
                return True
            return bool(driver.execute(_CHANGED_SINCE, (seq,)).fetchone()[0])

    def restored(self) -> dict[str, object] | None:
        """Return the note that the file came out of a backup, until `forget_restored`."""
        return read_restored(self._folder)

    def forget_restored(self) -> None:
        """The history has it."""
        with clear_errors(self.path):
            self._folder.restored.unlink(missing_ok=True)

    def close(self) -> None:
        """Close the connections and let go of the lock; a second time does nothing."""
        if not self._lock.closed:
            with suppress(DataFileError, SQLAlchemyError, OSError):  # sweeping can wait for another day
                self._sweep_scans()
        self._engines.dispose()
        self._lock.close()

    def __enter__(self) -> Self:
        """Return the file."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close the file."""
        self.close()

    def compare_head(self, *, accept_lost_tail: bool) -> None:
        """Compare the history with its head. Raises DataFileIsRolledBack unless `accept_lost_tail`."""
        known = _read_head(self._folder)
        if known is None:
            text = N_("“{part}” was missing and has been made anew: whether entries are lost cannot be told.")
            self.remarks = (Problem(text, (("part", "head.json"),)),)
        elif (found := self._lost_tail(known)) is not None:
            if not accept_lost_tail:
                raise DataFileIsRolledBack(known=known.seq, found=found)
            with self.write("accept-lost-tail", self._actor()) as session:
                details = {"known": known.seq, "found": found}
                note(session, Operation.UPDATE, "change", None, None, details)
        with self._engines.overseer.connect() as connection:
            self._keep(read_head(connection))

    def _actor(self) -> Actor:
        """Return who opened the file, with the name that the user has in it."""
        if self.user_id is None:
            return Actor(None, "")
        with self._engines.overseer.connect() as connection:
            query = 'SELECT full_name FROM "user" WHERE id = ?'
            name = connection.exec_driver_sql(query, (self.user_id.hex,)).scalar()
        return Actor(self.user_id, name or "")

    def _keep(self, head: Head) -> None:
        with suppress(OSError):  # a full disk; a database ahead of its head is sound
            write_head(self._folder, head)


def write_head(folder: Folder, head: Head) -> None:
    """Write down which entry of the history is the last."""
    # Not forced to the disk: the commit was, and a database ahead of its head is sound.
    content = json.dumps({"seq": head.seq, "mac": head.mac.hex()}).encode()
    overwrite_file(folder.head, content.ljust(_HEAD_SIZE))


def _read_head(folder: Folder) -> Head | None:
    try:
        content = json.loads(folder.head.read_bytes())
        return Head(int(content["seq"]), bytes.fromhex(content["mac"]))
    except (FileNotFoundError, ValueError, KeyError, TypeError):
        return None
