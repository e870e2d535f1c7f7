"""Needs are assessed by keys: the answers stand in the plan, their sum in the monitoring journal."""

from datetime import date
from pathlib import Path
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from ssu_desktop.actions.demo import LOGIN, PASSWORD
from ssu_desktop.actions.desk import Desk
from ssu_desktop.actions.opening import open_desk
from ssu_desktop.actions.organisation import list_staff
from ssu_desktop.app.window import Program
from ssu_desktop.language import _
from ssu_desktop.records import Plan, Stay, Unit
from ssu_desktop.records.kinds import Domain, Status, UnitKind
from ssu_desktop.screens.assessment_dialog import AssessmentDialog
from ssu_desktop.screens.assessment_result import TakeOverDialog
from ssu_desktop.screens.monitoring_rounds import DOMAINS
from ssu_desktop.screens.monitoring_tab import MonitoringTab
from ssu_desktop.screens.person import PersonScreen
from ssu_desktop.screens.plan_tab import PlanTab
from tests.journeys.hands import CTRL, Hands, Pictures

MEDICAL = DOMAINS.index(Domain.MEDICAL)
SERVICE = "Емдік дене шынықтыру сабақтары"
pictures = Pictures("needs")


def _without_a_plan(desk: Desk) -> UUID:
    """Return somebody who lives here and has no plan yet."""
    with desk.read() as session:
        asked = (
            select(Stay.person_id)
            .join(Unit, Unit.id == Stay.unit_id)
            .where(
                Unit.kind == UnitKind.STATIONARY,
                Stay.status == Status.RECEIVING,
                Stay.id.not_in(select(Plan.stay_id)),
            )
        )
        found = session.scalars(asked).first()
    assert found is not None
    return found


def _answer(hands: Hands, desk: Desk, dialog: QDialog, figures: str, name: str) -> None:
    """Answer the medical questions by the places of the keys, say who asked, and complete."""
    assert isinstance(dialog, AssessmentDialog)
    hands.choose(dialog.by.combo, "Медициналық")
    dialog.questions[0].switch.setFocus()
    for figure in figures:
        hands.type_by_place(figure)
    pictures.take(dialog, name)
    hands.choose(dialog.who.combo, list_staff(desk)[0].short_name)
    hands.click(dialog.go)


def test_answers_by_keys_become_rows_of_the_plan_and_their_sum_the_cell_of_the_round(
    program: Program, demo: Path, qtbot: QtBot
) -> None:
    desk = open_desk(demo, LOGIN, PASSWORD, clock=lambda: date(2026, 3, 12))
    program.sign_in(desk)
    hands, shell = Hands(qtbot), program.shell
    assert shell is not None
    page = PersonScreen(desk, _without_a_plan(desk), "plan")
    shell.open_screen(page)
    tab = page.tab()
    assert isinstance(tab, PlanTab)
    hands.click_on(tab, _("Begin the plan"))
    hands.click(tab.domains.buttons[Domain.MEDICAL.value])

    def take_over(dialog: QDialog) -> None:
        assert isinstance(dialog, TakeOverDialog)
        pictures.take(dialog, "take-over")
        for field in dialog.services:
            if SERVICE not in field.box.text():
                hands.click(field.box)
        hands.click(dialog.go)

    # changing position 0, walking 3, aids 2 (asked because of it), outdoors 4, hands 0, medicines 1, health 0
    hands.in_dialog(
        lambda: hands.click(tab.editor.section.assess),
        lambda dialog: _answer(hands, desk, dialog, "0324010", "assessment"),
        take_over,
    )
    assert tab.plan is not None
    assert [item.points for item in tab.plan.items] == [3, 2, 4, 1]
    assert tab.plan.points == {Domain.MEDICAL: 10}
    assert [item.service for item in tab.plan.items] == [SERVICE, "", "", ""]
    assert tab.plan.items[0].question == "Үй ішінде өз бетінше жүре ала ма?"
    pictures.take(shell, "plan")

    hands.press(Qt.Key(Qt.Key.Key_1 + page.tab_codes().index("monitoring")), CTRL)
    journal = page.tab()
    assert isinstance(journal, MonitoringTab)
    journal.matrix.go_to(MEDICAL, 0)
    assert journal.rounds.columns[0].suggested == {Domain.MEDICAL: 10}
    # walks alone by now: nobody asks for the aids any more
    hands.in_dialog(
        lambda: hands.click(journal.buttons.assess),
        lambda dialog: _answer(hands, desk, dialog, "003010", "assessment-again"),
    )
    assert journal.rounds.points(MEDICAL, 0) == 4
    pictures.take(shell, "monitoring")
