"""From an assessment into the plan: questions, answers and points of annex 4, and what they suggest."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from ssu_desktop.actions.assessment import AssessmentView, needs_page, read_assessment
from ssu_desktop.actions.desk import Desk, Refused, Saved
from ssu_desktop.actions.plan import read_plan
from ssu_desktop.actions.plan_editing import save_plan
from ssu_desktop.actions.questionnaires import find_questionnaire, shipped_questionnaires, view_of
from ssu_desktop.actions.stored import gone
from ssu_desktop.language.names import search_key
from ssu_desktop.records import Assessment, Questionnaire
from ssu_desktop.records.kinds import Domain
from ssu_desktop.rules.plan_draft import ItemDraft
from ssu_desktop.rules.questionnaire import AnswerText, Hint, Question, in_language
from ssu_desktop.rules.service import Fit, Offer

SUGGESTED = "suggested:"
"""What the reference of a suggestion begins with that is no row of the catalogue: no plan remembers it."""


def put_into_plan(
    desk: Desk,
    assessment_id: UUID,
    plan_id: UUID,
    language: str,
    services: Collection[tuple[str, Hint]] = (),
    *,
    with_zero: bool = False,
) -> Saved | Refused:
    """Put what was answered into the rows of a draft plan: question, answer and points (annex 4).

    A question that has its row gets the new answer there; one that is no longer asked has none, so that the
    rows add up to the sum. Answers without points make no row, unless `with_zero`. `services` are the
    suggestions, by question, that were taken."""
    found, plan = read_assessment(desk, assessment_id), read_plan(desk, plan_id)
    if found is None or plan is None or plan.stay_id != found.stay_id:
        return Refused((gone(),))
    items = list(_asked_still(plan.draft.items, found))
    for question, answer in found.answered:
        hints = [hint for code, hint in services if code == question.code]
        if answer.points or with_zero or hints or _place_of(items, question, found.domain) is not None:
            _put_question(items, question, answer, found.domain, language)
            _put_services(items, question, hints, found.domain, language)
    return save_plan(desk, plan_id, replace(plan.draft, items=tuple(items)))


def _asked_still(items: Iterable[ItemDraft], found: AssessmentView) -> Iterator[ItemDraft]:
    """Yield the rows without the answers to questions that an assessment asked no more.

    A row that holds nothing else goes; one with a service keeps it."""
    counted = {question.code for question, _answer in found.answered}
    unasked = [one for one in found.questionnaire.questions if one.code not in counted]
    words = {text for one in unasked for text in (one.text_kk, one.text_ru)}
    for item in items:
        if item.domain is not found.domain or item.question not in words:
            yield item
            continue
        rest = replace(item, question="", answer="", points=None)
        if replace(rest, id=None) != ItemDraft(domain=item.domain):
            yield rest


def _place_of(items: list[ItemDraft], question: Question, domain: Domain) -> int | None:
    words = {question.text_kk, question.text_ru}
    places = (n for n, item in enumerate(items) if item.domain is domain and item.question in words)
    return next(places, None)


def _put_question(
    items: list[ItemDraft], question: Question, answer: AnswerText, domain: Domain, language: str
) -> None:
    place = _place_of(items, question, domain)
    if place is None:
        items.append(ItemDraft(domain=domain))
        place = len(items) - 1
    items[place] = replace(
        items[place],
        question=in_language(question, language),
        answer=in_language(answer, language),
        points=answer.points,
    )


def _put_services(
    items: list[ItemDraft], question: Question, hints: list[Hint], domain: Domain, language: str
) -> None:
    """Put the first service beside the question where nothing stands there, the others into rows below."""
    there = {item.service for item in items if item.domain is domain}
    for hint in hints:
        service = in_language(hint, language)
        if there & {hint.text_kk, hint.text_ru}:  # in either language it is the same service
            continue
        place = _place_of(items, question, domain)
        if place is not None and not items[place].service:
            items[place] = replace(items[place], service=service, service_ref=hint.ref)
        else:
            row = ItemDraft(domain=domain, service=service, service_ref=hint.ref)
            items.insert(len(items) if place is None else place + 1, row)
        there.add(service)


def suggested_offers(desk: Desk, stay_id: UUID, domain: Domain) -> tuple[Offer, ...]:
    """Return the services that the latest assessment of a domain suggests, as they are offered to a plan."""
    page = needs_page(desk, stay_id)
    last = page.last(domain) if page is not None else None
    hints = [] if last is None else [hint for one in last.suggested for hint in one.services]
    return tuple(_offer(hint, number, domain, desk) for number, hint in enumerate(dict.fromkeys(hints)))


def _offer(hint: Hint, number: int, domain: Domain, desk: Desk) -> Offer:
    of_an_act = desk.law.services.by_code.get(hint.ref)
    return Offer(
        ref=hint.ref or f"{SUGGESTED}{number}",
        domain=domain,
        kk=hint.text_kk,
        ru=hint.text_ru,
        article=of_an_act.article if of_an_act is not None else None,
        in_force=of_an_act is None or of_an_act.in_force(desk.today),
        fit=Fit.SUGGESTED,
        key=search_key(f"{hint.text_kk} {hint.text_ru}"),
    )


def needs_words(session: Session) -> Mapping[UUID, Mapping[str, tuple[str, str]]]:
    """Return, by stay, what its assessments ask, answer and suggest, in Kazakh and in Russian.

    They are found by their words in either language; those of the version that was first used stay, so that
    a later version changes no paper."""
    pairs = select(Assessment.stay_id, Assessment.questionnaire_id).where(
        Assessment.completed_on.is_not(None)
    )
    views: dict[UUID, dict[str, tuple[str, str]]] = {}
    known: dict[UUID, dict[str, tuple[str, str]]] = {}
    for stay_id, questionnaire_id in session.execute(pairs.order_by(Assessment.completed_on, Assessment.id)):
        if questionnaire_id not in views:
            view = find_questionnaire(session, questionnaire_id)
            views[questionnaire_id] = _words_of(view.questions) if view is not None else {}
        known[stay_id] = views[questionnaire_id] | known.get(stay_id, {})
    return known


def words_of_questionnaires(session: Session) -> dict[str, tuple[str, str]]:
    """Return what all questionnaires ask, answer and suggest, in Kazakh and in Russian, the first of a text.

    A row that came out of a template or of an earlier stay's plan was asked in no assessment of its own."""
    words: dict[str, tuple[str, str]] = {}
    stored = session.scalars(select(Questionnaire).order_by(Questionnaire.version, Questionnaire.id))
    for view in (*map(view_of, stored), *shipped_questionnaires()):
        words = _words_of(view.questions) | words
    return words


def _words_of(questions: Iterable[Question]) -> dict[str, tuple[str, str]]:
    words: dict[str, tuple[str, str]] = {}
    for question in questions:
        hints = [hint for one in question.suggests for hint in one.services]
        things: tuple[Question | AnswerText | Hint, ...] = (question, *question.answers, *hints)
        for thing in things:
            for text in (thing.text_kk, thing.text_ru):
                words.setdefault(text, (thing.text_kk, thing.text_ru))
    return words
