"""Binding the plan and the journal of a year (Order 230, paras 12(4), 23(4), 28(4) and 37(5))."""

from collections.abc import Iterator
from datetime import date

from ssu_desktop.language import N_
from ssu_desktop.language.dates import short
from ssu_desktop.law import Law
from ssu_desktop.records.kinds import UnitKind
from ssu_desktop.rules.entry import article_of, check_happened
from ssu_desktop.rules.fields import check_day
from ssu_desktop.rules.finding import Finding


def check_binding(
    bound_on: date | None, year_ends_on: date | None, unit_kind: UnitKind, law: Law, today: date
) -> Iterator[Finding]:
    """Find what stands against noting that a year is bound: a day to come, or before the year is over."""
    yield from check_happened(bound_on, today, "bound_on")
    yield from check_day(bound_on, "bound_on")
    if bound_on is not None and year_ends_on is not None and bound_on <= year_ends_on:
        yield Finding(
            code="bound-early",
            text=N_("The plan year runs until {day}: it is bound by its results."),
            values={"day": short(year_ends_on)},
            field="bound_on",
            article=article_of(law, "file.bound_yearly", unit_kind, bound_on),
        )
