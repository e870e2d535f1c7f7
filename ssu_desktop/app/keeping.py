"""While somebody is signed in: a backup every half hour, the reminder of the stick, the look at the clock."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal

from ssu_desktop.actions.backups import StickBackup, clock_lag, keep_if_changed, stick_backup
from ssu_desktop.actions.desk import Desk
from ssu_desktop.language import N_
from ssu_desktop.language.dates import short
from ssu_desktop.screens.notice import Notice
from ssu_desktop.screens.shell import Shell
from ssu_desktop.screens.stick import WRITTEN, choose_folder, plugged_in, write_to
from ssu_desktop.screens.work import Progress, run_in_background
from ssu_desktop.storage import DataFileError
from ssu_desktop.storage.snapshot import Occasion

HALF_AN_HOUR_MS: Final = 30 * 60_000
_AFTER_THE_START_MS: Final = 3_000  # the first screen comes first
_SOON_MS: Final = 60_000  # after signing in: what a killed program left without a backup is backed up then
_LATER: Final = N_("Later|reminder")
_CLOSE: Final = N_("Close")
_STICK, _CLOCK, _BACKUP = "stick", "clock", "backup"


class Keeper(QObject):
    """Keeps backups beside the window's work and says in a notice what the user should know or do."""

    looked = Signal()

    def __init__(
        self,
        shell: Shell,
        desk: Desk,
        *,
        now: Callable[[], datetime] = lambda: datetime.now().astimezone(),
        sticks: Callable[[], list[Path]] = plugged_in,
    ) -> None:
        super().__init__(shell)
        self.shell, self.desk = shell, desk
        self._now, self._sticks = now, sticks
        self._timer = QTimer(self, interval=HALF_AN_HOUR_MS)
        self._timer.timeout.connect(self.keep)
        self._timer.start()
        QTimer.singleShot(_SOON_MS, self, self.keep)
        for number, remark in enumerate(desk.file.remarks):
            shell.notices.put(
                f"remark-{number}", Notice(remark.text, "", None, later=_CLOSE, **remark.named_values)
            )
        QTimer.singleShot(_AFTER_THE_START_MS, self, self.look)

    def keep(self) -> None:
        """Keep a backup where records were changed since the newest one; nobody waits for it."""
        desk = self.desk

        def task(_progress: Progress) -> object:
            return keep_if_changed(desk, Occasion.TIME)

        run_in_background(
            self.shell, task, self._kept, N_("Writing the backup"), failed=self._fail, quiet=True
        )

    def _kept(self, kept: object) -> None:
        if kept is not None:
            self.shell.notices.take_away(_BACKUP)

    def _fail(self, error: Exception) -> None:
        if not isinstance(error, DataFileError):
            raise error
        self.shell.notices.put(
            _BACKUP, Notice(error.text, N_("Try again"), self.keep, later=_LATER, **error.values)
        )

    def look(self) -> None:
        """Look whether the stick is due and whether the clock can be right, off the window's thread."""
        desk, now = self.desk, self._now()

        def task(_progress: Progress) -> tuple[StickBackup, datetime | None]:
            return stick_backup(desk, now), clock_lag(desk, now)

        run_in_background(self.shell, task, self._looked, N_("Looking at the backups"), quiet=True)

    def _looked(self, found: tuple[StickBackup, datetime | None]) -> None:
        stick, last_entry = found
        if last_entry is not None:
            text = N_(
                "The computer's clock says {now}, but the last entry was made on {last}. Set the clock right:"
                " deadlines are counted by it. No backup is lost by it."
            )
            notice = Notice(text, later=_CLOSE, now=_day(self._now()), last=_day(last_entry))
            self.shell.notices.put(_CLOCK, notice)
        if stick.is_due:
            self.shell.notices.put(_STICK, self._reminder(stick))
        self.looked.emit()

    def _reminder(self, stick: StickBackup) -> Notice:
        verb = N_("Back up to the stick")
        if stick.made_at is None:
            text = N_(
                "There is no backup on a stick yet. If this computer breaks or is stolen, everything is lost."
                " Plug a stick in."
            )
            return Notice(text, verb, self.back_up, later=_LATER)
        text = N_(
            "The last backup on a stick is of {day}. If this computer breaks or is stolen, all since then is"
            " lost. Plug the stick in."
        )
        return Notice(text, verb, self.back_up, later=_LATER, day=_day(stick.made_at))

    def back_up(self) -> None:
        """Write the stick's backup: at once where one stick is plugged in."""
        folder = choose_folder(self.shell, self._sticks)
        if folder is None:
            return
        working = Notice(
            N_("The backup is being written to the stick and verified. Do not pull it out yet."), later=_CLOSE
        )
        self.shell.notices.put(_STICK, working)
        write_to(self.shell, self.desk, folder, self._written, self._not_written)

    def _written(self, path: Path) -> None:
        self.shell.notices.put(_STICK, Notice(WRITTEN, later=_CLOSE, path=str(path)))

    def _not_written(self, text: str, **values: object) -> None:
        self.shell.notices.put(_STICK, Notice(text, N_("Try again"), self.back_up, later=_LATER, **values))


def _day(moment: datetime) -> str:
    return short(moment.astimezone().date())
