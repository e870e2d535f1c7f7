"""People, a unit and a stay for tests, as actions would store them."""

from datetime import date
from typing import Any

from ssu_desktop.language.names import search_key, sort_key
from ssu_desktop.records import Person, Stay, Unit
from ssu_desktop.records.kinds import Category, UnitKind


def person(surname: str, given_name: str = "", patronymic: str = "", **columns: Any) -> Person:
    """Return a person with the keys that every saving gives."""
    whole = f"{surname} {given_name} {patronymic}"
    sought = f"{whole} {columns.get('iin') or ''}"
    return Person(
        surname=surname,
        given_name=given_name,
        patronymic=patronymic,
        sort_key=sort_key(whole),
        search_key=search_key(sought),
        **columns,
    )


def day_unit() -> Unit:
    """Return a day-care unit."""
    return Unit(name_kk="Күндізгі бөлімше", name_ru="Дневное отделение", kind=UnitKind.DAY, capacity=30)


def stay_of(someone: Person, unit: Unit) -> Stay:
    """Return a stay that began on 4 March 2026."""
    return Stay(person=someone, unit=unit, category=Category.ELDERLY, admitted_on=date(2026, 3, 4))
