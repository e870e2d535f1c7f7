"""What holds of every entry of an event: its day is known and has come, and its paragraph is found."""

from collections.abc import Iterator
from datetime import date

from ssu_desktop.language import N_
from ssu_desktop.language.dates import short
from ssu_desktop.law import Article, Law, NoFigure
from ssu_desktop.records.kinds import UnitKind
from ssu_desktop.rules.fields import check_not_future, missing
from ssu_desktop.rules.finding import Finding, Weight


def article_of(law: Law, key: str, unit_kind: UnitKind, on: date) -> Article | None:
    """Return the paragraph that the figure `key` of this kind of unit rests on; None where there is none."""
    try:
        return law.known_figure(key, unit_kind, on=on).article
    except NoFigure:
        return None


def article_of_paper(law: Law, unit_kind: UnitKind, tells_of: str, on: date) -> Article | None:
    """Return the paragraph by which a paper of the file tells of something ("disability", "programme")."""
    rows = law.documents(unit_kind, None, on)
    return next((row.article for row in rows if row.asked_if == tells_of), None)


def check_happened(day: date | None, today: date, field: str) -> Iterator[Finding]:
    """Yield a STOP where the day of an event is not entered or has not come yet."""
    if day is None:
        yield missing(field, N_("Enter the date."), code="date-missing")
    yield from check_not_future(day, today, field, code="date-in-future")


def check_served(day: date | None, ended_on: date | None, field: str, *, code: str) -> Iterator[Finding]:
    """Yield a STOP where somebody was seen on a day after their service had ended."""
    if day is not None and ended_on is not None and day > ended_on:
        text = N_("The day lies after the end of the service ({day}).")
        yield Finding(code=code, text=text, values={"day": short(ended_on)}, field=field, weight=Weight.STOP)


def check_signed(day: date | None, today: date, field: str) -> Iterator[Finding]:
    """Yield a WARN where an order or decision is dated ahead: it may be entered before it is signed."""
    code = field.replace("_", "-")
    yield from check_not_future(day, today, field, code=f"{code}-in-future", weight=Weight.WARN)
