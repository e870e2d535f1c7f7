"""A form is looked at before it is printed, and remembered only when it is given out."""

from collections.abc import Callable, Mapping
from pathlib import Path
from uuid import UUID

import pytest
from pypdfium2 import PdfDocument
from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from ssu_desktop.actions.desk import Desk
from ssu_desktop.actions.printing import list_printouts
from ssu_desktop.actions.signing import PaperQuery, found_papers
from ssu_desktop.screens.person import PersonScreen
from ssu_desktop.screens.print_dialog import PrintDialog
from ssu_desktop.screens.screen import Command


@pytest.fixture
def dialog(qtbot: QtBot, desk: Desk, people: Mapping[str, UUID]) -> PrintDialog:
    """The personal file of Қасымова, looked at."""
    made = PrintDialog(None, desk, "annex-3", people["Қасымова"])
    qtbot.addWidget(made)
    made.show()
    return made


def save_to(target: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args, **_kw: (str(target), ""))


def test_the_print_menu_shows_the_real_page_and_saving_it_is_remembered(
    desk: Desk,
    people: Mapping[str, UUID],
    qtbot: QtBot,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    page = PersonScreen(desk, people["Қасымова"])
    qtbot.addWidget(page)
    page.band.print.menu().aboutToShow.emit()
    personal_file = page.band.print.menu().actions()[0]
    assert personal_file.text() == "Жеке іс (3-қосымша)"
    save_to(tmp_path / "file.pdf", monkeypatch)
    personal_file.trigger()
    shown = page.findChild(PrintDialog)
    assert isinstance(shown, PrintDialog)
    assert shown.preview.page_number() == 1
    assert list_printouts(desk, people["Қасымова"]) == ()
    with qtbot.waitSignal(page.saved):
        qtbot.mouseClick(shown.save, Qt.MouseButton.LeftButton)
    assert (tmp_path / "file.pdf").read_bytes().startswith(b"%PDF")
    assert [row.form for row in list_printouts(desk, people["Қасымова"])] == ["annex-3"]


def test_who_thinks_better_of_it_leaves_no_print_behind(
    dialog: PrintDialog,
    desk: Desk,
    people: Mapping[str, UUID],
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(QPrintDialog, "exec", lambda _dialog: QPrintDialog.DialogCode.Rejected)
    qtbot.mouseClick(dialog.print, Qt.MouseButton.LeftButton)
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args, **_kw: ("", ""))
    qtbot.mouseClick(dialog.save, Qt.MouseButton.LeftButton)
    assert dialog.isVisible()
    assert list_printouts(desk, people["Қасымова"]) == ()


def test_paper_is_printed_in_the_language_that_was_chosen(
    dialog: PrintDialog,
    desk: Desk,
    people: Mapping[str, UUID],
    qtbot: QtBot,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def accept(asked: QPrintDialog) -> int:
        asked.printer().setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        asked.printer().setOutputFileName(str(tmp_path / "paper.pdf"))
        return QPrintDialog.DialogCode.Accepted

    monkeypatch.setattr(QPrintDialog, "exec", accept)
    qtbot.mouseClick(dialog.preview.language.button("ru"), Qt.MouseButton.LeftButton)
    qtbot.mouseClick(dialog.print, Qt.MouseButton.LeftButton)
    assert (tmp_path / "paper.pdf").stat().st_size > 1000
    assert [row.language for row in list_printouts(desk, people["Қасымова"])] == ["ru"]


def test_an_empty_form_tells_of_nobody_and_is_not_remembered(
    dialog: PrintDialog,
    desk: Desk,
    people: Mapping[str, UUID],
    qtbot: QtBot,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    save_to(tmp_path / "empty.pdf", monkeypatch)
    dialog.blank.box.click()
    qtbot.mouseClick(dialog.save, Qt.MouseButton.LeftButton)
    assert (tmp_path / "empty.pdf").exists()
    assert list_printouts(desk, people["Қасымова"]) == ()


def test_what_cannot_be_printed_yet_says_what_to_do_first(
    desk: Desk, people: Mapping[str, UUID], qtbot: QtBot
) -> None:
    dialog = PrintDialog(None, desk, "annex-4", people["Қасымова"])
    qtbot.addWidget(dialog)
    dialog.show()
    assert "жоспар" in dialog.preview.note.text()
    assert not dialog.print.isEnabled()
    dialog.blank.box.click()
    assert dialog.print.isEnabled()


def test_a_whole_unit_is_printed_at_once(
    desk: Desk,
    units: Mapping[str, UUID],
    qtbot: QtBot,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    dialog = PrintDialog(None, desk, "annex-2", unit_id=units["S"])
    qtbot.addWidget(dialog)
    dialog.show()
    save_to(tmp_path / "register.pdf", monkeypatch)
    qtbot.waitUntil(dialog.save.isEnabled)
    with qtbot.waitSignal(dialog.accepted, timeout=60_000):
        qtbot.mouseClick(dialog.save, Qt.MouseButton.LeftButton)
    assert (tmp_path / "register.pdf").exists()
    assert [row.form for row in list_printouts(desk, unit_id=units["S"])] == ["annex-2"]


def test_the_forms_of_a_unit_are_looked_at_by_those_of_its_first_person_and_printed_for_everybody(
    desk: Desk,
    units: Mapping[str, UUID],
    qtbot: QtBot,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def accept(asked: QPrintDialog) -> int:
        asked.printer().setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        asked.printer().setOutputFileName(str(tmp_path / "paper.pdf"))
        return QPrintDialog.DialogCode.Accepted

    dialog = PrintDialog(None, desk, "annex-3", unit_id=units["S"])
    qtbot.addWidget(dialog)
    dialog.show()
    qtbot.waitUntil(dialog.print.isEnabled)
    monkeypatch.setattr(QPrintDialog, "exec", accept)
    with PdfDocument(dialog.preview.data) as looked_at:
        assert len(looked_at) == 1
        assert "Ғабитова" in looked_at[0].get_textpage().get_text_bounded()
    with qtbot.waitSignal(dialog.accepted, timeout=60_000):
        qtbot.mouseClick(dialog.print, Qt.MouseButton.LeftButton)
    with PdfDocument(tmp_path / "paper.pdf") as paper:
        assert len(paper) == len(list_printouts(desk)) > 1


def test_the_registration_card_is_printed_for_a_temporary_stay_only(
    desk: Desk, people: Mapping[str, UUID], qtbot: QtBot
) -> None:
    words = {}
    for surname in ("Ким", "Қасымова"):
        page = PersonScreen(desk, people[surname])
        qtbot.addWidget(page)
        page.band.print.menu().aboutToShow.emit()
        words[surname] = [action.text() for action in page.band.print.menu().actions()]
        assert Command.PRINT in page.commands
    assert "Тіркеу карточкасы (9-қосымша)" in words["Ким"]
    assert "Тіркеу карточкасы (9-қосымша)" not in words["Қасымова"]


def test_the_whole_page_and_all_words_stand_in_the_dialog(
    qtbot: QtBot, dialog: PrintDialog, speak_russian: Callable[[], None]
) -> None:
    speak_russian()
    with qtbot.waitExposed(dialog):
        dialog.show()
    view = dialog.preview.view
    qtbot.waitUntil(lambda: 0 < dialog.preview.sheet.height() <= view.viewport().height())
    dialog.resize(dialog.width(), dialog.height() - 150)
    qtbot.waitUntil(lambda: dialog.preview.sheet.height() <= view.viewport().height())
    assert dialog.blank.box.height() >= dialog.blank.box.sizeHint().height()
    assert dialog.blank.box.width() >= dialog.blank.box.sizeHint().width()


def test_the_name_of_the_file_is_that_of_the_form_and_of_the_person_in_the_users_words(
    dialog: PrintDialog, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    offered: list[str] = []

    def ask(_parent: object, _title: str, path: str, _filter: str) -> tuple[str, str]:
        offered.append(Path(path).name)
        return "", ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", ask)
    qtbot.mouseClick(dialog.save, Qt.MouseButton.LeftButton)
    dialog.blank.set_value(True)
    qtbot.mouseClick(dialog.save, Qt.MouseButton.LeftButton)
    assert offered == ["Жеке іс (3-қосымша), Қасымова Айгүл Болатқызы.pdf", "Жеке іс (3-қосымша).pdf"]


def test_a_form_is_printed_in_both_languages_side_by_side_and_remembered_as_that(
    dialog: PrintDialog,
    desk: Desk,
    people: Mapping[str, UUID],
    qtbot: QtBot,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    dialog.both.box.click()
    save_to(tmp_path / "both.pdf", monkeypatch)
    qtbot.mouseClick(dialog.save, Qt.MouseButton.LeftButton)
    document = PdfDocument(tmp_path / "both.pdf")
    text = " ".join(document[0].get_textpage().get_text_bounded().split())
    document.close()
    assert "ЖЕКЕ ІСІ" in text
    assert "ЛИЧНОЕ ДЕЛО" in text
    assert "Версия для чтения, не официальная форма" in text
    assert [row.form for row in list_printouts(desk, people["Қасымова"])] == ["annex-3-both"]
    assert not found_papers(desk, PaperQuery())  # nobody signs a version for reading
