"""The steps of social work on the overview of a person in a unit of health care (R153-08)."""

from collections.abc import Mapping
from datetime import date
from uuid import UUID

import pytest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from ssu_desktop.actions.case_steps import case_page, save_case_step
from ssu_desktop.actions.departures import list_departures
from ssu_desktop.actions.desk import Desk, Saved
from ssu_desktop.records import Unit
from ssu_desktop.records.kinds import CaseStepKind, Grade, Sector
from ssu_desktop.rules.case_step import CaseStepDraft
from ssu_desktop.screens.ask import FormDialog
from ssu_desktop.screens.case_card import CaseStepDialog
from ssu_desktop.screens.overview import OverviewTab
from ssu_desktop.screens.person import PersonScreen
from ssu_desktop.screens.plan_tab import PlanTab
from tests.support.by_hand import by_hand


@pytest.fixture
def health_care(desk: Desk, units: Mapping[str, UUID]) -> None:
    """The stationary unit has become one of health care."""
    with by_hand(desk, "sector") as session:
        session.get_one(Unit, units["S"]).sector = Sector.HEALTH


def test_the_card_is_for_units_of_health_care_only_and_takes_a_step(
    qtbot: QtBot, desk: Desk, people: Mapping[str, UUID], stays: Mapping[str, UUID], units: Mapping[str, UUID]
) -> None:
    tab = OverviewTab(desk, people["Қасымова"])
    qtbot.addWidget(tab)
    tab.refresh()
    assert tab._case.isHidden()
    with by_hand(desk, "sector") as session:
        session.get_one(Unit, units["S"]).sector = Sector.HEALTH
    tab.refresh()
    assert not tab._case.isHidden()
    page = case_page(desk, stays["Қасымова"])
    assert page is not None
    dialog = CaseStepDialog(tab, desk, page.stay_id, page.steps[1], lambda _saved: tab.refresh())
    dialog.show()
    dialog.fields["done_on"].set_value(date(2026, 3, 5))
    dialog.fields["done_by"].set_value("Н. Әлиева")
    for name in ("urgency", "complexity", "severity"):
        dialog.fields[name].set_value(Grade.HIGH)
    dialog.go.click()
    assert dialog.findings.needs_reason()  # the first contact is not entered
    dialog.findings.why.set_value("шұғыл жағдай")
    dialog.go.click()
    page = case_page(desk, stays["Қасымова"])
    assert page is not None
    assert page.steps[1].step is CaseStepKind.ASSESSMENT
    assert page.steps[1].severity is Grade.HIGH


def test_the_history_prints_from_its_card_and_from_the_menu_once_a_step_is_entered(
    qtbot: QtBot,
    desk: Desk,
    people: Mapping[str, UUID],
    stays: Mapping[str, UUID],
    health_care: None,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked: list[tuple[str, UUID]] = []
    monkeypatch.setattr(
        "ssu_desktop.screens.case_card.print_dialog",
        lambda _window, _desk, form, person_id: bool(asked.append((form, person_id))),
    )
    tab = OverviewTab(desk, people["Қасымова"])
    qtbot.addWidget(tab)
    tab.refresh()
    assert tab._case.act.isHidden()
    step = CaseStepDraft(step=CaseStepKind.CONTACT, done_on=date(2026, 3, 5), done_by="Н. Әлиева")
    assert isinstance(save_case_step(desk, stays["Қасымова"], step), Saved)
    tab.refresh()
    assert not tab._case.act.isHidden()
    tab._case.act.click()
    assert asked == [("case-history", people["Қасымова"])]
    for name, offered in (("Қасымова", True), ("Шмидт", False)):
        page = PersonScreen(desk, people[name])
        qtbot.addWidget(page)
        page.refresh()
        page.band.print.menu().aboutToShow.emit()
        texts = [action.text() for action in page.band.print.menu().actions()]
        assert "Қажеттіліктерді бағалау парағы" in texts
        assert ("Әлеуметтік жұмыс барысы" in texts) is offered


def test_a_plan_begun_before_the_steps_asks_for_a_reason(
    qtbot: QtBot, desk: Desk, people: Mapping[str, UUID], health_care: None
) -> None:
    tab = PlanTab(desk, people["Қасымова"])
    qtbot.addWidget(tab)
    tab.refresh()
    with qtbot.waitExposed(tab):
        tab.show()
    tab.nothing.action.click()
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, FormDialog)
    told = " ".join(label.text() for label in dialog.findings.findChildren(QLabel))
    assert "Бастапқы байланыс орнату" in told
    assert "Қажеттіліктерді бағалау" in told
    assert tab.plan is None
    dialog.findings.why.set_value("шұғыл жағдай")
    dialog.go.click()
    assert tab.plan is not None
    codes = [row.code for row in list_departures(desk)]
    assert sorted(codes) == ["plan-before-assessment", "plan-before-contact"]
