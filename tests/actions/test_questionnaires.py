"""Questionnaires: examples, versions that stay as they were, one file in and out."""

import json
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

from ssu_desktop.actions.assessment import complete_assessment, needs_page, read_assessment
from ssu_desktop.actions.desk import Desk, Refused
from ssu_desktop.actions.questionnaires import (
    QuestionnaireView,
    give_out_questionnaires,
    list_questionnaires,
    retire_questionnaire,
    save_questionnaire,
    shipped_questionnaires,
    take_in_questionnaires,
)
from ssu_desktop.exchange.questionnaire_file import read_questionnaire_file
from ssu_desktop.language import _
from ssu_desktop.records import new_id
from ssu_desktop.records.kinds import Category, Domain, UnitKind
from ssu_desktop.rules.assessment import AssessmentDraft
from ssu_desktop.rules.questionnaire import Hint, Suggestion
from tests.support.questionnaires import WALKING, questionnaire
from tests.support.stays import admitted, codes, saved

LONG = Path("questionnaires.json")


def own(desk: Desk) -> list[QuestionnaireView]:
    return [one for one in list_questionnaires(desk) if not one.example]


def assess(desk: Desk, stay_id: UUID, questionnaire_id: UUID, **answers: str) -> UUID:
    draft = AssessmentDraft(
        questionnaire_id=questionnaire_id,
        assessed_on=desk.today,
        answers=answers,
        specialist_name="Н. Әлиева",
    )
    return saved(complete_assessment(desk, stay_id, draft))


def test_a_new_file_offers_the_examples_and_stores_none_of_them(desk: Desk) -> None:
    assert list_questionnaires(desk) == shipped_questionnaires()
    assert not any(one.stored for one in list_questionnaires(desk))


def test_a_questionnaire_that_nobody_was_assessed_by_is_changed_in_place(desk: Desk) -> None:
    first = saved(save_questionnaire(desk, None, questionnaire()))
    second = saved(save_questionnaire(desk, first, replace(questionnaire(), title_ru="Ходьба")))
    assert second == first
    assert [(one.title_ru, one.version) for one in own(desk)] == [("Ходьба", 1)]


def test_an_assessment_keeps_its_questions_when_the_questionnaire_gets_a_new_version(
    desk: Desk, units: Mapping[UnitKind, UUID], aigul: UUID
) -> None:
    stay_id = admitted(desk, aigul, units[UnitKind.STATIONARY])
    first = saved(save_questionnaire(desk, None, questionnaire()))
    made = assess(desk, stay_id, first, walking="2", aids="3")
    (question, _other) = questionnaire().questions
    draft = replace(questionnaire(), questions=(replace(question, text_ru="Иначе?"),))
    second = saved(save_questionnaire(desk, first, draft))
    assert second != first
    (view,) = own(desk)
    assert (view.id, view.version) == (second, 2)
    kept = read_assessment(desk, made)
    assert kept is not None
    assert kept.questionnaire.questions == questionnaire().questions
    assert kept.points == 5


def test_an_example_is_never_changed_a_version_of_the_facility_takes_its_place(desk: Desk) -> None:
    example = shipped_questionnaires()[0]
    changed = saved(save_questionnaire(desk, example.id, replace(example.draft, title_ru="Свой опросник")))
    found = [one for one in list_questionnaires(desk) if one.code == example.code]
    assert [(one.id, one.version, one.example) for one in found] == [(changed, 2, False)]


def test_a_stale_change_and_one_that_does_not_add_up_are_refused(desk: Desk) -> None:
    first = saved(save_questionnaire(desk, None, questionnaire()))
    assert codes(save_questionnaire(desk, first, questionnaire(), revision=7)) == ["changed-meanwhile"]
    assert codes(save_questionnaire(desk, first, replace(questionnaire(), questions=()))) == [
        "questionnaire-empty"
    ]


def test_what_is_retired_is_not_offered_and_comes_back(
    desk: Desk, units: Mapping[UnitKind, UUID], aigul: UUID
) -> None:
    stay_id = admitted(desk, aigul, units[UnitKind.STATIONARY])
    example = shipped_questionnaires()[0]

    def offered() -> set[UUID]:
        page = needs_page(desk, stay_id)
        assert page is not None
        return {one.id for one in page.offered}

    saved(retire_questionnaire(desk, example.id))
    assert example.id not in offered()
    assert len(offered()) == 7
    saved(retire_questionnaire(desk, example.id, back=True))
    assert example.id in offered()


def test_the_persons_category_and_the_kind_of_unit_choose(
    desk: Desk, units: Mapping[UnitKind, UUID], aigul: UUID
) -> None:
    stay_id = admitted(desk, aigul, units[UnitKind.STATIONARY])
    wanted = {}
    for name, limits in {
        "both": {"categories": (Category.ELDERLY,), "unit_kinds": (UnitKind.STATIONARY,)},
        "home": {"unit_kinds": (UnitKind.HOME,)},
        "children": {"categories": (Category.CHILDREN,)},
    }.items():
        wanted[name] = saved(save_questionnaire(desk, None, replace(questionnaire(), **limits)))
    page = needs_page(desk, stay_id)
    assert page is not None
    offered = {one.id for one in page.offered if not one.example}
    assert offered == {wanted["both"]}


def test_what_was_written_into_a_file_is_taken_in_elsewhere_and_twice_changes_nothing(
    desk: Desk, tmp_path: Path
) -> None:
    saved(save_questionnaire(desk, None, questionnaire()))
    (view,) = own(desk)
    give_out_questionnaires(desk, [view.code], tmp_path / LONG)
    saved(take_in_questionnaires(desk, tmp_path / LONG))
    assert own(desk) == [view]
    told = json.loads((tmp_path / LONG).read_text(encoding="utf-8"))
    told["questionnaires"][0]["title_ru"] = "Из области"
    del told["checksum"]  # it was changed on purpose
    (tmp_path / LONG).write_text("\ufeff" + json.dumps(told), encoding="utf-8")
    saved(take_in_questionnaires(desk, tmp_path / LONG))
    assert [(one.title_ru, one.questions) for one in own(desk)] == [("Из области", view.questions)]


def _no_points(row: dict[str, Any]) -> None:
    del row["questions"][0]["answers"][1]["points"]


def _cycle(row: dict[str, Any]) -> None:
    row["questions"][0]["asked_if"] = {"question": "aids", "points": 1}


def _no_russian(row: dict[str, Any]) -> None:
    row["questions"][1]["text_ru"] = ""


def _points_as_words(row: dict[str, Any]) -> None:
    row["questions"][0]["answers"][1]["points"] = "1"


def _no_questions(row: dict[str, Any]) -> None:
    row["questions"] = "walking"


def _never_asked(row: dict[str, Any]) -> None:
    row["questions"][1]["asked_if"]["points"] = 5


def _half_a_letter(row: dict[str, Any]) -> None:
    row["questions"][0]["code"] = "\ud800"


def test_a_file_names_rows_of_the_law_but_none_of_the_facilitys_own_services(
    desk: Desk, tmp_path: Path
) -> None:
    hints = tuple(
        Hint(ref=ref, text_kk="Қызмет", text_ru="Услуга") for ref in ("R330/4(6)", f"own:{new_id()}")
    )
    asked = replace(WALKING, suggests=(Suggestion(points=1, services=hints),))
    saved(save_questionnaire(desk, None, replace(questionnaire(), questions=(asked,))))
    view = next(one for one in list_questionnaires(desk) if not one.example)
    give_out_questionnaires(desk, [view.code], tmp_path / LONG)
    (draft,) = read_questionnaire_file(tmp_path / LONG)
    assert [hint.ref for hint in draft.questions[0].suggests[0].services] == ["R330/4(6)", ""]


@pytest.mark.parametrize(
    ("spoil", "code"),
    [
        (_no_points, "answer-points-missing"),
        (_cycle, "question-cycle"),
        (_no_russian, "question-text"),
        (_points_as_words, "file-unreadable"),
        (_no_questions, "file-unreadable"),
        (_never_asked, "question-never"),
        (_half_a_letter, "file-unreadable"),
    ],
)
def test_a_bad_questionnaire_in_a_file_lets_nothing_of_it_in(
    desk: Desk, tmp_path: Path, spoil: Callable[[dict[str, Any]], None], code: str
) -> None:
    saved(save_questionnaire(desk, None, questionnaire()))
    before = own(desk)
    give_out_questionnaires(desk, [before[0].code], tmp_path / LONG)
    told = json.loads((tmp_path / LONG).read_text(encoding="utf-8"))
    whole = {**told["questionnaires"][0], "code": "another"}
    spoil(told["questionnaires"][0])
    told["questionnaires"].insert(0, whole)
    del told["checksum"]
    (tmp_path / LONG).write_text(json.dumps(told), encoding="utf-8")
    assert code in codes(take_in_questionnaires(desk, tmp_path / LONG))
    assert own(desk) == before


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ('{"сұрақ": 1}'.encode("cp1251", errors="replace"), "UTF-8"),
        ("{}".encode("utf-16"), "UTF-8"),
        (b"{}", "holds no questionnaires"),
        (b"", "holds no questionnaires"),
        (b"[" * 200_000, "holds no questionnaires"),
        (b" " * 2_000_001, "too large"),
        (b'{"format": "ssu-desktop-law", "version": 1, "questionnaires": []}', "holds no questionnaires"),
    ],
)
def test_what_is_no_such_file_is_refused_by_its_cause(
    desk: Desk, tmp_path: Path, content: bytes, told: str
) -> None:
    (tmp_path / LONG).write_bytes(content)
    answer = take_in_questionnaires(desk, tmp_path / LONG)
    assert isinstance(answer, Refused)
    assert told in answer.findings[0].text
    assert list_questionnaires(desk) == shipped_questionnaires()


@pytest.mark.parametrize(
    ("codes_told", "told"), [(("a", "b", "a"), "3-"), (tuple(map(str, range(101))), "101")]
)
def test_one_code_twice_and_too_many_questionnaires_are_told_apart_from_none(
    desk: Desk, tmp_path: Path, codes_told: tuple[str, ...], told: str
) -> None:
    saved(save_questionnaire(desk, None, questionnaire()))
    give_out_questionnaires(desk, [own(desk)[0].code], tmp_path / LONG)
    content = json.loads((tmp_path / LONG).read_text(encoding="utf-8"))
    del content["checksum"]
    content["questionnaires"] = [{**content["questionnaires"][0], "code": code} for code in codes_told]
    (tmp_path / LONG).write_text(json.dumps(content), encoding="utf-8")
    answer = take_in_questionnaires(desk, tmp_path / LONG)
    assert isinstance(answer, Refused)
    assert told in _(answer.findings[0].text, **answer.findings[0].values)
    assert len(own(desk)) == 1


def test_a_file_that_is_not_there_is_refused(desk: Desk, tmp_path: Path) -> None:
    assert codes(take_in_questionnaires(desk, tmp_path / "none.json")) == ["file-unreadable"]


def test_a_domain_can_have_several_questionnaires(desk: Desk) -> None:
    for _number in range(2):
        saved(save_questionnaire(desk, None, questionnaire()))
    medical = [one for one in list_questionnaires(desk) if one.domain is Domain.MEDICAL]
    assert len({one.code for one in medical}) == 3
