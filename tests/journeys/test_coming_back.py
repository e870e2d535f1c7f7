"""What is in front after the program was locked, or laid out anew in another text size."""

from dataclasses import replace
from datetime import date
from pathlib import Path
from uuid import UUID

import pytest
from PySide6.QtWidgets import QApplication

from ssu_desktop.actions.demo import LOGIN, PASSWORD
from ssu_desktop.actions.desk import Desk
from ssu_desktop.actions.opening import open_desk
from ssu_desktop.actions.people import PeopleQuery, list_people
from ssu_desktop.app.window import Program
from ssu_desktop.screens.person import PersonScreen
from ssu_desktop.screens.settings import SettingsScreen
from ssu_desktop.screens.shell import Shell
from ssu_desktop.screens.today import TodayScreen


def _open(demo: Path) -> Desk:
    return open_desk(demo, LOGIN, PASSWORD, clock=lambda: date(2026, 3, 12))


def _signed_in(program: Program, desk: Desk) -> Shell:
    program.sign_in(desk)
    assert program.shell is not None
    return program.shell


@pytest.fixture
def locked_at(program: Program, demo: Path) -> UUID:
    """The person whose Movements were in front, come to from People, when the program was locked."""
    shell = _signed_in(program, _open(demo))
    shell.open_place("people")
    assert program.desk is not None
    person_id = list_people(program.desk, PeopleQuery()).rows[0].id
    shell.open_screen(PersonScreen(program.desk, person_id, "movements"))
    program.lock()
    return person_id


def test_the_same_user_finds_the_person_and_the_tab_again_after_the_lock(
    program: Program, demo: Path, locked_at: UUID
) -> None:
    shell = _signed_in(program, _open(demo))
    front = shell.screen_in_front()
    assert isinstance(front, PersonScreen)
    tab = front.tab()
    assert tab is not None
    assert (shell.place, front.person_id, tab.code) == ("people", locked_at, "movements")


@pytest.mark.usefixtures("locked_at")
def test_another_user_begins_at_today(program: Program, demo: Path) -> None:
    desk = _open(demo)
    other = replace(desk, user=replace(desk.user, id=UUID(int=5)))
    assert isinstance(_signed_in(program, other).screen_in_front(), TodayScreen)


def test_the_settings_stay_at_the_text_size_when_it_is_changed(program: Program, demo: Path) -> None:
    shell = _signed_in(program, _open(demo))
    shell.open_place("settings")
    before = shell.screen_in_front()
    assert isinstance(before, SettingsScreen)
    before.show_section("look")
    before.changed_look.emit(125, False)
    assert program.shell is not None
    after = program.shell.screen_in_front()
    assert isinstance(after, SettingsScreen)
    assert after is not before
    assert after.section.code == "look"


def test_the_window_fills_a_display_that_has_no_room_around_it(qapp: QApplication) -> None:
    program = Program(qapp, clock=lambda: date(2026, 3, 12), remembers=False, fills_display=True)
    program.show_wizard()
    assert program.door is not None
    assert program.door.isMaximized()  # without a display Qt gives one of 800 x 800
    program.door.close()
    program.door.deleteLater()
    program.close()
    program.deleteLater()
