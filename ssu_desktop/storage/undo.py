"""Taking back one action: its journal rows read backwards, as a new action of its own."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby
from typing import Any, Final
from uuid import UUID

from sqlalchemy import Date, Enum, LargeBinary, Uuid, func, inspect, or_, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from ssu_desktop.language import N_
from ssu_desktop.records import Base, Change, Kept
from ssu_desktop.records.base import KindList, UtcDateTime
from ssu_desktop.records.kinds import Operation
from ssu_desktop.storage.errors import CannotUndo
from ssu_desktop.storage.journal import CHANGING, note

UNDO: Final = "undo"  # the name of the action that takes another one back

_AT_ONCE: Final = 500  # rows that are read together
_ON_PAPER: Final = frozenset({Operation.PRINT, Operation.EXPORT})
_MAY_BE_FINAL: Final = frozenset({"user", "printout", "plan"})
_CLASSES: Final = {mapper.local_table.description: mapper.class_ for mapper in Base.registry.mappers}
_WITH_PICTURES: Final = frozenset(
    table.name
    for table in Base.metadata.tables.values()
    if any(isinstance(column.type, LargeBinary) for column in table.columns)
)


@dataclass(frozen=True)
class ActionSummary:
    """One action as the journal knows it; `tables` are those it changed, in order."""

    action_id: UUID
    action: str
    at: datetime
    user_name: str
    tables: tuple[str, ...]
    person_id: UUID | None


def last_action(session: Session, user_id: UUID) -> ActionSummary | None:
    """Return the user's last action that changed records and was not taken back yet."""
    newest = (
        select(Change.action_id)
        .where(
            Change.user_id == user_id,
            Change.operation.in_(CHANGING),
            Change.table_name != "change",
            Change.action != UNDO,
            Change.action_id.not_in(_taken_back()),
        )
        .order_by(Change.seq.desc())
        .limit(1)
    )
    action_id = session.scalar(newest)
    return None if action_id is None else _summary(session, action_id)


def _summary(session: Session, action_id: UUID) -> ActionSummary:
    mine = Change.action_id == action_id
    first = session.execute(
        select(Change.action, Change.at, Change.user_name).where(mine).order_by(Change.seq).limit(1)
    ).one()
    tables = (
        select(Change.table_name)
        .where(mine, Change.operation.in_(CHANGING))
        .group_by(Change.table_name)
        .order_by(func.min(Change.seq))
    )
    whose = select(Change.person_id).where(mine, Change.person_id.is_not(None)).order_by(Change.seq).limit(1)
    return ActionSummary(
        action_id=action_id,
        action=first.action,
        at=first.at,
        user_name=first.user_name,
        tables=tuple(session.scalars(tables)),
        person_id=session.scalar(whose),
    )


def undo_action(session: Session, action_id: UUID) -> int:
    """Take back every change of one action within the session of a new one; return how many records that are.

    Raises CannotUndo with the reason: changed since, printed or approved, taken back already, others
    depend on it, a key was given or taken. The session must then be left by that exception, so that
    nothing stays half undone."""
    check_undoable(session, action_id)
    rows = list(_rows(session, action_id))
    changes = [row for row in reversed(rows) if row.operation in CHANGING]
    note(session, Operation.DELETE, "change", action_id, rows[0].person_id, {"undone": rows[0].action})
    try:
        for (_table, operation), run in groupby(changes, lambda row: (row.table_name, row.operation)):
            if operation is Operation.INSERT:
                _take_out(session, list(run))
                continue
            for row in run:
                _take_back(session, row)
                session.flush()
    except IntegrityError as error:
        text = N_("This action cannot be undone: other records depend on it.")
        raise CannotUndo(text) from error
    return len(changes)


def check_undoable(session: Session, action_id: UUID) -> None:
    """Look whether an action can be taken back. Raises CannotUndo with what stands against it.

    What others build upon shows only when it is tried."""
    last = _refuse_what_is_final(session, action_id)
    _refuse_what_moved_on(session, last)
    of_pictures = Change.action_id == action_id, Change.table_name.in_(_WITH_PICTURES)
    for row in session.scalars(select(Change).where(*of_pictures, Change.before.is_not(None))):
        _as_values(_CLASSES[row.table_name], json.loads(row.before or "{}"))  # a photo does not come back


def _rows(session: Session, action_id: UUID) -> Iterator[Change]:
    """Yield the rows of an action one after another: those of an import are too many to be held at once."""
    asked = select(Change).where(Change.action_id == action_id).order_by(Change.seq)
    return iter(session.scalars(asked.execution_options(yield_per=_AT_ONCE)))


def _taken_back() -> Any:
    return select(Change.row_id).where(Change.table_name == "change", Change.action == UNDO)


def _refuse_what_is_final(session: Session, action_id: UUID) -> Change:
    """Return the last row of an action that is not final in itself."""
    if session.scalar(select(Change.seq).where(Change.action == UNDO, Change.row_id == action_id).limit(1)):
        raise CannotUndo(N_("This action was undone already."))
    mine = select(Change).where(Change.action_id == action_id)
    last = session.scalar(mine.order_by(Change.seq.desc()).limit(1))
    changed = session.scalar(mine.where(Change.operation.in_(CHANGING), Change.action != UNDO).limit(1))
    # An import has tens of thousands of rows: only those that may be final are looked at.
    may_be = or_(Change.table_name.in_(_MAY_BE_FINAL), Change.operation.in_(_ON_PAPER))
    for row in session.scalars(mine.where(may_be).order_by(Change.seq)):
        if _of_keys(row):
            text = N_("This action cannot be undone: it changed who can open the data file.")
            raise CannotUndo(text)
        if row.operation in _ON_PAPER or _issued(row) or _approved(row):
            text = N_(
                "This action cannot be undone, because it stands on paper or was approved. "
                "Cancel it by a new entry with a reason."
            )
            raise CannotUndo(text)
    if last is None or changed is None:
        raise CannotUndo
    return last


def _of_keys(row: Change) -> bool:
    """Return whether the row went with a key slot; those lie beside the database and would not follow."""
    if row.table_name != "user" or row.operation not in CHANGING:
        return False
    noted = row.operation is Operation.UPDATE and row.before is None
    return noted or row.operation is not Operation.UPDATE or '"active":' in (row.after or "")


def _issued(row: Change) -> bool:
    """Return whether the row is final; a printout that only went to another record of the person is not."""
    moved = row.table_name == "printout" and row.operation is Operation.UPDATE
    return row.table_name == "printout" and not moved


def _approved(row: Change) -> bool:
    if row.table_name != "plan":
        return False
    return any('"state":"approved"' in (content or "") for content in (row.before, row.after))


def _refuse_what_moved_on(session: Session, last: Change) -> None:
    """Refuse where a record was changed, or what was entered was printed, by an action after that of `last`.

    The rows of one action follow each other without a gap: another one's are all before or all after."""
    mine = Change.action_id == last.action_id
    touched = select(Change.row_id).where(mine, Change.operation.in_(CHANGING))
    entered = select(Change.person_id).where(
        mine, Change.operation == Operation.INSERT, Change.person_id.is_not(None)
    )
    later = select(Change.seq).where(Change.seq > last.seq).limit(1)
    changed = later.where(
        Change.row_id.in_(touched),
        Change.operation.in_(CHANGING),
        Change.action != UNDO,
        Change.action_id.not_in(_taken_back()),
    )
    if session.scalar(changed):
        text = N_("This action cannot be undone: its records were changed since.")
        raise CannotUndo(text)
    whose = or_(Change.person_id.in_(entered), Change.row_id.in_(touched))
    printed = later.where(whose, Change.operation == Operation.PRINT)
    if session.scalar(printed):
        text = N_(
            "This action cannot be undone: a form of this person was printed since. "
            "Cancel it by a new entry with a reason."
        )
        raise CannotUndo(text)


def _take_out(session: Session, run: list[Change]) -> None:
    """Delete what was entered into one table, the last first: the hundreds of an import at once."""
    kind: type[Kept] = _CLASSES[run[0].table_name]
    told = Change.seq.between(run[-1].seq, run[0].seq), Change.table_name == run[0].table_name
    entered = session.scalars(select(kind).where(kind.id.in_(select(Change.row_id).where(*told)))).all()
    if len(entered) != len(run):
        raise CannotUndo
    for record in entered:
        session.delete(record)
    session.flush()


def _take_back(session: Session, row: Change) -> None:
    kind: type[Kept] = _CLASSES[row.table_name]
    before = _as_values(kind, json.loads(row.before)) if row.before else {}
    if row.operation is Operation.DELETE:
        session.add(kind(**{"id": row.row_id, **before}))
        return
    record = session.get(kind, row.row_id)
    if record is None:
        raise CannotUndo
    for name, value in before.items():
        setattr(record, name, value)


def _as_values(kind: type[Kept], told: dict[str, Any]) -> dict[str, Any]:
    columns = inspect(kind).local_table.columns
    return {name: _as_value(columns[name].type, value) for name, value in told.items() if name != "revision"}


def _as_value(column_type: object, value: Any) -> Any:
    if value is None:
        return None
    match column_type:
        case LargeBinary():
            text = N_("A photo cannot be brought back: the history keeps no pictures.")
            raise CannotUndo(text)
        case Uuid():
            return UUID(value)
        case Date():
            return date.fromisoformat(value)
        case UtcDateTime():
            return datetime.fromisoformat(value)
        case KindList():
            return tuple(column_type.kind(word) for word in value)
        case Enum():
            return column_type.enum_class(value) if column_type.enum_class else value
        case _:
            return value
