"""Commands on the data file as a whole: demo, create, check, tour."""

import shutil
import sys
from argparse import ArgumentTypeError, Namespace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from ssu_desktop.commands.access import (
    add_access,
    add_date,
    add_sign_in,
    clock_of,
    desk_of,
    look_for_login,
    password_of,
)
from ssu_desktop.commands.exits import CommandFailed, Exit, why
from ssu_desktop.commands.words import let_go_of_stdout, say
from ssu_desktop.language import N_, _, spoken
from ssu_desktop.records.kinds import UnitKind
from ssu_desktop.storage.errors import DataFileExists, clear_errors

if TYPE_CHECKING:
    from argparse import _SubParsersAction

    from ssu_desktop.commands.words import Parser
    from ssu_desktop.rules.organisation import UnitDraft

    Commands = _SubParsersAction[Parser]

_KEEP_THE_CODE = N_("Write it down and keep it apart from the computer: it is not shown again.")


def _add_demo(commands: "Commands") -> None:
    parser = commands.add_parser("demo", help=_("make DIR/demo.ssu with invented people (password: demo)"))
    parser.add_argument("folder", type=Path, metavar="DIR", help=_("a folder; it is made if need be"))
    add_date(parser)
    parser.set_defaults(run=_demo)


def _demo(arguments: Namespace) -> int:
    from ssu_desktop.actions.demo import make_demo

    path = make_demo(arguments.folder, clock=clock_of(arguments))
    print(path)
    return Exit.DONE


def _unit(text: str) -> "UnitDraft":
    """Read `NAME:S:CAPACITY`."""
    from ssu_desktop.rules.organisation import UnitDraft

    try:
        name, kind, capacity = text.rsplit(":", 2)
        return UnitDraft(name_kk=name, name_ru=name, kind=UnitKind(kind.upper()), capacity=int(capacity))
    except ValueError as error:
        raise ArgumentTypeError(_("a unit is written NAME:S:CAPACITY with S, D, H or T")) from error


def _add_create(commands: "Commands") -> None:
    parser = commands.add_parser("create", help=_("make a new data file without the wizard"))
    add_access(parser)
    parser.add_argument("--organisation", required=True, metavar="NAME", help=_("the name in Kazakh"))
    parser.add_argument("--organisation-ru", metavar="NAME", help=_("the name in Russian, if it is another"))
    parser.add_argument(
        "--unit",
        dest="units",
        action="append",
        required=True,
        type=_unit,
        metavar="NAME:S:CAPACITY",
        help=_("a unit with its kind (S, D, H or T) and its places; may be repeated"),
    )
    parser.set_defaults(run=_create)


def _create(arguments: Namespace) -> int:
    from ssu_desktop.actions.desk import Refused
    from ssu_desktop.actions.opening import create_facility
    from ssu_desktop.rules.organisation import OrganisationDraft, SetupDraft, UserDraft

    if arguments.file.exists():
        raise DataFileExists(path=str(arguments.file))
    login = arguments.user or "admin"
    draft = SetupDraft(
        organisation=OrganisationDraft(
            name_kk=arguments.organisation, name_ru=arguments.organisation_ru or arguments.organisation
        ),
        units=tuple(arguments.units),
        user=UserDraft(
            login=login,
            full_name=login,
            language=spoken(),
            password=password_of(arguments, is_new=True),
        ),
    )
    made = create_facility(arguments.file, draft, clock=clock_of(arguments))
    if isinstance(made, Refused):
        finding = made.findings[0]
        raise CommandFailed(Exit.BAD_INPUT, finding.text, **finding.values)
    made.desk.file.close()
    _show_code(arguments.file, made.recovery_code)
    return Exit.DONE


def _show_code(path: Path, code: str) -> None:
    """Show the recovery code; a file whose code nobody could see is not kept."""
    try:
        print(_("Recovery code: {code}", code=code), flush=True)
    except OSError as error:
        shutil.rmtree(path)
        let_go_of_stdout()
        text = N_("The output cannot be written: {why}.")
        raise CommandFailed(Exit.CANNOT_WRITE, text, why=why(error)) from error
    print(_(_KEEP_THE_CODE), file=sys.stderr)


def _add_check(commands: "Commands") -> None:
    parser = commands.add_parser("check", help=_("check pages, keys and journal of the data file"))
    add_access(parser)
    parser.set_defaults(run=_check)


def _check(arguments: Namespace) -> int:
    with desk_of(arguments) as desk:
        remarks, problems = desk.file.remarks, desk.file.check()
    for problem in problems:
        say(_(problem.text, **problem.named_values))
    if remarks or problems:
        return Exit.FOUND_PROBLEMS
    print(_("The data file is sound."))
    return Exit.DONE


def _add_rekey(commands: "Commands") -> None:
    parser = commands.add_parser("rekey", help=_("change the key of the data file; every password stays"))
    add_access(parser)
    parser.add_argument(
        "--new-code", action="store_true", help=_("make a new recovery code first and show it once")
    )
    parser.set_defaults(run=_rekey)


def _rekey(arguments: Namespace) -> int:
    from ssu_desktop.actions.key_change import change_key
    from ssu_desktop.actions.users import renew_recovery_code

    with desk_of(arguments) as desk:
        if arguments.new_code:
            print(_("Recovery code: {code}", code=renew_recovery_code(desk)), flush=True)
            print(_(_KEEP_THE_CODE), file=sys.stderr)
        change_key(desk)
    said = N_("The key of {path} was changed. Backups made before open with the passwords of their day.")
    print(_(said, path=arguments.file))
    return Exit.DONE


def _add_backup(commands: "Commands") -> None:
    parser = commands.add_parser("backup", help=_("write one file with everything into DIR, and verify it"))
    add_access(parser)
    parser.add_argument(
        "folder", type=Path, metavar="DIR", help=_("a folder, best on a stick; it is made if need be")
    )
    parser.set_defaults(run=_backup)


def _backup(arguments: Namespace) -> int:
    from ssu_desktop.actions.backups import back_up_to

    folder: Path = arguments.folder
    with desk_of(arguments) as desk:
        if (
            folder.parent.is_dir()
        ):  # else it is a stick that is not there: a folder on this disk would deceive
            with clear_errors(folder):
                folder.mkdir(exist_ok=True)
        print(back_up_to(desk, folder))
    return Exit.DONE


def _add_restore(commands: "Commands") -> None:
    parser = commands.add_parser("restore", help=_("make a data file from a backup"))
    kept = _("the backup: one file NAME.ssu-backup, or a folder in NAME.ssu-backups")
    parser.add_argument("backup", type=Path, metavar="BACKUP", help=kept)
    parser.add_argument("file", type=Path, metavar="FILE", help=_("the data file to be made, NAME.ssu"))
    replaces = _("put it in the place of FILE, which is kept beside under another name; asks who you are")
    parser.add_argument("--replace", action="store_true", help=replaces)
    add_sign_in(parser)
    code = _("sign in with the recovery code, which is then given in place of the password")
    parser.add_argument("--recovery-code", action="store_true", help=code)
    parser.set_defaults(run=_restore)


def _restore(arguments: Namespace) -> int:
    from ssu_desktop.storage.restoring import replace_from_backup, restore_backup

    if arguments.replace and arguments.file.exists():
        secret = password_of(arguments)
        aside = replace_from_backup(
            arguments.backup,
            arguments.file,
            datetime.now().astimezone(),
            lambda fresh: _tell_who_restores(arguments, fresh, secret),
        )
        print(_(N_("The former data file is kept in {path}."), path=aside))
    else:
        restore_backup(arguments.backup, arguments.file)
    said = N_("{path} stands. It opens with the passwords and the recovery code of the day of the backup.")
    print(_(said, path=arguments.file))
    return Exit.DONE


def _tell_who_restores(arguments: Namespace, fresh: Path, secret: str) -> None:
    """Sign in to what came out of the backup, as one who may restore: its history then tells who did."""
    from ssu_desktop.actions.backups import require_restore
    from ssu_desktop.actions.opening import leave_desk, open_desk

    by_code: bool = arguments.recovery_code
    if not by_code:
        look_for_login(arguments, fresh)
    desk = open_desk(
        fresh,
        login=None if by_code else arguments.user,
        password=None if by_code else secret,
        recovery_code=secret if by_code else None,
    )
    try:
        require_restore(desk)
    finally:
        leave_desk(desk)


def _add_tour(commands: "Commands") -> None:
    parser = commands.add_parser("tour", help=_("draw every screen and form into DIR, without a display"))
    parser.add_argument("folder", type=Path, metavar="DIR", help=_("a folder; it is made if need be"))
    add_date(parser)
    parser.set_defaults(run=_tour)


def _tour(arguments: Namespace) -> int:
    from ssu_desktop.app.tour import make_tour

    for path in make_tour(arguments.folder, clock=clock_of(arguments)):
        print(path)
    return Exit.DONE


COMMANDS = (
    _add_demo,
    _add_create,
    _add_check,
    _add_rekey,
    _add_backup,
    _add_restore,
    _add_tour,
)
