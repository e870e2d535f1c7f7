"""The way in: which data file, who, and the password; also what stands in front while the desk is locked."""

from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QApplication, QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from ssu_desktop.actions.door import begin_key, logins_of
from ssu_desktop.language import N_, Language, _, spoken
from ssu_desktop.screens.ask import confirm
from ssu_desktop.screens.cards import Card, button, plain_label
from ssu_desktop.screens.chips import Segments
from ssu_desktop.screens.choices import PickField
from ssu_desktop.screens.field import AnyField, submits
from ssu_desktop.screens.fresh_password import FreshPassword
from ssu_desktop.screens.password import PasswordField
from ssu_desktop.screens.screen import Command, Screen
from ssu_desktop.screens.texts import TextField
from ssu_desktop.screens.theme import scaled, wear
from ssu_desktop.screens.wait import Wait
from ssu_desktop.screens.words import switch_language
from ssu_desktop.screens.work import Progress, run_in_background
from ssu_desktop.storage.errors import (
    DataFileError,
    DataFileIsRolledBack,
    RecoveryCodeIsMistyped,
    TooManyTries,
    WrongPassword,
    WrongRecoveryCode,
)

if TYPE_CHECKING:
    from ssu_desktop.actions.desk import Desk
    from ssu_desktop.actions.restoring import Restored

_WIDTH = 480
_SECRETS = (WrongPassword, WrongRecoveryCode, RecoveryCodeIsMistyped, TooManyTries)


class UnlockScreen(Screen):
    """Asks for the password of a data file; the last used one is chosen.

    `recent` gives the paths of the files known on this computer, the last used first. `locked`: the desk
    was locked by its user, and only the words differ: nothing of the former user is kept here. `ready` waits,
    in the thread that opens the file, until the program has imported what that takes."""

    opened = Signal(object)  # a Desk
    creates = Signal()  # a new data file is wanted: the wizard

    title_msgid = N_("Open the data file")
    help_topic = "unlock"

    def __init__(
        self,
        recent: Callable[[], Sequence[Path]],
        parent: QWidget | None = None,
        *,
        locked: bool = False,
        clock: Callable[[], date] = date.today,
        ready: Callable[[], object] = lambda: None,
    ) -> None:
        super().__init__(parent)
        self._recent, self._clock, self._ready = recent, clock, ready
        self._paths = [path for path in recent() if path.exists()]
        self._by_code = False
        self.heading = plain_label("heading", wraps=True)
        self.hint = plain_label("muted", wraps=True)
        self.file: PickField[Path] = PickField("file", N_("Data file"), self._files, empty=False)
        self.login: PickField[str] = PickField("login", N_("User"), self._logins, empty=False)
        self.password = PasswordField("password", N_("Password"))
        self.code = TextField(
            "code", N_("Recovery code"), hint="XXXXX-XXXXX-XXXXX-XXXXX-XXXXX-XXXXX-XXXXX-XXXXX"
        )
        self.fresh, self.wait = FreshPassword(), Wait(self)
        self.other, self.new, self.forgot = button("link"), button("link"), button("link")
        self.bring_back = button("link")
        self.go = button("primary")
        self.language = Segments([(Language.KK.value, "ҚАЗ"), (Language.RU.value, "РУС")])
        self._say(locked)
        self._lay_out()
        self._connect()
        self._choose_file()

    def _say(self, locked: bool) -> None:
        say = self.words.say
        say(self.heading.setText, N_("The program is locked") if locked else N_("Open the data file"))
        say(self.other.setText, N_("Open another…"))
        say(self.new.setText, N_("Create a new one…"))
        say(self.bring_back.setText, N_("Restore from a backup…"))
        say(self.go.setText, N_("Open"))
        self._say_way()

    def _say_way(self) -> None:
        text = (
            N_("Sign in with the password") if self._by_code else N_("I forgot the password: recovery code")
        )
        self.words.say(self.forgot.setText, text)

    def _lay_out(self) -> None:
        self.card = Card()
        self.card.setFixedWidth(scaled(_WIDTH))
        self.card.column.setContentsMargins(scaled(28), scaled(24), scaled(28), scaled(24))
        self.card.column.setSpacing(scaled(14))
        files, foot = QHBoxLayout(), QHBoxLayout()
        files.addWidget(self.other)
        files.addStretch(1)
        files.addWidget(self.new)
        foot.addWidget(self.forgot)
        foot.addStretch(1)
        foot.addWidget(self.go)
        column = self.card.column
        above: list[QWidget] = [self.heading, self.hint, self.file]
        below: list[QWidget] = [self.login, self.password, self.code]
        for part in above:
            column.addWidget(part)
        column.addLayout(files)
        column.addWidget(self.bring_back, 0, Qt.AlignmentFlag.AlignLeft)
        for part in below:
            column.addWidget(part)
        column.addLayout(foot)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(scaled(20), scaled(14), scaled(20), scaled(14))
        whole.addWidget(self.language, 0, Qt.AlignmentFlag.AlignRight)
        whole.addStretch(2)
        for card in (self.card, self.fresh):
            # Between stretches and not aligned: an aligned card gets no height for its wrapped words.
            middle = QHBoxLayout()
            middle.addStretch(1)
            middle.addWidget(card)
            middle.addStretch(1)
            whole.addLayout(middle)
        whole.addStretch(3)
        self.fresh.hide()
        self.language.choose(spoken().value)

    def _connect(self) -> None:
        self.commands = {Command.SUBMIT: self.open_file}
        self.file.changed.connect(self._choose_file)
        self.other.clicked.connect(self.ask_file)
        self.new.clicked.connect(self.creates)
        self.bring_back.clicked.connect(self.ask_backup)
        self.forgot.clicked.connect(self.change_way)
        self.go.clicked.connect(self.open_file)
        self.password.line.returnPressed.connect(self.open_file)
        self.code.line.returnPressed.connect(self.open_file)
        self.language.chosen.connect(_speak)
        self.fresh.done.connect(self.opened)

    def _files(self) -> list[tuple[Path, str]]:
        names = [path.name for path in self._paths]
        return [
            (path, path.stem if names.count(path.name) == 1 else f"{path.stem}  ({path.parent})")
            for path in self._paths
        ]

    def _logins(self) -> list[tuple[str, str]]:
        path = self.file.value() if hasattr(self, "file") else None
        if path is None:
            return []
        try:
            return [(login, login) for login in logins_of(path)]
        except DataFileError as error:
            self.file.show_error(error.text, **error.values)
            return []

    def _choose_file(self) -> None:
        self.wait.stop()
        self.file.clear_error()
        known = bool(self._paths)
        self.login.refresh()
        path = self.file.value()
        self.file.combo.setToolTip(str(path) if path else "")
        self.file.setVisible(known)
        self.login.setVisible(known and not self._by_code and self.login.combo.count() > 1)
        self.password.setVisible(known and not self._by_code)
        self.code.setVisible(known and self._by_code)
        for part in (self.forgot, self.go):
            part.setVisible(known)
        wear(self.new, "link" if known else "primary")
        empty = N_("No data file is known on this computer yet. Create one, or open one that is elsewhere.")
        if known:
            self.words.hush(self.hint.setText)
        else:
            self.words.say(self.hint.setText, empty)
        self.hint.setVisible(not known)

    def ask_file(self) -> None:
        """Let the user show a data file, which is a folder that ends in `.ssu`."""
        start = str(self._paths[0].parent) if self._paths else ""
        chosen = QFileDialog.getExistingDirectory(
            self, _(N_("Choose the data file, a folder NAME.ssu")), start
        )
        if chosen:
            self.show_file(Path(chosen))

    def show_file(self, path: Path) -> None:
        """Choose a data file; it joins the list."""
        if path not in self._paths:
            self._paths.insert(0, path)
            self.file.refresh()
        self.file.set_value(path)
        self._choose_file()
        self.take_focus()

    def ask_backup(self) -> None:
        """Let the user choose a backup and put it back: the data file is damaged, lost or on a stick."""
        self._ready()
        from ssu_desktop.screens.restore_dialog import RestoreDialog
        from ssu_desktop.screens.wizard import usual_folder

        dialog = RestoreDialog(self.window(), self.file.value(), usual_folder())
        dialog.exec()
        if dialog.restored is not None:
            self._stands(dialog.restored)

    def put_back(self, backup: Path, path: Path) -> None:
        """Put a backup in the place of a data file that was just closed."""
        from ssu_desktop.screens.restore_dialog import restore

        self._busy(True)
        self.words.say(self.go.setText, N_("Restoring…"))
        restore(self, backup, path, self._stands, self._refuse)

    def _stands(self, restored: "Restored") -> None:
        self._busy(False)
        self.show_file(restored.path)
        if restored.aside is None:
            text = N_(
                "The data file was restored. It opens with the passwords and the recovery code of the day of "
                "the backup."
            )
            self.words.say(self.hint.setText, text)
        else:
            text = N_(
                "The data file was restored. It opens with the passwords and the recovery code of the day of "
                "the backup. The former one is kept beside: {name}."
            )
            self.words.say(self.hint.setText, text, name=restored.aside.name)
        self.hint.show()

    def change_way(self) -> None:
        """Go from the password to the recovery code, or back."""
        self._by_code = not self._by_code
        self.wait.stop()
        for field in (self.password, self.code):
            field.set_value("")
            field.clear_error()
        self._say_way()
        self._choose_file()
        self.take_focus()

    def open_file(self) -> None:
        """Open the chosen file; the key is derived off the window's thread."""
        self._try(as_it_is=False)

    def _try(self, *, as_it_is: bool) -> None:
        path = self.file.value()
        if path is None or not self.card.isEnabled() or self.card.isHidden():
            return
        self.wait.stop()
        for field in (self.file, self.password, self.code):
            field.clear_error()
        secret = self.code.value() if self._by_code else self.password.value()
        if self._by_code and not secret:
            self.code.show_error(N_("Type the code from the sheet that was printed when the file was made."))
            return
        by_code, login, clock, ready = self._by_code, self.login.value(), self._clock, self._ready

        def task(_progress: Progress) -> "Desk":
            early = None if by_code else begin_key(path, login, secret)
            ready()
            from ssu_desktop.actions.opening import open_desk

            if by_code:
                return open_desk(path, recovery_code=secret, clock=clock, accept_lost_tail=as_it_is)
            return open_desk(path, login, secret, clock=clock, accept_lost_tail=as_it_is, early=early)

        self._busy(True)
        run_in_background(
            self, task, self._open, N_("Opening the data file"), failed=self._refuse, quiet=True
        )

    def _busy(self, busy: bool) -> None:
        self.card.setEnabled(not busy)
        self.forgot.setVisible(not busy and bool(self._paths))  # the longer word of the button needs its room
        self.words.say(self.go.setText, N_("Opening…") if busy else N_("Open"))

    def _open(self, desk: "Desk") -> None:
        self._busy(False)
        self.password.set_value("")
        self.code.set_value("")
        if self._by_code:
            self.card.hide()
            self.fresh.ask(desk)
        else:
            self.opened.emit(desk)

    def _refuse(self, error: Exception) -> None:
        self._busy(False)
        if not isinstance(error, DataFileError):
            raise error  # a bug: to be seen as such
        if isinstance(error, DataFileIsRolledBack) and self._gives_up(error):
            self._try(as_it_is=True)
            return
        secret: AnyField = self.code if self._by_code else self.password
        field: AnyField = secret if isinstance(error, _SECRETS) else self.file
        if isinstance(error, TooManyTries):
            self.wait.begin(field, error)
        else:
            field.show_error(error.text, **error.values)
        secret.setFocus()
        self.password.line.selectAll()

    def _gives_up(self, error: DataFileIsRolledBack) -> bool:
        """Ask whether to go on without the entries that are missing."""
        text = N_(
            "The file remembers {known} entries of its history, but {found} are there, or others stand in"
            " their place. What was entered or changed last may be missing. If you have the complete folder"
            " or a later backup, cancel and use that. Otherwise open the file as it is and look through"
            " your latest work; that entries were given up is noted in the history."
        )
        title = N_("The latest entries are missing")
        return confirm(self.window(), title, N_("Open it as it is"), text=text, danger=True, **error.values)

    def take_focus(self) -> None:
        """Put the cursor where one types: the secret, or the button that makes a file."""
        if not self._paths:
            self.new.setFocus()
        else:
            (self.code if self._by_code else self.password).setFocus()

    def showEvent(self, event: QShowEvent) -> None:
        """Put the cursor where one types."""
        super().showEvent(event)
        self.take_focus()

    def retranslate(self) -> None:
        """Say the words again and show which language it is."""
        super().retranslate()
        self.language.choose(spoken().value)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open with Ctrl+Enter."""
        if submits(event):
            self.open_file()
        else:
            super().keyPressEvent(event)


def _speak(code: str) -> None:
    app = QApplication.instance()
    if isinstance(app, QApplication):
        switch_language(app, Language(code))
