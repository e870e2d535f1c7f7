"""What a unit may be, and where it may be opened: both sides of each threshold and of the change of 2025."""

from dataclasses import replace
from datetime import date

import pytest

from ssu_desktop.law import load_law
from ssu_desktop.records.kinds import Establishment, LegalForm, Ownership, Settlement, UnitKind
from ssu_desktop.rules.establishment import check_establishment, establishments_of
from ssu_desktop.rules.finding import Finding, Weight
from ssu_desktop.rules.opening_thresholds import OpeningPlace, check_opening
from ssu_desktop.rules.organisation import UnitDraft, check_unit

LAW = load_law()
DAY = date(2026, 3, 4)


def told(found: list[Finding]) -> list[tuple[str, str | None]]:
    """Return the codes with their paragraphs."""
    return [(one.code, one.article.paragraph if one.article else None) for one in found]


@pytest.mark.parametrize(
    ("kind", "count", "first"),
    [
        ("S", 4, Establishment.MEDICAL_SOCIAL),
        ("D", 4, Establishment.SMALL_HOUSE),
        ("H", 1, Establishment.HOME_HELP),
        ("T", 4, Establishment.ADAPTATION_CENTRE),
    ],
)
def test_each_kind_of_unit_has_its_sorts_of_organisation(kind: str, count: int, first: Establishment) -> None:
    """R230-017 to R230-020."""
    known = establishments_of(UnitKind(kind), LAW, DAY)
    assert (len(known), known[0]) == (count, first)


@pytest.mark.parametrize(("kind", "paragraph"), [(UnitKind.STATIONARY, "4"), (UnitKind.DAY, "13")])
def test_a_small_capacity_house_has_ten_to_fifty_places(kind: UnitKind, paragraph: str) -> None:
    for places, expected in ((9, True), (10, False), (50, False), (51, True)):
        draft = UnitDraft(kind=kind, establishment=Establishment.SMALL_HOUSE, capacity=places)
        found = told(list(check_establishment(draft, LAW, DAY)))
        assert found == ([("establishment-places", paragraph)] if expected else [])
    other = UnitDraft(kind=UnitKind.STATIONARY, establishment=Establishment.SERVICE_CENTRE, capacity=500)
    assert list(check_establishment(other, LAW, DAY)) == []


def test_a_sort_of_another_kind_warns() -> None:
    draft = UnitDraft(kind=UnitKind.HOME, establishment=Establishment.SHELTER, capacity=20)
    assert told(list(check_establishment(draft, LAW, DAY))) == [("establishment-foreign", "24")]


@pytest.mark.parametrize(("kind", "paragraph"), [("S", "3(3)"), ("T", "3(4)"), ("D", None), ("H", None)])
def test_only_day_care_and_home_service_may_be_part_of_a_legal_entity(
    kind: str, paragraph: str | None
) -> None:
    """R230-012, R230-014 to R230-016."""
    draft = UnitDraft(kind=UnitKind(kind), legal_form=LegalForm.SUBDIVISION)
    assert told(list(check_establishment(draft, LAW, DAY))) == (
        [("legal-form", paragraph)] if paragraph else []
    )
    assert list(check_establishment(replace(draft, legal_form=LegalForm.ENTITY), LAW, DAY)) == []


def test_a_licence_that_ends_before_it_begins_is_refused() -> None:
    draft = UnitDraft(
        name_kk="А", name_ru="А", capacity=5, licence_issued_on=DAY, licence_until=date(2026, 3, 3)
    )
    (found,) = check_unit(draft)
    assert (found.field, found.weight) == ("licence_until", Weight.STOP)


STATE = OpeningPlace(kind=UnitKind.STATIONARY, ownership=Ownership.STATE, settlement=Settlement.RURAL)


def against(place: OpeningPlace, on: date = DAY) -> list[tuple[str, str | None]]:
    """Return what stands against opening, what is asked for apart."""
    return told([one for one in check_opening(place, LAW, on) if one.weight is Weight.WARN])


@pytest.mark.parametrize(
    ("settlement", "least"),
    [
        (Settlement.REPUBLICAN, 50),
        (Settlement.OBLAST, 50),
        (Settlement.DISTRICT, 25),
        (Settlement.RURAL, 25),
    ],
)
@pytest.mark.parametrize("kind", [UnitKind.STATIONARY, UnitKind.DAY, UnitKind.HOME])
def test_so_many_people_in_need_are_needed(kind: UnitKind, settlement: Settlement, least: int) -> None:
    """R230-009."""
    place = replace(STATE, kind=kind, settlement=settlement, nearest_km=9)
    assert against(replace(place, persons=least - 1)) == [("opening-persons", "2-1")]
    assert against(replace(place, persons=least)) == []
    assert against(replace(place, persons=0, ownership=Ownership.PRIVATE)) == []


def test_home_service_stands_more_than_five_kilometres_apart() -> None:
    """R230-010."""
    place = replace(STATE, kind=UnitKind.HOME, persons=100)
    assert (
        against(replace(place, nearest_km=4))
        == against(replace(place, nearest_km=5))
        == [("opening-distance", "2-1")]
    )
    assert against(replace(place, nearest_km=6)) == []
    assert against(replace(STATE, persons=100, nearest_km=1)) == []


@pytest.mark.parametrize(
    ("settlement", "population", "others", "expected"),
    [
        (Settlement.REPUBLICAN, 100_000, 0, ["opening-population"]),
        (Settlement.OBLAST, 100_001, 3, []),
        (Settlement.DISTRICT, 100_000, 0, ["opening-population"]),
        (Settlement.RURAL, 49_999, 0, ["opening-population"]),
        (Settlement.RURAL, 50_000, 0, []),
        (Settlement.RURAL, 50_000, 1, ["opening-others"]),
    ],
)
def test_a_temporary_stay_goes_by_the_population(
    settlement: Settlement, population: int, others: int, expected: list[str]
) -> None:
    """R230-011: above 100 000 in cities, 50 000 and more elsewhere, one a district."""
    place = OpeningPlace(
        kind=UnitKind.TEMPORARY,
        ownership=Ownership.STATE,
        settlement=settlement,
        population=population,
        others=others,
    )
    assert [code for code, _paragraph in against(place)] == expected


def test_what_is_not_known_is_asked_for() -> None:
    asked = [one.field for one in check_opening(OpeningPlace(kind=UnitKind.HOME), LAW, DAY)]
    assert asked == ["nearest_km", "ownership"]
    assert [one.field for one in check_opening(STATE, LAW, DAY)] == ["persons"]
    guests = replace(STATE, kind=UnitKind.TEMPORARY)
    assert [one.field for one in check_opening(guests, LAW, DAY)] == ["population"]


def test_before_the_change_of_march_2025_there_was_no_threshold() -> None:
    few = replace(STATE, persons=1)
    assert against(few, date(2025, 3, 5)) == []
    assert against(few, date(2025, 3, 6)) == [("opening-persons", "2-1")]
