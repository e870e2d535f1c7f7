"""The matrix of monitoring: typed by digits, summed by itself, completed by its verb, marked by month."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from uuid import UUID

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from ssu_desktop.actions.desk import Desk, Saved
from ssu_desktop.actions.drafts import list_drafts
from ssu_desktop.actions.monitoring import MonitoringPage, RoundColumn, monitoring_page
from ssu_desktop.actions.monitoring_editing import complete_round, save_round
from ssu_desktop.actions.organisation import list_staff, save_staff
from ssu_desktop.actions.plan import plan_page, read_plan
from ssu_desktop.actions.plan_approval import approve_plan, mark_filled
from ssu_desktop.actions.plan_editing import save_plan, start_plan
from ssu_desktop.language import N_, Language
from ssu_desktop.records.kinds import Domain, MarkKind, RoundKind
from ssu_desktop.rules.plan_draft import ItemDraft
from ssu_desktop.rules.round_draft import RoundDraft
from ssu_desktop.screens.ask import Dialog, FormDialog
from ssu_desktop.screens.monitoring_matrix import Matrix
from ssu_desktop.screens.monitoring_rounds import TOTAL_ROW, current_round, signed
from ssu_desktop.screens.monitoring_tab import MonitoringTab
from ssu_desktop.screens.person import PersonScreen
from ssu_desktop.screens.plan_head import dates_line
from ssu_desktop.screens.screen import Screen
from ssu_desktop.screens.shell import Place, Shell
from ssu_desktop.screens.staff_form import StaffDialog
from ssu_desktop.screens.theme import apply_theme
from ssu_desktop.screens.words import switch_language

ADMITTED = date(2025, 9, 11)
Types = Callable[[QWidget, str], None]


@pytest.fixture
def stay_id(desk: Desk, stays: Mapping[str, UUID]) -> UUID:
    """The stay of Омаров, with two rounds completed and a plan of one activity."""
    stay = stays["Омаров"]
    plan = start_plan(desk, stay)
    assert isinstance(plan, Saved)
    view = read_plan(desk, plan.id)
    assert view is not None
    item = ItemDraft(domain=Domain.HOUSEHOLD, service="Тамақтандыру", points=4)
    assert isinstance(save_plan(desk, plan.id, replace(view.draft, items=(item,))), Saved)
    for kind, day, points in (
        (RoundKind.ADMISSION, ADMITTED, 18),
        (RoundKind.MONTHS_3, date(2025, 12, 11), 15),
    ):
        scores = {Domain.HOUSEHOLD: points, Domain.MEDICAL: 9}
        draft = RoundDraft(kind=kind, held_on=day, scores=scores, specialist_name="Г. Омарова")
        assert isinstance(complete_round(desk, stay, draft), Saved)
    return stay


@pytest.fixture
def tab(qtbot: QtBot, desk: Desk, people: Mapping[str, UUID], stay_id: UUID) -> Iterator[MonitoringTab]:
    """The monitoring of Омаров on the screen; the round of six months was due yesterday."""
    assert stay_id
    made = MonitoringTab(desk, people["Омаров"])
    qtbot.addWidget(made)
    made.resize(1170, 560)
    made.refresh()
    with qtbot.waitExposed(made):
        made.show()
    yield made
    made.can_leave()


def page_of(tab: MonitoringTab) -> MonitoringPage:
    assert tab.page is not None
    page = monitoring_page(tab.desk, tab.page.stay_id)
    assert page is not None
    return page


def test_the_round_that_is_due_is_the_one_in_sight(tab: MonitoringTab) -> None:
    assert tab.rounds.current == tab.column == 2
    assert tab.head.due.text()
    assert tab.rounds.headerData(2, Qt.Orientation.Horizontal) == "6 ай\n11.03.2026"
    assert tab.rounds.headerData(1, Qt.Orientation.Horizontal) == "3 ай\n✓ 11.12.2025"


def test_digits_go_straight_into_the_cells_and_everything_sums_itself(
    tab: MonitoringTab, types: Types
) -> None:
    tab.matrix.go_to(0, 2)
    types(tab.matrix, "1")
    types(tab.matrix, "ә")  # the key of 2 in the Kazakh layout
    assert tab.rounds.difference(0, 2) == -3
    assert tab.rounds.points(TOTAL_ROW, 2) == 12


def test_enter_goes_down_and_the_points_are_saved_after_a_pause(
    tab: MonitoringTab, qtbot: QtBot, types: Types
) -> None:
    tab.matrix.go_to(0, 2)
    types(tab.matrix, "12")
    qtbot.keyClick(tab.matrix, Qt.Key.Key_Return)
    types(tab.matrix, "105")
    qtbot.keyClick(tab.matrix, Qt.Key.Key_Backspace)
    qtbot.keyClick(tab.matrix, Qt.Key.Key_Tab)
    types(tab.matrix, "7")
    qtbot.keyClick(tab.matrix, Qt.Key.Key_Delete)
    assert (tab.rounds.points(TOTAL_ROW, 2), tab.rounds.difference(TOTAL_ROW, 2)) == (22, -2)
    tab.keeper.pause.timeout.emit()  # 1.5 s after the last key
    stored = page_of(tab).columns[2]
    assert stored.scores == {Domain.HOUSEHOLD: 12, Domain.MEDICAL: 10}
    assert stored.held_on == date(2026, 3, 12)
    assert stored.completed_on is None


def test_the_third_round_is_compared_with_admission_too(tab: MonitoringTab) -> None:
    tab.rounds.put_points(0, 2, 12)
    assert (tab.rounds.difference(0, 2), tab.rounds.since_admission(0, 2)) == (-3, -6)
    assert tab.rounds.since_admission(TOTAL_ROW, 2) == -6
    assert tab.rounds.since_admission(0, 1) is None  # the round before is that of admission
    told = tab.rounds.data(tab.rounds.index(0, 2), Qt.ItemDataRole.ToolTipRole)
    assert told == "алдыңғы мониторингпен салыстырғанда: −3\nқабылданған кезбен салыстырғанда: −6"
    tab.keeper.throw_away()


def test_a_decision_to_revise_begins_the_new_version_in_the_words_of_the_round(
    qtbot: QtBot, tab: MonitoringTab, desk: Desk, stay_id: UUID
) -> None:
    assert tab.buttons.revise.isHidden()
    page = plan_page(desk, stay_id)
    assert page is not None
    assert page.plan is not None
    reasons = {found.code: "тест" for found in page.plan.findings}
    assert isinstance(mark_filled(desk, page.plan.id, date(2025, 9, 20), reasons), Saved)
    assert isinstance(approve_plan(desk, page.plan.id, date(2025, 9, 22)), Saved)
    draft = RoundDraft(
        kind=RoundKind.MONTHS_6,
        held_on=date(2026, 3, 11),
        scores={Domain.MEDICAL: 7},
        revised_domains=(Domain.MEDICAL,),
        recommendations="Массаж",
        specialist_name="Г. Омарова",
    )
    assert isinstance(complete_round(desk, stay_id, draft, reasons={"round-unmarked": "кейін"}), Saved)
    tab.refresh()
    tab.matrix.go_to(0, 2)
    with qtbot.waitSignal(tab.tab_asked) as asked:
        qtbot.mouseClick(tab.buttons.revise, Qt.MouseButton.LeftButton)
        dialog = tab.findChild(FormDialog)
        assert isinstance(dialog, FormDialog)
        reason = dialog.fields["reason"].typed()
        assert reason.startswith("11.03.2026 мониторингі (6 айдан кейін).")
        assert "Массаж" in reason
        dialog.go.click()
    assert asked.args == ["plan"]
    assert tab.buttons.revise.isHidden()
    assert "2-нұсқасына" in tab.head.told.text()
    plans = plan_page(desk, stay_id)
    assert plans is not None
    assert plans.plan is not None
    assert dates_line(plans.plan).count("11.03.2026") == 2


def test_a_difference_bears_its_sign() -> None:
    assert [signed(change) for change in (-3, 0, 1)] == ["−3", "0", "+1"]


def test_a_round_is_completed_once_it_is_said_who_held_it(
    tab: MonitoringTab, qtbot: QtBot, types: Types, staff: Mapping[str, UUID]
) -> None:
    tab.matrix.go_to(0, 2)
    types(tab.matrix, "12")
    qtbot.mouseClick(tab.buttons.complete, Qt.MouseButton.LeftButton)
    assert not tab.fields.specialist.error.isHidden()
    assert page_of(tab).columns[2].completed_on is None
    tab.fields.specialist.set_value(staff["Омарова"])
    tab.fields.specialist.changed.emit()
    tab.fields.goal.notes.setPlainText("Шеберханада 2 сағат")
    qtbot.mouseClick(tab.fields.revised.buttons[Domain.MEDICAL], Qt.MouseButton.LeftButton)
    tab.fields.recommendations.notes.setPlainText("Дәрігер қарауы")
    with qtbot.waitSignal(tab.saved):
        qtbot.mouseClick(tab.buttons.complete, Qt.MouseButton.LeftButton)
    done = page_of(tab).columns[2]
    assert done.completed_on == date(2026, 3, 12)
    assert (done.goal, done.recommendations) == ("Шеберханада 2 сағат", "Дәрігер қарауы")
    assert (done.revised_domains, done.specialist_id) == ((Domain.MEDICAL,), staff["Омарова"])
    assert not tab.buttons.complete.isVisible()


def test_a_warning_asks_for_a_reason(tab: MonitoringTab, qtbot: QtBot, types: Types) -> None:
    tab.matrix.go_to(0, 2)
    types(tab.matrix, "12")
    qtbot.mouseClick(tab.buttons.complete, Qt.MouseButton.LeftButton)
    assert tab.findings.needs_reason()
    tab.findings.why.line.setText("Маман демалыста")
    qtbot.mouseClick(tab.buttons.complete, Qt.MouseButton.LeftButton)
    assert page_of(tab).columns[2].completed_on is not None


def test_words_are_saved_when_another_round_is_looked_at(tab: MonitoringTab) -> None:
    tab.matrix.go_to(0, 2)
    tab.matrix.rounds.put_points(0, 2, 12)
    tab.fields.goal.notes.setPlainText("Мақсат")
    tab.matrix.go_to(0, 1)
    assert tab.fields.goal.value() == ""
    assert page_of(tab).columns[2].goal == "Мақсат"
    tab.matrix.go_to(0, 2)
    assert tab.fields.goal.value() == "Мақсат"


def test_the_sums_of_the_plan_are_offered_for_the_round_of_admission(
    qtbot: QtBot, desk: Desk, people: Mapping[str, UUID], stays: Mapping[str, UUID]
) -> None:
    plan = start_plan(desk, stays["Қасымова"])
    assert isinstance(plan, Saved)
    view = read_plan(desk, plan.id)
    assert view is not None
    items = tuple(ItemDraft(domain=Domain.MEDICAL, points=points) for points in (3, 4))
    assert isinstance(save_plan(desk, plan.id, replace(view.draft, items=items)), Saved)
    tab = MonitoringTab(desk, people["Қасымова"])
    qtbot.addWidget(tab)
    tab.refresh()
    tab.show()
    qtbot.mouseClick(tab.head.take, Qt.MouseButton.LeftButton)
    tab.keeper.flush()
    stored = page_of(tab).columns[0]
    assert (stored.scores, stored.held_on) == ({Domain.MEDICAL: 7}, date(2026, 3, 4))


def test_an_additional_round_is_added_and_taken_away(
    tab: MonitoringTab, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Dialog, "exec", lambda _dialog: Dialog.DialogCode.Accepted)
    qtbot.mouseClick(tab.buttons.extra, Qt.MouseButton.LeftButton)
    assert [column.kind for column in page_of(tab).columns][-1] is RoundKind.EXTRA
    assert tab.column == 5
    qtbot.mouseClick(tab.buttons.drop, Qt.MouseButton.LeftButton)
    assert len(page_of(tab).columns) == 5


def test_marks_are_set_by_click_and_by_key(tab: MonitoringTab, qtbot: QtBot) -> None:
    (item,) = page_of(tab).activities
    month = date(2026, 3, 1)
    made = tab.marks.buttons[item.item_id, month]
    qtbot.mouseClick(made, Qt.MouseButton.LeftButton)
    assert page_of(tab).activities[0].marks[month].mark is MarkKind.POSITIVE
    made.setFocus()
    qtbot.keyClick(made, Qt.Key.Key_0)
    assert page_of(tab).activities[0].marks[month].mark is MarkKind.NO_CHANGE
    assert made.text() == "0"
    qtbot.keyClick(made, Qt.Key.Key_Delete)
    assert page_of(tab).activities[0].marks == {}


def test_other_months_are_an_arrow_away(tab: MonitoringTab, qtbot: QtBot) -> None:
    shown = {month for _item, month in tab.marks.buttons}
    assert shown == {date(2026, 3, 1), date(2026, 4, 1), date(2026, 5, 1)}
    qtbot.mouseClick(tab.marks.back, Qt.MouseButton.LeftButton)
    assert {month for _item, month in tab.marks.buttons} == {
        date(2025, 12, 1),
        date(2026, 1, 1),
        date(2026, 2, 1),
    }


def test_input_with_a_day_to_come_is_kept_and_offered_again(
    tab: MonitoringTab, desk: Desk, qtbot: QtBot
) -> None:
    tab.matrix.go_to(0, 2)
    tab.rounds.put_points(0, 2, 12)
    tab.fields.held.line.setText("13.03.2027")
    tab.fields.held.line.textEdited.emit("13.03.2027")
    assert not tab.keeper.flush()
    assert not tab.fields.held.error.isHidden()
    assert len(list_drafts(desk)) == 1
    again = MonitoringTab(desk, tab.person_id)
    qtbot.addWidget(again)
    again.refresh()
    again.show()
    qtbot.mouseClick(again.banner.go_on, Qt.MouseButton.LeftButton)
    assert again.rounds.points(0, 2) == 12
    assert again.fields.held.line.text() == "13.03.2027"
    again.keeper.throw_away()
    tab.keeper.throw_away()
    assert list_drafts(desk) == ()


def test_before_admission_the_tab_says_what_to_do(
    qtbot: QtBot, desk: Desk, people: Mapping[str, UUID]
) -> None:
    tab = MonitoringTab(desk, people["Дүйсенов"])
    qtbot.addWidget(tab)
    tab.refresh()
    tab.show()
    assert tab.nothing.isVisible()
    assert not tab.work.isVisible()


def test_the_words_change_with_the_language(tab: MonitoringTab, speak_russian: Callable[[], None]) -> None:
    speak_russian()
    assert tab.buttons.complete.text() == "Завершить мониторинг"
    assert tab.rounds.headerData(0, Qt.Orientation.Horizontal) == "При приёме\n✓ 11.09.2025"
    assert tab.rounds.headerData(TOTAL_ROW, Qt.Orientation.Vertical) == "Всего"


def test_the_current_round_is_the_latest_that_is_due_else_the_next() -> None:
    def column(kind: RoundKind, due: date, *, done: bool) -> RoundColumn:
        return RoundColumn(id=None, kind=kind, due=due, article=None, completed_on=due if done else None)

    columns = [
        column(RoundKind.ADMISSION, date(2026, 1, 1), done=True),
        column(RoundKind.MONTHS_3, date(2026, 4, 1), done=True),
        column(RoundKind.MONTHS_6, date(2026, 7, 1), done=False),
    ]
    assert current_round(columns, date(2026, 4, 2)) == 2
    assert current_round(columns[:2], date(2026, 4, 2)) == 1
    assert current_round([replace(one, completed_on=None) for one in columns], date(2026, 4, 2)) == 1


def test_a_stale_round_is_not_written_over(tab: MonitoringTab, stay_id: UUID, desk: Desk) -> None:
    tab.rounds.put_points(0, 2, 12)
    assert tab.keeper.flush()
    theirs = page_of(tab).columns[2].draft
    assert isinstance(save_round(desk, stay_id, replace(theirs, goal="басқа")), Saved)
    tab.rounds.put_points(0, 2, 13)
    assert not tab.keeper.flush()
    assert page_of(tab).columns[2].scores == {Domain.HOUSEHOLD: 12}
    tab.keeper.throw_away()


def test_del_of_the_window_empties_the_cell_with_the_cursor(tab: MonitoringTab) -> None:
    tab.matrix.go_to(0, 1)
    QApplication.processEvents()
    tab.matrix.clear_current()
    assert tab.rounds.points(0, 1) is None
    tab.keeper.throw_away()


@pytest.mark.parametrize("language", list(Language))
def test_all_domains_and_the_total_are_in_sight_at_150_percent(
    qtbot: QtBot,
    qapp: QApplication,
    desk: Desk,
    people: Mapping[str, UUID],
    stay_id: UUID,
    language: Language,
) -> None:
    assert stay_id
    apply_theme(qapp, scale=150)
    switch_language(qapp, language)
    places = [Place(code=code, title=N_("Monitoring"), icon="today", build=Screen) for code in ("a", "b")]
    shell = Shell(places, lambda _text: [])
    qtbot.addWidget(shell)
    shell.resize(1366, 768)
    shell.open_screen(PersonScreen(desk, people["Омаров"], "monitoring"))
    with qtbot.waitExposed(shell):
        shell.show()
    QApplication.processEvents()
    matrix = shell.findChild(Matrix)
    assert matrix is not None
    bottom = matrix.mapTo(shell, QPoint(0, matrix.height())).y()
    column = matrix.parentWidget().parentWidget()
    seen = column.mapTo(shell, QPoint(0, column.height())).y()
    rows = sum(matrix.rowHeight(row) for row in range(TOTAL_ROW + 1))
    apply_theme(qapp)
    assert bottom <= seen
    assert rows <= matrix.viewport().height()


def test_who_is_missing_among_the_staff_is_added_beside_the_field(
    tab: MonitoringTab, qtbot: QtBot, types: Types
) -> None:
    tab.matrix.go_to(0, 2)
    types(tab.matrix, "12")
    combo = tab.fields.specialist.combo
    combo.showPopup()
    qtbot.keyClick(combo.view(), Qt.Key.Key_End)
    qtbot.keyClick(combo.view(), Qt.Key.Key_Return)
    dialog = tab.findChild(StaffDialog)
    assert dialog is not None
    assert combo.currentText() == ""
    types(dialog.focusWidget(), "Сұлтанова")
    qtbot.mouseClick(dialog.go, Qt.MouseButton.LeftButton)
    tab.keeper.flush()
    assert combo.currentText() == "Сұлтанова"
    stored = page_of(tab).columns[2]
    assert stored.specialist_id == tab.fields.specialist.value()
    assert stored.specialist_id is not None


def test_who_held_a_round_stays_its_specialist_after_leaving_work(
    tab: MonitoringTab, desk: Desk, staff: Mapping[str, UUID]
) -> None:
    tab.matrix.go_to(0, 2)
    tab.rounds.put_points(0, 2, 12)
    tab.fields.specialist.set_value(staff["Омарова"])
    tab.fields.specialist.changed.emit()
    tab.keeper.flush()
    row = next(row for row in list_staff(desk) if row.id == staff["Омарова"])
    assert isinstance(save_staff(desk, row.id, replace(row.draft, works_until=date(2026, 3, 1))), Saved)
    tab.matrix.go_to(0, 1)
    assert tab.fields.specialist.combo.findText("Омарова Г. С.") == -1
    tab.matrix.go_to(0, 2)
    tab.fields.goal.notes.setPlainText("Мақсат")
    tab.keeper.flush()
    assert page_of(tab).columns[2].specialist_id == staff["Омарова"]


def test_a_year_that_is_over_is_noted_as_bound(
    tab: MonitoringTab, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert tab.head.bound.isHidden()  # its plan runs on
    assert tab.page is not None
    tab.head.show_binding(replace(tab.page, ends_on=date(2026, 3, 11)), date(2026, 3, 12))
    assert tab.head.bound.isVisible()

    def run(dialog: FormDialog) -> int:
        dialog.show()
        dialog.fields["bound_on"].set_value(date(2026, 3, 12))
        dialog.go.click()
        if dialog.findings.needs_reason():
            dialog.findings.why.set_value("шығарылды")
            dialog.go.click()
        return dialog.result()

    monkeypatch.setattr(FormDialog, "exec", run)
    qtbot.mouseClick(tab.head.bound, Qt.MouseButton.LeftButton)
    assert page_of(tab).bound_on == date(2026, 3, 12)
    assert tab.head.bound.text() == "Тігілді: 12.03.2026"
