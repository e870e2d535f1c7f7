"""The change journal: complete, in order, chained, and nobody's to alter."""

import json
import shutil
import time
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from sqlalchemy import select
from sqlalchemy.exc import DBAPIError, IntegrityError

from ssu_desktop.records import (
    Base,
    Change,
    FileDocument,
    Kept,
    MonitoringJournal,
    MonitoringRound,
    Movement,
    Person,
    PersonalFile,
    Photo,
    Plan,
    PlanItem,
    RoundScore,
    SavedDraft,
    Unit,
    User,
    new_id,
)
from ssu_desktop.records.kinds import Category, Domain, MovementKind, Operation, Role, RoundKind
from ssu_desktop.storage import DataFile, insert_many, note
from ssu_desktop.storage.journal import journalled, verify_journal
from tests.support.datafile import Prepared
from tests.support.people import day_unit, person, stay_of


def changes(file: DataFile) -> list[Change]:
    with file.read() as session:
        return list(session.scalars(select(Change).order_by(Change.seq)))


def test_one_action_writes_one_row_for_each_record_under_one_action_id(
    file: DataFile, prepared: Prepared
) -> None:
    """R230-318."""
    before = datetime.now(UTC)
    with file.write("admit", prepared.actor) as session:
        someone, unit = person("Қасымова", "Айгүл"), day_unit()
        session.add(stay_of(someone, unit))
    rows = changes(file)
    assert [row.seq for row in rows] == [1, 2, 3]
    assert {row.table_name for row in rows} == {"person", "unit", "stay"}
    assert len({row.action_id for row in rows}) == 1
    assert {(row.action, row.user_name, row.user_id) for row in rows} == {
        ("admit", "Айгүл Серікқызы", prepared.user_id)
    }
    assert all(row.operation is Operation.INSERT and row.before is None for row in rows)
    assert before <= rows[0].at <= datetime.now(UTC)


def test_an_update_tells_what_was_and_what_is_of_changed_columns_only(
    file: DataFile, prepared: Prepared
) -> None:
    with file.write("add", prepared.actor) as session:
        someone = person("Қасымова", born=date(1950, 5, 1))
        session.add(someone)
    with file.write("edit", prepared.actor) as session:
        known = session.get_one(Person, someone.id)
        known.iin, known.born, known.phone = "500501400015", None, ""
        known.present_category = Category.ELDERLY
    row = changes(file)[-1]
    assert json.loads(row.before or "") == {"born": "1950-05-01", "iin": None, "present_category": None}
    assert json.loads(row.after or "") == {"born": None, "iin": "500501400015", "present_category": "elderly"}
    assert row.before == '{"born":"1950-05-01","iin":null,"present_category":null}'


def test_a_record_that_is_set_to_what_it_was_leaves_no_trace(file: DataFile, prepared: Prepared) -> None:
    with file.write("add", prepared.actor) as session:
        someone = person("Қасымова")
        session.add(someone)
    with file.write("edit", prepared.actor) as session:
        session.get_one(Person, someone.id).surname = "Қасымова"
    assert len(changes(file)) == 1


def test_an_old_value_that_was_not_loaded_is_told_all_the_same(file: DataFile, prepared: Prepared) -> None:
    with file.write("add", prepared.actor) as session:
        someone = person("Қасымова", phone="+7 701")
        session.add(someone)
        session.flush()
        session.expire(someone)
        someone.phone = "+7 702"
    row = changes(file)[-1]
    assert json.loads(row.before or "") == {"phone": "+7 701"}


def test_records_deleted_with_their_parent_are_told_each(file: DataFile, prepared: Prepared) -> None:
    with file.write("plan", prepared.actor) as session:
        stay = stay_of(person("Қасымова"), day_unit())
        plan = Plan(stay=stay, number=1, period_from=date(2026, 3, 4), period_until=date(2027, 3, 3))
        plan.items = [PlanItem(domain=domain, service="x") for domain in list(Domain)[:3]]
        session.add(plan)
    with file.write("drop", prepared.actor) as session:
        session.delete(session.get_one(Plan, plan.id))
    gone = [row for row in changes(file) if row.operation is Operation.DELETE]
    assert sorted(row.table_name for row in gone) == ["plan", "plan_item", "plan_item", "plan_item"]
    assert {row.person_id for row in gone} == {stay.person_id}
    assert all(json.loads(row.before or "")["created_at"] for row in gone)


def test_every_record_below_a_stay_is_told_in_the_history_of_its_person(
    file: DataFile, prepared: Prepared
) -> None:
    with file.write("all", prepared.actor) as session:
        someone = person("Қасымова")
        stay = stay_of(someone, day_unit())
        session.add(stay)
        session.flush()
        personal_file = PersonalFile(stay_id=stay.id, number="D-1")
        journal = MonitoringJournal(stay_id=stay.id, plan_number=1, started_on=date(2026, 3, 4))
        session.add_all([personal_file, journal])
        session.flush()
        round_ = MonitoringRound(journal_id=journal.id, kind=RoundKind.EXTRA, held_on=date(2026, 6, 4))
        session.add_all([round_, FileDocument(file_id=personal_file.id, title="IIN")])
        session.flush()
        session.add(RoundScore(round_id=round_.id, domain=next(iter(Domain)), points=3))
        session.add(Movement(stay_id=stay.id, kind=MovementKind.ADMITTED, happened_on=date(2026, 3, 4)))
    with file.write("edit", prepared.actor) as session:
        session.get_one(MonitoringRound, round_.id).goal = "walk"
    owners = {row.table_name: row.person_id for row in changes(file)}
    assert owners.pop("unit") is None
    assert set(owners.values()) == {someone.id}
    assert changes(file)[-1].person_id == someone.id


def test_a_photo_is_told_by_its_digest_only(file: DataFile, prepared: Prepared) -> None:
    with file.write("photo", prepared.actor) as session:
        someone = person("Қасымова")
        session.add(someone)
        session.flush()
        session.add(Photo(person_id=someone.id, jpeg=b"\xff\xd8picture"))
    told = json.loads(changes(file)[-1].after or "")["jpeg"]
    assert set(told) == {"sha256"}
    assert len(told["sha256"]) == 64


def test_unsaved_input_is_no_part_of_the_journal(file: DataFile, prepared: Prepared) -> None:
    with file.write("user", prepared.actor) as session:
        user = User(login="a", full_name="A", role=next(iter(Role)))
        session.add(user)
    with file.write("draft", prepared.actor) as session:
        session.add(SavedDraft(user_id=user.id, key="admission", content={"surname": "Қас"}))
    assert [row.table_name for row in changes(file)] == ["user"]


def test_a_view_a_print_and_a_sign_in_are_noted_by_hand_in_their_order(
    file: DataFile, prepared: Prepared
) -> None:
    with file.write("print", prepared.actor) as session:
        someone = person("Қасымова")
        session.add(someone)
        details = {"form": "annex-4", "on": date(2026, 3, 4)}
        note(session, Operation.PRINT, "person", someone.id, someone.id, details)
        session.add(day_unit())
    rows = changes(file)
    assert [row.operation for row in rows] == [Operation.INSERT, Operation.PRINT, Operation.INSERT]
    assert json.loads(rows[1].after or "") == {"form": "annex-4", "on": "2026-03-04"}


def test_the_sequence_has_no_gap_after_an_undone_savepoint(file: DataFile, prepared: Prepared) -> None:
    with file.write("add", prepared.actor) as session:
        session.add(person("Ахметов"))
        session.flush()
        savepoint = session.begin_nested()
        session.add(person("Болатов"))
        session.flush()
        savepoint.rollback()
        session.add(person("Серіков"))
    assert [row.seq for row in changes(file)] == [1, 2]
    assert file.check() == ()


def test_the_sequence_has_no_gap_after_a_refused_record(file: DataFile, prepared: Prepared) -> None:
    with pytest.raises(IntegrityError), file.write("add", prepared.actor) as session:
        session.add_all([person("Ахметов"), Unit(name_kk="a", name_ru="b", kind="D", capacity=-1)])
    with file.write("add", prepared.actor) as session:
        session.add(person("Ахметов"))
    assert [row.seq for row in changes(file)] == [1]
    assert file.check() == ()


def test_the_database_itself_refuses_to_change_or_delete_a_row_of_the_journal(
    file: DataFile, prepared: Prepared
) -> None:
    with file.write("add", prepared.actor) as session:
        session.add(person("Ахметов"))
    for statement in ("UPDATE change SET action = 'x'", "DELETE FROM change"):
        with pytest.raises(DBAPIError, match="append-only"), prepared_raw(file, statement):
            pass


def prepared_raw(file: DataFile, statement: str):  # type: ignore[no-untyped-def] # a throw-away context
    with journalled(), file._engines.writer.begin() as connection:
        connection.exec_driver_sql(statement)
    return journalled()


@pytest.mark.parametrize(
    ("harm", "place"),
    [
        ("UPDATE change SET user_name = 'Other' WHERE seq = 2", 2),
        ("UPDATE change SET after = replace(after, 'Болатов', 'Другой') WHERE seq = 2", 2),
        ("UPDATE change SET at = '2020-01-01 00:00:00.000000' WHERE seq = 3", 3),
        ("DELETE FROM change WHERE seq = 2", 2),
        ("DELETE FROM change WHERE seq = 1", 1),
        ("UPDATE change SET seq = seq + 1 WHERE seq = 3", 3),
    ],
)
def test_a_row_altered_by_force_breaks_the_chain_where_it_stands(
    file: DataFile, prepared: Prepared, harm: str, place: int
) -> None:
    for surname in ("Ахметов", "Болатов", "Серіков"):
        with file.write("add", prepared.actor) as session:
            session.add(person(surname))
    for trigger in ("change_stays_as_it_is", "change_stays"):
        prepared_raw(file, f"DROP TRIGGER {trigger}")
    prepared_raw(file, harm)
    assert ("seq", place) in file.check()[0].values


def test_a_row_from_another_history_of_the_same_file_breaks_the_chain(
    prepared: Prepared, tmp_path: Path
) -> None:
    other = Prepared(tmp_path / "other.ssu", prepared.user_id, prepared.recovery_code)
    shutil.copytree(prepared.path, other.path)
    for made, first in ((prepared, "Ахметов"), (other, "Болатов")):
        with made.open() as file:
            for surname in (first, "Серіков"):
                with file.write("add", made.actor) as session:
                    session.add(person(surname))
    with prepared.open() as file, other.open() as donor:
        with donor.read() as session:
            (row,) = session.connection().exec_driver_sql("SELECT * FROM change WHERE seq = 2").fetchall()
        prepared_raw(file, "DROP TRIGGER change_stays")
        prepared_raw(file, "DELETE FROM change WHERE seq = 2")
        with journalled(), file._engines.writer.begin() as connection:
            statement = "INSERT INTO change VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
            connection.exec_driver_sql(statement, tuple(row))
        assert ("seq", 2) in file.check()[0].values


def test_a_tail_cut_off_by_force_is_found_by_the_head(file: DataFile, prepared: Prepared) -> None:
    for surname in ("Ахметов", "Болатов"):
        with file.write("add", prepared.actor) as session:
            session.add(person(surname))
    prepared_raw(file, "DROP TRIGGER change_stays")
    prepared_raw(file, "DELETE FROM change WHERE seq = 2")
    assert file.check()[0].named_values == {"found": 1, "known": 2}


def test_a_hundred_thousand_rows_are_verified_in_seconds(file: DataFile, prepared: Prepared) -> None:
    with file.write("import", prepared.actor) as session:
        insert_many(session, [person(f"А{number}") for number in range(5000)])
    began = time.process_time()
    with file._engines.reader.connect() as connection:
        assert verify_journal(connection, file._journal_key) == ()
    assert time.process_time() - began < 1  # a twentieth of it takes a twentieth of two seconds, tenfold room


def test_every_kept_record_is_journalled() -> None:
    mapped = [mapper.class_ for mapper in Base.registry.mappers]
    outside = {kind.__name__ for kind in mapped if not issubclass(kind, Kept)}
    assert outside == {"Change", "SavedDraft", "ScanKey"}
    assert new_id() != new_id()
