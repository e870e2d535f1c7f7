"""Originals in the file's tab: taken in, their papers looked at and saved, given back."""

from collections.abc import Mapping
from pathlib import Path
from uuid import UUID

import pypdfium2
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from ssu_desktop.actions.custody import custody_of
from ssu_desktop.actions.desk import Desk
from ssu_desktop.actions.printouts import list_printouts
from ssu_desktop.screens.custody_form import GiveBackDialog, TakeInDialog
from ssu_desktop.screens.file_tab import FileTab
from ssu_desktop.screens.paper_dialog import PackageDialog, PaperDialog


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


def take_in(qtbot: QtBot, tab: FileTab) -> TakeInDialog:
    """Open the form of taking in and fill it, but for the consent."""
    tab.custody.card.take.click()
    dialog = tab.findChild(TakeInDialog)
    assert dialog is not None
    dialog.fields["S.custody.identity"].set_value(True)
    dialog.fields["number:S.custody.identity"].set_value("041234567")
    dialog.fields["other"].set_value("Әскери билет")
    return dialog


def test_originals_are_taken_in_with_consent_printed_and_given_back(
    qtbot: QtBot,
    desk: Desk,
    people: Mapping[str, UUID],
    tab: FileTab,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    dialog = take_in(qtbot, tab)
    dialog.submit()
    assert dialog.isVisible()
    assert "жазбаша келісімімен" in dialog.fields["consent_on"].error.text()
    dialog.fields["consent_on"].set_value(desk.today)
    with qtbot.waitSignals([tab.saved]):
        dialog.submit()
    assert [line.row.title("kk") for line in tab.custody.card.lines] == [
        "Жеке басты куәландыратын құжат (түпнұсқа)",
        "Әскери билет",
    ]
    target = tmp_path / "act.pdf"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_asked: (str(target), ""))
    tab.custody.card.lines[0].print_asked.emit("custody-act")
    paper = tab.findChild(PaperDialog)
    assert paper is not None
    with qtbot.waitSignals([tab.saved]):
        paper.save_it()
    document = pypdfium2.PdfDocument(target)
    said = document[0].get_textpage().get_text_bounded()
    document.close()
    assert "041234567" in said
    assert "Әскери билет" in said
    assert [row.form for row in list_printouts(desk, people["Қасымова"])] == ["custody-act"]
    line = tab.custody.card.lines[0]
    line.setFocus()
    qtbot.keyClick(line, Qt.Key.Key_Return)
    back = tab.findChild(GiveBackDialog)
    assert back is not None
    assert back.fields["returned_to"].value() == "Қасымова Айгүл Болатқызы"
    with qtbot.waitSignals([tab.saved]):
        back.submit()
    assert tab.page is not None
    assert [row.returned_on for row in custody_of(desk, tab.page.file_id)] == [None, desk.today]
    assert "1" in tab.custody.card.heading.text()


def test_all_originals_are_given_back_at_once(qtbot: QtBot, desk: Desk, tab: FileTab) -> None:
    assert tab.custody.card.all.isHidden()
    dialog = take_in(qtbot, tab)
    dialog.fields["consent_on"].set_value(desk.today)
    with qtbot.waitSignals([tab.saved]):
        dialog.submit()
    tab.custody.card.all.click()
    back = tab.findChild(GiveBackDialog)
    assert back is not None
    with qtbot.waitSignals([tab.saved]):
        back.submit()
    assert tab.page is not None
    assert [row.returned_on for row in custody_of(desk, tab.page.file_id)] == [desk.today] * 2
    assert tab.custody.card.all.isHidden()


def test_other_kinds_of_unit_show_no_originals(qtbot: QtBot, desk: Desk, people: Mapping[str, UUID]) -> None:
    made = FileTab(desk, people["Петренко"])
    qtbot.addWidget(made)
    made.refresh()
    assert made.custody.card.isHidden()


def test_the_package_tells_what_it_lacks_above_the_pages(
    qtbot: QtBot, desk: Desk, people: Mapping[str, UUID], tab: FileTab
) -> None:
    dialog = PackageDialog(tab, desk, people["Қасымова"])
    qtbot.addWidget(dialog)
    assert not dialog.note.isHidden()
    assert "Жеке жоспар жоқ." in dialog.note.text()
    assert dialog.save.isEnabled()
    assert dialog.blank.isHidden()
    without = PackageDialog(tab, desk, people["Иванов"])
    qtbot.addWidget(without)
    assert not without.save.isEnabled()
