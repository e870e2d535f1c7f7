"""Dated figures and catalogues of the law with their article, and the law that answers for a day."""

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import cached_property

from ssu_desktop.law.article import Article, cite_paragraph
from ssu_desktop.law.services import Service, ServiceCatalogue, load_services


class NoFigure(KeyError):  # noqa: N818 - named by what is missing, like NoResultFound
    """The law as we know it has no such figure for this kind of unit on this day."""


class Measure(StrEnum):
    """What a figure counts; a `RULE` has no number, only its article."""

    CALENDAR_DAYS = "calendar_days"
    WORKING_DAYS = "working_days"
    MONTHS = "months"
    HOURS = "hours"
    KILOMETRES = "kilometres"
    COUNT = "count"
    RULE = "rule"


@dataclass(frozen=True, kw_only=True)
class Figure:
    """A number of the law in one edition: `values` holds it, or all of a row such as 0, 3, 6, 9, 12.

    `kk` is a verbatim excerpt of the act, `meaning_kk` and `meaning_ru` say it in a plain sentence.
    It is in force on `valid_from` and, where it has one, up to and including `valid_to`. Where it is not
    `sure`, the number or its first day is not in the source texts and a lawyer should confirm it.
    """

    key: str
    unit_kinds: frozenset[str] | None
    values: tuple[int, ...]
    measure: Measure
    article: Article
    kk: str
    meaning_kk: str
    meaning_ru: str
    valid_from: date
    valid_to: date | None
    sure: bool = True

    @property
    def value(self) -> int:
        """The one number; raises ValueError for a row of numbers."""
        (only,) = self.values
        return only

    def meaning(self, language: str) -> str:
        """Return the plain sentence in `language` ("kk" or "ru")."""
        return self.meaning_kk if language == "kk" else self.meaning_ru


@dataclass(frozen=True, kw_only=True)
class Edition:
    """A change of an act by the order of `changed_on`; `valid_from` None is not given in the source."""

    changed_on: date
    valid_from: date | None
    changed_by_kk: str
    changed_by_ru: str


@dataclass(frozen=True, kw_only=True)
class Act:
    """An act of law: its names, numbers and changes (the last known one is last)."""

    key: str
    short_kk: str
    short_ru: str
    title_kk: str
    title_ru: str
    number: str
    adopted_on: date
    registration_number: str | None
    registered_on: date | None
    valid_from: date
    valid_to: date | None
    editions: tuple[Edition, ...]


@dataclass(frozen=True)
class Paper:
    """One of several papers of which one will do."""

    code: str
    kk: str
    ru: str


@dataclass(frozen=True)
class Alternatives:
    """What is asked instead for minors (`minor_below` years) and the legally incapable: one of `papers`."""

    minor_below: int
    papers: tuple[Paper, ...]


@dataclass(frozen=True, kw_only=True)
class Document:
    """A row of the personal-file checklist.

    `code` is stable ("S.file.identity"); `stage` is "file", "custody" (originals kept) or "transfer".
    `kk` is verbatim, `ru` its translation; `name_kk` and `name_ru` are short names for the screen.
    `form` is "copy", "original" or "extract". `categories` None means all; `conditional_for` lists the
    categories of whom it is asked only where it exists, and holds "*" where that is everyone. `asked_if`
    names what the record must know for that ("disability", "programme", "incapable", "custody", "identity").
    """

    code: str
    unit_kind: str
    stage: str
    order: int
    kk: str
    ru: str
    name_kk: str
    name_ru: str
    form: str
    form_note_kk: str
    form_note_ru: str
    categories: frozenset[str] | None
    conditional_for: frozenset[str]
    condition_kk: str
    condition_ru: str
    asked_if: str
    alternatives: Alternatives | None
    article: Article
    valid_from: date
    valid_to: date | None

    def concerns(self, category: str | None) -> bool:
        """Return whether the row is on the checklist of `category` (None: of anybody)."""
        return self.categories is None or category is None or category in self.categories

    def required_of(self, category: str | None) -> bool:
        """Return whether `category` must have it, whatever the circumstances."""
        always = "*" not in self.conditional_for and category not in self.conditional_for
        return always and self.concerns(category)


@dataclass(frozen=True, kw_only=True)
class AdmissionItem:
    """One question of the admission checklist of a unit's kind, answered yes or no.

    `code` is stable ("S.children.1"); `part` is "contraindication", "indication" (one of them at least) or
    "ground" (why the family gives no care). `kk` is verbatim, `ru` its translation; `name_kk` and `name_ru`
    are words for the screen. From `seizures_from` seizures a month on a "no" contradicts the item.
    """

    code: str
    part: str
    unit_kind: str
    categories: frozenset[str]
    order: int
    kk: str
    ru: str
    name_kk: str
    name_ru: str
    seizures_from: int | None
    article: Article
    valid_from: date
    valid_to: date | None

    def name(self, language: str) -> str:
        """Return the words for the screen in `language` ("kk" or "ru")."""
        return self.name_kk if language == "kk" else self.name_ru


@dataclass(frozen=True)
class Law:
    """All that the program knows of the law; each catalogue holds every edition."""

    acts: Mapping[str, Act]
    figures: Sequence[Figure]
    document_rows: Sequence[Document]
    admission_items: Sequence[AdmissionItem] = ()
    added_services: Sequence[Service] = ()

    @cached_property
    def services(self) -> ServiceCatalogue:
        """The catalogue of services, with those that editions added; read when it is first asked for."""
        return load_services().with_services(self.added_services)

    @cached_property
    def _by_key(self) -> Mapping[str, list[Figure]]:
        found: dict[str, list[Figure]] = {}
        for figure in sorted(self.figures, key=lambda figure: figure.valid_from):
            found.setdefault(figure.key, []).append(figure)
        return found

    @cached_property
    def _asked(self) -> dict[tuple[str, str | None], Sequence[Figure]]:
        return {}  # the rules ask for the same few figures of every person

    def figure(self, key: str, unit_kind: str | None = None, *, on: date) -> Figure:
        """Return the figure in force on the day `on`; raises NoFigure where no known edition has it."""
        return _on_day(self.editions(key, unit_kind), on, key, unit_kind)

    def known_figure(self, key: str, unit_kind: str | None = None, *, on: date) -> Figure:
        """Return the figure in force on the day `on`, or for an earlier day the earliest one known.

        Raises NoFigure where there is none at all, or none any more.
        """
        editions = self.editions(key, unit_kind)
        known = max(on, editions[0].valid_from) if editions else on
        return _on_day(editions, known, key, unit_kind)

    def editions(self, key: str, unit_kind: str | None) -> Sequence[Figure]:
        """Return the editions of a figure, the earliest first; those of all units serve each kind."""
        asked = (key, unit_kind)
        if (known := self._asked.get(asked)) is not None:
            return known
        found = tuple(
            figure
            for figure in self._by_key.get(key, [])
            if figure.unit_kinds is None or unit_kind in figure.unit_kinds
        )
        self._asked[asked] = found
        return found

    @cached_property
    def _checklists(self) -> dict[tuple[str, str | None, int], Sequence[Document]]:
        return {}  # Today asks for those of every stay

    @cached_property
    def _checklists_changed(self) -> Sequence[date]:
        ended = {row.valid_to + timedelta(days=1) for row in self.document_rows if row.valid_to is not None}
        return sorted({row.valid_from for row in self.document_rows} | ended)

    def checklist_edition(self, on: date) -> int:
        """Return a number that all days have in common on which the checklists are the same."""
        return bisect_right(self._checklists_changed, on)

    def documents(self, unit_kind: str, category: str | None, on: date) -> Sequence[Document]:
        """Return the checklist of a unit's kind for a category (None: all rows) on the day `on`.

        All stages in their order ("file", "custody", "transfer"). For a day before the earliest known
        edition the earliest one serves, since personal files go on from before it.
        """
        asked = (unit_kind, category, self.checklist_edition(on))
        if asked not in self._checklists:
            rows = [
                row for row in self.document_rows if row.unit_kind == unit_kind and row.concerns(category)
            ]
            on = max(on, min((row.valid_from for row in rows), default=on))
            self._checklists[asked] = tuple(
                row for row in rows if _in_force(row.valid_from, row.valid_to, on)
            )
        return self._checklists[asked]

    def admission_checklist(self, unit_kind: str, category: str, on: date) -> list[AdmissionItem]:
        """Return what is asked of `category` at admission on the day `on`, part by part in the act's order.

        For a day before the earliest known edition the earliest one serves.
        """
        rows = [
            row for row in self.admission_items if row.unit_kind == unit_kind and category in row.categories
        ]
        on = max(on, min((row.valid_from for row in rows), default=on))
        return [row for row in rows if _in_force(row.valid_from, row.valid_to, on)]

    def items_on(self, on: date) -> Mapping[str, AdmissionItem]:
        """Return the questions of all admission checklists by their code, each as it was on the day `on`.

        One that was not asked on that day is there as it is known otherwise."""
        rows = sorted(self.admission_items, key=lambda row: _in_force(row.valid_from, row.valid_to, on))
        return {row.code: row for row in rows}

    def cite(self, article: Article, language: str) -> str:
        """Return an article for the screen: `№ 230 бұйрық, 12-т. 3)`, `приказ № 230, п. 12 пп. 3)`."""
        act = self.acts[article.act]
        return f"{act.short_kk if language == 'kk' else act.short_ru}, {cite_paragraph(article, language)}"


def _on_day(editions: Sequence[Figure], on: date, key: str, unit_kind: str | None) -> Figure:
    for figure in editions:
        if figure.valid_from <= on and (figure.valid_to is None or on <= figure.valid_to):
            return figure
    raise NoFigure(f"{key} for {unit_kind} on {on}")


def _in_force(valid_from: date, valid_to: date | None, on: date) -> bool:
    return valid_from <= on and (valid_to is None or on <= valid_to)
