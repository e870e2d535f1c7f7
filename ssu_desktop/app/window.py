"""The running program: locked (unlock or wizard) or signed in (the window with its places).

A screen is imported when it is first shown: all of them together cost as much time as the start has.
Nothing that the door needs imports SQLAlchemy: that follows while the password is typed."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import partial
from importlib import import_module
from pathlib import Path
from threading import Thread
from types import TracebackType
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import QObject, QSize, Qt, QTimer
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication, QMainWindow

from ssu_desktop.actions.door import import_the_rest
from ssu_desktop.app.preferences import Preferences, load_preferences, save_preferences
from ssu_desktop.language import N_, Language, _, spoken
from ssu_desktop.screens.ask import tell
from ssu_desktop.screens.idle import IdleWatch
from ssu_desktop.screens.leaving import close_dialogs
from ssu_desktop.screens.placing import has_room
from ssu_desktop.screens.screen import Screen
from ssu_desktop.screens.system_lock import SystemLock
from ssu_desktop.screens.theme import apply_theme, icon
from ssu_desktop.screens.words import switch_language
from ssu_desktop.screens.work import wait_for_work
from ssu_desktop.storage.errors import DataFileError

if TYPE_CHECKING:
    from ssu_desktop.actions.desk import Desk
    from ssu_desktop.screens.shell import Shell

SIZE = QSize(1366, 768)
_EACH_MINUTE_MS = 60_000
_AFTER_THE_DOOR_MS = 50  # when it is painted
_LOOK = "look"  # the section of the settings that changes the text size
_OWN_ONLY = N_("You see only the people for whom you answer.")
_NOT_OWN = N_("Nobody found among the people for whom you answer.")


@dataclass(frozen=True, kw_only=True)
class _Left:
    """Where a user was when the program was locked: codes and ids, nothing of what stood there."""

    user_id: UUID
    place: str
    person_id: UUID | None = None
    tab: str = ""


class Program(QObject):
    """Opens and locks the data file; holds the one window that is seen."""

    def __init__(
        self,
        app: QApplication,
        *,
        clock: Callable[[], date] = date.today,
        remembers: bool = True,
        fills_display: bool = False,
    ) -> None:
        """`remembers` False leaves no trace of the files that were open on this computer.

        `fills_display`: the window takes the whole display where that has no room around it."""
        super().__init__(app)
        self.app, self.clock = app, clock
        self._remembers, self._fills_display = remembers, fills_display
        self.preferences = load_preferences() if remembers else Preferences()
        self.desk: Desk | None = None
        self.shell: Shell | None = None
        self.door: QMainWindow | None = None
        self._day = clock()
        self._left: _Left | None = None
        self._rest = Thread(target=import_the_rest, name="imports", daemon=True)
        self._midnight = QTimer(self, interval=_EACH_MINUTE_MS)
        self._midnight.timeout.connect(self._look_at_clock)
        self.rest, self.system = IdleWatch(app, self), SystemLock(self)
        self.rest.choose(self.preferences.idle_minutes)
        self.rest.chosen.connect(self._rest_after)
        for signal in (self.rest.rested, self.rest.asked):
            signal.connect(self.lock)
        self.system.locked.connect(self.lock, Qt.ConnectionType.QueuedConnection)  # not amid its message
        app.setApplicationName("SSU Desktop")
        app.setWindowIcon(QIcon(icon("people")))
        apply_theme(app, dark=self.preferences.dark)
        switch_language(app, Language(self.preferences.language))

    def start(self, path: Path | None = None, desk: "Desk | None" = None) -> None:
        """Show the window: signed in at `desk`, else the door of `path` or of the file used last."""
        if desk is not None:
            self.sign_in(desk)
            return
        if path is not None:
            self.preferences = self.preferences.used(path)
        self.preferences.settle()
        if self.preferences.known_files:
            self.show_door()
        else:
            self.show_wizard()

    def show_door(self, *, locked: bool = False) -> None:
        """Ask for the password."""
        from ssu_desktop.screens.unlock import UnlockScreen

        unlock = UnlockScreen(
            lambda: self.preferences.known_files, locked=locked, clock=self.clock, ready=self._import_the_rest
        )
        unlock.opened.connect(self.sign_in)
        unlock.creates.connect(self.show_wizard)
        self._stand_before(unlock)
        QTimer.singleShot(_AFTER_THE_DOOR_MS, self, partial(self._import_the_rest, wait=False))

    def _import_the_rest(self, *, wait: bool = True) -> None:
        """Import in a thread what signing in needs; with `wait` until that is done.

        Two threads must not import the same packages at once: whoever imports more waits for this first."""
        if self._rest.ident is None:
            self._rest.start()
        if wait:
            self._rest.join()
        elif self._rest.is_alive():
            QTimer.singleShot(_AFTER_THE_DOOR_MS, self, partial(self._import_the_rest, wait=False))
        else:
            import_module("ssu_desktop.app.places")  # widgets are imported on the window's thread

    def show_wizard(self) -> None:
        """Lead through the first start."""
        self._import_the_rest()
        from ssu_desktop.screens.wizard import SetupWizard

        wizard = SetupWizard(clock=self.clock)
        wizard.opened.connect(self.sign_in)
        wizard.imports.connect(self._sign_in_to_import)
        wizard.leaves.connect(self.show_door)
        self._stand_before(wizard)

    def _stand_before(self, screen: Screen) -> None:
        door = self.door or QMainWindow()
        door.setWindowTitle("SSU Desktop")
        door.resize(SIZE)
        door.setCentralWidget(screen)
        screen.refresh()
        self.door = door
        self._present(door)

    def _present(self, window: QMainWindow) -> None:
        """Show a window whole: on a small display its frame and the task bar leave no room for it."""
        if self._fills_display and not has_room(window, SIZE):
            window.showMaximized()
        else:
            window.show()

    def sign_in(self, desk: "Desk") -> None:
        """Open the window of the signed-in user."""
        self.desk = desk
        self.preferences = self.preferences.used(desk.file.path)
        apply_theme(self.app, dark=self.preferences.dark, scale=desk.user.text_size)
        self.speak(desk.user.language)
        self.shell = self._shell(desk)
        self._present(self.shell)
        self._go_back_to_work(self.shell, desk)
        self._midnight.start()
        self.rest.start()
        QTimer.singleShot(_AFTER_THE_DOOR_MS, self.shell, partial(self.system.listen, self.shell))
        if self.door is not None:
            self.door.hide()
            self.door.deleteLater()
            self.door = None

    def _go_back_to_work(self, shell: "Shell", desk: "Desk") -> None:
        """Open what the user had in front when the program was locked; another user begins at Today."""
        left, self._left = self._left, None
        if left is None or left.user_id != desk.user.id or left.place not in shell.places:
            return
        shell.open_place(left.place)
        if left.person_id is not None:
            self.open_person(left.person_id, left.tab)

    def _sign_in_to_import(self, desk: "Desk") -> None:
        self.sign_in(desk)
        if self.shell is not None:
            _open_import(self.shell, desk)

    def _settings(self, section: str) -> Screen:
        from ssu_desktop.screens.settings import SettingsScreen

        if self.desk is None:
            raise RuntimeError("nobody is signed in")
        screen = SettingsScreen(self.desk, section=section) if section else SettingsScreen(self.desk)
        screen.changed_desk.connect(self._sit_down)
        screen.changed_look.connect(self._dress)
        screen.restores.connect(self._restore)
        return screen

    def _restore(self, backup: Path) -> None:
        from ssu_desktop.app.restoring import restore

        restore(self, backup)

    def _sit_down(self, desk: "Desk") -> None:
        self.desk = desk

    def _dress(self, _percent: int, dark: bool) -> None:
        """Lay the window out anew in another text size or in the dark; the settings stay in front."""
        self.preferences = replace(self.preferences, dark=dark)
        self._remember()
        former, desk = self.shell, self.desk
        if former is None or desk is None:
            return
        former.closing.disconnect(self._leave)
        self.shell = self._shell(desk, section=_LOOK)
        self.shell.setGeometry(former.geometry())
        self.shell.open_place("settings")
        self._present(self.shell)
        former.close()
        former.deleteLater()

    def _shell(self, desk: "Desk", *, section: str = "") -> "Shell":
        from ssu_desktop.actions.roles import READ
        from ssu_desktop.actions.scope import sees_own_only
        from ssu_desktop.app.keeping import Keeper
        from ssu_desktop.app.places import places_of, search_of
        from ssu_desktop.screens.shell import Shell

        shell = Shell(places_of(desk, partial(self._settings, section)), search_of(desk))
        shell.setWindowTitle(f"{desk.file.path.stem} — SSU Desktop")
        shell.resize(SIZE)
        shell.top.finder.setVisible(desk.may(READ))
        if sees_own_only(desk.user):
            shell.show_reach(_OWN_ONLY, _NOT_OWN)
        self._name(shell, desk)
        shell.top.language_chosen.connect(self.speak)
        shell.top.lock_asked.connect(self.lock)
        shell.person_found.connect(self.open_person)
        shell.help_asked.connect(lambda _topic: _show_keys(shell))
        shell.closing.connect(self._leave)
        shell.top.user_menu.aboutToShow.connect(self._fill_menu)
        Keeper(shell, desk)
        return shell

    def _fill_menu(self) -> None:
        """Say the user's menu in the language of the moment."""
        if self.shell is None or self.desk is None:
            return
        from ssu_desktop.records.change import IMPORTING

        shell, desk = self.shell, self.desk
        menu = shell.top.user_menu
        menu.clear()
        menu.addAction(_(N_("My last actions…")), partial(_show_own_actions, shell, desk))
        if desk.may(IMPORTING):
            menu.addAction(_(N_("Import register…")), partial(_open_import, shell, desk))
        menu.addAction(_(N_("Settings")), lambda: shell.open_place("settings"))
        menu.addAction(_(N_("Keys  F1")), lambda: _show_keys(shell))
        menu.addSeparator()
        menu.addAction(_(N_("Lock  F12")), self.lock)
        menu.addAction(_(N_("Close the program")), shell.close)

    def _name(self, shell: "Shell", desk: "Desk") -> None:
        from ssu_desktop.actions.organisation import read_organisation

        organisation = read_organisation(desk)
        name = organisation.name_kk if spoken() is Language.KK else organisation.name_ru
        shell.top.show_who(name, desk.user.full_name)

    def open_person(self, person_id: UUID, tab: str = "overview") -> None:
        """Put a person's page on top."""
        from ssu_desktop.screens.person import PersonScreen

        if self.shell is not None and self.desk is not None:
            self.shell.open_screen(PersonScreen(self.desk, person_id, tab))

    def speak(self, language: str) -> None:
        """Switch the language of everything, at once, and remember it."""
        switch_language(self.app, Language(language))
        self.preferences = replace(self.preferences, language=language)
        self._remember()
        if self.desk is not None and self.desk.user.language != language:
            from ssu_desktop.actions.organisation import set_language

            self.desk = set_language(self.desk, Language(language))
        if self.shell is not None and self.desk is not None:
            self._name(self.shell, self.desk)

    def lock(self) -> None:
        """Close the data file and ask for the password; what was being typed is kept as a draft."""
        if self.shell is None:
            return
        with suppress(DataFileError):  # a full disk keeps nothing more; it is locked all the same
            self.shell.screen_in_front().can_leave()
        self.shell.hide()
        close_dialogs(self.app, self._lock_now)

    def _lock_now(self) -> None:
        if self.shell is None:
            return
        self._left = self._where(self.shell)
        clipboard = self.app.clipboard()
        if clipboard.ownsClipboard():
            clipboard.clear()
        self.show_door(locked=True)
        self.close()

    def _rest_after(self, minutes: int) -> None:
        self.preferences = replace(self.preferences, idle_minutes=minutes)
        self._remember()

    def _where(self, shell: "Shell") -> _Left | None:
        from ssu_desktop.screens.person import PersonScreen

        if self.desk is None:
            return None
        front, user_id = shell.screen_in_front(), self.desk.user.id
        if not isinstance(front, PersonScreen):
            return _Left(user_id=user_id, place=shell.place)
        tab = front.tab()
        code = tab.code if tab is not None else ""
        return _Left(user_id=user_id, place=shell.place, person_id=front.person_id, tab=code)

    def _leave(self) -> None:
        if self.shell is not None and self.desk is not None:
            from ssu_desktop.screens.closing import back_up_on_closing

            back_up_on_closing(self.shell, self.desk)
        self._forget()
        self.app.quit()

    def _forget(self) -> None:
        """Let go of the window and the file: nothing of the user stays in memory that we hold."""
        self._midnight.stop()
        self.rest.stop()
        if self.shell is not None:
            self.shell.deleteLater()
        if self.desk is not None:
            from ssu_desktop.actions.opening import leave_desk

            wait_for_work()
            leave_desk(self.desk)
        self.shell, self.desk = None, None

    def close(self) -> None:
        """Close the window and the file without ending the application."""
        if self.shell is not None:
            self.shell.closing.disconnect(self._leave)
            self.shell.close()
        self._forget()

    def _remember(self) -> None:
        if self._remembers:
            save_preferences(self.preferences)

    def _look_at_clock(self) -> None:
        if self.clock() != self._day and self.shell is not None:
            self._day = self.clock()
            self.shell.refresh()

    def confess(self, kind: type[BaseException], error: BaseException, _trace: TracebackType | None) -> None:
        """Tell in words what no screen expected: trouble with the disk, or a mistake of the program.

        What was saved is safe, and the window stays open. A report without personal data is kept."""
        window = self.shell or self.door
        if isinstance(error, DataFileError):
            tell(window, N_("This could not be done"), error.text, **error.values)
            return
        from ssu_desktop.actions.error_reports import keep_report, tell_console

        now = datetime.now().astimezone()
        tell_console(error, now)
        if self._remembers:
            with suppress(OSError):
                keep_report(error, now)
        text = N_(
            "What was saved is safe; the last step was not done. If it happens again, note: {kind}. A report "
            "without personal data is kept on this computer; the settings, under “About the program”, copy "
            "it to a stick."
        )
        tell(window, N_("The program made a mistake"), text, kind=kind.__name__)


def _show_keys(shell: "Shell") -> None:
    from ssu_desktop.screens.keys_help import show_keys

    show_keys(shell)


def _show_own_actions(shell: "Shell", desk: "Desk") -> None:
    from ssu_desktop.screens.history_dialog import show_own_actions

    show_own_actions(shell.screen_in_front(), desk)


def _open_import(shell: "Shell", desk: "Desk") -> None:
    from ssu_desktop.screens.import_register import ImportScreen

    shell.open_screen(ImportScreen(desk))
