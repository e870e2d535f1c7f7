"""The collector of cycles keeps to the window's thread."""

import gc
import weakref

from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from ssu_desktop.screens.collecting import Collector


class Ring:
    """Something that only the collector of cycles lets go of."""

    def __init__(self) -> None:
        self.itself = self


def test_cycles_go_by_the_timer_and_not_by_themselves(qtbot: QtBot) -> None:
    owner = QObject()
    collector = Collector(owner)
    assert not gc.isenabled()
    gone = weakref.ref(Ring())
    kept = [Ring() for _each in range(5000)]
    kept.clear()
    assert gone() is not None
    collector.collect()
    assert gone() is None
