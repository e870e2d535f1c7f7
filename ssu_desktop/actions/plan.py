"""Reading plans: the tab Plan of a stay, one version as it stands."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import Select, bindparam, exists, or_, select
from sqlalchemy.orm import Session

from ssu_desktop.actions.asked import all_staff, items_of_plan, plans_of_stay, stay_in_unit
from ssu_desktop.actions.desk import Desk
from ssu_desktop.actions.plan_section import section_states
from ssu_desktop.actions.stored import draft_of
from ssu_desktop.law import Law
from ssu_desktop.records import (
    MonitoringRound,
    Plan,
    PlanItem,
    PlanRevision,
    Printout,
    RehabilitationProgramme,
    Stay,
)
from ssu_desktop.records.kinds import Carried, Domain, Period, PlanState, RoundKind, UnitKind
from ssu_desktop.rules.finding import Finding
from ssu_desktop.rules.person import ProgrammeDraft, latest_programme
from ssu_desktop.rules.plan import Deadline, PlanDeadlines, next_plan_deadlines, plan_deadlines
from ssu_desktop.rules.plan_draft import ItemDraft, PlanDraft, PlanFacts, remarks_on_plan
from ssu_desktop.rules.plan_section import SectionState, remarks_on_sections
from ssu_desktop.storage import Source, records, rows

OPEN = (PlanState.DRAFT, PlanState.FILLED)


@dataclass(frozen=True, kw_only=True)
class ItemView:
    """One activity; `responsible` is the name to show, whoever of the two fields gives it."""

    id: UUID
    domain: Domain
    question: str
    answer: str
    points: int | None
    service: str
    responsible_id: UUID | None
    responsible_name: str
    responsible: str
    period: Period | None
    date_from: date | None
    date_until: date | None
    service_ref: str
    volume: str
    frequency: str
    carried: Carried | None

    @property
    def draft(self) -> ItemDraft:
        """Return a draft that begins from this activity."""
        return ItemDraft(
            id=self.id,
            domain=self.domain,
            question=self.question,
            answer=self.answer,
            points=self.points,
            service=self.service,
            responsible_id=self.responsible_id,
            responsible_name=self.responsible_name,
            period=self.period,
            date_from=self.date_from,
            date_until=self.date_until,
            service_ref=self.service_ref,
            volume=self.volume,
            frequency=self.frequency,
            carried=self.carried,
        )


@dataclass(frozen=True, kw_only=True)
class PlanSummary:
    """One version of a plan in a line."""

    id: UUID
    number: int
    version: int
    state: PlanState
    period_from: date
    period_until: date
    approved_on: date | None
    change_reason: str


@dataclass(frozen=True, kw_only=True)
class PlanView(PlanSummary):
    """One version with its activities in the order of the form; `findings` are what it lacks.

    `after_round` is the round of monitoring, with its day, whose decision led to this version;
    `before` are the activities of the version that it revises."""

    stay_id: UUID
    person_id: UUID
    unit_kind: UnitKind
    observed_from: date | None
    observed_until: date | None
    drafted_on: date | None
    filled_on: date | None
    approved_by: str
    review_on: date | None
    revision: int
    printed: bool
    items: tuple[ItemView, ...]
    points: Mapping[Domain, int]
    sections: Mapping[Domain, SectionState]
    findings: tuple[Finding, ...]
    after_round: tuple[RoundKind, date] | None = None
    before: tuple[ItemDraft, ...] | None = None

    @property
    def draft(self) -> PlanDraft:
        """Return a draft that begins from this version."""
        return PlanDraft(
            period_from=self.period_from,
            period_until=self.period_until,
            observed_from=self.observed_from,
            observed_until=self.observed_until,
            drafted_on=self.drafted_on,
            filled_on=self.filled_on,
            review_on=self.review_on,
            items=tuple(item.draft for item in self.items),
            revision=self.revision,
        )


@dataclass(frozen=True, kw_only=True)
class PlanPage:
    """The plans of a stay: `plan` is the one to show (open before approved, the newest).

    `deadlines` are those of the first plan, `next_deadlines` those of the plan after the approved one; either
    is None where the law of that time is not known or there is nothing to count from. `programme` is the
    person's latest individual programme, which a plan takes account of (paras 12(3), 18).
    """

    stay_id: UUID
    person_id: UUID
    unit_kind: UnitKind
    admitted_on: date | None
    deadlines: PlanDeadlines | None
    next_deadlines: PlanDeadlines | None
    versions: tuple[PlanSummary, ...]
    plan: PlanView | None
    programme: ProgrammeDraft | None

    @property
    def renew(self) -> Deadline | None:
        """Return by when the plan after the approved one is drafted."""
        return self.next_deadlines.draft_by if self.next_deadlines is not None else None


def plan_page(desk: Desk, stay_id: UUID) -> PlanPage | None:
    """Return the plans of a stay, the newest first; None where there is no such stay."""
    with desk.read_rows() as source:
        found = stay_in_unit.first(source, stay_id=stay_id)
        if found is None:
            return None
        stay, kind = found
        plans = plans_of_stay(source, stay_id=stay_id)
        plans.sort(key=lambda plan: (plan.number, plan.version), reverse=True)
        shown = _shown(plans)
        view = _view(source, desk, shown, plans, (stay, kind)) if shown is not None else None
        programme = latest_programme(_programmes(source, person_id=stay.person_id))
    return PlanPage(
        stay_id=stay_id,
        person_id=stay.person_id,
        unit_kind=kind,
        admitted_on=stay.admitted_on,
        deadlines=_deadlines(desk, stay, kind, plans),
        next_deadlines=_next_deadlines(desk, kind, plans),
        versions=tuple(_summary(plan) for plan in plans),
        plan=view,
        programme=draft_of(ProgrammeDraft, programme) if programme is not None else None,
    )


def _shown(plans: list[Plan]) -> Plan | None:
    """Return the open version, else the approved one, else the newest."""
    for states in (OPEN, (PlanState.APPROVED,)):
        for plan in plans:
            if plan.state in states:
                return plan
    return plans[0] if plans else None


def _deadlines(desk: Desk, stay: Stay, kind: UnitKind, plans: list[Plan]) -> PlanDeadlines | None:
    if stay.admitted_on is None:
        return None
    first = next((plan for plan in reversed(plans) if plan.number == 1), None)
    drafted_on = first.drafted_on if first is not None else None
    return plan_deadlines(stay.admitted_on, kind, desk.law, desk.calendar, drafted_on)


def _next_deadlines(desk: Desk, kind: UnitKind, plans: list[Plan]) -> PlanDeadlines | None:
    approved = next((plan for plan in plans if plan.state is PlanState.APPROVED), None)
    if approved is None:
        return None
    coming = next((plan for plan in plans if plan.number > approved.number), None)
    drafted_on = coming.drafted_on if coming is not None else None
    return next_plan_deadlines(approved.period_until, kind, desk.law, desk.calendar, drafted_on)


def _summary(plan: Plan) -> PlanSummary:
    return PlanSummary(
        id=plan.id,
        number=plan.number,
        version=plan.version,
        state=plan.state,
        period_from=plan.period_from,
        period_until=plan.period_until,
        approved_on=plan.approved_on,
        change_reason=plan.change_reason,
    )


def read_plan(desk: Desk, plan_id: UUID) -> PlanView | None:
    """Return one version with its activities; None where there is none of this id."""
    with desk.read_rows() as source:
        plan = _plan.first(source, plan_id=plan_id)
        found = None if plan is None else stay_in_unit.first(source, stay_id=plan.stay_id)
        if plan is None or found is None:
            return None
        return _view(source, desk, plan, plans_of_stay(source, stay_id=plan.stay_id), found)


_programmes = records(
    lambda: select(RehabilitationProgramme).where(RehabilitationProgramme.person_id == bindparam("person_id"))
)
_led_by = rows(
    lambda: (
        select(MonitoringRound.kind, MonitoringRound.held_on)
        .join(PlanRevision, PlanRevision.round_id == MonitoringRound.id)
        .where(PlanRevision.plan_id == bindparam("plan_id"))
    )
)
_plan = records(lambda: select(Plan).where(Plan.id == bindparam("plan_id")))


def items_of(session: Session, plan_ids: Iterable[UUID]) -> list[PlanItem]:
    """Return the activities of plans in the order of the form: by domain, then by place."""
    asked = select(PlanItem).where(PlanItem.plan_id.in_(list(plan_ids)))
    return sorted(session.scalars(asked), key=place_of)


DOMAIN_PLACES = {domain: place for place, domain in enumerate(Domain)}


def place_of(item: PlanItem) -> tuple[int, int, UUID]:
    """Return the place of an activity on the form: by domain, then as it was put."""
    return DOMAIN_PLACES[item.domain], item.position, item.id


def facts_of(stay: Stay, kind: UnitKind) -> PlanFacts:
    """Return what the rules of a plan ask of its stay."""
    return PlanFacts(
        unit_kind=kind,
        admitted_on=stay.admitted_on,
        length=stay.length,
        planned_until=stay.planned_until,
    )


def staff_names(source: Source) -> dict[UUID, str]:
    """Return the short names of the members of staff."""
    return {staff.id: staff.short_name for staff in all_staff(source)}


def _view(
    source: Source, desk: Desk, plan: Plan, plans: Iterable[Plan], found: tuple[Stay, UnitKind]
) -> PlanView:
    stay, kind = found
    names = staff_names(source)
    items = tuple(
        item_view(item, names) for item in sorted(items_of_plan(source, plan_id=plan.id), key=place_of)
    )
    sections, open_still = section_states(source, plan.id), plan.state in OPEN
    return PlanView(
        id=plan.id,
        number=plan.number,
        version=plan.version,
        state=plan.state,
        period_from=plan.period_from,
        period_until=plan.period_until,
        approved_on=plan.approved_on,
        change_reason=plan.change_reason,
        stay_id=stay.id,
        person_id=stay.person_id,
        unit_kind=kind,
        observed_from=plan.observed_from,
        observed_until=plan.observed_until,
        drafted_on=plan.drafted_on,
        filled_on=plan.filled_on,
        approved_by=plan.approved_by,
        review_on=plan.review_on,
        revision=plan.revision,
        printed=was_printed(source, plan.id),
        items=items,
        points=points_by_domain(items),
        sections=sections,
        findings=_lacking(plan, items, sections, facts_of(stay, kind), desk.law) if open_still else (),
        before=_items_before(source, plan, plans, names),
        after_round=_led_by.first(source, plan_id=plan.id) if plan.version > 1 else None,
    )


def _items_before(
    source: Source, plan: Plan, plans: Iterable[Plan], names: Mapping[UUID, str]
) -> tuple[ItemDraft, ...] | None:
    """Return the activities of the version that this one revises, among its stay's; None for a first one."""
    earlier = [one for one in plans if one.number == plan.number and one.version < plan.version]
    revised = max(earlier, key=lambda one: one.version, default=None)
    if revised is None:
        return None
    stored = sorted(items_of_plan(source, plan_id=revised.id), key=place_of)
    return tuple(item_view(item, names).draft for item in stored)


def _lacking(
    plan: Plan,
    items: tuple[ItemView, ...],
    sections: Mapping[Domain, SectionState],
    facts: PlanFacts,
    law: Law,
) -> tuple[Finding, ...]:
    draft = PlanDraft(
        period_from=plan.period_from,
        period_until=plan.period_until,
        observed_from=plan.observed_from,
        observed_until=plan.observed_until,
        items=tuple(item.draft for item in items),
    )
    return (*remarks_on_plan(draft, facts, law), *remarks_on_sections(sections.values()))


def item_view(item: PlanItem, names: Mapping[UUID, str]) -> ItemView:
    """Return an activity for the screen; `names` are the members of staff."""
    return ItemView(
        id=item.id,
        domain=item.domain,
        question=item.question,
        answer=item.answer,
        points=item.points,
        service=item.service,
        responsible_id=item.responsible_id,
        responsible_name=item.responsible_name,
        responsible=responsible_for(item, names),
        period=item.period,
        date_from=item.date_from,
        date_until=item.date_until,
        service_ref=item.service_ref,
        volume=item.volume,
        frequency=item.frequency,
        carried=item.carried,
    )


def responsible_for(item: PlanItem, names: Mapping[UUID, str]) -> str:
    """Return who does an activity: the name that was written, else that of the member of staff."""
    named = names.get(item.responsible_id, "") if item.responsible_id is not None else ""
    return item.responsible_name or named


def points_by_domain(items: Iterable[ItemView | ItemDraft | PlanItem]) -> dict[Domain, int]:
    """Return the sum of the points of each domain that has any."""
    sums: dict[Domain, int] = {}
    for item in items:
        if item.points is not None:
            sums[item.domain] = sums.get(item.domain, 0) + item.points
    return sums


def was_printed(source: Source, plan_id: UUID) -> bool:
    """Return whether this version was ever printed: then it is kept for good."""
    return _printed.first(source, plan_id=plan_id) == (True,)


@rows
def _printed() -> Select[bool]:
    """Select whether a printout bears this plan: those of its person are looked at, and those of nobody.

    They are found by an index; to find them by the plan, all that was ever printed would be read."""
    whose = select(Stay.person_id).join(Plan, Plan.stay_id == Stay.id).where(Plan.id == bindparam("plan_id"))
    near = or_(Printout.person_id.in_(whose), Printout.person_id.is_(None))
    return select(exists().where(near, Printout.plan_id == bindparam("plan_id")))
