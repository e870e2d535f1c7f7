"""Further editions beside the program's own: each takes the place of a former one from its first day on."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Protocol, TypeVar

from ssu_desktop.law.catalogue import Act, AdmissionItem, Document, Edition, Figure, Law
from ssu_desktop.law.services import Service


@dataclass(frozen=True, kw_only=True)
class LawRows:
    """What a file adds; `changes` are further changes of known acts, each with the key of its act."""

    acts: Sequence[Act] = ()
    changes: Sequence[tuple[str, Edition]] = ()
    figures: Sequence[Figure] = ()
    documents: Sequence[Document] = ()
    items: Sequence[AdmissionItem] = ()
    services: Sequence[Service] = ()

    @property
    def acts_named(self) -> frozenset[str]:
        """Return the keys of the acts that these rows rest on, whoever brings the acts."""
        named = {act for act, _change in self.changes} | {row.article.act for row in self.figures}
        named |= {row.article.act for row in self.documents} | {row.article.act for row in self.items}
        named |= {row.article.act for row in self.services}
        return frozenset(named)


class _Coded(Protocol):
    @property
    def code(self) -> str: ...
    @property
    def valid_from(self) -> date: ...
    @property
    def valid_to(self) -> date | None: ...


C = TypeVar("C", Document, AdmissionItem, Service)


def with_rows(law: Law, added: LawRows) -> Law:
    """Return the law with the added rows.

    An older row of the same name that has no end is closed on the day before the added one begins, for the
    kinds of unit that the added one is about; nothing else of it changes."""
    acts = {**law.acts, **{act.key: act for act in added.acts}}
    for key, change in added.changes:
        acts[key] = replace(acts[key], editions=(*acts[key].editions, change))
    return Law(
        acts=acts,
        figures=(*_closed_figures(law.figures, added.figures), *added.figures),
        document_rows=(*_closed(law.document_rows, added.documents), *added.documents),
        admission_items=(*_closed(law.admission_items, added.items), *added.items),
        added_services=(*_closed(law.added_services, added.services), *added.services),
    )


def _day_before(day: date) -> date:
    return day - timedelta(days=1)


def _closed_figures(known: Iterable[Figure], added: Sequence[Figure]) -> Iterable[Figure]:
    for figure in known:
        rest: list[Figure] = [figure]
        for new in added:
            rest = [part for one in rest for part in _parted(one, new)]
        yield from rest


def _parted(old: Figure, new: Figure) -> Iterable[Figure]:
    """Yield what is left of an old figure: closed for the kinds shared with the new one, open for others."""
    if old.key != new.key or old.valid_to is not None or old.valid_from >= new.valid_from:
        yield old
    elif old.unit_kinds == new.unit_kinds:
        yield replace(old, valid_to=_day_before(new.valid_from))
    elif old.unit_kinds is not None and new.unit_kinds is not None and old.unit_kinds & new.unit_kinds:
        shared = old.unit_kinds & new.unit_kinds
        yield replace(old, unit_kinds=shared, valid_to=_day_before(new.valid_from))
        if old.unit_kinds - shared:
            yield replace(old, unit_kinds=old.unit_kinds - shared)
    else:
        yield old


def _closed(known: Iterable[C], added: Sequence[C]) -> Iterable[C]:
    begin = {row.code: row.valid_from for row in added}
    for row in known:
        first = begin.get(row.code)
        if first is not None and row.valid_to is None and row.valid_from < first:
            yield replace(row, valid_to=_day_before(first))
        else:
            yield row
