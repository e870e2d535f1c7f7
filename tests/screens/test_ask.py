"""Dialogs: verbs on the buttons, remarks in place."""

from collections.abc import Callable, Mapping
from datetime import date

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QDialog, QWidget
from pytestqt.qtbot import QtBot

from ssu_desktop.language import N_
from ssu_desktop.rules.finding import Finding, Weight
from ssu_desktop.screens.ask import Dialog, FormDialog, confirm
from ssu_desktop.screens.fields import DateField, TextField

TODAY = date(2026, 3, 12)


def when_open(window: QWidget, act: Callable[[Dialog], object]) -> None:
    def look() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, Dialog)
        act(dialog)

    QTimer.singleShot(0, window, look)


def form(qtbot: QtBot, answer: Callable[[Mapping[str, object], str], list[Finding]]) -> FormDialog:
    fields = [[TextField("surname", N_("Surname")), DateField("on", N_("Admitted"), lambda: TODAY)]]
    dialog = FormDialog(None, N_("Find a person"), fields, N_("Print"), answer)
    qtbot.addWidget(dialog)
    with qtbot.waitExposed(dialog):
        dialog.show()
    return dialog


def test_enter_does_what_the_verb_says_and_escape_does_not(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    for key, done in ((Qt.Key.Key_Return, True), (Qt.Key.Key_Escape, False)):
        when_open(window, lambda dialog, key=key: qtbot.keyClick(dialog, key))
        assert confirm(window, N_("Find a person"), N_("Print")) is done


def test_enter_does_not_do_what_is_dangerous(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    when_open(window, lambda dialog: qtbot.keyClick(dialog.focusWidget(), Qt.Key.Key_Return))
    assert not confirm(window, N_("Find a person"), N_("Throw away"), danger=True)


def test_a_form_gives_its_draft_when_the_work_is_done(qtbot: QtBot) -> None:
    dialog = form(qtbot, lambda _values, _reason: [])
    assert dialog.focusWidget() is dialog.fields["surname"].editor
    qtbot.keyClicks(dialog.focusWidget(), "Omarov")
    qtbot.keyClick(dialog.focusWidget(), Qt.Key.Key_Return)
    qtbot.keyClicks(dialog.fields["on"].editor, "=")
    qtbot.keyClick(dialog.fields["on"].editor, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert dialog.result() == QDialog.DialogCode.Accepted
    assert dialog.draft == {"surname": "Omarov", "on": TODAY}


def test_what_cannot_be_read_is_not_submitted(qtbot: QtBot) -> None:
    asked: list[object] = []
    dialog = form(qtbot, lambda values, _reason: asked.append(values) or [])
    qtbot.keyClicks(dialog.fields["on"].editor, "99")
    qtbot.mouseClick(dialog.go, Qt.MouseButton.LeftButton)
    assert asked == []
    assert dialog.isVisible()
    assert dialog.focusWidget() is dialog.fields["on"].editor


def test_a_warned_form_goes_on_with_a_reason_only(qtbot: QtBot) -> None:
    reasons: list[str] = []

    def answer(_values: Mapping[str, object], reason: str) -> list[Finding]:
        reasons.append(reason)
        return [] if reason else [Finding(code="w", text=N_("Undo"), field="on", weight=Weight.WARN)]

    dialog = form(qtbot, answer)
    qtbot.mouseClick(dialog.go, Qt.MouseButton.LeftButton)
    qtbot.mouseClick(dialog.go, Qt.MouseButton.LeftButton)
    assert reasons == [""]
    assert dialog.findings.why.error.isVisible()
    qtbot.keyClicks(dialog.findings.why.line, "court")
    qtbot.mouseClick(dialog.go, Qt.MouseButton.LeftButton)
    assert reasons == ["", "court"]
    assert dialog.result() == QDialog.DialogCode.Accepted
