"""What the window offers to users of different roles."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from ssu_desktop.actions.demo import LOGIN, PASSWORD
from ssu_desktop.actions.opening import open_desk
from ssu_desktop.actions.roles import deeds
from ssu_desktop.app.window import Program
from ssu_desktop.language import Language, speak
from ssu_desktop.records.kinds import Role
from ssu_desktop.screens.settings import SettingsScreen
from ssu_desktop.screens.settings_roles import RolesSection
from ssu_desktop.screens.shell import Shell

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
