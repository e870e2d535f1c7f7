"""What may follow what in each kind of unit, and that a history tells one story however it was entered."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ssu_desktop.law import Article, load_law
from ssu_desktop.records.kinds import MovementKind, Status, UnitKind
from ssu_desktop.rules.movement import (
    Around,
    MovementDraft,
    check_correction,
    check_movement,
    check_sequence,
    correctable,
)
from ssu_desktop.rules.stay import MovementFact, StayState, derive, movement_word, possible_next, status_word

K = MovementKind
LAW = load_law()
TODAY = date(2026, 3, 12)
BEGIN = date(2026, 1, 1)
S, D, H, T = UnitKind.STATIONARY, UnitKind.DAY, UnitKind.HOME, UnitKind.TEMPORARY
HERE, THERE = UUID(int=1000), UUID(int=2000)


def fact(number: int, kind: MovementKind, day: date) -> MovementFact:
    """Return an event; `number` is the order of entry."""
    return MovementFact(kind=kind, happened_on=day, id=UUID(int=number), to_unit_id=THERE)


@pytest.mark.parametrize(
    ("unit_kind", "status", "kinds"),
    [  # R153-17: observation is a state of its own
        # R230-140
        (
            S,
            Status.RECEIVING,
            (K.LEFT, K.OBSERVATION, K.TRANSFERRED, K.TRANSFERRED_OUT, K.DISCHARGED),
        ),
        (S, Status.AWAY, (K.RETURNED, K.TRANSFERRED_OUT, K.DISCHARGED)),
        (S, Status.QUEUED, (K.DEFERRED, K.ADMITTED, K.NOT_ARRIVED)),
        (S, Status.NONE, (K.APPLIED, K.QUEUED, K.ADMITTED)),
        # R230-141
        (
            D,
            Status.RECEIVING,
            (K.SUSPENDED, K.OBSERVATION, K.TRANSFERRED, K.TRANSFERRED_OUT, K.DISCHARGED),
        ),
        (D, Status.SUSPENDED, (K.RESUMED, K.TRANSFERRED_OUT, K.DISCHARGED)),
        (D, Status.QUEUED, (K.DEFERRED, K.ADMITTED, K.NOT_ARRIVED)),
        # R230-142
        (
            H,
            Status.RECEIVING,
            (K.SUSPENDED, K.OBSERVATION, K.TRANSFERRED, K.TRANSFERRED_OUT, K.DISCHARGED),
        ),
        (H, Status.QUEUED, (K.ADMITTED, K.NOT_ARRIVED)),
        # R230-143
        (
            T,
            Status.RECEIVING,
            (K.LEFT, K.OBSERVATION, K.TRANSFERRED, K.TRANSFERRED_OUT, K.DISCHARGED),
        ),
        (T, Status.NONE, (K.APPLIED, K.ADMITTED)),
        (T, Status.APPLIED, (K.ADMITTED, K.NOT_ARRIVED)),
        *[(kind, status, ()) for kind in (S, D, H, T) for status in (Status.DISCHARGED, Status.TRANSFERRED)],
    ],
)
def test_each_kind_of_unit_has_its_own_events(
    unit_kind: UnitKind, status: Status, kinds: tuple[MovementKind, ...]
) -> None:
    assert possible_next(StayState(status=status), unit_kind) == kinds


def test_the_words_are_those_of_the_units_paragraph() -> None:
    assert [movement_word(K.DISCHARGED, kind) for kind in (S, D, H, T)] == [
        "Discharged",
        "Services ceased",
        "Services ceased",
        "Discharged",
    ]
    assert [movement_word(K.NOT_ARRIVED, kind) for kind in (S, D, H)] == [
        "Did not arrive",
        "Did not arrive",
        "Taken off the queue",
    ]
    assert status_word(Status.NOT_ARRIVED, H) == "Taken off the queue"
    assert status_word(Status.NOT_ARRIVED, None) == Status.NOT_ARRIVED.msgid


ADMITTED = (fact(1, K.ADMITTED, BEGIN),)


def found(draft: MovementDraft, unit_kind: UnitKind = S, around: Around | None = None) -> dict[str, Any]:
    """Return what stands against an event of an admitted person: the paragraph by the code."""
    checked = check_movement(draft, ADMITTED, unit_kind, LAW, TODAY, HERE, around or Around())
    return {one.code: one.article.paragraph if one.article else None for one in checked}


def of(kind: MovementKind, **others: Any) -> MovementDraft:
    """Return a draft with order, date and reason."""
    usual = {"order_number": "7", "order_date": TODAY, "reason": "өтініш", "destination": "Тараз"}
    return MovementDraft(kind=kind, happened_on=TODAY, **{**usual, **others})


@pytest.mark.parametrize(
    ("unit_kind", "kind", "paragraph"),
    [
        (S, K.LEFT, "12(1)"),
        (S, K.DISCHARGED, "12(1)"),
        (D, K.SUSPENDED, "23(1)"),
        (H, K.SUSPENDED, "28(1)"),
        (T, K.LEFT, "37(2)"),
        (T, K.TRANSFERRED_OUT, "37(2)"),
    ],
)
def test_each_event_has_an_order_with_number_and_date(
    unit_kind: UnitKind, kind: MovementKind, paragraph: str
) -> None:
    assert found(of(kind), unit_kind) == {}
    assert found(of(kind, order_number=""), unit_kind) == {"order-missing": paragraph}
    assert found(of(kind, order_date=None), unit_kind) == {"order-undated": paragraph}


@pytest.mark.parametrize(
    ("unit_kind", "codes"),
    [(S, {}), (T, {}), (D, {"foreign-expulsion": "23(1)"}), (H, {"foreign-expulsion": "28(1)"})],
)
def test_expulsion_is_a_discharge_of_s_and_t(unit_kind: UnitKind, codes: dict[str, str]) -> None:
    assert found(of(K.DISCHARGED, expelled=True), unit_kind) == codes


@pytest.mark.parametrize(
    ("unit_kind", "around", "codes"),
    [
        (S, Around(to_kind=S), {}),
        (S, Around(to_kind=S, to_free=0), {"transfer-no-place": None}),
        (S, Around(to_kind=D), {"transfer-other-kind": "12(1)"}),
        (D, Around(to_kind=H), {"transfer-other-kind": "23(1)"}),
        (H, Around(to_kind=H), {}),
        (H, Around(to_kind=S), {"transfer-other-kind": "28(1)"}),
        (T, Around(to_kind=S), {"transfer-other-kind": "37(2)"}),
    ],
)
def test_a_transfer_leads_into_a_unit_of_the_same_kind_with_a_place(
    unit_kind: UnitKind, around: Around, codes: dict[str, str | None]
) -> None:
    assert found(of(K.TRANSFERRED, to_unit_id=THERE), unit_kind, around) == codes


LEAVE = (
    fact(1, K.ADMITTED, date(2026, 3, 1)),
    fact(2, K.LEFT, date(2026, 3, 5)),
    fact(3, K.RETURNED, date(2026, 3, 9)),
)


@pytest.mark.parametrize(
    ("wrong", "kind", "day", "code"),
    [
        (1, K.ADMITTED, date(2026, 2, 1), None),
        (1, K.ADMITTED, date(2026, 3, 5), "later-impossible"),
        (1, K.ADMITTED, date(2026, 3, 6), "later-impossible"),
        (2, K.LEFT, date(2026, 3, 1), None),
        (2, K.LEFT, date(2026, 2, 28), "movement-impossible"),
        (2, K.LEFT, date(2026, 3, 8), None),
        (2, K.LEFT, date(2026, 3, 10), "later-impossible"),
        (3, K.RETURNED, date(2026, 3, 5), None),
        (3, K.RETURNED, date(2026, 3, 4), "movement-impossible"),
    ],
)
def test_a_correction_that_a_later_event_cannot_follow_is_refused_with_its_name(
    wrong: int, kind: MovementKind, day: date, code: str | None
) -> None:
    checked = list(check_sequence(kind, day, LEAVE, instead_of=UUID(int=wrong)))
    assert [one.code for one in checked] == ([code] if code else [])
    if code == "later-impossible":
        assert set(checked[0].values) == {"movement", "day"}
        assert "{movement}" in checked[0].text


def test_a_corrected_entry_keeps_its_place_among_those_of_its_day() -> None:
    day = date(2026, 3, 5)
    history = (fact(1, K.ADMITTED, day), fact(2, K.LEFT, day), fact(3, K.RETURNED, day))
    assert list(check_sequence(K.LEFT, day, history, instead_of=UUID(int=2))) == []
    assert [one.code for one in check_sequence(K.LEFT, day, history[:1] + history[2:])] == []


def test_the_day_of_an_application_is_not_corrected_and_a_correction_has_a_reason() -> None:
    assert not correctable(K.APPLIED)
    assert not correctable(K.QUEUED)
    assert [one.code for one in check_correction(K.QUEUED, "қате")] == ["application-stands"]
    assert [one.code for one in check_correction(K.LEFT, "  ")] == ["correct-reason"]
    assert list(check_correction(K.LEFT, "қате")) == []


Event = tuple[MovementKind, int]


@st.composite
def stories(draw: st.DrawFn) -> list[Event]:
    """Return an accepted sequence of events on different days, in their order."""
    state, day, told = StayState(), 0, []
    for _step in range(draw(st.integers(1, 7))):
        following = possible_next(state)
        if not following:
            break
        kind = draw(st.sampled_from(following))
        day += draw(st.integers(1, 9))
        told.append((kind, day))
        state = derive(entered(told))
    return told


def entered(story: Sequence[Event]) -> list[MovementFact]:
    """Return the events, entered in this order."""
    return [fact(number, kind, BEGIN + timedelta(day)) for number, (kind, day) in enumerate(story, 1)]


@given(data=st.data())
def test_a_history_tells_the_same_state_in_whatever_order_it_was_entered(data: st.DataObject) -> None:
    story = data.draw(stories())
    mixed = data.draw(st.permutations(story))
    assert derive(entered(mixed), HERE) == derive(entered(story), HERE)


@given(data=st.data())
def test_what_is_accepted_one_by_one_in_any_order_tells_what_it_would_have_told_in_order(
    data: st.DataObject,
) -> None:
    story = data.draw(stories())
    known: list[MovementFact] = []
    waiting = list(data.draw(st.permutations(story)))
    for _round in range(len(story)):  # what is refused now may be accepted when others are there
        for event in list(waiting):
            kind, day = event[0], BEGIN + timedelta(event[1])
            if not list(check_sequence(kind, day, known)):
                known.append(fact(len(known) + 1, kind, day))
                waiting.remove(event)
    told = [(one.kind, (one.happened_on - BEGIN).days) for one in known]
    assert derive(known, HERE) == derive(entered(sorted(told, key=lambda event: event[1])), HERE)


def test_a_paragraph_stands_with_every_refusal_of_a_foreign_event() -> None:
    for unit_kind, kind, paragraph in ((D, K.LEFT, "23(1)"), (T, K.LEFT, None), (S, K.SUSPENDED, "12(1)")):
        checked = check_movement(of(kind), ADMITTED, unit_kind, LAW, TODAY)
        articles = {one.code: one.article for one in checked}
        expected = {} if paragraph is None else {"foreign-movement": Article("order-230", paragraph)}
        assert articles == expected
