"""Work that typing asks for again and again: the newest wins, and nothing comes after the window is gone."""

import threading

import pytest
from PySide6.QtCore import QThreadPool
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from ssu_desktop.language import N_
from ssu_desktop.screens.newest import Newest

TITLE = N_("Drawing the pages")


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    return made


def test_what_was_overtaken_is_neither_begun_nor_shown(window: QWidget, qtbot: QtBot) -> None:
    shown: list[str] = []
    begun: list[str] = []
    gate = threading.Event()

    def slow() -> str:
        begun.append("first")
        gate.wait()
        return "first"

    def quick(text: str) -> str:
        begun.append(text)
        return text

    newest: Newest[str] = Newest(window, TITLE, shown.append, lambda _error: None)
    newest.ask(slow)
    newest.ask(lambda: quick("second"))
    newest.ask(lambda: quick("third"))
    assert newest.busy
    gate.set()
    qtbot.waitUntil(lambda: not newest.busy)
    assert (begun, shown) == (["first", "third"], ["third"])


def test_a_failure_is_told_unless_something_newer_waits(window: QWidget, qtbot: QtBot) -> None:
    failures: list[str] = []
    gate = threading.Event()

    def fail() -> str:
        gate.wait()
        raise OSError("disk")

    newest: Newest[str] = Newest(window, TITLE, lambda _text: None, lambda error: failures.append(str(error)))
    newest.ask(fail)
    newest.ask(fail)
    gate.set()
    qtbot.waitUntil(lambda: not newest.busy)
    assert failures == ["disk"]


def test_nothing_comes_back_to_a_window_that_is_destroyed(qtbot: QtBot) -> None:
    shown: list[str] = []
    gate = threading.Event()

    def slow() -> str:
        gate.wait()
        return "late"

    window = QWidget()
    newest: Newest[str] = Newest(window, TITLE, shown.append, lambda _error: None)
    newest.ask(slow)
    with qtbot.waitSignal(window.destroyed):
        window.deleteLater()
    gate.set()
    assert QThreadPool.globalInstance().waitForDone(60_000)
    qtbot.wait(1)
    assert shown == []
