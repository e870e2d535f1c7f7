"""Which services suit a person's plan, how they are found, and what stands against one of the facility's own.

The acts name settings and recipients in their own words; `law.services` maps them to kinds of unit, sectors
and categories. What they name of nobody that we know is offered to all, after what suits.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import IntEnum
from functools import cache

from ssu_desktop.language import N_
from ssu_desktop.language.names import search_key, sort_key
from ssu_desktop.law import Article, Service, ServiceCatalogue
from ssu_desktop.records.kinds import Category, Domain, Sector, UnitKind
from ssu_desktop.rules.fields import check_fields, missing
from ssu_desktop.rules.finding import Finding

LONGEST_SERVICE = 1000
"""The characters of one service: what a cell of annex 4 takes on a page."""


class Fit(IntEnum):
    """How a service suits a person's category and unit; sorts by that."""

    SUGGESTED = -1
    SUITS = 0
    UNKNOWN = 1
    OTHERS = 2


@dataclass(frozen=True, kw_only=True)
class Whom:
    """Whose plan it is: the kind and sector of the unit, the category, and the day of the plan.

    None: of any."""

    unit_kind: UnitKind | None
    sector: Sector | None
    category: Category | None
    on: date


@dataclass(frozen=True, kw_only=True)
class Scope:
    """Whom a service is meant for; None: for nobody that we know by name."""

    unit_kinds: frozenset[str] | None
    sectors: frozenset[str] | None
    categories: frozenset[str] | None

    def fit(self, whom: Whom) -> Fit:
        """Return how it suits: one thing that contradicts is enough, one unknown thing leaves it open."""
        asked = (
            (self.unit_kinds, whom.unit_kind),
            (self.sectors, whom.sector),
            (self.categories, whom.category),
        )
        if any(meant is not None and one is not None and one not in meant for meant, one in asked):
            return Fit.OTHERS
        return Fit.UNKNOWN if any(meant is None for meant, _one in asked) else Fit.SUITS


@dataclass(frozen=True, kw_only=True)
class OwnServiceDraft:
    """A service that the facility adds: no categories or kinds of unit means that it is for all."""

    domain: Domain | None = None
    text_kk: str = ""
    text_ru: str = ""
    categories: tuple[Category, ...] = ()
    unit_kinds: tuple[UnitKind, ...] = ()
    retired_on: date | None = None
    revision: int | None = None


@dataclass(frozen=True, kw_only=True)
class Offer:
    """A service that can be taken into a plan: one of an act, or the facility's own (no `article`).

    `ref` is what a row of a plan remembers it by; `key` is what it is searched by, in both languages.
    """

    ref: str
    domain: Domain
    kk: str
    ru: str
    article: Article | None
    in_force: bool
    fit: Fit
    key: str

    def words(self, language: str) -> str:
        """Return its words in a language, those of the other one where it has none."""
        return (self.kk or self.ru) if language == "kk" else (self.ru or self.kk)


@cache
def _of_the_act(service: Service) -> tuple[str, str, str]:
    kk, ru = service.words("kk"), service.words("ru")
    return kk, ru, search_key(f"{kk} {ru}")


def offer_of(service: Service, catalogue: ServiceCatalogue, whom: Whom) -> Offer:
    """Return a service of the catalogue as it is offered to somebody."""
    mapping = catalogue.mapping
    scope = Scope(
        unit_kinds=mapping.unit_kinds[service.setting],
        sectors=mapping.sectors[service.setting],
        categories=mapping.categories_of(service.recipients),
    )
    kk, ru, key = _of_the_act(service)
    return Offer(
        ref=service.code,
        domain=Domain(service.domain),
        kk=kk,
        ru=ru,
        article=service.article,
        in_force=service.in_force(whom.on),
        fit=scope.fit(whom),
        key=key,
    )


def own_offer(ref: str, own: OwnServiceDraft, whom: Whom) -> Offer:
    """Return one of the facility's own services as it is offered to somebody."""
    scope = Scope(
        unit_kinds=frozenset(own.unit_kinds or tuple(UnitKind)),
        sectors=frozenset(Sector),
        categories=frozenset(own.categories or tuple(Category)),
    )
    return Offer(
        ref=ref,
        domain=own.domain or Domain.HOUSEHOLD,
        kk=own.text_kk,
        ru=own.text_ru,
        article=None,
        in_force=True,
        fit=scope.fit(whom),
        key=search_key(f"{own.text_kk} {own.text_ru}"),
    )


def ordered(offers: Iterable[Offer], language: str) -> tuple[Offer, ...]:
    """Return what suits first, of that what is in force, then by its words; the same words only once."""
    by_place = sorted(
        offers,
        key=lambda one: (one.fit, not one.in_force, _sorted_by(one.words(language)), one.ref),
    )
    seen: dict[tuple[Domain, str, str], Offer] = {}
    for offer in by_place:
        seen.setdefault((offer.domain, offer.kk, offer.ru), offer)
    return tuple(seen.values())


@cache
def _sorted_by(words: str) -> str:
    return sort_key(words)


def found(
    offers: Sequence[Offer], text: str, *, domain: Domain | None = None, others: bool = False
) -> tuple[Offer, ...]:
    """Return those of a domain that have every word of `text`, in their order.

    Those that are meant for others come only with `others`."""
    words = search_key(text).split()
    return tuple(
        offer
        for offer in offers
        if (domain is None or offer.domain is domain)
        and (others or offer.fit is not Fit.OTHERS)
        and all(word in offer.key for word in words)
    )


def check_own_service(draft: OwnServiceDraft) -> Iterator[Finding]:
    """Yield what is wrong with one of the facility's own services: no domain, no words, too many of them."""
    if draft.domain is None:
        yield missing("domain", N_("Choose the domain."), code="service-domain")
    if not draft.text_kk and not draft.text_ru:
        text = N_("Write the service in Kazakh or in Russian, best in both.")
        yield missing("text_kk", text, code="service-unnamed")
    yield from check_fields(draft, longest={"text_kk": LONGEST_SERVICE, "text_ru": LONGEST_SERVICE})


def printed_words(words: str, kk: str, ru: str, language: str) -> str:
    """Return a row's words on a form: those of the form's language where the row has a known service's own.

    Words that were changed stay as they were written, in whatever language."""
    wanted = kk if language == "kk" else ru
    return wanted if wanted and words in (kk, ru) else words
