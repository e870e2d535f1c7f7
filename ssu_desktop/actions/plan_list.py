"""The place Plans: all plans of the facility, by pages."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import ColumnElement, func, select

from ssu_desktop.actions.desk import Desk
from ssu_desktop.actions.plan import OPEN
from ssu_desktop.records import Person, Plan, Stay, Unit
from ssu_desktop.records.kinds import PlanState


@dataclass(frozen=True, kw_only=True)
class PlanListRow:
    """One plan version in the place Plans."""

    plan_id: UUID
    stay_id: UUID
    person_id: UUID
    name: str
    unit_id: UUID
    unit_name_kk: str
    unit_name_ru: str
    number: int
    version: int
    state: PlanState
    period_from: date
    period_until: date
    approved_on: date | None

    def unit_name(self, language: str) -> str:
        """Return the unit's name in `language`."""
        return self.unit_name_kk if language == "kk" else self.unit_name_ru


def list_plans(
    desk: Desk,
    unit_id: UUID | None = None,
    states: Iterable[PlanState] = (),
    *,
    limit: int = 50,
    offset: int = 0,
) -> tuple[PlanListRow, ...]:
    """Return a page of plans by the person's name; without `states` all but the replaced ones."""
    asked = (
        select(Plan, Stay, Person, Unit)
        .join(Stay, Stay.id == Plan.stay_id)
        .join(Person, Person.id == Stay.person_id)
        .join(Unit, Unit.id == Stay.unit_id)
        .where(*_conditions(unit_id, states))
        .order_by(Person.sort_key, Person.id, Plan.number.desc(), Plan.version.desc())
        .limit(limit)
        .offset(offset)
    )
    with desk.read() as session:
        return tuple(_row(plan, person, unit) for plan, _stay, person, unit in session.execute(asked))


def _row(plan: Plan, person: Person, unit: Unit) -> PlanListRow:
    return PlanListRow(
        plan_id=plan.id,
        stay_id=plan.stay_id,
        person_id=person.id,
        name=person.full_name,
        unit_id=unit.id,
        unit_name_kk=unit.name_kk,
        unit_name_ru=unit.name_ru,
        number=plan.number,
        version=plan.version,
        state=plan.state,
        period_from=plan.period_from,
        period_until=plan.period_until,
        approved_on=plan.approved_on,
    )


def count_plans(desk: Desk, unit_id: UUID | None = None, states: Iterable[PlanState] = ()) -> int:
    """Return how many plans `list_plans` would page through."""
    asked = (
        select(func.count(Plan.id))
        .join(Stay, Stay.id == Plan.stay_id)
        .join(Person, Person.id == Stay.person_id)
        .where(*_conditions(unit_id, states))
    )
    with desk.read() as session:
        return session.scalar(asked) or 0


def _conditions(unit_id: UUID | None, states: Iterable[PlanState]) -> list[ColumnElement[bool]]:
    chosen = tuple(states) or (*OPEN, PlanState.APPROVED)
    conditions: list[ColumnElement[bool]] = [Plan.state.in_(chosen), Person.merged_into_id.is_(None)]
    return conditions if unit_id is None else [*conditions, Stay.unit_id == unit_id]
