"""Originals in custody: what is refused, what warns, the days around."""

from dataclasses import replace
from datetime import date

import pytest

from ssu_desktop.law import load_law
from ssu_desktop.records.kinds import MovementKind, UnitKind
from ssu_desktop.rules.custody import (
    CustodyDraft,
    Original,
    ReturnDraft,
    check_custody,
    check_leaving,
    check_return,
)
from ssu_desktop.rules.finding import Finding, Weight

LAW, TODAY = load_law(), date(2026, 3, 12)
DRAFT = CustodyDraft(
    originals=(Original(code="S.custody.identity", number="041234567"),),
    accepted_on=date(2026, 3, 5),
    consent_on=date(2026, 3, 4),
    act_number="1",
    accepted_by="Сейтқали А. М.",
    handed_by="Қасымова А. Б.",
)
RETURN = ReturnDraft(
    returned_on=date(2026, 3, 10), returned_to="Қасымова А. Б.", returned_by="Сейтқали А. М."
)


def found(
    draft: CustodyDraft, kept: tuple[str, ...] = (), kind: UnitKind = UnitKind.STATIONARY
) -> list[Finding]:
    """Return what stands against taking in."""
    return list(check_custody(draft, kept, kind, LAW, TODAY))


@pytest.mark.parametrize(
    ("changed", "codes"),
    [  # R230-163, R230-164, R230-183..R230-188
        ({}, []),
        ({"consent_on": None}, ["consent-missing"]),
        ({"consent_on": date(2026, 3, 5)}, []),
        ({"consent_on": date(2026, 3, 6)}, ["consent-late"]),
        ({"accepted_on": date(2026, 3, 12)}, []),
        ({"accepted_on": date(2026, 3, 13)}, ["date-in-future"]),
        ({"accepted_on": None}, ["date-missing"]),
        ({"originals": ()}, ["originals-missing"]),
        ({"accepted_by": " "}, ["accepted-by-missing"]),
        ({"handed_by": ""}, ["handed-by-missing"]),
    ],
)
def test_originals_are_taken_in_with_consent_by_an_act_that_both_sign(
    changed: dict[str, object], codes: list[str]
) -> None:
    remarks = found(replace(DRAFT, **changed))  # type: ignore[arg-type] - the fields come by name
    assert [remark.code for remark in remarks] == codes
    assert all(remark.weight is Weight.STOP for remark in remarks)


def test_consent_rests_on_its_paragraph() -> None:
    (remark,) = found(replace(DRAFT, consent_on=None))
    assert remark.article is not None
    assert (remark.article.act, remark.article.paragraph) == ("order-230", "12(2)")


def test_the_same_original_is_not_taken_in_twice() -> None:
    assert [remark.code for remark in found(DRAFT, ("S.custody.identity",))] == ["original-kept"]
    assert found(DRAFT, ("S.custody.pension",)) == []


@pytest.mark.parametrize("kind", [UnitKind.DAY, UnitKind.HOME, UnitKind.TEMPORARY])
def test_other_kinds_of_unit_warn(kind: UnitKind) -> None:
    (remark,) = found(DRAFT, kind=kind)
    assert (remark.code, remark.weight) == ("custody-foreign", Weight.WARN)


def test_an_act_without_a_number_warns() -> None:
    (remark,) = found(replace(DRAFT, act_number=""))
    assert (remark.code, remark.weight) == ("act-number-missing", Weight.WARN)


@pytest.mark.parametrize(
    ("changed", "codes"),
    [
        ({}, []),
        ({"returned_on": date(2026, 3, 5)}, []),
        ({"returned_on": date(2026, 3, 4)}, ["returned-before"]),
        ({"returned_on": date(2026, 3, 12)}, []),
        ({"returned_on": date(2026, 3, 13)}, ["date-in-future"]),
        ({"returned_on": None}, ["date-missing"]),
        ({"returned_to": ""}, ["returned-to-missing"]),
        ({"returned_by": ""}, ["returned-by-missing"]),
    ],
)
def test_originals_are_given_back_to_somebody_by_somebody(
    changed: dict[str, object], codes: list[str]
) -> None:
    draft = replace(RETURN, **changed)  # type: ignore[arg-type] - the fields come by name
    assert [remark.code for remark in check_return(draft, date(2026, 3, 5), TODAY)] == codes


@pytest.mark.parametrize(
    ("kind", "kept", "warns"),
    [
        (MovementKind.DISCHARGED, 1, True),
        (MovementKind.TRANSFERRED_OUT, 2, True),
        (MovementKind.DISCHARGED, 0, False),
        (MovementKind.LEFT, 2, False),
        (MovementKind.TRANSFERRED, 2, False),
    ],
)
def test_whoever_leaves_for_good_takes_the_originals_along(
    kind: MovementKind, kept: int, warns: bool
) -> None:
    remarks = list(check_leaving(kind, kept, TODAY, LAW))
    assert [remark.code for remark in remarks] == (["originals-kept"] if warns else [])
    assert all(remark.weight is Weight.WARN and remark.article for remark in remarks)
