"""Orders of the head: their drafts, their numbers, and texts with named holes."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from ssu_desktop.language import N_, Language, translate
from ssu_desktop.records.kinds import MovementKind, OrderKind
from ssu_desktop.rules.entry import check_signed
from ssu_desktop.rules.fields import check_fields, clean_lines, cleaned, missing
from ssu_desktop.rules.finding import Finding, Weight

HOLES: Mapping[str, str] = {
    "person": N_("full name of the person"),
    "birth_date": N_("birth date"),
    "iin": N_("IIN"),
    "unit": N_("unit"),
    "to_unit": N_("unit to which the person is transferred"),
    "date": N_("day of the event"),
    "from": N_("from that day on, in words"),
    "until": N_("until the last day, in words"),
    "ground": N_("ground: the reason or the decision"),
    "destination": N_("where the person goes"),
    "file_number": N_("number of the personal file"),
    "organisation": N_("organisation"),
    "head": N_("head of the organisation"),
}
"""The holes that a text of an order may have, and what fills each."""

HOLE_WORDS: Mapping[str, str] = {
    "person": N_("person|hole"),
    "birth_date": N_("born|hole"),
    "iin": N_("IIN|hole"),
    "unit": N_("unit|hole"),
    "to_unit": N_("new unit|hole"),
    "date": N_("date|hole"),
    "from": N_("from|hole"),
    "until": N_("until|hole"),
    "ground": N_("ground|hole"),
    "destination": N_("where to|hole"),
    "file_number": N_("file number|hole"),
    "organisation": N_("organisation|hole"),
    "head": N_("head|hole"),
}
"""What a hole is called within a text, in the language of the text."""

KIND_OF: Mapping[MovementKind, OrderKind] = {
    MovementKind.ADMITTED: OrderKind.ADMISSION,
    MovementKind.LEFT: OrderKind.LEAVE,
    MovementKind.RETURNED: OrderKind.RETURN,
    MovementKind.SUSPENDED: OrderKind.SUSPENSION,
    MovementKind.RESUMED: OrderKind.RESUMPTION,
    MovementKind.TRANSFERRED: OrderKind.TRANSFER,
    MovementKind.TRANSFERRED_OUT: OrderKind.TRANSFER_OUT,
    MovementKind.DISCHARGED: OrderKind.DISCHARGE,
}
"""Of which kind the order of an event is; the other events have none."""

LONGEST_TEXT = 8000
_BLANK = "_____"
_BRACES = re.compile(r"\{([^{}]*)\}|[{}]")
_NUMBER = re.compile(r"(\d+)(.*)")


@dataclass(frozen=True, kw_only=True)
class OrderDraft:
    """An order as it is written, in both languages; of an event where `movement_id` says so."""

    number: str = ""
    issued_on: date | None = None
    kind: OrderKind = OrderKind.OTHER
    subject_kk: str = ""
    subject_ru: str = ""
    text_kk: str = ""
    text_ru: str = ""
    signed_by: str = ""
    person_id: UUID | None = None
    stay_id: UUID | None = None
    movement_id: UUID | None = None
    revision: int | None = None


@dataclass(frozen=True, kw_only=True)
class TemplateDraft:
    """The facility's text of one kind of order, with its holes."""

    subject_kk: str = ""
    subject_ru: str = ""
    text_kk: str = ""
    text_ru: str = ""
    revision: int | None = None


_LIMITS = {"number": 60, "text_kk": LONGEST_TEXT, "text_ru": LONGEST_TEXT}


def cleaned_order(draft: OrderDraft) -> OrderDraft:
    """Return the order with clean texts, which keep their paragraphs."""
    return replace(cleaned(draft), text_kk=clean_lines(draft.text_kk), text_ru=clean_lines(draft.text_ru))


def cleaned_template(draft: TemplateDraft) -> TemplateDraft:
    """Return the template with clean texts, which keep their paragraphs."""
    return replace(cleaned(draft), text_kk=clean_lines(draft.text_kk), text_ru=clean_lines(draft.text_ru))


def check_order_draft(
    draft: OrderDraft, today: date, taken: Iterable[str], movement_order: str = ""
) -> Iterator[Finding]:
    """Find what stands against an order; `taken` are the other numbers of its year.

    `movement_order` is the number that its event names already."""
    yield from check_fields(draft, longest=_LIMITS)
    if not draft.number.strip():
        yield missing("number", N_("Enter the number of the order."), code="order-number-missing")
    elif draft.number in set(taken):
        text = N_("Another order of this year has this number.")
        yield Finding(code="order-number-taken", text=text, field="number")
    if draft.issued_on is None:
        yield missing("issued_on", N_("Enter the date."), code="date-missing")
    yield from check_signed(draft.issued_on, today, "issued_on")
    if not (draft.subject_kk.strip() or draft.subject_ru.strip()):
        yield missing("subject_kk", N_("Say what the order is about."), code="order-subject-missing")
    if movement_order and movement_order != draft.number:
        yield Finding(
            code="order-of-movement",
            text=N_("The event names order {number}; it will name this one."),
            values={"number": movement_order},
            field="number",
        )
    if any(_BRACES.search(text) for text in (draft.text_kk, draft.text_ru)):
        text = N_("A hole of the template is still open in the text.")
        yield Finding(code="order-hole-open", text=text, field="text_kk")


def check_template(draft: TemplateDraft) -> Iterator[Finding]:
    """Find what stands against a template: a hole that nothing fills, a brace by itself, no subject."""
    yield from check_fields(draft, longest=_LIMITS)
    for field in ("subject_kk", "subject_ru", "text_kk", "text_ru"):
        text = getattr(draft, field)
        if not text.strip():
            yield missing(field, N_("Fill in both languages."), code="template-empty")
        for wrong in unknown_holes(text):
            yield Finding(
                code="hole-unknown",
                text=N_("Nothing fills “{hole}”. The holes are listed beside the text."),
                values={"hole": wrong},
                field=field,
                weight=Weight.STOP,
            )


def unknown_holes(text: str) -> tuple[str, ...]:
    """Return what stands in braces and is no hole, and braces that stand alone."""
    found = (match[0] for match in _BRACES.finditer(text) if (match[1] or "") not in HOLES)
    return tuple(dict.fromkeys(found))


def filled(text: str, values: Mapping[str, str]) -> str:
    """Return the text with its holes filled; what is not known leaves a blank to write on."""
    return _BRACES.sub(
        lambda hole: (values.get(hole[1] or "") or _BLANK) if hole[1] in HOLES else hole[0], text
    )


def next_number(numbers: Iterable[str]) -> str:
    """Return the number after the highest of a year, written as the latest one: `31-ө` -> `32-ө`.

    `numbers` are in the order of their giving; those that do not begin with digits are left out."""
    highest, ending = 0, ""
    for number in numbers:
        if match := _NUMBER.fullmatch(number.strip()):
            highest, ending = max(highest, int(match[1])), match[2]
    return f"{highest + 1}{ending}"


def shown(text: str, language: Language) -> str:
    """Return a template as it is read: its holes called by words of its language."""
    return _renamed(text, {hole: translate(language, word) for hole, word in HOLE_WORDS.items()})


def stored(text: str, language: Language) -> str:
    """Return a template as it is kept: what `shown` gave goes back, all else stays as it was typed."""
    return _renamed(text, {translate(language, word): hole for hole, word in HOLE_WORDS.items()})


def _renamed(text: str, names: Mapping[str, str]) -> str:
    return _BRACES.sub(lambda hole: f"{{{names[hole[1]]}}}" if hole[1] in names else hole[0], text)
