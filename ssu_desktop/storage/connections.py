"""The open connections to the database: the one used last is used next, since its pages are at hand."""

from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Final, Self

from sqlalchemy.pool import ConnectionPoolEntry, Pool

_KEPT: Final = 4


class Connections(Pool):
    """A pool without limits and waiting: what is more than a few is closed when it comes back."""

    def __init__(self, *given: Any, **named: Any) -> None:
        """Begin without connections."""
        super().__init__(*given, **named)
        self._idle: deque[ConnectionPoolEntry] = deque()

    @contextmanager
    def lend(self) -> Iterator[Any]:
        """Give the driver's own connection in a transaction that only reads.

        What SQLAlchemy wraps around a connection that it gives costs more than a small reading."""
        record = self._do_get()
        driver = record.driver_connection
        try:
            begin(driver, record.info, writes=False)
            yield driver
        finally:
            if driver is not None:
                driver.rollback()
            self._do_return_conn(record)

    def _do_get(self) -> ConnectionPoolEntry:
        try:
            return self._idle.pop()
        except IndexError:
            return self._create_connection()

    def _do_return_conn(self, record: ConnectionPoolEntry) -> None:
        if record.driver_connection is not None and len(self._idle) < _KEPT:
            self._idle.append(record)
        else:
            record.close()

    def recreate(self) -> Self:
        """Return an empty pool of the same connections."""
        return type(self)(self._creator, _dispatch=self.dispatch, dialect=self._dialect)

    def dispose(self) -> None:
        """Close the connections that are not in use."""
        while self._idle:
            self._idle.pop().close()

    def status(self) -> str:
        """Return how many connections wait."""
        return f"{len(self._idle)} idle"


def begin(driver: Any, info: dict[Any, Any], *, writes: bool) -> None:
    """Begin a transaction: one that reads begins deferred and refuses writes, one that writes IMMEDIATE.

    `info` is what the pool remembers of the connection."""
    if info.get("writes") is not writes:
        driver.execute(f"PRAGMA query_only = {'OFF' if writes else 'ON'}")
        info["writes"] = writes
    driver.execute("BEGIN IMMEDIATE" if writes else "BEGIN")
