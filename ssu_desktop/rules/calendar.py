"""The facility's corrections of the calendar: days that a decision of the government moved."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from ssu_desktop.language import N_
from ssu_desktop.language.dates import short
from ssu_desktop.law import load_fixed_holidays
from ssu_desktop.rules.fields import LAST_DAY, check_fields, missing
from ssu_desktop.rules.finding import Finding, Weight
from ssu_desktop.rules.working_days import CalendarUnknown, WorkingDays

COUNTRY = "KZ"
_FRIDAY = 4


@dataclass(frozen=True, kw_only=True)
class CalendarDayDraft:
    """One day that is a working day or a day off against the calendar; `reason` names the decision."""

    day: date | None = None
    working: bool = False
    reason: str = ""


@dataclass(frozen=True, kw_only=True)
class YearFile:
    """The official calendar of one year as a file brought it: its days off and its worked weekends."""

    country: str
    year: int
    off: frozenset[date]
    worked: frozenset[date]
    source: str = ""


def check_calendar_day(draft: CalendarDayDraft, calendar: WorkingDays) -> Iterator[Finding]:
    """Yield what is wrong with a correction; `calendar` is the one that it corrects."""
    yield from check_fields(draft)
    if draft.day is None:
        yield missing("day", N_("Enter the day."), code="day-missing")
        return
    if not draft.reason.strip():
        text = N_("Name the decision that moved the day: its number and date.")
        yield missing("reason", text, code="decision-missing")
    if _is_working(calendar, draft.day) is draft.working:
        words = {True: N_("{day} is a working day already."), False: N_("{day} is a day off already.")}
        values = {"day": short(draft.day)}
        yield Finding(
            code="calendar-says-so",
            text=words[draft.working],
            values=values,
            field="day",
            weight=Weight.STOP,
        )


def _is_working(calendar: WorkingDays, day: date) -> bool | None:
    try:
        return calendar.is_working(day)
    except CalendarUnknown:
        return None


def check_year_file(file: YearFile, seed: WorkingDays) -> Iterator[Finding]:
    """Yield what is wrong with the file of a year; every remark refuses it.

    A file is the calendar of another country when it says so, or when it works on the public holidays that
    fall on the same weekday every year."""
    if file.country != COUNTRY:
        text = N_("This is the calendar of another country ({country}), not of Kazakhstan.")
        yield Finding(
            code="foreign-calendar", text=text, values={"country": file.country}, weight=Weight.STOP
        )
        return
    if file.year > LAST_DAY.year or not knows(seed, file.year):
        text = N_("The program has no calendar for the year {year}.")
        yield Finding(code="year-unknown", text=text, values={"year": file.year}, weight=Weight.STOP)
        return
    strangers = [day for day in sorted(file.off | file.worked) if day.year != file.year]
    if strangers:
        text = N_("{day} is not a day of the year {year}.")
        values: Mapping[str, object] = {"day": short(strangers[0]), "year": file.year}
        yield Finding(code="day-of-another-year", text=text, values=values, weight=Weight.STOP)
    for month, day in load_fixed_holidays():
        holiday = date(file.year, month, day)
        if holiday.weekday() <= _FRIDAY and holiday not in file.off:
            text = N_("{day} is a public holiday, and the file has it as a working day.")
            values = {"day": short(holiday)}
            yield Finding(code="holiday-worked", text=text, values=values, weight=Weight.STOP)
            return


def knows(calendar: WorkingDays, year: int) -> bool:
    """Return whether the program has a calendar for the year at all."""
    return _is_working(calendar, date(year, 1, 1)) is not None


def corrections_of(file: YearFile, seed: WorkingDays) -> dict[date, bool]:
    """Return the days of the year on which the file differs from the program's calendar: True is worked."""
    day, found = date(file.year, 1, 1), {}
    while day.year == file.year:
        working = day in file.worked or (day.weekday() <= _FRIDAY and day not in file.off)
        if working is not seed.is_working(day):
            found[day] = working
        day = date.fromordinal(day.toordinal() + 1)
    return found
