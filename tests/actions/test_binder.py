"""The yearly binder on a real data file: what is bound, its numbers, and what the closing sheet says."""

from dataclasses import replace
from datetime import date
from uuid import UUID

import pypdfium2
import pytest
from sqlalchemy import select

from ssu_desktop.actions.binder import begun_in, binder_years, preview_binder, print_binder
from ssu_desktop.actions.desk import Desk
from ssu_desktop.actions.plan import read_plan
from ssu_desktop.actions.plan_approval import approve_plan, mark_filled
from ssu_desktop.actions.plan_editing import new_version, save_plan, start_plan
from ssu_desktop.actions.printing import CannotPrint, list_printouts
from ssu_desktop.language import Language
from ssu_desktop.language.numbers import in_words
from ssu_desktop.records import ActivityMark, MonitoringJournal, PlanItem, new_id
from ssu_desktop.records.kinds import Domain, MarkKind, Period, UnitKind
from ssu_desktop.rules.plan_draft import ItemDraft
from tests.support.by_hand import by_hand
from tests.support.stays import admitted, saved

KK, RU = Language.KK, Language.RU
Units = dict[UnitKind, UUID]


def pages_of(pdf: bytes) -> list[str]:
    document = pypdfium2.PdfDocument(pdf)
    try:
        return [" ".join(page.get_textpage().get_text_bounded().split()) for page in document]
    finally:
        document.close()


def approved(desk: Desk, plan_id: UUID, on: date, service: str) -> None:
    view = read_plan(desk, plan_id)
    assert view is not None
    item = ItemDraft(
        domain=Domain.MEDICAL,
        service=service,
        responsible_name="Ким В. О.",
        period=Period.WEEK,
        date_from=view.period_from,
        date_until=view.period_until,
    )
    saved(save_plan(desk, plan_id, replace(view.draft, items=(item,))))
    saved(mark_filled(desk, plan_id, on))
    saved(approve_plan(desk, plan_id, on))


@pytest.fixture
def served(desk: Desk, units: Units, aigul: UUID) -> UUID:
    """Айгүл with a plan of two approved versions, a third one as a draft, and a journal with a mark."""
    stay_id = admitted(desk, aigul, units[UnitKind.STATIONARY], date(2026, 2, 2))
    plan_id = saved(start_plan(desk, stay_id))
    approved(desk, plan_id, date(2026, 2, 10), "Ұқалау")
    second = saved(new_version(desk, plan_id, "жағдайы өзгерді"))
    approved(desk, second, date(2026, 3, 10), "Емдік дене шынықтыру")
    saved(new_version(desk, second, "тағы өзгерді"))
    with by_hand(desk, "observe") as session:
        journal = MonitoringJournal(id=new_id(), stay_id=stay_id, plan_number=1, started_on=date(2026, 2, 2))
        item = session.scalars(select(PlanItem).where(PlanItem.plan_id == second)).one()
        session.add(journal)
        session.flush()
        mark = ActivityMark(journal_id=journal.id, item_id=item.id, month=date(2026, 3, 1))
        mark.mark, mark.noted_on = MarkKind.POSITIVE, date(2026, 3, 11)
        session.add(mark)
    return aigul


@pytest.mark.parametrize("language", list(Language))
def test_a_binder_holds_approved_versions_and_the_journal_numbered_through(
    desk: Desk, served: UUID, language: Language
) -> None:
    printed = print_binder(desk, served, binder_years(desk, served), language)
    pages = pages_of(printed.pdf)
    rows = {row.id: row for row in list_printouts(desk, served)}
    forms = [rows[one].form for one in printed.printout_ids]
    assert forms == ["binder-list", "annex-4", "annex-4", "annex-5", "binder-closing"]
    codes = [rows[one].code for one in printed.printout_ids for _page in range(rows[one].pages)]
    for number, (page, code) in enumerate(zip(pages[:-1], codes[:-1], strict=True), start=1):
        assert f"{code} {number} " in page
    assert f"{codes[-1]} {len(pages)}" not in pages[-1]
    sheets = len(pages) - 1
    wanted = {
        KK: f"Нөмірленген және тігілген {sheets} {in_words(sheets, KK)} парақ",
        RU: f"Пронумеровано и прошнуровано {sheets} {in_words(sheets, RU)} листов",
    }
    assert wanted[language] in pages[-1]
    assert "Ұқалау" in " ".join(pages)
    assert "ЖОБА" not in " ".join(pages)


def test_the_list_tells_the_pages_that_each_paper_has(desk: Desk, served: UUID) -> None:
    printed = print_binder(desk, served, binder_years(desk, served), RU)
    rows = {row.id: row for row in list_printouts(desk, served)}
    first = pages_of(printed.pdf)[0]
    at = 2
    told = []
    for printout_id in printed.printout_ids[1:-1]:
        length = rows[printout_id].pages
        told.append(f"{at}–{at + length - 1}" if length > 1 else str(at))
        at += length
    assert all(text in first for text in told)
    assert "Журнал мониторинга (приложение 5) 02.02.2026 – 01.02.2027" in first
    assert "редакция 1" in first
    assert "редакция 2" in first
    assert "редакция 3" not in first


def test_on_both_sides_the_closing_sheet_counts_sheets_not_pages(desk: Desk, served: UUID) -> None:
    years = binder_years(desk, served)
    printed = print_binder(desk, served, years, RU, duplex=True)
    rows = {row.id: row for row in list_printouts(desk, served)}
    sheets = sum((rows[one].pages + 1) // 2 for one in printed.printout_ids[:-1])
    assert sheets == (printed.pages - 1) // 2 == 4
    assert "прошнуровано 4 четыре листа (прописью)" in pages_of(printed.pdf)[-1]
    printed = print_binder(desk, served, years, KK, duplex=True)
    assert "тігілген 4 төрт парақ (жазбаша)" in pages_of(printed.pdf)[-1]


def test_looking_at_a_binder_leaves_no_trace(desk: Desk, served: UUID) -> None:
    preview = preview_binder(desk, served, binder_years(desk, served), KK)
    assert preview == preview_binder(desk, served, binder_years(desk, served), KK)
    assert not list_printouts(desk)


def test_a_plan_year_is_that_in_which_the_plan_began(desk: Desk, served: UUID) -> None:
    years = binder_years(desk, served)
    assert len(years) == 1
    assert begun_in(years, 2026) == years
    assert begun_in(years, 2027) == years  # it reaches into it, and none began in it
    assert begun_in(years, 2025) == ()
    with pytest.raises(CannotPrint):
        print_binder(desk, served, (), KK)


def test_who_has_no_approved_plan_has_no_year_to_bind(desk: Desk, aigul: UUID) -> None:
    assert binder_years(desk, aigul) == ()
