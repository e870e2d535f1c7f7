"""The command line: for the person with the USB stick, and for scripts."""

import io
import os
import sys
import traceback
from collections.abc import Sequence
from contextlib import suppress

from ssu_desktop import __version__
from ssu_desktop.commands.exits import CommandFailed, Exit, exit_of, why
from ssu_desktop.commands.window import show_window
from ssu_desktop.commands.words import Parser, argparse_in, let_go_of_stdout, say
from ssu_desktop.language import N_, Language, _, speak, spoken
from ssu_desktop.storage.errors import DataFileError

STOPPED = 130  # what every program ends with after Ctrl+C


def _system_language() -> Language:
    """Return the first language that the environment names, else Kazakh."""
    for name in ("SSU_LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"):
        with suppress(ValueError):
            return Language(os.environ.get(name, "")[:2].lower())
    return Language.KK


def parser(first: str = "") -> Parser:
    """Return the command line; each command knows the function that runs it.

    Where its `first` word opens the window, the other commands are left out: nobody waits for them."""
    from ssu_desktop.commands import opening

    parts = [opening]
    if first != "open":
        from ssu_desktop.commands import due, files, journal, people, printing, queue, scores

        parts += [files, journal, people, due, queue, scores, printing]
    top = Parser(
        prog="ssu-desktop", description=_("Records of a care facility, offline, in Kazakh and Russian.")
    )
    version = _("show program's version number and exit")
    top.add_argument("--version", action="version", version=__version__, help=version)
    commands = top.add_subparsers(title=_("commands"), metavar="COMMAND", parser_class=Parser)
    for part in parts:
        for add in part.COMMANDS:
            add(commands)
    return top


def run(words: Sequence[str]) -> int:
    """Run one command and return its exit code; a user never sees a traceback."""
    _write_utf8()
    speak(_system_language())
    try:
        code = _run(words)
        print(end="", flush=True)  # a full disk behind `>` is found here and not after the end
    except BrokenPipeError:  # the reader, as `head`, has enough
        let_go_of_stdout()
        return Exit.DONE
    except KeyboardInterrupt:
        say(_("Stopped. Nothing of the unfinished step was kept."))
        return STOPPED
    except Exception as error:
        return _tell(error)
    return code


def _run(words: Sequence[str]) -> int:
    if not words:  # a click on the icon: there is no command line to be read
        return show_window()
    if not all(_is_text(word) for word in words):
        raise CommandFailed(Exit.USAGE, N_("The command holds bytes that are no letters: write it in UTF-8."))
    try:
        with argparse_in(spoken()):
            arguments = parser(words[0]).parse_args(list(words))
            if not hasattr(arguments, "run"):
                parser().error(_("a command is missing"))
    except SystemExit as end:  # of a complaint, of --help and --version
        return int(end.code or Exit.DONE)
    return int(arguments.run(arguments))


def _is_text(word: str) -> bool:
    try:
        word.encode()
    except UnicodeEncodeError:
        return False
    return True


def _tell(error: Exception) -> int:
    """Say what went wrong and return the exit code."""
    if isinstance(error, CommandFailed | DataFileError):
        say(_(error.text, **error.values))
        return error.code if isinstance(error, CommandFailed) else exit_of(error)
    if os.environ.get("SSU_DEBUG"):
        traceback.print_exc()
    if isinstance(error, OSError):
        let_go_of_stdout()
        say(_refusal(error))
        return Exit.CANNOT_WRITE
    kind = type(error).__name__
    say(_("The program made a mistake ({kind}). The data file was left as it was.", kind=kind))
    return Exit.BUG


def _refusal(error: OSError) -> str:
    if error.filename is None:
        return _("The output cannot be written: {why}.", why=why(error))
    return _("{path} cannot be used: {why}.", path=error.filename, why=why(error))


def _write_utf8() -> None:
    """Write UTF-8 into files and pipes, whatever the system's old code page: Kazakh has letters beyond it."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper) and stream.encoding.lower() != "utf-8":
            if stream.isatty() or os.environ.get("PYTHONIOENCODING"):
                stream.reconfigure(errors="backslashreplace")
            else:
                stream.reconfigure(encoding="utf-8", errors="backslashreplace")
