"""Presses all that can be pressed on what is seen, answers the dialogs that come, notes what is refused."""

import traceback
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import partial
from types import TracebackType

from PySide6.QtCore import QEvent, QPoint, Qt, QTimer
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QDialog,
    QLabel,
    QMenu,
    QPushButton,
    QWidget,
)
from shiboken6 import isValid

from ssu_desktop.language import _
from ssu_desktop.screens.facts import EntryRow
from ssu_desktop.screens.lines import KeyLine
from ssu_desktop.screens.screen import Command, Screen
from ssu_desktop.screens.work import is_working, wait_for_work
from ssu_desktop.storage.errors import DataFileError, NotAllowed

_LOOK_MS = 5
_FEW = 2
_MOST_DIALOGS = 4  # within one press; then all that stands open is left


@dataclass
class Presser:
    """`refused` are the ways that ended with "your role does not allow this", each with what was pressed."""

    pressed: set[str] = field(default_factory=set)
    refused: set[str] = field(default_factory=set)
    mistakes: list[str] = field(default_factory=list)
    _way: str = ""
    _answered: int = 0

    def press_all(self, name: str, open_it: Callable[[], Screen]) -> None:
        """Press every button, line, key and menu of a screen; one that was left is opened again."""
        screen = open_it()
        for command in list(screen.commands):
            self._do(f"{name}: {command}", partial(_ask, open_it, command))
        for kind in (QAbstractButton, EntryRow, KeyLine):
            for text in _names(open_it(), kind):
                self._do(f"{name}: {text}", partial(_press, open_it, kind, text))
        for more in open_it().findChildren(QAbstractButton):
            menu = getattr(more, "menu", lambda: None)() if isValid(more) else None
            if isinstance(menu, QMenu) and more.isVisible() and more.isEnabled():
                self.pull_down(menu, name)

    def pull_down(self, menu: QMenu, name: str) -> None:
        """Choose every entry of a menu."""
        for text in entries(menu):
            self._do(f"{name}: {text}", lambda text=text: _choose(menu, text))

    def confess(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        """Note what a slot raised: a refusal, or a mistake of the program."""
        if issubclass(kind, NotAllowed):
            self.refused.add(self._way)
        elif not issubclass(kind, DataFileError):
            where = traceback.extract_tb(trace)[-1]
            self.mistakes.append(f"{self._way}: {error!r} at {where.filename}:{where.lineno}")

    def _do(self, way: str, act: Callable[[], object]) -> None:
        if any(word in way for word in _LEFT_ALONE):
            return
        self._way, self._answered = way, 0
        self.pressed.add(way)
        looking = QTimer(interval=_LOOK_MS)
        looking.timeout.connect(self._look)
        looking.start()
        try:
            act()
            self._settle()
        except Exception as error:  # as a slot would raise it
            self.confess(type(error), error, error.__traceback__)
        finally:
            looking.stop()
        for window in QApplication.topLevelWidgets():
            if isinstance(window, QDialog | QMenu) and window.isVisible():
                self._note(window)
                window.close()
        self._settle()

    def _settle(self) -> None:
        for _turn in range(2000):
            QApplication.processEvents()
            dialog = QApplication.activeModalWidget()
            if not is_working() and dialog is None:
                return
            if dialog is not None and self._answered > _MOST_DIALOGS and isinstance(dialog, QDialog):
                dialog.done(QDialog.DialogCode.Rejected)
            wait_for_work()
            self._look()

    def _look(self) -> None:
        """Answer the dialog in front: with its verb the first time, and leave it when it stays."""
        dialog = QApplication.activeModalWidget()
        if not isinstance(dialog, QDialog) or not dialog.isVisible():
            return
        self._note(dialog)
        self._answered += 1
        for name in ("go", "save"):  # the verb of a form; of a preview what needs no printer
            verb = getattr(dialog, name, None)
            if self._answered == 1 and isinstance(verb, QAbstractButton) and _can_be_pressed(verb):
                verb.click()
                return
        defaults = [one for one in dialog.findChildren(QAbstractButton) if getattr(one, "isDefault", bool)()]
        if self._answered <= _MOST_DIALOGS and defaults and defaults[0].isEnabled():
            defaults[0].click()
            return
        dialog.done(QDialog.DialogCode.Rejected)

    def _note(self, window: QWidget) -> None:
        begins = _(NotAllowed.text, action="").split(":")[0]
        told = [one.text() for one in window.findChildren(QLabel)]
        if any(begins in text for text in told):
            self.refused.add(self._way)


# They lead out of the program, or lock it.
_LEFT_ALONE = ("F12", "Бағдарламаны жабу")


def _can_be_pressed(button: QAbstractButton) -> bool:
    return button.isVisible() and button.isEnabled()


def entries(menu: QMenu) -> list[str]:
    """Return the words of a menu that is pulled down."""
    menu.aboutToShow.emit()
    return [one.text() for one in menu.actions() if one.isVisible() and one.isEnabled() and one.text()]


def _choose(menu: QMenu, text: str) -> None:
    menu.aboutToShow.emit()
    for one in menu.actions():
        if one.text() == text and one.isEnabled():
            one.trigger()
            return


def _names(screen: Screen, kind: type[QWidget]) -> list[str]:
    """Return the names of what is seen of a kind, each once: what is pressed may build the screen anew.

    Of lines and marks that are many of one card, the first few stand for the others."""
    found, few = dict[str, None](), Counter[object]()
    for name, one in _seen(screen, kind):
        alike = (type(one), one.parentWidget())
        few[alike] += 1
        if type(one) is QPushButton or few[alike] <= _FEW:
            found.setdefault(name)
    return list(found)


def _seen(screen: Screen, kind: type[QWidget]) -> Iterator[tuple[str, QWidget]]:
    for one in screen.findChildren(kind):
        if one.isVisibleTo(screen.window()) and one.isEnabled() and not isinstance(one, QComboBox):
            said = one.text() if isinstance(one, QAbstractButton) else ""
            name = said or one.accessibleName() or one.toolTip()
            if not (isinstance(one, QAbstractButton) and getattr(one, "menu", bool)()):
                yield f"{type(one).__name__} {name}", one


def _ask(open_it: Callable[[], Screen], command: Command) -> None:
    act = open_it().commands.get(command)
    if act is not None:
        act()


def _press(open_it: Callable[[], Screen], kind: type[QWidget], name: str) -> None:
    for found, one in _seen(open_it(), kind):
        if found == name:
            if isinstance(one, QAbstractButton):
                one.click()
            elif isinstance(one, KeyLine):
                one.opened.emit()
                one.ticked.emit()
            else:
                _release(one)
            return


def _release(row: QWidget) -> None:
    left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    place = QPoint(5, 5)
    event = QMouseEvent(QEvent.Type.MouseButtonRelease, place, row.mapToGlobal(place), left, left, none)
    QApplication.sendEvent(row, event)
