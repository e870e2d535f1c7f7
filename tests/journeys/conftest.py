"""The whole program in a window without a screen; the demo facility is made once for all journeys."""

import gc
import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ssu_desktop.actions.demo import make_demo
from ssu_desktop.app.window import Program
from ssu_desktop.language import Language
from ssu_desktop.screens.theme import apply_theme
from ssu_desktop.screens.words import switch_language
from tests.journeys.hands import Hands, StrayWindows

TODAY = date(2026, 3, 12)


@pytest.fixture(scope="session")
def demo_made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demo facility on 12 March 2026, made once; nobody changes it."""
    return make_demo(tmp_path_factory.mktemp("demo"), clock=lambda: TODAY)


@pytest.fixture
def demo(demo_made: Path, tmp_path: Path) -> Path:
    """A copy of the demo facility that a test may change."""
    copy = tmp_path / demo_made.name
    shutil.copytree(demo_made, copy)
    return copy


@pytest.fixture(autouse=True)
def calm(qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Begin in Kazakh at 100 %, keep out of the home folder; destroy the test's windows when it is over."""
    for variable in ("HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME"):
        monkeypatch.setenv(variable, str(tmp_path))
    apply_theme(qapp)
    switch_language(qapp, Language.KK)
    gc.disable()  # as `screens.collecting` does in the running program
    yield
    apply_theme(qapp)
    switch_language(qapp, Language.KK)
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    gc.collect()
    gc.enable()


@pytest.fixture
def program(qapp: QApplication) -> Iterator[Program]:
    """The program on 12 March 2026, not started yet; it remembers nothing of this computer."""
    made = Program(qapp, clock=lambda: TODAY, remembers=False)
    yield made
    made.close()
    if made.door is not None:
        made.door.close()
        made.door.deleteLater()
    made.deleteLater()


@pytest.fixture
def hands(qtbot: QtBot) -> Hands:
    """Hands at the keyboard and the mouse."""
    return Hands(qtbot)


@pytest.fixture
def strays(qapp: QApplication) -> Iterator[StrayWindows]:
    """The windows that flash up without being one."""
    watching = StrayWindows(qapp)
    yield watching
    qapp.removeEventFilter(watching)
    watching.deleteLater()
