"""Two users take turns at one computer: lock, switch, undo, restore, and the history tells them apart."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QLabel

from ssu_desktop.actions.backups import is_uncovered
from ssu_desktop.actions.demo import LOGIN, PASSWORD
from ssu_desktop.actions.opening import open_desk
from ssu_desktop.actions.people import PeopleQuery, list_people
from ssu_desktop.app.keeping import Keeper
from ssu_desktop.app.window import Program
from ssu_desktop.language import _
from ssu_desktop.records.kinds import Operation, Role
from ssu_desktop.screens.ask import FormDialog
from ssu_desktop.screens.choices import PickField
from ssu_desktop.screens.drafts import DraftBanner
from ssu_desktop.screens.history_screen import HistoryScreen
from ssu_desktop.screens.history_tab import HistoryTab
from ssu_desktop.screens.people import PeopleScreen
from ssu_desktop.screens.person_form import PersonForm
from ssu_desktop.screens.settings import SettingsScreen
from ssu_desktop.screens.settings_backups import BackupsSection
from ssu_desktop.screens.settings_history import HistorySection
from ssu_desktop.screens.settings_section import Section
from ssu_desktop.screens.settings_users import UsersSection
from ssu_desktop.screens.today import TodayScreen
from ssu_desktop.storage.kept import list_kept
from tests.journeys.conftest import TODAY
from tests.journeys.hands import CTRL, Hands
from tests.journeys.journey import Journey
from tests.journeys.test_lock import OTHER
from tests.journeys.test_restore import door_of

HALF_TYPED, OF_FIRST, MISTAKEN, LATER = "Жартылайтегі", "Алғашқыева", "Жаңылысова", "Кейінгіева"
FIRST_NAME = "Сейтқали Айнұр Маратқызы"  # the demo's administrator and head
TOLD = [  # by the history after the restore: all until the backup, and who put it back
    (FIRST_NAME, "Signed in"),
    (FIRST_NAME, "Add a user"),
    (FIRST_NAME, "Add a person"),
    (FIRST_NAME, "Signed out"),
    (OTHER.full_name, "Signed in"),
    (OTHER.full_name, "Add a person"),
    (OTHER.full_name, "Take back an action"),
    (FIRST_NAME, "Restored from a backup"),
    (FIRST_NAME, "Signed in"),
]


class Turns(Journey):
    """Two users before one window."""

    def sit_down(self, login: str, password: str) -> None:
        """Choose who one is at the door, type the password, come in."""
        hands, door = self.hands, door_of(self.program)
        assert door is not None
        hands.wait(door.card.isEnabled)
        if door.login.isVisible():
            hands.choose(door.login.combo, login)
        hands.fill(door.password, password)
        hands.click(door.go)
        hands.wait(lambda: self.program.desk is not None)
        assert self.program.desk is not None
        assert self.program.desk.user.login == login

    def lock(self) -> None:
        """Leave the computer to the other."""
        self.hands.press(Qt.Key.Key_F12)
        self.hands.wait(lambda: self.program.desk is None)

    def section(self, kind: type[Section]) -> Section:
        """Go to a section of the settings."""
        self.hands.click(self.shell.rail.buttons["settings"])
        settings = self.front(SettingsScreen)
        assert isinstance(settings, SettingsScreen)
        section = settings.show_section(kind.code)
        assert isinstance(section, kind)
        return section

    def add_second_user(self) -> None:
        """Give a social worker a name and a password of their own."""
        users, hands = self.section(UsersSection), self.hands
        assert isinstance(users, UsersSection)

        def answer(dialog: QDialog) -> None:
            assert isinstance(dialog, FormDialog)
            role = dialog.fields["role"]
            assert isinstance(role, PickField)
            hands.choose(role.combo, _(Role.SOCIAL_WORKER.msgid))
            told = {"full_name": OTHER.full_name, "login": OTHER.login}
            for name, text in (told | dict.fromkeys(("password", "repeat"), OTHER.password)).items():
                hands.fill(dialog.fields[name], text)
            hands.click(dialog.go)

        hands.in_dialog(lambda: hands.click(users.add_button), answer)
        assert [row.roles for row in users.rows() if row.login == OTHER.login] == [(Role.SOCIAL_WORKER,)]

    def new_person(self) -> PersonForm:
        """Go to the people, and on to the form of a new person."""
        self.hands.click(self.shell.rail.buttons["people"])
        self.front(PeopleScreen)
        self.hands.press(Qt.Key.Key_Insert)
        form = self.front(PersonForm)
        assert isinstance(form, PersonForm)
        return form

    def offered(self, form: PersonForm) -> list[DraftBanner]:
        """Return the offers to go on with what was typed, as far as one sees them."""
        return [banner for banner in form.findChildren(DraftBanner) if banner.isVisible()]

    def add(self, surname: str) -> None:
        """Add a person of this surname; the page says so and offers Undo."""
        form = self.new_person()
        assert self.offered(form) == []
        self.hands.fill(form.fields["surname"], surname)
        self.hands.fill(form.fields["given_name"], "Сәуле")
        self.hands.press(Qt.Key.Key_Return, CTRL)
        assert self.person().title().startswith(surname)
        assert self.people(surname) == 1
        assert self.shell.toast.undo.isVisible()

    def may_take_back(self, surname: str) -> bool:
        """Tell whether the window offers to take back that this person was added."""
        hands = self.hands
        hands.press(Qt.Key.Key_F3)
        hands.type(surname)
        hands.press(Qt.Key.Key_Down)
        hands.press(Qt.Key.Key_Return)
        assert self.person().title().startswith(surname)
        tab = self.tab("history")
        assert isinstance(tab, HistoryTab)
        tab.table.selectRow(tab.table.pages.rowCount() - 1)
        row = tab.table.current()
        assert row is not None
        assert (row.who, row.action) == (FIRST_NAME, "Add a person")
        return tab.view.take_back.isVisible()

    def half_an_hour_passes(self) -> int:
        """Let the program keep the backup that it keeps every half hour; return its number."""
        (keeper,) = self.shell.findChildren(Keeper)
        keeper.keep()
        self.hands.wait(lambda: not is_uncovered(keeper.desk))
        return list_kept(keeper.desk.file.path)[0].number

    def restore(self, number: int) -> str:
        """Restore this backup of the list; return what the program said would be lost."""
        backups, said = self.section(BackupsSection), list[str]()
        assert isinstance(backups, BackupsSection)

        def agree(dialog: QDialog) -> None:
            said.extend(label.text() for label in dialog.findChildren(QLabel))
            self.hands.click_on(dialog, _("Restore|backup"))

        numbers = [kept.number for kept in backups.table.pages.all_rows()]
        backups.table.selectRow(numbers.index(number))
        self.hands.in_dialog(lambda: self.hands.click(backups.restore), agree)
        self.hands.wait(lambda: (door := door_of(self.program)) is not None and not door.hint.isHidden())
        return "\n".join(said)

    def history(self) -> list[tuple[str, str]]:
        """Return who did what as the history shows it, the oldest first, without the program's backups."""
        section = self.section(HistorySection)
        assert isinstance(section, HistorySection)
        self.hands.click(section.go)
        screen = self.front(HistoryScreen)
        assert isinstance(screen, HistoryScreen)
        rows = [row for row in screen.view.table.pages.all_rows() if row.operation is not Operation.BACKUP]
        return [(row.who, row.action) for row in reversed(rows)]


@pytest.fixture
def turns(program: Program, hands: Hands, demo: Path) -> Turns:
    """The window at the door of the facility's file."""
    program.start(demo)
    return Turns(program, hands, demo.parent)


def people_of(path: Path, surname: str) -> int:
    """Count the people of this surname in a data file that is not open."""
    desk = open_desk(path, LOGIN, PASSWORD, clock=lambda: TODAY)
    try:
        return list_people(desk, PeopleQuery(text=surname)).total
    finally:
        desk.file.close()


def first_begins(turns: Turns) -> None:
    """The first user lets the second in, adds a person, is called away from a form half typed."""
    turns.sit_down(LOGIN, PASSWORD)
    turns.add_second_user()
    turns.add(OF_FIRST)
    assert turns.may_take_back(OF_FIRST)
    form = turns.new_person()
    turns.hands.fill(form.fields["surname"], HALF_TYPED)
    turns.lock()


def second_works(turns: Turns) -> int:
    """The second user finds nothing of that, takes back what is theirs, adds one after the backup."""
    turns.sit_down(OTHER.login, OTHER.password)
    turns.front(TodayScreen)
    assert not turns.shell.toast.isVisible()
    form = turns.new_person()
    assert turns.offered(form) == []
    assert form.fields["surname"].typed() == ""
    assert not turns.may_take_back(OF_FIRST)
    turns.add(MISTAKEN)
    turns.hands.click(turns.shell.toast.undo)
    assert (turns.people(MISTAKEN), turns.people(OF_FIRST)) == (0, 1)
    number = turns.half_an_hour_passes()
    turns.add(LATER)
    turns.lock()
    return number


def test_two_users_at_one_computer_lock_switch_undo_and_restore(turns: Turns, demo: Path) -> None:
    first_begins(turns)
    backup = second_works(turns)
    turns.sit_down(LOGIN, PASSWORD)
    form = turns.new_person()
    (offer,) = turns.offered(form)
    turns.hands.click(offer.go_on)
    assert form.fields["surname"].typed() == HALF_TYPED
    said = turns.restore(backup)
    assert f"{_('Add a person')}: 1" in said.splitlines()
    turns.sit_down(LOGIN, PASSWORD)
    assert [turns.people(one) for one in (OF_FIRST, MISTAKEN, LATER)] == [1, 0, 0]
    (aside,) = demo.parent.glob("*-before-restore-*.ssu")
    assert people_of(aside, LATER) == 1
    assert turns.history()[-len(TOLD) :] == TOLD
