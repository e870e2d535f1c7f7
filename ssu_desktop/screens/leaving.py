"""Closing all dialogs when the program is locked; what was typed into them waits for its user."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QThread, QTimer
from PySide6.QtWidgets import QApplication, QDialog

from ssu_desktop.screens.drafts import DraftKeeper

_AGAIN_MS = 10


def close_dialogs(app: QApplication, then: Callable[[], object]) -> None:
    """Close every dialog and menu, keeping what is typed, and call `then` when their callers have gone on.

    A dialog that is asked for waits in a loop of its own within its caller: only when that is left may the
    data file be closed. Where none is open `then` is called at once."""
    while (menu := app.activePopupWidget()) is not None:
        menu.close()
    opened = [one for one in app.topLevelWidgets() if isinstance(one, QDialog) and one.isVisible()]
    for dialog in opened:
        for keeper in dialog.findChildren(DraftKeeper):
            keeper.leave()
    for dialog in reversed(opened):
        QDialog.done(dialog, QDialog.DialogCode.Rejected)  # not `reject`: some refuse that
    if opened:
        _when_left(app, QThread.currentThread().loopLevel(), then)
    else:
        then()


def _when_left(app: QApplication, level: int, then: Callable[[], object]) -> None:
    """Call `then` from a loop further out than the one of the dialog, or from the outermost."""
    now = QThread.currentThread().loopLevel()
    if now < level or now <= 1:
        then()
    else:
        QTimer.singleShot(_AGAIN_MS, app, partial(_when_left, app, level, then))
