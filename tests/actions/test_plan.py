"""The individual plan at work: draft, filled in, approved, revised; the stale and the final are refused."""

from dataclasses import replace
from datetime import date
from uuid import UUID

from ssu_desktop.actions.belongings import save_belonging
from ssu_desktop.actions.desk import Desk, Refused
from ssu_desktop.actions.plan import PlanView, plan_page, read_plan
from ssu_desktop.actions.plan_approval import approve_plan, mark_filled, return_to_draft
from ssu_desktop.actions.plan_editing import copy_plan, delete_plan, new_version, save_plan, start_plan
from ssu_desktop.actions.stay import record_movement
from ssu_desktop.law import Article
from ssu_desktop.records import Printout
from ssu_desktop.records.kinds import Domain, MovementKind, Period, PlanState, UnitKind
from ssu_desktop.rules.person import ProgrammeDraft
from ssu_desktop.rules.plan_draft import ItemDraft
from tests.support.by_hand import by_hand
from tests.support.stays import admitted, codes, move, saved

HELP = ItemDraft(
    domain=Domain.HOUSEHOLD,
    question="Өзі киіне ме?",
    answer="жартылай",
    points=2,
    service="Киінуге көмек",
    responsible_name="Н. Әлиева",
    period=Period.WEEK,
    date_from=date(2026, 3, 19),
    date_until=date(2026, 4, 1),
)


def view_of(desk: Desk, plan_id: UUID) -> PlanView:
    """Return a version that is known to be there."""
    view = read_plan(desk, plan_id)
    assert view is not None
    return view


def begun(desk: Desk, person_id: UUID, unit_id: UUID, *items: ItemDraft) -> UUID:
    """Admit the person and begin a plan with these activities."""
    plan_id = saved(start_plan(desk, admitted(desk, person_id, unit_id)))
    saved(save_plan(desk, plan_id, replace(view_of(desk, plan_id).draft, items=items)))
    return plan_id


def approved(desk: Desk, person_id: UUID, unit_id: UUID) -> UUID:
    """Admit the person and approve a plan with one activity on the day of the work."""
    plan_id = begun(desk, person_id, unit_id, HELP)
    saved(mark_filled(desk, plan_id))
    saved(approve_plan(desk, plan_id, desk.today))
    return plan_id


def test_the_first_plan_runs_a_year_from_admission_and_knows_its_deadlines(
    desk: Desk, units: dict[UnitKind, UUID], aigul: UUID
) -> None:
    plan_id = begun(desk, aigul, units[UnitKind.STATIONARY])
    view = view_of(desk, plan_id)
    assert (view.period_from, view.period_until) == (date(2026, 3, 4), date(2027, 3, 3))
    assert (view.observed_from, view.observed_until) == (date(2026, 3, 4), date(2026, 3, 18))
    page = plan_page(desk, view.stay_id)
    assert page is not None
    assert page.deadlines is not None
    assert page.deadlines.draft_by.due == date(2026, 3, 18)
    assert page.deadlines.draft_by.article == Article("order-230", "12(3)")
    assert page.plan is not None
    assert page.plan.id == plan_id


def test_saving_keeps_the_ids_of_activities_and_their_order(
    desk: Desk, units: dict[UnitKind, UUID], aigul: UUID
) -> None:
    walk = replace(HELP, domain=Domain.CULTURAL, service="Серуен", points=None)
    plan_id = begun(desk, aigul, units[UnitKind.STATIONARY], HELP, walk)
    first = view_of(desk, plan_id)
    household, cultural = first.items
    draft = replace(first.draft, items=(cultural.draft, replace(household.draft, service="Жуыну"), HELP))
    saved(save_plan(desk, plan_id, draft))
    second = view_of(desk, plan_id)
    assert [item.service for item in second.items] == ["Жуыну", "Киінуге көмек", "Серуен"]
    assert (second.items[0].id, second.items[2].id) == (household.id, cultural.id)
    assert second.points == {Domain.HOUSEHOLD: 4}


def test_a_draft_that_was_read_before_another_change_is_refused(
    desk: Desk, units: dict[UnitKind, UUID], aigul: UUID
) -> None:
    plan_id = begun(desk, aigul, units[UnitKind.STATIONARY], HELP)
    stale = view_of(desk, plan_id).draft
    saved(save_plan(desk, plan_id, replace(stale, items=(HELP, HELP))))
    assert codes(save_plan(desk, plan_id, stale)) == ["changed-meanwhile"]
    assert len(view_of(desk, plan_id).items) == 2


def test_saving_what_is_stored_already_changes_nothing(
    desk: Desk, units: dict[UnitKind, UUID], aigul: UUID
) -> None:
    plan_id = begun(desk, aigul, units[UnitKind.STATIONARY], HELP)
    before = view_of(desk, plan_id)
    saved(save_plan(desk, plan_id, before.draft))
    assert view_of(desk, plan_id).revision == before.revision


def test_an_empty_plan_is_not_filled_and_a_lacking_one_only_with_reasons(
    desk: Desk, units: dict[UnitKind, UUID], aigul: UUID
) -> None:
    plan_id = begun(desk, aigul, units[UnitKind.STATIONARY])
    assert codes(mark_filled(desk, plan_id)) == ["plan-empty"]
    lacking = replace(HELP, responsible_name="", date_until=date(2027, 3, 4))
    saved(save_plan(desk, plan_id, replace(view_of(desk, plan_id).draft, items=(lacking,))))
    assert codes(mark_filled(desk, plan_id)) == ["item-responsible", "item-outside"]
    saved(mark_filled(desk, plan_id, reasons={"item-responsible": "жұмысқа алынуда", "item-outside": "иә"}))
    assert view_of(desk, plan_id).state is PlanState.FILLED


def test_a_filled_plan_returns_to_draft_and_an_approved_one_does_not(
    desk: Desk, units: dict[UnitKind, UUID], aigul: UUID
) -> None:
    """R230-250."""
    plan_id = begun(desk, aigul, units[UnitKind.STATIONARY], HELP)
    assert codes(approve_plan(desk, plan_id, desk.today)) == ["plan-not-filled-in"]
    saved(mark_filled(desk, plan_id))
    assert codes(save_plan(desk, plan_id, view_of(desk, plan_id).draft)) == ["plan-filled"]
    saved(return_to_draft(desk, plan_id))
    saved(mark_filled(desk, plan_id))
    saved(approve_plan(desk, plan_id, desk.today))
    view = view_of(desk, plan_id)
    assert (view.state, view.approved_by) == (PlanState.APPROVED, "Сейтқали Арман Болатұлы")
    assert codes(save_plan(desk, plan_id, view.draft)) == ["plan-approved"]
    assert codes(return_to_draft(desk, plan_id)) == ["plan-not-filled"]
    assert codes(delete_plan(desk, plan_id)) == ["plan-approved"]


def test_approval_is_not_dated_ahead_and_before_filling_only_with_a_reason(
    desk: Desk, units: dict[UnitKind, UUID], aigul: UUID
) -> None:
    plan_id = begun(desk, aigul, units[UnitKind.STATIONARY], HELP)
    saved(mark_filled(desk, plan_id, date(2026, 3, 11)))
    assert codes(approve_plan(desk, plan_id, date(2026, 3, 13))) == ["date-in-future"]
    assert codes(approve_plan(desk, plan_id, date(2026, 3, 10))) == ["approved-before-filled"]
    saved(approve_plan(desk, plan_id, date(2026, 3, 11)))


def test_a_new_version_replaces_the_approved_one_when_it_is_approved_itself(
    desk: Desk, units: dict[UnitKind, UUID], aigul: UUID
) -> None:
    """R230-247."""
    first = approved(desk, aigul, units[UnitKind.STATIONARY])
    assert codes(new_version(desk, first, " ")) == ["revision-reason"]
    second = saved(new_version(desk, first, "мониторинг қорытындысы"))
    assert codes(new_version(desk, first, "тағы")) == ["plan-open"]
    assert view_of(desk, first).state is PlanState.APPROVED
    assert [item.service for item in view_of(desk, second).items] == ["Киінуге көмек"]
    saved(mark_filled(desk, second))
    saved(approve_plan(desk, second, desk.today))
    assert view_of(desk, first).state is PlanState.REPLACED
    assert (view_of(desk, second).number, view_of(desk, second).version) == (1, 2)


def test_the_next_plan_goes_on_where_the_last_ended_and_moves_the_dates(
    desk: Desk, units: dict[UnitKind, UUID], aigul: UUID
) -> None:
    """R230-241."""
    first = approved(desk, aigul, units[UnitKind.STATIONARY])
    stay_id = view_of(desk, first).stay_id
    second = view_of(desk, saved(start_plan(desk, stay_id, copy_from=first)))
    assert (second.number, second.period_from, second.period_until) == (2, date(2027, 3, 4), date(2028, 3, 3))
    assert (second.items[0].date_from, second.items[0].date_until) == (date(2027, 3, 19), date(2027, 4, 1))
    saved(copy_plan(desk, second.id, first))
    assert len(view_of(desk, second.id).items) == 2
    assert codes(start_plan(desk, stay_id)) == ["plan-open"]
    saved(delete_plan(desk, second.id))
    assert read_plan(desk, second.id) is None


def test_a_version_keeps_the_dates_that_lie_outside_its_plan_with_a_reason(
    desk: Desk, units: dict[UnitKind, UUID], aigul: UUID
) -> None:
    days = date(2027, 3, 10), date(2027, 3, 20)
    plan_id = begun(
        desk, aigul, units[UnitKind.STATIONARY], replace(HELP, date_from=days[0], date_until=days[1])
    )
    saved(mark_filled(desk, plan_id, reasons={"item-outside": "келісілді"}))
    saved(approve_plan(desk, plan_id, desk.today))
    (item,) = view_of(desk, saved(new_version(desk, plan_id, "түзету"))).items
    assert (item.date_from, item.date_until) == days


def test_the_next_plan_goes_on_where_the_version_in_force_ends(
    desk: Desk, units: dict[UnitKind, UUID], aigul: UUID
) -> None:
    first = approved(desk, aigul, units[UnitKind.STATIONARY])
    second = view_of(desk, saved(new_version(desk, first, "қысқартылды")))
    saved(save_plan(desk, second.id, replace(second.draft, period_until=date(2026, 9, 30))))
    saved(mark_filled(desk, second.id))
    saved(approve_plan(desk, second.id, desk.today))
    third = view_of(desk, saved(start_plan(desk, second.stay_id)))
    assert (third.number, third.period_from) == (2, date(2026, 10, 1))


def test_a_printed_draft_is_kept(desk: Desk, units: dict[UnitKind, UUID], aigul: UUID) -> None:
    plan_id = begun(desk, aigul, units[UnitKind.STATIONARY], HELP)
    with by_hand(desk, "print") as session:
        paper = Printout(form="annex-4", edition="1", language="kk", plan_id=plan_id, pages=1, content={})
        session.add(paper)
    assert codes(delete_plan(desk, plan_id)) == ["plan-printed"]
    assert view_of(desk, plan_id).printed


def test_whoever_has_left_gets_no_plan(desk: Desk, units: dict[UnitKind, UUID], aigul: UUID) -> None:
    stay_id = admitted(desk, aigul, units[UnitKind.STATIONARY])
    saved(record_movement(desk, stay_id, move(MovementKind.DISCHARGED, date(2026, 3, 10))))
    assert codes(start_plan(desk, stay_id)) == ["plan-no-stay"]


def test_a_plan_is_not_filled_in_tomorrow(desk: Desk, units: dict[UnitKind, UUID], aigul: UUID) -> None:
    plan_id = saved(start_plan(desk, admitted(desk, aigul, units[UnitKind.STATIONARY])))
    view = read_plan(desk, plan_id)
    assert view is not None
    item = ItemDraft(domain=Domain.MEDICAL, service="Қарау", responsible_name="Дәрігер")
    late = replace(view.draft, items=(item,), drafted_on=date(2026, 3, 13))
    assert codes(save_plan(desk, plan_id, late)) == ["date-in-future"]
    saved(save_plan(desk, plan_id, replace(late, drafted_on=date(2026, 3, 12))))
    reasons = {"item-dates": "кейін", "item-period": "кейін"}
    assert codes(mark_filled(desk, plan_id, date(2026, 3, 13), reasons)) == ["date-in-future"]
    saved(mark_filled(desk, plan_id, reasons=reasons))
    view = read_plan(desk, plan_id)
    assert view is not None
    assert view.filled_on == date(2026, 3, 12)


def test_a_plan_that_was_changed_after_it_was_seen_is_neither_filled_in_nor_approved(
    desk: Desk, units: dict[UnitKind, UUID], aigul: UUID
) -> None:
    plan_id = saved(start_plan(desk, admitted(desk, aigul, units[UnitKind.STATIONARY])))
    seen = read_plan(desk, plan_id)
    assert seen is not None
    item = ItemDraft(domain=Domain.MEDICAL, service="Қарау", responsible_name="Дәрігер")
    saved(save_plan(desk, plan_id, replace(seen.draft, items=(item,))))
    reasons = {"item-dates": "кейін", "item-period": "кейін"}
    late = mark_filled(desk, plan_id, reasons=reasons, revision=seen.revision)
    assert codes(late)[-1] == "changed-meanwhile"
    saved(mark_filled(desk, plan_id, reasons=reasons))
    filled = read_plan(desk, plan_id)
    assert filled is not None
    saved(return_to_draft(desk, plan_id))
    saved(mark_filled(desk, plan_id, reasons=reasons))
    assert codes(approve_plan(desk, plan_id, desk.today, revision=filled.revision)) == ["changed-meanwhile"]
    saved(approve_plan(desk, plan_id, desk.today))


def test_the_latest_individual_programme_stands_beside_the_plan(
    desk: Desk, units: dict[UnitKind, UUID], aigul: UUID
) -> None:
    """R230-123."""
    stay_id = admitted(desk, aigul, units[UnitKind.DAY])
    page = plan_page(desk, stay_id)
    assert page is not None
    assert page.programme is None
    for number, issued in (("12", date(2024, 2, 1)), ("77", date(2026, 2, 1))):
        draft = ProgrammeDraft(number=number, issued_on=issued, until=date(2027, 2, 1))
        saved(save_belonging(desk, aigul, None, draft))
    page = plan_page(desk, stay_id)
    assert page is not None
    assert page.programme is not None
    assert (page.programme.number, page.programme.until) == ("77", date(2027, 2, 1))


def test_three_hundred_rows_in_a_domain_and_a_row_of_five_thousand_letters_are_refused_with_nothing_lost(
    desk: Desk, units: dict[UnitKind, UUID], aigul: UUID
) -> None:
    plan_id = begun(desk, aigul, units[UnitKind.STATIONARY], HELP)
    draft = view_of(desk, plan_id).draft
    rows = tuple(replace(HELP, service=f"Көмек {number}") for number in range(300))
    refused = save_plan(desk, plan_id, replace(draft, items=rows))
    assert codes(refused) == ["plan-too-many-rows"]
    assert isinstance(refused, Refused)
    assert refused.findings[0].values == {"domain": Domain.HOUSEHOLD, "count": 300, "most": 100}
    for field in ("service", "question", "answer", "volume", "frequency"):
        long = replace(HELP, **{field: "ә" * 5000})
        refused = save_plan(desk, plan_id, replace(draft, items=(*draft.items, long)))
        assert codes(refused) == ["text-too-long"]
        assert isinstance(refused, Refused)
        assert refused.findings[0].field == f"items.1.{field}"
    assert [item.service for item in view_of(desk, plan_id).items] == ["Киінуге көмек"]
