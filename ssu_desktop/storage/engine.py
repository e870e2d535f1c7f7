"""Connections to the encrypted database: key first, readers that cannot write, one guarded way to write."""

import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, ExitStack, contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, Protocol, cast
from urllib.parse import quote

import sqlcipher3.dbapi2 as sqlcipher
from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine.interfaces import DBAPIConnection, ExecutionContext

from ssu_desktop.records import Base, Kept
from ssu_desktop.storage.connections import Connections
from ssu_desktop.storage.errors import DataFileIsDamaged
from ssu_desktop.storage.veil import Veil

_BUSY_MS: Final = 5000
_CACHE_KIB: Final = 8 * 1024  # pages are decrypted once; a larger cache keeps lists of 100,000 people quick

_WRITE = re.compile(
    r"\s*(?:INSERT\s+(?:OR\s+\w+\s+)?INTO|REPLACE\s+INTO|UPDATE(?:\s+OR\s+\w+)?|DELETE\s+FROM)\s+\"?(\w+)",
    re.IGNORECASE,
)

journalling: ContextVar[bool] = ContextVar("journalling", default=False)


class UnjournalledWrite(RuntimeError):  # noqa: N818 - named after what happened
    """A bug: a write that would pass by the change journal and the revision counter."""


class Driver(Protocol):
    """The driver's own connection, as far as reading needs it."""

    def execute(self, sql: str, values: Sequence[object] = ..., /) -> Any:
        """Return the cursor of a statement."""


@dataclass(frozen=True)
class Engines:
    """Pools of connections: `reader` begins deferred and refuses writes, `writer` begins IMMEDIATE.

    `past_veils` reads like `reader`, and no veil ever stands before it."""

    reader: Engine
    writer: Engine
    past_veils: Engine

    @property
    def overseer(self) -> Engine:
        """Return what reads the whole file, whoever sits at it: `reader` itself where nothing is veiled."""
        veiled = cast("Connections", self.reader.pool).is_veiled
        return self.past_veils if veiled else self.reader  # a pool that is not used keeps no pages

    def lend(self, path: Path, *, veiled: bool = True) -> AbstractContextManager[Driver]:
        """Give the driver itself in a transaction that only reads, through the veils or past them.

        `path` is the data file."""
        engine = self.reader if veiled else self.overseer
        return cast("Connections", engine.pool).lend(path)

    @contextmanager
    def alone(self) -> Iterator[None]:
        """Wait until nobody has a connection, and give nobody one meanwhile. Raises FileIsBusy."""
        with ExitStack() as quiet:
            for engine in (self.writer, self.reader, self.past_veils):
                quiet.enter_context(cast("Connections", engine.pool).alone())
            yield

    def veil(self, veils: tuple[Veil, ...]) -> None:
        """Let these veils stand before their tables wherever is read."""
        cast("Connections", self.reader.pool).veil(veils)

    def dispose(self) -> None:
        """Close the connections."""
        for engine in (self.reader, self.writer, self.past_veils):
            engine.dispose()


def connect(database: Path, key: bytes, *, create: bool = False) -> Any:
    """Return a raw keyed connection in autocommit mode; `create` makes the file when it is not there.

    Raises DataFileIsDamaged when the first page cannot be read with this key."""
    mode = "rwc" if create else "rw"
    raw = sqlcipher.connect(
        f"file:{quote(str(database))}?mode={mode}", uri=True, isolation_level=None, check_same_thread=False
    )
    try:
        raw.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
        for pragma in (
            "cipher_log_level = NONE",
            "journal_mode = WAL",
            "synchronous = FULL",
            "foreign_keys = ON",
            f"busy_timeout = {_BUSY_MS}",
            f"cache_size = -{_CACHE_KIB}",
        ):
            raw.execute(f"PRAGMA {pragma}")
        raw.execute("SELECT count(*) FROM sqlite_master").fetchone()
    except sqlcipher.DatabaseError as error:
        raw.close()
        if "not a database" in str(error) or "malformed" in str(error):
            raise DataFileIsDamaged(part=database.name) from error
        raise
    return raw


def open_engines(opener: Callable[[], Any]) -> Engines:
    """Return the engines over connections that `opener` makes."""
    return Engines(_engine(opener, writes=False), _engine(opener, writes=True), _engine(opener, writes=False))


def _engine(opener: Callable[[], Any], *, writes: bool) -> Engine:
    engine = create_engine("sqlite://", module=sqlcipher, pool=Connections(opener, writes=writes))
    event.listen(engine, "begin", _begin)
    event.listen(engine, "before_cursor_execute", _guard)
    return engine


def _begin(connection: Connection) -> None:
    pooled = connection.connection
    cast("Connections", connection.engine.pool).begin(pooled.driver_connection, pooled.info)


def _journalled_tables() -> frozenset[str]:
    kept = {
        mapper.local_table.description for mapper in Base.registry.mappers if issubclass(mapper.class_, Kept)
    }
    return frozenset({*kept, "change"})


_JOURNALLED: Final = _journalled_tables()


def _guard(
    connection: Connection,  # noqa: ARG001 - SQLAlchemy's signature
    cursor: DBAPIConnection,  # noqa: ARG001
    statement: str,
    parameters: object,  # noqa: ARG001
    context: ExecutionContext | None,  # noqa: ARG001
    executemany: bool,  # noqa: ARG001
) -> None:
    write = _WRITE.match(statement)
    if write and write.group(1) in _JOURNALLED and not journalling.get():
        raise UnjournalledWrite(f"write to {write.group(1)} through the session or insert_many")
