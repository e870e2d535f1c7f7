"""The list of prices of paid services: added, changed until used, ended on a day."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import exists, select
from sqlalchemy.orm import Session

from ssu_desktop.actions.departures import record_departures
from ssu_desktop.actions.desk import Desk, Refused, Saved, unanswered
from ssu_desktop.actions.stored import check_fresh, check_removal, copy_draft, draft_of, gone
from ssu_desktop.language import N_, Bilingual
from ssu_desktop.records import PaidItem, PaidService, Unit, new_id
from ssu_desktop.records.kinds import Domain, UnitKind
from ssu_desktop.rules.fields import cleaned
from ssu_desktop.rules.finding import Finding, Weight
from ssu_desktop.rules.paid import Price, PriceDraft, check_price

_FIXED = ("domain", "text_kk", "text_ru", "measure_kk", "measure_ru", "price", "valid_from")
"""What a contract was concluded by, so that it stays."""

_PLACES = {domain: place for place, domain in enumerate(Domain)}


@dataclass(frozen=True, kw_only=True)
class PriceRow:
    """A row of the price list; `used`: a contract goes by it."""

    id: UUID
    draft: PriceDraft
    used: bool

    @property
    def name(self) -> Bilingual:
        """Return the service in both languages."""
        return Bilingual(self.draft.text_kk, self.draft.text_ru)

    @property
    def measure(self) -> Bilingual:
        """Return what the price is for, in both languages."""
        return Bilingual(self.draft.measure_kk, self.draft.measure_ru)

    def holds_on(self, day: date) -> bool:
        """Return whether the price is in force on a day."""
        begins = self.draft.valid_from
        return begins is not None and Price(
            name=self.name, valid_from=begins, valid_until=self.draft.valid_until
        ).holds_on(day)


def list_prices(desk: Desk, on: date | None = None) -> tuple[PriceRow, ...]:
    """Return the price list by domain and in the order added; those in force on a day only, if asked."""
    with desk.read_house() as session:
        used = set(session.scalars(select(PaidItem.service_id).distinct()))
        found = sorted(session.scalars(select(PaidService)), key=lambda row: (_PLACES[row.domain], row.id))
        rows = [
            PriceRow(id=row.id, draft=draft_of(PriceDraft, row, revision=row.revision), used=row.id in used)
            for row in found
        ]
    return tuple(row for row in rows if on is None or row.holds_on(on))


def price_of(row: PaidService) -> Price:
    """Return what the rules ask of a row of the list."""
    return Price(
        name=Bilingual(row.text_kk, row.text_ru), valid_from=row.valid_from, valid_until=row.valid_until
    )


def save_price(
    desk: Desk, service_id: UUID | None, draft: PriceDraft, reasons: Mapping[str, str] | None = None
) -> Saved | Refused:
    """Add a row to the list, or change one; one that a contract goes by can only be ended on a day."""
    draft, given = cleaned(draft), reasons or {}
    with desk.read_house() as session:
        kind = session.scalar(select(Unit.kind).order_by(Unit.position).limit(1)) or UnitKind.STATIONARY
        findings = (
            *check_price(draft, kind, desk.law, desk.today),
            *_check_in_file(session, service_id, draft),
        )
    if standing := unanswered(findings, given):
        return Refused(standing)
    with desk.write(N_("Change a price") if service_id else N_("Add a price")) as session:
        row = session.get_one(PaidService, service_id) if service_id else PaidService(id=new_id())
        copy_draft(draft, row)
        session.add(row)
        session.flush()
        record_departures(session, desk, findings, given)
        return Saved(row.id, findings)


def _check_in_file(session: Session, service_id: UUID | None, draft: PriceDraft) -> Iterator[Finding]:
    if service_id is None:
        return
    row = session.get(PaidService, service_id)
    if row is None:
        yield gone()
        return
    yield from check_fresh(row, draft.revision)
    changed = any(getattr(row, name) != getattr(draft, name) for name in _FIXED)
    if changed and _is_used(session, service_id):
        yield Finding(
            code="price-in-use",
            text=N_("Contracts go by this price. End it on a day and add a new row."),
            weight=Weight.STOP,
        )


def _is_used(session: Session, service_id: UUID) -> bool:
    return bool(session.scalar(select(exists().where(PaidItem.service_id == service_id))))


_IN_USE = Finding(
    code="price-in-use",
    text=N_("Contracts go by this price, so it stays. End it on a day."),
    weight=Weight.STOP,
)


def remove_price(desk: Desk, service_id: UUID, revision: int | None = None) -> Saved | Refused:
    """Take out a row that was entered by mistake; one that a contract goes by stays."""
    with desk.read_house() as session:
        used = _is_used(session, service_id)
        findings = check_removal(session.get(PaidService, service_id), revision, used, _IN_USE)
    if findings:
        return Refused(findings)
    with desk.write(N_("Remove a price")) as session:
        session.delete(session.get_one(PaidService, service_id))
    return Saved(service_id)
