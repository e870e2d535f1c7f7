"""The page of the first start that asks where the data file shall lie."""

from collections.abc import Iterable
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QHBoxLayout

from ssu_desktop.actions.opening import cloud_of
from ssu_desktop.language import N_, _
from ssu_desktop.language.names import clean
from ssu_desktop.rules.fields import missing
from ssu_desktop.rules.finding import Finding
from ssu_desktop.screens.cards import button, plain_label
from ssu_desktop.screens.field import set_aside
from ssu_desktop.screens.steps import Step
from ssu_desktop.screens.texts import TextField

_ENDING = ".ssu"
_BAD_IN_NAMES = frozenset('<>:"/\\|?*')


class PlacePage(Step):
    """Where the data file lies; nothing is made yet."""

    title = N_("Where shall the data file lie?")
    hint = N_(
        "Everything about your people is kept in this one encrypted file. The place that is proposed is good:"
        " on this computer, not in a folder that is sent to the internet."
    )

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self.folder = TextField("folder", N_("Folder"))
        self.name = TextField("name", N_("Name of the data file"), longest=80)
        self.browse = button()
        self.words.say(self.browse.setText, N_("Another folder…"))
        self.browse.clicked.connect(self.ask_folder)
        set_aside(self.browse)
        self.folder.set_value(str(folder))
        self._proposed = ""
        self._propose()
        self.whole = plain_label("muted", wraps=True)
        self.cloud = plain_label("error", wraps=True)
        self.add_fields(self.name, self.folder)
        row = QHBoxLayout()
        row.addWidget(self.browse)
        row.addStretch(1)
        self.column.addLayout(row)
        self.column.addWidget(self.whole)
        self.column.addWidget(self.cloud)
        for field in (self.folder, self.name):
            field.line.textChanged.connect(self._look)
        self._look()
        self.finish()

    @property
    def path(self) -> Path:
        """The data file that is to be made."""
        return Path(self.folder.value()).expanduser() / f"{clean(self.name.value())}{_ENDING}"

    def ask_folder(self) -> None:
        """Let the user show a folder."""
        chosen = QFileDialog.getExistingDirectory(self, _(N_("Choose the folder")), self.folder.value())
        if chosen:
            self.folder.set_value(chosen)

    def remarks(self) -> Iterable[Finding]:
        """Say what makes the place unfit."""
        name = clean(self.name.value())
        if not name:
            yield missing("name", N_("Enter a name for the data file."), code="file-unnamed")
        elif _BAD_IN_NAMES.intersection(name) or name.startswith("."):
            text = N_("A name cannot begin with a dot or hold a slash, a colon, quotes or other such signs.")
            yield missing("name", text, code="file-misnamed")
        elif not Path(self.folder.value()).expanduser().is_absolute():
            yield missing("folder", N_("Choose a folder."), code="folder-unknown")
        elif self.path.exists():
            text = N_("A data file of this name is there already. Choose another name.")
            yield missing("name", text, code="file-exists")

    def retranslate(self) -> None:
        """Say the words again; the proposed name too, until the user gives another."""
        super().retranslate()
        self._propose()
        self._look()

    def _propose(self) -> None:
        if self.name.value() == self._proposed:
            self._proposed = _(N_("facility|file name"))
            self.name.set_value(self._proposed)

    def _look(self) -> None:
        self.whole.setText(str(self.path))
        cloud = cloud_of(self.path)
        self.cloud.setVisible(bool(cloud))
        text = N_(
            "This folder belongs to {cloud}: the data file would be sent to the internet, and it can be "
            "damaged while the program works. Choose a folder on this computer."
        )
        self.cloud.setText(_(text, cloud=cloud) if cloud else "")
