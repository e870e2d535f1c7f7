"""Each role in the real window: its places, its sections of the settings, its acts on a person's page."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from uuid import UUID

import pytest
from PySide6.QtWidgets import QApplication, QMenu, QPushButton
from sqlalchemy import select

from ssu_desktop.actions.demo import PASSWORD
from ssu_desktop.actions.opening import open_desk
from ssu_desktop.actions.people import PeopleQuery, list_people
from ssu_desktop.app.window import Program
from ssu_desktop.records import Assignment, Staff, Stay, User, new_id
from ssu_desktop.records.kinds import Role, Status
from ssu_desktop.screens.person import PersonScreen
from ssu_desktop.screens.screen import Command
from ssu_desktop.screens.settings import SettingsScreen
from ssu_desktop.storage import Actor, open_data_file
from tests.support.datafile import CHEAP

TODAY = date(2026, 3, 12)

# Head, social worker, sPecialist, medical, care worker, registrar, auditor, administrator.
LETTERS = dict(zip("HSPMCRAD", Role, strict=True))

# All that follows is written out, and not read from the table.
PLACES = {
    "today": "HSPMCRA",
    "people": "HSPMCRA",
    "queue": "HSPMCRA",
    "monitoring": "HSPMCRA",
    "attendance": "HSPMCRA",
    "visits": "HSPMCRA",
    "journal": "HSPMCRA",
    "orders": "HSPMCRA",
    "settings": "HSPMCRAD",
}

SECTIONS = {
    "organisation": "HD",
    "units": "HD",
    "staff": "HD",
    "signatories": "HD",
    "users": "D",
    "roles": "HSPMCRAD",
    "numbers": "HD",
    "services": "HS",
    "prices": "HS",
    "orders": "HSR",
    "questionnaires": "HS",
    "calendar": "HD",
    "law": "HD",
    "departures": "HSPMCRA",
    "history": "HSPMCRAD",
    "look": "HSPMCRAD",
    "lock": "HSPMCRAD",
    "file": "HSPMCRAD",
    "backups": "HSPMCRAD",
    "about": "HSPMCRAD",
}

# The menus as a whole; of a tab, what changes or takes out.
ACTS = {
    "user": {"Журналды жүктеу…": "HSR"},
    "acts": {
        "Қызмет көрсетуді тоқтата тұру…": "HSR",
        "Бақылауға ауыстыру…": "HSR",
        "Басқа бөлімшеге ауыстыру…": "HSR",
        "Басқа ұйымға ауыстыру…": "HSR",
        "Қызмет көрсетуді тоқтату…": "HSR",
        "Кезекке қою…": "HSR",
        "Денсаулық сақтау ұйымына жіберу…": "HSM",
        "Жазбаны өзгерту  F2": "HSR",
        "Аты-жөнін ауыстыру…": "HSR",
        "Фотосурет…": "HSR",
        "Басқа жазбамен біріктіру…": "HSR",
        "Көрсетілгеннің тарихы  F7": "HSPMCRA",
    },
    "print": {
        "Жеке іс (3-қосымша)": "HSPMCR",
        "Жеке жоспар (4-қосымша)": "HSPMCR",
        "Мониторинг журналы (5-қосымша)": "HSPMCR",
        "Қажеттіліктерді бағалау парағы": "HSPMCR",
        "Жеке іс құжаттарының тізімдемесі": "HSPMCR",
        "Ауысу құжаттарының топтамасы": "HSPMCR",
        "Жылдық тігінді…": "HSPMCR",
    },
    "overview": {
        "Өзгерту  F2": "HSR",
        "+ Қосу": "HSMR",  # the medical worker adds a disability
        "Белгілеу…": "HSR",
        "Өзгерту": "HSM",  # the admission sheet
    },
    "file": {"Мұқаба": "HSR", "Құжат қосу  Ins": "HSR"},
    "movements": {
        "Қызмет көрсетуді тоқтата тұру…": "HSR",
        "Бақылауға ауыстыру…": "HSR",
        "Басқа бөлімшеге ауыстыру…": "HSR",
        "Басқа ұйымға ауыстыру…": "HSR",
        "Қызмет көрсетуді тоқтату…": "HSR",
        "Кезекке қою": "HSR",
    },
    "plan": {"Бекіту…": "H", "Жобаға қайтару": "HS", "Растау…": "HSPM", "Тағы": "HSPMCR"},
    "monitoring": {
        "Мониторингті аяқтау": "HS",
        "Қосымша мониторинг": "HSPM",
        "Қажеттіліктерді бағалау…": "HSPM",
        "Басып шығару  F9": "HSPMCR",
    },
}

KEYS = {
    ("overview", Command.ADD): "HSMR",
    ("overview", Command.EDIT): "HSMR",
    ("overview", Command.PRINT): "HSPMCR",
    ("file", Command.ADD): "HSR",
    ("file", Command.DELETE): "HSR",
    ("movements", Command.ADD): "HSR",
    ("movements", Command.EDIT): "HSR",
    ("movements", Command.DELETE): "HSR",
    ("plan", Command.ADD): "HSPM",
    ("plan", Command.DELETE): "HSPM",
    ("plan", Command.SUBMIT): "HS",
    ("monitoring", Command.ADD): "HSPM",
    ("monitoring", Command.DELETE): "HSPMC",
    ("monitoring", Command.SUBMIT): "HS",
    ("monitoring", Command.PRINT): "HSPMCR",
}

_MENUS = ("user", "acts", "print")


def of(letter: str, table: Mapping[object, str]) -> set[object]:
    """Return what a table gives to a role."""
    return {one for one, letters in table.items() if letter in letters}


@pytest.fixture
def person(demo: Path) -> UUID:
    """Whom the demo's only user, a member of the staff from now on, answers for."""
    desk = open_desk(demo, password=PASSWORD, clock=lambda: TODAY)
    person_id = list_people(desk, PeopleQuery(statuses=(Status.RECEIVING,))).rows[0].id
    with desk.file.write("prepare", Actor(None, "")) as session:
        staff = session.scalars(select(Staff)).first()
        stay = session.scalars(select(Stay).where(Stay.person_id == person_id)).one()
        assert staff is not None
        session.add(Assignment(id=new_id(), stay_id=stay.id, staff_id=staff.id, assigned_on=TODAY))
        session.scalars(select(User)).one().staff_id = staff.id
    desk.file.put_user_slot(desk.user.id, desk.user.login, PASSWORD, cost=CHEAP)
    desk.file.close()
    return person_id


def sit_down(program: Program, demo: Path, role: Role) -> None:
    """Give the user this role alone and sign in."""
    with (
        open_data_file(demo, password=PASSWORD) as opened,
        opened.write("prepare", Actor(None, "")) as session,
    ):
        user = session.scalars(select(User)).one()
        user.role, user.further_roles = role, ()
    program.sign_in(open_desk(demo, password=PASSWORD, clock=lambda: TODAY))


def entries(menu: QMenu) -> set[str]:
    """Return the words of a menu that is pulled down."""
    menu.aboutToShow.emit()
    return {one.text() for one in menu.actions() if one.isVisible() and one.isEnabled() and one.text()}


def offered(page: PersonScreen) -> dict[str, set[str]]:
    """Return the acts of a page: its menus, where they can be pulled down, and the buttons of its tabs."""
    band = page.band
    found = {
        name: entries(more.menu()) if more.isVisible() and more.isEnabled() else set()
        for name, more in (("acts", band.acts), ("print", band.print))
    }
    for tab in ACTS.keys() - set(_MENUS):
        page.show_tab(tab)
        QApplication.processEvents()  # the verbs of a stay are laid out
        front = page.tab()
        assert front is not None
        buttons = [one for one in front.findChildren(QPushButton) if one.isVisibleTo(front)]
        found[tab] = {one.text() for one in buttons if one.isEnabled()} & ACTS[tab].keys()
    return found


def keys(page: PersonScreen) -> set[object]:
    """Return which of the keys of the table do anything."""
    found = set[object]()
    for tab, command in KEYS:
        page.show_tab(tab)
        if command in page.commands:
            found.add((tab, command))
    return found


@pytest.mark.parametrize(("letter", "role"), LETTERS.items())
def test_each_role_is_offered_what_is_written_here_and_nothing_else(
    program: Program, demo: Path, person: UUID, letter: str, role: Role
) -> None:
    sit_down(program, demo, role)
    shell = program.shell
    assert shell is not None
    assert set(shell.places) == of(letter, PLACES)
    assert entries(shell.top.user_menu) & ACTS["user"].keys() == of(letter, ACTS["user"])
    shell.open_place("settings")
    settings = shell.screen_in_front()
    assert isinstance(settings, SettingsScreen)
    assert {kind.code for kind in settings.kinds} == of(letter, SECTIONS)
    if letter == "D":
        return  # there is no way to a person's page
    program.open_person(person)
    page = shell.screen_in_front()
    assert isinstance(page, PersonScreen)
    for name, acts in offered(page).items():
        assert acts == of(letter, ACTS[name]), name
    assert keys(page) == of(letter, KEYS)
