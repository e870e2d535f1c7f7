"""The words of the overview: facts by name, and each entry as a title, its details and a chip."""

from collections.abc import Iterable
from datetime import date
from functools import singledispatch
from typing import NamedTuple

from ssu_desktop.actions.person import PersonPage, StaySummary
from ssu_desktop.language import N_, _, spoken
from ssu_desktop.language.dates import age_on, short
from ssu_desktop.rules.person import DisabilityDraft, PaperDraft, ProgrammeDraft, RelativeDraft
from ssu_desktop.screens.chips import Chip
from ssu_desktop.screens.standing import category_word, status_chip, term_chip


class EntryWords(NamedTuple):
    """What stands on the line of an entry."""

    title: str
    details: str
    chip: Chip | None


def identity(page: PersonPage, today: date) -> Iterable[tuple[str, str]]:
    """Yield what is known of the person by itself: the name of a fact, and the fact."""
    person = page.person
    born = ""
    if person.born is not None:
        born = f"{short(person.born)} ({age_on(person.born, today, spoken())})"
    yield _(N_("IIN")), person.iin or _(N_("not given"))
    yield _(N_("Birth date")), born or _(N_("not given"))
    yield _(N_("Sex")), _(person.sex.msgid) if person.sex else _(N_("not given"))
    for former in page.former_names:
        until = _(N_("until {day}"), day=short(former.until)) if former.until else ""
        yield _(N_("Former name")), ", ".join(part for part in (former.full_name, until) if part)
    yield _(N_("Nationality")), person.nationality
    yield _(N_("Place of birth")), person.birthplace
    yield _(N_("Education|of a person")), person.education
    yield _(N_("Profession")), person.profession
    yield _(N_("Social status")), person.social_status
    yield _(N_("Diagnosis")), person.diagnosis
    marks = [
        _(word)
        for holds, word in (
            (person.without_parental_care, N_("without parental care")),
            (person.legally_incapable, N_("legally incapable")),
        )
        if holds
    ]
    yield _(N_("Marks")), ", ".join(marks)


def contacts(page: PersonPage) -> Iterable[tuple[str, str]]:
    """Yield where the person is found."""
    yield _(N_("Phone")), page.person.phone
    yield _(N_("Address")), page.person.address
    yield _(N_("Registered address")), page.person.registered_address


def stay_words(stay: StaySummary) -> EntryWords:
    """Return the words of a stay."""
    name = stay.unit_name_kk if spoken() == "kk" else stay.unit_name_ru
    file = _(N_("file {number}"), number=stay.file_number) if stay.file_number else ""
    again = _(N_("re-admitted")) if stay.readmitted else ""
    details = (_term(stay), category_word(stay.category), _(stay.length.msgid), file, again)
    return EntryWords(name, _joined(details), status_chip(stay.status, stay.unit_kind))


@singledispatch
def entry_words(draft: object, today: date) -> EntryWords:
    """Return the words of an entry of the person; `today` tells what runs out."""
    raise TypeError(type(draft), today)


@entry_words.register
def _of_relative(draft: RelativeDraft, _today: date) -> EntryWords:
    born = short(draft.born) if draft.born else str(draft.birth_year or "")
    details = (_(draft.relation.msgid), born, draft.phone, draft.address, draft.representation_document)
    chip = Chip(_(N_("representative"))) if draft.is_representative else None
    return EntryWords(draft.full_name, _joined(details), chip)


@entry_words.register
def _of_disability(draft: DisabilityDraft, today: date) -> EntryWords:
    since = _(N_("since {day}"), day=short(draft.established_on)) if draft.established_on else ""
    chip = term_chip(draft.until, today, indefinite=draft.indefinite)
    return EntryWords(_(draft.group.msgid), _joined((since, draft.certificate)), chip)


@entry_words.register
def _of_programme(draft: ProgrammeDraft, today: date) -> EntryWords:
    days = [short(day) for day in (draft.issued_on, draft.until) if day is not None]
    number = _(N_("No. {number}"), number=draft.number) if draft.number else _(N_("without a number"))
    chip = term_chip(draft.until, today, indefinite=draft.indefinite)
    recommends = ", ".join(_(kind.msgid) for kind in draft.recommended)
    return EntryWords(number, _joined((" – ".join(days), recommends)), chip)


@entry_words.register
def _of_paper(draft: PaperDraft, today: date) -> EntryWords:
    issued = short(draft.issued_on) if draft.issued_on else ""
    chip = term_chip(draft.valid_until, today) if draft.valid_until else None
    return EntryWords(f"{_(draft.kind.msgid)} {draft.number}", _joined((issued, draft.issued_by)), chip)


def _joined(parts: Iterable[str]) -> str:
    return " · ".join(part for part in parts if part)


def _term(stay: StaySummary) -> str:
    first = stay.admitted_on or stay.status_since
    return " – ".join(short(day) for day in (first, stay.ended_on) if day is not None)
