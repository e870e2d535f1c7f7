"""Times of a day as people type them and as they are kept: "HH:MM"."""

import re
from datetime import time

_TYPED = re.compile(r"(\d{1,2})(?:[:.,\- ](\d{1,2}))?|(\d{1,2})(\d{2})")
_HOURS, _MINUTES = 24, 60


def parse_time(text: str) -> str | None:
    """Return `9`, `930`, `0930`, `9.30` or `9:30` as "09:00" or "09:30"; None for what is no time."""
    hit = _TYPED.fullmatch(text.strip())
    if hit is None:
        return None
    hour, minute = int(hit[1] or hit[3]), int(hit[2] or hit[4] or 0)
    return f"{hour:02}:{minute:02}" if hour < _HOURS and minute < _MINUTES else None


def clock_time(kept: str) -> time:
    """Return a kept "HH:MM" as a time. Raises ValueError for what is none."""
    return time.fromisoformat(kept)


def minutes_between(came: str, left: str) -> int:
    """Return the minutes from one kept "HH:MM" to the other, 0 where one of them is missing."""
    if not came or not left:
        return 0
    first, last = clock_time(came), clock_time(left)
    return (last.hour - first.hour) * _MINUTES + last.minute - first.minute


def spelt_hours(minutes: int) -> str:
    """Return minutes as hours and minutes: `7:30`, `152:05`."""
    return f"{minutes // _MINUTES}:{minutes % _MINUTES:02}"
