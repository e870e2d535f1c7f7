"""The signature round in the window: a pack is printed, comes back, is found by its code and marked."""

from collections.abc import Callable, Mapping
from pathlib import Path
from uuid import UUID

import pytest
from pypdfium2 import PdfDocument
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from ssu_desktop.actions.desk import Desk
from ssu_desktop.actions.pack import PackAsked, print_pack
from ssu_desktop.actions.printing import print_form
from ssu_desktop.language import Language
from ssu_desktop.screens.ask import FormDialog
from ssu_desktop.screens.list_dialog import ListDialog
from ssu_desktop.screens.people import PeopleScreen
from ssu_desktop.screens.printed_tab import PrintedTab
from ssu_desktop.screens.scan_dialog import ScanDialog
from ssu_desktop.screens.scan_match import MatchDialog
from ssu_desktop.screens.screen import Command, Screen
from ssu_desktop.screens.shell import Place, Shell
from ssu_desktop.screens.signing import SigningScreen
from ssu_desktop.screens.signing_forms import take_scan
from ssu_desktop.screens.words import switch_language


@pytest.fixture
def screen(qtbot: QtBot, desk: Desk, people: Mapping[str, UUID], units: Mapping[str, UUID]) -> SigningScreen:
    """The papers to be signed, after the covers of the stationary unit were printed as a pack."""
    print_pack(desk, PackAsked(forms=("annex-3",), unit_id=units["S"]), Language.KK)
    made = SigningScreen(desk)
    qtbot.addWidget(made)
    made.resize(1150, 700)
    made.refresh()
    with qtbot.waitExposed(made):
        made.show()
    return made


def submit(qtbot: QtBot, screen: SigningScreen | PrintedTab) -> None:
    """Note the signature in the form that is open, as of today."""
    dialog = screen.findChildren(FormDialog)[-1]
    dialog.submit()
    assert not dialog.isVisible()


def test_the_menu_of_papers_leads_to_those_that_wait(qtbot: QtBot, desk: Desk) -> None:
    people = PeopleScreen(desk)
    qtbot.addWidget(people)
    people.papers.menu().aboutToShow.emit()
    with qtbot.waitSignal(people.opens) as opened:
        people.papers.menu().actions()[-1].trigger()
    assert isinstance(opened.args[0], SigningScreen)


def test_a_paper_is_found_by_its_code_and_marked_and_the_whole_pack_in_one_go(
    qtbot: QtBot, screen: SigningScreen
) -> None:
    waiting = screen.rows
    assert len(waiting) > 2
    assert not screen.scan.isVisible()
    code = waiting[1].code
    screen.search.setText(code.lower().replace("-", ""))
    assert [row.code for row in screen.rows] == [code]
    with qtbot.waitSignal(screen.saved):
        screen.search.entered.emit()
        submit(qtbot, screen)
    screen.search.clear()
    assert code not in [row.code for row in screen.rows]
    with qtbot.waitSignal(screen.saved):
        screen.all.click()
        submit(qtbot, screen)
    assert not screen.rows
    assert not screen.print.isEnabled()
    screen.chips.buttons["signed"].click()
    assert len(screen.rows) == len(waiting)
    assert not screen.all.isVisible()


def test_a_marked_paper_is_taken_back_by_undo(qtbot: QtBot, screen: SigningScreen) -> None:
    count = len(screen.rows)
    with qtbot.waitSignal(screen.saved) as told:
        screen.sign_current()
        submit(qtbot, screen)
    assert len(screen.rows) == count - 1
    told.args[1]()
    assert len(screen.rows) == count


def test_the_scan_of_a_signed_paper_is_attached_and_looked_at(
    qtbot: QtBot, desk: Desk, screen: SigningScreen, people: Mapping[str, UUID], tmp_path: Path
) -> None:
    scan = tmp_path / "қолы.pdf"
    scan.write_bytes(print_form(desk, "annex-3", people["Омаров"], Language.RU).pdf)
    row = screen.rows[0]
    with qtbot.waitSignal(screen.saved):
        take_scan(screen, desk, row, scan, screen._stored)
        submit(qtbot, screen)
    screen.chips.buttons["signed"].click()
    assert screen.scan.isVisible()
    screen.scan.click()
    shown = screen.findChildren(ScanDialog)[-1]
    assert shown.view.pages is not None
    shown.accept()


def test_the_list_of_those_that_wait_is_printed_with_their_names_and_codes(
    qtbot: QtBot, screen: SigningScreen, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "list.pdf"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_asked, **_more: (str(target), ""))
    screen.commands[Command.PRINT]()
    with qtbot.waitSignal(screen.saved):
        screen.findChildren(ListDialog)[-1].save_it()
    document = PdfDocument(target)
    text = " ".join(document[0].get_textpage().get_text_bounded().split())
    document.close()
    for row in screen.rows:
        assert row.code in text
        assert row.person_name.split()[0] in text


def test_a_persons_prints_say_what_is_signed_and_are_marked_there(
    qtbot: QtBot, desk: Desk, screen: SigningScreen, people: Mapping[str, UUID]
) -> None:
    del screen
    print_form(desk, "annex-2", people["Омаров"], Language.KK)
    tab = PrintedTab(desk, people["Омаров"])
    qtbot.addWidget(tab)
    tab.resize(1100, 600)
    tab.refresh()
    tab.show()
    tab.table.selectRow(0)
    assert tab.rows[0].form == "annex-2"
    assert not tab.sign.isVisible()  # nobody signs a register
    tab.table.selectRow(1)
    assert tab.sign.isVisible()
    assert tab._state(tab.rows[1]).text == "қол қойылмаған"
    with qtbot.waitSignal(tab.changed):
        tab.sign.click()
        submit(qtbot, tab)
    assert tab._state(tab.rows[1]).text == "қол қойылды 12.03.2026"


def test_a_paper_printed_by_mistake_leaves_the_list_with_a_reason_and_waits_again(
    qtbot: QtBot, screen: SigningScreen
) -> None:
    waiting = len(screen.rows)
    assert not screen.chips.buttons["dismissed"].isVisible()
    name = screen.rows[0].person_name
    screen.table.selectRow(0)
    screen.commands[Command.DELETE]()
    dialog = screen.findChildren(FormDialog)[-1]
    dialog.submit()
    assert dialog.isVisible()  # no reason yet
    dialog.fields["reason"].set_value("Қате тілде басылды")
    with qtbot.waitSignal(screen.saved):
        submit(qtbot, screen)
    assert len(screen.rows) == waiting - 1
    screen.chips.buttons["dismissed"].click()
    assert [row.person_name for row in screen.rows] == [name]
    assert screen.why.text() == "Қате тілде басылды"
    assert not screen.sign.isVisible()
    assert not screen.dismiss.isVisible()
    screen.sign_current()  # Enter does nothing here
    assert not [one for one in screen.findChildren(FormDialog) if one.isVisible()]
    with qtbot.waitSignal(screen.saved):
        screen.wait.click()
    assert not screen.rows
    screen.chips.buttons["waiting"].click()
    assert len(screen.rows) == waiting
    assert not screen.why.isVisible()


def test_a_scan_that_came_back_is_given_to_a_paper_picked_from_the_list(
    qtbot: QtBot,
    desk: Desk,
    screen: SigningScreen,
    people: Mapping[str, UUID],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    types: Callable[[QWidget, str], None],
) -> None:
    scans = [tmp_path / name for name in ("1.pdf", "2.pdf", "3.pdf")]
    for path in scans[:2]:
        path.write_bytes(print_form(desk, "annex-2", people["Омаров"], Language.RU).pdf)
    scans[2].write_text("nothing", encoding="utf-8")
    rows = {row.person_name.split()[0]: row for row in screen.rows}
    seen: list[str] = []

    def pick(dialog: MatchDialog) -> int:
        dialog.show()
        seen.append(dialog.path.name)
        if dialog.path == scans[0]:
            types(dialog.line, "омаров")
            qtbot.keyClick(dialog.line, Qt.Key.Key_Return)
        elif dialog.path == scans[1]:
            assert "Омаров" not in {row.person_name.split()[0] for row in dialog.rows}
            types(dialog.line, rows["Қасымова"].code.lower())
            assert dialog.view.pages is not None
            dialog.skip.click()
        else:
            assert not dialog.go.isEnabled()
            assert not dialog.findings.isHidden()
            dialog.reject()
        assert not dialog.isVisible()
        return dialog.result()

    monkeypatch.setattr(MatchDialog, "exec", pick)
    monkeypatch.setattr(
        QFileDialog, "getOpenFileNames", lambda *_asked, **_more: ([str(path) for path in scans], "")
    )
    screen.scans.click()
    assert seen == ["1.pdf", "2.pdf", "3.pdf"]
    screen.chips.buttons["signed"].click()
    (done,) = screen.rows
    assert done.id == rows["Омаров"].id
    assert done.scan is not None
    assert done.scan.name == "1.pdf"


@pytest.mark.parametrize("language", list(Language))
def test_every_button_is_in_the_window_at_150_percent(
    qtbot: QtBot,
    desk: Desk,
    people: Mapping[str, UUID],
    units: Mapping[str, UUID],
    dressed: QApplication,
    letters: Callable[[int], None],
    language: Language,
) -> None:
    assert people
    letters(150)
    switch_language(dressed, language)
    print_pack(desk, PackAsked(forms=("annex-3",), unit_id=units["S"]), Language.KK)
    screen = SigningScreen(desk)
    qtbot.addWidget(screen)
    shell = Shell([Place(code="a", title="Today", icon="today", build=Screen)], lambda _text: [])
    qtbot.addWidget(shell)
    shell.resize(1366, 768)
    shell.open_screen(screen)
    with qtbot.waitExposed(shell):
        shell.show()
    assert screen.sign.isVisible()
    assert screen.width() <= screen.parentWidget().width()  # nothing lies beyond the edge
