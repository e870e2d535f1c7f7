"""A person's form is looked at before it is printed, and remembered when it is given out."""

from collections.abc import Mapping
from pathlib import Path
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from ssu_desktop.actions.desk import Desk
from ssu_desktop.actions.printing import list_printouts
from ssu_desktop.screens.person import PersonScreen
from ssu_desktop.screens.print_dialog import PrintDialog
from ssu_desktop.screens.screen import Command


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
    page.show()
    personal_file.trigger()
    dialog = page.findChild(PrintDialog)
    assert dialog is not None
    assert dialog.preview.page_number() == 1
    assert list_printouts(desk, people["Қасымова"]) == ()
    target = tmp_path / "file.pdf"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args, **_kw: (str(target), ""))
    with qtbot.waitSignal(page.saved):
        qtbot.mouseClick(dialog.save, Qt.MouseButton.LeftButton)
    assert target.read_bytes().startswith(b"%PDF")
    assert [row.form for row in list_printouts(desk, people["Қасымова"])] == ["annex-3"]


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
    assert len(words["Қасымова"]) == 3
