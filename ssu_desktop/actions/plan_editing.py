"""Working on a plan: begin, save, fill in, approve, revise; an approved plan changes by a new version."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from ssu_desktop.actions.case_steps import NO_REASONS, remarks_on_planning
from ssu_desktop.actions.departures import record_departures
from ssu_desktop.actions.desk import Desk, Refused, Saved, unanswered
from ssu_desktop.actions.plan import OPEN, facts_of, items_of, staff_names, was_printed
from ssu_desktop.actions.plan_section import contents, copy_sections, settle_sections
from ssu_desktop.actions.stored import check_fresh, copy_draft, gone
from ssu_desktop.language import N_
from ssu_desktop.language.names import clean
from ssu_desktop.records import (
    ActivityMark,
    MonitoringJournal,
    MonitoringRound,
    Plan,
    PlanItem,
    PlanRevision,
    Stay,
    Unit,
    new_id,
    utc_now,
)
from ssu_desktop.records.kinds import Carried, PlanState, UnitKind
from ssu_desktop.rules.fields import cleaned, missing
from ssu_desktop.rules.finding import Finding, Weight
from ssu_desktop.rules.plan import moved_into, plan_deadlines
from ssu_desktop.rules.plan_draft import (
    ItemDraft,
    PlanDraft,
    check_plan,
    check_revision,
    check_row_counts,
    longest_end,
)
from ssu_desktop.rules.stay import PRESENT

Becomes = Mapping[UUID, Carried]
"""What becomes of the activities of the plan before, by their ids."""

NOTHING_SAID: Becomes = {}


def stopped(code: str, text: str) -> Refused:
    return Refused((Finding(code=code, text=text, weight=Weight.STOP),))


def _another_is_open() -> Refused:
    return stopped("plan-open", N_("Another plan is being worked on: finish or delete that one first."))


def start_plan(
    desk: Desk, stay_id: UUID, copy_from: UUID | None = None, reasons: Mapping[str, str] = NO_REASONS
) -> Saved | Refused:
    """Begin the next plan of a stay; `copy_from` gives it the activities of an earlier version.

    The first plan runs from the admission, a later one from the day after the plan before it, each for
    as long as the law lets it; the activities' dates move along. In a unit of health care the first contact
    and the assessment come before it, or a reason is recorded (Order 153, para 9).
    """
    with desk.read() as session:
        stay = session.get(Stay, stay_id)
        if stay is None or (copy_from is not None and session.get(Plan, copy_from) is None):
            return Refused((gone(),))
        if stay.admitted_on is None or stay.status not in PRESENT:
            return stopped("plan-no-stay", N_("A plan is for a person who receives services."))
        plans = list(session.scalars(select(Plan).where(Plan.stay_id == stay_id)))
        if any(plan.state in OPEN for plan in plans):
            return _another_is_open()
        findings = remarks_on_planning(session, stay)
        if standing := unanswered(findings, reasons):
            return Refused(standing)
        plan = _new_plan(desk, session, stay, stay.admitted_on, plans)
    with desk.write(N_("Begin a plan")) as session:
        record_departures(session, desk, findings, reasons, stay.person_id)
        session.add(plan)
        session.flush()
        if copy_from is not None:
            _copy_items(session, copy_from, plan)
    return Saved(plan.id, findings)


def _new_plan(desk: Desk, session: Session, stay: Stay, admitted_on: date, plans: Iterable[Plan]) -> Plan:
    kind = session.get_one(Unit, stay.unit_id).kind
    last = max(plans, key=lambda plan: (plan.number, plan.version), default=None)
    start = admitted_on if last is None else last.period_until + timedelta(days=1)
    plan = Plan(
        id=new_id(),
        stay_id=stay.id,
        number=1 if last is None else last.number + 1,
        version=1,
        state=PlanState.DRAFT,
        period_from=start,
        period_until=longest_end(start, facts_of(stay, kind), desk.law),
    )
    if last is None and kind is not UnitKind.TEMPORARY:  # T knows no observation (para 37(4))
        deadlines = plan_deadlines(admitted_on, kind, desk.law, desk.calendar)
        plan.observed_from = admitted_on
        plan.observed_until = deadlines.draft_by.due if deadlines is not None else None
    return plan


def _copy_items(
    session: Session, from_plan_id: UUID, plan: Plan, after: int = 0, becomes: Becomes = NOTHING_SAID
) -> None:
    """Copy activities; their dates keep their distance from the start and stay inside the new plan.

    A version of the same plan keeps them as they are. One that is done stays behind, and is marked so in the
    plan that it is of."""
    source = session.get_one(Plan, from_plan_id)
    moved, days = plan.period_from - source.period_from, (plan.period_from, plan.period_until)
    revises = (source.stay_id, source.number) == (plan.stay_id, plan.number)
    for place, item in enumerate(items_of(session, [from_plan_id])):
        if becomes.get(item.id) is Carried.DONE:
            item.carried = Carried.DONE
            continue
        span = item.date_from, item.date_until
        date_from, date_until = span if revises else moved_into(span, moved, days)
        session.add(
            PlanItem(
                id=new_id(),
                plan_id=plan.id,
                domain=item.domain,
                position=after + place,
                question=item.question,
                answer=item.answer,
                points=item.points,
                service=item.service,
                responsible_id=item.responsible_id,
                responsible_name=item.responsible_name,
                period=item.period,
                date_from=date_from,
                date_until=date_until,
                service_ref=item.service_ref,
                volume=item.volume,
                frequency=item.frequency,
                carried=becomes.get(item.id),
            )
        )


def copy_plan(
    desk: Desk, plan_id: UUID, from_plan_id: UUID, becomes: Becomes = NOTHING_SAID
) -> Saved | Refused:
    """Add the activities of another version behind those of a draft.

    `becomes` tells of each, by its id, whether it continues, is to change, or is done and stays behind."""
    with desk.read() as session:
        plan = session.get(Plan, plan_id)
        if plan is None or session.get(Plan, from_plan_id) is None:
            return Refused((gone(),))
        if plan.state is not PlanState.DRAFT:
            return not_a_draft(plan.state)
        taken = [one for one in items_of(session, [from_plan_id]) if becomes.get(one.id) is not Carried.DONE]
        if too_many := tuple(check_row_counts((*items_of(session, [plan_id]), *taken))):
            return Refused(too_many)
    with desk.write(N_("Copy activities into a plan")) as session:
        plan = session.get_one(Plan, plan_id)
        before = contents(session, plan_id)
        _copy_items(session, from_plan_id, plan, after=len(items_of(session, [plan_id])), becomes=becomes)
        settle_sections(session, plan_id, before)
        plan.changed_at = utc_now()
    return Saved(plan_id)


def not_a_draft(state: PlanState) -> Refused:
    if state is PlanState.FILLED:
        return stopped("plan-filled", N_("The plan is filled in: return it to draft to change it."))
    return stopped("plan-approved", N_("An approved plan is changed by a new version only."))


def save_plan(desk: Desk, plan_id: UUID, draft: PlanDraft) -> Saved | Refused:
    """Save a draft as it stands on the screen; activities keep their ids, those left out are removed.

    Refused where the plan is no draft, was changed meanwhile, or holds what cannot be. `Saved.remarks`
    are what it still lacks.
    """
    draft = replace(cleaned(draft), items=tuple(cleaned(item) for item in draft.items))
    with desk.read() as session:
        plan = session.get(Plan, plan_id)
        if plan is None:
            return Refused((gone(),))
        if plan.state is not PlanState.DRAFT:
            return not_a_draft(plan.state)
        findings = (
            *check_plan(draft, desk.today),
            *check_fresh(plan, draft.revision),
            *_marked(session, plan_id, draft),
        )
    if standing_in_the_way := unanswered(findings, {}):
        return Refused(standing_in_the_way)
    with desk.write(N_("Save a plan")) as session:
        plan = session.get_one(Plan, plan_id)
        copy_draft(draft, plan)
        before = contents(session, plan_id)
        if _put_items(session, plan_id, draft.items):
            plan.changed_at = utc_now()  # counts the revision on, so that a stale draft is noticed
            settle_sections(session, plan_id, before)
    return Saved(plan_id, findings)


def _marked(session: Session, plan_id: UUID, draft: PlanDraft) -> Iterable[Finding]:
    """Yield a STOP where an activity is taken away that the monitoring journal has marks of."""
    kept = {item.id for item in draft.items}
    asked = select(ActivityMark.item_id).join(PlanItem, PlanItem.id == ActivityMark.item_id)
    if any(item_id not in kept for item_id in session.scalars(asked.where(PlanItem.plan_id == plan_id))):
        text = N_("An activity with marks in the monitoring journal cannot be removed.")
        yield missing("items", text, code="item-marked")


def _put_items(session: Session, plan_id: UUID, drafts: tuple[ItemDraft, ...]) -> bool:
    """Make the stored activities what the drafts say; return whether anything changed."""
    stored = {item.id: item for item in items_of(session, [plan_id])}
    names = staff_names(session)
    kept = set()
    for position, draft in enumerate(drafts):
        item = stored.get(draft.id) if draft.id is not None else None
        if item is None:
            item = PlanItem(id=new_id(), plan_id=plan_id, domain=draft.domain)
            session.add(item)
        named = names.get(draft.responsible_id, "") if draft.responsible_id is not None else ""
        _put_item(item, replace(draft, responsible_name=named or draft.responsible_name), position)
        kept.add(item.id)
    for item_id, item in stored.items():
        if item_id not in kept:
            session.delete(item)
    return bool(session.new or session.deleted or any(session.is_modified(item) for item in stored.values()))


def _put_item(item: PlanItem, draft: ItemDraft, position: int) -> None:
    item.position = position
    for name in ItemDraft.__dataclass_fields__:
        if name != "id" and getattr(item, name) != getattr(draft, name):
            setattr(item, name, getattr(draft, name))


def new_version(desk: Desk, plan_id: UUID, reason: str, after_round: UUID | None = None) -> Saved | Refused:
    """Begin a new version of an approved plan; that one stays in force until the new one is approved.

    `after_round` is the round of monitoring whose decision led to it."""
    reason = clean(reason)
    if findings := tuple(check_revision(reason)):
        return Refused(findings)
    with desk.read() as session:
        plan = session.get(Plan, plan_id)
        if plan is None:
            return Refused((gone(),))
        if plan.state is not PlanState.APPROVED:
            return stopped("plan-not-approved", N_("Only an approved plan is revised by a new version."))
        same = list(session.scalars(select(Plan).where(Plan.stay_id == plan.stay_id)))
    if any(other.state in OPEN for other in same):
        return _another_is_open()
    version = 1 + max(other.version for other in same if other.number == plan.number)
    with desk.write(N_("Begin a new version of a plan")) as session:
        new = Plan(
            id=new_id(),
            stay_id=plan.stay_id,
            number=plan.number,
            version=version,
            state=PlanState.DRAFT,
            observed_from=plan.observed_from,
            observed_until=plan.observed_until,
            period_from=plan.period_from,
            period_until=plan.period_until,
            review_on=plan.review_on,
            change_reason=reason,
        )
        session.add(new)
        session.flush()
        _copy_items(session, plan_id, new)
        copy_sections(session, plan_id, new.id)
        if after_round is not None:
            session.add(PlanRevision(id=new_id(), plan_id=new.id, round_id=after_round))
    return Saved(new.id)


def revise_after(desk: Desk, round_id: UUID, reason: str) -> Saved | Refused:
    """Begin the version of the plan that the decision of a completed round asks for; `Saved.id` is it."""
    with desk.read() as session:
        held = session.get(MonitoringRound, round_id)
        if held is None:
            return Refused((gone(),))
        if held.completed_on is None:
            return stopped(
                "round-not-completed", N_("Complete the round first: the plan follows its decision.")
            )
        journal = session.get_one(MonitoringJournal, held.journal_id)
        plan_id = session.scalar(
            select(Plan.id).where(
                Plan.stay_id == journal.stay_id,
                Plan.number == journal.plan_number,
                Plan.state == PlanState.APPROVED,
            )
        )
    if plan_id is None:
        return stopped("plan-not-approved", N_("Only an approved plan is revised by a new version."))
    return new_version(desk, plan_id, reason, round_id)


def delete_plan(desk: Desk, plan_id: UUID) -> Saved | Refused:
    """Delete a version that is neither approved nor was ever printed; anything else is kept for good."""
    with desk.read() as session:
        plan = session.get(Plan, plan_id)
        if plan is None:
            return Refused((gone(),))
        if plan.state not in OPEN:
            return not_a_draft(plan.state)
        if was_printed(session, plan_id):
            return stopped("plan-printed", N_("This plan was printed: it is kept."))
        nothing = PlanDraft(period_from=None, period_until=None)
        if marked := tuple(_marked(session, plan_id, nothing)):
            return Refused(marked)
    with desk.write(N_("Delete a draft of a plan")) as session:
        for item in items_of(session, [plan_id]):
            session.delete(item)
        for revision in session.scalars(select(PlanRevision).where(PlanRevision.plan_id == plan_id)):
            session.delete(revision)
        session.flush()
        session.delete(session.get_one(Plan, plan_id))
    return Saved(plan_id)
