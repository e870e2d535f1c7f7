"""A plan late by two days: seen on Today with its paragraph, opened by Enter, drafted, gone from Today."""

from datetime import date
from pathlib import Path

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from ssu_desktop.actions.demo import LOGIN, PASSWORD
from ssu_desktop.actions.opening import open_desk
from ssu_desktop.actions.today import TodayLine
from ssu_desktop.app.window import Program
from ssu_desktop.language import _
from ssu_desktop.rules.duty import Place
from ssu_desktop.screens.person import PersonScreen
from ssu_desktop.screens.plan_tab import PlanTab
from ssu_desktop.screens.today import TodayScreen
from ssu_desktop.screens.today_lines import Line
from tests.journeys.hands import Hands

LATE = "2 күн кешікті"
DRAFT = "Жеке жоспар әзірлеу"


def _lines(today: TodayScreen) -> list[Line]:
    return [entry for entry in today.list.due.entries if isinstance(entry, Line)]


def test_a_plan_late_by_two_days_is_opened_by_enter_drafted_and_gone_from_today(
    program: Program, demo: Path, qtbot: QtBot
) -> None:
    program.sign_in(open_desk(demo, LOGIN, PASSWORD, clock=lambda: date(2026, 3, 12)))
    hands, shell = Hands(qtbot), program.shell
    assert shell is not None
    hands.press(Qt.Key.Key_F5)
    today = shell.screen_in_front()
    assert isinstance(today, TodayScreen)
    late = [line for line in _lines(today) if line.what == DRAFT and line.when.text.startswith(LATE)]
    (line,) = late
    assert line.article == "12-тармақ 3)"
    key = line.key
    assert isinstance(key, TodayLine)
    assert (key.days, key.duty.place) == (2, Place.PLAN)

    today.list.setFocus()
    while today.list.current_key() is not key:
        hands.press(Qt.Key.Key_Down)
    hands.press(Qt.Key.Key_Return)
    page = shell.screen_in_front()
    assert isinstance(page, PersonScreen)
    tab = page.tab()
    assert isinstance(tab, PlanTab)
    assert page.person_id == key.person_id

    hands.click_on(tab, _("Begin the plan"))
    assert tab.plan is not None
    hands.press(Qt.Key.Key_F5)
    assert shell.screen_in_front() is today
    left = [line.key for line in _lines(today) if isinstance(line.key, TodayLine)]
    of_person = {one.duty.code for one in left if one.person_id == key.person_id}
    assert "plan-draft" not in of_person
    assert "plan-fill" in of_person  # what the law asks for next
