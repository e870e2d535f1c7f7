"""Packs of forms on a real data file: whose forms they hold, in which order, and what is remembered."""

import tracemalloc
from datetime import date
from uuid import UUID

import pypdfium2
import pytest

from ssu_desktop.actions.desk import Desk, Saved
from ssu_desktop.actions.pack import PackAsked, print_pack
from ssu_desktop.actions.person import save_person
from ssu_desktop.actions.plan_editing import start_plan
from ssu_desktop.actions.printing import CannotPrint, list_printouts
from ssu_desktop.language import Language
from ssu_desktop.records.kinds import UnitKind
from ssu_desktop.rules.person import PersonDraft
from tests.support.stays import admitted, saved

KK, RU = Language.KK, Language.RU
S, D = UnitKind.STATIONARY, UnitKind.DAY
Units = dict[UnitKind, UUID]


class Enough(Exception):  # noqa: N818 - not an error: the user's wish
    """Somebody pressed Cancel."""


def named(desk: Desk, surname: str) -> UUID:
    return saved(save_person(desk, None, PersonDraft(surname=surname, given_name="Серік")))


def outline(pdf: bytes) -> list[str]:
    document = pypdfium2.PdfDocument(pdf)
    try:
        return [mark.get_title() for mark in document.get_toc()]
    finally:
        document.close()


@pytest.fixture
def two(desk: Desk, units: Units) -> tuple[UUID, UUID]:
    """Two people of the stationary unit with plans: Әбенов and Яковлев, entered the other way round."""
    people = [named(desk, surname) for surname in ("Яковлев", "Әбенов")]
    for person_id in people:
        stay_id = admitted(desk, person_id, units[S], date(2026, 2, 2))
        assert isinstance(start_plan(desk, stay_id), Saved)
    return people[1], people[0]


def test_a_pack_of_a_unit_is_sorted_by_person_or_by_form(
    desk: Desk, units: Units, two: tuple[UUID, UUID]
) -> None:
    forms = ("annex-3", "annex-4")
    by_person = print_pack(desk, PackAsked(forms=forms, unit_id=units[S]), RU)
    cover, plan = "Личное дело (приложение 3)", "Индивидуальный план (приложение 4)"
    first, last = "Әбенов Серік", "Яковлев Серік"
    titles = [f"{first}: {cover}", f"{first}: {plan}", f"{last}: {cover}", f"{last}: {plan}"]
    assert outline(by_person.pdf) == titles
    by_form = print_pack(desk, PackAsked(forms=forms, unit_id=units[S], by_form=True), RU)
    assert outline(by_form.pdf) == [titles[0], titles[2], titles[1], titles[3]]
    assert len(list_printouts(desk, two[0])) == len(list_printouts(desk, two[1])) == 4


def test_each_paper_of_a_pack_is_remembered_like_a_single_print(
    desk: Desk, units: Units, two: tuple[UUID, UUID]
) -> None:
    asked = PackAsked(forms=("annex-4", "annex-3"), people=two, duplex=True)
    printed = print_pack(desk, asked, KK)
    rows = {row.id: row for row in list_printouts(desk)}
    assert set(rows) == set(printed.printout_ids)
    assert [rows[one].form for one in printed.printout_ids] == ["annex-4", "annex-3"] * 2
    assert [rows[one].person_id for one in printed.printout_ids] == [two[0]] * 2 + [two[1]] * 2
    document = pypdfium2.PdfDocument(printed.pdf)
    at = 0
    for printout_id in printed.printout_ids:
        for page in range(rows[printout_id].pages):
            assert rows[printout_id].code in document[at + page].get_textpage().get_text_bounded()
        at += rows[printout_id].pages + rows[printout_id].pages % 2
    document.close()


def test_who_lacks_something_is_told_and_the_others_are_printed(
    desk: Desk, units: Units, two: tuple[UUID, UUID]
) -> None:
    asked = PackAsked(forms=("annex-3", "annex-5", "annex-9"), unit_id=units[S])
    printed = print_pack(desk, asked, RU)
    assert len(printed.printout_ids) == 2
    assert [name for name, _reason in printed.skipped] == [
        "Әбенов Серік",
        "Яковлев Серік",
        "Регистрационная карточка (приложение 9)",
    ]
    with pytest.raises(CannotPrint):
        print_pack(desk, PackAsked(forms=("annex-5",), unit_id=units[S]), RU)
    with pytest.raises(CannotPrint):
        print_pack(desk, PackAsked(forms=("annex-3",), unit_id=units[D]), RU)
    with pytest.raises(CannotPrint):
        print_pack(desk, PackAsked(forms=(), people=two), RU)


def test_a_cancelled_pack_leaves_nothing_behind(desk: Desk, two: tuple[UUID, UUID]) -> None:
    told: list[tuple[int, int]] = []

    def progress(done: int, whole: int) -> None:
        told.append((done, whole))
        if done == 2:
            raise Enough

    with pytest.raises(Enough):
        print_pack(desk, PackAsked(forms=("annex-3", "annex-4"), people=two), KK, progress=progress)
    assert told == [(1, 4), (2, 4)]
    assert not list_printouts(desk)


def test_the_memory_of_a_pack_of_three_hundred_does_not_grow_with_its_marks(
    desk: Desk, two: tuple[UUID, UUID]
) -> None:
    def peak(people: tuple[UUID, ...]) -> int:
        tracemalloc.reset_peak()
        print_pack(desk, PackAsked(forms=("annex-4",), people=people), KK)
        return tracemalloc.get_traced_memory()[1]

    peak(two)  # the fonts are read once
    tracemalloc.start()
    try:
        few, many = peak(two * 5), peak(two * 150)
    finally:
        tracemalloc.stop()
    assert many - few < 20_000_000
