"""A working day before the real window, of which everything that is written is recorded: see `test_leaks.py`.

Run as `pytest tests/faults/day.py tests/faults/house_day.py` by that test; the program remembers this
computer as it does for a user. This is the first day of a facility; the other goes on in a busy house.
"""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from ssu_desktop.app.window import Program
from ssu_desktop.screens import keys
from tests.journeys.conftest import TODAY, calm, hands
from tests.journeys.hands import Hands
from tests.journeys.journey import Journey

__all__ = ["calm", "hands"]  # fixtures


def test_a_day(qapp: QApplication, hands: Hands, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(keys._SCAN_CODE_OFFSET, "offscreen", keys._SCAN_CODE_OFFSET["xcb"])
    program = Program(qapp, clock=lambda: TODAY)
    program.start()
    journey = Journey(program, hands, tmp_path / "files")
    journey.first_start()
    journey.bring_register_in()
    journey.find_someone()
    journey.add_person()
    journey.admit()
    journey.plan()
    journey.monitor()
    journey.print_plan(tmp_path / "annex-4.pdf", monkeypatch)
    journey.lock_and_come_back()
    program.close()
