"""Today on the desk: what is due is read from the file, sorted, counted."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from uuid import UUID

from ssu_desktop.actions.belongings import save_belonging
from ssu_desktop.actions.desk import Desk
from ssu_desktop.actions.monitoring_editing import complete_round
from ssu_desktop.actions.person import save_person
from ssu_desktop.actions.plan import read_plan
from ssu_desktop.actions.plan_approval import approve_plan, mark_filled
from ssu_desktop.actions.plan_editing import save_plan, start_plan
from ssu_desktop.actions.register import register_rows
from ssu_desktop.actions.stay import admit, record_movement
from ssu_desktop.actions.today import TodayPage, duties_of, today_page
from ssu_desktop.actions.waiting import apply, list_queue
from ssu_desktop.language import Language
from ssu_desktop.law import Article
from ssu_desktop.records import ActivityMark, MonitoringJournal, Plan, PlanItem
from ssu_desktop.records.kinds import (
    Category,
    Domain,
    MarkKind,
    MovementKind,
    PlanState,
    RoundKind,
    UnitKind,
)
from ssu_desktop.rules.admission import ApplicationDraft
from ssu_desktop.rules.duty import Place
from ssu_desktop.rules.person import PersonDraft, ProgrammeDraft
from ssu_desktop.rules.plan_draft import ItemDraft
from ssu_desktop.rules.round_draft import RoundDraft
from ssu_desktop.rules.spelling import Month
from tests.support.by_hand import by_hand
from tests.support.statements import asked
from tests.support.stays import admission, admitted, move, saved


def dated(page: TodayPage) -> list[tuple[str, date | None, int | None]]:
    """Return code, day and lateness of what has a date."""
    return [(line.duty.code, line.due, line.days) for line in (*page.overdue, *page.soon)]


def on(desk: Desk, day: date) -> Desk:
    """Return the same desk on another day."""
    clock: Callable[[], date] = lambda: day  # noqa: E731 - a clock is a function
    return replace(desk, clock=clock)


def test_a_new_admission_asks_for_plan_round_and_papers(
    desk: Desk, units: dict[UnitKind, UUID], aigul: UUID
) -> None:
    admitted(desk, aigul, units[UnitKind.STATIONARY])
    page = today_page(desk)
    assert dated(page) == [("plan-draft", date(2026, 3, 18), -6), ("round", date(2026, 3, 18), -6)]
    (undated,) = page.undated
    assert (undated.duty.code, undated.duty.place) == ("document-missing", Place.FILE)
    first = page.soon[0]
    assert (first.name, first.article) == ("Қасымова Айгүл Болатқызы", Article("order-230", "12(3)"))
    assert [line.days for line in today_page(on(desk, date(2026, 3, 18))).soon] == [0, 0]
    assert [line.days for line in today_page(on(desk, date(2026, 3, 19))).overdue] == [1, 1]


def test_filling_and_approval_follow_the_draft_and_vanish_when_done(
    desk: Desk, units: dict[UnitKind, UUID], aigul: UUID
) -> None:
    stay_id = admitted(desk, aigul, units[UnitKind.STATIONARY])
    plan_id = saved(start_plan(desk, stay_id))
    assert dated(today_page(desk))[-1] == ("plan-fill", date(2026, 3, 30), -18)
    view = read_plan(desk, plan_id)
    assert view is not None
    item = ItemDraft(domain=Domain.MEDICAL, service="Қарау", responsible_name="Дәрігер")
    saved(save_plan(desk, plan_id, replace(view.draft, items=(item,), drafted_on=date(2026, 3, 10))))
    assert ("plan-fill", date(2026, 3, 17), -5) in dated(today_page(desk))
    reasons = {"item-dates": "кейін", "item-period": "кейін"}
    saved(mark_filled(desk, plan_id, reasons=reasons))
    assert ("plan-approve", date(2026, 3, 17), -5) in dated(today_page(desk))
    saved(approve_plan(desk, plan_id, desk.today))
    held = RoundDraft(
        kind=RoundKind.ADMISSION,
        held_on=desk.today,
        scores={Domain.MEDICAL: 3},
        specialist_name="А. Омарова",
    )
    saved(complete_round(desk, stay_id, held))
    assert dated(today_page(desk)) == []
    year_later = today_page(on(desk, date(2027, 3, 1)))
    assert ("plan-renew", date(2027, 3, 4), -3) in dated(year_later)


def test_nothing_is_due_in_suspension_and_all_is_paused_in_leave(
    desk: Desk, units: dict[UnitKind, UUID], aigul: UUID
) -> None:
    stay_id = admitted(desk, aigul, units[UnitKind.STATIONARY])
    leave = move(MovementKind.LEFT, date(2026, 3, 6), until=date(2026, 3, 10))
    saved(record_movement(desk, stay_id, leave))
    page = today_page(desk)
    assert dated(page)[0] == ("leave-ends", date(2026, 3, 10), 2)
    assert {line.duty.code: line.duty.paused for line in page.soon} == {"plan-draft": True, "round": True}
    saved(record_movement(desk, stay_id, move(MovementKind.RETURNED, date(2026, 3, 10))))
    suspension = move(MovementKind.SUSPENDED, date(2026, 3, 11))
    saved(record_movement(desk, stay_id, suspension, {"foreign-movement": "карантин"}))
    page = today_page(desk)
    assert (page.overdue, page.soon, page.undated) == ((), (), ())
    first = page.units[0]
    assert (first.present, first.suspended, first.free) == (1, 1, 49)


def test_a_temporary_unit_asks_for_the_card_and_the_end_of_the_year(
    desk: Desk, units: dict[UnitKind, UUID], aigul: UUID
) -> None:
    draft = admission(units[UnitKind.TEMPORARY], date(2025, 4, 1), category=Category.HOMELESS)
    stay_id = saved(admit(desk, aigul, draft, {"stay-term": "бір жыл"}))
    lines = {line.duty.code: line for line in duties_of(desk, stay_id)}
    assert lines["card-missing"].article == Article("order-230", "37(1)")
    assert (lines["stay-limit"].due, lines["stay-limit"].days) == (date(2026, 4, 1), -20)
    assert lines["plan-draft"].days == 340


def test_units_and_queue_are_counted(desk: Desk, units: dict[UnitKind, UUID], aigul: UUID) -> None:
    unit_id = units[UnitKind.DAY]
    draft = ApplicationDraft(unit_id=unit_id, category=Category.ELDERLY, applied_on=date(2026, 3, 2))
    saved(apply(desk, aigul, draft))
    page = today_page(desk, unit_id)
    assert (page.queued, page.first_in_queue) == (1, "Қасымова Айгүл Болатқызы")
    (unit,) = page.units
    assert (unit.present, unit.queued, unit.free) == (0, 1, 50)
    assert today_page(desk, units[UnitKind.HOME]).queued == 0


def test_the_first_in_the_queue_is_the_one_whose_turn_it_is(
    desk: Desk, units: dict[UnitKind, UUID], aigul: UUID
) -> None:
    """Whose new programme recommends other services waits from its day on, whenever the application came."""
    unit_id = units[UnitKind.DAY]
    other = saved(save_person(desk, None, PersonDraft(surname="Бекова", given_name="Сара")))
    for person_id, day in ((aigul, date(2026, 1, 5)), (other, date(2026, 2, 2))):
        draft = ApplicationDraft(unit_id=unit_id, category=Category.ELDERLY, applied_on=day)
        saved(apply(desk, person_id, draft))
    assert today_page(desk, unit_id).first_in_queue == "Қасымова Айгүл Болатқызы"
    gone = ProgrammeDraft(issued_on=date(2025, 2, 1), until=date(2026, 2, 1))
    new = ProgrammeDraft(issued_on=date(2026, 2, 10), until=date(2027, 2, 1), recommended=(UnitKind.HOME,))
    for programme in (gone, new):
        saved(save_belonging(desk, aigul, None, programme))
    page = today_page(desk, unit_id)
    assert (page.queued, page.first_in_queue) == (2, list_queue(desk, unit_id)[0].name) == (2, "Бекова Сара")


def test_a_suspension_that_should_have_ended_is_told_until_it_does(
    desk: Desk, units: dict[UnitKind, UUID], aigul: UUID
) -> None:
    stay_id = admitted(desk, aigul, units[UnitKind.DAY], date(2026, 2, 2))
    suspension = move(MovementKind.SUSPENDED, date(2026, 2, 9), until=date(2026, 3, 10))
    saved(record_movement(desk, stay_id, suspension))
    assert dated(today_page(desk, units[UnitKind.DAY])) == [("suspension-ends", date(2026, 3, 10), 2)]
    assert dated(today_page(desk, units[UnitKind.HOME])) == []
    saved(record_movement(desk, stay_id, move(MovementKind.RESUMED, date(2026, 3, 11))))
    assert "suspension-ends" not in {code for code, _due, _days in dated(today_page(desk))}


def test_the_number_of_queries_does_not_grow_with_the_people(
    desk: Desk, units: dict[UnitKind, UUID], aigul: UUID
) -> None:
    before = len(asked(desk.file, lambda: today_page(desk)))
    admitted(desk, aigul, units[UnitKind.STATIONARY])
    assert len(asked(desk.file, lambda: today_page(desk))) == before == 32


def test_the_programme_that_ends_is_the_one_that_the_forms_show(
    desk: Desk, units: dict[UnitKind, UUID], aigul: UUID
) -> None:
    admitted(desk, aigul, units[UnitKind.STATIONARY])
    first = ProgrammeDraft(issued_on=date(2020, 1, 1), until=date(2030, 1, 1))
    last = ProgrammeDraft(issued_on=date(2026, 1, 1), until=date(2026, 3, 20))
    for programme in (first, last):
        saved(save_belonging(desk, aigul, None, programme))
    assert ("programme-ends", date(2026, 3, 20), -8) in dated(today_page(desk))
    [row] = register_rows(desk, units[UnitKind.STATIONARY], Language.KK)
    assert row.cells.programme == "01.01.2026–20.03.2026"


def test_an_activity_without_days_is_marked_no_longer_than_its_plan_runs(
    desk: Desk, units: dict[UnitKind, UUID], aigul: UUID
) -> None:
    stay_id = admitted(desk, aigul, units[UnitKind.STATIONARY], date(2025, 3, 4))
    with by_hand(desk, "plan") as session:
        plan = Plan(
            stay_id=stay_id,
            number=1,
            state=PlanState.APPROVED,
            period_from=date(2025, 3, 4),
            period_until=date(2026, 1, 31),
            approved_on=date(2025, 3, 10),
        )
        journal = MonitoringJournal(stay_id=stay_id, plan_number=1, started_on=date(2025, 3, 4))
        session.add_all((plan, journal))
        session.flush()
        item = PlanItem(plan_id=plan.id, domain=Domain.MEDICAL)
        session.add(item)
        session.flush()
        session.add(
            ActivityMark(
                journal_id=journal.id,
                item_id=item.id,
                month=date(2025, 12, 1),
                mark=MarkKind.POSITIVE,
                noted_on=date(2025, 12, 5),
            )
        )

    def asked_for() -> list[object]:
        found = duties_of(on(desk, date(2026, 3, 2)), stay_id)
        return [line.duty.values["month"] for line in found if line.duty.code == "marks"]

    assert asked_for() == [Month(date(2026, 1, 1))]
    with by_hand(desk, "mark") as session:
        january = ActivityMark(
            journal_id=journal.id,
            item_id=item.id,
            month=date(2026, 1, 1),
            mark=MarkKind.NO_CHANGE,
            noted_on=date(2026, 1, 30),
        )
        session.add(january)
    assert asked_for() == []
