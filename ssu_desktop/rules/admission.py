"""Who may be admitted, on what terms: everything but the impossible is a warning with its article."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from ssu_desktop.language import N_
from ssu_desktop.law import Law
from ssu_desktop.records.kinds import Category, DisabilityGroup, Funding, StayLength, UnitKind
from ssu_desktop.rules.finding import Finding, Weight
from ssu_desktop.rules.plan import months_after
from ssu_desktop.rules.entry import article_of, check_day, check_texts

_TEXT_LIMITS = {
    "order_number": 60,
    "came_from": 300,
    "decision_number": 60,
    "decision_body": 300,
    "application_number": 60,
    "out_of_turn_reason": 500,
    "note": 2000,
    "reason": 500,
}


@dataclass(frozen=True, kw_only=True)
class AdmissionDraft:
    """What is entered to admit a person; dates may still be empty, `unit_id` and `category` too."""

    unit_id: UUID | None
    category: Category | None
    admitted_on: date | None
    further_categories: tuple[Category, ...] = ()
    order_number: str = ""
    order_date: date | None = None
    came_from: str = ""
    length: StayLength = StayLength.PERMANENT
    planned_until: date | None = None
    funding: Funding = Funding.GUARANTEED
    decision_number: str = ""
    decision_date: date | None = None
    decision_body: str = ""
    out_of_turn_reason: str = ""
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class ApplicationDraft:
    """What is entered to put a person in the queue of a unit; `queued` False only notes the application."""

    unit_id: UUID | None
    category: Category | None
    applied_on: date | None
    further_categories: tuple[Category, ...] = ()
    application_number: str = ""
    out_of_turn_reason: str = ""
    queued: bool = True
    came_from: str = ""
    decision_number: str = ""
    decision_date: date | None = None
    decision_body: str = ""
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class UnitFacts:
    """What admission asks of a unit; `taken` counts its people on the day, `waiting_before` those ahead."""

    kind: UnitKind
    capacity: int
    taken: int = 0
    waiting_before: int = 0
    categories: tuple[Category, ...] = ()
    registered_on: date | None = None
    closed_on: date | None = None


@dataclass(frozen=True, kw_only=True)
class PersonFacts:
    """What admission asks of a person: `stays_here`, `stays_elsewhere` tell of stays that are not over.

    `ended_on` is the end of the latest earlier stay.
    """

    born: date | None = None
    groups: Collection[DisabilityGroup] = frozenset()
    stays_here: bool = False
    stays_elsewhere: bool = False
    ended_on: date | None = None
