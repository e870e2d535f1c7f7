"""Home visits: how often a week, in which hours, and which finished weeks lack them."""

from dataclasses import replace
from datetime import date, timedelta
from uuid import uuid4

import pytest

from ssu_desktop.law import load_law
from ssu_desktop.records.kinds import UnitKind
from ssu_desktop.rules.duty import UnitStand, VisitStand
from ssu_desktop.rules.finding import Finding
from ssu_desktop.rules.term_duties import unit_duties
from ssu_desktop.rules.visit import (
    Daytime,
    ScheduleDraft,
    VisitDraft,
    check_schedule,
    check_visit,
    least_visits,
    weekdays_in,
)
from ssu_desktop.rules.visit_duties import finished_weeks, visit_duties

LAW = load_law()
TODAY = date(2026, 3, 12)  # a Thursday
MONDAY = date(2026, 3, 2)
DAYTIME = Daytime(since="09:00", until="18:00")
SCHEDULE = ScheduleDraft(weekdays="14", at="10:00", since=MONDAY)
VISIT = VisitDraft(stay_id=uuid4(), day=MONDAY, came="10:00", left="11:00")


def told(findings: list[Finding]) -> list[tuple[str, str]]:
    return [(one.code, one.article.paragraph if one.article else "") for one in findings]


def scheduled(draft: ScheduleDraft, *others: str) -> list[tuple[str, str]]:
    return told(list(check_schedule(draft, others, "Петренко Н.", DAYTIME, LAW)))


def visited(draft: VisitDraft, *, served: bool = True, daytime: Daytime = DAYTIME) -> list[tuple[str, str]]:
    found = check_visit(draft, "Петренко Н.", served=served, daytime=daytime, law=LAW, today=TODAY)
    return told(list(found))


@pytest.mark.parametrize(
    ("weekdays", "others", "expected"),
    [
        ("1", (), [("few-visits", "annex 7")]),
        ("14", (), []),
        ("1", ("4",), []),
        ("12345", (), []),
        ("", (), [("no-weekday", "")]),
    ],
)
def test_a_schedule_has_at_least_two_visits_a_week(
    weekdays: str, others: tuple[str, ...], expected: list[tuple[str, str]]
) -> None:
    """R230-116, R240-H26."""
    assert scheduled(replace(SCHEDULE, weekdays=weekdays), *others) == expected


@pytest.mark.parametrize(
    ("since", "least"), [(date(2024, 12, 31), None), (date(2025, 1, 1), 2), (date(2026, 3, 2), 2)]
)
def test_two_visits_a_week_are_asked_for_since_annex_7_has_its_present_wording(
    since: date, least: int | None
) -> None:
    """R230-116: both sides of the edition."""
    figure = least_visits(since, LAW)
    assert (figure.value if figure else None) == least
    assert bool(scheduled(replace(SCHEDULE, weekdays="1", since=since))) is bool(least)


@pytest.mark.parametrize(
    ("came", "left", "expected"),
    [
        ("08:59", "10:00", [("not-daytime", "25")]),
        ("09:00", "18:00", []),
        ("17:00", "18:01", [("not-daytime", "25")]),
        ("", "", []),
    ],
)
def test_a_visit_outside_the_daytime_of_the_unit_asks_for_a_reason(
    came: str, left: str, expected: list[tuple[str, str]]
) -> None:
    """R230-115; where the unit has named no hours, none is outside: the order names none either."""
    assert visited(replace(VISIT, came=came, left=left)) == expected
    assert visited(replace(VISIT, came=came, left=left), daytime=Daytime()) == []


def test_a_schedule_outside_the_daytime_or_without_its_beginning_is_told() -> None:
    assert scheduled(replace(SCHEDULE, at="18:01")) == [("not-daytime", "25")]
    assert scheduled(replace(SCHEDULE, since=None)) == [("no-beginning", "")]
    assert scheduled(replace(SCHEDULE, until=date(2026, 3, 1))) == [("dates-run-backwards", "")]
    assert scheduled(replace(SCHEDULE, at="10")) == [("time-unreadable", "")]


def test_a_visit_that_cannot_be_is_refused() -> None:
    assert visited(replace(VISIT, day=TODAY + timedelta(days=1))) == [("date-in-future", "")]
    assert visited(VISIT, served=False) == [("not-served", "")]
    assert visited(replace(VISIT, came="11:00", left="10:00")) == [("left-before-came", "")]
    assert visited(replace(VISIT, day=None)) == [("no-day", "")]


def test_the_digits_of_a_schedule_are_days_of_the_week_from_monday() -> None:
    week = [MONDAY + timedelta(days=day) for day in range(7)]
    assert weekdays_in("147", MONDAY, week) == [date(2026, 3, 2), date(2026, 3, 5), date(2026, 3, 8)]


@pytest.mark.parametrize(
    ("today", "first", "weeks"),
    [
        (date(2026, 3, 8), date(2026, 2, 2), 4),  # a Sunday: its own week is not over
        (date(2026, 3, 9), date(2026, 2, 2), 5),
        (date(2026, 3, 10), date(2026, 2, 2), 5),
        (date(2026, 3, 11), date(2026, 2, 9), 4),
    ],
)
def test_a_week_is_finished_with_its_sunday_and_asked_for_thirty_days(
    today: date, first: date, weeks: int
) -> None:
    assert finished_weeks(today) == [first + week * timedelta(days=7) for week in range(weeks)]


STAND = VisitStand(
    since=date(2026, 2, 9),
    weeks={date(2026, 2, 9): 2, date(2026, 2, 16): 1, date(2026, 2, 23): 3},
    entered=frozenset({date(2026, 2, 9), date(2026, 2, 16), date(2026, 2, 23), MONDAY}),
)


def due(stand: VisitStand, today: date = TODAY) -> list[tuple[date | None, object]]:
    return [(duty.due, duty.values["count"]) for duty in visit_duties(stand, LAW, today)]


def test_a_finished_week_with_fewer_than_two_visits_is_due_with_its_sunday() -> None:
    """R230-116: two visits are enough, one is not, none is not."""
    assert due(STAND) == [(date(2026, 2, 22), 1), (date(2026, 3, 8), 0)]
    (duty, _last) = visit_duties(STAND, LAW, TODAY)
    assert (duty.code, duty.article.paragraph if duty.article else "") == ("visits", "annex 7")


@pytest.mark.parametrize(
    ("since", "weeks"),
    [
        (date(2026, 2, 16), [date(2026, 2, 22), date(2026, 3, 8)]),
        (date(2026, 2, 17), [date(2026, 3, 8)]),
        (date(2026, 3, 3), []),
    ],
)
def test_the_week_of_admission_and_of_resumption_is_not_asked_for(since: date, weeks: list[date]) -> None:
    assert [day for day, _count in due(replace(STAND, since=since))] == weeks


def test_a_week_for_which_nothing_is_entered_is_told_once_for_the_unit() -> None:
    entered = STAND.entered - {MONDAY}
    assert [day for day, _count in due(replace(STAND, entered=entered))] == [date(2026, 2, 22)]
    unit = UnitStand(
        kind=UnitKind.HOME,
        served_since=date(2026, 1, 5),
        visits_since=date(2026, 2, 11),
        visits_entered=entered,
    )
    found = list(unit_duties(unit, LAW, TODAY))
    assert [(duty.code, duty.due) for duty in found] == [("visits", date(2026, 3, 8))]
    assert list(unit_duties(replace(unit, visits_entered=STAND.entered), LAW, TODAY)) == []
    begun_late = replace(unit, visits_since=date(2026, 2, 24), visits_entered=frozenset({MONDAY}))
    assert [duty.due for duty in unit_duties(begun_late, LAW, TODAY)] == [date(2026, 3, 1)]
    never = list(unit_duties(replace(unit, visits_since=None, visits_entered=frozenset()), LAW, TODAY))
    assert [duty.due for duty in never] == [date(2026, 3, 8)]  # the last week says enough
    assert list(unit_duties(replace(unit, served_since=date(2026, 3, 3)), LAW, TODAY)) == []
    assert list(unit_duties(replace(unit, served_since=None), LAW, TODAY)) == []


def test_no_week_before_the_edition_is_due() -> None:
    today = date(2025, 1, 16)
    weeks = dict.fromkeys(finished_weeks(today), 0)
    stand = VisitStand(since=date(2024, 1, 1), weeks=weeks, entered=frozenset(weeks))
    assert [day for day, _count in due(stand, today)] == [date(2025, 1, 12)]
