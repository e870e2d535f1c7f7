"""The backups that the window makes by itself: on closing, while one works, and for the stick."""

import shutil
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot

from ssu_desktop.actions.backups import back_up_to, is_uncovered, keep_backup
from ssu_desktop.actions.desk import Desk
from ssu_desktop.actions.opening import open_desk
from ssu_desktop.app.keeping import Keeper
from ssu_desktop.app.window import Program
from ssu_desktop.screens.closing import ClosingDialog
from ssu_desktop.screens.shell import Shell
from ssu_desktop.screens.work import wait_for_work
from ssu_desktop.storage import open_data_file
from ssu_desktop.storage.kept import list_kept, place_of
from ssu_desktop.storage.snapshot import Occasion
from tests.faults.test_full_disk import needs_root, small_disk
from tests.journeys.conftest import TODAY
from tests.support.people import person

__all__ = ["small_disk"]

DAY = timedelta(days=1)
LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def desk(demo: Path) -> Iterator[Desk]:
    """Somebody at the desk of the demo."""
    sat = open_desk(demo, password="demo", clock=lambda: TODAY)  # noqa: S106 - everybody knows it
    yield sat
    sat.file.close()


@pytest.fixture
def shell(program: Program, desk: Desk) -> Shell:
    """The window at that desk."""
    program.start(desk=desk)
    assert program.shell is not None
    return program.shell


def enter(desk: Desk, surname: str = "Қасымова") -> None:
    with desk.write("Add a person") as session:
        session.add(person(surname))


def keeper_of(shell: Shell, desk: Desk, after: timedelta = timedelta(0), *sticks: Path) -> Keeper:
    """Return a keeper who looks at the clock `after` from now and at these sticks."""
    return Keeper(shell, desk, now=lambda: datetime.now().astimezone() + after, sticks=lambda: list(sticks))


def test_closing_the_window_makes_a_backup_of_what_was_changed_and_shows_that(
    qtbot: QtBot, program: Program, shell: Shell, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    ended: list[bool] = []
    monkeypatch.setattr(program.app, "quit", lambda: ended.append(True))
    enter(desk)
    said: list[str] = []

    def look() -> None:
        dialog = QApplication.activeModalWidget()
        if isinstance(dialog, ClosingDialog):
            said.append(dialog.text.text())
        elif not ended:
            QTimer.singleShot(5, look)

    QTimer.singleShot(0, look)
    path = desk.file.path
    shell.close()
    qtbot.waitUntil(lambda: bool(ended))
    assert said
    (kept,) = list_kept(path)
    assert kept.manifest is not None
    assert kept.manifest.occasion is Occasion.CLOSE
    with open_data_file(path, password="demo") as file:  # noqa: S106 - the lock was let go of
        assert not file.changed_since(kept.manifest)


def test_closing_without_a_change_asks_for_no_time(
    qtbot: QtBot, program: Program, shell: Shell, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(program.app, "quit", lambda: None)
    keep_backup(desk, Occasion.ASKED)
    path = desk.file.path
    shell.close()
    assert len(list_kept(path)) == 1


@needs_root
def test_where_there_is_no_room_for_the_backup_the_window_says_so_and_closes_when_the_user_wants(
    qtbot: QtBot, program: Program, demo: Path, small_disk: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ended: list[bool] = []
    monkeypatch.setattr(program.app, "quit", lambda: ended.append(True))
    path = Path(shutil.copytree(demo, small_disk / "demo.ssu"))
    desk = open_desk(path, password="demo", clock=lambda: TODAY)  # noqa: S106
    program.start(desk=desk)
    assert program.shell is not None
    enter(desk)
    (small_disk / "ballast").write_bytes(bytes(shutil.disk_usage(small_disk).free - 100_000))
    said: list[str] = []

    def give_up() -> None:
        dialog = QApplication.activeModalWidget()
        if isinstance(dialog, ClosingDialog) and dialog.anyway.isVisible():
            said.append(dialog.text.text())
            qtbot.mouseClick(dialog.anyway, LEFT)
        elif not ended:
            QTimer.singleShot(5, give_up)

    QTimer.singleShot(0, give_up)
    program.shell.close()
    qtbot.waitUntil(lambda: bool(ended))
    assert str(place_of(path)) in said[0]
    assert not list_kept(path)


def test_every_half_hour_what_was_changed_is_backed_up_beside_the_work(
    qtbot: QtBot, shell: Shell, desk: Desk
) -> None:
    keeper = keeper_of(shell, desk)
    keeper.keep()
    qtbot.waitUntil(lambda: not is_uncovered(desk))
    keeper.keep()
    wait_for_work()
    assert len(list_kept(desk.file.path)) == 1
    enter(desk)
    keeper._timer.timeout.emit()
    qtbot.waitUntil(lambda: len(list_kept(desk.file.path)) == 2)


def test_a_backup_that_cannot_be_made_while_one_works_is_said_and_tried_again(
    qtbot: QtBot, shell: Shell, desk: Desk
) -> None:
    place_of(desk.file.path).write_text("in the way")
    keeper = keeper_of(shell, desk)
    keeper.keep()
    qtbot.waitUntil(lambda: shell.notices.shown("backup") is not None)
    notice = shell.notices.shown("backup")
    assert notice is not None
    place_of(desk.file.path).unlink()
    qtbot.mouseClick(notice.go, LEFT)
    qtbot.waitUntil(lambda: shell.notices.shown("backup") is None)
    assert len(list_kept(desk.file.path)) == 1


def test_after_a_week_one_click_writes_the_stick(
    qtbot: QtBot, shell: Shell, desk: Desk, tmp_path: Path
) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    keeper = keeper_of(shell, desk, 8 * DAY, stick)
    keeper.look()
    qtbot.waitUntil(lambda: shell.notices.shown("stick") is not None)
    notice = shell.notices.shown("stick")
    assert notice is not None
    qtbot.mouseClick(notice.go, LEFT)
    qtbot.waitUntil(lambda: bool(list(stick.glob("*.ssu-backup"))))
    (backup,) = stick.iterdir()
    qtbot.waitUntil(lambda: str(backup) in said_of(shell))
    with qtbot.waitSignal(keeper.looked):
        keeper.look()
    assert str(backup) in said_of(shell), "nothing is due any more"


def said_of(shell: Shell) -> str:
    notice = shell.notices.shown("stick")
    return notice.text.text() if notice else ""


@pytest.mark.parametrize("after", [timedelta(0), 6 * DAY, timedelta(minutes=-20)])
def test_within_the_week_and_with_a_clock_that_was_put_right_nothing_is_said(
    qtbot: QtBot, shell: Shell, desk: Desk, tmp_path: Path, after: timedelta
) -> None:
    back_up_to(desk, tmp_path)
    enter(desk)
    keeper = keeper_of(shell, desk, after)
    with qtbot.waitSignal(keeper.looked):
        keeper.look()
    assert shell.notices.shown("stick") is None
    assert shell.notices.shown("clock") is None


def test_where_no_stick_is_plugged_in_one_is_asked_for_a_folder(
    qtbot: QtBot, shell: Shell, desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []

    def choose(_parent: object, title: str, _start: str) -> str:
        asked.append(title)
        return ""

    monkeypatch.setattr(QFileDialog, "getExistingDirectory", choose)
    keeper_of(shell, desk).back_up()
    assert asked
    keeper_of(shell, desk, timedelta(0), tmp_path, tmp_path / "other").back_up()
    assert len(asked) == 2


def test_a_stick_that_was_pulled_out_is_said_with_a_way_on(
    qtbot: QtBot, shell: Shell, desk: Desk, tmp_path: Path
) -> None:
    keeper_of(shell, desk, timedelta(0), tmp_path / "pulled out").back_up()
    qtbot.waitUntil(lambda: "pulled out" in said_of(shell))
    notice = shell.notices.shown("stick")
    assert notice is not None
    assert notice.go.isVisible()


def test_a_clock_that_was_set_back_is_said_at_the_sign_in(qtbot: QtBot, shell: Shell, desk: Desk) -> None:
    keeper_of(shell, desk, -400 * DAY).look()
    qtbot.waitUntil(lambda: shell.notices.shown("clock") is not None)
