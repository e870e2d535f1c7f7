"""What holds of every entry: days that can be, texts that fit, findings said in a language."""

from collections.abc import Iterator, Mapping
from datetime import date

from ssu_desktop.language import N_, Language, translate
from ssu_desktop.language.dates import short
from ssu_desktop.law import Article, Law, NoFigure
from ssu_desktop.records.kinds import Kind, UnitKind
from ssu_desktop.rules.finding import Finding, Weight


def article_of(law: Law, key: str, unit_kind: UnitKind, on: date) -> Article | None:
    """Return the paragraph that the figure `key` of this kind of unit rests on; None where there is none."""
    try:
        return law.known_figure(key, unit_kind, on=on).article
    except NoFigure:
        return None


def said(text: str, values: Mapping[str, object], language: Language) -> str:
    """Return a finding's or duty's `text` in `language`; words of closed lists and dates become words."""
    return translate(language, text, **{name: _value(value, language) for name, value in values.items()})


def _value(value: object, language: Language) -> object:
    if isinstance(value, Kind):
        return translate(language, value.msgid)
    return short(value) if isinstance(value, date) else value


FIRST_DAY = date(1900, 1, 1)
"""No event of a stay is older; an older date is a slip of the hand."""


def check_day(
    field: str, day: date | None, today: date | None = None, *, needed: bool = True
) -> Iterator[Finding]:
    """Find a date that is absent, older than 1900, or later than `today` (None: may lie ahead)."""
    if day is None:
        if needed:
            yield Finding(code="date-missing", text=N_("Enter the date."), field=field, weight=Weight.STOP)
    elif not FIRST_DAY <= day < date(2200, 1, 1):
        text = N_("The date {day} cannot be right.")
        yield Finding(code="date-absurd", text=text, values={"day": day}, field=field, weight=Weight.STOP)
    elif today is not None and day > today:
        text = N_("The date {day} lies in the future.")
        yield Finding(code="date-future", text=text, values={"day": day}, field=field, weight=Weight.STOP)


def check_texts(draft: object, limits: Mapping[str, int]) -> Iterator[Finding]:
    """Find the texts of `draft` that are longer than the forms can hold; `limits` is by field name."""
    for field, limit in limits.items():
        text = getattr(draft, field, "")
        if len(text) > limit:
            yield Finding(
                code="text-too-long",
                text=N_("The text is too long: {length} characters, {limit} at most."),
                values={"length": len(text), "limit": limit},
                field=field,
                weight=Weight.STOP,
            )
