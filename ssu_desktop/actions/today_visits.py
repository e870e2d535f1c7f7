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
        self._moved = {stay_id: day for stay_id, day in _moved(source) if day is not None}
        self._served: Mapping[UUID, date | None] = dict(_served(source))
        self._first: Mapping[UUID, date | None] = dict(_first(source, after=date.min))

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
def _moved() -> Select[UUID, date | None]:
    """Select when the people of home service last came from another unit."""
    last = (
        select(func.max(Movement.happened_on))
        .where(
            Movement.stay_id == Stay.id,
            Movement.kind == MovementKind.TRANSFERRED,
            Movement.cancelled_at.is_(None),
        )
        .correlate(Stay)
        .scalar_subquery()
    )
    served = select(Stay.id, last).join(Unit, Unit.id == Stay.unit_id)
    return served.where(Unit.kind == UnitKind.HOME, Stay.status.in_(SERVED))


@rows
def _served() -> Select[UUID, date | None]:
    longest = (
        select(func.min(Stay.status_since))
        .where(Stay.unit_id == Unit.id, Stay.status.in_(SERVED))
        .correlate(Unit)
        .scalar_subquery()
    )
    return select(Unit.id, longest).where(Unit.kind == UnitKind.HOME)


@rows
def _first() -> Select[UUID, date | None]:
    """Select the first day of each unit, found along the index of days and not by reading all visits."""
    first = (
        select(Visit.day)
        .join(Stay, Stay.id == Visit.stay_id)
        .where(Visit.day > bindparam("after"), Stay.unit_id == Unit.id)
        .order_by(Visit.day)
        .limit(1)
        .correlate(Unit)
        .scalar_subquery()
    )
    return select(Unit.id, first).where(Unit.kind == UnitKind.HOME)
