"""What is due of a stay on the day before, the day and the day after."""

from dataclasses import replace
from datetime import date
from uuid import UUID

import pytest

from ssu_desktop.law import Article, load_law
from ssu_desktop.records.kinds import PlanState, RoundKind, Status, StayLength, UnitKind
from ssu_desktop.rules.duty import Duty, PlanStand, StayFacts
from ssu_desktop.rules.plan_duties import plan_year
from ssu_desktop.rules.today import duties
from ssu_desktop.rules.working_days import WorkingDays

LAW, CALENDAR = load_law(), WorkingDays()
STAY = StayFacts(
    stay_id=UUID(int=1),
    unit_kind=UnitKind.STATIONARY,
    status=Status.RECEIVING,
    admitted_on=date(2026, 3, 4),
)
ALL_HELD = {1: frozenset(RoundKind)}


def plan(state: PlanState, **others: object) -> PlanStand:
    """Return the first plan of the stay in a state."""
    stand = PlanStand(
        id=UUID(int=5),
        number=1,
        version=1,
        state=state,
        period_from=date(2026, 3, 4),
        period_until=date(2027, 3, 3),
    )
    return replace(stand, **others)  # type: ignore[arg-type] - the fields come by name


def due(facts: StayFacts, today: date = date(2026, 3, 12)) -> dict[str, Duty]:
    """Return the duties of a stay by their code, the rounds by their kind."""
    found = {}
    for duty in duties(facts, LAW, CALENDAR, today):
        kind = duty.values.get("round")
        found[f"round-{kind.value}" if isinstance(kind, RoundKind) else duty.code] = duty
    return found


@pytest.mark.parametrize(
    ("kind", "day", "paragraph"),
    [
        (UnitKind.STATIONARY, date(2026, 3, 18), "12(3)"),
        (UnitKind.DAY, date(2026, 3, 19), "23(3)"),
        (UnitKind.HOME, date(2026, 3, 19), "28(3)"),
        (UnitKind.TEMPORARY, date(2026, 3, 9), "37(4)"),
    ],
)
def test_the_plan_is_to_be_drafted_by_the_paragraph_of_the_unit(
    kind: UnitKind, day: date, paragraph: str
) -> None:
    duty = due(replace(STAY, unit_kind=kind))["plan-draft"]
    assert (duty.due, duty.article) == (day, Article("order-230", paragraph))


def test_one_step_of_the_plan_is_due_at_a_time() -> None:
    draft = replace(STAY, plans=(plan(PlanState.DRAFT, drafted_on=date(2026, 3, 10)),))
    assert due(draft)["plan-fill"].due == date(2026, 3, 17)
    filled = replace(STAY, plans=(plan(PlanState.FILLED, drafted_on=date(2026, 3, 10)),))
    assert due(filled)["plan-approve"].due == date(2026, 3, 17)
    approved = replace(STAY, plans=(plan(PlanState.APPROVED),))
    assert due(approved)["plan-renew"].due == date(2027, 3, 4)
    revised = replace(approved, plans=(*approved.plans, plan(PlanState.DRAFT, version=2)))
    version = due(revised)["plan-version"]
    assert (version.due, version.article) == (None, Article("order-230", "12(3)"))
    steps = {code for facts in (draft, filled, approved) for code in due(facts) if code.startswith("plan")}
    assert steps == {"plan-fill", "plan-approve", "plan-renew"}


@pytest.mark.parametrize(
    ("kind", "filled"),
    [
        (UnitKind.STATIONARY, date(2027, 3, 10)),  # Monday the 8th is a holiday
        (UnitKind.DAY, date(2027, 3, 5)),
        (UnitKind.HOME, date(2027, 3, 5)),
        (UnitKind.TEMPORARY, date(2027, 3, 4)),
    ],
)
def test_the_next_plan_once_begun_is_filled_in_and_approved_as_the_first_one_was(
    kind: UnitKind, filled: date
) -> None:
    """R230-241, and the steps of R230-234, 236, 238, 240: the order knows them for every plan."""
    ends = replace(STAY, unit_kind=kind, plans=(plan(PlanState.APPROVED, period_until=date(2027, 2, 28)),))
    today = date(2027, 3, 3)
    assert due(ends, today)["plan-renew"].due == date(2027, 3, 1)
    coming = plan(PlanState.DRAFT, number=2, period_from=date(2027, 3, 1), drafted_on=date(2027, 3, 2))
    drafted = due(replace(ends, plans=(*ends.plans, coming)), today)
    assert (drafted["plan-fill"].due, "plan-renew" in drafted) == (filled, False)
    written = replace(coming, state=PlanState.FILLED)
    assert due(replace(ends, plans=(*ends.plans, written)), today)["plan-approve"].due == filled


def test_an_approved_next_plan_is_the_one_to_be_renewed() -> None:
    both = (
        plan(PlanState.APPROVED),
        plan(PlanState.APPROVED, number=2, period_from=date(2027, 3, 4), period_until=date(2028, 2, 29)),
    )
    assert due(replace(STAY, plans=both), date(2027, 3, 3))["plan-renew"].due == date(2028, 3, 1)


def test_the_next_plan_that_says_no_day_of_drafting_is_filled_in_after_the_last_day_for_it() -> None:
    coming = plan(PlanState.DRAFT, number=2, period_from=date(2027, 3, 4))
    facts = replace(STAY, plans=(plan(PlanState.APPROVED), coming))
    assert due(facts, date(2027, 3, 3))["plan-fill"].due == date(2027, 3, 12)


@pytest.mark.parametrize(
    ("leaves_on", "asked"),
    [(date(2026, 5, 30), False), (date(2026, 5, 31), False), (date(2026, 6, 1), True)],
)
def test_a_plan_that_reaches_the_end_of_a_temporary_stay_is_not_renewed(leaves_on: date, asked: bool) -> None:
    """Para 23(3): the plan of a temporary stay runs as long as the stay; prolonged, it is renewed."""
    whole = plan(PlanState.APPROVED, period_until=date(2026, 5, 31))
    facts = replace(
        STAY,
        unit_kind=UnitKind.DAY,
        length=StayLength.TEMPORARY,
        planned_until=leaves_on,
        plans=(whole,),
    )
    assert ("plan-renew" in due(facts, date(2026, 5, 20))) is asked


def test_no_round_is_asked_for_after_the_last_day_of_a_temporary_stay() -> None:
    facts = replace(STAY, length=StayLength.TEMPORARY, rounds={1: frozenset({RoundKind.ADMISSION})})
    to_the_day = replace(facts, planned_until=date(2026, 6, 4))
    assert due(to_the_day, date(2026, 5, 20))["round-3"].due == date(2026, 6, 4)
    assert "round-3" not in due(replace(facts, planned_until=date(2026, 6, 3)), date(2026, 5, 20))


def test_a_plan_before_the_order_has_no_legal_date() -> None:
    old = replace(STAY, admitted_on=date(2019, 5, 6))
    duty = due(old)["plan-draft"]
    assert (duty.due, duty.article) == (None, None)
    assert not any(code.startswith("round") for code in due(old))


@pytest.mark.parametrize(
    ("today", "rounds"),
    [
        (date(2026, 3, 17), {"round-0"}),
        (date(2026, 3, 18), {"round-0"}),
        (date(2026, 3, 19), {"round-0", "round-3"}),
        (date(2026, 6, 4), {"round-0", "round-3"}),
        (date(2026, 6, 5), {"round-3", "round-6"}),
    ],
)
def test_the_latest_missed_round_and_the_next_one_are_due(today: date, rounds: set[str]) -> None:
    facts = replace(STAY, plans=(plan(PlanState.APPROVED),))
    assert {code for code in due(facts, today) if code.startswith("round")} == rounds


@pytest.mark.parametrize(
    ("held", "rounds"),
    [
        (set(), {"round-3", "round-6"}),
        ({RoundKind.MONTHS_3}, {"round-6"}),  # that of admission was missed, and the next one was held
        ({RoundKind.MONTHS_6}, {"round-9"}),
        ({RoundKind.MONTHS_9}, {"round-6"}),  # entered ahead: what is still to come is asked for
    ],
)
def test_a_round_missed_before_one_that_was_held_is_asked_for_no_more(
    held: set[RoundKind], rounds: set[str]
) -> None:
    done = {1: frozenset(held)}
    facts = replace(STAY, plans=(plan(PlanState.APPROVED),), rounds=done)
    assert {code for code in due(facts, date(2026, 6, 5)) if code.startswith("round")} == rounds


def test_held_rounds_are_not_asked_for_and_a_new_year_counts_from_its_own_plan() -> None:
    facts = replace(STAY, plans=(plan(PlanState.APPROVED),), rounds=ALL_HELD)
    assert not any(code.startswith("round") for code in due(facts))
    second = plan(PlanState.APPROVED, number=2, period_from=date(2027, 3, 4), period_until=date(2028, 3, 3))
    assert plan_year((*facts.plans, second), date(2026, 3, 4)) == (2, date(2027, 3, 4))
    revised = replace(second, version=2, period_from=date(2027, 9, 1))
    assert plan_year((*facts.plans, second, revised), date(2026, 3, 4)) == (2, date(2027, 3, 4))
    later = due(replace(facts, plans=(*facts.plans, second)), date(2027, 3, 5))
    assert later["round-0"].due == date(2027, 3, 4)
    assert later["round-3"].due == date(2027, 6, 4)


def test_suspended_and_ended_stays_have_no_duties_and_leave_pauses_them() -> None:
    for status in (Status.SUSPENDED, Status.DISCHARGED, Status.TRANSFERRED, Status.NOT_ARRIVED, Status.NONE):
        assert due(replace(STAY, status=status)) == {}
    away = due(replace(STAY, status=Status.AWAY, away_until=date(2026, 3, 10)))
    assert away["leave-ends"].due == date(2026, 3, 10)
    assert not away["leave-ends"].paused
    assert away["plan-draft"].paused


@pytest.mark.parametrize(
    ("kind", "paragraph"), [(UnitKind.DAY, "23(1)"), (UnitKind.HOME, "28(1)"), (UnitKind.STATIONARY, "12(1)")]
)
def test_of_a_suspension_only_its_end_is_told(kind: UnitKind, paragraph: str) -> None:
    until = date(2026, 3, 10)
    facts = replace(STAY, unit_kind=kind, status=Status.SUSPENDED, suspended_until=until)
    ((code, duty),) = due(facts).items()
    assert (code, duty.due, duty.article) == ("suspension-ends", until, Article("order-230", paragraph))


def test_whoever_waits_has_only_the_day_of_arrival() -> None:
    waiting = replace(STAY, status=Status.QUEUED, admitted_on=None)
    assert due(waiting) == {}
    arrival = due(replace(waiting, place_kept_until=date(2026, 3, 20)))["arrival"]
    assert (arrival.due, arrival.article) == (
        date(2026, 3, 20),
        Article("order-230", "12(1)"),
    )


def test_files_programmes_and_terms_are_told() -> None:
    assert due(replace(STAY, documents_needed=8, documents_received=8)).keys() >= {"plan-draft"}
    lacking = due(replace(STAY, documents_needed=8, documents_received=7))["document-missing"]
    assert (lacking.due, dict(lacking.values)) == (None, {"received": 7, "needed": 8})
    assert due(replace(STAY, has_file=False))["file-open"].due is None
    programme = due(replace(STAY, programme_until=date(2026, 3, 19)))["programme-ends"]
    assert (programme.due, programme.article) == (date(2026, 3, 19), Article("order-230", "12(2)"))
    assert "stay-limit" not in due(STAY)
    short = replace(STAY, length=StayLength.TEMPORARY)
    assert due(short)["stay-limit"].due == date(2026, 6, 4)
    assert due(replace(short, planned_until=date(2026, 4, 1)))["stay-limit"].due == date(2026, 4, 1)
    assert due(replace(short, planned_until=date(2026, 9, 1)))["stay-limit"].due == date(2026, 6, 4)


def test_a_plan_drafted_ahead_leaves_the_rounds_of_the_present_year_due() -> None:
    ahead = plan(PlanState.DRAFT, number=2, period_from=date(2027, 3, 4), period_until=date(2028, 3, 3))
    facts = replace(STAY, plans=(plan(PlanState.APPROVED), ahead))
    eve, first_day = due(facts, date(2027, 3, 3)), due(facts, date(2027, 3, 4))
    assert {code for code in eve if code.startswith("round")} == {"round-9", "round-12"}
    assert eve["round-12"].due == date(2027, 3, 4)
    assert first_day["round-0"].due == date(2027, 3, 4)
    assert "round-9" not in first_day
    assert first_day["round-12"].due == date(2027, 3, 4)  # the column of the former year is not filled


@pytest.mark.parametrize(
    ("held", "bound", "asked"),
    [
        ({}, frozenset(), True),
        ({1: frozenset({RoundKind.MONTHS_12})}, frozenset(), False),
        ({2: frozenset({RoundKind.ADMISSION})}, frozenset(), False),  # nobody can hold the other one any more
        ({}, frozenset({1}), False),
    ],
)
def test_the_last_round_of_a_year_is_asked_for_when_the_next_plan_has_begun(
    held: dict[int, frozenset[RoundKind]], bound: frozenset[int], asked: bool
) -> None:
    """R230-266: annex 5 has a column after 12 months, and the next year begins on that very day."""
    second = plan(PlanState.APPROVED, number=2, period_from=date(2027, 3, 4), period_until=date(2028, 3, 3))
    facts = replace(STAY, plans=(plan(PlanState.APPROVED), second), rounds=held, bound=bound)
    for today in (date(2027, 3, 4), date(2027, 3, 20)):
        found = due(facts, today)
        assert ("round-12" in found and found["round-12"].due == date(2027, 3, 4)) is asked


def test_the_rounds_up_to_a_day_are_all_told_where_they_are_asked_for() -> None:
    facts = replace(STAY, plans=(plan(PlanState.APPROVED),), rounds={1: frozenset({RoundKind.ADMISSION})})
    days = {"2026-05-31": 1, "2026-06-04": 1, "2026-09-04": 2, "2026-12-31": 3, "2027-12-31": 4}
    for until, count in days.items():
        found = duties(facts, LAW, CALENDAR, date(2026, 3, 12), date.fromisoformat(until))
        assert sum(duty.code == "round" for duty in found) == count, until
