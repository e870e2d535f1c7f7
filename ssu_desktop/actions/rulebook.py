"""What the rules go by in this data file: the law, and the facility's own calendar of working days."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from ssu_desktop.actions.desk import Desk, Rulebook
from ssu_desktop.law import load_law
from ssu_desktop.records import CalendarDay, ConfirmedYear
from ssu_desktop.rules.working_days import WorkingDays
from ssu_desktop.storage import DataFile


def read_rulebook(file: DataFile) -> Rulebook:
    """Return the program's law and the calendar as the facility corrected it."""
    with file.read() as session:
        return Rulebook(law=load_law(), calendar=_calendar(session))


def reread(desk: Desk) -> None:
    """Let every screen that holds the desk go by what was just saved in the settings."""
    fresh = read_rulebook(desk.file)
    desk.rulebook.law, desk.rulebook.calendar = fresh.law, fresh.calendar


def _calendar(session: Session) -> WorkingDays:
    days = session.execute(select(CalendarDay.day, CalendarDay.working))
    years = session.scalars(select(ConfirmedYear.year))
    return WorkingDays(corrections={row.day: row.working for row in days}, confirmed_years=frozenset(years))
