"""The tab of the personal file: ticked by key, counted, own documents, the cover."""

from collections.abc import Callable, Mapping
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from ssu_desktop.actions.desk import Desk
from ssu_desktop.actions.file_rows import DocumentRow, DocumentState
from ssu_desktop.actions.personal_file import file_page
from ssu_desktop.records import PersonalFile
from ssu_desktop.records.kinds import DocumentForm
from ssu_desktop.screens.document_form import CoverDialog, DocumentDialog
from ssu_desktop.screens.document_line import DocumentLine
from ssu_desktop.screens.file_tab import FileTab
from ssu_desktop.screens.screen import Command
from tests.support.by_hand import by_hand

Types = Callable[[QWidget, str], None]


@pytest.fixture
def tab(qtbot: QtBot, desk: Desk, people: Mapping[str, UUID]) -> FileTab:
    """The file of Қасымова, with nothing in it yet."""
    made = FileTab(desk, people["Қасымова"])
    qtbot.addWidget(made)
    made.resize(1100, 700)
    made.refresh()
    with qtbot.waitExposed(made):
        made.show()
    return made


def row_of(desk: Desk, stays: Mapping[str, UUID], code: object) -> DocumentRow:
    page = file_page(desk, stays["Қасымова"])
    assert page is not None
    return next(row for row in page.rows if row.code == code)


def first(tab: FileTab) -> DocumentLine:
    line = tab.lines.all[0]
    assert isinstance(line, DocumentLine)
    return line


def test_space_ticks_a_document_with_todays_date_and_counts_it(
    qtbot: QtBot, desk: Desk, stays: Mapping[str, UUID], people: Mapping[str, UUID], tab: FileTab
) -> None:
    line = first(tab)
    needed = FileTab.count_of(desk, people["Қасымова"]).partition("/")[2]
    line.setFocus()
    with qtbot.waitSignals([tab.saved, tab.changed]):
        qtbot.keyClick(line, Qt.Key.Key_Space)
    assert row_of(desk, stays, line.row.code).received_on == desk.today
    assert FileTab.count_of(desk, people["Қасымова"]) == f"1/{needed}"
    current = tab.lines.current()
    assert current is not None
    assert current.key == line.row.code
    qtbot.keyClick(current, Qt.Key.Key_Space)
    assert row_of(desk, stays, line.row.code).state is DocumentState.MISSING


def test_enter_opens_all_that_is_known_of_a_document_with_the_words_of_the_order(
    qtbot: QtBot, desk: Desk, stays: Mapping[str, UUID], tab: FileTab, types: Types
) -> None:
    line = first(tab)
    qtbot.keyClick(line, Qt.Key.Key_Return)
    dialog = tab.findChild(DocumentDialog)
    assert dialog is not None
    said = [dialog.rows.itemAt(n).widget() for n in range(2)]
    assert any(label is not None and label.property("text") == line.row.full_kk for label in said)
    assert dialog.fields["received_on"].value() == desk.today
    dialog.fields["form"].set_value(DocumentForm.ORIGINAL)
    types(dialog.fields["pages"].editor, "4")
    types(dialog.fields["received_from"].editor, "қызы")
    qtbot.mouseClick(dialog.go, Qt.MouseButton.LeftButton)
    kept = row_of(desk, stays, line.row.code)
    assert (kept.form, kept.pages, kept.received_from) == (DocumentForm.ORIGINAL, 4, "қызы")


def test_what_is_not_needed_leaves_the_count_with_its_reason(
    qtbot: QtBot, desk: Desk, stays: Mapping[str, UUID], people: Mapping[str, UUID], tab: FileTab
) -> None:
    needed = int(FileTab.count_of(desk, people["Қасымова"]).partition("/")[2])
    line = first(tab)
    line.setFocus()
    tab.commands[Command.DELETE]()
    dialog = tab.findChild(DocumentDialog)
    assert dialog is not None
    dialog.fields["not_needed"].editor.setFocus()
    qtbot.keyClick(dialog.fields["not_needed"].editor, Qt.Key.Key_Space)
    assert dialog.fields["received_on"].value() is None
    dialog.fields["note"].set_value("сот шешімі бар")
    qtbot.mouseClick(dialog.go, Qt.MouseButton.LeftButton)
    kept = row_of(desk, stays, line.row.code)
    assert (kept.state, kept.note) == (DocumentState.NOT_NEEDED, "сот шешімі бар")
    assert FileTab.count_of(desk, people["Қасымова"]) == f"0/{needed - 1}"


def test_an_own_document_is_added_by_ins(
    qtbot: QtBot, desk: Desk, stays: Mapping[str, UUID], tab: FileTab, types: Types
) -> None:
    tab.commands[Command.ADD]()
    dialog = tab.findChild(DocumentDialog)
    assert dialog is not None
    types(dialog.fields["title"].editor, "Келісім")
    qtbot.mouseClick(dialog.go, Qt.MouseButton.LeftButton)
    own = row_of(desk, stays, None)
    assert (own.title("kk"), own.state) == ("Келісім", DocumentState.RECEIVED)
    assert own.id in [line.key for line in tab.lines.all]


def test_the_cover_is_changed_and_a_day_to_come_is_refused(
    qtbot: QtBot, desk: Desk, stays: Mapping[str, UUID], tab: FileTab, types: Types
) -> None:
    tab.commands[Command.EDIT]()
    dialog = tab.findChild(CoverDialog)
    assert dialog is not None
    types(dialog.fields["sheets"].editor, "38")
    types(dialog.fields["bound_on"].editor, "13032026")
    qtbot.mouseClick(dialog.go, Qt.MouseButton.LeftButton)
    assert not dialog.fields["bound_on"].error.isHidden()
    dialog.fields["bound_on"].set_value(desk.today)
    qtbot.mouseClick(dialog.go, Qt.MouseButton.LeftButton)
    page = file_page(desk, stays["Қасымова"])
    assert page is not None
    assert (page.sheets, page.bound_on) == (38, desk.today)


def test_without_a_file_the_tab_says_when_it_is_opened(
    qtbot: QtBot, desk: Desk, people: Mapping[str, UUID]
) -> None:
    tab = FileTab(desk, people["Дүйсенов"])
    qtbot.addWidget(tab)
    tab.refresh()
    assert tab.head.isHidden()
    assert not tab.nothing.isHidden()
    assert "қабылданған" in tab.nothing.text()
    assert FileTab.count_of(desk, people["Дүйсенов"]) == ""


def test_a_stay_out_of_an_old_register_gets_its_file_with_a_click(
    qtbot: QtBot, desk: Desk, stays: Mapping[str, UUID], tab: FileTab
) -> None:
    assert tab.open.isHidden()
    page = file_page(desk, stays["Қасымова"])
    assert page is not None
    with by_hand(desk, "a register brings no file") as session:
        session.delete(session.get_one(PersonalFile, page.file_id))
    tab.refresh()
    assert tab.nothing.isVisible()
    assert "ескі журналдан" in tab.nothing.text()
    with qtbot.waitSignals([tab.saved, tab.changed]):
        qtbot.mouseClick(tab.open, Qt.MouseButton.LeftButton)
    opened = file_page(desk, stays["Қасымова"])
    assert opened is not None
    assert tab.page is not None
    assert tab.page.number == opened.number
    assert tab.open.isHidden()
