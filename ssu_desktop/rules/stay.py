"""The states of a stay: derived from its movements by the date of the event, never typed.

What may follow what, and which words belong to which kind of unit (Order 230, paras 12(1), 23(1), 28(1),
37(2)): S and T have temporary leave and discharge; D and H have suspension and cessation.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

from ssu_desktop.language import N_
from ssu_desktop.records.kinds import MovementKind, Status, UnitKind

if TYPE_CHECKING:  # the command line knows these words before the records are mapped
    from ssu_desktop.records import Movement, Stay

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

DAY_OR_HOME = (UnitKind.DAY, UnitKind.HOME)
"""The kinds whose services cease and are suspended, where the others discharge and grant leave."""

ARRIVING = (UnitKind.STATIONARY, UnitKind.DAY)
"""The kinds for which the order names a term of arrival, its deferral and what follows when it passes."""

ENDED = frozenset({Status.DISCHARGED, Status.TRANSFERRED, Status.NOT_ARRIVED})
"""The states in which a stay is over."""
WAITING = frozenset({Status.APPLIED, Status.QUEUED})
"""The states before admission."""
PRESENT = frozenset({Status.RECEIVING, Status.AWAY, Status.SUSPENDED, Status.OBSERVATION})
"""The states in which a stay takes a place of its unit."""


def nearness(status: Status, since: date | None, stay_id: UUID) -> tuple[int, date, UUID]:
    """Return what makes a stay the present one: running before waiting before ended, then the latest."""
    ranks = (ENDED, WAITING, PRESENT)
    rank = next((place for place, states in enumerate(ranks, start=1) if status in states), 0)
    return rank, since or date.min, stay_id


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


def first_unit(stay: "Stay", movements: Iterable["Movement"]) -> UUID:
    """Return the unit in which the stay began: where its earliest transfer led from, else its own.

    `movements` stand in the order of their days, the cancelled ones among them."""
    for movement in movements:
        if movement.kind is MovementKind.TRANSFERRED and movement.from_unit_id is not None:
            return movement.from_unit_id
    return stay.unit_id


@dataclass(frozen=True)
class UnitPart:
    """What of a stay belongs to one unit: the events that led into it, and those that followed there."""

    arrivals: Sequence["Movement"]
    events: Sequence["Movement"]


def parts_of(stay: "Stay", movements: Iterable["Movement"]) -> dict[UUID, UnitPart]:
    """Return the stay by the units in which it stood, in their order.

    A transfer is an event of the unit that it leads out of, and an arrival in the one that it leads into.
    """
    ordered = sorted(movements, key=lambda one: (one.happened_on, one.id))
    here = first_unit(stay, ordered)
    found: dict[UUID, tuple[list[Movement], list[Movement]]] = {here: ([], [])}
    for movement in ordered:
        if movement.cancelled_at is not None:
            continue
        arrivals, events = found[here]
        (arrivals if movement.kind is MovementKind.ADMITTED else events).append(movement)
        if movement.kind is MovementKind.TRANSFERRED and movement.to_unit_id is not None:
            here = movement.to_unit_id
            found.setdefault(here, ([], []))[0].append(movement)
    return {unit_id: UnitPart(arrivals, events) for unit_id, (arrivals, events) in found.items()}


def possible_next(state: StayState, unit_kind: UnitKind | None = None) -> tuple[MovementKind, ...]:
    """Return what may follow, in the order of the menu.

    With `unit_kind` what the law does not name for it is left out: leave for D and H, suspension for S
    and T, deferral of arrival for H and T, the queue for T.
    """
    return tuple(kind for kind in NEXT[state.status] if unit_kind is None or not foreign(kind, unit_kind))


def foreign(kind: MovementKind, unit_kind: UnitKind) -> bool:
    """Return whether the law does not name this event for this kind of unit."""
    day_or_home = unit_kind in DAY_OR_HOME
    if kind is MovementKind.LEFT:
        return day_or_home
    if kind is MovementKind.SUSPENDED:
        return not day_or_home
    if kind is MovementKind.DEFERRED:
        return unit_kind in (UnitKind.HOME, UnitKind.TEMPORARY)
    return kind is MovementKind.QUEUED and unit_kind is UnitKind.TEMPORARY


_CEASED = N_("Services ceased")
_OFF_THE_QUEUE = N_("Taken off the queue")


def movement_word(kind: MovementKind, unit_kind: UnitKind) -> str:
    """Return the msgid of an event in the words of the unit's paragraph: D and H cease, H registers."""
    if kind is MovementKind.DISCHARGED and unit_kind in DAY_OR_HOME:
        return _CEASED
    if kind is MovementKind.ADMITTED and unit_kind is UnitKind.HOME:
        return N_("Taken on the register")
    if kind is MovementKind.NOT_ARRIVED and unit_kind not in ARRIVING:
        return _OFF_THE_QUEUE
    return kind.msgid


def status_word(status: Status, unit_kind: UnitKind | None) -> str:
    """Return the msgid of a state in the words of the unit's paragraph (D and H: services ceased)."""
    if status is Status.NOT_ARRIVED and unit_kind not in (None, *ARRIVING):
        return _OFF_THE_QUEUE
    return _CEASED if status is Status.DISCHARGED and unit_kind in DAY_OR_HOME else status.msgid


def impossible(history: Iterable[MovementFact]) -> dict[MovementFact, StayState]:
    """Return the movements that cannot follow, each with the state that it met."""
    found: dict[MovementFact, StayState] = {}
    state = StayState()
    for fact in in_order(history):
        if fact.kind not in NEXT[state.status]:
            found[fact] = state
        state = _after(state, fact)
    return found
