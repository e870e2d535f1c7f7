"""How many units and posts a number of recipients asks for (Order 230, annexes 1, 6 and 7)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from ssu_desktop.law import Article, Figure, Law, NoFigure
from ssu_desktop.records.kinds import Category, UnitKind

_HUNDRED = 100
_GROUP = 3  # numbers of a row that counts groups of so many to so many people


@dataclass(frozen=True, kw_only=True)
class HomeGroup:
    """Recipients of one group of categories, and how many units a group of their size takes by itself."""

    categories: tuple[Category, ...]
    count: int
    units: int


@dataclass(frozen=True, kw_only=True)
class HomeNeed:
    """How many units of home service the recipients take.

    `least` with categories served together, `apart` with a unit for each group alone."""

    limit: int
    count: int
    least: int
    groups: tuple[HomeGroup, ...]
    article: Article

    @property
    def apart(self) -> int:
        """Return the units where each group of categories has its own."""
        return sum(group.units for group in self.groups)


def home_need(counts: Mapping[Category, int], law: Law, on: date) -> HomeNeed | None:
    """Return how many units these recipients take; None for a day before the norm.

    Source: annex 7, note *: one unit for 80 recipients by group of categories, or for several categories
    where one alone does not allow it."""
    try:
        limit = law.figure("home.unit_for", UnitKind.HOME, on=on)
    except NoFigure:
        return None
    groups: dict[int, list[Category]] = {}
    for category in Category:
        if counts.get(category):
            groups.setdefault(_group_of(category, law, on), []).append(category)
    made = tuple(
        HomeGroup(
            categories=tuple(categories),
            count=(count := sum(counts[one] for one in categories)),
            units=_full(count, limit.value),
        )
        for _number, categories in sorted(groups.items())
    )
    total = sum(group.count for group in made)
    return HomeNeed(
        limit=limit.value,
        count=total,
        least=_full(total, limit.value),
        groups=made,
        article=limit.article,
    )


def _group_of(category: Category, law: Law, on: date) -> int:
    """Return the group that the note puts a category in; 0 for one that it does not name."""
    try:
        return law.figure(f"home.group.{category.value}", UnitKind.HOME, on=on).value
    except NoFigure:
        return 0


def _full(count: int, size: int) -> int:
    return -(-count // size)


@dataclass(frozen=True, kw_only=True)
class NightPost:
    """A post of the night duty: how many posts, and how many rates of staff, in hundredths, they take.

    `least` and `most` differ where the norm goes by groups of different size. `below`: there are fewer beds
    than the norm forms a post for, so one is formed as need and possibilities are.
    """

    figure: Figure
    least: int
    most: int
    below: bool = False

    @property
    def rates(self) -> tuple[int, int]:
        """Return the rates of the least and of the most posts, in hundredths of a rate."""
        one = self.figure.values[0]
        return self.least * one, self.most * one


def night_posts(categories: Iterable[Category], people: int, law: Law, on: date) -> tuple[NightPost, ...]:
    """Return the posts that the night duty of a round-the-clock part of day care needs for so many beds.

    Source: annex 6, note; annex 1, rows 32, 33, 34 and 58."""
    served = set(categories)
    found: list[NightPost] = []
    for figure in law.figures:
        begins, post, *of = figure.key.split(".")
        if begins != "night" or not figure.values or people < 1 or not _on(figure, on):
            continue
        if of and not served & {Category(word) for word in of}:
            continue
        if any(one.figure.key.split(".")[1] == post for one in found):
            continue  # a row of the table that stands for several categories
        found.append(_post(figure, people))
    return tuple(found)


def _on(figure: Figure, on: date) -> bool:
    return figure.valid_from <= on and (figure.valid_to is None or on <= figure.valid_to)


def _post(figure: Figure, people: int) -> NightPost:
    if len(figure.values) == _GROUP:
        _rates, smallest, largest = figure.values
        return NightPost(figure=figure, least=_full(people, largest), most=_full(people, smallest))
    _rates, beds = figure.values
    posts = max(people // beds, 1)
    return NightPost(figure=figure, least=posts, most=posts, below=people < beds)


def in_rates(hundredths: int) -> str:
    """Return hundredths of a rate as the tables have them: `5,25`, `10,5`, `21`."""
    whole, part = divmod(hundredths, _HUNDRED)
    return f"{whole},{part:02}".rstrip("0").rstrip(",")
