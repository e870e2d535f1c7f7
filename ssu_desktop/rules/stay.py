"""The states of a stay: derived from its movements by the date of the event, never typed.

What may follow what, and which words belong to which kind of unit (Order 230, paras 12(1), 23(1), 28(1),
37(2)): S and T have temporary leave and discharge; D and H have suspension and cessation.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from uuid import UUID

from ssu_desktop.language import N_
from ssu_desktop.language.names import clean
from ssu_desktop.law import Article, Law, NoFigure
from ssu_desktop.records.kinds import MovementKind, Status, UnitKind
from ssu_desktop.rules.finding import Finding, Weight

NEXT: Mapping[Status, tuple[MovementKind, ...]] = {
    Status.NONE: (MovementKind.APPLIED, MovementKind.QUEUED, MovementKind.ADMITTED),
    Status.APPLIED: (
        MovementKind.QUEUED,
        MovementKind.DEFERRED,
        MovementKind.ADMITTED,
        MovementKind.NOT_ARRIVED,
    ),
    Status.QUEUED: (MovementKind.DEFERRED, MovementKind.ADMITTED, MovementKind.NOT_ARRIVED),
    Status.RECEIVING: (
        MovementKind.LEFT,
        MovementKind.SUSPENDED,
        MovementKind.OBSERVATION,
        MovementKind.TRANSFERRED,
        MovementKind.TRANSFERRED_OUT,
        MovementKind.DISCHARGED,
    ),
    Status.AWAY: (MovementKind.RETURNED, MovementKind.TRANSFERRED_OUT, MovementKind.DISCHARGED),
    Status.SUSPENDED: (MovementKind.RESUMED, MovementKind.TRANSFERRED_OUT, MovementKind.DISCHARGED),
    Status.OBSERVATION: (
        MovementKind.RESUMED,
        MovementKind.LEFT,
        MovementKind.SUSPENDED,
        MovementKind.TRANSFERRED,
        MovementKind.TRANSFERRED_OUT,
        MovementKind.DISCHARGED,
    ),
    Status.DISCHARGED: (),
    Status.TRANSFERRED: (),
    Status.NOT_ARRIVED: (),
}

_LEADS_TO: Mapping[MovementKind, Status] = {
    MovementKind.APPLIED: Status.APPLIED,
    MovementKind.QUEUED: Status.QUEUED,
    MovementKind.ADMITTED: Status.RECEIVING,
    MovementKind.LEFT: Status.AWAY,
    MovementKind.RETURNED: Status.RECEIVING,
    MovementKind.SUSPENDED: Status.SUSPENDED,
    MovementKind.RESUMED: Status.RECEIVING,
    MovementKind.TRANSFERRED_OUT: Status.TRANSFERRED,
    MovementKind.DISCHARGED: Status.DISCHARGED,
    MovementKind.NOT_ARRIVED: Status.NOT_ARRIVED,
    MovementKind.OBSERVATION: Status.OBSERVATION,
}

ENDED = frozenset({Status.DISCHARGED, Status.TRANSFERRED, Status.NOT_ARRIVED})
"""The states in which a stay is over."""
WAITING = frozenset({Status.APPLIED, Status.QUEUED})
"""The states before admission."""
PRESENT = frozenset({Status.RECEIVING, Status.AWAY, Status.SUSPENDED, Status.OBSERVATION})
"""The states in which a stay takes a place of its unit."""


@dataclass(frozen=True, kw_only=True)
class MovementFact:
    """One event that stands (a cancelled one is no fact); `until` is the day named for coming back."""

    kind: MovementKind
    happened_on: date
    id: UUID
    to_unit_id: UUID | None = None
    until: date | None = None


@dataclass(frozen=True, kw_only=True)
class StayState:
    """Where a stay stands: `since` is the day of the last event, `until` what that event named.

    `paused_days` counts the finished days of leave and suspension; a running pause is not in it.
    """

    status: Status = Status.NONE
    since: date | None = None
    admitted_on: date | None = None
    ended_on: date | None = None
    unit_id: UUID | None = None
    until: date | None = None
    paused_days: int = 0


@dataclass(frozen=True, kw_only=True)
class MovementDraft:
    """What the user enters for an event after admission; `to_unit_id` only for a transfer between units."""

    kind: MovementKind
    happened_on: date | None
    order_number: str = ""
    order_date: date | None = None
    reason: str = ""
    destination: str = ""
    until: date | None = None
    to_unit_id: UUID | None = None
    note: str = ""


def in_order(movements: Iterable[MovementFact]) -> list[MovementFact]:
    """Return the movements by the date of the event, then in the order of entry."""
    return sorted(movements, key=lambda fact: (fact.happened_on, fact.id))


def derive(movements: Iterable[MovementFact], first_unit_id: UUID | None = None) -> StayState:
    """Return the state of a stay that began in the unit `first_unit_id`.

    Never raises: an impossible sequence (out of an old register) gives the state of its last event.
    """
    state = StayState(unit_id=first_unit_id)
    for fact in in_order(movements):
        state = _after(state, fact)
    return state


def _after(state: StayState, fact: MovementFact) -> StayState:
    status = _LEADS_TO.get(fact.kind, state.status)
    moved = fact.kind is MovementKind.TRANSFERRED
    begins = fact.kind is MovementKind.ADMITTED and state.admitted_on is None
    return StayState(
        status=status,
        since=fact.happened_on if status is not state.status or state.since is None else state.since,
        admitted_on=fact.happened_on if begins else state.admitted_on,
        ended_on=fact.happened_on if status in ENDED else None,
        unit_id=fact.to_unit_id if moved and fact.to_unit_id is not None else state.unit_id,
        until=state.until if moved else fact.until,
        paused_days=state.paused_days + _pause(state, fact),
    )


def _pause(state: StayState, fact: MovementFact) -> int:
    if state.status not in (Status.AWAY, Status.SUSPENDED) or state.since is None:
        return 0
    return (fact.happened_on - state.since).days if _LEADS_TO.get(fact.kind) is not state.status else 0


def possible_next(state: StayState, unit_kind: UnitKind | None = None) -> tuple[MovementKind, ...]:
    """Return what may follow, in the order of the menu.

    With `unit_kind` what the law does not name for it is left out: leave for D and H, suspension for S
    and T, deferral of arrival for H and T.
    """
    return tuple(kind for kind in NEXT[state.status] if unit_kind is None or not _foreign(kind, unit_kind))


def _foreign(kind: MovementKind, unit_kind: UnitKind) -> bool:
    day_or_home = unit_kind in (UnitKind.DAY, UnitKind.HOME)
    if kind is MovementKind.LEFT:
        return day_or_home
    if kind is MovementKind.SUSPENDED:
        return not day_or_home
    if kind is MovementKind.DEFERRED:
        return unit_kind in (UnitKind.HOME, UnitKind.TEMPORARY)
    return False
