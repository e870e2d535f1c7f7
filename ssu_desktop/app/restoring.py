"""Restoring while somebody is signed in: what is there is backed up, the file closed, the backup put back."""

from pathlib import Path
from typing import TYPE_CHECKING

from ssu_desktop.actions.backups import make_ready_to_restore
from ssu_desktop.language import N_
from ssu_desktop.screens.unlock import UnlockScreen
from ssu_desktop.screens.work import run_in_background

if TYPE_CHECKING:
    from ssu_desktop.app.window import Program


def restore(program: "Program", backup: Path) -> None:
    """Put a backup in the place of the open data file; the door stands in front at the end."""
    shell, desk = program.shell, program.desk
    if shell is None or desk is None:
        return
    path = desk.file.path
    run_in_background(
        shell,
        lambda _progress: make_ready_to_restore(desk),
        lambda _made: _put_back(program, backup, path),
        N_("Writing the backup"),
    )


def _put_back(program: "Program", backup: Path, path: Path) -> None:
    program.show_door()
    program.close()
    door = program.door.centralWidget() if program.door is not None else None
    if isinstance(door, UnlockScreen):
        door.put_back(backup, path)
