"""What an old register does not tell and must be assumed until somebody looks: the category of a stay."""

from collections.abc import Collection
from datetime import date

from ssu_desktop.language.dates import age
from ssu_desktop.law import Law, NoFigure
from ssu_desktop.records.kinds import Category, DisabilityGroup, UnitKind

_OLD = 60  # no limit of the law: from here on age is the likeliest reason, if none is told
_MENTAL_CODE = "F"  # the chapter of mental disorders in the international classification


def guess_category(
    law: Law,
    kind: UnitKind,
    served: Collection[Category],
    *,
    born: date | None,
    group: DisabilityGroup | None,
    diagnosis: str,
    on: date,
) -> Category:
    """Return the likeliest category of a person in a unit of `kind` that serves `served` (empty: all).

    What the person is goes before what the unit was set to serve: a child is not made an adult by it.
    """
    lawful = lawful_categories(law, kind, on)
    possible = [category for category in lawful if not served or category in served] or list(served)
    wanted = _wanted(born, group, diagnosis, on)
    for offered in (possible, lawful):
        for category in wanted:
            if category in offered:
                return category
    return possible[0]


def lawful_categories(law: Law, kind: UnitKind, on: date) -> tuple[Category, ...]:
    """Return whom units of `kind` serve by the law of that day (Order 230, para 2)."""
    return tuple(category for category in Category if _serves(law, kind, category, on))


def _serves(law: Law, kind: UnitKind, category: Category, on: date) -> bool:
    try:
        law.known_figure(f"admission.category.{category}", kind, on=on)
    except NoFigure:
        return False
    return True


def _wanted(
    born: date | None, group: DisabilityGroup | None, diagnosis: str, on: date
) -> tuple[Category, ...]:
    years = age(born, on) if born else None
    if group is DisabilityGroup.CHILD or (years is not None and years < 18):
        return Category.CHILDREN, Category.MUSCULOSKELETAL
    if diagnosis.startswith(_MENTAL_CODE):
        return Category.ADULTS, Category.DISABLED, Category.ELDERLY
    if group is not None:
        return Category.DISABLED, Category.ADULTS, Category.ELDERLY
    if years is not None and years >= _OLD:
        return Category.ELDERLY, Category.DISABLED, Category.ADULTS
    return Category.ADULTS, Category.DISABLED, Category.ELDERLY
