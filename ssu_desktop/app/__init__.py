"""Build everything and start: the window, or the tour that draws it."""

import builtins
import gc
import sys
from collections.abc import Callable
from datetime import date
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ssu_desktop.actions.desk import Desk
    from ssu_desktop.app.window import Program


def open_window(
    path: Path | None, *, login: str | None, password: str | None, clock: Callable[[], date]
) -> int:
    """Open the window and stay until it is closed; return the exit code.

    With `password` the data file is opened at once; raises DataFileError where that fails."""
    program = begin(path, login=login, password=password, clock=clock)
    sys.excepthook = program.confess
    return program.app.exec()


def begin(
    path: Path | None,
    *,
    login: str | None,
    password: str | None,
    clock: Callable[[], date],
    remembers: bool = True,
) -> "Program":
    """Show the window: signed in where there is a password, else the door; see `open_window`."""
    gc.disable()  # walking again and again over what is being imported is a tenth of the start
    _import_without_features()
    desk = None
    if path is not None and password is not None:
        desk = _sit_down(path, login, password, clock)
    from PySide6.QtWidgets import QApplication

    from ssu_desktop.app.window import Program
    from ssu_desktop.screens.collecting import Collector

    app = QApplication.instance()
    if not isinstance(app, QApplication):
        app = QApplication(sys.argv[:1])
    gc.freeze()  # what is imported stays: the collector need not walk over it
    Collector(app)
    program = Program(app, clock=clock, remembers=remembers, fills_display=remembers)
    program.start(path, desk)
    return program


def _import_without_features() -> None:
    """Import as Python does: PySide6 reads the source of each module that is imported beside it, to find out
    whether it wants `__feature__`. Nothing here does; it takes a tenth of the start, and the sources stay in
    memory (20 MB)."""
    import_module("PySide6.QtCore")  # puts its own `__import__` in place and keeps the one before it
    builtins.__import__ = getattr(builtins, "__orig_import__", builtins.__import__)


def _sit_down(path: Path, login: str | None, password: str, clock: Callable[[], date]) -> "Desk":
    """Open the data file; what the window needs is imported while the key is derived."""
    from ssu_desktop.actions.door import begin_key, import_the_rest

    early = begin_key(path, login, password)
    import_the_rest()
    for name in ("window", "places"):
        import_module(f"ssu_desktop.app.{name}")
    from ssu_desktop.actions.opening import open_desk

    return open_desk(path, login, password, clock=clock, early=early)
