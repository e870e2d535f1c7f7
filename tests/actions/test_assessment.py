"""An assessment: kept as it is answered, its sum in annex 5, its answers in annex 4 (R153-32)."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from uuid import UUID

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pypdfium2 import PdfDocument
from sqlalchemy import select

from ssu_desktop.actions.assessment import (
    complete_assessment,
    drop_assessment,
    keep_assessment,
    needs_page,
    read_assessment,
)
from ssu_desktop.actions.assessment_in_plan import put_into_plan, suggested_offers
from ssu_desktop.actions.desk import Desk
from ssu_desktop.actions.monitoring import RoundColumn, monitoring_page
from ssu_desktop.actions.monitoring_editing import complete_round, remove_round, save_round, set_mark
from ssu_desktop.actions.plan import read_plan
from ssu_desktop.actions.plan_approval import approve_plan, mark_filled
from ssu_desktop.actions.plan_editing import save_plan, start_plan
from ssu_desktop.actions.power_cut import print_power_cut
from ssu_desktop.actions.printing import print_form
from ssu_desktop.actions.printing_loading import fill_plan, plan_options
from ssu_desktop.actions.printing_office import Office
from ssu_desktop.actions.questionnaires import save_questionnaire, shipped_questionnaires
from ssu_desktop.actions.undo import last_done, undo
from ssu_desktop.language import Language
from ssu_desktop.law import Article
from ssu_desktop.records import MonitoringRound, Plan, Stay, new_id
from ssu_desktop.records.kinds import Domain, MarkKind, PlanState, RoundKind, UnitKind
from ssu_desktop.rules.assessment import AssessmentDraft, asked, sum_of
from ssu_desktop.rules.plan_draft import ItemDraft
from ssu_desktop.rules.round_draft import MarkDraft, RoundDraft
from ssu_desktop.rules.service import Fit
from tests.support.by_hand import by_hand
from tests.support.questionnaires import EXERCISES, questionnaire
from tests.support.stays import admitted, codes, saved


@pytest.fixture
def stay_id(desk: Desk, units: Mapping[UnitKind, UUID], aigul: UUID) -> UUID:
    """The stay of Айгүл, since 4 March 2026."""
    return admitted(desk, aigul, units[UnitKind.STATIONARY])


@pytest.fixture
def own_id(desk: Desk) -> UUID:
    """A questionnaire of the facility, of the medical domain."""
    return saved(save_questionnaire(desk, None, questionnaire()))


def draft_by(questionnaire_id: UUID, **answers: str) -> AssessmentDraft:
    return AssessmentDraft(
        questionnaire_id=questionnaire_id,
        assessed_on=date(2026, 3, 12),
        answers=answers,
        specialist_name="Н. Әлиева",
    )


def items(desk: Desk, plan_id: UUID) -> tuple[ItemDraft, ...]:
    view = read_plan(desk, plan_id)
    assert view is not None
    return view.draft.items


def column(desk: Desk, stay_id: UUID, kind: RoundKind = RoundKind.ADMISSION) -> RoundColumn:
    page = monitoring_page(desk, stay_id)
    assert page is not None
    return next(one for one in page.columns if one.kind is kind)


def begun_round(desk: Desk, stay_id: UUID, **scores: int) -> UUID:
    by_domain = {Domain(name): points for name, points in scores.items()}
    draft = RoundDraft(kind=RoundKind.ADMISSION, held_on=date(2026, 3, 12), scores=by_domain)
    return saved(save_round(desk, stay_id, draft))


def test_answers_are_kept_as_they_are_given_and_taken_up_again(
    desk: Desk, stay_id: UUID, own_id: UUID
) -> None:
    draft = draft_by(own_id, walking="2")
    first = saved(keep_assessment(desk, stay_id, draft))
    again = saved(keep_assessment(desk, stay_id, replace(draft, id=first, answers={"walking": "3"})))
    assert again == first
    page = needs_page(desk, stay_id)
    assert page is not None
    begun = page.begun(own_id, None)
    assert begun is not None
    assert (begun.answers, begun.points, begun.completed_on) == ({"walking": "3"}, 3, None)
    assert page.last(Domain.MEDICAL) is None
    assert codes(complete_assessment(desk, stay_id, begun.draft)) == ["assessment-open"]
    saved(drop_assessment(desk, first))
    assert read_assessment(desk, first) is None


def test_a_completed_assessment_stays_as_it_is(desk: Desk, stay_id: UUID, own_id: UUID) -> None:
    made = saved(complete_assessment(desk, stay_id, draft_by(own_id, walking="2", aids="1")))
    view = read_assessment(desk, made)
    assert view is not None
    changed = replace(view.draft, answers={"walking": "4", "aids": "4"})
    assert codes(keep_assessment(desk, stay_id, changed)) == ["assessment-completed"]
    assert codes(drop_assessment(desk, made)) == ["assessment-completed"]
    assert read_assessment(desk, made) == view


def test_the_first_assessment_by_an_example_puts_it_into_the_file(desk: Desk, stay_id: UUID) -> None:
    example = shipped_questionnaires()[4]
    answers = dict.fromkeys((one.code for one in example.questions), "2")
    made = saved(complete_assessment(desk, stay_id, draft_by(example.id, **answers)))
    view = read_assessment(desk, made)
    assert view is not None
    assert view.questionnaire.stored
    assert view.questionnaire.questions == example.questions
    assert str(view.questionnaire.source) == str(example.source)
    assert view.points == 2 * len(example.questions)


@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_the_sum_in_annex_5_is_the_sum_of_the_questionnaire(
    desk: Desk, stay_id: UUID, data: st.DataObject
) -> None:
    with desk.read() as session:
        held = session.scalar(select(MonitoringRound.id))
    round_id = held or begun_round(desk, stay_id)
    example = data.draw(st.sampled_from(shipped_questionnaires()))
    answers = {one.code: data.draw(st.sampled_from("01234")) for one in example.questions}
    draft = replace(draft_by(example.id, **answers), round_id=round_id)
    made = saved(complete_assessment(desk, stay_id, draft))
    view = read_assessment(desk, made)
    assert view is not None
    by_hand = sum(int(answers[one.code]) for one in asked(example.questions, answers))
    assert view.points == sum_of(example.questions, answers) == by_hand
    assert column(desk, stay_id).scores[example.domain] == by_hand


def test_the_sum_goes_into_the_cell_of_its_round_beside_those_that_were_typed(
    desk: Desk, stay_id: UUID, own_id: UUID
) -> None:
    round_id = begun_round(desk, stay_id, household=7)
    before = column(desk, stay_id)
    saved(
        complete_assessment(
            desk, stay_id, replace(draft_by(own_id, walking="2", aids="3"), round_id=round_id)
        )
    )
    after = column(desk, stay_id)
    assert after.scores == {Domain.HOUSEHOLD: 7, Domain.MEDICAL: 5}
    assert codes(save_round(desk, stay_id, before.draft)) == ["changed-meanwhile"]


def test_points_beyond_the_questionnaire_are_refused_and_others_need_a_reason(
    desk: Desk, stay_id: UUID, own_id: UUID
) -> None:
    round_id = begun_round(desk, stay_id)
    saved(
        complete_assessment(
            desk, stay_id, replace(draft_by(own_id, walking="2", aids="3"), round_id=round_id)
        )
    )
    draft = replace(column(desk, stay_id).draft, specialist_name="Г. Омарова")
    beyond = replace(draft, scores={Domain.MEDICAL: 9, Domain.LEGAL: 900})
    assert codes(save_round(desk, stay_id, beyond)) == ["points-beyond-questionnaire"]
    other = replace(draft, scores={Domain.MEDICAL: 6})
    assert codes(complete_round(desk, stay_id, other)) == ["points-differ"]
    saved(complete_round(desk, stay_id, other, reasons={"points-differ": "дәрігер қайта бағалады"}))


def test_a_round_that_is_taken_away_leaves_its_assessments(desk: Desk, stay_id: UUID, own_id: UUID) -> None:
    round_id = begun_round(desk, stay_id)
    draft = replace(draft_by(own_id, walking="0"), round_id=round_id)
    made = saved(complete_assessment(desk, stay_id, draft))
    saved(remove_round(desk, round_id))
    view = read_assessment(desk, made)
    assert view is not None
    assert view.round_id is None
    # and the sum is offered at admission, a sum of nothing too
    assert column(desk, stay_id).suggested == {Domain.MEDICAL: 0}


def test_a_round_of_somebody_else_is_refused(
    desk: Desk, stay_id: UUID, own_id: UUID, units: Mapping[UnitKind, UUID]
) -> None:
    round_id = begun_round(desk, stay_id)
    with by_hand(desk, "second stay") as session:
        other = session.get_one(Stay, stay_id)
        second = Stay(id=new_id(), person_id=other.person_id, unit_id=other.unit_id, category=other.category)
        session.add(second)
        second_id = second.id
    draft = replace(draft_by(own_id, walking="0"), round_id=round_id)
    assert codes(complete_assessment(desk, second_id, draft)) == ["record-gone"]


def test_answers_with_points_become_rows_of_the_plan_and_a_new_answer_takes_its_row(
    desk: Desk, stay_id: UUID, own_id: UUID
) -> None:
    plan_id = saved(start_plan(desk, stay_id))
    made = saved(complete_assessment(desk, stay_id, draft_by(own_id, walking="2", aids="0")))
    saved(put_into_plan(desk, made, plan_id, "ru", [("walking", EXERCISES)]))
    (row,) = items(desk, plan_id)
    assert (row.domain, row.question, row.answer, row.points) == (Domain.MEDICAL, "Ходит ли?", "2 б.", 2)
    assert row.service == "Лечебная физкультура"
    second = saved(complete_assessment(desk, stay_id, draft_by(own_id, walking="0")))
    saved(put_into_plan(desk, second, plan_id, "kk"))
    (again,) = items(desk, plan_id)
    assert (again.id, again.question, again.points) == (row.id, "Жүре ала ма?", 0)
    assert again.service == row.service
    assert suggested_offers(desk, stay_id, Domain.MEDICAL) == ()


def test_the_rows_add_up_to_the_sum_and_are_offered_at_admission(
    desk: Desk, stay_id: UUID, own_id: UUID
) -> None:
    plan_id = saved(start_plan(desk, stay_id))
    made = saved(complete_assessment(desk, stay_id, draft_by(own_id, walking="3", aids="4")))
    (offer,) = suggested_offers(desk, stay_id, Domain.MEDICAL)
    assert (offer.kk, offer.ru, offer.fit) == (EXERCISES.text_kk, EXERCISES.text_ru, Fit.SUGGESTED)
    saved(put_into_plan(desk, made, plan_id, "kk", [("walking", EXERCISES), ("walking", EXERCISES)]))
    assert sum(item.points or 0 for item in items(desk, plan_id)) == 7
    assert [item.service for item in items(desk, plan_id)] == ["Емдік дене шынықтыру", ""]
    assert column(desk, stay_id).suggested == {Domain.MEDICAL: 7}


def test_a_suggested_service_of_the_catalogue_is_remembered_in_the_plan_and_told_with_its_act(
    desk: Desk, stay_id: UUID
) -> None:
    plan_id = saved(start_plan(desk, stay_id))
    example = next(one for one in shipped_questionnaires() if one.domain is Domain.HOUSEHOLD)
    draft = replace(draft_by(example.id, **{one.code: "0" for one in example.questions}), round_id=None)
    draft = replace(draft, answers={**draft.answers, "housework": "3"})
    made = saved(complete_assessment(desk, stay_id, draft))
    offers = suggested_offers(desk, stay_id, Domain.HOUSEHOLD)
    assert [offer.ref for offer in offers] == ["R330/3(5)", "R330/3(7)"]
    assert [(offer.article, offer.in_force) for offer in offers] == [
        (Article("resolution-330", "3(5)"), False),
        (Article("resolution-330", "3(7)"), False),
    ]
    view = read_assessment(desk, made)
    assert view is not None
    taken = [(one.question, hint) for one in view.suggested for hint in one.services]
    saved(put_into_plan(desk, made, plan_id, "ru", taken))
    assert [item.service_ref for item in items(desk, plan_id)] == ["R330/3(5)", "R330/3(7)"]


def test_answers_without_points_make_rows_where_that_is_wished(
    desk: Desk, stay_id: UUID, own_id: UUID
) -> None:
    plan_id = saved(start_plan(desk, stay_id))
    made = saved(complete_assessment(desk, stay_id, draft_by(own_id, walking="0")))
    saved(put_into_plan(desk, made, plan_id, "kk"))
    assert items(desk, plan_id) == ()
    saved(put_into_plan(desk, made, plan_id, "kk", with_zero=True))
    assert [item.points for item in items(desk, plan_id)] == [0]


def test_an_approved_plan_takes_no_answers(desk: Desk, stay_id: UUID, own_id: UUID) -> None:
    plan_id = saved(start_plan(desk, stay_id))
    made = saved(complete_assessment(desk, stay_id, draft_by(own_id, walking="2", aids="1")))
    saved(put_into_plan(desk, made, plan_id, "kk", [("walking", EXERCISES)]))
    reasons = dict.fromkeys(
        ("item-service", "item-responsible", "item-dates", "item-period", "item-outside"), "жеке шешім"
    )
    saved(mark_filled(desk, plan_id, reasons=reasons))
    saved(approve_plan(desk, plan_id, desk.today))
    before = items(desk, plan_id)
    second = saved(complete_assessment(desk, stay_id, draft_by(own_id, walking="4", aids="4")))
    assert codes(put_into_plan(desk, second, plan_id, "kk")) == ["plan-approved"]
    assert items(desk, plan_id) == before


def test_a_plan_bears_the_questions_in_the_language_of_the_form_and_keeps_them_when_they_change(
    desk: Desk, stay_id: UUID, own_id: UUID
) -> None:
    plan_id = saved(start_plan(desk, stay_id))
    made = saved(complete_assessment(desk, stay_id, draft_by(own_id, walking="3", aids="4")))
    saved(put_into_plan(desk, made, plan_id, "ru", [("walking", EXERCISES)]))

    def told(language: Language) -> list[tuple[str, str, str]]:
        with desk.read() as session:
            plan = session.scalar(select(Plan).where(Plan.id == plan_id).options(*plan_options()))
            assert plan is not None
            content = fill_plan(Office(session, language, desk.today, desk.law), plan)
        return [(row.question, row.answer, row.volume) for row in content.rows]

    before = {language: told(language) for language in Language}
    assert before[Language.KK] == [
        ("Жүре ала ма?", "3 ұпай", "Емдік дене шынықтыру"),
        ("Таяқ ұстай ала ма?", "4 ұпай", ""),
    ]
    assert before[Language.RU] == [
        ("Ходит ли?", "3 б.", "Лечебная физкультура"),
        ("Пользуется ли тростью?", "4 б.", ""),
    ]
    first, second = questionnaire().questions
    changed = replace(questionnaire(), questions=(replace(first, text_kk="Басқаша?"), second))
    later = saved(save_questionnaire(desk, own_id, changed))
    saved(complete_assessment(desk, stay_id, draft_by(later, walking="3", aids="4")))
    assert {language: told(language) for language in Language} == before


@pytest.mark.usefixtures("own_id")
def test_a_question_that_came_from_a_template_stands_in_the_language_of_the_form_too(
    desk: Desk, stay_id: UUID, aigul: UUID
) -> None:
    plan_id = saved(start_plan(desk, stay_id))
    view = read_plan(desk, plan_id)
    assert view is not None
    rows = ("Жүре ала ма?", "Өзі киіне және шешіне ала ма?", "Өз сұрағым")
    items = tuple(ItemDraft(domain=Domain.MEDICAL, question=text, service="Көмек") for text in rows)
    saved(save_plan(desk, plan_id, replace(view.draft, items=items)))
    printed = text_of(print_form(desk, "annex-4", aigul, Language.RU).pdf)
    for words in ("Ходит ли?", "Одевается и раздевается", "Өз сұрағым"):
        assert words in printed
    assert "Жүре ала" not in printed


def test_completing_is_one_action_that_is_taken_back_whole(desk: Desk, stay_id: UUID, own_id: UUID) -> None:
    round_id = begun_round(desk, stay_id)
    saved(complete_assessment(desk, stay_id, replace(draft_by(own_id, walking="0"), round_id=round_id)))
    done = last_done(desk)
    assert done is not None
    saved(undo(desk, done.action_id))
    assert column(desk, stay_id).scores == {}
    page = needs_page(desk, stay_id)
    assert page is not None
    assert page.made == ()


def test_what_a_new_assessment_asks_no_more_leaves_the_plan_so_that_its_rows_add_up(
    desk: Desk, stay_id: UUID, own_id: UUID
) -> None:
    plan_id = saved(start_plan(desk, stay_id))
    first = saved(complete_assessment(desk, stay_id, draft_by(own_id, walking="3", aids="4")))
    saved(put_into_plan(desk, first, plan_id, "kk"))
    walks = saved(complete_assessment(desk, stay_id, draft_by(own_id, walking="0")))
    saved(put_into_plan(desk, walks, plan_id, "kk"))
    assert [(row.question, row.points) for row in items(desk, plan_id)] == [("Жүре ала ма?", 0)]
    assert column(desk, stay_id).suggested == {Domain.MEDICAL: 0}


def test_a_row_whose_question_is_asked_no_more_keeps_its_service(
    desk: Desk, stay_id: UUID, own_id: UUID
) -> None:
    plan_id = saved(start_plan(desk, stay_id))
    first = saved(complete_assessment(desk, stay_id, draft_by(own_id, walking="3", aids="4")))
    saved(put_into_plan(desk, first, plan_id, "kk"))
    view = read_plan(desk, plan_id)
    assert view is not None
    walking, aids = view.draft.items
    saved(save_plan(desk, plan_id, replace(view.draft, items=(walking, replace(aids, service="Таяқ беру")))))
    walks = saved(complete_assessment(desk, stay_id, draft_by(own_id, walking="0")))
    saved(put_into_plan(desk, walks, plan_id, "kk"))
    told = [(row.question, row.answer, row.points, row.service) for row in items(desk, plan_id)]
    assert told == [("Жүре ала ма?", "0 ұпай", 0, ""), ("", "", None, "Таяқ беру")]


def test_a_service_that_stands_in_the_plan_in_the_other_language_is_not_put_there_again(
    desk: Desk, stay_id: UUID, own_id: UUID
) -> None:
    plan_id = saved(start_plan(desk, stay_id))
    made = saved(complete_assessment(desk, stay_id, draft_by(own_id, walking="3", aids="4")))
    for language in ("kk", "ru"):
        saved(put_into_plan(desk, made, plan_id, language, [("walking", EXERCISES)]))
    assert [row.service for row in items(desk, plan_id)] == ["Емдік дене шынықтыру", ""]


def test_the_cell_keeps_the_sum_of_the_latest_day_whichever_was_entered_last(
    desk: Desk, stay_id: UUID, own_id: UUID
) -> None:
    round_id = begun_round(desk, stay_id)
    latest = replace(draft_by(own_id, walking="0"), round_id=round_id)
    saved(complete_assessment(desk, stay_id, latest))
    earlier = replace(draft_by(own_id, walking="3", aids="4"), round_id=round_id)
    saved(complete_assessment(desk, stay_id, replace(earlier, assessed_on=date(2026, 3, 10))))
    assert column(desk, stay_id).scores == {Domain.MEDICAL: 0}


def test_the_journal_and_the_power_cut_sheets_name_a_service_in_the_language_of_the_form(
    desk: Desk, stay_id: UUID, own_id: UUID, units: Mapping[UnitKind, UUID], aigul: UUID
) -> None:
    plan_id = saved(start_plan(desk, stay_id))
    made = saved(complete_assessment(desk, stay_id, draft_by(own_id, walking="3", aids="0")))
    saved(put_into_plan(desk, made, plan_id, "ru", [("walking", EXERCISES)]))
    (item,) = items(desk, plan_id)
    assert item.id is not None
    march = MarkDraft(item_id=item.id, month=date(2026, 3, 1), mark=MarkKind.POSITIVE)
    saved(set_mark(desk, stay_id, march))
    with by_hand(desk) as session:
        plan = session.get_one(Plan, plan_id)
        plan.state, plan.approved_on = PlanState.APPROVED, desk.today
    for language, words in ((Language.KK, EXERCISES.text_kk), (Language.RU, EXERCISES.text_ru)):
        journal = print_form(desk, "annex-5", aigul, language)
        sheets = print_power_cut(desk, units[UnitKind.STATIONARY], language)
        for printed in (journal, sheets):
            assert words in text_of(printed.pdf)


def text_of(pdf: bytes) -> str:
    document = PdfDocument(pdf)
    try:
        return " ".join(" ".join(page.get_textpage().get_text_bounded().split()) for page in document)
    finally:
        document.close()
