"""Every test of screens starts light, at 100 %, in Kazakh."""

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget

from ssu_desktop.language import Language
from ssu_desktop.screens.theme import apply_theme
from ssu_desktop.screens.words import switch_language


@pytest.fixture(scope="session")
def dressed(qapp: QApplication) -> QApplication:
    """The application, dressed once."""
    apply_theme(qapp)
    return qapp


@pytest.fixture(autouse=True)
def speaks_kazakh(dressed: QApplication) -> Iterator[QApplication]:
    """The application speaking Kazakh, before and after each test."""
    switch_language(dressed, Language.KK)
    yield dressed
    switch_language(dressed, Language.KK)


@pytest.fixture
def types() -> Callable[[QWidget, str], None]:
    """Type any letters: QTest knows Latin keys only."""

    def type_text(widget: QWidget, text: str) -> None:
        for sign in text:
            for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
                QApplication.sendEvent(widget, QKeyEvent(kind, 0, Qt.KeyboardModifier.NoModifier, sign))

    return type_text
