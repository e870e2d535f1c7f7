"""Qt runs without a screen in all tests; the variable must stand before Qt is imported.

`make test` tries the same examples of a property every time, so that a failure speaks of the change, however
busy the computer; FAULTS=long draws new ones."""

import os
from collections.abc import Callable

import pytest
from hypothesis import settings
from pytestqt.qtbot import QtBot

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
settings.register_profile("ours", deadline=None, derandomize=os.environ.get("FAULTS") != "long")
settings.load_profile("ours")


def pytest_configure(config: pytest.Config) -> None:
    """Let the offscreen platform say what it cannot do; every other Qt warning fails its test."""
    config.addinivalue_line("qt_log_ignore", "This plugin does not support")


class PatientBot(QtBot):
    """Waits for what must come as long as a busy computer may need; only a failing test waits it out."""

    def waitUntil(self, callback: Callable[[], bool | None], *, timeout: int = 60_000) -> None:  # noqa: N802 - its name
        """Wait until `callback` says so or asserts nothing amiss."""
        super().waitUntil(callback, timeout=timeout)


@pytest.fixture
def qtbot(qapp: object, request: pytest.FixtureRequest) -> QtBot:
    """The hands at the windows of a test."""
    return PatientBot(request)
