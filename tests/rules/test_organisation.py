"""The rules of the facility's own data."""

import pytest

from ssu_desktop.rules.finding import Weight
from ssu_desktop.rules.organisation import (
    OrganisationDraft,
    SetupDraft,
    UnitDraft,
    check_organisation,
    check_password,
    check_setup,
    check_unit,
)


def test_organisation_needs_both_names_and_may_lack_the_rest() -> None:
    assert [f.field for f in check_organisation(OrganisationDraft())] == ["name_kk", "name_ru"]
    assert list(check_organisation(OrganisationDraft(name_kk="а", name_ru="б"))) == []


@pytest.mark.parametrize(
    ("capacity", "stands"), [(None, False), (0, False), (1, True), (9999, True), (10000, False)]
)
def test_unit_has_room_for_somebody(capacity: int | None, stands: bool) -> None:
    draft = UnitDraft(name_kk="а", name_ru="б", capacity=capacity)
    assert (list(check_unit(draft)) == []) is stands


@pytest.mark.parametrize(
    ("password", "stands"),
    [
        ("жаз қайық нан м", True),  # fifteen, blanks included
        ("жаз қайық нан ", False),
        ("Zh4!kv?9Lm", False),
        ("correct horse battery", True),
        ("қыс қыс қыс қыс", False),
        ("111111111111111", False),
        ("123456789012345", False),
        ("ЙЦУКЕНГШЩЗХЪфыв", False),
        ("0987654321098765", False),
    ],
)
def test_length_makes_a_password_unless_it_is_guessed_at_once(password: str, stands: bool) -> None:
    assert (list(check_password(password)) == []) is stands


def test_empty_first_start_names_every_field_that_it_needs() -> None:
    found = list(check_setup(SetupDraft()))
    assert [finding.field for finding in found] == [
        "organisation.name_kk",
        "organisation.name_ru",
        "units",
        "user.login",
        "user.full_name",
        "user.password",
    ]
    assert {finding.weight for finding in found} == {Weight.STOP}
