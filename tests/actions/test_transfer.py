"""A transfer between units of one kind has one meaning: the stay goes on (docs/decisions/0011)."""

from dataclasses import replace
from datetime import date
from uuid import UUID

import pytest

from ssu_desktop.actions.correction import correct_movement
from ssu_desktop.actions.desk import Desk
from ssu_desktop.actions.organisation import save_unit
from ssu_desktop.actions.person import save_person
from ssu_desktop.actions.personal_file import file_page
from ssu_desktop.actions.plan import plan_page
from ssu_desktop.actions.plan_editing import start_plan
from ssu_desktop.actions.present import present_on
from ssu_desktop.actions.register import count_register
from ssu_desktop.actions.stay import record_movement
from ssu_desktop.actions.stay_history import stay_history
from ssu_desktop.actions.today import today_page
from ssu_desktop.records.kinds import MovementKind, UnitKind
from ssu_desktop.rules.organisation import UnitDraft
from ssu_desktop.rules.person import PersonDraft
from tests.support.stays import admitted, codes, move, saved

K = MovementKind
S = UnitKind.STATIONARY


@pytest.fixture
def second(desk: Desk) -> UUID:
    """Return a second stationary unit, with one place."""
    draft = UnitDraft(name_kk="Екінші қабат", name_ru="Второй этаж", kind=S, capacity=1)
    return saved(save_unit(desk, None, draft))


def test_plan_rounds_file_and_deadlines_go_on_in_the_other_unit(
    desk: Desk, units: dict[UnitKind, UUID], aigul: UUID, second: UUID
) -> None:
    stay_id = admitted(desk, aigul, units[S], date(2026, 3, 2))
    plan_id = saved(start_plan(desk, stay_id))
    file_before = file_page(desk, stay_id)
    due_before = [(line.duty.code, line.due) for line in today_page(desk).soon]
    saved(record_movement(desk, stay_id, move(K.TRANSFERRED, date(2026, 3, 10), to_unit_id=second)))
    (stay,) = stay_history(desk, aigul)
    assert (stay.id, stay.unit_id, stay.admitted_on) == (stay_id, second, date(2026, 3, 2))
    page = plan_page(desk, stay_id)
    assert page is not None
    assert page.plan is not None
    assert page.plan.id == plan_id
    file_after = file_page(desk, stay_id)
    assert file_before is not None
    assert file_after is not None
    assert (file_after.file_id, file_after.number) == (file_before.file_id, file_before.number)
    assert [(line.duty.code, line.due) for line in today_page(desk).soon] == due_before
    assert {line.unit_id for line in today_page(desk).soon} == {second}


def test_the_row_stays_in_the_first_register_and_stands_in_the_second(
    desk: Desk, units: dict[UnitKind, UUID], aigul: UUID, second: UUID
) -> None:
    stay_id = admitted(desk, aigul, units[S], date(2026, 3, 2))
    saved(record_movement(desk, stay_id, move(K.TRANSFERRED, date(2026, 3, 10), to_unit_id=second)))
    assert (count_register(desk, units[S]), count_register(desk, second)) == (1, 1)
    assert [row.unit_id for row in present_on(desk, date(2026, 3, 9))] == [units[S]]
    assert [row.unit_id for row in present_on(desk, date(2026, 3, 10))] == [second]


def test_a_full_unit_takes_nobody_without_a_reason(
    desk: Desk, units: dict[UnitKind, UUID], aigul: UUID, second: UUID
) -> None:
    admitted(desk, saved(save_person(desk, None, PersonDraft(surname="Омаров"))), second)
    stay_id = admitted(desk, aigul, units[S], date(2026, 3, 2))
    on = move(K.TRANSFERRED, date(2026, 3, 10), to_unit_id=second)
    assert codes(record_movement(desk, stay_id, on)) == ["transfer-no-place"]
    saved(record_movement(desk, stay_id, on, {"transfer-no-place": "жөндеу"}))


def test_correcting_a_transfer_into_the_last_place_does_not_count_the_person_twice(
    desk: Desk, units: dict[UnitKind, UUID], aigul: UUID, second: UUID
) -> None:
    stay_id = admitted(desk, aigul, units[S], date(2026, 3, 2))
    into = move(K.TRANSFERRED, date(2026, 3, 10), to_unit_id=second)
    wrong = saved(record_movement(desk, stay_id, into))
    saved(correct_movement(desk, wrong, replace(into, happened_on=date(2026, 3, 9)), "күні қате"))
    assert [row.unit_id for row in present_on(desk, date(2026, 3, 9))] == [second]
