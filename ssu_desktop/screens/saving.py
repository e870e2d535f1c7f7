"""Where the window for saving opens: in the user's documents, under a name in the user's language."""

from pathlib import Path

from PySide6.QtCore import QStandardPaths

_FORBIDDEN = str.maketrans(dict.fromkeys('\\/:*?"<>|', "_"))  # in the names of files on Windows
_LONGEST = 120


def proposed(name: str) -> str:
    """Return the path that a window for saving `name` begins with, without what no file's name may have."""
    folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    clean = Path("".join(sign for sign in name.translate(_FORBIDDEN) if sign.isprintable()))
    return str(Path(folder or Path.home()) / f"{clean.stem[:_LONGEST].strip()}{clean.suffix}")
