"""Lists leave as Excel tables in the language of the screen; each export is journalled."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import astuple, replace
from datetime import date
from pathlib import Path
from uuid import UUID

from sqlalchemy import select

from ssu_desktop.actions.attendance import attendance_sums
from ssu_desktop.actions.desk import Desk
from ssu_desktop.actions.people import PeopleQuery, PersonRow, list_people
from ssu_desktop.actions.present import present_on
from ssu_desktop.actions.queue_line import queue_of
from ssu_desktop.actions.register import asked_register, in_register
from ssu_desktop.actions.taken_out import note_export
from ssu_desktop.actions.visit_schedules import schedules_of_unit
from ssu_desktop.actions.visits import visited_in_week
from ssu_desktop.exchange.workbook import write_table
from ssu_desktop.forms.fill_annex_2 import journal_rows
from ssu_desktop.forms.wording import load_wording
from ssu_desktop.language import N_, Language, spoken, translate
from ssu_desktop.language.clock import spelt_hours
from ssu_desktop.language.dates import weekdays_short
from ssu_desktop.records import Unit
from ssu_desktop.records.kinds import Status
from ssu_desktop.rules.stay import status_word

Cell = str | int | date | None
_AT_ONCE = 500
_HEADINGS = (
    N_("Full name"),
    N_("IIN"),
    N_("Birth date"),
    N_("Age"),
    N_("Unit"),
    N_("Category"),
    N_("Status"),
    N_("Admitted on"),
    N_("File number"),
)


def export_people(desk: Desk, query: PeopleQuery, path: Path) -> int:
    """Write everyone whom the query finds, all pages, to an `.xlsx`; return how many.

    Raises OSError where the file cannot be written: then nothing is left."""
    language = spoken()
    rows: list[tuple[Cell, ...]] = []
    people: list[UUID] = []
    while page := list_people(desk, replace(query, offset=len(rows), limit=_AT_ONCE)).rows:
        rows.extend(_cells(row, language) for row in page)
        people.extend(row.id for row in page)
    headings = [translate(language, heading) for heading in _HEADINGS]
    write_table(path, translate(language, N_("People")), headings, rows)
    note_export(desk, "person", None, path, len(rows), people)
    return len(rows)


def _cells(row: PersonRow, language: Language) -> tuple[Cell, ...]:
    return (
        row.full_name,
        row.iin,
        row.born,
        row.age,
        row.unit_name(language),
        translate(language, row.category.msgid) if row.category else "",
        translate(language, row.status.msgid),
        row.admitted_on,
        row.file_number,
    )


def export_register(
    desk: Desk, unit_id: UUID, path: Path, statuses: Collection[Status] = (), *, to_portal: bool = False
) -> int:
    """Write a unit's register, in the columns of annex 2 and with the IIN, to an `.xlsx`; return its rows.

    `statuses` leaves only the stays in one of these states, none leaves all; `to_portal` those of which
    something is not in the portal yet.
    Raises OSError where the file cannot be written: then nothing is left."""
    language = spoken()
    with desk.read() as session:
        units = {unit.id: unit for unit in session.scalars(select(Unit))}
        stays = session.scalars(asked_register(*in_register(unit_id, statuses, to_portal=to_portal))).all()
        journal = journal_rows(units[unit_id], stays, units, language, desk.today)
        iins = [stay.person.iin or "" for stay in stays]
        people = [stay.person_id for stay in stays]
    rows = [_with_iin(astuple(row), iin) for row, iin in zip(journal, iins, strict=True)]
    title = units[unit_id].name(language)
    say = load_wording("annex-2").say
    headings = tuple(say(f"column_{column}", language) for column in range(1, 15))
    write_table(path, title, _with_iin(headings, translate(language, N_("IIN"))), rows)
    note_export(desk, "unit", unit_id, path, len(rows), people)
    return len(rows)


def _with_iin(cells: tuple[str, ...], iin: str) -> tuple[str, ...]:
    """Put the IIN behind number, status and name."""
    return (*cells[:3], iin, *cells[3:])


def save_list(
    desk: Desk,
    path: Path,
    title: str,
    headings: Sequence[str],
    rows: Sequence[Sequence[Cell]],
    people: Iterable[UUID],
) -> None:
    """Write a list that is on the screen to an `.xlsx`; `title` and `headings` are msgids.

    `people` are those of our records who are on it.

    Raises OSError where the file cannot be written: then nothing is left."""
    language = spoken()
    write_table(path, translate(language, title), [translate(language, one) for one in headings], rows)
    note_export(desk, "person", None, path, len(rows), people)


_QUEUE_HEADINGS = (
    N_("Unit"),
    N_("No|place"),
    N_("Full name"),
    N_("IIN"),
    N_("Birth date"),
    N_("Category"),
    N_("Applied on"),
    N_("Time of the application"),
    N_("Application No"),
    N_("Ground for going out of turn"),
    N_("Place counts from"),
    N_("Term of arrival"),
    N_("Place kept until"),
)


def export_queue(desk: Desk, path: Path, unit_id: UUID | None = None) -> int:
    """Write the queue of a unit, or of all, in its turn to an `.xlsx`; return its rows.

    Raises OSError where the file cannot be written: then nothing is left."""
    language = spoken()
    with desk.read() as session:
        queue = queue_of(session, desk.law, desk.today, unit_id)
        rows: list[tuple[Cell, ...]] = [
            (
                one.unit.name(language),
                one.number,
                one.person.full_name,
                one.person.iin,
                one.person.born,
                translate(language, one.stay.category.msgid),
                one.entry.applied_on,
                one.entry.applied_time,
                one.entry.application_number,
                one.entry.out_of_turn_reason,
                one.place.counts_from,
                one.entry.arrival_due,
                one.entry.place_kept_until,
            )
            for one in queue
        ]
        people = [one.person.id for one in queue]
    save_list(desk, path, N_("Queue"), _QUEUE_HEADINGS, rows, people)
    return len(rows)


_PRESENT_HEADINGS = (
    N_("Unit"),
    N_("Full name"),
    N_("Birth date"),
    N_("Category"),
    N_("Admitted on"),
    N_("Status"),
    N_("Since"),
    N_("Until"),
)


def export_present(desk: Desk, path: Path, day: date, unit_id: UUID | None = None) -> int:
    """Write who took a place at the end of a day to an `.xlsx`; return how many.

    Raises OSError where the file cannot be written: then nothing is left."""
    language = spoken()
    found = present_on(desk, day, unit_id)
    rows = [
        (
            row.unit_name(language),
            row.name,
            row.born,
            translate(language, row.category.msgid),
            row.admitted_on,
            translate(language, status_word(row.status, row.unit_kind)),
            row.since,
            row.until,
        )
        for row in found
    ]
    people = [row.person_id for row in found]
    save_list(desk, path, N_("Present on a day"), _PRESENT_HEADINGS, rows, people)
    return len(rows)


_SCHEDULE_HEADINGS = (
    N_("Full name"),
    N_("A week|visits"),
    N_("Days of the week"),
    N_("Time"),
    N_("Care worker"),
    N_("Since"),
    N_("Until"),
    N_("Note"),
)


def export_schedules(desk: Desk, path: Path, unit_id: UUID) -> int:
    """Write the schedules of visits of a unit to an `.xlsx`; return its rows.

    Raises OSError where the file cannot be written: then nothing is left."""
    found = schedules_of_unit(desk, unit_id)
    rows = [
        (
            row.name,
            row.a_week,
            weekdays_short(row.draft.weekdays, spoken()),
            row.draft.at,
            row.staff_name,
            row.draft.since,
            row.draft.until,
            row.draft.note,
        )
        for row in found
    ]
    save_list(
        desk, path, N_("Schedules of visits"), _SCHEDULE_HEADINGS, rows, [row.person_id for row in found]
    )
    return len(rows)


_VISITED_HEADINGS = (
    N_("Full name"),
    N_("Planned|visits"),
    N_("Took place|visits"),
    N_("At least|visits"),
    N_("Missing|visits"),
)


def export_visited(desk: Desk, path: Path, unit_id: UUID, monday: date, *, everybody: bool) -> int:
    """Write who was visited too seldom in a week, or everybody, to an `.xlsx`; return its rows.

    Raises OSError where the file cannot be written: then nothing is left."""
    found = [row for row in visited_in_week(desk, unit_id, monday) if row.short or everybody]
    rows = [(row.name, row.planned, row.held, row.least, row.missing) for row in found]
    save_list(desk, path, N_("Visits of a week"), _VISITED_HEADINGS, rows, [row.person_id for row in found])
    return len(rows)


_ATTENDANCE_HEADINGS = (
    N_("Full name"),
    N_("Days attended"),
    N_("Hours"),
    N_("Days missed"),
    N_("Days of other length"),
)


def export_attendance(desk: Desk, path: Path, unit_id: UUID, days: Sequence[date]) -> int:
    """Write what some days of a day-care unit come to, person by person, to an `.xlsx`; return its rows.

    Raises OSError where the file cannot be written: then nothing is left."""
    sums = attendance_sums(desk, unit_id, days)
    rows = [(row.name, row.days, spelt_hours(row.minutes), row.missed, row.outside) for row in sums]
    save_list(desk, path, N_("Attendance"), _ATTENDANCE_HEADINGS, rows, [row.person_id for row in sums])
    return len(rows)
