"""The window: places, the way back, keys by their place, the finder, the toast."""

from collections.abc import Callable
from functools import partial

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit, QPushButton, QScrollArea, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from ssu_desktop.actions.desk import Desk
from ssu_desktop.language import N_, Language, _
from ssu_desktop.screens.chips import Tone
from ssu_desktop.screens.finder import Hit
from ssu_desktop.screens.people import PeopleScreen
from ssu_desktop.screens.queue import QueueScreen
from ssu_desktop.screens.register import RegisterScreen
from ssu_desktop.screens.screen import Command, Screen
from ssu_desktop.screens.settings import SettingsScreen
from ssu_desktop.screens.shell import Badge, Place, Shell
from ssu_desktop.screens.theme import apply_theme
from ssu_desktop.screens.today import TodayScreen
from ssu_desktop.screens.words import switch_language

Types = Callable[[QWidget, str], None]


class Page(Screen):
    """A screen with one line that writes down what it is asked."""

    title_msgid = N_("Find a person")
    help_topic = "finding"

    def __init__(self) -> None:
        super().__init__()
        self.line = QLineEdit()
        self.done: list[str] = []
        self.refreshed = 0
        QVBoxLayout(self).addWidget(self.line)
        self.words.say(self.line.setPlaceholderText, N_("Undo"))
        self.setFocusProxy(self.line)
        for command in (Command.ADD, Command.EDIT, Command.PRINT, Command.DELETE, Command.SUBMIT):
            self.commands[command] = lambda command=command: self.done.append(command)

    def refresh(self) -> None:
        self.refreshed += 1


@pytest.fixture
def waiting() -> dict[str, int]:
    return {"queue": 3}


@pytest.fixture
def shell(qtbot: QtBot, waiting: dict[str, int]) -> Shell:
    places = [
        Place(code="today", title=N_("Print"), icon="today", build=Page),
        Place(
            code="queue",
            title=N_("Undo"),
            icon="queue",
            build=Page,
            badge=lambda: Badge(waiting["queue"], Tone.LATE),
        ),
    ]
    people = [Hit(key=1, title="Қасымова Айгүл", detail="1943"), Hit(key=2, title="Қасымов Ерлан")]
    window = Shell(places, lambda text: [hit for hit in people if text.casefold() in hit.title.casefold()])
    qtbot.addWidget(window)
    window.resize(1366, 768)
    with qtbot.waitExposed(window):
        window.show()
    window.activateWindow()
    return window


def front(shell: Shell) -> Page:
    screen = shell.screen_in_front()
    assert isinstance(screen, Page)
    return screen


def test_a_click_on_the_rail_goes_there_and_what_was_typed_waits_on_return(
    shell: Shell, qtbot: QtBot
) -> None:
    first = front(shell)
    qtbot.keyClicks(first.line, "abc")
    qtbot.mouseClick(shell.rail.buttons["queue"], Qt.MouseButton.LeftButton)
    assert front(shell) is not first
    qtbot.keyClick(shell, Qt.Key.Key_F5)
    assert front(shell) is first
    assert (first.line.text(), first.refreshed) == ("abc", 2)


def test_escape_goes_back_to_the_list_and_the_link_names_it(shell: Shell, qtbot: QtBot) -> None:
    root = front(shell)
    root.opens.emit(Page())
    assert shell.way_back.isVisible()
    assert shell.way_back.text() == _("Find a person")
    qtbot.keyClick(front(shell).line, Qt.Key.Key_Escape)
    assert front(shell) is root
    assert not shell.way_back.isVisible()


@pytest.mark.parametrize(
    ("key", "command"),
    [
        (Qt.Key.Key_F2, Command.EDIT),
        (Qt.Key.Key_F9, Command.PRINT),
        (Qt.Key.Key_Insert, Command.ADD),
    ],
)
def test_function_keys_ask_the_screen_in_front(
    shell: Shell, qtbot: QtBot, key: Qt.Key, command: Command
) -> None:
    qtbot.keyClick(front(shell).line, key)
    assert front(shell).done == [command]


def test_control_enter_submits(shell: Shell, qtbot: QtBot) -> None:
    qtbot.keyClick(front(shell).line, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert front(shell).done == [Command.SUBMIT]


def test_delete_in_a_line_deletes_a_letter_and_asks_nothing(shell: Shell, qtbot: QtBot) -> None:
    line = front(shell).line
    qtbot.keyClicks(line, "ab")
    qtbot.keyClick(line, Qt.Key.Key_Home)
    qtbot.keyClick(line, Qt.Key.Key_Delete)
    assert (line.text(), front(shell).done) == ("b", [])


def test_control_and_a_letter_do_the_same_before_the_line_sees_them(shell: Shell) -> None:
    line = front(shell).line
    for key in (Qt.Key.Key_P, Qt.Key.Key_E, Qt.Key.Key_N, Qt.Key.Key_D):
        QTest.keyClick(shell.windowHandle(), key, Qt.KeyboardModifier.ControlModifier)
    assert front(shell).done == [Command.PRINT, Command.EDIT, Command.ADD, Command.DELETE]
    assert line.text() == ""


def test_f1_names_the_help_of_this_screen_and_f12_locks(shell: Shell, qtbot: QtBot) -> None:
    with qtbot.waitSignal(shell.help_asked) as asked:
        qtbot.keyClick(shell, Qt.Key.Key_F1)
    assert asked.args == ["finding"]
    with qtbot.waitSignal(shell.top.lock_asked):
        qtbot.keyClick(shell, Qt.Key.Key_F12)


def test_f3_finds_a_person_with_the_keyboard_alone(shell: Shell, qtbot: QtBot, types: Types) -> None:
    finder = shell.top.finder
    qtbot.keyClick(front(shell).line, Qt.Key.Key_F3)
    assert shell.focusWidget() is finder
    types(finder, "қас")
    assert finder.answers.isVisible()
    qtbot.keyClick(finder, Qt.Key.Key_Down)
    with qtbot.waitSignal(shell.person_found) as found:
        qtbot.keyClick(finder, Qt.Key.Key_Return)
    assert found.args == [2]
    assert not finder.answers.isVisible()


def test_escape_in_the_finder_returns_to_where_one_was(shell: Shell, qtbot: QtBot, types: Types) -> None:
    line = front(shell).line
    line.setFocus()
    qtbot.keyClick(line, Qt.Key.Key_F3)
    types(shell.top.finder, "жоқ адам")
    assert shell.top.finder.answers.nobody.isVisible()
    qtbot.keyClick(shell.top.finder, Qt.Key.Key_Escape)
    assert shell.focusWidget() is line
    assert not shell.top.finder.answers.isVisible()


def test_saved_is_said_with_undo_and_the_badges_are_counted_again(
    shell: Shell, qtbot: QtBot, waiting: dict[str, int]
) -> None:
    undone: list[bool] = []
    waiting["queue"] = 4
    front(shell).saved.emit("Сақталды", lambda: undone.append(True))
    assert shell.toast.isVisible()
    assert shell.rail.buttons["queue"].badge == Badge(4, Tone.LATE)
    qtbot.mouseClick(shell.toast.undo, Qt.MouseButton.LeftButton)
    assert undone == [True]
    assert not shell.toast.isVisible()


def test_what_was_saved_is_said_below_the_places_and_goes_when_another_screen_comes(
    shell: Shell, qtbot: QtBot
) -> None:
    front(shell).saved.emit("Сақталды: Қазақстан Республикасының ұзақ атауы", lambda: None)
    covered = shell.toast.mapTo(shell, shell.toast.rect().topRight())
    assert covered.x() < shell.rail.width()
    places = [shell.rail.buttons[code].geometry() for code in shell.places]
    assert not any(place.intersects(shell.toast.geometry()) for place in places)
    shell.open_screen(Page())
    assert not shell.toast.isVisible()


def test_the_finder_forgets_its_question_when_the_cursor_leaves_it(
    shell: Shell, qtbot: QtBot, types: Types
) -> None:
    qtbot.keyClick(front(shell).line, Qt.Key.Key_F3)
    types(shell.top.finder, "қас")
    qtbot.mouseClick(front(shell).line, Qt.MouseButton.LeftButton)
    assert shell.top.finder.text() == ""


def test_the_cursor_goes_to_the_work_when_the_pressed_button_goes_away(shell: Shell, qtbot: QtBot) -> None:
    page = front(shell)
    go_on, column = QPushButton("Жалғастыру"), page.layout()
    assert column is not None
    column.addWidget(go_on)
    go_on.clicked.connect(go_on.hide)
    go_on.setFocus()
    qtbot.keyClick(go_on, Qt.Key.Key_Space)
    qtbot.waitUntil(page.line.hasFocus)


def test_a_click_on_the_other_language_leaves_the_cursor_in_the_line(
    shell: Shell, qtbot: QtBot, qapp: QApplication
) -> None:
    shell.top.language_chosen.connect(lambda code: switch_language(qapp, Language(code)))
    line = front(shell).line
    line.setFocus()
    line.setText("Қасымова")
    line.setCursorPosition(3)
    qtbot.mouseClick(shell.top.language.button("ru"), Qt.MouseButton.LeftButton)
    assert (line.hasFocus(), line.cursorPosition()) == (True, 3)


def test_the_language_changes_in_every_open_place_at_once(
    shell: Shell, qtbot: QtBot, qapp: QApplication
) -> None:
    shell.top.language_chosen.connect(lambda code: switch_language(qapp, Language(code)))
    kazakh = front(shell).line.placeholderText()
    qtbot.mouseClick(shell.top.language.button("ru"), Qt.MouseButton.LeftButton)
    assert front(shell).line.placeholderText() == _("Undo") != kazakh
    assert shell.rail.buttons["queue"].text() == _("Undo")
    assert shell.top.language.current() == "ru"


def test_a_screen_that_may_not_be_left_is_not_left(shell: Shell, qtbot: QtBot) -> None:
    held = front(shell)
    held.can_leave = lambda: False  # type: ignore[method-assign]
    qtbot.mouseClick(shell.rail.buttons["queue"], Qt.MouseButton.LeftButton)
    assert front(shell) is held
    assert shell.rail.buttons["today"].isChecked()
    assert not shell.close()


@pytest.mark.parametrize("language", list(Language))
@pytest.mark.parametrize("scale", [100, 125, 150])
def test_the_window_fits_a_small_screen_in_both_languages_at_every_size(
    qtbot: QtBot, qapp: QApplication, language: Language, scale: int
) -> None:
    apply_theme(qapp, scale=scale)
    switch_language(qapp, language)
    window = Shell([Place(code="today", title=N_("Print"), icon="today", build=Page)], lambda _text: [])
    qtbot.addWidget(window)
    window.top.show_who("«Мейірім» орталығы", "А. Сейтқали")
    least = window.minimumSizeHint()
    apply_theme(qapp)
    assert (least.width() <= 1366, least.height() <= 768) == (True, True)


def test_a_kazakh_layout_reaches_the_commands_by_the_place_of_the_key(
    shell: Shell, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Offscreen knows no places; the table of an X11 keyboard is asked for by its name.
    monkeypatch.setattr("ssu_desktop.screens.keys.QGuiApplication.platformName", lambda: "xcb")
    event = QKeyEvent(QEvent.Type.KeyPress, ord("З"), Qt.KeyboardModifier.ControlModifier, 33, 0, 0, "з")
    QApplication.sendEvent(shell.windowHandle(), event)
    assert front(shell).done == [Command.PRINT]


def test_a_window_that_lost_its_cursor_takes_it_to_the_work(shell: Shell, qtbot: QtBot) -> None:
    going = QPushButton(front(shell))
    going.show()
    going.setFocus()
    qtbot.waitUntil(shell.isActiveWindow)
    dialog = QDialog(shell)
    dialog.open()
    qtbot.waitUntil(dialog.isActiveWindow)
    going.setParent(None)  # what was pressed is made anew while the dialog stands before it
    going.deleteLater()
    dialog.accept()
    shell.activateWindow()
    qtbot.waitUntil(shell.isActiveWindow)
    qtbot.waitUntil(lambda: front(shell).isAncestorOf(QApplication.focusWidget()))
    assert not shell.top.finder.hasFocus()


def test_all_words_of_an_empty_answer_are_seen(shell: Shell, qtbot: QtBot, types: Types) -> None:
    shell.top.finder.start()
    types(shell.top.finder, "ыыы")
    said = shell.top.finder.answers.nobody
    qtbot.waitUntil(said.isVisible)
    QApplication.processEvents()
    assert said.height() >= said.heightForWidth(said.width())
    assert said.wordWrap()


@pytest.mark.parametrize("language", list(Language))
@pytest.mark.parametrize("scale", [100, 125, 150])
def test_no_place_is_wider_than_a_small_window(
    qtbot: QtBot, qapp: QApplication, desk: Desk, language: Language, scale: int
) -> None:
    apply_theme(qapp, scale=scale)
    switch_language(qapp, language)
    made = (TodayScreen, PeopleScreen, QueueScreen, RegisterScreen, SettingsScreen)
    places = [
        Place(code=kind.__name__, title=kind.title_msgid, icon="today", build=partial(kind, desk))
        for kind in made
    ]
    window = Shell(places, lambda _text: [])
    qtbot.addWidget(window)
    window.resize(1366, 768)
    with qtbot.waitExposed(window):
        window.show()
    wide = []
    for place in places:
        window.open_place(place.code)
        QApplication.processEvents()
        frame = window.screen_in_front().parentWidget().parentWidget()
        assert isinstance(frame, QScrollArea)
        if frame.horizontalScrollBar().maximum():
            wide.append(place.code)
    apply_theme(qapp)
    assert wide == []
