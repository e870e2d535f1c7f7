"""From a draft of a plan to the plan in force: filled in, returned, approved."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from uuid import UUID

from sqlalchemy import select

from ssu_desktop.actions.departures import record_departures
from ssu_desktop.actions.desk import Desk, Refused, Saved, unanswered
from ssu_desktop.actions.plan import facts_of, read_plan
from ssu_desktop.actions.plan_editing import not_a_draft, stopped
from ssu_desktop.actions.signatories import signatory_on
from ssu_desktop.actions.stored import check_fresh, gone
from ssu_desktop.language import N_
from ssu_desktop.language.names import clean
from ssu_desktop.records import Plan, Stay
from ssu_desktop.records.kinds import PlanState
from ssu_desktop.rules.plan_draft import (
    check_approval,
    check_filling,
)
from ssu_desktop.rules.plan_section import check_signed_off

NO_REASONS: Mapping[str, str] = {}


def mark_filled(
    desk: Desk,
    plan_id: UUID,
    filled_on: date | None = None,
    reasons: Mapping[str, str] = NO_REASONS,
    *,
    revision: int | None = None,
) -> Saved | Refused:
    """Mark a draft as filled in on a day (today). An empty plan is refused, a lacking one warned of.

    Refused where the plan is no longer the one that was seen (`revision`)."""
    view = read_plan(desk, plan_id)
    if view is None:
        return Refused((gone(),))
    if view.state is not PlanState.DRAFT:
        return not_a_draft(view.state)
    with desk.read() as session:
        facts = facts_of(session.get_one(Stay, view.stay_id), view.unit_kind)
        stale = tuple(check_fresh(session.get_one(Plan, plan_id), revision))
    draft = replace(view.draft, filled_on=filled_on or view.filled_on or desk.today)
    findings = (*check_filling(draft, facts, desk.law, desk.today), *stale)
    if standing_in_the_way := unanswered(findings, reasons):
        return Refused(standing_in_the_way)
    with desk.write(N_("Fill in a plan")) as session:
        plan = session.get_one(Plan, plan_id)
        plan.filled_on = draft.filled_on
        plan.drafted_on = plan.drafted_on or plan.filled_on
        plan.state = PlanState.FILLED
        record_departures(session, desk, findings, reasons, view.person_id)
    return Saved(plan_id, findings)


def return_to_draft(desk: Desk, plan_id: UUID) -> Saved | Refused:
    """Take a filled plan back to draft; an approved one only has new versions."""
    with desk.read() as session:
        plan = session.get(Plan, plan_id)
        if plan is None:
            return Refused((gone(),))
        if plan.state is not PlanState.FILLED:
            return stopped("plan-not-filled", N_("Only a plan that is filled in returns to draft."))
    with desk.write(N_("Return a plan to draft")) as session:
        plan = session.get_one(Plan, plan_id)
        plan.state, plan.filled_on = PlanState.DRAFT, None
    return Saved(plan_id)


def approve_plan(
    desk: Desk,
    plan_id: UUID,
    approved_on: date | None,
    approved_by: str = "",
    reasons: Mapping[str, str] = NO_REASONS,
    *,
    revision: int | None = None,
) -> Saved | Refused:
    """Approve a filled plan on a day; it takes the place of the version approved before it.

    `approved_by` is by default who signs as head on that day. Refused where the plan is no longer the one
    that was seen (`revision`).
    """
    view = read_plan(desk, plan_id)
    if view is None:
        return Refused((gone(),))
    if view.state is not PlanState.FILLED:
        return stopped("plan-not-filled-in", N_("A plan is filled in before it is approved."))
    signatory = signatory_on(desk, approved_on) if approved_on is not None else None
    approved_by = clean(approved_by) or (signatory.name if signatory is not None else "")
    with desk.read() as session:
        stale = tuple(check_fresh(session.get_one(Plan, plan_id), revision))
    findings = (
        *check_approval(approved_on, approved_by, view.filled_on, desk.today),
        *check_signed_off({item.domain for item in view.items}, view.sections),
        *stale,
    )
    if standing_in_the_way := unanswered(findings, reasons):
        return Refused(standing_in_the_way)
    with desk.write(N_("Approve a plan")) as session:
        plan = session.get_one(Plan, plan_id)
        same = select(Plan).where(Plan.stay_id == plan.stay_id, Plan.number == plan.number)
        for earlier in session.scalars(same.where(Plan.state == PlanState.APPROVED)):
            earlier.state = PlanState.REPLACED
        plan.approved_on, plan.approved_by, plan.state = approved_on, approved_by, PlanState.APPROVED
        record_departures(session, desk, findings, reasons, view.person_id)
    return Saved(plan_id, findings)
