"""The personal file and the registration card: checklist, ticks, own documents, cover."""

from dataclasses import replace
from datetime import date
from uuid import UUID

from ssu_desktop.actions.card import read_card, save_card
from ssu_desktop.actions.desk import Desk
from ssu_desktop.actions.file_opening import open_personal_file
from ssu_desktop.actions.file_rows import DocumentState
from ssu_desktop.actions.person import person_page, save_person
from ssu_desktop.actions.personal_file import (
    FilePage,
    file_page,
    remove_own_document,
    save_document,
    save_file,
)
from ssu_desktop.actions.stay import admit, record_movement
from ssu_desktop.records import Disability, Person, PersonalFile, RehabilitationProgramme, Stay
from ssu_desktop.records.kinds import Category, DisabilityGroup, MovementKind, UnitKind
from ssu_desktop.rules.personal_file import DocumentDraft, FileDraft
from tests.support.by_hand import by_hand
from tests.support.stays import ANOTHER_KIND, admission, admitted, codes, move, saved


def page_of(desk: Desk, stay_id: UUID) -> FilePage:
    """Return the file of a stay."""
    page = file_page(desk, stay_id)
    assert page is not None
    return page


def test_the_checklist_of_an_elderly_person_asks_for_the_pension_certificate(
    desk: Desk, units: dict[UnitKind, UUID], aigul: UUID
) -> None:
    page = page_of(desk, admitted(desk, aigul, units[UnitKind.STATIONARY]))
    states = {row.code: row.state for row in page.rows}
    assert states["S.file.application"] is DocumentState.MISSING
    assert any("pension" in (row.code or "") and row.required for row in page.rows)
    assert DocumentState.OPTIONAL in states.values()
    assert (page.completeness.received, page.completeness.complete) == (0, False)
    assert page.completeness.needed == sum(row.required for row in page.rows)


def test_a_tick_counts_and_what_is_not_needed_is_not_asked_for(
    desk: Desk, units: dict[UnitKind, UUID], aigul: UUID
) -> None:
    stay_id = admitted(desk, aigul, units[UnitKind.STATIONARY])
    page = page_of(desk, stay_id)
    needed = page.completeness.needed
    code = "S.file.application"
    tick = DocumentDraft(code=code, received_on=date(2026, 3, 5), received_from="қызы", pages=2)
    saved(save_document(desk, page.file_id, tick))
    page = page_of(desk, stay_id)
    assert (page.completeness.received, page.completeness.needed, page.page_sum) == (1, needed, 2)
    both = replace(tick, not_needed=True)
    assert codes(save_document(desk, page.file_id, both)) == ["received-and-not-needed"]
    saved(save_document(desk, page.file_id, DocumentDraft(code=code, not_needed=True, note="жоқ")))
    page = page_of(desk, stay_id)
    assert (page.completeness.received, page.completeness.needed) == (0, needed - 1)
    saved(save_document(desk, page.file_id, DocumentDraft(code=code)))
    assert page_of(desk, stay_id).completeness.needed == needed


def test_a_document_of_the_future_or_unknown_to_the_law_is_refused(
    desk: Desk, units: dict[UnitKind, UUID], aigul: UUID
) -> None:
    page = page_of(desk, admitted(desk, aigul, units[UnitKind.STATIONARY]))
    tick = DocumentDraft(code="S.file.application", received_on=date(2026, 3, 13))
    assert codes(save_document(desk, page.file_id, tick)) == ["date-in-future"]
    assert codes(save_document(desk, page.file_id, DocumentDraft(code="X"))) == ["document-unknown"]
    assert codes(save_document(desk, page.file_id, DocumentDraft())) == ["title-missing"]


def test_own_documents_are_added_changed_and_removed(
    desk: Desk, units: dict[UnitKind, UUID], aigul: UUID
) -> None:
    stay_id = admitted(desk, aigul, units[UnitKind.STATIONARY])
    page = page_of(desk, stay_id)
    own = DocumentDraft(title="Мінездеме", received_on=date(2026, 3, 5), pages=1)
    document_id = saved(save_document(desk, page.file_id, own))
    saved(save_document(desk, page.file_id, replace(own, pages=3), document_id))
    last = page_of(desk, stay_id).rows[-1]
    assert (last.title("kk"), last.pages, last.state) == ("Мінездеме", 3, DocumentState.RECEIVED)
    saved(remove_own_document(desk, document_id))
    assert page_of(desk, stay_id).rows[-1].code is not None


def test_a_file_number_is_given_once_and_is_found_by_search(
    desk: Desk, units: dict[UnitKind, UUID], aigul: UUID
) -> None:
    first = page_of(desk, admitted(desk, aigul, units[UnitKind.STATIONARY]))
    elsewhere = admission(units[UnitKind.HOME])
    second = page_of(desk, saved(admit(desk, aigul, elsewhere, {"is-elsewhere": "екеуі де қажет"})))
    assert (first.number, second.number) == ("S-2026/1", "H-2026/1")
    assert codes(save_file(desk, second.file_id, FileDraft(number="S-2026/1"))) == ["file-number-taken"]
    saved(save_file(desk, second.file_id, FileDraft(number="Ү-7", sheets=42), second.revision))
    with desk.read() as session:
        assert "у-7" in session.get_one(Person, aigul).search_key


def test_the_card_shows_and_corrects_what_the_person_has(
    desk: Desk, units: dict[UnitKind, UUID], aigul: UUID
) -> None:
    draft = admission(units[UnitKind.TEMPORARY], category=Category.HOMELESS, came_from="полиция")
    stay_id = saved(admit(desk, aigul, draft, {"stay-term": "бір жылға дейін"}))
    card = read_card(desk, stay_id)
    assert card is not None
    assert (card.sent_by, card.birthplace) == ("полиция", "")
    card = replace(card, birthplace="Тараз", health="қанағаттанарлық\nскарификация жоқ")
    saved(save_card(desk, stay_id, card))
    again = read_card(desk, stay_id)
    assert again is not None
    assert (again.birthplace, again.health) == ("Тараз", "қанағаттанарлық\nскарификация жоқ")
    page = person_page(desk, aigul)
    assert page is not None
    assert page.person.birthplace == "Тараз"
    saved(save_card(desk, stay_id, replace(again, past_illnesses="жоқ")))
    assert codes(save_card(desk, stay_id, again)) == ["changed-meanwhile"]


def test_a_stay_out_of_a_register_gets_its_file_later(
    desk: Desk, units: dict[UnitKind, UUID], aigul: UUID
) -> None:
    stay_id = admitted(desk, aigul, units[UnitKind.STATIONARY])
    with by_hand(desk, "lose") as session:
        session.delete(session.get_one(PersonalFile, page_of(desk, stay_id).file_id))
    assert file_page(desk, stay_id) is None
    file_id = saved(open_personal_file(desk, stay_id))
    assert (page_of(desk, stay_id).file_id, page_of(desk, stay_id).number) == (file_id, "S-2026/1")
    assert saved(open_personal_file(desk, stay_id)) == file_id


def test_a_card_that_was_open_while_the_person_was_changed_overwrites_nothing(
    desk: Desk, units: dict[UnitKind, UUID], aigul: UUID
) -> None:
    draft = admission(units[UnitKind.TEMPORARY], category=Category.HOMELESS)
    stay_id = saved(admit(desk, aigul, draft, {"stay-term": "бір жылға дейін"}))
    card, page = read_card(desk, stay_id), person_page(desk, aigul)
    assert card is not None
    assert page is not None
    saved(save_person(desk, aigul, replace(page.person, education="жоғары")))
    assert codes(save_card(desk, stay_id, replace(card, health="жақсы"))) == ["changed-meanwhile"]
    after = person_page(desk, aigul)
    assert after is not None
    assert after.person.education == "жоғары"


def test_a_document_that_was_changed_meanwhile_is_not_written_over(
    desk: Desk, units: dict[UnitKind, UUID], aigul: UUID
) -> None:
    stay_id = admitted(desk, aigul, units[UnitKind.STATIONARY])
    page = page_of(desk, stay_id)
    own = DocumentDraft(title="Мінездеме", received_on=date(2026, 3, 5))
    for row_id, first in ((None, replace(own, code="S.file.application", revision=0)), (None, own)):
        saved(save_document(desk, page.file_id, first, row_id))
    assert codes(save_document(desk, page.file_id, replace(own, code="S.file.application", revision=0))) == [
        "changed-meanwhile"
    ]
    for seen in [row for row in page_of(desk, stay_id).rows if row.id is not None]:
        draft = DocumentDraft(code=seen.code, title=seen.title_kk, pages=3, revision=seen.revision)
        saved(save_document(desk, page.file_id, draft, seen.id))
        late = replace(draft, pages=4)
        assert codes(save_document(desk, page.file_id, late, seen.id)) == ["changed-meanwhile"]
    assert seen.id is not None
    assert codes(remove_own_document(desk, seen.id, seen.revision)) == ["changed-meanwhile"]
    assert [row.pages for row in page_of(desk, stay_id).rows if row.id is not None] == [3, 3]


def test_two_first_fillings_of_one_card_do_not_overwrite_each_other(
    desk: Desk, units: dict[UnitKind, UUID], aigul: UUID
) -> None:
    draft = admission(units[UnitKind.TEMPORARY], category=Category.HOMELESS)
    stay_id = saved(admit(desk, aigul, draft, {"stay-term": "бір жылға дейін"}))
    card = read_card(desk, stay_id)
    assert card is not None
    saved(save_card(desk, stay_id, replace(card, health="жақсы")))
    late = replace(card, health="нашар", person_revision=None)
    assert codes(save_card(desk, stay_id, late)) == ["changed-meanwhile"]


def test_the_elderly_are_asked_for_disability_and_programme_papers_where_there_are_such(
    desk: Desk, units: dict[UnitKind, UUID], aigul: UUID
) -> None:
    """R230-161, R230-173, R230-175: asked once the record knows of a disability, a programme."""
    stay_id = admitted(desk, aigul, units[UnitKind.STATIONARY])
    codes_asked = ("S.file.disability", "S.file.programme")
    before = {row.code: row.state for row in page_of(desk, stay_id).rows}
    assert [before[code] for code in codes_asked] == [DocumentState.OPTIONAL] * 2
    with by_hand(desk, "test") as session:
        session.add(Disability(person_id=aigul, group=DisabilityGroup.SECOND, indefinite=True))
        session.add(RehabilitationProgramme(person_id=aigul, number="118", until=date(2026, 3, 3)))
    after = {row.code: row.state for row in page_of(desk, stay_id).rows}
    assert after["S.file.disability"] is DocumentState.MISSING
    assert after["S.file.programme"] is DocumentState.OPTIONAL  # it had run out before the admission


def test_whoever_comes_back_from_another_organisation_goes_on_with_the_same_file(
    desk: Desk, units: dict[UnitKind, UUID], aigul: UUID
) -> None:
    """R230-155: never a second empty file."""
    first = admitted(desk, aigul, units[UnitKind.STATIONARY], date(2026, 1, 5))
    page = page_of(desk, first)
    tick = DocumentDraft(code="S.file.identity", received_on=date(2026, 1, 5), pages=2)
    saved(save_document(desk, page.file_id, tick))
    saved(record_movement(desk, first, move(MovementKind.TRANSFERRED_OUT, date(2026, 2, 1))))
    again = page_of(desk, admitted(desk, aigul, units[UnitKind.STATIONARY], date(2026, 3, 4)))
    assert (again.file_id, again.number, again.page_sum) == (page.file_id, page.number, 2)


def test_what_lies_in_the_file_is_shown_after_the_category_and_the_kind_of_unit_changed(
    desk: Desk, units: dict[UnitKind, UUID], aigul: UUID
) -> None:
    stay_id = admitted(desk, aigul, units[UnitKind.STATIONARY])
    page = page_of(desk, stay_id)
    for code in ("S.file.pension", "S.file.application"):
        tick = DocumentDraft(code=code, received_on=date(2026, 3, 5), pages=2)
        saved(save_document(desk, page.file_id, tick))
    with by_hand(desk, "category") as session:
        session.get_one(Stay, stay_id).category = Category.ADULTS
    page = page_of(desk, stay_id)
    shown = {row.code: (row.state, row.required) for row in page.rows}
    assert shown["S.file.pension"] == (DocumentState.RECEIVED, False)
    assert (page.completeness.received, page.page_sum) == (1, 4)
    into = move(MovementKind.TRANSFERRED, date(2026, 3, 10), to_unit_id=units[UnitKind.DAY])
    saved(record_movement(desk, stay_id, into, ANOTHER_KIND))
    page = page_of(desk, stay_id)
    there = [row.code for row in page.rows if row.state is DocumentState.RECEIVED]
    assert there == ["S.file.application", "S.file.pension"]
    assert (page.completeness.received, page.page_sum) == (0, 4)
