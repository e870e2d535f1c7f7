"""Which rows of an old register tell of people who are in the file already, and what they tell anew."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from ssu_desktop.exchange.register import RegisterRow, same_person_key
from ssu_desktop.language import N_
from ssu_desktop.language.dates import short
from ssu_desktop.language.names import search_key
from ssu_desktop.records import FormerName, Person, Stay


@dataclass(frozen=True, kw_only=True)
class DoubtfulRow:
    """A row that somebody must look at: `reason` is a msgid with holes for `values`."""

    row: int
    field: str
    reason: str
    values: Mapping[str, object]


@dataclass(frozen=True)
class _Known:
    """A person of the file: the units they were in, the days on which their stays began and ended."""

    id: UUID
    name: str
    iin: str | None
    units: set[UUID] = field(default_factory=set)
    began: set[date | None] = field(default_factory=set)
    ended: set[date | None] = field(default_factory=set)


@dataclass(frozen=True, kw_only=True)
class KnownRow:
    """A row whose person is in the file already and does not come in again.

    `other_iin`: the file has another IIN. `new_admission`, `new_departure`: a day that the file has not."""

    row: RegisterRow
    person_id: UUID
    person_name: str
    served_here: bool
    other_iin: bool = False
    new_admission: date | None = None
    new_departure: date | None = None


def known_rows(session: Session, rows: Sequence[RegisterRow], unit_id: UUID) -> Iterator[KnownRow]:
    """Yield the rows whose person is known; a further stay goes the way of its person's first row."""
    people = _people_by_key(session)
    found: dict[int, _Known] = {}
    for row in rows:
        known = found.get(row.stays_in) if row.stays_in is not None else _match(row, people)
        if known is not None:
            found[row.row] = known
            yield _known_row(row, known, unit_id)


def _known_row(row: RegisterRow, known: _Known, unit_id: UUID) -> KnownRow:
    return KnownRow(
        row=row,
        person_id=known.id,
        person_name=known.name,
        served_here=unit_id in known.units,
        other_iin=bool(row.iin and known.iin and row.iin != known.iin),
        new_admission=None if row.admitted_on in known.began else row.admitted_on,
        new_departure=None if row.discharged_on in known.ended else row.discharged_on,
    )


def _people_by_key(session: Session) -> dict[tuple[str, ...], _Known]:
    """Return the people of the file by every key that a register could name them by.

    The IIN; the name, present or past, with the birth date; the name alone where no birth date is known."""
    everyone: dict[UUID, tuple[date | None, _Known]] = {}
    people: dict[tuple[str, ...], _Known] = {}
    asked = select(Person.id, Person.surname, Person.given_name, Person.patronymic, Person.iin, Person.born)
    for person_id, *names, iin, born in session.execute(asked.where(Person.merged_into_id.is_(None))):
        known = _Known(person_id, " ".join(filter(None, names)), iin)
        everyone[person_id] = (born, known)
        people.setdefault(_name_key(known.name, born), known)
        if iin:
            people[("iin", iin)] = known
    former = select(FormerName.person_id, FormerName.surname, FormerName.given_name, FormerName.patronymic)
    for person_id, *names in session.execute(former):
        if person_id in everyone:
            born, known = everyone[person_id]
            people.setdefault(_name_key(" ".join(filter(None, names)), born), known)
    _add_stays(session, everyone)
    return people


def _name_key(name: str, born: date | None) -> tuple[str, ...]:
    return ("name", search_key(name), born.isoformat() if born else "")


def _add_stays(session: Session, everyone: Mapping[UUID, tuple[date | None, _Known]]) -> None:
    asked = select(Stay.person_id, Stay.unit_id, Stay.admitted_on, Stay.ended_on)
    for person_id, unit_id, began, ended in session.execute(asked):
        if person_id in everyone:
            known = everyone[person_id][1]
            known.units.add(unit_id)
            known.began.add(began)
            known.ended.add(ended)


def _match(row: RegisterRow, people: Mapping[tuple[str, ...], _Known]) -> _Known | None:
    """Return the known person of a row: by the IIN, else by name and birth date.

    Only where the row has an IIN and neither name nor birth date agree is a namesake another person."""
    return people.get(same_person_key(row)) or people.get(same_person_key(replace(row, iin=None)))


def doubt_known(known: KnownRow) -> Iterator[DoubtfulRow]:
    """Yield what a row that is left out says otherwise than the file: nothing of it is lost in silence."""
    if search_key(known.row.full_name) != search_key(known.person_name):
        reason = N_("{name} with the same IIN is in the file already; the row was left out.")
        yield _doubt(known, "surname", reason)
    if known.other_iin:
        reason = N_("{name} is in the file with another IIN; the row was left out.")
        yield _doubt(known, "iin", reason)
    if not known.served_here:
        reason = N_("{name} is in the file, but was never in this unit: admit the person by hand.")
        yield _doubt(known, "admitted_on", reason)
        return
    if known.new_admission:
        reason = N_("{name} is in the file, but not with the admission of {day}: enter it by hand.")
        yield _doubt(known, "admitted_on", reason, day=short(known.new_admission))
    if known.new_departure:
        reason = N_("{name} is in the file, but not with the departure of {day}: enter it by hand.")
        yield _doubt(known, "discharged_on", reason, day=short(known.new_departure))


def _doubt(known: KnownRow, name: str, reason: str, **values: object) -> DoubtfulRow:
    return DoubtfulRow(
        row=known.row.row, field=name, reason=reason, values={"name": known.person_name, **values}
    )
