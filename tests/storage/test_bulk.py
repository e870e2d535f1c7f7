"""Many records at once, journalled like any other."""

import json
from datetime import date

import pytest
from sqlalchemy import func, select
from sqlcipher3.dbapi2 import IntegrityError

from ssu_desktop.records import Change, Movement, Person, Stay, new_id
from ssu_desktop.records.kinds import Category, MovementKind
from ssu_desktop.storage import DataFile, insert_many, people_page, undo_action
from tests.support.datafile import Prepared
from tests.support.people import day_unit, person


def test_bulk_rows_are_what_the_session_would_have_written(file: DataFile, prepared: Prepared) -> None:
    one, other = person("Қасымова", "Айгүл", phone="1"), person("Қасымова", "Айгүл", phone="1")
    with file.write("one", prepared.actor) as session:
        session.add(one)
    with file.write("many", prepared.actor) as session:
        insert_many(session, [other])
    with file.read() as session:
        a, b = session.scalars(select(Person).order_by(Person.id)).all()
        skipped = {"id", "created_at", "changed_at"}
        columns = [column.key for column in Person.__table__.columns if column.key not in skipped]
        assert [getattr(a, name) for name in columns] == [getattr(b, name) for name in columns]
        told = [json.loads(after or "") for after in session.scalars(select(Change.after))]
        for content in told:
            content.pop("created_at")
        assert told[0] == told[1]
        b.phone = "2"
    with file.write("edit", prepared.actor) as session:
        session.get_one(Person, other.id).phone = "2"
    assert file.check() == ()


def test_records_that_refer_to_each_other_go_in_in_any_order(file: DataFile, prepared: Prepared) -> None:
    someone, unit = person("Қасымова", id=new_id()), day_unit()
    unit.id = new_id()
    stay = Stay(id=new_id(), person_id=someone.id, unit_id=unit.id, category=Category.ELDERLY)
    movement = Movement(stay_id=stay.id, kind=MovementKind.APPLIED, happened_on=date(2026, 3, 4))
    with file.write("import", prepared.actor) as session:
        insert_many(session, [movement, stay, someone, unit])
    with file.read() as session:
        owners = {row.table_name: row.person_id for row in session.scalars(select(Change))}
        assert owners == {"person": someone.id, "stay": someone.id, "movement": someone.id, "unit": None}
    assert file.check() == ()


def test_people_of_a_bulk_are_found_at_once_and_so_are_those_entered_after(
    file: DataFile, prepared: Prepared
) -> None:
    with file.write("import", prepared.actor) as session:
        insert_many(session, [person("Қасымова"), person("Ахметов"), person("Касымов")])
        session.add(person("Қасымбек"))
        session.flush()
        assert [row.surname for row in people_page(session, text="касым")] == [
            "Касымов",
            "Қасымбек",
            "Қасымова",
        ]


def test_a_bulk_with_one_bad_record_enters_none(file: DataFile, prepared: Prepared) -> None:
    with pytest.raises(IntegrityError), file.write("import", prepared.actor) as session:
        insert_many(session, [person("Қасымова"), person("Ахметов", iin="123")])
    with file.read() as session:
        assert session.scalar(select(func.count()).select_from(Person)) == 0
    with file.write("add", prepared.actor) as session:
        session.add(person("Ахметов"))
    with file.read() as session:
        assert len(people_page(session, text="ахм")) == 1
    assert file.check() == ()


def test_a_bulk_can_be_taken_back(file: DataFile, prepared: Prepared) -> None:
    with file.write("import", prepared.actor) as session:
        insert_many(session, [person(f"А{number}") for number in range(50)])
        action_id = session.info["scribe"].action_id
    with file.write("undo", prepared.actor) as session:
        assert undo_action(session, action_id) == 50
    with file.read() as session:
        assert people_page(session) == ()
