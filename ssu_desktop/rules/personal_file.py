"""The personal file: its number by the facility's pattern, and how complete it is (annex 3)."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from ssu_desktop.language import N_
from ssu_desktop.records.kinds import DocumentForm, UnitKind
from ssu_desktop.rules.fields import check_fields, check_not_future, missing
from ssu_desktop.rules.finding import Finding

MOST_SHEETS = 9999
_HOLE = re.compile(r"\{(kind|year|number)(?::0?(\d))?\}")


class Numbering:
    """Gives the next file number of a kind of unit and a year: no gap, none twice.

    `pattern` is the facility's own, with the holes `{kind}`, `{year}` and `{number}` (`{number:04}` is
    padded); other braces stand for themselves. A pattern without `{number}` gets it at its end.
    """

    def __init__(self, pattern: str, taken: Iterable[str] = ()) -> None:
        """Remember the pattern and the numbers that are given already."""
        self._pattern = pattern if re.search(r"\{number(?::0?\d)?\}", pattern) else pattern + "/{number}"
        self._taken = set(taken)
        self._last: dict[tuple[str, int], int] = {}

    def next(self, unit_kind: UnitKind, year: int) -> str:
        """Return the next number and hold it as given."""
        key = (unit_kind.value if "{kind" in self._pattern else "", year if "{year" in self._pattern else 0)
        count = self._last[key] if key in self._last else self._highest(unit_kind, year)
        while (number := self._filled(unit_kind, year, count + 1)) in self._taken:
            count += 1
        self._last[key] = count + 1
        self._taken.add(number)
        return number

    def _highest(self, unit_kind: UnitKind, year: int) -> int:
        pieces: list[str] = []
        end = 0
        for hole in _HOLE.finditer(self._pattern):
            pieces.append(re.escape(self._pattern[end : hole.start()]))
            pieces.append(_seen(hole[1], unit_kind, year, first="(?P<number>" not in "".join(pieces)))
            end = hole.end()
        shape = re.compile("".join(pieces) + re.escape(self._pattern[end:]))
        found = (shape.fullmatch(number) for number in self._taken)
        return max((int(match["number"]) for match in found if match), default=0)

    def _filled(self, unit_kind: UnitKind, year: int, number: int) -> str:
        words = {"kind": unit_kind.value, "year": str(year), "number": str(number)}
        return _HOLE.sub(lambda hole: words[hole[1]].rjust(int(hole[2] or 0), "0"), self._pattern)


def _seen(hole: str, unit_kind: UnitKind, year: int, *, first: bool) -> str:
    if hole == "number":
        return r"(?P<number>\d{1,9})" if first else r"\d{1,9}"
    return re.escape(unit_kind.value if hole == "kind" else str(year))


@dataclass(frozen=True, kw_only=True)
class DocumentDraft:
    """A row of the checklist as ticked: by the law's `code`, or with a `title` of the facility's own.

    A row with neither `received_on` nor `not_needed` is missing.
    """

    code: str | None = None
    title: str = ""
    form: DocumentForm = DocumentForm.COPY
    received_on: date | None = None
    received_from: str = ""
    pages: int | None = None
    not_needed: bool = False
    note: str = ""


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
