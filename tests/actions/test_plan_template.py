"""Templates of plans, and what is taken over from the plan before."""

from dataclasses import replace
from datetime import date
from uuid import UUID

from ssu_desktop.actions.desk import Desk
from ssu_desktop.actions.organisation import list_staff, save_staff
from ssu_desktop.actions.plan_editing import copy_plan, save_plan, start_plan
from ssu_desktop.actions.plan_section import sign_section
from ssu_desktop.actions.plan_template import apply_template, list_templates, retire_template, save_template
from ssu_desktop.records import Stay
from ssu_desktop.records.kinds import Carried, Category, Domain, UnitKind
from ssu_desktop.rules.organisation import StaffDraft
from ssu_desktop.rules.plan_draft import MOST_ROWS
from ssu_desktop.rules.plan_section import SignOffDraft
from tests.actions.test_plan import HELP, approved, begun, view_of
from tests.support.by_hand import by_hand
from tests.support.stays import codes, saved

WALK = replace(HELP, domain=Domain.CULTURAL, service="Серуен", volume="1 сағат", frequency="күн сайын")


def test_a_template_keeps_the_work_and_not_the_person(
    desk: Desk, units: dict[UnitKind, UUID], aigul: UUID
) -> None:
    plan_id = begun(desk, aigul, units[UnitKind.STATIONARY], replace(HELP, service_ref="R330/3(1)"), WALK)
    template = saved(save_template(desk, plan_id, " Қарттар ", (Category.ELDERLY,), (UnitKind.STATIONARY,)))
    draft = view_of(desk, plan_id).draft
    moved = replace(draft, period_from=date(2026, 4, 1), items=())
    saved(save_plan(desk, plan_id, moved))
    saved(apply_template(desk, plan_id, template))
    first, second = view_of(desk, plan_id).draft.items
    assert (first.service, first.service_ref, first.question) == (
        "Киінуге көмек",
        "R330/3(1)",
        "Өзі киіне ме?",
    )
    assert (first.answer, first.points) == ("", None)
    assert (first.date_from, first.date_until) == (date(2026, 4, 16), date(2026, 4, 29))
    assert (second.volume, second.frequency) == ("1 сағат", "күн сайын")


def test_templates_for_the_persons_category_come_first_and_a_title_stands_once(
    desk: Desk, units: dict[UnitKind, UUID], aigul: UUID
) -> None:
    plan_id = begun(desk, aigul, units[UnitKind.STATIONARY], HELP)
    stay_id = view_of(desk, plan_id).stay_id
    saved(save_template(desk, plan_id, "Әлемі", (Category.CHILDREN,)))
    saved(save_template(desk, plan_id, "Ясыл", (Category.ELDERLY,)))
    saved(save_template(desk, plan_id, "Күндізгі", (), (UnitKind.DAY,)))
    again = saved(save_template(desk, plan_id, "Ясыл"))
    listed = [(row.title, row.suits, row.rows) for row in list_templates(desk, stay_id)]
    assert listed == [("Ясыл", True, 1), ("Әлемі", False, 1), ("Күндізгі", False, 1)]
    saved(retire_template(desk, again))
    assert [row.title for row in list_templates(desk, stay_id)] == ["Әлемі", "Күндізгі"]


def test_a_template_has_a_title_and_activities(desk: Desk, units: dict[UnitKind, UUID], aigul: UUID) -> None:
    plan_id = begun(desk, aigul, units[UnitKind.STATIONARY])
    assert codes(save_template(desk, plan_id, " ")) == ["template-nameless", "plan-empty"]


def test_a_specialist_who_left_is_not_taken_over_from_a_template(
    desk: Desk, units: dict[UnitKind, UUID], aigul: UUID
) -> None:
    nurse = saved(save_staff(desk, None, StaffDraft(surname="Ким", given_name="Виктория")))
    item = replace(HELP, responsible_id=nurse, responsible_name="")
    plan_id = begun(desk, aigul, units[UnitKind.STATIONARY], item)
    template = saved(save_template(desk, plan_id, "Қарттар"))
    (member,) = [one for one in list_staff(desk) if one.id == nurse]
    saved(save_staff(desk, nurse, replace(member.draft, works_until=date(2026, 3, 1))))
    saved(apply_template(desk, plan_id, template))
    kept, taken = view_of(desk, plan_id).items
    assert (kept.responsible_id, taken.responsible_id, taken.responsible_name) == (nurse, None, "")


def test_a_template_takes_a_sign_off_back_and_never_overfills_a_domain(
    desk: Desk, units: dict[UnitKind, UUID], aigul: UUID
) -> None:
    plan_id = begun(desk, aigul, units[UnitKind.STATIONARY], HELP)
    template = saved(save_template(desk, plan_id, "Қарттар"))
    draft = SignOffDraft(signed_by="Ким", signed_on=desk.today)
    saved(sign_section(desk, plan_id, Domain.HOUSEHOLD, draft))
    saved(apply_template(desk, plan_id, template))
    view = view_of(desk, plan_id)
    assert view.sections[Domain.HOUSEHOLD].reopened
    full = tuple(replace(HELP, service=f"Көмек {number}") for number in range(MOST_ROWS))
    saved(save_plan(desk, plan_id, replace(view.draft, items=full)))
    assert codes(apply_template(desk, plan_id, template)) == ["plan-too-many-rows"]
    assert codes(copy_plan(desk, plan_id, plan_id)) == ["plan-too-many-rows"]
    assert len(view_of(desk, plan_id).items) == MOST_ROWS


def test_of_the_plan_before_what_is_done_stays_behind_and_the_rest_tells_what_becomes_of_it(
    desk: Desk, units: dict[UnitKind, UUID], aigul: UUID
) -> None:
    first = approved(desk, aigul, units[UnitKind.STATIONARY])
    (old,) = view_of(desk, first).items
    second = saved(start_plan(desk, view_of(desk, first).stay_id))
    saved(copy_plan(desk, second, first, {old.id: Carried.DONE}))
    assert view_of(desk, second).items == ()
    assert view_of(desk, first).items[0].carried is Carried.DONE
    saved(copy_plan(desk, second, first, {old.id: Carried.CHANGES}))
    (taken,) = view_of(desk, second).items
    assert (taken.carried, taken.service) == (Carried.CHANGES, old.service)


def test_a_template_for_a_further_category_of_the_person_suits_too(
    desk: Desk, units: dict[UnitKind, UUID], aigul: UUID
) -> None:
    plan_id = begun(desk, aigul, units[UnitKind.STATIONARY], HELP)
    stay_id = view_of(desk, plan_id).stay_id
    saved(save_template(desk, plan_id, "Әлемі", (Category.CHILDREN,)))
    with by_hand(desk) as session:
        session.get_one(Stay, stay_id).further_categories = (Category.CHILDREN,)
    assert [row.suits for row in list_templates(desk, stay_id)] == [True]
