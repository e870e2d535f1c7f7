"""Data files of invented people, made through the program's own bulk writing."""

import random
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

from ssu_desktop.actions.desk import Desk
from ssu_desktop.actions.naming import put_keys
from ssu_desktop.actions.opening import open_desk
from ssu_desktop.records import Kept, Organisation, Person, Signatory, Stay, Unit, User, new_id
from ssu_desktop.records.kinds import Category, Role, Sex, Status, UnitKind
from ssu_desktop.storage import Actor, WeakKeyCostForTests, create_data_file, insert_many
from ssu_desktop.storage.engine import connect

TODAY = date(2026, 3, 12)
LOGIN, PASSWORD = "bench", "bench"
_PORTION = 2_000
_UNITS = {
    UnitKind.STATIONARY: "Стационар бөлімшесі",
    UnitKind.DAY: "Күндізгі бөлімше",
    UnitKind.HOME: "Үйде қызмет көрсету бөлімшесі",
    UnitKind.TEMPORARY: "Уақытша болу бөлімшесі",
}
_CATEGORY = {
    UnitKind.STATIONARY: Category.ADULTS,
    UnitKind.DAY: Category.CHILDREN,
    UnitKind.HOME: Category.ELDERLY,
    UnitKind.TEMPORARY: Category.HOMELESS,
}


def empty_file(path: Path) -> Path:
    """Make a facility of four units without people; its key costs nothing to derive."""
    user_id = new_id()
    made = create_data_file(path, login=LOGIN, password=PASSWORD, user_id=user_id, cost=WeakKeyCostForTests())
    with made.file as file, file.write("Set up", Actor(user_id, LOGIN)) as session:
        session.add(
            User(
                id=user_id,
                login=LOGIN,
                full_name="Айгүл Серікқызы",
                role=Role.ADMINISTRATOR,
                further_roles=(Role.HEAD,),
                sees_victims=True,
            )
        )
        session.add(Organisation(name_kk="«Мейірім» орталығы", name_ru="Центр «Мейірім»"))
        session.add(Signatory(name="Сейтқали Арман Болатұлы"))
        for position, (kind, name) in enumerate(_UNITS.items()):
            session.add(Unit(name_kk=name, name_ru=name, kind=kind, capacity=100, position=position))
    return path


def copy_of(path: Path, name: str) -> Path:
    """Return a copy of a closed file beside it."""
    return Path(shutil.copytree(path, path.with_name(f"{name}.ssu")))


@contextmanager
def opened(path: Path) -> Iterator[Desk]:
    """Give a desk at the file; its clock stands still."""
    desk = open_desk(path, LOGIN, PASSWORD, clock=lambda: TODAY)
    try:
        yield desk
    finally:
        desk.file.close()


@contextmanager
def raw_connection(desk: Desk) -> Iterator[Any]:
    """Give a connection of the driver itself to the file that is open at the desk: what the peers use."""
    raw = connect(desk.file.path / "data.db", data_key(desk))
    try:
        yield raw
    finally:
        raw.close()


def data_key(desk: Desk) -> bytes:
    """Return the key of the open file."""
    return desk.file._data_key


class Names:
    """Invented names, always the same ones, with surnames that differ as those of a country do."""

    def __init__(self) -> None:
        self.dice = random.Random(19)  # noqa: S311 - no secret

    def person(self, number: int) -> Person:
        """Return somebody with keys, an IIN and a birth date."""
        woman = number % 2 == 0
        born = date(1930, 1, 1) + timedelta(days=self.dice.randrange(32_000))
        person = Person(
            id=new_id(),
            surname=self._surname(),
            given_name=self.dice.choice(GIVEN),
            patronymic=self.dice.choice(GIVEN).capitalize() + ("қызы" if woman else "ұлы"),
            iin=f"{born:%y%m%d}{self.dice.randrange(10**6):06}",
            born=born,
            sex=Sex.FEMALE if woman else Sex.MALE,
            address="Көкшетау қ., Абай к-сі, 12-үй",
        )
        put_keys(person)
        return person

    def _surname(self) -> str:
        begins = "".join(self.dice.choice(SYLLABLES) for _ in range(self.dice.randint(2, 3)))
        return begins.capitalize() + self.dice.choice(ENDINGS)


GIVEN = (
    *("Айгүл", "Болат", "Серік", "Гүлнұр", "Нұрсұлтан", "Әсел", "Ерлан", "Қайрат", "Мария", "Сергей"),
    *("Өмірбек", "Жанар", "Дина", "Арман", "Сәуле", "Виктория", "Иван", "Олег", "Үміт", "Талғат"),
)
SYLLABLES = (
    "қа",
    "сы",
    "ахм",
    "ет",
    "әб",
    "дір",
    "ом",
    "ар",
    "жұ",
    "ма",
    "бек",
    "нұр",
    "тай",
    "шо",
    "ғи",
    "ив",
)
ENDINGS = ("ова", "ов", "баев", "баева", "ев", "ева", "ин", "ченко", "ұлы", "тегі")


def fill_people(desk: Desk, count: int) -> None:
    """Add `count` people, each with one stay in one of the units."""
    names = Names()
    with desk.read() as session:
        units = [(unit.id, unit.kind) for unit in session.query(Unit).order_by(Unit.position)]
    with desk.file.write("Fill", Actor(desk.user.id, desk.user.full_name)) as session:
        for start in range(0, count, _PORTION):
            records: list[Kept] = []
            for number in range(start, min(start + _PORTION, count)):
                records += _admitted(names, number, *units[number % len(units)])
            insert_many(session, records)


def _admitted(names: Names, number: int, unit_id: UUID, kind: UnitKind) -> tuple[Person, Stay]:
    person = names.person(number)
    left = number % 5 == 4
    person.present_status = Status.DISCHARGED if left else Status.RECEIVING
    person.present_unit_id, person.present_category = unit_id, _CATEGORY[kind]
    person.present_admitted_on = TODAY - timedelta(days=30 + number % 900)
    stay = Stay(
        id=new_id(),
        person_id=person.id,
        unit_id=unit_id,
        category=_CATEGORY[kind],
        status=person.present_status,
        status_since=person.present_admitted_on,
        admitted_on=person.present_admitted_on,
        ended_on=TODAY if left else None,
    )
    return person, stay


def asked(desk: Desk, work: Callable[[], object]) -> tuple[str, ...]:
    """Return the SELECTs that `work` makes, values and all, to be asked again by the driver alone.

    Each one once: doing it twice is our own fault."""
    seen: dict[str, None] = {}
    pooled = desk.file._engines.reader.raw_connection()
    driver: Any = pooled.driver_connection
    pooled.close()  # back to the pool, whose only connection it is
    driver.set_trace_callback(lambda sql: seen.setdefault(sql) if sql.startswith("SELECT") else None)
    try:
        work()
    finally:
        driver.set_trace_callback(None)
    return tuple(seen)


def ask_all(raw: Any, statements: tuple[str, ...]) -> None:
    """Read all rows of the statements in one transaction, as tuples."""
    raw.execute("BEGIN")
    for statement in statements:
        raw.execute(statement).fetchall()
    raw.execute("COMMIT")
