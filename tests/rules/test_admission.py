"""Who may be admitted: ages on the day before, the day and the day after; the paragraph of each warning."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest

from ssu_desktop.language.dates import age
from ssu_desktop.law import Article, load_law
from ssu_desktop.records.kinds import Category, DisabilityGroup, StayLength, UnitKind
from ssu_desktop.rules.admission import AdmissionDraft, PersonFacts, UnitFacts, check_admission
from ssu_desktop.rules.finding import Finding, Weight

LAW = load_law()
DAY = date(2026, 3, 4)
DRAFT = AdmissionDraft(
    unit_id=UUID(int=1), category=Category.ELDERLY, admitted_on=DAY, order_number="14", order_date=DAY
)
UNIT = UnitFacts(kind=UnitKind.STATIONARY, capacity=50)


def findings(draft: AdmissionDraft, unit: UnitFacts = UNIT, **person: object) -> list[Finding]:
    """Return what stands against an admission of a person with these facts."""
    facts = PersonFacts(**person)  # type: ignore[arg-type] - the fields come by name
    return list(check_admission(draft, unit, facts, LAW, date(2026, 3, 12)))


def codes(draft: AdmissionDraft, unit: UnitFacts = UNIT, **person: object) -> list[str]:
    """Return the codes alone."""
    return [finding.code for finding in findings(draft, unit, **person)]


GROUP = DisabilityGroup.FIRST
CONTRACT: dict[str, Any] = {"contract_number": "3", "contract_date": DAY}


@pytest.mark.parametrize(
    ("born", "day", "expected"),
    [
        (date(2008, 2, 29), date(2026, 2, 28), []),
        (date(2008, 2, 29), date(2026, 3, 1), ["too-old"]),
        (date(2006, 2, 28), date(2024, 2, 27), []),
        (date(2006, 2, 28), date(2024, 2, 28), ["too-old"]),
    ],
)
def test_one_born_on_29_february_turns_18_on_1_march_as_the_age_beside_the_name_does(
    born: date, day: date, expected: list[str]
) -> None:
    draft = replace(DRAFT, category=Category.CHILDREN, admitted_on=day, order_date=day)
    assert codes(draft, born=born) == expected
    assert (age(born, day) >= 18) is bool(expected)


@pytest.mark.parametrize(
    ("kind", "category", "turning", "before", "after", "paragraph"),
    [
        ("S", Category.CHILDREN, date(2023, 3, 4), ["too-young"], [], "6(1)"),
        ("S", Category.CHILDREN, date(2008, 3, 4), [], ["too-old"], "6(1)"),
        ("S", Category.MUSCULOSKELETAL, date(2023, 3, 4), ["too-young"], [], "6(2)"),
        ("S", Category.ADULTS, date(2008, 3, 4), ["too-young"], [], "6(3)"),
        ("D", Category.CHILDREN, date(2024, 9, 4), ["too-young"], [], "14(1)"),
        ("D", Category.MUSCULOSKELETAL, date(2024, 9, 4), ["too-young"], [], "14(2)"),
        ("D", Category.ADULTS, date(2008, 3, 4), ["too-young"], [], "14(3)"),
        ("H", Category.CHILDREN, date(2024, 9, 4), ["too-young"], [], "25(1)"),
        ("H", Category.ADULTS, date(2008, 3, 4), ["too-young"], [], "25(3)"),
        ("T", Category.HOMELESS, date(2008, 3, 4), ["too-young"], [], "31"),
    ],
)
def test_ages_are_checked_to_the_day(
    kind: str, category: Category, turning: date, before: list[str], after: list[str], paragraph: str
) -> None:
    """R230-026 to R230-028, R230-034 to R230-036, R230-038, R230-040, R230-042."""
    unit = replace(UNIT, kind=UnitKind(kind))
    draft = replace(DRAFT, category=category, planned_until=date(2026, 3, 30))
    a_day = timedelta(days=1)
    for born, expected in ((turning + a_day, before), (turning, after), (turning - a_day, after)):
        found = findings(draft, unit, born=born, group=GROUP)
        assert [finding.code for finding in found] == expected
        assert all(finding.article == Article("order-230", paragraph) for finding in found)


RECIPIENTS = ["children", "tqa", "adults_psy", "disabled", "elderly"]
GUESTS = ["homeless", "released", "probation", "trafficking", "violence"]


@pytest.mark.parametrize(
    ("kind", "own", "foreign"),
    [
        ("S", RECIPIENTS, GUESTS),
        ("D", RECIPIENTS, GUESTS),
        ("H", RECIPIENTS, GUESTS),
        ("T", GUESTS, RECIPIENTS),
    ],
)
def test_a_category_of_another_kind_of_unit_warns(kind: str, own: list[str], foreign: list[str]) -> None:
    """R230-007, R230-008: five categories in S, D and H, five in T, and no other."""
    assert {*own, *foreign} == set(Category)
    unit = replace(UNIT, kind=UnitKind(kind))
    for category in own:
        assert "category-foreign" not in codes(replace(DRAFT, category=Category(category)), unit)
    for category in foreign:
        told = findings(replace(DRAFT, category=Category(category)), unit)
        found = [one.article for one in told if one.code == "category-foreign"]
        assert found == [Article("order-230", "2")], category


def test_a_unit_serves_its_own_categories_only() -> None:
    served = replace(UNIT, categories=(Category.ADULTS,))
    assert codes(DRAFT, served) == ["category-not-served"]


@pytest.mark.parametrize(
    ("kind", "category", "needed"),
    [
        (UnitKind.STATIONARY, Category.ADULTS, True),
        (UnitKind.DAY, Category.ADULTS, False),
        (UnitKind.STATIONARY, Category.DISABLED, True),
        (UnitKind.DAY, Category.DISABLED, False),
        (UnitKind.HOME, Category.DISABLED, True),
        (UnitKind.HOME, Category.ADULTS, False),
    ],
)
def test_the_group_of_disability_is_asked_where_the_paragraph_names_it(
    kind: UnitKind, category: Category, needed: bool
) -> None:
    """R230-028, R230-029, R230-036, R230-040, R230-041."""
    draft, unit = replace(DRAFT, category=category), replace(UNIT, kind=kind)
    assert codes(draft, unit) == (["group-missing"] if needed else [])
    assert codes(draft, unit, group=DisabilityGroup.THIRD) == (["group-missing"] if needed else [])
    assert codes(draft, unit, group=DisabilityGroup.SECOND) == []


@pytest.mark.parametrize(
    ("kind", "last"),
    [("S", date(2026, 6, 4)), ("D", date(2026, 9, 4)), ("T", date(2027, 3, 4))],
)
def test_a_temporary_stay_ends_within_its_limit(kind: str, last: date) -> None:
    """R230-012, R230-014, R230-015, R230-111, R230-118."""
    unit = replace(UNIT, kind=UnitKind(kind))
    category = Category.HOMELESS if kind == "T" else Category.ELDERLY
    for day, expected in ((last, []), (last + timedelta(days=1), ["stay-term"]), (None, ["stay-term"])):
        draft = replace(DRAFT, category=category, length=StayLength.TEMPORARY, planned_until=day, **CONTRACT)
        assert codes(draft, unit) == expected


def test_units_are_asked_for_places_queue_and_registration() -> None:
    """R230-022, R230-023, R230-145."""
    assert codes(DRAFT, replace(UNIT, capacity=50, taken=49)) == []
    assert codes(DRAFT, replace(UNIT, capacity=50, taken=50)) == ["no-place"]
    assert codes(DRAFT, replace(UNIT, waiting_before=1)) == ["out-of-turn"]
    assert codes(replace(DRAFT, out_of_turn_reason="жетім"), replace(UNIT, waiting_before=1)) == []
    for closed, expected in ((date(2026, 3, 5), []), (DAY, ["unit-closed"])):
        assert codes(DRAFT, replace(UNIT, closed_on=closed)) == expected
    for registered, expected in ((DAY, []), (date(2026, 3, 5), ["unit-not-yet"])):
        assert codes(DRAFT, replace(UNIT, registered_on=registered)) == expected


def test_the_impossible_is_refused_and_the_rest_is_told() -> None:
    assert codes(replace(DRAFT, admitted_on=date(2026, 3, 13))) == ["date-in-future"]
    assert codes(DRAFT, born=date(2026, 3, 5)) == ["before-birth"]
    assert codes(DRAFT, stays_here=True) == ["is-here"]
    assert codes(DRAFT, ended_on=date(2026, 3, 5)) == ["stays-overlap"]
    assert codes(replace(DRAFT, order_number=" ")) == ["order-missing"]


def test_an_order_or_decision_dated_ahead_is_entered_with_a_reason() -> None:
    today, tomorrow = date(2026, 3, 12), date(2026, 3, 13)
    assert codes(replace(DRAFT, order_date=today, decision_date=today)) == []
    found = findings(replace(DRAFT, order_date=tomorrow, decision_date=tomorrow))
    assert [one.code for one in found] == ["order-date-in-future", "decision-date-in-future"]
    assert [one.weight for one in found] == [Weight.WARN, Weight.WARN]
