"""Paid services: prices, contracts, acts (Order 230, paras 4-5, 13-5, 24-5 and 29-5)."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from ssu_desktop.language import N_, Bilingual
from ssu_desktop.language.dates import short
from ssu_desktop.law import Law
from ssu_desktop.records.kinds import Domain, UnitKind
from ssu_desktop.rules.entry import article_of, check_happened
from ssu_desktop.rules.fields import LONGEST_NAME, check_fields, check_order, missing
from ssu_desktop.rules.finding import Finding, Weight

_LONGEST_SERVICE = 500


@dataclass(frozen=True, kw_only=True)
class PriceDraft:
    """A row of the price list; `price` is in tiyn a measure."""

    domain: Domain | None = None
    text_kk: str = ""
    text_ru: str = ""
    measure_kk: str = ""
    measure_ru: str = ""
    price: int | None = None
    valid_from: date | None = None
    valid_until: date | None = None
    approved_by: str = ""
    revision: int | None = None


@dataclass(frozen=True, kw_only=True)
class Price:
    """What a contract and an act ask of a row of the price list."""

    name: Bilingual
    valid_from: date
    valid_until: date | None = None

    def holds_on(self, day: date) -> bool:
        """Return whether the price is in force on a day."""
        return self.valid_from <= day and (self.valid_until is None or day <= self.valid_until)


@dataclass(frozen=True, kw_only=True)
class ContractDraft:
    """A contract: so many of each service, by the row of the price list."""

    number: str = ""
    signed_on: date | None = None
    valid_until: date | None = None
    customer: str = ""
    note: str = ""
    items: Mapping[UUID, int]
    revision: int | None = None


@dataclass(frozen=True, kw_only=True)
class ActDraft:
    """An act of services given: so many of each item of the contract."""

    number: str = ""
    signed_on: date | None = None
    since: date | None = None
    until: date | None = None
    items: Mapping[UUID, int]
    revision: int | None = None


@dataclass(frozen=True, kw_only=True)
class ItemFacts:
    """An item of a contract: how many are left of it, and the price that it goes by."""

    left: int
    price: Price


@dataclass(frozen=True, kw_only=True)
class ContractFacts:
    """The contract that an act is of; `ends_on` is the last day that it covers."""

    signed_on: date
    ends_on: date | None
    items: Mapping[UUID, ItemFacts]


def check_price(draft: PriceDraft, kind: UnitKind, law: Law, today: date) -> Iterator[Finding]:
    """Find what stands against a row of the list; the local representative body approves it."""
    limits = {"text_kk": _LONGEST_SERVICE, "text_ru": _LONGEST_SERVICE}
    yield from check_fields(draft, longest=limits)
    if draft.domain is None:
        yield missing("domain", N_("Choose the kind of services."), code="price-without-domain")
    if not draft.text_kk:
        yield missing("text_kk", N_("Enter the service in Kazakh."), code="price-unnamed-kk")
    if not draft.text_ru:
        yield missing("text_ru", N_("Enter the service in Russian."), code="price-unnamed-ru")
    if draft.price is None:
        yield missing("price", N_("Enter the price in tenge."), code="price-missing")
    if draft.valid_from is None:
        yield missing("valid_from", N_("Enter from when the price is valid."), code="price-begins-never")
    yield from check_order(draft.valid_from, draft.valid_until, "valid_until")
    if not draft.approved_by:
        yield Finding(
            code="price-not-approved",
            text=N_("The list is approved by the local representative body: name its decision."),
            field="approved_by",
            article=article_of(law, "paid.list", kind, draft.valid_from or today),
        )


def check_contract(draft: ContractDraft, prices: Mapping[UUID, Price], today: date) -> Iterator[Finding]:
    """Find what stands against a contract; a price that is not in force on its day is refused."""
    yield from check_fields(draft, longest={"number": 60, "customer": LONGEST_NAME})
    yield from _check_number(draft.number)
    yield from check_happened(draft.signed_on, today, "signed_on")
    yield from check_order(draft.signed_on, draft.valid_until, "valid_until")
    yield from _check_counts(draft.items)
    for service_id in draft.items:
        price = prices[service_id]
        if draft.signed_on is not None and not price.holds_on(draft.signed_on):
            yield Finding(
                code="price-not-in-force",
                text=N_("“{service}”: this price is not in force on {day}."),
                values={"service": price.name, "day": short(draft.signed_on)},
                field="signed_on",
                weight=Weight.STOP,
            )


def _check_number(number: str) -> Iterator[Finding]:
    if not number:
        yield missing("number", N_("Enter the number."), code="number-missing")


def _check_counts(items: Mapping[UUID, int]) -> Iterator[Finding]:
    if not any(count > 0 for count in items.values()):
        yield Finding(
            code="no-service", text=N_("Enter how many of at least one service."), weight=Weight.STOP
        )


def check_end(ended_on: date | None, reason: str, signed_on: date, today: date) -> Iterator[Finding]:
    """Find what stands against ending a contract."""
    yield from check_happened(ended_on, today, "ended_on")
    yield from check_order(signed_on, ended_on, "ended_on")
    if not reason:
        yield missing("end_reason", N_("Enter the reason."), code="end-without-reason")


def check_act(
    draft: ActDraft, contract: ContractFacts, kind: UnitKind, law: Law, today: date
) -> Iterator[Finding]:
    """Find what stands against an act: more than the contract names, days that it does not cover."""
    yield from check_fields(draft, longest={"number": 60})
    yield from _check_number(draft.number)
    yield from check_happened(draft.signed_on, today, "signed_on")
    yield from check_happened(draft.until, today, "until")
    if draft.since is None:
        yield missing("since", N_("Enter the date."), code="date-missing")
    yield from check_order(draft.since, draft.until, "until")
    yield from _check_counts(draft.items)
    article = article_of(law, "paid.contract", kind, draft.until or today)
    for item_id, count in draft.items.items():
        item = contract.items[item_id]
        if count > item.left:
            yield Finding(
                code="act-above-contract",
                text=N_("“{service}”: {count} are given, the contract has {left} left."),
                values={"service": item.price.name, "count": count, "left": item.left},
                article=article,
            )
        if draft.until is not None and count and not item.price.holds_on(draft.until):
            yield Finding(
                code="act-price-expired",
                text=N_("“{service}”: its price is no longer in force on {day}."),
                values={"service": item.price.name, "day": short(draft.until)},
                field="until",
                article=article_of(law, "paid.list", kind, draft.until),
            )
    before = draft.since is not None and draft.since < contract.signed_on
    after = draft.until is not None and contract.ends_on is not None and draft.until > contract.ends_on
    if before or after:
        yield Finding(
            code="act-outside-contract",
            text=N_("The contract does not cover these days."),
            field="since" if before else "until",
            article=article,
        )
