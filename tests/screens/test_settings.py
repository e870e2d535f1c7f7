"""The settings through the real screen: forms with their verb, lists with their keys, the file itself."""

from collections.abc import Callable, Mapping
from pathlib import Path
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ssu_desktop.actions.desk import Desk, Saved
from ssu_desktop.actions.drafts import load_draft
from ssu_desktop.actions.opening import open_desk
from ssu_desktop.actions.organisation import list_staff, list_units, read_organisation
from ssu_desktop.actions.signatories import list_signatories
from ssu_desktop.actions.users import add_user, list_users
from ssu_desktop.language import Language, _, spoken
from ssu_desktop.records.kinds import Post, Role, UnitKind
from ssu_desktop.rules.organisation import UserDraft
from ssu_desktop.screens.ask import Dialog, FormDialog
from ssu_desktop.screens.drafts import DraftKeeper
from ssu_desktop.screens.recovery_sheet import RecoveryDialog
from ssu_desktop.screens.screen import Command
from ssu_desktop.screens.settings import SECTIONS, SettingsScreen
from ssu_desktop.screens.settings_backups import BackupsSection
from ssu_desktop.screens.settings_facility import FileNumbersSection, OrganisationSection, PatternField
from ssu_desktop.screens.settings_file import FileSection
from ssu_desktop.screens.settings_look import LookSection
from ssu_desktop.screens.settings_section import ListSection
from ssu_desktop.screens.settings_users import UsersSection
from ssu_desktop.screens.theme import apply_theme
from ssu_desktop.screens.words import switch_language
from ssu_desktop.storage import restore_backup
from tests.journeys.seeing import clipped_words

Answer = Callable[[Callable[[FormDialog], None]], None]
LOGIN, PASSWORD = "ainur", "a long test password"


@pytest.fixture
def settings(qtbot: QtBot, desk: Desk) -> SettingsScreen:
    """The settings on the screen."""
    screen = SettingsScreen(desk)
    qtbot.addWidget(screen)
    screen.resize(1171, 720)
    with qtbot.waitExposed(screen):
        screen.show()
    return screen


@pytest.fixture
def answer(monkeypatch: pytest.MonkeyPatch) -> Answer:
    """Let the next forms be answered by a function in place of a user."""

    def arrange(fill: Callable[[FormDialog], None]) -> None:
        def run(dialog: FormDialog) -> int:
            dialog.show()
            fill(dialog)
            return dialog.result()

        monkeypatch.setattr(FormDialog, "exec", run)

    return arrange


@pytest.fixture
def agrees(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every question is answered with its verb."""
    monkeypatch.setattr(Dialog, "exec", lambda _dialog: Dialog.DialogCode.Accepted)


def test_every_section_is_shown_and_none_without_its_name(settings: SettingsScreen) -> None:
    for kind in SECTIONS:
        section = settings.show_section(kind.code)
        assert section.isVisible()
        assert section.heading.text()
    assert settings.names.count() == len(SECTIONS)


@pytest.mark.parametrize("language", Language)
def test_at_150_percent_each_section_stands_in_the_window_with_its_verbs_in_sight(
    qtbot: QtBot, dressed: QApplication, letters: Callable[[int], None], desk: Desk, language: Language
) -> None:
    letters(150)
    switch_language(dressed, language)
    screen = SettingsScreen(desk)
    qtbot.addWidget(screen)
    screen.resize(1074, 691)  # what the bar and the rail leave of 1366 x 768
    with qtbot.waitExposed(screen):
        screen.show()
    for kind in SECTIONS:
        screen.show_section(kind.code)
        dressed.processEvents()
        assert screen.heightForWidth(screen.width()) <= screen.height(), kind.code


@pytest.mark.parametrize("scale", [100, 150])
@pytest.mark.parametrize("language", Language)
def test_the_heads_of_the_lists_are_read_whole(
    qtbot: QtBot,
    dressed: QApplication,
    letters: Callable[[int], None],
    desk: Desk,
    language: Language,
    scale: int,
) -> None:
    letters(scale)
    switch_language(dressed, language)
    screen = SettingsScreen(desk)
    qtbot.addWidget(screen)
    screen.resize(1171 if scale == 100 else 1074, 691)
    with qtbot.waitExposed(screen):
        screen.show()
    for code in ("units", "orders", "calendar", "law", "departures"):
        section = screen.show_section(code)
        dressed.processEvents()
        assert clipped_words(section) == [], code


def test_the_organisation_is_saved_by_its_verb_only(
    qtbot: QtBot, settings: SettingsScreen, desk: Desk
) -> None:
    section = settings.show_section("organisation")
    assert isinstance(section, OrganisationSection)
    assert not section.go.isEnabled()
    phone = section.fields["phone"]
    qtbot.keyClicks(phone.editor, "8 714 53 2-11-00")
    assert read_organisation(desk).phone == ""
    if section.fields["bin"].value():
        section.fields["bin"].set_value("050640003470")
    with qtbot.waitSignal(settings.saved):
        qtbot.mouseClick(section.go, Qt.MouseButton.LeftButton)
    assert read_organisation(desk).phone == "8 714 53 2-11-00"


def test_a_name_that_is_missing_is_said_beside_its_field(
    qtbot: QtBot, settings: SettingsScreen, desk: Desk
) -> None:
    section = settings.show_section("organisation")
    assert isinstance(section, OrganisationSection)
    section.fields["name_kk"].set_value("")
    section.submit()
    assert not section.fields["name_kk"].error.isHidden()
    assert read_organisation(desk).name_kk


def test_a_pattern_of_file_numbers_shows_what_it_makes(qtbot: QtBot, settings: SettingsScreen) -> None:
    section = settings.show_section("numbers")
    assert isinstance(section, FileNumbersSection)
    assert "S-2026/1" in section.example.text()
    section.pattern.line.clear()
    qtbot.keyClicks(section.pattern.line, "{year}-")
    assert section.example.text() == "–"
    qtbot.keyClicks(section.pattern.line, "{number}")
    assert section.example.text() == "2026-1"
    section.pattern.line.setText("{нөмірі:04}")
    assert section.example.text() == "0001"
    assert "{нөмірі:04}" in section.sentence.text(), "how zeros are written stands beside the field"
    section.pattern.line.setText("{нөмірі:x}")
    section.go.click()
    assert "{нөмірі:04}" in section.pattern.error.text(), "with the words of the field, not in English"


def test_a_unit_is_added_changed_and_closed(settings: SettingsScreen, desk: Desk, answer: Answer) -> None:
    section = settings.show_section("units")
    assert isinstance(section, ListSection)

    def add(dialog: FormDialog) -> None:
        dialog.fields["kind"].set_value(UnitKind.DAY)
        dialog.fields["name_kk"].set_value("Екінші бөлімше")
        dialog.fields["name_ru"].set_value("Второе отделение")
        dialog.fields["capacity"].set_value(12)
        dialog.submit()

    answer(add)
    settings.commands[Command.ADD]()
    assert [unit.capacity for unit in list_units(desk)][-1] == 12
    section.table.selectRow(len(list_units(desk)) - 1)
    answer(lambda dialog: (dialog.fields["capacity"].set_value(15), dialog.submit())[0])
    settings.commands[Command.EDIT]()
    assert [unit.capacity for unit in list_units(desk)][-1] == 15
    answer(lambda dialog: dialog.submit())
    settings.commands[Command.DELETE]()
    assert len(list_units(desk, closed=True)) == len(list_units(desk)) + 1


def test_what_is_typed_of_a_unit_or_of_staff_outlives_a_crash(
    settings: SettingsScreen, desk: Desk, answer: Answer
) -> None:
    for code, field, key in (("staff", "surname", "staff:None"), ("units", "name_kk", "unit:None")):
        seen: list[object] = []

        def crash(dialog: FormDialog, field: str = field, key: str = key, seen: list[object] = seen) -> None:
            dialog.fields[field].restore("Жаңа")
            dialog.fields[field].changed.emit()
            dialog.findChild(DraftKeeper).flush()
            seen.append((load_draft(desk, key) or {})[field])

        settings.show_section(code)
        answer(crash)
        settings.commands[Command.ADD]()
        assert seen == ["Жаңа"]


def test_a_whole_name_pasted_makes_a_member_of_staff(
    settings: SettingsScreen, desk: Desk, answer: Answer
) -> None:
    settings.show_section("staff")
    before = len(list_staff(desk))

    def add(dialog: FormDialog) -> None:
        dialog.fields["surname"].editor.insert("Нұрланова Сәуле Ержанқызы")  # type: ignore[attr-defined]
        dialog.fields["surname"]._split(dialog.fields["surname"].editor.text())  # type: ignore[attr-defined]
        dialog.fields["post"].set_value(Post.PSYCHOLOGIST)
        dialog.submit()

    answer(add)
    settings.commands[Command.ADD]()
    assert len(list_staff(desk)) == before + 1


def test_an_acting_head_is_entered_with_dates_and_removed_again(
    settings: SettingsScreen, desk: Desk, answer: Answer, agrees: None
) -> None:
    section = settings.show_section("signatories")
    assert isinstance(section, ListSection)
    before = len(list_signatories(desk))

    def add(dialog: FormDialog) -> None:
        dialog.fields["name"].set_value("Ахметов Б. С.")
        dialog.fields["acting"].set_value(True)
        dialog.submit()

    answer(add)
    settings.commands[Command.ADD]()
    rows = list_signatories(desk)
    assert len(rows) == before + 1
    number = next(n for n, row in enumerate(section._rows) if row.acting)
    section.table.selectRow(number)
    settings.commands[Command.DELETE]()
    assert len(list_signatories(desk)) == before


def test_a_user_is_added_gets_a_new_password_and_is_closed(
    qtbot: QtBot, settings: SettingsScreen, desk: Desk, answer: Answer, agrees: None
) -> None:
    section = settings.show_section("users")
    assert isinstance(section, UsersSection)

    def add(dialog: FormDialog) -> None:
        dialog.fields["full_name"].set_value("Әлиева Нұргүл")
        dialog.fields["login"].set_value("nurgul")
        dialog.fields["password"].set_value("four quiet words")
        dialog.fields["repeat"].set_value("four loud words")
        dialog.submit()
        assert not dialog.fields["repeat"].error.isHidden()
        dialog.fields["repeat"].set_value("four quiet words")
        dialog.submit()

    answer(add)
    settings.commands[Command.ADD]()
    (number,) = [n for n, user in enumerate(list_users(desk)) if user.login == "nurgul"]
    section.table.selectRow(number)

    def change(dialog: FormDialog) -> None:
        for name in ("password", "repeat"):
            dialog.fields[name].set_value("five more words")
        dialog.submit()

    answer(change)
    section.password_button.click()
    section.table.selectRow(number)
    settings.commands[Command.DELETE]()
    qtbot.waitUntil(section.isEnabled)
    assert [user.active for user in list_users(desk) if user.login == "nurgul"] == [False]
    assert not desk.file.key_change_due
    section.table.selectRow(number)
    assert section.password_button.text() == _("Reopen the user")
    answer(change)
    section.password_button.click()
    assert [user.active for user in list_users(desk)] == [True, True]
    assert section.password_button.text() == _("Change the password")


def test_a_user_is_given_several_roles_and_who_it_is_among_the_staff(
    settings: SettingsScreen, desk: Desk, staff: Mapping[str, UUID], answer: Answer
) -> None:
    draft = UserDraft(login="nurgul", full_name="Әлиева Нұргүл", password="four quiet words")  # noqa: S106 - of tests
    assert isinstance(add_user(desk, draft), Saved)
    section = settings.show_section("users")
    assert isinstance(section, UsersSection)
    (number,) = [n for n, user in enumerate(list_users(desk)) if user.login == "nurgul"]
    section.table.selectRow(number)

    def give(dialog: FormDialog) -> None:
        assert dialog.fields["role"].value() is Role.SOCIAL_WORKER
        dialog.fields["role"].set_value(Role.SPECIALIST)
        dialog.fields["further_roles"].set_value((Role.REGISTRAR, Role.SPECIALIST))
        dialog.submit()
        assert not dialog.fields["staff_id"].error.isHidden()
        dialog.fields["staff_id"].set_value(staff["Әлиева"])
        dialog.fields["sees_victims"].set_value(True)
        dialog.submit()

    answer(give)
    settings.commands[Command.EDIT]()
    (user,) = [user for user in list_users(desk) if user.login == "nurgul"]
    assert user.roles == (Role.SPECIALIST, Role.REGISTRAR)
    assert (user.staff_id, user.sees_victims) == (staff["Әлиева"], True)


def test_a_new_recovery_code_is_shown_once_and_the_window_waits_until_it_is_kept(
    qtbot: QtBot, settings: SettingsScreen, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    section = settings.show_section("users")
    assert isinstance(section, UsersSection)
    shown: list[str] = []

    def run(dialog: Dialog) -> int:
        if isinstance(dialog, RecoveryDialog):
            dialog.show()
            dialog.reject()
            assert dialog.isVisible()  # it stays
            shown.append(dialog.code.code)
            dialog.code.ticked.box.click()
            qtbot.mouseClick(dialog.go, Qt.MouseButton.LeftButton)
        return Dialog.DialogCode.Accepted

    monkeypatch.setattr(Dialog, "exec", run)
    qtbot.mouseClick(section.keys.renew_button, Qt.MouseButton.LeftButton)
    path = desk.file.path
    desk.file.close()
    open_desk(path, recovery_code=shown[0]).file.close()


def test_ones_own_password_is_changed_by_the_present_one(
    settings: SettingsScreen, desk: Desk, answer: Answer
) -> None:
    section = settings.show_section("look")
    assert isinstance(section, LookSection)

    def change(dialog: FormDialog) -> None:
        typed = {"present": "not this one", "password": "five more words", "repeat": "five more worlds"}
        for name, word in typed.items():
            dialog.fields[name].set_value(word)
        dialog.submit()
        assert not dialog.fields["repeat"].error.isHidden()
        dialog.fields["repeat"].set_value("five more words")
        dialog.submit()
        assert not dialog.fields["present"].error.isHidden()
        dialog.fields["present"].set_value(PASSWORD)
        dialog.submit()

    answer(change)
    section.password.click()
    path = desk.file.path
    desk.file.close()
    open_desk(path, LOGIN, "five more words").file.close()


def test_language_and_text_size_act_at_once_and_are_remembered(
    qtbot: QtBot, settings: SettingsScreen, dressed: QApplication
) -> None:
    section = settings.show_section("look")
    assert isinstance(section, LookSection)
    qtbot.mouseClick(section.language.button("ru"), Qt.MouseButton.LeftButton)
    assert spoken() is Language.RU
    assert settings.desk.user.language == "ru"
    try:
        with qtbot.waitSignal(settings.changed_look) as told:
            qtbot.mouseClick(section.sizes.button("150"), Qt.MouseButton.LeftButton)
        assert told.args == [150, False]
        assert settings.desk.user.text_size == 150
        assert dressed.font().pointSizeF() > 15
    finally:
        apply_theme(dressed)


def test_the_file_is_checked_and_backed_up(qtbot: QtBot, settings: SettingsScreen, tmp_path: Path) -> None:
    section = settings.show_section("file")
    assert isinstance(section, FileSection)
    assert str(settings.desk.file.path) in section.path.text()
    qtbot.mouseClick(section.check, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(section.check.isEnabled)
    assert section.result.text()
    stick = tmp_path / "stick"
    stick.mkdir()
    backups = settings.show_section("backups")
    assert isinstance(backups, BackupsSection)
    with qtbot.waitSignal(settings.saved):
        backups.back_up(stick)
    (backup,) = stick.iterdir()
    restore_backup(backup, tmp_path / "again.ssu")
    open_desk(tmp_path / "again.ssu", LOGIN, PASSWORD).file.close()


def test_a_backup_that_finds_no_folder_says_so(
    qtbot: QtBot, settings: SettingsScreen, tmp_path: Path
) -> None:
    section = settings.show_section("backups")
    assert isinstance(section, BackupsSection)
    section.back_up(tmp_path / "no such folder")
    qtbot.waitUntil(section.go.isEnabled)
    assert section.kept.text()


def test_the_pattern_is_written_with_words_of_the_interface_and_kept_in_one_form(
    speaks_kazakh: QApplication,
) -> None:
    field = PatternField("file_number_pattern", "Pattern")
    field.set_value("{kind}-{year}/{number}")
    assert field.line.text() == "{түрі}-{жылы}/{нөмірі}"
    field.line.setText("{тип}-{жылы}/{number}")
    assert field.value() == "{kind}-{year}/{number}"
    field.line.setText("{тип}/{номер:04}")
    assert field.value() == "{kind}/{number:04}"
    field.set_value("{year}-{number:03}")
    assert field.line.text() == "{жылы}-{нөмірі:03}"


_ROUND_A_NAME = 12  # the theme's room beside a name in the list


def test_no_name_of_a_section_is_cut_at_the_largest_text(
    dressed: QApplication, desk: Desk, qtbot: QtBot
) -> None:
    apply_theme(dressed, scale=150)
    try:
        screen = SettingsScreen(desk)
        qtbot.addWidget(screen)
        screen.resize(1076, 620)
        with qtbot.waitExposed(screen):
            screen.show()
        names, row = screen.names, screen.names.visualItemRect(screen.names.item(0)).height()
        inner = names.viewport().width() - 2 * _ROUND_A_NAME * 150 // 100
        for language in Language:
            switch_language(dressed, language)
            for number in range(names.count()):
                item = names.item(number)
                wide = names.fontMetrics().horizontalAdvance(item.text())
                assert wide <= inner or names.visualItemRect(item).height() > row, item.text()
    finally:
        apply_theme(dressed)
