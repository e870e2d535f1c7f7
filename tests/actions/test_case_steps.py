"""The four steps of social work in health care, in order, with their grades (R153-08 to R153-10, R153-12)."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from uuid import UUID

import pytest

from ssu_desktop.actions.case_steps import case_page, save_case_step
from ssu_desktop.actions.departures import list_departures
from ssu_desktop.actions.desk import Desk, Refused
from ssu_desktop.actions.plan_editing import start_plan
from ssu_desktop.language import Bilingual
from ssu_desktop.law import Article
from ssu_desktop.records import Unit
from ssu_desktop.records.kinds import CaseStepKind, Grade, Sector, UnitKind
from ssu_desktop.rules.case_step import CaseStepDraft, check_case_step
from tests.support.by_hand import by_hand
from tests.support.stays import admitted, codes, saved

TODAY = date(2026, 3, 12)
KNOWN = {CaseStepKind.CONTACT: date(2026, 3, 5), CaseStepKind.ASSESSMENT: date(2026, 3, 8)}
WHOLE = CaseStepDraft(
    step=CaseStepKind.ASSESSMENT,
    done_on=date(2026, 3, 6),
    done_by="Н. Әлиева",
    urgency=Grade.HIGH,
    complexity=Grade.LOW,
    severity=Grade.MIDDLE,
)


@pytest.mark.parametrize(
    ("change", "found"),
    [
        ({}, []),
        ({"done_on": None}, ["date-missing"]),
        ({"done_on": date(2026, 3, 13)}, ["date-in-future"]),
        ({"done_by": " "}, ["case-step-by"]),
        ({"severity": None}, ["case-grades"]),
        ({"done_on": date(2026, 3, 4)}, ["case-step-order"]),
        ({"step": CaseStepKind.CONTACT, "done_on": date(2026, 3, 9)}, ["case-step-order"]),
        ({"step": CaseStepKind.EVALUATION, "done_on": TODAY}, ["case-evaluation", "case-step-before"]),
        ({"step": CaseStepKind.INTERVENTION, "done_on": TODAY}, []),
    ],
)
def test_what_stands_against_a_step(change: Mapping[str, object], found: list[str]) -> None:
    draft = replace(WHOLE, **change)  # type: ignore[arg-type] - the fields come by name
    assert [one.code for one in check_case_step(draft, KNOWN, TODAY)] == found


@pytest.fixture
def stay_id(desk: Desk, units: Mapping[UnitKind, UUID], aigul: UUID) -> UUID:
    """A stay in a unit that has become one of health care."""
    made = admitted(desk, aigul, units[UnitKind.STATIONARY])
    with by_hand(desk, "sector") as session:
        session.get_one(Unit, units[UnitKind.STATIONARY]).sector = Sector.HEALTH
    return made


def test_steps_are_entered_and_changed_in_place(desk: Desk, stay_id: UUID) -> None:
    first = replace(WHOLE, step=CaseStepKind.CONTACT, done_on=date(2026, 3, 5))
    saved(save_case_step(desk, stay_id, first))
    made = saved(save_case_step(desk, stay_id, WHOLE))
    changed = replace(WHOLE, severity=Grade.HIGH, revision=1)
    assert saved(save_case_step(desk, stay_id, changed)) == made
    assert codes(save_case_step(desk, stay_id, changed)) == ["changed-meanwhile"]
    page = case_page(desk, stay_id)
    assert page is not None
    assert [step.step for step in page.steps] == list(CaseStepKind)
    assert [step.severity for step in page.steps] == [Grade.MIDDLE, Grade.HIGH, None, None]
    assert [step.done_on is not None for step in page.steps] == [True, True, False, False]


def test_a_step_before_its_time_is_entered_with_a_reason(desk: Desk, stay_id: UUID) -> None:
    assert codes(save_case_step(desk, stay_id, WHOLE)) == ["case-step-before"]
    saved(save_case_step(desk, stay_id, WHOLE, {"case-step-before": "шұғыл жағдай"}))


def test_a_plan_before_first_contact_and_assessment_asks_for_a_reason_which_is_recorded(
    desk: Desk, stay_id: UUID
) -> None:
    """R153-08: planning is the third step."""
    both = ["plan-before-contact", "plan-before-assessment"]
    refused = start_plan(desk, stay_id)
    assert codes(refused) == both
    assert isinstance(refused, Refused)
    assert [found.article for found in refused.findings] == [
        Article("order-153", "9(1)"),
        Article("order-153", "9(2)"),
    ]
    saved(save_case_step(desk, stay_id, replace(WHOLE, step=CaseStepKind.CONTACT, done_on=date(2026, 3, 5))))
    assert codes(start_plan(desk, stay_id)) == both[1:]
    saved(start_plan(desk, stay_id, reasons={"plan-before-assessment": "шұғыл жағдай"}))
    (departure,) = list_departures(desk)
    assert (departure.code, departure.reason) == ("plan-before-assessment", "шұғыл жағдай")
    assert departure.values == {"step": Bilingual("Қажеттіліктерді бағалау", "Оценка потребностей")}


def test_a_plan_after_both_steps_is_begun_at_once(desk: Desk, stay_id: UUID) -> None:
    saved(save_case_step(desk, stay_id, replace(WHOLE, step=CaseStepKind.CONTACT, done_on=date(2026, 3, 5))))
    saved(save_case_step(desk, stay_id, WHOLE))
    saved(start_plan(desk, stay_id))
    assert list_departures(desk) == ()


def test_outside_health_care_a_plan_asks_for_no_such_steps(
    desk: Desk, units: Mapping[UnitKind, UUID], aigul: UUID
) -> None:
    saved(start_plan(desk, admitted(desk, aigul, units[UnitKind.STATIONARY])))
    assert list_departures(desk) == ()


def test_units_of_other_sectors_have_no_such_steps(
    desk: Desk, units: Mapping[UnitKind, UUID], aigul: UUID
) -> None:
    assert case_page(desk, admitted(desk, aigul, units[UnitKind.DAY])) is None
