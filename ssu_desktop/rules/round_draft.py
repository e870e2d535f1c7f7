"""What is entered into a round of monitoring, and what stands against completing it (annex 5)."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from ssu_desktop.language import N_
from ssu_desktop.law import Law
from ssu_desktop.records.kinds import Domain, MarkKind, RoundKind, UnitKind
from ssu_desktop.rules.finding import Finding, Weight
from ssu_desktop.rules.monitoring import enter_by
from ssu_desktop.rules.entry import check_day, check_texts
from ssu_desktop.rules.working_days import WorkingDays

LOWEST, HIGHEST = 0, 999
"""The points that a cell of annex 5 takes."""


@dataclass(frozen=True, kw_only=True)
class RoundDraft:
    """One column of annex 5 as it stands on the screen; a domain without points is absent from `scores`.

    `id` names an additional round that exists; the five of the form are found by their `kind`.
    """

    kind: RoundKind
    held_on: date | None
    id: UUID | None = None
    scores: Mapping[Domain, int] = field(default_factory=dict)
    goal: str = ""
    decision: str = ""
    revised_domains: tuple[Domain, ...] = ()
    recommendations: str = ""
    specialist_id: UUID | None = None
    specialist_name: str = ""
    revision: int | None = None


@dataclass(frozen=True, kw_only=True)
class MarkDraft:
    """What came of an activity in a month; `month` is any day of it. `mark` None takes the mark away."""

    item_id: UUID
    month: date
    mark: MarkKind | None
    note: str = ""
