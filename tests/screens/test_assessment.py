"""Assessing on the screen: digits answer, what was answered stays, the answers go into plan and round."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialog
from pytestqt.qtbot import QtBot

from ssu_desktop.actions.assessment import complete_assessment, needs_page
from ssu_desktop.actions.assessment_in_plan import suggested_offers
from ssu_desktop.actions.desk import Desk, Saved
from ssu_desktop.actions.drafts import list_drafts
from ssu_desktop.actions.monitoring import monitoring_page
from ssu_desktop.actions.plan import read_plan
from ssu_desktop.actions.plan_editing import start_plan
from ssu_desktop.actions.questionnaires import list_questionnaires, save_questionnaire
from ssu_desktop.records.kinds import Domain
from ssu_desktop.rules.assessment import AssessmentDraft
from ssu_desktop.rules.service import Fit
from ssu_desktop.screens import assessment_result
from ssu_desktop.screens.ask import Dialog
from ssu_desktop.screens.assessment_dialog import AssessmentDialog
from ssu_desktop.screens.assessment_result import TakeOverDialog
from ssu_desktop.screens.monitoring_tab import MonitoringTab
from ssu_desktop.screens.plan_tab import PlanTab
from ssu_desktop.screens.service_picker import ServicePicker
from tests.support.questionnaires import AIDS, WALKING, questionnaire

Show = Callable[[UUID], AssessmentDialog]
Answer = Callable[[Callable[[Dialog], None]], None]


@pytest.fixture
def stay_id(desk: Desk, stays: Mapping[str, UUID]) -> UUID:
    """The stay of Қасымова; the medical questionnaire of the facility stands before the example."""
    assert isinstance(save_questionnaire(desk, None, questionnaire()), Saved)
    return stays["Қасымова"]


@pytest.fixture
def show(qtbot: QtBot, desk: Desk) -> Show:
    """Show the assessment of the medical domain."""

    def make(stay_id: UUID) -> AssessmentDialog:
        page = needs_page(desk, stay_id)
        assert page is not None
        dialog = AssessmentDialog(None, desk, page, domain=Domain.MEDICAL)
        qtbot.addWidget(dialog)
        with qtbot.waitExposed(dialog):
            dialog.show()
        dialog.questions[0].switch.setFocus()
        return dialog

    return make


@pytest.fixture
def answer(monkeypatch: pytest.MonkeyPatch) -> Answer:
    """Let the dialogs that follow be answered by a function in place of a user."""

    def arrange(fill: Callable[[Dialog], None]) -> None:
        def run(dialog: Dialog) -> int:
            dialog.show()
            fill(dialog)
            return dialog.result()

        monkeypatch.setattr(Dialog, "exec", run)

    return arrange


def press(qtbot: QtBot, *keys: Qt.Key) -> None:
    for key in keys:
        focused = QApplication.focusWidget()
        assert focused is not None
        qtbot.keyClick(focused, key)


def test_digits_answer_and_go_on_and_the_sum_runs(qtbot: QtBot, show: Show, stay_id: UUID) -> None:
    dialog = show(stay_id)
    assert [field.isHidden() for field in dialog.questions] == [False, True]
    assert dialog.sum.text() == "Жиынтығы: 0 / 8"
    press(qtbot, Qt.Key.Key_3)
    assert [field.isHidden() for field in dialog.questions] == [False, False]
    dialog.questions[1].switch.setFocus()
    press(qtbot, Qt.Key.Key_4)
    assert dialog.sum.text() == "Жиынтығы: 7 / 8"
    assert dialog.questions[0].told.text() == "3 – 3 ұпай"
    dialog.questions[0].switch.setFocus()
    press(qtbot, Qt.Key.Key_Left)
    assert dialog.answers() == {"walking": "2", "aids": "4"}
    press(qtbot, Qt.Key.Key_0)
    assert dialog.sum.text() == "Жиынтығы: 0 / 8"


def test_the_questions_that_are_asked_are_numbered_through_as_on_paper(
    qtbot: QtBot, desk: Desk, show: Show, stay_id: UUID
) -> None:
    third = replace(AIDS, code="sight", text_kk="Көре ме?", text_ru="Видит ли?", asked_if=None)
    medical = next(view for view in list_questionnaires(desk) if view.title_kk == questionnaire().title_kk)
    draft = replace(questionnaire(), questions=(WALKING, AIDS, third))
    assert isinstance(save_questionnaire(desk, medical.id, draft), Saved)
    dialog = show(stay_id)

    def numbers() -> list[str]:
        return [one.label.text().split()[0] for one in dialog.questions if not one.isHidden()]

    assert numbers() == ["1.", "2."]
    assert dialog.questions[2].label.text() == "2. Көре ме?"
    press(qtbot, Qt.Key.Key_3)
    assert numbers() == ["1.", "2.", "3."]
    assert dialog.questions[2].switch.accessibleName() == "3. Көре ме?"


def test_what_was_answered_stays_when_one_leaves_and_can_be_thrown_away(
    qtbot: QtBot, show: Show, stay_id: UUID, answer: Answer
) -> None:
    dialog = show(stay_id)
    press(qtbot, Qt.Key.Key_2)
    dialog.close_button.click()
    again = show(stay_id)
    assert again.answers() == {"walking": "2"}
    assert not again.throw.isHidden()
    answer(lambda asked: asked.accept())
    again.throw.click()
    assert again.answers() == {}
    assert again.throw.isHidden()


def test_answers_are_kept_by_themselves_after_a_pause(
    qtbot: QtBot, show: Show, desk: Desk, stay_id: UUID
) -> None:
    show(stay_id)
    press(qtbot, Qt.Key.Key_2)

    def kept() -> bool:
        page = needs_page(desk, stay_id)
        return page is not None and [one.answers for one in page.made] == [{"walking": "2"}]

    qtbot.waitUntil(kept)


def test_an_open_question_and_a_nameless_specialist_are_asked_for(
    qtbot: QtBot, show: Show, stay_id: UUID, staff: Mapping[str, UUID]
) -> None:
    dialog = show(stay_id)
    press(qtbot, Qt.Key.Key_2)
    dialog.go.click()
    assert dialog.result() == QDialog.DialogCode.Rejected
    assert not dialog.who.error.isHidden()
    assert dialog.questions[1].switch.hasFocus()
    press(qtbot, Qt.Key.Key_1)
    dialog.who.set_value(staff["Омарова"])
    dialog.go.click()
    assert dialog.completed is not None


def test_the_next_time_shows_what_it_was_the_last_time(
    qtbot: QtBot, show: Show, stay_id: UUID, staff: Mapping[str, UUID]
) -> None:
    first = show(stay_id)
    press(qtbot, Qt.Key.Key_0)
    first.who.set_value(staff["Омарова"])
    first.go.click()
    second = show(stay_id)
    assert second.answers() == {}
    assert second.who.value() == staff["Омарова"]
    assert second.questions[0].last.text() == "Алдыңғы жолы: 0 – 0 ұпай"
    assert second.questions[1].last.isHidden()


def test_another_questionnaire_can_be_chosen_and_its_answers_do_not_mix(
    qtbot: QtBot, show: Show, stay_id: UUID
) -> None:
    dialog = show(stay_id)
    press(qtbot, Qt.Key.Key_2)
    combo = dialog.by.combo
    texts = [combo.itemText(at) for at in range(combo.count())]
    assert len(texts) == 9
    dialog.by.combo.setCurrentIndex(0)
    dialog.by.combo.picked.emit(0)
    assert len(dialog.questions) == 8
    assert dialog.answers() == {}
    at = texts.index("Медициналық: Қозғалу")
    dialog.by.combo.setCurrentIndex(at)
    dialog.by.combo.picked.emit(at)
    assert dialog.answers() == {"walking": "2"}


def test_from_the_plan_the_answers_become_rows_with_the_services_that_stay_ticked(
    qtbot: QtBot,
    desk: Desk,
    people: Mapping[str, UUID],
    stay_id: UUID,
    staff: Mapping[str, UUID],
    answer: Answer,
) -> None:
    begun = start_plan(desk, stay_id)
    assert isinstance(begun, Saved)
    tab = PlanTab(desk, people["Қасымова"])
    qtbot.addWidget(tab)
    tab.refresh()
    tab.editor.show_domain(Domain.MEDICAL)

    def fill(dialog: Dialog) -> None:
        if isinstance(dialog, AssessmentDialog):
            dialog.questions[0].set_answer("3")
            dialog.questions[1].set_answer("0")
            dialog.who.set_value(staff["Омарова"])
            dialog.go.click()
        elif isinstance(dialog, TakeOverDialog):
            assert [field.box.text() for field in dialog.services] == ["Емдік дене шынықтыру\nЖүре ала ма?"]
            dialog.go.click()

    answer(fill)
    tab.editor.section.assess.click()
    view = read_plan(desk, begun.id)
    assert view is not None
    (item,) = view.items
    assert (item.question, item.answer, item.points) == ("Жүре ала ма?", "3 ұпай", 3)
    assert item.service == "Емдік дене шынықтыру"
    assert [one.question for one in tab.rows.items] == ["Жүре ала ма?"]
    assert [offer.kk for offer in suggested_offers(desk, stay_id, Domain.MEDICAL)] == [item.service]


def test_what_the_assessment_suggests_is_offered_first_and_taken_without_a_reference(
    qtbot: QtBot, desk: Desk, people: Mapping[str, UUID], stay_id: UUID, staff: Mapping[str, UUID]
) -> None:
    begun = start_plan(desk, stay_id)
    assert isinstance(begun, Saved)
    page = needs_page(desk, stay_id)
    assert page is not None
    (own,) = [one for one in page.offered if not one.example]
    draft = AssessmentDraft(
        questionnaire_id=own.id,
        assessed_on=desk.today,
        answers={"walking": "3", "aids": "0"},
        specialist_id=staff["Омарова"],
    )
    assert isinstance(complete_assessment(desk, stay_id, draft), Saved)
    tab = PlanTab(desk, people["Қасымова"])
    qtbot.addWidget(tab)
    tab.refresh()
    tab.editor.show_domain(Domain.MEDICAL)
    tab.editor.ask_services()
    (picker,) = tab.window().findChildren(ServicePicker)
    first = picker.table.current()
    assert first is not None
    assert (first.kk, first.fit) == ("Емдік дене шынықтыру", Fit.SUGGESTED)
    picker.take()
    qtbot.waitUntil(lambda: [item.service for item in tab.rows.items] == ["Емдік дене шынықтыру"])
    assert tab.rows.items[0].service_ref == ""


def complete(dialog: Dialog, who: UUID) -> None:
    """Answer with three points and one, and complete."""
    assert isinstance(dialog, AssessmentDialog)
    dialog.questions[0].set_answer("3")
    dialog.questions[1].set_answer("1")
    dialog.who.set_value(who)
    dialog.go.click()


def test_from_a_round_the_sum_goes_into_its_cell_and_leaving_begins_no_round(
    qtbot: QtBot,
    desk: Desk,
    people: Mapping[str, UUID],
    stay_id: UUID,
    staff: Mapping[str, UUID],
    answer: Answer,
) -> None:
    tab = MonitoringTab(desk, people["Қасымова"])
    qtbot.addWidget(tab)
    tab.refresh()
    tab.matrix.go_to(1, 0)
    answer(lambda dialog: dialog.reject())
    tab.buttons.assess.click()
    page = monitoring_page(desk, stay_id)
    assert page is not None
    assert page.columns[0].id is None

    answer(lambda dialog: complete(dialog, staff["Омарова"]))
    tab.buttons.assess.click()
    page = monitoring_page(desk, stay_id)
    assert page is not None
    assert page.columns[0].scores == {Domain.MEDICAL: 4}
    assert tab.rounds.points(1, 0) == 4


def test_points_that_the_questionnaire_cannot_give_are_refused_at_once_beside_the_matrix(
    qtbot: QtBot,
    desk: Desk,
    people: Mapping[str, UUID],
    stay_id: UUID,
    staff: Mapping[str, UUID],
    answer: Answer,
) -> None:
    tab = MonitoringTab(desk, people["Қасымова"])
    qtbot.addWidget(tab)
    tab.resize(1170, 560)
    tab.refresh()
    with qtbot.waitExposed(tab):
        tab.show()
    tab.matrix.go_to(1, 0)

    answer(lambda dialog: complete(dialog, staff["Омарова"]))
    tab.buttons.assess.click()
    tab.matrix.go_to(1, 0)
    assert not tab.wrong.isVisible()
    qtbot.keyClick(tab.matrix, Qt.Key.Key_9)
    assert tab.wrong.isVisible()  # before anything is saved or completed
    assert "0–8" in tab.wrong.text()
    assert tab.rounds.is_wrong(1, 0)
    assert not tab.rounds.is_wrong(0, 0)
    assert not tab.keeper.flush()
    page = monitoring_page(desk, stay_id)
    assert page is not None
    assert page.columns[0].scores == {Domain.MEDICAL: 4}
    qtbot.keyClick(tab.matrix, Qt.Key.Key_Backspace)
    qtbot.keyClick(tab.matrix, Qt.Key.Key_7)
    assert not tab.wrong.isVisible()
    assert tab.keeper.flush()
    page = monitoring_page(desk, stay_id)
    assert page is not None
    assert page.columns[0].scores == {Domain.MEDICAL: 7}
    assert [one for one in list_drafts(desk) if one.key.startswith("round:")] == []


def test_where_nothing_is_offered_it_says_what_to_do(
    desk: Desk, stay_id: UUID, answer: Answer, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = needs_page(desk, stay_id)
    assert page is not None
    monkeypatch.setattr(assessment_result, "needs_page", lambda _desk, _stay: replace(page, offered=()))
    said = []
    answer(lambda dialog: said.append(dialog.heading.text()))
    assert not assessment_result.assess(None, desk, stay_id, Domain.LEGAL)
    assert said == ["Бағалайтын сауалнама жоқ"]
    assert list_questionnaires(desk)
