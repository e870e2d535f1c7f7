"""What keeps plans, rounds, documents and cards from being stored: the edges of each field."""

from dataclasses import replace
from datetime import date

import pytest

from ssu_desktop.law import load_law
from ssu_desktop.records.kinds import Domain, RoundKind, StayLength, UnitKind
from ssu_desktop.rules.card import CardDraft, check_card
from ssu_desktop.rules.finding import Weight
from ssu_desktop.rules.personal_file import DocumentDraft, FileDraft, check_document, check_file
from ssu_desktop.rules.plan_draft import (
    ItemDraft,
    PlanDraft,
    PlanFacts,
    check_approval,
    check_plan,
    check_revision,
    longest_end,
    remarks_on_plan,
)
from ssu_desktop.rules.round_draft import RoundDraft, check_round, differences, total

LAW = load_law()
TODAY = date(2026, 3, 12)
START = date(2026, 3, 4)
PLAN = PlanDraft(period_from=START, period_until=date(2027, 3, 3))
FACTS = PlanFacts(unit_kind=UnitKind.STATIONARY, admitted_on=START)


@pytest.mark.parametrize(
    ("facts", "last"),
    [
        (FACTS, date(2027, 3, 3)),
        (
            PlanFacts(unit_kind=UnitKind.DAY, length=StayLength.TEMPORARY, planned_until=date(2026, 6, 1)),
            date(2026, 6, 1),
        ),
        (PlanFacts(unit_kind=UnitKind.DAY, length=StayLength.TEMPORARY), date(2027, 3, 3)),
        (
            PlanFacts(
                unit_kind=UnitKind.STATIONARY, length=StayLength.TEMPORARY, planned_until=date(2026, 6, 1)
            ),
            date(2027, 3, 3),
        ),
    ],
)
def test_a_plan_runs_a_year_and_in_a_temporary_day_stay_as_long_as_the_stay(
    facts: PlanFacts, last: date
) -> None:
    assert longest_end(START, facts, LAW) == last


SHORT = replace(FACTS, unit_kind=UnitKind.DAY, length=StayLength.TEMPORARY, planned_until=date(2026, 6, 30))


@pytest.mark.parametrize(
    ("facts", "until", "weights"),
    [
        (FACTS, date(2027, 3, 2), []),
        (FACTS, date(2027, 3, 3), []),
        (FACTS, date(2027, 3, 4), [Weight.STOP]),
        (FACTS, date(2028, 3, 3), [Weight.STOP]),  # two years
        (SHORT, date(2026, 6, 30), []),
        (SHORT, date(2026, 7, 1), [Weight.WARN]),  # beyond the stay, within the law
        (SHORT, date(2027, 3, 4), [Weight.STOP]),
    ],
)
def test_a_plan_longer_than_a_year_is_refused_and_one_beyond_the_stay_warns(
    facts: PlanFacts, until: date, weights: list[Weight]
) -> None:
    """R230-233, R230-235, R230-237, R230-239."""
    found = list(remarks_on_plan(replace(PLAN, period_until=until), facts, LAW))
    assert [finding.weight for finding in found] == weights
    assert all((one.code, one.field) == ("plan-too-long", "period_until") for one in found)


def test_what_cannot_be_is_not_stored_in_a_plan() -> None:
    backwards = replace(PLAN, period_until=date(2026, 3, 3))
    assert [finding.field for finding in check_plan(backwards, TODAY)] == ["period_until"]
    assert [one.code for one in check_plan(PlanDraft(period_from=None, period_until=None), TODAY)] == [
        "date-missing",
        "date-missing",
    ]
    for points, good in ((-1, False), (0, True), (999, True), (1000, False)):
        item = ItemDraft(domain=Domain.LABOUR, points=points)
        assert list(check_plan(replace(PLAN, items=(item,)), TODAY)) is not good
    long = ItemDraft(domain=Domain.LABOUR, service="а" * 1001)
    assert [one.field for one in check_plan(replace(PLAN, items=(long,)), TODAY)] == ["items.0.service"]


@pytest.mark.parametrize(
    ("field", "day", "expected"),
    [
        ("drafted_on", TODAY, []),
        ("drafted_on", date(2026, 3, 13), ["date-in-future"]),
        ("filled_on", TODAY, []),
        ("filled_on", date(2026, 3, 13), ["date-in-future"]),
        ("review_on", date(2026, 9, 1), []),  # what is to come may lie ahead
        ("observed_until", date(2026, 3, 18), []),
    ],
)
def test_a_plan_is_not_drafted_or_filled_in_on_a_day_to_come(
    field: str, day: date, expected: list[str]
) -> None:
    found = list(check_plan(replace(PLAN, **{field: day}), TODAY))
    assert [one.code for one in found] == expected
    assert all((one.field, one.weight) == (field, Weight.STOP) for one in found)


def test_a_plan_is_not_filled_in_before_it_was_drafted() -> None:
    plan = replace(PLAN, drafted_on=date(2026, 3, 10))
    assert list(check_plan(replace(plan, filled_on=date(2026, 3, 10)), TODAY)) == []
    found = list(check_plan(replace(plan, filled_on=date(2026, 3, 9)), TODAY))
    assert [(one.code, one.field) for one in found] == [("filled-before-drafted", "filled_on")]


def test_approval_needs_a_day_that_has_come_and_a_signatory() -> None:
    assert [one.code for one in check_approval(None, "Б. Ахметов", None, TODAY)] == ["date-missing"]
    assert [one.code for one in check_approval(TODAY, "", None, TODAY)] == ["no-signatory"]
    tomorrow = date(2026, 3, 13)
    assert [one.code for one in check_approval(tomorrow, "Б. Ахметов", None, TODAY)] == ["date-in-future"]
    assert list(check_approval(TODAY, "Б. Ахметов", TODAY, TODAY)) == []


def test_words_without_a_draft_of_their_own_fit_their_place_too() -> None:
    long = [one.code for one in check_approval(TODAY, "а" * 201, None, TODAY)]
    assert long == ["text-too-long"]
    assert [one.code for one in check_revision("")] == ["revision-reason"]
    assert [one.code for one in check_revision("а" * 4001)] == ["text-too-long"]
    assert list(check_revision("денсаулығы жақсарды")) == []


def test_totals_and_differences_count_only_what_is_entered() -> None:
    assert total({}) is None
    assert total({Domain.LABOUR: 0}) == 0
    now, before = {Domain.LABOUR: 5, Domain.LEGAL: 1}, {Domain.LABOUR: 7, Domain.MEDICAL: 2}
    assert differences(now, before) == {Domain.LABOUR: -2}


def test_a_round_before_the_service_warns_and_of_tomorrow_is_refused() -> None:
    early = RoundDraft(kind=RoundKind.ADMISSION, held_on=date(2026, 3, 3))
    assert [one.code for one in check_round(early, TODAY, START)] == ["round-too-early"]
    tomorrow = replace(early, held_on=date(2026, 3, 13))
    assert [one.code for one in check_round(tomorrow, TODAY, START)] == ["date-in-future"]
    assert [one.code for one in check_round(replace(early, held_on=None), TODAY)] == ["date-missing"]


def test_pages_and_sheets_are_counted_from_nothing_to_9999() -> None:
    for count, good in ((-1, False), (0, True), (9999, True), (10000, False)):
        assert list(check_document(DocumentDraft(title="а", pages=count), TODAY)) is not good
        assert list(check_file(FileDraft(number="1", sheets=count), TODAY)) is not good
    assert [one.code for one in check_file(FileDraft(number=" "), TODAY)] == ["file-number-missing"]
    assert [one.code for one in check_file(FileDraft(number="9" * 61), TODAY)] == ["text-too-long"]


def test_a_card_is_not_filled_in_tomorrow() -> None:
    assert list(check_card(CardDraft(filled_on=TODAY), TODAY)) == []
    late = CardDraft(filled_on=date(2026, 3, 13))
    assert [one.code for one in check_card(late, TODAY)] == ["date-in-future"]


def test_a_document_that_is_not_needed_has_its_reason_in_the_note() -> None:
    (asked,) = check_document(DocumentDraft(code="claim", not_needed=True, note=" "), TODAY)
    assert (asked.weight, asked.field) == (Weight.WARN, "note")
    assert not list(check_document(DocumentDraft(code="claim", not_needed=True, note="мүгедек емес"), TODAY))
