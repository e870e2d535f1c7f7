"""A pack of forms and a yearly binder are looked at, chosen and printed in their windows."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from uuid import UUID

import pytest
from pypdfium2 import PdfDocument
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from ssu_desktop.actions.desk import Desk
from ssu_desktop.actions.monitoring import monitoring_page
from ssu_desktop.actions.people import PersonRow
from ssu_desktop.actions.plan import read_plan
from ssu_desktop.actions.plan_approval import approve_plan, mark_filled
from ssu_desktop.actions.plan_editing import save_plan, start_plan
from ssu_desktop.actions.printing import list_printouts
from ssu_desktop.records import Plan, Stay
from ssu_desktop.records.kinds import Domain, Period
from ssu_desktop.rules.plan_draft import ItemDraft
from ssu_desktop.screens.ask import Dialog, FormDialog
from ssu_desktop.screens.binder_dialog import BinderDialog
from ssu_desktop.screens.pack_dialog import PackDialog
from ssu_desktop.screens.people import PeopleScreen
from ssu_desktop.screens.people_picker import PeoplePicker
from ssu_desktop.screens.power_cut_dialog import PowerCutDialog
from tests.support.by_hand import by_hand
from tests.support.stays import saved


def save_to(target: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args, **_kw: (str(target), ""))


def titles(path: Path) -> list[str]:
    document = PdfDocument(path)
    try:
        return [mark.get_title() for mark in document.get_toc()]
    finally:
        document.close()


def test_a_pack_of_those_in_the_list_is_chosen_looked_at_and_printed(
    qtbot: QtBot, desk: Desk, people: Mapping[str, UUID], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    screen = PeopleScreen(desk)
    qtbot.addWidget(screen)
    screen.refresh()
    screen.papers.menu().aboutToShow.emit()
    screen.papers.menu().actions()[0].trigger()
    pack = screen.findChild(PackDialog)
    assert isinstance(pack, PackDialog)
    assert pack.people
    assert len(pack.people) == screen.table.pages.rowCount()
    pack.forms["annex-4"].box.click()
    pack.forms["annex-3"].box.click()
    qtbot.waitUntil(lambda: pack.print.isEnabled() and not pack._drawing.busy)
    assert pack.preview.page_number() == 1
    assert not list_printouts(desk)
    save_to(tmp_path / "pack.pdf", monkeypatch)
    monkeypatch.setattr("ssu_desktop.screens.print_dialog.tell", lambda *_told, **_values: None)
    with qtbot.waitSignal(screen.saved, timeout=60_000):
        pack.save.click()
    printed = titles(tmp_path / "pack.pdf")
    assert "Қасымова Айгүл Болатқызы: Жеке іс (3-қосымша)" in printed
    assert len(list_printouts(desk)) == len(printed)
    assert not list_printouts(desk, people["Иванов"])  # no stay yet


def choose_by_key(qtbot: QtBot, pack: PackDialog) -> None:
    """Take the last line of the list of whom the pack is for, as with the keyboard."""
    pack.whose.combo.showPopup()
    qtbot.keyClick(pack.whose.combo.view(), Qt.Key.Key_End)
    qtbot.keyClick(pack.whose.combo.view(), Qt.Key.Key_Return)


def test_a_pack_is_of_the_people_that_are_ticked_one_by_one(
    qtbot: QtBot, desk: Desk, people: Mapping[str, UUID], types: Callable[[QWidget, str], None]
) -> None:
    screen = PeopleScreen(desk)
    qtbot.addWidget(screen)
    pack = PackDialog(screen, desk, people=tuple(people.values()))
    pack.show()
    assert pack.whose.combo.itemText(0) == "Тізімдегілер: 9 адам"
    choose_by_key(qtbot, pack)
    picker = pack.findChild(PeoplePicker)
    assert isinstance(picker, PeoplePicker)
    assert not picker.none.isVisible()
    for name in ("омаров", "касымова"):
        picker.line.clear()
        types(picker.line, name)
        qtbot.keyClick(picker.line, Qt.Key.Key_Down)
        qtbot.keyClick(picker.table, Qt.Key.Key_Space)
    assert picker.go.text().endswith("2")
    qtbot.keyClick(picker.table, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert pack.whose.combo.currentText() == "Таңдалғандар: 2 адам"
    assert pack.asked().people == (people["Қасымова"], people["Омаров"])  # by the Kazakh alphabet
    assert pack.asked().unit_id is None
    pack.whose.set_value("listed")
    assert pack.asked().people == tuple(people.values())
    choose_by_key(qtbot, pack)
    again = next(one for one in pack.findChildren(PeoplePicker) if one.isVisible())
    assert set(again.table.ticked) == {people["Қасымова"], people["Омаров"]}
    again.none.click()
    types(again.line, "шмидт")
    qtbot.keyClick(again.line, Qt.Key.Key_Return)
    assert pack.asked().people == (people["Шмидт"],)


def test_a_unit_narrows_the_people_to_tick_and_a_click_on_the_box_ticks(
    qtbot: QtBot, desk: Desk, units: Mapping[str, UUID]
) -> None:
    taken: list[PersonRow] = []
    picker = PeoplePicker(None, desk, [], taken.extend)
    qtbot.addWidget(picker)
    picker.show()
    assert picker.table.pages.rowCount() == 9
    picker.unit.set_value(units["S"])
    picker.unit.changed.emit()
    assert picker.table.pages.rowCount() == 5
    for row in (0, 2):
        place = picker.table.visualRect(picker.table.pages.index(row, 0)).center()
        qtbot.mouseClick(picker.table.viewport(), Qt.MouseButton.LeftButton, pos=place)
    place = picker.table.visualRect(picker.table.pages.index(3, 1)).center()
    qtbot.mouseClick(picker.table.viewport(), Qt.MouseButton.LeftButton, pos=place)  # a name is no box
    picker.go.click()
    assert [row.full_name.split()[0] for row in taken] == ["Ғабитова", "Жұмабеков"]


def test_a_pack_without_a_form_is_not_printed(qtbot: QtBot, desk: Desk, units: Mapping[str, UUID]) -> None:
    pack = PackDialog(None, desk, unit_id=units["S"])
    qtbot.addWidget(pack)
    pack.show()
    assert pack.asked().unit_id == units["S"]
    pack.forms["annex-4"].box.click()
    qtbot.waitUntil(lambda: bool(pack.preview.note.text()) and not pack._drawing.busy)
    assert not pack.print.isEnabled()
    assert pack.preview.note.text() == "Кемінде бір нысанды таңдаңыз."


@pytest.fixture
def planned(desk: Desk, people: Mapping[str, UUID]) -> Stay:
    """The stay of Омаров, whose approved plan ended before today."""
    with desk.read() as session:
        stay = session.query(Stay).filter(Stay.person_id == people["Омаров"]).one()
    plan_id = saved(start_plan(desk, stay.id))
    view = read_plan(desk, plan_id)
    assert view is not None
    item = ItemDraft(
        domain=Domain.MEDICAL,
        service="Ұқалау",
        responsible_name="Ким В. О.",
        period=Period.WEEK,
        date_from=view.period_from,
        date_until=view.period_until,
    )
    saved(save_plan(desk, plan_id, replace(view.draft, items=(item,))))
    saved(mark_filled(desk, plan_id, desk.today))
    saved(approve_plan(desk, plan_id, desk.today))
    with by_hand(desk) as session:
        session.get_one(Plan, plan_id).period_until = date(2026, 3, 1)
    return stay


def test_a_printed_binder_offers_to_note_that_the_year_is_bound(
    qtbot: QtBot,
    desk: Desk,
    people: Mapping[str, UUID],
    planned: Stay,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    screen = PeopleScreen(desk)
    qtbot.addWidget(screen)
    told: list[bool] = []
    binder = BinderDialog(screen, desk, people["Омаров"], lambda: told.append(True))
    binder.show()
    assert binder.preview.page_number() == 1
    save_to(tmp_path / "binder.pdf", monkeypatch)

    def answer() -> None:
        front = QApplication.activeModalWidget()
        if isinstance(front, FormDialog):
            front.submit()
        elif isinstance(front, Dialog) and front is not binder:
            QTimer.singleShot(50, answer)
            front.accept()
        else:
            QTimer.singleShot(50, answer)

    QTimer.singleShot(50, answer)
    binder.save.click()
    assert told == [True, True]
    assert titles(tmp_path / "binder.pdf")[0] == "Тігілген құжаттардың тізімдемесі"
    page = monitoring_page(desk, planned.id, 1)
    assert page is not None
    assert page.bound_on == desk.today


def test_who_has_no_approved_plan_is_told_that_there_is_nothing_to_bind(
    qtbot: QtBot, desk: Desk, people: Mapping[str, UUID]
) -> None:
    binder = BinderDialog(None, desk, people["Ким"], lambda: None)
    qtbot.addWidget(binder)
    binder.show()
    assert not binder.print.isEnabled()
    assert "тігетін ештеңе жоқ" in binder.preview.note.text()


def test_next_weeks_papers_of_a_unit_are_printed_from_the_menu(
    qtbot: QtBot, desk: Desk, units: Mapping[str, UUID], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    screen = PeopleScreen(desk)
    qtbot.addWidget(screen)
    screen.refresh()
    screen.papers.menu().aboutToShow.emit()
    screen.papers.menu().actions()[1].trigger()
    dialog = screen.findChild(PowerCutDialog)
    assert isinstance(dialog, PowerCutDialog)
    dialog.unit.set_value(units["S"])
    dialog.look()
    qtbot.waitUntil(lambda: dialog.print.isEnabled() and not dialog._drawing.busy)
    save_to(tmp_path / "week.pdf", monkeypatch)
    with qtbot.waitSignal(screen.saved, timeout=60_000):
        dialog.save.click()
    printed = titles(tmp_path / "week.pdf")
    assert printed[0] == "Апталық парақ"
    assert "Қасымова Айгүл Болатқызы: Іс-шаралар бойынша белгілер" in printed
