"""The marks of a whole unit: the activities of everyone's plan with their marks of some months, by pages."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TypeVarTuple
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, case, exists, func, or_, select
from sqlalchemy.orm import Session

from ssu_desktop.actions.desk import Desk, Refused, Saved
from ssu_desktop.actions.monitoring import MarkView
from ssu_desktop.actions.plan import DOMAIN_PLACES
from ssu_desktop.actions.stored import gone
from ssu_desktop.language import N_
from ssu_desktop.records import (
    ActivityMark,
    Kept,
    MonitoringJournal,
    Person,
    Plan,
    PlanItem,
    Stay,
    Unit,
    new_id,
)
from ssu_desktop.records.kinds import Domain, MarkKind, PlanState
from ssu_desktop.rules.fields import check_not_future
from ssu_desktop.rules.plan import months_after
from ssu_desktop.rules.stay import PRESENT
from ssu_desktop.storage import insert_many


@dataclass(frozen=True, kw_only=True)
class MarksAsked:
    """Whose marks of which months (their first days, in order); `unmarked`: only what lacks the last one."""

    unit_id: UUID
    months: tuple[date, ...]
    unmarked: bool = False


@dataclass(frozen=True, kw_only=True)
class UnitActivity:
    """One activity of one person; `first` is the first one of that person in the list.

    `replaced`: of a version that another one replaced, which gets no new marks."""

    item_id: UUID
    stay_id: UUID
    person_id: UUID
    name: str
    first: bool
    domain: Domain
    service: str
    date_from: date | None
    date_until: date | None
    marks: Mapping[date, MarkView]
    replaced: bool = False

    def runs_in(self, month: date) -> bool:
        """Return whether the activity is planned for any day of a month, and was not replaced."""
        begins = self.date_from is None or self.date_from <= _last_day(month)
        return not self.replaced and begins and (self.date_until is None or self.date_until >= month)


def _last_day(month: date) -> date:
    return months_after(month, 1) - timedelta(days=1)


_PLACE = case(*((PlanItem.domain == domain, place) for domain, place in DOMAIN_PLACES.items()))
_ORDER = (Person.sort_key, Person.id, Plan.number, _PLACE, PlanItem.position, PlanItem.id)
Ts = TypeVarTuple("Ts")


def running(first: date, last: date) -> Iterator[ColumnElement[bool]]:
    """Yield what holds of an activity of an approved plan that is planned for any day from first to last."""
    yield Plan.state == PlanState.APPROVED
    yield Plan.period_from <= last
    yield Plan.period_until >= first
    yield or_(PlanItem.date_from.is_(None), PlanItem.date_from <= last)
    yield or_(PlanItem.date_until.is_(None), PlanItem.date_until >= first)


def _marked(months: Sequence[date]) -> ColumnElement[bool]:
    return exists().where(ActivityMark.item_id == PlanItem.id, ActivityMark.month.in_(months))


def _in_force(month: date) -> ColumnElement[bool]:
    """Hold of a version that had taken over by a month: before that the one before it was marked."""
    return or_(Plan.version == 1, Plan.approved_on.is_(None), Plan.approved_on <= _last_day(month))


def _conditions(asked: MarksAsked) -> Iterator[ColumnElement[bool]]:
    last = asked.months[-1]
    yield Stay.unit_id == asked.unit_id
    yield Stay.status.in_(PRESENT)
    yield Person.merged_into_id.is_(None)
    if asked.unmarked:
        yield from running(last, _last_day(last))
        yield _in_force(last)
        yield ~_marked([last])
    else:
        planned = and_(*running(asked.months[0], _last_day(last)))
        yield or_(planned, and_(Plan.state == PlanState.REPLACED, _marked(asked.months)))


def _joined(asked: Select[*Ts]) -> Select[*Ts]:
    return (
        asked.select_from(PlanItem)
        .join(Plan, Plan.id == PlanItem.plan_id)
        .join(Stay, Stay.id == Plan.stay_id)
        .join(Person, Person.id == Stay.person_id)
    )


def count_activities(desk: Desk, asked: MarksAsked) -> int:
    """Return how many rows `unit_activities` pages through."""
    with desk.read() as session:
        found = session.scalar(_joined(select(func.count(PlanItem.id))).where(*_conditions(asked)))
        return found or 0


def count_before(desk: Desk, asked: MarksAsked, person_id: UUID) -> int:
    """Return how many rows stand before those of a person."""
    with desk.read() as session:
        person = session.get(Person, person_id)
        if person is None:
            return 0
        before = or_(
            Person.sort_key < person.sort_key,
            and_(Person.sort_key == person.sort_key, Person.id < person_id),
        )
        found = session.scalar(_joined(select(func.count(PlanItem.id))).where(*_conditions(asked), before))
        return found or 0


def unit_activities(
    desk: Desk, asked: MarksAsked, *, limit: int = 50, offset: int = 0
) -> tuple[UnitActivity, ...]:
    """Return a page of the activities that are planned for these months, by person, in the form's order.

    Those of a version that was replaced stand among them where they have a mark of these months."""
    before = 1 if offset else 0  # one row more tells whether the page begins with a new person
    columns = select(
        PlanItem.id,
        PlanItem.domain,
        PlanItem.service,
        PlanItem.date_from,
        PlanItem.date_until,
        Plan.state,
        Stay.id,
        Person.id,
        Person.surname,
        Person.given_name,
        Person.patronymic,
    )
    page = _joined(columns).where(*_conditions(asked)).order_by(*_ORDER)
    with desk.read() as session:
        found = list(session.execute(page.limit(limit + before).offset(offset - before)))
        marks = _marks_of(session, [row[0] for row in found], asked.months)
    rows = []
    whose: UUID | None = None
    for item_id, domain, service, first, until, state, stay_id, person_id, *name in found:
        row = UnitActivity(
            item_id=item_id,
            stay_id=stay_id,
            person_id=person_id,
            name=" ".join(part for part in name if part),
            first=person_id != whose,
            domain=domain,
            service=service,
            date_from=first,
            date_until=until,
            marks=marks.get(item_id, {}),
            replaced=state is PlanState.REPLACED,
        )
        rows.append(row)
        whose = person_id
    return tuple(rows[before:])


def _marks_of(
    session: Session, item_ids: Sequence[UUID], months: Sequence[date]
) -> dict[UUID, dict[date, MarkView]]:
    of_page = select(
        ActivityMark.item_id,
        ActivityMark.month,
        ActivityMark.mark,
        ActivityMark.note,
        ActivityMark.revision,
    ).where(ActivityMark.item_id.in_(item_ids), ActivityMark.month.in_(months))
    found: dict[UUID, dict[date, MarkView]] = {}
    for item_id, month, mark, note, revision in session.execute(of_page):
        found.setdefault(item_id, {})[month] = MarkView(mark, note, revision)
    return found


def count_rest(desk: Desk, unit_id: UUID, month: date, stay_id: UUID | None = None) -> int:
    """Return how many activities of a unit, or of one stay, lack a mark in a month."""
    with desk.read() as session:
        of_month = _joined(select(func.count(PlanItem.id))).where(*_rest(unit_id, month, stay_id))
        return session.scalar(of_month) or 0


def _rest(unit_id: UUID, month: date, stay_id: UUID | None) -> Iterator[ColumnElement[bool]]:
    yield from _conditions(MarksAsked(unit_id=unit_id, months=(month,), unmarked=True))
    if stay_id is not None:
        yield Stay.id == stay_id


def mark_rest(desk: Desk, unit_id: UUID, month: date, stay_id: UUID | None = None) -> Saved | Refused:
    """Mark as unchanged every activity of a unit, or of one stay, that has no mark in a month yet.

    Marks that are there stay, whoever set them meanwhile. `Saved.id` is the unit. Refused for a month to
    come."""
    month = month.replace(day=1)
    if findings := tuple(check_not_future(month, desk.today, "month", code="date-in-future")):
        return Refused(findings)
    with desk.write(N_("Mark the rest as unchanged")) as session:
        if session.get(Unit, unit_id) is None:
            return Refused((gone(),))
        years = select(PlanItem.id, Stay.id, Plan.number, Stay.admitted_on, Plan.period_from)
        rest = list(session.execute(_joined(years).where(*_rest(unit_id, month, stay_id))))
        journals = _journals(session, {row[1] for row in rest})
        records: list[Kept] = []
        for item_id, stay, number, admitted_on, period_from in rest:
            if (stay, number) not in journals:
                started = admitted_on if number == 1 and admitted_on is not None else period_from
                opened = MonitoringJournal(id=new_id(), stay_id=stay, plan_number=number, started_on=started)
                journals[stay, number] = opened.id
                records.append(opened)
            records.append(_unchanged(journals[stay, number], item_id, month, desk.today))
        insert_many(session, records)
    return Saved(unit_id)


def _unchanged(journal_id: UUID, item_id: UUID, month: date, today: date) -> ActivityMark:
    return ActivityMark(
        id=new_id(),
        journal_id=journal_id,
        item_id=item_id,
        month=month,
        mark=MarkKind.NO_CHANGE,
        noted_on=today,
    )


def _journals(session: Session, stay_ids: Iterable[UUID]) -> dict[tuple[UUID, int], UUID]:
    columns = select(MonitoringJournal.stay_id, MonitoringJournal.plan_number, MonitoringJournal.id)
    found = session.execute(columns.where(MonitoringJournal.stay_id.in_(list(stay_ids))))
    return {(stay_id, number): journal_id for stay_id, number, journal_id in found}
