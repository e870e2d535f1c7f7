"""The steps of social work on the overview of a person in a unit of health care (R153-08)."""

from collections.abc import Mapping
from datetime import date
from uuid import UUID

from pytestqt.qtbot import QtBot

from ssu_desktop.actions.case_steps import case_page
from ssu_desktop.actions.desk import Desk
from ssu_desktop.records import Unit
from ssu_desktop.records.kinds import CaseStepKind, Grade, Sector
from ssu_desktop.screens.case_card import CaseStepDialog
from ssu_desktop.screens.overview import OverviewTab
from tests.support.by_hand import by_hand


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
