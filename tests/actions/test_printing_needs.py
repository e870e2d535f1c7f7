"""The assessment of needs and the steps of social work on paper, in both languages (R153-08)."""

from collections.abc import Mapping
from datetime import date
from uuid import UUID

import pypdfium2
import pytest

from ssu_desktop.actions.assessment import complete_assessment, keep_assessment
from ssu_desktop.actions.case_steps import save_case_step
from ssu_desktop.actions.desk import Desk
from ssu_desktop.actions.printing import CannotPrint, print_form, reprint
from ssu_desktop.actions.questionnaires import QuestionnaireView, shipped_questionnaires
from ssu_desktop.actions.signing import PaperQuery, found_papers
from ssu_desktop.language import Language
from ssu_desktop.records import Unit
from ssu_desktop.records.kinds import CaseStepKind, Domain, Grade, Sector, UnitKind
from ssu_desktop.rules.assessment import AssessmentDraft
from ssu_desktop.rules.case_step import CaseStepDraft
from tests.support.by_hand import by_hand
from tests.support.stays import admitted, saved


@pytest.fixture
def stay_id(desk: Desk, units: Mapping[UnitKind, UUID], aigul: UUID) -> UUID:
    """The stay of Айгүл, since 4 March 2026, in a unit of health care."""
    made = admitted(desk, aigul, units[UnitKind.STATIONARY])
    with by_hand(desk, "sector") as session:
        session.get_one(Unit, units[UnitKind.STATIONARY]).sector = Sector.HEALTH
    return made


def view_of(domain: Domain) -> QuestionnaireView:
    return next(one for one in shipped_questionnaires() if one.domain is domain)


def draft_by(view: QuestionnaireView, points: str, day: date, who: str) -> AssessmentDraft:
    answers = {question.code: points for question in view.questions}
    return AssessmentDraft(questionnaire_id=view.id, assessed_on=day, answers=answers, specialist_name=who)


def words(pdf: bytes) -> str:
    with pypdfium2.PdfDocument(pdf) as document:
        pages = " ".join(page.get_textpage().get_text_bounded() for page in document)
    return " ".join(pages.split())


def test_the_sheet_has_each_question_its_answer_and_points_and_the_sums(
    desk: Desk, stay_id: UUID, aigul: UUID
) -> None:
    medical, legal = view_of(Domain.MEDICAL), view_of(Domain.LEGAL)
    first, second = date(2026, 3, 5), date(2026, 3, 10)
    saved(complete_assessment(desk, stay_id, draft_by(legal, "1", second, "К. Омарова")))
    saved(complete_assessment(desk, stay_id, draft_by(medical, "4", first, "Н. Әлиева")))
    saved(complete_assessment(desk, stay_id, draft_by(medical, "3", second, "Н. Әлиева")))  # the latest holds
    saved(keep_assessment(desk, stay_id, draft_by(view_of(Domain.CULTURAL), "2", second, "")))
    printed = {language: words(print_form(desk, "needs", aigul, language).pdf) for language in Language}
    sums = {one.domain: count * len(one.questions) for one, count in ((medical, 3), (legal, 1))}
    for question in (*medical.questions, *legal.questions):
        assert question.text_kk in printed[Language.KK]
        assert question.text_ru in printed[Language.RU]
    kazakh, russian = printed[Language.KK], printed[Language.RU]
    assert kazakh.index("Медициналық: ") < kazakh.index("Құқықтық: ")
    assert "· 10.03.2026 · Н. Әлиева" in kazakh
    assert "05.03.2026" not in kazakh
    assert kazakh.count("Ауыр қиындықпен 3") == russian.count("С тяжёлыми затруднениями 3") > 0
    for total in sums.values():
        assert f"Сумма баллов по виду услуг {total}" in russian
    assert f"Общая сумма баллов: {sum(sums.values())}" in russian
    assert "Мәдени" not in kazakh, "what is not completed is not on paper"


def test_the_history_has_the_steps_with_their_grades_and_leaves_room_for_the_others(
    desk: Desk, stay_id: UUID, aigul: UUID
) -> None:
    contact = CaseStepDraft(
        step=CaseStepKind.CONTACT, done_on=date(2026, 3, 5), done_by="К. Омарова", note="Куәлік қаралды"
    )
    assessed = CaseStepDraft(
        step=CaseStepKind.ASSESSMENT,
        done_on=date(2026, 3, 6),
        done_by="Н. Әлиева",
        urgency=Grade.HIGH,
        complexity=Grade.LOW,
        severity=Grade.MIDDLE,
    )
    for step in (contact, assessed):
        saved(save_case_step(desk, stay_id, step))
    kazakh = words(print_form(desk, "case-history", aigul, Language.KK).pdf)
    russian = words(print_form(desk, "case-history", aigul, Language.RU).pdf)
    assert "1. Бастапқы байланыс орнату Өткізілген күні 05.03.2026" in kazakh
    assert "Куәлік қаралды" in kazakh
    assert "Срочность высокая , сложность низкая , тяжесть средняя" in russian
    assert "К. Омарова" in russian
    assert "4. Оценка результата и завершение Дата проведения Что" in russian


@pytest.mark.parametrize(
    ("form", "said"),
    [
        ("needs", "There is no completed assessment of needs yet: assess a domain first."),
        ("case-history", "No step of social work is entered yet: enter the first one in the overview."),
    ],
)
def test_what_is_not_there_yet_is_told(desk: Desk, stay_id: UUID, aigul: UUID, form: str, said: str) -> None:
    with pytest.raises(CannotPrint) as told:
        print_form(desk, form, aigul, Language.KK)
    assert told.value.text == said
    assert stay_id


def test_the_sheet_is_a_paper_to_be_signed_and_prints_again_as_it_was(
    desk: Desk, stay_id: UUID, aigul: UUID
) -> None:
    legal = view_of(Domain.LEGAL)
    saved(complete_assessment(desk, stay_id, draft_by(legal, "1", date(2026, 3, 5), "Н. Әлиева")))
    first = print_form(desk, "needs", aigul, Language.RU)
    assert [paper.form for paper in found_papers(desk, PaperQuery())] == ["needs"]
    saved(complete_assessment(desk, stay_id, draft_by(legal, "4", date(2026, 3, 6), "Н. Әлиева")))
    again = words(reprint(desk, first.printout_ids[0]).pdf)
    assert "Общая сумма баллов: 5" in again
    assert "Общая сумма баллов: 20" in words(print_form(desk, "needs", aigul, Language.RU).pdf)
