"""Two records of one person become one."""

from collections.abc import Callable, Mapping
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from ssu_desktop.actions.desk import Desk
from ssu_desktop.actions.history import HistoryQuery, read_history
from ssu_desktop.actions.person import person_header, person_page
from ssu_desktop.language import Language
from ssu_desktop.records.kinds import Operation
from ssu_desktop.screens.facts import EntryRow
from ssu_desktop.screens.merge import MergeScreen


@pytest.fixture
def merging(desk: Desk, people: Mapping[str, UUID], qtbot: QtBot) -> MergeScreen:
    screen = MergeScreen(desk, people["Омаров"])
    qtbot.addWidget(screen)
    screen.resize(1171, 700)
    screen.show()
    return screen


def test_the_other_record_is_found_by_typing_and_chosen_with_enter(
    merging: MergeScreen, people: Mapping[str, UUID], types: Callable[[QWidget, str], None], qtbot: QtBot
) -> None:
    types(merging.search.editor, "шмидт")
    hit = merging.findChild(EntryRow)
    assert hit is not None
    assert hit.accessibleName() == "Шмидт Виктор Иванович"
    qtbot.keyClick(hit, Qt.Key.Key_Return)
    assert merging.drop_id == people["Шмидт"]
    assert merging.sides.isVisible()
    seen, *_before = read_history(merging.desk, HistoryQuery(person_id=people["Шмидт"]), Language.KK)
    assert seen.operation is Operation.VIEW


def test_the_record_itself_is_not_offered(
    merging: MergeScreen, types: Callable[[QWidget, str], None]
) -> None:
    types(merging.search.editor, "омаров")
    assert merging.hits.count() == 0


def test_the_chosen_value_stays_and_the_other_goes_to_the_notes(
    desk: Desk, people: Mapping[str, UUID], merging: MergeScreen, qtbot: QtBot
) -> None:
    merging.choose(people["Жұмабеков"])
    assert set(merging.sides.choices()) == {"iin", "born"}
    merging.sides.groups["born"].button(1).setChecked(True)
    with qtbot.waitSignal(merging.stored):
        qtbot.mouseClick(merging.go, Qt.MouseButton.LeftButton)
    page = person_page(desk, people["Омаров"])
    assert page is not None
    assert str(page.person.born) == "1961-10-17"
    assert "14.02.1991" in page.person.note
    assert len(page.stays) == 2
    dropped = person_header(desk, people["Жұмабеков"])
    assert dropped is not None
    assert dropped.merged_into_id == people["Омаров"]


def test_two_running_stays_ask_for_a_reason(
    people: Mapping[str, UUID], merging: MergeScreen, qtbot: QtBot
) -> None:
    merging.choose(people["Қасымова"])
    merging.submit()
    assert merging.findings.needs_reason()
    merging.submit()
    assert not merging.findings.why.error.isHidden()
    merging.findings.why.restore("екі рет енгізілген")
    with qtbot.waitSignal(merging.stored):
        merging.submit()


def test_nothing_merges_before_the_other_is_chosen(merging: MergeScreen) -> None:
    assert not merging.go.isEnabled()
    merging.submit()
    assert not merging.search.error.isHidden()


def test_who_was_found_is_reached_by_the_arrows_and_by_enter_from_the_search_line(
    people: Mapping[str, UUID], merging: MergeScreen, types: Callable[[QWidget, str], None], qtbot: QtBot
) -> None:
    types(merging.search.editor, "жұмабек")
    hit = merging.found[0]
    qtbot.waitUntil(hit.isVisible)
    qtbot.keyClick(merging.search.editor, Qt.Key.Key_Down)
    assert merging.focusWidget() is hit
    qtbot.keyClick(hit, Qt.Key.Key_Up)
    assert merging.focusWidget() is merging.search.editor
    qtbot.keyClick(merging.search.editor, Qt.Key.Key_Return)
    assert merging.focusWidget() is hit
    qtbot.keyClick(hit, Qt.Key.Key_Return)
    assert merging.drop_id == people["Жұмабеков"]


def test_it_is_said_when_nobody_is_found(merging: MergeScreen, types: Callable[[QWidget, str], None]) -> None:
    types(merging.search.editor, "ешкім жоқ")
    assert merging.nobody.isVisible()
    merging.search.line.clear()
    types(merging.search.editor, "жұмабек")
    assert merging.nobody.isHidden()
