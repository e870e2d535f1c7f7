"""What the rules go by in this data file: the law, and the facility's own calendar of working days."""

from collections.abc import Iterator
from uuid import UUID

from sqlalchemy import exists, select
from sqlalchemy.orm import Session

from ssu_desktop.actions.desk import Desk, Rulebook
from ssu_desktop.law import Law, LawRows, load_law, with_rows
from ssu_desktop.records import CalendarDay, Change, ConfirmedYear, LawEdition
from ssu_desktop.rules.working_days import WorkingDays
from ssu_desktop.storage import DataFile, rows


def read_rulebook(file: DataFile) -> Rulebook:
    """Return the law with the editions that were added, and the calendar as the facility corrected it."""
    with file.read() as session:
        return Rulebook(law=_law(session), calendar=_calendar(session))


def reread(desk: Desk) -> None:
    """Let every screen that holds the desk go by what was just saved in the settings."""
    fresh = read_rulebook(desk.file)
    desk.rulebook.law, desk.rulebook.calendar = fresh.law, fresh.calendar


def is_of_rules(session: Session, action_id: UUID) -> bool:
    """Return whether an action changed what the rules go by."""
    tables = [record.__tablename__ for record in (CalendarDay, ConfirmedYear, LawEdition)]
    changed = exists().where(Change.action_id == action_id, Change.table_name.in_(tables))
    return bool(session.scalar(select(changed)))


def missing_act(session: Session, without: UUID | None = None) -> str | None:
    """Return the key of an act that a standing edition rests on and nothing brings; None where all is there.

    `without` is an edition that is to be withdrawn."""
    standing = [rows for edition_id, rows in _added(session) if edition_id != without]
    known = set(load_law().acts) | {act.key for rows in standing for act in rows.acts}
    return min((act for rows in standing for act in rows.acts_named - known), default=None)


def _law(session: Session) -> Law:
    law = load_law()
    for _edition_id, added in _added(session):
        law = with_rows(law, added)
    return law


def _added(session: Session) -> Iterator[tuple[UUID, LawRows]]:
    """Yield the rows of the standing editions in the order of their coming."""
    for edition_id, content in _standing(session):
        from ssu_desktop.exchange.law_file import rows_of  # few facilities have any: not at every start

        yield edition_id, rows_of(content)


_standing = rows(
    lambda: (
        select(LawEdition.id, LawEdition.content)
        .where(LawEdition.withdrawn_on.is_(None))
        .order_by(LawEdition.id)
    )
)


def _calendar(session: Session) -> WorkingDays:
    confirmed = frozenset(year for (year,) in _years(session))
    return WorkingDays(corrections=dict(_days(session)), confirmed_years=confirmed)


_days = rows(lambda: select(CalendarDay.day, CalendarDay.working))
_years = rows(lambda: select(ConfirmedYear.year))
