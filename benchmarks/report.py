"""The table as Markdown."""

import os
import platform
from collections.abc import Sequence

from benchmarks.measure import Row

_ANSWER = {True: "yes", False: "**no**", None: "–"}
_HEAD = """# What it costs

Written by `make bench`; do not edit. Medians of several rounds, ours and the peer in turns in the same run,
on the encrypted file. Times are the process's own (processor) time, and the clock on the wall where the disk
is waited for (saving, opening, importing) or where a peer works in threads of its own (typst). Ratios count:
computers differ. In brackets: ours / the peer.
"""


def markdown(rows: Sequence[Row]) -> str:
    """Return the whole document."""
    lines = [
        _HEAD,
        f"Measured on {_computer()}.\n",
        "| what | against | goal | measured | met |",
        "|---|---|---|---|---|",
    ]
    lines += [f"| {r.what} | {r.against} | {r.goal} | {r.measured} | {_ANSWER[r.met]} |" for r in rows]
    return "\n".join(lines) + "\n"


def _computer() -> str:
    system, python = f"{platform.system()}, {platform.machine()}", f"Python {platform.python_version()}"
    return f"{system}, {os.cpu_count()} cores, {python}"
