"""The demo's organisation, units, staff and user, and the file that they live in."""

import json
import shutil
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any
from uuid import UUID

from ssu_desktop import paths
from ssu_desktop.actions.demo.days import attend, visit
from ssu_desktop.actions.demo.house import furnish
from ssu_desktop.actions.demo.life import Life, done
from ssu_desktop.actions.demo.people import People
from ssu_desktop.actions.desk import Desk, Refused
from ssu_desktop.actions.opening import Clock, create_facility
from ssu_desktop.actions.organisation import list_staff, list_units, save_staff
from ssu_desktop.language import Language
from ssu_desktop.language.names import split_name
from ssu_desktop.records.kinds import Category, Domain, Establishment, Ownership, Post, Sector, UnitKind
from ssu_desktop.rules.organisation import OrganisationDraft, SetupDraft, StaffDraft, UnitDraft, UserDraft

LOGIN = "demo"
PASSWORD = "demo"  # noqa: S105 - everybody knows the demo's password

Words = Mapping[str, Any]


def make_demo(folder: Path, *, clock: Clock = date.today, language: Language = Language.KK) -> Path:
    """Make `folder`/demo.ssu as of the clock's date and return its path.

    Raises DataFileExists where a demo stands there already."""
    told: Words = json.loads((paths.resources() / "demo" / "demo.json").read_text(encoding="utf-8"))
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / "demo.ssu"
    made = create_facility(path, _setup(told, language), clock=clock, shortest_password=len(PASSWORD))
    if isinstance(made, Refused):
        raise ValueError(f"the demo's own data is wrong: {made.findings}")
    try:
        _fill(made.desk, told)
    except BaseException:  # Ctrl+C above all: half a demo would stand in the way of the next one
        made.desk.file.close()
        shutil.rmtree(path)
        raise
    made.desk.file.close()
    return path


def _setup(told: Words, language: Language) -> SetupDraft:
    organisation = dict(told["organisation"])
    head = organisation.pop("head")
    return SetupDraft(
        organisation=OrganisationDraft(**organisation),
        head_name=head,
        units=tuple(_unit(unit) for unit in told["units"]),
        user=UserDraft(
            login=LOGIN,
            full_name="Сейтқали Айнұр Маратқызы",
            language=language,
            password=PASSWORD,
        ),
    )


def _unit(unit: Words) -> UnitDraft:
    return UnitDraft(
        name_kk=unit["name_kk"],
        name_ru=unit["name_ru"],
        kind=UnitKind(unit["kind"]),
        sector=Sector(unit["sector"]),
        capacity=unit["capacity"],
        establishment=Establishment(unit["establishment"]),
        ownership=Ownership.STATE,
        categories=tuple(Category(word) for word in unit["categories"]),
        within_stationary=unit["kind"] == UnitKind.DAY,
    )


def _fill(desk: Desk, told: Words) -> None:
    units = {unit.kind: unit.id for unit in list_units(desk)}
    for told_member in told["staff"]:
        _add_staff(desk, told_member, units)
    specialists: dict[Domain, UUID] = {}
    for member in sorted(list_staff(desk), key=lambda member: member.id):
        if member.domain is not None:
            specialists.setdefault(member.domain, member.id)
    people = People(told, desk.today)
    life = Life(desk=desk, told=told, units=units, specialists=specialists)
    for story in told["stories"]:
        life.live(story, people.invent(story))
    attend(desk, units[UnitKind.DAY], told["days"], done)
    visit(desk, units[UnitKind.HOME], told["days"], done)
    furnish(desk, units, told["house"], done)


def _add_staff(desk: Desk, member: Words, units: Mapping[UnitKind, UUID]) -> None:
    surname, given_name, patronymic = split_name(member["name"])
    draft = StaffDraft(
        surname=surname,
        given_name=given_name,
        patronymic=patronymic,
        post=Post(member["post"]),
        position_kk=member["kk"],
        position_ru=member["ru"],
        unit_id=units[UnitKind(member["unit"])] if member["unit"] else None,
        domain=Domain(member["domain"]) if member["domain"] else None,
    )
    done(lambda _reasons: save_staff(desk, None, draft))
