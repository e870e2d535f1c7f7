"""The demo's last weeks: who came to day care, and whom the care worker visited at home."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from functools import partial
from typing import Any
from uuid import UUID

from ssu_desktop.actions.attendance import DayLine, attendance_of_day, save_attendance
from ssu_desktop.actions.desk import Desk, Refused, Saved
from ssu_desktop.actions.organisation import list_staff
from ssu_desktop.actions.visit_schedules import save_schedule, schedules_of_unit
from ssu_desktop.actions.visits import VisitLine, save_visits, visits_of_week
from ssu_desktop.records.kinds import Post
from ssu_desktop.rules.day import WEEK, days_of, monday_of
from ssu_desktop.rules.day_stay import AttendanceDraft
from ssu_desktop.rules.visit import ScheduleDraft, VisitDraft

Done = Callable[[Callable[[Mapping[str, str]], Saved | Refused]], UUID]
Words = Mapping[str, Any]
_WEEKS = 4
_SATURDAY = 5
_ONE_IN = 9  # days that somebody misses, or leaves early on


def _weeks(desk: Desk) -> list[date]:
    this = monday_of(desk.today)
    return [this - week * WEEK for week in reversed(range(_WEEKS + 1))]


def attend(desk: Desk, unit_id: UUID, told: Words, done: Done) -> None:
    """Enter the working days of the last weeks up to yesterday: most came, some missed a day."""
    for day in (day for monday in _weeks(desk) for day in days_of(monday)[:_SATURDAY] if day < desk.today):
        lines = [line for line in attendance_of_day(desk, unit_id, day) if line.served]
        drafts = [_day_of(line, day.toordinal() + 5 * place, told) for place, line in enumerate(lines)]
        if drafts:
            done(partial(save_attendance, desk, unit_id, day, drafts))


def _day_of(line: DayLine, turn: int, told: Words) -> AttendanceDraft:
    if turn % _ONE_IN == 0:
        return replace(line.draft, note=told["missed"][turn % len(told["missed"])])
    came, left = told["hours"][turn % len(told["hours"])]
    return replace(line.draft, came=came, left=left)


def visit(desk: Desk, unit_id: UUID, told: Words, done: Done) -> None:
    """Plan the visits of a unit, and enter those up to yesterday, one of last week left out."""
    worker = next(one.id for one in list_staff(desk) if one.post is Post.CARE_WORKER)
    since = _weeks(desk)[0]
    for place, row in enumerate(schedules_of_unit(desk, unit_id)):
        weekdays, at = told["visits"][place % len(told["visits"])]
        draft = ScheduleDraft(weekdays=weekdays, at=at, staff_id=worker, since=since)
        done(partial(save_schedule, desk, row.stay_id, None, draft))
    for monday in _weeks(desk):
        lines = visits_of_week(desk, unit_id, monday)
        lines = tuple(line for line in lines if line.served and line.day < desk.today)
        if monday + WEEK == monday_of(desk.today):
            lines = lines[:-1]  # one visit of last week is missing
        drafts = [_visit_of(line, place, told) for place, line in enumerate(lines)]
        if drafts:
            done(partial(save_visits, desk, unit_id, drafts))


def _visit_of(line: VisitLine, place: int, told: Words) -> VisitDraft:
    services = told["services"][place % len(told["services"])]
    hour, minutes = line.at.split(":")
    return replace(line.draft, held=True, came=line.at, left=f"{int(hour) + 1}:{minutes}", services=services)
