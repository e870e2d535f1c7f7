"""Restoring before anybody is signed in: from the kept backups of a data file, or from one backup file."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from ssu_desktop.actions.backups import entries_lost
from ssu_desktop.actions.restoring import Restored, put_back, target_of
from ssu_desktop.language import N_, _
from ssu_desktop.screens.ask import Dialog
from ssu_desktop.screens.cards import button, plain_label
from ssu_desktop.screens.kept_backups import backup_table, entries_words, manifest_words
from ssu_desktop.screens.theme import scaled
from ssu_desktop.screens.work import Progress, run_in_background
from ssu_desktop.storage import DataFileError
from ssu_desktop.storage.kept import list_kept, newest_sound
from ssu_desktop.storage.restoring import manifest_of

_LIST = 190


def restore(
    parent: QWidget,
    backup: Path,
    data_file: Path,
    done: Callable[[Restored], object],
    failed: Callable[[DataFileError], object],
) -> None:
    """Put a backup where `data_file` says, off the window's thread."""

    def task(_progress: Progress) -> Restored:
        return put_back(backup, data_file, datetime.now().astimezone())

    def fail(error: Exception) -> None:
        if not isinstance(error, DataFileError):
            raise error
        failed(error)

    run_in_background(parent, task, done, N_("Restoring the data file"), failed=fail, quiet=True)


class RestoreDialog(Dialog):
    """Chooses a backup and puts it back; `restored` says what stands then.

    `data_file` is the one chosen at the door, which may be damaged; `folder` is where a data file is made
    that this computer does not know."""

    def __init__(self, parent: QWidget, data_file: Path | None, folder: Path) -> None:
        super().__init__(parent, N_("Restore from a backup"))
        self._data_file, self._folder = data_file, folder
        self._rows = list_kept(data_file) if data_file else ()
        self.backup: Path | None = None
        self.restored: Restored | None = None
        self.hint, self.about = plain_label("muted", wraps=True), plain_label(wraps=True)
        self.error = plain_label("error", wraps=True)
        self.table = backup_table(lambda: self._rows)
        self.table.setFixedHeight(scaled(_LIST))
        self.browse, self.cancel, self.go = button(), button(), button("primary")
        self._say()
        for part in (self.hint, self.table, self.about, self.error):
            self.column.addWidget(part)
        self.table.setVisible(bool(self._rows))
        self.error.hide()
        self.setMinimumWidth(scaled(640))
        self.footer.add_left(self.browse)
        self.footer.add(self.cancel, self.go)
        self._connect()
        self.table.refresh()
        self._find_sound()

    def _say(self) -> None:
        say = self.words.say
        if self._rows:
            text = N_(
                "These backups are kept beside the data file. The present data file is kept, too, under "
                "another name: nothing is thrown away."
            )
        else:
            text = N_(
                "Plug in the stick with the backup and choose its file, NAME.ssu-backup. It opens with the "
                "passwords and the recovery code of its day."
            )
        say(self.hint.setText, text)
        say(self.browse.setText, N_("A backup file…"))
        say(self.cancel.setText, N_("Cancel"))
        say(self.go.setText, N_("Restore|backup"))

    def _connect(self) -> None:
        self.browse.clicked.connect(self.ask_file)
        self.cancel.clicked.connect(self.reject)
        self.go.clicked.connect(self.put_back)
        self.table.picked.connect(lambda _row: self._pick())
        self.table.opened.connect(lambda _row: self.put_back())

    def _find_sound(self) -> None:
        """Choose the newest backup whose parts are all as they were put in, looking off the thread."""
        self.go.setEnabled(False)
        if not self._rows:
            return
        rows = self._rows

        def task(_progress: Progress) -> int:
            return newest_sound(rows) or 0

        run_in_background(self, task, self._choose, N_("Looking at the backups"), quiet=True)

    def _choose(self, number: int) -> None:
        if self.backup is None or self.table.currentIndex().row() <= 0:
            self.table.selectRow(number)
        self._pick()

    def _pick(self) -> None:
        chosen = self.table.current()
        if chosen is not None:
            self.show_backup(chosen.path)

    def ask_file(self) -> None:
        """Let the user show a backup file, as on a stick."""
        title, kinds = _(N_("Choose the backup file")), f"{_(N_('Backups'))} (*.ssu-backup)"
        chosen, _kind = QFileDialog.getOpenFileName(self, title, "", kinds)
        if chosen:
            self.table.clearSelection()
            self.show_backup(Path(chosen))

    def show_backup(self, backup: Path) -> None:
        """Say what a backup holds, where it would go and what came after it."""
        self.error.hide()
        self.backup = backup
        try:
            manifest = manifest_of(backup)
        except DataFileError as error:
            self._refuse(error)
            return
        self.go.setEnabled(manifest is not None or not backup.is_dir())
        target = target_of(backup, self._data_file, self._folder)
        lines = [manifest_words(manifest)] if manifest else []
        if manifest and target.exists():
            lines.append(entries_words(entries_lost(target, manifest)))
        lines.append(_(N_("It becomes the data file {path}."), path=target))
        self.about.setText("\n".join(lines))
        self.fit()

    def put_back(self) -> None:
        """Put the chosen backup back; the dialog goes when that is done."""
        if self.backup is None or not self.go.isEnabled():
            return
        self._busy(True)
        target = target_of(self.backup, self._data_file, self._folder)
        restore(self, self.backup, target, self._done, self._refuse)

    def _done(self, restored: Restored) -> None:
        self.restored = restored
        self.accept()

    def _refuse(self, error: DataFileError) -> None:
        self._busy(False)
        self.go.setEnabled(False)
        self.about.setText("")
        self.words.say(self.error.setText, error.text, **error.values)
        self.error.show()
        self.fit()

    def _busy(self, busy: bool) -> None:
        for one in (self.browse, self.cancel, self.go, self.table):
            one.setEnabled(not busy)
        self.words.say(self.go.setText, N_("Restoring…") if busy else N_("Restore|backup"))
