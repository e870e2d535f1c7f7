"""The window, opened from the command line or by a click."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

from ssu_desktop.commands.display import why_no_window
from ssu_desktop.commands.exits import CommandFailed, Exit


def show_window(
    path: Path | None = None,
    *,
    login: str | None = None,
    password: str | None = None,
    clock: Callable[[], date] = date.today,
) -> int:
    """Open the window on `path` or on the file used last; return the exit code of the program."""
    if (lacking := why_no_window()) is not None:
        raise CommandFailed(Exit.NO_DISPLAY, lacking)
    from ssu_desktop.app import open_window

    return open_window(path, login=login, password=password, clock=clock)
