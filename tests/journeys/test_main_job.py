"""The main job through the real window, by keys and clicks: from a paper register to a signed form."""

from pathlib import Path

import pytest

from ssu_desktop.app.window import Program
from ssu_desktop.screens import keys
from tests.journeys.hands import Hands, StrayWindows, none_of
from tests.journeys.journey import NAME, SERVICE, Journey


def test_from_a_paper_register_to_a_signed_form(
    program: Program, hands: Hands, strays: StrayWindows, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(keys._SCAN_CODE_OFFSET, "offscreen", keys._SCAN_CODE_OFFSET["xcb"])
    program.start()
    journey = Journey(program, hands, tmp_path / "files")
    journey.first_start()
    journey.bring_register_in()
    journey.find_someone()
    journey.add_person()
    journey.admit()
    journey.plan()
    journey.monitor()
    text = journey.print_plan(tmp_path / "annex-4.pdf", monkeypatch)
    assert NAME in text
    assert SERVICE in text.replace("\r\n", " ").replace("\n", " ")
    journey.lock_and_come_back()
    journey.find_again()
    none_of(journey.left_behind, strays.seen)
