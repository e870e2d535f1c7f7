"""Internal rules, acquaintance, self-check: who needs them, who signs, what is asked where."""

from dataclasses import replace
from datetime import date

import pytest

from ssu_desktop.law import load_law
from ssu_desktop.records.kinds import Answer, NoticeSigner, UnitKind
from ssu_desktop.rules.house import (
    AcquaintanceDraft,
    CheckDraft,
    Reader,
    RulesDraft,
    check_acquaintance,
    check_answer,
    check_rules,
    needs_rules,
    points_of,
)

LAW = load_law()
TODAY = date(2026, 3, 12)
RULES = RulesDraft(approved_on=date(2026, 1, 9), order_number="3-ө", approved_by="Сейтқали А. М.")
SIGNED = AcquaintanceDraft(signed_on=date(2026, 3, 4))
GROWN = Reader(born=date(1943, 5, 11))


@pytest.mark.parametrize(
    ("kind", "paragraph"),
    [(UnitKind.STATIONARY, "9"), (UnitKind.DAY, "19"), (UnitKind.TEMPORARY, "35"), (UnitKind.HOME, None)],
)
def test_internal_rules_are_asked_of_all_kinds_but_home_service(
    kind: UnitKind, paragraph: str | None
) -> None:
    """R230-119."""
    assert needs_rules(kind, LAW, TODAY) is (paragraph is not None)
    nameless = replace(RULES, order_number="", approved_by="")
    found = [
        (one.code, one.article and one.article.paragraph) for one in check_rules(nameless, kind, LAW, TODAY)
    ]
    assert found == ([("rules-not-approved", paragraph)] if paragraph else [("rules-not-asked", None)])


@pytest.mark.parametrize(
    ("draft", "codes"),
    [
        (RULES, []),
        (replace(RULES, order_number=""), []),
        (replace(RULES, approved_by=""), []),
        (replace(RULES, approved_on=None), ["date-missing"]),
        (replace(RULES, approved_on=TODAY), []),
        (replace(RULES, approved_on=date(2026, 3, 13)), ["date-in-future"]),
    ],
)
def test_the_head_approves_the_rules_on_a_day_that_has_come(draft: RulesDraft, codes: list[str]) -> None:
    """R230-119."""
    assert [one.code for one in check_rules(draft, UnitKind.STATIONARY, LAW, TODAY)] == codes


@pytest.mark.parametrize(
    ("draft", "reader", "codes"),
    [
        (SIGNED, GROWN, []),
        (replace(SIGNED, signed_on=date(2026, 1, 9)), GROWN, []),
        (replace(SIGNED, signed_on=date(2026, 1, 8)), GROWN, ["signed-before-approval"]),
        (replace(SIGNED, signed_on=date(2026, 3, 13)), GROWN, ["date-in-future"]),
        (replace(SIGNED, signed_on=None), GROWN, ["date-missing"]),
        (replace(SIGNED, signer=None), GROWN, ["signer-missing"]),
        (SIGNED, Reader(), []),
        (SIGNED, Reader(born=date(2008, 3, 12)), []),
        (SIGNED, Reader(born=date(2008, 3, 13)), ["representative-signs"]),
        (SIGNED, replace(GROWN, legally_incapable=True), ["representative-signs"]),
        (
            replace(SIGNED, signer=NoticeSigner.REPRESENTATIVE),
            replace(GROWN, legally_incapable=True),
            [],
        ),
    ],
)
def test_the_recipient_signs_or_the_representative_of_a_child_after_the_approval(
    draft: AcquaintanceDraft, reader: Reader, codes: list[str]
) -> None:
    """R230-119."""
    found = check_acquaintance(draft, date(2026, 1, 9), reader, UnitKind.STATIONARY, LAW, TODAY)
    assert [one.code for one in found] == codes


def test_an_own_entrance_is_asked_of_day_care_within_a_stationary_organisation_only() -> None:
    """R230-120."""
    ((point, figure),) = points_of(UnitKind.DAY, LAW, TODAY, within_stationary=True)
    assert (point, figure.article.paragraph) == ("own_entrance", "17")
    assert "жеке есіктен кіруге және бөлек болуға" in figure.kk
    assert points_of(UnitKind.DAY, LAW, TODAY, within_stationary=False) == ()
    assert points_of(UnitKind.STATIONARY, LAW, TODAY, within_stationary=True) == ()
    assert points_of(UnitKind.DAY, LAW, date(2023, 6, 30), within_stationary=True) == ()


@pytest.mark.parametrize(
    ("draft", "codes"),
    [
        (CheckDraft(answer=Answer.NO, checked_on=TODAY), []),
        (CheckDraft(checked_on=TODAY), ["answer-missing"]),
        (CheckDraft(answer=Answer.YES), ["date-missing"]),
        (CheckDraft(answer=Answer.YES, checked_on=date(2026, 3, 13)), ["date-in-future"]),
    ],
)
def test_a_point_is_answered_on_a_day_that_has_come(draft: CheckDraft, codes: list[str]) -> None:
    assert [one.code for one in check_answer(draft, TODAY)] == codes
