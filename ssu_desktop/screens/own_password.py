"""One's own password: whoever knows the present one sets another."""

from collections.abc import Callable, Mapping

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from ssu_desktop.actions.desk import Desk, Refused, Saved
from ssu_desktop.actions.users import change_own_password
from ssu_desktop.language import N_
from ssu_desktop.rules.finding import Finding, Weight
from ssu_desktop.screens.ask import FormDialog
from ssu_desktop.screens.deciding import Act, Reasons, careful, submitting
from ssu_desktop.screens.password import PasswordField, new_password, password_rows


def ask_own_password(desk: Desk, parent: QWidget, done: Callable[[], object]) -> None:
    """Ask for the present password and twice for the new one."""

    def store(values: Mapping[str, object], _reasons: Mapping[str, str]) -> Saved | Refused:
        present, password = str(values["present"]), str(values["password"])
        return differing(values) or change_own_password(desk, present, password)

    FormDialog(
        parent,
        N_("My password"),
        [PasswordField("present", N_("Present password")), *password_rows(new_password())],
        N_("Change the password"),
        submitting(patient(careful(store)), lambda _saved: done()),
    ).exec()


def differing(values: Mapping[str, object]) -> Refused | None:
    """Return the refusal of two new passwords that are not the same."""
    if values["password"] == values["repeat"]:
        return None
    text = N_("The two passwords are not the same.")
    return Refused((Finding(code="passwords-differ", text=text, field="repeat", weight=Weight.STOP),))


def patient(act: Act) -> Act:
    """Return `act` that shows the pointer of waiting: a key is derived, for a second or two."""

    def attempt(values: Mapping[str, object], reasons: Reasons) -> Saved | Refused:
        QGuiApplication.setOverrideCursor(Qt.CursorShape.WaitCursor)
        try:
            return act(values, reasons)
        finally:
            QGuiApplication.restoreOverrideCursor()

    return attempt
