"""Before anybody is signed in: who can open a data file, and a key that is begun early.

Nothing here needs SQLAlchemy: the door is shown before that is imported."""

from importlib import import_module
from pathlib import Path

from ssu_desktop.storage.door import begin_key, list_logins

__all__ = ["begin_key", "import_the_rest", "logins_of"]


def logins_of(path: Path) -> tuple[str, ...]:
    """Return who can open the data file, without any password. Raises DataFileError."""
    return list_logins(path)


def import_the_rest() -> None:
    """Import what signing in and the first Today need, and make it ready: half a second, while a key is
    derived or typed."""
    import_module("ssu_desktop.actions.early").make_ready()
