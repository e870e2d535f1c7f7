"""What is put into a form: texts in the form's own language, kept as a snapshot beside each print."""

from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields, is_dataclass, replace
from operator import is_
from typing import Any, Self, TypeVar, cast, get_args, get_origin, get_type_hints

from ssu_desktop.forms.faces import legible
from ssu_desktop.forms.parts import Pen
from ssu_desktop.language import Language

Json = str | bool | int | float | None | list["Json"] | dict[str, "Json"]
T = TypeVar("T")


class SnapshotError(ValueError):
    """A stored snapshot does not fit the form that it is read for."""


@dataclass(frozen=True, kw_only=True)
class Content(ABC):
    """What every form knows: its language, the bookmark of the document, and whether it is a draft.

    All texts are in `language` already. An empty text is a blank to write on: a content of defaults is
    the empty form.
    """

    language: Language = Language.KK
    bookmark: str = ""
    draft: bool = False

    @abstractmethod
    def draw(self, pen: Pen) -> None:
        """Draw the form from the top of the pen's first page."""

    def to_snapshot(self) -> dict[str, Json]:
        """Return the content as JSON values; `from_snapshot` gives back an equal content."""
        return cast("dict[str, Json]", _plain(self))

    @classmethod
    def from_snapshot(cls, snapshot: Mapping[str, Json]) -> Self:
        """Read a content back; fields that came later take their defaults.

        Raises SnapshotError for unknown fields and values of the wrong shape."""
        return _read(cls, snapshot)


def _plain(value: object) -> Json:
    if is_dataclass(value) and not isinstance(value, type):
        return {field.name: _plain(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, tuple):
        return [_plain(one) for one in value]
    if isinstance(value, str):
        return str(value)
    return cast("Json", value)


def _read(kind: type[T], snapshot: object) -> T:
    if not isinstance(snapshot, Mapping):
        raise SnapshotError(f"{kind.__name__} is not an object")
    hints = get_type_hints(kind)
    if unknown := set(snapshot) - set(hints):
        raise SnapshotError(f"{kind.__name__} has no {', '.join(sorted(unknown))}")
    return kind(**{name: _value(hints[name], value) for name, value in snapshot.items()})


def _value(hint: Any, value: object) -> object:
    if get_origin(hint) is tuple:
        if not isinstance(value, list):
            raise SnapshotError(f"not a list: {value!r}")
        return tuple(_value(get_args(hint)[0], one) for one in value)
    if is_dataclass(hint):
        return _read(cast("type[object]", hint), value)
    if isinstance(value, str) and issubclass(hint, str):
        return hint(value)
    if type(value) is not hint:
        raise SnapshotError(f"{value!r} is not a {hint.__name__}")
    return value


def made_legible(content: T) -> tuple[T, frozenset[str]]:
    """Return the content with every text made printable, and the letters that had to be replaced."""
    missing: set[str] = set()

    def mend(text: str) -> str:
        clean, lost = legible(text)
        missing.update(lost)
        return clean

    return cast("T", _mapped(content, mend)), frozenset(missing)


def _mapped(value: object, change: Callable[[str], str]) -> object:
    """Return the value with every text changed; what has nothing to be changed is handed back itself."""
    if type(value) is str:
        changed = change(value)
        return value if changed == value else changed
    if isinstance(value, tuple):
        mapped = tuple([_mapped(one, change) for one in value])
        return value if all(map(is_, mapped, value)) else mapped
    if is_dataclass(value) and not isinstance(value, type):
        old = vars(value)
        new = {name: _mapped(one, change) for name, one in old.items()}
        return value if all(map(is_, new.values(), old.values())) else replace(value, **new)
    return value
