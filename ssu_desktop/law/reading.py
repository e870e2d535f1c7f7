"""Reading the law from JSON rows: the program's own from `resources/law/`, or those of a file."""

import json
from collections.abc import Mapping
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from ssu_desktop import paths
from ssu_desktop.law.article import Article
from ssu_desktop.law.catalogue import (
    Act,
    AdmissionItem,
    Alternatives,
    Document,
    Edition,
    Figure,
    Law,
    Measure,
    Paper,
)

Row = Mapping[str, Any]  # what JSON holds; each reader below gives it its types

_FIGURES = (
    "figures.json",
    "admission.json",
    "movements.json",
    "units.json",
    "pension_age.json",
    "duties.json",
    "papers.json",
    "plan_rules.json",
    "house.json",
)
_ITEMS = ("contraindications.json", "indications.json")


@cache
def load_law() -> Law:
    """Read `resources/law/` once; the files are ours, so whatever is wrong in them raises at once."""
    folder = paths.resources() / "law"
    return Law(
        acts={row["key"]: act_of(row) for row in _read(folder / "editions.json")},
        figures=tuple(figure_of(row) for name in _FIGURES for row in _read(folder / name)),
        document_rows=tuple(document_of(row) for row in _read(folder / "documents.json")),
        admission_items=tuple(item_of(row) for name in _ITEMS for row in _read(folder / name)),
    )


def shipped_rows() -> dict[str, list[Row]]:
    """Return all rows that the program came with, by what they are."""
    folder = paths.resources() / "law"
    return {
        "acts": list(_read(folder / "editions.json")),
        "changes": [],
        "figures": [row for name in _FIGURES for row in _read(folder / name)],
        "documents": list(_read(folder / "documents.json")),
        "items": [row for name in _ITEMS for row in _read(folder / name)],
        "services": list(_read(folder / "services.json")),
    }


_DOCUMENT_TEXTS = (
    *("code", "unit_kind", "stage", "kk", "ru", "name_kk", "name_ru"),
    *("form", "form_note_kk", "form_note_ru", "condition_kk", "condition_ru"),
)


def _read(path: Path) -> list[Row]:
    rows: list[Row] = json.loads(path.read_text(encoding="utf-8"))
    return rows


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _words(words: list[str] | None) -> frozenset[str] | None:
    return None if words is None else frozenset(words)


def figure_of(row: Row) -> Figure:
    """Return a figure. Raises KeyError, TypeError or ValueError for a row that is none."""
    return Figure(
        key=row["key"],
        unit_kinds=_words(row["unit_kinds"]),
        values=tuple(row["values"]),
        measure=Measure(row["measure"]),
        article=Article(row["act"], row["paragraph"], row["key"]),
        kk=row["kk"],
        meaning_kk=row["meaning_kk"],
        meaning_ru=row["meaning_ru"],
        valid_from=date.fromisoformat(row["valid_from"]),
        valid_to=_day(row["valid_to"]),
        sure=row.get("sure", True),
    )


_ITEM_TEXTS = ("code", "part", "unit_kind", "kk", "ru", "name_kk", "name_ru")


def item_of(row: Row) -> AdmissionItem:
    """Return an item of an admission checklist. Raises KeyError, TypeError or ValueError for none."""
    texts: dict[str, str] = {name: row[name] for name in _ITEM_TEXTS}
    return AdmissionItem(
        **texts,
        categories=frozenset(row["categories"]),
        order=row["order"],
        seizures_from=row["seizures_from"],
        article=Article(row["act"], row["paragraph"], row["code"]),
        valid_from=date.fromisoformat(row["valid_from"]),
        valid_to=_day(row["valid_to"]),
    )


def edition_of(row: Row) -> Edition:
    """Return a change of an act. Raises KeyError, TypeError or ValueError for a row that is none."""
    return Edition(
        changed_on=date.fromisoformat(row["changed_on"]),
        valid_from=_day(row["valid_from"]),
        changed_by_kk=row["changed_by_kk"],
        changed_by_ru=row["changed_by_ru"],
    )


def act_of(row: Row) -> Act:
    """Return an act. Raises KeyError, TypeError or ValueError for a row that is none."""
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
        editions=tuple(edition_of(edition) for edition in row["editions"]),
    )


def document_of(row: Row) -> Document:
    """Return a row of the file's checklist. Raises KeyError, TypeError or ValueError where it is none."""
    texts: dict[str, str] = {name: row[name] for name in _DOCUMENT_TEXTS}
    return Document(
        **texts,
        order=row["order"],
        categories=_words(row["categories"]),
        conditional_for=frozenset(row["conditional_for"]),
        asked_if=row.get("asked_if", ""),
        alternatives=_alternatives(row.get("alternatives")),
        article=Article(row["act"], row["paragraph"], row["code"]),
        valid_from=date.fromisoformat(row["valid_from"]),
        valid_to=_day(row["valid_to"]),
    )


def _alternatives(row: Row | None) -> Alternatives | None:
    if row is None:
        return None
    return Alternatives(row["minor_below"], tuple(Paper(**paper) for paper in row["papers"]))
