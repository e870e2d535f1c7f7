"""The home visits that Today's rules ask for: how many each person had in the last weeks."""

from collections import Counter
from collections.abc import Mapping
from datetime import date, timedelta
from uuid import UUID

from sqlalchemy import Select, bindparam, func, select

from ssu_desktop.records import Movement, Stay, Unit, Visit
from ssu_desktop.records.kinds import MovementKind, UnitKind
from ssu_desktop.rules.day import SERVED, monday_of
from ssu_desktop.rules.duty import SOON, VisitStand
from ssu_desktop.storage import Source, rows

_BACK = timedelta(days=SOON + 6)  # the whole of a week that ended so long ago


class RecentVisits:
    """The visits of the last weeks, by stay and by unit; a few questions for any number of people."""

    def __init__(self, source: Source, today: date) -> None:
        self._weeks: dict[UUID, Counter[date]] = {}
        entered: dict[UUID, set[date]] = {}
        for stay_id, unit_id, day in _visits(source, since=today - _BACK):
            monday = monday_of(day)
            self._weeks.setdefault(stay_id, Counter())[monday] += 1
            entered.setdefault(unit_id, set()).add(monday)
        self._entered = {unit_id: frozenset(weeks) for unit_id, weeks in entered.items()}
        self._moved: Mapping[UUID, date] = dict(_moved(source))
        self._served: Mapping[UUID, date | None] = dict(_served(source))
        self._first: Mapping[UUID, date] = dict(_first(source))

    def of_stay(
        self, stay_id: UUID, unit_id: UUID, unit_kind: UnitKind, since: date | None
    ) -> VisitStand | None:
        """Return the visits of a stay that is in its present state since a day; None for no home service."""
        if unit_kind is not UnitKind.HOME or since is None:
            return None
        return VisitStand(
            since=max(since, self._moved.get(stay_id, since)),
            weeks=self._weeks.get(stay_id, Counter()),
            entered=self.of_unit(unit_id),
        )

    def of_unit(self, unit_id: UUID) -> frozenset[date]:
        """Return the Mondays of the weeks for which a unit has entered any visit."""
        return self._entered.get(unit_id, frozenset())

    def first_of_unit(self, unit_id: UUID) -> date | None:
        """Return the day of the first visit that a unit ever entered."""
        return self._first.get(unit_id)

    def served_since(self, unit_id: UUID) -> date | None:
        """Return since when somebody is served by a unit of home service without a break."""
        return self._served.get(unit_id)


@rows
def _visits() -> Select[UUID, UUID, date]:
    asked = select(Visit.stay_id, Stay.unit_id, Visit.day).join(Stay, Stay.id == Visit.stay_id)
    return asked.where(Visit.day >= bindparam("since"))


@rows
def _moved() -> Select[UUID, date]:
    """Select when the people of home service last came from another unit."""
    return (
        select(Movement.stay_id, func.max(Movement.happened_on))
        .join(Stay, Stay.id == Movement.stay_id)
        .join(Unit, Unit.id == Stay.unit_id)
        .where(
            Unit.kind == UnitKind.HOME,
            Movement.kind == MovementKind.TRANSFERRED,
            Movement.cancelled_at.is_(None),
        )
        .group_by(Movement.stay_id)
    )


@rows
def _served() -> Select[UUID, date | None]:
    return (
        select(Stay.unit_id, func.min(Stay.status_since))
        .join(Unit, Unit.id == Stay.unit_id)
        .where(Unit.kind == UnitKind.HOME, Stay.status.in_(SERVED))
        .group_by(Stay.unit_id)
    )


@rows
def _first() -> Select[UUID, date]:
    asked = select(Stay.unit_id, func.min(Visit.day)).join(Stay, Stay.id == Visit.stay_id)
    return asked.group_by(Stay.unit_id)
