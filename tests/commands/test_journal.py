"""The command `journal`: what happened, whether the chain is whole, whether a paper agrees with it."""

import json
from pathlib import Path

import pytest

from ssu_desktop.commands.exits import Exit
from ssu_desktop.storage import open_data_file
from ssu_desktop.storage.journal import journalled
from tests.commands.conftest import Told
from tests.support.datafile import LOGIN, PASSWORD


def _by_force(path: Path, *statements: str) -> None:
    """Alter the journal past its triggers, as one who holds the key of the database could."""
    triggers = ("DROP TRIGGER change_stays_as_it_is", "DROP TRIGGER change_stays")
    with (
        open_data_file(path, login=LOGIN, password=PASSWORD) as opened,
        journalled(),
        opened._engines.writer.begin() as connection,
    ):
        for statement in (*triggers, *statements):
            connection.exec_driver_sql(statement)


def test_a_whole_history_is_told_with_its_last_entry(file: Path, told: Told) -> None:
    said = told("journal", file, "--verify")
    assert (said.code, said.err) == (Exit.DONE, "")
    assert said.out.startswith("История цела, записей: 6. Последняя: ")
    found = json.loads(told("journal", file, "--verify", "--json").out)
    assert (found["sound"], found["problems"]) == (True, [])
    assert found["entries"] == 8  # signed out, and in again


@pytest.mark.parametrize(
    ("harm", "said"),
    [
        (["UPDATE change SET user_name = 'Другой' WHERE seq = 2"], "Запись 2 истории изменена."),
        (["DELETE FROM change WHERE seq = 2"], "В истории нет записи 2."),
        (
            [
                "UPDATE change SET seq = 1000 WHERE seq = 2",
                "UPDATE change SET seq = 2 WHERE seq = 3",
                "UPDATE change SET seq = 3 WHERE seq = 1000",
            ],
            "Запись 2 истории изменена.",
        ),
    ],
)
def test_an_entry_that_was_altered_removed_or_swapped_is_named(
    file: Path, told: Told, harm: list[str], said: str
) -> None:
    _by_force(file, *harm)
    answer = told("journal", file, "--verify")
    assert answer.code == Exit.FOUND_PROBLEMS
    assert said in answer.err
    found = json.loads(told("journal", file, "--verify", "--json").out)
    assert (found["sound"], found["problems"]) == (False, [said])


def test_a_paper_is_compared_with_the_entry_it_names(file: Path, told: Told) -> None:
    entry = json.loads(told("journal", file, "--json").out)[1]
    agreed = told("journal", file, "--paper", entry["seq"], entry["code"])
    assert agreed.code == Exit.DONE
    other = told("journal", file, "--paper", entry["seq"] + 1, entry["code"])
    assert other.code == Exit.FOUND_PROBLEMS
    assert "не тот, что на бумаге" in other.err


def test_the_last_entries_are_shown_in_words_and_all_as_json(file: Path, told: Told) -> None:
    lines = told("journal", file, "--last", "1").out.splitlines()
    assert len(lines) == 1
    assert "Вход выполнен" in lines[0]
    entries = json.loads(told("journal", file, "--json").out)
    assert [entry["seq"] for entry in entries] == list(range(1, len(entries) + 1))
    assert entries[-2]["operation"] == "sign_out"
    assert told("journal", file, "--last", "x").code == Exit.USAGE
    assert told("journal", file, "--person", "x").code == Exit.USAGE


@pytest.mark.parametrize("command", ["people", "due", "queue", "present", "scores", "journal"])
def test_a_list_that_a_command_writes_is_journalled_with_whom_it_names(
    demo: Path, told: Told, command: str
) -> None:
    told(command, demo, "--on", "2026-03-12", "--json")
    entries = json.loads(told("journal", demo, "--last", "5", "--json").out)
    exported = [entry for entry in entries if entry["operation"] == "export"]
    assert [entry["after"]["command"] for entry in exported] == [command]
    if command not in ("queue", "journal"):
        assert exported[0]["after"]["people"]
