"""Marks of the portal: set, seen, filtered, taken back: R230-137."""

from datetime import date
from uuid import UUID

from ssu_desktop.actions.correction import correct_movement
from ssu_desktop.actions.desk import Desk
from ssu_desktop.actions.portal import mark_stays, turn_mark
from ssu_desktop.actions.register import RegisterRow, count_register, register_rows
from ssu_desktop.actions.stay import cancel_movement, record_movement
from ssu_desktop.actions.stay_history import MovementRow, stay_history
from ssu_desktop.actions.undo import last_done, undo
from ssu_desktop.language import Language
from ssu_desktop.records.kinds import MovementKind, UnitKind
from tests.support.stays import admitted, codes, move, saved

K = MovementKind
S = UnitKind.STATIONARY


def only_row(desk: Desk, unit_id: UUID) -> RegisterRow:
    """Return the one row of the register."""
    (row,) = register_rows(desk, unit_id, Language.RU)
    return row


def events(desk: Desk, person_id: UUID) -> tuple[MovementRow, ...]:
    """Return the events of the person's one stay."""
    (stay,) = stay_history(desk, person_id)
    return stay.movements


def test_a_row_waits_for_the_portal_until_all_of_it_was_typed_over(
    desk: Desk, units: dict[UnitKind, UUID], aigul: UUID
) -> None:
    stay_id = admitted(desk, aigul, units[S])
    saved(record_movement(desk, stay_id, move(K.LEFT, date(2026, 3, 6))))
    assert only_row(desk, units[S]).to_portal == 2
    assert count_register(desk, units[S], to_portal=True) == 1
    assert mark_stays(desk, [stay_id]) == 2
    row = only_row(desk, units[S])
    assert (row.to_portal, row.portal_on, row.portal_by) == (0, desk.today, desk.user.full_name)
    assert register_rows(desk, units[S], Language.RU, to_portal=True) == ()
    assert mark_stays(desk, [stay_id]) == 0
    saved(record_movement(desk, stay_id, move(K.RETURNED, date(2026, 3, 9))))
    assert only_row(desk, units[S]).to_portal == 1


def test_what_is_cancelled_or_corrected_here_is_to_be_taken_back_there(
    desk: Desk, units: dict[UnitKind, UUID], aigul: UUID
) -> None:
    stay_id = admitted(desk, aigul, units[S])
    leave = saved(record_movement(desk, stay_id, move(K.LEFT, date(2026, 3, 6))))
    mark_stays(desk, [stay_id])
    right = saved(correct_movement(desk, leave, move(K.LEFT, date(2026, 3, 7)), "қате"))
    assert only_row(desk, units[S]).to_portal == 2  # the wrong one stands there, the right one does not
    assert mark_stays(desk, [stay_id]) == 2
    saved(cancel_movement(desk, right, "қате"))
    assert [one.to_portal for one in events(desk, aigul)] == [False, False, True]


def test_one_event_is_marked_and_the_mark_is_taken_back(
    desk: Desk, units: dict[UnitKind, UUID], aigul: UUID
) -> None:
    admitted(desk, aigul, units[S])
    (event,) = events(desk, aigul)
    saved(turn_mark(desk, event.id))
    assert [(one.portal_on, one.to_portal) for one in events(desk, aigul)] == [(desk.today, False)]
    saved(turn_mark(desk, event.id))
    assert [(one.portal_on, one.portal_by, one.to_portal) for one in events(desk, aigul)] == [
        (None, "", True)
    ]
    assert codes(turn_mark(desk, aigul)) == ["record-gone"]


def test_marking_is_undone_as_one(desk: Desk, units: dict[UnitKind, UUID], aigul: UUID) -> None:
    stay_id = admitted(desk, aigul, units[S])
    saved(record_movement(desk, stay_id, move(K.LEFT, date(2026, 3, 6))))
    mark_stays(desk, [stay_id])
    done = last_done(desk)
    assert done is not None
    saved(undo(desk, done.action_id))
    assert only_row(desk, units[S]).to_portal == 2
