"""The backup for the stick: found where one is plugged in, written and verified off the window's thread."""

import sys
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QStorageInfo
from PySide6.QtWidgets import QFileDialog, QWidget

from ssu_desktop.actions.backups import back_up_to
from ssu_desktop.actions.desk import Desk
from ssu_desktop.language import N_, _
from ssu_desktop.screens.work import Progress, run_in_background
from ssu_desktop.storage import DataFileError

_DRIVE_REMOVABLE = 2  # of the Windows call GetDriveType
_STICKS = (Path("/media"), Path("/run/media"))

WRITTEN = N_("The backup was written and verified: {path}. Take the stick out and keep it in the safe.")
NOT_WRITTEN = N_("The backup was not written: {cause}. The data file is safe.")

Tell = Callable[..., object]


def plugged_in() -> list[Path]:
    """Return the sticks that are plugged in and can be written."""
    volumes = [volume for volume in QStorageInfo.mountedVolumes() if volume.isReady()]
    roots = [Path(volume.rootPath()) for volume in volumes if not volume.isReadOnly()]
    return [root for root in roots if _is_stick(root)]


def _is_stick(root: Path) -> bool:
    if sys.platform == "win32":
        import ctypes

        return bool(ctypes.windll.kernel32.GetDriveTypeW(str(root)) == _DRIVE_REMOVABLE)
    return any(place in root.parents for place in _STICKS)


def choose_folder(parent: QWidget, found: Callable[[], list[Path]] = plugged_in) -> Path | None:
    """Return the one stick that is plugged in; where there is none or more than one, ask."""
    sticks = found()
    if len(sticks) == 1:
        return sticks[0]
    start = str(sticks[0]) if sticks else ""
    title = _(N_("Folder for the backup, best on another disk"))
    chosen = QFileDialog.getExistingDirectory(parent, title, start)
    return Path(chosen) if chosen else None


def write_to(parent: QWidget, desk: Desk, folder: Path, done: Callable[[Path], object], failed: Tell) -> None:
    """Write the backup; `done` is told its path, `failed` is said in words (a msgid with its values)."""

    def task(_progress: Progress) -> Path:
        return back_up_to(desk, folder)

    def fail(error: Exception) -> None:
        if isinstance(error, DataFileError):
            failed(error.text, **error.values)
        elif isinstance(error, OSError):
            failed(NOT_WRITTEN, cause=error.strerror or str(error))
        else:
            raise error

    run_in_background(parent, task, done, N_("Writing the backup"), failed=fail, quiet=True)
