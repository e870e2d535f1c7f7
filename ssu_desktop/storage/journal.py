"""The change journal: what an action changed, in its own transaction, each row chained by HMAC."""

import hashlib
import hmac
import json
import platform
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import Enum
from functools import cache
from typing import Any, Final
from uuid import UUID

from sqlalchemy import Connection
from sqlalchemy.orm import Session

from ssu_desktop.language import N_
from ssu_desktop.records import Base, new_id, utc_now
from ssu_desktop.records.kinds import Operation
from ssu_desktop.storage.engine import UnjournalledWrite, journalling
from ssu_desktop.storage.errors import Problem

GENESIS: Final = bytes(32)  # what the first entry is chained to

_CODE_BYTES: Final = 8  # nobody finds another entry with the same 64 bits without the key

_COLUMNS: Final = (
    "seq, at, device, user_id, user_name, action, action_id, operation, table_name, row_id, person_id, "
    "before, after"
)
_INSERT: Final = f"INSERT INTO change ({_COLUMNS}, mac) VALUES ({', '.join('?' * 14)})"  # noqa: S608 - constant
_LAST: Final = "SELECT seq, mac FROM change ORDER BY seq DESC LIMIT 1"
_ALL: Final = f"SELECT {_COLUMNS}, mac FROM change ORDER BY seq"  # noqa: S608 - constant

# Through which record a record belongs to a person: column -> table.
_PARENTS: Final = (
    ("person_id", "person"),
    ("stay_id", "stay"),
    ("plan_id", "plan"),
    ("file_id", "personal_file"),
    ("journal_id", "monitoring_journal"),
    ("round_id", "monitoring_round"),
    ("printout_id", "printout"),
    ("contract_id", "paid_contract"),
    ("act_id", "paid_act"),
)
UNTOLD: Final = frozenset({"id", "changed_at"})  # the row's id has its own column, the time too

_to_text = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), sort_keys=True).encode
_row_text = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode

Values = dict[str, Any]


@dataclass(frozen=True)
class Actor:
    """Who acts; `id` is None before any user exists."""

    id: UUID | None
    name: str


CHANGING: Final = (Operation.INSERT, Operation.UPDATE, Operation.DELETE)
"""What changes records; the other operations only tell that somebody was there."""


@dataclass(frozen=True)
class Head:
    """The last entry of the chain: its number and its MAC."""

    seq: int = 0
    mac: bytes = GENESIS

    @property
    def code(self) -> str:
        """Return the beginning of the MAC as it stands on paper: `7F3A-91BC-0D4E-55AA`."""
        signs = self.mac[:_CODE_BYTES].hex().upper()
        return "-".join(signs[at : at + 4] for at in range(0, len(signs), 4))


@dataclass(frozen=True)
class Told:
    """One change that is to be told: of which record, and what it was and is."""

    operation: Operation
    table: str
    row_id: UUID | None
    before: Values | None
    after: Values | None
    person_id: UUID | None = None


Guard = Callable[[Connection, Told], None]
"""Looks at each change before it is told; what it raises undoes the whole action."""


@dataclass
class Scribe:
    """Writes the journal of one transaction: all its rows share one `action_id`."""

    key: bytes
    action: str
    actor: Actor
    action_id: UUID = field(default_factory=new_id)
    head: Head | None = None  # None until read from the database, and again after a savepoint was undone
    pending: list[Told] = field(default_factory=list)
    parents: dict[tuple[str, UUID], tuple[str, UUID]] = field(default_factory=dict)
    guard: Guard | None = None
    changed: bool = False  # records were: not only seen, printed or signed in to

    def write(self, connection: Connection, told: Iterable[Told]) -> None:
        """Append one row for each change, in order; they happened at one moment."""
        head = self.head or read_head(connection)
        rows, at = [], utc_now().strftime("%Y-%m-%d %H:%M:%S.%f")
        for change in told:
            if self.guard is not None:
                self.guard(connection, change)
            row = self._row(head.seq + 1, at, change)
            head = Head(head.seq + 1, chained(self.key, head.mac, row))
            rows.append((*row, head.mac))
            self.changed = self.changed or change.operation in CHANGING
        if rows:
            driver: Any = connection.connection.driver_connection  # a third of what a small change costs
            driver.executemany(_INSERT, rows)
        self.head = head

    def _row(self, seq: int, at: str, change: Told) -> tuple[object, ...]:
        return (
            seq,
            at,
            _device(),
            _hex(self.actor.id),
            self.actor.name,
            self.action,
            self.action_id.hex,
            change.operation.value,
            change.table,
            _hex(change.row_id),
            _hex(change.person_id),
            None if change.before is None else _to_text(change.before),
            None if change.after is None else _to_text(change.after),
        )


@contextmanager
def journalled() -> Iterator[None]:
    """Let writes to journalled tables pass the guard: whoever enters here tells them to the journal."""
    token = journalling.set(True)
    try:
        yield
    finally:
        journalling.reset(token)


def chained(key: bytes, previous: bytes, row: tuple[object, ...]) -> bytes:
    """Return the MAC of a row: HMAC-SHA-256 over the previous MAC and the row's stored values."""
    return hmac.digest(key, previous + _row_text(row).encode(), "sha256")


def read_head(connection: Connection) -> Head:
    """Return the last entry that the database has."""
    driver: Any = connection.connection.driver_connection
    row = driver.execute(_LAST).fetchone()
    return Head(row[0], row[1]) if row else Head()


def scribe_of(session: Session) -> Scribe:
    """Return the session's scribe. Raises UnjournalledWrite for a session that only reads."""
    scribe = session.info.get("scribe")
    if not isinstance(scribe, Scribe):
        raise UnjournalledWrite("this session only reads")
    return scribe


def note(
    session: Session,
    operation: Operation,
    table: str,
    row_id: UUID | None,
    person_id: UUID | None,
    details: Mapping[str, Any],
) -> None:
    """Write one row of the journal by hand: something seen, printed, exported, a sign-in.

    `details` become its `after`; they hold what JSON can, dates, times and UUIDs."""
    scribe = scribe_of(session)
    session.flush()
    after = {name: as_json(value) for name, value in details.items()}
    scribe.write(session.connection(), [Told(operation, table, row_id, None, after, person_id)])


def as_json(value: object) -> object:
    """Return a column's value as JSON has it: ISO dates, UUID hex, words by their value, bytes by SHA-256."""
    match value:
        case UUID():
            return value.hex
        case Enum():
            return value.value
        case date() | datetime():
            return value.isoformat()
        case bytes():
            return {"sha256": hashlib.sha256(value).hexdigest()}
        case tuple():
            return [as_json(part) for part in value]
        case _:
            return value


def person_of(connection: Connection, scribe: Scribe, table: str, row_id: UUID) -> UUID | None:
    """Return whose history a record belongs to, through its stay, plan, file or journal."""
    while table != "person":
        parent = scribe.parents.get((table, row_id)) or _stored_parent(connection, table, row_id)
        if parent is None:
            return None
        scribe.parents[table, row_id] = parent
        table, row_id = parent
    return row_id


def parent_of(table: str, values: Mapping[str, Any]) -> tuple[str, UUID] | None:
    """Return the record through which a record with these values belongs to a person."""
    if table == "person":
        return None
    for column, parent in _PARENTS:
        if isinstance(values.get(column), UUID):
            return parent, values[column]
    return None


def _stored_parent(connection: Connection, table: str, row_id: UUID) -> tuple[str, UUID] | None:
    columns = Base.metadata.tables[table].columns
    for column, parent in _PARENTS:
        if column in columns:
            query = f'SELECT "{column}" FROM "{table}" WHERE id = ?'  # noqa: S608 - names of our own tables
            found = connection.exec_driver_sql(query, (row_id.hex,)).scalar()
            if found:
                return parent, UUID(found)
    return None


def verify_journal(connection: Connection, key: bytes) -> tuple[Problem, ...]:
    """Follow the chain from its first row; return the first place where it is broken, if any."""
    previous, expected = GENESIS, 1
    driver: Any = connection.connection.driver_connection  # a result of SQLAlchemy doubles the time
    for *row, mac in driver.execute(_ALL):
        if row[0] != expected:
            return (Problem(N_("Entry {seq} of the history is missing."), (("seq", expected),)),)
        if not hmac.compare_digest(mac, chained(key, previous, tuple(row))):
            return (Problem(N_("Entry {seq} of the history was altered."), (("seq", expected),)),)
        previous, expected = mac, expected + 1
    return ()


@cache
def _device() -> str:
    return platform.node()


def _hex(value: UUID | None) -> str | None:
    return None if value is None else value.hex
