"""A user at work in a process of its own, who tells each deed before it begins and after it was done.

What it told as done is *acknowledged*: it must be there whatever happens to the process or to the power. What
it only told as begun may be there wholly or not at all. `python -m tests.faults.work` is the nursery: it
imports everything once and forks a child for each turn that is asked of it; with more words, a piece of work
to its end.
"""

import hashlib
import json
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path
from random import Random
from typing import Any
from uuid import UUID

from sqlalchemy import select

from ssu_desktop.actions.desk import Desk, Saved
from ssu_desktop.actions.opening import open_desk
from ssu_desktop.actions.person import save_person
from ssu_desktop.actions.personal_file import file_page
from ssu_desktop.actions.printing import print_form
from ssu_desktop.actions.register_import import import_register, propose_import
from ssu_desktop.actions.scans import attach_scanned, scanned_of
from ssu_desktop.actions.stay import admit
from ssu_desktop.actions.undo import last_done, undo
from ssu_desktop.language import Language, speak
from ssu_desktop.records import Person, Unit
from ssu_desktop.rules.person import PersonDraft
from ssu_desktop.storage import datafile
from ssu_desktop.storage.engine import connect
from ssu_desktop.storage.snapshot import Occasion
from tests.faults.facility import FILE, TODAY
from tests.support.books import write_book
from tests.support.datafile import CHEAP, LOGIN, PASSWORD
from tests.support.papers import pdf
from tests.support.stays import admission, saved

Say = Callable[[str], None]
TOLD = "told"  # the file in which a recorded worker tells its deeds
_LETTERS = "абвгдежзик"
_DEEDS = (
    *("add", "add", "change", "change", "bring_in", "print", "attach"),
    *("back_up", "keep", "take_back", "take_back", "rekey"),
)


@dataclass
class Deed:
    """What a deed makes and takes away: ids in hex under their tables, notes by person, files by name."""

    name: str
    made: list[tuple[str, str]] = field(default_factory=list)
    gone: list[tuple[str, str]] = field(default_factory=list)
    notes: dict[str, str] = field(default_factory=dict)
    files: dict[str, str] = field(default_factory=dict)
    kept: list[str] = field(default_factory=list)

    def makes(self, table: str, row_id: UUID) -> UUID:
        """Remember a record that was made."""
        self.made.append((table, row_id.hex))
        return row_id


class Work:
    """One user's work at an open desk, chosen by a seed."""

    def __init__(self, desk: Desk, folder: Path, scratch: Path, seed: int, say: Say) -> None:
        """`folder` takes the backups, `scratch` the registers that come in."""
        self._desk, self._folder, self._scratch, self._say = desk, folder, scratch, say
        self._random, self._seed, self._number = Random(seed), seed, 0  # noqa: S311 - a choice that can be repeated
        self._people: list[UUID] = []
        self._files: list[tuple[UUID, UUID]] = []  # who was admitted, with the personal file
        with desk.read() as session:
            self._unit_id = session.scalars(select(Unit.id)).one()

    def do_something(self) -> None:
        """Do one thing that a user does."""
        getattr(self, self._random.choice(_DEEDS))()

    @contextmanager
    def _told(self, name: str, **may: Any) -> Iterator[Deed]:
        deed = Deed(name, **may)
        self._say(json.dumps({"begin": asdict(deed)}))
        yield deed
        self._say(json.dumps({"done": asdict(deed)}))

    def _name(self) -> str:
        self._number += 1
        return "Т" + "".join(_LETTERS[int(digit)] for digit in f"{self._seed}{self._number:04}")

    def _add(self) -> UUID:
        with self._told("save") as deed:
            draft = PersonDraft(surname=self._name(), given_name="Айгүл", note="жаңа")
            return deed.makes("person", saved(save_person(self._desk, None, draft)))

    def add(self) -> None:
        """Enter a person."""
        self._people.append(self._add())

    def change(self) -> None:
        """Change a person's note."""
        if not self._people:
            return self.add()
        whose, note = self._random.choice(self._people), "ұзақ жазба " * self._random.randrange(1, 400)
        with self._told("save", notes={whose.hex: note.strip()}):
            draft = PersonDraft(surname=self._name(), given_name="Айгүл", note=note)
            saved(save_person(self._desk, whose, draft))
        return None

    def take_back(self) -> None:
        """Enter a person, or a register, and take that back."""
        deed = self.bring_in() if self._random.random() < 0.3 else None
        gone = deed.made if deed else [("person", self._add().hex)]
        last = last_done(self._desk)
        assert last is not None
        with self._told("undo", gone=gone):
            saved(undo(self._desk, last.action_id))

    def bring_in(self) -> Deed:
        """Import a register of five people."""
        names = [f"{self._name()} Ерлан" for _ in range(5)]
        rows = ((number, name, None, None, None, "тізімнен") for number, name in enumerate(names, 1))
        book = write_book(self._scratch / "register.xlsx", *rows)
        proposal = propose_import(self._desk, book, self._unit_id)
        with self._told("import") as deed:
            assert import_register(self._desk, proposal).imported == len(names)
            with self._desk.read() as session:
                wanted = Person.surname.in_([name.split()[0] for name in names])
                for person_id in session.scalars(select(Person.id).where(wanted)):
                    deed.makes("person", person_id)
            assert len(deed.made) == len(names)
        return deed

    def _admitted(self) -> tuple[UUID, UUID]:
        if len(self._files) > 3 and self._random.random() < 0.7:
            return self._random.choice(self._files)
        person_id = self._add()
        with self._told("save") as deed:
            draft = admission(self._unit_id)
            stay_id = deed.makes("stay", saved(admit(self._desk, person_id, draft)))
        page = file_page(self._desk, stay_id)
        assert page is not None
        self._files.append((person_id, page.file_id))
        return self._files[-1]

    def print(self) -> None:
        """Print the register's line of somebody who was admitted."""
        person_id, _file_id = self._admitted()
        with self._told("print") as deed:
            for printout_id in print_form(self._desk, "annex-2", person_id, Language.KK).printout_ids:
                deed.makes("printout", printout_id)

    def attach(self) -> None:
        """Attach a scan to somebody's file."""
        _person_id, file_id = self._admitted()
        content = pdf(words=self._name())
        with self._told("attach") as deed:
            scanned = scanned_of("куәлік.pdf", content)
            answer = attach_scanned(self._desk, file_id, scanned, code="S.file.identity")
            assert isinstance(answer, Saved)
            deed.makes("scan", answer.id)

    def back_up(self) -> None:
        """Back up beside the data file."""
        self._number += 1
        to = self._folder / f"copy-{self._seed}-{self._number}.ssu-backup"
        with self._told("backup") as deed:
            self._desk.file.backup(to)
            deed.files[to.name] = hashlib.sha256(to.read_bytes()).hexdigest()

    def keep(self) -> None:
        """Let the program back up by itself, as it does every half hour."""
        with self._told("keep") as deed:
            deed.kept.append(self._desk.file.keep_backup(Occasion.TIME).path.name)

    def rekey(self) -> None:
        """Change the key of the database, as when a user leaves, and a password."""
        file = self._desk.file
        with self._told("rekey"):
            file.change_key()
            file.put_user_slot(self._desk.user.id, LOGIN, PASSWORD, cost=CHEAP)


def say_to(descriptor: int) -> Say:
    """Return what writes each line in one go: it is there whole or not."""
    return lambda line: _write(descriptor, line)


def _write(descriptor: int, line: str) -> None:
    os.write(descriptor, f"{line}\n".encode())


def sit_down(folder: Path) -> Desk:
    """Open the facility in a folder."""
    speak(Language.KK)
    return open_desk(folder / FILE, LOGIN, PASSWORD, clock=lambda: TODAY)


def _for_ever(folder: Path, scratch: Path, seed: int) -> None:
    work = Work(sit_down(folder), folder, scratch, seed, say_to(1))
    _write(1, json.dumps({"sat down": seed}))
    while True:
        work.do_something()


def nursery(scratch: Path) -> None:
    """Fork a child for each line `FOLDER SEED` on stdin; tell its number, and when it is dead."""
    for line in sys.stdin:
        folder, seed = line.rsplit(maxsplit=1)
        child = os.fork()
        if not child:
            _for_ever(Path(folder), scratch, int(seed))
        _write(1, json.dumps({"child": child}))
        os.waitpid(child, 0)
        _write(1, json.dumps({"dead": child}))


def _work_to_the_end(scratch: Path, folder: Path, seed: int, deeds: int, sync: str) -> None:
    """Do some things, each told in the file TOLD, and close the data file as a user does."""
    _sync_as(sync)
    told = os.open(folder / TOLD, os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    desk = sit_down(folder)
    work = Work(desk, folder, scratch, seed, say_to(told))
    for _ in range(deeds):
        work.do_something()
    desk.file.close()


def _sync_as(sync: str) -> None:
    """Let every connection of the open file sync as is said: the control's is OFF."""

    def connected(*given: Any) -> Any:
        raw = connect(*given)
        raw.execute(f"PRAGMA synchronous = {sync}")
        return raw

    datafile.connect = connected


if __name__ == "__main__":
    match sys.argv[1:]:
        case [scratch]:
            nursery(Path(scratch))
        case [scratch, folder, seed, deeds, sync]:
            _work_to_the_end(Path(scratch), Path(folder), int(seed), int(deeds), sync)
