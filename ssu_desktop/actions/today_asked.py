"""Whose duties are asked for, and questions that are asked of all, of a unit or of one stay."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic, TypeVarTuple
from uuid import UUID

from sqlalchemy import ColumnElement, Select, bindparam

from ssu_desktop.records import Stay
from ssu_desktop.records.kinds import Status
from ssu_desktop.rules.stay import PRESENT, WAITING
from ssu_desktop.storage import Source, rows

Ts = TypeVarTuple("Ts")

OPEN_STATES = PRESENT | WAITING
RUNNING = OPEN_STATES - {Status.SUSPENDED}
"""The states in which duties run."""

Here = tuple[ColumnElement[bool], ...]


@dataclass(frozen=True)
class Whose:
    """Whose duties are asked for: all, those of a unit, of a stay."""

    unit_id: UUID | None = None
    stay_id: UUID | None = None


class OfWhom(Generic[*Ts]):
    """One question of each kind of `Whose`."""

    def __init__(self, make: Callable[[Here], Select[*Ts]]) -> None:
        """Remember how they are written."""
        open_ones = Stay.status.in_(RUNNING)
        self._all = rows(lambda: make((open_ones,)))
        self._of_unit = rows(lambda: make((open_ones, Stay.unit_id == bindparam("unit_id"))))
        self._of_stay = rows(lambda: make((open_ones, Stay.id == bindparam("stay_id"))))

    def prepare(self) -> None:
        """Compile the question of all: Today begins with it."""
        self._all.prepare()

    def __call__(self, source: Source, whose: Whose) -> list[tuple[*Ts]]:
        """Return the rows of those who are meant."""
        if whose.stay_id is not None:
            return self._of_stay(source, stay_id=whose.stay_id)
        return self._all(source) if whose.unit_id is None else self._of_unit(source, unit_id=whose.unit_id)


def of_whom(make: Callable[[Here], Select[*Ts]]) -> OfWhom[*Ts]:
    """Make one question of each kind of `Whose`; `make` takes the conditions on the stays."""
    return OfWhom(make)
