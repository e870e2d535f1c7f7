"""The form of a person's record: typed by keys, warned beside the field, kept through a crash."""

from collections.abc import Callable, Mapping
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from ssu_desktop.actions.desk import Desk
from ssu_desktop.actions.drafts import list_drafts
from ssu_desktop.actions.person import person_page
from ssu_desktop.records.kinds import Sex
from ssu_desktop.screens.person import PersonScreen
from ssu_desktop.screens.person_form import PersonForm

Types = Callable[[QWidget, str], None]


def shown(form: PersonForm, qtbot: QtBot) -> PersonForm:
    qtbot.addWidget(form)
    form.opens.connect(qtbot.addWidget)  # as the window does, somebody owns what opens
    form.resize(1171, 700)
    form.show()
    return form


def pasted(qtbot: QtBot, form: PersonForm, name: str, text: str) -> None:
    QGuiApplication.clipboard().setText(text)
    qtbot.keyClick(form.fields[name].editor, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)


def test_a_pasted_name_splits_and_an_iin_fills_birth_date_and_sex(desk: Desk, qtbot: QtBot) -> None:
    form = shown(PersonForm(desk), qtbot)
    pasted(qtbot, form, "surname", "Тілеубергенова Күлпаш Серікқызы")
    qtbot.keyClicks(form.fields["iin"].editor, "510308400018")
    qtbot.keyClick(form.fields["iin"].editor, Qt.Key.Key_Return)
    draft = form.draft()
    assert (draft.surname, draft.given_name, draft.patronymic) == ("Тілеубергенова", "Күлпаш", "Серікқызы")
    assert form.fields["born"].typed() == "08.03.1951"
    assert draft.sex is Sex.FEMALE
    assert "08.03.1951" in form.iin_says.text()


def test_an_iin_that_disagrees_with_the_birth_date_is_remarked_beside_the_field(
    desk: Desk, qtbot: QtBot
) -> None:
    form = shown(PersonForm(desk), qtbot)
    form.fields["born"].restore("01.01.1950")
    qtbot.keyClicks(form.fields["iin"].editor, "430511400122")
    qtbot.keyClick(form.fields["iin"].editor, Qt.Key.Key_Return)
    assert "11.05.1943" in form.fields["iin"].error.text()
    assert form.fields["born"].typed() == "01.01.1950"


def test_adding_opens_the_page_of_the_new_person(desk: Desk, qtbot: QtBot, types: Types) -> None:
    form = shown(PersonForm(desk), qtbot)
    types(form.fields["surname"].editor, "Әлімбетов")
    types(form.fields["given_name"].editor, "Жандос")
    with qtbot.waitSignal(form.leaves), qtbot.waitSignal(form.opens) as opens:
        qtbot.mouseClick(form.go, Qt.MouseButton.LeftButton)
    page = opens.args[0]
    assert isinstance(page, PersonScreen)
    assert page.title() == "Әлімбетов Жандос"
    assert list_drafts(desk) == ()


def test_a_person_without_a_surname_is_refused_beside_the_field(desk: Desk, qtbot: QtBot) -> None:
    form = shown(PersonForm(desk), qtbot)
    form.submit()
    assert not form.fields["surname"].error.isHidden()


def test_a_person_who_is_there_already_is_shown_with_the_way_to_the_page(
    desk: Desk, people: Mapping[str, UUID], qtbot: QtBot
) -> None:
    form = shown(PersonForm(desk), qtbot)
    pasted(qtbot, form, "surname", "Касымова Айгуль Болаткызы")
    form.fields["given_name"].restore("Айгүл")
    qtbot.keyClicks(form.fields["born"].editor, "11051943")
    qtbot.keyClick(form.fields["born"].editor, Qt.Key.Key_Return)
    assert form.known.isVisible()
    with qtbot.waitSignal(form.opens) as opens:
        qtbot.mouseClick(form.known.open, Qt.MouseButton.LeftButton)
    assert opens.args[0].person_id == people["Қасымова"]
    form.submit()
    assert form.findings.needs_reason()
    form.findings.why.restore("аттас адам")
    with qtbot.waitSignal(form.stored):
        form.submit()


def test_what_was_typed_survives_and_is_offered_again(desk: Desk, qtbot: QtBot, types: Types) -> None:
    form = shown(PersonForm(desk), qtbot)
    types(form.fields["surname"].editor, "Юсупов")
    assert form.can_leave()
    again = shown(PersonForm(desk), qtbot)
    assert again.fields["surname"].value() == ""
    again.keeper.take_up()
    assert again.fields["surname"].value() == "Юсупов"
    qtbot.mouseClick(again.cancel, Qt.MouseButton.LeftButton)
    assert list_drafts(desk) == ()


def test_a_change_keeps_what_the_form_does_not_show(
    desk: Desk, people: Mapping[str, UUID], qtbot: QtBot
) -> None:
    form = shown(PersonForm(desk, people["Омаров"]), qtbot)
    form.fields["phone"].restore("8 701 000 00 00")
    with qtbot.waitSignal(form.stored):
        form.submit()
    page = person_page(desk, people["Омаров"])
    assert page is not None
    assert page.person.phone == "8 701 000 00 00"
    assert page.person.born is not None
    assert page.person.diagnosis == "I69.3 Инсульт салдары"


def test_a_record_changed_meanwhile_is_not_overwritten(
    desk: Desk, people: Mapping[str, UUID], qtbot: QtBot
) -> None:
    first, second = (shown(PersonForm(desk, people["Омаров"]), qtbot) for _n in range(2))
    first.fields["phone"].restore("1")
    first.submit()
    second.fields["phone"].restore("2")
    second.submit()
    page = person_page(desk, people["Омаров"])
    assert page is not None
    assert page.person.phone == "1"
    assert second.findings.isVisible()


def test_two_hundred_letters_are_kept_and_more_are_refused(desk: Desk, qtbot: QtBot) -> None:
    form = shown(PersonForm(desk), qtbot)
    form.fields["surname"].restore("Қ" * 201)
    form.submit()
    assert not form.fields["surname"].error.isHidden()
    form.fields["surname"].restore("Қ" * 200)
    with qtbot.waitSignal(form.stored):
        form.submit()


def test_the_marks_that_the_queue_asks_for_are_kept_and_shown(
    desk: Desk, qtbot: QtBot, people: Mapping[str, UUID]
) -> None:
    form = shown(PersonForm(desk, people["Омаров"]), qtbot)
    form.fields["without_parental_care"].set_value(True)
    with qtbot.waitSignal(form.stored):
        form.submit()
    page = person_page(desk, people["Омаров"])
    assert page is not None
    assert page.person.without_parental_care
    assert not page.person.legally_incapable
