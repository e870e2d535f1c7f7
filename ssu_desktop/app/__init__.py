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

_FIRST_SCREEN = ("ssu_desktop.app.places", "ssu_desktop.app.keeping", "ssu_desktop.screens.shell")


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
    enter = None
    if path is not None and password is not None:
        enter = _begin_to_sit_down(path, login, password, clock)
    _import_without_features()
    from PySide6.QtWidgets import QApplication

    from ssu_desktop.app.window import Program
    from ssu_desktop.screens.collecting import Collector

    app = QApplication.instance()
    if not isinstance(app, QApplication):
        app = QApplication(sys.argv[:1])
    program = Program(app, clock=clock, remembers=remembers, fills_display=remembers)
    desk = enter() if enter is not None else None
    gc.freeze()  # what is imported stays: the collector need not walk over it
    Collector(app)
    program.start(path, desk)
    return program


def _import_without_features() -> None:
    """Import as Python does: PySide6 reads the source of each module that is imported beside it, to find out
    whether it wants `__feature__`. Nothing here does; it takes a tenth of the start, and the sources stay in
    memory (20 MB)."""
    import_module("PySide6.QtCore")  # puts its own `__import__` in place and keeps the one before it
    builtins.__import__ = getattr(builtins, "__orig_import__", builtins.__import__)


def _begin_to_sit_down(
    path: Path, login: str | None, password: str, clock: Callable[[], date]
) -> Callable[[], "Desk"]:
    """Begin to derive the key; return what opens the data file with it, once the rest was imported.

    All that can be done before the key is known is done while it is derived."""
    from ssu_desktop.actions.door import begin_key, import_the_rest

    early = begin_key(path, login, password)

    def enter() -> "Desk":
        import_the_rest()
        for name in _FIRST_SCREEN:
            import_module(name)
        from ssu_desktop.actions.opening import open_desk

        return open_desk(path, login, password, clock=clock, early=early)

    return enter
