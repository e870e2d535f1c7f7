"""Contracts of paid services and the acts of what was given: apart from the guaranteed volume."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import Select, exists, func, select
from sqlalchemy.orm import Session

from ssu_desktop.actions.departures import record_departures
from ssu_desktop.actions.desk import Desk, Refused, Saved, unanswered
from ssu_desktop.actions.paid_prices import price_of
from ssu_desktop.actions.stored import check_fresh, copy_draft, gone
from ssu_desktop.language import N_, Bilingual
from ssu_desktop.records import (
    Base,
    PaidAct,
    PaidActItem,
    PaidContract,
    PaidItem,
    PaidService,
    Stay,
    Unit,
    new_id,
)
from ssu_desktop.records.kinds import Funding, UnitKind
from ssu_desktop.rules.fields import cleaned
from ssu_desktop.rules.finding import Finding, Weight
from ssu_desktop.rules.paid import (
    ActDraft,
    ContractDraft,
    ContractFacts,
    ItemFacts,
    check_act,
    check_contract,
    check_end,
)


@dataclass(frozen=True, kw_only=True)
class ItemRow:
    """A service of a contract: how many at which price in tiyn, and how many were given by its acts."""

    id: UUID
    service_id: UUID
    name: Bilingual
    measure: Bilingual
    quantity: int
    price: int
    given: int

    @property
    def total(self) -> int:
        """Return the sum in tiyn."""
        return self.quantity * self.price


@dataclass(frozen=True, kw_only=True)
class ActRow:
    """An act; `sum` is in tiyn."""

    id: UUID
    draft: ActDraft
    sum: int


@dataclass(frozen=True, kw_only=True)
class ContractRow:
    """A contract with its services and its acts; `kind` is that of the unit at the time of reading."""

    id: UUID
    draft: ContractDraft
    ended_on: date | None
    end_reason: str
    kind: UnitKind
    items: tuple[ItemRow, ...]
    acts: tuple[ActRow, ...]

    @property
    def total(self) -> int:
        """Return the sum of the contract in tiyn."""
        return sum(item.total for item in self.items)

    @property
    def given(self) -> int:
        """Return the sum of all acts in tiyn."""
        return sum(act.sum for act in self.acts)

    @property
    def ends_on(self) -> date | None:
        """Return the last day that the contract covers; None while it is open."""
        days = [day for day in (self.draft.valid_until, self.ended_on) if day is not None]
        return min(days, default=None)

    def runs_on(self, day: date) -> bool:
        """Return whether the contract is in force on a day."""
        begun = self.draft.signed_on is not None and self.draft.signed_on <= day
        return begun and (self.ends_on is None or day <= self.ends_on)


@dataclass(frozen=True, kw_only=True)
class PaidPage:
    """The paid services of a stay; `wanted`: the stay is paid for and no contract runs today."""

    stay_id: UUID
    funding: Funding
    contracts: tuple[ContractRow, ...]
    wanted: bool


def paid_page(desk: Desk, stay_id: UUID) -> PaidPage | None:
    """Return the contracts of a stay, the newest first; None where there is no such stay."""
    with desk.read() as session:
        stay = session.get(Stay, stay_id)
        if stay is None:
            return None
        asked = select(PaidContract).where(PaidContract.stay_id == stay_id)
        found = session.scalars(asked.order_by(PaidContract.signed_on.desc(), PaidContract.id.desc()))
        contracts = tuple(contract_row(session, contract) for contract in found)
    running = any(contract.runs_on(desk.today) for contract in contracts)
    return PaidPage(
        stay_id=stay_id,
        funding=stay.funding,
        contracts=contracts,
        wanted=stay.funding is Funding.PAID and not running,
    )


def contract_row(session: Session, contract: PaidContract) -> ContractRow:
    """Return a contract with its services and acts."""
    kind = session.scalars(
        select(Unit.kind).join(Stay, Stay.unit_id == Unit.id).where(Stay.id == contract.stay_id)
    ).one()
    items = tuple(_items(session, contract.id))
    return ContractRow(
        id=contract.id,
        draft=ContractDraft(
            number=contract.number,
            signed_on=contract.signed_on,
            valid_until=contract.valid_until,
            customer=contract.customer,
            note=contract.note,
            items={item.service_id: item.quantity for item in items},
            revision=contract.revision,
        ),
        ended_on=contract.ended_on,
        end_reason=contract.end_reason,
        kind=kind,
        items=items,
        acts=tuple(_acts(session, contract.id, {item.id: item.price for item in items})),
    )


def _items(session: Session, contract_id: UUID) -> Iterator[ItemRow]:
    asked = select(PaidItem, PaidService).join(PaidService, PaidService.id == PaidItem.service_id)
    given = dict(
        session.execute(
            select(PaidActItem.item_id, func.sum(PaidActItem.quantity))
            .join(PaidItem, PaidItem.id == PaidActItem.item_id)
            .where(PaidItem.contract_id == contract_id)
            .group_by(PaidActItem.item_id)
        ).all()
    )
    for item, service in session.execute(
        asked.where(PaidItem.contract_id == contract_id).order_by(PaidItem.id)
    ):
        yield ItemRow(
            id=item.id,
            service_id=service.id,
            name=Bilingual(service.text_kk, service.text_ru),
            measure=Bilingual(service.measure_kk, service.measure_ru),
            quantity=item.quantity,
            price=item.price,
            given=given.get(item.id, 0),
        )


def _acts(session: Session, contract_id: UUID, prices: Mapping[UUID, int]) -> Iterator[ActRow]:
    acts = session.scalars(
        select(PaidAct).where(PaidAct.contract_id == contract_id).order_by(PaidAct.since, PaidAct.id)
    ).all()
    for act in acts:
        given = session.execute(
            select(PaidActItem.item_id, PaidActItem.quantity).where(PaidActItem.act_id == act.id)
        ).all()
        items: dict[UUID, int] = dict(given)
        yield ActRow(
            id=act.id,
            draft=ActDraft(
                number=act.number,
                signed_on=act.signed_on,
                since=act.since,
                until=act.until,
                items=items,
                revision=act.revision,
            ),
            sum=sum(prices[item_id] * count for item_id, count in items.items()),
        )


def save_contract(
    desk: Desk, stay_id: UUID, contract_id: UUID | None, draft: ContractDraft
) -> Saved | Refused:
    """Conclude a contract of a stay, or change one that has no act yet.

    Each service goes by the price of the list that is in force on the day of signing."""
    draft = cleaned(draft)
    with desk.read() as session:
        wanted = select(PaidService).where(PaidService.id.in_(tuple(draft.items)))
        services = {row.id: row for row in session.scalars(wanted)}
        if session.get(Stay, stay_id) is None or len(services) < len(draft.items):
            return Refused((gone(),))
        prices = {service_id: price_of(row) for service_id, row in services.items()}
        findings = (
            *check_contract(draft, prices, desk.today),
            *_check_contract_in_file(session, contract_id, draft),
        )
        worth = {service_id: row.price for service_id, row in services.items()}
    if standing := unanswered(findings, {}):
        return Refused(standing)
    action = N_("Change a contract of paid services") if contract_id else N_("Conclude a contract")
    with desk.write(action) as session:
        known = session.get_one(PaidContract, contract_id) if contract_id else None
        contract = known or PaidContract(id=new_id(), stay_id=stay_id)
        copy_draft(draft, contract)
        session.add(contract)
        session.flush()
        _put_in_place(
            session,
            select(PaidItem).where(PaidItem.contract_id == contract.id),
            (
                PaidItem(
                    id=new_id(),
                    contract_id=contract.id,
                    service_id=service_id,
                    quantity=count,
                    price=worth[service_id],
                )
                for service_id, count in draft.items.items()
                if count > 0
            ),
        )
        return Saved(contract.id, findings)


def _put_in_place(
    session: Session, former: Select[PaidItem] | Select[PaidActItem], rows: Iterable[Base]
) -> None:
    """Let rows take the place of the former ones."""
    for row in session.scalars(former):
        session.delete(row)
    session.flush()
    session.add_all(rows)
    session.flush()


def _check_contract_in_file(
    session: Session, contract_id: UUID | None, draft: ContractDraft
) -> Iterator[Finding]:
    same = select(PaidContract.id).where(PaidContract.number == draft.number)
    if session.scalar(same.where(PaidContract.id != contract_id) if contract_id else same):
        yield Finding(
            code="contract-number-taken",
            text=N_("There is a contract with this number already."),
            field="number",
            weight=Weight.STOP,
        )
    if contract_id is None:
        return
    contract = session.get(PaidContract, contract_id)
    if contract is None:
        yield gone()
        return
    yield from check_fresh(contract, draft.revision)
    if session.scalar(select(exists().where(PaidAct.contract_id == contract_id))):
        yield Finding(
            code="contract-has-acts",
            text=N_("Acts were made of this contract, so it stays. End it and conclude a new one."),
            weight=Weight.STOP,
        )


def end_contract(desk: Desk, contract_id: UUID, ended_on: date | None, end_reason: str) -> Saved | Refused:
    """End a contract on a day, with the reason."""
    reason = end_reason.strip()
    with desk.read() as session:
        contract = session.get(PaidContract, contract_id)
        if contract is None:
            return Refused((gone(),))
        findings = tuple(check_end(ended_on, reason, contract.signed_on, desk.today))
    if findings:
        return Refused(findings)
    with desk.write(N_("End a contract of paid services")) as session:
        contract = session.get_one(PaidContract, contract_id)
        contract.ended_on, contract.end_reason = ended_on, reason
    return Saved(contract_id)


def save_act(
    desk: Desk,
    contract_id: UUID,
    act_id: UUID | None,
    draft: ActDraft,
    reasons: Mapping[str, str] | None = None,
) -> Saved | Refused:
    """Make an act of services given under a contract, or change one."""
    draft, given = cleaned(draft), reasons or {}
    with desk.read() as session:
        contract = session.get(PaidContract, contract_id)
        if contract is None:
            return Refused((gone(),))
        row = contract_row(session, contract)
        if not set(draft.items) <= {item.id for item in row.items}:
            return Refused((gone(),))
        facts = _facts(session, row, act_id)
        findings = (
            *check_act(draft, facts, row.kind, desk.law, desk.today),
            *_check_act_in_file(session, row.acts, act_id, draft),
        )
        person_id = session.get_one(Stay, contract.stay_id).person_id
    if standing := unanswered(findings, given):
        return Refused(standing)
    with desk.write(N_("Change an act of paid services") if act_id else N_("Make an act")) as session:
        known = session.get_one(PaidAct, act_id) if act_id else None
        act = known or PaidAct(id=new_id(), contract_id=contract_id)
        copy_draft(draft, act)
        session.add(act)
        session.flush()
        _put_in_place(
            session,
            select(PaidActItem).where(PaidActItem.act_id == act.id),
            (
                PaidActItem(id=new_id(), act_id=act.id, item_id=item_id, quantity=count)
                for item_id, count in draft.items.items()
                if count > 0
            ),
        )
        record_departures(session, desk, findings, given, person_id)
        return Saved(act.id, findings)


def _facts(session: Session, row: ContractRow, act_id: UUID | None) -> ContractFacts:
    """Return the contract as the rules see it; what the act that is being changed gave is left, too."""
    own = next((act.draft.items for act in row.acts if act.id == act_id), {})
    services = {item.id: session.get_one(PaidService, item.service_id) for item in row.items}
    return ContractFacts(
        signed_on=row.draft.signed_on or date.min,
        ends_on=row.ends_on,
        items={
            item.id: ItemFacts(
                left=item.quantity - item.given + own.get(item.id, 0), price=price_of(services[item.id])
            )
            for item in row.items
        },
    )


def _check_act_in_file(
    session: Session, acts: Sequence[ActRow], act_id: UUID | None, draft: ActDraft
) -> Iterator[Finding]:
    if any(act.draft.number == draft.number for act in acts if act.id != act_id):
        yield Finding(
            code="act-number-taken",
            text=N_("There is an act with this number in the contract already."),
            field="number",
            weight=Weight.STOP,
        )
    if act_id is not None:
        act = session.get(PaidAct, act_id)
        if act is None:
            yield gone()
        else:
            yield from check_fresh(act, draft.revision)
