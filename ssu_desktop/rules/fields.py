"""What holds of every draft: text is clean and fits its paper, dates are of our time."""

from collections.abc import Iterator, Mapping
from dataclasses import fields, replace
from datetime import date
from typing import TYPE_CHECKING, TypeVar

from ssu_desktop.language import N_
from ssu_desktop.language.dates import short
from ssu_desktop.language.names import clean
from ssu_desktop.rules.finding import Finding, Weight

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

D = TypeVar("D", bound="DataclassInstance")

LONGEST_NAME = 200
LONGEST_LINE = 300
LONGEST_TEXT = 4000
FIRST_DAY, LAST_DAY = date(1890, 1, 1), date(2100, 12, 31)
_SEVERAL_LINES = frozenset({"note", "past_illnesses", "health", "goal", "recommendations"})
_SECRET = frozenset({"password", "new_password"})


def cleaned(draft: D) -> D:
    """Return the draft with every text NFC, trimmed and without invisible characters.

    Line breaks stay only in texts of several lines (`note`); a password is left as it was typed.
    """
    texts = {
        field.name: clean_lines(value) if field.name in _SEVERAL_LINES else clean(value)
        for field in fields(draft)
        if type(value := getattr(draft, field.name)) is str and value and field.name not in _SECRET
    }
    return replace(draft, **texts)


def clean_lines(text: str) -> str:
    """Return a text of several lines, each of them clean."""
    return "\n".join(clean(line) for line in text.splitlines()).strip()


def check_fields(
    draft: "DataclassInstance", *, longest: Mapping[str, int] | None = None, within: str = ""
) -> Iterator[Finding]:
    """Yield a STOP for every text that is too long and every date outside 1890..2100.

    `longest` gives the limit of a text by its field; `within` stands before the field's name ("units.0.").
    """
    limits = longest or {}
    for field in fields(draft):
        value = getattr(draft, field.name)
        if type(value) is str:
            usual = LONGEST_TEXT if field.name in _SEVERAL_LINES else LONGEST_LINE
            yield from check_length(value, limits.get(field.name, usual), within + field.name)
        elif isinstance(value, date):
            yield from check_day(value, within + field.name)


def check_length(text: str, limit: int, field: str) -> Iterator[Finding]:
    """Yield a STOP for a text that is longer than its place takes."""
    if len(text) > limit:
        yield Finding(
            code="text-too-long",
            text=N_("The text has {length} characters; the limit is {limit}."),
            values={"length": len(text), "limit": limit},
            field=field,
            weight=Weight.STOP,
        )


def check_day(day: date | None, field: str) -> Iterator[Finding]:
    """Yield a STOP for a date that nobody living can have to do with: before 1890 or after 2100."""
    if day is not None and not FIRST_DAY <= day <= LAST_DAY:
        yield Finding(
            code="date-out-of-time",
            text=N_("The date {date} cannot be right."),
            values={"date": short(day)},
            field=field,
            weight=Weight.STOP,
        )


def check_order(
    first: date | None, last: date | None, field: str, *, code: str = "dates-run-backwards"
) -> Iterator[Finding]:
    """Yield a STOP where the end of a period, named `field`, is before its beginning."""
    if first is not None and last is not None and last < first:
        yield Finding(
            code=code,
            text=N_("The end ({last}) is before the beginning ({first})."),
            values={"first": short(first), "last": short(last)},
            field=field,
            weight=Weight.STOP,
        )


def check_not_future(
    day: date | None, today: date, field: str, *, code: str, weight: Weight = Weight.STOP
) -> Iterator[Finding]:
    """Yield a finding, usually a STOP, for the date of something that has happened but lies in the future."""
    if day is not None and day > today:
        yield Finding(
            code=code,
            text=N_("The date {date} is in the future."),
            values={"date": short(day)},
            field=field,
            weight=weight,
        )


def missing(field: str, text: str, *, code: str) -> Finding:
    """Return the STOP of a field that must be filled in."""
    return Finding(code=code, text=text, field=field, weight=Weight.STOP)
