"""The command that prints an official form, a pack of forms or a yearly binder into a PDF."""

import sys
from argparse import Namespace
from collections.abc import Callable, Mapping
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


_PACK, _BINDER = "pack", "binder"
_OF_A_PERSON, _PROGRESS = ("trend", "needs", "case-history"), "progress"


def _add_print(commands: "Commands") -> None:
    parser = commands.add_parser("print", help=_("print an official form into a PDF"))
    add_access(parser)
    codes = (*form_codes(), _PACK, _BINDER)
    parser.add_argument("form", choices=codes, metavar="FORM", help=", ".join(codes))
    whom = parser.add_mutually_exclusive_group(required=True)
    whom.add_argument(
        "--person",
        action="append",
        metavar="ID",
        help=_("the person's id, as `people --json` shows it; for a pack it may be given several times"),
    )
    whom.add_argument("--unit", metavar="NAME", help=_("everyone of this unit in one PDF"))
    whom.add_argument("--blank", action="store_true", help=_("an empty form"))
    languages = [word.value for word in Language]
    parser.add_argument("--language", choices=languages, default="kk", help=_("the form's language"))
    parser.add_argument(
        "-o", "--output", type=Path, required=True, metavar="OUT.pdf", help=_("where the form is written")
    )
    parser.add_argument("--year", type=int, metavar="YEAR", help=_("binder: the year that the plan began in"))
    parser.add_argument("--forms", metavar="FORM,FORM", help=_("pack: its forms, parted by commas"))
    parser.add_argument("--by-form", action="store_true", help=_("pack: sorted by form, not by person"))
    parser.add_argument(
        "--duplex", action="store_true", help=_("pack and binder: each form begins on the front of a sheet")
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
    if arguments.form in _TOGETHER:
        return _TOGETHER[arguments.form](desk, arguments, language)
    if arguments.blank:
        return print_blank(desk, arguments.form, language)
    _check_printable(arguments)
    if arguments.unit is not None:
        unit = unit_named(desk, arguments.unit)
        if arguments.form == _PROGRESS:
            return _progress(desk, unit.id, language)
        return print_unit(desk, arguments.form, unit.id, language)
    return print_form(desk, arguments.form, _one_person(arguments), language)


def _one_person(arguments: Namespace) -> UUID:
    """Return the person that was named; fail with USAGE where there are several."""
    if len(arguments.person) > 1:
        raise CommandFailed(Exit.USAGE, N_("Only a pack is of several people."))
    return person_id_of(arguments.person[0])


def _check_printable(arguments: Namespace) -> None:
    """Fail with USAGE for a paper that is not of a person, or of a unit, as a whole."""
    from ssu_desktop.actions.own_papers import OWN_PAPERS
    from ssu_desktop.actions.printing import BOTH, FORM_CODES

    whole = (*OWN_PAPERS, _PROGRESS) if arguments.unit is not None else ()
    if arguments.form.removesuffix(BOTH) not in (*FORM_CODES, *_OF_A_PERSON, *whole):
        text = N_("“{form}” is printed from the window; here it is printed empty only: --blank.")
        raise CommandFailed(Exit.USAGE, text, form=arguments.form)


def _progress(desk: "Desk", unit_id: UUID, language: Language) -> "Printed":
    from ssu_desktop.actions.organisation import list_units
    from ssu_desktop.actions.printing_lists import ListAsked, print_list

    unit = next(one for one in list_units(desk) if one.id == unit_id)
    asked = ListAsked(form=_PROGRESS, unit_id=unit.id, unit_kk=unit.name_kk, unit_ru=unit.name_ru)
    return print_list(desk, asked, language)


def _pack(desk: "Desk", arguments: Namespace, language: Language) -> "Printed":
    from ssu_desktop.actions.pack import FORM_TITLES, PackAsked, print_pack

    forms = tuple(dict.fromkeys(code.strip() for code in (arguments.forms or "").split(",")))
    strange = [code for code in forms if code not in FORM_TITLES]
    if strange:
        known = ", ".join(FORM_TITLES)
        raise CommandFailed(Exit.USAGE, N_("A pack is made of these, after --forms: {known}"), known=known)
    if arguments.blank:
        raise CommandFailed(Exit.USAGE, N_("A pack is of a unit or of a person: --unit or --person."))
    asked = PackAsked(
        forms=forms,
        unit_id=unit_named(desk, arguments.unit).id if arguments.unit is not None else None,
        people=tuple(dict.fromkeys(map(person_id_of, arguments.person or ()))),
        by_form=arguments.by_form,
        duplex=arguments.duplex,
    )
    return print_pack(desk, asked, language)


def _binder(desk: "Desk", arguments: Namespace, language: Language) -> "Printed":
    from ssu_desktop.actions.binder import begun_in, binder_years, print_binder

    if arguments.person is None or arguments.year is None:
        raise CommandFailed(Exit.USAGE, N_("A binder is of a person and a year: --person and --year."))
    person_id = _one_person(arguments)
    years = begun_in(binder_years(desk, person_id), arguments.year)
    return print_binder(desk, person_id, years, language, duplex=arguments.duplex)


def person_id_of(text: str) -> UUID:
    """Return the id that a command was given; fail with USAGE where it is none."""
    try:
        return UUID(text)
    except ValueError as error:
        raise CommandFailed(
            Exit.USAGE, N_("“{text}” is not a person's id: see `people --json`."), text=text
        ) from error


_TOGETHER: Mapping[str, "Callable[[Desk, Namespace, Language], Printed]"] = {
    _PACK: _pack,
    _BINDER: _binder,
}

COMMANDS = (_add_print,)
