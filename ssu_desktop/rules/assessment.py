"""An assessment of needs: which questions are asked, what the answers sum up to, what they suggest."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from ssu_desktop.language import N_
from ssu_desktop.language.dates import short
from ssu_desktop.records.kinds import Domain
from ssu_desktop.rules.entry import check_happened, check_served
from ssu_desktop.rules.fields import check_fields, missing
from ssu_desktop.rules.finding import Finding, Weight
from ssu_desktop.rules.questionnaire import AnswerText, Hint, Question


@dataclass(frozen=True, kw_only=True)
class AssessmentDraft:
    """Answers as they stand on the screen: the code of a question and of the answer that was chosen.

    `id` None is a new assessment; `round_id` names the round whose cell takes the sum."""

    questionnaire_id: UUID
    assessed_on: date | None
    answers: Mapping[str, str] = field(default_factory=dict)
    round_id: UUID | None = None
    specialist_id: UUID | None = None
    specialist_name: str = ""
    note: str = ""
    id: UUID | None = None
    revision: int | None = None


@dataclass(frozen=True, kw_only=True)
class Suggested:
    """Services that the answer to a question suggests."""

    question: str
    services: tuple[Hint, ...]


def chosen(question: Question, answers: Mapping[str, str]) -> AnswerText | None:
    """Return the answer that was chosen, None where there is none."""
    code = answers.get(question.code)
    return next((answer for answer in question.answers if answer.code == code), None)


def asked(questions: Sequence[Question], answers: Mapping[str, str]) -> tuple[Question, ...]:
    """Return the questions that are asked when so much is answered, in their order."""
    by_code = {question.code: question for question in questions}
    return tuple(question for question in questions if _is_asked(question, by_code, answers))


def _is_asked(question: Question, by_code: Mapping[str, Question], answers: Mapping[str, str]) -> bool:
    for _step in by_code:  # no longer than the questionnaire, whatever its conditions say
        condition = question.asked_if
        if condition is None:
            return True
        before = by_code.get(condition.question)
        answer = chosen(before, answers) if before is not None else None
        if before is None or answer is None or (answer.points or 0) < condition.points:
            return False
        question = before
    return False


def answered(
    questions: Sequence[Question], answers: Mapping[str, str]
) -> tuple[tuple[Question, AnswerText], ...]:
    """Return what was asked and answered; an answer to what is no longer asked does not count."""
    found = ((question, chosen(question, answers)) for question in asked(questions, answers))
    return tuple((question, answer) for question, answer in found if answer is not None)


def sum_of(questions: Sequence[Question], answers: Mapping[str, str]) -> int:
    """Return the sum of the points of what was asked and answered: the cell of annex 5."""
    return sum(answer.points or 0 for _question, answer in answered(questions, answers))


def suggested(questions: Sequence[Question], answers: Mapping[str, str]) -> tuple[Suggested, ...]:
    """Return the services that the answers suggest, by question."""
    found = []
    for question, answer in answered(questions, answers):
        reached = [one for one in question.suggests if (answer.points or 0) >= one.points]
        if services := tuple(dict.fromkeys(hint for one in reached for hint in one.services)):
            found.append(Suggested(question=question.code, services=services))
    return tuple(found)


def check_assessment(
    draft: AssessmentDraft,
    questions: Sequence[Question],
    today: date,
    started_on: date | None = None,
    ended_on: date | None = None,
) -> Iterator[Finding]:
    """Find what keeps an assessment from being kept: an impossible day, an answer that is not offered."""
    yield from check_happened(draft.assessed_on, today, "assessed_on")
    yield from check_served(draft.assessed_on, ended_on, "assessed_on", code="assessed-after-end")
    yield from check_fields(draft)
    if draft.assessed_on is not None and started_on is not None and draft.assessed_on < started_on:
        text = N_("The day lies before the start of the service ({day}).")
        values = {"day": short(started_on)}
        yield Finding(
            code="assessed-too-early", text=text, values=values, field="assessed_on", weight=Weight.STOP
        )
    by_code = {question.code: question for question in questions}
    if any(
        code not in by_code or chosen(by_code[code], draft.answers) is None
        for code, answer in draft.answers.items()
        if answer
    ):
        text = N_("The questionnaire knows no such answer: its points cannot be counted.")
        yield missing("answers", text, code="answer-unknown")


def check_assessed(
    draft: AssessmentDraft,
    questions: Sequence[Question],
    today: date,
    started_on: date | None = None,
    ended_on: date | None = None,
) -> Iterator[Finding]:
    """Find what keeps an assessment from being completed: a question without an answer, nobody who did it."""
    yield from check_assessment(draft, questions, today, started_on, ended_on)
    open_ones = [one for one in asked(questions, draft.answers) if chosen(one, draft.answers) is None]
    if open_ones:
        yield Finding(
            code="assessment-open",
            text=N_("Questions without an answer: {count}."),
            values={"count": len(open_ones)},
            field="answers",
            weight=Weight.STOP,
        )
    if draft.specialist_id is None and not draft.specialist_name.strip():
        yield missing("specialist_id", N_("Say who did the assessment."), code="assessment-specialist")


@dataclass(frozen=True, kw_only=True)
class Assessed:
    """What the questionnaire of a round gave for a domain, and what it can give."""

    points: int
    lowest: int
    highest: int


def check_scores(
    scores: Mapping[Domain, int], assessed: Mapping[Domain, Assessed], *, completing: bool = False
) -> Iterator[Finding]:
    """Find points of a round that its questionnaires cannot give; when it is completed, other sums too."""
    for domain, told in assessed.items():
        points = scores.get(domain, told.points)
        values: dict[str, object] = {"domain": domain, "points": told.points}
        if not told.lowest <= points <= told.highest:
            yield Finding(
                code="points-beyond-questionnaire",
                text=N_("{domain}: the questionnaire gives from {lowest} to {highest} points."),
                values={**values, "lowest": told.lowest, "highest": told.highest},
                field=f"scores.{domain}",
                weight=Weight.STOP,
            )
        elif completing and points != told.points:
            text = N_("{domain}: the sum of the questionnaire is {points}, another one stands here.")
            yield Finding(code="points-differ", text=text, values=values, field=f"scores.{domain}")
