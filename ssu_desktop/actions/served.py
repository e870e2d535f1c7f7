"""Who was served by a unit on some days: what attendance and home visits are entered for."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import Row, or_, select
from sqlalchemy.orm import Session

from ssu_desktop.actions.presence import movements_of, standing, state_on, stood_in
from ssu_desktop.records import Movement, Person, Stay
from ssu_desktop.records.kinds import Status
from ssu_desktop.rules.day import served_on
from ssu_desktop.rules.stay import first_unit

_AT_ONCE = 100  # whole records in memory: those of thousands would be what the program weighs from then on


@dataclass(frozen=True, kw_only=True)
class ServedStay:
    """A stay that was in a unit on some of the days asked for; `served` are those with services."""

    stay_id: UUID
    person_id: UUID
    name: str
    status: Status
    night: bool
    served: frozenset[date]


def served_stays(session: Session, unit_id: UUID, days: Sequence[date]) -> list[ServedStay]:
    """Return the stays of a unit on any of these days, which stand in their order, by the person's name.

    `status` is that at the end of the last day. Those away and suspended are among them, without the days."""
    asked = select(Stay, Person).join(Person, Person.id == Stay.person_id)
    asked = asked.where(
        stood_in(unit_id),
        Person.merged_into_id.is_(None),
        Stay.admitted_on <= days[-1],
        or_(Stay.ended_on.is_(None), Stay.ended_on >= days[0]),
    )
    asked = asked.order_by(Person.sort_key, Person.id, Stay.id).execution_options(yield_per=_AT_ONCE)
    portions = session.execute(asked).partitions()
    return [one for some in portions for one in _served_of(session, some, unit_id, days)]


def _served_of(
    session: Session, found: Sequence[Row[Stay, Person]], unit_id: UUID, days: Sequence[date]
) -> Iterator[ServedStay]:
    movements = movements_of(session, [stay.id for stay, _person in found])
    for stay, person in found:
        one = _served(stay, person, movements[stay.id], unit_id, days)
        if one is not None:
            yield one


def _served(
    stay: Stay, person: Person, movements: Sequence[Movement], unit_id: UUID, days: Iterable[date]
) -> ServedStay | None:
    facts, begun_in = standing(movements), first_unit(stay, movements)
    served = frozenset(day for day in days if served_on(facts, begun_in, unit_id, day))
    state = state_on(stay, movements, max(days))
    if not served and state.unit_id != unit_id:
        return None
    return ServedStay(
        stay_id=stay.id,
        person_id=person.id,
        name=person.full_name,
        status=state.status,
        night=stay.night_stay,
        served=served,
    )


def people_of(session: Session, stay_ids: Sequence[UUID]) -> dict[UUID, Person]:
    """Return whose the stays are, by the stay."""
    asked = select(Stay.id, Person).join(Person, Person.id == Stay.person_id)
    return {row[0]: row[1] for row in session.execute(asked.where(Stay.id.in_(stay_ids)))}
