"""What is due of one person: the obligations of a stay on a day, over plain facts."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum
from uuid import UUID

from ssu_desktop.language import N_
from ssu_desktop.law import Article, Law
from ssu_desktop.records.kinds import PlanState, RoundKind, Status, StayLength, UnitKind
from ssu_desktop.rules.plan import Deadline, months_after, plan_deadlines, renew_by
from ssu_desktop.rules.monitoring import round_deadline
from ssu_desktop.rules.working_days import WorkingDays

SOON = 30
"""How many calendar days ahead Today looks (design.md, Rulings)."""


class Place(StrEnum):
    """The tab of the person's page where a duty is done."""

    OVERVIEW = "overview"
    FILE = "file"
    MOVEMENTS = "movements"
    PLAN = "plan"
    MONITORING = "monitoring"
    CARD = "card"


@dataclass(frozen=True, kw_only=True)
class PlanStand:
    """One plan version as Today needs it."""

    id: UUID
    number: int
    version: int
    state: PlanState
    period_from: date
    period_until: date
    drafted_on: date | None = None


@dataclass(frozen=True, kw_only=True)
class StayFacts:
    """One stay that is not over: `rounds` are those completed, `needed`/`received` count its documents."""

    stay_id: UUID
    unit_kind: UnitKind
    status: Status
    status_since: date | None = None
    admitted_on: date | None = None
    length: StayLength = StayLength.PERMANENT
    planned_until: date | None = None
    away_until: date | None = None
    place_kept_until: date | None = None
    plans: tuple[PlanStand, ...] = ()
    rounds: Mapping[int, frozenset[RoundKind]] = field(default_factory=dict)
    documents_needed: int = 0
    documents_received: int = 0
    has_file: bool = True
    has_card: bool = True
    file_article: Article | None = None
    programme_until: date | None = None
    programme_known: bool = False


@dataclass(frozen=True, kw_only=True)
class Duty:
    """One thing to do: `code` is stable ("plan-draft"), `text` a msgid with `values` in its holes.

    `due` None is a duty without a legal date; `paused` while the person is away. `advisory` rests on no
    act in force.
    """

    code: str
    text: str
    place: Place
    due: date | None = None
    values: Mapping[str, object] = field(default_factory=dict)
    article: Article | None = None
    paused: bool = False
    confirmed: bool = True
