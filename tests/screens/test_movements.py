"""The tab of movements: what may follow is offered, entered with its dialog, cancelled with a reason."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from ssu_desktop.actions.desk import Desk
from ssu_desktop.actions.stay_history import StayRow, stay_history
from ssu_desktop.app.places import places_of
from ssu_desktop.records import Unit, WaitingEntry
from ssu_desktop.records.kinds import Category, MovementKind, Status, StayLength, UnitKind
from ssu_desktop.screens.admission_form import AdmissionDialog
from ssu_desktop.screens.application_form import ApplicationDialog
from ssu_desktop.screens.ask import FormDialog
from ssu_desktop.screens.movement_form import CancelDialog, CorrectDialog, MovementDialog
from ssu_desktop.screens.movements import MovementsTab, offer_movements
from ssu_desktop.screens.screen import Command
from ssu_desktop.screens.terms_form import TermsDialog
from tests.support.by_hand import by_hand
from tests.support.sheets import DECIDED, answered

Types = Callable[[QWidget, str], None]
CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def show(qtbot: QtBot, desk: Desk, people: Mapping[str, UUID]) -> Callable[[str], MovementsTab]:
    """Show the tab of a person by surname."""

    def shown(surname: str) -> MovementsTab:
        tab = MovementsTab(desk, people[surname])
        qtbot.addWidget(tab)
        tab.resize(1100, 600)
        tab.refresh()
        with qtbot.waitExposed(tab):
            tab.show()
        return tab

    return shown


def verb_of(tab: MovementsTab, kind: MovementKind) -> QWidget:
    return next(verb for verb in tab.cards[0].verbs if verb.objectName() == kind.value)


def submit(qtbot: QtBot, dialog: FormDialog) -> None:
    qtbot.mouseClick(dialog.go, Qt.MouseButton.LeftButton)


def submit_with_a_checklist(qtbot: QtBot, dialog: AdmissionDialog) -> None:
    """Enter the decision and the answered checklist, then admit."""
    for name, value in DECIDED.items():
        dialog.fields[name].set_value(value)
    sheet = answered(UnitKind.STATIONARY, Category.ELDERLY, {"S.elderly.family.none"})
    dialog.sheet.set_value(replace(sheet, revision=0))
    submit(qtbot, dialog)


def latest(desk: Desk, people: Mapping[str, UUID], surname: str) -> StayRow:
    return stay_history(desk, people[surname])[0]


@pytest.mark.parametrize(
    ("surname", "kinds"),
    [
        ("Қасымова", ["left", "observation", "transferred", "transferred_out", "discharged"]),
        ("Ғабитова", ["returned", "transferred_out", "discharged"]),
        ("Шмидт", ["resumed", "transferred_out", "discharged"]),
        ("Дүйсенов", ["admitted", "deferred", "not_arrived"]),
        ("Жұмабеков", []),
    ],
)
def test_exactly_what_may_follow_is_offered(
    show: Callable[[str], MovementsTab], surname: str, kinds: list[str]
) -> None:
    tab = show(surname)
    assert [verb.objectName() for verb in tab.cards[0].verbs] == kinds


def test_home_service_ceases_where_others_discharge(
    show: Callable[[str], MovementsTab], speak_russian: Callable[[], None]
) -> None:
    assert verb_of(show("Петренко"), MovementKind.DISCHARGED).property("text") == "Қызмет көрсетуді тоқтату…"
    tab = show("Қасымова")
    speak_russian()
    assert verb_of(tab, MovementKind.DISCHARGED).property("text") == "Выписать…"


def test_a_leave_is_entered_and_undone(
    qtbot: QtBot, desk: Desk, people: Mapping[str, UUID], show: Callable[[str], MovementsTab], types: Types
) -> None:
    tab, told = show("Қасымова"), []
    tab.saved.connect(lambda _text, undo: told.append(undo))
    qtbot.mouseClick(verb_of(tab, MovementKind.LEFT), Qt.MouseButton.LeftButton)
    dialog = tab.findChild(MovementDialog)
    assert dialog is not None
    for name, text in (("until", "25032026"), ("order_number", "41-ж/б"), ("reason", "туыстарына")):
        types(dialog.fields[name].editor, text)
    with qtbot.waitSignal(tab.changed):
        qtbot.keyClick(dialog.fields["reason"].editor, Qt.Key.Key_Return, CTRL)
    row = latest(desk, people, "Қасымова")
    assert (row.status, row.movements[-1].until) == (Status.AWAY, date(2026, 3, 25))
    assert tab.cards[0].verbs[0].objectName() == "returned"
    told[0]()
    assert latest(desk, people, "Қасымова").status is Status.RECEIVING


def test_a_missing_order_asks_for_a_reason_which_is_kept(
    qtbot: QtBot, desk: Desk, people: Mapping[str, UUID], show: Callable[[str], MovementsTab], types: Types
) -> None:
    tab = show("Қасымова")
    qtbot.mouseClick(verb_of(tab, MovementKind.LEFT), Qt.MouseButton.LeftButton)
    dialog = tab.findChild(MovementDialog)
    assert dialog is not None
    types(dialog.fields["reason"].editor, "туыстарына")
    submit(qtbot, dialog)
    assert dialog.isVisible()
    assert not dialog.fields["order_number"].error.isHidden()
    types(dialog.findings.why.editor, "бұйрық ертең шығады")
    submit(qtbot, dialog)
    assert latest(desk, people, "Қасымова").status is Status.AWAY


def test_a_day_before_the_admission_is_refused_beside_the_date(
    qtbot: QtBot, show: Callable[[str], MovementsTab]
) -> None:
    tab = show("Қасымова")
    qtbot.mouseClick(verb_of(tab, MovementKind.DISCHARGED), Qt.MouseButton.LeftButton)
    dialog = tab.findChild(MovementDialog)
    assert dialog is not None
    dialog.fields["happened_on"].set_value(date(2026, 3, 1))
    submit(qtbot, dialog)
    assert dialog.isVisible()
    assert not dialog.fields["happened_on"].error.isHidden()
    assert not dialog.findings.needs_reason()


def test_a_transfer_offers_the_other_units_only(
    qtbot: QtBot, desk: Desk, people: Mapping[str, UUID], units: Mapping[str, UUID],
    show: Callable[[str], MovementsTab],
) -> None:  # fmt: skip
    tab = show("Қасымова")
    qtbot.mouseClick(verb_of(tab, MovementKind.TRANSFERRED), Qt.MouseButton.LeftButton)
    dialog = tab.findChild(MovementDialog)
    assert dialog is not None
    pick = dialog.fields["to_unit_id"]
    pick.set_value(units["S"])
    assert pick.value() is None
    pick.set_value(units["T"])
    dialog.fields["order_number"].set_value("7")
    submit(qtbot, dialog)
    assert not pick.error.isHidden()  # the order knows a transfer within one kind only
    dialog.findings.why.set_value("басшының шешімі")
    submit(qtbot, dialog)
    assert latest(desk, people, "Қасымова").movements[-1].to_unit_id == units["T"]


def test_a_stay_is_made_temporary_and_its_end_is_entered_later(
    qtbot: QtBot, desk: Desk, people: Mapping[str, UUID], show: Callable[[str], MovementsTab], types: Types
) -> None:
    tab = show("Қасымова")
    qtbot.mouseClick(tab.cards[0].terms, Qt.MouseButton.LeftButton)
    dialog = tab.findChild(TermsDialog)
    assert dialog is not None
    assert dialog.fields["category"].value() is Category.ELDERLY
    dialog.fields["length"].set_value(StayLength.TEMPORARY)
    types(dialog.fields["planned_until"].editor, "01072026")
    for name, value in (("contract_number", "5"), ("contract_date", date(2026, 3, 4))):
        dialog.fields[name].set_value(value)
    submit(qtbot, dialog)
    assert not dialog.fields["planned_until"].error.isHidden()  # three months at most
    dialog.fields["planned_until"].set_value(date(2026, 6, 4))
    with qtbot.waitSignal(tab.changed):
        submit(qtbot, dialog)
    row = latest(desk, people, "Қасымова")
    assert (row.length, row.planned_until) == (StayLength.TEMPORARY, date(2026, 6, 4))
    assert "04.06.2026" in " ".join(label.text() for label in tab.cards[0].findChildren(QLabel))


def test_an_application_has_no_terms_yet(show: Callable[[str], MovementsTab]) -> None:
    assert not show("Дүйсенов").cards[0].terms.isVisible()


def test_one_who_waits_is_admitted_with_what_the_application_says(
    qtbot: QtBot, desk: Desk, people: Mapping[str, UUID], show: Callable[[str], MovementsTab], types: Types
) -> None:
    tab = show("Дүйсенов")
    qtbot.mouseClick(verb_of(tab, MovementKind.ADMITTED), Qt.MouseButton.LeftButton)
    dialog = tab.findChild(AdmissionDialog)
    assert dialog is not None
    assert dialog.fields["category"].value() is Category.ELDERLY
    types(dialog.fields["order_number"].editor, "15")
    submit_with_a_checklist(qtbot, dialog)
    row = latest(desk, people, "Дүйсенов")
    assert (row.status, row.admitted_on, row.file_number != "") == (Status.RECEIVING, desk.today, True)


def test_a_second_admission_is_marked_by_itself(
    qtbot: QtBot, desk: Desk, people: Mapping[str, UUID], units: Mapping[str, UUID],
    show: Callable[[str], MovementsTab],
) -> None:  # fmt: skip
    tab = show("Жұмабеков")
    qtbot.mouseClick(tab.admit, Qt.MouseButton.LeftButton)
    dialog = tab.findChild(AdmissionDialog)
    assert dialog is not None
    dialog.first.choose(units["S"], Category.ELDERLY)
    dialog.fields["order_number"].set_value("16")
    dialog.fields["out_of_turn_reason"].set_value("сот шешімі")
    submit_with_a_checklist(qtbot, dialog)
    assert not dialog.isVisible()
    assert latest(desk, people, "Жұмабеков").readmitted
    assert tab.admit.isHidden()


def test_the_category_of_the_unit_stands_before_the_others(
    qtbot: QtBot, show: Callable[[str], MovementsTab], units: Mapping[str, UUID]
) -> None:
    tab = show("Иванов")
    tab.commands[Command.ADD]()
    dialog = tab.findChild(AdmissionDialog)
    assert dialog is not None
    submit(qtbot, dialog)
    assert not dialog.fields["unit_id"].error.isHidden()
    assert not dialog.fields["category"].error.isHidden()
    dialog.first.choose(units["T"])
    dialog.first.unit.changed.emit()
    assert dialog.fields["length"].value() == "temporary"


def test_a_person_is_put_in_a_queue(
    qtbot: QtBot, desk: Desk, people: Mapping[str, UUID], units: Mapping[str, UUID],
    show: Callable[[str], MovementsTab],
) -> None:  # fmt: skip
    tab = show("Иванов")
    qtbot.mouseClick(tab.queue, Qt.MouseButton.LeftButton)
    dialog = tab.findChild(ApplicationDialog)
    assert dialog is not None
    dialog.first.choose(units["S"], Category.ELDERLY)
    submit(qtbot, dialog)
    assert latest(desk, people, "Иванов").status is Status.QUEUED
    assert tab.queue.isHidden()


def test_del_cancels_an_entry_with_a_reason_and_it_stays_struck_out(
    qtbot: QtBot, desk: Desk, people: Mapping[str, UUID], show: Callable[[str], MovementsTab], types: Types
) -> None:
    tab = show("Ғабитова")
    tab.cards[0].lines[0].setFocus()
    qtbot.keyClick(tab.cards[0].lines[0], Qt.Key.Key_Down)
    assert tab.lines.current() is tab.cards[0].lines[1]
    tab.commands[Command.DELETE]()
    dialog = tab.findChild(CancelDialog)
    assert dialog is not None
    submit(qtbot, dialog)
    assert dialog.isVisible()
    types(dialog.fields["reason"].editor, "қате адам")
    submit(qtbot, dialog)
    row = latest(desk, people, "Ғабитова")
    assert row.status is Status.RECEIVING
    assert (row.movements[-1].cancelled, row.movements[-1].cancel_reason) == (True, "қате адам")
    assert "қате адам" in tab.cards[0].lines[-1].accessibleDescription()


def test_the_menu_offers_what_the_tab_offers(
    desk: Desk, people: Mapping[str, UUID], show: Callable[[str], MovementsTab]
) -> None:
    tab = show("Жұмабеков")
    labels = [label for label, _act in offer_movements(desk, people["Жұмабеков"], tab)]
    assert labels == ["Қабылдау…", "Кезекке қою…"]
    waiting = [label for label, _act in offer_movements(desk, people["Дүйсенов"], tab)]
    assert waiting == ["Қабылдау…", "Келу мерзімін ауыстыру…", "Келмегенін белгілеу…"]


@pytest.mark.parametrize("russian", [False, True])
def test_the_words_of_an_admission_are_not_clipped(
    qtbot: QtBot,
    desk: Desk,
    people: Mapping[str, UUID],
    speak_russian: Callable[[], None],
    russian: bool,
) -> None:
    if russian:
        speak_russian()
    dialog = AdmissionDialog(None, desk, people["Дүйсенов"], lambda _saved: None)
    qtbot.addWidget(dialog)
    with qtbot.waitExposed(dialog):
        dialog.show()
    for name in ("unit_id", "category", "length", "funding"):
        combo = dialog.fields[name].editor
        combo.grab()
        assert combo.toolTip() == "", name


def test_f2_corrects_an_entry_and_both_stand_in_the_card(
    qtbot: QtBot, desk: Desk, people: Mapping[str, UUID], show: Callable[[str], MovementsTab], types: Types
) -> None:
    tab = show("Ғабитова")
    tab.cards[0].lines[1].setFocus()
    tab.commands[Command.EDIT]()
    dialog = tab.findChild(CorrectDialog)
    assert dialog is not None
    assert dialog.fields["happened_on"].value() == date(2026, 2, 24)
    dialog.fields["happened_on"].set_value(date(2026, 2, 20))
    dialog.fields["order_number"].set_value("9-ж/б")
    dialog.fields["order_date"].set_value(date(2026, 2, 20))
    dialog.fields["reason"].set_value("туыстарына")
    submit(qtbot, dialog)
    assert dialog.isVisible()
    assert not dialog.fields["why"].error.isHidden()
    types(dialog.fields["why"].editor, "күні қате")
    submit(qtbot, dialog)
    right, wrong = latest(desk, people, "Ғабитова").movements[1:]
    assert (right.happened_on, right.cancelled) == (date(2026, 2, 20), False)
    assert (wrong.happened_on, wrong.cancel_reason) == (date(2026, 2, 24), "күні қате")
    assert len(tab.cards[0].lines) == 3


def test_a_correction_that_a_later_entry_cannot_follow_names_that_entry(
    qtbot: QtBot, desk: Desk, people: Mapping[str, UUID], show: Callable[[str], MovementsTab]
) -> None:
    tab = show("Ғабитова")
    tab.cards[0].lines[0].opened.emit()
    dialog = tab.findChild(CorrectDialog)
    assert dialog is not None
    dialog.fields["happened_on"].set_value(date(2026, 3, 1))
    dialog.fields["why"].set_value("қате")
    submit(qtbot, dialog)
    assert dialog.isVisible()
    assert "Уақытша кетті" in dialog.fields["happened_on"].error.text()
    assert "24.02.2026" in dialog.fields["happened_on"].error.text()


def test_an_application_is_cancelled_and_not_corrected(
    qtbot: QtBot, show: Callable[[str], MovementsTab]
) -> None:
    tab = show("Дүйсенов")
    tab.cards[0].lines[0].opened.emit()
    assert tab.findChild(CorrectDialog) is None
    assert tab.findChild(CancelDialog) is not None


def test_an_order_takes_the_room_of_what_is_not_told_beside_it(
    show: Callable[[str], MovementsTab], letters: Callable[[int], None]
) -> None:
    letters(150)
    tab = show("Омаров")
    (line,) = tab.cards[0].lines
    order = next(label for label in line.findChildren(QLabel) if "бұйрық" in label.text())
    assert order.width() > line.width() / 3


def test_an_expulsion_is_told_in_the_card(
    qtbot: QtBot, desk: Desk, people: Mapping[str, UUID], show: Callable[[str], MovementsTab]
) -> None:
    tab = show("Қасымова")
    qtbot.mouseClick(verb_of(tab, MovementKind.DISCHARGED), Qt.MouseButton.LeftButton)
    dialog = tab.findChild(MovementDialog)
    assert dialog is not None
    dialog.fields["expelled"].set_value(True)
    dialog.fields["order_number"].set_value("31")
    dialog.fields["reason"].set_value("ішкі тәртіпті бұзу")
    submit(qtbot, dialog)
    assert latest(desk, people, "Қасымова").movements[-1].expelled
    assert "шығарып жіберілді" in tab.cards[0].lines[-1].accessibleDescription()


def test_an_order_date_that_was_only_proposed_is_not_kept_without_a_number(
    qtbot: QtBot, desk: Desk, people: Mapping[str, UUID], show: Callable[[str], MovementsTab]
) -> None:
    tab = show("Ғабитова")
    qtbot.mouseClick(verb_of(tab, MovementKind.RETURNED), Qt.MouseButton.LeftButton)
    dialog = tab.findChild(MovementDialog)
    assert dialog is not None
    assert dialog.fields["order_date"].value() == desk.today
    submit(qtbot, dialog)
    row = latest(desk, people, "Ғабитова").movements[-1]
    assert (row.kind, row.order_date) == (MovementKind.RETURNED, None)


def test_space_marks_an_entry_as_typed_over_into_the_portal(
    qtbot: QtBot, desk: Desk, people: Mapping[str, UUID], show: Callable[[str], MovementsTab]
) -> None:
    tab = show("Ғабитова")
    tab.cards[0].lines[1].setFocus()
    qtbot.keyClick(tab.cards[0].lines[1], Qt.Key.Key_Space)
    assert latest(desk, people, "Ғабитова").movements[1].portal_on == desk.today
    assert "порталда 12.03.2026" in tab.cards[0].lines[1].accessibleDescription()
    qtbot.keyClick(tab.cards[0].lines[1], Qt.Key.Key_Space)
    assert latest(desk, people, "Ғабитова").movements[1].portal_on is None


def test_where_there_is_temporary_stay_only_nobody_is_queued(
    desk: Desk, people: Mapping[str, UUID], show: Callable[[str], MovementsTab]
) -> None:  # R230-143
    with by_hand(desk) as session:
        for unit in session.scalars(select(Unit)):
            unit.kind = UnitKind.TEMPORARY
        for entry in session.scalars(select(WaitingEntry)):
            session.delete(entry)
    tab = show("Иванов")
    assert tab.queue.isHidden()
    labels = [label for label, _act in offer_movements(desk, people["Иванов"], tab)]
    assert labels == ["Қабылдау…"]
    assert "queue" not in [place.code for place in places_of(desk, lambda: tab)]


def test_where_there_are_other_units_the_queue_has_its_place(
    desk: Desk, show: Callable[[str], MovementsTab]
) -> None:
    tab = show("Иванов")
    assert "queue" in [place.code for place in places_of(desk, lambda: tab)]
