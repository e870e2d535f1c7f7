"""One domain of a plan at a time: signed off by its specialist, or deliberately left empty."""

from collections import defaultdict
from collections.abc import Mapping
from uuid import UUID

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from ssu_desktop.actions.asked import items_of_plan
from ssu_desktop.actions.desk import Desk, Refused, Saved, unanswered
from ssu_desktop.actions.stored import gone
from ssu_desktop.language import N_
from ssu_desktop.language.names import clean
from ssu_desktop.records import Plan, PlanSection, Staff, new_id
from ssu_desktop.records.kinds import Domain, PlanState
from ssu_desktop.rules.fields import cleaned
from ssu_desktop.rules.finding import Finding, Weight
from ssu_desktop.rules.plan_section import SectionState, SignOffDraft, check_empty_reason, check_sign_off
from ssu_desktop.storage import Source, records

_CONTENT = (
    *("question", "answer", "points", "service", "volume", "frequency"),
    *("responsible_id", "responsible_name", "period", "date_from", "date_until"),
)

sections_of_plan = records(lambda: select(PlanSection).where(PlanSection.plan_id == bindparam("plan_id")))


def section_states(source: Source, plan_id: UUID) -> dict[Domain, SectionState]:
    """Return how far each domain of a plan has come; those of which nothing is said are left out."""
    return {
        found.domain: SectionState(
            domain=found.domain,
            signed_by=found.signed_by,
            signed_on=found.signed_on,
            empty_reason=found.empty_reason,
        )
        for found in sections_of_plan(source, plan_id=plan_id)
    }


def sign_section(desk: Desk, plan_id: UUID, domain: Domain, draft: SignOffDraft) -> Saved | Refused:
    """Sign one domain of a plan off, which is a draft or filled in; a later change takes it back."""
    draft = cleaned(draft)
    with desk.read() as session:
        if refused := _closed(session.get(Plan, plan_id)):
            return refused
        state = section_states(session, plan_id).get(domain, SectionState(domain=domain))
        filled = bool(contents(session, plan_id).get(domain))
        member = session.get(Staff, draft.signed_by_id) if draft.signed_by_id is not None else None
        name = member.short_name if member is not None else draft.signed_by
    findings = tuple(check_sign_off(draft, state, filled=filled, today=desk.today))
    if standing := unanswered(findings, {}):
        return Refused(standing)
    with desk.write(N_("Sign a domain of the plan off")) as session:
        section = _section(session, plan_id, domain)
        section.signed_by_id, section.signed_by, section.signed_on = (
            draft.signed_by_id,
            name,
            draft.signed_on,
        )
    return Saved(plan_id)


def take_sign_off_back(desk: Desk, plan_id: UUID, domain: Domain) -> Saved | Refused:
    """Take the sign-off of one domain back, as if it had not been given."""
    with desk.read() as session:
        if refused := _closed(session.get(Plan, plan_id)):
            return refused
    with desk.write(N_("Take a sign-off back")) as session:
        section = _section(session, plan_id, domain)
        section.signed_by_id, section.signed_by, section.signed_on = None, "", None
    return Saved(plan_id)


def leave_empty(desk: Desk, plan_id: UUID, domain: Domain, reason: str) -> Saved | Refused:
    """Say why a domain of a draft is deliberately left empty; no words take it back, and its sign-off too."""
    reason = clean(reason)
    with desk.read() as session:
        plan = session.get(Plan, plan_id)
        if refused := _closed(plan, draft=True):
            return refused
        filled = bool(contents(session, plan_id).get(domain))
    if standing := unanswered(tuple(check_empty_reason(reason, filled=filled)), {}):
        return Refused(standing)
    with desk.write(N_("Leave a domain of the plan empty")) as session:
        section = _section(session, plan_id, domain)
        if section.empty_reason != reason:
            section.empty_reason, section.signed_on, section.signed_by_id = reason, None, None
    return Saved(plan_id)


def _closed(plan: Plan | None, *, draft: bool = False) -> Refused | None:
    """Return why the domains of this plan stay as they are, or None."""
    if plan is None:
        return Refused((gone(),))
    if plan.state is PlanState.DRAFT or (plan.state is PlanState.FILLED and not draft):
        return None
    text = N_("The plan is filled in: return it to draft to change it.")
    if plan.state is not PlanState.FILLED:
        text = N_("An approved plan is changed by a new version only.")
    return Refused((Finding(code="plan-not-open", text=text, weight=Weight.STOP),))


def _section(session: Session, plan_id: UUID, domain: Domain) -> PlanSection:
    asked = select(PlanSection).where(PlanSection.plan_id == plan_id, PlanSection.domain == domain)
    section = session.scalars(asked).one_or_none()
    if section is None:
        section = PlanSection(id=new_id(), plan_id=plan_id, domain=domain)
        session.add(section)
    return section


Contents = Mapping[Domain, list[str]]


def contents(source: Source, plan_id: UUID) -> Contents:
    """Return what the activities of each domain say, in whatever order they stand."""
    said: defaultdict[Domain, list[str]] = defaultdict(list)
    for item in items_of_plan(source, plan_id=plan_id):
        said[item.domain].append(repr([getattr(item, name) for name in _CONTENT]))
    return {domain: sorted(rows) for domain, rows in said.items()}


def settle_sections(session: Session, plan_id: UUID, before: Contents) -> None:
    """Take the sign-off of each domain back that has changed since `before`; one with rows is not empty."""
    session.flush()
    after = contents(session, plan_id)
    for section in session.scalars(select(PlanSection).where(PlanSection.plan_id == plan_id)):
        if section.signed_on is not None and before.get(section.domain) != after.get(section.domain):
            section.signed_on, section.signed_by_id = None, None
        if section.empty_reason and section.domain in after:
            section.empty_reason = ""


def copy_sections(session: Session, from_plan_id: UUID, plan_id: UUID) -> None:
    """Give a new version the sign-offs and reasons of the one it begins from: nothing has changed yet."""
    asked = select(PlanSection).where(PlanSection.plan_id == from_plan_id)
    for section in session.scalars(asked).all():
        session.add(
            PlanSection(
                id=new_id(),
                plan_id=plan_id,
                domain=section.domain,
                signed_by_id=section.signed_by_id,
                signed_by=section.signed_by,
                signed_on=section.signed_on,
                empty_reason=section.empty_reason,
            )
        )
