"""How people do between two rounds: who improves, who declines, who was not assessed when it was due."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from ssu_desktop.records.kinds import Domain, RoundKind
from ssu_desktop.rules.plan import Deadline
from ssu_desktop.rules.round_draft import differences


class Course(StrEnum):
    """What the rounds say of a person; fewer points are fewer limitations."""

    IMPROVES = "improves"
    DECLINES = "declines"
    SAME = "same"
    ONCE = "once"
    NOT_YET = "not_yet"
    NOT_ASSESSED = "not_assessed"


def change_of(now: Mapping[Domain, int], other: Mapping[Domain, int]) -> int | None:
    """Return the difference of the totals over the domains that both have; None where there is none."""
    changed = differences(now, other)
    return sum(changed.values()) if changed else None


@dataclass(frozen=True, kw_only=True)
class Missed:
    """The round of the form that was due last and was not held."""

    kind: RoundKind
    due: date


def missed_round(due: Mapping[RoundKind, Deadline], held: frozenset[RoundKind], today: date) -> Missed | None:
    """Return the latest round that was due before today, if nobody held it; None where all is done."""
    passed = [(kind, deadline.due) for kind, deadline in due.items() if deadline.due < today]
    if not passed or passed[-1][0] in held:
        return None
    return Missed(kind=passed[-1][0], due=passed[-1][1])


def course_of(points: Sequence[Mapping[Domain, int]], missed: Missed | None) -> Course:
    """Return how it goes by the last two rounds that have points; a missed round comes first."""
    if missed is not None:
        return Course.NOT_ASSESSED
    if not points:
        return Course.NOT_YET
    change = change_of(points[-1], points[-2]) if len(points) > 1 else None
    if change is None:
        return Course.ONCE
    if change == 0:
        return Course.SAME
    return Course.IMPROVES if change < 0 else Course.DECLINES
