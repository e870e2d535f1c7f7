"""A wrong entry is corrected: cancelled and entered anew, both on the record, what follows derived again."""

from datetime import date, timedelta
from uuid import UUID

from ssu_desktop.actions.correction import correct_movement, movement_draft
from ssu_desktop.actions.desk import Desk, Refused
from ssu_desktop.actions.history import HistoryQuery, read_history
from ssu_desktop.actions.person import save_person
from ssu_desktop.actions.stay import admit, cancel_movement, record_movement
from ssu_desktop.actions.stay_history import StayRow, stay_history
from ssu_desktop.actions.undo import last_done, undo
from ssu_desktop.actions.waiting import apply, list_queue
from ssu_desktop.language import Language
from ssu_desktop.records import HeadOrder, Movement
from ssu_desktop.records.kinds import Category, MovementKind, OrderKind, Status, UnitKind
from ssu_desktop.rules.admission import ApplicationDraft
from ssu_desktop.rules.movement import MovementDraft
from ssu_desktop.rules.person import PersonDraft
from tests.support.by_hand import by_hand
from tests.support.stays import ANOTHER_KIND, admission, admitted, codes, move, saved

K = MovementKind
S, D = UnitKind.STATIONARY, UnitKind.DAY


def only_stay(desk: Desk, person_id: UUID) -> StayRow:
    """Return the person's one stay."""
    (row,) = stay_history(desk, person_id)
    return row


def test_both_the_wrong_and_the_right_entry_stand_in_the_history(
    desk: Desk, units: dict[UnitKind, UUID], aigul: UUID
) -> None:
    stay_id = admitted(desk, aigul, units[S], date(2026, 1, 5))
    wrong = saved(record_movement(desk, stay_id, move(K.DISCHARGED, date(2026, 3, 1))))
    begun = movement_draft(desk, wrong)
    assert begun is not None
    assert (begun.kind, begun.order_number, begun.reason) == (K.DISCHARGED, "20-ө", "өтініш бойынша")
    right = saved(correct_movement(desk, wrong, move(K.DISCHARGED, date(2026, 2, 1)), "күні қате"))
    row = only_stay(desk, aigul)
    assert [(one.id, one.cancelled, one.cancel_reason) for one in row.movements[1:]] == [
        (right, False, ""),
        (wrong, True, "күні қате"),
    ]
    assert (row.status, row.ended_on) == (Status.DISCHARGED, date(2026, 2, 1))
    (entry, *_earlier) = read_history(desk, HistoryQuery(person_id=aigul), Language.RU)
    assert entry.action == "Correct an entry"
    assert movement_draft(desk, wrong) is None
    assert codes(correct_movement(desk, wrong, move(K.DISCHARGED, date(2026, 2, 2)), "тағы")) == [
        "record-gone"
    ]


def test_the_admission_itself_is_corrected_up_to_the_next_event(
    desk: Desk, units: dict[UnitKind, UUID], aigul: UUID
) -> None:
    stay_id = admitted(desk, aigul, units[S], date(2026, 3, 4))
    saved(record_movement(desk, stay_id, move(K.LEFT, date(2026, 3, 9))))
    admission = only_stay(desk, aigul).movements[0].id
    refused = correct_movement(desk, admission, move(K.ADMITTED, date(2026, 3, 10)), "қате")
    assert isinstance(refused, Refused)
    (finding,) = refused.findings
    assert (finding.code, finding.values["movement"]) == ("later-impossible", K.LEFT)
    saved(correct_movement(desk, admission, move(K.ADMITTED, date(2026, 3, 2)), "қате"))
    assert only_stay(desk, aigul).admitted_on == date(2026, 3, 2)


def test_an_entry_of_the_same_day_keeps_its_place(
    desk: Desk, units: dict[UnitKind, UUID], aigul: UUID
) -> None:
    stay_id, day = admitted(desk, aigul, units[S]), date(2026, 3, 6)
    leave = saved(record_movement(desk, stay_id, move(K.LEFT, day)))
    saved(record_movement(desk, stay_id, move(K.RETURNED, day)))
    for reason in ("бірінші", "екінші"):
        leave = saved(correct_movement(desk, leave, move(K.LEFT, day, reason=reason), "себебі қате"))
        row = only_stay(desk, aigul)
        assert row.status is Status.RECEIVING
        assert [one.kind for one in row.movements if not one.cancelled] == [K.ADMITTED, K.LEFT, K.RETURNED]


def test_a_correction_asks_for_a_reason_and_for_what_every_entry_needs(
    desk: Desk, units: dict[UnitKind, UUID], aigul: UUID
) -> None:
    stay_id = admitted(desk, aigul, units[S])
    leave = saved(record_movement(desk, stay_id, move(K.LEFT, date(2026, 3, 6))))
    bare = move(K.LEFT, date(2026, 3, 7), order_number="")
    assert codes(correct_movement(desk, leave, bare, " ")) == ["correct-reason", "order-missing"]
    assert codes(correct_movement(desk, leave, move(K.DISCHARGED, date(2026, 3, 7)), "қате")) == [
        "record-gone"
    ]
    assert not only_stay(desk, aigul).movements[1].cancelled


def test_an_application_is_not_corrected_since_its_day_is_the_place(
    desk: Desk, units: dict[UnitKind, UUID], aigul: UUID
) -> None:  # R230-145
    draft = ApplicationDraft(unit_id=units[S], category=Category.ELDERLY, applied_on=date(2026, 3, 3))
    saved(apply(desk, aigul, draft))
    applied = only_stay(desk, aigul).movements[0].id
    earlier = MovementDraft(kind=K.APPLIED, happened_on=date(2026, 1, 1))
    assert "application-stands" in codes(correct_movement(desk, applied, earlier, "қате"))
    assert list_queue(desk)[0].applied_on == date(2026, 3, 3)


def test_a_correction_is_taken_back_as_one(desk: Desk, units: dict[UnitKind, UUID], aigul: UUID) -> None:
    stay_id = admitted(desk, aigul, units[S])
    leave = saved(record_movement(desk, stay_id, move(K.LEFT, date(2026, 3, 6))))
    saved(correct_movement(desk, leave, move(K.LEFT, date(2026, 3, 8)), "қате"))
    done = last_done(desk)
    assert done is not None
    saved(undo(desk, done.action_id))
    row = only_stay(desk, aigul)
    assert [(one.id, one.cancelled) for one in row.movements[1:]] == [(leave, False)]
    assert row.status_since == date(2026, 3, 6)


def test_the_order_of_the_head_goes_with_the_right_entry(
    desk: Desk, units: dict[UnitKind, UUID], aigul: UUID
) -> None:
    stay_id = admitted(desk, aigul, units[S])
    leave = saved(record_movement(desk, stay_id, move(K.LEFT, date(2026, 3, 6))))
    with by_hand(desk) as session:
        order = HeadOrder(
            number="20-ө",
            issued_on=date(2026, 3, 6),
            kind=OrderKind.LEAVE,
            subject_kk="Уақытша кету",
            subject_ru="Временное выбытие",
            stay_id=stay_id,
            movement_id=leave,
        )
        session.add(order)
        session.flush()
        order_id = order.id
    right = saved(correct_movement(desk, leave, move(K.LEFT, date(2026, 3, 7)), "қате"))
    with desk.read() as session:
        assert session.get_one(HeadOrder, order_id).movement_id == right


def test_a_back_dated_transfer_lets_the_later_one_lead_out_of_the_right_unit(
    desk: Desk, units: dict[UnitKind, UUID], aigul: UUID
) -> None:
    stay_id = admitted(desk, aigul, units[S], date(2026, 1, 5))
    home, temporary = units[UnitKind.HOME], units[UnitKind.TEMPORARY]
    later = move(K.TRANSFERRED, date(2026, 3, 1), to_unit_id=temporary)
    later_id = saved(record_movement(desk, stay_id, later, ANOTHER_KIND))
    earlier = move(K.TRANSFERRED, date(2026, 2, 1), to_unit_id=home)
    earlier_id = saved(record_movement(desk, stay_id, earlier, ANOTHER_KIND))
    assert _leads_out_of(desk, later_id) == home
    saved(cancel_movement(desk, earlier_id, "қате"))
    assert _leads_out_of(desk, later_id) == units[S]
    assert only_stay(desk, aigul).unit_id == temporary


def _leads_out_of(desk: Desk, movement_id: UUID) -> UUID | None:
    with desk.read() as session:
        return session.get_one(Movement, movement_id).from_unit_id


def test_a_correction_to_a_day_to_come_is_refused(
    desk: Desk, units: dict[UnitKind, UUID], aigul: UUID
) -> None:
    stay_id = admitted(desk, aigul, units[S])
    leave = saved(record_movement(desk, stay_id, move(K.LEFT, date(2026, 3, 6))))
    tomorrow = move(K.LEFT, desk.today + timedelta(1), order_date=desk.today)
    assert codes(correct_movement(desk, leave, tomorrow, "қате")) == ["date-in-future"]


def test_undoing_an_entry_that_a_later_one_needs_is_refused(
    desk: Desk, units: dict[UnitKind, UUID], aigul: UUID
) -> None:
    """Both were entered late, after the discharge, so that neither changed how the stay stands."""
    stay_id = admitted(desk, aigul, units[S], date(2026, 1, 5))
    saved(record_movement(desk, stay_id, move(K.DISCHARGED, date(2026, 3, 5))))
    saved(record_movement(desk, stay_id, move(K.LEFT, date(2026, 2, 1))))
    left = last_done(desk)
    saved(record_movement(desk, stay_id, move(K.RETURNED, date(2026, 2, 5))))
    returned = last_done(desk)
    assert left is not None
    assert returned is not None
    assert codes(undo(desk, left.action_id)) == ["cannot-undo"]
    kinds = [K.ADMITTED, K.LEFT, K.RETURNED, K.DISCHARGED]
    assert [one.kind for one in only_stay(desk, aigul).movements] == kinds
    saved(undo(desk, returned.action_id))
    saved(undo(desk, left.action_id))
    assert [one.kind for one in only_stay(desk, aigul).movements] == [K.ADMITTED, K.DISCHARGED]


def test_a_correction_that_lets_two_stays_share_days_asks_for_a_reason(
    desk: Desk, units: dict[UnitKind, UUID], aigul: UUID
) -> None:
    first = admitted(desk, aigul, units[S], date(2026, 1, 5))
    left = saved(record_movement(desk, first, move(K.DISCHARGED, date(2026, 2, 5))))
    second = admitted(desk, aigul, units[S], date(2026, 2, 5))  # left and came again on one day
    assert codes(correct_movement(desk, left, move(K.DISCHARGED, date(2026, 2, 6)), "күні қате")) == [
        "stays-overlap"
    ]
    reason = {"stays-overlap": "бұйрықта солай"}
    moved = saved(correct_movement(desk, left, move(K.DISCHARGED, date(2026, 2, 6)), "күні қате", reason))
    earlier = move(K.DISCHARGED, date(2026, 2, 3))
    left = saved(correct_movement(desk, moved, earlier, "бұйрық қате"))
    (came,) = (row for row in stay_history(desk, aigul) if row.id == second)
    back_dated = move(K.ADMITTED, date(2026, 2, 2))
    assert codes(correct_movement(desk, came.movements[0].id, back_dated, "қате")) == ["stays-overlap"]
    assert codes(cancel_movement(desk, left, "кетпеген")) == ["is-here"]


def test_a_cancelled_departure_lets_the_stay_run_on_where_the_person_is_not_there_again(
    desk: Desk, units: dict[UnitKind, UUID], aigul: UUID
) -> None:
    first = admitted(desk, aigul, units[S], date(2026, 1, 5))
    left = saved(record_movement(desk, first, move(K.DISCHARGED, date(2026, 2, 5))))
    second = admitted(desk, aigul, units[S], date(2026, 2, 9))
    saved(record_movement(desk, second, move(K.DISCHARGED, date(2026, 2, 20))))
    saved(cancel_movement(desk, left, "кетпеген"))


def test_an_admission_is_not_moved_before_the_birth_and_to_another_age_with_a_reason_only(
    desk: Desk, units: dict[UnitKind, UUID]
) -> None:
    child = saved(save_person(desk, None, PersonDraft(surname="Ер", given_name="Али", born=date(2020, 3, 1))))
    draft = admission(units[S], date(2026, 3, 4), category=Category.CHILDREN)
    saved(admit(desk, child, draft))
    came = only_stay(desk, child).movements[0].id
    assert codes(correct_movement(desk, came, move(K.ADMITTED, date(2020, 2, 29)), "қате")) == [
        "before-birth"
    ]
    for day, expected in ((date(2023, 2, 28), ["too-young"]), (date(2023, 3, 1), [])):
        answer = correct_movement(desk, came, move(K.ADMITTED, day), "қате")
        assert (codes(answer) if expected else []) == expected
