"""The commands `queue` and `present`: who waits in which turn, and who was where on a day."""

import json
from argparse import Namespace
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from ssu_desktop.commands.access import add_access, desk_of
from ssu_desktop.commands.exits import Exit
from ssu_desktop.commands.people import unit_named
from ssu_desktop.commands.words import one_line
from ssu_desktop.language import N_, _, spoken
from ssu_desktop.language.dates import short
from ssu_desktop.rules.stay import status_word

if TYPE_CHECKING:
    from argparse import ArgumentParser
    from datetime import date

    from ssu_desktop.actions.present import PresentRow
    from ssu_desktop.actions.waiting import QueueRow
    from ssu_desktop.commands.files import Commands

Json = dict[str, object]


def _add_queue(commands: "Commands") -> None:
    parser = commands.add_parser("queue", help=_("list who waits, in their turn"))
    _narrow(parser)
    parser.set_defaults(run=_queue)


def _narrow(parser: "ArgumentParser") -> None:
    add_access(parser)
    parser.add_argument("--unit", metavar="NAME", help=_("only this unit"))
    parser.add_argument("--json", action="store_true", help=_("as JSON"))


def _queue(arguments: Namespace) -> int:
    from ssu_desktop.actions.taken_out import note_told
    from ssu_desktop.actions.waiting import list_queue

    with desk_of(arguments) as desk:
        unit_id = unit_named(desk, arguments.unit).id if arguments.unit is not None else None
        rows = list_queue(desk, unit_id)
        note_told(desk, "queue", len(rows), (row.person_id for row in rows))
        told = [_queue_words(row, desk.today) for row in rows]
        as_json = [_queue_json(row, desk.today) for row in rows]
    _tell(arguments, told, as_json)
    return Exit.DONE


def _queue_words(row: "QueueRow", today: "date") -> Sequence[str]:
    arrival = "—"
    if row.arrival is not None:
        late = N_("was to arrive by {day}") if row.is_late(today) else N_("to arrive by {day}")
        arrival = _(late, day=short(row.arrival.due))
    remark = _(row.remark.text, **row.remark.values) if row.remark is not None else "—"
    return (
        str(row.place),
        row.name,
        f"{short(row.applied_on)} {row.applied_time}".strip(),
        row.application_number or "—",
        row.unit_name(spoken()),
        _(N_("Out of turn: {ground}"), ground=row.out_of_turn_reason) if row.out_of_turn_reason else remark,
        arrival,
    )


def _queue_json(row: "QueueRow", today: "date") -> Json:
    return {
        "place": row.place,
        "person_id": str(row.person_id),
        "person": row.name,
        "unit": row.unit_name_kk,
        "unit_kind": row.unit_kind,
        "category": row.category,
        "applied_on": row.applied_on.isoformat(),
        "applied_time": row.applied_time or None,
        "application_number": row.application_number or None,
        "counts_from": row.counts_from.isoformat(),
        "out_of_turn": bool(row.out_of_turn_reason),
        "remark": row.remark.code if row.remark is not None else None,
        "arrive_by": _iso(row.arrival.due if row.arrival is not None else None),
        "deferred": row.arrival is not None and row.arrival.deferred,
        "late": row.is_late(today),
    }


def _add_present(commands: "Commands") -> None:
    parser = commands.add_parser("present", help=_("list who was in the units at the end of a day"))
    _narrow(parser)
    parser.set_defaults(run=_present)


def _present(arguments: Namespace) -> int:
    from ssu_desktop.actions.present import count_present, present_on
    from ssu_desktop.actions.taken_out import note_told

    with desk_of(arguments) as desk:
        unit_id = unit_named(desk, arguments.unit).id if arguments.unit is not None else None
        rows = present_on(desk, desk.today, unit_id)
        note_told(desk, "present", len(rows), (row.person_id for row in rows))
    _tell(arguments, [_present_words(row) for row in rows], [_present_json(row) for row in rows])
    if not arguments.json:
        count = count_present(rows)
        text = N_("In all {taken}: receiving services {here}, absent {away}, suspended {suspended}.")
        numbers = {"taken": count.taken, "here": count.here}
        print(_(text, **numbers, away=count.away, suspended=count.suspended))
    return Exit.DONE


def _present_words(row: "PresentRow") -> Sequence[str]:
    return (
        str(row.person_id),
        row.name,
        short(row.born) if row.born else "—",
        row.unit_name(spoken()),
        _(status_word(row.status, row.unit_kind)),
        short(row.since) if row.since else "—",
    )


def _present_json(row: "PresentRow") -> Json:
    return {
        "person_id": str(row.person_id),
        "person": row.name,
        "born": _iso(row.born),
        "unit": row.unit_kk,
        "unit_kind": row.unit_kind,
        "category": row.category,
        "status": row.status,
        "admitted_on": _iso(row.admitted_on),
        "since": _iso(row.since),
        "until": _iso(row.until),
    }


def _iso(day: "date | None") -> str | None:
    return day.isoformat() if day is not None else None


def _tell(arguments: Namespace, told: Iterable[Sequence[str]], as_json: Sequence[Json]) -> None:
    if arguments.json:
        print(json.dumps(as_json, ensure_ascii=False, indent=1))
        return
    for words in told:
        print("  ".join(one_line(word) for word in words))


COMMANDS = (_add_queue, _add_present)
