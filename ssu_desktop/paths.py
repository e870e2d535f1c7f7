"""The only place that finds resources, translations and migrations.

In the source tree they stand at the top; in an installed wheel they stand inside the package.
"""

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


def _root() -> Path:
    return _PACKAGE if (_PACKAGE / "resources").is_dir() else _PACKAGE.parent


def resources() -> Path:
    """Return the folder of law, forms, fonts and icons."""
    return _root() / "resources"


def translations() -> Path:
    """Return the folder of the gettext catalogues, `{kk,ru}/LC_MESSAGES/ssu_desktop.mo`."""
    return _root() / "translations"


def migrations() -> Path:
    """Return the folder of the Alembic scripts."""
    return _root() / "migrations"
