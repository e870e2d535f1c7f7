"""A person's page: header, tabs, menus, what opens from it."""

from collections.abc import Callable, Iterator, Mapping
from io import BytesIO
from pathlib import Path
from uuid import UUID

import pytest
from PIL import Image
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QLabel, QPushButton, QScrollArea
from pytestqt.qtbot import QtBot
from sqlalchemy import func, select

from ssu_desktop.actions.desk import Desk
from ssu_desktop.actions.merge import merge_people
from ssu_desktop.actions.photo import photo
from ssu_desktop.language.pairs import HELD
from ssu_desktop.records import Change
from ssu_desktop.records.kinds import Operation
from ssu_desktop.screens.ask import Dialog
from ssu_desktop.screens.belonging_forms import BelongingDialog
from ssu_desktop.screens.facts import EntryRow
from ssu_desktop.screens.finder import Hit
from ssu_desktop.screens.findings import ArticleLink
from ssu_desktop.screens.monitoring_tab import MonitoringTab
from ssu_desktop.screens.person import PersonScreen
from ssu_desktop.screens.person_form import PersonForm
from ssu_desktop.screens.rename_form import RenameDialog
from ssu_desktop.screens.screen import Screen
from ssu_desktop.screens.shell import Place, Shell

Open = Callable[[str], PersonScreen]


@pytest.fixture
def opened(desk: Desk, people: Mapping[str, UUID], qtbot: QtBot) -> Iterator[Open]:
    """Open the page of the person of this surname."""

    def open_page(surname: str) -> PersonScreen:
        screen = PersonScreen(desk, people[surname])
        qtbot.addWidget(screen)
        screen.resize(1171, 716)
        screen.show()
        screen.activateWindow()
        return screen

    return open_page


def texts(screen: PersonScreen) -> str:
    QApplication.processEvents()  # what was put in place of the former lines is shown in the next turn
    shown = "\n".join(label.text() for label in screen.findChildren(QLabel) if label.isVisible())
    return shown.replace(HELD, " ")


def test_the_header_tells_name_age_iin_category_unit_and_state(opened: Open) -> None:
    page = opened("Қасымова")
    assert page.band.name.text() == "Қасымова Айгүл Болатқызы"
    told = page.band.who.text()
    assert f"№{HELD}S-2026/1" in told
    assert told.replace(HELD, " ") == "82 жаста · ЖСН 430511400122 · қарт · Стационар · жеке іс № S-2026/1"
    assert page.band.status.text() == "қызмет алуда, 04.03.2026 бастап"
    assert page.band.portrait.text() == "ҚА"


def test_the_header_follows_the_language(opened: Open, speak_russian: Callable[[], None]) -> None:
    page = opened("Қасымова")
    speak_russian()
    assert "82 года · ИИН 430511400122 · престарелый(ая)" in page.band.who.text()
    assert page.band.status.text() == "получает услуги, с 04.03.2026"
    assert page.bar.tabText(0) == "Обзор"


def test_opening_a_page_is_journalled_once_and_a_refresh_is_not(desk: Desk, opened: Open) -> None:
    page = opened("Омаров")
    page.refresh()
    with desk.read() as session:
        asked = select(func.count()).select_from(Change).where(Change.operation == Operation.VIEW)
        assert session.scalar(asked) == 1


def test_the_overview_shows_what_is_kept_and_what_is_due(opened: Open) -> None:
    shown = texts(opened("Қасымова"))
    for text in (
        "11.05.1943 (82 жаста)",
        "Қасымова Сәуле Маратқызы",
        "II топ",
        "мерзімсіз",
        "№ 118",
        "8 күн қалды",
    ):
        assert text in shown
    assert "Жеке жоспар әзірлеу" in shown


def test_a_duty_carries_its_article(opened: Open) -> None:
    page = opened("Қасымова")
    assert "12-тармақ 3)" in {link.text() for link in page.findChildren(ArticleLink)}


def test_what_an_import_could_not_read_stands_in_the_notes(opened: Open) -> None:
    page = opened("Иванов")
    assert "19.13.1956" in texts(page)
    assert "ЖСН жоқ" in page.band.who.text()


def test_the_tab_of_the_registration_card_is_offered_to_a_temporary_stay_only(opened: Open) -> None:
    codes = {surname: [tab.code for tab in opened(surname)._offered] for surname in ("Ким", "Омаров")}
    assert "card" not in codes["Омаров"]
    assert set(codes["Омаров"]) <= set(codes["Ким"])


def test_control_and_a_number_or_tab_go_to_another_tab_whatever_the_layout(
    opened: Open, qtbot: QtBot
) -> None:
    page = opened("Қасымова")
    qtbot.waitUntil(page.isActiveWindow)
    page.bar.setFocus()
    control = Qt.KeyboardModifier.ControlModifier
    qtbot.keyClick(page.bar, Qt.Key.Key_2, control)
    assert page.bar.currentIndex() == 1
    qtbot.keyClick(page.bar, Qt.Key.Key_QuoteDbl, control)  # the same place of a Kazakh row as the 1
    assert page.bar.currentIndex() == 0
    qtbot.keyClick(page.bar, Qt.Key.Key_Tab, control)
    assert page.bar.currentIndex() == 1


def test_enter_on_a_line_opens_its_form_and_saving_shows_it(opened: Open, qtbot: QtBot) -> None:
    page = opened("Қасымова")
    row = next(row for row in page.findChildren(EntryRow) if row.accessibleName() == "№ 118")
    qtbot.keyClick(row, Qt.Key.Key_Return)
    dialog = page.findChild(BelongingDialog)
    assert dialog is not None
    dialog.fields["until"].restore("20.03.2028")
    with qtbot.waitSignal(page.saved) as told:
        qtbot.mouseClick(dialog.go, Qt.MouseButton.LeftButton)
    assert told.args[0] == "Сақталды"
    assert "20.03.2028 дейін" in texts(page)


def test_the_keys_of_the_window_reach_the_line_with_the_cursor(
    opened: Open, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = opened("Қасымова")
    shell = Shell(
        [Place(code="person", title=PersonScreen.title_msgid, icon="today", build=lambda: page)], _none
    )
    qtbot.addWidget(shell)
    with qtbot.waitExposed(shell):
        shell.show()
    monkeypatch.setattr(Dialog, "exec", lambda _asked: QDialog.DialogCode.Accepted)
    for key, title in ((Qt.Key.Key_F2, "№ 118"), (Qt.Key.Key_Insert, "№ 118")):
        line(page, title).setFocus()
        qtbot.keyClick(line(page, title), key)
        dialog = page.findChild(BelongingDialog)
        assert "number" in dialog.fields
        assert bool(dialog.fields["number"].value()) is (key is Qt.Key.Key_F2)
        dialog.reject()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
        dialog.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    line(page, "№ 118").setFocus()
    with qtbot.waitSignal(page.saved):
        qtbot.keyClick(line(page, "№ 118"), Qt.Key.Key_Delete)
    assert "№ 118" not in texts(page)


def line(page: PersonScreen, title: str) -> EntryRow:
    return next(row for row in page.findChildren(EntryRow) if row.accessibleName() == title)


def _none(_text: str) -> list[Hit]:
    return []


def test_a_new_relative_without_a_name_is_remarked_beside_the_field(opened: Open, qtbot: QtBot) -> None:
    page = opened("Омаров")
    add = next(b for b in page.findChildren(QPushButton) if b.text() == "+ Қосу")
    qtbot.mouseClick(add, Qt.MouseButton.LeftButton)
    dialog = page.findChild(BelongingDialog)
    qtbot.keyClick(dialog, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert not dialog.fields["full_name"].error.isHidden()
    dialog.fields["full_name"].restore("Омарова Гүлнәр")
    qtbot.keyClick(dialog, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert dialog.result() == QDialog.DialogCode.Accepted
    assert "Омарова Гүлнәр" in texts(page)


def test_undo_takes_back_what_the_toast_told_of(opened: Open, qtbot: QtBot) -> None:
    page = opened("Қасымова")
    page.acts.rename()
    dialog = page.findChild(RenameDialog)
    dialog.fields["surname"].restore("Ахметова")
    with qtbot.waitSignal(page.saved) as told:
        dialog.submit()
    assert page.band.name.text() == "Ахметова Айгүл Болатқызы"
    assert "Қасымова Айгүл Болатқызы" in texts(page)
    with qtbot.waitSignal(page.saved):
        told.args[1]()
    assert page.band.name.text() == "Қасымова Айгүл Болатқызы"


def test_f2_of_the_page_opens_the_form_of_the_record(opened: Open, qtbot: QtBot) -> None:
    page = opened("Омаров")
    with qtbot.waitSignal(page.opens) as opens:
        page.commands["edit"]()
    form = opens.args[0]
    assert isinstance(form, PersonForm)
    qtbot.addWidget(form)
    assert form.fields["surname"].value() == "Омаров"


def picture(tmp_path: Path) -> Path:
    made = BytesIO()
    Image.new("RGB", (300, 400), "green").save(made, "PNG")
    file = tmp_path / "photo.png"
    file.write_bytes(made.getvalue())
    return file


def test_a_chosen_picture_becomes_the_photo_and_can_be_taken_out(
    desk: Desk, opened: Open, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page, file = opened("Омаров"), picture(tmp_path)
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_args, **_kw: (str(file), ""))
    page.acts.choose_photo()
    assert not page.band.portrait.pixmap().isNull()
    page.acts.drop_photo()
    assert photo(desk, page.person_id) is None
    assert page.band.portrait.text() == "ОЕ"


def test_a_file_that_is_no_picture_is_refused_in_words(opened: Open, tmp_path: Path) -> None:
    page = opened("Омаров")
    file = tmp_path / "photo.png"
    file.write_text("no picture")
    page.acts.take_photo(file)
    assert page.remarks.isVisible()
    assert page.header is not None
    assert not page.header.has_photo


def test_a_merged_record_says_so_and_leads_to_the_one_that_stays(
    desk: Desk, people: Mapping[str, UUID], opened: Open, qtbot: QtBot
) -> None:
    merge_people(desk, people["Омаров"], people["Иванов"], {}, {})
    page = opened("Иванов")
    assert page.merged.isVisible()
    assert not page.band.acts.isEnabled()
    with qtbot.waitSignal(page.opens) as opens:
        qtbot.mouseClick(page.merged.open, Qt.MouseButton.LeftButton)
    assert opens.args[0].person_id == people["Омаров"]
    qtbot.addWidget(opens.args[0])


def test_the_menu_of_acts_offers_what_may_follow(opened: Open) -> None:
    page = opened("Қасымова")
    page.acts._fill_acts()
    words = [action.text() for action in page.band.acts.menu().actions()]
    assert "Аты-жөнін ауыстыру…" in words
    assert len(words) > 6


@pytest.mark.parametrize("name", ["<b>Қасымова</b> & Co", 'Ким "Эмма"', "Омаров 🙂"])
def test_a_nasty_name_is_shown_as_it_is(
    desk: Desk, opened: Open, people: Mapping[str, UUID], name: str
) -> None:
    page = opened("Омаров")
    page.acts.rename()
    dialog = page.findChild(RenameDialog)
    dialog.fields["surname"].restore(name)
    dialog.submit()
    assert page.band.name.text() == f"{name} Ерлан Серікұлы"
    assert page.band.name.textFormat() is Qt.TextFormat.PlainText


def test_a_tab_that_is_asked_for_has_the_cursor_not_the_photo(
    desk: Desk, people: Mapping[str, UUID], qtbot: QtBot
) -> None:
    shell = Shell([Place(code="today", title="Today", icon="today", build=Screen)], lambda _text: [])
    qtbot.addWidget(shell)
    with qtbot.waitExposed(shell):
        shell.show()
    shell.activateWindow()
    page = PersonScreen(desk, people["Омаров"], "monitoring")
    shell.open_screen(page)
    tab = page.tabs["monitoring"]
    assert isinstance(tab, MonitoringTab)
    assert tab.matrix.hasFocus()


def test_control_and_a_number_put_the_cursor_into_the_work_of_the_tab(
    desk: Desk, people: Mapping[str, UUID], qtbot: QtBot
) -> None:
    shell = Shell([Place(code="today", title="Today", icon="today", build=Screen)], lambda _text: [])
    qtbot.addWidget(shell)
    with qtbot.waitExposed(shell):
        shell.show()
    shell.activateWindow()
    page = PersonScreen(desk, people["Омаров"])
    shell.open_screen(page)
    qtbot.waitUntil(page.bar.hasFocus)
    qtbot.keyClick(page.bar, Qt.Key.Key_5, Qt.KeyboardModifier.ControlModifier)
    tab = page.tabs["monitoring"]
    assert isinstance(tab, MonitoringTab)
    assert tab.matrix.hasFocus()


@pytest.mark.parametrize("tab", ["plan", "monitoring", "printed"])
def test_the_page_does_not_scroll_around_a_tab_that_scrolls_within_itself(
    desk: Desk, people: Mapping[str, UUID], qtbot: QtBot, tab: str
) -> None:
    shell = Shell([Place(code="today", title="Today", icon="today", build=Screen)], lambda _text: [])
    qtbot.addWidget(shell)
    shell.resize(1366, 700)
    with qtbot.waitExposed(shell):
        shell.show()
    page = PersonScreen(desk, people["Омаров"], tab)
    shell.open_screen(page)
    QApplication.processEvents()
    frame = page.parentWidget().parentWidget()
    assert isinstance(frame, QScrollArea)
    assert not frame.verticalScrollBar().isVisible()
    assert not frame.horizontalScrollBar().isVisible()
