"""The list of people: narrowed while typing, by state, unit and category; exported; opened."""

from collections.abc import Callable, Mapping
from pathlib import Path
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetricsF
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from ssu_desktop.actions.desk import Desk
from ssu_desktop.actions.organisation import list_units
from ssu_desktop.exchange.workbook import read_workbook
from ssu_desktop.language import Language
from ssu_desktop.records.kinds import Category, Status, UnitKind
from ssu_desktop.screens.cells import ROW_HEIGHT
from ssu_desktop.screens.import_register import ImportScreen
from ssu_desktop.screens.lettering import fitted
from ssu_desktop.screens.people import PeopleScreen, search_for
from ssu_desktop.screens.person import PersonScreen
from ssu_desktop.screens.person_form import PersonForm
from ssu_desktop.screens.standing import status_chip
from ssu_desktop.screens.table import shared_widths
from ssu_desktop.screens.theme import apply_theme, font, scaled
from ssu_desktop.screens.words import switch_language


@pytest.fixture
def screen(qtbot: QtBot, desk: Desk) -> PeopleScreen:
    """The list as it is first seen."""
    made = PeopleScreen(desk)
    qtbot.addWidget(made)
    made.resize(1170, 716)
    made.refresh()
    with qtbot.waitExposed(made):
        made.show()
    return made


def listed(screen: PeopleScreen) -> list[str]:
    return [row.full_name.split()[0] for row in screen.table.pages.all_rows()]


def test_everyone_is_listed_in_the_order_of_the_kazakh_alphabet(screen: PeopleScreen) -> None:
    assert listed(screen) == [
        "Ғабитова", "Дүйсенов", "Жұмабеков", "Иванов", "Ким", "Қасымова", "Омаров", "Петренко", "Шмидт",
    ]  # fmt: skip


@pytest.mark.parametrize("typed", ["айгул", "касымов", "43051", "s-2026"])
def test_typing_narrows_the_list_whatever_letters_are_typed(
    screen: PeopleScreen, types: Callable[[QWidget, str], None], typed: str
) -> None:
    types(screen.search, typed)
    assert listed(screen) == ["Қасымова"]
    assert screen.table.current() is not None


def test_letters_typed_in_the_list_go_to_the_search_line(
    qtbot: QtBot, screen: PeopleScreen, types: Callable[[QWidget, str], None]
) -> None:
    screen.table.setFocus()
    types(screen.table, "к")
    assert screen.search.text() == "к"
    assert screen.search.hasFocus()
    qtbot.keyClick(screen.search, Qt.Key.Key_Escape)
    assert len(listed(screen)) == 9


def test_a_chip_shows_how_many_there_are_and_leaves_only_those(qtbot: QtBot, screen: PeopleScreen) -> None:
    chip = screen.chips.buttons["away"]
    assert chip.text().endswith(" 1")
    qtbot.mouseClick(chip, Qt.MouseButton.LeftButton)
    assert listed(screen) == ["Ғабитова"]
    qtbot.mouseClick(screen.chips.buttons["all"], Qt.MouseButton.LeftButton)
    assert len(listed(screen)) == 9


def test_unit_and_category_narrow_the_list_and_the_counts(
    screen: PeopleScreen, units: Mapping[str, UUID]
) -> None:
    screen.unit.set_value(units["S"])
    screen.unit.changed.emit()
    assert len(listed(screen)) == 5
    assert screen.chips.buttons["all"].text().endswith(" 5")
    screen.category.set_value(Category.ELDERLY)
    screen.category.changed.emit()
    assert listed(screen) == ["Дүйсенов", "Қасымова"]


def test_enter_opens_the_page_of_the_person(
    qtbot: QtBot, screen: PeopleScreen, types: Callable[[QWidget, str], None], people: Mapping[str, UUID]
) -> None:
    types(screen.search, "омаров")
    with qtbot.waitSignal(screen.opens) as opened:
        qtbot.keyClick(screen.search, Qt.Key.Key_Return)
    page = opened.args[0]
    assert isinstance(page, PersonScreen)
    assert page.person_id == people["Омаров"]


def test_the_button_adds_a_person(qtbot: QtBot, screen: PeopleScreen) -> None:
    with qtbot.waitSignal(screen.opens) as opened:
        qtbot.mouseClick(screen.add, Qt.MouseButton.LeftButton)
    assert isinstance(opened.args[0], PersonForm)


def test_the_import_of_a_register_begins_here(qtbot: QtBot, screen: PeopleScreen) -> None:
    with qtbot.waitSignal(screen.opens) as opened:
        qtbot.mouseClick(screen.import_register, Qt.MouseButton.LeftButton)
    shown = opened.args[0]
    assert isinstance(shown, ImportScreen)
    qtbot.addWidget(shown)


def test_filter_and_place_are_there_when_one_comes_back(
    screen: PeopleScreen, types: Callable[[QWidget, str], None]
) -> None:
    types(screen.search, "ов")
    screen.table.selectRow(2)
    chosen = screen.table.current()
    screen.refresh()
    assert screen.search.text() == "ов"
    assert screen.table.current() == chosen


def test_nobody_found_teaches_and_its_button_shows_everyone(
    qtbot: QtBot, screen: PeopleScreen, types: Callable[[QWidget, str], None]
) -> None:
    types(screen.search, "ццц")
    assert screen.table.empty.isVisible()
    assert not screen.export.isEnabled()
    qtbot.mouseClick(screen.table.empty.action, Qt.MouseButton.LeftButton)
    assert len(listed(screen)) == 9


def test_what_is_shown_goes_to_excel(
    qtbot: QtBot,
    screen: PeopleScreen,
    types: Callable[[QWidget, str], None],
    tmp_path: Path,
    save_to: Callable[[Path], None],
) -> None:
    types(screen.search, "касымов")
    save_to(tmp_path / "people.xlsx")
    with qtbot.waitSignal(screen.saved) as told:
        screen.ask_export()
    assert "people.xlsx" in told.args[0]
    rows = read_workbook(tmp_path / "people.xlsx")[0].rows
    assert [row.cells[0] for row in rows[1:]] == ["Қасымова Айгүл Болатқызы"]


def test_the_list_speaks_russian_at_once(screen: PeopleScreen, speak_russian: Callable[[], None]) -> None:
    speak_russian()
    assert screen.header.title.text() == "Люди"
    assert screen.chips.buttons["all"].text() == "Все  9"
    assert screen.total.text() == "В списке: 9 человек"


def test_the_finder_tells_people_apart_by_age_unit_and_state(desk: Desk, people: Mapping[str, UUID]) -> None:
    (hit,) = search_for(desk)("айгул")
    assert hit.key == people["Қасымова"]
    assert hit.title == "Қасымова Айгүл Болатқызы"
    assert hit.detail == "82 жаста · Стационар · қызмет алуда"


@pytest.mark.parametrize("language", list(Language))
@pytest.mark.parametrize("scale", [100, 125, 150])
def test_every_state_is_said_whole_in_the_list(
    screen: PeopleScreen, qapp: QApplication, language: Language, scale: int
) -> None:
    apply_theme(qapp, scale=scale)
    switch_language(qapp, language)
    columns = screen.table.pages.columns
    room = shared_widths(columns, {100: 1103, 125: 1049, 150: 973}[scale])[3] - scaled(18)
    chips = [status_chip(status, kind).text for status in Status for kind in UnitKind]
    widest = max(QFontMetricsF(font(9.0)).horizontalAdvance(word) + 2 * scaled(10) for word in chips)
    apply_theme(qapp)
    assert widest <= room


@pytest.mark.parametrize("language", list(Language))
def test_the_usual_names_of_units_are_said_whole_in_the_list(
    screen: PeopleScreen, qapp: QApplication, desk: Desk, language: Language
) -> None:
    switch_language(qapp, language)
    width = shared_widths(screen.table.pages.columns, 1103)[4] - scaled(18)
    for unit in list_units(desk):
        name = unit.name(language)
        assert " ".join(fitted(name, font(), width, ROW_HEIGHT)[1]) == name


def test_a_ceased_service_is_said_like_the_other_states() -> None:
    assert status_chip(Status.DISCHARGED, UnitKind.HOME).text == "қызмет тоқтатылды"
    assert status_chip(Status.DISCHARGED, UnitKind.STATIONARY).text == "шыққан"
