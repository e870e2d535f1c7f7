"""How a unit does on the screen: counts, arrows, a person's journal, the printed list."""

from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from uuid import UUID

import pypdfium2
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from ssu_desktop.actions.desk import Desk, Saved
from ssu_desktop.actions.monitoring_editing import save_round
from ssu_desktop.records.kinds import Domain, RoundKind
from ssu_desktop.rules.progress import Course
from ssu_desktop.rules.round_draft import RoundDraft
from ssu_desktop.screens.chips import Chip
from ssu_desktop.screens.list_dialog import ListDialog
from ssu_desktop.screens.monitoring_tab import MonitoringTab
from ssu_desktop.screens.pages import VALUE_ROLE
from ssu_desktop.screens.person import PersonScreen
from ssu_desktop.screens.print_dialog import PrintDialog
from ssu_desktop.screens.screen import Command
from ssu_desktop.screens.unit_monitoring import MonitoringScreen


@pytest.fixture
def screen(
    qtbot: QtBot, desk: Desk, units: Mapping[str, UUID], stays: Mapping[str, UUID]
) -> MonitoringScreen:
    """The stationary unit: Омаров is better than half a year ago."""
    for kind, day, points in (
        (RoundKind.ADMISSION, date(2025, 9, 11), 20),
        (RoundKind.MONTHS_6, date(2026, 3, 10), 16),
    ):
        draft = RoundDraft(kind=kind, held_on=day, scores={Domain.MEDICAL: points})
        assert isinstance(save_round(desk, stays["Омаров"], draft), Saved)
    made = MonitoringScreen(desk, units["S"])
    qtbot.addWidget(made)
    made.resize(1170, 716)
    made.refresh()
    with qtbot.waitExposed(made):
        made.show()
    qtbot.mouseClick(made.parts.button("progress"), Qt.MouseButton.LeftButton)
    return made


def test_counts_and_arrows_say_how_it_goes(screen: MonitoringScreen) -> None:
    progress = screen.progress
    assert progress.counts[Course.IMPROVES].text() == "жақсарды: 1"
    assert progress.counts[Course.NOT_ASSESSED].text() == "мерзімінде бағаланбады: 1"
    row = next(n for n, one in enumerate(progress.rows) if one.name.startswith("Омаров"))
    cells = [progress.table.pages.index(row, column).data() for column in range(5)]
    assert cells[1:] == ["жақсарды", "16", "▼ 4", "▼ 4"]
    assert isinstance(progress.table.pages.index(row, 1).data(VALUE_ROLE), Chip)


def test_an_absence_stands_beside_the_round_that_is_missing(screen: MonitoringScreen) -> None:
    progress = screen.progress
    row = next(n for n, one in enumerate(progress.rows) if one.name.startswith("Ғабитова"))
    told = progress.table.pages.index(row, 6).data()
    assert told == "12 айдан кейін, 03.03.2026: болмады 24.02.2026–…"


def test_enter_opens_the_journal_of_a_person(qtbot: QtBot, screen: MonitoringScreen) -> None:
    screen.progress.table.selectRow(0)
    with qtbot.waitSignal(screen.opens) as opened:
        qtbot.keyClick(screen.progress.table, Qt.Key.Key_Return)
    page = opened.args[0]
    assert isinstance(page, PersonScreen)
    qtbot.addWidget(page)
    assert isinstance(page.tab(), MonitoringTab)


def test_the_list_that_is_saved_has_the_people_on_it(
    qtbot: QtBot, screen: MonitoringScreen, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    screen.commands[Command.PRINT]()
    dialog = screen.window().findChild(ListDialog)
    assert isinstance(dialog, ListDialog)
    target = tmp_path / "list.pdf"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_words, **_named: (str(target), ""))
    dialog.save.click()
    qtbot.waitUntil(target.exists)
    document = pypdfium2.PdfDocument(target)
    text = document[0].get_textpage().get_text_bounded()
    document.close()
    assert "Омаров" in text


def test_the_curves_are_a_click_away_from_the_journal(
    qtbot: QtBot,
    screen: MonitoringScreen,
    desk: Desk,
    people: Mapping[str, UUID],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert screen
    seen: list[str] = []

    def look(dialog: PrintDialog) -> int:
        seen.append(dialog.form)
        assert dialog.preview.page_number() == 1
        return PrintDialog.DialogCode.Rejected

    monkeypatch.setattr(PrintDialog, "exec", look)
    tab = MonitoringTab(desk, people["Омаров"])
    qtbot.addWidget(tab)
    tab.refresh()
    tab.show()
    qtbot.mouseClick(tab.buttons.trend, Qt.MouseButton.LeftButton)
    assert seen == ["trend"]


def test_the_counts_speak_russian_at_once(
    screen: MonitoringScreen, speak_russian: Callable[[], None]
) -> None:
    speak_russian()
    assert screen.progress.counts[Course.IMPROVES].text() == "улучшение: 1"
    assert screen.parts.button("marks").text() == "Отметки по месяцам"
