"""A day of a day-care unit: entered for everybody at once, with reasons, undone, summed up."""

from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID
from weakref import WeakSet

import pytest
from sqlalchemy import event

from ssu_desktop.actions.attendance import (
    attendance_of_day,
    attendance_sums,
    save_attendance,
    usual_hours,
)
from ssu_desktop.actions.departures import list_departures
from ssu_desktop.actions.desk import Desk
from ssu_desktop.actions.history import HistoryQuery, read_history
from ssu_desktop.actions.person import save_person
from ssu_desktop.actions.stay import record_movement
from ssu_desktop.actions.undo import last_done, undo
from ssu_desktop.language import Language
from ssu_desktop.records import Stay, new_id
from ssu_desktop.records.kinds import Category, MovementKind, Status, UnitKind
from ssu_desktop.rules.day_stay import AttendanceDraft
from ssu_desktop.rules.person import PersonDraft
from ssu_desktop.storage import insert_many
from tests.support.people import person
from tests.support.stays import admitted, codes, move, saved

DAY = date(2026, 3, 10)
REASON = {"day-stay": "отбасының өтініші"}


@pytest.fixture
def unit_id(units: dict[UnitKind, UUID]) -> UUID:
    return units[UnitKind.DAY]


def somebody(desk: Desk, surname: str, unit_id: UUID, day: date = date(2026, 3, 4)) -> UUID:
    return admitted(desk, saved(save_person(desk, None, PersonDraft(surname=surname))), unit_id, day)


def draft(stay_id: UUID, came: str = "09:00", left: str = "17:00", note: str = "") -> AttendanceDraft:
    return AttendanceDraft(stay_id=stay_id, came=came, left=left, note=note)


def test_a_day_is_entered_for_everybody_and_taken_out_again(desk: Desk, unit_id: UUID) -> None:
    first, second = somebody(desk, "Омаров", unit_id), somebody(desk, "Әбенов", unit_id)
    assert usual_hours(desk, unit_id) == ("", "")
    saved(save_attendance(desk, unit_id, DAY, [draft(first), draft(second, "", "", "ауырды")]))
    told = [(line.name, line.came, line.left, line.note) for line in attendance_of_day(desk, unit_id, DAY)]
    assert told == [("Әбенов", "", "", "ауырды"), ("Омаров", "09:00", "17:00", "")]
    assert usual_hours(desk, unit_id) == ("09:00", "17:00")
    line = attendance_of_day(desk, unit_id, DAY)[1]
    saved(save_attendance(desk, unit_id, DAY, [replace(line.draft, came="", left="")]))
    assert [one.came for one in attendance_of_day(desk, unit_id, DAY)] == ["", ""]
    done = last_done(desk)
    assert done is not None
    saved(undo(desk, done.action_id))
    assert [one.came for one in attendance_of_day(desk, unit_id, DAY)] == ["", "09:00"]


def test_of_many_people_few_are_whole_in_memory_at_once(desk: Desk, unit_id: UUID) -> None:
    day = date(2026, 3, 4)
    with desk.write("Import a register") as session:
        for number in range(250):
            one = person(f"А{number:03}", id=new_id())
            stay = Stay(
                person_id=one.id,
                unit_id=unit_id,
                category=Category.CHILDREN,
                admitted_on=day,
                status=Status.RECEIVING,
                status_since=day,
            )
            insert_many(session, [one, stay])
    alive, most = WeakSet[Stay](), 0

    def count(stay: Stay, _context: object) -> None:
        nonlocal most
        alive.add(stay)
        most = max(most, len(alive))

    event.listen(Stay, "load", count)
    try:
        lines = attendance_of_day(desk, unit_id, DAY)
    finally:
        event.remove(Stay, "load", count)
    assert [line.name for line in lines] == [f"А{number:03}" for number in range(250)]
    assert most <= 200


def test_a_day_too_short_asks_for_a_reason_that_is_kept_for_each_person(desk: Desk, unit_id: UUID) -> None:
    """R230-112."""
    stays = [somebody(desk, name, unit_id) for name in ("Омаров", "Әбенов", "Ким")]
    days = [draft(stays[0], left="12:59"), draft(stays[1], left="12:00"), draft(stays[2])]
    assert codes(save_attendance(desk, unit_id, DAY, days)) == ["day-stay", "day-stay"]
    assert all(not line.came for line in attendance_of_day(desk, unit_id, DAY))  # all or none
    saved(save_attendance(desk, unit_id, DAY, days, REASON))
    kept = list_departures(desk)
    assert {(row.person_name, row.code, row.reason) for row in kept} == {
        (name, "day-stay", REASON["day-stay"]) for name in ("Омаров", "Әбенов")
    }
    assert {row.article.paragraph for row in kept if row.article} == {"14"}


def test_nobody_attends_before_admission_while_suspended_or_after_the_end(desk: Desk, unit_id: UUID) -> None:
    stay_id = somebody(desk, "Омаров", unit_id)
    saved(record_movement(desk, stay_id, move(MovementKind.SUSPENDED, date(2026, 3, 6))))
    saved(record_movement(desk, stay_id, move(MovementKind.RESUMED, date(2026, 3, 9))))
    saved(record_movement(desk, stay_id, move(MovementKind.DISCHARGED, date(2026, 3, 11))))
    served = []
    for number in range(3, 14):
        day = date(2026, 3, number)
        if day <= desk.today:
            answer = save_attendance(desk, unit_id, day, [draft(stay_id)])
            if hasattr(answer, "id"):
                served.append(number)
            else:
                assert codes(answer) == ["not-served"]
    assert served == [4, 5, 9, 10, 11]
    listed = [line.name for line in attendance_of_day(desk, unit_id, date(2026, 3, 11))]
    assert (listed, attendance_of_day(desk, unit_id, date(2026, 3, 12))) == (["Омаров"], ())
    tomorrow = desk.today + timedelta(days=1)
    assert codes(save_attendance(desk, unit_id, tomorrow, [draft(stay_id)])) == ["date-in-future"]


def test_another_units_people_are_not_here(desk: Desk, unit_id: UUID, units: dict[UnitKind, UUID]) -> None:
    stay_id = somebody(desk, "Омаров", units[UnitKind.HOME])
    assert attendance_of_day(desk, unit_id, DAY) == ()
    assert codes(save_attendance(desk, unit_id, DAY, [draft(stay_id)])) == ["not-served"]


def test_a_day_that_was_changed_meanwhile_is_not_written_over(desk: Desk, unit_id: UUID) -> None:
    stay_id = somebody(desk, "Омаров", unit_id)
    (seen,) = attendance_of_day(desk, unit_id, DAY)
    saved(save_attendance(desk, unit_id, DAY, [draft(stay_id)]))
    late = replace(seen.draft, came="10:00")
    assert codes(save_attendance(desk, unit_id, DAY, [late])) == ["changed-meanwhile"]
    assert attendance_of_day(desk, unit_id, DAY)[0].came == "09:00"


def test_a_span_is_summed_up_for_each_person(desk: Desk, unit_id: UUID) -> None:
    stay_id = somebody(desk, "Омаров", unit_id)
    somebody(desk, "Әбенов", unit_id, date(2026, 3, 9))
    days = [date(2026, 3, 2) + timedelta(days=day) for day in range(10)]
    for day, left in ((4, "17:30"), (5, "12:00"), (6, "")):
        answer = save_attendance(desk, unit_id, date(2026, 3, day), [draft(stay_id, left=left)], REASON)
        saved(answer)
    saved(save_attendance(desk, unit_id, DAY, [draft(stay_id, "", "", "ауырды")]))
    told = [
        (one.name, one.days, one.minutes, one.missed, one.outside)
        for one in attendance_sums(desk, unit_id, days)
    ]
    assert told == [("Әбенов", 0, 0, 0, 0), ("Омаров", 3, 11 * 60 + 30, 1, 1)]


def test_the_history_of_the_person_tells_the_day_in_words(desk: Desk, unit_id: UUID) -> None:
    stay_id = somebody(desk, "Омаров", unit_id)
    saved(save_attendance(desk, unit_id, DAY, [draft(stay_id)]))
    (line,) = attendance_of_day(desk, unit_id, DAY)
    row = read_history(desk, HistoryQuery(person_id=line.person_id), Language.RU, limit=1)[0]
    assert row.action == "Enter the attendance of a day"
    assert {(change.record, change.field, change.after) for change in row.changes} == {
        ("Day of attendance", "Day", "10.03.2026"),
        ("Day of attendance", "Came at", "09:00"),
        ("Day of attendance", "Left at", "17:00"),
    }
