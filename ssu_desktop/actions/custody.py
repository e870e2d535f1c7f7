"""Originals in custody: the register of what is kept for a person, taking in, giving back."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from sqlalchemy import bindparam, func, select
from sqlalchemy.orm import Session

from ssu_desktop.actions.departures import record_departures
from ssu_desktop.actions.desk import Desk, Refused, Saved, unanswered
from ssu_desktop.actions.stored import check_fresh, copy_draft, gone
from ssu_desktop.language import N_
from ssu_desktop.law import Document
from ssu_desktop.records import Custody, Person, PersonalFile, Stay, Unit, new_id
from ssu_desktop.records.kinds import UnitKind
from ssu_desktop.rules.custody import CustodyDraft, Original, ReturnDraft, check_custody, check_return
from ssu_desktop.rules.fields import cleaned
from ssu_desktop.rules.finding import Finding
from ssu_desktop.storage import records

CUSTODY_STAGE = "custody"
_ACT = "custody_act"


@dataclass(frozen=True, kw_only=True)
class CustodyRow:
    """One original: what it is in both languages, by which act it came, and whether it was given back."""

    id: UUID
    title_kk: str
    title_ru: str
    number: str
    consent_on: date | None
    act_number: str
    accepted_on: date
    accepted_by: str
    handed_by: str
    place: str
    returned_on: date | None
    returned_to: str
    returned_by: str
    note: str
    revision: int

    def title(self, language: str) -> str:
        """Return what it is in `language`."""
        return self.title_kk if language == "kk" else self.title_ru


def custody_of(desk: Desk, file_id: UUID) -> tuple[CustodyRow, ...]:
    """Return the register of a file's originals: those that are here first, each in order of coming."""
    with desk.read_rows() as source:
        found = _of_file(source, file_id=file_id)
    names = {document.code: document for document in desk.law.document_rows}
    rows = [custody_row(one, names) for one in found]
    return tuple(sorted(rows, key=lambda row: (row.returned_on is not None, row.accepted_on, row.id)))


_of_file = records(lambda: select(Custody).where(Custody.file_id == bindparam("file_id")))


def custody_row(one: Custody, names: Mapping[str, Document]) -> CustodyRow:
    """Return an original with its names by the law's checklist, else as its own title says."""
    document = names.get(one.code) if one.code is not None else None
    return CustodyRow(
        id=one.id,
        title_kk=document.name_kk if document else one.title,
        title_ru=document.name_ru if document else one.title,
        number=one.number,
        consent_on=one.consent_on,
        act_number=one.act_number,
        accepted_on=one.accepted_on,
        accepted_by=one.accepted_by,
        handed_by=one.handed_by,
        place=one.place,
        returned_on=one.returned_on,
        returned_to=one.returned_to,
        returned_by=one.returned_by,
        note=one.note,
        revision=one.revision,
    )


def originals_on_list(desk: Desk) -> tuple[Document, ...]:
    """Return the originals that the order names for custody."""
    rows = desk.law.documents(UnitKind.STATIONARY, None, desk.today)
    return tuple(row for row in rows if row.stage == CUSTODY_STAGE and not row.code.endswith(_ACT))


def custody_begun(desk: Desk, file_id: UUID) -> CustodyDraft:
    """Return the draft of a taking in with what is known: today, the next act, who acts, whose it is."""
    with desk.read() as session:
        file = session.get_one(PersonalFile, file_id)
        person = session.get_one(Person, session.get_one(Stay, file.stay_id).person_id)
        return CustodyDraft(
            accepted_on=desk.today,
            act_number=_next_act(session, desk.today.year),
            accepted_by=desk.user.full_name,
            handed_by=person.full_name,
        )


def _next_act(session: Session, year: int) -> str:
    of_year = Custody.accepted_on.between(date(year, 1, 1), date(year, 12, 31))
    asked = select(Custody.act_number).where(of_year)
    numbers = [int(number) for number in session.scalars(asked) if number.isdecimal()]
    return str(max(numbers, default=0) + 1)


def take_in(
    desk: Desk, file_id: UUID, draft: CustodyDraft, reasons: Mapping[str, str] | None = None
) -> Saved | Refused:
    """Take originals in by one act; `Saved.id` is the first of them. Refused without written consent."""
    draft = _cleaned(draft)
    with desk.read() as session:
        findings = tuple(_check(session, desk, file_id, draft))
    if (standing := unanswered(findings, reasons or {})) or draft.accepted_on is None:
        return Refused(standing)
    with desk.write(N_("Take originals into custody")) as session:
        kept = [_kept(draft, original, file_id, draft.accepted_on) for original in draft.originals]
        session.add_all(kept)
        stay = session.get_one(Stay, session.get_one(PersonalFile, file_id).stay_id)
        record_departures(session, desk, findings, reasons or {}, stay.person_id)
        session.flush()
        return Saved(kept[0].id, findings)


def _cleaned(draft: CustodyDraft) -> CustodyDraft:
    return replace(cleaned(draft), originals=tuple(cleaned(original) for original in draft.originals))


def _kept(draft: CustodyDraft, original: Original, file_id: UUID, accepted_on: date) -> Custody:
    kept = Custody(id=new_id(), file_id=file_id, accepted_on=accepted_on)
    copy_draft(draft, kept)
    copy_draft(original, kept)
    return kept


def _check(session: Session, desk: Desk, file_id: UUID, draft: CustodyDraft) -> Iterator[Finding]:
    file = session.get(PersonalFile, file_id)
    if file is None:
        yield gone()
        return
    kind = session.get_one(Unit, session.get_one(Stay, file.stay_id).unit_id).kind
    asked = select(Custody.code).where(Custody.file_id == file_id, Custody.returned_on.is_(None))
    kept = {code for code in session.scalars(asked) if code is not None}
    yield from check_custody(draft, kept, kind, desk.law, desk.today)


def give_back(desk: Desk, given: Mapping[UUID, int | None], draft: ReturnDraft) -> Saved | Refused:
    """Give originals back: `given` are their ids with the revision that was seen. `Saved.id` is the first."""
    draft = cleaned(draft)
    with desk.read() as session:
        findings = tuple(_check_given(session, desk, given, draft))
    if standing := unanswered(findings, {}):
        return Refused(standing)
    with desk.write(N_("Give originals back")) as session:
        for custody_id in given:
            copy_draft(draft, session.get_one(Custody, custody_id))
        return Saved(next(iter(given)), findings)


def _check_given(
    session: Session, desk: Desk, given: Mapping[UUID, int | None], draft: ReturnDraft
) -> Iterator[Finding]:
    found = [session.get(Custody, custody_id) for custody_id in given]
    kept = [one for one in found if one is not None and one.returned_on is None]
    if not kept or len(kept) != len(found):
        yield gone()
        return
    yield from check_return(draft, max(one.accepted_on for one in kept), desk.today)
    for one in kept:
        yield from check_fresh(one, given[one.id])


def count_kept(session: Session, stay_id: UUID) -> int:
    """Return how many originals of a stay's file are here."""
    asked = (
        select(func.count())
        .select_from(Custody)
        .join(PersonalFile, PersonalFile.id == Custody.file_id)
        .where(PersonalFile.stay_id == stay_id, Custody.returned_on.is_(None))
    )
    return session.scalar(asked) or 0


def together_with(session: Session, custody_id: UUID) -> Sequence[Custody]:
    """Return all originals that came by the same act as this one, in order; none where it is gone."""
    one = session.get(Custody, custody_id)
    if one is None:
        return ()
    asked = select(Custody).where(
        Custody.file_id == one.file_id,
        Custody.act_number == one.act_number,
        Custody.accepted_on == one.accepted_on,
    )
    return session.scalars(asked.order_by(Custody.id)).all()
