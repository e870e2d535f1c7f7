"""What the tour sees: every place, every tab of a person's page, the door and the wizard, as pictures."""

import sys
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

from PySide6.QtCore import QEventLoop, QMessageLogContext, QTimer, QtMsgType, qInstallMessageHandler
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QApplication, QWidget

from ssu_desktop.actions.demo import LOGIN, PASSWORD
from ssu_desktop.actions.opening import open_desk
from ssu_desktop.actions.organisation import list_units
from ssu_desktop.actions.people import PeopleQuery, list_people
from ssu_desktop.app.window import SIZE, Program
from ssu_desktop.language import Language
from ssu_desktop.records.kinds import Status, UnitKind
from ssu_desktop.screens.collecting import Collector
from ssu_desktop.screens.import_register import ImportScreen
from ssu_desktop.screens.person import PersonScreen
from ssu_desktop.screens.theme import apply_theme
from ssu_desktop.screens.unlock import UnlockScreen
from ssu_desktop.screens.wizard import SetupWizard
from ssu_desktop.screens.words import switch_language

_SETTLE_MS = 250  # a preview is drawn a moment after its screen
_SHOWN = {
    "person": ("Қасымова Айгүл", UnitKind.STATIONARY),
    "monitored": ("Омаров Ерлан", UnitKind.STATIONARY),
    "temporary": ("", UnitKind.TEMPORARY),
}

Sight = tuple[str, QPixmap]


def sights(app: QApplication, path: Path, clock: Callable[[], date]) -> Iterator[Sight]:
    """Yield the name and the picture of each screen, in Kazakh and in Russian, at 1366 x 768."""
    qInstallMessageHandler(_heed)
    Collector(app)
    apply_theme(app)
    for language in Language:
        switch_language(app, language)
        yield from _before_signing_in(path, clock, language)
        yield from _signed_in(app, path, clock, language)


def _heed(_kind: QtMsgType, _context: QMessageLogContext, text: str) -> None:
    """Say Qt's warnings, all but the one that every window without a display brings about."""
    if "propagateSizeHints" not in text:
        print(text, file=sys.stderr)


def _picture(widget: QWidget) -> QPixmap:
    loop = QEventLoop()
    QTimer.singleShot(_SETTLE_MS, loop.quit)
    loop.exec()
    return widget.grab()


def _before_signing_in(path: Path, clock: Callable[[], date], language: Language) -> Iterator[Sight]:
    door = UnlockScreen(lambda: [path], clock=clock)
    wizard = SetupWizard(clock=clock)
    for name, screen in (("unlock", door), ("first-start", wizard)):
        screen.resize(SIZE)
        screen.show()
        yield f"{language}-{name}", _picture(screen)
        screen.close()
        screen.deleteLater()


def _signed_in(
    app: QApplication, path: Path, clock: Callable[[], date], language: Language
) -> Iterator[Sight]:
    program = Program(app, clock=clock, remembers=False)
    desk = open_desk(path, LOGIN, PASSWORD, clock=clock)
    program.sign_in(desk)
    program.speak(language)
    shell = program.shell
    if shell is None:
        raise RuntimeError("the window did not open")
    for code in shell.places:
        shell.open_place(code)
        yield f"{language}-{code}", _picture(shell)
    shell.open_place("people")
    shell.open_screen(ImportScreen(desk))
    yield f"{language}-import", _picture(shell)
    units = {unit.kind: unit.id for unit in list_units(desk)}
    for name, (text, kind) in _SHOWN.items():
        shell.open_place("people")
        query = PeopleQuery(text=text, unit_id=units[kind], statuses=(Status.RECEIVING,))
        page = PersonScreen(desk, list_people(desk, query).rows[0].id)
        shell.open_screen(page)
        for tab in page.tab_codes():
            page.show_tab(tab)
            yield f"{language}-{name}-{tab}", _picture(shell)
    program.close()
