"""What is asked of the database while something is read or written."""

from collections.abc import Callable

from ssu_desktop.storage import Actor, DataFile


def asked(file: DataFile, read: Callable[[], object]) -> list[str]:
    """Return the SELECTs that `read` makes, each as often as it is made."""
    told: list[str] = []
    with file.read_rows() as driver:
        pass  # the connection that was given back last is the next one to be used
    driver.set_trace_callback(lambda sql: told.append(sql) if sql.startswith("SELECT") else None)
    try:
        read()
    finally:
        driver.set_trace_callback(None)
    return told


def sent(file: DataFile, work: Callable[[], object]) -> list[str]:
    """Return the statements that `work` sends to the connections that read and write, in their order.

    What a trigger does besides is part of its statement."""
    told: list[str] = []
    with file.read_rows() as reader, file.write("look", Actor(None, "")) as session:
        writer = session.connection().connection.driver_connection
    for driver in (reader, writer):
        driver.set_trace_callback(told.append)
    try:
        work()
    finally:
        for driver in (reader, writer):
            driver.set_trace_callback(None)
    outer = [sql for sql in told if not sql.startswith("--")]
    return [sql for place, sql in enumerate(outer) if place == 0 or sql != outer[place - 1]]
