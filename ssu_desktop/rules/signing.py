"""Noting that a printed paper came back signed."""

from collections.abc import Iterator
from datetime import date

from ssu_desktop.language import N_
from ssu_desktop.language.dates import short
from ssu_desktop.rules.entry import check_happened
from ssu_desktop.rules.finding import Finding, Weight


def check_signed_copy(signed_on: date | None, printed_on: date, today: date) -> Iterator[Finding]:
    """Find what is wrong with the day of a signature: none, one to come, or one before the print."""
    yield from check_happened(signed_on, today, "signed_on")
    if signed_on is not None and signed_on < printed_on:
        yield Finding(
            code="signed-before-printed",
            text=N_("This paper was printed on {day}: it was not signed earlier."),
            values={"day": short(printed_on)},
            field="signed_on",
            weight=Weight.STOP,
        )
