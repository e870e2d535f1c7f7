"""The command that prints an official form into a PDF."""

import sys
from argparse import Namespace
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID

from ssu_desktop.commands.access import add_access, desk_of
from ssu_desktop.commands.exits import CommandFailed, Exit
from ssu_desktop.commands.output import output_file
from ssu_desktop.commands.people import unit_named
from ssu_desktop.forms.wording import form_codes
from ssu_desktop.language import N_, Language, _

if TYPE_CHECKING:
    from ssu_desktop.actions.desk import Desk
    from ssu_desktop.actions.printing import Printed
    from ssu_desktop.commands.files import Commands


def _add_print(commands: "Commands") -> None:
    parser = commands.add_parser("print", help=_("print an official form into a PDF"))
    add_access(parser)
    codes = form_codes()
    parser.add_argument("form", choices=codes, metavar="FORM", help=", ".join(codes))
    whom = parser.add_mutually_exclusive_group(required=True)
    whom.add_argument("--person", metavar="ID", help=_("the person's id, as `people --json` shows it"))
    whom.add_argument("--unit", metavar="NAME", help=_("everyone of this unit in one PDF"))
    whom.add_argument("--blank", action="store_true", help=_("an empty form"))
    languages = [word.value for word in Language]
    parser.add_argument("--language", choices=languages, default="kk", help=_("the form's language"))
    parser.add_argument(
        "-o", "--output", type=Path, required=True, metavar="OUT.pdf", help=_("where the form is written")
    )
    parser.set_defaults(run=_print)


def _print(arguments: Namespace) -> int:
    from ssu_desktop.actions.printing import CannotPrint

    with desk_of(arguments) as desk, output_file(arguments.output) as output:
        try:
            printed = _printed(desk, arguments)
        except CannotPrint as error:
            raise CommandFailed(Exit.NOT_FOUND, error.text, **error.values) from error
        output.write(printed.pdf)
    for name, reason in printed.skipped:
        print(_("Left out: {name}. {reason}", name=name, reason=_(reason)), file=sys.stderr)
    if printed.missing:
        letters = " ".join(sorted(printed.missing))
        print(
            _("Printed as a box, the typeface has no such letter: {letters}", letters=letters),
            file=sys.stderr,
        )
    print(_("{path}: {pages} p.", path=arguments.output, pages=printed.pages))
    return Exit.DONE


def _printed(desk: "Desk", arguments: Namespace) -> "Printed":
    from ssu_desktop.actions.printing import print_blank, print_form, print_unit

    language = Language(arguments.language)
    if arguments.blank:
        return print_blank(desk, arguments.form, language)
    if arguments.unit is not None:
        return print_unit(desk, arguments.form, unit_named(desk, arguments.unit).id, language)
    return print_form(desk, arguments.form, _id(arguments.person), language)


def _id(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError as error:
        raise CommandFailed(
            Exit.USAGE, N_("“{text}” is not a person's id: see `people --json`."), text=text
        ) from error


COMMANDS = (_add_print,)
