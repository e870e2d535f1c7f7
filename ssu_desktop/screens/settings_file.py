"""The data file itself: where it lies, whether it is sound, a backup now."""

from datetime import datetime
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from ssu_desktop.actions.desk import Desk
from ssu_desktop.language import N_, _
from ssu_desktop.screens.cards import Card, button, plain_label
from ssu_desktop.screens.settings_section import Section
from ssu_desktop.screens.theme import mark, scaled
from ssu_desktop.screens.work import Progress, run_in_background
from ssu_desktop.storage import DataFileError, Problem


class FileSection(Section):
    """The path, the check with what it found, and a backup to a folder that the user chooses."""

    code = "file"
    title_msgid = N_("Data file, backups")
    hint = N_(
        "Until the exchange between laptops exists, one data file has one computer: do not work in copies of "
        "it on two computers, because they cannot be put together again."
    )

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self.path = plain_label(wraps=True)
        self.path.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.path.setText(str(desk.file.path))
        self.result, self.kept = plain_label("muted", wraps=True), plain_label("muted", wraps=True)
        self.check, self.go = button(), button("primary", "")
        self.words.say(self.check.setText, N_("Check now"))
        self.words.say(self.go.setText, N_("Back up now…"))
        inner, area = QWidget(), QScrollArea()
        self._cards = QVBoxLayout(inner)
        self._cards.setContentsMargins(0, 0, scaled(8), 0)
        self._cards.setSpacing(scaled(14))
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(inner)
        self.column.addWidget(area, 1)
        self._card(N_("Where the data file lies"), self.path, None)
        self._card(
            N_("Check: pages, links between records, the chain of the history, keys"), self.result, self.check
        )
        self._card(
            N_("Backup: one encrypted file with everything; it opens with a password or the recovery code"),
            self.kept,
            self.go,
        )
        self._cards.addStretch(1)
        self.check.clicked.connect(self.check_file)
        self.go.clicked.connect(self.ask_folder)

    def _card(self, title: str, text: QWidget, act: QWidget | None) -> None:
        card = Card(titled=True)
        self.words.say(card.title.setText, title)
        card.column.addWidget(text)
        if act is not None:
            row = QHBoxLayout()
            row.addStretch(1)
            row.addWidget(act)
            card.column.addLayout(row)
        self._cards.addWidget(card)

    def take_focus(self) -> None:
        """Begin with the backup: it is what one comes for."""
        self.go.setFocus()

    def check_file(self) -> None:
        """Look at everything, off the window's thread."""
        file = self.desk.file

        def task(_progress: Progress) -> tuple[Problem, ...]:
            return file.check()

        self._busy(True)
        self.words.say(self.result.setText, N_("Checking…"))
        run_in_background(
            self, task, self._checked, N_("Checking the data file"), failed=self._check_failed, quiet=True
        )

    def _checked(self, problems: tuple[Problem, ...]) -> None:
        self._busy(False)
        mark(self.result, "wrong" if problems else "")
        if not problems:
            self.words.say(self.result.setText, N_("The data file is sound."))
            return
        self.words.hush(self.result.setText)
        told = [_(problem.text, **problem.named_values) for problem in problems]
        told.append(_(N_("Copy the folder away as it is and restore the latest backup.")))
        self.result.setText("\n".join(told))

    def _check_failed(self, error: Exception) -> None:
        self._busy(False)
        if not isinstance(error, DataFileError):
            raise error
        self.words.say(self.result.setText, error.text, **error.values)

    def ask_folder(self) -> None:
        """Ask for a folder, best on a stick or another disk, and write the backup there."""
        chosen = QFileDialog.getExistingDirectory(self, _(N_("Folder for the backup, best on another disk")))
        if chosen:
            self.back_up(Path(chosen))

    def back_up(self, folder: Path) -> None:
        """Write one backup file named by the data file and the moment."""
        file = self.desk.file
        moment = datetime.now().astimezone()
        target = folder / f"{file.path.stem}-{self.desk.today:%Y-%m-%d}-{moment:%H%M}.ssu-backup"

        def task(_progress: Progress) -> Path:
            file.backup(target)
            return target

        self._busy(True)
        self.words.say(self.kept.setText, N_("Writing the backup…"))
        run_in_background(
            self, task, self._backed_up, N_("Writing the backup"), failed=self._backup_failed, quiet=True
        )

    def _backed_up(self, target: Path) -> None:
        self._busy(False)
        text = N_("The backup was written and verified: {path}. Take the stick out and keep it in the safe.")
        self.words.say(self.kept.setText, text, path=str(target))
        self.saved.emit(_(N_("The backup was written and verified.")), None)

    def _backup_failed(self, error: Exception) -> None:
        self._busy(False)
        if isinstance(error, DataFileError):
            self.words.say(self.kept.setText, error.text, **error.values)
        elif isinstance(error, OSError):
            text = N_("The backup was not written: {cause}. The data file is safe.")
            self.words.say(self.kept.setText, text, cause=error.strerror or str(error))
        else:
            raise error

    def _busy(self, busy: bool) -> None:
        self.check.setEnabled(not busy)
        self.go.setEnabled(not busy)
