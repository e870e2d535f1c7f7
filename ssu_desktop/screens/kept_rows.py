"""Rows that were typed into a list and are not saved yet: kept in the data file until that is decided."""

from typing import TYPE_CHECKING, Generic, TypeVar

from ssu_desktop.actions.desk import Desk
from ssu_desktop.actions.drafts import packed, unpacked
from ssu_desktop.screens.deciding import kept_at
from ssu_desktop.screens.kept_input import KeptInput

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

D = TypeVar("D", bound="DataclassInstance")


class KeptRows(Generic[D]):
    """The drafts of one list by the names of their rows; another key turns to those of another list."""

    def __init__(self, desk: Desk, kind: type[D]) -> None:
        self._desk, self._kind = desk, kind
        self._kept: KeptInput | None = None
        self.rows: dict[str, D] = {}

    def turn_to(self, key: str) -> None:
        """Go on with what was typed under `key` and not decided upon."""
        self._kept = kept_at(self._desk, key)
        content = self._kept.take_up() or {}
        self.rows = {name: unpacked(self._kind, told) for name, told in content.items()}

    def put(self, name: str, draft: D | None) -> None:
        """Keep a row; None is one that stands as it is saved."""
        if draft is None:
            self.rows.pop(name, None)
        else:
            self.rows[name] = draft
        if self._kept is None:
            return
        if self.rows:
            self._kept.put({row: packed(one) for row, one in self.rows.items()})
        else:
            self._kept.clear()

    def clear(self) -> None:
        """Forget all rows: they are saved, or discarded."""
        self.rows.clear()
        if self._kept is not None:
            self._kept.clear()
