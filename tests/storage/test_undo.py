"""Taking back an action: wholly, as a new action, or not at all."""

from datetime import date

import pytest
from sqlalchemy import select

from ssu_desktop.language import Language, translate
from ssu_desktop.records import Change, Movement, Person, Plan, PlanItem, Stay, User, new_id
from ssu_desktop.records.kinds import Category, Domain, MovementKind, Operation, PlanState, Role, Sex
from ssu_desktop.storage import UNDO, CannotUndo, DataFile, last_action, note, undo_action
from tests.support.datafile import Prepared
from tests.support.people import day_unit, person, stay_of


def undo_last(file: DataFile, prepared: Prepared) -> int:
    with file.read() as session:
        last = last_action(session, prepared.user_id)
    assert last is not None
    with file.write(UNDO, prepared.actor) as session:
        return undo_action(session, last.action_id)


def plan_of(stay: Stay) -> Plan:
    return Plan(
        stay=stay,
        number=1,
        period_from=date(2026, 3, 4),
        period_until=date(2027, 3, 3),
        items=[PlanItem(domain=next(iter(Domain)), service="massage", points=2)],
    )


def test_an_entered_person_is_gone_again_and_the_journal_tells_both(
    file: DataFile, prepared: Prepared
) -> None:
    with file.write("add-person", prepared.actor) as session:
        session.add(person("Қасымова"))
    assert undo_last(file, prepared) == 1
    with file.read() as session:
        assert session.scalars(select(Person)).all() == []
        operations = session.scalars(select(Change.operation).order_by(Change.seq)).all()
        assert operations == [Operation.INSERT, Operation.DELETE, Operation.DELETE]
        assert last_action(session, prepared.user_id) is None
    assert file.check() == ()


def test_every_kind_of_value_comes_back_as_it_was(file: DataFile, prepared: Prepared) -> None:
    with file.write("admit", prepared.actor) as session:
        someone = person("Қасымова", born=date(1950, 5, 1), sex=Sex.FEMALE)
        stay = stay_of(someone, day_unit())
        stay.further_categories = (Category.ELDERLY, Category.DISABLED)
        session.add(stay)
    with file.write("edit", prepared.actor) as session:
        known, known_stay = session.get_one(Person, someone.id), session.get_one(Stay, stay.id)
        known.born, known.sex, known.surname = None, Sex.MALE, "Басқа"
        known_stay.further_categories, known_stay.planned_until = (), date(2027, 1, 1)
        known_stay.readmitted = True
    assert undo_last(file, prepared) == 2
    with file.read() as session:
        known, known_stay = session.get_one(Person, someone.id), session.get_one(Stay, stay.id)
        assert (known.born, known.sex, known.surname) == (date(1950, 5, 1), Sex.FEMALE, "Қасымова")
        assert known_stay.further_categories == (Category.ELDERLY, Category.DISABLED)
        assert (known_stay.planned_until, known_stay.readmitted) == (None, False)


def test_a_deleted_draft_plan_comes_back_with_its_items_and_ids(file: DataFile, prepared: Prepared) -> None:
    with file.write("plan", prepared.actor) as session:
        plan = plan_of(stay_of(person("Қасымова"), day_unit()))
        session.add(plan)
    item = plan.items[0]
    with file.write("drop", prepared.actor) as session:
        session.delete(session.get_one(Plan, plan.id))
    undo_last(file, prepared)
    with file.read() as session:
        again = session.get_one(PlanItem, item.id)
        assert (again.plan_id, again.service, again.points) == (plan.id, "massage", 2)
        assert again.created_at == item.created_at
    assert file.check() == ()


def test_actions_are_taken_back_one_after_another(file: DataFile, prepared: Prepared) -> None:
    with file.write("add", prepared.actor) as session:
        someone = person("Қасымова")
        session.add(someone)
    for phone in ("1", "2"):
        with file.write("edit", prepared.actor) as session:
            session.get_one(Person, someone.id).phone = phone
    for left in ("1", ""):
        undo_last(file, prepared)
        with file.read() as session:
            assert session.get_one(Person, someone.id).phone == left
    undo_last(file, prepared)
    with file.read() as session:
        assert session.get(Person, someone.id) is None


def action_of(file: DataFile, action: str) -> Change:
    with file.read() as session:
        return session.scalars(select(Change).where(Change.action == action)).first()  # type: ignore[return-value] # it is there


def refused(file: DataFile, prepared: Prepared, action: str) -> str:
    target = action_of(file, action)
    before = len(file_changes(file))
    with pytest.raises(CannotUndo) as caught, file.write(UNDO, prepared.actor) as session:
        undo_action(session, target.action_id)
    assert len(file_changes(file)) == before
    assert translate(Language.KK, caught.value.text) != caught.value.text
    assert translate(Language.RU, caught.value.text) != caught.value.text
    return caught.value.text


def file_changes(file: DataFile) -> list[int]:
    with file.read() as session:
        return list(session.scalars(select(Change.seq)))


def test_an_action_whose_record_was_changed_since_stays(file: DataFile, prepared: Prepared) -> None:
    with file.write("add", prepared.actor) as session:
        someone = person("Қасымова")
        session.add(someone)
    with file.write("edit", prepared.actor) as session:
        session.get_one(Person, someone.id).phone = "1"
    assert "changed since" in refused(file, prepared, "add")


def test_an_action_that_others_build_upon_stays(file: DataFile, prepared: Prepared) -> None:
    with file.write("add", prepared.actor) as session:
        someone, unit = person("Қасымова"), day_unit()
        session.add_all([someone, unit])
    with file.write("admit", prepared.actor) as session:
        session.add(Stay(person_id=someone.id, unit_id=unit.id, category=Category.ELDERLY))
    assert "depend" in refused(file, prepared, "add")


def test_a_print_stays(file: DataFile, prepared: Prepared) -> None:
    with file.write("print", prepared.actor) as session:
        someone = person("Қасымова")
        session.add(someone)
        note(session, Operation.PRINT, "person", someone.id, someone.id, {})
    assert "paper" in refused(file, prepared, "print")


def test_a_movement_entered_by_mistake_is_taken_back(file: DataFile, prepared: Prepared) -> None:
    with file.write("admit", prepared.actor) as session:
        stay = stay_of(person("Қасымова"), day_unit())
        session.add(Movement(stay=stay, kind=MovementKind.ADMITTED, happened_on=date(2026, 3, 4)))
    undo_last(file, prepared)
    with file.read() as session:
        assert session.scalars(select(Movement)).all() == []
        assert session.scalars(select(Stay)).all() == []


def test_a_movement_that_stands_on_paper_is_cancelled_with_a_reason(
    file: DataFile, prepared: Prepared
) -> None:
    with file.write("admit", prepared.actor) as session:
        someone = person("Қасымова")
        stay = stay_of(someone, day_unit())
        session.add(Movement(stay=stay, kind=MovementKind.ADMITTED, happened_on=date(2026, 3, 4)))
    with file.write("print", prepared.actor) as session:
        note(session, Operation.PRINT, "person", someone.id, someone.id, {})
    assert "Cancel it" in refused(file, prepared, "admit")


def test_an_approval_stays(file: DataFile, prepared: Prepared) -> None:
    with file.write("plan", prepared.actor) as session:
        plan = plan_of(stay_of(person("Қасымова"), day_unit()))
        session.add(plan)
    with file.write("approve", prepared.actor) as session:
        known = session.get_one(Plan, plan.id)
        known.state, known.approved_on = PlanState.APPROVED, date(2026, 3, 20)
    assert "Cancel it" in refused(file, prepared, "approve")


def test_a_record_printed_since_is_not_deleted(file: DataFile, prepared: Prepared) -> None:
    with file.write("add", prepared.actor) as session:
        someone = person("Қасымова")
        session.add(someone)
    with file.write("print", prepared.actor) as session:
        note(session, Operation.PRINT, "person", someone.id, someone.id, {})
    assert "printed since" in refused(file, prepared, "add")


def test_an_undo_is_neither_repeated_nor_undone(file: DataFile, prepared: Prepared) -> None:
    with file.write("add", prepared.actor) as session:
        session.add(person("Қасымова"))
    undo_last(file, prepared)
    assert "undone already" in refused(file, prepared, "add")
    refused(file, prepared, UNDO)


def test_another_users_action_is_not_ones_last(file: DataFile, prepared: Prepared) -> None:
    with file.write("add", prepared.actor) as session:
        session.add(person("Қасымова"))
    with file.read() as session:
        assert last_action(session, new_id()) is None
        summary = last_action(session, prepared.user_id)
        assert summary is not None
        assert (summary.action, summary.tables) == ("add", ("person",))


def test_what_gave_or_took_a_key_is_not_undone(file: DataFile, prepared: Prepared) -> None:
    with file.write("change-password", prepared.actor) as session:
        note(session, Operation.UPDATE, "user", prepared.user_id, None, {"changed": "password"})
    with pytest.raises(CannotUndo, match="who can open the data file"):
        undo_last(file, prepared)
    other = User(id=new_id(), login="serik", full_name="Серік", role=Role.SOCIAL_WORKER)
    with file.write("add-user", prepared.actor) as session:
        session.add(other)
    with pytest.raises(CannotUndo, match="who can open the data file"):
        undo_last(file, prepared)
    with file.write("close-user", prepared.actor) as session:
        session.get_one(User, other.id).active = False
    with pytest.raises(CannotUndo, match="who can open the data file"):
        undo_last(file, prepared)


def test_how_a_user_wants_the_screen_is_undone(file: DataFile, prepared: Prepared) -> None:
    user = User(
        id=prepared.user_id,
        login="aigul",
        full_name="Айгүл",
        role=Role.ADMINISTRATOR,
        further_roles=(Role.HEAD,),
        sees_victims=True,
    )
    with file.write("setup", prepared.actor) as session:
        session.add(user)
    with file.write("text-size", prepared.actor) as session:
        session.get_one(User, user.id).full_name = "Айгүл Қ."
    assert undo_last(file, prepared) == 1
