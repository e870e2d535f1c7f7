"""What is due of the terms of a stay, of papers that run out, of a birthday, of a unit's licence."""

from collections.abc import Iterator
from datetime import date

from ssu_desktop.language import N_
from ssu_desktop.law import Law, NoFigure
from ssu_desktop.records.kinds import Category, StayLength, UnitKind
from ssu_desktop.rules.duty import Duty, Place, StayFacts, UnitStand
from ssu_desktop.rules.entry import article_of, article_of_paper
from ssu_desktop.rules.house_duties import house_duties
from ssu_desktop.rules.plan import age_reached, months_after
from ssu_desktop.rules.visit_duties import unentered_weeks

_CHILDREN = frozenset({Category.CHILDREN, Category.MUSCULOSKELETAL})


def term_duties(facts: StayFacts, admitted_on: date, law: Law, today: date) -> Iterator[Duty]:
    """Yield the ends of the programme, of the disability and of a temporary stay.

    The paragraph of both terms is that of the paper of the personal file that tells of them, which then is to
    be a new one (paras 12(2), 23(2), 28(2)).
    """
    programme = N_("The rehabilitation programme runs out"), N_("The rehabilitation programme has expired")
    disability = N_("The term of the disability runs out"), N_("The term of the disability has expired")
    for code, tells_of, until, words in (
        ("programme-ends", "programme", facts.programme_until, programme),
        ("disability-ends", "disability", facts.disability_until, disability),
    ):
        if until is not None:
            yield Duty(
                code=code,
                text=words[until < today],
                place=Place.OVERVIEW,
                due=until,
                article=article_of_paper(law, facts.unit_kind, tells_of, until),
            )
    last = stay_limit(facts, admitted_on, law)
    if last is not None:
        yield Duty(
            code="stay-limit",
            text=N_("The term of the temporary stay ends"),
            place=Place.MOVEMENTS,
            due=last,
            article=article_of(law, "stay.temporary_longest", facts.unit_kind, admitted_on),
        )


def stay_limit(facts: StayFacts, admitted_on: date, law: Law) -> date | None:
    """Return the last day of a temporary stay: as planned, at the latest as the law has it.

    None for a long-term stay, which has no limit (Order 230, paras 3 and 34(2))."""
    if facts.length is not StayLength.TEMPORARY and facts.unit_kind is not UnitKind.TEMPORARY:
        return None
    try:
        limit = law.known_figure("stay.temporary_longest", facts.unit_kind, on=admitted_on)
    except NoFigure:
        return facts.planned_until  # home service: the order gives no term, the stay itself does
    last = months_after(admitted_on, limit.value)
    return min(last, facts.planned_until or last)


def age_duties(facts: StayFacts, law: Law, today: date) -> Iterator[Duty]:
    """Yield the identity card at 16 and the leaving of the children's unit at 18; both are advisory.

    Source: the model rules of 2009 (Order 240-ө, paras 36 and 39), which are no longer in force."""
    if facts.born is None:
        return
    card = law.known_figure("age.identity_card", on=today)
    leaves = law.known_figure("age.leaves_children", on=today)
    sixteen, eighteen = age_reached(facts.born, card.value), age_reached(facts.born, leaves.value)
    if today < eighteen and not facts.has_identity_card:
        yield Duty(
            code="age-16",
            text=N_("Turns 16: an identity card is to be made out"),
            place=Place.OVERVIEW,
            due=sixteen,
            article=card.article,
            advisory=True,
        )
    if facts.category in _CHILDREN and facts.unit_kind is not UnitKind.TEMPORARY and _ends_at_18(facts, law):
        yield Duty(
            code="age-18",
            text=N_("Turns 18: is to be discharged or transferred"),
            place=Place.MOVEMENTS,
            due=eighteen,
            article=leaves.article,
            advisory=True,
        )


def _ends_at_18(facts: StayFacts, law: Law) -> bool:
    """Return whether the category ends with an age in this kind of unit (D serves adults with it too)."""
    assert facts.category is not None  # noqa: S101 - the caller has looked
    key = f"admission.age_below.{facts.category.value}"
    return article_of(law, key, facts.unit_kind, facts.admitted_on or date.max) is not None


def unit_duties(unit: UnitStand, law: Law, today: date) -> Iterator[Duty]:
    """Yield the end of a licence, what the house needs, weeks without visits; a closed unit needs nothing."""
    if unit.closed_on is not None and unit.closed_on <= today:
        return
    if unit.licence_until is not None:
        over = unit.licence_until < today
        yield Duty(
            code="licence",
            text=N_("The licence has expired") if over else N_("The licence runs out"),
            place=Place.UNITS,
            due=unit.licence_until,
            article=article_of(law, "unit.licence", unit.kind, today),
        )
    yield from house_duties(unit, law, today)
    yield from unentered_weeks(unit, law, today)
