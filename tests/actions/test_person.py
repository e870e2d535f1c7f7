"""A person's record: entered, changed, renamed, seen; odd names and impossible dates."""

from dataclasses import replace
from datetime import date
from uuid import UUID

import pytest
from sqlalchemy import select

from ssu_desktop.actions.belongings import remove_belonging, save_belonging
from ssu_desktop.actions.departures import list_departures
from ssu_desktop.actions.desk import Desk, Refused, Saved
from ssu_desktop.actions.people import find_people
from ssu_desktop.actions.person import (
    check_person_in_file,
    open_person,
    person_header,
    person_page,
    rename_person,
    save_person,
)
from ssu_desktop.records import Change, Person, new_id
from ssu_desktop.records.kinds import DisabilityGroup, Operation, PaperKind, RelationKind, Sex, UnitKind
from ssu_desktop.rules.person import (
    ConvictionDraft,
    DisabilityDraft,
    PaperDraft,
    PersonDraft,
    ProgrammeDraft,
    RelativeDraft,
    RenameDraft,
)
from tests.support.statements import sent
from tests.support.stays import admitted

OMAROV = PersonDraft(surname="Омаров", given_name="Ерлан", born=date(1980, 1, 2), sex=Sex.MALE)


def saved(answer: Saved | Refused) -> UUID:
    assert isinstance(answer, Saved), answer
    return answer.id


def codes(answer: Saved | Refused) -> list[str]:
    assert isinstance(answer, Refused), answer
    return [finding.code for finding in answer.findings]


def test_person_is_kept_as_typed_and_read_back_whole(desk: Desk) -> None:
    draft = replace(OMAROV, address="Ақсу а.", note="бірінші жол\nекінші жол", phone="+7 777 123 45 67")
    page = person_page(desk, saved(save_person(desk, None, draft)))
    assert page is not None
    assert replace(page.person, revision=None) == draft
    assert (page.header.full_name, page.header.age, page.header.stay) == ("Омаров Ерлан", 46, None)


@pytest.mark.parametrize(
    "name", ["<b>Жирный</b>", 'Ким & "Сыновья"', "Оразов 😀", "Ә" * 200, "=HYPERLINK(1)"]
)
def test_odd_names_are_kept_unharmed_and_found_again(desk: Desk, name: str) -> None:
    person_id = saved(save_person(desk, None, replace(OMAROV, surname=name)))
    page = person_page(desk, person_id)
    assert page is not None
    assert page.person.surname == name
    assert [row.id for row in find_people(desk, name)] == [person_id]


def test_invisible_marks_never_enter_a_name(desk: Desk) -> None:
    typed = replace(OMAROV, surname="\u202eОмаров\u200f ", given_name="  Ер\u00adлан\t")
    page = person_page(desk, saved(save_person(desk, None, typed)))
    assert page is not None
    assert (page.person.surname, page.person.given_name) == ("Омаров", "Ерлан")


def test_a_name_of_marks_only_is_no_name(desk: Desk) -> None:
    assert codes(save_person(desk, None, replace(OMAROV, surname="\u202e \u200f"))) == ["person-nameless"]


@pytest.mark.parametrize("born", [date(1, 1, 1), date(2999, 12, 31), date(2026, 3, 13)])
def test_impossible_birth_date_is_refused_and_nothing_is_kept(desk: Desk, born: date) -> None:
    answer = save_person(desk, None, replace(OMAROV, born=born))
    assert isinstance(answer, Refused)
    assert {finding.field for finding in answer.findings} == {"born"}
    assert find_people(desk, "Омаров") == ()


def test_text_beyond_its_limit_is_refused_with_its_length(desk: Desk) -> None:
    answer = save_person(desk, None, replace(OMAROV, surname="Ә" * 201))
    assert isinstance(answer, Refused)
    assert dict(answer.findings[0].values) == {"length": 201, "limit": 200}


def test_iin_that_does_not_fit_needs_a_reason_which_is_kept_for_the_inspection(desk: Desk) -> None:
    draft = replace(OMAROV, iin="430511400122")
    refused = codes(save_person(desk, None, draft))
    assert "iin-born" in refused
    reasons = dict.fromkeys(refused, "құжатта солай")
    person_id = saved(save_person(desk, None, draft, reasons))
    rows = list_departures(desk, person_id=person_id)
    assert {row.code for row in rows} == set(refused)
    assert {(row.reason, row.person_name, row.user_name) for row in rows} == {
        ("құжатта солай", "Омаров Ерлан", desk.user.full_name)
    }
    assert all(row.text.format(**row.values) for row in rows)


def test_iin_is_optional_and_its_length_is_not_negotiable(desk: Desk) -> None:
    assert codes(save_person(desk, None, replace(OMAROV, iin="4305114001"))) == ["iin-length"]
    page = person_page(desk, saved(save_person(desk, None, OMAROV)))
    assert page is not None
    assert page.person.iin == ""


def test_same_iin_is_a_likely_double_and_names_whom(desk: Desk) -> None:
    first = replace(OMAROV, iin="800102300008")
    answer = save_person(desk, None, first)
    reasons = {f.code: "тексерілді" for f in answer.findings} if isinstance(answer, Refused) else {}
    first_id = saved(save_person(desk, None, first, reasons)) if reasons else saved(answer)
    second = replace(first, surname="Басқа", given_name="Адам")
    found = [f for f in check_person_in_file(desk, None, second) if f.code == "person-same-iin"]
    assert [f.values["id"] for f in found] == [str(first_id)]


def test_same_name_folded_and_birth_date_is_a_likely_double(desk: Desk, aigul: UUID) -> None:
    russian = PersonDraft(
        surname="Касымова", given_name="Айгуль", patronymic="Болатқызы", born=date(1943, 5, 11)
    )
    kazakh = replace(russian, given_name="Айгул")
    assert codes(save_person(desk, None, kazakh)) == ["person-same-name"]
    assert isinstance(save_person(desk, None, russian), Saved)
    assert isinstance(save_person(desk, None, replace(kazakh, born=date(1943, 5, 12))), Saved)


def test_draft_begun_before_another_change_is_refused_and_the_change_stands(desk: Desk, aigul: UUID) -> None:
    page = person_page(desk, aigul)
    assert page is not None
    saved(save_person(desk, aigul, replace(page.person, phone="1")))
    assert codes(save_person(desk, aigul, replace(page.person, phone="2"))) == ["changed-meanwhile"]
    again = person_page(desk, aigul)
    assert again is not None
    assert again.person.phone == "1"


def test_record_that_is_not_there_is_refused_not_a_crash(desk: Desk) -> None:
    assert codes(save_person(desk, new_id(), OMAROV)) == ["record-gone"]
    assert person_page(desk, new_id()) is None
    assert open_person(desk, new_id()) is None
    assert person_header(desk, new_id()) is None


def test_old_name_stays_in_the_history_and_the_search_finds_both(desk: Desk, aigul: UUID) -> None:
    draft = RenameDraft(
        surname="Ахметова",
        given_name="Айгүл",
        patronymic="Болатқызы",
        until=date(2026, 2, 1),
        document="неке қию туралы куәлік № 15",
    )
    saved(rename_person(desk, aigul, draft))
    page = person_page(desk, aigul)
    assert page is not None
    assert page.header.full_name == "Ахметова Айгүл Болатқызы"
    assert [(name.full_name, name.until, name.document) for name in page.former_names] == [
        ("Қасымова Айгүл Болатқызы", date(2026, 2, 1), "неке қию туралы куәлік № 15")
    ]
    for text in ("ахметова", "касымова", "айгул"):
        assert [row.id for row in find_people(desk, text)] == [aigul]


def test_a_later_correction_does_not_lose_the_old_name_from_the_search(desk: Desk, aigul: UUID) -> None:
    saved(rename_person(desk, aigul, RenameDraft(surname="Ахметова", given_name="Айгүл")))
    page = person_page(desk, aigul)
    assert page is not None
    saved(save_person(desk, aigul, replace(page.person, surname="Ахметжанова")))
    assert [row.id for row in find_people(desk, "касымова")] == [aigul]
    assert [row.id for row in find_people(desk, "ахметжанова")] == [aigul]


def test_renaming_to_the_same_name_or_from_tomorrow_is_refused(desk: Desk, aigul: UUID) -> None:
    same = RenameDraft(surname="Қасымова", given_name="Айгүл", patronymic="Болатқызы")
    assert codes(rename_person(desk, aigul, same)) == ["rename-same"]
    tomorrow = RenameDraft(surname="Ахметова", until=date(2026, 3, 13))
    assert codes(rename_person(desk, aigul, tomorrow)) == ["renamed-in-the-future"]


def test_opening_a_page_is_journalled_once_and_a_refresh_is_not(desk: Desk, aigul: UUID) -> None:
    open_person(desk, aigul)
    person_page(desk, aigul)
    person_header(desk, aigul)
    with desk.read() as session:
        seen = select(Change).where(Change.operation == Operation.VIEW, Change.person_id == aigul)
        assert len(session.scalars(seen).all()) == 1


BELONGINGS = [
    RelativeDraft(
        relation=RelationKind.DAUGHTER,
        full_name="Қасымова <b>Дана</b>",
        birth_year=1970,
        is_representative=True,
        representation_document="сенімхат",
    ),
    DisabilityDraft(group=DisabilityGroup.SECOND, established_on=date(2020, 1, 1), indefinite=True),
    ProgrammeDraft(number="12", issued_on=date(2025, 1, 1), until=date(2027, 1, 1)),
    PaperDraft(kind=PaperKind.IDENTITY_CARD, number="012345678", issued_by="ІІМ"),
    ConvictionDraft(article="188", term="2 жыл"),
]


@pytest.mark.parametrize("draft", BELONGINGS, ids=lambda draft: type(draft).__name__)
def test_what_belongs_to_a_person_is_entered_changed_and_removed(
    desk: Desk, aigul: UUID, draft: RelativeDraft | DisabilityDraft | ProgrammeDraft
) -> None:
    def entries() -> list[object]:
        page = person_page(desk, aigul)
        assert page is not None
        kept = (page.relatives, page.disabilities, page.programmes, page.papers, page.convictions)
        return [(entry.id, replace(entry.draft, revision=None)) for some in kept for entry in some]

    entry_id = saved(save_belonging(desk, aigul, None, draft))
    assert entries() == [(entry_id, draft)]
    assert saved(save_belonging(desk, aigul, entry_id, draft)) == entry_id
    saved(remove_belonging(desk, type(draft), aigul, entry_id))
    assert entries() == []
    assert codes(remove_belonging(desk, type(draft), aigul, entry_id)) == ["record-gone"]


@pytest.mark.parametrize(
    ("draft", "field"),
    [
        (RelativeDraft(), "full_name"),
        (RelativeDraft(full_name="Ана", birth_year=1), "birth_year"),
        (RelativeDraft(full_name="Ана", born=date(2999, 1, 1)), "born"),
        (DisabilityDraft(established_on=date(2025, 1, 2), until=date(2025, 1, 1)), "until"),
        (DisabilityDraft(until=date(2027, 1, 1), indefinite=True), "until"),
        (ProgrammeDraft(issued_on=date(1, 1, 1)), "issued_on"),
        (PaperDraft(), "number"),
        (PaperDraft(number="1", issued_on=date(2025, 1, 2), valid_until=date(2025, 1, 1)), "valid_until"),
        (ConvictionDraft(), "article"),
        (ConvictionDraft(article="1" * 301), "article"),
    ],
)
def test_what_cannot_be_is_refused_beside_its_field(
    desk: Desk, aigul: UUID, draft: RelativeDraft, field: str
) -> None:
    answer = save_belonging(desk, aigul, None, draft)
    assert isinstance(answer, Refused)
    assert field in {finding.field for finding in answer.findings}


def test_an_entry_of_somebody_else_is_not_touched(desk: Desk, aigul: UUID) -> None:
    omarov = saved(save_person(desk, None, OMAROV))
    entry_id = saved(save_belonging(desk, omarov, None, ConvictionDraft(article="188")))
    assert codes(save_belonging(desk, aigul, entry_id, ConvictionDraft(article="1"))) == ["record-gone"]
    assert codes(remove_belonging(desk, ConvictionDraft, aigul, entry_id)) == ["record-gone"]


def test_saving_a_person_is_one_action_of_the_journal_under_the_user(desk: Desk) -> None:
    person_id = saved(save_person(desk, None, OMAROV))
    with desk.read() as session:
        rows = session.scalars(select(Change).where(Change.person_id == person_id)).all()
        assert [(row.operation, row.user_id) for row in rows] == [(Operation.INSERT, desk.user.id)]
        assert session.get_one(Person, person_id).revision == 1


def test_an_entry_changed_meanwhile_is_not_written_over(desk: Desk, aigul: UUID) -> None:
    saved(save_belonging(desk, aigul, None, ProgrammeDraft(number="1", indefinite=True)))
    page = person_page(desk, aigul)
    assert page is not None
    [entry] = page.programmes
    saved(save_belonging(desk, aigul, entry.id, replace(entry.draft, number="2")))
    late = replace(entry.draft, number="3")
    assert codes(save_belonging(desk, aigul, entry.id, late)) == ["changed-meanwhile"]
    stale = remove_belonging(desk, ProgrammeDraft, aigul, entry.id, entry.draft.revision)
    assert codes(stale) == ["changed-meanwhile"]
    page = person_page(desk, aigul)
    assert page is not None
    assert [each.draft.number for each in page.programmes] == ["2"]


def test_saving_somebody_new_is_one_transaction_with_two_looks_and_two_rows(desk: Desk, aigul: UUID) -> None:
    told = sent(desk.file, lambda: saved(save_person(desk, None, PersonDraft(surname="Ахметов"))))
    assert [" ".join(sql.split()[:3]) for sql in told] == [
        *("BEGIN IMMEDIATE", "SELECT p.id, p.surname,", "INSERT INTO person"),
        *("SELECT seq, mac", "INSERT INTO change", "COMMIT"),
    ]


def test_a_draft_that_is_refused_leaves_no_trace_in_the_journal(desk: Desk, aigul: UUID) -> None:
    before = desk.file.changes
    told = sent(desk.file, lambda: codes(save_person(desk, aigul, PersonDraft(surname=""))))
    assert [sql for sql in told if sql.startswith(("INSERT", "UPDATE"))] == []
    assert desk.file.changes == before


@pytest.mark.parametrize(
    ("born", "expected"),
    [(date(2026, 3, 3), []), (date(2026, 3, 4), []), (date(2026, 3, 5), ["born-after-stay"])],
)
def test_a_birth_date_after_the_admission_is_refused(
    desk: Desk, units: dict[UnitKind, UUID], aigul: UUID, born: date, expected: list[str]
) -> None:
    admitted(desk, aigul, units[UnitKind.STATIONARY], date(2026, 3, 4))
    page = person_page(desk, aigul)
    assert page is not None
    answer = save_person(desk, aigul, replace(page.person, born=born))
    assert (codes(answer) if expected else []) == expected
