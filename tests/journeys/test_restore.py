"""Restoring through the window: out of the settings, at the door of a damaged file, on a new computer."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel, QPushButton
from pytestqt.qtbot import QtBot
from sqlalchemy import func, select

from ssu_desktop.actions.backups import back_up_to, keep_backup
from ssu_desktop.actions.desk import Desk
from ssu_desktop.actions.opening import open_desk
from ssu_desktop.app.window import Program
from ssu_desktop.records import Person
from ssu_desktop.screens.ask import Dialog
from ssu_desktop.screens.restore_dialog import RestoreDialog
from ssu_desktop.screens.settings import SettingsScreen
from ssu_desktop.screens.settings_backups import BackupsSection
from ssu_desktop.screens.unlock import UnlockScreen
from ssu_desktop.storage.kept import list_kept, place_of
from ssu_desktop.storage.snapshot import Occasion
from tests.journeys.conftest import TODAY
from tests.support.datafile import CHEAP
from tests.support.people import person

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def desk(demo: Path) -> Iterator[Desk]:
    """Somebody at the desk of the demo, its keys made cheap."""
    sat = open_desk(demo, password="demo", clock=lambda: TODAY)  # noqa: S106 - everybody knows it
    sat.file.put_user_slot(sat.user.id, sat.user.login, "demo", cost=CHEAP)
    yield sat
    sat.file.close()


def enter(desk: Desk) -> None:
    with desk.write("Add a person") as session:
        session.add(person("Кейінгі"))


def count(desk: Desk) -> int:
    with desk.read() as session:
        return session.scalar(select(func.count()).select_from(Person)) or 0


def when_asked(kind: type[Dialog], act: Callable[[Dialog], object], wait_ms: int = 10) -> None:
    """Do something with the next dialog of this kind."""

    def look() -> None:
        dialog = QApplication.activeModalWidget()
        if isinstance(dialog, kind):
            act(dialog)
        else:
            QTimer.singleShot(wait_ms, look)

    QTimer.singleShot(wait_ms, look)


def door_of(program: Program) -> UnlockScreen | None:
    door = program.door.centralWidget() if program.door is not None else None
    return door if isinstance(door, UnlockScreen) else None


def sign_in(qtbot: QtBot, program: Program) -> Desk:
    door = door_of(program)
    assert door is not None
    qtbot.waitUntil(door.card.isEnabled)
    door.password.set_value("demo")
    qtbot.mouseClick(door.go, LEFT)
    qtbot.waitUntil(lambda: program.desk is not None)
    assert program.desk is not None
    return program.desk


def test_out_of_the_settings_one_sees_what_would_be_lost_and_the_former_file_is_kept(
    qtbot: QtBot, program: Program, desk: Desk
) -> None:
    before = count(desk)
    keep_backup(desk, Occasion.TIME)
    enter(desk)
    path = desk.file.path
    program.start(desk=desk)
    assert program.shell is not None
    program.shell.open_place("settings")
    settings = program.shell.screen_in_front()
    assert isinstance(settings, SettingsScreen)
    section = settings.show_section("backups")
    assert isinstance(section, BackupsSection)
    said: list[str] = []

    def agree(dialog: Dialog) -> None:
        buttons = {one.text(): one for one in dialog.findChildren(QPushButton)}
        said.extend(label.text() for label in dialog.findChildren(QLabel))
        qtbot.mouseClick(buttons["Қалпына келтіру"], LEFT)

    when_asked(Dialog, agree)
    section.table.selectRow(0)
    qtbot.mouseClick(section.restore, LEFT)
    qtbot.waitUntil(lambda: (door := door_of(program)) is not None and not door.hint.isHidden())
    (aside,) = path.parent.glob("*-before-restore-*.ssu")
    again = sign_in(qtbot, program)
    assert again.file.path == path
    assert count(again) == before
    former = open_desk(aside, password="demo")  # noqa: S106
    assert count(former) == before + 1
    former.file.close()
    assert [kept.manifest.occasion for kept in list_kept(path) if kept.manifest] == [
        Occasion.RESTORE,
        Occasion.TIME,
    ]
    assert any("Адам қосу: 1" in words for words in said)


def test_at_the_door_of_a_damaged_file_the_newest_sound_backup_is_offered(
    qtbot: QtBot, program: Program, desk: Desk
) -> None:
    before = count(desk)
    keep_backup(desk, Occasion.TIME)
    enter(desk)
    newest = keep_backup(desk, Occasion.TIME)
    path = desk.file.path
    desk.file.close()
    spoil(newest.path / "data.db")
    (path / "keys.json").unlink()
    program.start(path)
    door = door_of(program)
    assert door is not None
    said: list[str] = []

    def put_back(dialog: Dialog) -> None:
        assert isinstance(dialog, RestoreDialog)
        qtbot.waitUntil(dialog.go.isEnabled)
        said.append(dialog.about.text())
        assert dialog.table.currentIndex().row() == 1, "the newest is damaged"
        qtbot.mouseClick(dialog.go, LEFT)

    when_asked(RestoreDialog, put_back)
    qtbot.mouseClick(door.bring_back, LEFT)
    again = sign_in(qtbot, program)
    assert count(again) == before
    assert said
    assert list(path.parent.glob("*-before-restore-*.ssu"))


def spoil(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)


def test_a_damaged_backup_is_refused_in_the_dialog_and_nothing_is_made(
    qtbot: QtBot, program: Program, desk: Desk
) -> None:
    spoil(keep_backup(desk, Occasion.TIME).path / "data.db")
    path = desk.file.path
    desk.file.close()
    program.start(path)
    door = door_of(program)
    assert door is not None
    refused: list[str] = []

    def try_it(dialog: Dialog) -> None:
        assert isinstance(dialog, RestoreDialog)
        qtbot.waitUntil(dialog.go.isEnabled)
        qtbot.mouseClick(dialog.go, LEFT)
        qtbot.waitUntil(lambda: not dialog.error.isHidden())
        refused.append(dialog.error.text())
        dialog.reject()

    when_asked(RestoreDialog, try_it)
    qtbot.mouseClick(door.bring_back, LEFT)
    assert refused
    assert not list(path.parent.glob("*-before-restore-*"))
    open_desk(path, password="demo").file.close()  # noqa: S106


def test_on_a_new_computer_one_file_and_the_recovery_code_bring_everything_back(
    qtbot: QtBot, program: Program, desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The drill: this computer burned down."""
    with desk.write("Attach a scan") as session:
        digest = desk.file.keep_scan(session, b"%PDF a paper")
    before, code = count(desk), desk.file.new_recovery_code(cost=CHEAP)
    stick = tmp_path / "stick"
    stick.mkdir()
    backup, path = back_up_to(desk, stick), desk.file.path
    desk.file.close()
    shutil.rmtree(path)
    shutil.rmtree(place_of(path), ignore_errors=True)
    program.show_door()  # nothing is known on this computer
    door = door_of(program)
    assert door is not None
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_words: (str(backup), ""))

    def put_back(dialog: Dialog) -> None:
        assert isinstance(dialog, RestoreDialog)
        qtbot.mouseClick(dialog.browse, LEFT)
        qtbot.mouseClick(dialog.go, LEFT)

    when_asked(RestoreDialog, put_back)
    qtbot.mouseClick(door.bring_back, LEFT)
    qtbot.mouseClick(door.forgot, LEFT)
    door.code.set_value(code)
    qtbot.mouseClick(door.go, LEFT)
    qtbot.waitUntil(lambda: not door.fresh.isHidden())
    opened = door.file.value()
    assert opened is not None
    assert opened.name == "demo.ssu"
    assert opened != path
    door.fresh.password.set_value("жаңа құпия сөз тіркесі")
    door.fresh.repeat.set_value("жаңа құпия сөз тіркесі")
    qtbot.mouseClick(door.fresh.go, LEFT)
    qtbot.waitUntil(lambda: program.desk is not None)
    assert program.desk is not None
    assert count(program.desk) == before
    assert (program.desk.file.scans / digest).exists()
    assert program.desk.file.check() == ()
