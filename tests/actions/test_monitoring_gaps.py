"""Each planned activity is marked, also where nothing changed (R230-261, R230-262)."""

from datetime import date
from uuid import UUID

import pytest

from ssu_desktop.actions.desk import Desk
from ssu_desktop.actions.monitoring_editing import complete_round, set_mark
from ssu_desktop.records import Plan, PlanItem
from ssu_desktop.records.kinds import Domain, MarkKind, PlanState, RoundKind, UnitKind
from ssu_desktop.rules.round_draft import MarkDraft, RoundDraft
from tests.support.by_hand import by_hand
from tests.support.stays import admitted, codes, saved

STARTED, HELD = date(2025, 12, 4), date(2026, 3, 4)


@pytest.fixture
def stay_id(desk: Desk, units: dict[UnitKind, UUID], aigul: UUID) -> UUID:
    """Return a stay with an approved plan of three activities, one of which begins after the round."""
    stay_id = admitted(desk, aigul, units[UnitKind.STATIONARY], STARTED)
    with by_hand(desk, "plan") as session:
        plan = Plan(
            id=UUID(int=7),
            stay_id=stay_id,
            number=1,
            state=PlanState.APPROVED,
            period_from=STARTED,
            period_until=date(2026, 12, 3),
            approved_on=date(2025, 12, 20),
        )
        session.add(plan)
        session.flush()
        for number, first in enumerate((STARTED, None, date(2026, 3, 5))):
            item = PlanItem(
                id=UUID(int=10 + number),
                plan_id=plan.id,
                domain=Domain.MEDICAL,
                service="x",
                date_from=first,
            )
            session.add(item)
    return stay_id


def round_of(kind: RoundKind, held_on: date = HELD) -> RoundDraft:
    """Return a round that lacks nothing but perhaps marks."""
    return RoundDraft(
        kind=kind, held_on=held_on, scores={Domain.MEDICAL: 3}, specialist_name="Әлиева", decision="жоқ"
    )


def mark(desk: Desk, stay_id: UUID, item: int, month: date, kind: MarkKind = MarkKind.NO_CHANGE) -> None:
    """Mark an activity in a month."""
    saved(set_mark(desk, stay_id, MarkDraft(item_id=UUID(int=item), month=month, mark=kind)))


def test_a_round_asks_for_a_reason_while_activities_have_no_mark(desk: Desk, stay_id: UUID) -> None:
    assert codes(complete_round(desk, stay_id, round_of(RoundKind.MONTHS_3))) == ["round-unmarked"]
    mark(desk, stay_id, 10, date(2026, 2, 1))
    assert codes(complete_round(desk, stay_id, round_of(RoundKind.MONTHS_3))) == ["round-unmarked"]
    mark(desk, stay_id, 11, date(2026, 3, 1), MarkKind.POSITIVE)
    saved(complete_round(desk, stay_id, round_of(RoundKind.MONTHS_3)))


def test_marks_before_the_round_before_do_not_count(desk: Desk, stay_id: UUID) -> None:
    for item in (10, 11):
        mark(desk, stay_id, item, date(2025, 12, 1))
    first = round_of(RoundKind.EXTRA, date(2026, 1, 5))
    saved(complete_round(desk, stay_id, first))
    assert codes(complete_round(desk, stay_id, round_of(RoundKind.MONTHS_3))) == ["round-unmarked"]


def test_the_round_at_admission_needs_no_marks_and_a_reason_is_enough(desk: Desk, stay_id: UUID) -> None:
    saved(complete_round(desk, stay_id, round_of(RoundKind.ADMISSION, STARTED)))
    reasons = {"round-unmarked": "белгілер қағазда"}
    saved(complete_round(desk, stay_id, round_of(RoundKind.MONTHS_3), reasons=reasons))


def test_marks_of_the_version_before_count_for_the_same_services_of_the_new_one(
    desk: Desk, stay_id: UUID
) -> None:
    for item in (10, 11):
        mark(desk, stay_id, item, date(2026, 2, 1))
    with by_hand(desk, "plan") as session:
        old = session.get_one(Plan, UUID(int=7))
        old.state = PlanState.REPLACED
        new = Plan(
            id=UUID(int=8),
            stay_id=stay_id,
            number=1,
            version=2,
            state=PlanState.APPROVED,
            period_from=STARTED,
            period_until=old.period_until,
            approved_on=date(2026, 3, 2),
        )
        session.add(new)
        session.flush()
        session.add(PlanItem(plan_id=new.id, domain=Domain.MEDICAL, service="x", date_from=STARTED))
    saved(complete_round(desk, stay_id, round_of(RoundKind.MONTHS_3)))
    with by_hand(desk, "plan") as session:
        session.add(PlanItem(plan_id=UUID(int=8), domain=Domain.LEGAL, service="x", date_from=STARTED))
    assert codes(complete_round(desk, stay_id, round_of(RoundKind.MONTHS_3))) == ["round-unmarked"]
