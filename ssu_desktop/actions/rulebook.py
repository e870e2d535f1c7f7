"""What the rules go by in this data file: the law, and the facility's own calendar of working days."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from ssu_desktop.actions.desk import Desk, Rulebook
from ssu_desktop.law import Law, load_law, with_rows
from ssu_desktop.records import CalendarDay, ConfirmedYear, LawEdition
from ssu_desktop.rules.working_days import WorkingDays
from ssu_desktop.storage import DataFile


def read_rulebook(file: DataFile) -> Rulebook:
    """Return the law with the editions that were added, and the calendar as the facility corrected it."""
    with file.read() as session:
        return Rulebook(law=_law(session), calendar=_calendar(session))


def reread(desk: Desk) -> None:
    """Let every screen that holds the desk go by what was just saved in the settings."""
    fresh = read_rulebook(desk.file)
    desk.rulebook.law, desk.rulebook.calendar = fresh.law, fresh.calendar


def _law(session: Session) -> Law:
    law = load_law()
    added = select(LawEdition.content).where(LawEdition.withdrawn_on.is_(None)).order_by(LawEdition.id)
    for content in session.scalars(added):
        from ssu_desktop.exchange.law_file import rows_of  # few facilities have any: not at every start

        law = with_rows(law, rows_of(content))
    return law


def _calendar(session: Session) -> WorkingDays:
    days = session.execute(select(CalendarDay.day, CalendarDay.working))
    years = session.scalars(select(ConfirmedYear.year))
    return WorkingDays(corrections={row.day: row.working for row in days}, confirmed_years=frozenset(years))
