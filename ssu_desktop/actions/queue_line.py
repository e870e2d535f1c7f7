"""The queue as it stands: who waits for which unit, in the turn that the rules give."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from ssu_desktop.law import Law
from ssu_desktop.records import Person, RehabilitationProgramme, Stay, Unit, WaitingEntry
from ssu_desktop.records.kinds import Placement
from ssu_desktop.rules.stay import PRESENT, WAITING
from ssu_desktop.rules.waiting import Applicant, Line, Place, in_line, place_of


@dataclass(frozen=True, kw_only=True)
class Waiting:
    """One who waits, with the records that tell of it; `number` is the turn within the unit, from 1."""

    number: int
    applicant: Applicant
    place: Place
    entry: WaitingEntry
    stay: Stay
    person: Person
    unit: Unit


def queue_of(session: Session, law: Law, today: date, unit_id: UUID | None = None) -> list[Waiting]:
    """Return who waits, unit by unit, each unit's in their turn; of one unit or of all."""
    rows = session.execute(_asked(unit_id)).all()
    programmes = _programmes(session, unit_id)
    found: list[Waiting] = []
    for unit in dict.fromkeys(unit for *_others, unit in rows):
        here = {entry.stay_id: (entry, stay, person) for entry, stay, person, at in rows if at is unit}
        places = {
            stay_id: place_of(entry.applied_on, programmes.get(person.id, ()), unit.kind, law, today)
            for stay_id, (entry, _stay, person) in here.items()
        }
        turn = in_line(_applicant(here[stay_id][0], places[stay_id]) for stay_id in here)
        for number, one in enumerate(turn, 1):
            entry, stay, person = here[one.stay_id]
            found.append(
                Waiting(
                    number=number,
                    applicant=one,
                    place=places[one.stay_id],
                    entry=entry,
                    stay=stay,
                    person=person,
                    unit=unit,
                )
            )
    return found


def _applicant(entry: WaitingEntry, place: Place) -> Applicant:
    return Applicant(
        stay_id=entry.stay_id,
        entry_id=entry.id,
        applied_on=entry.applied_on,
        applied_time=entry.applied_time,
        counts_from=place.counts_from,
        out_of_turn=bool(entry.out_of_turn_reason),
        called=(entry.place_kept_until or entry.arrival_due) is not None,
    )


def _asked(unit_id: UUID | None) -> Select[WaitingEntry, Stay, Person, Unit]:
    asked = (
        select(WaitingEntry, Stay, Person, Unit)
        .join(Stay, Stay.id == WaitingEntry.stay_id)
        .join(Person, Person.id == Stay.person_id)
        .join(Unit, Unit.id == Stay.unit_id)
        .where(Stay.status.in_(WAITING))
        .order_by(Unit.position, Unit.id)
    )
    return asked if unit_id is None else asked.where(Stay.unit_id == unit_id)


def _programmes(session: Session, unit_id: UUID | None) -> dict[UUID, list[RehabilitationProgramme]]:
    """Return the programmes of those who wait, by person: one query for all."""
    waiting = select(Stay.person_id).where(Stay.status.in_(WAITING))
    if unit_id is not None:
        waiting = waiting.where(Stay.unit_id == unit_id)
    found: dict[UUID, list[RehabilitationProgramme]] = {}
    asked = select(RehabilitationProgramme).where(RehabilitationProgramme.person_id.in_(waiting))
    for programme in session.scalars(asked):
        found.setdefault(programme.person_id, []).append(programme)
    return found


def uncalled_before(queue: Sequence[Waiting], stay_id: UUID | None) -> int:
    """Return how many who were not called yet stand before a stay; before somebody new: all of them."""
    count = 0
    for one in queue:
        if one.stay.id == stay_id:
            break
        count += not one.applicant.called
    return count


def kept_for_others(queue: Sequence[Waiting], stay_id: UUID | None) -> int:
    """Return how many places are kept for those who were called, that of a stay apart."""
    return sum(one.applicant.called for one in queue if one.stay.id != stay_id)


def line_of(session: Session, law: Law, today: date, unit: Unit, stay_id: UUID) -> Line:
    """Return how the queue of a unit stands for one who waits: a place kept for another is not free."""
    queue = queue_of(session, law, today, unit.id)
    free = unit.capacity - taken_in(session, unit.id) - kept_for_others(queue, stay_id)
    return Line(free=free, before=uncalled_before(queue, stay_id))


def taken_in(session: Session, unit_id: UUID, placement: Placement | None = None) -> int:
    """Return how many places of a unit, or of one of its wards, are taken, those of the absent too."""
    asked = select(func.count()).select_from(Stay).where(Stay.unit_id == unit_id, Stay.status.in_(PRESENT))
    if placement is not None:
        asked = asked.where(Stay.placement == placement)
    return session.scalar(asked) or 0
