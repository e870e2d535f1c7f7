"""The command `open`: the window, on a data file. It is what a shortcut on the desktop calls."""

from argparse import Namespace
from pathlib import Path
from typing import TYPE_CHECKING

from ssu_desktop.actions.door import logins_of
from ssu_desktop.commands.access import add_date, clock_of, given_password
from ssu_desktop.commands.window import show_window
from ssu_desktop.language import _

if TYPE_CHECKING:
    from ssu_desktop.commands.files import Commands


def _add_open(commands: "Commands") -> None:
    parser = commands.add_parser("open", help=_("open the window, on FILE or on the one used last"))
    parser.add_argument(
        "file", type=Path, metavar="FILE", nargs="?", help=_("the data file, a folder NAME.ssu")
    )
    parser.add_argument(
        "--password-file", type=Path, metavar="PATH", help=_("a file whose first line is the password")
    )
    parser.add_argument(
        "--user", metavar="LOGIN", help=_("the login; may be left out when there is one user")
    )
    add_date(parser)
    parser.set_defaults(run=_open)


def _open(arguments: Namespace) -> int:
    if arguments.file is not None:
        logins_of(arguments.file)  # what is no data file is told here: the door would show another one
    password = given_password(arguments) if arguments.file else None
    return show_window(arguments.file, login=arguments.user, password=password, clock=clock_of(arguments))


COMMANDS = (_add_open,)
