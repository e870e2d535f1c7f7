"""Qt runs without a screen in all tests; the variable must stand before Qt is imported."""

import os
from collections.abc import Callable

import pytest
from pytestqt.qtbot import QtBot

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")


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
