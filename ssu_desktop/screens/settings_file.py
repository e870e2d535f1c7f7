"""The data file itself: where it lies and whether it is sound."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from ssu_desktop.actions.desk import Desk
from ssu_desktop.language import N_, _
from ssu_desktop.screens.cards import Card, button, plain_label
from ssu_desktop.screens.settings_section import Section
from ssu_desktop.screens.theme import mark, scaled
from ssu_desktop.screens.work import Progress, run_in_background
from ssu_desktop.storage import DataFileError, Problem


class FileSection(Section):
    """The path, and the check with what it found."""

    code = "file"
    title_msgid = N_("Data file|section")
    hint = N_(
        "Until the exchange between laptops exists, one data file has one computer: do not work in copies of "
        "it on two computers, because they cannot be put together again."
    )

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self.path = plain_label(wraps=True)
        self.path.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.path.setText(str(desk.file.path))
        self.result, self.check = plain_label("muted", wraps=True), button("primary")
        self.words.say(self.check.setText, N_("Check now"))
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
        self._cards.addStretch(1)
        self.check.clicked.connect(self.check_file)

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
        """Begin with the check: it is what one comes for."""
        self.check.setFocus()

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

    def _busy(self, busy: bool) -> None:
        self.check.setEnabled(not busy)
