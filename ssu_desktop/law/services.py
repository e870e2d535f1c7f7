"""The catalogue of services of four acts, and whom each of their settings and recipients means.

Both are read when they are first asked for: nothing before a plan needs them.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache, cached_property
from typing import Any

from ssu_desktop import paths
from ssu_desktop.law.article import Article

Row = Mapping[str, Any]  # what JSON holds
_TEXTS = ("code", "domain", "setting", "kk", "ru", "verbatim")
_ENDS = " ;.,:"


@dataclass(frozen=True, kw_only=True)
class Service:
    """One service of an act. `setting` and `recipients` are codes of `service_mapping.json`.

    `verbatim` names the language ("kk", "ru") of the act's own words; the other one is a translation. A row
    that is not `sure` should be read by a lawyer. It is of the law up to and including `valid_to`.
    """

    code: str
    domain: str
    setting: str
    recipients: tuple[str, ...]
    kk: str
    ru: str
    verbatim: str
    article: Article
    valid_from: date
    valid_to: date | None
    sure: bool = True

    def in_force(self, on: date) -> bool:
        """Return whether the act is in force on this day."""
        return self.valid_from <= on and (self.valid_to is None or on <= self.valid_to)

    def words(self, language: str) -> str:
        """Return the service as a row of a plan has it: a capital first, no sign of a list at the end."""
        return as_row(self.kk if language == "kk" else self.ru)


def as_row(text: str) -> str:
    """Return the words of a list's item as they stand by themselves."""
    told = text.strip().rstrip(_ENDS)
    return told[:1].upper() + told[1:]


@dataclass(frozen=True)
class ServiceMapping:
    """What the acts' words mean here; None: they name nothing that we know, so it is shown to all, last."""

    unit_kinds: Mapping[str, frozenset[str] | None]
    sectors: Mapping[str, frozenset[str] | None]
    categories: Mapping[str, frozenset[str] | None]

    def categories_of(self, recipients: Iterable[str]) -> frozenset[str] | None:
        """Return the categories that any of the recipients means; None where none of them is known."""
        known = [found for code in recipients if (found := self.categories.get(code)) is not None]
        return frozenset().union(*known) if known else None


@dataclass(frozen=True)
class ServiceCatalogue:
    """All services in all their editions, with the mapping of their settings and recipients."""

    services: tuple[Service, ...]
    mapping: ServiceMapping

    @cached_property
    def by_code(self) -> Mapping[str, Service]:
        """The latest edition of each service by its code."""
        return {service.code: service for service in self.services}

    def on(self, day: date) -> tuple[Service, ...]:
        """Return one edition of each service: that of this day, else the latest before it, else the first."""
        chosen: dict[str, Service] = {}
        for service in sorted(self.services, key=lambda one: one.valid_from):
            if service.code not in chosen or service.valid_from <= day:
                chosen[service.code] = service
        return tuple(chosen.values())

    def with_services(self, added: Sequence[Service]) -> "ServiceCatalogue":
        """Return the catalogue with added services; a former edition without an end ends the day before."""
        begin = {service.code: service.valid_from for service in added}
        known = (
            replace(one, valid_to=begin[one.code] - timedelta(days=1))
            if one.code in begin and one.valid_to is None and one.valid_from < begin[one.code]
            else one
            for one in self.services
        )
        return ServiceCatalogue((*known, *added), self.mapping) if added else self


@cache
def load_services() -> ServiceCatalogue:
    """Read `services.json` and `service_mapping.json`; whatever is wrong in them raises at once."""
    folder = paths.resources() / "law"
    rows = json.loads((folder / "services.json").read_text(encoding="utf-8"))
    mapping = json.loads((folder / "service_mapping.json").read_text(encoding="utf-8"))
    return ServiceCatalogue(tuple(service_of(row) for row in rows), _mapping_of(mapping))


def service_of(row: Row) -> Service:
    """Return a service. Raises KeyError, TypeError or ValueError for a row that is none."""
    texts: dict[str, str] = {name: row[name] for name in _TEXTS}
    until = row["valid_to"]
    return Service(
        **texts,
        recipients=tuple(row["recipients"]),
        article=Article(row["act"], row["paragraph"]),
        valid_from=date.fromisoformat(row["valid_from"]),
        valid_to=date.fromisoformat(until) if until else None,
        sure=row.get("sure", True),
    )


def _mapping_of(content: Mapping[str, list[Row]]) -> ServiceMapping:
    settings, recipients = content["settings"], content["recipients"]
    return ServiceMapping(
        unit_kinds={row["code"]: _words(row["unit_kinds"]) for row in settings},
        sectors={row["code"]: _words(row["sectors"]) for row in settings},
        categories={row["code"]: _words(row["categories"]) for row in recipients},
    )


def _words(words: list[str] | None) -> frozenset[str] | None:
    return None if words is None else frozenset(words)
