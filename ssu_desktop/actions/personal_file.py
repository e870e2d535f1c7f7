"""The personal file: the law's checklist joined with what lies in the file, and its cover."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID

from sqlalchemy import bindparam, func, select
from sqlalchemy.orm import Session

from ssu_desktop.actions.asked import stay_in_unit
from ssu_desktop.actions.desk import Desk, Refused, Saved, unanswered
from ssu_desktop.actions.naming import refresh_keys_of
from ssu_desktop.actions.stored import check_fresh, copy_draft, gone
from ssu_desktop.language import N_
from ssu_desktop.law import Article, Document, Law
from ssu_desktop.records import FileDocument, PersonalFile, Stay, new_id
from ssu_desktop.records.kinds import Category, DocumentForm, UnitKind
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

FILE_STAGE = "file"


class DocumentState(StrEnum):
    """How a row of the checklist stands; an `OPTIONAL` one is asked only where it exists."""

    RECEIVED = "received"
    MISSING = "missing"
    NOT_NEEDED = "not_needed"
    OPTIONAL = "optional"


@dataclass(frozen=True, kw_only=True)
class DocumentRow:
    """A row of the checklist; `code` None is a document of the facility's own, with its title in both.

    `title_*` is the short name, `full_*` the words of the order, `condition_*` when it is asked.
    """

    id: UUID | None
    code: str | None
    title_kk: str
    title_ru: str
    full_kk: str = ""
    full_ru: str = ""
    condition_kk: str = ""
    condition_ru: str = ""
    stage: str = FILE_STAGE
    required: bool = False
    state: DocumentState = DocumentState.MISSING
    form: DocumentForm = DocumentForm.COPY
    received_on: date | None = None
    received_from: str = ""
    pages: int | None = None
    not_needed: bool = False
    note: str = ""
    article: Article | None = None
    revision: int = 0

    def title(self, language: str) -> str:
        """Return the short name in `language`."""
        return self.title_kk if language == "kk" else self.title_ru


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
    with desk.file.read_rows() as source:
        file, found = _file.first(source, stay_id=stay_id), stay_in_unit.first(source, stay_id=stay_id)
        if file is None or found is None:
            return None
        stay, kind = found
        kept = _kept(source, file_id=file.id)
    on = stay.admitted_on or file.opened_on or desk.today
    rows = (*_law_rows(desk.law, kind, stay.category, on, kept), *_own_rows(kept))
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


def _law_rows(
    law: Law, kind: UnitKind, category: Category, on: date, kept: Sequence[FileDocument]
) -> Iterator[DocumentRow]:
    by_code = {document.code: document for document in kept if document.code is not None}
    for lawful in law.documents(kind, category, on):
        if lawful.stage == FILE_STAGE or lawful.code in by_code:
            yield _law_row(lawful, category, by_code.get(lawful.code))


def _law_row(lawful: Document, category: Category, kept: FileDocument | None) -> DocumentRow:
    required = lawful.required_of(category)
    return DocumentRow(
        id=kept.id if kept else None,
        code=lawful.code,
        title_kk=lawful.name_kk,
        title_ru=lawful.name_ru,
        full_kk=lawful.kk,
        full_ru=lawful.ru,
        condition_kk=lawful.condition_kk,
        condition_ru=lawful.condition_ru,
        stage=lawful.stage,
        required=required,
        state=_state(kept, required),
        form=kept.form if kept else DocumentForm(lawful.form),
        received_on=kept.received_on if kept else None,
        received_from=kept.received_from if kept else "",
        pages=kept.pages if kept else None,
        not_needed=kept.not_needed if kept else False,
        note=kept.note if kept else "",
        revision=kept.revision if kept else 0,
        article=lawful.article,
    )


def _state(kept: FileDocument | None, required: bool) -> DocumentState:
    if kept is not None and kept.not_needed:
        return DocumentState.NOT_NEEDED
    if kept is not None and kept.received_on is not None:
        return DocumentState.RECEIVED
    return DocumentState.MISSING if required else DocumentState.OPTIONAL


def _own_rows(kept: Sequence[FileDocument]) -> Iterator[DocumentRow]:
    for own in kept:
        if own.code is None:
            yield DocumentRow(
                id=own.id,
                code=None,
                title_kk=own.title,
                title_ru=own.title,
                state=_state(own, required=False),
                form=own.form,
                received_on=own.received_on,
                received_from=own.received_from,
                pages=own.pages,
                not_needed=own.not_needed,
                note=own.note,
                revision=own.revision,
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
        document = _document(session, file_id, draft.code, document_id)
        if document is None:
            document = FileDocument(id=new_id(), file_id=file_id, position=_next_position(session, file_id))
            session.add(document)
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
            yield from check_fresh(_document(session, file_id, draft.code, document_id), draft.revision)
    if draft.code is not None and not any(row.code == draft.code for row in desk.law.document_rows):
        yield missing("code", N_("This document is not on the checklist."), code="document-unknown")


def _document(
    session: Session, file_id: UUID, code: str | None, document_id: UUID | None
) -> FileDocument | None:
    if document_id is not None:
        return session.get_one(FileDocument, document_id)
    if code is None:
        return None
    asked = select(FileDocument).where(FileDocument.file_id == file_id, FileDocument.code == code)
    return session.scalar(asked)


def _next_position(session: Session, file_id: UUID) -> int:
    highest = select(func.max(FileDocument.position)).where(FileDocument.file_id == file_id)
    return (session.scalar(highest) or 0) + 1


def remove_own_document(desk: Desk, document_id: UUID, revision: int | None = None) -> Saved | Refused:
    """Take a document of the facility's own off the list; the law's rows can only be unticked."""
    with desk.read() as session:
        document = session.get(FileDocument, document_id)
        if document is None or document.code is not None:
            return Refused((gone(),))
        if stale := tuple(check_fresh(document, revision)):
            return Refused(stale)
    with desk.write(N_("Take a document off the list")) as session:
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
