"""The recovery code and the key of the data file: both can be made anew, beside the list of users."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ssu_desktop.actions.desk import Desk
from ssu_desktop.actions.key_change import change_key, key_state
from ssu_desktop.actions.organisation import read_organisation
from ssu_desktop.actions.users import renew_recovery_code
from ssu_desktop.language import N_
from ssu_desktop.screens.ask import confirm, tell
from ssu_desktop.screens.cards import button, plain_label
from ssu_desktop.screens.recovery_sheet import RecoveryDialog
from ssu_desktop.screens.words import Words
from ssu_desktop.screens.work import run_in_background
from ssu_desktop.storage import DataFileError


class KeyButtons(QWidget):
    """New recovery code, change the key; a line says so where the key is still to be changed."""

    changed = Signal()  # the key was

    def __init__(self, desk: Desk, words: Words, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk, self.words = desk, words
        self.due = plain_label("muted", wraps=True)
        self.renew_button, self.change_button = button("", "key"), button("", "lock")
        self.words.say(self.renew_button.setText, N_("New recovery code…"))
        self.words.say(self.change_button.setText, N_("Change the key…"))
        self.renew_button.clicked.connect(self.renew)
        self.change_button.clicked.connect(self.change)
        row, column = QHBoxLayout(), QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        for one in (self.renew_button, self.change_button):
            row.addWidget(one, 0, Qt.AlignmentFlag.AlignLeft)
        row.addStretch(1)
        column.addLayout(row)
        column.addWidget(self.due)
        self.refresh()

    def refresh(self) -> None:
        """Say what is still to be done about the key."""
        state = key_state(self.desk)
        self.due.setVisible(state.due)
        if state.logins_left_behind:
            text = N_(
                "A user who knew the key was closed. It is changed as soon as these users have signed in "
                "once or got a new password: {logins}."
            )
            self.words.say(self.due.setText, text, logins=", ".join(state.logins_left_behind))
        else:
            text = N_("A user who knew the key was closed, and it is still to be changed.")
            self.words.say(self.due.setText, text)

    def renew(self) -> bool:
        """Make a new recovery code and show it once; return whether it was made."""
        text = N_("The code on the old sheet will open the file no more. Have a printer or a pen at hand.")
        if not confirm(self, N_("Make a new recovery code?"), N_("Make a new code"), text=text):
            return False
        try:
            code = renew_recovery_code(self.desk)
        except DataFileError as error:
            self._tell(error)
            return False
        organisation = read_organisation(self.desk)
        RecoveryDialog(code, organisation, self.desk.file.path.name, self.desk.today, self).exec()
        return True

    def code_can_follow(self) -> bool:
        """Return whether the recovery code survives a change of the key; one of before is made anew first."""
        return not key_state(self.desk).code_left_behind or self.renew()

    def change(self) -> None:
        """Change the key, off the window's thread."""
        text = N_(
            "Everything is encrypted anew. All passwords and the recovery code stay. Whoever kept an old copy"
            " of the folder cannot open the file with it any more. It takes a moment, and saving waits."
        )
        title = N_("Change the key of the data file?")
        if not confirm(self, title, N_("Change the key"), text=text) or not self.code_can_follow():
            return
        self._busy(True)
        run_in_background(
            self,
            lambda _progress: change_key(self.desk),
            lambda _nothing: self._done(),
            N_("Changing the key"),
            failed=self._fail,
            quiet=True,
        )

    def _busy(self, busy: bool) -> None:
        self.change_button.setEnabled(not busy)
        self.renew_button.setEnabled(not busy)
        self.words.say(self.change_button.setText, N_("Changing the key…") if busy else N_("Change the key…"))

    def _done(self) -> None:
        self._busy(False)
        self.refresh()
        self.changed.emit()

    def _fail(self, error: Exception) -> None:
        self._busy(False)
        self.refresh()
        if not isinstance(error, DataFileError):
            raise error
        self._tell(error)

    def _tell(self, error: DataFileError) -> None:
        tell(self.window(), N_("This stays as it is"), error.text, **error.values)
