"""The category that a register does not tell."""

from datetime import date

import pytest

from ssu_desktop.law import load_law
from ssu_desktop.records.kinds import Category, DisabilityGroup, UnitKind
from ssu_desktop.rules.guess import guess_category

LAW = load_law()
ON = date(2026, 3, 12)


@pytest.mark.parametrize(
    ("kind", "born", "group", "diagnosis", "category"),
    [
        (UnitKind.STATIONARY, date(2015, 1, 1), None, "", Category.CHILDREN),
        (UnitKind.STATIONARY, None, DisabilityGroup.CHILD, "", Category.CHILDREN),
        (UnitKind.STATIONARY, date(1990, 1, 1), None, "F20 Шизофрения", Category.ADULTS),
        (UnitKind.STATIONARY, date(1990, 1, 1), DisabilityGroup.FIRST, "G20", Category.DISABLED),
        (UnitKind.HOME, date(1940, 1, 1), None, "", Category.ELDERLY),
        (UnitKind.DAY, None, None, "", Category.ADULTS),
        (UnitKind.TEMPORARY, date(1990, 1, 1), None, "", Category.HOMELESS),
        (UnitKind.TEMPORARY, date(2015, 1, 1), None, "", Category.HOMELESS),
    ],
)
def test_likeliest_category_by_age_group_and_unit(
    kind: UnitKind, born: date | None, group: DisabilityGroup | None, diagnosis: str, category: Category
) -> None:
    guessed = guess_category(LAW, kind, (), born=born, group=group, diagnosis=diagnosis, on=ON)
    assert guessed is category


@pytest.mark.parametrize(
    ("kind", "served", "born", "category"),
    [
        (UnitKind.STATIONARY, (Category.MUSCULOSKELETAL,), date(2015, 1, 1), Category.MUSCULOSKELETAL),
        (UnitKind.STATIONARY, (Category.ADULTS, Category.DISABLED), date(2015, 1, 1), Category.CHILDREN),
        (UnitKind.HOME, (Category.CHILDREN,), date(1940, 1, 1), Category.ELDERLY),
        (UnitKind.TEMPORARY, (Category.VIOLENCE,), date(1990, 1, 1), Category.VIOLENCE),
    ],
)
def test_a_category_that_the_unit_serves_is_guessed_first_but_no_child_becomes_an_adult_by_it(
    kind: UnitKind, served: tuple[Category, ...], born: date, category: Category
) -> None:
    guessed = guess_category(LAW, kind, served, born=born, group=None, diagnosis="", on=ON)
    assert guessed is category
