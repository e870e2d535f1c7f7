"""Where the window for saving opens: in the user's documents, under a name in the user's language."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QStandardPaths
from PySide6.QtWidgets import QFileDialog, QWidget

from ssu_desktop.language import N_, Noun, _, counted, spoken
from ssu_desktop.screens.work import Progress, run_in_background

_FORBIDDEN = str.maketrans(dict.fromkeys('\\/:*?"<>|', "_"))  # in the names of files on Windows
_LONGEST = 120


def proposed(name: str) -> str:
    """Return the path that a window for saving `name` begins with, without what no file's name may have."""
    folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    clean = Path("".join(sign for sign in name.translate(_FORBIDDEN) if sign.isprintable()))
    return str(Path(folder or Path.home()) / f"{clean.stem[:_LONGEST].strip()}{clean.suffix}")


def ask_for_table(parent: QWidget, name: str) -> Path | None:
    """Ask where an Excel table is to be saved, under `name` unless the user says otherwise."""
    title, kinds = _(N_("Save as Excel")), _(N_("Excel tables (*.xlsx)"))
    chosen, _filter = QFileDialog.getSaveFileName(parent, title, proposed(f"{name}.xlsx"), kinds)
    return Path(chosen) if chosen else None


def save_as_excel(
    parent: QWidget,
    name: str,
    write: Callable[[Path], int],
    told: Callable[[str], object],
    noun: Noun = Noun.ROW,
) -> None:
    """Ask where, let `write` put a table there beside the window, then tell how many of `noun` it holds."""
    path = ask_for_table(parent, name)
    if path is None:
        return

    def task(_progress: Progress) -> int:
        return write(path)

    def done(rows: int) -> None:
        told(_(N_("Saved to {file}: {count}"), file=path.name, count=counted(spoken(), rows, noun)))

    run_in_background(parent, task, done, N_("Save as Excel"))
