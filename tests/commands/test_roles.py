"""The command line asks for the role as the window does."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import select

from ssu_desktop.commands import run
from ssu_desktop.commands.exits import Exit
from ssu_desktop.records import User
from ssu_desktop.records.kinds import Role
from ssu_desktop.storage import Actor, open_data_file
from tests.commands.conftest import TODAY, Told
from tests.support.datafile import PASSWORD

Become = Callable[..., Path]

# Head, social worker, sPecialist, medical, care worker, registrar, auditor, administrator.
LETTERS = dict(zip("HSPMCRAD", Role, strict=True))

# Written out, and not read from the table: who is let in by each command that opens the data file. What a
# care worker is told is of the own people alone.
EXPECTED = {
    "people": "HSPMCRA",
    "due": "HSPMCRA",
    "queue": "HSPMCRA",
    "present": "HSPMCRA",
    "scores": "HSPMCRA",
    "scores --person": "HSPMCRA",
    "import --dry-run": "HSR",
    "import": "HSR",
    "print --person": "HSPMCR",
    "print --unit": "HSPMCR",
    "print progress": "HSPMCR",
    "print pack": "HSPMCR",
    "print binder": "HSPMCR",
    "print --blank": "HSPMCRAD",
    "journal": "HAD",
    "journal --person": "HA",
    "journal --verify": "HSPMCRAD",
    "check": "HSPMCRAD",
    "backup": "HSPMCRAD",
    "rekey": "D",
    "rekey --new-code": "D",
}
REGISTER = Path(__file__).parent.parent / "exchange" / "registers" / "register_ru.xlsx"


@pytest.fixture
def become(file: Path) -> Become:
    """Give the only user of the facility other roles."""

    def change(role: Role, *further: Role) -> Path:
        return _become(file, PASSWORD, role, *further)

    return change


def _become(file: Path, password: str, role: Role, *further: Role) -> Path:
    nobody = Actor(None, "")
    with (
        open_data_file(file, password=password) as opened,
        opened.write("prepare", nobody) as session,
    ):
        user = session.scalars(select(User)).one()
        user.role, user.further_roles = role, further
    return file


def commands(file: Path, told: Told, folder: Path) -> dict[str, tuple[object, ...]]:
    """Return the words of each command of the table, on people and units of the demo."""
    present = json.loads(told("present", file, "--json", "--on", TODAY).out)
    person = ("--person", next(row["person_id"] for row in present if row["unit_kind"] == "S"))
    unit = ("--unit", "Стационар")
    out = ("-o", folder / "form.pdf")
    return {
        "people": (file,),
        "due": (file,),
        "queue": (file,),
        "present": (file,),
        "scores": (file,),
        "scores --person": (file, *person),
        "import --dry-run": (file, REGISTER, *unit, "--dry-run"),
        "import": (file, REGISTER, *unit),
        "print --person": (file, "annex-4", *person, *out),
        "print --unit": (file, "annex-4", *unit, *out),
        "print progress": (file, "progress", *unit, *out),
        "print pack": (file, "pack", *unit, "--forms", "annex-3", *out),
        "print binder": (file, "binder", *person, "--year", "2026", *out),
        "print --blank": (file, "annex-4", "--blank", *out),
        "journal": (file,),
        "journal --person": (file, *person),
        "journal --verify": (file, "--verify"),
        "check": (file,),
        "backup": (file, folder),
        "rekey": (file,),
        "rekey --new-code": (file, "--new-code"),
    }


@pytest.mark.parametrize(("letter", "role"), LETTERS.items())
def test_each_role_is_let_in_by_the_commands_written_here_and_by_no_other(
    capsys: pytest.CaptureFixture[str], told: Told, demo: Path, tmp_path: Path, letter: str, role: Role
) -> None:
    words = commands(demo, told, tmp_path)
    assert set(words) == set(EXPECTED)
    _become(demo, "demo", role)
    ended = {}
    for name, rest in words.items():
        ended[name] = run([str(word) for word in (name.split()[0], *rest, "--on", TODAY)])
        capsys.readouterr()
    # A care worker who answers for nobody yet finds nothing to print: let in, and told so.
    assert set(ended.values()) <= {Exit.DONE, Exit.NOT_ALLOWED, *([Exit.NOT_FOUND] if letter == "C" else [])}
    allowed = {name for name, code in ended.items() if code != Exit.NOT_ALLOWED}
    assert allowed == {name for name, letters in EXPECTED.items() if letter in letters}


@pytest.mark.parametrize("command", ["people", "due", "queue", "scores"])
def test_an_administrator_alone_is_told_no_records_of_people(
    told: Told, become: Become, command: str
) -> None:
    said = told(command, become(Role.ADMINISTRATOR), "--on", TODAY)
    assert (said.code, said.out) == (Exit.NOT_ALLOWED, "")
    assert "Ваша роль этого не позволяет: Чтение записей людей" in said.err


def test_an_administrator_alone_is_told_the_history_of_the_house_and_of_nobody(
    told: Told, demo: Path
) -> None:
    everything = json.loads(told("journal", demo, "--json").out)
    assert any(entry["person_id"] for entry in everything)
    _become(demo, "demo", Role.ADMINISTRATOR)
    entries = json.loads(told("journal", demo, "--json").out)
    assert {"organisation", "unit", "user"} <= {entry["table"] for entry in entries}
    assert not any(entry["person_id"] or entry["table"] == "person" for entry in entries)


@pytest.mark.parametrize("command", ["people", "due", "queue", "present", "scores"])
def test_a_care_worker_who_answers_for_nobody_is_told_of_nobody(told: Told, demo: Path, command: str) -> None:
    assert json.loads(told(command, demo, "--json", "--on", TODAY).out)
    _become(demo, "demo", Role.CARE_WORKER)
    said = told(command, demo, "--json", "--on", TODAY)
    assert (said.code, json.loads(said.out)) == (Exit.DONE, [])


def test_an_administrator_with_another_role_is_told_them(told: Told, become: Become) -> None:
    assert told("people", become(Role.ADMINISTRATOR, Role.AUDITOR), "--on", TODAY).code == Exit.DONE


@pytest.mark.parametrize("role", [Role.AUDITOR, Role.MEDICAL, Role.ADMINISTRATOR])
def test_who_may_not_import_brings_nobody_in(told: Told, become: Become, tmp_path: Path, role: Role) -> None:
    register = tmp_path / "register.csv"
    register.write_text("Фамилия;Имя\nОмаров;Ерлан\n", encoding="utf-8")
    file = become(role)
    assert told("import", file, register, "--on", TODAY).code != Exit.DONE
    listed = told("people", become(Role.HEAD), "--on", TODAY)
    assert "Омаров" not in listed.out


def test_everybody_may_check_the_file(told: Told, become: Become) -> None:
    assert told("check", become(Role.AUDITOR)).code == Exit.DONE
