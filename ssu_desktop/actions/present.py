"""Who was where on a day: derived from the events, never from what stands there now."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from ssu_desktop.actions.desk import Desk
from ssu_desktop.actions.presence import movements_of, state_on
from ssu_desktop.records import Movement, Person, Stay, Unit
from ssu_desktop.records.kinds import Category, MovementKind, Status, UnitKind
from ssu_desktop.rules.stay import PRESENT


@dataclass(frozen=True, kw_only=True)
class PresentRow:
    """One person who takes a place at the end of the day; `since` and `until` are of the state."""

    stay_id: UUID
    person_id: UUID
    name: str
    sort_key: str
    born: date | None
    unit_id: UUID
    unit_kk: str
    unit_ru: str
    unit_kind: UnitKind
    category: Category
    status: Status
    admitted_on: date | None
    since: date | None
    until: date | None

    def unit_name(self, language: str) -> str:
        """Return the unit's name in `language`."""
        return self.unit_kk if language == "kk" else self.unit_ru


@dataclass(frozen=True, kw_only=True)
class PresentCount:
    """How many take a place of a unit: `here` receive services, the absent and the suspended apart."""

    here: int = 0
    away: int = 0
    suspended: int = 0

    @property
    def taken(self) -> int:
        """Return all who take a place."""
        return self.here + self.away + self.suspended


def present_on(desk: Desk, day: date, unit_id: UUID | None = None) -> tuple[PresentRow, ...]:
    """Return who takes a place of a unit, or of any, at the end of `day`: by unit, then by name.

    Who left for good on that day is not among them; who was admitted on it is."""
    with desk.read() as session:
        return tuple(present_in(session, day, unit_id))


def present_in(session: Session, day: date, unit_id: UUID | None = None) -> list[PresentRow]:
    """Return what `present_on` does, within a session."""
    units = {unit.id: unit for unit in session.scalars(select(Unit))}
    stays = _admitted_by(session, day)
    movements = movements_of(session, [stay.id for stay, _person in stays])
    rows = [_row(stay, person, movements[stay.id], units, day) for stay, person in stays]
    chosen = [row for row in rows if row is not None and unit_id in (None, row.unit_id)]
    places = {unit.id: (unit.position, unit.id) for unit in units.values()}
    return sorted(chosen, key=lambda row: (*places[row.unit_id], row.sort_key, row.stay_id))


def _admitted_by(session: Session, day: date) -> Sequence[tuple[Stay, Person]]:
    arrived = select(Movement.stay_id).where(
        Movement.kind == MovementKind.ADMITTED, Movement.happened_on <= day, Movement.cancelled_at.is_(None)
    )
    asked = select(Stay, Person).join(Person, Person.id == Stay.person_id)
    found = session.execute(asked.where(Stay.id.in_(arrived), Person.merged_into_id.is_(None)))
    return [(stay, person) for stay, person in found]


def _row(
    stay: Stay, person: Person, movements: Sequence[Movement], units: Mapping[UUID, Unit], day: date
) -> PresentRow | None:
    state = state_on(stay, movements, day)
    if state.status not in PRESENT:
        return None
    unit = units[state.unit_id or stay.unit_id]
    return PresentRow(
        stay_id=stay.id,
        person_id=person.id,
        name=person.full_name,
        sort_key=person.sort_key,
        born=person.born,
        unit_id=unit.id,
        unit_kk=unit.name_kk,
        unit_ru=unit.name_ru,
        unit_kind=unit.kind,
        category=stay.category,
        status=state.status,
        admitted_on=state.admitted_on,
        since=state.since,
        until=state.until,
    )


def count_present(rows: Iterable[PresentRow]) -> PresentCount:
    """Return how many of the rows receive services, are absent and are suspended."""
    states = Counter(row.status for row in rows)
    away, suspended = states[Status.AWAY], states[Status.SUSPENDED]
    return PresentCount(here=states.total() - away - suspended, away=away, suspended=suspended)
