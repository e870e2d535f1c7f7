"""Reports of mistakes of the program, kept on this computer without any personal data.

What an error says may hold what was typed; so a report has the kinds of the errors and the places in the
program only: module, line and function. No message, no value, no path of this computer."""

import platform
import sys
import traceback
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path, PurePath
from typing import Final

from platformdirs import user_data_path

import ssu_desktop
from ssu_desktop import paths
from ssu_desktop.storage.folder import known_revisions, replace_file

_MOST: Final = 20  # older ones go
_OF_OURS: Final = ("ssu_desktop", "site-packages", "lib", "Lib")


def reports_folder() -> Path:
    """Return where the reports lie on this computer."""
    return user_data_path("ssu-desktop", appauthor=False) / "reports"


def report_of(error: BaseException, now: datetime) -> str:
    """Return the report of an error: versions, kinds of errors, places in the program."""
    lines = [
        f"SSU Desktop {ssu_desktop.__version__}, schema {known_revisions(paths.migrations())[-1]}",
        f"Python {platform.python_version()}, {platform.system()} {platform.release()}, {platform.machine()}",
        f"{now:%Y-%m-%d %H:%M:%S}",
        "",
        *_chain(error),
    ]
    return "\n".join(lines) + "\n"


def _chain(error: BaseException) -> Iterator[str]:
    """Yield the first cause and what came of it; each kind of error with its places, the innermost last."""
    earlier = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    if earlier is not None:
        yield from _chain(earlier)
    yield type(error).__qualname__
    for frame in traceback.extract_tb(error.__traceback__):
        yield f"  {_place(frame.filename)}:{frame.lineno} {frame.name}"


def _place(filename: str) -> str:
    """Return the path of a module from its package on: what stands before it may name a person."""
    parts = PurePath(filename).parts
    starts = [parts.index(name) for name in _OF_OURS if name in parts]
    return "/".join(parts[min(starts) :]) if starts else parts[-1]


def keep_report(error: BaseException, now: datetime) -> Path:
    """Keep the report of an error on this computer and return where. Raises OSError."""
    folder = reports_folder()
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"error-{now:%Y-%m-%d-%H%M%S}.txt"
    replace_file(path, report_of(error, now).encode())
    for old in list_reports()[_MOST:]:
        old.unlink(missing_ok=True)
    return path


def list_reports() -> tuple[Path, ...]:
    """Return the reports that are kept, the newest first."""
    folder = reports_folder()
    return tuple(sorted(folder.glob("error-*.txt"), reverse=True)) if folder.is_dir() else ()


def copy_reports(to: Path, now: datetime) -> Path:
    """Write all reports into one text file in a folder, such as a stick. Raises OSError."""
    path = to / f"ssu-desktop-errors-{now:%Y-%m-%d-%H%M}.txt"
    replace_file(path, "\n\n".join(each.read_text("utf-8") for each in list_reports()).encode())
    return path


def tell_console(error: BaseException, now: datetime) -> None:
    """Say the report on the console, which some systems keep in a file."""
    if sys.stderr is not None:
        print(report_of(error, now), file=sys.stderr)
