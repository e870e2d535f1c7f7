"""Qt runs without a screen in all tests; the variable must stand before Qt is imported.

`make test` tries the same examples of a property every time, so that a failure speaks of the change, however
busy the computer; FAULTS=long draws new ones."""

import os
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import settings
from pytestqt.qtbot import QtBot

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
settings.register_profile("ours", deadline=None, derandomize=os.environ.get("FAULTS") != "long")
settings.load_profile("ours")


def pytest_configure(config: pytest.Config) -> None:
    """Let the offscreen platform say what it cannot do; every other Qt warning fails its test."""
    config.addinivalue_line("qt_log_ignore", "This plugin does not support")


_PATIENCE_MS = 60_000


class PatientBot(QtBot):
    """Waits for what must come as long as a busy computer may need; only a failing test waits it out."""

    # ruff: noqa: N802 - the names are those of QtBot

    def waitUntil(self, callback: Callable[[], bool | None], *, timeout: int = _PATIENCE_MS) -> None:
        """Wait until `callback` says so or asserts nothing amiss."""
        super().waitUntil(callback, timeout=timeout)

    def waitSignal(self, signal: Any, *, timeout: int = _PATIENCE_MS, **given: Any) -> Any:
        """Wait at the end of the block until the signal came."""
        return super().waitSignal(signal, timeout=timeout, **given)

    def waitSignals(self, signals: Any, *, timeout: int = _PATIENCE_MS, **given: Any) -> Any:
        """Wait at the end of the block until all signals came."""
        return super().waitSignals(signals, timeout=timeout, **given)

    def waitActive(self, widget: Any, *, timeout: int = _PATIENCE_MS) -> Any:
        """Wait at the end of the block until the window is in front."""
        return super().waitActive(widget, timeout=timeout)

    def waitExposed(self, widget: Any, *, timeout: int = _PATIENCE_MS) -> Any:
        """Wait at the end of the block until the window is shown."""
        return super().waitExposed(widget, timeout=timeout)


@pytest.fixture
def qtbot(qapp: object, request: pytest.FixtureRequest) -> QtBot:
    """The hands at the windows of a test."""
    return PatientBot(request)
