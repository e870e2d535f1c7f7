"""The papers for a week without electricity, on a real data file."""

from dataclasses import replace
from datetime import date
from uuid import UUID

import pypdfium2
import pytest
from sqlalchemy import select

from ssu_desktop.actions.desk import Desk
from ssu_desktop.actions.plan import read_plan
from ssu_desktop.actions.plan_approval import approve_plan, mark_filled
from ssu_desktop.actions.plan_editing import save_plan, start_plan
from ssu_desktop.actions.power_cut import preview_power_cut, print_power_cut
from ssu_desktop.actions.printing import CannotPrint, list_printouts
from ssu_desktop.actions.signing import PaperQuery, found_papers
from ssu_desktop.actions.stay import admit
from ssu_desktop.language import Language
from ssu_desktop.records import PlanItem
from ssu_desktop.records.kinds import Category, Domain, Period, UnitKind
from ssu_desktop.rules.plan_draft import ItemDraft
from tests.support.by_hand import by_hand
from tests.support.stays import admission, admitted, saved

KK, RU = Language.KK, Language.RU
S, D, T = UnitKind.STATIONARY, UnitKind.DAY, UnitKind.TEMPORARY
Units = dict[UnitKind, UUID]


def pages_of(pdf: bytes) -> list[str]:
    document = pypdfium2.PdfDocument(pdf)
    try:
        return [" ".join(page.get_textpage().get_text_bounded().split()) for page in document]
    finally:
        document.close()


@pytest.fixture
def served(desk: Desk, units: Units, aigul: UUID) -> UUID:
    """Айгүл, whose plan in force has a massage."""
    plan_id = saved(start_plan(desk, admitted(desk, aigul, units[S])))
    view = read_plan(desk, plan_id)
    assert view is not None
    item = ItemDraft(
        domain=Domain.MEDICAL,
        service="Ұқалау",
        responsible_name="Ким В. О.",
        period=Period.WEEK,
        date_from=view.period_from,
        date_until=view.period_until,
    )
    saved(save_plan(desk, plan_id, replace(view.draft, items=(item,))))
    saved(mark_filled(desk, plan_id, desk.today))
    saved(approve_plan(desk, plan_id, desk.today))
    return aigul


def test_next_weeks_papers_have_the_names_the_days_and_the_activities(
    desk: Desk, units: Units, served: UUID
) -> None:
    printed = print_power_cut(desk, units[S], RU)
    rows = {row.id: row for row in list_printouts(desk)}
    assert [rows[one].form for one in printed.printout_ids] == ["week", "week-marks", "annex-2"]
    week, marks, register = pages_of(printed.pdf)
    assert "Қасымова Айгүл Болатқызы" in week
    assert "16.03.2026" in week  # 12 March 2026 is a Thursday: Monday to Sunday of the next week
    assert "22.03.2026" in week
    assert "15.03.2026" not in week
    assert "Ұқалау" in marks
    assert "медицинские" in marks
    assert "Қасымова" not in register
    assert [row.form for row in list_printouts(desk, served)] == ["week-marks"]
    assert found_papers(desk, PaperQuery()) == ()  # these are to be written on, not to be signed


def test_a_unit_of_temporary_stay_has_an_empty_card_too(desk: Desk, units: Units, aigul: UUID) -> None:
    saved(admit(desk, aigul, admission(units[T], category=Category.HOMELESS, planned_until=date(2026, 6, 1))))
    printed = print_power_cut(desk, units[T], KK)
    forms = [row.form for row in reversed(list_printouts(desk))]
    assert sorted(forms) == ["annex-2", "annex-9", "week", "week-marks"]
    assert printed.pages >= 4
    assert found_papers(desk, PaperQuery()) == ()  # an empty card waits for no signature


def test_looking_leaves_no_trace_and_where_nobody_is_nothing_is_printed(
    desk: Desk, units: Units, served: UUID
) -> None:
    assert served
    first = preview_power_cut(desk, units[S], KK)
    assert first == preview_power_cut(desk, units[S], KK)
    assert len(pages_of(first)) == 2
    assert not list_printouts(desk)
    for unit_id in (units[D], UUID(int=7)):
        with pytest.raises(CannotPrint):
            print_power_cut(desk, unit_id, KK)


def test_on_a_monday_next_week_is_the_one_that_follows(desk: Desk, units: Units, served: UUID) -> None:
    assert served
    monday = replace(desk, clock=lambda: date(2026, 3, 16))
    assert "23.03.2026" in pages_of(preview_power_cut(monday, units[S], KK))[0]


def test_only_what_runs_next_week_is_to_be_marked_in_the_order_of_the_form(
    desk: Desk, units: Units, served: UUID
) -> None:
    with by_hand(desk) as session:
        (item,) = session.scalars(select(PlanItem))
        item.position = 1
        told = (("Өткен", Domain.MEDICAL, date(2026, 3, 15)), ("Еңбек", Domain.LABOUR, date(2026, 3, 16)))
        for service, domain, until in told:
            session.add(PlanItem(plan_id=item.plan_id, domain=domain, service=service, date_until=until))
    marks = pages_of(print_power_cut(desk, units[S], RU).pdf)[1]
    assert "Өткен" not in marks
    assert 0 < marks.index("Ұқалау") < marks.index("Еңбек")
