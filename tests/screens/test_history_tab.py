"""The tab of the history: told in words, from what to what, the last action taken back."""

from collections.abc import Mapping
from dataclasses import replace
from uuid import UUID

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from ssu_desktop.actions.desk import Desk, Saved
from ssu_desktop.actions.person import open_person, person_page, save_person
from ssu_desktop.actions.printing import print_form
from ssu_desktop.language import Language
from ssu_desktop.language.pairs import HELD
from ssu_desktop.screens.history_tab import HistoryTab
from ssu_desktop.screens.history_view import ChangeLine
from ssu_desktop.screens.screen import Screen
from ssu_desktop.screens.undoing import undo_last


@pytest.fixture
def tab(qtbot: QtBot, desk: Desk, people: Mapping[str, UUID]) -> HistoryTab:
    """The history after the phone was changed and the page looked at."""
    page = open_person(desk, people["Қасымова"])
    assert page is not None
    draft = replace(page.person, phone="8 700 111 22 33")
    reasons = {"iin-born": "тексерілді", "iin-sex": "тексерілді"}
    assert isinstance(save_person(desk, people["Қасымова"], draft, reasons), Saved)
    made = HistoryTab(desk, people["Қасымова"])
    qtbot.addWidget(made)
    made.resize(1100, 700)
    with qtbot.waitExposed(made):
        made.show()
    return made


def test_the_newest_change_is_told_from_what_to_what(tab: HistoryTab) -> None:
    row = tab.table.current()
    assert row is not None
    assert row.who == "Сейтқали Айнұр Маратқызы"
    lines = [line for line in tab.findChildren(ChangeLine) if line.isVisible()]
    texts = [label.text() for label in lines[0].findChildren(QLabel)]
    assert texts == ["Телефоны", "8 714 53 2-11-40", "→", f"8 700 111 22{HELD}33"]


def test_those_who_only_looked_are_shown_on_demand(qtbot: QtBot, tab: HistoryTab) -> None:
    before = tab.table.pages.rowCount()
    tab.views.editor.setFocus()
    qtbot.keyClick(tab.views.editor, Qt.Key.Key_Space)
    assert tab.table.pages.rowCount() == before + 1


def test_the_last_own_action_is_taken_back_after_a_question(
    qtbot: QtBot, desk: Desk, people: Mapping[str, UUID], tab: HistoryTab
) -> None:
    def agree() -> None:
        question = QApplication.activeModalWidget()
        assert question is not None
        qtbot.keyClick(question, Qt.Key.Key_Return)

    QTimer.singleShot(0, tab, agree)
    with qtbot.waitSignals([tab.saved, tab.changed]):
        qtbot.mouseClick(tab.view.take_back, Qt.MouseButton.LeftButton)
    page = person_page(desk, people["Қасымова"])
    assert page is not None
    assert page.person.phone == "8 714 53 2-11-40"


def test_what_is_final_is_not_offered_to_be_taken_back_and_the_reason_stands_there(
    desk: Desk, people: Mapping[str, UUID], tab: HistoryTab
) -> None:
    assert not tab.view.take_back.isHidden()
    assert tab.view.stays.isHidden()
    print_form(desk, "annex-3", people["Қасымова"], Language.KK)
    tab.refresh()
    tab.table.selectRow(0)
    assert tab.view.take_back.isHidden()
    assert tab.view.stays.isVisible()
    assert "қағазға басылған" in tab.view.stays.text()
    assert undo_last(desk, Screen(), tab.refresh) is None
