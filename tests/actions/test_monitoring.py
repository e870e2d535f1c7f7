"""The monitoring journal at work: rounds, sums, differences, marks."""

from dataclasses import replace
from datetime import date
from uuid import UUID

from ssu_desktop.actions.desk import Desk, Saved
from ssu_desktop.actions.monitoring import MonitoringPage, RoundColumn, monitoring_page
from ssu_desktop.actions.monitoring_editing import (
    complete_round,
    remove_round,
    save_round,
    set_mark,
)
from ssu_desktop.actions.person import save_person
from ssu_desktop.actions.plan import read_plan
from ssu_desktop.actions.plan_approval import approve_plan, mark_filled
from ssu_desktop.actions.plan_editing import save_plan, start_plan
from ssu_desktop.actions.printing import print_form
from ssu_desktop.language import Language
from ssu_desktop.records.kinds import Domain, MarkKind, Period, RoundKind, UnitKind
from ssu_desktop.rules.person import PersonDraft
from ssu_desktop.rules.plan_draft import ItemDraft
from ssu_desktop.rules.round_draft import MarkDraft, RoundDraft
from tests.support.stays import admitted, codes, saved


def page_of(desk: Desk, stay_id: UUID) -> MonitoringPage:
    """Return the journal of the latest plan year."""
    page = monitoring_page(desk, stay_id)
    assert page is not None
    return page


def column(desk: Desk, stay_id: UUID, kind: RoundKind) -> RoundColumn:
    """Return one column of the matrix."""
    return next(column for column in page_of(desk, stay_id).columns if column.kind is kind)


def planned(desk: Desk, stay_id: UUID) -> UUID:
    """Approve a plan with one household activity of three points; return the activity."""
    plan_id = saved(start_plan(desk, stay_id))
    item = ItemDraft(
        domain=Domain.HOUSEHOLD,
        points=3,
        service="Киінуге көмек",
        responsible_name="Н. Әлиева",
        period=Period.WEEK,
        date_from=date(2026, 3, 10),
        date_until=date(2026, 4, 1),
    )
    view = read_plan(desk, plan_id)
    assert view is not None
    saved(save_plan(desk, plan_id, replace(view.draft, items=(item,))))
    saved(mark_filled(desk, plan_id))
    saved(approve_plan(desk, plan_id, desk.today))
    view = read_plan(desk, plan_id)
    assert view is not None
    return view.items[0].id


def test_the_matrix_has_the_five_columns_of_the_form_with_their_days(
    desk: Desk, units: dict[UnitKind, UUID], aigul: UUID
) -> None:
    """R230-256, R230-266."""
    stay_id = admitted(desk, aigul, units[UnitKind.STATIONARY], date(2025, 11, 30))
    page = page_of(desk, stay_id)
    assert [column.kind.value for column in page.columns] == ["0", "3", "6", "9", "12"]
    assert [column.due for column in page.columns] == [
        date(2025, 12, 14),  # with the draft plan
        date(2026, 2, 28),
        date(2026, 5, 30),
        date(2026, 8, 30),
        date(2026, 11, 30),
    ]
    assert (page.months[0], page.months[-1], len(page.months)) == (date(2025, 11, 1), date(2026, 11, 1), 13)


def test_sums_and_differences_fill_themselves(desk: Desk, units: dict[UnitKind, UUID], aigul: UUID) -> None:
    stay_id = admitted(desk, aigul, units[UnitKind.STATIONARY], date(2025, 12, 1))
    first = {Domain.HOUSEHOLD: 12, Domain.MEDICAL: 7}
    admission = RoundDraft(kind=RoundKind.ADMISSION, held_on=date(2025, 12, 5), scores=first)
    saved(save_round(desk, stay_id, admission))
    second = {Domain.HOUSEHOLD: 15, Domain.MEDICAL: 7, Domain.LABOUR: 2}
    quarter = RoundDraft(kind=RoundKind.MONTHS_3, held_on=date(2026, 3, 2), scores=second)
    saved(save_round(desk, stay_id, quarter))
    found = column(desk, stay_id, RoundKind.MONTHS_3)
    assert (found.total, found.difference) == (24, 3)
    assert found.differences == {Domain.HOUSEHOLD: 3, Domain.MEDICAL: 0}
    fewer = replace(found.draft, scores={Domain.HOUSEHOLD: 14})
    saved(save_round(desk, stay_id, fewer))
    assert column(desk, stay_id, RoundKind.MONTHS_3).scores == {Domain.HOUSEHOLD: 14}
    assert codes(save_round(desk, stay_id, fewer)) == ["changed-meanwhile"]


def test_the_points_of_the_plan_are_offered_at_admission(
    desk: Desk, units: dict[UnitKind, UUID], aigul: UUID
) -> None:
    stay_id = admitted(desk, aigul, units[UnitKind.STATIONARY])
    planned(desk, stay_id)
    assert column(desk, stay_id, RoundKind.ADMISSION).suggested == {Domain.HOUSEHOLD: 3}
    assert column(desk, stay_id, RoundKind.MONTHS_3).suggested == {}


def test_points_fit_the_cell_of_the_form(desk: Desk, units: dict[UnitKind, UUID], aigul: UUID) -> None:
    stay_id = admitted(desk, aigul, units[UnitKind.STATIONARY])
    for points, good in ((-1, False), (0, True), (999, True), (1000, False)):
        draft = RoundDraft(
            kind=RoundKind.ADMISSION, held_on=date(2026, 3, 5), scores={Domain.MEDICAL: points}
        )
        assert isinstance(save_round(desk, stay_id, draft), Saved) is good


def test_a_round_is_completed_with_points_and_a_specialist_and_late_entry_is_told(
    desk: Desk, units: dict[UnitKind, UUID], aigul: UUID
) -> None:
    """R230-256, R230-259."""
    stay_id = admitted(desk, aigul, units[UnitKind.STATIONARY])
    draft = RoundDraft(kind=RoundKind.ADMISSION, held_on=date(2026, 3, 10))
    assert codes(complete_round(desk, stay_id, draft)) == ["round-empty", "round-specialist"]
    full = replace(draft, scores={Domain.MEDICAL: 4}, specialist_name="А. Омарова")
    revised = replace(full, revised_domains=(Domain.MEDICAL,))
    assert codes(complete_round(desk, stay_id, revised)) == ["round-recommendations"]
    answer = complete_round(desk, stay_id, full)
    assert isinstance(answer, Saved)
    assert [remark.code for remark in answer.remarks] == ["round-entered-late"]
    found = column(desk, stay_id, RoundKind.ADMISSION)
    assert (found.completed_on, found.enter_by) == (desk.today, date(2026, 3, 11))
    assert codes(remove_round(desk, answer.id)) == ["round-completed"]


def test_additional_rounds_stand_behind_the_five(
    desk: Desk, units: dict[UnitKind, UUID], aigul: UUID
) -> None:
    """R230-257."""
    stay_id = admitted(desk, aigul, units[UnitKind.STATIONARY])
    for day in (date(2026, 3, 6), date(2026, 3, 9)):
        draft = RoundDraft(kind=RoundKind.EXTRA, held_on=day, scores={Domain.MEDICAL: day.day})
        last = saved(save_round(desk, stay_id, draft))
    columns = page_of(desk, stay_id).columns
    assert [column.held_on for column in columns[5:]] == [date(2026, 3, 6), date(2026, 3, 9)]
    assert columns[6].difference == 3
    regular = RoundDraft(kind=RoundKind.ADMISSION, held_on=date(2026, 3, 8), scores={Domain.MEDICAL: 4})
    saved(save_round(desk, stay_id, regular))
    columns = page_of(desk, stay_id).columns
    assert columns[0].difference == 4 - 6  # against the round held before it, on the 6th
    assert columns[6].difference == 9 - 4
    saved(remove_round(desk, last))
    assert len(page_of(desk, stay_id).columns) == 6


def test_an_activity_is_marked_by_the_month(desk: Desk, units: dict[UnitKind, UUID], aigul: UUID) -> None:
    """R230-261 to R230-263."""
    stay_id = admitted(desk, aigul, units[UnitKind.STATIONARY])
    item_id = planned(desk, stay_id)
    mark = MarkDraft(item_id=item_id, month=date(2026, 3, 12), mark=MarkKind.POSITIVE, note="өзі киінеді")
    saved(set_mark(desk, stay_id, mark))
    (row,) = page_of(desk, stay_id).activities
    assert row.marks[date(2026, 3, 1)].mark is MarkKind.POSITIVE
    saved(set_mark(desk, stay_id, replace(mark, mark=MarkKind.NO_CHANGE)))
    saved(set_mark(desk, stay_id, replace(mark, month=date(2026, 2, 1), mark=MarkKind.POSITIVE)))
    (row,) = page_of(desk, stay_id).activities
    assert [view.mark for view in row.marks.values()] == [MarkKind.POSITIVE, MarkKind.NO_CHANGE]
    assert codes(set_mark(desk, stay_id, replace(mark, month=date(2026, 4, 1)))) == ["date-in-future"]
    saved(set_mark(desk, stay_id, replace(mark, mark=None)))
    (row,) = page_of(desk, stay_id).activities
    assert list(row.marks) == [date(2026, 2, 1)]


def test_a_round_that_stands_on_paper_is_kept(desk: Desk, units: dict[UnitKind, UUID], aigul: UUID) -> None:
    stay_id = admitted(desk, aigul, units[UnitKind.STATIONARY])
    draft = RoundDraft(kind=RoundKind.EXTRA, held_on=date(2026, 3, 6), goal="Өзі киінеді")
    printed = saved(save_round(desk, stay_id, draft))
    print_form(desk, "annex-3", aigul, Language.KK)  # another form has nothing to do with it
    print_form(desk, "annex-5", aigul, Language.KK)
    later = saved(save_round(desk, stay_id, replace(draft, held_on=date(2026, 3, 9))))
    assert codes(remove_round(desk, printed)) == ["round-printed"]
    saved(remove_round(desk, later))
    assert [found.id for found in page_of(desk, stay_id).columns[5:]] == [printed]


def test_a_round_that_was_changed_meanwhile_is_not_removed(
    desk: Desk, units: dict[UnitKind, UUID], aigul: UUID
) -> None:
    stay_id = admitted(desk, aigul, units[UnitKind.STATIONARY])
    draft = RoundDraft(kind=RoundKind.ADMISSION, held_on=date(2026, 3, 6), revision=0)
    saved(save_round(desk, stay_id, draft))
    assert codes(save_round(desk, stay_id, replace(draft, goal="басқасы"))) == ["changed-meanwhile"]
    seen = column(desk, stay_id, RoundKind.ADMISSION)
    assert seen.id is not None
    saved(save_round(desk, stay_id, replace(seen.draft, goal="Өзі киінеді")))
    assert codes(remove_round(desk, seen.id, seen.revision)) == ["changed-meanwhile"]


def test_a_mark_that_was_changed_meanwhile_is_not_written_over(
    desk: Desk, units: dict[UnitKind, UUID], aigul: UUID
) -> None:
    stay_id = admitted(desk, aigul, units[UnitKind.STATIONARY])
    month = date(2026, 3, 1)
    none = MarkDraft(item_id=planned(desk, stay_id), month=month, mark=MarkKind.POSITIVE, revision=0)
    saved(set_mark(desk, stay_id, none))
    other = replace(none, mark=MarkKind.NO_CHANGE)
    assert codes(set_mark(desk, stay_id, other)) == ["changed-meanwhile"]
    (row,) = page_of(desk, stay_id).activities
    seen = replace(other, revision=row.marks[month].revision)
    saved(set_mark(desk, stay_id, seen))
    assert codes(set_mark(desk, stay_id, seen)) == ["changed-meanwhile"]
    saved(set_mark(desk, stay_id, replace(none, mark=None, revision=None)))
    assert codes(set_mark(desk, stay_id, seen)) == ["changed-meanwhile"]  # it was taken away


def test_a_mark_that_stands_on_paper_changes_but_does_not_go(
    desk: Desk, units: dict[UnitKind, UUID], aigul: UUID
) -> None:
    stay_id = admitted(desk, aigul, units[UnitKind.STATIONARY])
    mark = MarkDraft(item_id=planned(desk, stay_id), month=date(2026, 3, 1), mark=MarkKind.POSITIVE)
    saved(set_mark(desk, stay_id, mark))
    print_form(desk, "annex-5", aigul, Language.KK)
    assert codes(set_mark(desk, stay_id, replace(mark, mark=None))) == ["mark-printed"]
    saved(set_mark(desk, stay_id, replace(mark, mark=MarkKind.NO_CHANGE)))


def test_a_mark_goes_into_the_journal_of_its_own_stay(
    desk: Desk, units: dict[UnitKind, UUID], aigul: UUID
) -> None:
    """R230-260."""
    stay_id = admitted(desk, aigul, units[UnitKind.STATIONARY])
    item_id = planned(desk, stay_id)
    elsewhere = saved(save_person(desk, None, PersonDraft(surname="Ким")))
    other_stay = admitted(desk, elsewhere, units[UnitKind.STATIONARY])
    mark = MarkDraft(item_id=item_id, month=date(2026, 3, 1), mark=MarkKind.POSITIVE)
    assert codes(set_mark(desk, other_stay, mark)) == ["record-gone"]
