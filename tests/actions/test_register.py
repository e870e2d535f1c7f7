"""The register: a row a stay, with its events in their columns."""

from dataclasses import replace
from datetime import date
from uuid import UUID

from ssu_desktop.actions.desk import Desk
from ssu_desktop.actions.register import count_register, register_rows
from ssu_desktop.actions.stay import cancel_movement, record_movement
from ssu_desktop.records.kinds import MovementKind, Status, UnitKind
from tests.support.stays import admitted, move, saved

K = MovementKind


def test_a_stay_is_one_row_with_its_leaves_stacked(
    desk: Desk, units: dict[UnitKind, UUID], aigul: UUID
) -> None:
    stay_id = admitted(desk, aigul, units[UnitKind.STATIONARY], date(2026, 1, 5))
    saved(record_movement(desk, stay_id, move(K.LEFT, date(2026, 1, 10), until=date(2026, 1, 12))))
    saved(record_movement(desk, stay_id, move(K.RETURNED, date(2026, 1, 13))))
    wrong = saved(record_movement(desk, stay_id, move(K.LEFT, date(2026, 2, 1))))
    saved(cancel_movement(desk, wrong, "қате"))
    saved(record_movement(desk, stay_id, move(K.LEFT, date(2026, 3, 1))))
    (row,) = register_rows(desk)
    assert (row.status, row.age, row.readmitted) == (Status.AWAY, 82, False)
    assert row.admitted is not None
    assert (row.admitted.happened_on, row.admitted.order_number) == (date(2026, 1, 5), "14-ө")
    assert [(cell.happened_on, cell.ended_on) for cell in row.leaves] == [
        (date(2026, 1, 10), date(2026, 1, 13)),
        (date(2026, 3, 1), None),
    ]
    assert row.left is None


def test_suspension_and_cessation_stand_with_their_reasons(
    desk: Desk, units: dict[UnitKind, UUID], aigul: UUID
) -> None:
    stay_id = admitted(desk, aigul, units[UnitKind.DAY], date(2026, 1, 5))
    saved(record_movement(desk, stay_id, move(K.SUSPENDED, date(2026, 2, 1), reason="емделуде")))
    saved(record_movement(desk, stay_id, move(K.RESUMED, date(2026, 2, 9))))
    saved(record_movement(desk, stay_id, move(K.DISCHARGED, date(2026, 3, 1), reason="көшті")))
    (row,) = register_rows(desk, units[UnitKind.DAY])
    assert (row.status_word, row.left_reason, row.destination) == (
        "Services ceased",
        "емделуде; көшті",
        "Алматы",
    )


def test_whoever_returned_has_a_second_row_with_the_mark(
    desk: Desk, units: dict[UnitKind, UUID], aigul: UUID
) -> None:
    first = admitted(desk, aigul, units[UnitKind.STATIONARY], date(2025, 5, 5))
    saved(record_movement(desk, first, move(K.TRANSFERRED_OUT, date(2025, 9, 1))))
    admitted(desk, aigul, units[UnitKind.STATIONARY], date(2026, 3, 4))
    rows = register_rows(desk)
    assert [row.readmitted for row in rows] == [False, True]
    assert [cell.kind for cell in rows[0].transfers] == [K.TRANSFERRED_OUT]
    assert count_register(desk) == 2
    assert register_rows(desk, limit=1, offset=1) == rows[1:]
    assert count_register(desk, units[UnitKind.HOME]) == 0


def test_who_went_on_to_another_unit_stays_in_the_register_of_the_first(
    desk: Desk, units: dict[UnitKind, UUID], aigul: UUID
) -> None:
    first, second = units[UnitKind.STATIONARY], units[UnitKind.DAY]
    stay_id = admitted(desk, aigul, first)
    saved(
        record_movement(
            desk, stay_id, replace(move(MovementKind.TRANSFERRED, date(2026, 3, 8)), to_unit_id=second)
        )
    )
    [there] = register_rows(desk, first)
    [here] = register_rows(desk, second)
    assert (there.status, here.status) == (Status.TRANSFERRED, Status.RECEIVING)
    assert count_register(desk, first) == count_register(desk, second) == 1
    assert len(register_rows(desk)) == 1
