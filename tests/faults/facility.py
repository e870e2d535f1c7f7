"""A small facility that is worked in while things break: one user, one unit, a register to be imported."""

import shutil
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from uuid import UUID

from ssu_desktop.records import Organisation, Unit, User, new_id
from ssu_desktop.records.kinds import Role, UnitKind
from tests.support.datafile import LOGIN, Prepared, prepared_file

TODAY = date(2026, 3, 12)
FILE = "centre.ssu"


@dataclass(frozen=True)
class Facility:
    """A closed data file with a user and a unit."""

    prepared: Prepared
    unit_id: UUID

    def copy(self, folder: Path) -> Path:
        """Return a fresh copy of the data file in `folder`, which is made."""
        return Path(shutil.copytree(self.prepared.path, folder / FILE))


def made_facility(folder: Path) -> Facility:
    """Return a new closed facility in `folder`."""
    prepared, unit_id = prepared_file(folder, FILE), new_id()
    user = User(
        id=prepared.user_id, login=LOGIN, full_name=prepared.actor.name, role=Role.HEAD,
        further_roles=(Role.ADMINISTRATOR,), sees_victims=True,
    )  # fmt: skip
    house = Organisation(name_kk="«Мейірім» орталығы", name_ru="Центр «Мейірім»")
    unit = Unit(id=unit_id, name_kk="Бөлімше", name_ru="Отделение", kind=UnitKind.STATIONARY, capacity=500)
    with prepared.open() as file, file.write("prepare", prepared.actor) as session:
        session.add_all([user, house, unit])
    return Facility(prepared, unit_id)
