"""The words of the forms, read from `resources/forms/`: both languages, edition, act, order number."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache

from ssu_desktop import paths
from ssu_desktop.language import Language


@dataclass(frozen=True, kw_only=True)
class Label:
    """A label of a form in both languages.

    `sure`: the Russian words are known, not a careful rendering. `parts`: words inside the label that can
    be underlined, by what they stand for (the kind of facility, the document that exists).
    """

    texts: Mapping[Language, str]
    sure: bool
    parts: Mapping[str, Mapping[Language, str]]


@dataclass(frozen=True, kw_only=True)
class Wording:
    """All words of one form in one edition."""

    code: str
    edition: str
    act: str
    order: str
    valid_from: date
    labels: Mapping[str, Label]

    def say(self, key: str, language: Language) -> str:
        """Return the label `key`."""
        return self.labels[key].texts[language]

    def part(self, key: str, part: str, language: Language) -> str:
        """Return the words of label `key` that stand for `part`, or nothing."""
        found = self.labels[key].parts.get(part)
        return found[language] if found else ""


def _texts(raw: Mapping[str, object]) -> dict[Language, str]:
    return {language: str(raw[language]) for language in Language}


def _label(raw: Mapping[str, object]) -> Label:
    parts = raw.get("parts", {})
    assert isinstance(parts, dict)  # noqa: S101 - our own resource file
    return Label(
        texts=_texts(raw),
        sure=bool(raw["sure"]),
        parts={
            name: {language: str(words[language]) for language in Language} for name, words in parts.items()
        },
    )


@cache
def load_wording(code: str) -> Wording:
    """Read the words of the form `code` ("annex-4")."""
    raw = json.loads((paths.resources() / "forms" / f"{code}.json").read_text(encoding="utf-8"))
    return Wording(
        code=raw["form"],
        edition=raw["edition"],
        act=raw["act"],
        order=raw["order"],
        valid_from=date.fromisoformat(raw["valid_from"]),
        labels={key: _label(label) for key, label in raw["labels"].items()},
    )


def form_codes() -> tuple[str, ...]:
    """Return the codes of the forms whose words are there, without importing what draws them."""
    return tuple(sorted(path.stem for path in (paths.resources() / "forms").glob("*.json")))
