"""The command line asks for the role as the window does."""

from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import select

from ssu_desktop.commands.exits import Exit
from ssu_desktop.records import User
from ssu_desktop.records.kinds import Role
from ssu_desktop.storage import Actor, open_data_file
from tests.commands.conftest import TODAY, Told
from tests.support.datafile import LOGIN, PASSWORD

Become = Callable[..., Path]
ALL_PEOPLE = set(Role) - {Role.ADMINISTRATOR, Role.CARE_WORKER}


@pytest.fixture
def become(file: Path) -> Become:
    """Give the only user of the facility other roles."""

    def change(role: Role, *further: Role) -> Path:
        nobody = Actor(None, "")
        with (
            open_data_file(file, login=LOGIN, password=PASSWORD) as opened,
            opened.write("prepare", nobody) as session,
        ):
            user = session.scalars(select(User)).one()
            user.role, user.further_roles = role, further
        return file

    return change


@pytest.mark.parametrize("command", ["people", "due", "queue", "scores"])
def test_an_administrator_alone_is_told_no_records_of_people(
    told: Told, become: Become, command: str
) -> None:
    said = told(command, become(Role.ADMINISTRATOR), "--on", TODAY)
    assert (said.code, said.out) == (Exit.NOT_ALLOWED, "")
    assert "Ваша роль этого не позволяет: Читать записи людей" in said.err


@pytest.mark.parametrize("role", sorted(ALL_PEOPLE))
def test_whoever_reads_all_records_is_told_them(told: Told, become: Become, role: Role) -> None:
    assert told("people", become(role), "--on", TODAY).code == Exit.DONE


def test_a_care_worker_gets_no_list_of_everybody(told: Told, become: Become) -> None:
    said = told("people", become(Role.CARE_WORKER), "--on", TODAY)
    assert (said.code, said.out) == (Exit.NOT_ALLOWED, "")
    assert "за которых отвечаете Вы" in said.err


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
