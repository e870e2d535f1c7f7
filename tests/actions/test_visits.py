"""Home visits: planned, ticked off, refused or answered for, and what a finished week lacks."""

from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID

import pytest

from ssu_desktop.actions.departures import list_departures
from ssu_desktop.actions.desk import Desk
from ssu_desktop.actions.history import HistoryQuery, read_history
from ssu_desktop.actions.organisation import list_units, save_staff, save_unit
from ssu_desktop.actions.person import save_person
from ssu_desktop.actions.stay import record_movement
from ssu_desktop.actions.today import TodayLine, obligations
from ssu_desktop.actions.undo import last_done, undo
from ssu_desktop.actions.visit_schedules import remove_schedule, save_schedule, schedules_of_unit
from ssu_desktop.actions.visits import save_visits, visited_in_week, visits_of_week
from ssu_desktop.language import Language
from ssu_desktop.records.kinds import MovementKind, Post, UnitKind
from ssu_desktop.rules.organisation import StaffDraft
from ssu_desktop.rules.person import PersonDraft
from ssu_desktop.rules.visit import ScheduleDraft, VisitDraft
from tests.support.stays import admitted, codes, move, saved

MONDAY = date(2026, 3, 2)
SUNDAY = date(2026, 3, 8)
ADMITTED = date(2026, 2, 2)
SCHEDULE = ScheduleDraft(weekdays="14", at="10:00", since=ADMITTED)


@pytest.fixture
def unit_id(units: dict[UnitKind, UUID]) -> UUID:
    return units[UnitKind.HOME]


@pytest.fixture
def worker(desk: Desk) -> UUID:
    return saved(save_staff(desk, None, StaffDraft(surname="Смағұлова", post=Post.CARE_WORKER)))


@pytest.fixture
def nadezhda(desk: Desk, unit_id: UUID) -> UUID:
    return somebody(desk, "Петренко", unit_id)


def somebody(desk: Desk, surname: str, unit_id: UUID, day: date = ADMITTED) -> UUID:
    return admitted(desk, saved(save_person(desk, None, PersonDraft(surname=surname))), unit_id, day)


def visit(stay_id: UUID, day: date, came: str = "10:00", left: str = "11:00") -> VisitDraft:
    return VisitDraft(stay_id=stay_id, day=day, came=came, left=left)


def held(desk: Desk, unit_id: UUID, stay_id: UUID, *days: date) -> None:
    saved(save_visits(desk, unit_id, [visit(stay_id, day) for day in days]))


def due(desk: Desk) -> list[TodayLine]:
    return [line for line in obligations(desk) if line.duty.code == "visits"]


def test_planned_visits_are_offered_and_ticked_off(
    desk: Desk, unit_id: UUID, nadezhda: UUID, worker: UUID
) -> None:
    saved(save_schedule(desk, nadezhda, None, replace(SCHEDULE, staff_id=worker)))
    lines = visits_of_week(desk, unit_id, MONDAY, worker)
    assert [(line.day.day, line.at, line.id) for line in lines] == [(2, "10:00", None), (5, "10:00", None)]
    drafts = [replace(line.draft, held=True, came="10:05", services="тамақ") for line in lines]
    saved(save_visits(desk, unit_id, drafts))
    lines = visits_of_week(desk, unit_id, MONDAY, worker)
    told = [(line.planned, line.id is not None, line.came, line.services) for line in lines]
    assert told == [(True, True, "10:05", "тамақ")] * 2
    saved(save_visits(desk, unit_id, [replace(lines[0].draft, held=False)]))
    assert [line.id is not None for line in visits_of_week(desk, unit_id, MONDAY)] == [False, True]
    done = last_done(desk)
    assert done is not None
    saved(undo(desk, done.action_id))
    assert [line.id is not None for line in visits_of_week(desk, unit_id, MONDAY)] == [True, True]


def test_a_visit_that_was_not_planned_stands_beside_the_planned_ones(
    desk: Desk, unit_id: UUID, nadezhda: UUID, worker: UUID
) -> None:
    saved(save_schedule(desk, nadezhda, None, replace(SCHEDULE, staff_id=worker)))
    held(desk, unit_id, nadezhda, MONDAY, MONDAY, SUNDAY)
    told = [
        (line.day.day, line.planned, line.id is not None) for line in visits_of_week(desk, unit_id, MONDAY)
    ]
    assert told == [(2, True, True), (2, False, True), (5, True, False), (8, False, True)]


def test_a_schedule_holds_between_its_days(desk: Desk, unit_id: UUID, nadezhda: UUID) -> None:
    holding = replace(SCHEDULE, weekdays="1234567", since=date(2026, 3, 4), until=date(2026, 3, 6))
    saved(save_schedule(desk, nadezhda, None, holding))
    assert [line.day.day for line in visits_of_week(desk, unit_id, MONDAY)] == [4, 5, 6]


def test_a_schedule_of_one_visit_a_week_asks_for_a_reason(desk: Desk, unit_id: UUID, nadezhda: UUID) -> None:
    """R230-116."""
    once = replace(SCHEDULE, weekdays="1")
    assert codes(save_schedule(desk, nadezhda, None, once)) == ["few-visits"]
    first = saved(save_schedule(desk, nadezhda, None, once, {"few-visits": "туыстары көмектеседі"}))
    (kept,) = list_departures(desk)
    assert (kept.code, kept.person_name, kept.reason) == ("few-visits", "Петренко", "туыстары көмектеседі")
    (row,) = schedules_of_unit(desk, unit_id)
    assert (row.a_week, row.least, row.short) == (1, 2, True)
    saved(save_schedule(desk, nadezhda, None, replace(SCHEDULE, weekdays="4")))  # two with the first
    assert [(one.a_week, one.short) for one in schedules_of_unit(desk, unit_id)] == [(2, False)] * 2
    saved(remove_schedule(desk, first))
    assert [(one.a_week, one.short) for one in schedules_of_unit(desk, unit_id)] == [(1, True)]


def test_who_has_no_schedule_is_listed_too(desk: Desk, unit_id: UUID, nadezhda: UUID) -> None:
    (row,) = schedules_of_unit(desk, unit_id)
    assert (row.stay_id, row.id, row.a_week, row.short) == (nadezhda, None, 0, True)
    assert codes(remove_schedule(desk, nadezhda)) == ["record-gone"]


def test_a_schedule_that_was_changed_meanwhile_is_not_written_over(
    desk: Desk, unit_id: UUID, nadezhda: UUID
) -> None:
    saved(save_schedule(desk, nadezhda, None, SCHEDULE))
    (row,) = schedules_of_unit(desk, unit_id)
    saved(save_schedule(desk, nadezhda, row.id, replace(row.draft, at="11:00")))
    late = save_schedule(desk, nadezhda, row.id, replace(row.draft, at="12:00"))
    assert codes(late) == ["changed-meanwhile"]


def test_a_visit_outside_the_hours_of_the_unit_asks_for_a_reason(
    desk: Desk, unit_id: UUID, nadezhda: UUID
) -> None:
    """R230-115."""
    early = [visit(nadezhda, MONDAY, "07:30", "08:30")]
    (unit,) = [one for one in list_units(desk) if one.id == unit_id]
    hours = replace(unit.draft, daytime_from="09:00", daytime_until="18:00")
    saved(save_unit(desk, unit_id, hours))
    assert codes(save_visits(desk, unit_id, early)) == ["not-daytime"]
    saved(save_visits(desk, unit_id, early, {"not-daytime": "емхана"}))
    (kept,) = list_departures(desk)
    assert (kept.code, kept.article.paragraph if kept.article else "") == ("not-daytime", "25")


@pytest.mark.parametrize(
    ("first", "last", "code"),
    [
        ("9", "18:00", "daytime-unreadable"),
        ("09:00", "", "daytime-unreadable"),
        ("18:00", "09:00", "daytime-backwards"),
    ],
)
def test_hours_of_a_unit_that_cannot_be_are_refused(
    desk: Desk, unit_id: UUID, first: str, last: str, code: str
) -> None:
    (unit,) = [one for one in list_units(desk) if one.id == unit_id]
    answer = save_unit(desk, unit_id, replace(unit.draft, daytime_from=first, daytime_until=last))
    assert codes(answer) == [code]


def test_nobody_is_visited_while_suspended_before_admission_or_tomorrow(
    desk: Desk, unit_id: UUID, nadezhda: UUID
) -> None:
    saved(record_movement(desk, nadezhda, move(MovementKind.SUSPENDED, date(2026, 3, 4))))
    saved(record_movement(desk, nadezhda, move(MovementKind.RESUMED, date(2026, 3, 6))))
    for day in (date(2026, 3, 4), date(2026, 3, 5), ADMITTED - timedelta(days=1)):
        assert codes(save_visits(desk, unit_id, [visit(nadezhda, day)])) == ["not-served"]
    tomorrow = visit(nadezhda, desk.today + timedelta(days=1))
    assert codes(save_visits(desk, unit_id, [tomorrow])) == ["date-in-future"]
    held(desk, unit_id, nadezhda, date(2026, 3, 3), date(2026, 3, 6))


def test_today_tells_who_was_visited_less_than_twice_in_a_finished_week(
    desk: Desk, unit_id: UUID, nadezhda: UUID
) -> None:
    """R230-116."""
    other = somebody(desk, "Ким", unit_id)
    new = somebody(desk, "Омаров", unit_id, date(2026, 3, 3))  # the week was begun already
    held(desk, unit_id, nadezhda, MONDAY, date(2026, 3, 5))
    held(desk, unit_id, other, SUNDAY)
    (line,) = due(desk)
    assert (line.stay_id, line.name, line.due, line.days) == (other, "Ким", SUNDAY, 4)
    told = {
        row.stay_id: (row.held, row.least, row.whole, row.short)
        for row in visited_in_week(desk, unit_id, MONDAY)
    }
    assert told == {
        nadezhda: (2, 2, True, False),
        other: (1, 2, True, True),
        new: (0, 2, False, False),
    }
    held(desk, unit_id, other, date(2026, 3, 6))
    assert due(desk) == []


def test_a_week_with_suspension_asks_for_nothing(desk: Desk, unit_id: UUID, nadezhda: UUID) -> None:
    held(desk, unit_id, nadezhda, MONDAY)
    assert len(due(desk)) == 1
    saved(record_movement(desk, nadezhda, move(MovementKind.SUSPENDED, date(2026, 3, 4))))
    assert due(desk) == []
    saved(record_movement(desk, nadezhda, move(MovementKind.RESUMED, date(2026, 3, 6))))
    assert due(desk) == []
    (row,) = visited_in_week(desk, unit_id, MONDAY)
    assert (row.held, row.whole, row.short) == (1, False, False)


def test_a_week_without_any_visit_is_told_once_for_the_unit(
    desk: Desk, unit_id: UUID, nadezhda: UUID
) -> None:
    somebody(desk, "Ким", unit_id)
    (line,) = due(desk)
    assert (line.person_id, line.unit_id, line.due) == (None, unit_id, SUNDAY)


def test_a_person_from_another_unit_is_asked_for_from_the_next_week_on(
    desk: Desk, unit_id: UUID, units: dict[UnitKind, UUID], nadezhda: UUID
) -> None:
    held(desk, unit_id, nadezhda, MONDAY, SUNDAY)
    moved = somebody(desk, "Ким", units[UnitKind.DAY])
    step = move(MovementKind.TRANSFERRED, date(2026, 3, 4), to_unit_id=unit_id)
    saved(record_movement(desk, moved, step, {"transfer-other-kind": "басшының шешімі"}))
    assert due(desk) == []


def test_the_history_tells_schedules_and_visits_in_words(
    desk: Desk, unit_id: UUID, nadezhda: UUID, worker: UUID
) -> None:
    saved(save_schedule(desk, nadezhda, None, replace(SCHEDULE, staff_id=worker)))
    held(desk, unit_id, nadezhda, MONDAY)
    (row,) = schedules_of_unit(desk, unit_id)
    visits, planned = read_history(desk, HistoryQuery(person_id=row.person_id), Language.RU, limit=2)
    assert {(one.field, one.after) for one in planned.changes} == {
        ("Member of staff", "Смағұлова"),
        ("Days of the week", "пн, чт"),
        ("Time", "10:00"),
        ("Since", "02.02.2026"),
    }
    assert {(one.record, one.field, one.after) for one in visits.changes} == {
        ("Visit", "Day", "02.03.2026"),
        ("Visit", "Came at", "10:00"),
        ("Visit", "Left at", "11:00"),
    }
