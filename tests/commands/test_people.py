"""The command `people`: everyone once, found as a person types, in the shape that scripts rely on."""

import json
import re
from collections import Counter
from datetime import date
from pathlib import Path
from uuid import UUID

import pytest

from ssu_desktop.commands.exits import Exit
from ssu_desktop.language.names import sort_key
from ssu_desktop.records.kinds import Status, UnitKind
from ssu_desktop.storage import open_data_file
from tests.commands.conftest import TODAY, Told
from tests.support.datafile import LOGIN, PASSWORD, Prepared
from tests.support.people import person

Row = dict[str, str | None]
KEYS = ["id", "name", "iin", "born", "unit", "unit_kind", "status", "admitted_on"]


def _listed(told: Told, file: Path, *words: str) -> list[Row]:
    said = told("people", file, *words, "--json", "--on", TODAY)
    assert (said.code, said.err) == (Exit.DONE, "")
    rows: list[Row] = json.loads(said.out)
    return rows


def test_everyone_is_listed_once_discharged_included_in_the_kazakh_order(told: Told, demo: Path) -> None:
    rows = _listed(told, demo)
    assert len(rows) >= 40
    assert len({row["id"] for row in rows}) == len(rows)
    states = Counter(row["status"] for row in rows)
    assert {Status.RECEIVING, Status.AWAY, Status.DISCHARGED, Status.QUEUED} <= set(states)
    assert {row["unit_kind"] for row in rows if row["status"] == Status.RECEIVING} == set(UnitKind)
    names = [row["name"] or "" for row in rows]
    assert names == sorted(names, key=sort_key)


def test_a_person_in_json_has_the_keys_of_the_contract(told: Told, demo: Path) -> None:
    for row in _listed(told, demo):
        assert list(row) == KEYS
        assert UUID(row["id"])
        assert row["name"]
        assert row["iin"] is None or re.fullmatch(r"\d{12}", row["iin"])
        for day in (row["born"], row["admitted_on"]):
            assert day is None or date.fromisoformat(day)
        assert row["unit_kind"] in {None, *UnitKind}
        assert row["status"] in set(Status)


@pytest.mark.parametrize(
    ("typed", "found"),
    [("айгул", "Айгүл"), ("АЙГҮЛ", "Айгүл"), ("касымова", "Қасымова"), ("қасымова айгул", "Қасымова Айгүл")],
)
def test_search_finds_kazakh_letters_typed_as_russian_ones(
    told: Told, demo: Path, typed: str, found: str
) -> None:
    rows = _listed(told, demo, "--find", typed)
    assert rows
    assert all(found in (row["name"] or "") for row in rows)


def test_search_finds_by_a_part_of_the_iin(told: Told, demo: Path) -> None:
    someone = next(row for row in _listed(told, demo) if row["iin"])
    assert someone["iin"]
    assert someone in _listed(told, demo, "--find", someone["iin"][3:11])


@pytest.mark.parametrize("typed", ["%", "_", "'", '"', "';--", "*", "\\", "{0}", "😀", "Қ" * 3000, "(" * 99])
def test_signs_of_a_query_language_find_nobody_and_break_nothing(told: Told, demo: Path, typed: str) -> None:
    assert _listed(told, demo, "--find", typed) == [] or typed == "*"


def test_an_empty_search_lists_everyone(told: Told, demo: Path) -> None:
    assert _listed(told, demo, "--find", "") == _listed(told, demo)


@pytest.mark.parametrize("name", ["Стационар", "СТАЦИОНАР", "отделение надомного обслуживания"])
def test_a_unit_is_known_by_either_name_in_any_case(told: Told, demo: Path, name: str) -> None:
    rows = _listed(told, demo, "--unit", name)
    assert rows
    assert len({row["unit"] for row in rows}) == 1


@pytest.mark.parametrize("name", ["Ванна", "", " ", "%", "Стац"])
def test_an_unknown_unit_is_told_with_those_that_are_there(told: Told, demo: Path, name: str) -> None:
    said = told("people", demo, "--unit", name)
    assert said.code == Exit.NOT_FOUND
    assert "Стационар; Отделение дневного пребывания" in said.err


def test_a_list_for_reading_is_one_line_a_person_whatever_the_name(told: Told, file: Path) -> None:
    with open_data_file(file, login=LOGIN, password=PASSWORD) as opened:
        actor = Prepared(file, UUID(int=1), "").actor
        with opened.write("prepare", actor) as session:
            session.add(person("Аты\x1b[2J\nжаңа\u202e", "<b>жуан</b>"))
    [line] = told("people", file).out.splitlines()
    assert line.isprintable()
    assert "<b>жуан</b>" in line
    assert len(line.split("  ")) == 6
