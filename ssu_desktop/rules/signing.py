"""Noting that a printed paper came back signed."""

from collections.abc import Iterator
from datetime import date

from ssu_desktop.language import N_
from ssu_desktop.language.dates import short
from ssu_desktop.rules.entry import check_happened
from ssu_desktop.rules.fields import LONGEST_TEXT, check_length, missing
from ssu_desktop.rules.finding import Finding, Weight


def check_signed_copy(
    signed_on: date | None, printed_on: date, today: date, *, dismissed: bool = False
) -> Iterator[Finding]:
    """Find what is wrong with a signature: no day, one to come, one before the print, a dismissed paper."""
    yield from check_happened(signed_on, today, "signed_on")
    if dismissed:
        text = N_("This paper was dismissed: let it wait again first.")
        yield Finding(code="paper-dismissed", text=text, weight=Weight.STOP)
    if signed_on is not None and signed_on < printed_on:
        yield Finding(
            code="signed-before-printed",
            text=N_("This paper was printed on {day}: it was not signed earlier."),
            values={"day": short(printed_on)},
            field="signed_on",
            weight=Weight.STOP,
        )


def check_dismissal(reason: str, *, signed: bool) -> Iterator[Finding]:
    """Find what stands against dismissing a paper: no reason, or that it came back signed."""
    if not reason:
        yield missing("reason", N_("Say why nobody is to sign it."), code="dismissal-reason")
    yield from check_length(reason, LONGEST_TEXT, "reason")
    if signed:
        text = N_("A paper that came back signed is not dismissed.")
        yield Finding(code="paper-signed", text=text, weight=Weight.STOP)
