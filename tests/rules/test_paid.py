"""Paid services: the list, contracts and acts, on both sides of each day and number."""

from dataclasses import replace
from datetime import date

import pytest

from ssu_desktop.language import Bilingual
from ssu_desktop.law import load_law
from ssu_desktop.records import new_id
from ssu_desktop.records.kinds import Domain, UnitKind
from ssu_desktop.rules.finding import Weight
from ssu_desktop.rules.paid import (
    ActDraft,
    ContractDraft,
    ContractFacts,
    ItemFacts,
    Price,
    PriceDraft,
    check_act,
    check_contract,
    check_end,
    check_price,
)

LAW = load_law()
TODAY = date(2026, 3, 12)
MASSAGE, ITEM = new_id(), new_id()
PRICE = Price(name=Bilingual("Массаж", "Массаж"), valid_from=date(2026, 1, 1), valid_until=date(2026, 6, 30))
ROW = PriceDraft(
    domain=Domain.MEDICAL,
    text_kk="Массаж",
    text_ru="Массаж",
    price=150_000,
    valid_from=date(2026, 1, 1),
    approved_by="мәслихаттың 2025 жылғы 12 желтоқсандағы № 214 шешімі",
)
CONTRACT = ContractDraft(number="7", signed_on=date(2026, 3, 2), items={MASSAGE: 10})
FACTS = ContractFacts(
    signed_on=date(2026, 3, 2), ends_on=date(2026, 3, 31), items={ITEM: ItemFacts(left=10, price=PRICE)}
)
ACT = ActDraft(
    number="1",
    signed_on=date(2026, 3, 11),
    since=date(2026, 3, 2),
    until=date(2026, 3, 10),
    items={ITEM: 10},
)


@pytest.mark.parametrize(
    ("kind", "paragraph"),
    [
        (UnitKind.STATIONARY, "4-5"),
        (UnitKind.DAY, "13-5"),
        (UnitKind.HOME, "24-5"),
        (UnitKind.TEMPORARY, "29-5"),
    ],
)
def test_the_list_is_approved_by_the_local_representative_body(kind: UnitKind, paragraph: str) -> None:
    """R230-025."""
    (found,) = check_price(replace(ROW, approved_by=""), kind, LAW, TODAY)
    assert found.article is not None
    assert (found.code, found.article.paragraph, found.weight) == (
        *("price-not-approved", paragraph),
        Weight.WARN,
    )


@pytest.mark.parametrize(
    ("draft", "codes"),
    [
        (ROW, []),
        (replace(ROW, price=0), []),
        (replace(ROW, price=None), ["price-missing"]),
        (replace(ROW, domain=None), ["price-without-domain"]),
        (replace(ROW, text_kk=""), ["price-unnamed-kk"]),
        (replace(ROW, text_ru=""), ["price-unnamed-ru"]),
        (replace(ROW, valid_from=None), ["price-begins-never"]),
        (replace(ROW, valid_until=date(2026, 1, 1)), []),
        (replace(ROW, valid_until=date(2025, 12, 31)), ["dates-run-backwards"]),
    ],
)
def test_a_row_of_the_list_is_whole(draft: PriceDraft, codes: list[str]) -> None:
    assert [one.code for one in check_price(draft, UnitKind.STATIONARY, LAW, TODAY)] == codes


@pytest.mark.parametrize(
    ("draft", "codes"),
    [
        (CONTRACT, []),
        (replace(CONTRACT, number=""), ["number-missing"]),
        (replace(CONTRACT, signed_on=None), ["date-missing"]),
        (replace(CONTRACT, signed_on=date(2026, 3, 13)), ["date-in-future"]),
        (replace(CONTRACT, signed_on=date(2026, 1, 1)), []),
        (replace(CONTRACT, signed_on=date(2025, 12, 31)), ["price-not-in-force"]),
        (replace(CONTRACT, valid_until=date(2026, 3, 1)), ["dates-run-backwards"]),
        (replace(CONTRACT, items={}), ["no-service"]),
        (replace(CONTRACT, items={MASSAGE: 0}), ["no-service"]),
    ],
)
def test_a_contract_names_number_day_and_services_at_prices_in_force(
    draft: ContractDraft, codes: list[str]
) -> None:
    """R230-025."""
    found = list(check_contract(draft, {MASSAGE: PRICE}, TODAY))
    assert [one.code for one in found] == codes
    assert all(one.weight is Weight.STOP for one in found)


def test_the_last_day_of_a_price_is_in_force() -> None:
    assert [PRICE.holds_on(day) for day in (date(2026, 6, 30), date(2026, 7, 1))] == [True, False]
    assert replace(PRICE, valid_until=None).holds_on(date(2030, 1, 1))


@pytest.mark.parametrize(
    ("draft", "facts", "codes"),
    [
        (ACT, FACTS, []),
        (replace(ACT, items={ITEM: 11}), FACTS, ["act-above-contract"]),
        (replace(ACT, items={ITEM: 0}), FACTS, ["no-service"]),
        (replace(ACT, number=""), FACTS, ["number-missing"]),
        (replace(ACT, since=None), FACTS, ["date-missing"]),
        (replace(ACT, until=date(2026, 3, 13)), FACTS, ["date-in-future"]),
        (replace(ACT, since=date(2026, 3, 1)), FACTS, ["act-outside-contract"]),
        (ACT, replace(FACTS, ends_on=date(2026, 3, 10)), []),
        (ACT, replace(FACTS, ends_on=date(2026, 3, 9)), ["act-outside-contract"]),
        (ACT, replace(FACTS, ends_on=None), []),
    ],
)
def test_an_act_stays_within_its_contract(draft: ActDraft, facts: ContractFacts, codes: list[str]) -> None:
    """R230-025."""
    assert [one.code for one in check_act(draft, facts, UnitKind.STATIONARY, LAW, TODAY)] == codes


def test_a_service_whose_price_ran_out_is_warned_of_with_the_paragraph_of_the_list() -> None:
    """R230-025."""
    ran_out = replace(PRICE, valid_until=date(2026, 3, 9))
    facts = replace(FACTS, items={ITEM: ItemFacts(left=10, price=ran_out)})
    (found,) = check_act(ACT, facts, UnitKind.HOME, LAW, TODAY)
    assert found.article is not None
    assert (found.code, found.article.paragraph) == ("act-price-expired", "24-5")
    last_day = replace(FACTS, items={ITEM: ItemFacts(left=10, price=replace(ran_out, valid_until=ACT.until))})
    assert list(check_act(ACT, last_day, UnitKind.HOME, LAW, TODAY)) == []


def test_a_contract_ends_with_a_reason_not_before_it_began() -> None:
    signed = date(2026, 3, 2)
    assert list(check_end(signed, "өтініш", signed, TODAY)) == []
    assert [one.code for one in check_end(None, "", signed, TODAY)] == ["date-missing", "end-without-reason"]
    assert [one.code for one in check_end(date(2026, 3, 1), "өтініш", signed, TODAY)] == [
        "dates-run-backwards"
    ]
