"""Duties of marks, entries, binding, papers, birthdays, originals and licences, on the days around them.

R230-021 (licence), R230-163 and R230-164 (originals), R230-259 (entry within a working day), R230-261 to
R230-263 (marks), R230-265 (binding); R240-R49, R240-R54 and R240-R57 (ages, advisory).
"""

from dataclasses import replace
from datetime import date
from uuid import UUID

import pytest

from ssu_desktop.language import Language
from ssu_desktop.law import Article, load_law
from ssu_desktop.records.kinds import Category, PlanState, RoundKind, Status, StayLength, UnitKind
from ssu_desktop.rules.duty import Duty, MarkStand, OpenRound, Place, PlanStand, StayFacts, UnitStand
from ssu_desktop.rules.mark_duties import unmarked_month
from ssu_desktop.rules.spelling import Month, spelt_values
from ssu_desktop.rules.term_duties import unit_duties
from ssu_desktop.rules.today import duties
from ssu_desktop.rules.working_days import WorkingDays

LAW, CALENDAR = load_law(), WorkingDays()
APPROVED = PlanStand(
    id=UUID(int=5),
    number=1,
    version=1,
    state=PlanState.APPROVED,
    period_from=date(2025, 9, 1),
    period_until=date(2026, 8, 31),
)
STAY = StayFacts(
    stay_id=UUID(int=1),
    unit_kind=UnitKind.STATIONARY,
    status=Status.RECEIVING,
    admitted_on=date(2025, 9, 1),
    plans=(APPROVED,),
    rounds={1: frozenset(RoundKind)},
)
THREE = ((None, None),) * 3  # activities that run through the whole plan
PARAGRAPHS = {
    UnitKind.STATIONARY: "12(4)",
    UnitKind.DAY: "23(4)",
    UnitKind.HOME: "28(4)",
    UnitKind.TEMPORARY: "37(5)",
}


def of_code(code: str, facts: StayFacts, today: date) -> list[Duty]:
    """Return the duties of one code."""
    return [duty for duty in duties(facts, LAW, CALENDAR, today) if duty.code == code]


@pytest.mark.parametrize("kind", UnitKind)
@pytest.mark.parametrize(
    ("held", "due"),
    [
        (date(2026, 3, 4), date(2026, 3, 5)),  # a Wednesday
        (date(2026, 3, 6), date(2026, 3, 10)),  # a Friday before a day off for 8 March
        (date(2026, 3, 20), date(2026, 3, 26)),  # the Friday before Nauryz
    ],
)
def test_a_round_is_entered_by_the_next_working_day(kind: UnitKind, held: date, due: date) -> None:
    facts = replace(STAY, unit_kind=kind, rounds={}, open_rounds=(OpenRound(1, RoundKind.MONTHS_6, held),))
    (duty,) = of_code("round-entry", facts, held)
    assert (duty.due, duty.article) == (due, Article("order-230", PARAGRAPHS[kind]))
    assert duty.place is Place.MONITORING


def test_a_round_that_is_being_entered_is_not_asked_for_twice() -> None:
    facts = replace(STAY, rounds={}, open_rounds=(OpenRound(1, RoundKind.MONTHS_6, date(2026, 3, 2)),))
    asked = [duty.values["round"] for duty in of_code("round", facts, date(2026, 3, 2))]
    assert RoundKind.MONTHS_6 not in asked


def test_a_round_of_last_year_left_open_does_not_stand_for_that_of_this_year() -> None:
    last, this = (
        replace(APPROVED, number=number, period_from=date(2024 + number, 9, 1)) for number in (0, 1)
    )
    plans = (replace(last, number=1), replace(this, number=2))
    held = (OpenRound(1, RoundKind.MONTHS_6, date(2025, 3, 3)),)
    facts = replace(STAY, admitted_on=date(2024, 9, 1), plans=plans, rounds={}, open_rounds=held)
    asked = [duty.values["round"] for duty in of_code("round", facts, date(2026, 2, 20))]
    assert RoundKind.MONTHS_6 in asked


def test_a_round_on_the_last_day_of_the_calendar_has_no_last_day_for_its_entry() -> None:
    held = date(2100, 12, 31)
    (duty,) = of_code("round-entry", replace(STAY, open_rounds=(OpenRound(1, RoundKind.EXTRA, held),)), held)
    assert duty.due is None


def test_a_temporary_home_service_ends_as_planned_since_the_order_gives_no_term() -> None:
    facts = replace(STAY, unit_kind=UnitKind.HOME, length=StayLength.TEMPORARY)
    assert of_code("stay-limit", facts, date(2026, 3, 2)) == []
    (duty,) = of_code("stay-limit", replace(facts, planned_until=date(2026, 4, 1)), date(2026, 3, 2))
    assert (duty.due, duty.article) == (date(2026, 4, 1), None)


@pytest.mark.parametrize(
    ("today", "month"),
    [
        (date(2026, 1, 31), None),  # the month of the change itself
        (date(2026, 2, 1), date(2026, 2, 1)),
        (date(2026, 3, 1), date(2026, 2, 1)),  # the earliest one that lacks a mark
    ],
)
def test_marks_are_asked_for_monthly_from_the_month_after_a_change(today: date, month: date | None) -> None:
    stand = MarkStand(activities=THREE, first_change=date(2026, 1, 1), marked={date(2026, 1, 1): 3})
    assert unmarked_month(stand, today) == month


@pytest.mark.parametrize(
    ("span", "needed"),
    [
        ((date(2026, 2, 28), None), 1),
        ((date(2026, 3, 1), None), 0),
        ((None, date(2026, 2, 1)), 1),
        ((None, date(2026, 1, 31)), 0),
        ((None, None), 1),
    ],
)
def test_an_activity_is_marked_in_the_months_in_which_it_runs(
    span: tuple[date | None, date | None], needed: int
) -> None:
    assert MarkStand(activities=(span,)).needed(date(2026, 2, 1)) == needed


def test_marks_before_a_new_version_of_the_plan_are_not_asked_for_again() -> None:
    stand = MarkStand(activities=THREE, first_change=date(2025, 11, 1), version_from=date(2026, 2, 1))
    assert unmarked_month(stand, date(2026, 1, 31)) is None
    assert unmarked_month(stand, date(2026, 2, 1)) == date(2026, 2, 1)


@pytest.mark.parametrize("kind", UnitKind)
def test_monthly_marks_are_due_with_the_last_day_of_the_month(kind: UnitKind) -> None:
    stand = MarkStand(activities=THREE, first_change=date(2026, 1, 1), marked={date(2026, 2, 1): 2})
    (duty,) = of_code("marks", replace(STAY, unit_kind=kind, marks={1: stand}), date(2026, 2, 10))
    assert (duty.due, duty.article) == (date(2026, 2, 28), Article("order-230", PARAGRAPHS[kind]))
    assert duty.values == {"month": Month(date(2026, 2, 1)), "done": 2, "needed": 3}
    assert spelt_values(duty.values, Language.KK)["month"] == "2026 жылғы ақпан"
    assert spelt_values(duty.values, Language.RU)["month"] == "февраль 2026 года"


def test_no_monthly_marks_without_a_change_and_none_when_all_are_there() -> None:
    quiet = MarkStand(activities=THREE)
    full = MarkStand(activities=THREE, first_change=date(2026, 1, 1), marked={date(2026, 2, 1): 3})
    for stand in (quiet, full):
        assert of_code("marks", replace(STAY, marks={1: stand}), date(2026, 2, 28)) == []


@pytest.mark.parametrize(
    ("today", "asked"),
    [(date(2026, 8, 30), 0), (date(2026, 8, 31), 0), (date(2026, 9, 1), 1)],
)
def test_plan_and_journal_are_bound_once_the_year_is_over(today: date, asked: int) -> None:
    found = of_code("binding", STAY, today)
    assert len(found) == asked
    assert [duty.due for duty in found] == [None] * asked  # the law names no day
    assert of_code("binding", replace(STAY, bound=frozenset({1})), today) == []


@pytest.mark.parametrize(
    ("today", "word"),
    [
        (date(2026, 3, 19), "The term of the disability runs out"),
        (date(2026, 3, 20), "The term of the disability runs out"),
        (date(2026, 3, 21), "The term of the disability has expired"),
    ],
)
def test_the_term_of_a_disability_runs_out(today: date, word: str) -> None:
    (duty,) = of_code("disability-ends", replace(STAY, disability_until=date(2026, 3, 20)), today)
    assert (duty.text, duty.due) == (word, date(2026, 3, 20))


@pytest.mark.parametrize(
    ("kind", "paragraph"),
    [
        (UnitKind.STATIONARY, "12(2)"),
        (UnitKind.DAY, "23(2)"),
        (UnitKind.HOME, "28(2)"),
        (UnitKind.TEMPORARY, None),  # the file of T holds neither paper
    ],
)
def test_terms_that_run_out_name_the_paragraph_of_the_paper_that_tells_of_them(
    kind: UnitKind, paragraph: str | None
) -> None:
    """R230-173, 175, 196, 198: the certificate of disability and the extract of the programme."""
    day = date(2026, 3, 20)
    facts = replace(STAY, unit_kind=kind, disability_until=day, programme_until=day)
    for code, tells_of in (("disability-ends", "disability"), ("programme-ends", "programme")):
        (duty,) = of_code(code, facts, day)
        assert duty.article == (Article("order-230", paragraph) if paragraph else None)
        if duty.article is not None:
            assert duty.article.about == f"{kind}.file.{tells_of}"


CHILD = replace(STAY, category=Category.CHILDREN, born=date(2010, 3, 12))


@pytest.mark.parametrize(
    ("born", "due"),
    [
        (date(2010, 3, 12), date(2026, 3, 12)),
        (date(2010, 3, 14), date(2026, 3, 14)),  # a Saturday: a birthday is not moved
        (date(2012, 2, 29), date(2028, 2, 29)),
    ],
)
def test_at_16_an_identity_card_is_due_as_an_advice_of_the_model_rules(born: date, due: date) -> None:
    (duty,) = of_code("age-16", replace(CHILD, born=born), date(2026, 3, 11))
    assert (duty.due, duty.article, duty.advisory) == (due, Article("order-240", "39"), True)
    assert of_code("age-16", replace(CHILD, born=born, has_identity_card=True), date(2026, 3, 11)) == []


def test_a_grown_up_is_not_asked_for_the_first_identity_card() -> None:
    born = date(2008, 3, 12)
    assert of_code("age-16", replace(CHILD, born=born), date(2026, 3, 11))
    assert of_code("age-16", replace(CHILD, born=born), date(2026, 3, 12)) == []
    assert of_code("age-16", replace(CHILD, born=date(1943, 5, 11)), date(2026, 3, 12)) == []


@pytest.mark.parametrize(
    ("kind", "category", "asked"),
    [
        (UnitKind.STATIONARY, Category.CHILDREN, True),
        (UnitKind.STATIONARY, Category.MUSCULOSKELETAL, True),
        (UnitKind.DAY, Category.CHILDREN, True),
        (UnitKind.DAY, Category.MUSCULOSKELETAL, False),  # para 14(2) serves adults with it too
        (UnitKind.HOME, Category.CHILDREN, True),
        (UnitKind.STATIONARY, Category.ELDERLY, False),
        (UnitKind.TEMPORARY, Category.VIOLENCE, False),
    ],
)
def test_at_18_who_is_served_as_a_child_leaves(kind: UnitKind, category: Category, asked: bool) -> None:
    facts = replace(CHILD, unit_kind=kind, category=category, born=date(2008, 3, 12))
    found = of_code("age-18", facts, date(2026, 3, 12))
    assert [duty.due for duty in found] == ([date(2026, 3, 12)] if asked else [])
    assert all(duty.article == Article("order-240", "36") and duty.advisory for duty in found)


def test_originals_are_given_back_before_a_known_end_of_the_stay_and_after_it_at_once() -> None:
    kept = replace(STAY, originals=2)
    today = date(2025, 11, 20)
    assert of_code("originals-return", kept, today) == []  # nobody knows when the person leaves
    short = replace(kept, length=StayLength.TEMPORARY)
    (duty,) = of_code("originals-return", short, today)
    assert (duty.due, duty.values["count"]) == (date(2025, 12, 1), 2)
    left = replace(kept, status=Status.DISCHARGED, ended_on=date(2025, 11, 1))
    (duty,) = duties(left, LAW, CALENDAR, today)
    assert (duty.code, duty.due, duty.article) == (
        "originals-return",
        date(2025, 11, 1),
        Article("order-230", "12(2)"),
    )
    assert not list(duties(replace(left, originals=0), LAW, CALENDAR, today))


@pytest.mark.parametrize(
    ("kind", "paragraph"),
    [
        (UnitKind.STATIONARY, "4-1"),
        (UnitKind.DAY, "13-1"),
        (UnitKind.HOME, "24-1"),
        (UnitKind.TEMPORARY, "29-1"),
    ],
)
@pytest.mark.parametrize(
    ("today", "text"),
    [
        (date(2026, 3, 11), "The licence runs out"),
        (date(2026, 3, 12), "The licence runs out"),
        (date(2026, 3, 13), "The licence has expired"),
    ],
)
def test_the_licence_of_a_unit_runs_out(kind: UnitKind, paragraph: str, today: date, text: str) -> None:
    unit = UnitStand(kind=kind, licence_until=date(2026, 3, 12))
    (duty,) = unit_duties(unit, LAW, today)
    assert (duty.text, duty.due, duty.article) == (
        text,
        date(2026, 3, 12),
        Article("order-230", paragraph),
    )
    assert not list(unit_duties(replace(unit, closed_on=date(2026, 3, 1)), LAW, today))
    assert not list(unit_duties(UnitStand(kind=kind), LAW, today))


def test_an_arrival_is_due_by_the_referral_and_by_the_deferral_where_there_was_one() -> None:
    waits = replace(STAY, status=Status.QUEUED, admitted_on=None, arrival_due=date(2026, 3, 20))
    (duty,) = duties(waits, LAW, CALENDAR, date(2026, 3, 12))
    assert (duty.code, duty.due) == ("arrival", date(2026, 3, 20))
    (duty,) = duties(replace(waits, place_kept_until=date(2026, 4, 10)), LAW, CALENDAR, date(2026, 3, 12))
    assert duty.due == date(2026, 4, 10)


def test_nothing_runs_while_a_stay_is_suspended() -> None:
    facts = replace(STAY, status=Status.SUSPENDED, originals=2, disability_until=date(2026, 3, 20))
    assert list(duties(facts, LAW, CALENDAR, date(2026, 3, 12))) == []
