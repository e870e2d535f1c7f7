"""Take in a facility's own register: a dry run first, then all of it in one transaction or nothing."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from uuid import UUID

from sqlalchemy.orm import Session

from ssu_desktop.actions.backups import keep_if_changed
from ssu_desktop.actions.desk import Desk
from ssu_desktop.actions.incoming import Place, is_waiting, records_of, state_of
from ssu_desktop.actions.known_people import DoubtfulRow, KnownRow, doubt_known, known_rows
from ssu_desktop.exchange.register import Field, Proposal, RegisterRow, read_register
from ssu_desktop.exchange.workbook import CannotRead, SheetRows, read_workbook
from ssu_desktop.language import N_, Language, translate
from ssu_desktop.language.dates import short
from ssu_desktop.records import Unit
from ssu_desktop.records.change import IMPORTING
from ssu_desktop.records.kinds import Category, Operation
from ssu_desktop.rules.guess import guess_category
from ssu_desktop.rules.spelling import spelt_values
from ssu_desktop.rules.stay import ENDED
from ssu_desktop.storage import note
from ssu_desktop.storage.bulk import insert_many
from ssu_desktop.storage.snapshot import Occasion

GoOn = Callable[[int, int], bool]
CATEGORY_ASSUMED = N_("The category is not told; assumed: {category}.")
_CHUNK = 500

__all__ = [
    "CATEGORY_ASSUMED",
    "DoubtfulRow",
    "ImportProposal",
    "ImportResult",
    "IncomingRow",
    "KnownRow",
    "import_register",
    "propose_import",
]


@dataclass(frozen=True, kw_only=True)
class IncomingRow:
    """A row that comes in, with the category that it tells or that was assumed."""

    row: RegisterRow
    category: Category
    category_assumed: bool
    served: bool = True  # whether the unit is set to serve the category


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
    def unread_sheets(self) -> tuple[str, ...]:
        """Return the workbook's other sheets, of which nothing comes in."""
        return tuple(name for name in self.sheets if name != self.proposal.sheet)

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
    one with people's names is read. Raises CannotRead with a message for the user, NotAllowed."""
    desk.require(IMPORTING)  # what would come in tells who is there already
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
    known = tuple(known_rows(session, read.rows, unit_id))
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
    return IncomingRow(
        row=row,
        category=category,
        category_assumed=row.category is None,
        served=not unit.categories or category in unit.categories,
    )


def _doubtful(
    read: Proposal, incoming: Sequence[IncomingRow], known: Sequence[KnownRow], place: Place
) -> Iterator[DoubtfulRow]:
    for each in incoming:
        for doubt in each.row.doubts:
            yield DoubtfulRow(row=each.row.row, field=doubt.field, reason=doubt.reason, values=doubt.values)
        yield from _doubt_category(each)
        yield from _doubt_stay(each.row, place)
    for skipped in read.lost_rows:
        yield DoubtfulRow(row=skipped.row, field="", reason=skipped.reason, values=skipped.values)
    for each_known in known:
        yield from doubt_known(each_known)


def _doubt_category(incoming: IncomingRow) -> Iterator[DoubtfulRow]:
    if incoming.category_assumed and not incoming.served:
        reason = N_(
            "The category is not told; by the age and the diagnosis it is «{category}», and the unit is not "
            "set to serve it. Look at both."
        )
        yield _said(incoming.row, "category", reason, category=incoming.category)


def _doubt_stay(row: RegisterRow, place: Place) -> Iterator[DoubtfulRow]:
    """Yield what a missing date leads to, and a told status that the told dates do not lead to."""
    *earlier, present = row.stays
    if earlier:
        reason = N_(
            "The register says «{word}», but tells of a discharge on {day} too: that stay comes in as an "
            "earlier one, and the person is waiting again."
        )
        yield _said(row, "status", reason, word=row.status_word, day=short(row.discharged_on or place.today))
    if is_waiting(present):
        reason = N_("The day of the application is not told: the day of the import stands in its place.")
        yield _said(row, "admitted_on", reason)
    elif row.admitted_on is None:
        reason = N_("The day of admission is not told: the person comes in without it. Enter it by hand.")
        yield _said(row, "admitted_on", reason)
    elif row.status in ENDED and not row.discharged_on:
        reason = N_("The day of leaving is not known: the day of the import stands in its place.")
        yield _said(row, "discharged_on", reason)
    elif row.status is not None and row.status is not state_of(row, place).status:
        reason = N_("The register says «{word}», but its dates say otherwise: the dates were followed.")
        yield _said(row, "status", reason, word=row.status_word)
    if row.is_back:
        reason = N_(
            "The register says «{word}»: the leave of {day} counts as over. The day of return is not told: "
            "the day of the leave stands in its place. Mend it by hand."
        )
        yield _said(row, "left_on", reason, word=row.status_word, day=short(row.left_on or place.today))


def _said(row: RegisterRow, field: str, reason: str, **values: object) -> DoubtfulRow:
    return DoubtfulRow(row=row.row, field=field, reason=reason, values=values)


def import_register(desk: Desk, proposal: ImportProposal, *, go_on: GoOn | None = None) -> ImportResult:
    """Take in what the dry run proposed, in one transaction; who came into the file since then is left out.

    What is there before is backed up first. `go_on(done, all)` is asked between portions of rows; when it
    answers False nothing is kept. Raises DataFileError with a message for the user."""
    keep_if_changed(desk, Occasion.IMPORT)
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
    return Place(unit_id=unit.id, kind=unit.kind, today=desk.today, language=Language(desk.user.language))


def _store(desk: Desk, session: Session, proposal: ImportProposal, go_on: GoOn | None) -> None:
    place = _place(desk, session.get_one(Unit, proposal.unit_id))
    people: dict[int, list[tuple[RegisterRow, Category]]] = {}
    for incoming in proposal.incoming:
        row = _noted(incoming, place.language)
        people.setdefault(row.stays_in or row.row, []).append((row, incoming.category))
    everyone = list(people.values())
    for start in range(0, len(everyone), _CHUNK):
        if go_on is not None and not go_on(start, len(everyone)):
            raise _Stopped
        portion = everyone[start : start + _CHUNK]
        insert_many(session, [record for stays in portion for record in records_of(stays, place)])
    details = {"file": proposal.source, "people": proposal.imported, "known": proposal.already_known}
    note(session, Operation.IMPORT, "unit", place.unit_id, None, details)


def _noted(incoming: IncomingRow, language: Language) -> RegisterRow:
    """Return the row with what was doubtful about it in its note, where it is found again later."""
    told = [(doubt.reason, doubt.values) for doubt in incoming.row.doubts]
    told += [(doubt.reason, doubt.values) for doubt in _doubt_category(incoming)]
    if incoming.category_assumed and not told[len(incoming.row.doubts) :]:
        told.append((CATEGORY_ASSUMED, {"category": incoming.category}))
    lines = [translate(language, text, **spelt_values(values, language)) for text, values in told]
    return replace(incoming.row, note="\n".join(filter(None, (incoming.row.note, *lines))))
