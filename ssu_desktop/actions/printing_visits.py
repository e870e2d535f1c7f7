"""Home visits on paper: a care worker's sheet for the round, the schedules, how often people were visited."""

from datetime import date
from functools import partial
from uuid import UUID

from sqlalchemy import select

from ssu_desktop.actions.desk import Desk
from ssu_desktop.actions.printing_office import ListMade
from ssu_desktop.actions.visit_schedules import ScheduleRow, schedules_of_unit
from ssu_desktop.actions.visits import VisitedRow, VisitLine, visited_in_week, visits_of_week
from ssu_desktop.forms.fill import day, span
from ssu_desktop.forms.own_list import ListRow, ScheduleList, VisitedList, VisitSheet
from ssu_desktop.language import N_, Language, translate
from ssu_desktop.language.dates import weekday_short, weekdays_short
from ssu_desktop.records import Person, Staff
from ssu_desktop.rules.day import days_of
from ssu_desktop.rules.visit import least_visits

_UNPLANNED = 3  # rows left empty for visits that come up on the round


def visit_sheet(
    desk: Desk, unit_id: UUID, monday: date, staff_id: UUID | None, language: Language
) -> ListMade:
    """Return the week of one care worker, of nobody yet where `staff_id` is None, with room to write on."""
    week = visits_of_week(desk, unit_id, monday)
    lines = [line for line in week if line.staff_id == staff_id and line.counts]
    with desk.read() as session:
        staff = session.get(Staff, staff_id) if staff_id is not None else None
        found = session.scalars(select(Person).where(Person.id.in_({line.person_id for line in lines})))
        where = {person.id: _found_at(person) for person in found}
    rows = [_visit_row(number, line, where, language) for number, line in enumerate(lines, start=1)]
    empty = [ListRow(cells=("",) * len(VisitSheet.shares))] * _UNPLANNED if rows else []
    worker, days = staff.full_name if staff is not None else "", days_of(monday)
    made = partial(VisitSheet, bookmark=worker, worker=worker, places=(day(days[0]), day(days[-1])))
    return (*rows, *empty), made, (line.person_id for line in lines)


def _found_at(person: Person) -> str:
    parts = (person.address or person.registered_address, person.phone)
    return "\n".join(part for part in parts if part)


def _visit_row(number: int, line: VisitLine, where: dict[UUID, str], language: Language) -> ListRow:
    on = f"{weekday_short(line.day, language)} {line.day:%d.%m}"
    return ListRow(
        cells=(
            str(number),
            on,
            line.at,
            line.name,
            where.get(line.person_id, ""),
            line.came,
            line.left,
            line.services,
            "",
        )
    )


def schedule_list(desk: Desk, unit_id: UUID, language: Language) -> ListMade:
    """Return the schedules of a unit; who has none stands there without days."""
    found = schedules_of_unit(desk, unit_id)
    rows = (_schedule_row(number, row, language) for number, row in enumerate(found, start=1))
    return tuple(rows), ScheduleList, (row.person_id for row in found)


def _schedule_row(number: int, row: ScheduleRow, language: Language) -> ListRow:
    plan = row.draft
    return ListRow(
        cells=(
            str(number),
            row.name,
            str(row.a_week),
            weekdays_short(plan.weekdays, language),
            plan.at,
            row.staff_name,
            span(plan.since, plan.until) + ("–…" if plan.since and plan.until is None else ""),
        )
    )


def visited_list(desk: Desk, unit_id: UUID, monday: date, language: Language, *, everybody: bool) -> ListMade:
    """Return who was visited too seldom in a week, or everybody, with what the order asks for."""
    found = [row for row in visited_in_week(desk, unit_id, monday) if row.short or everybody]
    rows = (_visited_row(number, row, language) for number, row in enumerate(found, start=1))
    figure, days = least_visits(monday, desk.law), days_of(monday)
    asked = desk.law.cite(figure.article, language.value) if figure is not None else ""
    made = partial(VisitedList, asked=asked, places=(day(days[0]), day(days[-1])))
    return tuple(rows), made, (row.person_id for row in found)


def _visited_row(number: int, row: VisitedRow, language: Language) -> ListRow:
    missing = str(row.missing or "") if row.whole else translate(language, N_("not served all week"))
    return ListRow(cells=(str(number), row.name, str(row.planned), str(row.held), str(row.least), missing))
