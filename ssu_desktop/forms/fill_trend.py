"""The sheet of a person's trend from the rounds of their stay."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Protocol

from ssu_desktop.forms.fill import day, word
from ssu_desktop.forms.trend import Trend, TrendRound
from ssu_desktop.language import Language
from ssu_desktop.records.kinds import Domain, RoundKind
from ssu_desktop.records.person import Person
from ssu_desktop.rules.round_draft import differences, total

_PLACES = {kind: place for place, kind in enumerate(RoundKind)}
_YEAR = _PLACES[RoundKind.MONTHS_12]  # rounds from one admission to the next year's


class Held(Protocol):
    """A round as it is drawn: its kind, its day, the plan year, its sums by domain."""

    @property
    def kind(self) -> RoundKind: ...
    @property
    def held_on(self) -> date: ...
    @property
    def plan_number(self) -> int: ...
    @property
    def points(self) -> Mapping[Domain, int]: ...


def fill_trend(
    *, person: Person, organisation: str, unit: str, rounds: Sequence[Held], language: Language
) -> Trend:
    """Return the texts of the sheet; `rounds` are those of one stay that have points, by their days."""
    shown: list[TrendRound] = []
    for place, one in enumerate(rounds):
        before = rounds[place - 1] if place else None
        shown.append(_round(one, before, rounds[0], language))
    return Trend(
        language=language,
        bookmark=person.full_name,
        organisation=organisation,
        unit=unit,
        name=person.full_name,
        born=day(person.born),
        rounds=tuple(shown),
    )


def _round(one: Held, before: Held | None, first: Held, language: Language) -> TrendRound:
    whole = total(one.points)
    return TrendRound(
        label=word(one.kind, language),
        day=day(one.held_on),
        at=(one.held_on - first.held_on).days,
        points=tuple(str(one.points[domain]) if domain in one.points else "" for domain in Domain),
        total="" if whole is None else str(whole),
        change=_change(one, before),
        since=_change(one, first) if one is not first else "",
        extra=one.kind is RoundKind.EXTRA,
        broken=before is not None and _missed(before, one),
    )


def _change(one: Held, other: Held | None) -> str:
    """Return the difference of the totals over the domains that both rounds have, with its sign."""
    changed = differences(one.points, other.points) if other is not None else {}
    if not changed:
        return ""
    whole = sum(changed.values())
    return f"+{whole}" if whole > 0 else f"−{-whole}" if whole < 0 else "0"


def _missed(before: Held, one: Held) -> bool:
    """Return whether a round of the form lies between two that stand beside each other."""
    if RoundKind.EXTRA in (before.kind, one.kind):
        return False
    years = one.plan_number - before.plan_number
    return years * _YEAR + _PLACES[one.kind] - _PLACES[before.kind] > 1
