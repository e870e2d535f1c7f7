"""Paid services in the data file: the list, a contract at the day's price, acts, what Today asks."""

from dataclasses import replace
from datetime import date
from uuid import UUID

import pypdfium2 as pdfium
import pytest
from sqlalchemy import select

from ssu_desktop.actions.desk import Desk
from ssu_desktop.actions.paid import end_contract, paid_page, save_act, save_contract
from ssu_desktop.actions.paid_prices import list_prices, remove_price, save_price
from ssu_desktop.actions.printing import CannotPrint
from ssu_desktop.actions.printing_papers import Asked, print_paper
from ssu_desktop.actions.service import list_own_services
from ssu_desktop.actions.stay import admit
from ssu_desktop.actions.today import duties_of
from ssu_desktop.actions.undo import last_done, undo
from ssu_desktop.language import Language
from ssu_desktop.records import Departure
from ssu_desktop.records.kinds import Domain, Funding, UnitKind
from ssu_desktop.rules.paid import ActDraft, ContractDraft, PriceDraft
from tests.support.stays import admission, codes, saved

MASSAGE = PriceDraft(
    domain=Domain.MEDICAL,
    text_kk="Массаж",
    text_ru="Массаж",
    measure_kk="сеанс",
    measure_ru="сеанс",
    price=150_050,
    valid_from=date(2026, 1, 1),
    approved_by="мәслихаттың 12.12.2025 № 214 шешімі",
)


@pytest.fixture
def stay_id(desk: Desk, units: dict[UnitKind, UUID], aigul: UUID) -> UUID:
    """The stay of Қасымова, who pays for it."""
    return saved(admit(desk, aigul, admission(units[UnitKind.STATIONARY], funding=Funding.PAID)))


@pytest.fixture
def service_id(desk: Desk) -> UUID:
    """A row of the price list."""
    return saved(save_price(desk, None, MASSAGE))


def contract(service_id: UUID, count: int = 10) -> ContractDraft:
    """Return a contract over so many of a service."""
    return ContractDraft(number="7", signed_on=date(2026, 3, 5), items={service_id: count})


def act(item_id: UUID, count: int) -> ActDraft:
    """Return an act over so many of an item."""
    return ActDraft(
        number="1",
        signed_on=date(2026, 3, 10),
        since=date(2026, 3, 5),
        until=date(2026, 3, 10),
        items={item_id: count},
    )


def asked(desk: Desk, stay_id: UUID) -> list[str]:
    """Return the duties of a stay that are about its contract."""
    return [line.duty.code for line in duties_of(desk, stay_id) if line.duty.code == "paid-contract"]


def test_who_pays_is_asked_for_a_contract_until_one_runs(desk: Desk, stay_id: UUID, service_id: UUID) -> None:
    """R230-025."""
    assert asked(desk, stay_id) == ["paid-contract"]
    contract_id = saved(save_contract(desk, stay_id, None, contract(service_id)))
    assert asked(desk, stay_id) == []
    page = paid_page(desk, stay_id)
    assert page is not None
    ((row,), wanted) = page.contracts, page.wanted
    assert (row.total, row.items[0].price, wanted) == (1_500_500, 150_050, False)
    saved(end_contract(desk, contract_id, date(2026, 3, 11), "өтініш бойынша"))
    assert asked(desk, stay_id) == ["paid-contract"]


@pytest.mark.parametrize(("valid_until", "runs"), [(date(2026, 3, 12), True), (date(2026, 3, 11), False)])
def test_a_contract_runs_through_its_last_day(
    desk: Desk, stay_id: UUID, service_id: UUID, valid_until: date, runs: bool
) -> None:
    """R230-025."""
    saved(save_contract(desk, stay_id, None, replace(contract(service_id), valid_until=valid_until)))
    assert asked(desk, stay_id) == ([] if runs else ["paid-contract"])
    page = paid_page(desk, stay_id)
    assert page is not None
    assert page.wanted is not runs


def test_an_act_above_the_contract_needs_a_reason_that_is_recorded(
    desk: Desk, stay_id: UUID, service_id: UUID
) -> None:
    """R230-025."""
    contract_id = saved(save_contract(desk, stay_id, None, contract(service_id)))
    page = paid_page(desk, stay_id)
    assert page is not None
    item_id = page.contracts[0].items[0].id
    first = saved(save_act(desk, contract_id, None, act(item_id, 6)))
    more = replace(act(item_id, 5), number="2")
    assert codes(save_act(desk, contract_id, None, more)) == ["act-above-contract"]
    assert codes(save_act(desk, contract_id, None, act(item_id, 1))) == ["act-number-taken"]
    saved(save_act(desk, contract_id, None, more, {"act-above-contract": "қосымша келісім бойынша"}))
    with desk.read() as session:
        assert [one.code for one in session.scalars(select(Departure))] == ["act-above-contract"]
    page = paid_page(desk, stay_id)
    assert page is not None
    (row,) = page.contracts
    assert (row.items[0].given, row.given) == (11, 11 * 150_050)
    saved(save_act(desk, contract_id, first, act(item_id, 5)))
    done = last_done(desk)
    assert done is not None
    saved(undo(desk, done.action_id))
    page = paid_page(desk, stay_id)
    assert page is not None
    assert page.contracts[0].items[0].given == 11


def test_a_contract_keeps_the_price_of_its_day_and_a_used_price_stays(
    desk: Desk, stay_id: UUID, service_id: UUID
) -> None:
    """R230-025."""
    saved(save_contract(desk, stay_id, None, contract(service_id)))
    (row,) = list_prices(desk)
    dearer = replace(row.draft, price=200_000)
    assert codes(save_price(desk, service_id, dearer)) == ["price-in-use"]
    assert codes(remove_price(desk, service_id)) == ["price-in-use"]
    saved(save_price(desk, service_id, replace(row.draft, valid_until=date(2026, 3, 6))))
    saved(save_price(desk, None, replace(MASSAGE, price=200_000, valid_from=date(2026, 3, 7))))
    assert [one.draft.price for one in list_prices(desk, date(2026, 3, 6))] == [150_050]
    assert [one.draft.price for one in list_prices(desk, date(2026, 3, 7))] == [200_000]
    late = replace(contract(service_id), number="8", signed_on=date(2026, 3, 9))
    assert codes(save_contract(desk, stay_id, None, late)) == ["price-not-in-force"]


def test_a_contract_is_changed_until_an_act_is_made_of_it(
    desk: Desk, stay_id: UUID, service_id: UUID
) -> None:
    contract_id = saved(save_contract(desk, stay_id, None, contract(service_id)))
    assert codes(save_contract(desk, stay_id, None, contract(service_id))) == ["contract-number-taken"]
    saved(save_contract(desk, stay_id, contract_id, contract(service_id, 4)))
    page = paid_page(desk, stay_id)
    assert page is not None
    (row,) = page.contracts
    assert [item.quantity for item in row.items] == [4]
    stale = replace(contract(service_id), revision=0)
    assert codes(save_contract(desk, stay_id, contract_id, stale)) == ["changed-meanwhile"]
    saved(save_act(desk, contract_id, None, act(row.items[0].id, 1)))
    assert codes(save_contract(desk, stay_id, contract_id, contract(service_id, 5))) == ["contract-has-acts"]


def test_paid_services_are_no_part_of_the_catalogue_of_a_plan(desk: Desk, service_id: UUID) -> None:
    """R230-025: the guaranteed volume is kept apart."""
    assert list_own_services(desk) == ()
    saved(remove_price(desk, service_id))
    assert list_prices(desk) == ()
    assert codes(remove_price(desk, service_id)) == ["record-gone"]


def test_a_list_without_a_decision_is_warned_of(desk: Desk) -> None:
    """R230-025."""
    nobody = replace(MASSAGE, approved_by=" ")
    assert codes(save_price(desk, None, nobody)) == ["price-not-approved"]
    saved(save_price(desk, None, nobody, {"price-not-approved": "шешім әлі шыққан жоқ"}))


@pytest.mark.parametrize(
    ("language", "words"),
    [
        (
            Language.KK,
            ("АҚЫЛЫ ҚЫЗМЕТ КӨРСЕТУ ТУРАЛЫ ШАРТ № 7", "Массаж", "15 005", "он бес мың бес", "№ 214"),
        ),
        (Language.RU, ("ДОГОВОР ОБ ОКАЗАНИИ ПЛАТНЫХ УСЛУГ № 7", "сеанс", "1 500,50", "пятнадцать тысяч")),
    ],
)
def test_contract_and_act_are_printed_in_both_languages(
    desk: Desk, stay_id: UUID, service_id: UUID, language: Language, words: tuple[str, ...]
) -> None:
    """R230-025."""
    contract_id = saved(save_contract(desk, stay_id, None, contract(service_id)))
    printed = print_paper(desk, Asked(form="paid-contract", record_id=contract_id), language)
    text = "".join(_text(printed.pdf).split())
    assert [word for word in words if "".join(word.split()) not in text] == []
    page = paid_page(desk, stay_id)
    assert page is not None
    act_id = saved(save_act(desk, contract_id, None, act(page.contracts[0].items[0].id, 4)))
    printed = print_paper(desk, Asked(form="paid-act", record_id=act_id), language)
    assert "6002" in "".join(_text(printed.pdf).split())
    with pytest.raises(CannotPrint):
        print_paper(desk, Asked(form="paid-act", record_id=contract_id), language)


def _text(pdf: bytes) -> str:
    document = pdfium.PdfDocument(pdf)
    return "\n".join(page.get_textpage().get_text_bounded() for page in document)
