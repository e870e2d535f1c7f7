"""Unsaved input under a key: what an earlier time left there waits until the user decides on it."""

from collections.abc import Callable, Mapping
from typing import Any

Content = Mapping[str, Any]

_OLDER = ":older"


class KeptInput:
    """Keeps what is typed under `key` and never writes it over what waits there.

    `save(key, content)`, `load(key)` and `drop(key)` are the actions that keep it. What waits makes room
    under the key with `:older` behind it as soon as something else is to be kept.
    """

    def __init__(
        self,
        save: Callable[[str, dict[str, Any]], object],
        load: Callable[[str], Content | None],
        drop: Callable[[str], object],
        key: str,
    ) -> None:
        self._save, self._load, self._drop = save, load, drop
        self._key = key
        self._waits_at = next((place for place in (key, key + _OLDER) if load(place)), "")

    def waiting(self) -> Content | None:
        """Return the input of an earlier time on which the user has not decided, or None."""
        return self._load(self._waits_at) if self._waits_at else None

    def put(self, content: Content) -> None:
        """Keep what is typed now."""
        if self._waits_at == self._key:
            self._save(self._key + _OLDER, dict(self._load(self._key) or {}))
            self._waits_at = self._key + _OLDER
        self._save(self._key, dict(content))

    def clear(self) -> None:
        """Forget what was typed now: it is decided upon. What waits goes on waiting."""
        if self._waits_at != self._key and self._load(self._key) is not None:
            self._drop(self._key)

    def take_up(self) -> Content | None:
        """Return what waits: the user goes on with it, and it counts as typed now."""
        content = self.waiting()
        if content is not None and self._waits_at != self._key:
            self._save(self._key, dict(content))
            self._drop(self._waits_at)
        self._waits_at = ""
        return content

    def refuse(self) -> None:
        """Forget what waits; what is older still waits in its place."""
        if self._waits_at:
            self._drop(self._waits_at)
        older = self._key + _OLDER
        self._waits_at = older if self._load(older) is not None else ""
