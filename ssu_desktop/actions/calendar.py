"""The calendar of working days: what the facility corrects, and the years that it has confirmed."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from ssu_desktop.actions.desk import Desk, Refused, Saved, unanswered
from ssu_desktop.actions.rulebook import reread
from ssu_desktop.actions.stored import copy_draft, gone
from ssu_desktop.exchange.calendar_file import read_year_file, write_year_file
from ssu_desktop.exchange.safety import CannotRead
from ssu_desktop.language import N_
from ssu_desktop.records import CalendarDay, ConfirmedYear
from ssu_desktop.records.kinds import Operation
from ssu_desktop.rules.calendar import (
    COUNTRY,
    CalendarDayDraft,
    YearFile,
    check_calendar_day,
    check_year_file,
    corrections_of,
    knows,
)
from ssu_desktop.rules.fields import cleaned
from ssu_desktop.rules.finding import Finding, Weight
from ssu_desktop.rules.working_days import WorkingDays
from ssu_desktop.storage import note

_SEED = WorkingDays()
_FRIDAY = 4


@dataclass(frozen=True, kw_only=True)
class SpecialDay:
    """A day that differs from its weekday: a day off in the week, or a worked weekend.

    `id` and `reason` are of the facility's own correction; the program's own days have none.
    """

    day: date
    working: bool
    id: UUID | None = None
    reason: str = ""


@dataclass(frozen=True, kw_only=True)
class CalendarPage:
    """One year: `estimated` while the program does not know the day of Kurban Ait for certain."""

    year: int
    days: tuple[SpecialDay, ...]
    estimated: bool
    confirmed_on: date | None = None
    confirmed_by: str = ""


def calendar_page(desk: Desk, year: int) -> CalendarPage | None:
    """Return the special days of a year; None where the program has no calendar for it."""
    if not knows(_SEED, year):
        return None
    with desk.read_house() as session:
        own = {kept.day: kept for kept in _own_days(session, year)}
        confirmed = session.scalar(select(ConfirmedYear).where(ConfirmedYear.year == year))
    calendar = WorkingDays(corrections={day: kept.working for day, kept in own.items()})
    days = (_special(day, own.get(day), calendar) for day in _days_of(year))
    return CalendarPage(
        year=year,
        days=tuple(day for day in days if day is not None),
        estimated=not _SEED.confirmed(year),
        confirmed_on=confirmed.confirmed_on if confirmed else None,
        confirmed_by=confirmed.confirmed_by if confirmed else "",
    )


def _own_days(session: Session, year: int) -> list[CalendarDay]:
    within = CalendarDay.day.between(date(year, 1, 1), date(year, 12, 31))
    return list(session.scalars(select(CalendarDay).where(within)))


def _days_of(year: int) -> tuple[date, ...]:
    first = date(year, 1, 1)
    return tuple(first + timedelta(days=at) for at in range((date(year + 1, 1, 1) - first).days))


def _special(day: date, own: CalendarDay | None, calendar: WorkingDays) -> SpecialDay | None:
    working = calendar.is_working(day)
    if own is None and working is (day.weekday() <= _FRIDAY):
        return None
    return SpecialDay(day=day, working=working, id=own.id if own else None, reason=own.reason if own else "")


def correct_day(desk: Desk, draft: CalendarDayDraft) -> Saved | Refused:
    """Enter that a day is a working day or a day off, whatever the program's calendar says."""
    draft = cleaned(draft)
    if standing := unanswered(check_calendar_day(draft, desk.calendar), {}):
        return Refused(standing)
    with desk.write(N_("Correct the calendar")) as session:
        kept = session.scalar(select(CalendarDay).where(CalendarDay.day == draft.day)) or CalendarDay()
        copy_draft(draft, kept)
        session.add(kept)
        session.flush()
        saved = Saved(kept.id)
    reread(desk)
    return saved


def remove_correction(desk: Desk, day_id: UUID) -> Saved | Refused:
    """Take a correction back: the day is again what the program's calendar says."""
    with desk.write(N_("Correct the calendar")) as session:
        kept = session.get(CalendarDay, day_id)
        if kept is None:
            return Refused((gone(),))
        session.delete(kept)
    reread(desk)
    return Saved(day_id)


def confirm_year(desk: Desk, year: int, *, confirmed: bool = True) -> Saved | Refused:
    """Note that the year was compared with the official calendar, or that it was not after all."""
    with desk.write(N_("Confirm the calendar of a year")) as session:
        kept = session.scalar(select(ConfirmedYear).where(ConfirmedYear.year == year))
        if not confirmed and kept is not None:
            session.delete(kept)
        if confirmed and kept is None:
            kept = ConfirmedYear(year=year, confirmed_on=desk.today, confirmed_by=desk.user.full_name)
            session.add(kept)
            session.flush()
        if kept is None:
            return Refused((gone(),))
        saved = Saved(kept.id)
    reread(desk)
    return saved


def take_in_year(desk: Desk, path: Path) -> Saved | Refused:
    """Take the official calendar of a year from a file: its differences become the corrections of that year.

    What was corrected by hand in that year gives way; the year is confirmed by it."""
    try:
        file = read_year_file(path)
    except CannotRead as error:
        return Refused((_unreadable(error.text, error.values),))
    if standing := unanswered(check_year_file(file, _SEED), {}):
        return Refused(standing)
    with desk.write(N_("Take in the calendar of a year")) as session:
        for old in _own_days(session, file.year):
            session.delete(old)
        session.flush()
        for day, working in corrections_of(file, _SEED).items():
            session.add(CalendarDay(day=day, working=working, reason=file.source))
        year = session.scalar(select(ConfirmedYear).where(ConfirmedYear.year == file.year))
        year = year or ConfirmedYear(year=file.year)
        year.confirmed_on, year.confirmed_by = desk.today, desk.user.full_name
        session.add(year)
        session.flush()
        saved = Saved(year.id)
    reread(desk)
    return saved


def _unreadable(text: str, values: Mapping[str, object]) -> Finding:
    return Finding(code="file-unreadable", text=text, values=values, weight=Weight.STOP)


def give_out_year(desk: Desk, year: int, path: Path) -> None:
    """Write the calendar of a year, corrections included, into a file for another facility.

    Raises OSError."""
    days = [day for day in _days_of(year) if desk.calendar.is_working(day) is not (day.weekday() <= _FRIDAY)]
    off = frozenset(day for day in days if day.weekday() <= _FRIDAY)
    worked = frozenset(days) - off
    write_year_file(path, YearFile(country=COUNTRY, year=year, off=off, worked=worked))
    with desk.write(N_("Export the calendar of a year")) as session:
        note(session, Operation.EXPORT, "calendar_day", None, None, {"file": path.name, "year": year})
