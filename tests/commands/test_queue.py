"""The commands `queue` and `present`, as scripts read them: R230-145 to R230-152."""

import json
from pathlib import Path
from typing import Any

import pytest

from ssu_desktop.commands.exits import Exit
from ssu_desktop.records.kinds import UnitKind
from tests.commands.conftest import TODAY, Told

STATIONARY = "Стационар"


def listed(told: Told, command: str, file: Path, *words: str, on: str = TODAY) -> list[dict[str, Any]]:
    """Return what a command lists as JSON."""
    said = told(command, file, "--json", "--on", on, *words)
    assert (said.code, said.err) == (Exit.DONE, "")
    rows: list[dict[str, Any]] = json.loads(said.out)
    return rows


def test_the_queue_is_listed_unit_by_unit_in_its_turn(told: Told, demo: Path) -> None:
    rows = listed(told, "queue", demo)
    assert [row["unit_kind"] for row in rows] == ["S", "S", "S", "S", "D", "H"]
    first, late, deferred, fourth = rows[:4]
    assert (first["place"], first["out_of_turn"], first["applied_on"]) == (1, True, "2026-03-08")
    assert (late["person"], late["arrive_by"], late["late"]) == (
        "Дүйсенов Мұрат Серікұлы",
        "2026-03-09",
        True,
    )
    assert (deferred["arrive_by"], deferred["deferred"], deferred["late"]) == ("2026-04-01", True, False)
    assert (fourth["arrive_by"], fourth["out_of_turn"]) == (None, False)
    days = [row["applied_on"] for row in rows[1:4]]
    assert days == sorted(days)
    assert listed(told, "queue", demo, "--unit", STATIONARY) == rows[:4]


def test_the_queue_for_reading_is_one_line_a_person(told: Told, demo: Path) -> None:
    said = told("queue", demo, "--on", TODAY)
    assert said.code == Exit.DONE
    lines = said.out.splitlines()
    assert len(lines) == 6
    assert "Вне очереди: " in lines[0]
    assert "прибытие ожидалось до 09.03.2026" in lines[1]


def test_who_was_present_is_told_by_the_events_of_that_day(told: Told, demo: Path) -> None:
    rows = listed(told, "present", demo)
    people = told("people", demo, "--json", "--on", TODAY)
    today = {
        row["id"]
        for row in json.loads(people.out)
        if row["status"] in {"receiving", "away", "suspended", "observation"}
    }
    assert {row["person_id"] for row in rows} == today
    assert {row["unit_kind"] for row in rows} == set(UnitKind)
    earlier = listed(told, "present", demo, "--unit", STATIONARY, on="2026-02-01")
    assert {row["unit_kind"] for row in earlier} == {"S"}
    assert all(row["admitted_on"] <= "2026-02-01" for row in earlier)
    left = {row["person_id"] for row in earlier} - today
    assert left  # somebody was there then who is not there today
    assert listed(told, "present", demo, on="2020-01-01") == []


def test_the_list_for_reading_ends_with_the_count(told: Told, demo: Path) -> None:
    said = told("present", demo, "--on", TODAY, "--unit", STATIONARY)
    *lines, last = said.out.splitlines()
    rows = listed(told, "present", demo, "--unit", STATIONARY)
    away = sum(row["status"] == "away" for row in rows)
    assert len(lines) == len(rows)
    assert (
        last
        == f"Всего {len(rows)}: получают услуги {len(rows) - away}, временно выбыли {away}, приостановлено 0."
    )


@pytest.mark.parametrize("command", ["queue", "present"])
def test_an_unknown_unit_and_a_wrong_day_are_told_in_one_line(told: Told, demo: Path, command: str) -> None:
    assert told(command, demo, "--unit", "Ванна").code == Exit.NOT_FOUND
    assert told(command, demo, "--on", "2026-02-30").code == Exit.USAGE
    assert told(command, demo.with_name("жоқ.ssu")).code == Exit.CANNOT_OPEN
