"""Who may do what: the table of roles by action, read from `resources/roles.json`."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import Any, Final

from ssu_desktop import paths
from ssu_desktop.language import N_, Bilingual
from ssu_desktop.records.kinds import Category, Role

READ: Final = N_("Read people's records")
"""What every page, list and form of people begins with; it writes nothing, so it is named by itself."""


class Reach(StrEnum):
    """How far a role may go with a deed: with everybody, in the own domains, with the own people."""

    ALL = "all"
    DOMAIN = "domain"
    PEOPLE = "people"


@dataclass(frozen=True)
class Deed:
    """A row of the table: actions that belong together, and how far each role may go with them."""

    code: str
    words: Bilingual
    may: Mapping[Role, Reach]
    actions: tuple[str, ...]


def _told() -> dict[str, Any]:
    told: dict[str, Any] = json.loads((paths.resources() / "roles.json").read_text(encoding="utf-8"))
    return told


@cache
def deeds() -> tuple[Deed, ...]:
    """Return the table in its order; the file is ours, so whatever is wrong in it raises at once."""
    return tuple(
        Deed(
            code=row["code"],
            words=Bilingual(row["kk"], row["ru"]),
            may={Role(role): Reach(reach) for role, reach in row["may"].items()},
            actions=tuple(row["actions"]),
        )
        for row in _told()["deeds"]
    )


@cache
def victim_categories() -> tuple[Category, ...]:
    """Return whose addresses and cards only named users see."""
    return tuple(Category(word) for word in _told()["victims"])


@cache
def _by_action() -> Mapping[str, Deed]:
    return {action: deed for deed in deeds() for action in deed.actions}


def reaches(roles: Iterable[Role], action: str) -> frozenset[Reach]:
    """Return how far these roles together may go with an action; nothing where none of them may.

    Raises LookupError for an action that the table does not know: add it to `resources/roles.json`."""
    deed = _by_action().get(action)
    if deed is None:
        raise LookupError(f"{action!r} stands in no row of resources/roles.json")
    return frozenset(deed.may[role] for role in roles if role in deed.may)
