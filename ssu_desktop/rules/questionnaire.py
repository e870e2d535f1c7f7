"""What a questionnaire of needs is made of, and what keeps one from being used."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ssu_desktop.language import N_
from ssu_desktop.records.kinds import Category, Domain, UnitKind
from ssu_desktop.rules.fields import LONGEST_LINE, check_length, missing
from ssu_desktop.rules.finding import Finding, Weight

HIGHEST_SUM = 999
"""The points that a cell of annex 5 takes."""
MOST_QUESTIONS = 200
MOST_ANSWERS = 20
LONGEST_WORDS = 1000
"""Characters of a question or an answer: what a row of annex 4 takes."""


@dataclass(frozen=True, kw_only=True)
class AnswerText:
    """One answer; `points` None is a form that is not finished."""

    code: str
    text_kk: str = ""
    text_ru: str = ""
    points: int | None = None


@dataclass(frozen=True, kw_only=True)
class Condition:
    """A question is asked only where the answer to another one has at least so many points."""

    question: str
    points: int = 1


@dataclass(frozen=True, kw_only=True)
class Hint:
    """A service that an answer suggests; `ref` names its row of the catalogue, if it has one."""

    ref: str = ""
    text_kk: str = ""
    text_ru: str = ""


@dataclass(frozen=True, kw_only=True)
class Suggestion:
    """From so many points on these services are suggested."""

    points: int
    services: tuple[Hint, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Question:
    """One question with its answers; `area` is where it stands in a classification ("d540")."""

    code: str
    text_kk: str = ""
    text_ru: str = ""
    area: str = ""
    answers: tuple[AnswerText, ...] = ()
    asked_if: Condition | None = None
    suggests: tuple[Suggestion, ...] = ()


@dataclass(frozen=True, kw_only=True)
class QuestionnaireDraft:
    """A questionnaire as it is edited or stands in a file; no categories or kinds of unit: for all."""

    domain: Domain | None
    code: str = ""
    title_kk: str = ""
    title_ru: str = ""
    categories: tuple[Category, ...] = ()
    unit_kinds: tuple[UnitKind, ...] = ()
    source: str = ""
    questions: tuple[Question, ...] = ()


def in_language(thing: Question | AnswerText | Hint, language: str) -> str:
    """Return the words in `language`, else those of the other one."""
    kk, ru = thing.text_kk, thing.text_ru
    return (kk or ru) if language == "kk" else (ru or kk)


def check_questionnaire(draft: QuestionnaireDraft) -> Iterator[Finding]:
    """Find what keeps a questionnaire from being used: it must be whole in both languages, and add up."""
    if draft.domain is None:
        yield missing("domain", N_("Choose the domain."), code="questionnaire-domain")
    for name in ("title_kk", "title_ru"):
        if not getattr(draft, name).strip():
            yield missing(name, N_("Enter the title in both languages."), code="questionnaire-title")
        yield from check_length(getattr(draft, name), LONGEST_LINE, name)
    yield from check_length(draft.source, LONGEST_LINE, "source")
    if not draft.questions:
        yield missing("questions", N_("There is no question yet."), code="questionnaire-empty")
    if len(draft.questions) > MOST_QUESTIONS:
        text = N_("A questionnaire has at most {limit} questions.")
        yield _stop("questionnaire-too-long", text, "questions", limit=MOST_QUESTIONS)
    for number, question in enumerate(draft.questions, start=1):
        yield from check_question(question, number)
    yield from _check_codes(draft.questions)
    yield from _check_conditions(draft.questions)
    if highest_sum(draft.questions) > HIGHEST_SUM:
        text = N_("The sum can be more than {limit} points: the journal has no room for it.")
        yield _stop("questionnaire-sum", text, "questions", limit=HIGHEST_SUM)


def _stop(code: str, text: str, field: str, **values: object) -> Finding:
    return Finding(code=code, text=text, values=values, field=field, weight=Weight.STOP)


def check_question(question: Question, number: int) -> Iterator[Finding]:
    """Find what a question lacks: words in both languages, two answers at least, points for each."""
    field = f"questions.{number - 1}"
    if not question.text_kk.strip() or not question.text_ru.strip():
        text = N_("Question {number}: enter it in both languages.")
        yield _stop("question-text", text, field, number=number)
    for words in _words_of(question):
        yield from check_length(words, LONGEST_WORDS, field)
    if not 2 <= len(question.answers) <= MOST_ANSWERS:
        text = N_("Question {number}: it needs at least two answers and {limit} at most.")
        yield _stop("question-answers", text, field, number=number, limit=MOST_ANSWERS)
    if any(not answer.text_kk.strip() or not answer.text_ru.strip() for answer in question.answers):
        text = N_("Question {number}: enter each answer in both languages.")
        yield _stop("answer-text", text, field, number=number)
    if any(answer.points is None for answer in question.answers):
        text = N_("Question {number}: an answer has no points.")
        yield _stop("answer-points-missing", text, field, number=number)
    if any(not 0 <= (answer.points or 0) <= HIGHEST_SUM for answer in question.answers):
        text = N_("Question {number}: points are a whole number from 0 to 999.")
        yield _stop("answer-points", text, field, number=number)


def _words_of(question: Question) -> Iterator[str]:
    yield from (question.text_kk, question.text_ru)
    for answer in question.answers:
        yield from (answer.text_kk, answer.text_ru)
    for suggestion in question.suggests:
        for hint in suggestion.services:
            yield from (hint.text_kk, hint.text_ru)


def _check_codes(questions: Sequence[Question]) -> Iterator[Finding]:
    seen = set[str]()
    for number, question in enumerate(questions, start=1):
        answers = [answer.code for answer in question.answers]
        if not question.code or question.code in seen or len(set(answers)) < len(answers):
            text = N_("Question {number}: its code or the code of an answer is there twice.")
            yield _stop("question-code", text, f"questions.{number - 1}", number=number)
        seen.add(question.code)


def _check_conditions(questions: Sequence[Question]) -> Iterator[Finding]:
    after = {one.code: one.asked_if.question for one in questions if one.asked_if is not None}
    known = {one.code for one in questions}
    most = {one.code: max((answer.points or 0 for answer in one.answers), default=0) for one in questions}
    for number, question in enumerate(questions, start=1):
        field = f"questions.{number - 1}"
        if question.code in after and after[question.code] not in known:
            text = N_("Question {number}: the question that it is asked after is not there.")
            yield _stop("question-after-unknown", text, field, number=number)
        elif _comes_round(question.code, after):
            text = N_("Question {number}: it is asked only after itself, so never.")
            yield _stop("question-cycle", text, field, number=number)
        elif (after_one := question.asked_if) is not None and after_one.points > most[after_one.question]:
            text = N_(
                "Question {number}: it is asked from {points} points on, and no answer before it has so many."
            )
            yield _stop("question-never", text, field, number=number, points=after_one.points)


def _comes_round(code: str, after: Mapping[str, str]) -> bool:
    """Return whether the questions before one lead back to it, or run in a circle."""
    seen = {code}
    while (code := after.get(code, "")) and code not in seen:
        seen.add(code)
    return bool(code)


def highest_sum(questions: Sequence[Question]) -> int:
    """Return the most points that the answers can have together."""
    return sum(max((answer.points or 0 for answer in one.answers), default=0) for one in questions)


def lowest_sum(questions: Sequence[Question]) -> int:
    """Return the fewest points that the answers can have together."""
    always = (one for one in questions if one.asked_if is None)
    return sum(min((answer.points or 0 for answer in one.answers), default=0) for one in always)


def fits(
    categories: Sequence[Category],
    unit_kinds: Sequence[UnitKind],
    stay_categories: Sequence[Category],
    kind: UnitKind,
) -> bool:
    """Return whether a questionnaire is for these categories of a stay in this kind of unit."""
    return (not categories or any(one in categories for one in stay_categories)) and (
        not unit_kinds or kind in unit_kinds
    )


def questions_of(content: Mapping[str, Any]) -> tuple[Question, ...]:
    """Return the questions of a stored questionnaire or of a file.

    Raises KeyError, TypeError or ValueError where something is not of the kind that it must be."""
    common = content.get("answers", [])
    return tuple(_question(row, common) for row in _rows(content["questions"]))


def _question(row: Mapping[str, Any], common: Any) -> Question:
    asked = row.get("asked_if")
    return Question(
        code=_text(row["code"]),
        text_kk=_text(row["text_kk"]),
        text_ru=_text(row["text_ru"]),
        area=_text(row.get("area", "")),
        answers=tuple(_answer(answer) for answer in _rows(row.get("answers", common))),
        asked_if=None
        if asked is None
        else Condition(question=_text(asked["question"]), points=_count(asked["points"])),
        suggests=tuple(
            Suggestion(points=_count(one["points"]), services=tuple(map(_hint, _rows(one["services"]))))
            for one in _rows(row.get("suggests", []))
        ),
    )


def _answer(row: Mapping[str, Any]) -> AnswerText:
    points = row.get("points")
    return AnswerText(
        code=_text(row["code"]),
        text_kk=_text(row["text_kk"]),
        text_ru=_text(row["text_ru"]),
        points=None if points is None else _count(points),
    )


def _hint(row: Mapping[str, Any]) -> Hint:
    return Hint(ref=_text(row.get("ref", "")), text_kk=_text(row["text_kk"]), text_ru=_text(row["text_ru"]))


def _rows(value: Any) -> list[Mapping[str, Any]]:
    if not isinstance(value, list) or any(not isinstance(row, dict) for row in value):
        raise TypeError(value)
    return value


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError(value)
    return value


def _count(value: Any) -> int:
    if type(value) is not int:
        raise TypeError(value)
    return value
