"""Commands on people: list them, take a register in."""

import json
from argparse import Namespace
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID

from ssu_desktop.actions.desk import Desk
from ssu_desktop.actions.organisation import list_units
from ssu_desktop.actions.people import PeopleQuery, PersonRow, list_people
from ssu_desktop.commands.access import add_access, desk_of
from ssu_desktop.commands.exits import CommandFailed, Exit
from ssu_desktop.language import N_, _
from ssu_desktop.language.dates import short
from ssu_desktop.language.names import search_key
from ssu_desktop.records.kinds import UnitKind

if TYPE_CHECKING:
    from ssu_desktop.commands.files import Commands


@dataclass(frozen=True)
class NamedUnit:
    """A unit that a command was given by name."""

    id: UUID
    kind: UnitKind


def unit_named(desk: Desk, name: str) -> NamedUnit:
    """Return the unit with this Kazakh or Russian name, whatever its case; fail with NOT_FOUND."""
    wanted = search_key(name)
    for unit in list_units(desk):
        if wanted in {search_key(unit.name_kk), search_key(unit.name_ru)}:
            return NamedUnit(unit.id, unit.kind)
    known = "; ".join(unit.name_kk for unit in list_units(desk))
    raise CommandFailed(
        Exit.NOT_FOUND, N_("There is no unit “{name}”. There are: {known}."), name=name, known=known
    )


def _add_people(commands: "Commands") -> None:
    parser = commands.add_parser("people", help=_("list the people of the data file"))
    add_access(parser)
    parser.add_argument("--find", metavar="TEXT", default="", help=_("part of a name, IIN or file number"))
    parser.add_argument("--unit", metavar="NAME", help=_("only this unit"))
    parser.add_argument("--json", action="store_true", help=_("as JSON"))
    parser.set_defaults(run=_people)


def _people(arguments: Namespace) -> int:
    with desk_of(arguments) as desk:
        units = {unit.id: unit for unit in list_units(desk)}
        unit_id = unit_named(desk, arguments.unit).id if arguments.unit else None
        rows = list_people(desk, PeopleQuery(text=arguments.find, unit_id=unit_id, limit=None)).rows
    if arguments.json:
        known = [_as_json(row, units[row.unit_id].kind if row.unit_id else None) for row in rows]
        print(json.dumps(known, ensure_ascii=False, indent=1))
    else:
        for row in rows:
            born = short(row.born) if row.born else "—"
            print(
                f"{row.id}  {row.full_name}  {row.iin or '—'}  {born}  {row.unit_name}  {_(row.status.msgid)}"
            )
    return Exit.DONE


def _as_json(row: PersonRow, kind: UnitKind | None) -> dict[str, str | None]:
    return {
        "id": str(row.id),
        "name": row.full_name,
        "iin": row.iin,
        "born": row.born.isoformat() if row.born else None,
        "unit": row.unit_name or None,
        "unit_kind": kind,
        "status": row.status,
        "admitted_on": row.admitted_on.isoformat() if row.admitted_on else None,
    }


def _add_import(commands: "Commands") -> None:
    parser = commands.add_parser("import", help=_("take in an Excel register"))
    add_access(parser)
    parser.add_argument("book", type=Path, metavar="BOOK.xlsx")
    parser.add_argument("--unit", metavar="NAME", required=True, help=_("the unit that the people belong to"))
    parser.add_argument("--dry-run", action="store_true", help=_("only show what would come in"))
    parser.add_argument("--json", action="store_true", help=_("as JSON"))
    parser.set_defaults(run=_import)


def _import(arguments: Namespace) -> int:
    from ssu_desktop.actions.register_import import CannotRead, import_register, outcome_of, propose_import

    with desk_of(arguments) as desk:
        unit = unit_named(desk, arguments.unit)
        try:
            proposal = propose_import(desk, arguments.book, unit.id)
        except CannotRead as error:
            raise CommandFailed(Exit.BAD_INPUT, error.text, **error.values) from error
        result = outcome_of(proposal) if arguments.dry_run else import_register(desk, proposal)
    doubtful = [{"row": row, "reason": reason} for row, reason in result.doubtful]
    if arguments.json:
        known = {"imported": result.imported, "already_known": result.already_known, "doubtful": doubtful}
        print(json.dumps(known, ensure_ascii=False, indent=1))
        return Exit.DONE
    print(_("Imported: {count}. Known already: {known}.", count=result.imported, known=result.already_known))
    for line in doubtful:
        print(_("Row {row}: {reason}", **line))
    return Exit.DONE


COMMANDS = (_add_people, _add_import)
