"""Editions of the law in the settings, and the reader of the paragraphs, with clicks and keys."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from ssu_desktop.actions.desk import Desk
from ssu_desktop.actions.editions import list_editions
from ssu_desktop.law import Article
from ssu_desktop.screens.ask import Dialog, FormDialog
from ssu_desktop.screens.law_reader import LawReader
from ssu_desktop.screens.placing import room
from ssu_desktop.screens.settings import SettingsScreen
from ssu_desktop.screens.settings_about import AboutSection
from ssu_desktop.screens.settings_law import LawSection


@pytest.fixture
def settings(qtbot: QtBot, desk: Desk) -> SettingsScreen:
    """The settings at the editions of the law."""
    screen = SettingsScreen(desk, section="law")
    qtbot.addWidget(screen)
    screen.resize(1171, 720)
    with qtbot.waitExposed(screen):
        screen.show()
    return screen


@pytest.fixture
def section(settings: SettingsScreen) -> LawSection:
    """The section itself."""
    assert isinstance(settings.section, LawSection)
    return settings.section


@pytest.fixture
def file(desk: Desk, section: LawSection, tmp_path: Path) -> Path:
    """Return a file with a later edition of one figure, made from the program's own law."""
    section.give_out(None, tmp_path / "law.json")
    told = json.loads((tmp_path / "law.json").read_text(encoding="utf-8"))
    told |= {"title": "№ 411 бұйрық", "acts": [], "documents": [], "items": [], "services": []}
    told["figures"], told["valid_from"] = [{**told["figures"][0], "valid_from": "2027-01-01"}], "2027-01-01"
    (tmp_path / "law.json").write_text(json.dumps(told), encoding="utf-8")
    return tmp_path / "law.json"


def test_an_edition_is_added_from_a_file_and_withdrawn_with_a_reason(
    qtbot: QtBot, section: LawSection, desk: Desk, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    section.take_in(file)
    assert [row.title for row in section.rows()] == ["№ 411 бұйрық"]

    def answer(dialog: FormDialog) -> int:
        dialog.show()
        dialog.fields["reason"].set_value("қате файл")
        dialog.go.click()
        return dialog.result()

    monkeypatch.setattr(FormDialog, "exec", answer)
    section.table.selectRow(0)
    qtbot.mouseClick(section.remove_button, Qt.MouseButton.LeftButton)
    (row,) = list_editions(desk)
    assert row.withdrawn_reason == "қате файл"
    section.table.selectRow(0)
    assert not section.remove_button.isEnabled()


def test_a_file_that_is_no_edition_is_refused_in_words(
    section: LawSection, desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[str] = []

    def closed(dialog: Dialog) -> int:
        told.extend(label.text() for label in dialog.findChildren(QLabel))
        return dialog.result()

    monkeypatch.setattr(Dialog, "exec", closed)
    (tmp_path / "law.json").write_text("{}")
    section.take_in(tmp_path / "law.json")
    assert "Редакция қосылған жоқ" in told
    assert list_editions(desk) == ()


def test_the_reader_finds_a_paragraph_by_a_word_and_shows_it_in_both_languages(
    qtbot: QtBot, desk: Desk
) -> None:
    reader = LawReader(None, desk, Article("order-230", "12(3)"))
    qtbot.addWidget(reader)
    reader.show()
    shown = reader.names.currentItem()
    assert shown is not None
    assert "12-тармақ 3)" in shown.text()
    texts = [label.text() for label in reader.findChildren(QLabel)]
    assert any("күнтізбелік он төрт күн ішінде" in text for text in texts)
    assert any("14 календарных дней" in text for text in texts)
    everything = reader.names.count()
    reader.sought.line.setText("эпилепсия")  # the offscreen keyboard has no Cyrillic
    assert 0 < reader.names.count() < everything
    reader.sought.line.setText("йцукен")
    assert reader.names.count() == 0
    assert any(label.text() == "Ештеңе табылмады." for label in reader.findChildren(QLabel))


def test_the_reader_says_which_number_or_day_is_to_be_confirmed(qtbot: QtBot, desk: Desk) -> None:
    told = "Сан немесе оның күшіне енген күні бастапқы мәтіндерде жоқ: заңгерге растатыңыз."
    for paragraph, count in (("4-1", 0), ("4-2", 1), ("12(3)", 0)):
        reader = LawReader(None, desk, Article("order-230", paragraph))
        qtbot.addWidget(reader)
        assert [label.text() for label in reader.findChildren(QLabel)].count(told) == count


@pytest.mark.parametrize("scale", [100, 150])
def test_the_reader_stands_whole_on_a_small_display(
    qtbot: QtBot, letters: Callable[[int], None], desk: Desk, scale: int
) -> None:
    letters(scale)
    reader = LawReader(None, desk)
    qtbot.addWidget(reader)
    with qtbot.waitExposed(reader):
        reader.show()
    assert room(reader).size().expandedTo(reader.size()) == room(reader).size()


def test_the_acts_are_named_with_their_registration(qtbot: QtBot, desk: Desk) -> None:
    """R230-001."""
    about = AboutSection(desk)
    qtbot.addWidget(about)
    about.retranslate()
    texts = [label.text().replace("\N{NO-BREAK SPACE}", " ") for label in about.findChildren(QLabel)]
    assert "22.06.2023 № 32875 болып тіркелген" in texts
    assert any("06.03.2025" in text and "№ 73" in text for text in texts)
