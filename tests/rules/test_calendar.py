"""Corrections of the calendar, and the file of a year: what is taken and what is refused (R230-242)."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from ssu_desktop.rules.calendar import (
    CalendarDayDraft,
    YearFile,
    check_calendar_day,
    check_year_file,
    corrections_of,
)
from ssu_desktop.rules.working_days import WorkingDays

SEED = WorkingDays()
SATURDAY, TUESDAY, NAURYZ = date(2027, 3, 13), date(2027, 7, 13), date(2027, 3, 22)


def official(year: int = 2027) -> YearFile:
    """Return the file of a year that says just what the program's calendar says."""
    days = [date(year, 1, 1) + timedelta(days=at) for at in range(365)]
    return YearFile(
        country="KZ",
        year=year,
        off=frozenset(day for day in days if day.weekday() < 5 and not SEED.is_working(day)),
        worked=frozenset(day for day in days if day.weekday() >= 5 and SEED.is_working(day)),
    )


@pytest.mark.parametrize(
    ("draft", "codes"),
    [
        (CalendarDayDraft(day=SATURDAY, working=True, reason="№ 1"), []),
        (CalendarDayDraft(day=TUESDAY, working=False, reason="№ 1"), []),
        (CalendarDayDraft(day=SATURDAY, working=True), ["decision-missing"]),
        (CalendarDayDraft(day=SATURDAY, working=False, reason="№ 1"), ["calendar-says-so"]),
        (CalendarDayDraft(day=NAURYZ, working=False, reason="№ 1"), ["calendar-says-so"]),
        (CalendarDayDraft(day=TUESDAY, working=True, reason="№ 1"), ["calendar-says-so"]),
        (CalendarDayDraft(reason="№ 1"), ["day-missing"]),
        (CalendarDayDraft(day=date(2999, 1, 1), reason="№ 1"), ["date-out-of-time"]),
    ],
)
def test_a_moved_day_needs_a_decision_and_must_differ_from_the_calendar(
    draft: CalendarDayDraft, codes: list[str]
) -> None:
    assert [finding.code for finding in check_calendar_day(draft, SEED)] == codes


@pytest.mark.parametrize(
    ("file", "codes"),
    [
        (official(), []),
        (replace(official(), country="RU"), ["foreign-calendar"]),
        (replace(official(), year=2150), ["year-unknown"]),
        (replace(official(), worked=frozenset({date(2026, 1, 3)})), ["day-of-another-year"]),
        (replace(official(), off=official().off - {NAURYZ}), ["holiday-worked"]),
    ],
)
def test_the_file_of_a_year_is_taken_only_if_it_is_kazakhstans_and_of_that_year(
    file: YearFile, codes: list[str]
) -> None:
    assert [finding.code for finding in check_year_file(file, SEED)] == codes


def test_what_a_file_says_otherwise_becomes_the_corrections() -> None:
    file = official()
    assert corrections_of(file, SEED) == {}
    moved = replace(file, off=file.off | {TUESDAY}, worked=file.worked | {SATURDAY})
    assert corrections_of(moved, SEED) == {SATURDAY: True, TUESDAY: False}
