"""Times of a day: as they are typed, as they are kept, what lies between them."""

import pytest

from ssu_desktop.language.clock import minutes_between, parse_time, spelt_hours


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        *(("9", "09:00"), ("930", "09:30"), ("0930", "09:30"), ("9.30", "09:30"), ("9:5", "09:05")),
        *((" 17-00 ", "17:00"), ("23:59", "23:59"), ("0", "00:00")),
        *(("24:00", None), ("9:60", None), ("", None), ("таңертең", None), ("12345", None)),
    ],
)
def test_a_time_is_typed_as_one_likes(typed: str, kept: str | None) -> None:
    assert parse_time(typed) == kept


def test_the_hours_between_two_times_are_told_with_their_minutes() -> None:
    assert spelt_hours(minutes_between("09:00", "16:30")) == "7:30"
    assert spelt_hours(minutes_between("09:00", "")) == "0:00"
