"""The way in through the real screen: password, recovery code, and what is said when it does not open."""

import json
import shutil
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QFileDialog, QPushButton
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from ssu_desktop.actions.desk import Desk
from ssu_desktop.actions.opening import open_desk
from ssu_desktop.records import Change, Person, User, new_id
from ssu_desktop.records.kinds import Role
from ssu_desktop.screens.ask import Dialog
from ssu_desktop.screens.screen import Screen
from ssu_desktop.screens.unlock import UnlockScreen
from ssu_desktop.storage import WrongPassword, open_data_file
from tests.support.datafile import CHEAP, LOGIN, PASSWORD, Prepared, prepared_file

TODAY = date(2026, 3, 12)


@pytest.fixture
def prepared(tmp_path: Path) -> Prepared:
    """A closed data file with one user."""
    made = prepared_file(tmp_path)
    with made.open() as file, file.write("prepare", made.actor) as session:
        session.add(
            User(
                id=made.user_id,
                login=LOGIN,
                full_name="Айгүл",
                role=Role.ADMINISTRATOR,
                further_roles=(Role.HEAD,),
                sees_victims=True,
            )
        )
    return made


@pytest.fixture
def opened_desks() -> Iterator[list[Desk]]:
    """The desks that a test opened; closed at its end."""
    desks: list[Desk] = []
    yield desks
    for desk in desks:
        desk.file.close()


@pytest.fixture
def show(qtbot: QtBot, opened_desks: list[Desk]) -> Callable[..., UnlockScreen]:
    """Show the screen over some recent files."""

    def make(*recent: Path) -> UnlockScreen:
        screen = UnlockScreen(lambda: recent, clock=lambda: TODAY)
        screen.opened.connect(opened_desks.append)
        qtbot.addWidget(screen)
        screen.resize(1366, 768)
        with qtbot.waitExposed(screen):
            screen.show()
        screen.take_focus()
        return screen

    return make


def test_the_right_password_and_enter_open_the_file(
    qtbot: QtBot, show: Callable[..., UnlockScreen], prepared: Prepared, opened_desks: list[Desk]
) -> None:
    screen = show(prepared.path)
    assert screen.login.isHidden()  # there is only one user
    screen.password.set_value(PASSWORD)
    with qtbot.waitSignal(screen.opened):
        qtbot.keyClick(screen.password.line, Qt.Key.Key_Return)
    assert opened_desks[0].user.login == LOGIN
    assert opened_desks[0].today == TODAY
    assert screen.password.value() == ""


def test_a_wrong_password_is_said_beside_the_field_and_the_data_is_safe(
    qtbot: QtBot, show: Callable[..., UnlockScreen], prepared: Prepared
) -> None:
    screen = show(prepared.path)
    screen.password.set_value("no such password")
    qtbot.mouseClick(screen.go, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not screen.password.error.isHidden())
    assert screen.file.error.isHidden()
    assert screen.card.isEnabled()


def test_while_the_file_opens_no_word_is_cut_and_the_other_way_in_comes_back(
    qtbot: QtBot, show: Callable[..., UnlockScreen], prepared: Prepared
) -> None:
    screen = show(prepared.path)
    screen.password.set_value("no such password")
    qtbot.mouseClick(screen.go, Qt.MouseButton.LeftButton)
    assert screen.forgot.isHidden() or screen.forgot.width() >= screen.forgot.sizeHint().width()
    qtbot.waitUntil(lambda: not screen.password.error.isHidden())
    assert screen.forgot.isVisible()


@pytest.fixture
def rolled_back(prepared: Prepared, tmp_path: Path) -> Prepared:
    """A data file whose database is an old copy: the last entry of its history is lost."""
    shutil.copy(prepared.path / "data.db", tmp_path / "old.db")
    with prepared.open() as file, file.write("add", prepared.actor) as session:
        session.add(Person(surname="Омаров", given_name="Ерлан", sort_key="омаров", search_key="омаров"))
    shutil.copy(tmp_path / "old.db", prepared.path / "data.db")
    return prepared


def choosing(qtbot: QtBot, verb: str, seen: list[str]) -> None:
    """Press the button of this name in the next question."""

    def choose() -> None:
        asked = QApplication.activeModalWidget()
        assert isinstance(asked, Dialog)
        seen.append(asked.heading.text())
        buttons = {button.text(): button for button in asked.findChildren(QPushButton)}
        qtbot.mouseClick(buttons[verb], Qt.MouseButton.LeftButton)

    def wait() -> None:
        if QApplication.activeModalWidget() is None:
            QTimer.singleShot(10, wait)
        else:
            choose()

    QTimer.singleShot(10, wait)


def test_a_file_whose_last_entries_are_lost_opens_as_it_is_and_the_history_says_so(
    qtbot: QtBot, show: Callable[..., UnlockScreen], rolled_back: Prepared, opened_desks: list[Desk]
) -> None:
    screen, seen = show(rolled_back.path), list[str]()
    screen.password.set_value(PASSWORD)
    choosing(qtbot, "Сол күйінде ашу", seen)
    with qtbot.waitSignal(screen.opened):
        qtbot.mouseClick(screen.go, Qt.MouseButton.LeftButton)
    assert seen == ["Соңғы жазбалар жоқ"]
    with opened_desks[0].read() as session:
        assert "accept-lost-tail" in session.scalars(select(Change.action)).all()


def test_who_would_rather_fetch_the_backup_leaves_the_file_as_it_was(
    qtbot: QtBot, show: Callable[..., UnlockScreen], rolled_back: Prepared, opened_desks: list[Desk]
) -> None:
    screen, seen = show(rolled_back.path), list[str]()
    before = (rolled_back.path / "head.json").read_bytes()
    screen.password.set_value(PASSWORD)
    choosing(qtbot, "Бас тарту", seen)
    qtbot.mouseClick(screen.go, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not screen.file.error.isHidden())
    assert opened_desks == []
    assert (rolled_back.path / "head.json").read_bytes() == before


def test_the_login_is_asked_for_where_there_are_two_users(
    show: Callable[..., UnlockScreen], prepared: Prepared
) -> None:
    with prepared.open() as file:
        file.put_user_slot(new_id(), "second", "another password", cost=CHEAP)
    screen = show(prepared.path)
    assert not screen.login.isHidden()
    assert screen.login.combo.count() == 2


def test_a_file_that_is_open_elsewhere_is_said_beside_the_file(
    qtbot: QtBot, show: Callable[..., UnlockScreen], prepared: Prepared
) -> None:
    screen = show(prepared.path)
    with prepared.open():
        screen.password.set_value(PASSWORD)
        qtbot.mouseClick(screen.go, Qt.MouseButton.LeftButton)
        qtbot.waitUntil(lambda: not screen.file.error.isHidden())
    assert screen.password.error.isHidden()


def test_a_damaged_file_is_said_before_a_password_is_typed(
    show: Callable[..., UnlockScreen], prepared: Prepared
) -> None:
    (prepared.path / "keys.json").write_text("{", encoding="utf-8")
    screen = show(prepared.path)
    assert "keys.json" in screen.file.error.text()


def test_a_file_of_a_newer_program_is_refused_in_words(
    show: Callable[..., UnlockScreen], prepared: Prepared
) -> None:
    format_file = prepared.path / "format.json"
    content = json.loads(format_file.read_text(encoding="utf-8"))
    content.update(schema="9999", product="99.0")
    format_file.write_text(json.dumps(content), encoding="utf-8")
    screen = show(prepared.path)
    assert "99.0" in screen.file.error.text()


def test_the_recovery_code_opens_the_file_and_gives_a_new_password(
    qtbot: QtBot, show: Callable[..., UnlockScreen], prepared: Prepared, opened_desks: list[Desk]
) -> None:
    screen = show(prepared.path)
    qtbot.mouseClick(screen.forgot, Qt.MouseButton.LeftButton)
    assert screen.password.isHidden()
    screen.code.set_value(prepared.recovery_code.lower())
    qtbot.keyClick(screen.code.line, Qt.Key.Key_Return)
    qtbot.waitUntil(screen.fresh.isVisible)
    screen.fresh.password.set_value("three unrelated words")
    screen.fresh.repeat.set_value("three other words")
    qtbot.mouseClick(screen.fresh.go, Qt.MouseButton.LeftButton)
    assert not screen.fresh.repeat.error.isHidden()
    screen.fresh.repeat.set_value("three unrelated words")
    with qtbot.waitSignal(screen.opened):
        qtbot.mouseClick(screen.fresh.go, Qt.MouseButton.LeftButton)
    opened_desks.pop().file.close()
    open_desk(prepared.path, LOGIN, "three unrelated words").file.close()


def test_a_slip_in_the_recovery_code_names_its_group(
    qtbot: QtBot, show: Callable[..., UnlockScreen], prepared: Prepared
) -> None:
    screen = show(prepared.path)
    qtbot.mouseClick(screen.forgot, Qt.MouseButton.LeftButton)
    groups = prepared.recovery_code.split("-")
    groups[2] = "AAAAA"
    screen.code.set_value("-".join(groups))
    qtbot.mouseClick(screen.go, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not screen.code.error.isHidden())
    assert "3" in screen.code.error.text()


def test_with_no_known_file_one_is_opened_or_made(
    qtbot: QtBot,
    show: Callable[..., UnlockScreen],
    prepared: Prepared,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    screen = show(prepared.path.parent / "gone.ssu")
    assert screen.password.isHidden()
    assert screen.hint.text()
    with qtbot.waitSignal(screen.creates):
        qtbot.mouseClick(screen.new, Qt.MouseButton.LeftButton)
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(prepared.path))
    qtbot.mouseClick(screen.other, Qt.MouseButton.LeftButton)
    assert screen.file.value() == prepared.path
    assert screen.password.isVisible()


def test_the_locked_screen_keeps_nothing_of_the_former_user(
    qtbot: QtBot, prepared: Prepared, dressed: object
) -> None:
    screen: Screen = UnlockScreen(lambda: [prepared.path], locked=True)
    qtbot.addWidget(screen)
    texts = [label.text() for label in screen.findChildren(type(screen.heading))]
    assert not any("Айгүл" in text for text in texts)
    open_data_file(prepared.path, login=LOGIN, password=PASSWORD).close()  # the lock is let go of


def refuse(prepared: Prepared, *, failed: int, ago: timedelta) -> None:
    """Let the password of the user have been wrong so often, so long ago."""
    refused = prepared.path / "refused.json"
    content = json.loads(refused.read_bytes())
    last = (datetime.now(UTC) - ago).isoformat()
    content["tries"][prepared.user_id.hex] = {"failed": failed, "last": last}
    refused.write_text(json.dumps(content), encoding="utf-8")


def test_too_many_wrong_passwords_have_to_wait_and_the_seconds_run_down(
    qtbot: QtBot, show: Callable[..., UnlockScreen], prepared: Prepared, opened_desks: list[Desk]
) -> None:
    with pytest.raises(WrongPassword):
        open_data_file(prepared.path, login=LOGIN, password="жат құпиясөз")  # noqa: S106 - of a test
    refuse(prepared, failed=12, ago=timedelta())  # five minutes to wait: more than a busy computer needs
    screen = show(prepared.path)
    screen.password.set_value(PASSWORD)
    qtbot.mouseClick(screen.go, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: screen.wait.isActive())
    assert opened_desks == []
    screen.wait.setInterval(3_600_000)  # the test counts
    left = screen.wait.left
    assert 1 <= left <= 300
    for second in range(left, 0, -1):
        assert f" {second} " in screen.password.error.text()
        screen.wait.timeout.emit()
    assert screen.password.error.isHidden()
    assert not screen.wait.isActive()
    refuse(prepared, failed=12, ago=timedelta(seconds=300))
    with qtbot.waitSignal(screen.opened):
        qtbot.mouseClick(screen.go, Qt.MouseButton.LeftButton)
    assert opened_desks[0].user.login == LOGIN
