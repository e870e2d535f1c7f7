"""A day of a day-care unit on the screen: typed down the list, filled in at once, kept, answered for."""

from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from uuid import UUID

import openpyxl
import pypdfium2
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractItemView, QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from ssu_desktop.actions.attendance import attendance_of_day, save_attendance
from ssu_desktop.actions.departures import list_departures
from ssu_desktop.actions.desk import Desk, Saved
from ssu_desktop.actions.person import save_person
from ssu_desktop.language import Language
from ssu_desktop.rules.day_stay import AttendanceDraft
from ssu_desktop.rules.person import PersonDraft
from ssu_desktop.screens.attendance import AttendanceScreen
from ssu_desktop.screens.attendance_day import CAME, LEFT, NOTE
from ssu_desktop.screens.list_dialog import ListDialog
from ssu_desktop.screens.person import PersonScreen
from ssu_desktop.screens.screen import Command
from tests.support.stays import admitted, saved

Types = Callable[[QWidget, str], None]
TODAY = date(2026, 3, 12)
ENTER = Qt.Key.Key_Return


@pytest.fixture
def here(desk: Desk, units: Mapping[str, UUID]) -> Mapping[str, UUID]:
    """The stays of three people of the day-care unit; Шмидт is suspended there."""
    return {
        name: admitted(desk, saved(save_person(desk, None, PersonDraft(surname=name))), units["D"])
        for name in ("Әбенов", "Қуанов", "Ыбраев")
    }


@pytest.fixture
def screen(qtbot: QtBot, desk: Desk, here: Mapping[str, UUID]) -> AttendanceScreen:
    """The unit's day of today."""
    made = AttendanceScreen(desk)
    qtbot.addWidget(made)
    made.resize(1170, 716)
    made.refresh()
    with qtbot.waitExposed(made):
        made.show()
    made.activateWindow()
    made.day.table.setFocus()
    return made


def told(desk: Desk, units: Mapping[str, UUID], day: date = TODAY) -> dict[str, tuple[str, str, str]]:
    """Return what is saved of a day, by name."""
    lines = attendance_of_day(desk, units["D"], day)
    return {line.name.split()[0]: (line.came, line.left, line.note) for line in lines}


def write(qtbot: QtBot, screen: AttendanceScreen, types: Types, text: str, end: Qt.Key = ENTER) -> None:
    """Type into the cell with the cursor and end with a key."""
    table = screen.day.table
    types(table, text[0])
    editor = QApplication.focusWidget()
    assert isinstance(editor, QLineEdit)
    types(editor, text[1:])
    qtbot.keyClick(editor, end)
    qtbot.waitUntil(lambda: table.state() is not QAbstractItemView.State.EditingState)


def test_times_are_typed_down_the_list_and_saved_with_ctrl_enter(
    qtbot: QtBot, screen: AttendanceScreen, desk: Desk, units: Mapping[str, UUID], types: Types
) -> None:
    table = screen.day.table
    assert (table.currentIndex().row(), table.currentIndex().column()) == (0, CAME)
    write(qtbot, screen, types, "9")
    write(qtbot, screen, types, "930")
    assert table.currentIndex().row() == 2
    table.go_to(0, LEFT)
    write(qtbot, screen, types, "1700")
    assert told(desk, units)["Әбенов"] == ("", "", "")  # not saved yet
    assert screen.day.unsaved.text() == "Әлі сақталмаған: 2"
    with qtbot.waitSignal(screen.saved) as signal:
        screen.commands[Command.SUBMIT]()
    assert told(desk, units)["Әбенов"] == ("09:00", "17:00", "")
    assert told(desk, units)["Қуанов"] == ("09:30", "", "")
    assert signal.args[0] == "Күн сақталды: 12.03.2026"
    signal.args[1]()  # Undo
    assert told(desk, units)["Әбенов"] == ("", "", "")


def test_a_kazakh_layout_types_figures_too(qtbot: QtBot, screen: AttendanceScreen, types: Types) -> None:
    write(qtbot, screen, types, "қ")  # the key of 0
    write(qtbot, screen, types, "ұ")  # that of 9
    assert [line.came for line in screen.day.lines_typed()][:2] == ["00:00", "09:00"]


def test_tab_goes_on_to_the_next_cell_and_del_empties_one(
    qtbot: QtBot, screen: AttendanceScreen, types: Types
) -> None:
    table = screen.day.table
    for text in ("9", "17"):
        write(qtbot, screen, types, text, Qt.Key.Key_Tab)
    assert table.currentIndex().column() == NOTE
    line = screen.day.lines_typed()[0]
    assert (line.came, line.left) == ("09:00", "17:00")
    table.go_to(0, LEFT)
    qtbot.keyClick(table, Qt.Key.Key_Delete)
    assert screen.day.lines_typed()[0].left == ""


def test_the_same_time_for_all_fills_those_who_have_none(
    qtbot: QtBot, screen: AttendanceScreen, desk: Desk, here: Mapping[str, UUID], units: Mapping[str, UUID]
) -> None:
    sick = AttendanceDraft(stay_id=here["Қуанов"], note="ауырды")
    saved(save_attendance(desk, units["D"], TODAY, [sick]))
    screen.refresh()
    screen.day.came.line.setText("9")
    screen.day.left.line.setText("17.00")
    qtbot.mouseClick(screen.day.fill, Qt.MouseButton.LeftButton)
    qtbot.mouseClick(screen.day.save, Qt.MouseButton.LeftButton)
    assert told(desk, units) == {
        "Әбенов": ("09:00", "17:00", ""),
        "Қуанов": ("", "", "ауырды"),
        "Шмидт": ("", "", ""),  # suspended
        "Ыбраев": ("09:00", "17:00", ""),
    }
    screen.step(-1)
    assert (screen.day.came.value(), screen.day.left.value()) == ("09:00", "17:00")


def test_nothing_is_typed_for_one_who_is_suspended(screen: AttendanceScreen) -> None:
    table = screen.day.table
    row = next(n for n, line in enumerate(screen.day.lines) if line.name.startswith("Шмидт"))
    flags = table.pages.flags(table.pages.index(row, CAME))
    assert not flags & Qt.ItemFlag.ItemIsEditable
    assert table.pages.index(row, 3).data() == "тоқтатыла тұрған"


def test_a_short_day_is_kept_with_its_reason(
    qtbot: QtBot, screen: AttendanceScreen, desk: Desk, units: Mapping[str, UUID], types: Types
) -> None:
    """R230-112."""
    write(qtbot, screen, types, "9")
    screen.day.table.go_to(0, LEFT)
    write(qtbot, screen, types, "1200")
    screen.day.store()
    assert not screen.day.findings.why.isHidden()
    screen.day.store()  # without a reason
    assert told(desk, units)["Әбенов"] == ("", "", "")
    screen.day.findings.why.set_value("дәрігерге барды")
    screen.day.store()
    assert told(desk, units)["Әбенов"] == ("09:00", "12:00", "")
    (kept,) = list_departures(desk)
    assert (kept.code, kept.person_name, kept.reason) == ("day-stay", "Әбенов", "дәрігерге барды")
    assert screen.day.findings.isHidden()


def test_what_was_typed_and_not_saved_is_there_after_a_crash_and_can_be_dropped(
    qtbot: QtBot, screen: AttendanceScreen, desk: Desk, types: Types
) -> None:
    write(qtbot, screen, types, "9")
    screen.step(-1)
    assert [line.came for line in screen.day.lines_typed()] == ["", "", "", ""]
    again = AttendanceScreen(desk)  # as after the program died
    qtbot.addWidget(again)
    again.refresh()
    assert again.day.lines_typed()[0].came == "09:00"
    again.day.discard_typed()
    assert again.day.lines_typed()[0].came == ""
    third = AttendanceScreen(desk)
    qtbot.addWidget(third)
    third.refresh()
    assert third.day.lines_typed()[0].came == ""


def test_a_time_that_cannot_be_read_stays_and_is_told(
    qtbot: QtBot, screen: AttendanceScreen, desk: Desk, units: Mapping[str, UUID], types: Types
) -> None:
    write(qtbot, screen, types, "99")
    screen.day.store()
    assert screen.day.lines_typed()[0].came == "99"
    assert not screen.day.findings.isHidden()
    assert told(desk, units)["Әбенов"] == ("", "", "")


@pytest.fixture
def month(
    screen: AttendanceScreen, desk: Desk, here: Mapping[str, UUID], units: Mapping[str, UUID]
) -> AttendanceScreen:
    """Two days of Әбенов in March, and the month on the screen."""
    for day, left in ((date(2026, 3, 10), "17:00"), (date(2026, 3, 11), "16:30")):
        draft = AttendanceDraft(stay_id=here["Әбенов"], came="09:00", left=left)
        assert isinstance(save_attendance(desk, units["D"], day, [draft]), Saved)
    screen.show_span("month")
    return screen


def test_a_month_is_summed_up_and_opens_the_person(qtbot: QtBot, month: AttendanceScreen) -> None:
    assert month.told.text() == "2026 жылғы наурыз"
    cells = [month.sums.table.pages.index(0, column).data() for column in range(5)]
    assert cells == ["Әбенов", "2", "15:30", "0", ""]
    assert month.sums.total.text() == "4 адам · келгені: 2 күн · сағат: 15:30"
    with qtbot.waitSignal(month.opens) as signal:
        qtbot.keyClick(month.sums.table, Qt.Key.Key_Return)
    page = signal.args[0]
    assert isinstance(page, PersonScreen)
    qtbot.addWidget(page)
    month.step(-1)
    assert month.told.text() == "2026 жылғы ақпан"
    month.show_span("week")
    assert month.told.text() == "26.01.2026 – 01.02.2026"


def test_the_month_is_printed_and_saved_as_a_table(
    qtbot: QtBot, month: AttendanceScreen, tmp_path: Path, save_to: Callable[[Path], None]
) -> None:
    path = tmp_path / "attendance.xlsx"
    save_to(path)
    with qtbot.waitSignal(month.saved):
        month.sums.ask_export()
    rows = list(openpyxl.load_workbook(path).active.iter_rows(values_only=True))
    assert rows[-4][:3] == ("Әбенов", 2, "15:30")
    month.commands[Command.PRINT]()
    dialog = month.window().findChild(ListDialog)
    assert isinstance(dialog, ListDialog)
    text = "".join(
        page.get_textpage().get_text_range()
        for page in pypdfium2.PdfDocument(dialog.pages(Language.RU, blank=False))
    )
    assert "01.03.2026" in text
    assert "15:30" in text
    dialog.reject()


def test_the_day_speaks_russian_at_once(screen: AttendanceScreen, speak_russian: Callable[[], None]) -> None:
    speak_russian()
    assert screen.day.save.text() == "Сохранить день"
    assert screen.told.text() == "четверг"
    assert screen.day.total.text() == "4 человека · пришли: 0 · часов: 0:00"
