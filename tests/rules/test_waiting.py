"""The queue by its paragraphs: turn, kept places, going out of turn, arrivals and their deferral."""

from dataclasses import replace
from datetime import date, timedelta
from itertools import permutations
from typing import Any
from uuid import UUID

import pytest

from ssu_desktop.law import Article, load_law
from ssu_desktop.records import RehabilitationProgramme
from ssu_desktop.records.kinds import NoticeSigner, UnitKind
from ssu_desktop.rules.finding import Weight
from ssu_desktop.rules.waiting import (
    Applicant,
    ArrivalDraft,
    Line,
    Notice,
    Resident,
    arrival_of,
    check_arrival,
    check_deferral,
    check_place,
    in_line,
    out_of_turn_since,
    place_of,
)

LAW = load_law()
TODAY = date(2026, 3, 12)
S, D, H, T = UnitKind.STATIONARY, UnitKind.DAY, UnitKind.HOME, UnitKind.TEMPORARY
APPLIED = date(2026, 1, 15)
RAN_OUT = date(2026, 3, 10)
CHILD_UNIT, ADULT_UNIT = UUID(int=1), UUID(int=2)


def applicant(number: int, day: int, time: str = "", **others: Any) -> Applicant:
    """Return who applied on a day of March; `number` is the order of entry."""
    return Applicant(
        stay_id=UUID(int=number),
        entry_id=UUID(int=number),
        applied_on=date(2026, 3, day),
        applied_time=time,
        **others,
    )


def test_the_turn_goes_by_day_then_time_then_entry_however_they_were_entered() -> None:  # R230-145
    queue = [
        applicant(4, 2),
        applicant(3, 3, "09:15"),
        applicant(1, 3, "11:40"),
        applicant(2, 3),
        applicant(5, 3),
        applicant(6, 4, "00:01"),
    ]
    for mixed in permutations(queue):
        assert in_line(mixed) == queue


def test_who_goes_out_of_turn_stands_first_and_a_place_counted_anew_stands_by_its_new_day() -> None:
    orphan = applicant(3, 9, out_of_turn=True)
    lost = applicant(1, 1, "08:00", counts_from=date(2026, 3, 5))
    second, third = applicant(2, 5, "09:00"), applicant(4, 6)
    assert in_line([third, lost, second, orphan]) == [orphan, second, lost, third]


def programme(number: int, issued: date | None, until: date | None, *recommended: UnitKind) -> Any:
    """Return a rehabilitation programme."""
    return RehabilitationProgramme(
        id=UUID(int=number),
        issued_on=issued,
        until=until,
        indefinite=until is None,
        recommended=recommended,
    )


OLD = programme(1, date(2025, 3, 10), RAN_OUT, S)
RENEWED_ON = date(2026, 3, 11)
PLACES = [  # R230-147
    ("no programme at all", [], S, TODAY, APPLIED, None),
    ("the day before its end", [OLD], S, RAN_OUT - timedelta(1), APPLIED, None),
    ("the last day", [OLD], S, RAN_OUT, APPLIED, None),
    ("the day after", [OLD], S, RAN_OUT + timedelta(1), APPLIED, "programme-ran-out"),
    (
        "ran out before the application",
        [programme(1, None, date(2026, 1, 14))],
        S,
        TODAY,
        APPLIED,
        None,
    ),
    ("on the day of the application", [programme(1, None, APPLIED)], S, TODAY, APPLIED, "programme-ran-out"),
    ("recommended", [OLD, programme(2, RENEWED_ON, None, D, S)], S, TODAY, APPLIED, "place-kept"),
    ("recommended for D", [OLD, programme(2, RENEWED_ON, None, D)], D, TODAY, APPLIED, "place-kept"),
    ("recommended for H", [OLD, programme(2, RENEWED_ON, None, H)], H, TODAY, APPLIED, "place-kept"),
    ("another kind", [OLD, programme(2, RENEWED_ON, None, D)], S, TODAY, RENEWED_ON, "place-not-kept"),
    ("renewed late", [OLD, programme(2, TODAY, None, D)], S, TODAY, TODAY, "place-not-kept"),
    (
        "renewed before its end",
        [OLD, programme(2, date(2026, 3, 2), None, D)],
        S,
        TODAY,
        RENEWED_ON,
        "place-not-kept",
    ),
    ("nothing entered", [OLD, programme(2, RENEWED_ON, None)], S, TODAY, APPLIED, "place-unsaid"),
    ("no queue in T", [OLD, programme(2, RENEWED_ON, None, D)], T, TODAY, APPLIED, None),
]


@pytest.mark.parametrize(
    ("programmes", "kind", "today", "counts_from", "code"),
    [case[1:] for case in PLACES],
    ids=[case[0] for case in PLACES],
)
def test_a_place_is_kept_where_the_new_programme_recommends_this_kind(
    programmes: list[RehabilitationProgramme],
    kind: UnitKind,
    today: date,
    counts_from: date,
    code: str | None,
) -> None:
    for order in permutations(programmes):
        place = place_of(APPLIED, order, kind, LAW, today)
        assert place.counts_from == counts_from
        assert (place.remark.code if place.remark else None) == code


def test_a_lost_place_does_not_come_back_with_the_programme_after_next() -> None:
    second = programme(2, date(2026, 2, 1), date(2026, 3, 1), D)
    first, third = programme(1, None, date(2026, 1, 31), S), programme(3, date(2026, 3, 2), None, S)
    place = place_of(APPLIED, [third, first, second], S, LAW, TODAY)
    assert place.counts_from == date(2026, 2, 1)


@pytest.mark.parametrize(("kind", "paragraph"), [(S, "12(1)"), (D, "23(1)"), (H, "28(1)")])
def test_the_remark_on_a_place_names_the_paragraph_of_the_unit(kind: UnitKind, paragraph: str) -> None:
    remark = place_of(APPLIED, [OLD], kind, LAW, TODAY).remark
    assert remark is not None
    assert (remark.article, remark.weight) == (Article("order-230", paragraph), Weight.NOTE)


BORN = date(2008, 3, 11)
ORPHAN = Resident(born=BORN, without_parental_care=True, lives_in=CHILD_UNIT)


@pytest.mark.parametrize(  # R230-148
    ("resident", "kind", "on", "since"),
    [
        (ORPHAN, S, date(2026, 3, 10), None),
        (ORPHAN, S, date(2026, 3, 11), date(2026, 3, 11)),
        (ORPHAN, S, date(2026, 3, 12), date(2026, 3, 11)),
        (ORPHAN, D, TODAY, None),
        (ORPHAN, H, TODAY, None),
        (ORPHAN, T, TODAY, None),
        (Resident(born=BORN), S, TODAY, None),
        (Resident(without_parental_care=True), S, TODAY, None),
    ],
)
def test_an_orphan_goes_out_of_turn_from_the_eighteenth_birthday_into_a_stationary_unit(
    resident: Resident, kind: UnitKind, on: date, since: date | None
) -> None:
    assert out_of_turn_since(resident, kind, LAW, on) == since


@pytest.mark.parametrize(
    ("resident", "kind", "weights"),
    [
        (ORPHAN, S, {}),
        (Resident(born=BORN, without_parental_care=True), S, {"lives-elsewhere": Weight.WARN}),
        (
            Resident(born=BORN, without_parental_care=True, lives_in=ADULT_UNIT),
            S,
            {"lives-elsewhere": Weight.WARN},
        ),
        (Resident(born=BORN, lives_in=CHILD_UNIT), S, {"no-out-of-turn": Weight.STOP}),
        (ORPHAN, H, {"no-out-of-turn": Weight.STOP}),
    ],
)
def test_nobody_else_is_put_before_the_others(
    resident: Resident, kind: UnitKind, weights: dict[str, Weight]
) -> None:
    found = list(check_place("жетім", "", resident, kind, LAW, TODAY, ADULT_UNIT))
    assert {one.code: one.weight for one in found} == weights
    assert all(one.article == Article("order-230", "12(1)") for one in found)
    assert list(check_place("", "", resident, kind, LAW, TODAY, ADULT_UNIT)) == []


@pytest.mark.parametrize(
    ("time", "wrong"),
    [("", False), ("00:00", False), ("23:59", False), ("24:00", True), ("9:30", True), ("аб", True)],
)
def test_the_time_of_an_application_is_a_time(time: str, wrong: bool) -> None:
    codes = [one.code for one in check_place("", time, Resident(), S, LAW, TODAY)]
    assert codes == (["time-unreadable"] if wrong else [])


@pytest.mark.parametrize(  # R230-154: the term is that of the referral, the order names none
    ("due", "line", "codes"),
    [
        (None, Line(free=0, before=3), []),
        (APPLIED - timedelta(1), Line(free=1, before=0), ["arrival-before-application"]),
        (APPLIED, Line(free=1, before=0), []),
        (date(2026, 5, 1), Line(free=1, before=1), ["call-out-of-turn"]),
        (date(2026, 5, 1), Line(free=0, before=0), ["call-without-place"]),
        (date(2026, 5, 1), Line(free=-2, before=2), ["call-out-of-turn", "call-without-place"]),
        (date(1, 1, 1), Line(free=1, before=0), ["date-out-of-time", "arrival-before-application"]),
    ],
)
def test_one_is_called_in_turn_to_a_free_place(due: date | None, line: Line, codes: list[str]) -> None:
    found = check_arrival(ArrivalDraft(arrival_due=due), APPLIED, line, S, LAW, TODAY)
    assert [one.code for one in found] == codes


@pytest.mark.parametrize(  # R230-152
    ("kind", "term", "kept", "due", "paragraph"),
    [
        (S, None, None, None, None),
        (S, TODAY, None, TODAY, "12(1)"),
        (S, TODAY, date(2026, 4, 1), date(2026, 4, 1), "12(1)"),
        (D, TODAY, None, TODAY, "23(1)"),
        (H, TODAY, None, TODAY, "28(1)"),
        (T, TODAY, None, TODAY, None),
    ],
)
def test_who_was_called_is_expected_until_the_term_or_the_deferral(
    kind: UnitKind, term: date | None, kept: date | None, due: date | None, paragraph: str | None
) -> None:
    found = arrival_of(kind, term, kept, LAW)
    assert (found.due if found else None) == due
    if found:
        assert found.deferred is (kept is not None)
        assert (found.article.paragraph if found.article else None) == paragraph


NOTICE = Notice(number="77", dated=TODAY, signer=NoticeSigner.RECIPIENT)


def deferral(kind: UnitKind, until: date | None, notice: Notice = NOTICE, **others: Any) -> dict[str, str]:
    """Return the codes of what stands against a deferral of 12 March, each with its paragraph."""
    asked: dict[str, Any] = {
        "arrival_due": None,
        "deferred_already": False,
        **others,
    }
    found = check_deferral(until, TODAY, notice, unit_kind=kind, law=LAW, **asked)
    return {one.code: one.article.paragraph if one.article else "" for one in found}


@pytest.mark.parametrize(  # R230-149, R230-150, R230-153
    ("kind", "days", "found"),
    [
        (S, 29, {}),
        (S, 30, {}),
        (S, 31, {"deferral-long": "12(1)"}),
        (D, 9, {}),
        (D, 10, {}),
        (D, 11, {"deferral-long": "23(1)"}),
        (H, 400, {}),
        (T, 400, {}),
    ],
)
def test_an_arrival_is_deferred_by_thirty_days_in_s_and_ten_in_d(
    kind: UnitKind, days: int, found: dict[str, str]
) -> None:
    assert deferral(kind, TODAY + timedelta(days)) == found
    term = date(2026, 3, 20)
    assert deferral(kind, term + timedelta(days), arrival_due=term) == found


def test_the_second_deferral_and_one_without_an_end_are_said() -> None:  # R230-149
    assert deferral(S, TODAY, deferred_already=True) == {"deferred-twice": "12(1)"}
    assert deferral(D, None) == {"deferral-until": "23(1)"}


SIGNED = Notice(number="77", dated=TODAY, signer=NoticeSigner.REPRESENTATIVE)
EIGHTEEN = date(2008, 3, 12)


@pytest.mark.parametrize(  # R230-151
    ("notice", "codes"),
    [
        (NOTICE, set()),
        (SIGNED, set()),
        (replace(NOTICE, born=EIGHTEEN + timedelta(1)), {"signer-wrong"}),
        (replace(NOTICE, born=EIGHTEEN), set()),
        (replace(NOTICE, born=EIGHTEEN - timedelta(1)), set()),
        (replace(SIGNED, born=EIGHTEEN + timedelta(1)), set()),
        (replace(NOTICE, legally_incapable=True), {"signer-wrong"}),
        (replace(SIGNED, legally_incapable=True), set()),
        (replace(NOTICE, dated=None), {"notice-missing"}),
        (Notice(), {"notice-missing", "signer-missing"}),
    ],
)
def test_the_notice_has_number_day_and_the_right_signature(notice: Notice, codes: set[str]) -> None:
    assert set(deferral(S, TODAY, notice)) == codes
