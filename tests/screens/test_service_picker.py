"""Services picked into a plan: searched in both languages, several at once, by keyboard."""

from collections.abc import Callable, Iterator, Mapping
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ssu_desktop.actions.desk import Desk, Saved
from ssu_desktop.actions.plan import read_plan
from ssu_desktop.actions.service import save_own_service
from ssu_desktop.records.kinds import Domain
from ssu_desktop.rules.service import OwnServiceDraft
from ssu_desktop.screens.plan_tab import PlanTab
from ssu_desktop.screens.service_picker import ServicePicker
from ssu_desktop.screens.work import wait_for_work

Types = Callable[[object, str], None]


@pytest.fixture
def tab(qtbot: QtBot, desk: Desk, people: Mapping[str, UUID]) -> Iterator[PlanTab]:
    """The new plan of Қасымова on the screen."""
    own = OwnServiceDraft(domain=Domain.HOUSEHOLD, text_kk="Бақша күту", text_ru="Уход за садом")
    assert isinstance(save_own_service(desk, None, own), Saved)
    made = PlanTab(desk, people["Қасымова"])
    qtbot.addWidget(made)
    made.resize(1170, 560)
    made.refresh()
    with qtbot.waitExposed(made):
        made.show()
    made.begin()
    yield made
    made.can_leave()
    wait_for_work()


@pytest.fixture
def picker(tab: PlanTab, qtbot: QtBot) -> ServicePicker:
    """The services of the first domain, asked for with Ins."""
    tab.table.setFocus()
    qtbot.keyClick(tab.table, Qt.Key.Key_Insert)
    found = QApplication.activeModalWidget()
    assert isinstance(found, ServicePicker)
    return found


def services(tab: PlanTab) -> list[tuple[str, str]]:
    """Return words and reference of the rows that are stored."""
    assert tab.plan is not None
    view = read_plan(tab.desk, tab.plan.id)
    assert view is not None
    return [(item.service, item.service_ref) for item in view.items]


def test_a_service_is_found_by_its_russian_words_and_taken_with_enter(
    tab: PlanTab, picker: ServicePicker, qtbot: QtBot, types: Types
) -> None:
    types(picker.line, "садом УХОД")
    assert [offer.kk for offer in picker._found] == ["Бақша күту"]
    assert "өз қызметі" in picker._act(picker._found[0]).text
    qtbot.keyClick(picker.line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: len(services(tab)) == 1)
    assert services(tab)[0][0] == "Бақша күту"
    assert services(tab)[0][1].startswith("own:")


def test_several_are_ticked_with_space_and_stay_ticked_while_one_searches_on(
    tab: PlanTab, picker: ServicePicker, qtbot: QtBot, types: Types
) -> None:
    assert {offer.domain for offer in picker._found} == {Domain.HOUSEHOLD}
    qtbot.keyClick(picker.line, Qt.Key.Key_Down)
    qtbot.keyClick(picker.table, Qt.Key.Key_Space)
    types(picker.line, "тамақ")
    qtbot.keyClick(picker.line, Qt.Key.Key_Down)
    qtbot.keyClick(picker.table, Qt.Key.Key_Space)
    taken = [offer.words("kk") for offer in picker.table.ticked.values()]
    assert picker.go.text().endswith("2")
    qtbot.keyClick(picker.table, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: len(services(tab)) == 2)
    assert [words for words, _ref in services(tab)] == taken


def test_what_is_meant_for_others_is_shown_only_when_asked_for_and_says_so(
    picker: ServicePicker, qtbot: QtBot
) -> None:
    suiting = len(picker._found)
    picker.others.setFocus()
    qtbot.keyClick(picker.others, Qt.Key.Key_Space)
    assert len(picker._found) > suiting
    picker.table.selectRow(len(picker._found) - 1)
    assert "басқа санаттарға" in picker.told.text()


def test_words_that_nothing_has_become_a_row_of_ones_own(
    tab: PlanTab, picker: ServicePicker, qtbot: QtBot, types: Types
) -> None:
    types(picker.line, "ешкімде жоқ қызмет")
    assert not picker.go.isEnabled()
    qtbot.keyClick(picker.line, Qt.Key.Key_Insert)
    qtbot.waitUntil(tab.table.is_editing)
    assert [item.service for item in tab.rows.items] == ["ешкімде жоқ қызмет"]
