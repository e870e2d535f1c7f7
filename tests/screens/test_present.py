"""The list of a day: opened from the journal, a day back, printed, taken to Excel."""

from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from ssu_desktop.actions.desk import Desk
from ssu_desktop.exchange.workbook import read_workbook
from ssu_desktop.screens.person import PersonScreen
from ssu_desktop.screens.present import PresentScreen
from ssu_desktop.screens.print_dialog import PrintDialog
from ssu_desktop.screens.register import RegisterScreen
from ssu_desktop.screens.screen import Command


@pytest.fixture
def screen(qtbot: QtBot, desk: Desk) -> PresentScreen:
    """The list of today, all units."""
    made = PresentScreen(desk)
    qtbot.addWidget(made)
    made.resize(1170, 716)
    made.refresh()
    with qtbot.waitExposed(made):
        made.show()
    return made


def surnames(screen: PresentScreen) -> list[str]:
    return [row.name.split()[0] for row in screen.rows]


def test_the_journal_opens_the_list_of_its_unit(qtbot: QtBot, desk: Desk, units: Mapping[str, UUID]) -> None:
    journal = RegisterScreen(desk)
    qtbot.addWidget(journal)
    journal.refresh()
    with qtbot.waitSignal(journal.opens) as opened:
        journal.present.click()
    page = opened.args[0]
    assert isinstance(page, PresentScreen)
    qtbot.addWidget(page)
    assert page.unit.value() == units["S"]


def test_who_is_there_away_and_suspended_is_listed_and_counted(screen: PresentScreen) -> None:
    assert surnames(screen) == ["Ғабитова", "Қасымова", "Омаров", "Шмидт", "Петренко", "Ким"]
    assert screen.counts.text().splitlines()[0] == ("Стационар: барлығы 3, қызмет алуда 2, уақытша кеткені 1")
    assert screen.total.text() == "12.03.2026: 6 адам"
    assert not screen.later.isEnabled()


def test_a_day_typed_or_stepped_to_shows_that_day(
    qtbot: QtBot, screen: PresentScreen, types: Callable[[QWidget, str], None]
) -> None:
    screen.day.set_value(date(2026, 3, 4))
    screen.refresh()
    assert "Қасымова" in surnames(screen)
    qtbot.mouseClick(screen.earlier, Qt.MouseButton.LeftButton)
    assert screen.day.value() == date(2026, 3, 3)
    assert "Қасымова" not in surnames(screen)
    screen.day.editor.clear()
    types(screen.day.editor, "31012026")
    qtbot.keyClick(screen.day.editor, Qt.Key.Key_Return)
    assert screen.total.text().startswith("31.01.2026")
    assert "Жұмабеков" not in surnames(screen)
    qtbot.mouseClick(screen.earlier, Qt.MouseButton.LeftButton)
    assert "Жұмабеков" in surnames(screen)


def test_a_day_to_come_is_refused_and_the_list_stays(
    screen: PresentScreen, types: Callable[[QWidget, str], None]
) -> None:
    before = surnames(screen)
    screen.day.editor.clear()
    types(screen.day.editor, "01012030")
    screen.refresh()
    assert not screen.day.error.isHidden()
    assert surnames(screen) == before


def test_a_unit_is_printed_and_taken_to_excel(
    qtbot: QtBot,
    screen: PresentScreen,
    units: Mapping[str, UUID],
    tmp_path: Path,
    save_to: Callable[[Path], None],
) -> None:
    screen.unit.set_value(units["S"])
    screen.unit.changed.emit()
    screen.commands[Command.PRINT]()
    pages = screen.window().findChild(PrintDialog)
    assert isinstance(pages, PrintDialog)
    qtbot.waitUntil(lambda: pages.preview.page_number() == 1)
    pages.reject()
    save_to(tmp_path / "day.xlsx")
    with qtbot.waitSignal(screen.saved):
        screen.ask_export()
    assert len(read_workbook(tmp_path / "day.xlsx")[0].rows) == 4


def test_enter_opens_the_person(qtbot: QtBot, screen: PresentScreen, people: Mapping[str, UUID]) -> None:
    screen.table.selectRow(1)
    with qtbot.waitSignal(screen.opens) as opened:
        qtbot.keyClick(screen.table, Qt.Key.Key_Return)
    page = opened.args[0]
    assert isinstance(page, PersonScreen)
    assert page.person_id == people["Қасымова"]


def test_the_list_speaks_russian_at_once(screen: PresentScreen, speak_russian: Callable[[], None]) -> None:
    speak_russian()
    assert screen.counts.text().startswith("Стационарное отделение: всего 3, получают услуги 2")
