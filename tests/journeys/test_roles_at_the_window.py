"""What the window offers to users of different roles."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtWidgets import QPushButton
from sqlalchemy import select

from ssu_desktop.actions.demo import LOGIN, PASSWORD
from ssu_desktop.actions.opening import open_desk
from ssu_desktop.actions.people import PeopleQuery, list_people
from ssu_desktop.actions.roles import deeds
from ssu_desktop.app.window import Program
from ssu_desktop.language import Language, _, speak
from ssu_desktop.records import Stay, Unit
from ssu_desktop.records.kinds import Category, Role, Status, UnitKind
from ssu_desktop.screens.card_tab import CardTab
from ssu_desktop.screens.person import PersonScreen
from ssu_desktop.screens.plan_tab import PlanTab
from ssu_desktop.screens.screen import Command, Screen
from ssu_desktop.screens.settings import SettingsScreen
from ssu_desktop.screens.settings_roles import RolesSection
from ssu_desktop.screens.shell import Shell
from tests.support.by_hand import by_hand

Sits = Callable[..., Shell]


@pytest.fixture
def sits(program: Program, demo: Path) -> Sits:
    """Sign in to the demo in these roles."""

    def sign_in(*roles: Role) -> Shell:
        desk = open_desk(demo, LOGIN, PASSWORD, clock=lambda: date(2026, 3, 12))
        program.sign_in(replace(desk, user=replace(desk.user, roles=roles)))
        assert program.shell is not None
        return program.shell

    return sign_in


def settings_of(shell: Shell) -> SettingsScreen:
    shell.open_place("settings")
    screen = shell.screen_in_front()
    assert isinstance(screen, SettingsScreen)
    return screen


def test_an_administrator_alone_finds_the_settings_and_nobody_s_records(sits: Sits) -> None:
    shell = sits(Role.ADMINISTRATOR)
    assert list(shell.places) == ["settings"]
    assert not shell.top.finder.isVisible()
    codes = {kind.code for kind in settings_of(shell).kinds}
    assert {"organisation", "users", "roles", "file"} <= codes
    assert "departures" not in codes


def test_a_social_worker_finds_people_but_neither_users_nor_the_organisation(sits: Sits) -> None:
    shell = sits(Role.SOCIAL_WORKER)
    assert {"today", "people", "monitoring"} <= set(shell.places)
    assert shell.top.finder.isVisible()
    codes = {kind.code for kind in settings_of(shell).kinds}
    assert "roles" in codes
    assert not {"users", "organisation", "units", "law"} & codes


def offered(screen: Screen) -> set[str]:
    """Return the words of all buttons that are in sight."""
    buttons = screen.findChildren(QPushButton)
    return {one.text().split("  ")[0] for one in buttons if one.isVisibleTo(screen) and one.text()}


def person_page(shell: Shell, program: Program, tab: str) -> PersonScreen:
    """Open the tab of a person who receives services."""
    assert program.desk is not None
    found = list_people(program.desk, PeopleQuery(statuses=(Status.RECEIVING,)))
    page = PersonScreen(program.desk, found.rows[0].id, tab)
    shell.open_screen(page)
    return page


def test_an_auditor_is_offered_nothing_that_changes_or_takes_out(sits: Sits, program: Program) -> None:
    shell = sits(Role.AUDITOR)
    for place, gone in {
        "people": {"Адам қосу", "Экспорт…"},
        "queue": {"Кезекке қою…"},
        "orders": {"Жаңа бұйрық"},
    }.items():
        shell.open_place(place)
        assert not gone & offered(shell.screen_in_front())
        assert Command.ADD not in shell.screen_in_front().commands
    page = person_page(shell, program, "plan")
    assert not page.band.print.isVisible()
    assert {Command.EDIT, Command.PRINT}.isdisjoint(page.commands)
    plan = page.tab()
    assert isinstance(plan, PlanTab)
    shown = [one for one in (plan.buttons.fill, plan.buttons.approve, plan.buttons.revise) if one.isVisible()]
    assert shown == []
    page.band.acts.menu().aboutToShow.emit()
    assert len([one for one in page.band.acts.menu().actions() if not one.isSeparator()]) == 1  # the history


def test_a_head_is_offered_what_an_auditor_is_not(sits: Sits, program: Program) -> None:
    shell = sits(Role.HEAD)
    shell.open_place("people")
    assert Command.ADD in shell.screen_in_front().commands
    page = person_page(shell, program, "plan")
    assert page.band.print.isVisible()
    page.band.acts.menu().aboutToShow.emit()
    assert len(page.band.acts.menu().actions()) > 5


@pytest.mark.parametrize("role", [Role.SPECIALIST, Role.MEDICAL, Role.CARE_WORKER, Role.REGISTRAR])
def test_every_place_opens_in_every_role(sits: Sits, role: Role) -> None:
    shell = sits(role)
    for place in shell.places:
        shell.open_place(place)
        assert shell.place == place


def test_the_card_of_a_victim_is_offered_to_named_users_only(program: Program, demo: Path) -> None:
    desk = open_desk(demo, LOGIN, PASSWORD, clock=lambda: date(2026, 3, 12))
    with by_hand(desk) as session:
        stay = session.scalars(select(Stay).join(Unit).where(Unit.kind == UnitKind.TEMPORARY)).first()
        assert stay is not None
        stay.category = Category.VIOLENCE
        person_id = stay.person_id
    for named in (True, False):
        seen = replace(desk, user=replace(desk.user, sees_victims=named))
        page = PersonScreen(seen, person_id, "overview")
        page.refresh()
        titles = {page.bar.tabText(number).rstrip("0123456789 ") for number in range(page.bar.count())}
        assert (_(CardTab.title_msgid) in titles) is named
        page.deleteLater()
    desk.file.close()


@pytest.mark.parametrize("language", Language)
def test_the_settings_say_in_words_who_may_do_what(sits: Sits, language: Language) -> None:
    shell = sits(Role.AUDITOR)
    speak(language)
    section = settings_of(shell).show_section("roles")
    assert isinstance(section, RolesSection)
    said = {what.text(): who.text() for what, who in section.told}
    assert list(said) == [str(deed.words) for deed in deeds()]
    approving = {Language.KK: "Жеке жоспарды бекіту", Language.RU: "Утверждать индивидуальный план"}
    assert said[approving[language]] == {Language.KK: "Басшы", Language.RU: "Руководитель"}[language]
    assert all(said.values())
