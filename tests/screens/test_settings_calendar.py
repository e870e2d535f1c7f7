"""The calendar of working days in the settings: moved days, confirmation, files, with clicks and keys."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from ssu_desktop.actions.desk import Desk
from ssu_desktop.screens.ask import Dialog, FormDialog
from ssu_desktop.screens.settings import SettingsScreen
from ssu_desktop.screens.settings_calendar import CalendarSection

MOVED = date(2026, 7, 7)  # a Tuesday


@pytest.fixture
def settings(qtbot: QtBot, desk: Desk) -> SettingsScreen:
    """The settings at the calendar of 2026."""
    screen = SettingsScreen(desk, section="calendar")
    qtbot.addWidget(screen)
    screen.resize(1171, 720)
    with qtbot.waitExposed(screen):
        screen.show()
    return screen


@pytest.fixture
def section(settings: SettingsScreen) -> CalendarSection:
    """The calendar itself."""
    assert isinstance(settings.section, CalendarSection)
    return settings.section


@pytest.fixture
def answers(monkeypatch: pytest.MonkeyPatch) -> Callable[[Callable[[FormDialog], None]], None]:
    """Let the next form be filled in by a function in place of a user."""

    def arrange(fill: Callable[[FormDialog], None]) -> None:
        def run(dialog: FormDialog) -> int:
            dialog.show()
            fill(dialog)
            return dialog.result()

        monkeypatch.setattr(FormDialog, "exec", run)

    return arrange


def test_a_day_is_moved_with_its_decision_and_taken_back(
    qtbot: QtBot,
    section: CalendarSection,
    desk: Desk,
    answers: Callable[[Callable[[FormDialog], None]], None],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def fill(dialog: FormDialog) -> None:
        dialog.fields["day"].set_value(MOVED)
        dialog.go.click()
        assert dialog.isVisible()  # the decision is asked for
        dialog.fields["reason"].set_value("№ 412")
        dialog.go.click()

    answers(fill)
    qtbot.mouseClick(section.add_button, Qt.MouseButton.LeftButton)
    assert not desk.calendar.is_working(MOVED)
    at = [row.day for row in section.rows()].index(MOVED)
    section.table.selectRow(at)
    assert section.remove_button.isEnabled()
    monkeypatch.setattr(Dialog, "exec", lambda _dialog: Dialog.DialogCode.Accepted)
    qtbot.mouseClick(section.remove_button, Qt.MouseButton.LeftButton)
    assert desk.calendar.is_working(MOVED)


def test_a_day_of_the_programs_own_cannot_be_taken_back(section: CalendarSection) -> None:
    section.table.selectRow(0)
    assert not section.remove_button.isEnabled()


def test_a_year_is_confirmed_and_another_year_is_looked_at(
    qtbot: QtBot, section: CalendarSection, desk: Desk
) -> None:
    assert "Расталмаған" in section.state.text()
    qtbot.mouseClick(section.settle, Qt.MouseButton.LeftButton)
    assert desk.calendar.confirmed(2026)
    assert section.state.text().startswith("Расталды: 12.03.2026")
    qtbot.mouseClick(section.after, Qt.MouseButton.LeftButton)
    assert section.name.text() == "2027"
    assert "Расталмаған" in section.state.text()


def test_a_year_goes_out_as_a_file_and_a_foreign_one_is_refused(
    section: CalendarSection, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[str] = []

    def closed(dialog: Dialog) -> int:
        told.extend(label.text() for label in dialog.findChildren(QLabel))
        return dialog.result()

    monkeypatch.setattr(Dialog, "exec", closed)
    path = tmp_path / "year.json"
    section.give_out(path)
    foreign = path.read_text(encoding="utf-8").replace('"KZ"', '"RU"').replace("checksum", "earlier checksum")
    path.write_text(foreign, encoding="utf-8")
    section.take_in(path)
    assert "Бұл Қазақстанның емес, басқа елдің (RU) күнтізбесі." in told
    section.give_out(tmp_path / "no" / "folder.json")
    assert any(text.startswith("Файл жазылмады") for text in told)
