"""The parser of the command line: its complaint is one line, and argparse's own words are translated."""

import gettext
import os
import sys
from argparse import ArgumentParser
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import NoReturn

from ssu_desktop import paths
from ssu_desktop.language import N_, Language, _

_DOMAIN = "ssu_desktop"

# What argparse of Python 3.11 to 3.14 says by itself; it looks the words up in gettext's present domain.
SAID_BY_ARGPARSE = (
    N_("usage: "),
    N_("options"),
    N_("positional arguments"),
    N_("show this help message and exit"),
    N_("show program's version number and exit"),
    N_("argument %(argument_name)s: %(message)s"),
    N_("invalid choice: %(value)r (choose from %(choices)s)"),
    N_("the following arguments are required: %s"),
    N_("one of the arguments %s is required"),
    N_("not allowed with argument %s"),
    N_("expected one argument"),
    N_("expected at least one argument"),
    N_("unrecognized arguments: %s"),
    N_("ignored explicit argument %r"),
    N_("ambiguous option: %(option)s could match %(matches)s"),
)


class Parser(ArgumentParser):
    """An argument parser whose complaint is one line on stderr."""

    def error(self, message: str) -> NoReturn:
        """End with the usage code and one line."""
        text = _("The command is not understood: {message}. See {program} --help.")
        say(text.format(message=message, program=self.prog))
        sys.exit(2)


@contextmanager
def argparse_in(language: Language) -> Iterator[None]:
    """Let argparse speak `language`; gettext is left as it was found."""
    domain, wanted = gettext.textdomain(), os.environ.get("LANGUAGE")
    gettext.bindtextdomain(_DOMAIN, str(paths.translations()))
    gettext.textdomain(_DOMAIN)
    os.environ["LANGUAGE"] = language.value
    try:
        yield
    finally:
        gettext.textdomain(domain)
        if wanted is None:
            del os.environ["LANGUAGE"]
        else:
            os.environ["LANGUAGE"] = wanted


def say(text: str) -> None:
    """Say one line on stderr; where nobody can hear it, it is not said."""
    with suppress(OSError):
        print(f"ssu-desktop: {one_line(text)}", file=sys.stderr, flush=True)


def one_line(text: str) -> str:
    """Return the text as one line of printable signs: a name from outside steers no terminal."""
    return " ".join("".join(sign if sign.isprintable() else " " for sign in text).split())


def let_go_of_stdout() -> None:
    """Throw away what can no longer be written: python would try, and complain, once more at its end."""
    with suppress(OSError, AttributeError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
