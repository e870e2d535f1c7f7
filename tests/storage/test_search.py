"""Finding people: what a plain reading of the words says, in the order of the Kazakh alphabet."""

import itertools
import random
from collections.abc import Callable
from datetime import date
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import select, text

from ssu_desktop.language.names import search_key, sort_key
from ssu_desktop.records import Person, Unit
from ssu_desktop.records.kinds import Category, Status
from ssu_desktop.storage import DataFile, count_people, insert_many, people_page
from tests.support.datafile import Prepared
from tests.support.people import day_unit, person

SURNAMES = (
    "Қасымова",
    "Касымов",
    "Ахметов",
    "Әбдіров",
    "Ёлкин",
    "Елкина",
    "Smith",
    "Оспанова",
    "Өмірбаева",
    "Юсупов",
)
GIVEN = ("Айгүл", "Болат", "Серік", "Ян", "", "Нұрсұлтан", "Мария-Анна")
TEXTS = (
    *("", "к", "ка", "кас", "ова", "касымов айгул", "ай кас", "я", "99", "0501", "smi", "елк", "с с"),
    *("жоқ мұндай", "-анна", "юсуп  бол", "КАСЫМ", "қасым", "%", "_", '"', "'", "*", 'о"в', "а" * 60),
)


@pytest.fixture
def crowd(file: DataFile, prepared: Prepared) -> DataFile:
    """Return a file with 700 people in every status, some of them merged into others."""
    dice = random.Random(7)  # noqa: S311 - no secret
    units = [day_unit(), Unit(name_kk="Үй", name_ru="Дом", kind="H", capacity=9)]
    with file.write("crowd", prepared.actor) as session:
        session.add_all(units)
        session.flush()
        people = [
            person(
                dice.choice(SURNAMES) + dice.choice(("", "бай")),
                dice.choice(GIVEN),
                iin=f"{dice.randrange(10**12):012}",
                present_status=dice.choice(list(Status)),
                present_category=dice.choice([None, *Category]),
                present_unit_id=dice.choice([None, *(unit.id for unit in units)]),
            )
            for _ in range(700)
        ]
        insert_many(session, people[:500])
        session.add_all(people[500:])
    with file.write("merge", prepared.actor) as session:
        known = session.scalars(select(Person).order_by(Person.id)).all()
        for one, into in itertools.pairwise(known[:40]):
            one.merged_into_id = into.id
        for one in known[50:80]:
            one.surname = "Жаңаев"
            one.sort_key = sort_key(f"Жаңаев {one.given_name}")
            one.search_key = search_key(f"Жаңаев {one.given_name} {one.iin}")
            one.present_status = Status.AWAY
        session.delete(known[90])
    return file


def plainly(file: DataFile, words: str, fits: Callable[[Person], bool]) -> list[UUID]:
    with file.read() as session:
        people = session.scalars(select(Person).where(Person.merged_into_id.is_(None))).all()
    found = [someone for someone in people if fits(someone) and says(someone.search_key, words)]
    return [someone.id for someone in sorted(found, key=lambda someone: (someone.sort_key, someone.id.hex))]


def says(key: str, words: str) -> bool:
    return all(
        word in key if len(word) >= 3 else any(part.startswith(word) for part in key.split())
        for word in search_key(words).split()
    )


@pytest.mark.parametrize("words", TEXTS)
def test_a_search_finds_what_a_plain_reading_finds_in_the_same_order(crowd: DataFile, words: str) -> None:
    with crowd.read() as session:
        unit_id = session.scalars(select(Unit.id)).first()
    present = (Status.RECEIVING, Status.AWAY)
    filters: tuple[tuple[dict[str, Any], Callable[[Person], bool]], ...] = (
        ({}, lambda _: True),
        ({"statuses": present}, lambda p: p.present_status in present),
        ({"category": Category.ELDERLY}, lambda p: p.present_category is Category.ELDERLY),
        (
            {"unit_id": unit_id, "statuses": present},
            lambda p: p.present_unit_id == unit_id and p.present_status in present,
        ),
    )
    for given, fits in filters:
        expected = plainly(crowd, words, fits)
        with crowd.read() as session:
            pages = [
                [row.id for row in people_page(session, text=words, offset=offset, limit=50, **given)]
                for offset in range(0, len(expected) + 50, 50)
            ]
            assert list(itertools.chain(*pages)) == expected
            assert count_people(session, text=words, **given) == len(expected)
            assert count_people(session, text=words, at_most=7, **given) == min(7, len(expected))


_SHOWN = (
    *("id", "surname", "iin", "born"),
    *("present_status", "present_unit_id", "present_category", "present_admitted_on"),
)


def test_a_row_of_the_list_carries_what_the_list_shows(file: DataFile, prepared: Prepared) -> None:
    with file.write("add", prepared.actor) as session:
        unit = day_unit()
        session.add(unit)
        session.flush()
        someone = person(
            "Қасымова",
            "Айгүл",
            "Болатқызы",
            iin="500501400015",
            born=date(1950, 5, 1),
            present_status=Status.RECEIVING,
            present_category=Category.ELDERLY,
            present_unit_id=unit.id,
            present_admitted_on=date(2026, 3, 4),
            phone="+7 701",
        )
        session.add(someone)
    with file.read() as session:
        (row,) = people_page(session, text="500501")
    assert all(getattr(row, name) == getattr(someone, name) for name in _SHOWN)
    assert row.full_name == "Қасымова Айгүл Болатқызы"
    assert (row.unit_name_kk, row.unit_name_ru) == (unit.name_kk, unit.name_ru)
    assert (row.unit_kind, row.file_number) == (unit.kind, "")


def test_the_index_holds_after_vacuum_renumbers_the_rows(crowd: DataFile) -> None:
    with crowd.read() as session:
        before = people_page(session, text="ова")
    raw = crowd._engines.reader.raw_connection()
    raw.driver_connection.execute("PRAGMA query_only = OFF")  # type: ignore[union-attr]
    raw.driver_connection.execute("VACUUM")  # type: ignore[union-attr]
    raw.close()
    with crowd.read() as session:
        assert people_page(session, text="ова") == before


def test_no_search_reads_the_whole_table(crowd: DataFile) -> None:
    from ssu_desktop.storage import search

    with crowd.read() as session:
        plans = []
        for where in ((), ("p.present_category = 'elderly'",)):
            sql = search._walk(search._COLUMNS, "ix_person_listed", where)
            plans += [row[3] for row in session.execute(text(f"EXPLAIN QUERY PLAN {sql} LIMIT 50"))]
        sql = f"{search._FOUND} ORDER BY w.rowid LIMIT 50".replace("?", "'x'")
        plans += [row[3] for row in session.execute(text(f"EXPLAIN QUERY PLAN {sql}"))]
    assert not any("TEMP B-TREE" in plan for plan in plans), plans


def test_a_count_that_was_asked_before_follows_the_next_change(crowd: DataFile, prepared: Prepared) -> None:
    with crowd.read() as session:
        before = count_people(session)
        assert count_people(session) == before
    with crowd.write("add", prepared.actor) as session:
        session.add(person("Жаңа"))
    with crowd.read() as session:
        assert count_people(session) == before + 1
