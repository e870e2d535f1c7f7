"""How a command gets at the data file: the password, the user, the date of the work."""

import codecs
import getpass
import os
import sys
from argparse import ArgumentParser, ArgumentTypeError, Namespace
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from ssu_desktop.actions.door import logins_of
from ssu_desktop.commands.exits import CommandFailed, Exit
from ssu_desktop.commands.words import say
from ssu_desktop.language import N_, _
from ssu_desktop.storage.errors import NotADataFile

if TYPE_CHECKING:
    from ssu_desktop.actions.desk import Desk

_LONGEST_PASSWORD_FILE = 65_536  # bytes: it may be a device without an end
_YEARS = range(2000, 2100)  # the calendar of holidays and the law's figures reach no further


def add_access(parser: ArgumentParser) -> None:
    """Add the words that every command on a data file takes."""
    parser.add_argument("file", type=Path, metavar="FILE", help=_("the data file, a folder NAME.ssu"))
    add_sign_in(parser)
    add_date(parser)


def add_sign_in(parser: ArgumentParser) -> None:
    """Add the words that say who works, and with which password."""
    parser.add_argument(
        "--user", metavar="LOGIN", help=_("the login; may be left out when there is one user")
    )
    parser.add_argument(
        "--password-file", type=Path, metavar="PATH", help=_("a file whose first line is the password")
    )


def add_date(parser: ArgumentParser) -> None:
    """Add `--on DATE`, the date that the command takes for today."""
    parser.add_argument("--on", type=_date, metavar="DATE", help=_("work as if today were DATE (2026-03-12)"))


def _date(text: str) -> date:
    try:
        day = date.fromisoformat(text)
    except ValueError as error:
        raise ArgumentTypeError(_("a date is written 2026-03-12")) from error
    if day.year not in _YEARS:
        raise ArgumentTypeError(_("a date from 2000 to 2099 is needed"))
    return day


def clock_of(arguments: Namespace) -> Callable[[], date]:
    """Return the clock: the date of `--on`, else the computer's."""
    fixed: date | None = arguments.on
    return date.today if fixed is None else lambda: fixed


def password_of(arguments: Namespace, *, is_new: bool = False) -> str:
    """Return the password: from the file, the variable SSU_PASSWORD, else asked at the prompt.

    A new one is asked for twice."""
    given = given_password(arguments)
    if given is not None:
        return given
    if sys.stdin is None or not sys.stdin.isatty():
        raise _no_password()
    typed = _ask(_("Password: "))
    if is_new and _ask(_("The password again: ")) != typed:
        raise CommandFailed(Exit.BAD_INPUT, N_("The two passwords differ. Nothing was changed."))
    return typed


def given_password(arguments: Namespace) -> str | None:
    """Return the password of the file or of the variable; None where neither is given."""
    path: Path | None = arguments.password_file
    if path is None:
        return _variable()
    try:
        with path.open("rb") as stream:
            return _decoded(stream.read(_LONGEST_PASSWORD_FILE)).split("\n", 1)[0].rstrip("\r")
    except (OSError, ValueError) as error:
        text = N_("The password file {path} cannot be read.")
        raise CommandFailed(Exit.BAD_INPUT, text, path=path) from error


def _variable() -> str | None:
    given = os.environ.get("SSU_PASSWORD")
    try:
        return None if given is None else os.fsencode(given).decode()
    except ValueError as error:
        raise CommandFailed(Exit.BAD_INPUT, N_("SSU_PASSWORD cannot be read: write it in UTF-8.")) from error


def _decoded(content: bytes) -> str:
    """Return the text of a file as editors of Windows write it, too: with a mark, or in UTF-16."""
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return content.decode("utf-16")
    return content.decode("utf-8-sig")


def _ask(prompt: str) -> str:
    try:
        return getpass.getpass(prompt)
    except EOFError as error:
        raise _no_password() from error


def _no_password() -> CommandFailed:
    text = N_("No password: give --password-file or SSU_PASSWORD, or start it at a terminal.")
    return CommandFailed(Exit.WRONG_PASSWORD, text)


@contextmanager
def desk_of(arguments: Namespace) -> Iterator["Desk"]:
    """Open the data file for one command and close it afterwards; what opening found amiss is said."""
    from ssu_desktop.actions.opening import leave_desk, open_desk

    _look_at(arguments)
    password = password_of(arguments)
    desk = open_desk(arguments.file, login=arguments.user, password=password, clock=clock_of(arguments))
    try:
        for remark in desk.file.remarks:
            say(_(remark.text, **remark.named_values))
        yield desk
    finally:
        leave_desk(desk)


def _look_at(arguments: Namespace) -> None:
    """Tell what no password can mend before one is asked for."""
    try:
        is_folder = arguments.file.is_dir()
    except OSError:  # such as a name that is too long
        is_folder = False
    if not is_folder:
        raise NotADataFile(path=str(arguments.file))
    look_for_login(arguments, arguments.file)


def look_for_login(arguments: Namespace, path: Path) -> None:
    """Fail where a data file has several users and none was named."""
    if len(logins_of(path)) > 1 and arguments.user is None:
        raise CommandFailed(Exit.USAGE, N_("This data file has several users: name one with --user LOGIN."))
