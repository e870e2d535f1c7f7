"""What is asked of the database while something is read."""

from collections.abc import Callable

from ssu_desktop.storage import DataFile


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
