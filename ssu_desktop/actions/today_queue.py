"""Who waits, for the card of Today: plain rows, in the turn that the queue itself has."""

from datetime import date
from uuid import UUID

from sqlalchemy import Select, select

from ssu_desktop.law import Law
from ssu_desktop.records import Person, RehabilitationProgramme, Stay, Unit, WaitingEntry
from ssu_desktop.records.kinds import UnitKind
from ssu_desktop.rules.stay import WAITING
from ssu_desktop.rules.waiting import Applicant, in_line, place_of
from ssu_desktop.storage import Source, records, rows


def queue_names(source: Source, law: Law, today: date, unit_id: UUID | None = None) -> list[str]:
    """Return the names of those who wait in their turn, as the queue itself has it (`rules.waiting`)."""
    programmes: dict[UUID, list[RehabilitationProgramme]] = {}
    for programme in _programmes_of_waiting(source):
        programmes.setdefault(programme.person_id, []).append(programme)
    names, waiting = {}, []
    for stay_id, person_id, at, kind, entry_id, applied_on, time, reason, *named in _queued(source):
        if unit_id in (None, at):
            place = place_of(applied_on, programmes.get(person_id, ()), kind, law, today)
            names[stay_id] = " ".join(filter(None, named))
            waiting.append(
                Applicant(
                    stay_id=stay_id,
                    entry_id=entry_id,
                    applied_on=applied_on,
                    applied_time=time,
                    counts_from=place.counts_from,
                    out_of_turn=bool(reason),
                )
            )
    return [names[one.stay_id] for one in in_line(waiting)]


@rows
def _queued() -> Select[UUID, UUID, UUID, UnitKind, UUID, date, str, str, str, str, str]:
    entry = WaitingEntry
    return (
        select(
            Stay.id, Stay.person_id, Stay.unit_id, Unit.kind, entry.id, entry.applied_on, entry.applied_time,
            entry.out_of_turn_reason, Person.surname, Person.given_name,
            Person.patronymic,
        )
        .join(Stay, Stay.person_id == Person.id)
        .join(entry, entry.stay_id == Stay.id)
        .join(Unit, Unit.id == Stay.unit_id)
        .where(Stay.status.in_(WAITING))
    )  # fmt: skip


_programmes_of_waiting = records(
    lambda: (
        select(RehabilitationProgramme)
        .join(Stay, Stay.person_id == RehabilitationProgramme.person_id)
        .where(Stay.status.in_(WAITING))
    )
)
