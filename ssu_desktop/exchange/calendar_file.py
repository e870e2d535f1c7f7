"""The calendar of a year as one small file that goes from facility to facility on a stick."""

from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Any, Final

from ssu_desktop.exchange.handed_on import read_handed_on, write_handed_on
from ssu_desktop.exchange.safety import CannotRead
from ssu_desktop.language import N_
from ssu_desktop.rules.calendar import YearFile

FORMAT: Final = "ssu-desktop-calendar"
_LARGEST = 100_000  # bytes; a year takes about two thousand
_YEARS = range(1900, 2200)


def read_year_file(path: Path) -> YearFile:
    """Read the file of a year. Raises CannotRead for whatever is no such file."""
    told = read_handed_on(path, FORMAT, largest=_LARGEST, no_such=_no_calendar)
    try:
        return _year(told)
    except (KeyError, TypeError, ValueError) as error:
        raise _no_calendar(path) from error


def _no_calendar(path: Path) -> CannotRead:
    text = N_("“{path}” is no calendar of this program. Nothing was changed.")
    return CannotRead(text, path=path.name)


def _year(told: dict[str, Any]) -> YearFile:
    year = told["year"]
    if type(year) is not int or year not in _YEARS:
        raise ValueError("no year")
    return YearFile(
        country=str(told["country"])[:40],
        year=year,
        off=_days(told["off"]),
        worked=_days(told["worked"]),
        source=str(told.get("source", ""))[:300],
    )


def _days(told: list[str]) -> frozenset[date]:
    return frozenset(date.fromisoformat(day) for day in told)


def write_year_file(path: Path, file: YearFile) -> None:
    """Write the file of a year. Raises OSError."""
    write_handed_on(
        path,
        FORMAT,
        country=file.country,
        year=file.year,
        source=file.source,
        off=_told(file.off),
        worked=_told(file.worked),
    )


def _told(days: Iterable[date]) -> list[str]:
    return [day.isoformat() for day in sorted(days)]
