"""The personal file: its cover, and how complete it is (annex 3)."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from ssu_desktop.language import N_
from ssu_desktop.language.dates import age
from ssu_desktop.law import Document, Paper
from ssu_desktop.records.kinds import DocumentForm
from ssu_desktop.rules.fields import check_fields, check_not_future, missing
from ssu_desktop.rules.finding import Finding

MOST_SHEETS = 9999


@dataclass(frozen=True, kw_only=True)
class DocumentDraft:
    """A row of the checklist as ticked: by the law's `code`, or with a `title` of the facility's own.

    A row with neither `received_on` nor `not_needed` is missing. `revision` is the one that was read: 0 for a
    row of which nothing was kept yet, None overwrites whatever is there.
    """

    code: str | None = None
    title: str = ""
    form: DocumentForm = DocumentForm.COPY
    received_on: date | None = None
    received_from: str = ""
    pages: int | None = None
    not_needed: bool = False
    note: str = ""
    variant: str = ""
    revision: int | None = None


@dataclass(frozen=True, kw_only=True)
class Circumstances:
    """What the record knows of a person that decides which documents are asked for on the day `on`.

    `known` holds words of `Document.asked_if`."""

    on: date
    born: date | None = None
    incapable: bool = False
    known: frozenset[str] = frozenset()


def is_asked(document: Document, category: str | None, circumstances: Circumstances) -> bool:
    """Return whether a document must be in the file: always, or because what it tells of exists.

    R230-161, R230-162, R230-180: of the elderly a disability certificate and the extract of a programme are
    asked where there is one, and so are a court's decision on incapacity and the receipt for originals.
    """
    if document.required_of(category):
        return True
    return document.concerns(category) and document.asked_if in circumstances.known


def papers_instead(document: Document, circumstances: Circumstances) -> tuple[Paper, ...]:
    """Return the papers one of which does instead of the document itself (R230-160); mostly none.

    They are asked of minors and of the legally incapable."""
    instead = document.alternatives
    if instead is None:
        return ()
    born = circumstances.born
    minor = born is not None and age(born, circumstances.on) < instead.minor_below
    return instead.papers if minor or circumstances.incapable else ()


@dataclass(frozen=True, kw_only=True)
class FileDraft:
    """The cover of the file: where it was made, its number of sheets, when it was bound."""

    number: str
    opened_on: date | None = None
    place: str = ""
    sheets: int | None = None
    bound_on: date | None = None


@dataclass(frozen=True)
class Completeness:
    """How many of the documents that are needed lie in the file."""

    received: int
    needed: int

    @property
    def complete(self) -> bool:
        """Return whether nothing is missing."""
        return self.received >= self.needed


def completeness(required: Iterable[str], received: Iterable[str], not_needed: Iterable[str]) -> Completeness:
    """Return the count over the codes that must be there; one marked as not needed is not asked for."""
    needed = set(required) - set(not_needed)
    return Completeness(received=len(needed & set(received)), needed=len(needed))


def check_document(draft: DocumentDraft, today: date) -> Iterator[Finding]:
    """Find what is wrong with a row: no title, a day to come, pages below nothing, both ticks at once.

    A document is not needed for a reason: without one in the note, one is asked for (WARN)."""
    yield from check_fields(draft)
    if draft.code is None and not draft.title.strip():
        yield missing("title", N_("Enter the title of the document."), code="title-missing")
    yield from check_not_future(draft.received_on, today, "received_on", code="date-in-future")
    yield from _check_count(draft.pages, "pages")
    if draft.not_needed and draft.received_on is not None:
        text = N_("A document that is not needed has no day of receipt.")
        yield missing("not_needed", text, code="received-and-not-needed")
    elif draft.not_needed and not draft.note.strip():
        text = N_("Say in the note why this document is not needed.")
        yield Finding(code="not-needed-without-reason", text=text, field="note")


def check_file(draft: FileDraft, today: date) -> Iterator[Finding]:
    """Find what is wrong with the cover: no number, days to come, sheets below nothing."""
    yield from check_fields(draft, longest={"number": 60})
    if not draft.number.strip():
        yield missing("number", N_("Enter the number of the file."), code="file-number-missing")
    for field in ("opened_on", "bound_on"):
        yield from check_not_future(getattr(draft, field), today, field, code="date-in-future")
    yield from _check_count(draft.sheets, "sheets")


def _check_count(count: int | None, field: str) -> Iterator[Finding]:
    if count is not None and not 0 <= count <= MOST_SHEETS:
        yield missing(field, N_("Enter a whole number from 0 to 9999."), code="count-out-of-range")
