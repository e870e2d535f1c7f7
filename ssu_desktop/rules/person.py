"""The person: drafts of what is kept for life, and their rules."""

import unicodedata
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import TypeVar
from uuid import UUID

from ssu_desktop.language import N_
from ssu_desktop.language.dates import short
from ssu_desktop.records.kinds import DisabilityGroup, PaperKind, RelationKind, Sex, UnitKind
from ssu_desktop.records.person import Disability, IdentityPaper, RehabilitationProgramme
from ssu_desktop.rules.fields import LONGEST_NAME, check_fields, check_not_future, check_order, missing
from ssu_desktop.rules.finding import Finding, Weight
from ssu_desktop.rules.iin import check_iin

LONGEST_DIAGNOSIS = 2000
LONGEST_NOTE = 100_000  # it keeps all that an old register tells and no field has room for; no form prints it
_NAME_LIMITS = dict.fromkeys(("surname", "given_name", "patronymic", "full_name"), LONGEST_NAME)
_NAME_SIGNS = frozenset(" -'’ʼ`.()")


@dataclass(frozen=True, kw_only=True)
class PersonDraft:
    """The person's own record; `revision` is the one that was shown when the draft was begun, if any."""

    surname: str = ""
    given_name: str = ""
    patronymic: str = ""
    iin: str = ""
    born: date | None = None
    sex: Sex | None = None
    nationality: str = ""
    birthplace: str = ""
    address: str = ""
    registered_address: str = ""
    phone: str = ""
    education: str = ""
    profession: str = ""
    social_status: str = ""
    diagnosis: str = ""
    note: str = ""
    without_parental_care: bool = False
    legally_incapable: bool = False
    revision: int | None = None


@dataclass(frozen=True, kw_only=True)
class RelativeDraft:
    """A relative or legal representative."""

    relation: RelationKind = RelationKind.OTHER
    full_name: str = ""
    born: date | None = None
    birth_year: int | None = None
    address: str = ""
    phone: str = ""
    is_representative: bool = False
    representation_document: str = ""
    absence_reason: str = ""
    absence_document: str = ""
    revision: int | None = None


@dataclass(frozen=True, kw_only=True)
class DisabilityDraft:
    """An established disability."""

    group: DisabilityGroup = DisabilityGroup.FIRST
    established_on: date | None = None
    until: date | None = None
    indefinite: bool = False
    certificate: str = ""
    revision: int | None = None


@dataclass(frozen=True, kw_only=True)
class ProgrammeDraft:
    """The individual programme of abilitation and rehabilitation.

    `recommended`: the kinds of unit whose services it recommends; none is "not entered".
    """

    number: str = ""
    issued_on: date | None = None
    until: date | None = None
    indefinite: bool = False
    recommended: tuple[UnitKind, ...] = ()
    revision: int | None = None


@dataclass(frozen=True, kw_only=True)
class PaperDraft:
    """An identity paper."""

    kind: PaperKind = PaperKind.IDENTITY_CARD
    number: str = ""
    issued_on: date | None = None
    valid_until: date | None = None
    issued_by: str = ""
    revision: int | None = None


@dataclass(frozen=True, kw_only=True)
class ConvictionDraft:
    """A conviction."""

    article: str = ""
    term: str = ""
    served_when: str = ""
    served_where: str = ""
    revision: int | None = None


@dataclass(frozen=True, kw_only=True)
class RenameDraft:
    """A change of name: the new one, the last day of the old one, the paper that says so."""

    surname: str = ""
    given_name: str = ""
    patronymic: str = ""
    until: date | None = None
    document: str = ""


def check_person(draft: PersonDraft, today: date) -> Iterator[Finding]:
    """Yield what is wrong or odd in a person's record."""
    yield from check_names(draft)
    yield from check_fields(
        draft, longest={**_NAME_LIMITS, "diagnosis": LONGEST_DIAGNOSIS, "note": LONGEST_NOTE}
    )
    yield from check_not_future(draft.born, today, "born", code="born-in-the-future")
    if draft.iin:
        yield from check_iin(draft.iin, draft.born, draft.sex)


def check_names(draft: PersonDraft | RenameDraft) -> Iterator[Finding]:
    """Yield a STOP for a missing surname and a NOTE for signs that a name does not have."""
    if not draft.surname:
        yield missing("surname", N_("Enter the surname."), code="person-nameless")
    for field in ("surname", "given_name", "patronymic"):
        odd = odd_signs(getattr(draft, field))
        if odd:
            yield Finding(
                code=f"name-odd-signs-{field}",
                text=N_("The name has signs that are no letters: {signs}"),
                values={"signs": odd},
                field=field,
                weight=Weight.NOTE,
            )


def check_born_before(born: date | None, first_day: date | None) -> Iterator[Finding]:
    """Refuse a birth date after `first_day`, on which the person first applied or was admitted."""
    if born is not None and first_day is not None and first_day < born:
        yield Finding(
            code="born-after-stay",
            text=N_("The birth date lies after {day}, when the person was admitted or applied."),
            values={"day": short(first_day)},
            field="born",
            weight=Weight.STOP,
        )


def odd_signs(name: str) -> str:
    """Return the signs of a name that are neither letters nor usual between them, each once."""
    return " ".join(dict.fromkeys(sign for sign in name if not _belongs(sign)))


def _belongs(sign: str) -> bool:
    return sign in _NAME_SIGNS or unicodedata.category(sign)[0] in "LM"


def check_rename(draft: RenameDraft, present: tuple[str, str, str], today: date) -> Iterator[Finding]:
    """Yield what is wrong with a change of name; `present` is surname, given name, patronymic."""
    yield from check_names(draft)
    yield from check_fields(draft, longest=_NAME_LIMITS)
    yield from check_not_future(draft.until, today, "until", code="renamed-in-the-future")
    if (draft.surname, draft.given_name, draft.patronymic) == present:
        yield missing("surname", N_("The new name is the same as the present one."), code="rename-same")


def check_relative(draft: RelativeDraft, today: date) -> Iterator[Finding]:
    """Yield what is wrong with a relative."""
    if not draft.full_name:
        yield missing("full_name", N_("Enter the relative's name."), code="relative-nameless")
    yield from check_fields(draft, longest=_NAME_LIMITS)
    yield from check_not_future(draft.born, today, "born", code="relative-born-in-the-future")
    if draft.birth_year is not None and not 1850 <= draft.birth_year <= today.year:
        yield Finding(
            code="relative-birth-year",
            text=N_("The year {year} cannot be right."),
            values={"year": draft.birth_year},
            field="birth_year",
            weight=Weight.STOP,
        )


def check_disability(draft: DisabilityDraft, today: date) -> Iterator[Finding]:
    """Yield what is wrong with a disability and its term."""
    yield from check_fields(draft)
    yield from check_not_future(
        draft.established_on, today, "established_on", code="disability-in-the-future"
    )
    yield from check_order(draft.established_on, draft.until, "until")
    yield from _check_term(draft)


def check_programme(draft: ProgrammeDraft, today: date) -> Iterator[Finding]:
    """Yield what is wrong with a rehabilitation programme and its term."""
    yield from check_fields(draft)
    yield from check_not_future(draft.issued_on, today, "issued_on", code="programme-in-the-future")
    yield from check_order(draft.issued_on, draft.until, "until")
    yield from _check_term(draft)


def _check_term(draft: DisabilityDraft | ProgrammeDraft) -> Iterator[Finding]:
    if draft.indefinite and draft.until is not None:
        yield missing(
            "until", N_("It is either without a term or until a date, not both."), code="term-twice"
        )


def check_paper(draft: PaperDraft, today: date) -> Iterator[Finding]:
    """Yield what is wrong with an identity paper."""
    if not draft.number:
        yield missing("number", N_("Enter the number of the document."), code="paper-without-number")
    yield from check_fields(draft)
    yield from check_not_future(draft.issued_on, today, "issued_on", code="paper-in-the-future")
    yield from check_order(draft.issued_on, draft.valid_until, "valid_until")


def check_conviction(draft: ConvictionDraft, today: date) -> Iterator[Finding]:  # noqa: ARG001 - all checks of belongings have one shape
    """Yield what is wrong with a conviction."""
    if not draft.article:
        yield missing(
            "article", N_("Enter the article of the Criminal Code."), code="conviction-without-article"
        )
    yield from check_fields(draft)


def searchable(
    person_names: str, former_names: tuple[str, ...], iin: str | None, numbers: tuple[str, ...]
) -> str:
    """Return the text that a search reads, not yet folded: names present and past, IIN, file numbers."""
    return " ".join(part for part in (person_names, *former_names, iin or "", *numbers) if part)


R = TypeVar("R")


def latest_programme(programmes: Iterable[RehabilitationProgramme]) -> RehabilitationProgramme | None:
    """Return the programme that counts: the one issued last, see `_latest`."""
    return _latest(
        programmes, lambda one: (one.issued_on, _ends(one.until, indefinite=one.indefinite), one.id)
    )


def latest_disability(disabilities: Iterable[Disability], on: date) -> Disability | None:
    """Return the disability that counts on a day: the last of those established by then, if it runs still."""
    known = (one for one in disabilities if one.established_on is None or one.established_on <= on)
    last = _latest(
        known, lambda one: (one.established_on, _ends(one.until, indefinite=one.indefinite), one.id)
    )
    return None if last is None or (last.until is not None and last.until < on) else last


def latest_paper(papers: Iterable[IdentityPaper]) -> IdentityPaper | None:
    """Return the identity document that counts: the one issued last, see `_latest`."""
    return _latest(papers, lambda one: (one.issued_on, _ends(one.valid_until), one.id))


def _latest(records: Iterable[R], term: Callable[[R], tuple[date | None, date, UUID]]) -> R | None:
    """Return the record issued last; one that tells no day of issue counts where it ends later.

    `term` gives the day of issue, that of the end, and the id. Old registers tell the end of a programme
    only, so the day of issue alone would never let it count."""
    terms = sorted(((term(one), one) for one in records), key=lambda found: _age(*found[0]))
    latest = terms[-1] if terms else None
    for (issued, ends, _id), one in terms:
        if latest is not None and issued is None and ends > latest[0][1]:
            latest = ((issued, ends, _id), one)
    return None if latest is None else latest[1]


def _age(issued: date | None, ends: date, record_id: UUID) -> tuple[date, date, UUID]:
    return issued or date.min, ends, record_id


def _ends(until: date | None, *, indefinite: bool = False) -> date:
    return date.max if indefinite else until or date.min
