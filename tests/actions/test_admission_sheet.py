"""The admission sheet at work: kept with the admission, changed afterwards, never written over; referrals."""

from contextlib import closing
from dataclasses import replace
from datetime import date
from uuid import UUID

import pypdfium2 as pdfium
from sqlalchemy import func, select

from ssu_desktop.actions.admission_sheet import SheetPage, read_sheet, save_sheet
from ssu_desktop.actions.card import read_card, save_card
from ssu_desktop.actions.departures import list_departures
from ssu_desktop.actions.desk import Desk
from ssu_desktop.actions.history import HistoryQuery, read_history
from ssu_desktop.actions.person import save_person
from ssu_desktop.actions.referral import list_referrals, record_referral, referral_paper
from ssu_desktop.actions.stay import admit
from ssu_desktop.actions.undo import last_done, undo
from ssu_desktop.language import Language, translate
from ssu_desktop.law import LawRows, with_rows
from ssu_desktop.records import AdmissionAnswer, AdmissionSheet, Change, IntakeRecord, Stay
from ssu_desktop.records.kinds import Answer, Category, IntakeStep, UnitKind
from ssu_desktop.rules.person import PersonDraft
from ssu_desktop.rules.referral import ReferralDraft
from tests.support.sheets import DAY, DECIDED, answered
from tests.support.stays import admission, admitted, codes, saved

S, T = UnitKind.STATIONARY, UnitKind.TEMPORARY
TUBERCULOSIS = "S.disabled+elderly.1"
ALONE = "S.elderly.family.none"


def page_of(desk: Desk, stay_id: UUID) -> SheetPage:
    """Return the sheet of a stay."""
    page = read_sheet(desk, stay_id)
    assert page is not None
    return page


def guest(desk: Desk) -> UUID:
    """Return the id of a person with neither IIN nor papers, nor a birth date."""
    return saved(save_person(desk, None, PersonDraft(surname="Белгісіз")))


def test_the_sheet_is_kept_in_the_admissions_own_transaction(
    desk: Desk, units: dict[UnitKind, UUID], aigul: UUID
) -> None:
    sheet = answered(S, Category.ELDERLY, {ALONE}, seizures_a_month=0)
    stay_id = saved(admit(desk, aigul, admission(units[S], **DECIDED), {}, sheet))
    page = page_of(desk, stay_id)
    assert (page.draft.examined_by, page.draft.seizures_a_month) == ("Дәрігер Асанова", 0)
    assert page.draft.answered[ALONE].answer is Answer.YES
    assert {one.code for one in page.draft.answers} == {one.code for one in page.questions.items}
    of_both = Change.table_name.in_(("admission_answer", "stay"))
    with desk.read() as session:
        assert len(set(session.scalars(select(Change.action_id).where(of_both)))) == 1


def test_taking_the_admission_back_takes_its_sheet_along(
    desk: Desk, units: dict[UnitKind, UUID], aigul: UUID
) -> None:
    sheet = answered(S, Category.ELDERLY, {ALONE})
    saved(admit(desk, aigul, admission(units[S], **DECIDED), {}, sheet))
    last = last_done(desk)
    assert last is not None
    undo(desk, last.action_id)
    with desk.read() as session:
        for record in (Stay, AdmissionSheet, AdmissionAnswer):
            assert session.scalar(select(func.count()).select_from(record)) == 0


def test_a_contraindication_needs_a_reason_and_is_among_the_departures_in_both_languages(
    desk: Desk, units: dict[UnitKind, UUID], aigul: UUID
) -> None:
    """R230-044: overridden with a logged reason."""
    sheet = answered(S, Category.ELDERLY, {ALONE, TUBERCULOSIS})
    draft = admission(units[S], **DECIDED)
    assert codes(admit(desk, aigul, draft, {}, sheet)) == ["contraindicated"]
    saved(admit(desk, aigul, draft, {"contraindicated": "оқшауланған палата бар"}, sheet))
    (departure,) = list_departures(desk, person_id=aigul)
    assert departure.article is not None
    assert (departure.reason, departure.article.paragraph) == ("оқшауланған палата бар", "6(5)")
    assert "туберкулез" in translate(Language.KK, departure.text, **departure.values)
    assert "туберкулёз" in translate(Language.RU, departure.text, **departure.values)
    (newest, *_rest) = read_history(desk, HistoryQuery(person_id=aigul), Language.RU)
    told = {(change.record, change.field): change.after for change in newest.changes}
    assert told["туберкулёз в активной стадии процесса", "Answer"] == "да"
    assert told["Overridden rule", "Reason"] == "оқшауланған палата бар"
    assert "туберкулёз" in told["Overridden rule", "What was overridden"]


def test_without_a_sheet_an_old_register_is_asked_nothing(
    desk: Desk, units: dict[UnitKind, UUID], aigul: UUID
) -> None:
    stay_id = admitted(desk, aigul, units[S])
    page = page_of(desk, stay_id)
    assert not page.entered
    assert page.draft.answers == ()
    assert len(page.questions.items) == 11


def test_the_form_asks_for_the_decision_and_every_answer(
    desk: Desk, units: dict[UnitKind, UUID], aigul: UUID
) -> None:
    empty = answered(S, Category.ELDERLY, answers=())
    assert codes(admit(desk, aigul, admission(units[S]), {}, empty)) == [
        "decision-missing",
        "checklist-open",
        "ground-missing",
    ]


def test_an_answer_changed_afterwards_stands_in_the_history_by_its_question(
    desk: Desk, units: dict[UnitKind, UUID], aigul: UUID
) -> None:
    sheet = answered(S, Category.ELDERLY, {ALONE})
    stay_id = saved(admit(desk, aigul, admission(units[S], **DECIDED), {}, sheet))
    page = page_of(desk, stay_id)
    ill = answered(S, Category.ELDERLY, {ALONE, TUBERCULOSIS}, revision=page.draft.revision)
    assert codes(save_sheet(desk, stay_id, ill)) == ["contraindicated"]
    saved(save_sheet(desk, stay_id, ill, {"contraindicated": "емделуде"}))
    newest, *_rest = read_history(desk, HistoryQuery(person_id=aigul), Language.KK)
    told = {(change.record, change.field): (change.before, change.after) for change in newest.changes}
    assert told["белсенді процесс сатысындағы туберкулез", "Answer"] == ("жоқ", "иә")


def test_a_sheet_changed_meanwhile_is_not_written_over(
    desk: Desk, units: dict[UnitKind, UUID], aigul: UUID
) -> None:
    sheet = answered(S, Category.ELDERLY, {ALONE})
    stay_id = saved(admit(desk, aigul, admission(units[S], **DECIDED), {}, sheet))
    first = page_of(desk, stay_id).draft
    fewer = replace(first, answers=first.answers[:-1])
    saved(save_sheet(desk, stay_id, fewer))  # only an answer goes, yet it is another revision
    assert codes(save_sheet(desk, stay_id, first)) == ["changed-meanwhile"]
    other = admitted(desk, guest(desk), units[S])
    unseen = page_of(desk, other).draft
    reasons = dict.fromkeys(("checklist-open", "ground-missing"), "ескі іс")
    saved(save_sheet(desk, other, unseen, reasons))
    assert codes(save_sheet(desk, other, unseen, reasons)) == ["changed-meanwhile"]


def test_impossible_entries_are_refused_whatever_the_reason(
    desk: Desk, units: dict[UnitKind, UUID], aigul: UUID
) -> None:
    draft = admission(units[S], **DECIDED)
    sheet = answered(S, Category.ELDERLY, {ALONE})
    many = replace(sheet, seizures_a_month=1000)
    reasons = {"number-out-of-bounds": "көп", "seizures-frequent": "көп"}
    assert codes(admit(desk, aigul, draft, reasons, many)) == ["number-out-of-bounds"]
    early = replace(sheet, examined_on=date(1943, 5, 10))
    assert codes(admit(desk, aigul, draft, {}, early)) == ["before-birth"]
    with desk.read() as session:
        assert session.scalar(select(func.count()).select_from(AdmissionSheet)) == 0


def temporary(desk: Desk, units: dict[UnitKind, UUID], **others: object) -> UUID:
    """Admit a guest of a temporary stay with the steps of intake and return the stay."""
    draft = admission(units[T], category=Category.HOMELESS, planned_until=date(2026, 9, 1))
    sheet = answered(T, Category.HOMELESS, **others)
    return saved(admit(desk, guest(desk), draft, {}, sheet))


def test_a_guest_without_iin_and_papers_is_admitted_without_a_word(
    desk: Desk, units: dict[UnitKind, UUID]
) -> None:
    """R230-042, R230-043: no IIN, no papers, no decision; identified, with the children counted apart."""
    page = page_of(desk, temporary(desk, units, children_with=2))
    assert (page.draft.children_with, page.draft.identified_how) == (2, "сұхбат")
    assert [step.step for step in page.draft.intake] == list(IntakeStep)


def test_the_card_comes_after_the_steps_of_intake(desk: Desk, units: dict[UnitKind, UUID]) -> None:
    """R230-267."""
    stay_id = temporary(desk, units)
    card = read_card(desk, stay_id)
    assert card is not None
    early = replace(card, filled_on=date(2026, 3, 3))
    assert set(codes(save_card(desk, stay_id, early))) == {"card-before-intake"}
    saved(save_card(desk, stay_id, replace(card, filled_on=DAY)))
    again = read_card(desk, stay_id)
    assert again is not None
    saved(save_card(desk, stay_id, replace(again, health="жақсы")))
    (person_id,) = _people_of(desk, stay_id)
    assert list_departures(desk, person_id=person_id) == ()


def test_an_early_card_is_kept_with_its_reason(desk: Desk, units: dict[UnitKind, UUID]) -> None:
    stay_id = temporary(desk, units)
    card = read_card(desk, stay_id)
    assert card is not None
    saved(
        save_card(
            desk, stay_id, replace(card, filled_on=date(2026, 3, 3)), {"card-before-intake": "түнде келді"}
        )
    )
    (person_id,) = _people_of(desk, stay_id)
    assert {row.reason for row in list_departures(desk, person_id=person_id)} == {"түнде келді"}


def _people_of(desk: Desk, stay_id: UUID) -> list[UUID]:
    with desk.read() as session:
        return list(session.scalars(select(Stay.person_id).where(Stay.id == stay_id)))


def test_steps_out_of_order_need_a_reason_and_a_step_taken_out_is_gone(
    desk: Desk, units: dict[UnitKind, UUID]
) -> None:
    stay_id = temporary(desk, units)
    page = page_of(desk, stay_id)
    medical, sanitary, disinfection = page.draft.intake
    early = replace(page.draft, intake=(medical, replace(sanitary, done_on=date(2026, 3, 3)), disinfection))
    assert codes(save_sheet(desk, stay_id, early)) == ["intake-order"]
    without = replace(page.draft, intake=(medical, sanitary))
    assert codes(save_sheet(desk, stay_id, without)) == ["intake-missing"]
    saved(save_sheet(desk, stay_id, without, {"intake-missing": "құрылғы бұзылған"}))
    with desk.read() as session:
        assert set(session.scalars(select(IntakeRecord.step))) == {IntakeStep.MEDICAL, IntakeStep.SANITARY}


def test_a_refused_guest_is_referred_and_the_paper_says_it_in_both_languages(
    desk: Desk, units: dict[UnitKind, UUID]
) -> None:
    """R230-051."""
    person_id = guest(desk)
    draft = ReferralDraft(
        unit_id=units[T],
        referred_on=DAY,
        referred_to="№ 2 қалалық аурухана",
        codes=("T.all.2", "T.all.3"),
        transport="жедел жәрдем",
        accompanied_by="Мейіргер Оспанова",
    )
    referral_id = saved(record_referral(desk, person_id, draft))
    (row,) = list_referrals(desk, person_id)
    assert (row.id, row.referred_to, row.accompanied_by) == (
        referral_id,
        "№ 2 қалалық аурухана",
        "Мейіргер Оспанова",
    )
    words = {Language.KK: ("ЖОЛДАМА", "туберкулез"), Language.RU: ("НАПРАВЛЕНИЕ", "туберкулёз")}
    for language, expected in words.items():
        assert any(expected[1] in reason for reason in row.reasons[language])
        with closing(pdfium.PdfDocument(referral_paper(desk, referral_id, language))) as document:
            text = " ".join(document[0].get_textpage().get_text_bounded().split())
            assert len(document) == 1
        for one in (*expected, "Белгісіз", "№ 2 қалалық аурухана", "жедел жәрдем", "04.03.2026"):
            assert one in text
    newest, *_rest = read_history(desk, HistoryQuery(person_id=person_id), Language.RU)
    assert any("опьянения" in change.after for change in newest.changes)


def test_a_referral_keeps_the_words_of_its_day_when_the_law_changes_them(
    desk: Desk, units: dict[UnitKind, UUID]
) -> None:
    person_id = guest(desk)
    draft = ReferralDraft(
        unit_id=units[T], referred_on=DAY, referred_to="Аурухана", codes=("T.all.2",), reason="ауру"
    )
    saved(record_referral(desk, person_id, draft))
    (before,) = list_referrals(desk, person_id)
    old = desk.law.items_on(DAY)["T.all.2"]
    new = replace(old, name_kk="Басқа сөз", name_ru="Другое слово", valid_from=date(2026, 4, 1))
    desk.rulebook.law = with_rows(desk.law, LawRows(items=(new,)))
    (after,) = list_referrals(desk, person_id)
    assert after.reasons == before.reasons
    assert desk.law.items_on(date(2026, 4, 1))["T.all.2"].name_kk == "Басқа сөз"


def test_a_referral_says_where_and_why(desk: Desk, units: dict[UnitKind, UUID]) -> None:
    person_id = guest(desk)
    nowhere = ReferralDraft(unit_id=units[T], referred_on=DAY, reason="ауру")
    assert codes(record_referral(desk, person_id, nowhere)) == ["referred-nowhere"]
    why = ReferralDraft(unit_id=units[T], referred_on=DAY, referred_to="Аурухана")
    assert codes(record_referral(desk, person_id, why)) == ["referral-reason"]
    late = replace(why, referred_on=date(2026, 3, 13), reason="ауру")
    assert codes(record_referral(desk, person_id, late)) == ["date-in-future"]
    assert list_referrals(desk, person_id) == ()
