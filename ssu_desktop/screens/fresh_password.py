"""A new password for whoever came in with the recovery code.

Its actions are imported when it is used: it stands behind the door, which is shown before them."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from ssu_desktop.language import N_
from ssu_desktop.rules.finding import blocks
from ssu_desktop.rules.organisation import check_password
from ssu_desktop.screens.cards import Card, button, plain_label
from ssu_desktop.screens.findings import FindingsPanel
from ssu_desktop.screens.password import new_password
from ssu_desktop.screens.theme import scaled
from ssu_desktop.screens.words import Words
from ssu_desktop.screens.work import run_in_background
from ssu_desktop.storage.errors import DataFileError

if TYPE_CHECKING:
    from ssu_desktop.actions.desk import Desk

_WIDTH = 480


class FreshPassword(Card):
    """After the recovery code: a new password for the user who comes in, or later."""

    done = Signal(object)  # the Desk

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk: Desk | None = None
        self.setFixedWidth(scaled(_WIDTH))
        self.column.setContentsMargins(scaled(28), scaled(24), scaled(28), scaled(24))
        self.column.setSpacing(scaled(14))
        self.words = Words()
        self.heading, self.hint = plain_label("heading", wraps=True), plain_label("muted", wraps=True)
        self.password, self.repeat, self.shown = new_password()
        self.panel = FindingsPanel({"password": self.password})
        self.later, self.go = button("quiet"), button("primary")
        foot = QHBoxLayout()
        foot.addWidget(self.later)
        foot.addStretch(1)
        foot.addWidget(self.go)
        parts = (self.heading, self.hint, self.password, self.repeat, self.shown, self.panel)
        for part in parts:
            self.column.addWidget(part)
        self.column.addLayout(foot)
        self.words.say(self.heading.setText, N_("A new password"))
        self.words.say(self.later.setText, N_("Later"))
        self.words.say(self.go.setText, N_("Set the password"))
        self.later.clicked.connect(lambda: self.done.emit(self._desk))
        self.go.clicked.connect(self.set_password)

    def ask(self, desk: "Desk") -> None:
        """Ask for the new password of the user at this desk."""
        self._desk = desk
        text = N_("The recovery code fits. Set a new password for {login}, so that you can sign in with it.")
        self.words.say(self.hint.setText, text, login=desk.user.login)
        self.show()
        self.password.setFocus()

    def set_password(self) -> None:
        """Set it and go in."""
        from ssu_desktop.actions.users import change_password

        findings = tuple(check_password(self.password.value()))
        self.panel.show_findings(findings)
        if blocks(findings) or not self.repeat.agrees() or self._desk is None:
            return
        desk, password = self._desk, self.password.value()
        self.setEnabled(False)
        run_in_background(
            self,
            lambda _progress: change_password(desk, desk.user.id, password),
            self._answer,
            N_("Setting the password"),
            failed=self._fail,
            quiet=True,
        )

    def _answer(self, result: object) -> None:
        from ssu_desktop.actions.desk import Refused

        self.setEnabled(True)
        if isinstance(result, Refused):
            self.panel.show_findings(result.findings)
        else:
            self.done.emit(self._desk)

    def _fail(self, error: Exception) -> None:
        self.setEnabled(True)
        if not isinstance(error, DataFileError):
            raise error
        self.password.show_error(error.text, **error.values)

    def changeEvent(self, event: QEvent) -> None:
        """Say the words again when the language changes."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.LanguageChange:
            self.words.again()
