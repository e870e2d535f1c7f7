"""What the window does when it is closed: a verified backup of what was changed, and it says so."""

from collections.abc import Callable

from PySide6.QtWidgets import QProgressBar, QWidget

from ssu_desktop.actions.backups import is_uncovered, keep_backup
from ssu_desktop.actions.desk import Desk
from ssu_desktop.language import N_
from ssu_desktop.screens.ask import Dialog
from ssu_desktop.screens.cards import button, plain_label
from ssu_desktop.screens.work import Progress, run_in_background, wait_for_work
from ssu_desktop.storage import DataFileError
from ssu_desktop.storage.snapshot import Occasion


def back_up_on_closing(parent: QWidget, desk: Desk) -> None:
    """Keep a backup where records were changed since the newest one; return when that is done or given up."""
    wait_for_work()
    if is_uncovered(desk):
        ClosingDialog(parent, lambda: keep_backup(desk, Occasion.CLOSE)).exec()


class ClosingDialog(Dialog):
    """Runs the backup, says what it is and goes by itself; stays only where the backup was not made."""

    def __init__(self, parent: QWidget, make: Callable[[], object]) -> None:
        super().__init__(parent, N_("The program is closing"))
        self._make = make
        self.text, self.bar = plain_label(wraps=True), QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setRange(0, 0)
        self.anyway, self.again = button(), button("primary")
        self.words.say(self.anyway.setText, N_("Close without a backup"))
        self.words.say(self.again.setText, N_("Try again"))
        self.anyway.clicked.connect(self.accept)
        self.again.clicked.connect(self.begin)
        self.column.addWidget(self.text)
        self.column.addWidget(self.bar)
        self.footer.add(self.anyway, self.again)
        self.begin()

    def begin(self) -> None:
        """Make the backup off the window's thread."""
        self._show_choice(False)
        text = N_("What was changed is being backed up and verified. Then the program closes by itself.")
        self.words.say(self.text.setText, text)

        def task(_progress: Progress) -> object:
            return self._make()

        title = N_("Writing the backup")
        run_in_background(self, task, lambda _kept: self.accept(), title, failed=self._fail, quiet=True)

    def _fail(self, error: Exception) -> None:
        if not isinstance(error, DataFileError):
            self.accept()  # a mistake of the program must not keep the window open for ever
            raise error
        self._show_choice(True)
        self.words.say(self.text.setText, error.text, **error.values)
        self.fit()

    def _show_choice(self, shown: bool) -> None:
        self.bar.setVisible(not shown)
        self.footer.setVisible(shown)

    def reject(self) -> None:
        """Esc gives up only where there is something to give up."""
        if not self.footer.isHidden():
            super().reject()
