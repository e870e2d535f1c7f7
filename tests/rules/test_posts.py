"""Units of home service for 80 recipients, and the posts of the night duty by annex 1."""

from datetime import date

import pytest

from ssu_desktop.law import load_law
from ssu_desktop.records.kinds import Category
from ssu_desktop.rules.posts import home_need, in_rates, night_posts

LAW = load_law()
TODAY = date(2026, 3, 12)
ELDERLY, DISABLED, CHILDREN, ADULTS = (
    *(Category.ELDERLY, Category.DISABLED),
    *(Category.CHILDREN, Category.ADULTS),
)


@pytest.mark.parametrize(
    ("counts", "least", "apart"),
    [
        ({}, 0, 0),
        ({ELDERLY: 80}, 1, 1),
        ({ELDERLY: 81}, 2, 2),
        ({ELDERLY: 50, DISABLED: 30}, 1, 1),
        ({ELDERLY: 50, DISABLED: 31}, 2, 2),
        ({ELDERLY: 40, CHILDREN: 40}, 1, 2),
        ({CHILDREN: 60, ADULTS: 20}, 1, 1),
        ({ELDERLY: 100, ADULTS: 10}, 2, 3),
        ({Category.MUSCULOSKELETAL: 81}, 2, 2),
        ({ELDERLY: 160}, 2, 2),
        ({ELDERLY: 161}, 3, 3),
    ],
)
def test_a_unit_serves_80_recipients_of_a_group_of_categories_or_several_groups_together(
    counts: dict[Category, int], least: int, apart: int
) -> None:
    """R230-117."""
    need = home_need(counts, LAW, TODAY)
    assert need is not None
    assert (need.limit, need.least, need.apart) == (80, least, apart)
    assert need.article.paragraph == "annex 7"
    assert home_need(counts, LAW, date(2024, 12, 31)) is None


def test_the_elderly_count_together_with_the_disabled_and_children_with_adults() -> None:
    """R230-117."""
    need = home_need({ELDERLY: 3, DISABLED: 2, CHILDREN: 4, ADULTS: 1}, LAW, TODAY)
    assert need is not None
    assert {frozenset(group.categories): group.count for group in need.groups} == {
        frozenset({DISABLED, ELDERLY}): 5,
        frozenset({CHILDREN, ADULTS}): 5,
    }


@pytest.mark.parametrize(
    ("categories", "people", "posts"),
    [
        ((ELDERLY,), 0, []),
        ((ELDERLY,), 49, [("ward_orderly", 1, 1, True), ("nurse", 1, 1, True)]),
        ((ELDERLY,), 50, [("ward_orderly", 1, 1, False), ("nurse", 1, 1, False)]),
        ((ELDERLY,), 99, [("ward_orderly", 1, 1, False), ("nurse", 1, 1, False)]),
        ((ELDERLY, DISABLED), 100, [("ward_orderly", 2, 2, False), ("nurse", 2, 2, False)]),
        (
            (ADULTS,),
            100,
            [("ward_orderly", 2, 2, False), ("watch_orderly", 1, 1, False), ("nurse", 2, 2, False)],
        ),
        ((CHILDREN,), 12, [("nurse", 1, 1, True), ("group_orderly", 1, 2, False)]),
        ((CHILDREN,), 13, [("nurse", 1, 1, True), ("group_orderly", 2, 3, False)]),
        ((Category.HOMELESS,), 60, [("nurse", 1, 1, False)]),
    ],
)
def test_the_night_duty_takes_the_posts_of_annex_1_for_those_who_are_served(
    categories: tuple[Category, ...], people: int, posts: list[tuple[str, int, int, bool]]
) -> None:
    """R230-114: fewer beds than a post is formed for leave it to need and possibilities."""
    found = night_posts(categories, people, LAW, TODAY)
    assert [(one.figure.key.split(".")[1], one.least, one.most, one.below) for one in found] == posts
    assert {one.figure.article.paragraph for one in found} <= {"annex 1"}
    assert night_posts(categories, people, LAW, date(2024, 12, 31)) == ()


def test_each_post_round_the_clock_takes_5_25_rates() -> None:
    """R230-114."""
    ward, nurse = night_posts((ELDERLY,), 120, LAW, TODAY)
    assert (ward.rates, nurse.rates) == ((1050, 1050), (1050, 1050))
    assert [in_rates(number) for number in (525, 1050, 2100, 1000, 5)] == ["5,25", "10,5", "21", "10", "0,05"]
    (_nurse, group) = night_posts((CHILDREN,), 13, LAW, TODAY)
    assert group.rates == (1050, 1575)
