"""From an assessment into the plan: questions, answers and points of annex 4, and what they suggest."""

from collections.abc import Collection, Iterator
from dataclasses import replace
from uuid import UUID

from ssu_desktop.actions.assessment import needs_page, read_assessment
from ssu_desktop.actions.desk import Desk, Refused, Saved
from ssu_desktop.actions.plan import read_plan
from ssu_desktop.actions.plan_editing import save_plan
from ssu_desktop.actions.stored import gone
from ssu_desktop.records.kinds import Domain
from ssu_desktop.rules.plan_draft import ItemDraft
from ssu_desktop.rules.questionnaire import AnswerText, Hint, Question, in_language


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

    A question that has its row gets the new answer there. Answers without points make no row, unless
    `with_zero`. `services` are the suggestions, by question, that were taken."""
    found, plan = read_assessment(desk, assessment_id), read_plan(desk, plan_id)
    if found is None or plan is None or plan.stay_id != found.stay_id:
        return Refused((gone(),))
    items = list(plan.draft.items)
    for question, answer in found.answered:
        hints = [hint for code, hint in services if code == question.code]
        if answer.points or with_zero or hints or _place_of(items, question, found.domain) is not None:
            _put_question(items, question, answer, found.domain, language)
            _put_services(items, question, hints, found.domain, language)
    return save_plan(desk, plan_id, replace(plan.draft, items=tuple(items)))


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
        if service in there:
            continue
        place = _place_of(items, question, domain)
        if place is not None and not items[place].service:
            items[place] = replace(items[place], service=service)
        else:
            items.insert(
                len(items) if place is None else place + 1, ItemDraft(domain=domain, service=service)
            )
        there.add(service)


def suggestions_of(desk: Desk, stay_id: UUID, domain: Domain) -> Iterator[Hint]:
    """Yield the services that the latest assessment of a domain suggests, each once."""
    page = needs_page(desk, stay_id)
    last = page.last(domain) if page is not None else None
    if last is not None:
        yield from dict.fromkeys(hint for one in last.suggested for hint in one.services)
