"""What was printed of a person: seen as it was, printed again with a mark, one page again without."""

from collections.abc import Mapping
from pathlib import Path
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from ssu_desktop.actions.desk import Desk
from ssu_desktop.actions.printing import list_printouts, print_form
from ssu_desktop.language import Language
from ssu_desktop.screens.printed_tab import PrintedTab


@pytest.fixture
def tab(qtbot: QtBot, desk: Desk, people: Mapping[str, UUID]) -> PrintedTab:
    """What was printed of Қасымова: her personal file, in Kazakh."""
    print_form(desk, "annex-3", people["Қасымова"], Language.KK)
    made = PrintedTab(desk, people["Қасымова"])
    qtbot.addWidget(made)
    made.resize(1170, 560)
    made.refresh()
    with qtbot.waitExposed(made):
        made.show()
    return made


@pytest.fixture
def paper(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The sheet that comes from the printer."""

    def accept(asked: QPrintDialog) -> int:
        asked.printer().setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        asked.printer().setOutputFileName(str(tmp_path / "paper.pdf"))
        return QPrintDialog.DialogCode.Accepted

    monkeypatch.setattr(QPrintDialog, "exec", accept)
    return tmp_path / "paper.pdf"


def test_the_list_says_what_when_and_by_whom_and_shows_the_pages(tab: PrintedTab) -> None:
    shown = [str(tab.table.pages.index(0, column).data()) for column in range(6)]
    assert shown[0].startswith("12.03.2026")
    assert shown[1:] == ["Жеке іс (3-қосымша)", "қаз.", "Сейтқали Айнұр Маратқызы", "1", "қол қойылмаған"]
    assert tab.preview.page_number() == 1
    assert tab.rows[0].code in tab.preview.title.text()


def test_looking_at_a_print_is_no_print(tab: PrintedTab, desk: Desk) -> None:
    tab.refresh()
    assert len(list_printouts(desk, tab.person_id)) == 1


def test_printing_again_is_marked_as_a_repeat(tab: PrintedTab, qtbot: QtBot, paper: Path) -> None:
    with qtbot.waitSignal(tab.changed):
        qtbot.mouseClick(tab.again, Qt.MouseButton.LeftButton)
    assert paper.stat().st_size > 1000
    assert [row.reprint_of_id is not None for row in tab.rows] == [True, False]
    assert tab.table.pages.index(0, 5).data() == "қайталама"


def test_a_jammed_page_comes_again_and_is_no_print_of_its_own(
    tab: PrintedTab, qtbot: QtBot, paper: Path
) -> None:
    qtbot.mouseClick(tab.one_page, Qt.MouseButton.LeftButton)
    assert paper.stat().st_size > 1000
    assert len(tab.rows) == 1


def test_a_repeat_is_saved_as_a_file(
    tab: PrintedTab, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "again.pdf"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args, **_kw: (str(target), ""))
    qtbot.mouseClick(tab.save, Qt.MouseButton.LeftButton)
    assert target.read_bytes().startswith(b"%PDF")
    assert len(tab.rows) == 2


def test_an_empty_list_teaches_and_offers_nothing(
    qtbot: QtBot, desk: Desk, people: Mapping[str, UUID]
) -> None:
    tab = PrintedTab(desk, people["Омаров"])
    qtbot.addWidget(tab)
    tab.refresh()
    tab.show()
    assert tab.table.empty.isVisible()
    assert not tab.again.isEnabled()
    assert PrintedTab.count_of(desk, people["Омаров"]) == ""
