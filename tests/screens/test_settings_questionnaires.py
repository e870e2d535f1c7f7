"""Questionnaires in the settings: edited, copied, retired, given out and taken in."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from ssu_desktop.actions.desk import Desk, Saved
from ssu_desktop.actions.questionnaires import list_questionnaires, save_questionnaire
from ssu_desktop.law import load_services
from ssu_desktop.records.kinds import Category, Domain
from ssu_desktop.rules.questionnaire import Condition, Suggestion
from ssu_desktop.screens.ask import Dialog
from ssu_desktop.screens.chips import Chip, Tone
from ssu_desktop.screens.question_form import QuestionDialog
from ssu_desktop.screens.questionnaire_form import QuestionnaireDialog
from ssu_desktop.screens.service_picker import ServicePicker
from ssu_desktop.screens.settings import SettingsScreen
from ssu_desktop.screens.settings_questionnaires import QuestionnairesSection
from tests.support.questionnaires import EXERCISES, WALKING, questionnaire

Answer = Callable[[Callable[[Dialog], None]], None]


@pytest.fixture
def settings(qtbot: QtBot, desk: Desk) -> SettingsScreen:
    """The settings at the questionnaires, one of them of the facility."""
    assert isinstance(save_questionnaire(desk, None, questionnaire()), Saved)
    screen = SettingsScreen(desk, section="questionnaires")
    qtbot.addWidget(screen)
    screen.resize(1171, 720)
    with qtbot.waitExposed(screen):
        screen.show()
    return screen


@pytest.fixture
def section(settings: SettingsScreen) -> QuestionnairesSection:
    """The section itself."""
    assert isinstance(settings.section, QuestionnairesSection)
    return settings.section


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


def row_of(section: QuestionnairesSection, title_kk: str) -> int:
    return [row.title_kk for row in section.rows()].index(title_kk)


def test_the_examples_say_that_they_are_examples(section: QuestionnairesSection) -> None:
    rows = section.rows()
    state = section.columns()[-1].value
    told = {row.title_kk: state(row) for row in rows}
    assert len(told) == 9
    assert told.pop("Қозғалу") == Chip("қолданылады", Tone.DONE)
    assert set(told.values()) == {Chip("үлгі", Tone.SOON)}


def test_a_new_questionnaire_is_made_with_its_questions(
    section: QuestionnairesSection, desk: Desk, answer: Answer
) -> None:
    said: list[bool] = []

    def fill(dialog: Dialog) -> None:
        if isinstance(dialog, QuestionDialog):
            number = len(said)
            dialog.fields["text_kk"].set_value(f"Сұрақ {number}?")
            dialog.fields["text_ru"].set_value(f"Вопрос {number}?")
            if number == 0:
                dialog.go.click()
                assert not dialog.findings.isHidden()  # no answers yet
                for place in range(2):
                    dialog.fields[f"answer.{place}_kk"].set_value(f"Ж{place}")
                    dialog.fields[f"answer.{place}_ru"].set_value(f"О{place}")
                    dialog.fields[f"answer.{place}.points"].set_value(place)
                dialog.fields["service.0_kk"].set_value(EXERCISES.text_kk)
                dialog.fields["service.0_ru"].set_value(EXERCISES.text_ru)
                dialog.fields["service.0.points"].set_value(1)
            else:
                dialog.fields["after"].set_value("q1")
            said.append(True)
            dialog.go.click()
        elif isinstance(dialog, QuestionnaireDialog):
            dialog.fields["title_kk"].set_value("Жаңа")
            dialog.fields["title_ru"].set_value("Новый")
            dialog.fields["domain"].set_value(Domain.LEGAL)
            dialog.fields["categories"].set_value((Category.ELDERLY,))
            dialog.verbs["add"].click()
            dialog.verbs["add"].click()
            assert dialog.sum.text() == "Ең көбі 2 ұпай"
            dialog.go.click()

    answer(fill)
    section.add()
    made = section.rows()[row_of(section, "Жаңа")]
    assert (made.domain, made.categories, made.example) == (Domain.LEGAL, (Category.ELDERLY,), False)
    first, second = made.questions
    assert first.suggests == (Suggestion(points=1, services=(EXERCISES,)),)
    assert second.asked_if == Condition(question="q1", points=1)
    assert [one.points for one in second.answers] == [0, 1]  # as those of the question before


def test_questions_are_changed_moved_and_taken_out(section: QuestionnairesSection, answer: Answer) -> None:
    section.table.selectRow(row_of(section, "Қозғалу"))

    def fill(dialog: Dialog) -> None:
        if isinstance(dialog, QuestionDialog):
            assert dialog.question(dialog.values()) == WALKING  # nothing is lost on the way through the form
            dialog.fields["text_ru"].set_value("Ходит ли сам?")
            dialog.go.click()
        elif isinstance(dialog, QuestionnaireDialog):
            dialog.table.selectRow(0)
            dialog.verbs["change"].click()
            dialog.verbs["down"].click()
            assert [one.code for one in dialog.questions] == ["aids", "walking"]
            dialog.verbs["up"].click()
            dialog.table.selectRow(1)
            dialog.verbs["remove"].click()
            dialog.go.click()

    answer(fill)
    section.edit()
    made = section.rows()[row_of(section, "Қозғалу")]
    assert [one.text_ru for one in made.questions] == ["Ходит ли сам?"]
    assert made.version == 1


def test_services_are_picked_from_the_catalogue_into_as_many_rows_as_it_takes(
    section: QuestionnairesSection, answer: Answer, qtbot: QtBot
) -> None:
    section.table.selectRow(row_of(section, "Қозғалу"))
    told: list[str] = []

    def pick(dialog: QuestionDialog) -> None:
        dialog.pick.click()
        picker = dialog.findChild(ServicePicker)
        assert isinstance(picker, ServicePicker)
        picker.line.setText("реабилитационн")
        picker.search()
        for _row in range(3):
            picker.table.tick()
        assert {offer.domain for offer in picker.table.ticked.values()} == {Domain.MEDICAL}
        picker.take()
        qtbot.waitUntil(lambda: "service.3_ru" in dialog.fields)  # one row was written, two were free
        told.extend(dialog.fields[f"service.{number}_ru"].typed() for number in range(4))
        stop = dialog.fields["service.2.points"].editor.nextInFocusChain()
        while not stop.focusPolicy() & Qt.FocusPolicy.TabFocus:
            stop = stop.nextInFocusChain()
        assert stop is dialog.fields["service.3_kk"].editor
        dialog.fields["service.3_ru"].set_value("Своими словами")
        dialog.go.click()

    def fill(dialog: Dialog) -> None:
        if isinstance(dialog, QuestionDialog):
            pick(dialog)
        elif isinstance(dialog, QuestionnaireDialog):
            dialog.table.selectRow(0)
            dialog.verbs["change"].click()
            dialog.go.click()

    answer(fill)
    section.edit()
    made = section.rows()[row_of(section, "Қозғалу")]
    hints = [hint for one in made.questions[0].suggests for hint in one.services]
    assert {hint.text_ru for hint in hints} == {*told[:3], "Своими словами"}
    refs = {hint.text_ru: hint.ref for hint in hints}
    assert refs.pop("Своими словами") == ""  # what was changed is no row of the act any more
    assert refs.pop(EXERCISES.text_ru) == ""
    assert len(refs) == 2
    assert all(load_services().by_code[ref].domain == Domain.MEDICAL for ref in refs.values())


def test_services_cannot_be_picked_before_the_domain_is_chosen(
    section: QuestionnairesSection, answer: Answer
) -> None:
    said: list[str] = []

    def fill(dialog: Dialog) -> None:
        if isinstance(dialog, QuestionDialog):
            dialog.pick.click()
            assert dialog.findChild(ServicePicker) is None
        elif isinstance(dialog, QuestionnaireDialog):
            dialog.verbs["add"].click()
        else:
            said.append(dialog.heading.text())

    answer(fill)
    section.add()
    assert said == ["Алдымен сауалнаманың қызмет түрін таңдаңыз."]


def test_one_is_copied_retired_and_used_again(section: QuestionnairesSection, answer: Answer) -> None:
    section.table.selectRow(row_of(section, "Қозғалу"))

    def fill(dialog: Dialog) -> None:
        assert isinstance(dialog, QuestionnaireDialog)
        dialog.fields["title_kk"].set_value("Көшірме")
        dialog.go.click()

    answer(fill)
    section.copy_it.trigger()
    assert {"Қозғалу", "Көшірме"} <= {row.title_kk for row in section.rows()}
    section.table.selectRow(row_of(section, "Көшірме"))
    section.remove_button.click()
    assert section.rows()[row_of(section, "Көшірме")].retired_on == section.desk.today
    assert section.remove_button.text() == "Қайта қолдану"
    section.remove_button.click()
    assert section.rows()[row_of(section, "Көшірме")].retired_on is None


def test_files_go_out_and_come_in_and_a_bad_one_is_named(
    section: QuestionnairesSection, desk: Desk, answer: Answer, tmp_path: Path
) -> None:
    path = tmp_path / "all.json"
    section.give_out([row.code for row in section.rows()], path)
    section.take_in(path)
    before = list_questionnaires(desk)
    assert len(before) == 9
    by_hand = path.read_text(encoding="utf-8").replace("checksum", "earlier checksum")
    path.write_text(by_hand.replace('"points": 4', '"points": null'), encoding="utf-8")
    said: list[str] = []
    answer(lambda dialog: said.extend(label.text() for label in dialog.findChildren(type(dialog.heading))))
    section.take_in(path)
    assert said[0] == "Ештеңе қабылданбады"
    assert any("ұпайы жоқ" in text for text in said)
    section.take_in(tmp_path / "none.json")
    section.give_out(["x"], tmp_path / "no" / "place.json")
    assert list_questionnaires(desk) == before
