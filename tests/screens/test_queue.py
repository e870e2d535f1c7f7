"""The queue: who waits, in order; admitted, deferred, entered as not arrived; a new application."""

from collections.abc import Callable, Mapping
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from ssu_desktop.actions.desk import Desk
from ssu_desktop.actions.person import person_header
from ssu_desktop.records.kinds import Category
from ssu_desktop.screens.admission_form import AdmissionDialog, ApplicationDialog
from ssu_desktop.screens.movement_form import MovementDialog
from ssu_desktop.screens.person_choice import PersonChoice
from ssu_desktop.screens.queue import QueueScreen
from ssu_desktop.screens.queue_badge import queue_badge


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
