"""The history of a person, of any record, of all: when, who, what, from which value to which."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from typing import Final
from uuid import UUID

from sqlalchemy import ColumnElement, func, or_, select
from sqlalchemy.orm import Session

from ssu_desktop.actions.desk import Desk
from ssu_desktop.actions.history_house_words import HOUSE_RECORDS
from ssu_desktop.actions.history_values import FieldChange, Teller, answers_of, teller
from ssu_desktop.actions.history_words import ACTIONS, RECORDS
from ssu_desktop.actions.roles import READ
from ssu_desktop.language import N_, Language, translate
from ssu_desktop.records import Base, Change, Person
from ssu_desktop.records.kinds import Operation
from ssu_desktop.storage.journal import CHANGING

_MOST_ENTRIES: Final = 100

READ_ALL: Final = N_("Read the whole history")
"""What reading the history of everything begins with; it writes nothing, so it is named by itself."""

__all__ = ["FieldChange", "HistoryQuery", "HistoryRow", "Record", "count_history", "read_history"]


@dataclass(frozen=True)
class Record:
    """A record by its table and id; to its history belongs that of its parts, as of a plan's activities.

    Without an id: all records of a table of the facility itself."""

    table: str
    id: UUID | None = None


@dataclass(frozen=True, kw_only=True)
class HistoryQuery:
    """Which actions: on a person, on a record, by a user, in the days from `since` to `until`.

    Without `views` those that only looked are left out; `changing` leaves only those that changed records."""

    person_id: UUID | None = None
    record: Record | None = None
    user_id: UUID | None = None
    since: date | None = None
    until: date | None = None
    views: bool = True
    changing: bool = False


@dataclass(frozen=True, kw_only=True)
class HistoryRow:
    """One action; `at` is UTC, `action` a msgid, `about` whom or what it was about, in words.

    `entry` is the number of its first entry in the journal. Views have no changes; `cut` where there are
    too many of them to be told, as in an import."""

    action_id: UUID
    at: datetime
    user_id: UUID | None
    who: str
    action: str
    operation: Operation
    about: str
    entry: int
    changes: tuple[FieldChange, ...]
    cut: bool = False


def read_history(
    desk: Desk, query: HistoryQuery, language: Language, *, limit: int = 50, offset: int = 0
) -> tuple[HistoryRow, ...]:
    """Return a page of the actions that the query finds, the latest first, values in `language`."""
    with _reading(desk, query) as session:
        conditions = _conditions(session, desk, query)
        asked = select(Change.action_id).where(*conditions).group_by(Change.action_id)
        newest = asked.order_by(func.max(Change.seq).desc()).limit(limit).offset(offset)
        told = list(_entries(session, query, conditions, list(session.scalars(newest))))
        people = _people(session, told)
        telling = teller(session, desk.law, language)
        names = dict(telling.names) | people
        if query.person_id is not None:
            names |= answers_of(session, query.person_id, names)
    telling = replace(telling, names=names)
    return tuple(_row(changes, telling) for changes in told)


def count_history(desk: Desk, query: HistoryQuery) -> int:
    """Return how many actions the query finds."""
    with _reading(desk, query) as session:
        asked = select(func.count(Change.action_id.distinct())).where(*_conditions(session, desk, query))
        return session.scalar(asked) or 0


def _reading(desk: Desk, query: HistoryQuery) -> AbstractContextManager[Session]:
    """Return a session to read what the query asks for. Raises NotAllowed.

    Who may not read people's records is shown what was done with the facility's own."""
    if query.person_id is None and query.record is None and query.user_id != desk.user.id:
        desk.require(READ_ALL)
    of_person = query.person_id is not None or (query.record and query.record.table not in HOUSE_RECORDS)
    return desk.read() if of_person or desk.may(READ) else desk.read_house()


def _entries(
    session: Session,
    query: HistoryQuery,
    conditions: Sequence[ColumnElement[bool]],
    action_ids: Sequence[UUID],
) -> Iterator[list[Change]]:
    """Yield the entries of each action, out of the session; of everything only the first, and one more.

    Those of one person or record are found by it: an import has tens of thousands that are of others."""
    mine = select(Change).where(*conditions).order_by(Change.seq)
    if query.person_id is None and query.record is None:
        for action_id in action_ids:
            found = list(session.scalars(mine.where(Change.action_id == action_id).limit(_MOST_ENTRIES + 1)))
            session.expunge_all()
            yield found
        return
    of_each: dict[UUID, list[Change]] = {action_id: [] for action_id in action_ids}
    for change in session.scalars(mine.where(Change.action_id.in_(action_ids))):
        session.expunge(change)
        of_each[change.action_id].append(change)
    yield from of_each.values()


def _conditions(session: Session, desk: Desk, query: HistoryQuery) -> list[ColumnElement[bool]]:
    asked = _in_days(query)
    if not desk.may(READ):
        asked += [Change.person_id.is_(None), Change.table_name.in_(HOUSE_RECORDS)]
    if query.person_id is not None:
        asked.append(Change.person_id == query.person_id)
    if query.record is not None:
        asked.append(_of_record(session, query.record))
    if query.user_id is not None:
        asked.append(Change.user_id == query.user_id)
    if query.changing:
        asked.append(Change.operation.in_(CHANGING))
    elif not query.views:
        asked.append(Change.operation != Operation.VIEW)
    return asked


def _in_days(query: HistoryQuery) -> list[ColumnElement[bool]]:
    asked: list[ColumnElement[bool]] = []
    if query.since is not None:
        asked.append(Change.at >= _begins(query.since))
    if query.until is not None:
        asked.append(Change.at < _begins(query.until + timedelta(days=1)))
    return asked


def _begins(day: date) -> datetime:
    """Return the moment at which a day begins on this computer's clock."""
    return datetime.combine(day, time()).astimezone()


def _of_record(session: Session, record: Record) -> ColumnElement[bool]:
    """Return what is true of the entries of a record and of its parts, those that were removed too.

    Parts are looked for where their person's history is: without a person a record has none."""
    if record.id is None:
        return Change.person_id.is_(None) & (Change.table_name == record.table)
    itself = (Change.row_id == record.id) & (Change.table_name == record.table)
    people = list(session.scalars(select(Change.person_id).where(itself).distinct()))
    whose = [person_id for person_id in people if person_id is not None]
    columns = _columns_to(record.table)
    if not whose or not columns:
        return itself
    named = [f'"{column}":"{record.id.hex}"' for column in columns]
    told = [text.contains(name) for name in named for text in (Change.before, Change.after)]
    parts = select(Change.row_id).where(
        Change.person_id.in_(whose), Change.operation.in_((Operation.INSERT, Operation.DELETE)), or_(*told)
    )
    return itself | (Change.person_id.in_(whose) & Change.row_id.in_(parts))


def _columns_to(table: str) -> Sequence[str]:
    """Return the names of the columns by which other records are parts of one of this table."""
    if table == "person":
        return ()
    keys = (key for other in Base.metadata.tables.values() for key in other.foreign_keys)
    return sorted({key.parent.name for key in keys if key.column.table.name == table})


def _people(session: Session, told: Iterable[Sequence[Change]]) -> dict[str, str]:
    """Return the names of whom these entries are about, by the ids as the journal writes them."""
    about = {person_id for changes in told for person_id in _mentioned(changes)}
    found = session.scalars(select(Person).where(Person.id.in_(about)))
    return {person.id.hex: person.full_name for person in found}


def _mentioned(changes: Sequence[Change]) -> Iterator[UUID]:
    for change in changes:
        if change.person_id is not None:
            yield change.person_id
        if change.table_name == "person" and '"merged_into_id"' in (change.after or ""):
            told = json.loads(change.after or "{}")["merged_into_id"]
            if told:
                yield UUID(told)


def _row(changes: Sequence[Change], telling: Teller) -> HistoryRow:
    first = changes[0]
    return HistoryRow(
        action_id=first.action_id,
        at=first.at,
        user_id=first.user_id,
        who=first.user_name,
        action=ACTIONS.get(first.action, first.action),
        operation=first.operation,
        about=_about(changes, telling.names, telling.language),
        entry=first.seq,
        changes=tuple(field for change in changes[:_MOST_ENTRIES] for field in telling.changes(change)),
        cut=len(changes) > _MOST_ENTRIES,
    )


def _about(changes: Sequence[Change], names: Mapping[str, str], language: Language) -> str:
    """Return whom an action was about; where that is nobody, or many, the name or kind of what it changed."""
    people = {change.person_id.hex for change in changes if change.person_id is not None}
    if len(people) == 1:
        return names.get(people.pop(), "")
    first = changes[0]
    if not people and first.row_id is not None and first.row_id.hex in names:
        return names[first.row_id.hex]
    return translate(language, RECORDS[first.table_name]) if first.table_name in RECORDS else ""
