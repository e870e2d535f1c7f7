"""The program locks after a rest, with the computer, by F12; the next user sees nothing of the first."""

from datetime import date
from pathlib import Path
from uuid import UUID

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ssu_desktop.actions.demo import LOGIN, PASSWORD
from ssu_desktop.actions.desk import Saved
from ssu_desktop.actions.opening import open_desk
from ssu_desktop.actions.people import PeopleQuery, list_people
from ssu_desktop.actions.users import add_user
from ssu_desktop.app.window import Program
from ssu_desktop.records.kinds import Role
from ssu_desktop.rules.organisation import UserDraft
from ssu_desktop.screens.drafts import DraftBanner
from ssu_desktop.screens.idle import IdleWatch
from ssu_desktop.screens.person import PersonScreen
from ssu_desktop.screens.person_form import PersonForm
from ssu_desktop.screens.rename_form import RenameDialog
from ssu_desktop.screens.settings import SettingsScreen
from ssu_desktop.screens.settings_lock import LockSection
from ssu_desktop.screens.shell import Shell
from ssu_desktop.screens.system_lock import locks
from ssu_desktop.screens.today import TodayScreen

TODAY = date(2026, 3, 12)
_TOO_LONG_MS = 120_000  # a dialog that the lock does not close would hold the test for ever
_SECRET = "ұзақ құпия сөзі"  # noqa: S105 - of tests
OTHER = UserDraft(login="erlan", full_name="Омаров Ерлан", role=Role.SOCIAL_WORKER, password=_SECRET)


class Hand:
    """A clock that a test turns."""

    def __init__(self) -> None:
        self.seconds = 1_000_000.0

    def __call__(self) -> float:
        return self.seconds


@pytest.fixture
def hand(program: Program, qapp: QApplication) -> Hand:
    """The clock of the rest."""
    hand = Hand()
    program.rest.deleteLater()
    program.rest = IdleWatch(qapp, program, now=hand)
    program.rest.rested.connect(program.lock)
    program.rest.asked.connect(program.lock)
    return hand


def sit_down(program: Program, demo: Path, login: str = LOGIN, password: str = PASSWORD) -> Shell:
    program.sign_in(open_desk(demo, login, password, clock=lambda: TODAY))
    assert program.shell is not None
    return program.shell


def wait(program: Program, hand: Hand, minutes: float) -> None:
    """Let time go by as the timer does, every five seconds."""
    for _step in range(round(minutes * 12)):
        hand.seconds += 5
        program.rest.look()


def test_the_program_locks_after_the_minutes_of_rest_and_not_before(
    program: Program, demo: Path, hand: Hand
) -> None:
    sit_down(program, demo)
    wait(program, hand, 4.9)
    assert program.desk is not None
    wait(program, hand, 0.1)
    assert program.desk is None
    assert program.door is not None
    assert program.door.isVisible()


def test_a_touch_begins_the_rest_anew(qtbot: QtBot, program: Program, demo: Path, hand: Hand) -> None:
    shell = sit_down(program, demo)
    with qtbot.waitActive(shell):
        shell.activateWindow()
    wait(program, hand, 4)
    QTest.mouseMove(shell.windowHandle())
    QTest.keyClick(shell.windowHandle(), Qt.Key.Key_Shift)
    wait(program, hand, 4.9)
    assert program.desk is not None
    wait(program, hand, 0.1)
    assert program.desk is None


def test_a_computer_that_slept_finds_the_program_locked(program: Program, demo: Path, hand: Hand) -> None:
    sit_down(program, demo)
    wait(program, hand, 1)
    hand.seconds += 90
    program.rest.look()
    assert program.desk is None


def test_a_clock_that_is_set_back_puts_the_lock_off_by_one_rest_at_most(
    program: Program, demo: Path, hand: Hand
) -> None:
    sit_down(program, demo)
    hand.seconds -= 86_400
    wait(program, hand, 5.1)  # from the first look on
    assert program.desk is None


def test_the_minutes_are_chosen_in_the_settings_within_two_and_fifteen(
    program: Program, demo: Path, hand: Hand
) -> None:
    shell = sit_down(program, demo)
    shell.open_place("settings")
    settings = shell.screen_in_front()
    assert isinstance(settings, SettingsScreen)
    section = settings.show_section("lock")
    assert isinstance(section, LockSection)
    assert section.minutes.current() == "5"
    section.minutes.button("2").click()
    wait(program, hand, 2)
    assert program.desk is None
    for asked, kept in ((1, 2), (99, 15), (7, 7)):
        program.rest.choose(asked)
        assert program.rest.minutes == kept


def test_the_program_locks_with_the_computer(qtbot: QtBot, program: Program, demo: Path) -> None:
    sit_down(program, demo)
    program.system.turned(False)  # the screen is free again
    program.system.turned(True)
    qtbot.waitUntil(lambda: program.desk is None)


def test_a_system_that_tells_nothing_is_listened_to_all_the_same(program: Program, demo: Path) -> None:
    program.system.listen(sit_down(program, demo))


def test_windows_tells_of_a_locked_session_and_of_falling_asleep() -> None:
    assert locks(0x02B1, 7)
    assert locks(0x0218, 4)
    assert not locks(0x02B1, 8)  # unlocked
    assert not locks(0x0218, 7)  # awake again


def begin_renaming(qtbot: QtBot, program: Program, shell: Shell) -> UUID:
    """Type a new surname into the dialog of a person's name, and press F12 in it."""
    assert program.desk is not None
    person_id = list_people(program.desk, PeopleQuery()).rows[0].id
    shell.open_screen(PersonScreen(program.desk, person_id, "overview"))
    dialog = RenameDialog(shell, program.desk, person_id, lambda: None)

    def type_and_lock() -> None:
        qtbot.waitUntil(lambda: QApplication.focusWindow() is dialog.windowHandle())
        dialog.fields["surname"].set_value("Жаңатегі")
        dialog.fields["surname"].changed.emit()
        QTest.keyClick(dialog.windowHandle(), Qt.Key.Key_F12)

    QTimer.singleShot(0, type_and_lock)
    QTimer(dialog, singleShot=True, interval=_TOO_LONG_MS, timeout=dialog.reject).start()
    dialog.exec()
    return person_id


def test_f12_in_a_dialog_locks_and_what_was_typed_is_offered_again(
    qtbot: QtBot, program: Program, demo: Path, hand: Hand
) -> None:
    person_id = begin_renaming(qtbot, program, sit_down(program, demo))
    qtbot.waitUntil(lambda: program.desk is None)
    shell = sit_down(program, demo)
    assert program.desk is not None
    dialog = RenameDialog(shell, program.desk, person_id, lambda: None)
    (banner,) = dialog.findChildren(DraftBanner)
    banner.go_on.click()
    assert dialog.fields["surname"].value() == "Жаңатегі"


def test_a_form_on_the_screen_is_kept_for_its_user_and_hidden_from_another(
    program: Program, demo: Path
) -> None:
    desk = open_desk(demo, LOGIN, PASSWORD, clock=lambda: TODAY)
    assert isinstance(add_user(desk, OTHER), Saved)
    program.sign_in(desk)
    assert program.shell is not None
    form = PersonForm(desk)
    program.shell.open_screen(form)
    form.fields["surname"].set_value("Жаңатегі")
    form.fields["surname"].changed.emit()
    program.lock()
    second = sit_down(program, demo, OTHER.login, OTHER.password)
    assert isinstance(second.screen_in_front(), TodayScreen)
    assert _offered(program) == []
    program.lock()
    sit_down(program, demo)
    assert _offered(program) == ["Жаңатегі"]


def _offered(program: Program) -> list[str]:
    """Return the surname that a new person's form offers to go on with, if any."""
    assert program.desk is not None
    form = PersonForm(program.desk)
    banners = [one for one in form.findChildren(DraftBanner) if not one.isHidden()]
    for banner in banners:
        banner.go_on.click()
    return [str(form.fields["surname"].value()) for _banner in banners]


def test_no_window_of_the_first_user_is_left(program: Program, demo: Path) -> None:
    shell = sit_down(program, demo)
    title = shell.windowTitle()
    program.lock()
    seen = [window for window in QApplication.topLevelWidgets() if window.isVisible()]
    assert seen == [program.door]
    assert program.door is not None
    assert program.door.windowTitle() != title
