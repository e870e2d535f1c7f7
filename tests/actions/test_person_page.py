"""Opening a person's page: however much there is of a person, so many questions are asked and no more."""

import re
from collections import Counter
from collections.abc import Callable, Mapping
from datetime import date
from uuid import UUID

from ssu_desktop.actions.desk import Desk
from ssu_desktop.actions.monitoring import monitoring_page
from ssu_desktop.actions.person import person_header, person_page
from ssu_desktop.actions.personal_file import file_page
from ssu_desktop.actions.plan import plan_page
from ssu_desktop.actions.plan_editing import start_plan
from ssu_desktop.actions.stay_history import stay_history
from ssu_desktop.actions.today import duties_of
from ssu_desktop.records import (
    ActivityMark,
    FileDocument,
    IdentityPaper,
    Kept,
    MonitoringJournal,
    MonitoringRound,
    Movement,
    PersonalFile,
    Plan,
    PlanItem,
    Relative,
    RoundScore,
    Stay,
    new_id,
)
from ssu_desktop.records.kinds import (
    Category,
    Domain,
    MarkKind,
    MovementKind,
    PaperKind,
    RelationKind,
    RoundKind,
    UnitKind,
)
from ssu_desktop.storage import insert_many
from tests.support.by_hand import by_hand
from tests.support.statements import asked
from tests.support.stays import admitted, saved

DAY = date(2026, 3, 2)
EACH = {"header": 3, "overview": 9, "duties": 24, "movements": 3, "file": 5, "plan": 9, "monitoring": 12}


_LITERAL = re.compile(r"'[^']*'")
SMALL = {
    "unit",
    "staff",
    "snooze",
    "CONSTANT",
    "internal_rules",
}  # nobody puts off thousands of duties by hand


def parts_of(desk: Desk, person_id: UUID, stay_id: UUID) -> Mapping[str, Callable[[], object]]:
    """Return how each part of the page is read."""
    return {
        "header": lambda: person_header(desk, person_id),
        "overview": lambda: person_page(desk, person_id),
        "duties": lambda: duties_of(desk, stay_id),
        "movements": lambda: stay_history(desk, person_id),
        "file": lambda: file_page(desk, stay_id),
        "plan": lambda: plan_page(desk, stay_id),
        "monitoring": lambda: monitoring_page(desk, stay_id),
    }


def questions(desk: Desk, person_id: UUID, stay_id: UUID) -> Mapping[str, int]:
    """Return how many statements each part of the page takes."""
    return {name: len(asked(desk.file, read)) for name, read in parts_of(desk, person_id, stay_id).items()}


def much_more(desk: Desk, person_id: UUID, stay_id: UUID, plan_id: UUID, unit_id: UUID) -> list[Kept]:
    """Return a second stay, and three of everything that a stay and a person have."""
    journal = MonitoringJournal(id=new_id(), stay_id=stay_id, plan_number=1, started_on=DAY)
    made: list[Kept] = [
        journal,
        Stay(person_id=person_id, unit_id=unit_id, category=Category.ADULTS),
        Plan(stay_id=stay_id, number=1, version=2, period_from=DAY, period_until=DAY),
    ]
    with desk.read() as session:
        file_id = session.query(PersonalFile.id).filter(PersonalFile.stay_id == stay_id).scalar()
    for kind in (RoundKind.ADMISSION, RoundKind.MONTHS_3, RoundKind.MONTHS_6):
        held = MonitoringRound(id=new_id(), journal_id=journal.id, kind=kind, held_on=DAY)
        item = PlanItem(id=new_id(), plan_id=plan_id, domain=Domain.LEGAL, service="кеңес")
        made += [
            held,
            item,
            RoundScore(round_id=held.id, domain=Domain.LEGAL, points=4),
            ActivityMark(
                journal_id=journal.id, item_id=item.id, month=DAY, mark=MarkKind.POSITIVE, noted_on=DAY
            ),
            Movement(stay_id=stay_id, kind=MovementKind.LEFT, happened_on=DAY),
            FileDocument(file_id=file_id, title="анықтама"),
            Relative(person_id=person_id, relation=RelationKind.MOTHER, full_name="Касымова"),
            IdentityPaper(person_id=person_id, kind=PaperKind.IDENTITY_CARD),
        ]
    return made


def test_a_page_asks_no_more_questions_for_more_rows(
    desk: Desk, units: dict[UnitKind, UUID], aigul: UUID
) -> None:
    unit_id = units[UnitKind.STATIONARY]
    stay_id = admitted(desk, aigul, unit_id)
    plan_id = saved(start_plan(desk, stay_id))
    few = questions(desk, aigul, stay_id)
    with by_hand(desk) as session:
        session.add(MonitoringJournal(stay_id=stay_id, plan_number=2, started_on=DAY))
        insert_many(session, much_more(desk, aigul, stay_id, plan_id, unit_id))
    assert questions(desk, aigul, stay_id) == EACH
    assert all(
        few[part] <= EACH[part] for part in EACH
    )  # a second version and a round ask once more, not for each
    for read in parts_of(desk, aigul, stay_id).values():
        alike = Counter(_LITERAL.sub("?", sql) for sql in asked(desk.file, read))
        assert [
            sql for sql, times in alike.items() if times > 2
        ] == []  # of two versions; of rows there are three


def test_no_table_that_grows_is_read_whole_for_one_person(
    desk: Desk, units: dict[UnitKind, UUID], aigul: UUID
) -> None:
    stay_id = admitted(desk, aigul, units[UnitKind.STATIONARY])
    saved(start_plan(desk, stay_id))
    told = {sql for read in parts_of(desk, aigul, stay_id).values() for sql in asked(desk.file, read)}
    with desk.file.read_rows() as driver:
        plans = {sql: [row[3] for row in driver.execute(f"EXPLAIN QUERY PLAN {sql}")] for sql in told}
    for sql, steps in plans.items():
        for step in steps:
            assert not step.startswith("SCAN ") or step.split()[1].strip('"') in SMALL, (step, sql)
