"""The data file: one folder `NAME.ssu` that is created, opened, read, written, checked and closed."""

import json
import os
import secrets
import shutil
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import BinaryIO, Self
from uuid import UUID

from sqlalchemy.orm import Session

from ssu_desktop import paths
from ssu_desktop.language import N_
from ssu_desktop.records import new_id
from ssu_desktop.records.kinds import Operation
from ssu_desktop.storage import keys, schema
from ssu_desktop.storage.backup import write_backup
from ssu_desktop.storage.engine import Driver, Engines, begin, connect, open_engines
from ssu_desktop.storage.errors import (
    DataFileExists,
    DataFileIsDamaged,
    DataFileIsNewer,
    DataFileIsRolledBack,
    FolderIsReadOnly,
    Problem,
    clear_errors,
)
from ssu_desktop.storage.folder import (
    Folder,
    known_revisions,
    look_at,
    read_format,
    replace_file,
    sweep,
    sync_folder,
    take_lock,
    write_format,
)
from ssu_desktop.storage.journal import Actor, Head, Scribe, note, read_head, verify_journal
from ssu_desktop.storage.journalled_session import JournalledSession
from ssu_desktop.storage.recovery import new_code, read_code


@dataclass(frozen=True)
class Created:
    """A new data file, open, and the recovery code that is shown once."""

    file: "DataFile"
    recovery_code: str


class DataFile:
    """An open data file; made by `create_data_file` and `open_data_file`, ended by `close`."""

    def __init__(
        self, folder: Folder, lock: BinaryIO, ring: keys.KeyRing, data_key: bytes, user_id: UUID | None
    ) -> None:
        """Hold what opening found; `user_id` is None when the recovery code opened the file."""
        self.user_id = user_id
        self.remarks: tuple[Problem, ...] = ()
        self._folder, self._lock, self._ring, self._data_key = folder, lock, ring, data_key
        self._journal_key = keys.journal_key(data_key)
        self._engines: Engines = open_engines(lambda: connect(folder.database, data_key))
        self._writing = threading.Lock()
        self._writer: int | None = None

    @property
    def path(self) -> Path:
        """Return the folder."""
        return self._folder.path

    @property
    def scans(self) -> Path:
        """Return the folder of encrypted scans."""
        return self._folder.scans

    @property
    def logins(self) -> tuple[str, ...]:
        """Return the logins that can open this file."""
        return self._ring.logins

    @contextmanager
    def read(self) -> Iterator[Session]:
        """Give a session that only reads; it sees one consistent state."""
        with clear_errors(self.path), Session(self._engines.reader, autoflush=False) as session:
            yield session

    @contextmanager
    def read_rows(self) -> Iterator[Driver]:
        """Give the driver itself in a transaction that only reads: lists need no session."""
        with clear_errors(self.path), closing(self._engines.reader.raw_connection()) as pooled:
            yield begin(pooled, writes=False)  # closing gives it back to the pool, which rolls back

    @contextmanager
    def write(self, action: str, actor: Actor) -> Iterator[Session]:
        """Give the session of one action: committed with its journal rows on leaving, or wholly undone.

        Raises ChangedMeanwhile, DiskIsFull, DiskFails, FolderIsReadOnly, FileIsBusy: nothing is saved."""
        scribe = Scribe(self._journal_key, action, actor)
        with self._one_writer(), clear_errors(self.path):
            with JournalledSession(
                self._engines.writer, expire_on_commit=False, info={"scribe": scribe}
            ) as session:
                yield session
                session.commit()
            if scribe.head is not None:
                self._keep(scribe.head)

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

    def add_user_slot(
        self, user_id: UUID, login: str, password: str, *, cost: keys.KeyCost | None = None
    ) -> None:
        """Let a user open the file. Raises LoginIsTaken, DiskIsFull, FolderIsReadOnly."""
        self._put_slot(password, user_id, login, cost)

    def change_password(self, user_id: UUID, password: str, *, cost: keys.KeyCost | None = None) -> None:
        """Give a user a new password; the old one opens nothing now. Raises KeyError without a slot."""
        slot = self._ring.of_user(user_id)
        if slot is None:
            raise KeyError(user_id)
        self._put_slot(password, user_id, slot.login, cost)

    def rename_login(
        self, user_id: UUID, login: str, password: str, *, cost: keys.KeyCost | None = None
    ) -> None:
        """Give a user a new login; the password is typed again because the slot is bound to the login."""
        self._put_slot(password, user_id, login, cost)

    def new_recovery_code(self, *, cost: keys.KeyCost | None = None) -> str:
        """Return a fresh recovery code; the old one opens nothing from now on."""
        code = new_code()
        self._put_slot(code, None, None, cost)
        return code

    def remove_user_slot(self, user_id: UUID) -> None:
        """Let a user no longer open the file. Raises LastKeySlot for the last one."""
        self._put_ring(self._ring.without_user(user_id))

    def _put_slot(
        self, secret: str, user_id: UUID | None, login: str | None, cost: keys.KeyCost | None
    ) -> None:
        spent = cost or keys.tuned_cost()
        slot = keys.wrap(self._data_key, self._ring.file_id, secret, spent, user_id=user_id, login=login)
        self._put_ring(self._ring.with_slot(slot))

    def _put_ring(self, ring: keys.KeyRing) -> None:
        with clear_errors(self.path):
            keys.write_keys(self._folder, ring)
        self._ring = ring

    def check(self) -> tuple[Problem, ...]:
        """Look at everything: pages, indexes, foreign keys, the journal's chain, its head, the keys.

        An empty answer means that the file is sound."""
        with clear_errors(self.path):
            return tuple(self._problems())

    def _problems(self) -> list[Problem]:
        problems = list(self._check_keys())
        raw = connect(self._folder.database, self._data_key)
        try:
            problems += schema.sound_schema(raw)
        finally:
            raw.close()
        if not problems:
            with self._engines.reader.connect() as connection:
                problems += verify_journal(connection, self._journal_key)
            problems += self._check_head()
        return problems

    def _check_keys(self) -> Iterator[Problem]:
        try:
            sound = keys.read_keys(self._folder) == self._ring
        except DataFileIsDamaged:
            sound = False
        if not sound:
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
        with self._engines.reader.connect() as connection:
            query = "SELECT mac FROM change WHERE seq = ?"
            mac = connection.exec_driver_sql(query, (known.seq,)).scalar() if known.seq else known.mac
            return None if mac == known.mac else read_head(connection).seq

    def backup(self, to: Path) -> None:
        """Write one encrypted file that holds everything, and verify it by opening it.

        It opens on any computer with a password or the recovery code. `to` is replaced at once or not at all.
        Raises DiskIsFull, FolderIsReadOnly, BackupIsDamaged."""
        with clear_errors(self.path), self._one_writer():
            write_backup(self._folder, self._data_key, to)

    def close(self) -> None:
        """Close the connections and let go of the lock; a second time does nothing."""
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

    def _compare_head(self, *, accept_lost_tail: bool) -> None:
        known = _read_head(self._folder)
        if known is None:
            text = N_("“{part}” was missing and has been made anew: whether entries are lost cannot be told.")
            self.remarks = (Problem(text, (("part", "head.json"),)),)
        elif (found := self._lost_tail(known)) is not None:
            if not accept_lost_tail:
                raise DataFileIsRolledBack(known=known.seq, found=found)
            with self.write("accept-lost-tail", Actor(self.user_id, "")) as session:
                details = {"known": known.seq, "found": found}
                note(session, Operation.UPDATE, "change", None, None, details)
        with self._engines.reader.connect() as connection:
            self._keep(read_head(connection))

    def _keep(self, head: Head) -> None:
        with suppress(OSError):  # a full disk; a database ahead of its head is sound
            _write_head(self._folder, head)


def _write_head(folder: Folder, head: Head) -> None:
    # Not forced to the disk: the commit was, and a database ahead of its head is sound.
    content = json.dumps({"seq": head.seq, "mac": head.mac.hex()}).encode()
    replace_file(folder.head, content, durable=False)


def _read_head(folder: Folder) -> Head | None:
    try:
        content = json.loads(folder.head.read_bytes())
        return Head(int(content["seq"]), bytes.fromhex(content["mac"]))
    except (FileNotFoundError, ValueError, KeyError, TypeError):
        return None


def create_data_file(
    path: Path, *, login: str, password: str, user_id: UUID, cost: keys.KeyCost | None = None
) -> Created:
    """Make a new data file whose only user is `login`, and open it.

    It is made beside `path` and put there at once. Raises DataFileExists, FolderIsReadOnly, DiskIsFull."""
    if path.exists():
        raise DataFileExists(path=str(path))
    fresh = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    spent, code = cost or keys.tuned_cost(), new_code()
    data_key, file_id = secrets.token_bytes(32), new_id()
    ring = keys.KeyRing(
        file_id,
        (
            keys.wrap(data_key, file_id, password, spent, user_id=user_id, login=login),
            keys.wrap(data_key, file_id, code, spent, user_id=None, login=None),
        ),
    )
    with clear_errors(path.parent):
        try:
            _lay_out(Folder(fresh), ring, data_key)
            fresh.rename(path)
            sync_folder(path.parent)
        except BaseException:
            shutil.rmtree(fresh, ignore_errors=True)
            raise
    return Created(_open(Folder(path), ring, data_key, user_id), code)


def _lay_out(folder: Folder, ring: keys.KeyRing, data_key: bytes) -> None:
    folder.path.mkdir(parents=True)
    folder.path.chmod(0o700)
    folder.scans.mkdir()
    schema.migrate(connect(folder.database, data_key, create=True), paths.migrations())
    keys.write_keys(folder, ring)
    _write_head(folder, Head())
    write_format(folder, known_revisions(paths.migrations())[-1])


def _open(folder: Folder, ring: keys.KeyRing, data_key: bytes, user_id: UUID | None) -> DataFile:
    return DataFile(folder, take_lock(folder), ring, data_key, user_id)


def list_logins(path: Path) -> tuple[str, ...]:
    """Return the logins that can open a data file; no password is needed.

    Raises NotADataFile, DataFileIsNewer, DataFileIsDamaged."""
    folder = Folder(path)
    look_at(folder, known_revisions(paths.migrations())[-1])
    return keys.read_keys(folder).logins


def open_data_file(
    path: Path,
    *,
    login: str | None = None,
    password: str | None = None,
    recovery_code: str | None = None,
    accept_lost_tail: bool = False,
    migrations: Path | None = None,
) -> DataFile:
    """Open a data file with a password (`login` None: the only user's) or with the recovery code alone.

    An older file is backed up and brought up to this program's schema. `accept_lost_tail` opens a file whose
    last entries are lost and notes that in its journal. Raises the errors of `storage.errors`."""
    folder, scripts = Folder(path), migrations or paths.migrations()
    newest = known_revisions(scripts)[-1]
    look_at(folder, newest)
    if not os.access(folder.path, os.W_OK):
        raise FolderIsReadOnly(path=str(path))
    lock = take_lock(folder)
    try:
        with clear_errors(path):
            sweep(folder)
            ring = keys.read_keys(folder)
            slot, secret = _slot_and_secret(ring, login, password, recovery_code)
            data_key = keys.unwrap(ring, slot, secret)
            _bring_up(folder, data_key, scripts, newest)
        file = DataFile(folder, lock, ring, data_key, slot.user_id)
    except BaseException:
        lock.close()
        raise
    try:
        with clear_errors(path):
            file._compare_head(accept_lost_tail=accept_lost_tail)
    except BaseException:
        file.close()
        raise
    return file


def _slot_and_secret(
    ring: keys.KeyRing, login: str | None, password: str | None, recovery_code: str | None
) -> tuple[keys.Slot, str]:
    if recovery_code is not None:
        return ring.recovery(), read_code(recovery_code)
    return ring.of_login(login), password or ""


def _bring_up(folder: Folder, data_key: bytes, migrations: Path, newest: str) -> None:
    raw = connect(folder.database, data_key)
    try:
        found = schema.revision_of(raw)
    finally:
        raw.close()
    if found > newest:
        raise DataFileIsNewer(version=str(read_format(folder).get("product", found)))
    if found < newest:
        backup = folder.path.with_name(f"{folder.path.stem}-before-{newest}.ssu-backup")
        write_backup(folder, data_key, backup)
        schema.upgrade(folder, data_key, migrations, backup)
        write_format(folder, newest)
