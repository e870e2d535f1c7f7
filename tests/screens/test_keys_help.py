"""What F1 shows."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QLabel, QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from ssu_desktop.screens.ask import Dialog
from ssu_desktop.screens.keys_help import show_keys
from ssu_desktop.screens.placing import room


@pytest.mark.parametrize("scale", [100, 150])
def test_the_help_names_the_keys_of_the_new_screens_and_stands_whole_on_the_display(
    qtbot: QtBot, letters: Callable[[int], None], scale: int
) -> None:
    letters(scale)
    window = QWidget()
    qtbot.addWidget(window)
    seen: list[bool] = []

    def look() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, Dialog)
        named = {label.text() for label in dialog.findChildren(QLabel)}
        (area,) = dialog.findChildren(QScrollArea)
        inner, whole = area.widget(), room(dialog).size()
        seen.extend(
            (
                {"F8", "Бос орын", "Ctrl+Ins", "PgUp PgDn", "Ctrl+↑ ↓", "0…4", "+ 0"} <= named,
                {
                    "Қажеттіліктерді бағалау",
                    "Қызметтер, үлгілер",
                    "Ұпайлар барысы",
                    "Жылдық тігінді, басқа құжаттар",
                }
                <= named,
                {"Бөлімшенің белгілері мен жағдайы", "Нысандар топтамасы, қол қойдыру"} <= named,
                whole.expandedTo(dialog.size()) == whole,
                inner is not None and inner.width() <= area.viewport().width(),
                area.hasFocus() or area.verticalScrollBar().maximum() == 0 or area.focusPolicy().value > 0,
            )
        )
        dialog.accept()

    QTimer.singleShot(0, window, look)
    show_keys(window)
    assert seen == [True] * 6
