"""The recorded departures: seen by period, opened, printed with their paragraph and reason."""

from collections.abc import Mapping
from datetime import date
from uuid import UUID

import pytest
from pypdfium2 import PdfDocument
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from ssu_desktop.actions.departures import record_departures
from ssu_desktop.actions.desk import Desk
from ssu_desktop.language import Language
from ssu_desktop.law import Article
from ssu_desktop.rules.finding import Finding
from ssu_desktop.screens.list_dialog import ListDialog
from ssu_desktop.screens.person import PersonScreen
from ssu_desktop.screens.settings import SettingsScreen
from ssu_desktop.screens.settings_departures import DeparturesSection
from tests.support.by_hand import by_hand

FINDING = Finding(
    code="no-place",
    text="No place is free: {taken} of {capacity} are taken.",
    values={"taken": 50, "capacity": 50},
    article=Article("order-230", "12(1)"),
)


@pytest.fixture
def settings(qtbot: QtBot, desk: Desk, people: Mapping[str, UUID]) -> SettingsScreen:
    """The settings at the departures, one of which was recorded for Қасымова."""
    with by_hand(desk, "admit") as session:
        reasons = {"no-place": "сот қаулысы бойынша"}
        record_departures(session, desk, [FINDING], reasons, people["Қасымова"])
    screen = SettingsScreen(desk, section="departures")
    qtbot.addWidget(screen)
    screen.resize(1171, 720)
    with qtbot.waitExposed(screen):
        screen.show()
    return screen


@pytest.fixture
def section(settings: SettingsScreen) -> DeparturesSection:
    """The section itself."""
    assert isinstance(settings.section, DeparturesSection)
    return settings.section


def test_departures_are_seen_by_period_and_lead_to_the_person(
    qtbot: QtBot, section: DeparturesSection, people: Mapping[str, UUID]
) -> None:
    (row,) = section.rows()
    assert (row.reason, row.person_id) == ("сот қаулысы бойынша", people["Қасымова"])
    section.table.selectRow(0)
    assert section.whole.text().startswith("Бос орын жоқ")
    assert section.whole.text().endswith("сот қаулысы бойынша · Сейтқали Айнұр Маратқызы")
    with qtbot.waitSignal(section.opens) as opened:
        qtbot.mouseClick(section.edit_button, Qt.MouseButton.LeftButton)
    assert isinstance(opened.args[0], PersonScreen)
    qtbot.addWidget(opened.args[0])
    section.until.set_value(date(2026, 3, 11))
    section.refresh()
    assert list(section.rows()) == []
    section.since.set_value(date(2026, 3, 12))
    section.until.set_value(date(2026, 3, 12))
    assert len(section.rows()) == 1


@pytest.mark.parametrize(
    ("language", "words"),
    [
        (Language.KK, ("Талаптардан ауытқулар тізімі", "сот қаулысы бойынша", "12-т. 1)", "Қасымова")),
        (Language.RU, ("Перечень отступлений от требований", "п. 12 пп. 1)", "Қасымова")),
    ],
)
def test_the_head_prints_the_list_in_either_language(
    qtbot: QtBot,
    section: DeparturesSection,
    monkeypatch: pytest.MonkeyPatch,
    language: Language,
    words: tuple[str, ...],
) -> None:
    made: list[ListDialog] = []

    def run(dialog: ListDialog) -> int:
        made.append(dialog)
        return 0

    monkeypatch.setattr(ListDialog, "exec", run)
    qtbot.mouseClick(section.print, Qt.MouseButton.LeftButton)
    (dialog,) = made
    qtbot.addWidget(dialog)
    dialog.preview.language.choose(language.value)
    dialog.look()
    text = "".join(PdfDocument(dialog.preview.data)[0].get_textpage().get_text_bounded().split())
    for word in words:
        assert "".join(word.split()) in text
