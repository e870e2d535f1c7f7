"""A questionnaire is whole in both languages and adds up; an assessment counts what was asked (R153-32)."""

from collections import Counter
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ssu_desktop.actions.questionnaires import shipped_questionnaires
from ssu_desktop.law import load_services
from ssu_desktop.records.kinds import Category, Domain, UnitKind
from ssu_desktop.rules.assessment import (
    Assessed,
    AssessmentDraft,
    asked,
    check_assessed,
    check_scores,
    suggested,
    sum_of,
)
from ssu_desktop.rules.questionnaire import (
    AnswerText,
    Condition,
    Hint,
    Question,
    QuestionnaireDraft,
    Suggestion,
    check_questionnaire,
    fits,
    highest_sum,
    lowest_sum,
)
from tests.support.questionnaires import AIDS, WALKING, questionnaire

TODAY = date(2026, 3, 12)


def codes_of(draft: QuestionnaireDraft) -> list[str]:
    return [found.code for found in check_questionnaire(draft)]


def question(**others: object) -> Question:
    return replace(WALKING, **others)  # type: ignore[arg-type] - the fields come by name


def test_the_examples_cover_the_eight_domains_whole_in_both_languages() -> None:
    examples = shipped_questionnaires()
    assert [one.domain for one in examples] == list(Domain)
    for one in examples:
        assert one.example
        assert codes_of(one.draft) == []
        for asked_one in one.questions:
            assert [answer.points for answer in asked_one.answers] == [0, 1, 2, 3, 4]
            assert asked_one.area.startswith("d")
            assert asked_one.suggests
            assert asked_one.text_kk.endswith("?")
            assert asked_one.text_ru.endswith("?")


def test_a_suggestion_of_the_catalogue_has_its_domain_and_its_words() -> None:
    catalogue = load_services().by_code
    referring = Counter[Domain]()
    for one in shipped_questionnaires():
        for hint in (hint for q in one.questions for each in q.suggests for hint in each.services):
            if hint.ref:
                service = catalogue[hint.ref]
                referring[one.domain] += 1
                assert service.domain == one.domain
                assert (hint.text_kk, hint.text_ru) == (service.words("kk"), service.words("ru"))
    assert set(referring) == set(Domain)
    assert referring.total() == 21


@pytest.mark.parametrize(
    ("questions", "code"),
    [
        ((), "questionnaire-empty"),
        ((question(text_ru=" "),), "question-text"),
        ((question(answers=WALKING.answers[:1]),), "question-answers"),
        (
            (question(answers=(*WALKING.answers, AnswerText(code="z", text_kk="a", text_ru="b"))),),
            "answer-points-missing",
        ),
        ((question(answers=(WALKING.answers[0], replace(WALKING.answers[1], points=-1))),), "answer-points"),
        ((question(answers=(WALKING.answers[0], replace(WALKING.answers[1], text_kk=""))),), "answer-text"),
        ((WALKING, WALKING), "question-code"),
        ((question(answers=(WALKING.answers[0], WALKING.answers[0])),), "question-code"),
        ((AIDS,), "question-after-unknown"),
        ((question(asked_if=Condition(question="walking")),), "question-cycle"),
        ((question(asked_if=Condition(question="aids")), AIDS), "question-cycle"),
        ((question(text_kk="а" * 1001),), "text-too-long"),
        (tuple(question(code=f"q{n}") for n in range(201)), "questionnaire-too-long"),
        (
            tuple(
                question(code=f"q{n}", answers=(WALKING.answers[0], replace(WALKING.answers[1], points=500)))
                for n in range(2)
            ),
            "questionnaire-sum",
        ),
    ],
)
def test_what_keeps_a_questionnaire_from_being_used(questions: tuple[Question, ...], code: str) -> None:
    assert code in codes_of(replace(questionnaire(), questions=questions))


def test_a_whole_questionnaire_is_taken_and_one_without_title_or_domain_is_not() -> None:
    assert codes_of(questionnaire()) == []
    assert codes_of(replace(questionnaire(), title_kk="", domain=None)) == [
        "questionnaire-domain",
        "questionnaire-title",
    ]


def test_a_question_is_asked_only_after_an_answer_with_enough_points() -> None:
    questions = questionnaire().questions
    assert asked(questions, {}) == (WALKING,)
    assert asked(questions, {"walking": "0"}) == (WALKING,)
    assert asked(questions, {"walking": "2"}) == (WALKING, AIDS)
    # an answer to what is no longer asked does not count
    assert sum_of(questions, {"walking": "0", "aids": "4"}) == 0
    assert sum_of(questions, {"walking": "2", "aids": "4"}) == 6


def test_a_circle_of_conditions_asks_nothing_and_ends() -> None:
    assert (
        asked((replace(WALKING, asked_if=Condition(question="aids")), AIDS), {"walking": "4", "aids": "4"})
        == ()
    )


@given(st.dictionaries(st.sampled_from(["walking", "aids"]), st.sampled_from(["0", "1", "2", "3", "4", ""])))
def test_a_sum_lies_between_the_bounds_once_all_is_answered(answers: dict[str, str]) -> None:
    questions = questionnaire().questions
    total = sum_of(questions, answers)
    assert 0 <= total <= highest_sum(questions)
    if all(answers.get(one.code) for one in asked(questions, answers)):
        assert total >= lowest_sum(questions)


def test_services_are_suggested_from_their_points_on() -> None:
    hint = Hint(text_kk="Емдік дене шынықтыру", text_ru="Лечебная физкультура")
    questions = (replace(WALKING, suggests=(Suggestion(points=2, services=(hint,)),)),)
    assert suggested(questions, {"walking": "1"}) == ()
    assert [one.services for one in suggested(questions, {"walking": "2"})] == [(hint,)]


def test_an_assessment_is_completed_when_all_is_answered_by_somebody_on_a_possible_day() -> None:
    whole = AssessmentDraft(
        questionnaire_id=shipped_questionnaires()[0].id,
        assessed_on=TODAY,
        answers={"walking": "1", "aids": "0"},
        specialist_name="Н. Әлиева",
    )
    questions = questionnaire().questions

    def found(**others: object) -> list[str]:
        draft = replace(whole, **others)  # type: ignore[arg-type] - the fields come by name
        return [one.code for one in check_assessed(draft, questions, TODAY, date(2026, 3, 4))]

    assert found() == []
    assert found(answers={"walking": "1"}) == ["assessment-open"]
    assert found(answers={"walking": "9"}) == ["answer-unknown", "assessment-open"]
    assert found(answers={"walking": "0", "flying": "1"}) == ["answer-unknown"]
    assert found(specialist_name=" ") == ["assessment-specialist"]
    assert found(assessed_on=date(2026, 3, 13)) == ["date-in-future"]
    assert found(assessed_on=date(2026, 3, 3)) == ["assessed-too-early"]
    assert found(assessed_on=None) == ["date-missing"]


def test_points_that_the_questionnaire_cannot_give_are_refused_and_another_sum_is_remarked_upon() -> None:
    assessed = {Domain.HOUSEHOLD: Assessed(points=5, lowest=0, highest=8)}

    def found(points: int, *, completing: bool) -> list[tuple[str, str]]:
        scores = {Domain.HOUSEHOLD: points, Domain.LEGAL: 999}
        return [(one.code, one.weight) for one in check_scores(scores, assessed, completing=completing)]

    assert found(5, completing=True) == []
    assert found(6, completing=False) == []
    assert found(6, completing=True) == [("points-differ", "warn")]
    assert found(9, completing=False) == [("points-beyond-questionnaire", "stop")]
    assert list(check_scores({}, assessed, completing=True)) == []


def test_a_questionnaire_is_for_its_categories_and_kinds_of_unit_and_for_all_where_it_names_none() -> None:
    elderly, day = (Category.ELDERLY,), (UnitKind.DAY,)
    assert fits((), (), elderly, UnitKind.DAY)
    assert fits(elderly, day, (Category.DISABLED, Category.ELDERLY), UnitKind.DAY)
    assert not fits(elderly, (), (Category.DISABLED,), UnitKind.DAY)
    assert not fits((), day, elderly, UnitKind.HOME)
