"""What a duty is, and the plain facts of a stay and of a unit from which the rules find the duties."""

from calendar import monthrange
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from types import MappingProxyType
from typing import NamedTuple
from uuid import UUID

from ssu_desktop.law import Article
from ssu_desktop.records.kinds import (
    Answer,
    Category,
    Funding,
    PlanState,
    RoundKind,
    Status,
    StayLength,
    UnitKind,
)
from ssu_desktop.rules.plan import Deadline

SOON = 30
"""How many calendar days ahead Today looks (design.md, Rulings)."""

NO_VALUES: Mapping[str, object] = MappingProxyType({})


class Place(StrEnum):
    """Where a duty is done: a tab of the person's page, the settings, the page of a unit, the home visits."""

    OVERVIEW = "overview"
    FILE = "file"
    MOVEMENTS = "movements"
    PLAN = "plan"
    MONITORING = "monitoring"
    CARD = "card"
    UNITS = "units"
    UNIT = "unit"
    VISITS = "visits"


@dataclass(frozen=True, kw_only=True, slots=True)
class PlanStand:
    """One plan version as Today needs it."""

    id: UUID
    number: int
    version: int
    state: PlanState
    period_from: date
    period_until: date
    drafted_on: date | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class MarkStand:
    """The marks of a plan year: when its activities run, and how many are marked in each month.

    `first_change` is the earliest month with a positive change, `version_from` the month in which a new
    version of the plan took over; months are told by their first day. An open end of an activity is None.
    """

    activities: tuple[tuple[date | None, date | None], ...]
    first_change: date | None = None
    marked: Mapping[date, int] = field(default_factory=dict)
    version_from: date | None = None

    def needed(self, month: date) -> int:
        """Return how many activities run on some day of the month that begins on `month`."""
        last = month.replace(day=monthrange(month.year, month.month)[1])
        return sum(
            (first is None or first <= last) and (until is None or until >= month)
            for first, until in self.activities
        )


class OpenRound(NamedTuple):
    """A round that was held and is not entered to the end; `number` is that of its plan year."""

    number: int
    kind: RoundKind
    held_on: date


@dataclass(frozen=True, kw_only=True, slots=True)
class VisitStand:
    """The home visits of a stay: how many in each week, told by its Monday.

    `since` is the day since which services are given here without a break; `entered` are the weeks for which
    the unit has entered any visit.
    """

    since: date
    weeks: Mapping[date, int] = field(default_factory=dict)
    entered: frozenset[date] = frozenset()


@dataclass(frozen=True, kw_only=True, slots=True)
class StayFacts:
    """One stay: `rounds` are those completed, `open_rounds` held but not entered to the end.

    `needed`/`received` count its documents; `marks` and `bound` go by the number of the plan year;
    `originals` counts the originals that are kept for the person; `visits` are those of home service.
    """

    stay_id: UUID
    unit_kind: UnitKind
    status: Status
    status_since: date | None = None
    category: Category | None = None
    admitted_on: date | None = None
    ended_on: date | None = None
    length: StayLength = StayLength.PERMANENT
    planned_until: date | None = None
    away_until: date | None = None
    suspended_until: date | None = None
    place_kept_until: date | None = None
    arrival_due: date | None = None
    plans: tuple[PlanStand, ...] = ()
    rounds: Mapping[int, frozenset[RoundKind]] = field(default_factory=dict)
    open_rounds: tuple[OpenRound, ...] = ()
    marks: Mapping[int, MarkStand] = field(default_factory=dict)
    bound: frozenset[int] = frozenset()
    documents_needed: int = 0
    documents_received: int = 0
    has_file: bool = True
    has_card: bool = True
    file_article: Article | None = None
    programme_until: date | None = None
    disability_until: date | None = None
    originals: int = 0
    born: date | None = None
    has_identity_card: bool = False
    funding: Funding = Funding.GUARANTEED
    has_contract: bool = False
    rules_approved_on: date | None = None
    knows_rules: bool = False
    visits: VisitStand | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class UnitStand:
    """A unit as Today needs it.

    `counts` are those who are there by category, `unread` those who came before the edition in force of the
    internal rules and do not know it yet; `answers` are the latest ones of the self-check by point.
    Of home service: since when somebody is served, the day of the first visit that was ever entered, and the
    Mondays of the last weeks for which any is.
    """

    kind: UnitKind
    licence_until: date | None = None
    closed_on: date | None = None
    within_stationary: bool = False
    counts: Mapping[Category, int] = field(default_factory=dict)
    has_rules: bool = False
    unread: int = 0
    answers: Mapping[str, Answer] = field(default_factory=dict)
    served_since: date | None = None
    visits_since: date | None = None
    visits_entered: frozenset[date] = frozenset()


@dataclass(frozen=True, kw_only=True, slots=True)
class Duty:
    """One thing to do: `code` is stable ("plan-draft"), `text` a msgid with `values` in its holes.

    `due` None is a duty without a legal date; `paused` while the person is away; `confirmed` False while
    the calendar of working days that gave the date is an estimate; `advisory` where it rests on an act
    that is no longer in force. `subject` tells duties of one code apart.
    """

    code: str
    text: str
    place: Place
    due: date | None = None
    values: Mapping[str, object] = field(default_factory=lambda: NO_VALUES)
    article: Article | None = None
    paused: bool = False
    confirmed: bool = True
    advisory: bool = False
    subject: str = ""


def dated(
    code: str,
    text: str,
    place: Place,
    deadline: Deadline | None,
    values: Mapping[str, object] = NO_VALUES,
    subject: str = "",
) -> Duty:
    """Return the duty that is due with `deadline`; without one it has no legal date."""
    if deadline is None:
        return Duty(code=code, text=text, place=place, values=values, subject=subject)
    return Duty(
        code=code,
        text=text,
        place=place,
        due=deadline.due,
        values=values,
        article=deadline.article,
        confirmed=deadline.confirmed,
        subject=subject,
    )
