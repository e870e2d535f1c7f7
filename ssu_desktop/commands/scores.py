"""The command `scores`: the sums of points of the monitoring rounds, for tables of one's own."""

import json
from argparse import Namespace
from typing import TYPE_CHECKING

from ssu_desktop.commands.access import add_access, desk_of
from ssu_desktop.commands.exits import CommandFailed, Exit
from ssu_desktop.commands.people import unit_named
from ssu_desktop.commands.printing import person_id_of
from ssu_desktop.commands.words import one_line
from ssu_desktop.language import N_, _, spoken
from ssu_desktop.language.dates import short
from ssu_desktop.records.kinds import Domain

if TYPE_CHECKING:
    from ssu_desktop.actions.scores import ScoreRow
    from ssu_desktop.commands.files import Commands


def _add_scores(commands: "Commands") -> None:
    parser = commands.add_parser("scores", help=_("list the sums of points of the monitoring rounds"))
    add_access(parser)
    whom = parser.add_mutually_exclusive_group()
    whom.add_argument("--person", metavar="ID", help=_("the person's id, as `people --json` shows it"))
    whom.add_argument("--unit", metavar="NAME", help=_("only this unit"))
    parser.add_argument("--json", action="store_true", help=_("as JSON"))
    parser.set_defaults(run=_scores)


def _scores(arguments: Namespace) -> int:
    from ssu_desktop.actions.person import person_header
    from ssu_desktop.actions.scores import list_scores
    from ssu_desktop.actions.taken_out import note_told

    person_id = person_id_of(arguments.person) if arguments.person is not None else None
    with desk_of(arguments) as desk:
        if person_id is not None and person_header(desk, person_id) is None:
            raise CommandFailed(Exit.NOT_FOUND, N_("There is no person with this id."))
        unit_id = unit_named(desk, arguments.unit).id if arguments.unit is not None else None
        rows = list_scores(desk, person_id=person_id, unit_id=unit_id)
        note_told(desk, "scores", len(rows), (row.person_id for row in rows))
    if arguments.json:
        print(json.dumps([_as_json(row) for row in rows], ensure_ascii=False, indent=1))
        return Exit.DONE
    for row in rows:
        points = " ".join(str(row.points.get(domain, "—")) for domain in Domain)
        total = str(row.total) if row.total is not None else "—"
        words = (row.name, row.unit_name(spoken()), _(row.kind.msgid), short(row.held_on), points, total)
        print("  ".join(one_line(word) for word in words))
    return Exit.DONE


def _as_json(row: "ScoreRow") -> dict[str, object]:
    """Return a round as scripts read it; a domain that was not assessed is null."""
    return {
        "person_id": str(row.person_id),
        "person": row.name,
        "unit": row.unit_kk,
        "plan": row.plan_number,
        "round": row.kind.value,
        "held_on": row.held_on.isoformat(),
        "completed": row.completed,
        "domains": {domain.value: row.points.get(domain) for domain in Domain},
        "total": row.total,
    }


COMMANDS = (_add_scores,)
