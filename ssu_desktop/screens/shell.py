"""The window: the bar at the top, the rail at the left, the screens and the way back through them."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent, QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import (
    QApplication,
    QHBoxLayout,
    QMainWindow,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)
from shiboken6 import isValid

from ssu_desktop.screens.cards import button, plain_label
from ssu_desktop.screens.finder import Search
from ssu_desktop.screens.keys import control_letter
from ssu_desktop.screens.notice import Notices
from ssu_desktop.screens.rail import Badge, Place, Rail
from ssu_desktop.screens.screen import Command, Screen
from ssu_desktop.screens.theme import scaled, wear
from ssu_desktop.screens.toast import Toast
from ssu_desktop.screens.topbar import TopBar

__all__ = ["Badge", "Place", "Shell"]

# Each function key, and the letter that does the same with Ctrl where F-keys need Fn.
_COMMAND_KEYS = {
    Command.HELP: ("F1", "h"),
    Command.EDIT: ("F2", "e"),
    Command.HISTORY: ("F7", "j"),
    Command.PRINT: ("F9", "p"),
    Command.ADD: ("Ins", "n"),
    Command.DELETE: ("Del", "d"),
}
_HOME = "today"


class Shell(QMainWindow):
    """The window of the signed-in user. It knows places and screens, nothing of what they show."""

    person_found = Signal(object)  # the key of a hit of the finder
    help_asked = Signal(str)  # the help topic of the screen in front
    closing = Signal()

    def __init__(self, places: Sequence[Place], search: Search, parent: QWidget | None = None) -> None:
        """`places` in the order of the rail; the first is where one starts."""
        super().__init__(parent)
        self.places = {place.code: place for place in places}
        self.top = TopBar(search)
        self.rail = Rail(places)
        self.stack = QStackedWidget()
        self.way_back = button("quiet", "back")
        self.reach = plain_label("muted")
        self.reach.setContentsMargins(scaled(12), scaled(8), 0, 0)
        self.reach.hide()
        self.notices = Notices()
        self._roots: dict[str, Screen] = {}
        self._frames: dict[Screen, QScrollArea] = {}
        self._trail: list[Screen] = []
        self._place = ""
        self._lay_out()
        self.toast = Toast(self.rail)  # below the places: there is no work that it could cover
        self.rail.chosen.connect(self.open_place)
        self.top.finder.found.connect(self.person_found)
        self.way_back.clicked.connect(self.back)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._mind_focus)
        self._letters = self._bind_keys()
        self.open_place(places[0].code)

    def _lay_out(self) -> None:
        self._content = QWidget()
        wear(self._content, "ground")
        content = QVBoxLayout(self._content)
        content.setContentsMargins(0, 0, 0, 0)
        above = QHBoxLayout()
        above.setContentsMargins(scaled(16), 0, 0, 0)
        above.addWidget(self.way_back)
        above.addWidget(self.reach)
        above.addStretch(1)
        content.setSpacing(0)
        content.addWidget(self.notices)
        content.addLayout(above)
        content.addWidget(self.stack, 1)
        whole, below = QVBoxLayout(), QHBoxLayout()
        for layout in (whole, below):
            layout.setContentsMargins(0, 0, 0, 0)
            layout.setSpacing(0)
        below.addWidget(self.rail)
        below.addWidget(self._content, 1)
        whole.addWidget(self.top)
        whole.addLayout(below, 1)
        centre = QWidget()
        centre.setLayout(whole)
        self.setCentralWidget(centre)

    @property
    def place(self) -> str:
        """The code of the place of the rail that one is in."""
        return self._place

    def screen_in_front(self) -> Screen:
        """Return the screen that is seen."""
        return self._trail[-1]

    def open_place(self, code: str) -> None:
        """Go to a place of the rail; it is built at the first visit and keeps its filter, sort and scroll."""
        if self._trail and not self.screen_in_front().can_leave():
            self.rail.mark(self._place)
            return
        self.toast.hide()
        if code not in self._roots:
            self._roots[code] = self._take_in(self.places[code].build())
        for passing in self._trail[1:]:
            self._let_go(passing)
        self._place = code
        self._trail = [self._roots[code]]
        self.rail.mark(code)
        self._show_front()

    def open_screen(self, screen: Screen) -> None:
        """Put a screen on top; Esc or the link above it leads back."""
        self.toast.hide()
        self._trail.append(self._take_in(screen))
        self._show_front()

    def back(self) -> None:
        """Go back one screen, to the same row of the same list."""
        if len(self._trail) > 1 and self.screen_in_front().can_leave():
            self._let_go(self._trail.pop())
            self._show_front()

    def refresh(self) -> None:
        """Read the screen in front and the badges again: after a change, or on a new day."""
        self.screen_in_front().refresh()
        self.rail.refresh()

    def show_reach(self, told: str, nobody: str) -> None:
        """Say above every screen whom its lists show (a msgid), and `nobody` where the finder finds none."""
        answers = self.top.finder.answers
        self.top.words.say(self.reach.setText, told)
        answers.words.say(answers.nobody.setText, nobody)
        self.reach.show()

    def say_saved(self, text: str, undo: Callable[[], object] | None = None) -> None:
        """Say what was saved, with Undo; the counts may have changed."""
        self.toast.say(text, undo)
        self.rail.refresh()

    def ask(self, command: Command) -> None:
        """Do on the screen in front what the key means there, if it means anything."""
        screen = self.screen_in_front()
        if command is Command.HELP and command not in screen.commands:
            self.help_asked.emit(screen.help_topic)
        elif command in screen.commands:
            screen.commands[command]()

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Take Ctrl and a letter by its place on the keyboard before any field sees it."""
        if event.type() is QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            act = self._letters.get(control_letter(event) or "")
            if act is not None:
                act()
                return True
        return False

    def showEvent(self, event: QShowEvent) -> None:
        """Begin to listen to the keyboard: the window's own handle exists from now on."""
        super().showEvent(event)
        self.windowHandle().installEventFilter(self)
        self.rail.refresh()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Let the screen in front keep what was typed, then go."""
        if self.screen_in_front().can_leave():
            self.closing.emit()
            event.accept()
        else:
            event.ignore()

    def event(self, event: QEvent) -> bool:
        """Put the cursor on the work where the button that opened a dialog went away meanwhile."""
        if event.type() is QEvent.Type.WindowActivate and not isinstance(self.focusWidget(), QWidget):
            self.screen_in_front().working_part().begin_work()
        return super().event(event)

    def changeEvent(self, event: QEvent) -> None:
        """Name the way back in the new language."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.LanguageChange and self._trail:
            self._name_way_back()

    def _bind_keys(self) -> dict[str, Callable[[], object]]:
        letters: dict[str, Callable[[], object]] = {}
        bound: list[tuple[str, str, Callable[[], object]]] = [
            (key, letter, partial(self.ask, command)) for command, (key, letter) in _COMMAND_KEYS.items()
        ]
        bound += [
            ("F3", "f", self.top.finder.start),
            ("F5", "t", lambda: self.open_place(_HOME) if _HOME in self.places else None),
            ("F12", "l", self.top.lock_asked.emit),
            ("Esc", "", self.back),
            ("Ctrl+Return", "", lambda: self.ask(Command.SUBMIT)),
            ("Ctrl+Enter", "", lambda: self.ask(Command.SUBMIT)),
        ]
        for key, letter, act in bound:
            QShortcut(QKeySequence(key), self).activated.connect(act)
            if letter:
                letters[letter] = act
        return letters

    def _take_in(self, screen: Screen) -> Screen:
        frame = QScrollArea()  # at 150 % a screen may be larger than the window
        frame.setWidgetResizable(True)
        frame.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        frame.setWidget(screen)
        self.stack.addWidget(frame)
        self._frames[screen] = frame
        screen.saved.connect(self.say_saved)
        screen.opens.connect(self.open_screen)
        screen.leaves.connect(self.back)
        screen.goes.connect(self.open_place)
        screen.retitled.connect(self._name_way_back)
        return screen

    def _let_go(self, screen: Screen) -> None:
        frame = self._frames.pop(screen)
        self.stack.removeWidget(frame)
        frame.deleteLater()

    def _show_front(self) -> None:
        screen = self.screen_in_front()
        screen.refresh()
        self.stack.setCurrentWidget(self._frames[screen])
        self._name_way_back()
        if self.isVisible():  # else they are counted when the window is shown
            self.rail.refresh()
        screen.take_focus()

    def _mind_focus(self, old: QWidget | None, new: QWidget | None) -> None:
        """Where the pressed button went away, the cursor goes to the work, not wherever Qt finds a place."""
        if old is None or new is None or not (isValid(self) and isValid(old) and self.isVisible()):
            return
        gone = not (old.isVisible() and old.isEnabled())
        if gone and (self._content.isAncestorOf(old) or self.toast.isAncestorOf(old)):
            QTimer.singleShot(0, self, partial(self._return_to_work, new))

    def _return_to_work(self, went_to: QWidget) -> None:
        """Take the cursor from `went_to` to the part that one works in, unless it is there."""
        part = self.screen_in_front().working_part()
        stays = not isValid(went_to) or not went_to.hasFocus() or part.isAncestorOf(went_to)
        if not stays and part.isVisible():
            part.begin_work()

    def _name_way_back(self) -> None:
        deep = len(self._trail) > 1
        self.way_back.setVisible(deep)
        if deep:
            self.way_back.setText(self._trail[-2].title())
