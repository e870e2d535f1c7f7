"""What is entered into an individual plan, and what stands against filling and approving it (annex 4)."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Protocol
from uuid import UUID

from ssu_desktop.language import N_
from ssu_desktop.language.dates import short
from ssu_desktop.law import Law
from ssu_desktop.records.kinds import Carried, Domain, Period, StayLength, UnitKind
from ssu_desktop.rules.entry import article_of
from ssu_desktop.rules.fields import (
    LONGEST_NAME,
    LONGEST_TEXT,
    check_fields,
    check_length,
    check_not_future,
    check_order,
    missing,
)
from ssu_desktop.rules.finding import Finding, Weight
from ssu_desktop.rules.plan import longest_plan_end
from ssu_desktop.rules.service import LONGEST_SERVICE


@dataclass(frozen=True, kw_only=True)
class ItemDraft:
    """One activity; `id` None is a new one. `responsible_name` stands where no member of staff is chosen.

    `service_ref` names the service of the catalogue that it was taken from; `carried` tells what becomes of
    an activity of the plan before.
    """

    domain: Domain
    id: UUID | None = None
    question: str = ""
    answer: str = ""
    points: int | None = None
    service: str = ""
    responsible_id: UUID | None = None
    responsible_name: str = ""
    period: Period | None = None
    date_from: date | None = None
    date_until: date | None = None
    service_ref: str = ""
    volume: str = ""
    frequency: str = ""
    carried: Carried | None = None


@dataclass(frozen=True, kw_only=True)
class PlanDraft:
    """The whole plan as it stands on the screen: its items replace the stored ones, in this order.

    `revision` is the one that was read (`PlanView.revision`); None overwrites whatever is stored.
    """

    period_from: date | None
    period_until: date | None
    observed_from: date | None = None
    observed_until: date | None = None
    drafted_on: date | None = None
    filled_on: date | None = None
    review_on: date | None = None
    items: tuple[ItemDraft, ...] = ()
    revision: int | None = None


@dataclass(frozen=True, kw_only=True)
class PlanFacts:
    """What a plan hangs on: its stay."""

    unit_kind: UnitKind
    admitted_on: date | None = None
    length: StayLength = StayLength.PERMANENT
    planned_until: date | None = None


_LIMITS = {"question": 1000, "answer": 1000, "service": LONGEST_SERVICE, "volume": 200, "frequency": 200}
MOST_ROWS = 100
"""The activities that one domain of a plan can have: nobody carries out more, no reader finds his way."""
HIGHEST_POINTS = 999
"""The points that one answer can have: what a cell of annex 5 takes."""


def longest_end(start: date, facts: PlanFacts, law: Law) -> date:
    """Return the last day that a plan from `start` may run to.

    One year; a temporary day stay's plan runs as long as the stay (Order 230, paras 12(3), 23(3)).
    """
    last = longest_plan_end(start, facts.unit_kind, law)
    temporary = facts.unit_kind is UnitKind.DAY and facts.length is StayLength.TEMPORARY
    if temporary and facts.planned_until is not None:
        return max(start, min(last, facts.planned_until))
    return last


def check_plan(draft: PlanDraft, today: date) -> Iterator[Finding]:
    """Find what keeps a plan from being stored: absent or absurd dates, texts too long, absurd points.

    It cannot be drafted or filled in on a day to come, nor filled in before it was drafted."""
    for field in ("period_from", "period_until"):
        if getattr(draft, field) is None:
            yield missing(field, N_("Enter the date."), code="date-missing")
    yield from check_fields(draft)
    yield from check_order(draft.period_from, draft.period_until, "period_until")
    yield from check_order(draft.observed_from, draft.observed_until, "observed_until")
    for field in ("drafted_on", "filled_on"):
        yield from check_not_future(getattr(draft, field), today, field, code="date-in-future")
    yield from check_order(draft.drafted_on, draft.filled_on, "filled_on", code="filled-before-drafted")
    yield from check_row_counts(draft.items)
    for place, item in enumerate(draft.items):
        yield from check_fields(item, longest=_LIMITS, within=f"items.{place}.")
        yield from check_order(item.date_from, item.date_until, f"items.{place}.date_until")
        if item.points is not None and not 0 <= item.points <= HIGHEST_POINTS:
            text = N_("Points are a whole number from 0 to 999.")
            yield missing(f"items.{place}.points", text, code="points-out-of-range")


class InADomain(Protocol):
    """Whatever is of a domain: an activity as it is stored, or as it is typed."""

    @property
    def domain(self) -> Domain:
        """The domain."""
        ...


def check_row_counts(items: Iterable[InADomain]) -> Iterator[Finding]:
    """Yield a STOP for each domain that has more rows than a plan can hold."""
    counts = Counter(item.domain for item in items)
    for domain, count in counts.items():
        if count > MOST_ROWS:
            text = N_("{domain}: {count} rows; a domain of the plan holds {most} at most.")
            values = {"domain": domain, "count": count, "most": MOST_ROWS}
            yield replace(missing("items", text, code="plan-too-many-rows"), values=values)


def remarks_on_plan(draft: PlanDraft, facts: PlanFacts, law: Law) -> Iterator[Finding]:
    """Find what a plan lacks before it is filled in: warnings beside the rows, each with its paragraph.

    A plan longer than the law allows cannot be filled in; one beyond a temporary stay's end only warns."""
    if draft.period_from is None or draft.period_until is None:
        return
    article = article_of(law, "plan.longest", facts.unit_kind, draft.period_from)
    last = longest_end(draft.period_from, facts, law)
    if draft.period_until > last:
        beyond_the_law = draft.period_until > longest_plan_end(draft.period_from, facts.unit_kind, law)
        yield Finding(
            code="plan-too-long",
            text=N_("The plan may run until {day} at the latest."),
            values={"day": short(last)},
            field="period_until",
            article=article,
            weight=Weight.STOP if beyond_the_law else Weight.WARN,
        )
    if facts.admitted_on is not None and draft.period_from < facts.admitted_on:
        text = N_("The plan begins before the admission.")
        yield Finding(code="plan-before-admission", text=text, field="period_from", article=article)
    yield from _check_observation(draft, facts, law)
    for place, item in enumerate(draft.items):
        for code, text, field in _lacks(item, draft.period_from, draft.period_until):
            yield Finding(
                code=code,
                text=text,
                values={"number": place + 1},
                field=f"items.{place}.{field}",
                article=article,
            )


def _check_observation(draft: PlanDraft, facts: PlanFacts, law: Law) -> Iterator[Finding]:
    """Tell of an observation outside the days from the admission to the drafting (annex 4).

    Paras 12(3), 23(3) and 28(3) have the plan drafted after it. One that ends later is only noted: the last
    day for drafting is offered as its end, and the plan may have been drafted earlier."""
    admitted, drafted = facts.admitted_on, draft.drafted_on
    article = article_of(law, "plan.draft_within", facts.unit_kind, admitted or drafted or date.max)
    if draft.observed_from is not None and admitted is not None and draft.observed_from < admitted:
        text = N_("The observation begins before the admission on {day}.")
        values = {"day": short(admitted)}
        yield Finding(code="observed-early", text=text, values=values, field="observed_from", article=article)
    if draft.observed_until is not None and drafted is not None and draft.observed_until > drafted:
        text = N_("The observation ends only after the plan was drafted on {day}.")
        values = {"day": short(drafted)}
        yield Finding(
            code="observed-late",
            text=text,
            values=values,
            field="observed_until",
            article=article,
            weight=Weight.NOTE,
        )


def _lacks(item: ItemDraft, first: date, last: date) -> Iterator[tuple[str, str, str]]:
    if not item.service.strip():
        yield "item-service", N_("Row {number}: the service is missing."), "service"
    if item.responsible_id is None and not item.responsible_name.strip():
        yield "item-responsible", N_("Row {number}: nobody is responsible."), "responsible_id"
    if item.date_from is None or item.date_until is None:
        yield "item-dates", N_("Row {number}: the exact dates are missing."), "date_from"
    elif item.date_from < first or item.date_until > last:
        yield "item-outside", N_("Row {number}: the dates lie outside the plan."), "date_from"
    if item.period is None:
        yield "item-period", N_("Row {number}: week, month or quarter is not chosen."), "period"


def check_filling(draft: PlanDraft, facts: PlanFacts, law: Law, today: date) -> Iterator[Finding]:
    """Find what stands against marking a plan as filled in on `draft.filled_on`: an empty one is refused."""
    yield from check_plan(draft, today)
    if not any(item.service.strip() for item in draft.items):
        yield missing("items", N_("The plan has no activity yet."), code="plan-empty")
    yield from remarks_on_plan(draft, facts, law)


def check_approval(
    approved_on: date | None, approved_by: str, filled_on: date | None, today: date
) -> Iterator[Finding]:
    """Find what stands against approving a plan: no day, a day to come, nobody who signs."""
    if approved_on is None:
        yield missing("approved_on", N_("Enter the date."), code="date-missing")
        return
    yield from check_not_future(approved_on, today, "approved_on", code="date-in-future")
    if filled_on is not None and approved_on < filled_on:
        text = N_("The plan was filled in on {day} only: it cannot be approved before that.")
        yield Finding(
            code="approved-before-filled", text=text, values={"day": short(filled_on)}, field="approved_on"
        )
    if not approved_by.strip():
        yield missing("approved_by", N_("Nobody signs as head on this day."), code="no-signatory")
    yield from check_length(approved_by, LONGEST_NAME, "approved_by")


def check_revision(reason: str) -> Iterator[Finding]:
    """Find what stands against a new version of a plan: it is not said why."""
    if not reason:
        yield missing("reason", N_("Say why the plan is revised."), code="revision-reason")
    yield from check_length(reason, LONGEST_TEXT, "reason")
