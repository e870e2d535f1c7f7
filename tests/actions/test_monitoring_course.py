"""What stands beside the rounds: admission to compare with, absences that explain gaps, the plan after."""

from dataclasses import replace
from datetime import date
from uuid import UUID

from sqlalchemy import select

from ssu_desktop.actions.assessment import keep_assessment
from ssu_desktop.actions.desk import Desk
from ssu_desktop.actions.monitoring import MonitoringPage, RoundColumn, monitoring_page
from ssu_desktop.actions.monitoring_editing import complete_round, save_round, set_mark
from ssu_desktop.actions.plan import plan_page, read_plan
from ssu_desktop.actions.plan_approval import approve_plan, mark_filled
from ssu_desktop.actions.plan_editing import delete_plan, revise_after, save_plan, start_plan
from ssu_desktop.actions.printing import print_form
from ssu_desktop.actions.questionnaires import list_questionnaires
from ssu_desktop.actions.stay import record_movement
from ssu_desktop.forms.registry import Rendered
from ssu_desktop.language import Language
from ssu_desktop.records import PlanRevision
from ssu_desktop.records.kinds import Domain, MarkKind, MovementKind, Period, PlanState, RoundKind, UnitKind
from ssu_desktop.rules.assessment import AssessmentDraft
from ssu_desktop.rules.plan_draft import ItemDraft
from ssu_desktop.rules.round_draft import MarkDraft, RoundDraft
from tests.forms.pages import Pages
from tests.support.stays import admitted, codes, move, saved

ADMITTED = date(2025, 8, 1)
THIRD = date(2026, 2, 2)


def round_of(kind: RoundKind, held_on: date) -> RoundDraft:
    """Return a round with points and a specialist."""
    return RoundDraft(kind=kind, held_on=held_on, scores={Domain.MEDICAL: 9}, specialist_name="Г. Омарова")


def page_of(desk: Desk, stay_id: UUID) -> MonitoringPage:
    page = monitoring_page(desk, stay_id)
    assert page is not None
    return page


def column(desk: Desk, stay_id: UUID, kind: RoundKind) -> RoundColumn:
    return next(one for one in page_of(desk, stay_id).columns if one.kind is kind)


def approved_plan(desk: Desk, stay_id: UUID) -> UUID:
    """Approve a plan of one activity on the day of the tests."""
    plan_id = saved(start_plan(desk, stay_id))
    item = ItemDraft(
        domain=Domain.MEDICAL,
        service="Дәрігер қарауы",
        points=3,
        responsible_name="Г. Омарова",
        period=Period.MONTH,
        date_from=date(2025, 8, 15),
        date_until=date(2026, 7, 1),
    )
    view = read_plan(desk, plan_id)
    assert view is not None
    saved(save_plan(desk, plan_id, replace(view.draft, items=(item,))))
    saved(mark_filled(desk, plan_id))
    return saved(approve_plan(desk, plan_id, desk.today))


def test_a_round_before_the_admission_is_refused_also_while_it_is_typed(
    desk: Desk, units: dict[UnitKind, UUID], aigul: UUID
) -> None:
    stay_id = admitted(desk, aigul, units[UnitKind.STATIONARY], ADMITTED)
    early = round_of(RoundKind.ADMISSION, date(2025, 7, 31))
    assert codes(save_round(desk, stay_id, early)) == ["round-before-admission"]
    assert codes(complete_round(desk, stay_id, early)) == ["round-before-admission"]
    saved(complete_round(desk, stay_id, replace(early, held_on=ADMITTED)))


def test_a_plan_that_was_drafted_ahead_does_not_take_the_place_of_the_present_year(
    desk: Desk, units: dict[UnitKind, UUID], aigul: UUID
) -> None:
    stay_id = admitted(desk, aigul, units[UnitKind.STATIONARY], ADMITTED)
    approved_plan(desk, stay_id)
    ahead = read_plan(desk, saved(start_plan(desk, stay_id)))
    assert ahead is not None
    assert ahead.period_from > desk.today
    page = page_of(desk, stay_id)
    assert (page.plan_number, page.started_on, page.plan_numbers) == (1, ADMITTED, (1, 2))
    saved(save_round(desk, stay_id, round_of(RoundKind.MONTHS_6, THIRD)))
    assert column(desk, stay_id, RoundKind.MONTHS_6).held_on == THIRD
    later = monitoring_page(desk, stay_id, 2)
    assert later is not None
    assert (later.started_on, later.journal_id) == (ahead.period_from, None)


def test_the_marks_on_paper_stand_by_month_and_as_the_plan_has_them(
    desk: Desk, units: dict[UnitKind, UUID], aigul: UUID
) -> None:
    stay_id = admitted(desk, aigul, units[UnitKind.STATIONARY], ADMITTED)
    plan_id = saved(start_plan(desk, stay_id))
    view = read_plan(desk, plan_id)
    assert view is not None
    domains = (Domain.LEGAL, Domain.HOUSEHOLD, Domain.HOUSEHOLD, Domain.MEDICAL)
    services = ("Заңгер", "Киіну", "Жуыну", "Массаж")
    items = tuple(ItemDraft(domain=one, service=said) for one, said in zip(domains, services, strict=True))
    saved(save_plan(desk, plan_id, replace(view.draft, items=items)))
    view = read_plan(desk, plan_id)
    assert view is not None
    by_service = {item.service: item.id for item in view.items}
    for service in ("Заңгер", "Массаж", "Жуыну", "Киіну"):
        for month in (10, 9):
            mark = MarkDraft(item_id=by_service[service], month=date(2025, month, 1), mark=MarkKind.POSITIVE)
            saved(set_mark(desk, stay_id, mark))
    printed = print_form(desk, "annex-5", aigul, Language.KK)
    text = Pages(Rendered(pdf=printed.pdf, pages=printed.pages)).text
    places = [
        text.find(f"{number}{said}")
        for number, said in enumerate(("Киіну", "Жуыну", "Массаж", "Заңгер") * 2, 1)
    ]
    assert -1 not in places
    assert places == sorted(places)


def test_nobody_is_assessed_marked_or_monitored_after_they_left(
    desk: Desk, units: dict[UnitKind, UUID], aigul: UUID
) -> None:
    stay_id = admitted(desk, aigul, units[UnitKind.STATIONARY], ADMITTED)
    view = read_plan(desk, approved_plan(desk, stay_id))
    assert view is not None
    saved(record_movement(desk, stay_id, move(MovementKind.DISCHARGED, date(2026, 2, 10))))
    late = round_of(RoundKind.EXTRA, date(2026, 2, 11))
    assert codes(save_round(desk, stay_id, late)) == ["round-after-end"]
    assert "round-after-end" in codes(complete_round(desk, stay_id, late))
    saved(save_round(desk, stay_id, replace(late, held_on=date(2026, 2, 10))))
    march = MarkDraft(item_id=view.items[0].id, month=date(2026, 3, 1), mark=MarkKind.NO_CHANGE)
    assert codes(set_mark(desk, stay_id, march)) == ["mark-after-end"]
    saved(set_mark(desk, stay_id, replace(march, month=date(2026, 2, 28))))
    by = list_questionnaires(desk)[0]
    assessment = AssessmentDraft(questionnaire_id=by.id, assessed_on=date(2026, 2, 11))
    assert codes(keep_assessment(desk, stay_id, assessment)) == ["assessed-after-end"]
    saved(keep_assessment(desk, stay_id, replace(assessment, assessed_on=date(2026, 2, 10))))


def test_an_absence_explains_the_round_that_was_not_held_on_screen_and_on_paper(
    desk: Desk, units: dict[UnitKind, UUID], aigul: UUID
) -> None:
    stay_id = admitted(desk, aigul, units[UnitKind.STATIONARY], ADMITTED)
    saved(save_round(desk, stay_id, round_of(RoundKind.ADMISSION, ADMITTED)))
    saved(record_movement(desk, stay_id, move(MovementKind.LEFT, date(2025, 10, 20))))
    saved(record_movement(desk, stay_id, move(MovementKind.RETURNED, date(2025, 11, 25))))
    missed = column(desk, stay_id, RoundKind.MONTHS_3)
    assert [(one.since, one.until) for one in missed.away] == [(date(2025, 10, 20), date(2025, 11, 25))]
    assert column(desk, stay_id, RoundKind.MONTHS_6).away == ()
    for language, what in ((Language.KK, "Уақытша кетті"), (Language.RU, "Временное выбытие")):
        printed = print_form(desk, "annex-5", aigul, language)
        pages = Pages(Rendered(pdf=printed.pdf, pages=printed.pages))
        pages.find(f"01.11.2025–20.10.2025–25.11.2025 ({what})")


def test_the_sums_at_admission_are_at_hand_in_a_later_year(
    desk: Desk, units: dict[UnitKind, UUID], aigul: UUID
) -> None:
    stay_id = admitted(desk, aigul, units[UnitKind.STATIONARY], ADMITTED)
    saved(save_round(desk, stay_id, round_of(RoundKind.ADMISSION, ADMITTED)))
    assert page_of(desk, stay_id).admission == {}
    approved_plan(desk, stay_id)
    saved(start_plan(desk, stay_id))
    later = monitoring_page(desk, stay_id, 2)
    assert later is not None
    assert later.admission == {Domain.MEDICAL: 9}


def test_the_decision_of_a_round_begins_a_version_that_remembers_it(
    desk: Desk, units: dict[UnitKind, UUID], aigul: UUID
) -> None:
    stay_id = admitted(desk, aigul, units[UnitKind.STATIONARY], ADMITTED)
    approved_plan(desk, stay_id)
    held = round_of(RoundKind.MONTHS_6, THIRD)
    draft = replace(held, revised_domains=(Domain.MEDICAL,), recommendations="Массаж")
    round_id = saved(save_round(desk, stay_id, draft))
    assert codes(revise_after(desk, round_id, "мониторинг")) == ["round-not-completed"]
    saved(complete_round(desk, stay_id, draft, reasons={"round-unmarked": "кейін"}))
    assert codes(revise_after(desk, round_id, " ")) == ["revision-reason"]
    version = saved(revise_after(desk, round_id, "мониторинг"))
    view = read_plan(desk, version)
    assert view is not None
    assert (view.version, view.state, view.change_reason) == (2, PlanState.DRAFT, "мониторинг")
    assert view.after_round == (RoundKind.MONTHS_6, THIRD)
    assert [item.service for item in view.items] == ["Дәрігер қарауы"]
    assert column(desk, stay_id, RoundKind.MONTHS_6).revised == (version, 2)
    assert codes(revise_after(desk, round_id, "тағы")) == ["plan-open"]


def test_a_deleted_draft_frees_the_round_for_another_revision(
    desk: Desk, units: dict[UnitKind, UUID], aigul: UUID
) -> None:
    stay_id = admitted(desk, aigul, units[UnitKind.STATIONARY], ADMITTED)
    approved_plan(desk, stay_id)
    draft = round_of(RoundKind.MONTHS_6, THIRD)
    round_id = saved(complete_round(desk, stay_id, draft, reasons={"round-unmarked": "кейін"}))
    saved(delete_plan(desk, saved(revise_after(desk, round_id, "мониторинг"))))
    with desk.read() as session:
        assert session.scalars(select(PlanRevision)).all() == []
    assert column(desk, stay_id, RoundKind.MONTHS_6).revised is None
    page = plan_page(desk, stay_id)
    assert page is not None
    assert page.plan is not None
    assert page.plan.version == 1


def test_a_round_is_not_revised_after_without_an_approved_plan(
    desk: Desk, units: dict[UnitKind, UUID], aigul: UUID
) -> None:
    stay_id = admitted(desk, aigul, units[UnitKind.STATIONARY], ADMITTED)
    round_id = saved(complete_round(desk, stay_id, round_of(RoundKind.ADMISSION, ADMITTED)))
    assert codes(revise_after(desk, round_id, "мониторинг")) == ["plan-not-approved"]
