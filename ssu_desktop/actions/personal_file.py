"""The personal file: the law's checklist joined with what lies in the file, and its cover."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import bindparam, select

from ssu_desktop.actions.asked import stay_in_unit
from ssu_desktop.actions.desk import Desk, Refused, Saved, unanswered
from ssu_desktop.actions.file_rows import (
    FILE_STAGE,
    DocumentRow,
    DocumentState,
    document_in,
    document_of,
    ground_of,
    law_rows,
    own_rows,
    scans_of,
)
from ssu_desktop.actions.naming import refresh_keys_of
from ssu_desktop.actions.stored import check_fresh, copy_draft, gone
from ssu_desktop.language import N_
from ssu_desktop.records import FileDocument, PersonalFile, Scan, Stay
from ssu_desktop.rules.fields import cleaned, missing
from ssu_desktop.rules.finding import Finding
from ssu_desktop.rules.personal_file import (
    Completeness,
    DocumentDraft,
    FileDraft,
    check_document,
    check_file,
    completeness,
)
from ssu_desktop.storage import records


@dataclass(frozen=True, kw_only=True)
class FilePage:
    """The personal file of a stay; `page_sum` is the sum of the pages of what lies in it."""

    file_id: UUID
    stay_id: UUID
    number: str
    opened_on: date | None
    place: str
    sheets: int | None
    bound_on: date | None
    revision: int
    rows: tuple[DocumentRow, ...]
    completeness: Completeness
    page_sum: int


def file_page(desk: Desk, stay_id: UUID) -> FilePage | None:
    """Return the file of a stay with its checklist; None where no file is opened."""
    with desk.read_rows() as source:
        file, found = _file.first(source, stay_id=stay_id), stay_in_unit.first(source, stay_id=stay_id)
        if file is None or found is None:
            return None
        stay, kind = found
        ground = ground_of(source, desk.law, file, stay, kind, desk.today)
        kept = _kept(source, file_id=file.id)
        scans = scans_of(source, file_id=file.id)
    rows = (*law_rows(ground, kept, scans), *own_rows(kept, scans))
    return FilePage(
        file_id=file.id,
        stay_id=stay_id,
        number=file.number,
        opened_on=file.opened_on,
        place=file.place,
        sheets=file.sheets,
        bound_on=file.bound_on,
        revision=file.revision,
        rows=rows,
        completeness=_completeness(rows),
        page_sum=sum(row.pages or 0 for row in rows if row.state is DocumentState.RECEIVED),
    )


_file = records(lambda: select(PersonalFile).where(PersonalFile.stay_id == bindparam("stay_id")))
_kept = records(
    lambda: (
        select(FileDocument)
        .where(FileDocument.file_id == bindparam("file_id"))
        .order_by(FileDocument.position, FileDocument.id)
    )
)


def _completeness(rows: Sequence[DocumentRow]) -> Completeness:
    lawful = [row for row in rows if row.code is not None and row.stage == FILE_STAGE]
    return completeness(
        [row.code for row in lawful if row.required and row.code is not None],
        [row.code for row in lawful if row.state is DocumentState.RECEIVED and row.code is not None],
        [row.code for row in lawful if row.not_needed and row.code is not None],
    )


def save_document(
    desk: Desk,
    file_id: UUID,
    draft: DocumentDraft,
    document_id: UUID | None = None,
    reasons: Mapping[str, str] | None = None,
) -> Saved | Refused:
    """Tick, change or untick a row: of the law's checklist by its `code`, an own one by its id.

    Without `document_id` and `code` an own document is added at the end. Refused where the row was changed
    since it was read (`revision`).
    """
    draft = cleaned(draft)
    findings = (*check_document(draft, desk.today), *_check_row(desk, file_id, draft, document_id))
    if standing_in_the_way := unanswered(findings, reasons or {}):
        return Refused(standing_in_the_way)
    with desk.write(N_("Tick a document of the personal file")) as session:
        document = document_in(session, file_id, draft.code, document_id)
        copy_draft(draft, document)
        session.flush()
        return Saved(document.id, findings)


def _check_row(
    desk: Desk, file_id: UUID, draft: DocumentDraft, document_id: UUID | None
) -> Iterator[Finding]:
    with desk.read() as session:
        file = session.get(PersonalFile, file_id)
        if file is None or (document_id and session.get(FileDocument, document_id) is None):
            yield gone()
        else:
            yield from check_fresh(document_of(session, file_id, draft.code, document_id), draft.revision)
    if draft.code is not None and not any(row.code == draft.code for row in desk.law.document_rows):
        yield missing("code", N_("This document is not on the checklist."), code="document-unknown")


def remove_own_document(desk: Desk, document_id: UUID, revision: int | None = None) -> Saved | Refused:
    """Take a document of the facility's own off the list; the law's rows can only be unticked."""
    with desk.read() as session:
        document = session.get(FileDocument, document_id)
        if document is None or document.code is not None:
            return Refused((gone(),))
        if stale := tuple(check_fresh(document, revision)):
            return Refused(stale)
    with desk.write(N_("Take a document off the list")) as session:
        for scan in session.scalars(select(Scan).where(Scan.document_id == document_id)):
            scan.document_id = None
            scan.removed_on = scan.removed_on or desk.today
        session.flush()
        session.delete(session.get_one(FileDocument, document_id))
    return Saved(document_id)


def save_file(desk: Desk, file_id: UUID, draft: FileDraft, revision: int | None = None) -> Saved | Refused:
    """Save the cover: number, place of making, sheets, binding. A number is given once only."""
    draft = cleaned(draft)
    findings = list(check_file(draft, desk.today))
    with desk.read() as session:
        file = session.get(PersonalFile, file_id)
        if file is None:
            return Refused((gone(),))
        findings += check_fresh(file, revision)
        others = select(PersonalFile.id).where(
            PersonalFile.number == draft.number, PersonalFile.id != file_id
        )
        if session.scalar(others) is not None:
            findings.append(
                missing("number", N_("Another file bears this number."), code="file-number-taken")
            )
    if standing_in_the_way := unanswered(findings, {}):
        return Refused(standing_in_the_way)
    with desk.write(N_("Save the personal file")) as session:
        file = session.get_one(PersonalFile, file_id)
        copy_draft(draft, file)
        refresh_keys_of(session, session.get_one(Stay, file.stay_id).person_id)
    return Saved(file_id)
