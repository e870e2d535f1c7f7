"""The records that a row of an old register becomes."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from ssu_desktop.actions.naming import keys_of
from ssu_desktop.exchange.register import RegisterRow
from ssu_desktop.language import N_, Language, translate
from ssu_desktop.records import (
    Disability,
    Kept,
    Movement,
    Person,
    RehabilitationProgramme,
    Stay,
    WaitingEntry,
    new_id,
)
from ssu_desktop.records.kinds import Category, MovementKind, Status, UnitKind
from ssu_desktop.rules.stay import WAITING, MovementFact, StayState, derive
from ssu_desktop.storage import NewRow

NO_DATE = N_("The register tells no date: this is the day of the import.")
NO_RETURN = N_("The register tells no day of return: this is the day of the leave.")
_WAYS = {Status.APPLIED: MovementKind.APPLIED, Status.QUEUED: MovementKind.QUEUED}
_ENDS = {
    Status.DISCHARGED: MovementKind.DISCHARGED,
    Status.TRANSFERRED: MovementKind.TRANSFERRED_OUT,
    Status.NOT_ARRIVED: MovementKind.NOT_ARRIVED,
}


@dataclass(frozen=True, kw_only=True)
class Place:
    """Where a register is taken in, when, and in which language a date that it does not tell is marked."""

    unit_id: UUID
    kind: UnitKind
    today: date
    language: Language


@dataclass(frozen=True)
class _Event:
    kind: MovementKind
    on: date
    order: str = ""
    note: str = ""


def is_waiting(row: RegisterRow) -> bool:
    """Return whether the row tells of somebody in the queue."""
    return row.status in WAITING and row.admitted_on is None


def state_of(row: RegisterRow, place: Place) -> StayState:
    """Return where the stay that the row tells of stands."""
    events = _events(row, place)
    facts = (
        MovementFact(kind=event.kind, happened_on=event.on, id=UUID(int=order))
        for order, event in enumerate(events)
    )
    return derive(facts, place.unit_id)


def _events(row: RegisterRow, place: Place) -> Iterator[_Event]:
    """Yield the events in their order; who waits or has left without a date gets today's, marked as such."""
    if is_waiting(row):
        yield _Event(_WAYS[row.status or Status.QUEUED], place.today, note=NO_DATE)
    if row.admitted_on:
        yield _Event(MovementKind.ADMITTED, row.admitted_on, row.admission_order)
    if row.left_on:
        yield from _leave(row, row.left_on, place.kind)
    end = _ENDS.get(row.status) if row.status else None
    if row.discharged_on:
        yield _Event(end or MovementKind.DISCHARGED, row.discharged_on, row.discharge_order)
    elif end:
        latest = max(day for day in (row.admitted_on, row.left_on, place.today) if day)
        yield _Event(end, latest, row.discharge_order, NO_DATE)


def _leave(row: RegisterRow, left_on: date, kind: UnitKind) -> Iterator[_Event]:
    """Yield the leave, which is a suspension where people live at home (Order 230, paras 23(1), 28(1)).

    One that is over gets its return on the same day: a pause of unknown length would put deadlines off."""
    at_home = kind in (UnitKind.DAY, UnitKind.HOME)
    yield _Event(MovementKind.SUSPENDED if at_home else MovementKind.LEFT, left_on, row.left_order)
    if row.is_back:
        yield _Event(MovementKind.RESUMED if at_home else MovementKind.RETURNED, left_on, note=NO_RETURN)


def records_of(rows: Sequence[tuple[RegisterRow, Category]], place: Place) -> list[NewRow]:
    """Return one person with all that the rows tell; the first row is the person's, each one is a stay."""
    person = _person(rows[0][0])
    person_id: UUID = person.values["id"]
    records = [person, *_belongings(person_id, [row for row, _category in rows])]
    states: list[tuple[StayState, Category]] = []
    for row, category in _each_stay(rows):
        state = state_of(row, place)
        back = row.readmitted or any(earlier.ended_on for earlier, _category in states)
        again = back and not is_waiting(row)  # who waits has not come back yet
        stay = _stay(person_id, row, category, state, again=again)
        stay_id: UUID = stay.values["id"]
        records += [stay, *_movements(stay_id, row, place)]
        if is_waiting(row):
            records.append(_new(WaitingEntry, stay_id=stay_id, applied_on=place.today))
        states.append((state, category))
    person.values.update(_present(states))
    return records


def _each_stay(rows: Sequence[tuple[RegisterRow, Category]]) -> Iterator[tuple[RegisterRow, Category]]:
    for row, category in rows:
        for stay in row.stays:
            yield stay, category


def _new(table: type[Kept], /, **values: object) -> NewRow:
    return NewRow(table, {"id": new_id(), **values})


def _person(row: RegisterRow) -> NewRow:
    return _new(
        Person,
        surname=row.surname,
        given_name=row.given_name,
        patronymic=row.patronymic,
        iin=row.iin,
        born=row.born,
        sex=row.sex,
        address=row.address,
        phone=row.phones,
        diagnosis=row.diagnosis,
        note=row.note,
        **keys_of(row.full_name, row.iin),
    )


def _belongings(person_id: UUID, rows: Sequence[RegisterRow]) -> Iterator[NewRow]:
    """Yield the disability and the programme; each that the rows tell differently comes once more."""
    for group in dict.fromkeys(row.disability_group for row in rows if row.disability_group):
        yield _new(Disability, person_id=person_id, group=group)
    terms = dict.fromkeys((row.programme_until, row.programme_indefinite) for row in rows)
    for until, indefinite in terms:
        if until or indefinite:
            yield _new(RehabilitationProgramme, person_id=person_id, until=until, indefinite=indefinite)


def _stay(person_id: UUID, row: RegisterRow, category: Category, state: StayState, *, again: bool) -> NewRow:
    return _new(
        Stay,
        person_id=person_id,
        unit_id=state.unit_id,
        category=category,
        note=row.note if row.stays_in else "",
        status=state.status,
        status_since=state.since,
        admitted_on=state.admitted_on,
        ended_on=state.ended_on,
        readmitted=again,
    )


def _movements(stay_id: UUID, row: RegisterRow, place: Place) -> Iterator[NewRow]:
    for event in _events(row, place):
        ends = event.kind in _ENDS.values()
        yield _new(
            Movement,
            stay_id=stay_id,
            kind=event.kind,
            happened_on=event.on,
            order_number=event.order,
            reason=row.discharge_reason if ends else "",
            destination=row.destination if ends else "",
            note=translate(place.language, event.note),
        )


def _present(states: Sequence[tuple[StayState, Category]]) -> dict[str, object]:
    state, category = max(states, key=lambda told: (told[0].ended_on is None, told[0].since or date.min))
    return {
        "present_status": state.status,
        "present_unit_id": state.unit_id,
        "present_category": category,
        "present_admitted_on": state.admitted_on,
    }
