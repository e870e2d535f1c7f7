"""What is entered into an individual plan, and what stands against filling and approving it (annex 4)."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from ssu_desktop.language import N_
from ssu_desktop.law import Article, Law
from ssu_desktop.records.kinds import Domain, Period, PlanState, StayLength, UnitKind
from ssu_desktop.rules.finding import Finding, Weight
from ssu_desktop.rules.plan import longest_plan_end
from ssu_desktop.rules.entry import check_texts


@dataclass(frozen=True, kw_only=True)
class ItemDraft:
    """One activity; `id` None is a new one. `responsible_name` stands where no member of staff is chosen."""

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
