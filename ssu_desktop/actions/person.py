"""A person: the page and its header, the record itself, a change of name."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date
from typing import TYPE_CHECKING, Any, Generic, TypeVar
from uuid import UUID

from sqlalchemy import Select, bindparam, exists, func, select
from sqlalchemy.orm import Session

from ssu_desktop.actions.departures import record_departures
from ssu_desktop.actions.desk import Desk, Refused, Saved, unanswered
from ssu_desktop.actions.naming import keys_of, refresh_keys
from ssu_desktop.actions.presence import first_day_of
from ssu_desktop.actions.scope import hides
from ssu_desktop.actions.stored import check_fresh, copy_draft, draft_of, gone, values_of
from ssu_desktop.language import N_
from ssu_desktop.language.dates import age
from ssu_desktop.language.names import search_key, sort_key
from ssu_desktop.records import (
    Conviction,
    Disability,
    FormerName,
    IdentityPaper,
    Person,
    PersonalFile,
    Photo,
    RehabilitationProgramme,
    Relative,
    Stay,
    Unit,
    new_id,
)
from ssu_desktop.records.kinds import Category, Funding, Operation, Sex, Status, StayLength, UnitKind
from ssu_desktop.rules.fields import cleaned
from ssu_desktop.rules.finding import Finding, Weight
from ssu_desktop.rules.person import (
    ConvictionDraft,
    DisabilityDraft,
    PaperDraft,
    PersonDraft,
    ProgrammeDraft,
    RelativeDraft,
    RenameDraft,
    check_born_before,
    check_person,
    check_rename,
)
from ssu_desktop.rules.stay import nearness
from ssu_desktop.storage import NewRow, Question, Source, insert_many, note, records, rows, search

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

D = TypeVar("D", bound="DataclassInstance")


@dataclass(frozen=True)
class Entry(Generic[D]):
    """A record of the person's page: its id, and its fields as the draft that an edit begins from."""

    id: UUID
    draft: D


@dataclass(frozen=True, kw_only=True)
class FormerNameRow:
    """A name that the person bore until `until`."""

    id: UUID
    full_name: str
    until: date | None
    document: str


@dataclass(frozen=True, kw_only=True)
class StaySummary:
    """One stay in a line; `file_number` is "" until the file is opened."""

    id: UUID
    unit_id: UUID
    unit_kind: UnitKind
    unit_name_kk: str
    unit_name_ru: str
    category: Category
    status: Status
    status_since: date | None
    admitted_on: date | None
    ended_on: date | None
    readmitted: bool
    length: StayLength
    funding: Funding
    file_number: str


@dataclass(frozen=True, kw_only=True)
class PersonHeader:
    """What stands above all tabs of a person; `stay` is the open stay, else the latest one.

    `hidden`: the address and the card are, from this user."""

    id: UUID
    full_name: str
    iin: str
    born: date | None
    age: int | None
    sex: Sex | None
    status: Status
    category: Category | None
    has_photo: bool
    hidden: bool
    merged_into_id: UUID | None
    stay: StaySummary | None


@dataclass(frozen=True, kw_only=True)
class PersonPage:
    """All of a person's overview."""

    header: PersonHeader
    person: PersonDraft
    former_names: tuple[FormerNameRow, ...]
    relatives: tuple[Entry[RelativeDraft], ...]
    disabilities: tuple[Entry[DisabilityDraft], ...]
    programmes: tuple[Entry[ProgrammeDraft], ...]
    papers: tuple[Entry[PaperDraft], ...]
    convictions: tuple[Entry[ConvictionDraft], ...]
    stays: tuple[StaySummary, ...]


def open_person(desk: Desk, person_id: UUID) -> PersonPage | None:
    """Return the person's page and journal that this user saw it; call it once for each opening."""
    page = person_page(desk, person_id)
    if page is not None:
        with desk.write(N_("See a person's page")) as session:
            note(session, Operation.VIEW, "person", person_id, person_id, {})
    return page


def person_header(desk: Desk, person_id: UUID) -> PersonHeader | None:
    """Return the header alone, without a trace in the journal; None where there is no such person."""
    with desk.read_rows() as source:
        person = _person.first(source, person_id=person_id)
        return None if person is None else _header(source, person, _stays(source, person_id), desk)


def person_page(desk: Desk, person_id: UUID) -> PersonPage | None:
    """Return the page, without a trace in the journal (for a refresh); None where there is no such person."""
    with desk.read_rows() as source:
        person = _person.first(source, person_id=person_id)
        if person is None:
            return None
        stays = _stays(source, person_id)
        return PersonPage(
            header=_header(source, person, stays, desk),
            person=draft_of(PersonDraft, person),
            former_names=tuple(map(_former, _former_names(source, person_id=person_id))),
            relatives=_entries(_relatives(source, person_id=person_id), RelativeDraft),
            disabilities=_entries(_disabilities(source, person_id=person_id), DisabilityDraft),
            programmes=_entries(_programmes(source, person_id=person_id), ProgrammeDraft),
            papers=_entries(_papers(source, person_id=person_id), PaperDraft),
            convictions=_entries(_convictions(source, person_id=person_id), ConvictionDraft),
            stays=stays,
        )


R = TypeVar("R", FormerName, Relative, Disability, RehabilitationProgramme, IdentityPaper, Conviction)


def _of(record: type[R]) -> Question[R]:
    def asked() -> Select[R]:
        return select(record).where(record.person_id == bindparam("person_id")).order_by(record.id)

    return records(asked)


_person = records(lambda: select(Person).where(Person.id == bindparam("person_id")))
_former_names, _relatives, _disabilities = _of(FormerName), _of(Relative), _of(Disability)
_programmes, _papers, _convictions = _of(RehabilitationProgramme), _of(IdentityPaper), _of(Conviction)


def _entries(found: Sequence[R], kind: type[D]) -> tuple[Entry[D], ...]:
    return tuple(Entry(record.id, draft_of(kind, record)) for record in found)


def _former(name: FormerName) -> FormerNameRow:
    return FormerNameRow(id=name.id, full_name=name.full_name, until=name.until, document=name.document)


_SUMMARY = tuple(field.name for field in fields(StaySummary))


@rows
def _stays_of() -> Select[*tuple[Any, ...]]:
    """Select the fields of a summary, in their order."""
    return (
        select(
            Stay.id, Stay.unit_id, Unit.kind, Unit.name_kk, Unit.name_ru, Stay.category, Stay.status,
            Stay.status_since, Stay.admitted_on, Stay.ended_on, Stay.readmitted, Stay.length, Stay.funding,
            func.coalesce(PersonalFile.number, ""),
        )
        .join(Unit, Unit.id == Stay.unit_id)
        .outerjoin(PersonalFile, PersonalFile.stay_id == Stay.id)
        .where(Stay.person_id == bindparam("person_id"))
    )  # fmt: skip


def _stays(source: Source, person_id: UUID) -> tuple[StaySummary, ...]:
    """Return the stays of a person, the present one first, then backwards in time."""
    found = [
        StaySummary(**dict(zip(_SUMMARY, row, strict=True))) for row in _stays_of(source, person_id=person_id)
    ]
    return tuple(sorted(found, key=_how_present, reverse=True))


def _how_present(stay: StaySummary) -> tuple[int, date, UUID]:
    return nearness(stay.status, stay.status_since, stay.id)


_photo = rows(lambda: select(exists().where(Photo.person_id == bindparam("person_id"))))


def _header(source: Source, person: Person, stays: tuple[StaySummary, ...], desk: Desk) -> PersonHeader:
    return PersonHeader(
        id=person.id,
        full_name=person.full_name,
        iin=person.iin or "",
        born=person.born,
        age=age(person.born, desk.today) if person.born else None,
        sex=person.sex,
        status=person.present_status,
        category=person.present_category,
        has_photo=_photo.first(source, person_id=person.id) == (True,),
        hidden=hides(source, desk.user, person.id),
        merged_into_id=person.merged_into_id,
        stay=stays[0] if stays else None,
    )


def check_person_in_file(desk: Desk, person_id: UUID | None, draft: PersonDraft) -> tuple[Finding, ...]:
    """Return all findings on a person's draft: its own, and whether the person is in the file already."""
    with desk.read() as session:
        return _findings(session, desk, person_id, cleaned(draft))


def _findings(
    session: Session, desk: Desk, person_id: UUID | None, draft: PersonDraft
) -> tuple[Finding, ...]:
    in_file = _check_in_file(session, person_id, draft) if person_id else _check_others(session, None, draft)
    return (*check_person(draft, desk.today), *in_file)


def save_person(
    desk: Desk, person_id: UUID | None, draft: PersonDraft, reasons: Mapping[str, str] | None = None
) -> Saved | Refused:
    """Add a person, or change the record. A name put right here is a correction; see `rename_person`.

    What it is checked against is read in the transaction that writes it."""
    draft, given = cleaned(draft), reasons or {}
    with desk.write(N_("Change a person's record") if person_id else N_("Add a person")) as session:
        findings = _findings(session, desk, person_id, draft)
        if standing := unanswered(findings, given):
            return Refused(standing)
        if person_id:
            person = session.get_one(Person, person_id)
            copy_draft(draft, person)
            refresh_keys(session, person)
            session.flush()
        else:
            person_id = new_id()
            insert_many(session, [_new(person_id, draft)])
        record_departures(session, desk, findings, given, person_id)
        return Saved(person_id, findings)


def _new(person_id: UUID, draft: PersonDraft) -> NewRow:
    """Return the row of somebody new, who has no old name and no file."""
    return NewRow(
        Person, {"id": person_id, **values_of(draft, Person), **keys_of(_whole_name(draft), draft.iin)}
    )


def _whole_name(draft: PersonDraft) -> str:
    return " ".join(part for part in (draft.surname, draft.given_name, draft.patronymic) if part)


def _check_in_file(session: Session, person_id: UUID, draft: PersonDraft) -> Iterator[Finding]:
    person = session.get(Person, person_id)
    if person is None or person.merged_into_id is not None:
        yield gone()
        return
    yield from check_fresh(person, draft.revision)
    if draft.born != person.born:
        yield from check_born_before(draft.born, first_day_of(session, person_id))
    if (person.iin or "") != draft.iin:
        yield from _check_others(session, person_id, draft)


def _check_others(source: Source, person_id: UUID | None, draft: PersonDraft) -> Iterator[Finding]:
    if draft.iin:
        for known in search.people_like(source, but=person_id, iin=draft.iin):
            yield _known(known, "person-same-iin", N_("{name} with this IIN is in the file already."), "iin")
            return
    if person_id is None:
        yield from _check_same_name(source, draft)


def _check_same_name(source: Source, draft: PersonDraft) -> Iterator[Finding]:
    """Yield a WARN for the first person of the same name (Kazakh letters folded) and birth date."""
    name = _whole_name(draft)
    for known in search.people_like(source, but=None, born=draft.born, sort_key=sort_key(name)):
        if search_key(known.full_name) == search_key(name):
            text = N_("{name}, born {born}, is in the file already. Is it the same person?")
            yield _known(known, "person-same-name", text, "surname")
            return


def _known(person: search.PersonRow, code: str, text: str, field: str) -> Finding:
    born = f"{person.born:%d.%m.%Y}" if person.born else "?"
    values = {"name": person.full_name, "born": born, "id": str(person.id)}
    return Finding(code=code, text=text, values=values, field=field, weight=Weight.WARN)


def rename_person(
    desk: Desk, person_id: UUID, draft: RenameDraft, reasons: Mapping[str, str] | None = None
) -> Saved | Refused:
    """Give the person a new name; the old one is kept, old papers bear it and the search finds both."""
    draft, given = cleaned(draft), reasons or {}
    with desk.read() as session:
        person = session.get(Person, person_id)
        if person is None or person.merged_into_id is not None:
            return Refused((gone(),))
        present = (person.surname, person.given_name, person.patronymic)
    findings = tuple(check_rename(draft, present, desk.today))
    if standing := unanswered(findings, given):
        return Refused(standing)
    with desk.write(N_("Change a person's name")) as session:
        person = session.get_one(Person, person_id)
        session.add(_name_until(person, draft))
        person.surname, person.given_name, person.patronymic = (
            draft.surname,
            draft.given_name,
            draft.patronymic,
        )
        session.flush()
        refresh_keys(session, person)
        record_departures(session, desk, findings, given, person_id)
    return Saved(person_id, findings)


def _name_until(person: Person, draft: RenameDraft) -> FormerName:
    return FormerName(
        person_id=person.id,
        surname=person.surname,
        given_name=person.given_name,
        patronymic=person.patronymic,
        until=draft.until,
        document=draft.document,
    )
