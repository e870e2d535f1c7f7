"""Qt runs without a screen in all tests; the variable must stand before Qt is imported."""

import os

import pytest

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")


def pytest_configure(config: pytest.Config) -> None:
    """Let the offscreen platform say what it cannot do; every other Qt warning fails its test."""
    config.addinivalue_line("qt_log_ignore", "This plugin does not support")
