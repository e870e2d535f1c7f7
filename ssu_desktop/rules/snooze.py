"""Putting a duty off: until a day to come, not for long, and for a reason."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from ssu_desktop.language import N_
from ssu_desktop.language.dates import short
from ssu_desktop.rules.fields import check_fields, missing
from ssu_desktop.rules.finding import Finding, Weight

LONGEST = 92
"""The most calendar days that a duty can be put off: about a quarter, then it must be looked at again."""


@dataclass(frozen=True, kw_only=True)
class SnoozeDraft:
    """Until when a duty is put off, and why."""

    until: date | None = None
    reason: str = ""


def check_snooze(draft: SnoozeDraft, today: date) -> Iterator[Finding]:
    """Yield what stands against putting a duty off; without a reason nothing is put off."""
    yield from check_fields(draft)
    if not draft.reason.strip():
        yield missing("reason", N_("Say why it is put off."), code="reason-missing")
    if draft.until is None:
        yield missing("until", N_("Enter until when it is put off."), code="date-missing")
    elif draft.until <= today:
        yield missing("until", N_("The day must lie ahead."), code="day-is-over")
    elif draft.until > today + timedelta(days=LONGEST):
        text = N_("Put it off until {day} at the latest.")
        last = short(today + timedelta(days=LONGEST))
        yield Finding(
            code="too-long",
            text=text,
            values={"day": last},
            field="until",
            weight=Weight.STOP,
        )
