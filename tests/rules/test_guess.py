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


def test_only_what_the_unit_serves_is_guessed() -> None:
    guessed = guess_category(
        LAW, UnitKind.HOME, (Category.CHILDREN,), born=date(1940, 1, 1), group=None, diagnosis="", on=ON
    )
    assert guessed is Category.CHILDREN
