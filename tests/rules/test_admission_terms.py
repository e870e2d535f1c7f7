"""Terms of an admission: pension age, contract, wards, nights, licence, decision; both sides of each day."""

from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID

import pytest

from ssu_desktop.law import Article, Law, load_law
from ssu_desktop.records.kinds import (
    Category,
    DisabilityGroup,
    Establishment,
    Placement,
    Sex,
    StayLength,
    UnitKind,
)
from ssu_desktop.rules.admission import AdmissionDraft, PersonFacts, UnitFacts, check_admission
from ssu_desktop.rules.admission_terms import check_decision
from ssu_desktop.rules.finding import Finding, Weight
from ssu_desktop.rules.pension import pension_age_on

LAW = load_law()
DAY = date(2026, 3, 4)
A_DAY = timedelta(days=1)
DRAFT = AdmissionDraft(
    unit_id=UUID(int=1), category=Category.ELDERLY, admitted_on=DAY, order_number="14", order_date=DAY
)
UNIT = UnitFacts(kind=UnitKind.STATIONARY, capacity=50)
GROUP = DisabilityGroup.SECOND


def findings(
    draft: AdmissionDraft = DRAFT, unit: UnitFacts = UNIT, person: PersonFacts | None = None
) -> list[Finding]:
    """Return what stands against an admission."""
    facts = person or PersonFacts(group=GROUP)
    return list(check_admission(draft, unit, facts, LAW, date(2026, 3, 12)))


def told(found: list[Finding]) -> list[tuple[str, str | None]]:
    """Return the codes with their paragraphs."""
    return [(one.code, one.article.paragraph if one.article else None) for one in found]


@pytest.mark.parametrize(
    ("sex", "born", "reached"),
    [
        (Sex.MALE, date(1963, 3, 4), date(2026, 3, 4)),
        (Sex.FEMALE, date(1965, 3, 4), date(2026, 3, 4)),
        (Sex.FEMALE, date(1966, 12, 31), date(2027, 12, 31)),  # still by the age of 2027
        (Sex.FEMALE, date(1967, 1, 1), date(2028, 7, 1)),  # 61.5 from 2028
        (Sex.FEMALE, date(1966, 6, 30), date(2027, 6, 30)),
        (Sex.FEMALE, date(1967, 7, 1), date(2029, 7, 1)),  # 61.5 would fall into 2029: 62
        (Sex.FEMALE, date(1968, 1, 1), date(2030, 7, 1)),  # 62 would fall into 2030: 62.5
        (Sex.FEMALE, date(1970, 1, 1), date(2033, 1, 1)),
        (Sex.MALE, date(1964, 2, 29), date(2027, 3, 1)),  # a leap day, as the age is counted
    ],
)
def test_the_pension_age_is_reached_on_its_day(sex: Sex, born: date, reached: date) -> None:
    """R230-033."""
    assert pension_age_on(born, sex, LAW) == reached


def test_where_the_age_falls_it_is_reached_on_the_day_of_the_change_at_the_earliest() -> None:
    (male,) = LAW.editions("pension_age.male", None)
    lower = replace(male, values=(60 * 12,), valid_from=date(2030, 1, 1))
    law = Law(LAW.acts, (replace(male, valid_to=date(2029, 12, 31)), lower), ())
    assert pension_age_on(date(1968, 5, 1), Sex.MALE, law) == date(2030, 1, 1)
    assert pension_age_on(date(1970, 5, 1), Sex.MALE, law) == date(2030, 5, 1)


@pytest.mark.parametrize(("kind", "paragraph"), [("S", "6(5)"), ("D", "14(4)"), ("H", "25(5)")])
@pytest.mark.parametrize(("sex", "turning"), [(Sex.MALE, date(1963, 3, 4)), (Sex.FEMALE, date(1965, 3, 4))])
def test_the_elderly_are_admitted_from_the_pension_age_on(
    kind: str, paragraph: str, sex: Sex, turning: date
) -> None:
    """R230-033, R230-037, R230-041."""
    unit = replace(UNIT, kind=UnitKind(kind))
    for born, expected in (
        (turning + A_DAY, [("below-pension-age", paragraph)]),
        (turning, []),
        (turning - A_DAY, []),
    ):
        assert told(findings(DRAFT, unit, PersonFacts(born=born, sex=sex))) == expected


def test_without_the_sex_the_pension_age_is_told_only_where_it_matters() -> None:
    def weights(born: date) -> list[tuple[str, Weight]]:
        return [(one.code, one.weight) for one in findings(person=PersonFacts(born=born))]

    assert weights(date(1960, 1, 1)) == []
    assert weights(date(1964, 1, 1)) == [("pension-age-unknown", Weight.NOTE)]
    assert weights(date(1970, 1, 1)) == [("below-pension-age", Weight.WARN)]


def test_before_the_earliest_known_pension_age_nothing_is_said() -> None:
    draft = replace(DRAFT, admitted_on=date(2022, 12, 31))
    assert findings(draft, person=PersonFacts(born=date(1980, 1, 1), sex=Sex.FEMALE)) == []


def test_musculoskeletal_children_at_home_are_below_eighteen() -> None:
    """R230-039: the paragraph gives no number, children are below 18; no lower bound. R230-035: none in D."""
    draft = replace(DRAFT, category=Category.MUSCULOSKELETAL)
    home, day = replace(UNIT, kind=UnitKind.HOME), replace(UNIT, kind=UnitKind.DAY)
    for born, expected in (
        (date(2008, 3, 5), []),
        (date(2008, 3, 4), [("too-old", "25(2)")]),
        (date(2026, 1, 1), []),
    ):
        assert told(findings(draft, home, PersonFacts(born=born))) == expected
    assert findings(draft, day, PersonFacts(born=date(1950, 1, 1))) == []


def test_a_temporary_stay_in_a_stationary_unit_needs_its_contract() -> None:
    """R230-110."""
    stay = replace(DRAFT, length=StayLength.TEMPORARY, planned_until=date(2026, 5, 1))
    missing = [("contract-missing", "8(2)")]
    assert told(findings(stay)) == missing
    assert told(findings(replace(stay, contract_number="3"))) == missing
    whole = replace(stay, contract_number="3", contract_date=DAY)
    assert findings(whole) == []
    assert told(findings(replace(whole, contract_date=DAY + A_DAY))) == [("contract-late", None)]
    assert findings(stay, replace(UNIT, kind=UnitKind.DAY)) == []


@pytest.mark.parametrize(
    ("placement", "category", "expected"),
    [
        (Placement.INDEPENDENT, Category.ADULTS, []),
        (Placement.INDEPENDENT, Category.CHILDREN, [("placement-foreign", "5")]),
        (Placement.PALLIATIVE, Category.ELDERLY, []),
        (Placement.PALLIATIVE, Category.CHILDREN, [("placement-foreign", "5")]),
        (Placement.CRISIS, Category.CHILDREN, []),
        (Placement.CRISIS, Category.ADULTS, []),
        (Placement.CRISIS, Category.ELDERLY, [("placement-foreign", "5")]),
    ],
)
def test_a_ward_is_for_the_categories_that_para_5_names(
    placement: Placement, category: Category, expected: list[tuple[str, str]]
) -> None:
    """R230-105 to R230-107."""
    draft = replace(DRAFT, placement=placement, category=category, decision_number="8")
    assert told(findings(draft)) == expected


def test_support_of_independent_living_rests_on_a_decision() -> None:
    draft = replace(DRAFT, placement=Placement.INDEPENDENT)
    assert told(findings(draft)) == [("support-decision", "5")]


def test_the_unit_for_independent_living_has_thirty_places_at_most() -> None:
    """R230-105."""
    draft = replace(DRAFT, placement=Placement.INDEPENDENT, decision_number="8")
    assert findings(draft, replace(UNIT, supported=29)) == []
    assert told(findings(draft, replace(UNIT, supported=30))) == [("support-full", "5")]
    assert findings(DRAFT, replace(UNIT, supported=30)) == []


def test_nights_are_given_in_rehabilitation_centres_by_decision() -> None:
    """R230-113."""
    day = replace(UNIT, kind=UnitKind.DAY)
    centre = replace(day, establishment=Establishment.REHABILITATION_CENTRE)
    draft = replace(DRAFT, night_stay=True, category=Category.MUSCULOSKELETAL, decision_number="8")
    assert told(findings(draft, day)) == [("night-stay", "14")]
    assert told(findings(draft, replace(day, establishment=Establishment.DAY_CENTRE))) == [
        ("night-stay", "14")
    ]
    assert findings(draft, centre) == []
    assert told(findings(replace(draft, decision_number=""), centre)) == [("night-decision", "14")]
    (note,) = findings(replace(draft, category=Category.DISABLED), centre)
    assert (note.code, note.weight) == ("night-ground", Weight.NOTE)


@pytest.mark.parametrize(("kind", "paragraph"), [("S", "4-1"), ("D", "13-1"), ("H", "24-1"), ("T", "29-1")])
def test_the_licence_holds_on_the_day_of_admission(kind: str, paragraph: str) -> None:
    """R230-021."""
    category = Category.HOMELESS if kind == "T" else Category.ELDERLY
    draft = replace(DRAFT, category=category, planned_until=date(2026, 5, 1))
    unit = replace(UNIT, kind=UnitKind(kind))
    for until, expected in ((DAY - A_DAY, [("licence-expired", paragraph)]), (DAY, []), (DAY + A_DAY, [])):
        assert told(findings(draft, replace(unit, licence_until=until))) == expected
    for issued, expected in ((DAY - A_DAY, []), (DAY, []), (DAY + A_DAY, [("licence-not-yet", paragraph)])):
        assert told(findings(draft, replace(unit, licence_issued_on=issued))) == expected


@pytest.mark.parametrize(("kind", "paragraph"), [("S", "12(2)"), ("D", "23(2)"), ("H", "28(2)"), ("T", None)])
def test_the_decision_is_entered_with_number_date_and_body(kind: str, paragraph: str | None) -> None:
    """R230-013: S, D and H ask for it; T does not."""
    whole = replace(DRAFT, decision_number="8", decision_date=DAY, decision_body="Басқарма")
    for draft in (
        replace(whole, decision_number=" "),
        replace(whole, decision_date=None),
        replace(whole, decision_body=""),
    ):
        found = told(list(check_decision(draft, UnitKind(kind), LAW)))
        assert found == ([("decision-missing", paragraph)] if paragraph else [])
    assert list(check_decision(whole, UnitKind(kind), LAW)) == []


def test_the_paragraphs_of_the_register_differ_by_kind() -> None:
    """R230-022, R230-023: not before the entry in the register, not from the removal on."""
    for kind, entry, removal in (("S", "4-2", "4-3"), ("D", "13-2", "13-3"), ("H", "24-2", "24-3")):
        unit = replace(UNIT, kind=UnitKind(kind))
        assert findings(unit=replace(unit, registered_on=DAY)) == []
        assert told(findings(unit=replace(unit, registered_on=DAY + A_DAY))) == [("unit-not-yet", entry)]
        assert findings(unit=replace(unit, closed_on=DAY + A_DAY)) == []
        assert told(findings(unit=replace(unit, closed_on=DAY))) == [("unit-closed", removal)]
        assert (found := findings(unit=replace(unit, closed_on=DAY))[0].article)
        assert found == Article("order-230", removal)
