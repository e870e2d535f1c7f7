"""From a draft to its record: the fields of one name are copied, a stale draft is noticed."""

from collections.abc import Iterator
from dataclasses import fields
from functools import cache
from typing import TYPE_CHECKING, Any, TypeVar

from sqlalchemy import inspect

from ssu_desktop.language import N_
from ssu_desktop.records import Base, Kept
from ssu_desktop.rules.finding import Finding, Weight
from ssu_desktop.storage.veil import MASK

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

D = TypeVar("D", bound="DataclassInstance")


def copy_draft(draft: "DataclassInstance", record: Base) -> None:
    """Put every field of the draft that the record has a column for into it, the revision apart.

    An empty text becomes NULL where the column may be empty (IIN, BIN). What the user was not
    to see stays as it is."""
    for name, value in values_of(draft, type(record)).items():
        setattr(record, name, value)


def values_of(draft: "DataclassInstance", kind: type[Base]) -> dict[str, Any]:
    """Return what `copy_draft` puts into a record of this kind."""
    values = dict[str, Any]()
    for name, nullable in _columns_of(type(draft), kind):
        value = getattr(draft, name)
        if value != MASK:
            values[name] = None if nullable and value == "" else value
    return values


@cache
def _columns_of(draft: type["DataclassInstance"], kind: type[Base]) -> tuple[tuple[str, bool], ...]:
    """Return the names that both have, and whether the column may be empty."""
    columns = inspect(kind).columns
    names = [field.name for field in fields(draft) if field.name != "revision" and field.name in columns]
    return tuple((name, bool(columns[name].nullable)) for name in names)


def draft_of(kind: type[D], record: Base, **others: Any) -> D:
    """Return a draft of `kind` filled from the record's columns of the same names."""
    known = dict[str, Any]()
    for name in _shared(kind, type(record)):
        if (value := getattr(record, name)) is not None:
            known[name] = value
    return kind(**{**known, **others})


@cache
def _shared(kind: type["DataclassInstance"], record: type) -> tuple[str, ...]:
    """Return the names that a draft shares with a record, or with a row that was read as one."""
    columns = getattr(record, "_fields", None) or tuple(inspect(record).columns.keys())
    return tuple(field.name for field in fields(kind) if field.name in columns)


def check_fresh(record: Kept | None, revision: int | None) -> Iterator[Finding]:
    """Yield a STOP where the record was changed after the draft was begun (`revision` is what it saw).

    0 saw no record; None saw nothing and overwrites what is there."""
    if revision is not None and revision != (record.revision if record is not None else 0):
        yield Finding(
            code="changed-meanwhile",
            text=N_("This record was changed meanwhile. Nothing was saved: open it again and compare."),
            weight=Weight.STOP,
        )


def check_removal(
    record: Kept | None, revision: int | None, used: object, in_use: Finding
) -> tuple[Finding, ...]:
    """Return what stands against taking out what was entered by mistake: `in_use` where it is `used`."""
    if record is None:
        return (gone(),)
    return (*check_fresh(record, revision), *([in_use] if used else []))


def gone() -> Finding:
    """Return the STOP of an action on a record that is no longer there."""
    return Finding(
        code="record-gone",
        text=N_("This record is no longer there. Nothing was changed."),
        weight=Weight.STOP,
    )
