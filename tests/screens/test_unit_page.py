"""The page of a unit in the real window: rooms, places, rules, self-check; and the cards of the person."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TypeVar
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel, QPushButton
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from ssu_desktop.actions.desk import Desk, Saved
from ssu_desktop.actions.house import order_page, save_rules
from ssu_desktop.actions.organisation import list_units, save_unit
from ssu_desktop.actions.placing import living_page
from ssu_desktop.actions.rooms import rooms_page, save_room
from ssu_desktop.actions.rules_scan import attach_rules_scan
from ssu_desktop.actions.scans import scanned_of
from ssu_desktop.language import _
from ssu_desktop.records.kinds import Answer, NoticeSigner, Role, Sex
from ssu_desktop.rules.house import RulesDraft
from ssu_desktop.rules.room import RoomDraft
from ssu_desktop.screens.ask import FormDialog
from ssu_desktop.screens.facts import EntryRow, ListCard
from ssu_desktop.screens.list_dialog import ListDialog
from ssu_desktop.screens.overview import OverviewTab
from ssu_desktop.screens.room_forms import PlaceDialog, RoomDialog
from ssu_desktop.screens.rules_forms import AcquaintanceDialog, PointDialog, RulesDialog
from ssu_desktop.screens.rules_line import RulesLine
from ssu_desktop.screens.scan_dialog import ScanDialog
from ssu_desktop.screens.settings_units import UnitsSection
from ssu_desktop.screens.today import TodayScreen
from ssu_desktop.screens.unit_page import UnitPage
from tests.support.papers import pdf, picture

D = TypeVar("D", bound=FormDialog)
RULES = RulesDraft(approved_on=date(2026, 3, 2), order_number="3-ө", approved_by="Төлегенов А. Қ.")


def page_of(qtbot: QtBot, desk: Desk, unit_id: UUID) -> UnitPage:
    """Show the page of a unit."""
    page = UnitPage(desk, unit_id)
    qtbot.addWidget(page)
    page.resize(1160, 700)
    page.show()
    page.refresh()
    return page


def dialog_of(kind: type[D]) -> D:
    """Return the dialog of this kind that is open."""
    found = [one for one in QApplication.topLevelWidgets() if isinstance(one, kind) and one.isVisible()]
    (dialog,) = found
    return dialog


def rows_of(card: ListCard) -> list[EntryRow]:
    """Return the lines of a card."""
    items = (card.body.itemAt(number) for number in range(card.body.count()))
    return [row for item in items if item is not None and isinstance(row := item.widget(), EntryRow)]


def words_of(card: ListCard) -> list[list[str]]:
    """Return the words of each line of a card."""
    return [[label.text() for label in row.findChildren(QLabel)] for row in rows_of(card)]


def fill(dialog: FormDialog, **values: object) -> None:
    """Put values into the fields of a form and submit it."""
    for name, value in values.items():
        dialog.fields[name].set_value(value)
    dialog.submit()


def test_where_a_unit_has_no_rooms_the_form_says_where_they_are_entered(
    qtbot: QtBot, desk: Desk, stays: Mapping[str, UUID]
) -> None:
    living = living_page(desk, stays["Омаров"])
    assert living is not None
    dialog = PlaceDialog(None, desk, living, lambda _saved: None)
    qtbot.addWidget(dialog)
    dialog.show()
    assert "Бөлмелер мен қағидалар" in dialog.room.error.text()
    assert dialog.room.error.isVisible()


def test_a_room_is_added_and_somebody_placed_in_it_with_a_reason_where_a_man_lives(
    qtbot: QtBot, desk: Desk, units: Mapping[str, UUID], stays: Mapping[str, UUID]
) -> None:
    """R230-108."""
    page = page_of(qtbot, desk, units["S"])
    assert page.cards["without"].isHidden()
    page.cards["rooms"].act.click()
    fill(dialog_of(RoomDialog), name="12", beds=2)
    assert words_of(page.cards["rooms"]) == [["12 бөлме", "бос: 2 орыннан 2"]]
    waiting = [row.accessibleName() for row in rows_of(page.cards["without"])]
    assert waiting == ["Ғабитова Дана Нұрланқызы", "Қасымова Айгүл Болатқызы", "Омаров Ерлан Серікұлы"]
    (room,) = rooms_page(desk, units["S"]).rooms
    rows_of(page.cards["without"])[2].opened.emit()
    fill(dialog_of(PlaceDialog), room_id=room.id)
    rows_of(page.cards["without"])[1].opened.emit()
    dialog = dialog_of(PlaceDialog)
    dialog.room.set_value(room.id)
    dialog.room.changed.emit()
    assert dialog.room.error.text() == "Мұнда тұрады: Омаров Ерлан Серікұлы"
    fill(dialog, compatibility="танымайды")
    assert dialog.isVisible()
    assert dialog.findings.needs_reason()
    dialog.findings.why.set_value("туыстар, бірге тұрғысы келеді")
    dialog.submit()
    assert not dialog.isVisible()
    page = page_of(qtbot, desk, units["S"])
    assert words_of(page.cards["rooms"]) == [
        ["12 бөлме", "Қасымова Айгүл Болатқызы, Омаров Ерлан Серікұлы", "бос: 2 орыннан 0"]
    ]


def test_the_overview_tells_the_room_and_moves_the_person(
    qtbot: QtBot, desk: Desk, units: Mapping[str, UUID], stays: Mapping[str, UUID], people: Mapping[str, UUID]
) -> None:
    """R230-108."""
    for name in ("3", "4"):
        save_room(desk, units["S"], None, RoomDraft(name=name, beds=1, sex=Sex.FEMALE))
    tab = OverviewTab(desk, people["Қасымова"])
    qtbot.addWidget(tab)
    tab.show()
    tab.refresh()
    third, fourth = rooms_page(desk, units["S"]).rooms
    tab._room.act.click()
    fill(dialog_of(PlaceDialog), room_id=third.id, since=date(2026, 3, 4))
    assert words_of(tab._room)[0][0] == "3 бөлме"
    assert tab._room.act.text() == "Көшіру…"
    rows_of(tab._room)[0].opened.emit()
    fill(dialog_of(PlaceDialog), room_id=fourth.id)
    assert [words[0] for words in words_of(tab._room)] == ["4 бөлме", "3 бөлме"]
    living = living_page(desk, stays["Қасымова"])
    assert living is not None
    assert living.place is not None
    assert living.place.room == "4"


def test_who_is_at_home_or_in_day_care_has_no_card_of_a_room(
    qtbot: QtBot, desk: Desk, people: Mapping[str, UUID]
) -> None:
    """R230-108, R230-119: no rooms in H and D, no rules in H."""
    for surname, rooms, rules in (("Петренко", True, True), ("Шмидт", True, False), ("Ким", False, False)):
        tab = OverviewTab(desk, people[surname])
        qtbot.addWidget(tab)
        tab.refresh()
        assert (tab._room.isHidden(), tab._reading.isHidden()) == (rooms, rules), surname


def test_rules_are_entered_signed_at_once_and_the_sheet_printed(
    qtbot: QtBot, desk: Desk, units: Mapping[str, UUID], people: Mapping[str, UUID]
) -> None:
    """R230-119."""
    page = page_of(qtbot, desk, units["S"])
    page.cards["rules"].act.click()
    fill(dialog_of(RulesDialog), approved_on=date(2026, 3, 2), order_number="3-ө")
    assert [row.accessibleName() for row in rows_of(page.cards["unread"])] == [
        *("Ғабитова Дана Нұрланқызы", "Қасымова Айгүл Болатқызы", "Омаров Ерлан Серікұлы")
    ]
    page.open_print()
    sheet = next(one for one in QApplication.topLevelWidgets() if isinstance(one, ListDialog))
    assert sheet.asked.form == "acquaintance"
    sheet.reject()
    page.note_all()
    fill(dialog_of(AcquaintanceDialog), signed_on=date(2026, 3, 6))
    assert order_page(desk, units["S"]).unread == ()
    tab = OverviewTab(desk, people["Қасымова"])
    qtbot.addWidget(tab)
    tab.refresh()
    assert "танысқан" in words_of(tab._reading)[0]
    tab._reading.note()
    fill(dialog_of(AcquaintanceDialog), signer=NoticeSigner.REPRESENTATIVE)
    assert any("заңды өкіл" in words for words in words_of(tab._reading)[0])


def test_the_scan_of_the_rules_is_attached_by_key_and_seen_by_the_link_then_replaced(
    qtbot: QtBot,
    desk: Desk,
    units: Mapping[str, UUID],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """R230-119."""
    assert isinstance(save_rules(desk, units["S"], None, RULES), Saved)
    page = page_of(qtbot, desk, units["S"])
    for name, content in (("қағида.pdf", pdf(pages=2)), ("жаңа.png", picture("PNG"))):
        (tmp_path / name).write_bytes(content)
        chosen = str(tmp_path / name)
        monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_asked, chosen=chosen: (chosen, ""))
        (line,) = rows_of(page.cards["rules"])
        with qtbot.waitSignal(page.saved, timeout=60_000):
            qtbot.keyClick(line, Qt.Key.Key_Insert, Qt.KeyboardModifier.ControlModifier)
        (line,) = rows_of(page.cards["rules"])
        assert isinstance(line, RulesLine)
        qtbot.mouseClick(line.look, Qt.MouseButton.LeftButton)
        (viewer,) = (one for one in QApplication.topLevelWidgets() if isinstance(one, ScanDialog))
        assert viewer.scan.name == name
        assert viewer.view.pages is not None
        assert viewer.remove.isHidden()
        viewer.close_it.click()
        viewer.deleteLater()
        qtbot.waitUntil(lambda viewer=viewer: not isValid(viewer))


def test_who_may_only_read_sees_the_scan_and_is_offered_nothing_to_change(
    qtbot: QtBot, desk: Desk, units: Mapping[str, UUID]
) -> None:
    rules = save_rules(desk, units["S"], None, RULES)
    assert isinstance(rules, Saved)
    assert isinstance(attach_rules_scan(desk, rules.id, scanned_of("қағида.pdf", pdf())), Saved)
    auditor = replace(desk, user=replace(desk.user, roles=frozenset({Role.AUDITOR})))
    page = page_of(qtbot, auditor, units["S"])
    (line,) = rows_of(page.cards["rules"])
    assert [one.text() for one in line.findChildren(QPushButton)] == ["Скан: 1 бет"]
    for card in ("rooms", "rules", "unread"):
        assert page.cards[card].act.isHidden()
    assert page.sheet.isHidden()
    assert page.commands == {}
    line.looked_at.emit()
    (viewer,) = (one for one in QApplication.topLevelWidgets() if isinstance(one, ScanDialog))
    assert viewer.copy.isHidden()
    viewer.close_it.click()


def test_the_own_entrance_is_answered_where_day_care_is_part_of_a_stationary_organisation(
    qtbot: QtBot, desk: Desk, units: Mapping[str, UUID]
) -> None:
    """R230-120."""
    page = page_of(qtbot, desk, units["D"])
    assert page.cards["check"].isHidden()
    unit = next(unit for unit in list_units(desk) if unit.id == units["D"])
    save_unit(desk, units["D"], replace(unit.draft, within_stationary=True, round_the_clock=True))
    page.refresh()
    (row,) = rows_of(page.cards["check"])
    row.opened.emit()
    dialog = dialog_of(PointDialog)
    assert "жеке есіктен кіруге" in " ".join(label.text() for label in dialog.findChildren(QLabel))
    fill(dialog, answer=Answer.YES)
    assert _(Answer.YES.msgid) in words_of(page.cards["check"])[0]


def test_today_opens_the_page_of_the_unit_that_lacks_its_rules(
    qtbot: QtBot, desk: Desk, units: Mapping[str, UUID]
) -> None:
    """R230-119."""
    today = TodayScreen(desk)
    qtbot.addWidget(today)
    today.refresh()
    assert today.page is not None
    lines = [line for line in today.page.of_units if line.duty.code == "internal-rules"]
    assert {line.unit_id for line in lines} == {units["S"], units["D"], units["T"]}
    with qtbot.waitSignal(today.opens) as opened:
        today.open_line(lines[0])
    assert opened.args is not None
    (page,) = opened.args
    assert isinstance(page, UnitPage)
    qtbot.addWidget(page)
    assert page.unit_id == lines[0].unit_id


def test_the_settings_open_the_page_of_the_chosen_unit(
    qtbot: QtBot, desk: Desk, units: Mapping[str, UUID]
) -> None:
    section = UnitsSection(desk)
    qtbot.addWidget(section)
    section.show()
    section.refresh()
    section.table.selectRow(0)
    with qtbot.waitSignal(section.opens) as opened:
        section.page_button.click()
    assert opened.args is not None
    (page,) = opened.args
    qtbot.addWidget(page)
    assert page.unit_id == units["S"]


@pytest.mark.parametrize("percent", [100, 150])
def test_the_page_says_everything_in_both_languages_at_every_size_of_letters(
    qtbot: QtBot,
    desk: Desk,
    units: Mapping[str, UUID],
    letters: Callable[[int], None],
    speak_russian: Callable[[], None],
    percent: int,
) -> None:
    letters(percent)
    assert isinstance(save_rules(desk, units["S"], None, RULES), Saved)
    page = page_of(qtbot, desk, units["S"])
    speak_russian()
    assert page.cards["rules"].title.text() == "Правила внутреннего распорядка"
    assert page.title() == "Стационарное отделение"
    page.resize(600, 700)
    assert page.cards["rules"].isVisible()
