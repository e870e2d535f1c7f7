"""A year is bound once it is over: Today asks for it and no longer when it is noted (R230-265)."""

from dataclasses import replace
from datetime import date
from uuid import UUID

import pytest

from ssu_desktop.actions.binding import bind_year
from ssu_desktop.actions.desk import Desk
from ssu_desktop.actions.monitoring import monitoring_page
from ssu_desktop.actions.today import obligations
from ssu_desktop.records import MonitoringJournal, Plan
from ssu_desktop.records.kinds import PlanState, UnitKind
from tests.support.by_hand import by_hand
from tests.support.stays import admitted, codes, saved

AFTER = date(2026, 3, 4)


@pytest.fixture
def stay_id(desk: Desk, units: dict[UnitKind, UUID], aigul: UUID) -> UUID:
    """Return a stay whose first plan year ended on 3 March 2026."""
    stay_id = admitted(desk, aigul, units[UnitKind.STATIONARY], date(2025, 3, 4))
    with by_hand(desk, "plan") as session:
        session.add(
            Plan(
                stay_id=stay_id,
                number=1,
                state=PlanState.APPROVED,
                period_from=date(2025, 3, 4),
                period_until=date(2026, 3, 3),
                approved_on=date(2025, 3, 20),
            )
        )
    return stay_id


def asked(desk: Desk, day: date) -> int:
    """Return how many years Today asks to bind on a day."""
    at = replace(desk, clock=lambda: day)
    return sum(line.duty.code == "binding" for line in obligations(at))


def test_the_year_is_asked_for_when_it_is_over_until_it_is_noted(desk: Desk, stay_id: UUID) -> None:
    assert [asked(desk, day) for day in (date(2026, 3, 3), AFTER)] == [0, 1]
    saved(bind_year(desk, stay_id, 1, date(2026, 3, 10)))
    assert asked(desk, AFTER) == 0
    page = monitoring_page(desk, stay_id)
    assert page is not None
    assert (page.ends_on, page.bound_on) == (date(2026, 3, 3), date(2026, 3, 10))


def test_a_year_that_is_bound_without_any_round_begins_with_its_own_plan(desk: Desk, stay_id: UUID) -> None:
    with by_hand(desk, "plan") as session:
        session.add(
            Plan(
                stay_id=stay_id,
                number=2,
                state=PlanState.APPROVED,
                period_from=date(2026, 3, 4),
                period_until=date(2027, 3, 3),
                approved_on=date(2026, 3, 5),
            )
        )
    later = replace(desk, clock=lambda: date(2027, 3, 10))
    journal_id = saved(bind_year(later, stay_id, 2, date(2027, 3, 10)))
    with desk.read() as session:
        assert session.get_one(MonitoringJournal, journal_id).started_on == date(2026, 3, 4)


@pytest.mark.parametrize(
    ("day", "found"),
    [
        (None, ["date-missing"]),
        (date(2026, 3, 13), ["date-in-future"]),
        (date(2026, 3, 3), ["bound-early"]),  # the last day of the year itself
    ],
)
def test_a_day_to_come_is_refused_and_one_within_the_year_asks_for_a_reason(
    desk: Desk, stay_id: UUID, day: date | None, found: list[str]
) -> None:
    assert codes(bind_year(desk, stay_id, 1, day)) == found


def test_a_binding_before_the_end_is_noted_with_a_reason(desk: Desk, stay_id: UUID) -> None:
    saved(bind_year(desk, stay_id, 1, date(2026, 3, 3), {"bound-early": "шығарылды"}))
