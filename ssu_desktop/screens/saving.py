"""Where the window for saving opens: in the user's documents, under a name in the user's language."""

from pathlib import Path

from PySide6.QtCore import QStandardPaths


def proposed(name: str) -> str:
    """Return the path that a window for saving `name` begins with."""
    folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    return str(Path(folder or Path.home()) / name)
