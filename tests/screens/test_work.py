"""Long work: off the window's thread, with progress, Cancel, and what went wrong."""

import threading

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from ssu_desktop.language import N_, Language
from ssu_desktop.screens.ask import Dialog
from ssu_desktop.screens.words import switch_language
from ssu_desktop.screens.work import Progress, is_working, run_in_background, time_left, wait_for_work

TITLE = N_("Print")


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    return made


def test_the_result_comes_back_to_the_windows_thread(window: QWidget, qtbot: QtBot) -> None:
    seen: list[object] = []

    def task(progress: Progress) -> str:
        seen.append(threading.current_thread() is threading.main_thread())
        progress.tell(1, 2)
        return "done"

    def done(result: str) -> None:
        seen.extend([result, threading.current_thread() is threading.main_thread()])

    work = run_in_background(window, task, done, TITLE)
    with qtbot.waitSignal(work.ended):
        pass
    assert seen == [False, "done", True]


def test_what_the_task_raises_comes_back(window: QWidget, qtbot: QtBot) -> None:
    failures: list[Exception] = []

    def task(_progress: Progress) -> None:
        raise OSError("disk full")

    work = run_in_background(window, task, lambda _result: None, TITLE, failed=failures.append)
    with qtbot.waitSignal(work.ended):
        pass
    assert [str(error) for error in failures] == ["disk full"]


def test_a_failure_that_nobody_takes_is_shown_in_words(window: QWidget, qtbot: QtBot) -> None:
    shown: list[str] = []

    def look() -> None:
        dialog = QApplication.activeModalWidget()
        if isinstance(dialog, Dialog):
            shown.append(dialog.heading.text())
            dialog.accept()

    def task(_progress: Progress) -> None:
        raise OSError("disk full")

    often = QTimer(window, interval=10)
    often.timeout.connect(look)
    often.start()
    work = run_in_background(window, task, lambda _result: None, TITLE)
    with qtbot.waitSignal(work.ended):
        pass
    assert len(shown) == 1


def test_cancel_stops_the_task_at_its_next_step_and_nothing_else_happens(
    window: QWidget, qtbot: QtBot
) -> None:
    ends: list[object] = []
    steps, pause = threading.Event(), threading.Event()

    def task(progress: Progress) -> None:
        while True:
            progress.tell(1, 2)
            steps.set()
            pause.wait(0.01)

    work = run_in_background(window, task, ends.append, TITLE, failed=ends.append)
    work.dialog.show()
    assert steps.wait(60)
    with qtbot.waitSignal(work.ended):
        qtbot.mouseClick(work.dialog.stop, Qt.MouseButton.LeftButton)
    assert ends == []


def test_the_time_left_is_told_in_words(qapp: QApplication) -> None:
    switch_language(qapp, Language.RU)
    assert time_left(20) == "осталось меньше минуты"
    assert time_left(180) == "осталось около 3 мин"


def test_a_window_that_is_gone_waits_for_nothing_more_so_that_the_program_locks(qtbot: QtBot) -> None:
    closed, goes_on = QWidget(), threading.Event()
    work = run_in_background(closed, lambda _progress: goes_on.wait(60), lambda _result: None, TITLE)
    assert is_working()
    with qtbot.waitSignal(work.destroyed):
        closed.deleteLater()
    goes_on.set()
    wait_for_work()
    assert not is_working()


def test_a_result_that_nobody_can_take_does_not_keep_the_program_from_locking(
    window: QWidget, qtbot: QtBot
) -> None:
    def done(_result: None) -> None:
        raise ValueError("a mistake of the program")

    with qtbot.captureExceptions() as raised:
        work = run_in_background(window, lambda _progress: None, done, TITLE)
        with qtbot.waitSignal(work.ended):
            pass
    assert [kind for kind, _error, _trace in raised] == [ValueError]
    assert not is_working()
