"""What a plan and a round lack: observation, the rows of a plan, the decision of a round.

R230-234, R230-236, R230-238 and R230-251 (the plan follows the observation), R230-240 (T has none),
R230-243 and R230-246 (the period and the exact dates of each activity), R230-247 to R230-249, R230-256 and
R230-264 (correction after monitoring).
"""

from dataclasses import replace
from datetime import date

import pytest

from ssu_desktop.law import Article, load_law
from ssu_desktop.records.kinds import Domain, Period, RoundKind, UnitKind
from ssu_desktop.rules.finding import Weight
from ssu_desktop.rules.plan_draft import ItemDraft, PlanDraft, PlanFacts, remarks_on_plan
from ssu_desktop.rules.round_draft import RoundDraft, check_completing
from ssu_desktop.rules.working_days import WorkingDays

LAW, CALENDAR = load_law(), WorkingDays()
ADMITTED, DRAFTED = date(2026, 3, 4), date(2026, 3, 18)
PLAN = PlanDraft(period_from=ADMITTED, period_until=date(2027, 3, 3), drafted_on=DRAFTED)


@pytest.mark.parametrize(
    ("first", "last", "codes"),
    [
        (None, None, []),
        (date(2026, 3, 3), DRAFTED, ["observed-early"]),
        (ADMITTED, date(2026, 3, 17), []),
        (date(2026, 3, 5), DRAFTED, []),
        (ADMITTED, date(2026, 3, 19), ["observed-late"]),
        (date(2026, 3, 3), date(2026, 3, 19), ["observed-early", "observed-late"]),
    ],
)
@pytest.mark.parametrize(("kind", "paragraph"), [("S", "12(3)"), ("D", "23(3)"), ("H", "28(3)")])
def test_the_observation_lies_between_the_admission_and_the_draft(
    kind: str, paragraph: str, first: date | None, last: date | None, codes: list[str]
) -> None:
    plan = replace(PLAN, observed_from=first, observed_until=last)
    found = list(remarks_on_plan(plan, PlanFacts(unit_kind=UnitKind(kind), admitted_on=ADMITTED), LAW))
    assert [one.code for one in found] == codes
    weights = {"observed-early": Weight.WARN, "observed-late": Weight.NOTE}
    assert all(one.weight is weights[one.code] for one in found)
    assert all(one.article == Article("order-230", paragraph) for one in found)


ROW = ItemDraft(
    domain=Domain.HOUSEHOLD,
    service="Күтім",
    responsible_name="Қ. Әлиева",
    period=Period.WEEK,
    date_from=ADMITTED,
    date_until=date(2026, 6, 3),
)


@pytest.mark.parametrize(
    ("item", "codes"),
    [
        (ROW, []),
        (replace(ROW, period=None), ["item-period"]),
        (replace(ROW, period=Period.QUARTER), []),
        (replace(ROW, date_from=None), ["item-dates"]),
        (replace(ROW, date_until=None), ["item-dates"]),
        (replace(ROW, date_from=date(2026, 3, 3)), ["item-outside"]),
        (replace(ROW, date_until=date(2027, 3, 3)), []),
        (replace(ROW, date_until=date(2027, 3, 4)), ["item-outside"]),
        (replace(ROW, service=" "), ["item-service"]),
        (replace(ROW, responsible_name=""), ["item-responsible"]),
    ],
)
@pytest.mark.parametrize(
    ("kind", "paragraph"), [("S", "12(3)"), ("D", "23(3)"), ("H", "28(3)"), ("T", "37(4)")]
)
def test_each_activity_has_its_period_and_exact_dates_within_the_plan(
    kind: str, paragraph: str, item: ItemDraft, codes: list[str]
) -> None:
    facts = PlanFacts(unit_kind=UnitKind(kind), admitted_on=ADMITTED)
    found = list(remarks_on_plan(replace(PLAN, items=(item,)), facts, LAW))
    assert [one.code for one in found] == codes
    assert all(one.article == Article("order-230", paragraph) for one in found)


ROUND = RoundDraft(
    kind=RoundKind.MONTHS_3, held_on=date(2026, 6, 4), scores={Domain.LABOUR: 3}, specialist_name="Қ. Әлиева"
)


@pytest.mark.parametrize(
    ("draft", "kind", "codes"),
    [
        (ROUND, "S", []),
        (ROUND, "D", []),
        (ROUND, "H", []),
        (ROUND, "T", ["round-correction"]),
        (replace(ROUND, kind=RoundKind.ADMISSION), "T", []),
        (replace(ROUND, kind=RoundKind.EXTRA), "T", ["round-correction"]),
        (replace(ROUND, decision="жоспар өзгермейді"), "T", []),
        (replace(ROUND, revised_domains=(Domain.LABOUR,), recommendations="сабақтар"), "T", []),
        *[
            (replace(ROUND, revised_domains=(Domain.LABOUR,)), kind, ["round-recommendations"])
            for kind in "SDHT"
        ],
        *[
            (replace(ROUND, specialist_name=" ", decision="жоқ"), kind, ["round-specialist"])
            for kind in "SDHT"
        ],
    ],
)
def test_what_a_round_says_of_correction(draft: RoundDraft, kind: str, codes: list[str]) -> None:
    """Only in T the words "if needed" are missing: there it is asked after every round but the first."""
    found = check_completing(draft, UnitKind(kind), LAW, CALENDAR, date(2026, 6, 4), ADMITTED)
    told = list(found)
    assert [one.code for one in told] == codes
    asked = [one for one in told if one.code == "round-correction"]
    assert all((one.weight, one.article) == (Weight.NOTE, Article("order-230", "37(4)")) for one in asked)
