"""The import through the real pages: columns corrected by hand, the dry run by row, all or nothing."""

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot
from sqlalchemy import func, select

from ssu_desktop.actions.desk import Desk
from ssu_desktop.actions.register_columns import Field, look_at_register
from ssu_desktop.exchange.workbook import write_table
from ssu_desktop.records import Change, Person
from ssu_desktop.records.kinds import Operation
from ssu_desktop.screens.import_register import ImportScreen
from ssu_desktop.screens.import_rows import Fate, Sieve

HEADINGS = ["№", "Тегі, аты, әкесінің аты", "Туған күні", "ЖСН", "Түскен күні", "Ескі нөмірі"]
ROWS = [
    [1, "Сапаров Бауыржан Ермекұлы", date(1950, 5, 1), "", date(2025, 3, 4), "А-1"],
    [2, "Тілеуова Жaнар Асқарқызы", date(1961, 2, 3), "", date(2025, 4, 5), "А-2"],  # a Latin a
    [3, "Бекова Сәуле", "туған күні белгісіз", "", date(2025, 6, 7), "А-3"],
    [4, "Қасымова Айгүл Болатқызы", date(1943, 5, 11), "", date(2026, 3, 4), "А-4"],  # is in the file
    ["", "Барлығы: 4", "", "", "", ""],
]


@pytest.fixture
def book(tmp_path: Path) -> Path:
    """A small register as a facility keeps it."""
    path = tmp_path / "register.xlsx"
    write_table(path, "Журнал", HEADINGS, ROWS)
    return path


@pytest.fixture
def screen(qtbot: QtBot, desk: Desk, book: Path) -> ImportScreen:
    """The import on its first page, the workbook and the unit chosen."""
    made = ImportScreen(desk, book)
    qtbot.addWidget(made)
    made.resize(1171, 700)
    with qtbot.waitExposed(made):
        made.show()
    made.file.unit.set_value(made.file._units()[0][0])
    return made


def people(desk: Desk) -> int:
    """Count the people of the file."""
    with desk.read() as session:
        return session.scalar(select(func.count()).select_from(Person)) or 0


def go_to(qtbot: QtBot, screen: ImportScreen, number: int) -> None:
    """Press the button that goes on until the page `number` stands there."""
    for at in range(screen.at, number):
        qtbot.mouseClick(screen.go, Qt.MouseButton.LeftButton)
        qtbot.waitUntil(lambda at=at: screen.at > at)  # type: ignore[misc]  # the loop's own page


def test_the_columns_are_shown_with_their_first_values(book: Path) -> None:
    (sheet,) = look_at_register(book)
    assert [column.heading for column in sheet.columns] == HEADINGS
    born = next(column for column in sheet.columns if column.field is Field.BORN)
    assert born.samples[0] == "01.05.1950"


def test_the_dry_run_says_of_each_row_what_happens_and_changes_nothing(
    qtbot: QtBot, screen: ImportScreen, desk: Desk
) -> None:
    before = people(desk)
    go_to(qtbot, screen, 2)
    fates = {line.name.split()[0]: line.fate for line in screen.dry_run.lines if line.name}
    assert fates["Сапаров"] is Fate.COMES
    assert fates["Бекова"] is Fate.DOUBTFUL
    assert fates["Қасымова"] is Fate.KNOWN
    assert [line.fate for line in screen.dry_run.lines if not line.name] == [Fate.SKIPPED]
    assert [line.name for line in screen.dry_run.lines if line.mended] == ["Тілеуова Жанар Асқарқызы"]
    assert people(desk) == before
    qtbot.mouseClick(screen.dry_run.sieve.button(Sieve.DOUBTFUL.value), Qt.MouseButton.LeftButton)
    assert screen.dry_run.table.pages.rowCount() == 1
    screen.dry_run.table.selectRow(0)
    assert "белгісіз" in screen.dry_run.detail_text.text()


def test_the_import_brings_everybody_in_and_leads_to_the_people(
    qtbot: QtBot, screen: ImportScreen, desk: Desk
) -> None:
    before = people(desk)
    go_to(qtbot, screen, 3)
    assert people(desk) == before + 3
    assert screen.result.text.text()
    with qtbot.waitSignal(screen.goes):
        qtbot.mouseClick(screen.go, Qt.MouseButton.LeftButton)


def test_the_rows_to_look_at_stand_in_the_result_and_go_to_excel(
    qtbot: QtBot, screen: ImportScreen, desk: Desk, tmp_path: Path
) -> None:
    go_to(qtbot, screen, 2)
    doubted = [line.number for line in screen.dry_run.lines if line.doubts]
    screen.ahead()
    qtbot.waitUntil(lambda: screen.step is screen.result)
    assert [line.number for line in screen.result.lines] == doubted
    assert any(line.name for line in screen.result.lines)
    screen.result.save_to(tmp_path / "list.xlsx")
    assert (tmp_path / "list.xlsx").stat().st_size > 0
    with desk.read() as session:
        [told] = session.scalars(select(Change).where(Change.operation == Operation.EXPORT)).all()
    assert "list.xlsx" in (told.after or "")


def test_the_same_register_twice_brings_nobody_in_twice(
    qtbot: QtBot, screen: ImportScreen, desk: Desk, book: Path
) -> None:
    go_to(qtbot, screen, 3)
    after = people(desk)
    again = ImportScreen(desk, book, screen.file.unit.value())
    qtbot.addWidget(again)
    again.show()
    go_to(qtbot, again, 2)
    assert not again.go.isEnabled()
    assert people(desk) == after


def test_a_meaning_given_to_another_column_is_taken_from_the_former_one(
    qtbot: QtBot, screen: ImportScreen
) -> None:
    go_to(qtbot, screen, 1)
    table = screen.columns.table
    last, born = len(HEADINGS) - 1, HEADINGS.index("Туған күні")
    assert last not in table.columns()
    choice = table.fields[last]
    choice.set_value(Field.BORN.value)
    choice.changed.emit()
    assert table.columns()[last] is Field.BORN
    assert born not in table.columns()


def test_without_a_column_of_names_it_does_not_go_on(qtbot: QtBot, screen: ImportScreen) -> None:
    go_to(qtbot, screen, 1)
    names = screen.columns.table.fields[1]
    names.set_value("")
    names.changed.emit()
    qtbot.mouseClick(screen.go, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(screen.columns.panel.isVisible)
    assert screen.at == 1


def test_what_is_no_workbook_is_said_beside_the_file(
    qtbot: QtBot, screen: ImportScreen, tmp_path: Path
) -> None:
    false = tmp_path / "false.xlsx"
    false.write_text("no workbook at all", encoding="utf-8")
    screen.file.path.set_value(str(false))
    qtbot.mouseClick(screen.go, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not screen.file.path.error.isHidden())
    assert screen.at == 0
    screen.file.path.set_value(str(tmp_path / "gone.xlsx"))
    screen.file.path.clear_error()
    qtbot.mouseClick(screen.go, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not screen.file.path.error.isHidden())


def test_a_unit_is_asked_for(qtbot: QtBot, desk: Desk, book: Path) -> None:
    screen = ImportScreen(desk, book)
    qtbot.addWidget(screen)
    screen.show()
    qtbot.mouseClick(screen.go, Qt.MouseButton.LeftButton)
    assert not screen.file.unit.error.isHidden()


def test_a_stopped_import_leaves_nothing(qtbot: QtBot, screen: ImportScreen, desk: Desk) -> None:
    go_to(qtbot, screen, 2)
    before = people(desk)
    screen.dry_run.say_stopped()
    assert screen.dry_run.panel.isVisible()
    assert people(desk) == before
