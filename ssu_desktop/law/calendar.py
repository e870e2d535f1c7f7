"""The calendar of working days as the program came with it."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from ssu_desktop import paths

_Row = dict[str, Any]  # what JSON holds


@dataclass(frozen=True)
class CalendarYear:
    """The days off of a year and its worked weekends; `estimated` until the day of Kurban Ait is official."""

    days_off: frozenset[date]
    working_weekends: frozenset[date]
    estimated: bool


@cache
def load_fixed_holidays() -> tuple[tuple[int, int], ...]:
    """Return the public holidays that fall on the same month and day every year (Law on holidays)."""
    content = json.loads((paths.resources() / "law" / "working_days.json").read_text(encoding="utf-8"))
    return tuple((int(day[:2]), int(day[3:])) for day in content["fixed_holidays"])


@cache
def load_calendar() -> Mapping[int, CalendarYear]:
    """Read the years of `resources/law/working_days.json`; a test compares them with their source."""
    content = json.loads((paths.resources() / "law" / "working_days.json").read_text(encoding="utf-8"))
    return {int(year): _calendar_year(year, row) for year, row in content["years"].items()}


def _calendar_year(year: str, row: _Row) -> CalendarYear:
    off, worked = (
        frozenset(date.fromisoformat(f"{year}-{day}") for day in row[days]) for days in ("off", "worked")
    )
    return CalendarYear(days_off=off, working_weekends=worked, estimated=row["estimated"])
