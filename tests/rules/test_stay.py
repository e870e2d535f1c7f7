"""The state of a stay out of its movements, in whatever order they were entered."""

from datetime import date
from itertools import permutations
from uuid import UUID

import pytest

from ssu_desktop.law import Article, load_law
from ssu_desktop.records.kinds import MovementKind, Status, UnitKind
from ssu_desktop.rules.movement import MovementDraft, check_cancelling, check_movement
from ssu_desktop.rules.stay import (
    ENDED,
    NEXT,
    MovementFact,
    StayState,
    derive,
    movement_word,
    possible_next,
    status_word,
)

K, S = MovementKind, Status
LAW = load_law()
TODAY = date(2026, 3, 12)
FIRST, SECOND = UUID(int=1000), UUID(int=2000)


def fact(number: int, kind: MovementKind, day: int, month: int = 3, **others: object) -> MovementFact:
    """Return an event of a day in 2026; `number` is the order of entry."""
    return MovementFact(
        kind=kind,
        happened_on=date(2026, month, day),
        id=UUID(int=number),
        **others,  # type: ignore[arg-type] - the fields come by name
    )


HISTORY = (
    fact(1, K.ADMITTED, 1),
    fact(2, K.LEFT, 5, until=date(2026, 3, 8)),
    fact(3, K.RETURNED, 9),
)


def test_the_state_follows_the_days_of_the_events_not_the_order_of_entry() -> None:
    for order in permutations(HISTORY):
        state = derive(order, FIRST)
        assert (state.status, state.since, state.admitted_on) == (
            S.RECEIVING,
            date(2026, 3, 9),
            date(2026, 3, 1),
        )
        assert (state.paused_days, state.until, state.unit_id) == (4, None, FIRST)


def test_two_events_of_one_day_stand_in_the_order_of_entry() -> None:
    left, back = fact(2, K.LEFT, 5), fact(3, K.RETURNED, 5)
    assert derive([HISTORY[0], back, left]).status is S.RECEIVING


def test_a_transfer_between_units_moves_the_stay_and_keeps_its_beginning() -> None:
    state = derive([*HISTORY, fact(4, K.TRANSFERRED, 10, to_unit_id=SECOND)], FIRST)
    assert (state.status, state.unit_id, state.since) == (S.RECEIVING, SECOND, date(2026, 3, 9))


@pytest.mark.parametrize(
    ("kind", "status"),
    [
        (K.DISCHARGED, S.DISCHARGED),
        (K.TRANSFERRED_OUT, S.TRANSFERRED),
        (K.LEFT, S.AWAY),
        (K.SUSPENDED, S.SUSPENDED),
        (K.OBSERVATION, S.OBSERVATION),
    ],
)
def test_each_event_leads_to_its_state(kind: MovementKind, status: Status) -> None:
    state = derive([*HISTORY, fact(4, kind, 11)])
    assert state.status is status
    assert state.ended_on == (date(2026, 3, 11) if status in ENDED else None)


def test_no_movements_are_no_stay_and_an_impossible_sequence_still_has_a_state() -> None:
    assert derive([]) == StayState()
    assert derive([fact(1, K.DISCHARGED, 1), fact(2, K.ADMITTED, 5)]).status is S.RECEIVING


def test_every_state_says_what_may_follow_in_the_words_of_the_unit() -> None:
    assert set(NEXT) == set(Status)
    receiving = StayState(status=S.RECEIVING)
    assert K.SUSPENDED not in possible_next(receiving, UnitKind.STATIONARY)
    assert K.LEFT not in possible_next(receiving, UnitKind.DAY)
    assert K.DEFERRED not in possible_next(StayState(status=S.QUEUED), UnitKind.HOME)
    assert K.DEFERRED in possible_next(StayState(status=S.QUEUED), UnitKind.DAY)
    assert movement_word(K.DISCHARGED, UnitKind.DAY) == "Services ceased"
    assert movement_word(K.DISCHARGED, UnitKind.TEMPORARY) == K.DISCHARGED.msgid
    assert status_word(S.DISCHARGED, UnitKind.HOME) == "Services ceased"
    assert status_word(S.DISCHARGED, UnitKind.STATIONARY) == S.DISCHARGED.msgid


def found(kind: MovementKind, day: date | None, unit_kind: UnitKind = UnitKind.STATIONARY) -> list[str]:
    """Return the codes of what stands against an event with order, reason and destination."""
    draft = MovementDraft(
        kind=kind,
        happened_on=day,
        order_number="7",
        order_date=TODAY,
        reason="өтініш",
        destination="Тараз",
        to_unit_id=SECOND,
    )
    return [finding.code for finding in check_movement(draft, HISTORY, unit_kind, LAW, TODAY, FIRST)]


@pytest.mark.parametrize(
    ("kind", "day", "codes"),
    [
        (K.DISCHARGED, date(2026, 2, 28), ["movement-impossible"]),  # the day before admission
        (K.DISCHARGED, date(2026, 3, 1), ["later-impossible"]),
        (K.DISCHARGED, date(2026, 3, 8), ["later-impossible"]),
        (K.DISCHARGED, date(2026, 3, 9), []),
        (K.DISCHARGED, TODAY, []),
        (K.DISCHARGED, date(2026, 3, 13), ["date-in-future"]),
        (K.DISCHARGED, None, ["date-missing"]),
        (K.LEFT, date(2026, 3, 6), ["movement-impossible"]),
        (K.TRANSFERRED, date(2026, 3, 2), []),
        (K.ADMITTED, date(2026, 2, 1), ["later-impossible"]),
        (K.RETURNED, TODAY, ["movement-impossible"]),
        (K.SUSPENDED, TODAY, ["foreign-movement"]),
    ],
)
def test_the_impossible_is_refused(kind: MovementKind, day: date | None, codes: list[str]) -> None:
    assert found(kind, day) == codes


def test_a_day_that_cannot_be_and_a_text_too_long_are_refused() -> None:
    draft = MovementDraft(
        kind=K.DISCHARGED, happened_on=date(1, 1, 1), order_number="9" * 500, reason="а", until=date(1, 1, 1)
    )
    codes = {finding.code for finding in check_movement(draft, HISTORY, UnitKind.STATIONARY, LAW, TODAY)}
    assert {"text-too-long", "date-out-of-time", "movement-impossible"} <= codes


@pytest.mark.parametrize(
    ("unit_kind", "paragraph"),
    [
        (UnitKind.STATIONARY, "12(1)"),
        (UnitKind.DAY, "23(1)"),
        (UnitKind.HOME, "28(1)"),
        (UnitKind.TEMPORARY, "37(2)"),
    ],
)
def test_a_missing_order_warns_by_the_paragraph_of_the_unit(unit_kind: UnitKind, paragraph: str) -> None:
    draft = MovementDraft(kind=K.DISCHARGED, happened_on=TODAY)
    findings = {one.code: one for one in check_movement(draft, HISTORY, unit_kind, LAW, TODAY)}
    assert set(findings) == {"order-missing", "reason-missing"}
    assert findings["order-missing"].article == Article("order-230", paragraph)


def test_a_register_that_is_wrong_already_does_not_stand_in_the_way_of_a_new_entry() -> None:
    wrong = [fact(1, K.DISCHARGED, 1), fact(2, K.ADMITTED, 2)]
    draft = MovementDraft(kind=K.LEFT, happened_on=TODAY, order_number="7", order_date=TODAY, reason="өтініш")
    assert list(check_movement(draft, wrong, UnitKind.STATIONARY, LAW, TODAY)) == []


def test_cancelling_asks_for_a_reason_and_for_nothing_that_leans_on_it() -> None:
    codes = [finding.code for finding in check_cancelling(UUID(int=2), HISTORY, " ")]
    assert codes == ["cancel-reason", "later-impossible"]
    assert list(check_cancelling(UUID(int=3), HISTORY, "қате")) == []
