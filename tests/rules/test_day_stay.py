"""Attendance of day care: the length of a day, times that cannot be, days on which nobody is served."""

from datetime import date, time, timedelta
from uuid import UUID, uuid4

import pytest

from ssu_desktop.law import load_law
from ssu_desktop.records.kinds import MovementKind
from ssu_desktop.rules.day import served_on
from ssu_desktop.rules.day_stay import AttendanceDraft, Attendant, check_attendance, check_day_stay
from ssu_desktop.rules.finding import Weight
from ssu_desktop.rules.stay import MovementFact

LAW = load_law()
DAY = date(2026, 3, 4)
STAY, UNIT, OTHER = uuid4(), uuid4(), uuid4()
HERE = Attendant(name="Шмидт В.", served=True)


def found(came: str, left: str, who: Attendant = HERE, day: date = DAY, note: str = "") -> list[str]:
    draft = AttendanceDraft(stay_id=STAY, came=came, left=left, note=note)
    return [one.code for one in check_attendance(draft, who, day, LAW, DAY)]


@pytest.mark.parametrize(
    ("left", "expected"),
    [
        ("12:59", ["day-stay"]),
        ("13:00", []),
        ("19:00", []),
        ("19:01", ["day-stay"]),
    ],
)
def test_a_day_of_less_than_four_or_more_than_ten_hours_asks_for_a_reason(
    left: str, expected: list[str]
) -> None:
    """R230-112: 3:59, 4:00, 10:00 and 10:01 hours."""
    assert found("09:00", left) == expected
    assert found("09:00", left, Attendant(name="Шмидт В.", served=True, night=True)) == []


@pytest.mark.parametrize("day", [date(2023, 6, 30), date(2023, 7, 1), date(2026, 3, 4)])
def test_the_hours_of_a_day_bear_their_paragraph_and_serve_also_days_before_the_order(day: date) -> None:
    (one,) = check_day_stay(day, time(9), time(12, 59), LAW, name="Шмидт В.")
    assert one.article is not None
    assert (one.article.act, one.article.paragraph, one.weight) == ("order-230", "14", Weight.WARN)
    assert one.values == {"name": "Шмидт В.", "stayed": "3:59", "least": 4, "most": 10}


@pytest.mark.parametrize(
    ("came", "left", "expected"),
    [
        ("", "", []),
        ("09:00", "", []),
        ("", "17:00", ["left-before-came"]),
        ("09:00", "09:00", ["left-before-came"]),
        ("17:00", "09:00", ["left-before-came"]),
        ("9", "17:00", ["time-unreadable"]),
        ("25:00", "26:00", ["time-unreadable", "time-unreadable"]),
    ],
)
def test_times_that_cannot_be_are_refused(came: str, left: str, expected: list[str]) -> None:
    assert found(came, left) == expected


def test_a_day_to_come_and_one_without_services_are_refused() -> None:
    assert found("09:00", "17:00", day=DAY + timedelta(days=1)) == ["date-in-future"]
    assert found("09:00", "17:00", Attendant(name="Шмидт В.", served=False)) == ["not-served"]
    assert found("", "", Attendant(name="Шмидт В.", served=False), note="ауырды") == ["not-served"]
    assert found("", "", Attendant(name="Шмидт В.", served=False)) == []  # taken out again


def fact(kind: MovementKind, day: int, to: UUID | None = None) -> MovementFact:
    return MovementFact(kind=kind, happened_on=date(2026, 3, day), id=uuid4(), to_unit_id=to)


@pytest.mark.parametrize(
    ("last", "served"),
    [
        (fact(MovementKind.SUSPENDED, 10), range(4, 10)),
        (fact(MovementKind.DISCHARGED, 10), range(4, 11)),
        (fact(MovementKind.TRANSFERRED, 10, OTHER), range(4, 11)),
        (fact(MovementKind.OBSERVATION, 10), range(4, 16)),
    ],
)
def test_services_are_given_from_admission_to_the_last_day_but_not_on_that_of_suspension(
    last: MovementFact, served: range
) -> None:
    events = [fact(MovementKind.ADMITTED, 4), last]
    days = [day for day in range(1, 16) if served_on(events, UNIT, UNIT, date(2026, 3, day))]
    assert days == list(served)


def test_services_go_on_with_the_day_of_resumption() -> None:
    kinds = MovementKind
    events = [fact(kinds.ADMITTED, 4), fact(kinds.SUSPENDED, 6), fact(kinds.RESUMED, 9)]
    assert [day for day in range(3, 12) if served_on(events, UNIT, UNIT, date(2026, 3, day))] == [
        4,
        5,
        9,
        10,
        11,
    ]


def test_a_unit_serves_whom_it_received_from_another_from_that_day_on() -> None:
    events = [fact(MovementKind.ADMITTED, 4), fact(MovementKind.TRANSFERRED, 10, OTHER)]
    assert [day for day in range(8, 13) if served_on(events, UNIT, OTHER, date(2026, 3, day))] == [10, 11, 12]
