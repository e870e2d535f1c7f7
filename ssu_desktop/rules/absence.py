"""When a person was not there: temporary leave and suspension, and which round they explain the lack of."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from ssu_desktop.law import Law
from ssu_desktop.records.kinds import MovementKind, RoundKind
from ssu_desktop.rules.monitoring import round_dates
from ssu_desktop.rules.stay import MovementFact, in_order

_BEGINS = (MovementKind.LEFT, MovementKind.SUSPENDED)
_ENDS = (
    MovementKind.RETURNED,
    MovementKind.RESUMED,
    MovementKind.TRANSFERRED_OUT,
    MovementKind.DISCHARGED,
)


@dataclass(frozen=True, kw_only=True)
class Absence:
    """Away from the day `since`, back on `until` (None: not yet); `id` is the event that began it."""

    id: UUID
    kind: MovementKind
    since: date
    until: date | None = None


def absences(history: Iterable[MovementFact]) -> tuple[Absence, ...]:
    """Return the leaves and suspensions of a stay in their order, from its events that stand."""
    return tuple(_absences(history))


def _absences(history: Iterable[MovementFact]) -> Iterator[Absence]:
    begun: MovementFact | None = None
    for fact in in_order(history):
        if fact.kind in _BEGINS and begun is None:
            begun = fact
        elif fact.kind in _ENDS and begun is not None:
            yield Absence(id=begun.id, kind=begun.kind, since=begun.happened_on, until=fact.happened_on)
            begun = None
    if begun is not None:
        yield Absence(id=begun.id, kind=begun.kind, since=begun.happened_on)


def explaining(
    found: Iterable[Absence], due: date, held_on: date | None, next_due: date | None, today: date
) -> tuple[Absence, ...]:
    """Return the absences that fall into the gap of a round: from the day it was due until it was held.

    One that was never held is looked for until the next one is due. None where it is not due yet, or was held
    by the day that it was due on."""
    until = held_on or min(next_due or today, today)
    if due > until or held_on == due:
        return ()
    return tuple(one for one in found if one.since <= until and (one.until is None or one.until > due))


@dataclass(frozen=True, kw_only=True)
class RoundGap:
    """A round that was not held when it was due, or not at all, because the person was away."""

    kind: RoundKind
    due: date
    held_on: date | None
    away: tuple[Absence, ...]


def gaps(
    started_on: date, held: Mapping[RoundKind, date], found: Sequence[Absence], law: Law, today: date
) -> Iterator[RoundGap]:
    """Yield the rounds of a plan year that absences explain; that of admission has no gap."""
    due = list(round_dates(started_on, law).items())
    after = [day for _kind, day in due[1:]]
    for (kind, day), next_due in zip(due, [*after, None], strict=True):
        away = explaining(found, day, held.get(kind), next_due, today)
        if away and kind is not RoundKind.ADMISSION:
            yield RoundGap(kind=kind, due=day, held_on=held.get(kind), away=away)
