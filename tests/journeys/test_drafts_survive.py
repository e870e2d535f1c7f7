"""What is half typed when the process dies is there again: a real process, killed without a warning."""

import os
import select
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from ssu_desktop.actions.demo import LOGIN, PASSWORD
from ssu_desktop.actions.opening import open_desk
from ssu_desktop.app.window import Program
from ssu_desktop.screens.drafts import DraftBanner
from tests.journeys.hands import Hands
from tests.journeys.typist import KEPT, QUESTION, SURNAME, TODAY, new_person, plan_of_person

ROOT = Path(__file__).parents[2]
PATIENCE_S = 60


@pytest.fixture
def killed(demo: Path) -> Path:
    """The data file of a program that was killed while somebody typed."""
    words = [sys.executable, "-m", "tests.journeys.typist", str(demo)]
    settings = os.environ | {"QT_QPA_PLATFORM": "offscreen"}
    with subprocess.Popen(  # noqa: S603 - our own module
        words, cwd=ROOT, env=settings, stdout=subprocess.PIPE, text=True
    ) as typist:
        try:
            assert typist.stdout is not None
            ready, _w, _x = select.select([typist.stdout], [], [], PATIENCE_S)
            assert ready, "nothing was kept in time"
            assert typist.stdout.readline().strip() == KEPT
        finally:
            typist.send_signal(signal.SIGKILL)
    assert typist.returncode == -signal.SIGKILL
    return demo


@pytest.fixture
def again(program: Program, killed: Path) -> Iterator[Program]:
    """The program, opened again after that."""
    program.start(desk=open_desk(killed, LOGIN, PASSWORD, clock=lambda: TODAY))
    yield program
    QApplication.processEvents()


def test_a_person_and_a_plan_half_typed_are_there_after_the_process_was_killed(
    again: Program, hands: Hands
) -> None:
    form = new_person(again)
    assert form.fields["surname"].typed() == ""
    (banner,) = form.findChildren(DraftBanner)
    hands.click(banner.go_on)
    assert form.fields["surname"].typed() == SURNAME
    tab = plan_of_person(again)
    assert [item.question for item in tab.rows.items].count(QUESTION) == 1
