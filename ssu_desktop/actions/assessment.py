"""Assessing needs: answers kept as they are given, completed, their sum put into the round."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from ssu_desktop.actions.desk import Desk, Refused, Saved, unanswered
from ssu_desktop.actions.plan import staff_names
from ssu_desktop.actions.plan_editing import stopped
from ssu_desktop.actions.questionnaires import (
    QuestionnaireView,
    find_questionnaire,
    newest,
    store_example,
)
from ssu_desktop.actions.stored import check_fresh, gone
from ssu_desktop.language import N_
from ssu_desktop.records import (
    Assessment,
    MonitoringJournal,
    MonitoringRound,
    RoundScore,
    Stay,
    Unit,
    new_id,
    utc_now,
)
from ssu_desktop.records.kinds import Domain
from ssu_desktop.rules.assessment import (
    Assessed,
    AssessmentDraft,
    Suggested,
    answered,
    check_assessed,
    check_assessment,
    suggested,
    sum_of,
)
from ssu_desktop.rules.fields import cleaned
from ssu_desktop.rules.questionnaire import AnswerText, Question, fits


@dataclass(frozen=True, kw_only=True)
class AssessmentView:
    """One assessment with the version of the questionnaire that it was made by."""

    id: UUID
    stay_id: UUID
    questionnaire: QuestionnaireView
    domain: Domain
    round_id: UUID | None
    assessed_on: date
    answers: Mapping[str, str]
    points: int
    specialist_id: UUID | None
    specialist_name: str
    note: str
    completed_on: date | None
    revision: int

    @property
    def draft(self) -> AssessmentDraft:
        """Return a draft that begins from these answers."""
        return AssessmentDraft(
            id=self.id,
            questionnaire_id=self.questionnaire.id,
            round_id=self.round_id,
            assessed_on=self.assessed_on,
            answers=dict(self.answers),
            specialist_id=self.specialist_id,
            specialist_name=self.specialist_name,
            note=self.note,
            revision=self.revision,
        )

    @property
    def answered(self) -> tuple[tuple[Question, AnswerText], ...]:
        """What was asked and answered, in the order of the questionnaire."""
        return answered(self.questionnaire.questions, self.answers)

    @property
    def suggested(self) -> tuple[Suggested, ...]:
        """The services that the answers suggest."""
        return suggested(self.questionnaire.questions, self.answers)


@dataclass(frozen=True, kw_only=True)
class NeedsPage:
    """What a stay can be assessed by, and how it was: `made` has the latest first, drafts too."""

    stay_id: UUID
    started_on: date | None
    offered: tuple[QuestionnaireView, ...]
    made: tuple[AssessmentView, ...]

    def begun(self, questionnaire_id: UUID, round_id: UUID | None) -> AssessmentView | None:
        """Return the assessment that was begun by this questionnaire for this round and is not completed."""
        return next(
            (
                one
                for one in self.made
                if one.completed_on is None
                and one.questionnaire.id == questionnaire_id
                and one.round_id == round_id
            ),
            None,
        )

    def last(self, domain: Domain) -> AssessmentView | None:
        """Return the latest completed assessment of a domain."""
        return next((one for one in self.made if one.completed_on is not None and one.domain is domain), None)


def needs_page(desk: Desk, stay_id: UUID) -> NeedsPage | None:
    """Return the questionnaires for the person's categories and unit, and the assessments of the stay."""
    with desk.read() as session:
        stay = session.get(Stay, stay_id)
        if stay is None:
            return None
        kind = session.get_one(Unit, stay.unit_id).kind
        categories = (stay.category, *stay.further_categories)
        offered = tuple(
            view
            for view in newest(session)
            if view.retired_on is None and fits(view.categories, view.unit_kinds, categories, kind)
        )
        return NeedsPage(
            stay_id=stay_id, started_on=stay.admitted_on, offered=offered, made=_made(session, stay_id)
        )


def _made(session: Session, stay_id: UUID) -> tuple[AssessmentView, ...]:
    asked = (
        select(Assessment)
        .where(Assessment.stay_id == stay_id)
        .order_by(Assessment.assessed_on.desc(), Assessment.id.desc())
    )
    return tuple(_view(session, row) for row in session.scalars(asked))


def _view(session: Session, row: Assessment) -> AssessmentView:
    questionnaire = find_questionnaire(session, row.questionnaire_id)
    assert questionnaire is not None  # noqa: S101 - a foreign key holds it
    return AssessmentView(
        id=row.id,
        stay_id=row.stay_id,
        questionnaire=questionnaire,
        domain=row.domain,
        round_id=row.round_id,
        assessed_on=row.assessed_on,
        answers=row.answers,
        points=row.points,
        specialist_id=row.specialist_id,
        specialist_name=row.specialist_name,
        note=row.note,
        completed_on=row.completed_on,
        revision=row.revision,
    )


def completed_of(session: Session, stay_id: UUID) -> tuple[AssessmentView, ...]:
    """Return the latest completed assessment of each domain of a stay, in the order of the domains."""
    done = [one for one in _made(session, stay_id) if one.completed_on is not None]
    latest = {one.domain: one for one in reversed(done)}
    return tuple(latest[domain] for domain in Domain if domain in latest)


def read_assessment(desk: Desk, assessment_id: UUID) -> AssessmentView | None:
    """Return one assessment with the questions as they were asked."""
    with desk.read() as session:
        row = session.get(Assessment, assessment_id)
        return None if row is None else _view(session, row)


def is_assessed(desk: Desk, stay_id: UUID, round_id: UUID) -> bool:
    """Return whether there is an assessment for a round, even one that is only begun."""
    page = needs_page(desk, stay_id)
    return page is not None and any(one.round_id == round_id for one in page.made)


def keep_assessment(desk: Desk, stay_id: UUID, draft: AssessmentDraft) -> Saved | Refused:
    """Keep the answers that were given so far; `Saved.id` is the assessment."""
    return _save(desk, stay_id, draft, completing=False)


def complete_assessment(desk: Desk, stay_id: UUID, draft: AssessmentDraft) -> Saved | Refused:
    """Complete an assessment: its sum goes into the cell of its round, and nothing in it changes any more."""
    return _save(desk, stay_id, draft, completing=True)


def _save(desk: Desk, stay_id: UUID, draft: AssessmentDraft, *, completing: bool) -> Saved | Refused:
    draft = cleaned(draft)
    with desk.read() as session:
        stay, view = session.get(Stay, stay_id), find_questionnaire(session, draft.questionnaire_id)
        row = session.get(Assessment, draft.id) if draft.id is not None else None
        if stay is None or view is None or (draft.id is not None and row is None):
            return Refused((gone(),))
        if row is not None and row.completed_on is not None:
            return _completed()
        if draft.round_id is not None and not _is_round_of(session, draft.round_id, stay_id):
            return Refused((gone(),))
        check = check_assessed if completing else check_assessment
        findings = (
            *check(draft, view.questions, desk.today, stay.admitted_on, stay.ended_on),
            *check_fresh(row, draft.revision),
        )
    if (standing := unanswered(findings, {})) or draft.assessed_on is None:
        return Refused(standing)
    with desk.write(N_("Complete an assessment") if completing else N_("Save an assessment")) as session:
        store_example(session, view)
        row = _put(session, stay_id, draft, view, draft.assessed_on)
        if completing:
            row.completed_on = desk.today
            _put_score(session, row)
        return Saved(row.id, findings)


def _completed() -> Refused:
    text = N_("This assessment was completed: it stays as it is. Begin another one.")
    return stopped("assessment-completed", text)


def _is_round_of(session: Session, round_id: UUID, stay_id: UUID) -> bool:
    held = session.get(MonitoringRound, round_id)
    return held is not None and session.get_one(MonitoringJournal, held.journal_id).stay_id == stay_id


def _put(
    session: Session, stay_id: UUID, draft: AssessmentDraft, view: QuestionnaireView, day: date
) -> Assessment:
    row = session.get(Assessment, draft.id) if draft.id is not None else None
    if row is None:
        row = Assessment(id=new_id(), stay_id=stay_id, questionnaire_id=view.id, domain=view.domain)
        session.add(row)
    named = staff_names(session).get(draft.specialist_id, "") if draft.specialist_id is not None else ""
    row.round_id, row.assessed_on, row.note = draft.round_id, day, draft.note
    row.answers = {code: answer for code, answer in draft.answers.items() if answer}
    row.points = sum_of(view.questions, draft.answers)
    row.specialist_id, row.specialist_name = draft.specialist_id, named or draft.specialist_name
    return row


def _put_score(session: Session, row: Assessment) -> None:
    """Write the sum of the latest questionnaire into the cell of the round (annex 5)."""
    if row.round_id is None:
        return
    session.flush()
    points = assessed_in_round(session, row.round_id)[row.domain].points
    of_cell = RoundScore.round_id == row.round_id, RoundScore.domain == row.domain
    score = session.scalar(select(RoundScore).where(*of_cell))
    if score is None:
        session.add(RoundScore(id=new_id(), round_id=row.round_id, domain=row.domain, points=points))
    else:
        score.points = points
    session.get_one(MonitoringRound, row.round_id).changed_at = utc_now()  # a stale draft is noticed


def drop_assessment(desk: Desk, assessment_id: UUID) -> Saved | Refused:
    """Throw an assessment away that was not completed."""
    with desk.read() as session:
        row = session.get(Assessment, assessment_id)
        if row is None:
            return Refused((gone(),))
        if row.completed_on is not None:
            return _completed()
    with desk.write(N_("Throw away an assessment")) as session:
        session.delete(session.get_one(Assessment, assessment_id))
    return Saved(assessment_id)


def assessed_in_round(session: Session, round_id: UUID) -> dict[Domain, Assessed]:
    """Return what the latest completed questionnaire of each domain of a round gave, and can give."""
    asked = (
        select(Assessment)
        .where(Assessment.round_id == round_id, Assessment.completed_on.is_not(None))
        .order_by(Assessment.assessed_on, Assessment.id)
    )
    return {row.domain: _assessed(session, row) for row in session.scalars(asked)}


def assessed_rounds(desk: Desk, round_ids: Iterable[UUID]) -> Mapping[UUID, Mapping[Domain, Assessed]]:
    """Return, of the rounds that were assessed by questionnaires, what each domain gave and can give."""
    done = select(Assessment.round_id).where(
        Assessment.round_id.in_(list(round_ids)), Assessment.completed_on.is_not(None)
    )
    with desk.read() as session:
        found = {round_id for round_id in session.scalars(done) if round_id is not None}
        return {round_id: assessed_in_round(session, round_id) for round_id in found}


def _assessed(session: Session, row: Assessment) -> Assessed:
    view = find_questionnaire(session, row.questionnaire_id)
    lowest, highest = view.bounds if view is not None else (row.points, row.points)
    return Assessed(points=row.points, lowest=lowest, highest=highest)


def let_go_of_round(session: Session, round_id: UUID) -> None:
    """Keep the assessments of a round that is taken away: they are of no round then."""
    for row in session.scalars(select(Assessment).where(Assessment.round_id == round_id)):
        row.round_id = None
