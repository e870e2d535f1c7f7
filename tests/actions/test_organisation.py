"""The facility's own data."""

from dataclasses import replace
from datetime import date
from uuid import UUID

import pytest

from ssu_desktop.actions.desk import Desk, Refused, Saved
from ssu_desktop.actions.organisation import (
    list_staff,
    list_units,
    preview_file_number,
    read_organisation,
    save_organisation,
    save_staff,
    save_unit,
    set_language,
    set_text_size,
)
from ssu_desktop.actions.printing_office import Office
from ssu_desktop.actions.signatories import list_signatories, remove_signatory, save_signatory, signatory_on
from ssu_desktop.actions.users import list_users
from ssu_desktop.language import Language
from ssu_desktop.records import Stay, new_id
from ssu_desktop.records.kinds import Category, Domain, Post, UnitKind
from ssu_desktop.rules.organisation import SignatoryDraft, StaffDraft, UnitDraft
from tests.support.by_hand import by_hand


def codes(answer: object) -> list[str]:
    return [finding.code for finding in answer.findings] if isinstance(answer, Refused) else []


def test_organisation_is_changed_and_a_stale_draft_refused(desk: Desk) -> None:
    shown = read_organisation(desk)
    assert isinstance(save_organisation(desk, replace(shown, phone="8 7142 1", bin="")), Saved)
    assert read_organisation(desk).phone == "8 7142 1"
    assert codes(save_organisation(desk, replace(shown, phone="2"))) == ["changed-meanwhile"]


def test_bin_with_a_wrong_check_digit_is_taken_with_a_reason(desk: Desk) -> None:
    draft = replace(read_organisation(desk), bin="123456789012")
    assert codes(save_organisation(desk, draft)) == ["bin-check"]
    assert isinstance(save_organisation(desk, draft, {"bin-check": "куәлікте солай"}), Saved)
    assert read_organisation(desk).bin == "123456789012"


def test_file_number_follows_the_pattern_of_the_facility(desk: Desk) -> None:
    assert preview_file_number(desk, "{kind}-{year}/{number}") == "S-2026/1"
    assert preview_file_number(desk, "№ {number:04}", UnitKind.DAY) == "№ 0001"


def test_unit_is_added_changed_and_closed(desk: Desk) -> None:
    draft = UnitDraft(
        name_kk="Екінші күндізгі",
        name_ru="Второе дневное",
        kind=UnitKind.DAY,
        categories=(Category.CHILDREN, Category.ELDERLY),
        capacity=10,
    )
    saved = save_unit(desk, None, draft)
    assert isinstance(saved, Saved)
    row = list_units(desk)[-1]
    assert (row.id, replace(row.draft, revision=None), row.name("ru")) == (saved.id, draft, "Второе дневное")
    assert isinstance(save_unit(desk, saved.id, replace(row.draft, closed_on=date(2026, 3, 1))), Saved)
    assert saved.id not in {unit.id for unit in list_units(desk)}
    assert saved.id in {unit.id for unit in list_units(desk, closed=True)}


def test_two_units_cannot_bear_one_name(desk: Desk) -> None:
    first = list_units(desk)[0]
    draft = UnitDraft(name_kk=first.name_kk, name_ru="Другое", capacity=1)
    assert codes(save_unit(desk, None, draft)) == ["unit-name-taken"]
    assert isinstance(save_unit(desk, first.id, first.draft), Saved)


def test_kind_of_a_unit_that_has_served_somebody_stays(desk: Desk, aigul: UUID) -> None:
    unit = list_units(desk)[0]
    with by_hand(desk) as session:
        session.add(Stay(person_id=aigul, unit_id=unit.id, category=Category.ELDERLY))
    assert codes(save_unit(desk, unit.id, replace(unit.draft, kind=UnitKind.DAY))) == ["unit-kind-in-use"]


def test_unit_that_is_not_there_is_refused(desk: Desk) -> None:
    assert codes(save_unit(desk, new_id(), UnitDraft(name_kk="а", name_ru="б", capacity=1))) == [
        "record-gone"
    ]


def test_staff_stand_in_the_order_of_the_kazakh_alphabet(desk: Desk) -> None:
    for surname in ("Яковлева", "Әлиева", "Абаев", "Іскендір"):
        draft = StaffDraft(
            surname=surname,
            given_name="Нұргүл",
            post=Post.PSYCHOLOGIST,
            position_kk="психолог",
            domain=Domain.PSYCHOLOGICAL,
        )
        assert isinstance(save_staff(desk, None, draft), Saved)
    rows = list_staff(desk)
    assert [row.short_name for row in rows] == ["Абаев Н.", "Әлиева Н.", "Іскендір Н.", "Яковлева Н."]
    assert rows[0].position("ru") == "психолог"
    save_staff(desk, rows[0].id, replace(rows[0].draft, works_until=date(2026, 3, 11)))
    assert len(list_staff(desk)) == 3
    assert len(list_staff(desk, former=True)) == 4
    assert codes(save_staff(desk, None, StaffDraft())) == ["staff-nameless"]


def test_acting_head_signs_while_the_head_is_away(desk: Desk) -> None:
    acting = SignatoryDraft(
        name="Омарова Д. К.", acting=True, valid_from=date(2026, 3, 1), valid_until=date(2026, 3, 14)
    )
    saved = save_signatory(desk, None, acting)
    assert isinstance(saved, Saved)
    signs = {day: signatory_on(desk, date(2026, 3, day)) for day in (1, 14, 15)}
    assert [row.name if row else "" for row in signs.values()] == [
        "Омарова Д. К.",
        "Омарова Д. К.",
        "Сейтқали Арман Болатұлы",
    ]
    assert isinstance(remove_signatory(desk, saved.id), Saved)
    assert len(list_signatories(desk)) == 1
    assert codes(remove_signatory(desk, saved.id)) == ["record-gone"]
    backwards = replace(acting, valid_until=date(2026, 2, 1))
    assert codes(save_signatory(desk, None, backwards)) == ["dates-run-backwards"]


def test_the_head_who_is_offered_for_an_approval_is_the_one_whom_the_form_names(desk: Desk) -> None:
    for name in ("Омарова Д. К.", "Ахметов Б. С."):
        assert isinstance(save_signatory(desk, None, SignatoryDraft(name=name)), Saved)
    offered = signatory_on(desk, desk.today)
    with desk.read() as session:
        printed = Office(session, Language.KK, desk.today, desk.law).head(desk.today)
    assert offered is not None
    assert printed is not None
    assert offered.name == printed.name == "Ахметов Б. С."  # of two without a day the one entered last


def test_a_signatory_who_was_changed_meanwhile_is_not_written_over(desk: Desk) -> None:
    (seen,) = list_signatories(desk)
    assert isinstance(save_signatory(desk, seen.id, replace(seen.draft, acting=True)), Saved)
    assert codes(save_signatory(desk, seen.id, seen.draft)) == ["changed-meanwhile"]
    assert codes(remove_signatory(desk, seen.id, seen.draft.revision)) == ["changed-meanwhile"]
    (kept,) = list_signatories(desk)
    assert kept.acting
    assert isinstance(remove_signatory(desk, kept.id, kept.draft.revision), Saved)
    assert codes(save_signatory(desk, kept.id, kept.draft)) == ["record-gone"]


def test_language_and_text_size_are_remembered_for_the_user(desk: Desk) -> None:
    changed = set_language(desk, Language.RU)
    assert changed.user.language == "ru"
    larger = set_text_size(changed, 125)
    assert isinstance(larger, Desk)
    assert (larger.user.text_size, larger.user.language) == (125, "ru")
    assert list_users(desk)[0].language == "ru"


@pytest.mark.parametrize("percent", [99, 151, 0, -1])
def test_text_size_that_nobody_can_read_is_refused(desk: Desk, percent: int) -> None:
    assert codes(set_text_size(desk, percent)) == ["text-size"]
