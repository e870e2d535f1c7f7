"""The one writer of what is derived from movements: the state of a stay, the present of a person."""

from collections.abc import Iterable, Sequence
from datetime import date
from uuid import UUID

from sqlalchemy import ColumnElement, exists, func, or_, select
from sqlalchemy.orm import Session

from ssu_desktop.records import Change, Movement, Person, Stay
from ssu_desktop.records.kinds import MovementKind, Operation, Status
from ssu_desktop.rules.stay import (
    MovementFact,
    StayState,
    derive,
    first_unit,
    impossible,
    nearness,
)
from ssu_desktop.storage.journal import CHANGING

_AT_ONCE = 5000  # ids in one query: SQLite takes 32766


def fact_of(movement: Movement) -> MovementFact:
    """Return a movement as the rules see it."""
    return MovementFact(
        kind=movement.kind,
        happened_on=movement.happened_on,
        id=movement.id,
        to_unit_id=movement.to_unit_id,
        until=movement.until,
    )


def standing(movements: Iterable[Movement]) -> list[MovementFact]:
    """Return the movements that are not cancelled as facts."""
    return [fact_of(movement) for movement in movements if movement.cancelled_at is None]


def movements_of(session: Session, stay_ids: Sequence[UUID]) -> dict[UUID, list[Movement]]:
    """Return all movements, the cancelled ones too, of each stay in the order of the events."""
    found: dict[UUID, list[Movement]] = {stay_id: [] for stay_id in stay_ids}
    asked = select(Movement).order_by(Movement.happened_on, Movement.id)
    for start in range(0, len(stay_ids), _AT_ONCE):
        some = Movement.stay_id.in_(stay_ids[start : start + _AT_ONCE])
        for movement in session.scalars(asked.where(some)):
            found[movement.stay_id].append(movement)
    return found


def stays_moved_by(session: Session, action_id: UUID) -> list[UUID]:
    """Return the stays, not begun by it, that an action gave an event or took one from."""
    entered = select(Change.row_id).where(
        Change.action_id == action_id, Change.table_name == "movement", Change.operation.in_(CHANGING)
    )
    begun = select(Change.row_id).where(
        Change.action_id == action_id, Change.table_name == "stay", Change.operation == Operation.INSERT
    )
    moved = select(Movement.stay_id).where(Movement.id.in_(entered), Movement.stay_id.not_in(begun))
    return list(session.scalars(moved.distinct()))


def broken_events(session: Session, stay_ids: Sequence[UUID]) -> set[UUID]:
    """Return the events of these stays that cannot follow those before them."""
    found = movements_of(session, stay_ids).values()
    return {fact.id for movements in found for fact in impossible(standing(movements))}


def state_on(
    stay: Stay, movements: Sequence[Movement], on: date | None = None, *, without: UUID | None = None
) -> StayState:
    """Return where the stay stood at the end of the day `on` (None: after its last event).

    `without` is a movement that is taken for cancelled."""
    facts = [fact for fact in standing(movements) if on is None or fact.happened_on <= on]
    facts = [fact for fact in facts if fact.id != without]
    return derive(facts, first_unit(stay, movements))


def first_day_of(session: Session, person_id: UUID) -> date | None:
    """Return the day of the first event that stands in any stay of a person."""
    asked = select(func.min(Movement.happened_on)).join(Stay, Stay.id == Movement.stay_id)
    return session.scalar(asked.where(Stay.person_id == person_id, Movement.cancelled_at.is_(None)))


def refresh_present(session: Session, person_id: UUID) -> None:
    """Derive again the state of every stay of a person and the person's own `present_*` columns.

    Call it in every transaction that adds, cancels or moves a movement or a stay (import and merging too).
    """
    session.flush()
    stays = list(session.scalars(select(Stay).where(Stay.person_id == person_id).order_by(Stay.id)))
    movements = movements_of(session, [stay.id for stay in stays])
    for stay in stays:
        _put_origins(stay, movements[stay.id])
        _put_state(stay, state_on(stay, movements[stay.id]))
    _mark_readmissions(stays)
    person = session.get_one(Person, person_id)
    latest = max(stays, key=_nearness, default=None)
    if latest is None or latest.status is Status.NONE:
        person.present_status, person.present_unit_id = Status.NONE, None
        person.present_category, person.present_admitted_on = None, None
        return
    person.present_status, person.present_unit_id = latest.status, latest.unit_id
    person.present_category, person.present_admitted_on = latest.category, latest.admitted_on


def derive_again(session: Session, stay_ids: Sequence[UUID]) -> None:
    """Derive again what the people of these stays show."""
    for person_id in session.scalars(select(Stay.person_id).where(Stay.id.in_(stay_ids)).distinct()).all():
        refresh_present(session, person_id)


def _put_origins(stay: Stay, movements: Sequence[Movement]) -> None:
    """Let every standing transfer lead from where the one before it led: one entered late may change that."""
    here = first_unit(stay, movements)
    for movement in movements:
        if movement.kind is MovementKind.TRANSFERRED and movement.cancelled_at is None:
            if movement.from_unit_id != here:
                movement.from_unit_id = here
            here = movement.to_unit_id or here


def _put_state(stay: Stay, state: StayState) -> None:
    stay.status, stay.status_since = state.status, state.since
    stay.admitted_on, stay.ended_on = state.admitted_on, state.ended_on
    if state.unit_id is not None:
        stay.unit_id = state.unit_id


def _mark_readmissions(stays: Sequence[Stay]) -> None:
    """Set the mark of annex 2, column 9: whoever left earlier and comes again has returned.

    The first stay that we know keeps the mark that an old register gave it.
    """
    admitted = sorted(
        (stay for stay in stays if stay.admitted_on is not None), key=lambda stay: (stay.admitted_on, stay.id)
    )
    ended: date | None = None
    for stay in admitted:
        alone = stay is admitted[0] and all(other.status is not Status.NONE for other in stays)
        returned = ended is not None and stay.admitted_on is not None and ended <= stay.admitted_on
        stay.readmitted = stay.readmitted if alone else returned
        if stay.ended_on is not None:
            ended = min(ended, stay.ended_on) if ended is not None else stay.ended_on


def _nearness(stay: Stay) -> tuple[int, date, UUID]:
    return nearness(stay.status, stay.status_since, stay.id)


def stood_in(unit_id: UUID) -> ColumnElement[bool]:
    """Return the condition on `Stay` of a unit's register: it is there, or was transferred out of the unit.

    A row that was entered once stays in that register (annex 2, columns 13-14)."""
    moved_on = exists().where(
        Movement.stay_id == Stay.id,
        Movement.kind == MovementKind.TRANSFERRED,
        Movement.from_unit_id == unit_id,
        Movement.cancelled_at.is_(None),
    )
    return or_(Stay.unit_id == unit_id, moved_on)
