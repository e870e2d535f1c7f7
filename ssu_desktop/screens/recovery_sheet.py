"""The recovery code on the screen: shown once, printed or written down, and proven to be kept."""

import secrets
from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ssu_desktop.actions.opening import is_group_of, recovery_sheet
from ssu_desktop.language import N_, _, spoken
from ssu_desktop.rules.organisation import OrganisationDraft
from ssu_desktop.screens.ask import Dialog, tell
from ssu_desktop.screens.cards import Card, button, plain_label
from ssu_desktop.screens.choices import CheckField
from ssu_desktop.screens.printing import print_pdf, save_pdf
from ssu_desktop.screens.texts import TextField
from ssu_desktop.screens.theme import scaled
from ssu_desktop.screens.words import Words

_FILE_NAME = N_("Recovery code")
_GROUP = N_("Group {n} of the code, from your sheet")


class RecoveryCode(QWidget):
    """The code in large signs, the buttons of its sheet, and the two ways to prove that it is kept."""

    proven = Signal()  # perhaps: `kept()` tells

    def __init__(
        self,
        code: str,
        organisation: OrganisationDraft,
        file_name: str,
        today: date,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.words = Words()
        self.code = code
        self._organisation, self._file_name, self._today = organisation, file_name, today
        self._place = secrets.randbelow(len(code.split("-")))
        self.group = TextField("group", _GROUP, longest=8)
        for setter in (self.group.label.setText, self.group.editor.setAccessibleName):
            self.group.words.say(setter, _GROUP, n=self._place + 1)
        self.ticked = CheckField("ticked", N_("I have printed the sheet or written the code down"))
        self.print, self.save = button("", "print"), button("", "save")
        self._lay_out()
        self.print.clicked.connect(self.print_sheet)
        self.save.clicked.connect(self.save_sheet)
        self.group.line.textEdited.connect(self._typed)
        self.ticked.changed.connect(self.proven)

    def _lay_out(self) -> None:
        card = Card()
        groups = self.code.split("-")
        for start in (0, 4):
            line = plain_label("figure", " – ".join(groups[start : start + 4]))
            line.setAlignment(Qt.AlignmentFlag.AlignCenter)
            line.setTextInteractionFlags(
                Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
            )
            line.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            card.column.addWidget(line)
        row = QHBoxLayout()
        for one in (self.print, self.save):
            row.addWidget(one)
        row.addStretch(1)
        prove = plain_label("muted", wraps=True)
        self.words.say(self.print.setText, N_("Print the sheet"))
        self.words.say(self.save.setText, N_("Save as a PDF file"))
        self.words.say(
            prove.setText, N_("So that it is not forgotten, type one group of it, or tick the box.")
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(scaled(12))
        column.addWidget(card)
        column.addLayout(row)
        for part in (prove, self.group, self.ticked):
            column.addWidget(part)

    def changeEvent(self, event: QEvent) -> None:
        """Say the words again when the language changes."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.LanguageChange:
            self.words.again()

    def sheet(self) -> bytes:
        """Return the sheet as a PDF."""
        return recovery_sheet(
            self.code, self._organisation, spoken(), file_name=self._file_name, made_on=self._today
        )

    def kept(self) -> bool:
        """Return whether the code was typed back, or said to be on paper."""
        return self.ticked.value() or is_group_of(self.code, self._place, self.group.value())

    def print_sheet(self) -> None:
        """Print the sheet; the box is ticked when it went to the printer."""
        self._put(lambda: print_pdf(self, self.sheet(), _(_FILE_NAME)))

    def save_sheet(self) -> None:
        """Save the sheet where the user says, as on the stick that goes to the safe."""
        self._put(lambda: save_pdf(self, self.sheet(), _(_FILE_NAME)) is not None)

    def _put(self, put: Callable[[], bool]) -> None:
        try:
            done = put()
        except OSError as error:
            tell(self, N_("The sheet was not printed: {cause}"), cause=str(error))
            return
        if done:
            self.ticked.set_value(True)
            self.proven.emit()

    def _typed(self) -> None:
        typed = self.group.value()
        if len(typed) >= len(self.code.split("-")[0]) and not self.kept():
            self.group.show_error(N_("This is not group {n} of the code."), n=self._place + 1)
        self.proven.emit()


class RecoveryDialog(Dialog):
    """A new recovery code; it closes only when the code is kept."""

    def __init__(
        self, code: str, organisation: OrganisationDraft, file_name: str, today: date, parent: QWidget | None
    ) -> None:
        super().__init__(parent, N_("The new recovery code"))
        text = plain_label("muted", wraps=True)
        self.words.say(
            text.setText,
            N_("It is shown only now. The former code opens the file no more: destroy its sheet."),
        )
        self.code = RecoveryCode(code, organisation, file_name, today)
        self.column.addWidget(text)
        self.column.addWidget(self.code)
        self.go = button("primary")
        self.words.say(self.go.setText, N_("The code is kept"))
        self.go.setEnabled(False)
        self.go.clicked.connect(self.accept)
        self.code.proven.connect(lambda: self.go.setEnabled(self.code.kept()))
        self.footer.add(self.go)
        self.setMinimumWidth(scaled(560))

    def reject(self) -> None:
        """Stay until the code is kept: it is shown only once."""
        if self.code.kept():
            super().accept()
