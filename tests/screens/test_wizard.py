"""The first start through the real pages: answers kept, nothing made early, every trouble in words."""

import gc
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ssu_desktop.actions.desk import Desk
from ssu_desktop.actions.opening import cloud_of, open_desk
from ssu_desktop.actions.organisation import list_staff, list_units, read_organisation
from ssu_desktop.language import Language, spoken
from ssu_desktop.records import User
from ssu_desktop.records.kinds import Category, Post, UnitKind
from ssu_desktop.rules.organisation import UnitDraft
from ssu_desktop.screens.ask import FormDialog
from ssu_desktop.screens.wizard import SetupWizard
from ssu_desktop.screens.wizard_pages import LanguagePage
from ssu_desktop.screens.wizard_units import UnitsPage

TODAY = date(2026, 3, 12)
PASSWORD = "three unrelated words"  # noqa: S105 - of a test
UNIT = UnitDraft(name_kk="Стационар", name_ru="Стационарное отделение", capacity=50)


@pytest.fixture
def desks() -> Iterator[list[Desk]]:
    """The desks that a test was given; closed at its end."""
    opened: list[Desk] = []
    yield opened
    for desk in opened:
        desk.file.close()


@pytest.fixture
def wizard(qtbot: QtBot, tmp_path: Path, desks: list[Desk]) -> SetupWizard:
    """The wizard on its first page; files go to the test's folder."""
    screen = SetupWizard(tmp_path / "data", clock=lambda: TODAY)
    screen.opened.connect(desks.append)
    screen.imports.connect(desks.append)
    qtbot.addWidget(screen, before_close_func=lambda one: setattr(one, "handed", True))
    screen.resize(1366, 768)
    with qtbot.waitExposed(screen):
        screen.show()
    return screen


def fill(wizard: SetupWizard, **answers: str) -> None:
    """Answer the questions as a facility would; `answers` stand in for single ones."""
    told = {
        "organisation.name_kk": "«Мейірім» орталығы",
        "organisation.name_ru": "Центр «Мейірім»",
        "organisation.bin": "050640003470",
        "head_name": "Төлегенов А. Қ.",
        "user.full_name": "Сейтқали Айнұр Маратқызы",
        "user.login": "ainur",
        "user.password": PASSWORD,
        "repeat": PASSWORD,
    } | answers
    for page in (wizard.name, wizard.address, wizard.user):
        for name, field in page.fields.items():
            if name in told:
                field.set_value(told[name])
    wizard.units.units = [UNIT]


def walk(qtbot: QtBot, wizard: SetupWizard, pages: int) -> None:
    """Press Next this many times."""
    for _page in range(pages):
        qtbot.mouseClick(wizard.go, Qt.MouseButton.LeftButton)


def test_the_whole_way_makes_a_facility_that_opens(
    qtbot: QtBot, wizard: SetupWizard, desks: list[Desk]
) -> None:
    fill(wizard)
    walk(qtbot, wizard, 6)
    assert wizard.step is wizard.summary
    assert not wizard.place.path.exists()  # nothing is made before the last look
    walk(qtbot, wizard, 1)
    qtbot.waitUntil(lambda: wizard.step is wizard.code)
    assert not wizard.go.isEnabled()
    assert not wizard.can_leave()
    assert wizard.code.code is not None
    wizard.code.code.ticked.box.click()
    walk(qtbot, wizard, 1)
    assert wizard.step is wizard.done
    with qtbot.waitSignal(wizard.opened):
        walk(qtbot, wizard, 1)
    assert read_organisation(desks[0]).name_ru == "Центр «Мейірім»"
    assert [unit.capacity for unit in list_units(desks[0])] == [50]
    code = wizard.code.code.code
    desks.pop().file.close()
    open_desk(wizard.place.path, "ainur", PASSWORD).file.close()
    open_desk(wizard.place.path, recovery_code=code).file.close()


def test_one_group_typed_back_proves_that_the_code_is_kept(qtbot: QtBot, wizard: SetupWizard) -> None:
    fill(wizard)
    walk(qtbot, wizard, 7)
    qtbot.waitUntil(lambda: wizard.step is wizard.code)
    shown = wizard.code.code
    assert shown is not None
    qtbot.keyClicks(shown.group.line, "AAAAA")
    assert not wizard.go.isEnabled()
    assert not shown.group.error.isHidden()
    shown.group.line.clear()
    qtbot.keyClicks(shown.group.line, shown.code.split("-")[shown._place].lower())
    assert wizard.go.isEnabled()
    assert shown.sheet().startswith(b"%PDF")
    walk(qtbot, wizard, 1)
    with qtbot.waitSignal(wizard.imports):
        qtbot.mouseClick(wizard.done.bring_in, Qt.MouseButton.LeftButton)


def test_the_language_acts_at_once(qtbot: QtBot, wizard: SetupWizard) -> None:
    before = wizard.heading.text()
    page = wizard.steps[0]
    qtbot.mouseClick(page.choices[Language.RU], Qt.MouseButton.LeftButton)  # type: ignore[attr-defined]
    assert spoken() is Language.RU
    assert wizard.heading.text() != before


def test_what_is_missing_is_said_beside_the_field_and_the_cursor_goes_there(
    qtbot: QtBot, wizard: SetupWizard
) -> None:
    fill(wizard, **{"organisation.name_ru": ""})
    walk(qtbot, wizard, 3)
    assert wizard.step is wizard.name
    assert not wizard.name.fields["organisation.name_ru"].error.isHidden()
    assert wizard.name.fields["organisation.name_kk"].error.isHidden()
    assert QApplication.focusWidget() is wizard.name.fields["organisation.name_ru"].editor


def test_a_doubtful_bin_is_taken_with_a_reason(qtbot: QtBot, wizard: SetupWizard) -> None:
    fill(wizard, **{"organisation.bin": "050640003479"})
    walk(qtbot, wizard, 3)
    assert wizard.step is wizard.name
    wizard.name.panel.why.set_value("Куәлікте солай тұр")
    walk(qtbot, wizard, 1)
    assert wizard.step is wizard.address
    assert wizard.name.answered == {"bin-check": "Куәлікте солай тұр"}


def test_going_back_loses_nothing(qtbot: QtBot, wizard: SetupWizard) -> None:
    fill(wizard)
    walk(qtbot, wizard, 6)
    for _page in range(4):
        qtbot.keyClick(wizard, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert wizard.step is wizard.name
    assert wizard.name.values()["organisation.name_kk"] == "«Мейірім» орталығы"
    for _page in range(4):
        qtbot.keyClick(wizard, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert wizard.step is wizard.summary
    assert wizard.user.password.value() == PASSWORD


def test_two_different_passwords_do_not_go_on(qtbot: QtBot, wizard: SetupWizard) -> None:
    fill(wizard, repeat="something else")
    walk(qtbot, wizard, 6)
    assert wizard.step is wizard.user
    assert not wizard.user.repeat.error.isHidden()


def test_a_folder_that_is_sent_to_a_cloud_is_warned_of(wizard: SetupWizard) -> None:
    wizard.show_step(1)
    assert not wizard.place.cloud.isVisible()
    wizard.place.folder.set_value("/home/a/OneDrive - Office/work")
    assert "OneDrive" in wizard.place.cloud.text()
    assert cloud_of(Path("/home/a/local")) == ""


def test_a_name_that_is_taken_stops_at_once(qtbot: QtBot, wizard: SetupWizard, tmp_path: Path) -> None:
    wizard.place.name.set_value("taken")
    (tmp_path / "data" / "taken.ssu").mkdir(parents=True)
    walk(qtbot, wizard, 2)
    assert wizard.step is wizard.place
    assert not wizard.place.name.error.isHidden()


def test_a_folder_that_cannot_be_written_is_explained_and_the_answers_stay(
    qtbot: QtBot, wizard: SetupWizard, tmp_path: Path
) -> None:
    fill(wizard)
    walk(qtbot, wizard, 6)
    wizard.place.path.mkdir(parents=True)  # somebody makes it meanwhile
    walk(qtbot, wizard, 1)
    qtbot.waitUntil(lambda: not wizard.summary.trouble.isHidden())
    assert wizard.step is wizard.summary
    assert wizard.place.path.name in wizard.summary.trouble.text()
    assert wizard.user.password.value() == PASSWORD


def test_a_unit_is_added_with_its_kind_explained(
    qtbot: QtBot, wizard: SetupWizard, answer_dialog: Callable[[Callable[[FormDialog], None]], None]
) -> None:
    wizard.show_step(4)
    assert not wizard.go.isEnabled()

    def answer(dialog: FormDialog) -> None:
        kind = dialog.fields["kind"]
        sentence = kind.sentence.text()  # type: ignore[attr-defined]
        kind.set_value(UnitKind.HOME)
        assert kind.sentence.text() != sentence  # type: ignore[attr-defined]
        dialog.submit()
        assert not dialog.fields["name_kk"].error.isHidden()
        dialog.fields["name_kk"].set_value("Үйде қызмет")
        dialog.fields["name_ru"].set_value("Надомное обслуживание")
        dialog.fields["capacity"].set_value(80)
        dialog.fields["categories"].set_value((Category.ELDERLY,))
        dialog.submit()

    answer_dialog(answer)
    qtbot.mouseClick(wizard.units.table.empty.action, Qt.MouseButton.LeftButton)
    assert wizard.go.isEnabled()
    (unit,) = wizard.units.units
    assert (unit.kind, unit.capacity, unit.categories) == (UnitKind.HOME, 80, (Category.ELDERLY,))
    qtbot.mouseClick(wizard.units.remove_button, Qt.MouseButton.LeftButton)
    assert not wizard.go.isEnabled()


@pytest.fixture
def answer_dialog(monkeypatch: pytest.MonkeyPatch) -> Callable[[Callable[[FormDialog], None]], None]:
    """Let the next form be answered by a function in place of a user."""

    def arrange(answer: Callable[[FormDialog], None]) -> None:
        def run(dialog: FormDialog) -> int:
            dialog.show()
            answer(dialog)
            return dialog.result()

        monkeypatch.setattr(FormDialog, "exec", run)

    return arrange


def test_the_first_user_and_the_head_are_staff_at_once(
    qtbot: QtBot, wizard: SetupWizard, desks: list[Desk]
) -> None:
    fill(wizard)
    walk(qtbot, wizard, 7)
    qtbot.waitUntil(lambda: wizard.step is wizard.code)
    assert wizard.code.code is not None
    wizard.code.code.ticked.box.click()
    walk(qtbot, wizard, 2)
    staff = {member.short_name: member.post for member in list_staff(desks[0])}
    assert staff == {"Сейтқали А. М.": Post.SOCIAL_WORK_SPECIALIST, "Төлегенов А. Қ.": Post.HEAD}
    with desks[0].read() as session:
        me = session.get_one(User, desks[0].user.id)
        assert me.staff_id in {member.id for member in list_staff(desks[0])}


@pytest.mark.parametrize("number", [1, 2, 3, 5])
def test_enter_goes_from_field_to_field_and_at_last_to_next(
    qtbot: QtBot, wizard: SetupWizard, number: int
) -> None:
    fill(wizard)
    wizard.show_step(number)
    for _field in range(len(wizard.step.fields)):
        focus = QApplication.focusWidget()
        assert focus is not None
        assert focus is not wizard.go
        qtbot.keyClick(focus, Qt.Key.Key_Return)
    assert QApplication.focusWidget() is wizard.go
    qtbot.keyClick(wizard.go, Qt.Key.Key_Return)
    assert wizard.at == number + 1


def test_ins_adds_a_unit(
    qtbot: QtBot, wizard: SetupWizard, answer_dialog: Callable[[Callable[[FormDialog], None]], None]
) -> None:
    fill(wizard)
    wizard.show_step(4)
    seen: list[FormDialog] = []
    answer_dialog(seen.append)
    qtbot.keyClick(wizard.units.table, Qt.Key.Key_Insert)
    assert len(seen) == 1


def test_closing_with_typed_input_asks_first(
    qtbot: QtBot, wizard: SetupWizard, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []

    def refuse(_parent: object, title: str, *_rest: object, **_values: object) -> bool:
        asked.append(title)
        return False

    monkeypatch.setattr("ssu_desktop.screens.wizard.confirm", refuse)
    wizard.name.fields["organisation.name_ru"].set_value("Центр")
    assert not wizard.close()
    wizard.leave.click()
    assert len(asked) == 2
    wizard.name.fields["organisation.name_ru"].set_value("")
    with qtbot.waitSignal(wizard.leaves):
        wizard.leave.click()
    assert wizard.close()
    assert len(asked) == 2


def test_the_proposed_name_of_the_file_follows_the_language_until_it_is_edited(
    wizard: SetupWizard, speak_russian: Callable[[], None]
) -> None:
    kazakh = wizard.place.name.value()
    speak_russian()
    assert wizard.place.name.value() != kazakh
    wizard.place.name.set_value("менің")
    wizard.retranslate()
    wizard.place.retranslate()
    assert wizard.place.name.value() == "менің"


def test_the_form_of_a_unit_can_be_left_again_and_again(qtbot: QtBot, wizard: SetupWizard) -> None:
    wizard.show_step(4)
    add = wizard.units.table.empty.action
    for attempt in range(8):
        QTimer.singleShot(0, lambda: _form().reject())
        (add if attempt % 2 else wizard.units.add_button).click()
        gc.collect()

    remarked: list[bool] = []

    def incomplete() -> None:
        form = _form()
        qtbot.keyClick(form.go, Qt.Key.Key_Space)
        remarked.append(not form.fields["name_kk"].error.isHidden())
        form.fields["name_kk"].set_value("Үйде қызмет")
        form.fields["name_ru"].set_value("Надомное обслуживание")
        form.fields["capacity"].set_value(80)
        form.fields["categories"].set_value((Category.ELDERLY,))
        form.submit()
        form.done(0)  # else a refused form would stay for ever

    QTimer.singleShot(0, incomplete)
    add.click()
    assert remarked == [True]
    assert [unit.name_kk for unit in wizard.units.units] == ["Үйде қызмет"]
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert wizard.findChildren(FormDialog) == []


def _form() -> FormDialog:
    form = QApplication.activeModalWidget()
    assert isinstance(form, FormDialog)
    return form


def test_enter_on_the_language_in_use_goes_on(qtbot: QtBot, wizard: SetupWizard) -> None:
    page = wizard.step
    assert isinstance(page, LanguagePage)
    page.take_focus()
    qtbot.keyClick(page.choices[Language.KK], Qt.Key.Key_Return)
    assert wizard.at == 1


def test_the_page_of_units_begins_at_the_button_that_adds_one(qtbot: QtBot, wizard: SetupWizard) -> None:
    page = next(step for step in wizard.steps if isinstance(step, UnitsPage))
    qtbot.waitUntil(wizard.isActiveWindow)
    wizard.show_step(wizard.steps.index(page))
    assert page.table.empty.action.hasFocus()


def test_control_enter_goes_on_even_from_the_button_that_goes_back(qtbot: QtBot, wizard: SetupWizard) -> None:
    fill(wizard)
    wizard.show_step(2)
    wizard.back.setFocus()
    qtbot.keyClick(wizard.back, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert wizard.at == 3
