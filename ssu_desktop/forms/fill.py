"""What all fillings share: dates, orders and heads as a form writes them.

A `fill_annex_N` module turns records into the texts of its form. It reads only what it is given: the
relationships that its docstring names must be loaded, and the day of printing is an argument.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from uuid import UUID

from ssu_desktop.language import N_, Language, translate
from ssu_desktop.language.dates import official, short
from ssu_desktop.records.kinds import Kind, MovementKind
from ssu_desktop.records.organisation import Organisation, Signatory, Staff
from ssu_desktop.records.stay import Movement


def day(value: date | None) -> str:
    """Return `04.03.2026`, or nothing."""
    return short(value) if value else ""


def official_day(value: date | None, language: Language) -> str:
    """Return the official wording of a date, or nothing: the form then shows its blanks."""
    return official(value, language) if value else ""


def span(first: date | None, last: date | None) -> str:
    """Return `05.03.2026–05.06.2026`, or the one date that is known."""
    days = [short(value) for value in (first, last) if value]
    return "–".join(dict.fromkeys(days))


def word(kind: Kind | None, language: Language) -> str:
    """Return a word of a closed list in the form's language, or nothing."""
    return translate(language, kind.msgid) if kind else ""


def organisation_name(organisation: Organisation, language: Language) -> str:
    """Return the official name in the form's language."""
    return organisation.name_kk if language is Language.KK else organisation.name_ru


def head_name(head: Signatory | None, language: Language) -> str:
    """Return who signs as head; an acting one is called so."""
    if head is None:
        return ""
    return translate(language, N_("{name} (acting head)"), name=head.name) if head.acting else head.name


def staff_name(staff: Mapping[UUID, Staff], staff_id: UUID | None, typed: str = "") -> str:
    """Return the name as it was typed at the time, else as the list of staff has it."""
    if typed or staff_id is None:
        return typed
    member = staff.get(staff_id)
    return member.full_name if member else ""


def standing(movements: Iterable[Movement], *kinds: MovementKind) -> list[Movement]:
    """Return the movements of these kinds that were not cancelled, by the date of the event."""
    found = [one for one in movements if one.kind in kinds and one.cancelled_at is None]
    return sorted(found, key=lambda one: (one.happened_on, one.id))


def dated_order(on: date, number: str, order_date: date | None) -> str:
    """Return a date with the number of its order; the order's own date only where it differs."""
    if not number:
        return short(on)
    if order_date and order_date != on:
        return f"{short(on)} (№ {number}, {short(order_date)})"
    return f"{short(on)}, № {number}"


def stacked_orders(movements: Iterable[Movement]) -> str:
    """Return the dates and orders of movements, one under another."""
    return "\n".join(dated_order(one.happened_on, one.order_number, one.order_date) for one in movements)
