"""Deadlines of plans and rounds of monitoring, against 56 admissions calculated independently."""

import csv
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from ssu_desktop.law import Article, Law, load_law
from ssu_desktop.records.kinds import RoundKind, UnitKind
from ssu_desktop.rules.monitoring import enter_by, round_dates
from ssu_desktop.rules.plan import (
    PlanDeadlines,
    longest_plan_end,
    months_after,
    moved_into,
    plan_deadlines,
    plan_end,
    renew_by,
)
from ssu_desktop.rules.plan_duties import rounds_due
from ssu_desktop.rules.working_days import WorkingDays

LAW = load_law()
CALENDAR = WorkingDays()


def cases() -> list[dict[str, str]]:
    with (Path(__file__).parent / "deadline_cases.csv").open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def deadlines(started_on: date, kind: UnitKind, drafted_on: date | None = None) -> PlanDeadlines:
    found = plan_deadlines(started_on, kind, LAW, CALENDAR, drafted_on)
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("first", "until", "moved"),
    [
        (date(2026, 1, 10), date(2026, 2, 10), (date(2027, 1, 10), date(2027, 2, 10))),
        (date(2026, 1, 1), date(2026, 12, 31), (date(2027, 1, 1), date(2027, 3, 31))),  # cut at the end
        (
            date(2025, 12, 1),
            date(2026, 1, 1),
            (date(2027, 1, 1), date(2027, 1, 1)),
        ),  # the first day is inside
        (
            date(2026, 3, 31),
            date(2026, 6, 1),
            (date(2027, 3, 31), date(2027, 3, 31)),
        ),  # the last day is inside
        (date(2026, 4, 1), date(2026, 6, 1), (None, None)),  # wholly after it
        (date(2025, 12, 1), date(2025, 12, 31), (None, None)),  # wholly before it
        (None, date(2026, 2, 1), (None, date(2027, 2, 1))),
        (None, None, (None, None)),
    ],
)
def test_the_days_of_an_activity_move_into_another_plan_or_are_to_be_said_anew(
    first: date | None, until: date | None, moved: tuple[date | None, date | None]
) -> None:
    plan = date(2027, 1, 1), date(2027, 3, 31)
    assert moved_into((first, until), timedelta(days=365), plan) == moved


def test_the_table_of_cases_is_whole() -> None:
    assert len(cases()) == 56


@pytest.mark.parametrize("case", cases(), ids=lambda case: f"{case['case']}-{case['unit_kind']}")
def test_deadlines_of_an_admission_are_those_of_the_table(case: dict[str, str]) -> None:
    """R230-234, R230-236, R230-238, R230-240."""
    kind = UnitKind(case["unit_kind"])
    admitted_on = date.fromisoformat(case["admitted_on"])
    found = deadlines(admitted_on, kind)
    assert found.draft_by.due.isoformat() == case["plan_draft_due"]
    assert found.fill_by.due.isoformat() == case["plan_fill_due_if_drafted_on_due"]
    assert found.approve_by == found.fill_by
    rounds = round_dates(admitted_on, LAW)
    assert list(rounds) == [kind for kind in RoundKind if kind is not RoundKind.EXTRA]
    assert rounds[RoundKind.ADMISSION] == admitted_on
    for months in ("3", "6", "9", "12"):
        assert rounds[RoundKind(months)].isoformat() == case[f"round_{months}_months"]
    if case["plan_ends_on"]:
        ends_on = longest_plan_end(admitted_on, kind, LAW)
        renewal = renew_by(ends_on, kind, LAW, CALENDAR)
        assert ends_on.isoformat() == case["plan_ends_on"]
        assert renewal is not None
        assert renewal.due.isoformat() == case["plan_renew_due"]


@pytest.mark.parametrize(
    ("kind", "paragraph"),
    [
        (UnitKind.STATIONARY, "12(3)"),
        (UnitKind.DAY, "23(3)"),
        (UnitKind.HOME, "28(3)"),
        (UnitKind.TEMPORARY, "37(4)"),
    ],
)
def test_every_deadline_of_a_plan_names_its_paragraph(kind: UnitKind, paragraph: str) -> None:
    found = deadlines(date(2026, 3, 4), kind)
    renewal = renew_by(date(2026, 3, 4), kind, LAW, CALENDAR)
    assert renewal is not None
    articles = {found.draft_by.article, found.fill_by.article, found.approve_by.article, renewal.article}
    assert articles == {Article("order-230", paragraph)}


def test_plan_of_a_resident_admitted_on_the_fourth_is_due_on_the_eighteenth() -> None:
    assert deadlines(date(2026, 3, 4), UnitKind.STATIONARY).draft_by.due == date(2026, 3, 18)


def test_filling_in_counts_from_the_day_of_drafting_when_it_is_known() -> None:
    found = deadlines(date(2026, 2, 2), UnitKind.STATIONARY, drafted_on=date(2026, 2, 5))
    assert found.draft_by.due == date(2026, 2, 16)
    assert found.fill_by.due == date(2026, 2, 12)


def test_a_plan_that_is_drafted_on_friday_is_filled_in_by_the_same_weekday_after_five_working_days() -> None:
    friday = date(2026, 1, 16)
    assert deadlines(friday, UnitKind.STATIONARY, drafted_on=friday).fill_by.due == date(2026, 1, 23)


def test_a_deadline_counted_through_an_estimated_year_is_not_confirmed() -> None:
    estimated = deadlines(date(2027, 3, 1), UnitKind.DAY)
    assert not estimated.draft_by.confirmed
    assert not estimated.fill_by.confirmed
    checked = plan_deadlines(date(2027, 3, 1), UnitKind.DAY, LAW, WorkingDays(confirmed_years={2027}))
    assert checked is not None
    assert checked.draft_by.confirmed
    assert checked.fill_by.confirmed
    assert deadlines(date(2027, 3, 1), UnitKind.STATIONARY).draft_by.confirmed
    assert deadlines(date(2025, 3, 3), UnitKind.DAY).fill_by.confirmed


def test_an_admission_before_the_order_came_into_force_has_no_plan_deadline() -> None:
    day_before = plan_deadlines(date(2023, 6, 30), UnitKind.STATIONARY, LAW, CALENDAR)
    first_day = plan_deadlines(date(2023, 7, 1), UnitKind.STATIONARY, LAW, CALENDAR)
    assert day_before is None
    assert first_day is not None
    assert renew_by(date(2023, 6, 30), UnitKind.DAY, LAW, CALENDAR) is None
    assert enter_by(date(2023, 6, 30), UnitKind.DAY, LAW, CALENDAR) is None


def test_a_law_without_figures_gives_no_deadlines() -> None:
    empty = Law({}, (), ())
    assert plan_deadlines(date(2026, 3, 4), UnitKind.DAY, empty, CALENDAR) is None


@pytest.mark.parametrize(
    ("start", "months", "end"),
    [
        (date(2025, 2, 3), 12, date(2026, 2, 2)),
        (date(2024, 2, 29), 12, date(2025, 2, 28)),
        (date(2025, 3, 1), 12, date(2026, 2, 28)),
        (date(2025, 8, 31), 6, date(2026, 2, 28)),
        (date(2025, 1, 1), 3, date(2025, 3, 31)),
    ],
)
def test_a_plan_runs_up_to_the_day_before_the_same_day(start: date, months: int, end: date) -> None:
    assert plan_end(start, months) == end


def test_months_are_clamped_to_the_months_end() -> None:
    assert months_after(date(2025, 11, 30), 3) == date(2026, 2, 28)
    assert months_after(date(2023, 11, 30), 3) == date(2024, 2, 29)
    assert months_after(date(2025, 12, 31), 0) == date(2025, 12, 31)
    assert months_after(date(2025, 12, 31), 12) == date(2026, 12, 31)


def test_a_plan_that_ends_on_friday_is_renewed_by_monday() -> None:
    """R230-241."""
    renewal = renew_by(date(2026, 3, 13), UnitKind.STATIONARY, LAW, CALENDAR)
    assert renewal is not None
    assert renewal.due == date(2026, 3, 16)


def test_monitoring_is_entered_by_the_next_working_day() -> None:
    """R230-259."""
    entry = enter_by(date(2026, 3, 20), UnitKind.TEMPORARY, LAW, CALENDAR)
    assert entry is not None
    assert entry.due == date(2026, 3, 26)
    assert entry.article == Article("order-230", "37(5)")


def test_a_round_names_the_paragraph_of_its_kind_of_unit() -> None:
    found = rounds_due(1, date(2025, 11, 30), UnitKind.HOME, LAW, CALENDAR)[RoundKind.MONTHS_3]
    assert found.due == date(2026, 2, 28)
    assert found.article == Article("order-230", "28(4)")


def test_rounds_of_a_stay_that_began_before_the_order_go_on_by_it() -> None:
    assert round_dates(date(2019, 5, 31), LAW)[RoundKind.MONTHS_9] == date(2020, 2, 29)


def test_a_mistyped_year_beyond_every_calendar_gives_no_deadline_and_no_crash() -> None:
    assert renew_by(date(2100, 12, 31), UnitKind.STATIONARY, LAW, CALENDAR) is None
    mistyped = date(2100, 12, 30)
    assert plan_deadlines(date(2026, 3, 4), UnitKind.DAY, LAW, CALENDAR, drafted_on=mistyped) is None


def test_a_calendar_with_a_moved_day_counts_anew_what_another_has_counted() -> None:
    start, usual = date(2026, 3, 11), WorkingDays()
    assert usual.count(start, 1) == usual.count(start, 1) == (date(2026, 3, 12), False)
    moved = replace(usual, corrections={date(2026, 3, 12): False})
    assert moved.count(start, 1) == (date(2026, 3, 13), False)
    assert usual.count(start, 1) == (date(2026, 3, 12), False)
    assert replace(usual, confirmed_years={2026}).count(start, 1) == (date(2026, 3, 12), True)
