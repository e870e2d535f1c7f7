"""The change journal as it is stored: its entries, its last one, and whether a paper still agrees with it."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import ColumnElement, select

from ssu_desktop.actions.desk import Desk
from ssu_desktop.actions.history import READ_ALL
from ssu_desktop.actions.history_house_words import HOUSE_RECORDS
from ssu_desktop.actions.roles import READ
from ssu_desktop.records import Change
from ssu_desktop.storage.journal import Head

_AT_ONCE = 1000
_OF_THE_HOUSE = [Change.person_id.is_(None), Change.table_name.in_(HOUSE_RECORDS)]


@dataclass(frozen=True, kw_only=True)
class JournalQuery:
    """Which entries: of one person, or all; only the `last` ones, or all."""

    person_id: UUID | None = None
    last: int | None = None


def last_entry(desk: Desk) -> Head:
    """Return the last entry of the chain: its number, and the code that stands on paper."""
    asked = select(Change.seq, Change.mac).order_by(Change.seq.desc()).limit(1)
    with desk.read_house() as session:
        found = session.execute(asked).first()
    return Head(found.seq, found.mac) if found else Head()


def agrees(desk: Desk, seq: int, code: str) -> bool:
    """Return whether entry `seq` is the one that a paper names by `code`.

    If not, the journal was altered or replaced since the paper was printed, or the code was misread."""
    with desk.read_house() as session:
        mac = session.scalar(select(Change.mac).where(Change.seq == seq))
    return mac is not None and Head(seq, mac).code == code.strip().upper()


def journal_entries(desk: Desk, query: JournalQuery) -> Iterator[dict[str, object]]:
    """Yield entries in their order as plain values, times in UTC, ids as stored. Raises NotAllowed.

    Who may not read people's records is given what was done with the facility's own."""
    desk.require(READ_ALL)
    of_people = query.person_id is not None or desk.may(READ)
    with desk.read() if of_people else desk.read_house() as session:
        conditions = _conditions(query) if of_people else _OF_THE_HOUSE
        asked = select(Change).where(*conditions)
        if query.last is not None:
            newest = select(Change.seq).where(*conditions).order_by(Change.seq.desc()).limit(query.last)
            asked = asked.where(Change.seq.in_(newest))
        found = session.scalars(asked.order_by(Change.seq).execution_options(yield_per=_AT_ONCE))
        for change in found:
            session.expunge(change)
            yield _plain(change)


def _conditions(query: JournalQuery) -> list[ColumnElement[bool]]:
    return [] if query.person_id is None else [Change.person_id == query.person_id]


def _plain(change: Change) -> dict[str, object]:
    return {
        "seq": change.seq,
        "at": change.at.isoformat(),
        "device": change.device,
        "user": change.user_name,
        "user_id": _hex(change.user_id),
        "action": change.action,
        "action_id": change.action_id.hex,
        "operation": change.operation.value,
        "table": change.table_name,
        "row_id": _hex(change.row_id),
        "person_id": _hex(change.person_id),
        "before": json.loads(change.before) if change.before else None,
        "after": json.loads(change.after) if change.after else None,
        "code": Head(change.seq, change.mac).code,
    }


def _hex(value: UUID | None) -> str | None:
    return None if value is None else value.hex
