"""The command `due`: what the law asks for, as the screen Today shows it."""

import json
from argparse import Namespace
from typing import TYPE_CHECKING

from ssu_desktop.commands.access import add_access, desk_of
from ssu_desktop.commands.exits import Exit
from ssu_desktop.commands.people import unit_named
from ssu_desktop.commands.words import one_line
from ssu_desktop.language import N_, Noun, _, counted, spoken
from ssu_desktop.language.dates import short
from ssu_desktop.rules.spelling import spelt_values

if TYPE_CHECKING:
    from ssu_desktop.actions.desk import Desk
    from ssu_desktop.actions.today import TodayLine
    from ssu_desktop.commands.files import Commands


def _add_due(commands: "Commands") -> None:
    parser = commands.add_parser("due", help=_("list what is due and overdue, with its paragraph"))
    add_access(parser)
    parser.add_argument("--unit", metavar="NAME", help=_("only this unit"))
    parser.add_argument("--json", action="store_true", help=_("as JSON"))
    parser.set_defaults(run=_due)


def _due(arguments: Namespace) -> int:
    from ssu_desktop.actions.taken_out import note_told
    from ssu_desktop.actions.today import obligations

    with desk_of(arguments) as desk:
        unit_id = unit_named(desk, arguments.unit).id if arguments.unit is not None else None
        lines = obligations(desk, unit_id)
        note_told(desk, "due", len(lines), (line.person_id for line in lines if line.person_id))
        if arguments.json:
            print(json.dumps([_as_json(line) for line in lines], ensure_ascii=False, indent=1))
        else:
            for line in lines:
                print("  ".join(one_line(word) for word in _words(desk, line)))
    return Exit.DONE


def _words(desk: "Desk", line: "TodayLine") -> tuple[str, ...]:
    article = desk.law.cite(line.article, spoken()) if line.article is not None else "—"
    return (
        _day(line),
        _when(line),
        _(line.duty.text, **spelt_values(line.duty.values)),
        line.name or "—",
        line.unit_name(spoken()),
        article,
    )


def _day(line: "TodayLine") -> str:
    if line.due is None:
        return "—"
    unsure = _(N_("the calendar is not confirmed"))
    return short(line.due) if line.duty.confirmed else f"{short(line.due)} ({unsure})"


def _when(line: "TodayLine") -> str:
    if line.put_off is not None:
        return _(N_("put off until {day}"), day=short(line.put_off.until))
    if line.days is None:
        return "—"
    if line.days > 0:
        return _(N_("late: {count}"), count=counted(spoken(), line.days, Noun.DAY))
    return _(N_("{count} left"), count=counted(spoken(), -line.days, Noun.DAY))


def _as_json(line: "TodayLine") -> dict[str, object]:
    """Return a duty as scripts read it: `days` are calendar days until it is due, below 0 when it is late."""
    return {
        "kind": line.duty.code,
        "person_id": str(line.person_id) if line.person_id else None,
        "person": line.name or None,
        "unit": line.unit_kk,
        "unit_kind": line.unit_kind,
        "due": line.due.isoformat() if line.due else None,
        "days": -line.days if line.days is not None else None,
        "act": line.article.act if line.article else None,
        "paragraph": line.article.paragraph if line.article else None,
        "advisory": line.duty.advisory,
        "paused": line.duty.paused,
        "confirmed": line.duty.confirmed,
        "put_off_until": line.put_off.until.isoformat() if line.put_off else None,
    }


COMMANDS = (_add_due,)
