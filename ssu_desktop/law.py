"""The law as data: dated figures and catalogues with their article, read from `resources/law/`."""

import json
import re
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import cache, cached_property
from pathlib import Path
from typing import Any

from ssu_desktop import paths

_PARAGRAPH = re.compile(r"(\d+(?:-\d+)?)(?:\((\d+)\))?")
_ANNEX = re.compile(r"annex (\d+)")
_CLAUSE = re.compile(r"article (\d+)")


class NoFigure(KeyError):  # noqa: N818 - named by what is missing, like NoResultFound
    """The law as we know it has no such figure for this kind of unit on this day."""


@dataclass(frozen=True)
class Article:
    """Where the law says so: the key of the act ("order-230") and the paragraph ("12(3)", "annex 5")."""

    act: str
    paragraph: str


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
        return self.concerns(category) and not {"*", category} & self.conditional_for


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
        for figure in self.editions(key, unit_kind):
            if _in_force(figure.valid_from, figure.valid_to, on):
                return figure
        raise NoFigure(f"{key} for {unit_kind} on {on}")

    def known_figure(self, key: str, unit_kind: str | None = None, *, on: date) -> Figure:
        """Return the figure in force on the day `on`, or for an earlier day the earliest one known.

        Raises NoFigure where there is none at all, or none any more.
        """
        editions = self.editions(key, unit_kind)
        return self.figure(key, unit_kind, on=max(on, editions[0].valid_from) if editions else on)

    def editions(self, key: str, unit_kind: str | None) -> Sequence[Figure]:
        """Return the editions of a figure, the earliest first; those of all units serve each kind."""
        asked = (key, unit_kind)
        if asked not in self._asked:
            self._asked[asked] = tuple(
                figure
                for figure in self._by_key.get(key, [])
                if figure.unit_kinds is None or unit_kind in figure.unit_kinds
            )
        return self._asked[asked]

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

    def cite(self, article: Article, language: str) -> str:
        """Return an article for the screen: `№ 230 бұйрық, 12-т. 3)`, `приказ № 230, п. 12 пп. 3)`."""
        act = self.acts[article.act]
        return f"{act.short_kk if language == 'kk' else act.short_ru}, {cite_paragraph(article, language)}"


def cite_paragraph(article: Article, language: str) -> str:
    """Return the paragraph alone: `12-т. 3)`, `4-қосымша`; `п. 12 пп. 3)`, `приложение 4`."""
    kazakh = language == "kk"
    if match := _ANNEX.fullmatch(article.paragraph):
        return f"{match[1]}-қосымша" if kazakh else f"приложение {match[1]}"
    if match := _CLAUSE.fullmatch(article.paragraph):
        return f"{match[1]}-бап" if kazakh else f"ст. {match[1]}"
    if match := _PARAGRAPH.fullmatch(article.paragraph):
        point = f"{match[1]}-т." if kazakh else f"п. {match[1]}"
        below = "" if match[2] is None else f" {match[2]})" if kazakh else f" пп. {match[2]})"
        return point + below
    return article.paragraph


def _in_force(valid_from: date, valid_to: date | None, on: date) -> bool:
    return valid_from <= on and (valid_to is None or on <= valid_to)


_FIGURES = ("figures.json", "admission.json", "units.json", "pension_age.json", "duties.json")
_ITEMS = ("contraindications.json", "indications.json")


def load_law() -> Law:
    """Read `resources/law/`; the files are ours, so whatever is wrong in them raises at once."""
    folder = paths.resources() / "law"
    return Law(
        acts={row["key"]: _act(row) for row in _read(folder / "editions.json")},
        figures=tuple(_figure(row) for name in _FIGURES for row in _read(folder / name)),
        document_rows=tuple(_document(row) for row in _read(folder / "documents.json")),
        admission_items=tuple(_item(row) for name in _ITEMS for row in _read(folder / name)),
    )


_Row = dict[str, Any]  # what JSON holds; each reader below gives it its types


@dataclass(frozen=True)
class CalendarYear:
    """The days off of a year and its worked weekends; `estimated` until the day of Kurban Ait is official."""

    days_off: frozenset[date]
    working_weekends: frozenset[date]
    estimated: bool


@cache
def load_fixed_holidays() -> tuple[tuple[int, int], ...]:
    """Return the public holidays that fall on the same month and day every year (Law on holidays)."""
    content = json.loads((paths.resources() / "law" / "working_days.json").read_text(encoding="utf-8"))
    return tuple((int(day[:2]), int(day[3:])) for day in content["fixed_holidays"])


@cache
def load_calendar() -> Mapping[int, CalendarYear]:
    """Read the years of `resources/law/working_days.json`; a test compares them with their source."""
    content = json.loads((paths.resources() / "law" / "working_days.json").read_text(encoding="utf-8"))
    return {int(year): _calendar_year(year, row) for year, row in content["years"].items()}


def _calendar_year(year: str, row: _Row) -> CalendarYear:
    off, worked = (
        frozenset(date.fromisoformat(f"{year}-{day}") for day in row[days]) for days in ("off", "worked")
    )
    return CalendarYear(days_off=off, working_weekends=worked, estimated=row["estimated"])


_DOCUMENT_TEXTS = (
    *("code", "unit_kind", "stage", "kk", "ru", "name_kk", "name_ru"),
    *("form", "form_note_kk", "form_note_ru", "condition_kk", "condition_ru"),
)


def _read(path: Path) -> list[_Row]:
    rows: list[_Row] = json.loads(path.read_text(encoding="utf-8"))
    return rows


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _words(words: list[str] | None) -> frozenset[str] | None:
    return None if words is None else frozenset(words)


def _figure(row: _Row) -> Figure:
    return Figure(
        key=row["key"],
        unit_kinds=_words(row["unit_kinds"]),
        values=tuple(row["values"]),
        measure=Measure(row["measure"]),
        article=Article(row["act"], row["paragraph"]),
        kk=row["kk"],
        meaning_kk=row["meaning_kk"],
        meaning_ru=row["meaning_ru"],
        valid_from=date.fromisoformat(row["valid_from"]),
        valid_to=_day(row["valid_to"]),
        sure=row.get("sure", True),
    )


_ITEM_TEXTS = ("code", "part", "unit_kind", "kk", "ru", "name_kk", "name_ru")


def _item(row: _Row) -> AdmissionItem:
    texts: dict[str, str] = {name: row[name] for name in _ITEM_TEXTS}
    return AdmissionItem(
        **texts,
        categories=frozenset(row["categories"]),
        order=row["order"],
        seizures_from=row["seizures_from"],
        article=Article(row["act"], row["paragraph"]),
        valid_from=date.fromisoformat(row["valid_from"]),
        valid_to=_day(row["valid_to"]),
    )


def _act(row: _Row) -> Act:
    return Act(
        key=row["key"],
        short_kk=row["short_kk"],
        short_ru=row["short_ru"],
        title_kk=row["title_kk"],
        title_ru=row["title_ru"],
        number=row["number"],
        adopted_on=date.fromisoformat(row["adopted_on"]),
        registration_number=row["registration_number"],
        registered_on=_day(row["registered_on"]),
        valid_from=date.fromisoformat(row["valid_from"]),
        valid_to=_day(row["valid_to"]),
        editions=tuple(
            Edition(
                changed_on=date.fromisoformat(edition["changed_on"]),
                valid_from=_day(edition["valid_from"]),
                changed_by_kk=edition["changed_by_kk"],
                changed_by_ru=edition["changed_by_ru"],
            )
            for edition in row["editions"]
        ),
    )


def _document(row: _Row) -> Document:
    texts: dict[str, str] = {name: row[name] for name in _DOCUMENT_TEXTS}
    return Document(
        **texts,
        order=row["order"],
        categories=_words(row["categories"]),
        conditional_for=frozenset(row["conditional_for"]),
        asked_if=row.get("asked_if", ""),
        alternatives=_alternatives(row.get("alternatives")),
        article=Article(row["act"], row["paragraph"]),
        valid_from=date.fromisoformat(row["valid_from"]),
        valid_to=_day(row["valid_to"]),
    )


def _alternatives(row: _Row | None) -> Alternatives | None:
    if row is None:
        return None
    return Alternatives(row["minor_below"], tuple(Paper(**paper) for paper in row["papers"]))
