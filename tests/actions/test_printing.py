"""Printing forms of a real data file: what is printed, remembered, repeated and refused."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID

import pypdfium2
import pytest
from sqlalchemy import select

from ssu_desktop.actions.card import read_card, save_card
from ssu_desktop.actions.desk import Desk, Saved
from ssu_desktop.actions.organisation import read_organisation, save_organisation
from ssu_desktop.actions.person import person_page, rename_person, save_person
from ssu_desktop.actions.plan import read_plan
from ssu_desktop.actions.plan_approval import approve_plan, mark_filled
from ssu_desktop.actions.plan_editing import new_version, save_plan, start_plan
from ssu_desktop.actions.presence import refresh_present
from ssu_desktop.actions.printing import (
    FORM_CODES,
    CannotPrint,
    list_printouts,
    preview_form,
    preview_plan_draft,
    print_blank,
    print_form,
    print_unit,
    reprint,
    reprint_page,
)
from ssu_desktop.actions.stay import record_movement
from ssu_desktop.language import Language
from ssu_desktop.records import Change, MonitoringJournal, MonitoringRound, Movement, Printout, Stay, new_id
from ssu_desktop.records.kinds import (
    Category,
    Domain,
    MovementKind,
    Operation,
    Period,
    PlanState,
    RoundKind,
    UnitKind,
)
from ssu_desktop.rules.movement import MovementDraft
from ssu_desktop.rules.person import PersonDraft, RenameDraft
from ssu_desktop.rules.plan_draft import ItemDraft, PlanDraft
from tests.support.by_hand import by_hand
from tests.support.statements import asked
from tests.support.stays import ANOTHER_KIND

KK, RU = Language.KK, Language.RU
S, D, T = UnitKind.STATIONARY, UnitKind.DAY, UnitKind.TEMPORARY
ADMITTED = date(2026, 2, 2)

Units = dict[UnitKind, UUID]


def _admitted(desk: Desk, person_id: UUID, unit_id: UUID, on: date = ADMITTED) -> UUID:
    with by_hand(desk, "admit") as session:
        stay = Stay(id=new_id(), person_id=person_id, unit_id=unit_id, category=Category.ELDERLY)
        session.add(stay)
        session.flush()
        session.add(
            Movement(stay_id=stay.id, kind=MovementKind.ADMITTED, happened_on=on, order_number="17-ө")
        )
        refresh_present(session, person_id)
        return stay.id


def _done(saved: object) -> UUID:
    assert isinstance(saved, Saved), saved
    return saved.id


def _person(desk: Desk, surname: str) -> UUID:
    return _done(save_person(desk, None, PersonDraft(surname=surname, given_name="Серік")))


def _drafted(desk: Desk, stay_id: UUID, service: str = "Ұқалау") -> UUID:
    plan_id = _done(start_plan(desk, stay_id))
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
    _done(save_plan(desk, plan_id, replace(view.draft, items=(item,))))
    return plan_id


def _approved(desk: Desk, plan_id: UUID, on: date) -> UUID:
    _done(mark_filled(desk, plan_id, on))
    return _done(approve_plan(desk, plan_id, on))


def _pages(pdf: bytes) -> list[str]:
    document = pypdfium2.PdfDocument(pdf)
    try:
        return [" ".join(page.get_textpage().get_text_bounded().split()) for page in document]
    finally:
        document.close()


def _text(pdf: bytes) -> str:
    return " ".join(_pages(pdf))


def _bookmarks(pdf: bytes) -> list[str]:
    document = pypdfium2.PdfDocument(pdf)
    try:
        return [mark.get_title() for mark in document.get_toc()]
    finally:
        document.close()


def _surname_changes(desk: Desk, person_id: UUID, on: date) -> None:
    draft = RenameDraft(surname="Жұмабаева", given_name="Айгүл", patronymic="Болатқызы", until=on)
    _done(rename_person(desk, person_id, draft))


def test_a_print_is_remembered_word_for_word_and_journalled(desk: Desk, units: Units, aigul: UUID) -> None:
    _admitted(desk, aigul, units[S])
    printed = print_form(desk, "annex-3", aigul, RU)
    (row,) = list_printouts(desk, aigul)
    assert row.id == printed.printout_ids[0]
    assert (row.form, row.language, row.pages, row.printed_by) == ("annex-3", RU, 1, desk.user.full_name)
    assert row.edition
    assert row.code in _text(printed.pdf)
    with desk.read() as session:
        kept = session.get_one(Printout, row.id)
        assert kept.content["name"] == "Қасымова Айгүл Болатқызы"
        told = session.scalars(select(Change).where(Change.operation == Operation.PRINT)).one()
        assert (told.row_id, told.person_id) == (row.id, aigul)


def test_reprint_after_a_change_of_surname_shows_the_old_name_and_says_that_it_repeats(
    desk: Desk, units: Units, aigul: UUID
) -> None:
    _admitted(desk, aigul, units[S])
    first = print_form(desk, "annex-3", aigul, KK)
    _surname_changes(desk, aigul, date(2026, 3, 10))
    again = reprint(desk, first.printout_ids[0])
    text = _text(again.pdf)
    assert "Қасымова" in text
    assert "Жұмабаева" not in text
    assert "Қайталап басып шығару: 12.03.2026" in text
    assert "Қайталап" not in _text(first.pdf)
    assert "Жұмабаева" in _text(print_form(desk, "annex-3", aigul, KK).pdf)
    third = reprint(desk, again.printout_ids[0])
    rows = {row.id: row for row in list_printouts(desk, aigul)}
    assert rows[third.printout_ids[0]].reprint_of_id == first.printout_ids[0]


def test_one_jammed_page_is_printed_again_unmarked_within_the_hour_only(
    desk: Desk, units: Units, aigul: UUID
) -> None:
    stay_id = _admitted(desk, aigul, units[S])
    _drafted(desk, stay_id)
    first = print_form(desk, "annex-4", aigul, RU)
    (printout_id,) = first.printout_ids
    page = reprint_page(desk, printout_id, 2)
    assert _pages(page.pdf) == [_pages(first.pdf)[1]]
    assert len(list_printouts(desk, aigul)) == 1
    with pytest.raises(CannotPrint):
        reprint_page(desk, printout_id, first.pages + 1)
    with by_hand(desk, "an hour goes by") as session:
        session.get_one(Printout, printout_id).printed_at -= timedelta(minutes=61)
    with pytest.raises(CannotPrint) as refused:
        reprint_page(desk, printout_id, 2)
    assert "within the hour" in refused.value.text


def test_the_latest_approved_plan_is_printed_else_the_draft_marked_as_one(
    desk: Desk, units: Units, aigul: UUID
) -> None:
    plan_id = _drafted(desk, _admitted(desk, aigul, units[D]), "Бассейн")
    assert "ЖОБА" in _text(print_form(desk, "annex-4", aigul, KK).pdf)
    _approved(desk, plan_id, date(2026, 2, 10))
    second = _done(new_version(desk, plan_id, "денсаулығы жақсарды"))
    view = read_plan(desk, second)
    assert view is not None
    _done(save_plan(desk, second, replace(view.draft, items=(replace(view.draft.items[0], service="Жүзу"),))))
    printed = _text(print_form(desk, "annex-4", aigul, KK).pdf)
    assert "Бассейн" in printed
    assert "ЖОБА" not in printed
    assert "Жүзу" in _text(print_form(desk, "annex-4", aigul, KK, plan_id=second).pdf)


def test_a_version_chosen_by_its_id_bears_the_name_and_rows_of_its_approval_for_ever(
    desk: Desk, units: Units, aigul: UUID
) -> None:
    plan_id = _drafted(desk, _admitted(desk, aigul, units[D]), "Бассейн")
    _approved(desk, plan_id, date(2026, 2, 10))
    before = _text(preview_form(desk, "annex-4", aigul, RU, plan_id=plan_id))
    _surname_changes(desk, aigul, date(2026, 3, 1))
    second = _done(new_version(desk, plan_id, "жаңа тек"))
    _approved(desk, second, date(2026, 3, 2))
    assert _text(preview_form(desk, "annex-4", aigul, RU, plan_id=plan_id)) == before
    assert "Жұмабаева" in _text(preview_form(desk, "annex-4", aigul, RU, plan_id=second))
    assert "Жұмабаева" in _text(preview_form(desk, "annex-4", aigul, RU))


def test_an_approved_plan_bears_the_name_of_its_approval_whichever_way_it_is_printed(
    desk: Desk, units: Units, aigul: UUID
) -> None:
    plan_id = _drafted(desk, _admitted(desk, aigul, units[D]), "Бассейн")
    _surname_changes(desk, aigul, date(2026, 2, 5))
    assert "Жұмабаева" in _text(print_form(desk, "annex-4", aigul, RU).pdf)  # a draft: the present name
    draft = RenameDraft(
        surname="Оспанова", given_name="Айгүл", patronymic="Болатқызы", until=date(2026, 3, 1)
    )
    _approved(desk, plan_id, date(2026, 2, 10))
    _done(rename_person(desk, aigul, draft))
    by_person = print_form(desk, "annex-4", aigul, RU)
    by_version = print_form(desk, "annex-4", aigul, RU, plan_id=plan_id)
    by_unit = print_unit(desk, "annex-4", units[D], RU)
    for printed in (by_person, by_version, by_unit):
        assert _bookmarks(printed.pdf) == ["Жұмабаева Айгүл Болатқызы"]
        assert "Жұмабаева Айгүл" in _text(printed.pdf)
        assert "Оспанова" not in _text(printed.pdf)


def _diagnosed(desk: Desk, person_id: UUID, diagnosis: str) -> None:
    page = person_page(desk, person_id)
    assert page is not None
    _done(save_person(desk, person_id, replace(page.person, diagnosis=diagnosis)))


def test_an_old_version_prints_with_the_diagnosis_and_the_organisation_of_its_approval(
    desk: Desk, units: Units, aigul: UUID
) -> None:
    _diagnosed(desk, aigul, "F00 Деменция")
    plan_id = _drafted(desk, _admitted(desk, aigul, units[D]), "Бассейн")
    _approved(desk, plan_id, date(2026, 2, 10))
    before = _text(preview_form(desk, "annex-4", aigul, RU, plan_id=plan_id))
    assert "F00 Деменция" in before
    _diagnosed(desk, aigul, "I10 Гипертензия")
    _done(save_organisation(desk, replace(read_organisation(desk), name_ru="Центр «Шапағат»")))
    assert _text(preview_form(desk, "annex-4", aigul, RU)) == before
    second = _done(new_version(desk, plan_id, "жаңа диагноз"))
    _approved(desk, second, date(2026, 3, 2))
    _diagnosed(desk, aigul, "G30 Альцгеймер")
    assert _text(preview_form(desk, "annex-4", aigul, RU, plan_id=plan_id)) == before
    (of_unit,) = _pages(print_unit(desk, "annex-4", units[D], RU).pdf)[:1]
    for page in (of_unit, _text(preview_form(desk, "annex-4", aigul, RU, plan_id=second))):
        assert "I10 Гипертензия" in page
        assert "«Шапағат»" in page


def test_a_diagnosis_that_was_a_blank_at_the_approval_is_filled_in(
    desk: Desk, units: Units, aigul: UUID
) -> None:
    plan_id = _drafted(desk, _admitted(desk, aigul, units[D]), "Бассейн")
    _approved(desk, plan_id, date(2026, 2, 10))
    _diagnosed(desk, aigul, "I10 Гипертензия")
    assert "I10 Гипертензия" in _text(preview_form(desk, "annex-4", aigul, RU))


def test_preview_of_unsaved_input_reads_little_and_leaves_no_trace(
    desk: Desk, units: Units, aigul: UUID
) -> None:
    plan_id = _drafted(desk, _admitted(desk, aigul, units[S]))
    item = ItemDraft(domain=Domain.LABOUR, service="Қамыс тоқу", responsible_name="Ли")
    draft = PlanDraft(period_from=ADMITTED, period_until=None, items=(item,))
    preview_plan_draft(desk, plan_id, draft, KK)  # fonts are read once
    drawn: list[bytes] = []
    read = asked(desk.file, lambda: drawn.append(preview_plan_draft(desk, plan_id, draft, KK)))
    assert "Қамыс тоқу" in _text(drawn[0])
    assert len(read) <= 10, "how soon it comes is measured by `make bench`"
    stored = read_plan(desk, plan_id)
    assert stored is not None
    assert [one.service for one in stored.items] == ["Ұқалау"]
    assert list_printouts(desk) == ()


def test_preview_of_a_draft_is_the_page_that_the_saved_draft_gives(
    desk: Desk, units: Units, aigul: UUID
) -> None:
    plan_id = _drafted(desk, _admitted(desk, aigul, units[S]))
    view = read_plan(desk, plan_id)
    assert view is not None
    assert preview_plan_draft(desk, plan_id, view.draft, RU) == preview_form(desk, "annex-4", aigul, RU)


def test_preview_of_an_approved_plan_is_the_page_that_is_printed(
    desk: Desk, units: Units, aigul: UUID
) -> None:
    plan_id = _drafted(desk, _admitted(desk, aigul, units[S]))
    _approved(desk, plan_id, date(2026, 2, 10))
    view = read_plan(desk, plan_id)
    assert view is not None
    pdf = preview_plan_draft(desk, plan_id, view.draft, KK)
    assert pdf == preview_form(desk, "annex-4", aigul, KK)
    assert "ЖОБА" not in _text(pdf)


def test_a_unit_is_printed_in_kazakh_order_with_a_bookmark_and_a_code_for_each(
    desk: Desk, units: Units
) -> None:
    for surname in ("Яковлев", "Әбенов", "Ұлы", "Ахметов"):
        _admitted(desk, _person(desk, surname), units[S])
    _admitted(desk, _person(desk, "Басқа"), units[D])
    told: list[tuple[int, int]] = []
    printed = print_unit(desk, "annex-3", units[S], KK, progress=lambda *step: told.append(step))
    assert _bookmarks(printed.pdf) == ["Ахметов Серік", "Әбенов Серік", "Ұлы Серік", "Яковлев Серік"]
    assert told == [(1, 4), (2, 4), (3, 4), (4, 4)]
    codes = {row.id: row.code for row in list_printouts(desk)}
    for page, printout_id in zip(_pages(printed.pdf), printed.printout_ids, strict=True):
        assert codes[printout_id] in page


def test_who_lacks_a_plan_is_left_out_and_named(desk: Desk, units: Units, aigul: UUID) -> None:
    _drafted(desk, _admitted(desk, aigul, units[S]))
    _admitted(desk, _person(desk, "Әбенов"), units[S])
    printed = print_unit(desk, "annex-4", units[S], RU)
    assert [name for name, _reason in printed.skipped] == ["Әбенов Серік"]
    assert "plan" in printed.skipped[0][1]
    assert len(printed.printout_ids) == 1


def test_stopped_printing_leaves_nothing(desk: Desk, units: Units) -> None:
    for surname in ("Ахметов", "Әбенов"):
        _admitted(desk, _person(desk, surname), units[S])

    def stop(done: int, _total: int) -> None:
        raise InterruptedError(done)

    with pytest.raises(InterruptedError):
        print_unit(desk, "annex-3", units[S], KK, progress=stop)
    assert list_printouts(desk) == ()


def test_register_of_a_unit_has_everyone_and_that_of_a_person_their_stays(
    desk: Desk, units: Units, aigul: UUID
) -> None:
    _admitted(desk, aigul, units[S], date(2025, 5, 5))
    _admitted(desk, aigul, units[D])
    _admitted(desk, _person(desk, "Әбенов"), units[S])
    whole = print_unit(desk, "annex-2", units[S], RU)
    assert "Қасымова" in _text(whole.pdf)
    assert "Әбенов" in _text(whole.pdf)
    assert [row.unit_id for row in list_printouts(desk, unit_id=units[S])] == [units[S]]
    own = print_form(desk, "annex-2", aigul, RU)
    assert "Әбенов" not in _text(own.pdf)
    assert "05.05.2025" in _text(own.pdf)
    assert "02.02.2026" in _text(own.pdf)
    assert len(own.printout_ids) == 2  # one heading for each unit


def test_register_of_a_person_who_went_on_has_a_row_under_either_unit(
    desk: Desk, units: Units, aigul: UUID
) -> None:
    stay_id = _admitted(desk, aigul, units[S])
    moved = MovementDraft(
        kind=MovementKind.TRANSFERRED,
        happened_on=date(2026, 3, 1),
        to_unit_id=units[D],
        order_number="44-ө",
        order_date=date(2026, 3, 1),
    )
    _done(record_movement(desk, stay_id, moved, ANOTHER_KIND))
    stationary, day = _pages(print_form(desk, "annex-2", aigul, RU).pdf)
    assert "«02» февраля 2026 года" in stationary
    assert "«01» марта 2026 года" in day
    assert "02.02.2026" not in day


def test_monitoring_journal_is_the_latest_plan_year_or_the_one_asked_for(
    desk: Desk, units: Units, aigul: UUID
) -> None:
    stay_id = _admitted(desk, aigul, units[S])
    with pytest.raises(CannotPrint, match="monitoring journal"):
        print_form(desk, "annex-5", aigul, KK)
    with by_hand(desk, "monitor") as session:
        for number, goal in enumerate(("Бірінші мақсат", "Екінші мақсат"), start=1):
            journal = MonitoringJournal(id=new_id(), stay_id=stay_id, plan_number=number, started_on=ADMITTED)
            session.add(journal)
            session.flush()
            session.add(
                MonitoringRound(journal_id=journal.id, kind=RoundKind.ADMISSION, held_on=ADMITTED, goal=goal)
            )
    assert "Екінші мақсат" in _text(print_form(desk, "annex-5", aigul, KK).pdf)
    assert "Бірінші мақсат" in _text(print_form(desk, "annex-5", aigul, KK, plan_number=1).pdf)


def test_registration_card_is_for_temporary_stays_only(desk: Desk, units: Units, aigul: UUID) -> None:
    """R230-006."""
    _admitted(desk, aigul, units[S])
    for attempt in _attempts(desk, aigul, units):
        with pytest.raises(CannotPrint, match="temporary"):
            attempt()
    _admitted(desk, aigul, units[T], date(2026, 1, 5))
    assert "Қасымова" in _text(print_form(desk, "annex-9", aigul, RU).pdf)


def _attempts(desk: Desk, person_id: UUID, units: Units) -> list[Callable[[], object]]:
    return [
        lambda: print_form(desk, "annex-9", person_id, KK),
        lambda: print_unit(desk, "annex-9", units[S], KK),
    ]


@pytest.mark.parametrize("form", FORM_CODES)
def test_nothing_is_printed_of_a_person_without_a_stay_and_it_says_what_to_do_first(
    desk: Desk, aigul: UUID, form: str
) -> None:
    with pytest.raises(CannotPrint, match="first"):
        print_form(desk, form, aigul, KK)
    assert list_printouts(desk) == ()


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("form", FORM_CODES)
def test_an_empty_form_is_printed_and_not_remembered(desk: Desk, form: str, language: Language) -> None:
    printed = print_blank(desk, form, language)
    assert printed.pages >= 1
    assert printed.printout_ids == ()
    assert list_printouts(desk) == ()


def test_a_preview_says_that_it_is_one(desk: Desk, units: Units, aigul: UUID) -> None:
    _admitted(desk, aigul, units[S])
    assert "Предварительный просмотр" in _text(preview_form(desk, "annex-3", aigul, RU))
    for form in ("annex-2", "annex-3"):
        assert "Предварительный" in _text(preview_form(desk, form, units[S], RU))
    with pytest.raises(CannotPrint, match="plan"):
        preview_form(desk, "annex-4", units[S], RU)
    with desk.read() as session:
        assert session.scalars(select(Change).where(Change.operation == Operation.PRINT)).all() == []


def test_a_plan_of_somebody_else_is_not_printed(desk: Desk, units: Units, aigul: UUID) -> None:
    other = _person(desk, "Әбенов")
    _admitted(desk, aigul, units[S])
    plan_id = _drafted(desk, _admitted(desk, other, units[S]))
    with pytest.raises(CannotPrint):
        print_form(desk, "annex-4", aigul, KK, plan_id=plan_id)
    view = read_plan(desk, plan_id)
    assert view is not None
    assert view.state is PlanState.DRAFT


def test_the_card_of_a_temporary_stay_is_printed_after_a_transfer_too(
    desk: Desk, units: Units, aigul: UUID
) -> None:
    stay_id = _admitted(desk, aigul, units[T])
    with pytest.raises(CannotPrint):
        print_form(desk, "annex-9", _elsewhere(desk, units), RU)
    card = read_card(desk, stay_id)
    assert card is not None
    _done(save_card(desk, stay_id, replace(card, health="жақсы")))
    moved = MovementDraft(kind=MovementKind.TRANSFERRED, happened_on=date(2026, 3, 1), to_unit_id=units[S])
    reasons = {"order-missing": "кейін", **ANOTHER_KIND}
    _done(record_movement(desk, stay_id, moved, reasons))
    assert "жақсы" in _text(print_form(desk, "annex-9", aigul, RU).pdf)


def _elsewhere(desk: Desk, units: Units) -> UUID:
    person_id = _person(desk, "Әбенов")
    _admitted(desk, person_id, units[S])
    return person_id
