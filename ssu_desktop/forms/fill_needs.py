"""The sheet of the assessment of needs and the history of a case, from what is kept of a stay."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Protocol

from ssu_desktop.forms.fill import day, organisation_name, word
from ssu_desktop.forms.needs import Asked, AssessedDomain, CaseHistory, NeedsSheet, WorkStep
from ssu_desktop.language import Language
from ssu_desktop.records import CaseStep
from ssu_desktop.records.kinds import CaseStepKind, Domain
from ssu_desktop.records.organisation import Organisation
from ssu_desktop.records.stay import Stay
from ssu_desktop.rules.questionnaire import AnswerText, Question, in_language


class Titled(Protocol):
    """What has a title in both languages."""

    @property
    def title_kk(self) -> str: ...
    @property
    def title_ru(self) -> str: ...


class Assessed(Protocol):
    """A completed assessment: by which questionnaire, when, by whom, with its answers and their sum."""

    @property
    def questionnaire(self) -> Titled: ...
    @property
    def domain(self) -> Domain: ...
    @property
    def assessed_on(self) -> date: ...
    @property
    def specialist_name(self) -> str: ...
    @property
    def answered(self) -> Sequence[tuple[Question, AnswerText]]: ...
    @property
    def points(self) -> int: ...


def fill_needs(
    *, organisation: Organisation, stay: Stay, made: Sequence[Assessed], language: Language
) -> NeedsSheet:
    """Return the texts of the sheet; `made` are the assessments in the order of the domains."""
    return NeedsSheet(
        language=language,
        bookmark=stay.person.full_name,
        organisation=organisation_name(organisation, language),
        unit=stay.unit.name(language),
        name=stay.person.full_name,
        born=day(stay.person.born),
        domains=tuple(_domain(one, language) for one in made),
        total=str(sum(one.points for one in made)),
    )


def _domain(one: Assessed, language: Language) -> AssessedDomain:
    by = one.questionnaire
    title = by.title_kk if language is Language.KK else by.title_ru
    return AssessedDomain(
        title=f"{word(one.domain, language)}: {title}",
        day=day(one.assessed_on),
        specialist=one.specialist_name,
        rows=tuple(
            Asked(
                question=in_language(question, language),
                answer=in_language(answer, language),
                points=str(answer.points or 0),
            )
            for question, answer in one.answered
        ),
        total=str(one.points),
    )


def fill_case_history(
    *, organisation: Organisation, stay: Stay, steps: Mapping[CaseStepKind, CaseStep], language: Language
) -> CaseHistory:
    """Return the texts of the history; what is not entered yet is left to be written."""
    return CaseHistory(
        language=language,
        bookmark=stay.person.full_name,
        organisation=organisation_name(organisation, language),
        unit=stay.unit.name(language),
        name=stay.person.full_name,
        born=day(stay.person.born),
        steps=tuple(_step(steps.get(kind), language) for kind in CaseStepKind),
    )


def _step(step: CaseStep | None, language: Language) -> WorkStep:
    if step is None:
        return WorkStep()
    return WorkStep(
        day=day(step.done_on),
        done_by=step.done_by,
        urgency=word(step.urgency, language),
        complexity=word(step.complexity, language),
        severity=word(step.severity, language),
        note=step.note,
    )
