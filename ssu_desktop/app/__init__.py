"""Build everything and start: the window, or the tour that draws it."""

import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path


def open_window(
    path: Path | None, *, login: str | None, password: str | None, clock: Callable[[], date]
) -> int:
    """Open the window and stay until it is closed; return the exit code.

    With `password` the data file is opened at once; raises DataFileError where that fails."""
    from PySide6.QtWidgets import QApplication

    from ssu_desktop.actions.opening import open_desk
    from ssu_desktop.app.window import Program
    from ssu_desktop.screens.collecting import Collector

    desk = open_desk(path, login, password, clock=clock) if path and password is not None else None
    app = QApplication.instance()
    if not isinstance(app, QApplication):
        app = QApplication(sys.argv[:1])
    Collector(app)
    program = Program(app, clock=clock)
    sys.excepthook = program.confess
    program.start(path, desk)
    return app.exec()
