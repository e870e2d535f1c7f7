"""A further edition of the law as one file: acts, paragraphs, figures, checklists, services."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Final

from ssu_desktop.exchange.handed_on import read_handed_on, write_handed_on
from ssu_desktop.exchange.safety import CannotRead
from ssu_desktop.language import N_
from ssu_desktop.law import LawRows, act_of, document_of, edition_of, figure_of, item_of, service_of
from ssu_desktop.records.kinds import DocumentForm, Domain, UnitKind

FORMAT: Final = "ssu-desktop-law"
_LARGEST = 2_000_000  # bytes; all that the program ships takes a quarter of it
_MOST_ROWS = 2_000
_LONGEST = 20_000  # characters of one text
_READERS: Final[Mapping[str, Callable[[Any], object]]] = {
    "acts": act_of,
    "changes": edition_of,
    "figures": figure_of,
    "documents": document_of,
    "items": item_of,
    "services": service_of,
}
_TEXTS: Final[Mapping[str, tuple[str, ...]]] = {
    "acts": ("key", "short_kk", "short_ru", "title_kk", "title_ru", "number"),
    "changes": ("act", "changed_by_kk", "changed_by_ru"),
    "figures": ("key", "act", "paragraph", "kk", "meaning_kk", "meaning_ru"),
    "documents": ("code", "unit_kind", "stage", "act", "paragraph", "kk", "ru", "name_kk", "name_ru", "form"),
    "items": ("code", "part", "unit_kind", "act", "paragraph", "kk", "ru", "name_kk", "name_ru"),
    "services": ("code", "act", "paragraph", "domain", "setting", "kk", "ru", "verbatim"),
}
_MAY_LACK: Final = ("asked_if",)  # texts that a row need not have
_ONE_OF: Final[Mapping[str, Mapping[str, frozenset[str]]]] = {
    "documents": {
        "unit_kind": frozenset(UnitKind),
        "stage": frozenset({"file", "custody", "transfer"}),
        "form": frozenset(DocumentForm),
    },
    "items": {
        "unit_kind": frozenset(UnitKind),
        "part": frozenset({"contraindication", "indication", "ground"}),
    },
    "services": {"domain": frozenset(Domain), "verbatim": frozenset({"kk", "ru"})},
}
_LISTS: Final = ("unit_kinds", "categories", "conditional_for", "recipients")
_NUMBERS: Final = ("order", "seizures_from")


@dataclass(frozen=True, kw_only=True)
class LawFile:
    """What a file brings: its title, the first day that it is about, its rows, and the rows as they stood."""

    title: str
    valid_from: date
    rows: LawRows
    content: Mapping[str, Any]


def read_law_file(path: Path) -> LawFile:
    """Read a file of the law. Raises CannotRead for whatever is no such file, and says which row is wrong."""
    return _read(path, read_handed_on(path, FORMAT, largest=_LARGEST, no_such=_no_law))


def _no_law(path: Path) -> CannotRead:
    return CannotRead(
        N_("“{path}” is no edition of the law for this program. Nothing was changed."), path=path.name
    )


def _read(path: Path, told: dict[str, Any]) -> LawFile:
    kept = {name: told.get(name, []) for name in _READERS}
    title, first = told.get("title"), told.get("valid_from")
    if (
        not isinstance(title, str)
        or not title.strip()
        or any(type(rows) is not list for rows in kept.values())
    ):
        raise _no_law(path)
    if not 0 < sum(len(rows) for rows in kept.values()) <= _MOST_ROWS:
        raise _no_law(path)
    for name, rows in kept.items():
        for number, row in enumerate(rows, start=1):
            _check_row(name, number, row)
    try:
        valid_from = date.fromisoformat(str(first))
    except ValueError as error:
        raise _no_law(path) from error
    return LawFile(title=title.strip()[:300], valid_from=valid_from, rows=rows_of(kept), content=kept)


def _check_row(name: str, number: int, row: object) -> None:
    """Raise CannotRead where a row is not what its list holds: a name, a date or a number is missing."""
    try:
        sound = isinstance(row, dict) and _is_sound(name, row) and bool(_READERS[name](row))
    except (KeyError, TypeError, ValueError, AttributeError):
        sound = False
    if not sound:
        text = N_("Row {number} of “{part}” is not what the program can read. Nothing was changed.")
        raise CannotRead(text, number=number, part=name)


def _is_sound(name: str, row: Mapping[str, Any]) -> bool:
    texts = [row[field] for field in _TEXTS[name]] + [row[field] for field in _MAY_LACK if field in row]
    return (
        all(isinstance(text, str) and len(text) <= _LONGEST for text in texts)
        and all(type(value) is int for value in row.get("values", ()))
        and all(type(row.get(field) or 0) is int for field in _NUMBERS)
        and all(row[field] in known for field, known in _ONE_OF.get(name, {}).items())
        and all(_is_list(row.get(field)) for field in _LISTS)
        and _is_choice(row.get("alternatives"))
    )


def _is_list(told: object) -> bool:
    """Return whether this is a list of words, or nothing."""
    return told is None or (type(told) is list and all(isinstance(word, str) for word in told))


def _is_choice(told: Any) -> bool:
    """Return whether this names the age and the papers of which one does instead, or nothing."""
    if told is None:
        return True
    papers = [text for paper in told["papers"] for text in paper.values()]
    return type(told["minor_below"]) is int and all(isinstance(text, str) for text in papers)


def rows_of(content: Mapping[str, Any]) -> LawRows:
    """Return the rows of a file that was read before."""
    return LawRows(
        acts=tuple(act_of(row) for row in content["acts"]),
        changes=tuple((row["act"], edition_of(row)) for row in content["changes"]),
        figures=tuple(figure_of(row) for row in content["figures"]),
        documents=tuple(document_of(row) for row in content["documents"]),
        items=tuple(item_of(row) for row in content["items"]),
        services=tuple(service_of(row) for row in content.get("services", ())),
    )


def write_law_file(
    path: Path, title: str, valid_from: date, content: Mapping[str, Any], *, to_be_changed: bool = False
) -> None:
    """Write rows as a file that `read_law_file` reads, perhaps after a change by hand. Raises OSError."""
    told = {"title": title, "valid_from": valid_from.isoformat(), **content}
    write_handed_on(path, FORMAT, to_be_changed=to_be_changed, **told)
