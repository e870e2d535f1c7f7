"""The session of one action: what it flushes is told to the change journal in the same transaction."""

from typing import Any

from sqlalchemy import Connection, event, inspect
from sqlalchemy.orm import Mapper, Session, SessionTransaction, UOWTransaction, configure_mappers

from ssu_desktop.records import Base, Kept
from ssu_desktop.records.kinds import Operation
from ssu_desktop.storage.journal import (
    UNTOLD,
    Scribe,
    Told,
    Values,
    as_json,
    journalled,
    parent_of,
    person_of,
    scribe_of,
)


class JournalledSession(Session):
    """The session of one action."""

    def flush(self, objects: Any = None) -> None:
        """Write what changed; the journal rows follow in the same flush."""
        with journalled():
            super().flush(objects)


def _remember_old_values() -> None:
    """Let every attribute load its old value before it is overwritten: the journal tells it."""
    configure_mappers()
    for mapper in Base.registry.mappers:
        for attribute in mapper.column_attrs:
            getattr(mapper.class_, attribute.key).impl.active_history = True


def _tell(operation: Operation, target: object, before: Values | None, after: Values | None) -> None:
    session = Session.object_session(target)
    if session is None or not isinstance(target, Kept):
        return
    scribe = scribe_of(session)
    table = inspect(target).mapper.local_table.description
    if (parent := parent_of(table, inspect(target).dict)) is not None:
        scribe.parents[table, target.id] = parent
    scribe.pending.append(Told(operation, table, target.id, before, after))


def present_values(target: Kept) -> Values:
    """Return the filled columns of a record as the journal tells them."""
    state = inspect(target)
    told = (
        (a.key, as_json(getattr(target, a.key))) for a in state.mapper.column_attrs if a.key not in UNTOLD
    )
    return {name: value for name, value in told if value is not None}


def _told_of_insert(mapper: Mapper[Any], connection: Connection, target: object) -> None:  # noqa: ARG001
    if isinstance(target, Kept):
        _tell(Operation.INSERT, target, None, present_values(target))


def _told_of_delete(mapper: Mapper[Any], connection: Connection, target: object) -> None:  # noqa: ARG001
    if isinstance(target, Kept):
        _tell(Operation.DELETE, target, present_values(target), None)


def _told_of_update(mapper: Mapper[Any], connection: Connection, target: object) -> None:  # noqa: ARG001
    state, before, after = inspect(target), {}, {}
    for attribute in state.mapper.column_attrs:
        if attribute.key in UNTOLD:
            continue
        added, _, deleted = state.attrs[attribute.key].history
        if added and deleted and added[0] != deleted[0]:
            before[attribute.key], after[attribute.key] = as_json(deleted[0]), as_json(added[0])
    if after:
        _tell(Operation.UPDATE, target, before, after)


def _write_pending(session: Session, context: UOWTransaction) -> None:  # noqa: ARG001 - SQLAlchemy's signature
    scribe = session.info.get("scribe")
    if not isinstance(scribe, Scribe) or not scribe.pending:
        return
    connection, told = session.connection(), []
    for change in scribe.pending:
        whose = person_of(connection, scribe, change.table, change.row_id) if change.row_id else None
        told.append(Told(change.operation, change.table, change.row_id, change.before, change.after, whose))
    scribe.pending.clear()
    scribe.write(connection, told)


def _forget(session: Session, transaction: SessionTransaction) -> None:  # noqa: ARG001 - SQLAlchemy's signature
    scribe = session.info.get("scribe")
    if isinstance(scribe, Scribe):
        scribe.head = None
        scribe.pending.clear()


_remember_old_values()
event.listen(Mapper, "after_insert", _told_of_insert)
event.listen(Mapper, "after_update", _told_of_update)
event.listen(Mapper, "after_delete", _told_of_delete)
event.listen(Session, "after_flush", _write_pending)
event.listen(Session, "after_soft_rollback", _forget)
