"""The rules go by the calendar that the facility keeps."""

from datetime import date

from ssu_desktop.actions.desk import Desk
from ssu_desktop.actions.rulebook import reread
from ssu_desktop.records import CalendarDay, ConfirmedYear
from tests.support.by_hand import by_hand

MOVED = date(2026, 7, 7)  # a Tuesday


def test_a_day_that_the_facility_moved_counts_as_it_says_once_it_is_read_again(desk: Desk) -> None:
    assert desk.calendar.is_working(MOVED)
    assert not desk.calendar.confirmed(2026)
    with by_hand(desk, "correct") as session:
        session.add(CalendarDay(day=MOVED, working=False))
        session.add(ConfirmedYear(year=2026, confirmed_on=date(2026, 1, 5)))
    reread(desk)
    assert not desk.calendar.is_working(MOVED)
    assert desk.calendar.confirmed(2026)
