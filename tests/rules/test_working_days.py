"""The calendar of working days."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ssu_desktop.law import load_calendar
from ssu_desktop.rules.working_days import CalendarUnknown, WorkingDays, seed_of, working_days_after

CALENDAR = WorkingDays()


def test_nauryz_moves_its_weekend_days_to_the_next_working_days() -> None:
    """R230-242."""
    off = [date(2026, 3, 20) + timedelta(days=shift) for shift in range(7)]
    assert [CALENDAR.is_working(day) for day in off] == [True, False, False, False, False, False, True]


def test_a_moved_working_sunday_is_worked() -> None:
    assert CALENDAR.is_working(date(2025, 1, 5))
    assert not CALENDAR.is_working(date(2025, 1, 3))


def test_the_seeds_false_saturday_of_2013_is_a_day_off() -> None:
    assert not CALENDAR.is_working(date(2013, 12, 28))


def test_the_years_kept_as_data_are_those_of_the_library() -> None:
    kept = load_calendar()
    assert set(range(2010, 2031)) <= set(kept)
    for year, days in kept.items():
        assert days == seed_of(year), year


def test_the_facilitys_own_table_wins_over_the_seed() -> None:
    own = WorkingDays({date(2026, 3, 4): False, date(2026, 3, 7): True, date(2026, 1, 1): True})
    assert not own.is_working(date(2026, 3, 4))
    assert own.is_working(date(2026, 3, 7))
    assert own.is_working(date(2026, 1, 1))
    assert working_days_after(date(2026, 3, 3), 1, own) == date(2026, 3, 5)


def test_a_year_with_an_estimated_holiday_is_confirmed_only_by_the_facility() -> None:
    assert CALENDAR.confirmed(2025)
    assert not CALENDAR.confirmed(2027)
    assert WorkingDays(confirmed_years={2027}).confirmed(2027)


def test_a_year_without_a_calendar_is_an_error() -> None:
    with pytest.raises(CalendarUnknown):
        CALENDAR.is_working(date(1890, 1, 1))


@pytest.mark.parametrize(
    ("days", "due"),
    [(0, date(2026, 3, 6)), (1, date(2026, 3, 10)), (2, date(2026, 3, 11)), (5, date(2026, 3, 16))],
)
def test_working_days_skip_the_weekend_and_womens_day(days: int, due: date) -> None:
    assert working_days_after(date(2026, 3, 6), days, CALENDAR) == due


def test_working_days_are_not_counted_backwards() -> None:
    with pytest.raises(ValueError, match="forwards"):
        working_days_after(date(2026, 3, 6), -1, CALENDAR)


@given(st.dates(date(1995, 1, 1), date(2090, 1, 1)), st.integers(1, 40))
def test_exactly_so_many_working_days_lie_behind_the_start(start: date, days: int) -> None:
    due = working_days_after(start, days, CALENDAR)
    span = [start + timedelta(days=shift) for shift in range(1, (due - start).days + 1)]
    assert sum(CALENDAR.is_working(day) for day in span) == days
    assert CALENDAR.is_working(due)
