"""The command `journal`: the history of the data file, its chain followed, a paper compared with it."""

import json
from argparse import ArgumentTypeError, Namespace
from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from ssu_desktop.commands.access import add_access, desk_of
from ssu_desktop.commands.exits import Exit
from ssu_desktop.commands.words import one_line, say
from ssu_desktop.language import N_, _
from ssu_desktop.language.dates import short
from ssu_desktop.records.kinds import Operation

if TYPE_CHECKING:
    from ssu_desktop.actions.desk import Desk
    from ssu_desktop.commands.files import Commands
    from ssu_desktop.storage.errors import Problem

_LAST = 50


def _add_journal(commands: "Commands") -> None:
    parser = commands.add_parser("journal", help=_("show the history of the data file, or check its chain"))
    add_access(parser)
    parser.add_argument("--verify", action="store_true", help=_("follow the chain and compare its end"))
    parser.add_argument(
        "--paper",
        nargs=2,
        metavar=("ENTRY", "CODE"),
        help=_("compare with what stands at the foot of a printed register"),
    )
    parser.add_argument(
        "--person", type=_id, metavar="ID", help=_("the person's id, as `people --json` shows it")
    )
    parser.add_argument(
        "--last", type=_count, metavar="N", help=_("only the last N entries; 0: all of them (usually 50)")
    )
    parser.add_argument("--json", action="store_true", help=_("as JSON"))
    parser.set_defaults(run=_journal)


def _id(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError as error:
        raise ArgumentTypeError(_("an id is written as `people --json` shows it")) from error


def _count(text: str) -> int:
    if not text.isdecimal():
        raise ArgumentTypeError(_("a whole number is needed"))
    return int(text)


def _journal(arguments: Namespace) -> int:
    with desk_of(arguments) as desk:
        if arguments.verify or arguments.paper:
            return _verify(desk, arguments)
        _show(desk, arguments)
    return Exit.DONE


def _verify(desk: "Desk", arguments: Namespace) -> int:
    from ssu_desktop.actions.journal import agrees, last_entry

    problems: Sequence[Problem] = (*desk.file.remarks, *desk.file.check_journal())
    told = [_(problem.text, **problem.named_values) for problem in problems]
    if arguments.paper and not agrees(desk, _count_of(arguments.paper[0]), arguments.paper[1]):
        said = N_("Entry {seq} has another code than the paper: the history was altered or replaced since.")
        told.append(_(said, seq=arguments.paper[0]))
    head = last_entry(desk)
    if arguments.json:
        found = {"sound": not told, "entries": head.seq, "code": head.code, "problems": told}
        print(json.dumps(found, ensure_ascii=False, indent=1))
    elif not told:
        print(
            _("The history is whole: {count} entries. The last one: {code}", count=head.seq, code=head.code)
        )
    for line in told:
        say(line)
    return Exit.FOUND_PROBLEMS if told else Exit.DONE


def _count_of(text: str) -> int:
    return int(text) if text.isdecimal() else 0


def _show(desk: "Desk", arguments: Namespace) -> None:
    from ssu_desktop.actions.journal import JournalQuery, journal_entries
    from ssu_desktop.actions.taken_out import note_history_told

    last = _LAST if arguments.last is None and not arguments.json else arguments.last or None
    entries = list(journal_entries(desk, JournalQuery(person_id=arguments.person, last=last)))
    people = (arguments.person,) if arguments.person else ()
    note_history_told(desk, len(entries), people)
    if arguments.json:
        print(json.dumps(entries, ensure_ascii=False, indent=1))
        return
    for entry in entries:
        print("  ".join(one_line(word) for word in _words(entry)))


def _words(entry: dict[str, object]) -> Sequence[str]:
    from ssu_desktop.actions.history_words import ACTIONS, RECORDS

    here = datetime.fromisoformat(str(entry["at"])).astimezone()
    action, table = str(entry["action"]), str(entry["table"])
    return (
        str(entry["seq"]),
        f"{short(here.date())} {here:%H:%M}",
        str(entry["user"]) or "—",
        _(ACTIONS.get(action, action)),
        f"{_(RECORDS.get(table, table))}: {_(Operation(str(entry['operation'])).msgid)}",
    )


COMMANDS = (_add_journal,)
