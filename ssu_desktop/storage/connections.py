"""The open connections to the database: the one used last is used next, since its pages are at hand.

It alone keeps them: a second connection, as a worker has for a moment, would hold the same pages again.
A connection is for reading or for writing all its life: turning it would make SQLite forget every statement
that it has prepared, which costs more than what most of them do."""

import threading
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Any, Final, Self

from sqlalchemy.pool import ConnectionPoolEntry, Pool

from ssu_desktop.storage.errors import FileIsBusy, clear_error
from ssu_desktop.storage.veil import Veil

_KEPT: Final = 4
_COURTESY: Final = 0.2  # seconds
_PATIENCE: Final = 20  # seconds: who reads longer, as an export may, puts the matter off


class Connections(Pool):
    """A pool without limits and waiting: what is more than a few is closed when it comes back."""

    def __init__(self, creator: Any, *, writes: bool, **named: Any) -> None:
        """Begin without connections."""
        super().__init__(creator, **named)
        self._writes = writes
        self._idle: deque[ConnectionPoolEntry] = deque()
        self._turn = threading.Condition()  # guards what follows
        self._lent = 0
        self._wanted = False  # somebody waits to be alone
        self._veils: tuple[Veil, ...] = ()

    @contextmanager
    def alone(self) -> Iterator[None]:
        """Wait until no connection is lent, close those that wait, and lend none meanwhile.

        Until then who asks is held up a little, so that it comes. Raises FileIsBusy after a while."""
        with self._turn:
            self._wanted = True
            quiet = self._turn.wait_for(lambda: not self._lent, _PATIENCE)
            self._wanted = False
            self._turn.notify_all()
            if not quiet:
                raise FileIsBusy
            self.dispose()
            yield

    def veil(self, veils: tuple[Veil, ...]) -> None:
        """Let these veils stand before their tables wherever is read from now on; nothing may be in use."""
        if veils != self._veils:  # else the pages that a connection has read stay at hand
            self.dispose()
            self._veils = veils

    @property
    def is_veiled(self) -> bool:
        """Tell whether any veil stands before what is read."""
        return bool(self._veils)

    def lend(self, path: Path) -> "Lent":
        """Give the driver's own connection in a transaction that only reads; `path` is the data file.

        What SQLAlchemy wraps around a connection that it gives costs more than a small reading."""
        return Lent(self, path)

    def _do_get(self) -> ConnectionPoolEntry:
        with self._turn:
            if self._wanted:  # not for ever: who asks may hold what the other waits for
                self._turn.wait_for(lambda: not self._wanted, _COURTESY)
            record = self._idle.pop() if self._idle else self._create_connection()
            self._lent += 1
        return record

    def _do_return_conn(self, record: ConnectionPoolEntry) -> None:
        with self._turn:
            if record.driver_connection is not None and len(self._idle) < _KEPT:
                self._give_back_pages()
                self._idle.append(record)
            else:
                record.close()
            self._lent -= 1
            if self._wanted:
                self._turn.notify_all()

    def _give_back_pages(self) -> None:
        """Let the connection that was used last before now hold no pages any longer."""
        if self._idle and (driver := self._idle[-1].driver_connection) is not None:
            driver.execute("PRAGMA shrink_memory")

    def recreate(self) -> Self:
        """Return an empty pool of the same connections."""
        again = type(self)(self._creator, writes=self._writes, _dispatch=self.dispatch, dialect=self._dialect)
        again.veil(self._veils)
        return again

    def dispose(self) -> None:
        """Close the connections that are not in use."""
        while self._idle:
            self._idle.pop().close()

    def begin(self, driver: Any, info: dict[Any, Any]) -> None:
        """Begin a transaction: one that reads begins deferred and refuses writes, one that writes IMMEDIATE.

        `info` is what the pool remembers of the connection."""
        if not self._writes and "reads" not in info:
            for veil in self._veils:
                driver.execute(veil.up)
            driver.execute("PRAGMA query_only = ON")
            info["reads"] = True
        driver.execute("BEGIN IMMEDIATE" if self._writes else "BEGIN")

    def status(self) -> str:
        """Return how many connections wait."""
        return f"{len(self._idle)} idle"


class Lent:
    """A connection of the pool for one reading, whose troubles are told as the clear errors that they are.

    No generator: its steps would cost more than those of many a reading."""

    __slots__ = ("_path", "_pool", "_record")

    def __init__(self, pool: Connections, path: Path) -> None:
        """Remember where it comes from."""
        self._pool, self._path = pool, path

    def __enter__(self) -> Any:
        """Return the driver's own connection, in its transaction."""
        try:
            self._record = self._pool._do_get()
        except Exception as error:
            self._tell(error)
            raise
        driver = self._record.driver_connection
        try:
            self._pool.begin(driver, self._record.info)
        except BaseException as error:
            self.__exit__(type(error), error, None)
            raise
        return driver

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Give the connection back."""
        driver: Any = self._record.driver_connection
        try:
            if driver is not None:
                driver.rollback()
        finally:
            self._pool._do_return_conn(self._record)
        if isinstance(error, Exception):
            self._tell(error)

    def _tell(self, error: Exception) -> None:
        clear = clear_error(error, self._path)
        if clear is not None:
            raise clear from error
