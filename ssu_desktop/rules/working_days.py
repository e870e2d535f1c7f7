"""Working days of Kazakhstan: the public holidays as seed, the facility's own corrections above them."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cached_property, lru_cache

from ssu_desktop.law import CalendarYear, load_calendar

_SATURDAY = 5
_FALSE_WORKING_DAY = date(2013, 12, 28)  # the seed names it for every year, and it was a day off


class CalendarUnknown(LookupError):  # noqa: N818 - named by what is missing
    """There is no calendar of working days for this year."""


@lru_cache(maxsize=256)
def _seed(year: int) -> CalendarYear:
    return load_calendar().get(year) or seed_of(year)


def seed_of(year: int) -> CalendarYear:
    """Return the year as the library has it; importing that costs 130 ms, so the usual years are data."""
    from holidays.countries.kazakhstan import Kazakhstan

    if not Kazakhstan.start_year <= year <= Kazakhstan.end_year:
        raise CalendarUnknown(f"no working-day calendar for {year}")
    seed = Kazakhstan(years=year, observed=True, language="en_US")
    return CalendarYear(
        days_off=frozenset(seed),
        working_weekends=frozenset(seed.weekend_workdays) - {_FALSE_WORKING_DAY},
        estimated=any("estimated" in name for name in seed.values()),
    )


@dataclass(frozen=True)
class WorkingDays:
    """The calendar by which working days are counted.

    `corrections` says of single days whether they are working days and wins over the seed;
    `confirmed_years` are the years that the facility has checked against the official calendar.
    """

    corrections: Mapping[date, bool] = field(default_factory=dict)
    confirmed_years: Collection[int] = frozenset()

    @cached_property
    def _counted(self) -> dict[tuple[date, int], tuple[date, bool]]:
        return {}  # Today counts from the same days again and again

    def count(self, start: date, days: int) -> tuple[date, bool]:
        """Return what `working_days_after` says, and whether all years counted through are known."""
        asked = (start, days)
        if (known := self._counted.get(asked)) is not None:
            return known
        day = working_days_after(start, days, self)
        counted = day, all(map(self.confirmed, range(start.year, day.year + 1)))
        self._counted[asked] = counted
        return counted

    def is_working(self, day: date) -> bool:
        """Return whether `day` is a working day; raises CalendarUnknown for a year without a calendar."""
        if day in self.corrections:
            return self.corrections[day]
        year = _seed(day.year)
        if day in year.working_weekends:
            return True
        return day.weekday() < _SATURDAY and day not in year.days_off

    def confirmed(self, year: int) -> bool:
        """Return whether the year's days off are known, not estimated (Kurban Ait is set each year)."""
        return year in self.confirmed_years or not _seed(year).estimated


def working_days_after(start: date, days: int, calendar: WorkingDays) -> date:
    """Return the last of `days` working days that follow `start`, which is not counted.

    Source: Order 230, para 12(3). `days` 0 gives `start` itself, a negative number raises ValueError.
    Raises CalendarUnknown for a year without a calendar.
    """
    if days < 0:
        raise ValueError(f"working days are counted forwards, not {days}")
    day, left = start, days
    while left:
        day += timedelta(days=1)
        left -= calendar.is_working(day)
    return day
