"""Commands on people: list them, take a register in."""

import json
from argparse import Namespace
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID

from ssu_desktop.commands.access import add_access, desk_of
from ssu_desktop.commands.exits import CommandFailed, Exit
from ssu_desktop.commands.words import one_line, say
from ssu_desktop.language import N_, Language, _, spoken
from ssu_desktop.language.dates import short
from ssu_desktop.language.names import search_key
from ssu_desktop.records.kinds import UnitKind

if TYPE_CHECKING:
    from ssu_desktop.actions.desk import Desk
    from ssu_desktop.actions.people import PeopleQuery, PersonRow
    from ssu_desktop.actions.register_import import ImportProposal
    from ssu_desktop.commands.files import Commands

_AT_ONCE = 500


@dataclass(frozen=True)
class NamedUnit:
    """A unit that a command was given by name."""

    id: UUID
    kind: UnitKind


def unit_named(desk: "Desk", name: str) -> NamedUnit:
    """Return the unit with this Kazakh or Russian name, whatever its case; fail with NOT_FOUND."""
    from ssu_desktop.actions.organisation import list_units

    units = list_units(desk)
    for same in (str, search_key):  # the very name first: folding may make two names alike
        for unit in units:
            if same(name) in {same(unit.name_kk), same(unit.name_ru)}:
                return NamedUnit(unit.id, unit.kind)
    known = "; ".join(unit.name_kk if spoken() is Language.KK else unit.name_ru for unit in units)
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
    from ssu_desktop.actions.people import PeopleQuery
    from ssu_desktop.actions.taken_out import note_told

    with desk_of(arguments) as desk:
        unit_id = unit_named(desk, arguments.unit).id if arguments.unit is not None else None
        rows = list(_all_people(desk, PeopleQuery(text=arguments.find, unit_id=unit_id, limit=_AT_ONCE)))
        note_told(desk, "people", len(rows), (row.id for row in rows))
    if arguments.json:
        print(json.dumps([_as_json(row) for row in rows], ensure_ascii=False, indent=1))
        return Exit.DONE
    for row in rows:
        born = short(row.born) if row.born else "—"
        words = (
            str(row.id),
            row.full_name,
            row.iin or "—",
            born,
            row.unit_name(spoken()) or "—",
            _(row.status.msgid),
        )
        print("  ".join(one_line(word) for word in words))
    return Exit.DONE


def _all_people(desk: "Desk", query: "PeopleQuery") -> Iterator["PersonRow"]:
    from ssu_desktop.actions.people import list_people

    while rows := list_people(desk, query).rows:
        yield from rows
        query = replace(query, offset=query.offset + len(rows))


def _as_json(row: "PersonRow") -> dict[str, str | None]:
    return {
        "id": str(row.id),
        "name": row.full_name,
        "iin": row.iin or None,
        "born": row.born.isoformat() if row.born else None,
        "unit": row.unit_name_kk or None,
        "unit_kind": row.unit_kind,
        "status": row.status,
        "admitted_on": row.admitted_on.isoformat() if row.admitted_on else None,
    }


def _add_import(commands: "Commands") -> None:
    parser = commands.add_parser("import", help=_("take in an Excel register"))
    add_access(parser)
    parser.add_argument("book", type=Path, metavar="BOOK.xlsx", help=_("the register, an Excel workbook"))
    parser.add_argument("--unit", metavar="NAME", required=True, help=_("the unit that the people belong to"))
    parser.add_argument("--dry-run", action="store_true", help=_("only show what would come in"))
    parser.add_argument("--json", action="store_true", help=_("as JSON"))
    parser.set_defaults(run=_import)


def _import(arguments: Namespace) -> int:
    from ssu_desktop.actions.register_import import import_register, propose_import
    from ssu_desktop.exchange.safety import CannotRead

    with desk_of(arguments) as desk:
        unit = unit_named(desk, arguments.unit)
        try:
            proposal = propose_import(desk, arguments.book, unit.id)
        except CannotRead as error:
            raise CommandFailed(Exit.BAD_INPUT, error.text, **error.values) from error
        if others := proposal.unread_sheets:
            said = N_("Only the sheet “{sheet}” is read; left out: {others}.")
            say(_(said, sheet=proposal.proposal.sheet, others="; ".join(others)))
        imported = proposal.imported
        if not arguments.dry_run:
            imported = import_register(desk, proposal).imported
    if arguments.json:
        print(json.dumps(_import_as_json(proposal, imported), ensure_ascii=False, indent=1))
        return Exit.DONE
    said = N_("Came in: {count}. Known already: {known}.")
    if arguments.dry_run:
        said = N_("Would come in: {count}. Known already: {known}.")
    print(_(said, count=imported, known=proposal.already_known))
    for row, reason in _doubtful(proposal):
        print(one_line(_("Row {row}: {reason}", row=row, reason=reason)))
    return Exit.DONE


def _import_as_json(proposal: "ImportProposal", imported: int) -> dict[str, object]:
    return {
        "imported": imported,
        "already_known": proposal.already_known,
        "doubtful": [{"row": row, "reason": reason} for row, reason in _doubtful(proposal)],
    }


def _doubtful(proposal: "ImportProposal") -> Iterator[tuple[int, str]]:
    return ((doubt.row, _(doubt.reason, **doubt.values)) for doubt in proposal.doubtful)


COMMANDS = (_add_people, _add_import)
