"""The facility's calendar: corrected, confirmed, given to another facility as a file and taken in there."""

import json
from datetime import date
from pathlib import Path

import pytest

from ssu_desktop.actions.calendar import (
    calendar_page,
    confirm_year,
    correct_day,
    give_out_year,
    remove_correction,
    take_in_year,
)
from ssu_desktop.actions.desk import Desk, Refused, Saved
from ssu_desktop.actions.undo import last_done, undo
from ssu_desktop.rules.calendar import CalendarDayDraft

MOVED = date(2026, 7, 7)  # a Tuesday
DECISION = "ҚР Үкіметінің 05.06.2026 № 412 қаулысы"


def correct(desk: Desk) -> Saved:
    """Make the Tuesday a day off by a decision of the government."""
    saved = correct_day(desk, CalendarDayDraft(day=MOVED, working=False, reason=DECISION))
    assert isinstance(saved, Saved)
    return saved


def days(desk: Desk) -> dict[date, tuple[bool, str]]:
    """Return the special days of 2026 with their decisions."""
    page = calendar_page(desk, 2026)
    assert page is not None
    return {day.day: (day.working, day.reason) for day in page.days}


def test_a_moved_day_counts_at_once_and_a_correction_taken_back_does_not(desk: Desk) -> None:
    before = days(desk)
    saved = correct(desk)
    assert not desk.calendar.is_working(MOVED)
    assert days(desk) == {**before, MOVED: (False, DECISION)}
    assert isinstance(remove_correction(desk, saved.id), Saved)
    assert desk.calendar.is_working(MOVED)
    assert days(desk) == before
    assert isinstance(remove_correction(desk, saved.id), Refused)


def test_undoing_a_correction_takes_it_out_of_the_count_at_once(desk: Desk) -> None:
    correct(desk)
    last = last_done(desk)
    assert last is not None
    assert isinstance(undo(desk, last.action_id), Saved)
    assert desk.calendar.is_working(MOVED)


def test_a_year_is_confirmed_by_name_and_day_and_unconfirmed_again(desk: Desk) -> None:
    page = calendar_page(desk, 2026)
    assert page is not None
    assert page.estimated
    assert page.confirmed_on is None
    confirm_year(desk, 2026)
    page = calendar_page(desk, 2026)
    assert page is not None
    assert (page.confirmed_on, page.confirmed_by) == (desk.today, desk.user.full_name)
    assert desk.calendar.confirmed(2026)
    confirm_year(desk, 2026, confirmed=False)
    assert not desk.calendar.confirmed(2026)
    assert isinstance(confirm_year(desk, 2026, confirmed=False), Refused)


def test_a_year_without_a_calendar_has_no_page(desk: Desk) -> None:
    assert calendar_page(desk, 1950) is None


def test_a_year_goes_to_another_facility_as_a_file(desk: Desk, tmp_path: Path) -> None:
    correct(desk)
    there = tmp_path / "year.json"
    give_out_year(desk, 2026, there)
    written = days(desk)
    saved = correct_day(desk, CalendarDayDraft(day=date(2026, 7, 8), working=False, reason="қате"))
    assert isinstance(saved, Saved)
    assert isinstance(take_in_year(desk, there), Saved)
    assert desk.calendar.is_working(date(2026, 7, 8))  # what the file does not say gives way
    assert set(days(desk)) == set(written)
    assert not desk.calendar.is_working(MOVED)
    assert desk.calendar.confirmed(2026)


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"country": "RU"}, "foreign-calendar"),
        ({"off": []}, "holiday-worked"),
        ({"year": 2027}, "day-of-another-year"),
        ({"format": "something"}, "file-unreadable"),
        ({"off": ["2026-02-30"]}, "file-unreadable"),
        ({"off": [7]}, "file-unreadable"),
        ({"year": "2026"}, "file-unreadable"),
    ],
)
def test_a_wrong_file_is_refused_in_words_and_nothing_is_changed(
    desk: Desk, tmp_path: Path, changes: dict[str, object], code: str
) -> None:
    path = tmp_path / "year.json"
    give_out_year(desk, 2026, path)
    told = {**json.loads(path.read_text(encoding="utf-8")), **changes}
    del told["checksum"]  # it was changed on purpose
    path.write_text(json.dumps(told))
    before = days(desk)
    refused = take_in_year(desk, path)
    assert isinstance(refused, Refused)
    assert refused.findings[0].code == code
    assert days(desk) == before
    assert not desk.calendar.confirmed(2026)


def test_a_file_that_was_damaged_on_its_way_is_refused_and_nothing_is_changed(
    desk: Desk, tmp_path: Path
) -> None:
    path = tmp_path / "year.json"
    give_out_year(desk, 2026, path)
    whole, before = path.read_text(encoding="utf-8"), days(desk)
    path.write_text(whole.replace("2026-01-02", "2026-01-03"), encoding="utf-8")
    refused = take_in_year(desk, path)
    assert isinstance(refused, Refused)
    assert "damaged on its way" in refused.findings[0].text
    assert days(desk) == before
    path.write_text(whole, encoding="utf-8")
    assert isinstance(take_in_year(desk, path), Saved)


@pytest.mark.parametrize("content", [b"", b"\xff\xfe\x00", b"[" * 50_000, b"x" * 200_000, b'"text"'])
def test_what_is_no_calendar_at_all_is_refused(desk: Desk, tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "year.json"
    path.write_bytes(content)
    refused = take_in_year(desk, path)
    assert isinstance(refused, Refused)
    assert refused.findings[0].code == "file-unreadable"


def test_a_file_that_is_not_there_is_refused(desk: Desk, tmp_path: Path) -> None:
    assert isinstance(take_in_year(desk, tmp_path / "nothing.json"), Refused)
