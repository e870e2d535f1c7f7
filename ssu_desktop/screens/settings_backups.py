"""The backups: those for the stick, and those that are kept beside the data file, from which one restores."""

from datetime import datetime
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QWidget

from ssu_desktop.actions.backups import RESTORE, loss_of, stick_backup
from ssu_desktop.actions.desk import Desk
from ssu_desktop.language import N_, _
from ssu_desktop.screens.ask import confirm
from ssu_desktop.screens.cards import Card, button, plain_label
from ssu_desktop.screens.kept_backups import backup_table, loss_words, moment_words, size_words
from ssu_desktop.screens.settings_section import Section
from ssu_desktop.screens.stick import WRITTEN, choose_folder, write_to
from ssu_desktop.screens.theme import scaled
from ssu_desktop.storage.kept import KeptBackup, list_kept
from ssu_desktop.storage.snapshot import Manifest

_LEAST_LIST = 108  # its head and two rows


class BackupsSection(Section):
    """One click writes the stick; the list says what is kept, and gives it back."""

    code = "backups"
    title_msgid = N_("Backups")
    hint = N_(
        "The program makes backups on this computer by itself. If the computer is gone, only a stick helps."
    )

    restores = Signal(object)  # the path of the backup that is to take the file's place

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self._rows: tuple[KeptBackup, ...] = ()
        self.kept, self.elsewhere, self.go = plain_label("muted", wraps=True), button(), button("primary")
        self.words.say(self.elsewhere.setText, N_("Into another folder…"))
        self.words.say(self.go.setText, N_("Back up to the stick"))
        card = Card(titled=True)
        self.words.say(card.title.setText, N_("On a stick: one encrypted file with everything"))
        card.column.addWidget(self.kept)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(self.elsewhere)
        row.addWidget(self.go)
        card.column.addLayout(row)
        self.column.addWidget(card)
        self.sum, self.restore = plain_label("muted", wraps=True), button()
        self.words.say(self.restore.setText, N_("Restore…|backup"))
        self.table = backup_table(lambda: self._rows)
        self.table.setMinimumHeight(scaled(_LEAST_LIST))
        self.table.empty.teach(N_("No backup is kept yet: the first is made when something was changed."), "")
        self.column.addWidget(self.sum)
        self.column.addWidget(self.table, 1)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(self.restore)
        self.column.addLayout(foot)
        self._connect()

    def _connect(self) -> None:
        self.go.clicked.connect(self.back_up_to_stick)
        self.elsewhere.clicked.connect(self.ask_folder)
        self.restore.clicked.connect(self.ask_restore)
        self.table.opened.connect(lambda _kept: self.ask_restore())
        self.table.picked.connect(lambda _kept: self._allow())

    def take_focus(self) -> None:
        """Begin with the stick: it is what one comes for."""
        self.go.setFocus()

    def refresh(self) -> None:
        """Read the list again, and when the stick was written last."""
        self._rows = list_kept(self.desk.file.path)
        self.table.refresh()
        self.table.setVisible(True)
        self._say_stick()
        self._say_kept()
        self._allow()

    def _say_stick(self) -> None:
        made_at = stick_backup(self.desk, datetime.now().astimezone()).made_at
        if made_at is None:
            self.words.say(self.kept.setText, N_("There is no backup on a stick yet."))
        else:
            text = N_("The last backup on a stick is of {moment}.")
            self.words.say(self.kept.setText, text, moment=moment_words(made_at))

    def _say_kept(self) -> None:
        text = N_("Kept on this computer: {count}; the newest takes {size}.")
        newest = next((kept.manifest for kept in self._rows if kept.manifest), None)
        size = size_words(newest.size if newest else 0)
        self.words.say(self.sum.setText, text, count=len(self._rows), size=size)
        self.sum.setVisible(bool(self._rows))

    def _allow(self) -> None:
        chosen = self.table.current()
        may = self.desk.may(RESTORE)
        self.restore.setVisible(may)
        self.restore.setEnabled(chosen is not None and chosen.manifest is not None)

    def back_up_to_stick(self) -> None:
        """Write the stick: at once where one is plugged in."""
        folder = choose_folder(self)
        if folder is not None:
            self.back_up(folder)

    def ask_folder(self) -> None:
        """Ask for a folder, best on another disk, and write the backup there."""
        chosen = QFileDialog.getExistingDirectory(self, _(N_("Folder for the backup, best on another disk")))
        if chosen:
            self.back_up(Path(chosen))

    def back_up(self, folder: Path) -> None:
        """Write one backup file named by the data file and the moment."""
        self._busy(True)
        self.words.say(self.kept.setText, N_("Writing the backup…"))
        write_to(self, self.desk, folder, self._backed_up, self._backup_failed)

    def _backed_up(self, target: Path) -> None:
        self._busy(False)
        self.words.say(self.kept.setText, WRITTEN, path=str(target))
        self.saved.emit(_(N_("The backup was written and verified.")), None)

    def _backup_failed(self, text: str, **values: object) -> None:
        self._busy(False)
        self.words.say(self.kept.setText, text, **values)

    def _busy(self, busy: bool) -> None:
        for one in (self.go, self.elsewhere):
            one.setEnabled(not busy)

    def ask_restore(self) -> None:
        """Say what would be lost since the chosen backup, and ask; then the program does it."""
        chosen = self.table.current()
        if chosen is None or chosen.manifest is None or not self.desk.may(RESTORE):
            return
        if self._agrees(chosen.manifest):
            self.restores.emit(chosen.path)

    def _agrees(self, manifest: Manifest) -> bool:
        text = N_(
            "{loss}\n\nThe present data file is kept beside under another name, nothing is thrown away. The "
            "program closes the file and asks for a password: one of the day of the backup."
        )
        title = N_("Put the backup of {moment} in the place of the data file?")
        moment, loss = moment_words(manifest.made_at), loss_words(loss_of(self.desk, manifest))
        verb = N_("Restore|backup")
        return confirm(self.window(), title, verb, text=text, danger=True, moment=moment, loss=loss)
