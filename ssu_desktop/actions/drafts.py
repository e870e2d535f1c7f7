"""Unsaved input: kept while it is typed, offered again after a crash, no part of the change journal.

A key says where the input belongs ("person:new", "plan:<id>"); the content is plain JSON, which `packed`
and `unpacked` make of a draft and back.
"""

import types
import typing
from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date, datetime
from enum import Enum
from typing import TYPE_CHECKING, Any, TypeVar
from uuid import UUID

from sqlalchemy import select

from ssu_desktop.actions.desk import Desk
from ssu_desktop.records import SavedDraft, utc_now

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

D = TypeVar("D", bound="DataclassInstance")


@dataclass(frozen=True, kw_only=True)
class DraftRow:
    """One kept input of this user; `saved_at` is UTC."""

    key: str
    content: Mapping[str, Any]
    saved_at: datetime


def save_draft(desk: Desk, key: str, content: Mapping[str, Any]) -> None:
    """Keep `content` under `key` in place of what was kept there; it is on the disk on return."""
    with desk.write("draft") as session:
        found = session.get(SavedDraft, (desk.user.id, key))
        if found is None:
            session.add(SavedDraft(user_id=desk.user.id, key=key, content=dict(content)))
        else:
            found.content, found.saved_at = dict(content), utc_now()


def load_draft(desk: Desk, key: str) -> Mapping[str, Any] | None:
    """Return what is kept under `key`, or None."""
    with desk.read_house() as session:
        found = session.get(SavedDraft, (desk.user.id, key))
        return None if found is None else found.content


def drop_draft(desk: Desk, key: str) -> None:
    """Forget what is kept under `key`: it was saved properly, or the user does not want it."""
    with desk.write("draft") as session:
        found = session.get(SavedDraft, (desk.user.id, key))
        if found is not None:
            session.delete(found)


def list_drafts(desk: Desk) -> tuple[DraftRow, ...]:
    """Return all that is kept for this user, the latest first."""
    asked = (
        select(SavedDraft.key, SavedDraft.content, SavedDraft.saved_at)
        .where(SavedDraft.user_id == desk.user.id)
        .order_by(SavedDraft.saved_at.desc())
    )
    with desk.read_house() as session:
        return tuple(DraftRow(**row) for row in session.execute(asked).mappings())


def packed(draft: "DataclassInstance") -> dict[str, Any]:
    """Return a draft as plain JSON: dates as ISO, words of closed lists by their values."""
    return {field.name: _pack(getattr(draft, field.name)) for field in fields(draft)}


def _pack(value: Any) -> Any:
    if isinstance(value, tuple | list):
        return [_pack(each) for each in value]
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, UUID):
        return str(value)
    return packed(value) if hasattr(value, "__dataclass_fields__") else value


def unpacked(kind: type[D], content: Mapping[str, Any]) -> D:
    """Return the draft that `packed` made; what an older version kept and this one does not know is left.

    Raises ValueError where a value does not fit its field."""
    hints = typing.get_type_hints(kind)
    values = {
        field.name: _unpack(hints[field.name], content[field.name])
        for field in fields(kind)
        if field.name in content
    }
    return kind(**values)


def _unpack(hint: Any, value: Any) -> Any:
    if isinstance(hint, types.UnionType):
        if value is None:
            return None
        hint = next(part for part in hint.__args__ if part is not type(None))
    if typing.get_origin(hint) is tuple:
        return tuple(_unpack(hint.__args__[0], each) for each in value)
    if hint is date:
        return date.fromisoformat(value)
    if isinstance(hint, type) and (issubclass(hint, Enum) or hint is UUID):
        return hint(value)
    return unpacked(hint, value) if hasattr(hint, "__dataclass_fields__") else value
