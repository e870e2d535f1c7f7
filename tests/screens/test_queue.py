"""The queue: who waits, in order; admitted, deferred, entered as not arrived; a new application."""

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from pathlib import Path
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from ssu_desktop.actions.belongings import save_belonging
from ssu_desktop.actions.desk import Desk
from ssu_desktop.actions.person import person_header, save_person
from ssu_desktop.actions.waiting import apply
from ssu_desktop.exchange.workbook import read_workbook
from ssu_desktop.records.kinds import Category, NoticeSigner, UnitKind
from ssu_desktop.rules.admission import ApplicationDraft
from ssu_desktop.rules.person import PersonDraft, ProgrammeDraft
from ssu_desktop.screens.admission_form import AdmissionDialog
from ssu_desktop.screens.application_form import ApplicationDialog, ArrivalDialog
from ssu_desktop.screens.chips import Tone
from ssu_desktop.screens.movement_form import MovementDialog
from ssu_desktop.screens.person_choice import PersonChoice
from ssu_desktop.screens.print_dialog import PrintDialog
from ssu_desktop.screens.queue import QueueScreen
from ssu_desktop.screens.queue_badge import queue_badge
from ssu_desktop.screens.queue_columns import arrival_chip, place_chip
from ssu_desktop.screens.queue_next import NextDialog
from ssu_desktop.screens.screen import Command
from tests.support.stays import saved


@pytest.fixture
def screen(qtbot: QtBot, desk: Desk) -> QueueScreen:
    """The queue as it is first seen."""
    made = QueueScreen(desk)
    qtbot.addWidget(made)
    made.resize(1170, 716)
    made.refresh()
    with qtbot.waitExposed(made):
        made.show()
    return made


def open_dialog(screen: QueueScreen, kind: type[QWidget]) -> QWidget:
    (dialog,) = screen.findChildren(kind)
    return dialog


def test_who_waits_stands_with_place_application_and_days(screen: QueueScreen) -> None:
    (row,) = screen.rows
    assert (row.place, row.name, row.application_number) == (1, "Дүйсенов Мұрат Қайратұлы", "14")
    assert screen.total.text() == "Күтіп тұр: 1 адам"
    assert screen.admit.isEnabled()
    assert screen.defer.isEnabled()


def test_the_one_in_the_cursor_is_admitted_from_here(
    qtbot: QtBot, screen: QueueScreen, desk: Desk, people: Mapping[str, UUID]
) -> None:
    qtbot.mouseClick(screen.admit, Qt.MouseButton.LeftButton)
    dialog = open_dialog(screen, AdmissionDialog)
    assert isinstance(dialog, AdmissionDialog)
    assert dialog.fields["category"].value() is Category.ELDERLY
    dialog.fields["order_number"].set_value("9-ж/б")
    dialog.fields["order_date"].set_value(desk.today)
    with qtbot.waitSignal(screen.saved):
        dialog.submit()
        if dialog.isVisible():
            dialog.findings.why.set_value("Шұғыл")
            dialog.submit()
    header = person_header(desk, people["Дүйсенов"])
    assert header is not None
    assert screen.rows == ()
    assert screen.table.empty.isVisible()


def test_an_arrival_is_deferred(qtbot: QtBot, screen: QueueScreen, desk: Desk) -> None:
    qtbot.mouseClick(screen.defer, Qt.MouseButton.LeftButton)
    dialog = open_dialog(screen, MovementDialog)
    assert isinstance(dialog, MovementDialog)
    dialog.fields["until"].set_value(desk.today.replace(day=20))
    dialog.fields["order_number"].set_value("Х-77")
    dialog.fields["notice_signer"].set_value(NoticeSigner.RECIPIENT)
    dialog.fields["reason"].set_value("Ауруханада")
    with qtbot.waitSignal(screen.saved):
        dialog.submit()
    assert screen.rows[0].place_kept_until == desk.today.replace(day=20)


def test_one_who_did_not_arrive_leaves_the_queue_and_undo_brings_them_back(
    qtbot: QtBot, screen: QueueScreen
) -> None:
    qtbot.mouseClick(screen.drop, Qt.MouseButton.LeftButton)
    dialog = open_dialog(screen, MovementDialog)
    assert isinstance(dialog, MovementDialog)
    dialog.fields["reason"].set_value("Бас тартты")
    with qtbot.waitSignal(screen.saved) as told:
        dialog.submit()
    assert screen.rows == ()
    assert not screen.admit.isEnabled()
    told.args[1]()  # Undo on the toast
    assert [row.place for row in screen.rows] == [1]


def test_an_application_begins_with_finding_the_person(
    qtbot: QtBot,
    screen: QueueScreen,
    types: Callable[[QWidget, str], None],
    people: Mapping[str, UUID],
    units: Mapping[str, UUID],
) -> None:
    qtbot.mouseClick(screen.add, Qt.MouseButton.LeftButton)
    choice = open_dialog(screen, PersonChoice)
    assert isinstance(choice, PersonChoice)
    assert not choice.go.isEnabled()
    types(choice.line, "иванов")
    qtbot.keyClick(choice.line, Qt.Key.Key_Return)
    dialog = open_dialog(screen, ApplicationDialog)
    assert isinstance(dialog, ApplicationDialog)
    dialog.first.choose(units["D"], Category.DISABLED)
    dialog.fields["application_number"].set_value("15")
    with qtbot.waitSignal(screen.saved):
        dialog.submit()
        if dialog.isVisible():
            dialog.findings.why.set_value("Құжаттары кейін")
            dialog.submit()
    assert {row.person_id for row in screen.rows} == {people["Дүйсенов"], people["Иванов"]}


def test_the_badge_counts_who_waits(desk: Desk) -> None:
    badge = queue_badge(desk)()
    assert badge is not None
    assert badge.count == 1


def test_the_queue_speaks_russian_at_once(screen: QueueScreen, speak_russian: Callable[[], None]) -> None:
    speak_russian()
    assert screen.total.text() == "Ожидают: 1 человек"


def another_waits(desk: Desk, people: Mapping[str, UUID], units: Mapping[str, UUID]) -> None:
    """Put a second person in the queue of the stationary unit."""
    draft = ApplicationDraft(
        unit_id=units["S"], category=Category.ELDERLY, applied_on=date(2026, 2, 20), applied_time="09:30"
    )
    saved(apply(desk, people["Иванов"], draft, {"too-young": "сот шешімі", "pension": "сот шешімі"}))


def test_the_term_of_arrival_keeps_a_place_and_an_overdue_one_is_told(
    qtbot: QtBot, screen: QueueScreen, desk: Desk
) -> None:
    assert "бос 47" in screen.places.text().splitlines()[0]
    qtbot.mouseClick(screen.call, Qt.MouseButton.LeftButton)
    dialog = open_dialog(screen, ArrivalDialog)
    assert isinstance(dialog, ArrivalDialog)
    dialog.fields["arrival_due"].set_value(desk.today - timedelta(1))
    with qtbot.waitSignal(screen.saved):
        dialog.submit()
    (row,) = screen.rows
    chip = arrival_chip(desk, row)
    assert (chip.text, chip.tone) == ("11.03.2026, 1 күн кешікті", Tone.LATE)
    assert "келетіндерге сақталған 1, бос 46" in screen.places.text().splitlines()[0]


def test_after_one_who_did_not_arrive_the_next_is_offered_at_once(
    qtbot: QtBot,
    screen: QueueScreen,
    desk: Desk,
    people: Mapping[str, UUID],
    units: Mapping[str, UUID],
) -> None:
    another_waits(desk, people, units)
    screen.refresh()
    screen.table.selectRow(0)
    qtbot.mouseClick(screen.drop, Qt.MouseButton.LeftButton)
    dialog = open_dialog(screen, MovementDialog)
    assert isinstance(dialog, MovementDialog)
    dialog.fields["reason"].set_value("Бас тартты")
    dialog.submit()
    following = open_dialog(screen, NextDialog)
    assert isinstance(following, NextDialog)
    qtbot.mouseClick(following.call, Qt.MouseButton.LeftButton)
    call = open_dialog(screen, ArrivalDialog)
    assert isinstance(call, ArrivalDialog)
    call.fields["arrival_due"].set_value(desk.today + timedelta(10))
    call.submit()
    (row,) = screen.rows
    assert (row.person_id, row.arrival_due) == (people["Иванов"], desk.today + timedelta(10))


def test_home_service_offers_no_deferral_and_takes_off_the_queue(
    screen: QueueScreen, desk: Desk, people: Mapping[str, UUID], units: Mapping[str, UUID]
) -> None:
    draft = ApplicationDraft(unit_id=units["H"], category=Category.ELDERLY, applied_on=date(2026, 2, 20))
    saved(apply(desk, people["Иванов"], draft, {"too-young": "сот шешімі", "pension": "сот шешімі"}))
    screen.refresh()
    screen.table.selectRow(1)
    assert not screen.defer.isEnabled()
    assert screen.drop.text() == "Кезектен шығару"
    screen.table.selectRow(0)
    assert screen.drop.text() == "Келмеді"


def test_a_temporary_unit_is_offered_nowhere_in_the_queue(
    qtbot: QtBot, screen: QueueScreen, desk: Desk, people: Mapping[str, UUID], units: Mapping[str, UUID]
) -> None:  # R230-143
    screen.unit.set_value(units["T"])
    assert screen.unit.value() is None
    dialog = ApplicationDialog(screen, desk, people["Иванов"], lambda _saved: None)
    assert [unit.kind for unit in dialog.first.units.values()] == [
        UnitKind.STATIONARY,
        UnitKind.DAY,
        UnitKind.HOME,
    ]
    assert all("Уақытша" not in line for line in screen.places.text().splitlines())


def test_out_of_turn_is_proposed_where_the_order_knows_it_and_told_under_the_list(
    qtbot: QtBot, screen: QueueScreen, desk: Desk, people: Mapping[str, UUID], units: Mapping[str, UUID]
) -> None:  # R230-148
    draft = PersonDraft(surname="Жақыпов", born=date(2008, 3, 1), without_parental_care=True)
    orphan = saved(save_person(desk, None, draft))
    screen.ask_application(orphan)
    dialog = open_dialog(screen, ApplicationDialog)
    assert isinstance(dialog, ApplicationDialog)
    ground = dialog.fields["out_of_turn_reason"]
    assert ground.isHidden()
    dialog.first.unit.set_value(units["S"])
    dialog.first.unit.changed.emit()
    assert not ground.isHidden()
    assert "01.03.2026" in ground.value()
    dialog.first.unit.set_value(units["D"])
    dialog.first.unit.changed.emit()
    assert (ground.isHidden(), ground.value()) == (True, "")
    dialog.first.choose(units["S"], Category.DISABLED)
    dialog.first.unit.changed.emit()
    dialog.submit()
    dialog.findings.why.set_value("балалар үйінен келеді")
    dialog.submit()
    assert [row.person_id for row in screen.rows] == [orphan, people["Дүйсенов"]]
    screen.table.selectRow(0)
    assert screen.says.text().startswith("Кезектен тыс: ")
    assert place_chip(screen.rows[0]).text == "кезектен тыс"


def test_what_became_of_the_programme_is_told_with_its_paragraph(
    screen: QueueScreen, desk: Desk, people: Mapping[str, UUID], speak_russian: Callable[[], None]
) -> None:  # R230-147
    old = ProgrammeDraft(number="1", until=date(2026, 3, 1))
    saved(save_belonging(desk, people["Дүйсенов"], None, old))
    screen.refresh()
    speak_russian()
    assert place_chip(screen.rows[0]).text == "срок ИПАР истёк"
    assert screen.says.text().endswith("п.\u00a012 пп.\u00a01)")


def test_the_list_is_printed_with_the_heads_signature_and_goes_to_excel(
    qtbot: QtBot,
    screen: QueueScreen,
    desk: Desk,
    tmp_path: Path,
    people: Mapping[str, UUID],
    save_to: Callable[[Path], None],
) -> None:
    screen.commands[Command.PRINT]()
    pages = screen.window().findChild(PrintDialog)
    assert isinstance(pages, PrintDialog)
    qtbot.waitUntil(lambda: pages.preview.page_number() == 1)
    pages.reject()
    save_to(tmp_path / "queue.xlsx")
    with qtbot.waitSignal(screen.saved):
        screen.ask_export()
    sheet = read_workbook(tmp_path / "queue.xlsx")[0]
    assert "Дүйсенов Мұрат Қайратұлы" in {str(cell) for row in sheet.rows for cell in row.cells}
