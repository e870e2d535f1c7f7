"""What Today asks of papers: the personal file, originals that are kept, terms that run out."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import Select, and_, or_, select

from ssu_desktop.actions.file_rows import FILE_STAGE
from ssu_desktop.actions.today_asked import Here, Whose, of_whom
from ssu_desktop.law import Article, Law
from ssu_desktop.records import (
    Custody,
    Disability,
    FileDocument,
    IdentityPaper,
    PersonalFile,
    RehabilitationProgramme,
    Stay,
)
from ssu_desktop.records.kinds import Category, PaperKind, UnitKind
from ssu_desktop.rules.person import latest_programme
from ssu_desktop.rules.personal_file import Circumstances, is_asked
from ssu_desktop.storage import Source


class File(NamedTuple):
    """What lies in a file, and what it may lack, by the codes of the checklist."""

    there: set[str | None]
    excused: set[str | None]


@of_whom
def _papers(here: Here) -> Select[UUID, str | None, bool, bool]:
    """Select each open file with what is told of its documents; an empty one in a row without a code."""
    told = and_(
        FileDocument.file_id == PersonalFile.id,
        FileDocument.code.is_not(None),
        or_(FileDocument.received_on.is_not(None), FileDocument.not_needed),
    )
    return (
        select(
            PersonalFile.stay_id,
            FileDocument.code,
            FileDocument.received_on.is_not(None),
            FileDocument.not_needed,
        )
        .join(Stay, Stay.id == PersonalFile.stay_id)
        .outerjoin(FileDocument, told)
        .where(*here)
    )


def files_of(source: Source, whose: Whose) -> dict[UUID, File]:
    """Return what lies in each open file; a stay without a file is absent."""
    found: dict[UUID, File] = {}
    for stay_id, code, received, not_needed in _papers(source, whose):
        if (file := found.get(stay_id)) is None:
            file = found[stay_id] = File(set(), set())
        if received:
            file.there.add(code)
        if not_needed:
            file.excused.add(code)
    return found


class _Term(NamedTuple):
    """A disability or a programme: what the rules ask of its term."""

    id: UUID
    issued_on: date | None
    until: date | None
    indefinite: bool


@of_whom
def _programmes(here: Here) -> Select[UUID, UUID, date | None, date | None, bool]:
    one = RehabilitationProgramme
    return (
        select(one.person_id, one.id, one.issued_on, one.until, one.indefinite)
        .join(Stay, Stay.person_id == one.person_id)
        .where(*here)
    )


@of_whom
def _disabilities(here: Here) -> Select[UUID, UUID, date | None, date | None, bool]:
    one = Disability
    return (
        select(one.person_id, one.id, one.established_on, one.until, one.indefinite)
        .join(Stay, Stay.person_id == one.person_id)
        .where(*here)
    )


@of_whom
def _identities(here: Here) -> Select[UUID, PaperKind, str]:
    return (
        select(IdentityPaper.person_id, IdentityPaper.kind, IdentityPaper.number)
        .join(Stay, Stay.person_id == IdentityPaper.person_id)
        .where(*here)
    )


@of_whom
def _custodies(here: Here) -> Select[UUID, date | None]:
    return (
        select(PersonalFile.stay_id, Custody.returned_on)
        .join(Custody, Custody.file_id == PersonalFile.id)
        .join(Stay, Stay.id == PersonalFile.stay_id)
        .where(*here)
    )


_Terms = Mapping[UUID, Sequence[Any]]


@dataclass(frozen=True)
class Holdings:
    """What people have, by the person: terms and papers; by the stay, the originals that were taken in."""

    programmes: _Terms
    disabilities: _Terms
    identified: frozenset[UUID]
    with_card: frozenset[UUID]
    originals: Mapping[UUID, int]

    def programme_until(self, person_id: UUID) -> date | None:
        """Return when the latest programme runs out; None for an indefinite one or none at all."""
        return _end(self.programmes.get(person_id, ()))

    def disability_until(self, person_id: UUID) -> date | None:
        """Return when the latest disability runs out; None for an indefinite one or none at all."""
        return _end(self.disabilities.get(person_id, ()))

    def known(self, person_id: UUID, stay_id: UUID, on: date, *, incapable: bool) -> frozenset[str]:
        """Return the words of `Document.asked_if` that are true of the person on a day."""
        told = {
            "disability": _runs(self.disabilities.get(person_id, ()), on),
            "programme": _runs(self.programmes.get(person_id, ()), on),
            "identity": person_id in self.identified,
            "custody": stay_id in self.originals,
            "incapable": incapable,
        }
        return frozenset(word for word, true in told.items() if true)


def _runs(terms: Iterable[_Term], on: date) -> bool:
    return any(term.until is None or term.until >= on for term in terms)


def _end(terms: Sequence[Any]) -> date | None:
    latest = latest_programme(terms)
    return None if latest is None or latest.indefinite else latest.until


def holdings_of(source: Source, whose: Whose) -> Holdings:
    """Return what the people of the stays have."""
    identified, with_card = set(), set()
    for person_id, kind, number in _identities(source, whose):
        if number:
            identified.add(person_id)
            if kind is not PaperKind.IIN:
                with_card.add(person_id)
    originals: dict[UUID, int] = {}
    for stay_id, returned_on in _custodies(source, whose):
        originals[stay_id] = originals.get(stay_id, 0) + (returned_on is None)
    return Holdings(
        programmes=_by_person(_programmes, source, whose),
        disabilities=_by_person(_disabilities, source, whose),
        identified=frozenset(identified),
        with_card=frozenset(with_card),
        originals=originals,
    )


def _by_person(ask: Callable[[Source, Whose], list[Any]], source: Source, whose: Whose) -> _Terms:
    found: dict[UUID, list[_Term]] = {}
    for person_id, *term in ask(source, whose):
        found.setdefault(person_id, []).append(_Term._make(term))
    return found


class Checklists:
    """The checklists by kind, category, day and circumstances: asked for again and again, made once."""

    def __init__(self, law: Law, today: date) -> None:
        self._law = law
        self._today = today
        self._codes: dict[tuple[UnitKind, Category, int, frozenset[str]], frozenset[str]] = {}
        self._articles: dict[tuple[UnitKind, int], Article | None] = {}

    def count(
        self, kind: UnitKind, category: Category, on: date, known: frozenset[str], file: File | None
    ) -> tuple[int, int]:
        """Return how many documents are needed and how many of them are there."""
        needed = self._required(kind, category, on, known)
        if file is None:
            return len(needed), 0
        if file.excused:
            needed -= file.excused
        return len(needed), len(needed & file.there)

    def _required(
        self, kind: UnitKind, category: Category, on: date, known: frozenset[str]
    ) -> frozenset[str]:
        key = (kind, category, self._law.checklist_edition(on), known)
        if key not in self._codes:
            circumstances = Circumstances(on=on, known=known)
            self._codes[key] = frozenset(
                row.code
                for row in self._law.documents(kind, category, on)
                if row.stage == FILE_STAGE and is_asked(row, category, circumstances)
            )
        return self._codes[key]

    def article(self, kind: UnitKind, on: date) -> Article | None:
        """Return the paragraph of the checklist, all of its papers meant."""
        key = (kind, self._law.checklist_edition(on))
        if key not in self._articles:
            rows = self._law.documents(kind, None, on)
            papers = f"{kind}.{FILE_STAGE}"
            self._articles[key] = replace(rows[0].article, about=papers) if rows else None
        return self._articles[key]
