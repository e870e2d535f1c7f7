"""Take in a facility's own register: a dry run first, then all of it in one transaction or nothing."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from ssu_desktop.actions.desk import Desk
from ssu_desktop.actions.incoming import NO_DATE, Place, is_waiting, records_of, state_of
from ssu_desktop.exchange.register import Field, Proposal, RegisterRow, read_register, same_person_key
from ssu_desktop.exchange.workbook import CannotRead, SheetRows, read_workbook
from ssu_desktop.language import N_, Language, translate
from ssu_desktop.language.names import search_key
from ssu_desktop.records import FormerName, Person, Stay, Unit
from ssu_desktop.records.kinds import Category, Operation
from ssu_desktop.rules.guess import guess_category
from ssu_desktop.rules.stay import ENDED
from ssu_desktop.storage import note
from ssu_desktop.storage.bulk import insert_many

GoOn = Callable[[int, int], bool]
IMPORTING = N_("Import a register")
"""The action under which the change journal keeps an import."""

_CHUNK = 500


@dataclass(frozen=True, kw_only=True)
class DoubtfulRow:
    """A row that somebody must look at: `reason` is a msgid with holes for `values`."""

    row: int
    field: str
    reason: str
    values: Mapping[str, object]


@dataclass(frozen=True, kw_only=True)
class IncomingRow:
    """A row that comes in, with the category that it tells or that was assumed."""

    row: RegisterRow
    category: Category
    category_assumed: bool


@dataclass(frozen=True, kw_only=True)
class KnownRow:
    """A row whose person is in the file already and does not come in again."""

    row: RegisterRow
    person_id: UUID
    person_name: str
    served_here: bool


@dataclass(frozen=True, kw_only=True)
class ImportProposal:
    """A dry run: nothing was changed. `sheets` are the workbook's, `proposal` what was read of one."""

    unit_id: UUID
    source: str
    sheets: tuple[str, ...]
    proposal: Proposal
    incoming: tuple[IncomingRow, ...]
    known: tuple[KnownRow, ...]
    doubtful: tuple[DoubtfulRow, ...]

    @property
    def imported(self) -> int:
        """Return how many people would come in; somebody with two stays counts once."""
        return sum(incoming.row.stays_in is None for incoming in self.incoming)

    @property
    def already_known(self) -> int:
        """Return how many people of the register are in the file already."""
        return sum(known.row.stays_in is None for known in self.known)


@dataclass(frozen=True, kw_only=True)
class ImportResult:
    """What came in; all is 0 and `cancelled` is set when the user stopped it."""

    imported: int
    already_known: int
    doubtful: tuple[DoubtfulRow, ...]
    cancelled: bool = False


@dataclass(frozen=True)
class _Known:
    id: UUID
    name: str
    units: frozenset[UUID]


def propose_import(
    desk: Desk,
    path: Path,
    unit_id: UUID,
    columns: Mapping[int, Field] | None = None,
    *,
    sheet: str | None = None,
) -> ImportProposal:
    """Return what the workbook would bring into the unit; changes nothing.

    `columns` (from 0) stand in for those that were recognised; `sheet` is a sheet's name, else the first
    one with people's names is read. Raises CannotRead with a message for the user."""
    sheets = read_workbook(path)
    chosen = _read_sheet(desk, sheets, columns, sheet)
    with desk.read() as session:
        return _proposal(desk, session, chosen, unit_id, path.name, tuple(each.name for each in sheets))


def _read_sheet(
    desk: Desk, sheets: Sequence[SheetRows], columns: Mapping[int, Field] | None, name: str | None
) -> Proposal:
    asked = [each for each in sheets if name is None or each.name == name] or list(sheets)
    refusal: CannotRead | None = None
    for each in asked:
        try:
            return read_register(each, columns, today=desk.today)
        except CannotRead as error:
            refusal = refusal or error
    raise refusal or CannotRead(N_("There is nothing in the file {name}: all its sheets are empty."), name="")


def _proposal(
    desk: Desk, session: Session, read: Proposal, unit_id: UUID, source: str, sheets: tuple[str, ...]
) -> ImportProposal:
    unit = session.get_one(Unit, unit_id)
    place = _place(desk, unit)
    known = tuple(_known_rows(read.rows, _people_by_key(session), unit_id))
    known_numbers = {each.row.row for each in known}
    incoming = tuple(_incoming(desk, unit, row) for row in read.rows if row.row not in known_numbers)
    return ImportProposal(
        unit_id=unit_id,
        source=source,
        sheets=sheets,
        proposal=read,
        incoming=incoming,
        known=known,
        doubtful=tuple(sorted(_doubtful(read, incoming, known, place), key=lambda doubt: doubt.row)),
    )


def _incoming(desk: Desk, unit: Unit, row: RegisterRow) -> IncomingRow:
    category = row.category or guess_category(
        desk.law,
        unit.kind,
        unit.categories,
        born=row.born,
        group=row.disability_group,
        diagnosis=row.diagnosis,
        on=row.admitted_on or desk.today,
    )
    return IncomingRow(row=row, category=category, category_assumed=row.category is None)


def _people_by_key(session: Session) -> dict[tuple[str, ...], _Known]:
    """Return the people of the file by every key that a register could name them by.

    The IIN; the name, present or past, with the birth date; the name alone where no birth date is known."""
    units: dict[UUID, set[UUID]] = {}
    for person_id, unit_id in session.execute(select(Stay.person_id, Stay.unit_id)):
        units.setdefault(person_id, set()).add(unit_id)
    people: dict[tuple[str, ...], _Known] = {}
    asked = select(Person.id, Person.surname, Person.given_name, Person.patronymic, Person.iin, Person.born)
    born_on = {}
    for person_id, *names, iin, born in session.execute(asked.where(Person.merged_into_id.is_(None))):
        known = _Known(person_id, " ".join(filter(None, names)), frozenset(units.get(person_id, ())))
        born_on[person_id] = (born, known)
        people.setdefault(("name", search_key(known.name), born.isoformat() if born else ""), known)
        if iin:
            people[("iin", iin)] = known
    former = select(FormerName.person_id, FormerName.surname, FormerName.given_name, FormerName.patronymic)
    for person_id, *names in session.execute(former):
        if person_id in born_on:
            born, known = born_on[person_id]
            name = search_key(" ".join(filter(None, names)))
            people.setdefault(("name", name, born.isoformat() if born else ""), known)
    return people


def _known_rows(
    rows: Sequence[RegisterRow], people: Mapping[tuple[str, ...], _Known], unit_id: UUID
) -> Iterator[KnownRow]:
    """Yield the rows whose person is known; a further stay goes the way of its person's first row."""
    found: dict[int, _Known] = {}
    for row in rows:
        known = found.get(row.stays_in) if row.stays_in is not None else _match(row, people)
        if known is not None:
            found[row.row] = known
            yield KnownRow(
                row=row, person_id=known.id, person_name=known.name, served_here=unit_id in known.units
            )


def _match(row: RegisterRow, people: Mapping[tuple[str, ...], _Known]) -> _Known | None:
    """Return the known person of a row: by the IIN, else by name and birth date.

    Only where the row has an IIN and neither name nor birth date agree is a namesake another person."""
    return people.get(same_person_key(row)) or people.get(same_person_key(replace(row, iin=None)))


def _doubtful(
    read: Proposal, incoming: Sequence[IncomingRow], known: Sequence[KnownRow], place: Place
) -> Iterator[DoubtfulRow]:
    for each in incoming:
        for doubt in each.row.doubts:
            yield DoubtfulRow(row=each.row.row, field=doubt.field, reason=doubt.reason, values=doubt.values)
        yield from _doubt_stay(each.row, place)
    for skipped in read.lost_rows:
        yield DoubtfulRow(row=skipped.row, field="", reason=skipped.reason, values=skipped.values)
    for each_known in known:
        yield from _doubt_known(each_known)


def _doubt_stay(row: RegisterRow, place: Place) -> Iterator[DoubtfulRow]:
    """Yield what a missing date leads to, and a told status that the told dates do not lead to."""
    status = state_of(row, place).status
    if is_waiting(row):
        reason = N_("The day of the application is not told: the day of the import stands in its place.")
        yield DoubtfulRow(row=row.row, field="admitted_on", reason=reason, values={})
    elif row.admitted_on is None:
        reason = N_("The day of admission is not told: the person comes in without it. Enter it by hand.")
        yield DoubtfulRow(row=row.row, field="admitted_on", reason=reason, values={})
    elif row.status in ENDED and not row.discharged_on:
        reason = N_("The day of leaving is not known: the day of the import stands in its place.")
        yield DoubtfulRow(row=row.row, field="discharged_on", reason=reason, values={})
    elif row.status is not None and row.status is not status:
        reason = N_("The register says «{word}», but its dates say otherwise: the dates were followed.")
        yield DoubtfulRow(row=row.row, field="status", reason=reason, values={"word": row.status_word})


def _doubt_known(known: KnownRow) -> Iterator[DoubtfulRow]:
    if search_key(known.row.full_name) != search_key(known.person_name):
        yield DoubtfulRow(
            row=known.row.row,
            field="surname",
            reason=N_("{name} with the same IIN is in the file already; the row was left out."),
            values={"name": known.person_name},
        )
    if not known.served_here:
        yield DoubtfulRow(
            row=known.row.row,
            field="admitted_on",
            reason=N_("{name} is in the file, but was never in this unit: admit the person by hand."),
            values={"name": known.person_name},
        )


def import_register(desk: Desk, proposal: ImportProposal, *, go_on: GoOn | None = None) -> ImportResult:
    """Take in what the dry run proposed, in one transaction; who came into the file since then is left out.

    `go_on(done, all)` is asked between portions of rows; when it answers False nothing is kept."""
    try:
        with desk.write(IMPORTING) as session:
            current = _proposal(
                desk, session, proposal.proposal, proposal.unit_id, proposal.source, proposal.sheets
            )
            _store(desk, session, current, go_on)
    except _Stopped:
        return ImportResult(imported=0, already_known=0, doubtful=(), cancelled=True)
    return ImportResult(
        imported=current.imported, already_known=current.already_known, doubtful=current.doubtful
    )


class _Stopped(Exception):  # noqa: N818 - named by what happened
    """The user stopped the import: the transaction is undone by it."""


def _place(desk: Desk, unit: Unit) -> Place:
    no_date = translate(Language(desk.user.language), NO_DATE)
    return Place(unit_id=unit.id, kind=unit.kind, today=desk.today, no_date=no_date)


def _store(desk: Desk, session: Session, proposal: ImportProposal, go_on: GoOn | None) -> None:
    place = _place(desk, session.get_one(Unit, proposal.unit_id))
    people: dict[int, list[tuple[RegisterRow, Category]]] = {}
    for incoming in proposal.incoming:
        row = incoming.row
        people.setdefault(row.stays_in or row.row, []).append((row, incoming.category))
    everyone = list(people.values())
    for start in range(0, len(everyone), _CHUNK):
        if go_on is not None and not go_on(start, len(everyone)):
            raise _Stopped
        portion = everyone[start : start + _CHUNK]
        insert_many(session, [record for stays in portion for record in records_of(stays, place)])
    details = {"file": proposal.source, "people": proposal.imported, "known": proposal.already_known}
    note(session, Operation.IMPORT, "unit", place.unit_id, None, details)
