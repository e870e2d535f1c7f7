"""The electronic register (annex 2) as a table: one row a stay, ready for the screen and the form."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from ssu_desktop.actions.desk import Desk
from ssu_desktop.actions.presence import movements_of, stood_in
from ssu_desktop.language.dates import age
from ssu_desktop.records import Movement, Person, RehabilitationProgramme, Stay, Unit
from ssu_desktop.records.kinds import Category, MovementKind, Sex, Status, UnitKind
from ssu_desktop.rules.person import latest_programme
from ssu_desktop.rules.stay import status_word

_PAUSES = (MovementKind.LEFT, MovementKind.SUSPENDED)
_ENDS_OF_PAUSES = (MovementKind.RETURNED, MovementKind.RESUMED)
_DEPARTURES = (MovementKind.DISCHARGED, MovementKind.NOT_ARRIVED)
_NAMED = 1000
_TRANSFERS = (MovementKind.TRANSFERRED, MovementKind.TRANSFERRED_OUT)


@dataclass(frozen=True, kw_only=True)
class EventCell:
    """An event in a cell: its day and order; a pause has its end, or the day named for it."""

    kind: MovementKind
    happened_on: date
    order_number: str
    order_date: date | None
    until: date | None = None
    ended_on: date | None = None
    reason: str = ""
    destination: str = ""


@dataclass(frozen=True, kw_only=True)
class RegisterRow:
    """A row of annex 2: one stay. `age` is that of today; `status_word` a msgid in the unit's words.

    `readmitted` is the mark of column 9; `leaves` stand stacked in column 10, suspensions of D and H too;
    `left_reason` also holds the reasons of suspension for D and H (column 12).
    """

    stay_id: UUID
    person_id: UUID
    unit_id: UUID
    unit_kind: UnitKind
    status: Status
    status_word: str
    category: Category
    name: str
    iin: str
    born: date | None
    age: int | None
    sex: Sex | None
    address: str
    phone: str
    programme_number: str
    programme_from: date | None
    programme_until: date | None
    programme_indefinite: bool
    applied: EventCell | None
    admitted: EventCell | None
    readmitted: bool
    leaves: tuple[EventCell, ...]
    left: EventCell | None
    left_reason: str
    transfers: tuple[EventCell, ...]
    destination: str


def register_rows(
    desk: Desk,
    unit_id: UUID | None = None,
    statuses: Collection[Status] = (),
    *,
    limit: int | None = None,
    offset: int = 0,
) -> tuple[RegisterRow, ...]:
    """Return the rows of the register in the order of admission, those who wait last; all without `limit`.

    `statuses` leaves only the stays in one of these states; none leaves all."""
    asked = (
        select(Stay, Person, Unit.kind)
        .join(Person, Person.id == Stay.person_id)
        .join(Unit, Unit.id == Stay.unit_id)
        .where(*_conditions(unit_id, statuses))
        .order_by(Stay.admitted_on.is_(None), Stay.admitted_on, Stay.status_since, Stay.id)
        .limit(limit)
        .offset(offset)
    )
    with desk.read() as session:
        found = [(stay, person, kind) for stay, person, kind in session.execute(asked)]
        movements = movements_of(session, [stay.id for stay, _person, _kind in found])
        programmes = _programmes(session, [person.id for _stay, person, _kind in found])
        return tuple(
            _in_unit(
                _row(stay, person, kind, movements[stay.id], programmes.get(person.id), desk.today), unit_id
            )
            for stay, person, kind in found
        )


def _in_unit(row: RegisterRow, unit_id: UUID | None) -> RegisterRow:
    """Return the row as the register of a unit has it: who went on to another unit is transferred there."""
    if unit_id in (None, row.unit_id):
        return row
    return replace(row, status=Status.TRANSFERRED, status_word=status_word(Status.TRANSFERRED, row.unit_kind))


def count_register(desk: Desk, unit_id: UUID | None = None, statuses: Collection[Status] = ()) -> int:
    """Return how many rows the register has."""
    asked = select(func.count(Stay.id)).join(Person, Person.id == Stay.person_id)
    with desk.read() as session:
        return session.scalar(asked.where(*_conditions(unit_id, statuses))) or 0


def _conditions(unit_id: UUID | None, statuses: Collection[Status]) -> list[ColumnElement[bool]]:
    shown: list[ColumnElement[bool]] = [Stay.status != Status.NONE, Person.merged_into_id.is_(None)]
    if statuses:
        shown.append(Stay.status.in_(statuses))
    return shown if unit_id is None else [*shown, stood_in(unit_id)]


def _programmes(session: Session, person_ids: Sequence[UUID]) -> Mapping[UUID, RehabilitationProgramme]:
    asked = select(RehabilitationProgramme)
    if len(person_ids) <= _NAMED:  # more at once are read quicker without naming them
        asked = asked.where(RehabilitationProgramme.person_id.in_(person_ids))
    found: dict[UUID, list[RehabilitationProgramme]] = {}
    for programme in session.scalars(asked):
        found.setdefault(programme.person_id, []).append(programme)
    latest = {person_id: latest_programme(programmes) for person_id, programmes in found.items()}
    return {person_id: programme for person_id, programme in latest.items() if programme is not None}


def _row(
    stay: Stay,
    person: Person,
    kind: UnitKind,
    movements: Sequence[Movement],
    programme: RehabilitationProgramme | None,
    today: date,
) -> RegisterRow:
    events = [movement for movement in movements if movement.cancelled_at is None]
    left = _last(events, _DEPARTURES)
    leaves = tuple(_pauses(events))
    transfers = tuple(_cell(movement) for movement in events if movement.kind in _TRANSFERS)
    reasons = [cell.reason for cell in leaves if cell.kind is MovementKind.SUSPENDED and cell.reason]
    return RegisterRow(
        stay_id=stay.id,
        person_id=person.id,
        unit_id=stay.unit_id,
        unit_kind=kind,
        status=stay.status,
        status_word=status_word(stay.status, kind),
        category=stay.category,
        name=person.full_name,
        iin=person.iin or "",
        born=person.born,
        age=None if person.born is None else age(person.born, today),
        sex=person.sex,
        address=person.address,
        phone=person.phone,
        programme_number=programme.number if programme else "",
        programme_from=programme.issued_on if programme else None,
        programme_until=programme.until if programme else None,
        programme_indefinite=programme.indefinite if programme else False,
        applied=_last(events, (MovementKind.QUEUED, MovementKind.APPLIED)),
        admitted=_last(events, (MovementKind.ADMITTED,)),
        readmitted=stay.readmitted,
        leaves=leaves,
        left=left,
        left_reason="; ".join([*reasons, left.reason] if left and left.reason else reasons),
        transfers=transfers,
        destination=_destination(left, transfers),
    )


def _last(events: Sequence[Movement], kinds: Sequence[MovementKind]) -> EventCell | None:
    found = [movement for movement in events if movement.kind in kinds]
    return _cell(found[-1]) if found else None


def _destination(left: EventCell | None, transfers: Sequence[EventCell]) -> str:
    cells = [cell for cell in (*transfers, left) if cell is not None and cell.destination]
    return cells[-1].destination if cells else ""


def _cell(movement: Movement, ended_on: date | None = None) -> EventCell:
    return EventCell(
        kind=movement.kind,
        happened_on=movement.happened_on,
        order_number=movement.order_number,
        order_date=movement.order_date,
        until=movement.until,
        ended_on=ended_on,
        reason=movement.reason,
        destination=movement.destination,
    )


def _pauses(events: Sequence[Movement]) -> list[EventCell]:
    cells = []
    for place, movement in enumerate(events):
        if movement.kind in _PAUSES:
            later = (other for other in events[place + 1 :] if other.kind in _ENDS_OF_PAUSES)
            end = next(later, None)
            cells.append(_cell(movement, end.happened_on if end else None))
    return cells
