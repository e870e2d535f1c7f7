"""Questions to the driver: the same values as the session gives, in one statement that is compiled once."""

from datetime import UTC, date, datetime
from uuid import UUID

import pytest
from sqlalchemy import Select, bindparam, func, inspect, select

from ssu_desktop.records import Base, Kept, Movement, Person, Plan, Stay, Unit, new_id
from ssu_desktop.records.kinds import Category, MovementKind, PlanState, Sex, Status, UnitKind
from ssu_desktop.storage import DataFile, insert_many, records, records_with, rows
from tests.support.datafile import Prepared

ADMITTED = date(2026, 2, 28)
PERSON, UNIT, STAY = new_id(), new_id(), new_id()


@pytest.fixture
def served(file: DataFile, prepared: Prepared) -> DataFile:
    """Return a file with one person, who was admitted, a transfer that was cancelled, and two plans."""
    made: list[Kept] = [
        Person(id=PERSON, surname="Ә", given_name="Б", sort_key="", search_key="", born=None, sex=Sex.FEMALE),
        Unit(id=UNIT, name_kk="Күндізгі", name_ru="Дневное", kind=UnitKind.DAY, capacity=5),
        Stay(
            id=STAY,
            person_id=PERSON,
            unit_id=UNIT,
            category=Category.ELDERLY,
            further_categories=(Category.ADULTS, Category.HOMELESS),
            status=Status.RECEIVING,
            admitted_on=ADMITTED,
        ),
        Movement(
            stay_id=STAY,
            kind=MovementKind.DISCHARGED,
            happened_on=ADMITTED,
            cancelled_at=datetime(2026, 3, 1, 12, 30, tzinfo=UTC),
            cancel_reason="қате",
        ),
        *(
            Plan(stay_id=STAY, number=number, state=state, period_from=ADMITTED, period_until=ADMITTED)
            for number, state in enumerate((PlanState.DRAFT, PlanState.FILLED, PlanState.REPLACED), start=1)
        ),
    ]
    with file.write("prepare", prepared.actor) as session:
        insert_many(session, made)
    return file


@pytest.mark.parametrize("kind", [Person, Unit, Stay, Movement, Plan])
def test_a_row_has_the_values_of_its_record(served: DataFile, kind: type[Base]) -> None:
    question = records(lambda: select(kind).order_by(inspect(kind).columns["id"]))
    with served.read() as session, served.read_rows() as driver:
        expected = list(session.scalars(select(kind).order_by(inspect(kind).columns["id"])))
        for found in (question(driver), question(session)):
            assert len(found) == len(expected) > 0
            for row, record in zip(found, expected, strict=True):
                for name in set(inspect(kind).columns.keys()) - {"created_at", "changed_at"}:
                    assert getattr(row, name) == getattr(record, name), name
                    assert type(getattr(row, name)) is type(getattr(record, name)), name


def test_many_rows_are_converted_as_few_are(served: DataFile, prepared: Prepared) -> None:
    with served.write("prepare", prepared.actor) as session:
        insert_many(
            session,
            [
                Movement(stay_id=STAY, kind=MovementKind.LEFT, happened_on=date(2026, 3, day))
                for day in range(1, 31)
            ],
        )
    question = rows(
        lambda: (
            select(Movement.kind, Movement.happened_on)
            .where(Movement.happened_on >= bindparam("first"))
            .order_by(Movement.happened_on)
        )
    )
    with served.read_rows() as driver:
        assert question(driver, first=date(2026, 3, 1)) == [
            (MovementKind.LEFT, date(2026, 3, day)) for day in range(1, 31)
        ]
        assert question(driver, first=date(2026, 3, 30)) == [(MovementKind.LEFT, date(2026, 3, 30))]


def test_constants_and_values_each_find_their_place(served: DataFile) -> None:
    question = rows(
        lambda: (
            select(Plan.number, Plan.state)
            .where(
                Plan.state.in_([PlanState.DRAFT, PlanState.FILLED]),
                Plan.stay_id == bindparam("stay_id"),
                Plan.number > bindparam("above"),
            )
            .order_by(Plan.number)
        )
    )
    with served.read_rows() as driver:
        assert question(driver, stay_id=STAY, above=1) == [(2, PlanState.FILLED)]
        assert question(driver, stay_id=STAY, above=0) == [(1, PlanState.DRAFT), (2, PlanState.FILLED)]
        assert question(driver, stay_id=new_id(), above=0) == []
        assert question.first(driver, stay_id=UNIT, above=0) is None


def test_a_record_comes_with_the_columns_beside_it_and_with_what_it_derives(served: DataFile) -> None:
    question = records_with(
        lambda: (
            select(Person, Unit.kind, func.count(Plan.id))
            .join(Stay, Stay.person_id == Person.id)
            .join(Unit, Unit.id == Stay.unit_id)
            .join(Plan, Plan.stay_id == Stay.id)
            .group_by(Person.id, Unit.kind)
        )
    )
    with served.read_rows() as driver:
        ((person, kind, plans),) = question(driver)
    assert (person.id, person.full_name, kind, plans) == (PERSON, "Ә Б", UnitKind.DAY, 3)


def test_a_row_that_was_read_cannot_be_changed(served: DataFile) -> None:
    with served.read_rows() as driver:
        unit = records(lambda: select(Unit)).first(driver)
    assert unit is not None
    with pytest.raises(AttributeError):
        unit.capacity = 7


def test_a_question_is_written_when_it_is_first_asked_and_never_again(served: DataFile) -> None:
    written: list[UUID] = []

    def count_units() -> Select[int]:
        written.append(new_id())
        return select(func.count(Unit.id))

    question = rows(count_units)
    assert not written
    with served.read_rows() as driver:
        assert question(driver) == question(driver) == [(1,)]
    assert len(written) == 1


def test_a_reading_that_fails_gives_its_connection_back_whole(served: DataFile) -> None:
    given = []

    def fail() -> None:
        with served.read_rows() as driver:
            given.append(driver)
            driver.execute("SELECT 1")
            raise LookupError

    with pytest.raises(LookupError):
        fail()
    with served.read_rows() as again:
        assert given == [again]
        assert again.execute("SELECT count(*) FROM unit").fetchone() == (1,)
