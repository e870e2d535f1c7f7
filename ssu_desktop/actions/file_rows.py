"""The rows of a personal file: the law's checklist joined with what lies in the file."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import Date, bindparam, exists, func, or_, select
from sqlalchemy.orm import Session

from ssu_desktop.law import Article, Document, Law, Paper
from ssu_desktop.records import (
    Custody,
    Disability,
    FileDocument,
    IdentityPaper,
    Person,
    PersonalFile,
    RehabilitationProgramme,
    Scan,
    Stay,
    new_id,
)
from ssu_desktop.records.kinds import Category, DocumentForm, ScanMedia, UnitKind
from ssu_desktop.rules.personal_file import Circumstances, is_asked, papers_instead
from ssu_desktop.storage import Source, rows

FILE_STAGE = "file"


@dataclass(frozen=True, kw_only=True)
class ScanRow:
    """A scan as the list shows it; `size` in bytes."""

    id: UUID
    name: str
    media: ScanMedia
    size: int
    pages: int
    added_on: date

    @classmethod
    def of(cls, scan: Scan) -> "ScanRow":
        """Return the row of a scan."""
        added_on = scan.created_at.astimezone().date()
        return cls(
            id=scan.id,
            name=scan.name,
            media=scan.media,
            size=scan.size,
            pages=scan.pages,
            added_on=added_on,
        )


class DocumentState(StrEnum):
    """How a row of the checklist stands; an `OPTIONAL` one is asked only where it exists."""

    RECEIVED = "received"
    MISSING = "missing"
    NOT_NEEDED = "not_needed"
    OPTIONAL = "optional"


@dataclass(frozen=True, kw_only=True)
class DocumentRow:
    """A row of the checklist; `code` None is a document of the facility's own, with its title in both.

    `title_*` is the short name, `full_*` the words of the order, `condition_*` when it is asked; one of
    `papers` (where there are any) does instead, `variant` says which lies there.
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
    variant: str = ""
    papers: tuple[Paper, ...] = ()
    scans: tuple[ScanRow, ...] = ()
    article: Article | None = None
    revision: int = 0

    def title(self, language: str) -> str:
        """Return the short name in `language`: of the paper that lies there, where several would do."""
        papers = [paper for paper in self.papers if paper.code == self.variant] or self.papers
        if papers:
            return " / ".join(paper.kk if language == "kk" else paper.ru for paper in papers)
        return self.title_kk if language == "kk" else self.title_ru


@dataclass(frozen=True, kw_only=True)
class Ground:
    """By what the checklist of a file goes."""

    law: Law
    kind: UnitKind
    category: Category
    circumstances: Circumstances


def ground_of(
    source: Source, law: Law, file: PersonalFile, stay: Stay, kind: UnitKind, today: date
) -> Ground:
    """Return by what the checklist of a file goes: kind, category, day, what the record knows."""
    on = stay.admitted_on or file.opened_on or today
    ((born, incapable, *told),) = _known(source, person_id=stay.person_id, file_id=file.id, on=on)
    known = {word for word, true in zip(_WORDS, told, strict=True) if true}
    return Ground(
        law=law,
        kind=kind,
        category=stay.category,
        circumstances=Circumstances(
            on=on,
            born=born,
            incapable=incapable,
            known=frozenset(known | ({"incapable"} if incapable else set())),
        ),
    )


_WORDS = ("disability", "programme", "identity", "custody")
_known = rows(
    lambda: select(
        Person.born,
        Person.legally_incapable,
        exists().where(
            Disability.person_id == Person.id,
            or_(Disability.until.is_(None), Disability.until >= bindparam("on", type_=Date)),
        ),
        exists().where(
            RehabilitationProgramme.person_id == Person.id,
            or_(
                RehabilitationProgramme.until.is_(None),
                RehabilitationProgramme.until >= bindparam("on", type_=Date),
            ),
        ),
        exists().where(IdentityPaper.person_id == Person.id, IdentityPaper.number != ""),
        exists().where(Custody.file_id == bindparam("file_id")),
    ).where(Person.id == bindparam("person_id"))
)


def law_rows(
    ground: Ground, kept: Sequence[FileDocument], scans: Mapping[UUID, tuple[ScanRow, ...]]
) -> Iterator[DocumentRow]:
    """Yield the rows of the law's checklist, and those of other stages that lie in the file.

    What lies there by the checklist of a former kind, category or edition comes last: it is asked for no
    more, and it is there."""
    by_code = {document.code: document for document in kept if document.code is not None}
    for lawful in ground.law.documents(ground.kind, ground.category, ground.circumstances.on):
        if lawful.stage == FILE_STAGE or lawful.code in by_code:
            required = is_asked(lawful, ground.category, ground.circumstances)
            yield _law_row(ground, lawful, by_code.pop(lawful.code, None), scans, required=required)
    former = {lawful.code: lawful for lawful in ground.law.document_rows if lawful.code in by_code}
    for code, lawful in former.items():
        if by_code[code].received_on is not None or by_code[code].id in scans:
            yield _law_row(ground, lawful, by_code[code], scans, required=False)


def _law_row(
    ground: Ground,
    lawful: Document,
    kept: FileDocument | None,
    scans: Mapping[UUID, tuple[ScanRow, ...]],
    *,
    required: bool,
) -> DocumentRow:
    by_law = {
        "code": lawful.code,
        "title_kk": lawful.name_kk,
        "title_ru": lawful.name_ru,
        "full_kk": lawful.kk,
        "full_ru": lawful.ru,
        "condition_kk": lawful.condition_kk,
        "condition_ru": lawful.condition_ru,
        "stage": lawful.stage,
        "form": kept.form if kept else DocumentForm(lawful.form),
        "papers": papers_instead(lawful, ground.circumstances),
        "article": lawful.article,
    }
    return _row(kept, required=required, scans=scans, by_law=by_law)


def own_rows(
    kept: Sequence[FileDocument], scans: Mapping[UUID, tuple[ScanRow, ...]]
) -> Iterator[DocumentRow]:
    """Yield the documents of the facility's own."""
    for own in kept:
        if own.code is None:
            yield _row(own, required=False, scans=scans, by_law={})


def _row(
    kept: FileDocument | None,
    *,
    required: bool,
    scans: Mapping[UUID, tuple[ScanRow, ...]],
    by_law: Mapping[str, Any],
) -> DocumentRow:
    """Return the row of what is kept; what the law says of it goes before what was typed."""
    state = _state(kept, required)
    if kept is None:
        return DocumentRow(id=None, required=required, state=state, **by_law)
    of_record = {
        "code": kept.code,
        "title_kk": kept.title,
        "title_ru": kept.title,
        "form": kept.form,
        "received_on": kept.received_on,
        "received_from": kept.received_from,
        "pages": kept.pages,
        "not_needed": kept.not_needed,
        "note": kept.note,
        "variant": kept.variant,
        "revision": kept.revision,
        "scans": scans.get(kept.id, ()),
    }
    return DocumentRow(id=kept.id, required=required, state=state, **{**of_record, **by_law})


def _state(kept: FileDocument | None, required: bool) -> DocumentState:
    if kept is not None and kept.not_needed:
        return DocumentState.NOT_NEEDED
    if kept is not None and kept.received_on is not None:
        return DocumentState.RECEIVED
    return DocumentState.MISSING if required else DocumentState.OPTIONAL


def scans_of(source: Source, file_id: UUID) -> Mapping[UUID, tuple[ScanRow, ...]]:
    """Return the scans of a file's documents that were not removed, in the order of their coming."""
    found: dict[UUID, tuple[ScanRow, ...]] = {}
    for document_id, scan_id, name, media, size, pages, created_at in _scans(source, file_id=file_id):
        scan = ScanRow(
            id=scan_id,
            name=name,
            media=media,
            size=size,
            pages=pages,
            added_on=created_at.astimezone().date(),
        )
        found[document_id] = (*found.get(document_id, ()), scan)
    return found


_scans = rows(
    lambda: (
        select(FileDocument.id, Scan.id, Scan.name, Scan.media, Scan.size, Scan.pages, Scan.created_at)
        .join(FileDocument, FileDocument.id == Scan.document_id)
        .where(FileDocument.file_id == bindparam("file_id"), Scan.removed_on.is_(None))
        .order_by(Scan.id)
    )
)


def document_of(
    session: Session, file_id: UUID, code: str | None, document_id: UUID | None = None
) -> FileDocument | None:
    """Return a document of the file by its id, or by its code; None where there is none yet."""
    if document_id is not None:
        return session.get_one(FileDocument, document_id)
    asked = select(FileDocument).where(FileDocument.file_id == file_id, FileDocument.code == code)
    return session.scalar(asked) if code is not None else None


def document_in(
    session: Session, file_id: UUID, code: str | None, document_id: UUID | None = None
) -> FileDocument:
    """Return a document of the file by its id, or by its code; made at the end where there is none yet."""
    document = document_of(session, file_id, code, document_id)
    if document is None:
        highest = select(func.max(FileDocument.position)).where(FileDocument.file_id == file_id)
        position = (session.scalar(highest) or 0) + 1
        document = FileDocument(id=new_id(), file_id=file_id, code=code, position=position)
        session.add(document)
    return document
