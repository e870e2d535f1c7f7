"""Which rows of an old register tell of people who are in the file already, and what they tell anew."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from ssu_desktop.exchange.register import RegisterRow
from ssu_desktop.language import N_
from ssu_desktop.language.dates import short
from ssu_desktop.language.names import search_key
from ssu_desktop.records import FormerName, Movement, Person, Stay
from ssu_desktop.records.kinds import MovementKind


@dataclass(frozen=True, kw_only=True)
class DoubtfulRow:
    """A row that somebody must look at: `reason` is a msgid with holes for `values`."""

    row: int
    field: str
    reason: str
    values: Mapping[str, object]


@dataclass(frozen=True)
class _Known:
    """A person of the file: their units, the days on which stays began and ended and leaves began."""

    id: UUID
    name: str
    iin: str | None
    born: date | None
    units: set[UUID] = field(default_factory=set)
    began: set[tuple[UUID, date | None]] = field(default_factory=set)
    left: set[date] = field(default_factory=set)
    ended: set[date | None] = field(default_factory=set)


@dataclass(frozen=True)
class _People:
    """The people of the file, by what a register could name them by; a former name counts as well."""

    by_iin: Mapping[str, _Known]
    by_name: Mapping[str, Sequence[_Known]]


@dataclass(frozen=True, kw_only=True)
class KnownRow:
    """A row whose person is in the file already and does not come in again.

    `guessed`: only the name says so. `other_iin`: the file has another IIN. `new_iin`, `new_born`,
    `new_admission`, `new_leave`, `new_departure`: what the file has not."""

    row: RegisterRow
    person_id: UUID
    person_name: str
    served_here: bool
    guessed: bool = False
    other_iin: bool = False
    new_iin: str | None = None
    new_born: date | None = None
    new_admission: date | None = None
    new_leave: date | None = None
    new_departure: date | None = None


def known_rows(session: Session, rows: Sequence[RegisterRow], unit_id: UUID) -> Iterator[KnownRow]:
    """Yield the rows whose person is known; a further stay goes the way of its person's first row."""
    people = _people(session)
    found: dict[int, _Known] = {}
    for row in rows:
        known = found.get(row.stays_in) if row.stays_in is not None else _match(row, people, unit_id)
        if known is not None:
            found[row.row] = known
            yield _known_row(row, known, unit_id)


def _known_row(row: RegisterRow, known: _Known, unit_id: UUID) -> KnownRow:
    return KnownRow(
        row=row,
        person_id=known.id,
        person_name=known.name,
        served_here=unit_id in known.units,
        guessed=row.stays_in is None and not _is_sure(row, known, unit_id),
        other_iin=bool(row.iin and known.iin and row.iin != known.iin),
        new_iin=None if known.iin else row.iin,
        new_born=None if row.born == known.born else row.born,
        new_admission=None if row.admitted_on in {day for _unit, day in known.began} else row.admitted_on,
        new_leave=None if row.left_on in known.left else row.left_on,
        new_departure=None if row.discharged_on in known.ended else row.discharged_on,
    )


def _people(session: Session) -> _People:
    everyone: dict[UUID, _Known] = {}
    by_iin: dict[str, _Known] = {}
    by_name: dict[str, list[_Known]] = {}
    asked = select(Person.id, Person.surname, Person.given_name, Person.patronymic, Person.iin, Person.born)
    for person_id, *names, iin, born in session.execute(asked.where(Person.merged_into_id.is_(None))):
        known = _Known(person_id, " ".join(filter(None, names)), iin, born)
        everyone[person_id] = known
        by_name.setdefault(search_key(known.name), []).append(known)
        if iin:
            by_iin.setdefault(iin, known)
    former = select(FormerName.person_id, FormerName.surname, FormerName.given_name, FormerName.patronymic)
    for person_id, *names in session.execute(former):
        if person_id in everyone:
            by_name.setdefault(search_key(" ".join(filter(None, names))), []).append(everyone[person_id])
    _add_stays(session, everyone)
    return _People(by_iin, by_name)


def _add_stays(session: Session, everyone: Mapping[UUID, _Known]) -> None:
    asked = select(Stay.person_id, Stay.unit_id, Stay.admitted_on, Stay.ended_on)
    for person_id, unit_id, began, ended in session.execute(asked):
        if person_id in everyone:
            known = everyone[person_id]
            known.units.add(unit_id)
            known.began.add((unit_id, began))
            known.ended.add(ended)
    leaves = select(Stay.person_id, Movement.happened_on).join(Stay, Stay.id == Movement.stay_id)
    begun = (Movement.kind.in_((MovementKind.LEFT, MovementKind.SUSPENDED)), Movement.cancelled_at.is_(None))
    for person_id, left in session.execute(leaves.where(*begun)):
        if person_id in everyone:
            everyone[person_id].left.add(left)


def _match(row: RegisterRow, people: _People, unit_id: UUID) -> _Known | None:
    """Return the known person of a row: by the IIN, else the likeliest namesake whom nothing tells apart.

    Who is taken for a namesake on the name alone is left out and doubted: entered by hand is soon done,
    but nobody finds those who came in twice."""
    if row.iin and (known := people.by_iin.get(row.iin)):
        return known
    namesakes = (known for known in people.by_name.get(search_key(row.full_name), ()) if _may_be(row, known))
    return max(namesakes, key=lambda known: _is_sure(row, known, unit_id), default=None)


def _may_be(row: RegisterRow, known: _Known) -> bool:
    """Return whether nothing tells the namesakes apart; the same birth date outweighs another IIN."""
    if row.born and known.born:
        return row.born == known.born
    return not (row.iin and known.iin) or row.iin == known.iin


def _is_sure(row: RegisterRow, known: _Known, unit_id: UUID) -> bool:
    """Return whether more than the name agrees: the IIN, the birth date, or the day of admission here."""
    if row.iin and row.iin == known.iin:
        return True
    if row.born and row.born == known.born:
        return True
    return row.admitted_on is not None and (unit_id, row.admitted_on) in known.began


def doubt_known(known: KnownRow) -> Iterator[DoubtfulRow]:
    """Yield what a row that is left out says otherwise than the file: nothing of it is lost in silence."""
    yield from _doubt_identity(known)
    if not known.served_here:
        reason = N_("{name} is in the file, but was never in this unit: admit the person by hand.")
        yield _doubt(known, "admitted_on", reason)
        return
    if known.new_admission:
        reason = N_("{name} is in the file, but not with the admission of {day}: enter it by hand.")
        yield _doubt(known, "admitted_on", reason, day=short(known.new_admission))
    if known.new_leave:
        reason = N_("{name} is in the file, but not with the temporary leave of {day}: enter it by hand.")
        yield _doubt(known, "left_on", reason, day=short(known.new_leave))
    if known.new_departure:
        reason = N_("{name} is in the file, but not with the departure of {day}: enter it by hand.")
        yield _doubt(known, "discharged_on", reason, day=short(known.new_departure))


def _doubt_identity(known: KnownRow) -> Iterator[DoubtfulRow]:
    if known.guessed:
        reason = N_(
            "{name} is in the file already, and only the name tells that this is the same person: the row "
            "was left out. Add the person by hand if it is somebody else."
        )
        yield _doubt(known, "surname", reason)
    elif search_key(known.row.full_name) != search_key(known.person_name):
        reason = N_("{name} with the same IIN is in the file already; the row was left out.")
        if not known.row.iin or known.new_iin or known.other_iin:
            reason = N_("{name} is in the file already and once had this name; the row was left out.")
        yield _doubt(known, "surname", reason)
    if known.other_iin:
        reason = N_("{name} is in the file with another IIN; the row was left out.")
        yield _doubt(known, "iin", reason)
    if known.new_iin:
        reason = N_("{name} is in the file, but without the IIN {iin}: enter it by hand.")
        yield _doubt(known, "iin", reason, iin=known.new_iin)
    if known.new_born:
        reason = N_("{name} is in the file, but not with the birth date {day}: compare and mend it by hand.")
        yield _doubt(known, "born", reason, day=short(known.new_born))


def _doubt(known: KnownRow, name: str, reason: str, **values: object) -> DoubtfulRow:
    return DoubtfulRow(
        row=known.row.row, field=name, reason=reason, values={"name": known.person_name, **values}
    )
