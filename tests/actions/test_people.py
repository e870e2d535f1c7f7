"""The list of people and its search while typing."""

from datetime import date
from uuid import UUID

import pytest

from ssu_desktop.actions.desk import Desk, Saved
from ssu_desktop.actions.people import PeopleQuery, count_by_status, find_people, list_people
from ssu_desktop.actions.person import save_person
from ssu_desktop.actions.presence import refresh_present
from ssu_desktop.records import Movement, PersonalFile, Stay, new_id
from ssu_desktop.records.kinds import Category, MovementKind, Status, UnitKind
from ssu_desktop.rules.person import PersonDraft
from tests.support.by_hand import by_hand


def added(desk: Desk, surname: str, given_name: str = "", **others: str) -> UUID:
    saved = save_person(desk, None, PersonDraft(surname=surname, given_name=given_name, **others))
    assert isinstance(saved, Saved)
    return saved.id


def admitted(desk: Desk, person_id: UUID, unit_id: UUID, category: Category, file_number: str = "") -> None:
    with by_hand(desk) as session:
        stay = Stay(id=new_id(), person_id=person_id, unit_id=unit_id, category=category)
        session.add(stay)
        session.add(Movement(stay_id=stay.id, kind=MovementKind.ADMITTED, happened_on=date(2026, 1, 5)))
        if file_number:
            session.add(PersonalFile(stay_id=stay.id, number=file_number))
        refresh_present(session, person_id)


def names(desk: Desk, query: PeopleQuery) -> list[str]:
    return [row.full_name for row in list_people(desk, query).rows]


def test_list_stands_in_the_order_of_the_kazakh_alphabet_page_by_page(desk: Desk) -> None:
    for surname in ("Яковлев", "Әлиев", "Қасымов", "Абаев", "Ким", "Іскендір"):
        added(desk, surname)
    whole = ["Абаев", "Әлиев", "Ким", "Қасымов", "Іскендір", "Яковлев"]
    assert names(desk, PeopleQuery()) == whole
    assert names(desk, PeopleQuery(limit=2, offset=2)) == whole[2:4]
    assert names(desk, PeopleQuery(limit=2, offset=6)) == []
    assert list_people(desk, PeopleQuery(limit=2)).total == 6


@pytest.mark.parametrize("typed", ["айгул", "АЙГҮЛ", "касымова", "сымо", "касымова айг", "айгүл қас", "ка"])
def test_search_finds_while_typing_in_either_spelling_and_order(desk: Desk, aigul: UUID, typed: str) -> None:
    added(desk, "Ким", "Виктор")
    assert [row.id for row in find_people(desk, typed)] == [aigul]


@pytest.mark.parametrize("typed", ["", "   ", "\u202e"])
def test_nothing_typed_finds_nobody_from_the_top_bar(desk: Desk, aigul: UUID, typed: str) -> None:
    assert find_people(desk, typed) == ()


@pytest.mark.parametrize("typed", ["%", "_", "'", '"', "* OR *", "a" * 5000, "😀", "NEAR(", "-"])
def test_signs_of_query_languages_are_only_letters(desk: Desk, aigul: UUID, typed: str) -> None:
    assert find_people(desk, typed) == ()


def test_filters_by_unit_category_and_status_go_together(desk: Desk, units: dict[UnitKind, UUID]) -> None:
    stationary, day = units[UnitKind.STATIONARY], units[UnitKind.DAY]
    admitted(desk, added(desk, "Абаев"), stationary, Category.ELDERLY)
    admitted(desk, added(desk, "Әлиев"), stationary, Category.ADULTS)
    admitted(desk, added(desk, "Ким"), day, Category.ELDERLY)
    added(desk, "Яковлев")
    assert names(desk, PeopleQuery(unit_id=stationary)) == ["Абаев", "Әлиев"]
    assert names(desk, PeopleQuery(category=Category.ELDERLY)) == ["Абаев", "Ким"]
    assert names(desk, PeopleQuery(statuses=(Status.NONE,))) == ["Яковлев"]
    both = PeopleQuery(unit_id=day, category=Category.ELDERLY, statuses=(Status.RECEIVING, Status.AWAY))
    assert names(desk, both) == ["Ким"]
    assert names(desk, PeopleQuery(text="ким", unit_id=stationary)) == []
    assert count_by_status(desk, stationary)[Status.RECEIVING] == 2
    assert count_by_status(desk, category=Category.ELDERLY)[Status.RECEIVING] == 2
    assert count_by_status(desk)[Status.NONE] == 1
    assert set(count_by_status(desk)) == set(Status)


def test_a_row_says_what_the_list_shows(desk: Desk, aigul: UUID, units: dict[UnitKind, UUID]) -> None:
    admitted(desk, aigul, units[UnitKind.HOME], Category.ELDERLY, "H-2026/1")
    [row] = list_people(desk).rows
    assert (row.full_name, row.age, row.iin) == ("Қасымова Айгүл Болатқызы", 82, "")
    assert (row.unit_kind, row.unit_name("ru")) == (UnitKind.HOME, "Отделение надомного обслуживания")
    assert (row.status, row.category) == (Status.RECEIVING, Category.ELDERLY)
    assert (row.admitted_on, row.file_number) == (date(2026, 1, 5), "H-2026/1")
