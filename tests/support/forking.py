"""A piece of work in a process of its own, which may be killed within."""

import os
import sys
from collections.abc import Callable

import pytest

BROKE = 1
needs_fork = pytest.mark.skipif(sys.platform == "win32", reason="there is no fork on Windows")


def ended(work: Callable[[], object]) -> int:
    """Do `work` in a fork of this process and return the exit code: 0, BROKE, or what it left with.

    Whatever happens the child never comes back here: it would run the other tests a second time."""
    if not (child := os.fork()):
        code = BROKE
        try:
            work()
            code = 0
        finally:
            os._exit(code)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
