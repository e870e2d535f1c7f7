"""The marks of a whole unit: listed by person and page, the rest marked at once, nothing written over."""

from collections.abc import Callable, Sequence
from datetime import date
from uuid import UUID

import pytest
from sqlalchemy import select

from ssu_desktop.actions.desk import Desk
from ssu_desktop.actions.monitoring_editing import set_mark
from ssu_desktop.actions.person import save_person
from ssu_desktop.actions.undo import last_done, undo
from ssu_desktop.actions.unit_marks import (
    MarksAsked,
    UnitActivity,
    count_activities,
    count_before,
    count_rest,
    mark_rest,
    unit_activities,
)
from ssu_desktop.records import Plan, PlanItem, new_id
from ssu_desktop.records.kinds import Domain, MarkKind, PlanState, UnitKind
from ssu_desktop.rules.person import PersonDraft
from ssu_desktop.rules.round_draft import MarkDraft
from tests.support.by_hand import by_hand
from tests.support.stays import admitted, codes, saved

JANUARY, FEBRUARY, MARCH = date(2026, 1, 1), date(2026, 2, 1), date(2026, 3, 1)
QUARTER = (JANUARY, FEBRUARY, MARCH)
Planned = Callable[..., UUID]


@pytest.fixture
def unit_id(units: dict[UnitKind, UUID]) -> UUID:
    return units[UnitKind.STATIONARY]


@pytest.fixture
def planned(desk: Desk, unit_id: UUID) -> Planned:
    """Admit somebody with an approved plan of activities; return the stay."""

    def plan(surname: str, *domains: Domain, spans: Sequence[tuple[date | None, date | None]] = ()) -> UUID:
        person_id = saved(save_person(desk, None, PersonDraft(surname=surname)))
        stay_id = admitted(desk, person_id, unit_id, date(2025, 12, 1))
        with by_hand(desk, "plan") as session:
            made = Plan(
                id=new_id(),
                stay_id=stay_id,
                number=1,
                state=PlanState.APPROVED,
                period_from=date(2025, 12, 1),
                period_until=date(2026, 11, 30),
                approved_on=date(2025, 12, 20),
            )
            session.add(made)
            session.flush()
            for place, domain in enumerate(domains):
                first, last = spans[place] if place < len(spans) else (None, None)
                session.add(
                    PlanItem(
                        plan_id=made.id,
                        domain=domain,
                        service=f"{surname} {domain.value}",
                        date_from=first,
                        date_until=last,
                    )
                )
        return stay_id

    return plan


def listed(desk: Desk, asked: MarksAsked, **page: int) -> list[UnitActivity]:
    return list(unit_activities(desk, asked, **page))


def test_activities_come_by_person_in_the_order_of_the_form_and_by_pages(
    desk: Desk, unit_id: UUID, planned: Planned
) -> None:
    planned("Омаров", Domain.MEDICAL, Domain.HOUSEHOLD)
    planned("Әбенов", Domain.LEGAL)
    asked = MarksAsked(unit_id=unit_id, months=QUARTER)
    rows = listed(desk, asked)
    told = [(row.name, row.domain, row.first) for row in rows]
    assert told == [
        ("Әбенов", Domain.LEGAL, True),
        ("Омаров", Domain.HOUSEHOLD, True),
        ("Омаров", Domain.MEDICAL, False),
    ]
    assert count_activities(desk, asked) == 3
    assert listed(desk, asked, limit=1, offset=2) == rows[2:]  # not a new person, though a new page
    assert count_before(desk, asked, rows[1].person_id) == 1


def test_only_what_is_planned_for_the_months_of_present_people_is_listed(
    desk: Desk, unit_id: UUID, planned: Planned, units: dict[UnitKind, UUID]
) -> None:
    spans = ((None, date(2025, 12, 31)), (date(2026, 4, 1), None), (date(2026, 3, 19), date(2026, 4, 1)))
    planned("Ким", Domain.HOUSEHOLD, Domain.MEDICAL, Domain.LABOUR, spans=spans)
    (row,) = listed(desk, MarksAsked(unit_id=unit_id, months=QUARTER))
    assert row.domain is Domain.LABOUR
    assert [row.runs_in(month) for month in QUARTER] == [False, False, True]
    assert listed(desk, MarksAsked(unit_id=units[UnitKind.DAY], months=QUARTER)) == []


def test_the_marks_of_the_months_stand_beside_and_what_lacks_the_last_can_be_asked_for(
    desk: Desk, unit_id: UUID, planned: Planned
) -> None:
    stay_id = planned("Ким", Domain.HOUSEHOLD, Domain.MEDICAL)
    asked = MarksAsked(unit_id=unit_id, months=QUARTER)
    first, second = listed(desk, asked)
    draft = MarkDraft(item_id=first.item_id, month=MARCH, mark=MarkKind.POSITIVE, note="жүреді", revision=0)
    saved(set_mark(desk, stay_id, draft))
    marked = listed(desk, asked)[0].marks
    assert {month: (mark.mark, mark.note) for month, mark in marked.items()} == {
        MARCH: (MarkKind.POSITIVE, "жүреді")
    }
    left = listed(desk, MarksAsked(unit_id=unit_id, months=QUARTER, unmarked=True))
    assert [row.item_id for row in left] == [second.item_id]


def test_the_rest_is_marked_at_once_and_what_is_there_stays(
    desk: Desk, unit_id: UUID, planned: Planned
) -> None:
    stay_id = planned("Ким", Domain.HOUSEHOLD, Domain.MEDICAL)
    planned("Омаров", Domain.LABOUR)
    first = listed(desk, MarksAsked(unit_id=unit_id, months=QUARTER))[0]
    saved(set_mark(desk, stay_id, MarkDraft(item_id=first.item_id, month=MARCH, mark=MarkKind.POSITIVE)))
    assert (count_rest(desk, unit_id, MARCH), count_rest(desk, unit_id, MARCH, stay_id)) == (2, 1)
    saved(mark_rest(desk, unit_id, MARCH, stay_id))
    assert count_rest(desk, unit_id, MARCH) == 1
    saved(mark_rest(desk, unit_id, MARCH))
    rows = listed(desk, MarksAsked(unit_id=unit_id, months=QUARTER))
    assert [row.marks[MARCH].mark for row in rows] == [
        MarkKind.POSITIVE,
        MarkKind.NO_CHANGE,
        MarkKind.NO_CHANGE,
    ]
    done = last_done(desk)
    assert done is not None
    saved(undo(desk, done.action_id))
    assert count_rest(desk, unit_id, MARCH) == 1


def test_a_month_to_come_is_not_marked(desk: Desk, unit_id: UUID, planned: Planned) -> None:
    planned("Ким", Domain.HOUSEHOLD)
    assert codes(mark_rest(desk, unit_id, date(2026, 4, 1))) == ["date-in-future"]
    assert count_rest(desk, unit_id, date(2026, 4, 1)) == 1


def revised(desk: Desk, stay_id: UUID, approved_on: date) -> UUID:
    """Replace the approved plan of a stay by a version of the same activities; return its one activity."""
    with by_hand(desk, "plan") as session:
        old = session.scalars(select(Plan).where(Plan.stay_id == stay_id)).one()
        old.state = PlanState.REPLACED
        new = Plan(
            id=new_id(),
            stay_id=stay_id,
            number=1,
            version=2,
            state=PlanState.APPROVED,
            period_from=old.period_from,
            period_until=old.period_until,
            approved_on=approved_on,
        )
        session.add(new)
        session.flush()
        (item,) = session.scalars(select(PlanItem).where(PlanItem.plan_id == old.id))
        copied = PlanItem(id=new_id(), plan_id=new.id, domain=item.domain, service=item.service)
        session.add(copied)
        return copied.id


def test_a_new_version_is_asked_for_marks_from_its_month_on_and_those_before_it_stay_in_sight(
    desk: Desk, unit_id: UUID, planned: Planned
) -> None:
    stay_id = planned("Ким", Domain.HOUSEHOLD)
    (old,) = listed(desk, MarksAsked(unit_id=unit_id, months=QUARTER))
    saved(set_mark(desk, stay_id, MarkDraft(item_id=old.item_id, month=JANUARY, mark=MarkKind.POSITIVE)))
    new = revised(desk, stay_id, date(2026, 3, 5))
    assert [count_rest(desk, unit_id, month) for month in QUARTER] == [0, 0, 1]
    saved(mark_rest(desk, unit_id, JANUARY))
    saved(mark_rest(desk, unit_id, MARCH))
    rows = listed(desk, MarksAsked(unit_id=unit_id, months=QUARTER))
    told = {row.item_id: {month: mark.mark for month, mark in row.marks.items()} for row in rows}
    assert told == {old.item_id: {JANUARY: MarkKind.POSITIVE}, new: {MARCH: MarkKind.NO_CHANGE}}
    assert {row.item_id: row.runs_in(MARCH) for row in rows} == {old.item_id: False, new: True}
    assert count_activities(desk, MarksAsked(unit_id=unit_id, months=QUARTER)) == 2
    assert listed(desk, MarksAsked(unit_id=unit_id, months=(JANUARY,), unmarked=True)) == []
