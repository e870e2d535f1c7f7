"""The command line: for the person with the USB stick, and for scripts."""

import os
import sys
import traceback
from argparse import ArgumentParser
from collections.abc import Sequence
from typing import NoReturn

from ssu_desktop import __version__
from ssu_desktop.language import N_, Language, _, speak
from ssu_desktop.storage import DataFileError


class Parser(ArgumentParser):
    """An argument parser whose complaint is one line on stderr."""

    def error(self, message: str) -> NoReturn:
        """End with the usage code and one line."""
        _say(
            _(
                "The command is not understood: {message}. See {program} --help.",
                message=message,
                program=self.prog,
            )
        )
        sys.exit(2)


def _say(line: str) -> None:
    print(f"ssu-desktop: {line}", file=sys.stderr)


def _system_language() -> Language:
    wanted = os.environ.get("SSU_LANGUAGE") or os.environ.get("LC_ALL") or os.environ.get("LANG") or ""
    return Language.RU if wanted.lower().startswith("ru") else Language.KK


def parser() -> Parser:
    """Return the whole command line; each command knows the function that runs it."""
    from ssu_desktop.commands import files, people, printing

    top = Parser(
        prog="ssu-desktop", description=_("Records of a care facility, offline, in Kazakh and Russian.")
    )
    top.add_argument("--version", action="version", version=__version__)
    commands = top.add_subparsers(title=_("commands"), metavar="COMMAND", parser_class=Parser)
    for add in (*files.COMMANDS, *people.COMMANDS, *printing.COMMANDS):
        add(commands)
    return top


def run(words: Sequence[str]) -> int:
    """Run one command and return its exit code; a user never sees a traceback."""
    from ssu_desktop.commands.exits import CommandFailed, Exit, exit_of

    speak(_system_language())
    try:
        arguments = parser().parse_args(list(words) or ["open"])
        if not hasattr(arguments, "run"):
            parser().error(_("a command is missing"))
        return int(arguments.run(arguments))
    except CommandFailed as failure:
        _say(_(failure.text, **failure.values))
        return failure.code
    except DataFileError as error:
        _say(_(error.text, **error.values))
        return exit_of(error)
    except KeyboardInterrupt:
        _say(_("Stopped. Nothing of the unfinished step was kept."))
        return 130
    except BrokenPipeError:
        sys.stdout = open(os.devnull, "w")  # noqa: SIM115, PTH123 - the reader went away; python must not complain at exit
        return Exit.DONE
    except Exception as error:
        if os.environ.get("SSU_DEBUG"):
            traceback.print_exc()
        _say(
            _(
                N_("The program made a mistake ({kind}). The data file was left as it was."),
                kind=type(error).__name__,
            )
        )
        return Exit.BUG
