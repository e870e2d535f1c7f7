"""The steps of social work with a person in a unit of health care (Order 153, para 9)."""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from ssu_desktop.actions.departures import record_departures
from ssu_desktop.actions.desk import Desk, Refused, Saved, unanswered
from ssu_desktop.actions.stored import check_fresh, copy_draft, draft_of, gone
from ssu_desktop.language import N_
from ssu_desktop.records import CaseStep, Stay, Unit, new_id
from ssu_desktop.records.kinds import CaseStepKind, Sector
from ssu_desktop.rules.case_step import CaseStepDraft, check_case_step, check_planning
from ssu_desktop.rules.fields import cleaned
from ssu_desktop.rules.finding import Finding

NO_REASONS: Mapping[str, str] = {}


@dataclass(frozen=True, kw_only=True)
class CasePage:
    """The four steps in their order, those that are not entered as empty drafts."""

    stay_id: UUID
    steps: tuple[CaseStepDraft, ...]


def case_page(desk: Desk, stay_id: UUID) -> CasePage | None:
    """Return the steps of a stay; None where its unit is not of health care."""
    with desk.read() as session:
        stay = session.get(Stay, stay_id)
        if stay is None or not _of_health_care(session, stay):
            return None
        entered = entered_steps(session, stay_id)
    steps = (
        draft_of(CaseStepDraft, entered[step], revision=entered[step].revision)
        if step in entered
        else CaseStepDraft(step=step, revision=0)
        for step in CaseStepKind
    )
    return CasePage(stay_id=stay_id, steps=tuple(steps))


def _of_health_care(session: Session, stay: Stay) -> bool:
    return session.get_one(Unit, stay.unit_id).sector is Sector.HEALTH


def remarks_on_planning(session: Session, stay: Stay) -> tuple[Finding, ...]:
    """Return what a plan of a stay is begun too early for; nothing outside health care."""
    if not _of_health_care(session, stay):
        return ()
    return tuple(check_planning(entered_steps(session, stay.id)))


def entered_steps(session: Session, stay_id: UUID) -> dict[CaseStepKind, CaseStep]:
    """Return the steps of a stay that are entered."""
    return {row.step: row for row in session.scalars(select(CaseStep).where(CaseStep.stay_id == stay_id))}


def save_case_step(
    desk: Desk, stay_id: UUID, draft: CaseStepDraft, reasons: Mapping[str, str] = NO_REASONS
) -> Saved | Refused:
    """Enter a step or change it; one that comes before its time is entered with a reason."""
    draft = cleaned(draft)
    with desk.read() as session:
        stay = session.get(Stay, stay_id)
        entered = entered_steps(session, stay_id)
        known = {step: row.done_on for step, row in entered.items()}
        findings = (
            *check_case_step(draft, known, desk.today),
            *check_fresh(entered.get(draft.step), draft.revision),
        )
    if stay is None:
        return Refused((gone(),))
    if standing := unanswered(findings, reasons):
        return Refused(standing)
    with desk.write(N_("Enter a step of social work")) as session:
        row = entered_steps(session, stay_id).get(draft.step)
        if row is None:
            row = CaseStep(id=new_id(), stay_id=stay_id)
            session.add(row)
        copy_draft(draft, row)
        record_departures(session, desk, findings, reasons, stay.person_id)
        return Saved(row.id, findings)
