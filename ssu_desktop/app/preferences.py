"""What the program remembers about this computer: which data files were open, how it looks. No names."""

import json
from contextlib import suppress
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from platformdirs import user_config_path

from ssu_desktop.storage.errors import DataFileError
from ssu_desktop.storage.folder import settle

_MOST_RECENT = 5


@dataclass(frozen=True, kw_only=True)
class Preferences:
    """`recent`: paths of data files, the last used first; `language` of the window before sign-in.

    `idle_minutes`: after so many without a touch the program locks itself."""

    recent: tuple[str, ...] = ()
    language: str = "kk"
    dark: bool = False
    idle_minutes: int = 5

    def used(self, path: Path) -> "Preferences":
        """Return them with `path` as the last used data file."""
        whole = str(path.resolve())
        others = [known for known in self.recent if known != whole]
        return replace(self, recent=(whole, *others)[:_MOST_RECENT])

    def settle(self) -> None:
        """Finish the restores that were interrupted: their data files wait beside their places."""
        for path in map(Path, self.recent):
            with suppress(OSError, DataFileError):  # the door tells of it, when that file is asked for
                settle(path)

    @property
    def known_files(self) -> tuple[Path, ...]:
        """Return the data files that are still there, the last used first."""
        return tuple(path for path in map(Path, self.recent) if _is_there(path))


def _is_there(path: Path) -> bool:
    try:
        return path.is_dir()
    except OSError:  # such as a disk that was taken out, or a folder of somebody else
        return False


def _file() -> Path:
    return user_config_path("ssu-desktop", appauthor=False) / "preferences.json"


def load_preferences() -> Preferences:
    """Return what is remembered; a missing or garbled file is as good as none."""
    try:
        kept = json.loads(_file().read_text(encoding="utf-8"))
        return Preferences(
            recent=tuple(str(path) for path in kept.get("recent", ())),
            language="ru" if kept.get("language") == "ru" else "kk",
            dark=kept.get("dark") is True,
            idle_minutes=int(kept.get("idle_minutes", 5)),
        )
    except (OSError, ValueError, AttributeError, TypeError):
        return Preferences()


def save_preferences(preferences: Preferences) -> None:
    """Remember them; a computer that forbids it goes without, the work does not depend on it."""
    with suppress(OSError):
        _file().parent.mkdir(parents=True, exist_ok=True)
        fresh = _file().with_suffix(".new")
        fresh.write_text(json.dumps(asdict(preferences), indent=1), encoding="utf-8")
        fresh.replace(_file())
