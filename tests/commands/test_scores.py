"""`scores`: the sums of points of the rounds, of everybody, a unit or a person, as lines and as JSON."""

import json
from pathlib import Path
from typing import Any
from uuid import uuid4

from ssu_desktop.actions.demo import LOGIN, PASSWORD
from ssu_desktop.actions.opening import open_desk
from ssu_desktop.actions.scores import list_scores
from ssu_desktop.commands.exits import Exit
from ssu_desktop.records.kinds import Domain
from tests.commands.conftest import Told


def listed(told: Told, *words: object) -> list[dict[str, Any]]:
    said = told("scores", *words, "--json")
    assert said.code == Exit.DONE
    found: list[dict[str, Any]] = json.loads(said.out)
    return found


def test_every_round_has_its_sums_and_their_total(told: Told, demo: Path) -> None:
    rows = listed(told, demo)
    assert rows
    names = [domain.value for domain in Domain]
    for row in rows:
        assert list(row["domains"]) == names
        known = [points for points in row["domains"].values() if points is not None]
        assert row["total"] == (sum(known) if known else None)
        assert row["round"] in {"0", "3", "6", "9", "12", "extra"}
    desk = open_desk(demo, LOGIN, PASSWORD)
    stored = list_scores(desk)
    desk.file.close()
    assert [(row["person_id"], row["held_on"], row["total"]) for row in rows] == [
        (str(one.person_id), one.held_on.isoformat(), one.total) for one in stored
    ]


def test_one_person_or_one_unit_may_be_asked_for(told: Told, demo: Path) -> None:
    rows = listed(told, demo)
    person, unit = rows[0]["person_id"], rows[-1]["unit"]
    assert listed(told, demo, "--person", person) == [row for row in rows if row["person_id"] == person]
    assert listed(told, demo, "--unit", unit) == [row for row in rows if row["unit"] == unit]


def test_lines_say_the_day_and_the_total(told: Told, demo: Path) -> None:
    said = told("scores", demo)
    first = listed(told, demo)[0]
    line = said.out.splitlines()[0]
    assert line.startswith(first["person"])
    assert line.endswith(f"  {first['total']}")


def test_whoever_is_not_there_is_told(told: Told, demo: Path) -> None:
    assert told("scores", demo, "--person", uuid4()).code == Exit.NOT_FOUND
    assert told("scores", demo, "--person", "Касымова").code == Exit.USAGE
    assert told("scores", demo, "--unit", "Нет такого").code == Exit.NOT_FOUND
