"""What is due of the order of a house: internal rules, self-check, its size; of a person in it: papers."""

from collections.abc import Iterator
from datetime import date

from ssu_desktop.language import N_
from ssu_desktop.law import Law
from ssu_desktop.records.kinds import Answer, Funding, UnitKind
from ssu_desktop.rules.duty import Duty, Place, StayFacts, UnitStand
from ssu_desktop.rules.entry import article_of
from ssu_desktop.rules.house import needs_rules, points_of
from ssu_desktop.rules.posts import home_need


def living_duties(facts: StayFacts, admitted_on: date, law: Law) -> Iterator[Duty]:
    """Yield the acquaintance with the rules of who came after their approval, and a missing paid contract.

    Source: Order 230, paras 7, 15 and 33; 4-5, 13-5, 24-5 and 29-5. The order names no day for either."""
    approved = facts.rules_approved_on
    if approved is not None and approved <= admitted_on and not facts.knows_rules:
        yield Duty(
            code="acquaintance",
            text=N_("Acquaint with the internal rules"),
            place=Place.OVERVIEW,
            article=article_of(law, "rules.told", facts.unit_kind, admitted_on),
        )
    if facts.funding is Funding.PAID and not facts.has_contract:
        yield Duty(
            code="paid-contract",
            text=N_("Conclude a contract of paid services"),
            place=Place.OVERVIEW,
            article=article_of(law, "paid.contract", facts.unit_kind, admitted_on),
        )


def house_duties(unit: UnitStand, law: Law, today: date) -> Iterator[Duty]:
    """Yield what the order asks of a unit itself, without a day."""
    yield from _rules(unit, law, today)
    yield from _self_check(unit, law, today)
    if unit.kind is UnitKind.HOME:
        yield from _size(unit, law, today)


def _rules(unit: UnitStand, law: Law, today: date) -> Iterator[Duty]:
    """Yield the rules that are missing where people are served, and an edition that they do not know."""
    if not unit.has_rules and unit.counts and needs_rules(unit.kind, law, today):
        yield Duty(
            code="internal-rules",
            text=N_("Enter the internal rules that the head approved"),
            place=Place.UNIT,
            article=article_of(law, "rules.internal", unit.kind, today),
        )
    elif unit.unread:
        yield Duty(
            code="acquaintance",
            text=N_("Acquaint with the new internal rules: {count}"),
            place=Place.UNIT,
            values={"count": unit.unread},
            article=article_of(law, "rules.told", unit.kind, today),
        )


def _self_check(unit: UnitStand, law: Law, today: date) -> Iterator[Duty]:
    for point, figure in points_of(unit.kind, law, today, within_stationary=unit.within_stationary):
        answer = unit.answers.get(point)
        if answer is not Answer.YES:
            open_one, lacking = N_("Self-check: a point has no answer"), N_("Self-check: a point is not met")
            yield Duty(
                code="self-check",
                text=open_one if answer is None else lacking,
                place=Place.UNIT,
                article=figure.article,
                subject=point,
            )


def _size(unit: UnitStand, law: Law, today: date) -> Iterator[Duty]:
    need = home_need(unit.counts, law, today)
    if need is not None and need.count > need.limit:
        yield Duty(
            code="home-units",
            text=N_("{count} recipients are served: {units} units are needed, one for each {limit}"),
            place=Place.UNIT,
            values={"count": need.count, "units": need.least, "limit": need.limit},
            article=need.article,
        )
