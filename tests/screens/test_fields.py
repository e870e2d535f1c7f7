"""Fields of a form, with real keys and a real clipboard."""

import sys
from collections.abc import Callable
from datetime import date

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from ssu_desktop.language import N_, Language, _
from ssu_desktop.records.kinds import Sex
from ssu_desktop.screens.fields import (
    CheckField,
    ChoiceField,
    DateField,
    IinField,
    NameField,
    NotesField,
    NumberField,
    PickField,
    ScoreField,
    TextField,
)
from ssu_desktop.screens.words import switch_language

TODAY = date(2026, 3, 12)
Types = Callable[[QWidget, str], None]


def typed_by_kazakh_row(widget: QWidget, signs: str) -> None:
    """Send the signs as a Kazakh keyboard without places does: its letters in place of figures."""
    row = dict(zip("1234567890-=", '"әіңғ,.үұқөһ', strict=True))
    for sign in signs:
        event = QKeyEvent(QEvent.Type.KeyPress, 0, Qt.KeyboardModifier.NoModifier, row.get(sign, sign))
        QApplication.sendEvent(widget, event)


def pasted(widget: QWidget, text: str) -> None:
    QGuiApplication.clipboard().setText(text)
    QTest.keyClick(widget, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)


@pytest.fixture
def day(qtbot: QtBot) -> DateField:
    field = DateField("admitted_on", N_("Admitted"), lambda: TODAY)
    qtbot.addWidget(field)
    field.show()
    return field


@pytest.mark.parametrize(
    "keys", ["4.3.26", "040326", "04/03/2026", "2026-03-04", "04032026", "4 сәуір 2026", "4 июля 2026"]
)
def test_a_date_is_read_however_it_is_typed_and_shown_in_full(
    day: DateField, qtbot: QtBot, types: Types, keys: str
) -> None:
    types(day.line, keys)
    qtbot.keyClick(day.line, Qt.Key.Key_Return)
    month = 4 if "сәуір" in keys else 7 if "июля" in keys else 3
    assert day.value() == date(2026, month, 4)
    assert day.typed() == f"04.{month:02}.2026"


def test_equals_is_today_at_once(day: DateField, qtbot: QtBot) -> None:
    qtbot.keyClicks(day.line, "=")
    assert day.typed() == "12.03.2026"


def test_equals_is_today_also_where_another_day_stands(day: DateField, qtbot: QtBot) -> None:
    day.set_value(date(2025, 1, 31))
    qtbot.keyClicks(day.line, "=")
    assert day.typed() == "12.03.2026"


def test_a_kazakh_row_types_a_date_and_today(day: DateField) -> None:
    typed_by_kazakh_row(day.line, "040325")
    assert day.value() == date(2025, 3, 4)
    day.set_value(None)
    typed_by_kazakh_row(day.line, "=")
    assert day.value() == TODAY


def test_a_wrong_date_stays_and_is_remarked_and_mending_takes_the_remark_away(
    day: DateField, qtbot: QtBot
) -> None:
    qtbot.keyClicks(day.line, "31.02.2026")
    qtbot.keyClick(day.line, Qt.Key.Key_Return)
    assert (day.value(), day.typed(), day.wrong) == (None, "31.02.2026", True)
    assert not day.error.isHidden()
    qtbot.keyClick(day.line, Qt.Key.Key_Backspace)
    assert day.error.isHidden()


def test_alt_down_opens_the_calendar_and_enter_takes_its_day(day: DateField, qtbot: QtBot) -> None:
    day.set_value(date(2026, 3, 4))
    qtbot.keyClick(day.line, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    calendar = QApplication.activePopupWidget()
    assert calendar is not None
    with qtbot.waitSignal(day.committed):
        view = calendar.findChild(QWidget, "qt_calendar_calendarview")
        qtbot.keyClick(view, Qt.Key.Key_Right)
        qtbot.keyClick(view, Qt.Key.Key_Return)
    assert day.value() == date(2026, 3, 5)


def test_an_iin_takes_twelve_digits_from_a_kazakh_row_and_no_letters(qtbot: QtBot) -> None:
    field = IinField("iin", N_("IIN"))
    qtbot.addWidget(field)
    typed_by_kazakh_row(field.line, "430511400122")
    qtbot.keyClicks(field.line, "xyz")
    assert field.value() == "430511400122"


def test_a_pasted_iin_sheds_its_blanks_and_a_short_one_is_remarked(qtbot: QtBot) -> None:
    field = IinField("iin", N_("IIN"))
    qtbot.addWidget(field)
    pasted(field.line, "ЖСН 430511 400122")
    assert field.value() == "430511400122"
    field.line.clear()
    qtbot.keyClicks(field.line, "4305")
    assert not field.check()
    assert "4" in field.error.text()


def test_a_score_is_a_whole_number_up_to_999(qtbot: QtBot) -> None:
    field = ScoreField("household", N_("Household"))
    qtbot.addWidget(field)
    qtbot.keyClicks(field.line, "18")
    assert field.value() == 18
    qtbot.keyClicks(field.line, "000")
    assert field.value() is None
    assert field.wrong
    assert not field.check()


def test_a_number_out_of_its_bounds_is_remarked(qtbot: QtBot) -> None:
    field = NumberField("places", N_("Places"), lowest=1, highest=50)
    qtbot.addWidget(field)
    field.set_value(51)
    assert not field.check()
    field.set_value(50)
    assert field.check()


def test_a_whole_name_pasted_into_the_surname_splits_itself(qtbot: QtBot) -> None:
    surname, given, patronymic = (
        NameField("surname", N_("Surname")),
        TextField("given_name", N_("Given name")),
        TextField("patronymic", N_("Patronymic")),
    )
    for field in (surname, given, patronymic):
        qtbot.addWidget(field)
    surname.splits_into(given, patronymic)
    pasted(surname.line, "Қасымова Айгүл Болатқызы")
    assert [f.value() for f in (surname, given, patronymic)] == ["Қасымова", "Айгүл", "Болатқызы"]


def test_a_double_surname_typed_by_hand_is_left_whole(qtbot: QtBot, types: Types) -> None:
    surname = NameField("surname", N_("Surname"))
    given, patronymic = TextField("given_name", N_("Given name")), TextField("patronymic", N_("Patronymic"))
    for field in (surname, given, patronymic):
        qtbot.addWidget(field)
    surname.splits_into(given, patronymic)
    types(surname.line, "Мамин Сибиряк")
    assert surname.value() == "Мамин Сибиряк"


def test_a_choice_keeps_its_value_when_the_language_changes(qtbot: QtBot, qapp: QApplication) -> None:
    field = ChoiceField("sex", N_("Sex"), Sex)
    qtbot.addWidget(field)
    field.set_value(Sex.FEMALE)
    switch_language(qapp, Language.RU)
    assert field.value() is Sex.FEMALE
    assert field.combo.currentText() == _(Sex.FEMALE.msgid)
    field.restore(Sex.MALE.value)
    assert field.typed() == "male"


def test_a_pick_follows_its_options_and_drops_what_is_gone(qtbot: QtBot) -> None:
    units = [("a", "A"), ("b", "B")]
    field = PickField("unit", N_("Unit"), lambda: units)
    qtbot.addWidget(field)
    field.set_value("b")
    units.insert(0, ("c", "C"))
    field.refresh()
    assert field.value() == "b"
    units.pop()
    field.refresh()
    assert field.value() is None


def test_typed_input_of_every_field_comes_back_from_a_draft(qtbot: QtBot) -> None:
    for made in (
        lambda: NotesField("note", N_("Note")),
        lambda: CheckField("paid", N_("Paid services")),
        lambda: TextField("text", N_("Note")),
    ):
        before, after = made(), made()
        qtbot.addWidget(before)
        qtbot.addWidget(after)
        before.restore("1")
        after.restore(before.typed())
        assert after.typed() == "1"


def test_enter_goes_on_to_the_next_field_and_control_enter_is_left_to_the_form(qtbot: QtBot) -> None:
    form = QWidget()
    qtbot.addWidget(form)
    fields = [TextField("a", N_("Surname"), form), ChoiceField("b", N_("Sex"), Sex, form)]
    box = QVBoxLayout(form)
    for field in fields:
        box.addWidget(field)
    form.show()
    form.activateWindow()
    fields[0].setFocus()
    qtbot.keyClick(fields[0].line, Qt.Key.Key_Return)
    assert form.focusWidget() is fields[1].combo
    fields[0].setFocus()
    qtbot.keyClick(fields[0].line, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert form.focusWidget() is fields[0].line


def test_ten_thousand_texts_leave_the_count_of_none_alone(qtbot: QtBot) -> None:
    # PySide 6.12.0 loses a reference to None in each void call on Python 3.11 and aborts after some thousand.
    label = QLabel()
    qtbot.addWidget(label)
    before = sys.getrefcount(None)
    for _n in range(10_000):
        label.setText("Қазақ")
    assert abs(sys.getrefcount(None) - before) < 1_000


@pytest.mark.parametrize("typed", ["11.05.2999", "11052999", "2999-05-11"])
def test_a_date_of_another_age_is_called_a_date(qtbot: QtBot, typed: str) -> None:
    field = DateField("admitted_on", N_("Admitted"), lambda: TODAY, past=True)
    open_end = DateField("until", N_("Admitted"), lambda: TODAY)
    qtbot.addWidget(field)
    qtbot.addWidget(open_end)
    field.restore(typed)  # marked at once, before anybody goes there
    assert field.error.text() == _(N_("This day is later than today."))
    open_end.restore(typed)
    assert open_end.error.text() == _(N_("This year is outside 1890–2100."))
    open_end.restore("99")
    assert open_end.error.text() == _(N_("This is not a date. Write it as 04.03.2026; = is today."))
    open_end.restore("12.03.2026")
    assert open_end.error.isHidden()


def test_a_day_to_come_is_wrong_where_it_must_have_happened(qtbot: QtBot) -> None:
    field = DateField("admitted_on", N_("Admitted"), lambda: TODAY, past=True)
    qtbot.addWidget(field)
    qtbot.keyClicks(field.line, "13.3.26")
    assert not field.check()
    assert field.error.text() == _(N_("This day is later than today."))


def test_an_open_list_shows_all_its_words_in_one_frame_without_scrolling(qtbot: QtBot) -> None:
    field = PickField("unit", N_("Unit"), lambda: [(n, f"Word {n}") for n in range(12)])
    qtbot.addWidget(field)
    with qtbot.waitExposed(field):
        field.show()
    QTest.mouseClick(field.combo, Qt.MouseButton.LeftButton)
    view = field.combo.view()
    qtbot.waitUntil(view.isVisible)
    assert view.verticalScrollBar().maximum() == 0
    assert view.viewport().height() < view.sizeHintForRow(0) * 14
    frame = view.window().grab().toImage()
    inside = {frame.pixelColor(x, frame.height() // 2).name() for x in range(2, 8)}
    assert len(inside) == 1, "a second frame within the first"
    field.combo.hidePopup()


def test_letters_that_no_form_can_print_are_noted_beside_the_field(qtbot: QtBot, types: Types) -> None:
    field = TextField("given_name", N_("Given name"))
    qtbot.addWidget(field)
    with qtbot.waitExposed(field):
        field.show()
    types(field.line, "Айгүл\U0001f600")
    QTest.keyClick(field.line, Qt.Key.Key_Return)
    assert field.error.text() == _(N_("Cannot be printed: {letters}"), letters="\U0001f600")
    assert field.error.isVisible()
    assert not field.line.property("state")
    assert field.check()  # told only
    field.line.clear()
    types(field.line, "Айгүл")
    QTest.keyClick(field.line, Qt.Key.Key_Return)
    assert not field.error.isVisible()
