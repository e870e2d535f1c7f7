"""Services: those of the law's catalogue and the facility's own, offered to the plan of a person."""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import bindparam, select

from ssu_desktop.actions.asked import stay_in_unit
from ssu_desktop.actions.desk import Desk, Refused, Saved, unanswered
from ssu_desktop.actions.stored import check_fresh, copy_draft, draft_of, gone
from ssu_desktop.language import N_, spoken
from ssu_desktop.language.names import search_key
from ssu_desktop.law import Law
from ssu_desktop.records import OwnService, Unit
from ssu_desktop.records.kinds import Domain, Sector
from ssu_desktop.rules.fields import cleaned, missing
from ssu_desktop.rules.finding import Finding
from ssu_desktop.rules.service import (
    Offer,
    OwnServiceDraft,
    Whom,
    check_own_service,
    offer_of,
    ordered,
    own_offer,
)
from ssu_desktop.storage import Source, records

OWN = "own:"
"""What the reference of one of the facility's own services begins with; its id follows."""

_PLACES = {domain: place for place, domain in enumerate(Domain)}
own_services = records(lambda: select(OwnService))
_unit = records(lambda: select(Unit).where(Unit.id == bindparam("unit_id")))


@dataclass(frozen=True, kw_only=True)
class OwnServiceRow:
    """One of the facility's own services, with the draft that begins from it."""

    id: UUID
    draft: OwnServiceDraft


def list_own_services(desk: Desk) -> tuple[OwnServiceRow, ...]:
    """Return the facility's own services, those no longer offered too, by domain and in the order added."""
    with desk.read_house() as source:
        found = sorted(own_services(source), key=lambda own: (_PLACES[own.domain], own.id))
        return tuple(OwnServiceRow(id=own.id, draft=draft_of(OwnServiceDraft, own)) for own in found)


def save_own_service(desk: Desk, service_id: UUID | None, draft: OwnServiceDraft) -> Saved | Refused:
    """Add a service of the facility's own, or change one; plans keep the words that they were given.

    Refused where another one of the same domain has the same words."""
    draft = cleaned(draft)
    findings = list(check_own_service(draft))
    with desk.read_house() as session:
        known = session.get(OwnService, service_id) if service_id is not None else None
        if service_id is not None and known is None:
            return Refused((gone(),))
        findings += check_fresh(known, draft.revision) if known is not None else ()
        same = session.scalars(select(OwnService).where(OwnService.domain == draft.domain)).all()
        findings += [_twice() for other in same if other.id != service_id and _same(other, draft)][:1]
    if standing := unanswered(findings, {}):
        return Refused(standing)
    action = N_("Change an own service") if service_id else N_("Add an own service")
    with desk.write(action) as session:
        own = session.get_one(OwnService, service_id) if service_id else OwnService()
        copy_draft(draft, own)
        session.add(own)
        session.flush()
        return Saved(own.id)


def _same(other: OwnService, draft: OwnServiceDraft) -> bool:
    pairs = ((other.text_kk, draft.text_kk), (other.text_ru, draft.text_ru))
    return any(one and search_key(one) == search_key(two) for one, two in pairs)


def _twice() -> Finding:
    return missing("text_kk", N_("This service is in the list already."), code="service-twice")


def service_words(source: Source, law: Law) -> dict[str, tuple[str, str]]:
    """Return the words, in Kazakh and in Russian, of all services by their reference.

    Those of former editions are found by their words in either language: a plan keeps what it was given."""
    pairs = [(one.code, (one.words("kk"), one.words("ru"))) for one in law.services.services]
    known = dict(pairs)
    known |= {words: pair for code, pair in pairs if pair != known[code] for words in pair}
    return known | {f"{OWN}{own.id}": (own.text_kk, own.text_ru) for own in own_services(source)}


def service_offers(desk: Desk, stay_id: UUID) -> tuple[Offer, ...]:
    """Return what can be taken into the plan of a stay, in the order in which it is offered."""
    with desk.read_rows() as source:
        found = stay_in_unit.first(source, stay_id=stay_id)
        if found is None:
            return ()
        stay, kind = found
        unit = _unit.first(source, unit_id=stay.unit_id)
        sector = unit.sector if unit is not None else Sector.SOCIAL
        whom = Whom(unit_kind=kind, sector=sector, category=stay.category, on=desk.today)
        return _offered(source, whom, desk.law)


def all_offers(desk: Desk) -> tuple[Offer, ...]:
    """Return every service that a plan of anybody can have, in the order in which it is offered."""
    with desk.read_rows() as source:
        return _offered(source, Whom(unit_kind=None, sector=None, category=None, on=desk.today), desk.law)


def _offered(source: Source, whom: Whom, law: Law) -> tuple[Offer, ...]:
    own = [one for one in own_services(source) if one.retired_on is None or one.retired_on > whom.on]
    mine = [own_offer(f"{OWN}{one.id}", draft_of(OwnServiceDraft, one), whom) for one in own]
    catalogue = law.services
    of_acts = (offer_of(service, catalogue, whom) for service in catalogue.on(whom.on))
    return ordered([*mine, *of_acts], spoken().value)
