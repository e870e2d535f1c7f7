"""A year's work in a data file: plans, monitoring, files and a long journal, for Today and for opening."""

from collections.abc import Iterator
from datetime import date, timedelta
from uuid import UUID

from sqlalchemy import func, select

from benchmarks.files import TODAY, fill_people
from benchmarks.measure import Scale
from ssu_desktop.actions.desk import Desk
from ssu_desktop.records import (
    ActivityMark,
    Change,
    Disability,
    FileDocument,
    Kept,
    MonitoringJournal,
    MonitoringRound,
    Movement,
    PersonalFile,
    Plan,
    PlanItem,
    RehabilitationProgramme,
    Relative,
    RoundScore,
    Stay,
    Unit,
    new_id,
)
from ssu_desktop.records.kinds import (
    DisabilityGroup,
    Domain,
    MarkKind,
    MovementKind,
    Operation,
    Period,
    PlanState,
    RelationKind,
    RoundKind,
    UnitKind,
)
from ssu_desktop.storage import Actor, insert_many, note

_ROUNDS = (RoundKind.ADMISSION, RoundKind.MONTHS_3, RoundKind.MONTHS_6, RoundKind.MONTHS_9)
_QUESTION = "Өзіне-өзі қызмет көрсете ме, киіне ала ма, үй-жайды жинай ма?"
_ANSWER = "Киінуге және жуынуға күн сайын көмек қажет"
_SERVICE = "Тұрмыстық дағдыларды қалыптастыру сабақтары, 30 минут"


def work_a_year(desk: Desk, scale: Scale) -> None:
    """Fill an empty file with `scale.people` people, four rounds each, and `scale.journal` journal rows."""
    fill_people(desk, scale.people)
    with desk.file.write("A year", Actor(desk.user.id, desk.user.full_name)) as session:
        asked = select(Stay, Unit.kind).join(Unit, Unit.id == Stay.unit_id).order_by(Stay.id)
        stays = [(stay, kind) for stay, kind in session.execute(asked)]
        codes = {kind: _codes(desk, kind) for kind in UnitKind}
        for start in range(0, len(stays), 100):
            records: list[Kept] = []
            for number, (stay, kind) in enumerate(stays[start : start + 100], start=start):
                records += _life(stay, number, codes[kind])
            insert_many(session, records)
        written = session.scalar(select(func.count()).select_from(Change)) or 0
        seen = [(stay.id, stay.person_id) for stay, _ in stays]
    with desk.file.write("See", Actor(desk.user.id, desk.user.full_name)) as session:
        for number in range(scale.journal - written):
            stay_id, person_id = seen[number % len(seen)]
            note(session, Operation.VIEW, "stay", stay_id, person_id, {})


def _codes(desk: Desk, kind: UnitKind) -> tuple[str, ...]:
    return tuple(row.code for row in desk.law.documents(kind, None, TODAY))


def _life(stay: Stay, number: int, codes: tuple[str, ...]) -> Iterator[Kept]:
    began = stay.admitted_on or TODAY
    yield Movement(
        id=new_id(),
        stay_id=stay.id,
        kind=MovementKind.ADMITTED,
        happened_on=began,
        order_number=f"{number}-ө",
    )
    file = PersonalFile(id=new_id(), stay_id=stay.id, number=f"{number + 1}/2026", opened_on=began)
    yield file
    for position, code in enumerate(codes[: 4 + number % 5]):
        yield FileDocument(id=new_id(), file_id=file.id, code=code, received_on=began, position=position)
    yield Relative(
        id=new_id(), person_id=stay.person_id, relation=RelationKind.MOTHER, full_name="Касымова Айгүл"
    )
    yield Disability(id=new_id(), person_id=stay.person_id, group=DisabilityGroup.SECOND, indefinite=True)
    until = TODAY + timedelta(days=number % 400 - 20)
    yield RehabilitationProgramme(id=new_id(), person_id=stay.person_id, until=until)
    yield from _plan(stay, began + timedelta(days=14), number)


def _plan(stay: Stay, begins: date, number: int) -> Iterator[Kept]:
    plan = Plan(
        id=new_id(),
        stay_id=stay.id,
        number=1,
        state=PlanState.APPROVED if number % 7 else PlanState.DRAFT,
        period_from=begins,
        period_until=begins + timedelta(days=364),
        drafted_on=begins,
        approved_on=begins,
        approved_by="Сейтқали Арман Болатұлы",
    )
    yield plan
    items = [planned_item(plan.id, domain, position) for position, domain in enumerate(Domain)]
    yield from items
    journal = MonitoringJournal(id=new_id(), stay_id=stay.id, plan_number=1, started_on=begins)
    yield journal
    for quarter, kind in enumerate(_ROUNDS):
        yield from _round(journal.id, kind, begins + timedelta(days=91 * quarter))
    for month in range(8):
        for item in items:
            day = (begins + timedelta(days=31 * month)).replace(day=1)
            yield ActivityMark(
                id=new_id(),
                journal_id=journal.id,
                item_id=item.id,
                month=day,
                mark=MarkKind.POSITIVE,
                noted_on=day,
            )


def planned_item(plan_id: UUID, domain: Domain, position: int) -> PlanItem:
    """Return an activity of a plan."""
    return PlanItem(
        id=new_id(),
        plan_id=plan_id,
        domain=domain,
        position=position,
        question=_QUESTION,
        answer=_ANSWER,
        points=3,
        service=_SERVICE,
        responsible_name="Жұмабаева Сәуле",
        period=Period.WEEK,
    )


def _round(journal_id: UUID, kind: RoundKind, day: date) -> Iterator[Kept]:
    held = MonitoringRound(
        id=new_id(),
        journal_id=journal_id,
        kind=kind,
        held_on=day,
        completed_on=day,
        decision="Түзету қажет емес",
        recommendations="Сабақтарды жалғастыру",
    )
    yield held
    for domain in Domain:
        yield RoundScore(id=new_id(), round_id=held.id, domain=domain, points=5)
