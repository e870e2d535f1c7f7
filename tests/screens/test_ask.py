"""Dialogs: verbs on the buttons, remarks in place."""

from collections.abc import Callable, Mapping
from datetime import date

from PySide6.QtCore import QRect, QSize, Qt, QTimer
from PySide6.QtWidgets import QApplication, QDialog, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from ssu_desktop.language import N_, _
from ssu_desktop.rules.finding import Finding, Weight
from ssu_desktop.screens.ask import Dialog, FormDialog, confirm
from ssu_desktop.screens.fields import AnyField, CheckField, DateField, TextField
from ssu_desktop.screens.placing import fitting, has_room, room
from ssu_desktop.screens.theme import apply_theme, scaled
from ssu_desktop.screens.unit_form import CategoriesField, unit_dialog

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


def test_what_was_mended_after_a_warning_needs_no_reason(qtbot: QtBot) -> None:
    warning = Finding(code="x", text=N_("Find a person"), field="surname", weight=Weight.WARN)
    dialog = form(qtbot, lambda values, _reason: [] if values["surname"] == "Omarov" else [warning])
    qtbot.keyClicks(dialog.fields["surname"].editor, "Omar")
    dialog.submit()
    dialog.submit()
    assert not dialog.findings.why.error.isHidden()
    qtbot.keyClicks(dialog.fields["surname"].editor, "ov")
    dialog.submit()
    assert dialog.result() == QDialog.DialogCode.Accepted


def test_enter_on_a_box_goes_on_and_at_last_to_the_verb_never_to_cancel(qtbot: QtBot) -> None:
    rows: list[AnyField] = [TextField("surname", N_("Surname")), CheckField("blank", N_("Find a person"))]
    dialog = FormDialog(None, N_("Find a person"), rows, N_("Print"), lambda _values, _reason: [])
    qtbot.addWidget(dialog)
    with qtbot.waitExposed(dialog):
        dialog.show()
    qtbot.keyClicks(dialog.focusWidget(), "Omarov")
    qtbot.keyClick(dialog.focusWidget(), Qt.Key.Key_Return)
    box = dialog.fields["blank"].editor
    assert dialog.focusWidget() is box
    qtbot.keyClick(box, Qt.Key.Key_Space)
    qtbot.keyClick(box, Qt.Key.Key_Return)
    assert dialog.isVisible()
    assert dialog.focusWidget() is dialog.go
    assert not any(one.autoDefault() or one.isDefault() for one in dialog.findChildren(QPushButton))
    qtbot.keyClick(dialog.focusWidget(), Qt.Key.Key_Return)
    assert dialog.draft == {"surname": "Omarov", "blank": True}


def test_enter_on_cancel_cancels(qtbot: QtBot) -> None:
    dialog = form(qtbot, lambda _values, _reason: [])
    dialog.cancel.setFocus()
    qtbot.keyClick(dialog.cancel, Qt.Key.Key_Return)
    assert not dialog.isVisible()
    assert dialog.result() == QDialog.DialogCode.Rejected


def test_leaving_a_form_asks_first_when_something_was_typed(qtbot: QtBot) -> None:
    dialog = form(qtbot, lambda _values, _reason: [])
    qtbot.keyClicks(dialog.fields["surname"].editor, "Omarov")
    when_open(dialog, lambda asked: qtbot.keyClick(asked, Qt.Key.Key_Escape))
    qtbot.keyClick(dialog.fields["surname"].editor, Qt.Key.Key_Escape)
    assert dialog.isVisible()
    assert dialog.values()["surname"] == "Omarov"
    when_open(
        dialog,
        lambda asked: qtbot.mouseClick(
            next(one for one in asked.findChildren(QPushButton) if one.property("role") == "danger"),
            Qt.MouseButton.LeftButton,
        ),
    )
    qtbot.mouseClick(dialog.cancel, Qt.MouseButton.LeftButton)
    assert not dialog.isVisible()


def test_a_form_that_grows_stays_within_the_display(qtbot: QtBot) -> None:
    def answer(_values: Mapping[str, object], _reason: str) -> list[Finding]:
        long = N_("The pages were drawn, but not taken: {cause}. They are kept under Printed.")
        return [Finding(code=str(n), text=long, values={"cause": "x" * 80}) for n in range(12)]

    fields = [TextField(f"line{n}", N_("Surname")) for n in range(9)]
    dialog = FormDialog(None, N_("Find a person"), fields, N_("Print"), answer)
    qtbot.addWidget(dialog)
    with qtbot.waitExposed(dialog):
        dialog.show()
    dialog.move(dialog.x(), dialog.screen().availableGeometry().bottom() - dialog.height())
    qtbot.mouseClick(dialog.go, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: dialog.findings.isVisible())
    QApplication.processEvents()
    assert room(dialog).contains(dialog.geometry())
    qtbot.mouseClick(dialog.go, Qt.MouseButton.LeftButton)  # still to be reached
    assert dialog.rect().contains(dialog.go.geometry())


def test_what_is_too_large_is_cut_to_the_room_and_what_stands_outside_is_moved() -> None:
    within = QRect(8, 40, 1350, 700)
    assert fitting(QRect(100, 600, 400, 300), within) == QRect(100, 440, 400, 300)
    assert fitting(QRect(-50, 0, 2000, 900), within) == within


def test_editors_side_by_side_stand_on_one_line_and_nothing_jumps_when_a_remark_goes(qtbot: QtBot) -> None:
    def answer(_values: Mapping[str, object], _reason: str) -> list[Finding]:
        return [Finding(code="s", text=N_("Undo"), field="surname", weight=Weight.STOP)]

    long = TextField("number", N_("Decision of the local executive body: number"))
    beside, below = TextField("surname", N_("Surname")), TextField("note", N_("Note"))
    third = TextField("third", N_("Which body decided"))
    dialog = FormDialog(None, N_("Find a person"), [[long, beside, third], below], N_("Print"), answer)
    qtbot.addWidget(dialog)
    with qtbot.waitExposed(dialog):
        dialog.show()
    dialog.resize(dialog.minimumSizeHint())
    qtbot.waitUntil(lambda: long.editor.y() == beside.editor.y() == third.editor.y())
    assert long.label.height() > 1.5 * long.label.fontMetrics().height()  # two lines
    qtbot.mouseClick(dialog.go, Qt.MouseButton.LeftButton)
    QApplication.processEvents()
    stood = below.y()
    qtbot.keyClicks(beside.editor, "a")
    QApplication.processEvents()
    assert beside.error.isHidden()
    assert below.y() == stood


def test_the_categories_of_a_unit_stand_in_two_columns_with_all_their_words(qtbot: QtBot) -> None:
    dialog = unit_dialog(None, None, lambda _values, _reason: [])
    qtbot.addWidget(dialog)
    with qtbot.waitExposed(dialog):
        dialog.show()
    field = dialog.fields["categories"]
    assert isinstance(field, CategoriesField)
    lefts = [box.x() for box in field.boxes.values()]
    assert lefts[:5] == [lefts[0]] * 5
    assert lefts[5:] == [lefts[5]] * 5
    assert lefts[5] > lefts[0]
    for category, box in field.boxes.items():
        assert box.text().split() == _(category.msgid).split()
        assert box.width() >= box.sizeHint().width()
    assert dialog.scrolled.verticalScrollBar().maximum() == 0


def test_large_text_opens_no_form_that_scrolls_where_there_is_room(
    qtbot: QtBot, dressed: QApplication
) -> None:
    apply_theme(dressed, scale=150)
    try:
        rows = [
            [TextField("a", N_("Decision of the local executive body: number")), TextField("b", N_("Note"))],
            [TextField("c", N_("Note")), TextField("d", N_("Which body decided"))],
        ]
        dialog = FormDialog(None, N_("Find a person"), rows, N_("Print"), lambda _values, _reason: [])
        qtbot.addWidget(dialog)
        with qtbot.waitExposed(dialog):
            dialog.show()
        qtbot.waitUntil(lambda: dialog.scrolled.verticalScrollBar().maximum() == 0)
    finally:
        apply_theme(dressed)


def test_a_window_as_large_as_the_display_has_no_room_for_its_frame(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    whole = window.screen().availableGeometry().size()
    assert not has_room(window, whole)
    assert not has_room(window, QSize(whole.width() // 2, whole.height()))
    assert has_room(window, whole / 2)


def test_large_remarks_leave_room_for_a_field_and_the_verb_on_a_small_display(
    qtbot: QtBot, dressed: QApplication, letters: Callable[[int], None]
) -> None:
    letters(150)
    remarks = [
        Finding(
            code=str(n), text=N_("No place is free: {taken} of {capacity} are taken."), weight=Weight.WARN
        )
        for n in range(4)
    ]
    rows = [[TextField("a", N_("Note"))], [TextField("b", N_("Note"))]]
    dialog = FormDialog(None, N_("Find a person"), rows, N_("Print"), lambda _values, _reason: remarks)
    qtbot.addWidget(dialog)
    with qtbot.waitExposed(dialog):
        dialog.show()
    dialog.submit()
    dressed.processEvents()
    assert dialog.minimumSizeHint().height() <= 768 - 48 - 40  # without the task bar and the title
    assert dialog.scrolled.minimumHeight() >= scaled(76)
