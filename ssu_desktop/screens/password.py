"""Passwords: typed hidden, shown on demand, never kept in a draft."""

from collections.abc import Sequence

from PySide6.QtWidgets import QLineEdit, QWidget

from ssu_desktop.language import N_
from ssu_desktop.rules.organisation import SHORTEST_PASSWORD
from ssu_desktop.screens.choices import CheckField
from ssu_desktop.screens.field import AnyField
from ssu_desktop.screens.texts import TextField


class PasswordField(TextField):
    """A password as it is typed, blanks at its ends included."""

    def __init__(self, name: str, label: str, parent: QWidget | None = None) -> None:
        super().__init__(name, label, parent, longest=200)
        self.line.setEchoMode(QLineEdit.EchoMode.Password)

    def value(self) -> str:
        """Return exactly what was typed."""
        return self.line.text()

    def typed(self) -> str:
        """Return nothing: a password is no part of a draft."""
        return ""

    def restore(self, typed: str) -> None:
        """Leave the line: no draft holds a password."""

    def reveal(self, shown: bool) -> None:
        """Show the letters, or hide them again."""
        self.line.setEchoMode(QLineEdit.EchoMode.Normal if shown else QLineEdit.EchoMode.Password)


class RepeatField(PasswordField):
    """The password once more."""

    def __init__(self, of: PasswordField, parent: QWidget | None = None) -> None:
        super().__init__("repeat", N_("The password once more"), parent)
        self._of = of

    def check(self) -> bool:
        """Say so when it is not the same password."""
        same = self.value() == self._of.value()
        if not same and self.value():
            self.show_error(N_("The two passwords are not the same."))
        return same or not self.value()

    def agrees(self) -> bool:
        """Return whether the same password stands here; says so when it does not."""
        if self.value() != self._of.value():
            self.show_error(N_("The two passwords are not the same."))
            return False
        return True


class LengthField(PasswordField):
    """A new password; tells while one types whether it is long enough."""

    def __init__(self, name: str = "password", label: str = N_("New password")) -> None:
        super().__init__(name, label)
        self.words.say(
            self.line.setPlaceholderText, N_("at least {least} characters"), least=SHORTEST_PASSWORD
        )


def new_password(
    name: str = "password", label: str = N_("New password")
) -> tuple[PasswordField, RepeatField, CheckField]:
    """Return the three fields of a new password: the word, once more, and whether it is shown."""
    password = LengthField(name, label)
    repeat = RepeatField(password)
    shown = CheckField("shown", N_("Show the password"))
    shown.box.toggled.connect(password.reveal)
    shown.box.toggled.connect(repeat.reveal)
    return password, repeat, shown


def password_rows(fields: tuple[PasswordField, RepeatField, CheckField]) -> list[Sequence[AnyField]]:
    """Return the fields as the rows of a form."""
    password, repeat, shown = fields
    return [[password, repeat], [shown]]
