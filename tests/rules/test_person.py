"""The rules of a person's record."""

from dataclasses import replace
from datetime import date

import pytest

from ssu_desktop.records import Disability, IdentityPaper, RehabilitationProgramme, new_id
from ssu_desktop.records.kinds import Sex
from ssu_desktop.rules.fields import cleaned
from ssu_desktop.rules.finding import Weight, blocks
from ssu_desktop.rules.person import (
    PersonDraft,
    check_names,
    check_person,
    latest_disability,
    latest_paper,
    latest_programme,
    odd_signs,
    searchable,
)

TODAY = date(2026, 3, 12)
AIGUL = PersonDraft(
    surname="Қасымова",
    given_name="Айгүл",
    patronymic="Болатқызы",
    born=date(1943, 5, 11),
    sex=Sex.FEMALE,
)


def test_complete_record_has_no_findings() -> None:
    assert list(check_person(AIGUL, TODAY)) == []


@pytest.mark.parametrize(
    ("born", "stands"),
    [
        (date(1, 1, 1), False),
        (date(1889, 12, 31), False),
        (date(1890, 1, 1), True),
        (TODAY, True),
        (date(2026, 3, 13), False),
        (date(2999, 1, 1), False),
    ],
)
def test_birth_dates_of_living_people_stand(born: date, stands: bool) -> None:
    assert blocks(check_person(replace(AIGUL, born=born), TODAY)) is not stands


@pytest.mark.parametrize(
    ("name", "odd"),
    [
        ("Әбдірахман-ұлы", ""),
        ("О'Нил", ""),
        ("д’Артаньян", ""),
        ("Нұр(Сұлтан)", ""),
        ("Ли 2", "2"),
        ("<b>Ким</b>", "< > /"),
        ("Оразов 😀😀", "😀"),
        ("J̌ānis", ""),
    ],
)
def test_signs_that_are_no_letters_are_pointed_out(name: str, odd: str) -> None:
    assert odd_signs(name) == odd


def test_odd_signs_are_only_told_and_never_stand_in_the_way() -> None:
    [finding] = check_person(replace(AIGUL, surname="<b>Ким</b>"), TODAY)
    assert (finding.weight, finding.field) == (Weight.NOTE, "surname")


def test_cleaning_takes_marks_and_keeps_the_lines_of_a_note() -> None:
    typed = replace(AIGUL, surname="\u200fҚасымова\n\n", note="  бір \r\n\u202eекі  ")
    assert cleaned(typed) == replace(AIGUL, note="бір\nекі")


def test_letters_typed_as_two_signs_become_one() -> None:
    assert cleaned(replace(AIGUL, surname="Йсаи\u0306")).surname == "Йсай"


def test_search_reads_names_old_names_iin_and_file_numbers() -> None:
    text = searchable("Ахметова Айгүл", ("Қасымова Айгүл",), "430511400122", ("S-2026/1",))
    assert text == "Ахметова Айгүл Қасымова Айгүл 430511400122 S-2026/1"
    assert searchable("Ким", (), None, ()) == "Ким"


def _programme(
    issued: date | None, until: date | None, *, indefinite: bool = False
) -> RehabilitationProgramme:
    return RehabilitationProgramme(id=new_id(), issued_on=issued, until=until, indefinite=indefinite)


def test_the_latest_programme_is_the_one_issued_last_or_an_undated_one_that_ends_later() -> None:
    old = _programme(date(2019, 1, 1), date(2021, 1, 1))
    new = _programme(date(2025, 1, 1), date(2027, 1, 1))
    endless = _programme(date(2018, 1, 1), None, indefinite=True)
    undated = _programme(None, date(2028, 1, 1))
    undated_endless = _programme(None, None, indefinite=True)
    assert latest_programme([]) is None
    assert latest_programme([new, endless, old]) is new
    assert latest_programme([undated, old]) is undated
    assert latest_programme([old, _programme(None, date(2020, 1, 1))]) is old
    assert latest_programme([undated_endless, new]) is undated_endless


def test_the_disability_of_a_day_is_the_last_one_established_by_then_while_it_runs() -> None:
    def established(on: date | None, until: date | None, *, indefinite: bool = False) -> Disability:
        return Disability(id=new_id(), established_on=on, until=until, indefinite=indefinite)

    second = established(date(2020, 5, 1), None, indefinite=True)
    third = established(date(2025, 5, 1), date(2026, 5, 1))
    both = [third, second]
    assert latest_disability(both, date(2025, 4, 30)) is second
    assert latest_disability(both, date(2025, 5, 1)) is third
    assert latest_disability(both, date(2026, 5, 1)) is third
    assert latest_disability(both, date(2026, 5, 2)) is None  # the earlier group does not come to life again
    assert latest_disability([established(None, None)], date(2020, 1, 1)) is not None
    assert latest_disability([], date(2020, 1, 1)) is None


def test_the_identity_document_that_counts_is_the_one_issued_last() -> None:
    old = IdentityPaper(id=new_id(), issued_on=date(2015, 1, 1), valid_until=date(2030, 1, 1))
    new = IdentityPaper(id=new_id(), issued_on=date(2024, 1, 1), valid_until=date(2027, 1, 1))
    undated = IdentityPaper(id=new_id(), issued_on=None, valid_until=date(2028, 1, 1))
    assert latest_paper([new, old]) is new
    assert latest_paper([undated, new, old]) is undated


@pytest.mark.parametrize(
    ("surname", "given_name", "patronymic", "fields"),
    [
        ("Ким", "Виктория", "Олеговна", []),
        ("Ким", "Виктория", "", []),
        ("", "Виктория", "Олеговна", ["surname"]),
    ],
)
def test_a_patronymic_is_entered_if_there_is_one(
    surname: str, given_name: str, patronymic: str, fields: list[str]
) -> None:
    """R230-314."""
    draft = PersonDraft(surname=surname, given_name=given_name, patronymic=patronymic)
    assert [one.field for one in check_names(draft)] == fields
