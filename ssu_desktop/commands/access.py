"""How a command gets at the data file: the password, the user, the date of the work."""

import getpass
import os
import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from ssu_desktop.actions.desk import Desk
from ssu_desktop.actions.opening import open_desk
from ssu_desktop.commands.exits import CommandFailed, Exit
from ssu_desktop.language import N_, _


def add_access(parser: ArgumentParser) -> None:
    """Add the words that every command on a data file takes."""
    parser.add_argument("file", type=Path, metavar="FILE", help=_("the data file, a folder NAME.ssu"))
    parser.add_argument("--user", help=_("the login; may be left out when there is one user"))
    parser.add_argument("--password-file", type=Path, help=_("a file whose first line is the password"))
    add_date(parser)


def add_date(parser: ArgumentParser) -> None:
    """Add `--on DATE`, the date that the command takes for today."""
    parser.add_argument("--on", type=_date, metavar="DATE", help=_("work as if today were DATE (2026-03-12)"))


def _date(text: str) -> date:
    return date.fromisoformat(text)


def clock_of(arguments: Namespace) -> Callable[[], date]:
    """Return the clock: the date of `--on`, else the computer's."""
    fixed: date | None = arguments.on
    return date.today if fixed is None else lambda: fixed


def password_of(arguments: Namespace) -> str:
    """Return the password: from the file, the variable SSU_PASSWORD, else asked at the prompt."""
    path: Path | None = arguments.password_file
    if path is not None:
        try:
            return path.read_text(encoding="utf-8").split("\n", 1)[0].rstrip("\r")
        except (OSError, UnicodeDecodeError) as error:
            raise CommandFailed(
                Exit.BAD_INPUT, N_("The password file {path} cannot be read."), path=path
            ) from error
    if (given := os.environ.get("SSU_PASSWORD")) is not None:
        return given
    if not sys.stdin.isatty():
        raise CommandFailed(
            Exit.WRONG_PASSWORD,
            N_("No password: give --password-file or SSU_PASSWORD, or start it at a terminal."),
        )
    return getpass.getpass(_("Password: "))


@contextmanager
def desk_of(arguments: Namespace) -> Iterator[Desk]:
    """Open the data file for one command and close it afterwards."""
    password = password_of(arguments)
    desk = open_desk(arguments.file, login=arguments.user, password=password, clock=clock_of(arguments))
    try:
        yield desk
    finally:
        desk.file.close()
