"""The signature round on a real data file: what waits, what came back, by code and with scans."""

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from uuid import UUID

import pytest
from sqlalchemy import select

from ssu_desktop.actions.desk import Desk, Refused
from ssu_desktop.actions.dismissing import dismiss_papers, let_wait_again
from ssu_desktop.actions.history import HistoryQuery, read_history
from ssu_desktop.actions.pack import PackAsked, print_pack
from ssu_desktop.actions.plan_editing import start_plan
from ssu_desktop.actions.printing import print_form, print_unit, reprint
from ssu_desktop.actions.scans import remove_scan, scan_content
from ssu_desktop.actions.signing import (
    PaperQuery,
    attach_signed,
    counted_papers,
    found_papers,
    mark_signed,
    papers_of,
)
from ssu_desktop.actions.undo import last_done, undo
from ssu_desktop.language import Language
from ssu_desktop.records import Plan, Printout, Scan, Stay
from ssu_desktop.records.kinds import PlanState, UnitKind
from tests.support.by_hand import by_hand
from tests.support.stays import admitted, codes, saved

KK, RU = Language.KK, Language.RU
S = UnitKind.STATIONARY
Units = dict[UnitKind, UUID]
WAITING, SIGNED, DISMISSED = PaperQuery(), PaperQuery(signed=True), PaperQuery(dismissed=True)


@pytest.fixture
def served(desk: Desk, units: Units, aigul: UUID) -> UUID:
    """Айгүл, admitted, with a plan that is a draft."""
    saved(start_plan(desk, admitted(desk, aigul, units[S])))
    return aigul


def test_a_printed_pack_waits_comes_back_and_leaves_the_list(desk: Desk, units: Units, served: UUID) -> None:
    print_pack(desk, PackAsked(forms=("annex-3", "annex-4"), unit_id=units[S]), KK)
    (paper,) = found_papers(desk, WAITING)  # the plan is a draft: nobody signs it
    assert (paper.form, paper.person_id, paper.pages) == ("annex-3", served, 1)
    assert paper.person_name == "Қасымова Айгүл Болатқызы"
    assert saved(mark_signed(desk, [paper.id], desk.today, "  басшы қойды ")) == paper.id
    assert found_papers(desk, WAITING) == ()
    (back,) = found_papers(desk, SIGNED)
    assert (back.signed_on, back.note, back.scan) == (desk.today, "басшы қойды", None)


def test_a_paper_is_found_by_the_code_at_its_foot_however_it_is_typed(desk: Desk, served: UUID) -> None:
    first = print_form(desk, "annex-3", served, KK)
    (paper,) = found_papers(desk, WAITING)
    cyrillic = paper.code.translate(str.maketrans("ABCE", "АВСЕ"))
    typed = (paper.code, paper.code.lower(), paper.code.replace("-", ""), f" {cyrillic} ")
    for code in typed:
        assert found_papers(desk, PaperQuery(text=code)) == (paper,)
    again = reprint(desk, first.printout_ids[0])
    repeat = again.printout_ids[0].hex[-8:]
    (found,) = found_papers(desk, PaperQuery(text=repeat))  # a repeat is the same paper
    assert found.id == paper.id
    assert found_papers(desk, PaperQuery(text="0000-0000")) == ()


def test_whichever_print_is_signed_the_paper_is(desk: Desk, served: UUID) -> None:
    first = print_form(desk, "annex-3", served, KK)
    again = reprint(desk, first.printout_ids[0])
    assert len(found_papers(desk, WAITING)) == 1
    saved(mark_signed(desk, again.printout_ids, desk.today))
    assert found_papers(desk, WAITING) == ()
    assert len(found_papers(desk, SIGNED)) == 1


def test_papers_are_narrowed_by_name_form_and_unit(desk: Desk, units: Units, served: UUID) -> None:
    print_form(desk, "annex-3", served, KK)
    for query, count in (
        (PaperQuery(text="касымова"), 1),
        (PaperQuery(text="иванов"), 0),
        (PaperQuery(form="annex-3"), 1),
        (PaperQuery(form="annex-5"), 0),
        (PaperQuery(unit_id=units[S]), 1),
        (PaperQuery(unit_id=units[UnitKind.DAY]), 0),
    ):
        assert len(found_papers(desk, query)) == count, query


def test_what_nobody_signs_never_waits(desk: Desk, units: Units, served: UUID) -> None:
    print_unit(desk, "annex-2", units[S], KK)
    print_unit(desk, "present", units[S], KK)
    print_form(desk, "annex-4", served, KK)  # a draft
    assert found_papers(desk, WAITING) == ()


@pytest.mark.parametrize(
    ("days", "code"), [(None, "date-missing"), (1, "date-in-future"), (-1, "signed-before-printed")]
)
def test_a_day_on_which_it_cannot_have_been_signed_is_refused(
    desk: Desk, served: UUID, tmp_path: Path, days: int | None, code: str
) -> None:
    print_form(desk, "annex-3", served, KK)
    (paper,) = found_papers(desk, WAITING)
    on = None if days is None else desk.today + timedelta(days)
    assert codes(mark_signed(desk, [paper.id], on)) == [code]
    assert codes(attach_signed(desk, paper.id, _pdf(desk, served, tmp_path), on)) == [code]
    assert found_papers(desk, WAITING) == (paper,)
    with desk.read() as session:
        assert not session.scalars(select(Scan)).all()


def _pdf(desk: Desk, person_id: UUID, folder: Path) -> Path:
    path = folder / "скан.pdf"
    path.write_bytes(print_form(desk, "annex-4", person_id, KK).pdf)
    return path


def test_the_scan_of_a_signed_paper_is_kept_with_it(desk: Desk, served: UUID, tmp_path: Path) -> None:
    print_form(desk, "annex-3", served, KK)
    (paper,) = found_papers(desk, WAITING)
    path = _pdf(desk, served, tmp_path)
    scan_id = saved(attach_signed(desk, paper.id, path, desk.today))
    (back,) = found_papers(desk, SIGNED)
    assert back.scan is not None
    assert (back.scan.id, back.scan.name) == (scan_id, "скан.pdf")
    assert scan_content(desk, scan_id) == path.read_bytes()
    saved(remove_scan(desk, scan_id))
    (left,) = papers_of(desk, served)
    assert left == replace(back, scan=None)
    actions = {row.action for row in read_history(desk, HistoryQuery(person_id=served), KK)}
    assert {"Қол қойылған құжаттың сканін тіркеу", "Attach the scan of a signed paper"} & actions


def test_what_is_no_scan_is_refused_and_marks_nothing(desk: Desk, served: UUID, tmp_path: Path) -> None:
    print_form(desk, "annex-3", served, KK)
    (paper,) = found_papers(desk, WAITING)
    wrong = tmp_path / "a.pdf"
    wrong.write_text("no pdf")
    for path in (wrong, tmp_path / "absent.pdf"):
        assert isinstance(attach_signed(desk, paper.id, path, desk.today), Refused)
    assert isinstance(mark_signed(desk, [UUID(int=7)], date(2026, 3, 12)), Refused)
    assert found_papers(desk, WAITING) == (paper,)


def test_a_paper_printed_by_mistake_is_dismissed_with_a_reason_and_can_wait_again(
    desk: Desk, served: UUID
) -> None:
    print_form(desk, "annex-3", served, KK)
    (paper,) = found_papers(desk, WAITING)
    assert codes(dismiss_papers(desk, [paper.id], "  ")) == ["dismissal-reason"]
    assert saved(dismiss_papers(desk, [paper.id], " қате тілде ")) == paper.id
    assert found_papers(desk, WAITING) == ()
    assert found_papers(desk, SIGNED) == ()
    (left,) = found_papers(desk, DISMISSED)
    assert (left.dismissed_on, left.dismissed_why) == (desk.today, "қате тілде")
    assert counted_papers(desk, WAITING) == {(False, True): 1}
    assert codes(mark_signed(desk, [paper.id], desk.today)) == ["paper-dismissed"]
    told = [
        row
        for row in read_history(desk, HistoryQuery(person_id=served), RU)
        if row.action == "Dismiss papers"
    ]
    assert told, "it is recorded"
    saved(let_wait_again(desk, [paper.id]))
    assert [row.id for row in found_papers(desk, WAITING)] == [paper.id]
    assert codes(let_wait_again(desk, [paper.id])) == ["record-gone"]


def test_a_dismissal_is_taken_back_and_a_signed_paper_is_not_dismissed(desk: Desk, served: UUID) -> None:
    print_form(desk, "annex-3", served, KK)
    (paper,) = found_papers(desk, WAITING)
    saved(dismiss_papers(desk, [paper.id], "қате"))
    done = last_done(desk)
    assert done is not None
    saved(undo(desk, done.action_id))
    assert len(found_papers(desk, WAITING)) == 1
    saved(mark_signed(desk, [paper.id], desk.today))
    assert codes(dismiss_papers(desk, [paper.id], "қате")) == ["paper-signed"]


@pytest.fixture
def approved(desk: Desk, served: UUID) -> UUID:
    """The plan of Айгүл, approved."""
    with by_hand(desk) as session:
        plan = session.scalars(select(Plan).join(Plan.stay).where(Stay.person_id == served)).one()
        plan.state, plan.approved_on = PlanState.APPROVED, desk.today
        return plan.id


def test_a_plan_that_is_printed_anew_after_a_dismissal_waits_by_itself(
    desk: Desk, served: UUID, approved: UUID
) -> None:
    for _print in range(2):
        print_form(desk, "annex-4", served, KK, plan_id=approved)
    (paper,) = found_papers(desk, WAITING)
    assert len(paper.copies) == 2
    saved(dismiss_papers(desk, [paper.id], "басып шығарғыш қағазды жыртты"))
    (gone,) = found_papers(desk, DISMISSED)
    assert set(gone.copies) == set(paper.copies)
    again = print_form(desk, "annex-4", served, KK, plan_id=approved)
    (waiting,) = found_papers(desk, WAITING)
    assert waiting.copies == again.printout_ids
    saved(mark_signed(desk, [waiting.id], desk.today))
    assert len(found_papers(desk, SIGNED)) == 1
    assert len(found_papers(desk, DISMISSED)) == 1


def test_a_plan_that_is_printed_again_can_have_been_signed_since_its_first_print(
    desk: Desk, served: UUID, approved: UUID
) -> None:
    first = print_form(desk, "annex-4", served, KK, plan_id=approved)
    with by_hand(desk) as session:
        session.get_one(Printout, first.printout_ids[0]).printed_at -= timedelta(8)
    print_form(desk, "annex-4", served, KK, plan_id=approved)
    (paper,) = found_papers(desk, WAITING)
    assert codes(mark_signed(desk, [paper.id], desk.today - timedelta(9))) == ["signed-before-printed"]
    saved(mark_signed(desk, [paper.id], desk.today - timedelta(7)))
    (back,) = found_papers(desk, SIGNED)
    assert back.signed_on == desk.today - timedelta(7)
