"""Contracts and acts of paid services as papers."""

from collections.abc import Iterable
from uuid import UUID

from sqlalchemy import select

from ssu_desktop.actions.paid import ContractRow, ItemRow, contract_row
from ssu_desktop.actions.printing_office import NOT_FOUND, CannotPrint, Filled, Office
from ssu_desktop.forms.fill import day, head_name, official_day, organisation_name, span
from ssu_desktop.forms.paid import PaidActPaper, PaidContractPaper, PaidLine
from ssu_desktop.language import Bilingual, Language
from ssu_desktop.language.numbers import in_words, parted, tenge
from ssu_desktop.records import PaidAct, PaidContract, PaidService, Person, Stay


def filled_contract(office: Office, contract_id: UUID | None) -> Filled:
    """Return a contract as its paper. Raises CannotPrint."""
    contract, person, row = _contract(office, contract_id)
    language = office.language
    total, words, tiyn = _sum(row.total, language)
    content = PaidContractPaper(
        language=language,
        bookmark=person.full_name,
        organisation=organisation_name(office.organisation, language),
        number=contract.number,
        date=official_day(contract.signed_on, language),
        place=office.organisation.place,
        head=head_name(office.head(contract.signed_on), language),
        customer=contract.customer or person.full_name,
        person=person.full_name,
        born=day(person.born),
        rows=tuple(_line(item, item.quantity, language) for item in row.items),
        total=total,
        words=words,
        tiyn=tiyn,
        approved=_decisions(office, row.items),
        until=day(contract.valid_until),
        note=contract.note,
    )
    return Filled(content=content, person_id=person.id)


def filled_act(office: Office, act_id: UUID | None) -> Filled:
    """Return an act as its paper. Raises CannotPrint."""
    act = office.session.get(PaidAct, act_id) if act_id is not None else None
    if act is None:
        raise CannotPrint(NOT_FOUND)
    contract, person, row = _contract(office, act.contract_id)
    given = next(one for one in row.acts if one.id == act.id)
    language = office.language
    total, words, tiyn = _sum(given.sum, language)
    content = PaidActPaper(
        language=language,
        bookmark=person.full_name,
        organisation=organisation_name(office.organisation, language),
        number=act.number,
        date=official_day(act.signed_on, language),
        place=office.organisation.place,
        head=head_name(office.head(act.signed_on), language),
        contract=contract.number,
        contract_date=day(contract.signed_on),
        customer=contract.customer or person.full_name,
        person=person.full_name,
        period=span(act.since, act.until),
        rows=tuple(
            _line(item, count, language) for item in row.items if (count := given.draft.items.get(item.id, 0))
        ),
        total=total,
        words=words,
        tiyn=tiyn,
    )
    return Filled(content=content, person_id=person.id)


def _contract(office: Office, contract_id: UUID | None) -> tuple[PaidContract, Person, ContractRow]:
    contract = office.session.get(PaidContract, contract_id) if contract_id is not None else None
    if contract is None:
        raise CannotPrint(NOT_FOUND)
    stay = office.session.get_one(Stay, contract.stay_id)
    person = office.session.get_one(Person, stay.person_id)
    return contract, person, contract_row(office.session, contract)


def _line(item: ItemRow, count: int, language: Language) -> PaidLine:
    return PaidLine(
        title=_in(item.name, language),
        measure=_in(item.measure, language),
        count=str(count),
        price=tenge(item.price),
        sum=tenge(item.price * count),
    )


def _in(words: Bilingual, language: Language) -> str:
    return words.kk if language is Language.KK else words.ru


def _sum(amount: int, language: Language) -> tuple[str, str, str]:
    """Return an amount in figures, its tenge in words, its tiyn in two figures."""
    whole, rest = parted(amount)
    return tenge(amount), in_words(whole, language), f"{rest:02}"


def _decisions(office: Office, items: Iterable[ItemRow]) -> str:
    """Return the decisions that approved the prices, each once."""
    ids = [item.service_id for item in items]
    found = office.session.scalars(
        select(PaidService.approved_by).where(PaidService.id.in_(ids)).order_by(PaidService.id)
    )
    return "; ".join(dict.fromkeys(decision for decision in found if decision))
