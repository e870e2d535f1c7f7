"""The journal of annex 2: the columns of the form, by unit and state; exported and printed."""

from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from ssu_desktop.actions.desk import Desk
from ssu_desktop.actions.printing import list_printouts
from ssu_desktop.actions.stay import record_movement
from ssu_desktop.exchange.workbook import read_workbook
from ssu_desktop.records.kinds import MovementKind
from ssu_desktop.screens.person import PersonScreen
from ssu_desktop.screens.print_dialog import PrintDialog
from ssu_desktop.screens.register import RegisterScreen
from tests.support.stays import move, saved

NAME = 2


@pytest.fixture
def screen(qtbot: QtBot, desk: Desk) -> RegisterScreen:
    """The journal of the first unit."""
    made = RegisterScreen(desk)
    qtbot.addWidget(made)
    made.resize(1170, 716)
    made.refresh()
    with qtbot.waitExposed(made):
        made.show()
    return made


def cells(screen: RegisterScreen, row: int) -> list[object]:
    return [screen.table.pages.index(row, column).data() for column in range(14)]


def test_the_rows_stand_in_the_fourteen_columns_of_the_form(screen: RegisterScreen) -> None:
    titles = [
        str(screen.table.pages.headerData(n, Qt.Orientation.Horizontal)).replace("\n", " ") for n in range(14)
    ]
    assert titles[:3] == ["№", "Мәртебесі", "Тегі, аты, әкесінің аты (бар болса)"]
    assert titles[13] == "Қайда шықты (облыс, қала, аудан)"
    first = cells(screen, 0)
    assert first[0] == "1"
    assert first[NAME] == "Жұмабеков Болат Өмірбекұлы"
    assert first[3] == "17.10.1961, 64 жаста"
    assert first[8] == "06.05.2024, № 1-ж/б"
    assert first[10] == "31.01.2026, № 2-ж/б"


def test_what_is_stacked_on_paper_stands_in_one_line_here(screen: RegisterScreen, desk: Desk) -> None:
    stay_id = next(
        row.stay_id for row in screen.table.pages.all_rows() if row.cells.name.startswith("Омаров")
    )
    for day, kind in ((1, MovementKind.LEFT), (3, MovementKind.RETURNED), (8, MovementKind.LEFT)):
        saved(record_movement(desk, stay_id, move(kind, date(2026, 3, day))))
    screen.refresh()
    told = [cells(screen, row)[9] for row in range(screen.table.pages.rowCount())]
    assert "01.03.2026, № 20-ө; 08.03.2026, № 20-ө" in told


def test_a_unit_has_its_own_journal(screen: RegisterScreen, units: Mapping[str, UUID]) -> None:
    screen.unit.set_value(units["D"])
    screen.unit.changed.emit()
    assert [cells(screen, n)[NAME] for n in range(screen.table.pages.rowCount())] == ["Шмидт Виктор Иванович"]


def test_a_state_leaves_only_the_stays_in_it(screen: RegisterScreen) -> None:
    screen.status.combo.setCurrentIndex(1)
    screen.status.changed.emit()
    names = [cells(screen, n)[NAME] for n in range(screen.table.pages.rowCount())]
    assert names == ["Омаров Ерлан Серікұлы", "Қасымова Айгүл Болатқызы"]
    assert cells(screen, 1)[0] == "2"


def test_the_name_stays_in_sight_when_one_scrolls_to_the_right(screen: RegisterScreen) -> None:
    assert not screen.table.sheet.isVisible()
    screen.table.horizontalScrollBar().setValue(screen.table.horizontalScrollBar().maximum())
    assert screen.table.sheet.isVisible()
    assert screen.table.sheet.x() <= screen.table.frameWidth()
    screen.table.horizontalScrollBar().setValue(0)
    assert not screen.table.sheet.isVisible()


def test_enter_opens_the_person(qtbot: QtBot, screen: RegisterScreen, people: Mapping[str, UUID]) -> None:
    screen.table.selectRow(0)
    with qtbot.waitSignal(screen.opens) as opened:
        qtbot.keyClick(screen.table, Qt.Key.Key_Return)
    page = opened.args[0]
    assert isinstance(page, PersonScreen)
    assert page.person_id == people["Жұмабеков"]


def test_what_is_shown_goes_to_excel_with_the_iin(
    qtbot: QtBot, screen: RegisterScreen, tmp_path: Path, save_to: Callable[[Path], None]
) -> None:
    screen.status.combo.setCurrentIndex(1)
    screen.status.changed.emit()
    save_to(tmp_path / "journal.xlsx")
    with qtbot.waitSignal(screen.saved):
        screen.ask_export()
    rows = read_workbook(tmp_path / "journal.xlsx")[0].rows
    assert len(rows) == 3
    assert len(rows[0].cells) == 15


def test_f9_shows_the_real_pages_in_either_language(
    qtbot: QtBot, screen: RegisterScreen, monkeypatch: pytest.MonkeyPatch
) -> None:
    qtbot.mouseClick(screen.print, Qt.MouseButton.LeftButton)
    pages = screen.window().findChild(PrintDialog)
    assert isinstance(pages, PrintDialog)
    qtbot.waitUntil(lambda: pages.preview.page_number() == 1)
    first = pages.preview.sheet.pixmap().toImage()
    qtbot.mouseClick(pages.preview.language.button("ru"), Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: pages.preview.sheet.pixmap().toImage() != first)
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args, **_kw: ("", ""))
    qtbot.mouseClick(pages.save, Qt.MouseButton.LeftButton)
    assert list_printouts(screen.desk) == ()  # who thinks better of it leaves nothing behind
    pages.reject()


def test_the_journal_speaks_russian_at_once(
    screen: RegisterScreen, speak_russian: Callable[[], None]
) -> None:
    speak_russian()
    title = str(screen.table.pages.headerData(NAME, Qt.Orientation.Horizontal)).replace("\n", " ")
    assert title == "Фамилия, имя, отчество (при его наличии)"
    assert cells(screen, 0)[3] == "17.10.1961, 64 года"


def test_a_row_is_marked_as_typed_over_into_the_portal_and_undo_takes_it_back(
    qtbot: QtBot, screen: RegisterScreen
) -> None:
    screen.table.selectRow(0)
    last = screen.table.pages.columnCount() - 1
    assert screen.table.pages.index(0, last).data() == "әлі жоқ: 2"
    with qtbot.waitSignal(screen.saved) as told:
        qtbot.mouseClick(screen.typed, Qt.MouseButton.LeftButton)
    assert str(screen.table.pages.index(0, last).data()).startswith("12.03.2026, ")
    assert not screen.typed.isEnabled()
    told.args[1]()
    assert screen.table.pages.index(0, last).data() == "әлі жоқ: 2"


def test_the_filter_leaves_what_is_not_in_the_portal_yet_and_marks_it_all(
    qtbot: QtBot, screen: RegisterScreen
) -> None:
    everybody = screen.table.pages.rowCount()
    screen.table.selectRow(0)
    with qtbot.waitSignal(screen.saved):
        screen.mark_typed()
    screen.portal.combo.setCurrentIndex(1)
    screen.portal.changed.emit()
    assert screen.table.pages.rowCount() == everybody - 1
    with qtbot.waitSignal(screen.saved):
        qtbot.mouseClick(screen.typed, Qt.MouseButton.LeftButton)
    assert screen.table.pages.rowCount() == 0
    assert screen.table.empty.isVisible()


def test_the_screen_says_that_the_official_journal_is_on_the_portal(screen: RegisterScreen) -> None:
    assert "aleumet.egov.kz" in screen.says.text()
