"""The third round with its decision, and the plan that is revised after it, by keys and clicks."""

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot

from ssu_desktop.actions.demo import LOGIN, PASSWORD
from ssu_desktop.actions.opening import open_desk
from ssu_desktop.actions.organisation import list_staff
from ssu_desktop.app.window import Program
from ssu_desktop.language import _
from ssu_desktop.records.kinds import Domain, PlanState, RoundKind
from ssu_desktop.rules.progress import Course
from ssu_desktop.screens.ask import FormDialog
from ssu_desktop.screens.monitoring_tab import MonitoringTab
from ssu_desktop.screens.person import PersonScreen
from ssu_desktop.screens.plan_tab import PlanTab
from ssu_desktop.screens.unit_monitoring import MonitoringScreen
from tests.journeys.hands import CTRL, Hands

NAME = "Омаров Ерлан"
TODAY = date(2026, 3, 12)


@pytest.fixture
def hands_on(program: Program, demo: Path, qtbot: QtBot) -> Hands:
    """The demo open; Омаров was assessed at admission and after three months, the third round is late."""
    program.sign_in(open_desk(demo, LOGIN, PASSWORD, clock=lambda: TODAY))
    return Hands(qtbot)


def test_three_rounds_lead_to_a_decision_and_the_decision_to_a_revised_plan(
    program: Program, hands_on: Hands
) -> None:
    hands, shell = hands_on, program.shell
    assert shell is not None
    hands.press(Qt.Key.Key_F3)
    hands.type(NAME)
    hands.press(Qt.Key.Key_Down)
    hands.press(Qt.Key.Key_Return)
    page = shell.screen_in_front()
    assert isinstance(page, PersonScreen)
    hands.press(Qt.Key(Qt.Key.Key_1 + page.tab_codes().index("monitoring")), CTRL)
    tab = page.tab()
    assert isinstance(tab, MonitoringTab)
    assert [column.held_on is not None for column in tab.rounds.columns[:3]] == [True, True, False]

    _third_round(tab, hands)
    done = tab.rounds.columns[2]
    assert (done.kind, done.completed_on) == (RoundKind.MONTHS_6, TODAY)
    assert done.revised_domains == (Domain.MEDICAL,)
    assert tab.rounds.since_admission(1, 2) is not None

    def begin(dialog: QDialog) -> None:
        assert isinstance(dialog, FormDialog)
        assert "ЕДШ күн сайын" in dialog.fields["reason"].typed()
        hands.click(dialog.go)

    hands.in_dialog(lambda: hands.click(tab.buttons.revise), begin)
    plan = page.tab()
    assert isinstance(plan, PlanTab)
    assert plan.plan is not None
    assert (plan.plan.version, plan.plan.state) == (2, PlanState.DRAFT)
    assert plan.plan.after_round == (RoundKind.MONTHS_6, TODAY)
    assert "12.03.2026 мониторингінен кейін" in plan.head.told.text()

    _decide(plan, hands, _("Mark as filled in"))
    _decide(plan, hands, _("Approve…"))
    assert plan.plan.state is PlanState.APPROVED
    assert plan.page is not None
    states = {version.version: version.state for version in plan.page.versions}
    assert states == {1: PlanState.REPLACED, 2: PlanState.APPROVED}

    shell.open_place("monitoring")
    unit = shell.screen_in_front()
    assert isinstance(unit, MonitoringScreen)
    hands.click(unit.parts.button("progress"))
    row = next(row for row in unit.progress.rows if row.name.startswith(NAME))
    assert (row.course, row.held_on) == (Course.IMPROVES, TODAY)


def _third_round(tab: MonitoringTab, hands: Hands) -> None:
    """Type three points fewer in the medical domain, the decision and who held it; complete the round."""
    before = tab.rounds.drafts[1].scores
    tab.matrix.setFocus()
    for domain, points in before.items():
        hands.type(str(points - 3 if domain is Domain.MEDICAL else points))
        hands.press(Qt.Key.Key_Down)
    specialist = list_staff(tab.desk)[0].short_name
    hands.choose(tab.fields.specialist.combo, specialist)
    hands.fill(tab.fields.decision, "Медициналық қызметті қайта қарау")
    hands.click(tab.fields.revised.buttons[Domain.MEDICAL])
    hands.fill(tab.fields.recommendations, "ЕДШ күн сайын")
    hands.click(tab.buttons.complete)
    if tab.findings.needs_reason():
        tab.findings.why.line.setFocus()
        hands.type("белгілер кейін қойылады")
        hands.click(tab.buttons.complete)


def _decide(tab: PlanTab, hands: Hands, verb: str) -> None:
    def answer(dialog: QDialog) -> None:
        assert isinstance(dialog, FormDialog)
        hands.click(dialog.go)
        if dialog.isVisible():  # what the plan lacks is said, and a reason asked for
            dialog.findings.why.line.setFocus()
            hands.type("келесі отырыста қаралады")
            hands.click(dialog.go)

    hands.in_dialog(lambda: hands.click_on(tab, verb), answer)
