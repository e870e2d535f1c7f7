"""A desk in a facility of four units, on a real encrypted file, on 12 March 2026."""

import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from uuid import UUID

import pytest

from ssu_desktop.actions.desk import Desk, Saved
from ssu_desktop.actions.opening import open_desk
from ssu_desktop.actions.organisation import list_units
from ssu_desktop.actions.person import save_person
from ssu_desktop.language import Language, speak
from ssu_desktop.records import Organisation, Signatory, Unit, User
from ssu_desktop.records.kinds import Role, Sex, UnitKind
from ssu_desktop.rules.person import PersonDraft
from tests.support.datafile import LOGIN, PASSWORD, Prepared, prepared_file

TODAY = date(2026, 3, 12)
UNITS = {
    UnitKind.STATIONARY: ("Стационар бөлімшесі", "Стационарное отделение"),
    UnitKind.DAY: ("Күндізгі бөлімше", "Дневное отделение"),
    UnitKind.HOME: ("Үйде қызмет көрсету бөлімшесі", "Отделение надомного обслуживания"),
    UnitKind.TEMPORARY: ("Уақытша болу бөлімшесі", "Отделение временного пребывания"),
}


@pytest.fixture(scope="session")
def facility(tmp_path_factory: pytest.TempPathFactory) -> Prepared:
    """Return a closed data file with an organisation, four units and one user; copy it, do not open it."""
    prepared = prepared_file(tmp_path_factory.mktemp("facility"))
    with prepared.open() as file, file.write("prepare", prepared.actor) as session:
        session.add(
            User(
                id=prepared.user_id,
                login=LOGIN,
                full_name=prepared.actor.name,
                role=Role.ADMINISTRATOR,
                further_roles=(Role.HEAD,),
                sees_victims=True,
            )
        )
        session.add(Organisation(name_kk="«Мейірім» орталығы", name_ru="Центр «Мейірім»"))
        session.add(Signatory(name="Сейтқали Арман Болатұлы"))
        for position, (kind, (name_kk, name_ru)) in enumerate(UNITS.items()):
            session.add(Unit(name_kk=name_kk, name_ru=name_ru, kind=kind, capacity=50, position=position))
    return prepared


@pytest.fixture
def file_path(facility: Prepared, tmp_path: Path) -> Path:
    """Return a fresh copy of the facility's closed data file."""
    return Path(shutil.copytree(facility.path, tmp_path / "centre.ssu"))


@pytest.fixture
def desk(file_path: Path) -> Iterator[Desk]:
    """Return an open desk on a fresh copy of the facility; its clock stands still."""
    speak(Language.KK)
    desk = open_desk(file_path, LOGIN, PASSWORD, clock=lambda: TODAY)
    yield desk
    desk.file.close()


@pytest.fixture
def units(desk: Desk) -> dict[UnitKind, UUID]:
    """Return the id of the unit of each kind."""
    return {unit.kind: unit.id for unit in list_units(desk)}


@pytest.fixture
def aigul(desk: Desk) -> UUID:
    """Return the id of a person without a stay: Қасымова Айгүл Болатқызы, born 11 May 1943."""
    draft = PersonDraft(
        surname="Қасымова",
        given_name="Айгүл",
        patronymic="Болатқызы",
        born=date(1943, 5, 11),
        sex=Sex.FEMALE,
    )
    saved = save_person(desk, None, draft)
    assert isinstance(saved, Saved)
    return saved.id
