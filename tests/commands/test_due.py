"""The command `due`: the obligations of Today, and the independently calculated dates of 56 admissions.

R230-233 to R230-241 (plan), R230-256 and R230-259 (rounds), R230-015 (stay limit).
"""

import csv
import json
from collections import defaultdict
from datetime import date
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import pytest

from ssu_desktop.commands.exits import Exit
from ssu_desktop.records import Movement, Organisation, Plan, Stay, Unit, User
from ssu_desktop.records.kinds import Category, MovementKind, PlanState, Role, Status, UnitKind
from ssu_desktop.rules.plan import months_after
from tests.commands.conftest import TODAY, Told
from tests.support.datafile import LOGIN, prepared_file
from tests.support.people import person

_TABLE = Path(__file__).parents[1] / "rules" / "deadline_cases.csv"
CASES = tuple(csv.DictReader(_TABLE.read_text(encoding="utf-8").splitlines()))
KEYS = ("kind", "person_id", "person", "unit", "unit_kind", "due", "days", "act", "paragraph")
KINDS = {
    *("plan-draft", "plan-fill", "plan-approve", "plan-renew", "round", "round-entry", "marks"),
    *("programme-ends", "disability-ends", "leave-ends", "stay-limit", "arrival", "document-missing"),
    *("internal-rules", "acquaintance", "self-check", "home-units", "paid-contract"),
    *("originals-return", "age-16", "age-18", "licence", "binding"),
    *("plan-version", "file-open", "card-missing", "visits", "suspension-ends"),  # more than the issue names
}
ROUNDS = ("round_3_months", "round_6_months", "round_9_months", "round_12_months")


def listed(told: Told, file: Path, on: str, *words: str) -> list[dict[str, Any]]:
    """Return what `due --json` lists."""
    said = told("due", file, "--json", "--on", on, *words)
    assert (said.code, said.err) == (Exit.DONE, "")
    rows: list[dict[str, Any]] = json.loads(said.out)
    return rows


def day(text: str) -> date | None:
    """Return a date of the table, or None where it has none."""
    return date.fromisoformat(text) if text else None


def plan_of(case: dict[str, str], stay_id: UUID, state: PlanState | None) -> Plan | None:
    """Return the plan of a case in a state: drafted on its last day, running for its year."""
    if state is None:
        return None
    first, last = date.fromisoformat(case["admitted_on"]), day(case["plan_ends_on"])
    return Plan(
        stay_id=stay_id,
        number=1,
        state=state,
        period_from=first,
        period_until=last or months_after(first, 12),
        drafted_on=date.fromisoformat(case["plan_draft_due"]),
        approved_on=first if state is PlanState.APPROVED else None,
    )


def file_of_cases(folder: Path, state: PlanState | None) -> Path:
    """Return a data file with a person for each case, named by its number."""
    prepared = prepared_file(folder)
    with prepared.open() as opened, opened.write("prepare", prepared.actor) as session:
        session.add(
            User(
                id=prepared.user_id,
                login=LOGIN,
                full_name="Айгүл",
                role=Role.ADMINISTRATOR,
                further_roles=(Role.HEAD,),
                sees_victims=True,
            )
        )
        session.add(Organisation(name_kk="«Мейірім»", name_ru="«Мейірім»"))
        units = {kind: Unit(name_kk=kind, name_ru=kind, kind=kind, capacity=90) for kind in UnitKind}
        session.add_all(units.values())
        session.flush()
        for case in CASES:
            someone = person(f"Адам{case['case']}")
            session.add(someone)
            session.flush()
            kind, admitted_on = UnitKind(case["unit_kind"]), date.fromisoformat(case["admitted_on"])
            stay = Stay(
                id=uuid4(),
                person_id=someone.id,
                unit_id=units[kind].id,
                category=Category.HOMELESS if kind is UnitKind.TEMPORARY else Category.ELDERLY,
                status=Status.RECEIVING,
                status_since=admitted_on,
                admitted_on=admitted_on,
            )
            session.add(stay)
            session.flush()
            session.add(Movement(stay_id=stay.id, kind=MovementKind.ADMITTED, happened_on=admitted_on))
            if (plan := plan_of(case, stay.id, state)) is not None:
                session.add(plan)
    return prepared.path


def test_plans_to_be_drafted_are_due_as_calculated_independently(told: Told, tmp_path: Path) -> None:
    rows = listed(told, file_of_cases(tmp_path, None), "2026-06-01")
    due = {row["person"]: row["due"] for row in rows if row["kind"] == "plan-draft"}
    assert due == {f"Адам{case['case']}": case["plan_draft_due"] for case in CASES}


def test_plans_to_be_filled_in_are_due_as_calculated_independently(told: Told, tmp_path: Path) -> None:
    rows = listed(told, file_of_cases(tmp_path, PlanState.DRAFT), "2026-06-01")
    due = {row["person"]: row["due"] for row in rows if row["kind"] == "plan-fill"}
    wanted = {f"Адам{case['case']}": case["plan_fill_due_if_drafted_on_due"] for case in CASES}
    assert due == wanted


def test_rounds_and_the_next_plan_are_due_as_calculated_independently(told: Told, tmp_path: Path) -> None:
    """Month by month each obligation comes into sight within the 30 days before its day."""
    file = file_of_cases(tmp_path, PlanState.APPROVED)
    seen: dict[tuple[str, str], set[str]] = defaultdict(set)
    for month in range(24):
        on = months_after(date(2025, 2, 1), month).isoformat()
        for row in listed(told, file, on):
            seen[row["person"], row["kind"]].add(row["due"])
    for case in CASES:
        who = f"Адам{case['case']}"
        wanted = {case[column] for column in ROUNDS if day(case[column]) and case[column] < "2027-01-02"}
        assert wanted
        assert wanted <= seen[who, "round"], who
        if case["plan_renew_due"]:
            assert seen[who, "plan-renew"] == {case["plan_renew_due"]}, who


def test_an_obligation_has_the_keys_of_the_contract_and_days_below_0_when_it_is_late(
    told: Told, demo: Path
) -> None:
    rows = listed(told, demo, TODAY)
    today = date.fromisoformat(TODAY)
    assert {row["kind"] for row in rows} <= KINDS
    assert len({row["kind"] for row in rows}) > 8
    for row in rows:
        assert tuple(row)[: len(KEYS)] == KEYS
        assert (row["person_id"] is None) == (row["person"] is None)
        if row["due"] is None:
            assert row["days"] is None
        else:
            assert row["days"] == (date.fromisoformat(row["due"]) - today).days <= 30
    assert any(row["days"] is not None and row["days"] < 0 for row in rows)
    late = [row for row in rows if row["kind"] == "plan-draft" and row["days"] < 0]
    assert {(row["act"], row["paragraph"]) for row in late} <= {
        ("order-230", paragraph) for paragraph in ("12(3)", "23(3)", "28(3)", "37(4)")
    }


def test_the_obligations_of_one_unit(told: Told, demo: Path) -> None:
    everything = listed(told, demo, TODAY)
    unit = next(row["unit"] for row in everything if row["unit_kind"] == "H")
    assert listed(told, demo, TODAY, "--unit", unit) == [row for row in everything if row["unit"] == unit]
    assert told("due", demo, "--unit", "Жоқ бөлімше").code == Exit.NOT_FOUND


def test_without_json_each_obligation_is_one_line_in_the_users_language(told: Told, demo: Path) -> None:
    said = told("due", demo, "--on", TODAY)
    assert said.code == Exit.DONE
    assert len(said.out.splitlines()) == len(listed(told, demo, TODAY))
    assert "приказ № 230, п. 12 пп. 3)" in said.out
    assert "опоздание" in said.out


def test_a_date_that_rests_on_an_estimated_calendar_says_so(told: Told, demo: Path) -> None:
    rows = listed(told, demo, TODAY)
    unsure = [row for row in rows if not row["confirmed"]]
    assert unsure
    assert all(row["due"] for row in unsure)
    assert told("due", demo, "--on", TODAY).out.count("(календарь не подтверждён)") == len(unsure)


@pytest.mark.parametrize("file_name", ["nothing.ssu"])
def test_a_file_that_is_not_there_is_told(told: Told, tmp_path: Path, file_name: str) -> None:
    assert told("due", tmp_path / file_name).code == Exit.CANNOT_OPEN
