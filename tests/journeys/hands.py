"""Hands at the keyboard and the mouse: everything a journey does goes through keys and clicks."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from pypdfium2 import PdfDocument
from PySide6.QtCore import QCoreApplication, QEvent, QObject, QPoint, Qt, QTimer
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QDialog,
    QFileDialog,
    QMainWindow,
    QMenu,
    QWidget,
)
from pytestqt.qtbot import QtBot

from ssu_desktop.screens.field import AnyField
from ssu_desktop.screens.work import wait_for_work

NONE = Qt.KeyboardModifier.NoModifier
CTRL = Qt.KeyboardModifier.ControlModifier
ALT = Qt.KeyboardModifier.AltModifier
KAZAKH_ROW = '"әіңғ,.үұқө'  # what the number row of a Kazakh layout writes, from the key of 1 on
FIRST_SCAN_CODE = 10  # of the key of 1 on X11
_WAIT_MS = 60_000
_LOOK_MS = 20


class Hands:
    """Types, presses and clicks; looks first whether what is clicked is there to be clicked."""

    def __init__(self, qtbot: QtBot) -> None:
        self.qtbot = qtbot

    @property
    def focused(self) -> QWidget:
        """The widget that has the cursor; the display has no window manager, so the window is brought up."""
        self._bring_up()
        found = QApplication.focusWidget()
        assert found is not None, "nothing has the cursor"
        return found

    def _bring_up(self) -> None:
        windows = [one for one in QApplication.topLevelWidgets() if one.isVisible() and _is_frame(one)]
        window = QApplication.activeModalWidget() or (windows[-1] if windows else None)
        if window is not None and QApplication.activeWindow() is not window:
            window.activateWindow()
            self.wait(lambda: QApplication.activeWindow() is window)

    def type(self, text: str) -> None:
        """Type any letters where the cursor is; QTest knows Latin keys only."""
        for sign in text:
            self._strike(sign, 0)

    def type_by_place(self, figures: str) -> None:
        """Strike the keys of the number row under a Kazakh layout: letters come, the places tell figures."""
        for figure in figures:
            place = "1234567890".index(figure)
            self._strike(KAZAKH_ROW[place], FIRST_SCAN_CODE + place)

    def _strike(self, sign: str, scan_code: int) -> None:
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            QApplication.sendEvent(self.focused, QKeyEvent(kind, 0, NONE, scan_code, 0, 0, sign))

    def press(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = NONE) -> None:
        """Press a key where the cursor is."""
        self.qtbot.keyClick(self.focused, key, modifiers)

    def click(self, button: QAbstractButton) -> None:
        """Click a button that can be seen and pressed."""
        assert button.isVisible(), f"{button.text()!r} cannot be seen"
        assert button.isEnabled(), f"{button.text()!r} cannot be pressed"
        self.qtbot.mouseClick(button, Qt.MouseButton.LeftButton)

    def click_on(self, window: QWidget, text: str) -> None:
        """Click the button that can be seen and bears this text, or a shorter one that stands for it."""
        buttons = window.findChildren(QAbstractButton)
        found = [one for one in buttons if one.isVisible() and text in (one.text(), one.accessibleName())]
        assert found, f"no button {text!r} is to be seen"
        self.click(found[0])

    def fill(self, field: AnyField, text: str) -> None:
        """Put the cursor into a field with the mouse, write over what stands there, go on with Tab."""
        editor = field.editor
        assert editor.isVisible(), f"the field {field.name} cannot be seen"
        self.qtbot.mouseClick(editor, Qt.MouseButton.LeftButton, pos=QPoint(6, editor.height() // 2))
        self.press(Qt.Key.Key_A, CTRL)
        self.type(text)
        self.press(Qt.Key.Key_Tab)

    def choose(self, combo: QComboBox, text: str) -> None:
        """Walk a list with the arrows to the choice that begins with `text`."""
        combo.setFocus()
        self.press(Qt.Key.Key_Home)
        for _step in range(combo.count()):
            if combo.currentText().startswith(text):
                return
            self.press(Qt.Key.Key_Down)
        offered = [combo.itemText(row) for row in range(combo.count())]
        raise AssertionError(f"{text!r} is not among {offered}")

    def pick(self, menu: QMenu | None, text: str) -> QAction:
        """Return the line of a menu that bears `text`, filled as when it is opened."""
        assert menu is not None
        menu.aboutToShow.emit()
        found = [action for action in menu.actions() if text in action.text()]
        assert found, f"{text!r} is not among {[action.text() for action in menu.actions()]}"
        return found[0]

    def in_dialog(self, open_it: Callable[[], object], *answers: Callable[[QDialog], object]) -> None:
        """Do `open_it`, which opens dialogs one after another, and answer each; wait until all are closed."""
        troubles: list[BaseException] = []
        answered: list[QDialog] = []
        looking = QTimer(interval=_LOOK_MS)

        def look() -> None:
            dialog = QApplication.activeModalWidget()
            if not isinstance(dialog, QDialog) or not dialog.isVisible():
                return
            if dialog in answered or len(answered) == len(answers):
                return
            answered.append(dialog)
            try:
                answers[len(answered) - 1](dialog)
            except BaseException as trouble:
                troubles.append(trouble)
                dialog.done(QDialog.DialogCode.Rejected)

        looking.timeout.connect(look)
        looking.start()
        try:
            open_it()
            self.wait(lambda: bool(troubles) or len(answered) == len(answers))
            self.wait(lambda: not answered[-1].isVisible())
        finally:
            looking.stop()
        if troubles:
            raise troubles[0]

    def wait(self, until: Callable[[], bool]) -> None:
        """Let the window live until it is so."""
        self.qtbot.waitUntil(until, timeout=_WAIT_MS)


def _is_frame(widget: QWidget) -> bool:
    return isinstance(widget, QMainWindow | QDialog)


class Pictures:
    """Keeps what was on the screen, where the variable SSU_PICTURES names a folder: for a human to look."""

    def __init__(self, journey: str) -> None:
        folder = os.environ.get("SSU_PICTURES")
        self._folder = Path(folder) if folder else None
        self._journey, self._taken = journey, 0

    def take(self, widget: QWidget, name: str) -> None:
        """Keep a picture of the widget as it is now."""
        if self._folder is not None:
            self._taken += 1
            self._folder.mkdir(parents=True, exist_ok=True)
            widget.grab().save(str(self._folder / f"{self._journey}-{self._taken:02}-{name}.png"))


class StrayWindows(QObject):
    """Notices widgets that were shown before they had a place: on a desktop they flash as small windows."""

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        self.seen: list[str] = []
        app.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - named by Qt
        """Look at every window that is shown."""
        if event.type() is QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
            plain = watched.windowType() is Qt.WindowType.Window
            named = bool(watched.windowTitle() or watched.objectName())
            if plain and not named and not isinstance(watched, QDialog | QMenu):
                self.seen.append(f"{type(watched).__name__}: {getattr(watched, 'text', str)()!r}")
        return False


def saves_to(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the window that asks where to save answer with `path`, and what tells of it be silent."""
    monkeypatch.setattr("ssu_desktop.screens.print_dialog.tell", lambda *_told, **_values: None)
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args, **_kw: (str(path), ""))


def text_of(path: Path) -> list[str]:
    """Return the words of each page of a PDF, on one line each."""
    with PdfDocument(path) as document:
        return [" ".join(page.get_textpage().get_text_bounded().split()) for page in document]


def settle() -> None:
    """Let what waits in the loop be done: the layout follows the new words."""
    for _turn in range(3):
        wait_for_work()
        QApplication.processEvents()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


def none_of(*remarks: list[str]) -> None:
    """Fail with all remarks at once, one a line."""
    told = [remark for several in remarks for remark in several]
    assert not told, "\n" + "\n".join(told)
