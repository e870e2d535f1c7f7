"""Backups: made by themselves and for the stick, told in the history, and what a restore would lose."""

import json
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, Final

from sqlalchemy import func, select

from ssu_desktop.actions.desk import Desk
from ssu_desktop.language import N_
from ssu_desktop.records import Change
from ssu_desktop.records.kinds import Operation
from ssu_desktop.storage import DataFileError, note
from ssu_desktop.storage.backup import ENDING
from ssu_desktop.storage.folder import Folder
from ssu_desktop.storage.journal import CHANGING
from ssu_desktop.storage.kept import KeptBackup, list_kept
from ssu_desktop.storage.snapshot import Manifest, Occasion

AUTOMATIC: Final = N_("Automatic backup")
FOR_THE_STICK: Final = N_("Backup for the stick")
RESTORE: Final = N_("Restore from a backup")
REMIND_AFTER: Final = timedelta(days=7)
_RECENT: Final = 1000  # entries: some days of work
_PATIENCE: Final = timedelta(hours=1)  # a clock may be put right
_TABLE: Final = "data_file"  # the data file as a whole: no record of it
_ON_A_STICK: Final = Change.action == FOR_THE_STICK


def back_up_to(desk: Desk, folder: Path) -> Path:
    """Write one file with everything into `folder`, verified by opening it, and return its path.

    It never replaces an earlier one. Raises DataFileError with a message for the user, OSError."""
    path = _free_name(desk, folder, datetime.now().astimezone())
    manifest = desk.file.backup(path, Occasion.ASKED)
    with desk.write(FOR_THE_STICK) as session:
        details = {"file": path.name, **_told(manifest)}
        note(session, Operation.BACKUP, _TABLE, None, None, details)
    return path


def _free_name(desk: Desk, folder: Path, now: datetime) -> Path:
    """Return a name that nothing bears yet: the clock may have been set back."""
    name = f"{desk.file.path.stem}-{now:%Y-%m-%d-%H%M}"
    tries = (name, *(f"{name}-{number}" for number in range(2, 10_000)))
    return next(path for one in tries if not (path := folder / f"{one}{ENDING}").exists())


def _told(manifest: Manifest) -> dict[str, object]:
    """Return what the history tells of a backup: up to which of its entries it reaches, and their chain."""
    return {"entries": manifest.seq, "mac": manifest.mac, "size": manifest.size}


def keep_backup(desk: Desk, occasion: Occasion) -> KeptBackup:
    """Keep a verified backup beside the data file. Raises DataFileError with a message for the user."""
    kept = desk.file.keep_backup(occasion)
    if kept.manifest is not None:
        _note_kept(desk, kept.number, occasion, kept.manifest)
    return kept


def _note_kept(desk: Desk, number: int, occasion: Occasion, manifest: Manifest) -> None:
    with desk.write(AUTOMATIC) as session:
        details = {"number": number, "occasion": occasion.value, **_told(manifest)}
        note(session, Operation.BACKUP, _TABLE, None, None, details)


def note_kept_before(desk: Desk) -> None:
    """Tell in the history of the backup that opening kept before it brought the file up to date."""
    kept, desk.file.kept_before = desk.file.kept_before, None
    if kept is not None and kept.manifest is not None:
        _note_kept(desk, kept.number, kept.manifest.occasion, kept.manifest)


def keep_if_changed(desk: Desk, occasion: Occasion) -> KeptBackup | None:
    """Keep a backup where records were changed since the newest one; None where that holds everything."""
    return keep_backup(desk, occasion) if is_uncovered(desk) else None


def is_uncovered(desk: Desk) -> bool:
    """Tell whether records were changed since the newest kept backup."""
    newest = next((kept.manifest for kept in list_kept(desk.file.path) if kept.manifest), None)
    return desk.file.changed_since(newest)


@dataclass(frozen=True, kw_only=True)
class StickBackup:
    """The newest backup for the stick: `made_at` is None where there never was one."""

    made_at: datetime | None
    is_due: bool


def stick_backup(desk: Desk, now: datetime) -> StickBackup:
    """Tell when the last backup for the stick was made, and whether it is time for one.

    It is after a week in which something was changed. The times are those of the history, and `now` bears
    its zone."""
    asked = select(Change.at, Change.seq).where(Change.operation == Operation.BACKUP, _ON_A_STICK)
    with desk.read_house() as session:
        last = session.execute(asked.order_by(Change.seq.desc()).limit(1)).one_or_none()
        since = last.seq if last else 0
        later = select(Change.at).where(Change.seq > since, Change.operation.in_(CHANGING))
        changed_at = session.scalar(later.order_by(Change.seq).limit(1))
    made_at = _aware(last.at) if last else None
    waits_from = made_at or (_aware(changed_at) if changed_at else None)
    is_due = changed_at is not None and waits_from is not None and now - waits_from > REMIND_AFTER
    return StickBackup(made_at=made_at, is_due=is_due)


def clock_lag(desk: Desk, now: datetime) -> datetime | None:
    """Return when the latest of the recent entries was made, where the clock says an earlier time now.

    Not the last one: signing in made that, by the clock as it is now."""
    recent = select(Change.at).order_by(Change.seq.desc()).limit(_RECENT).subquery()
    with desk.read_house() as session:
        last = session.scalar(select(func.max(recent.c.at)))
    return _aware(last) if last is not None and _aware(last) - now > _PATIENCE else None


def _aware(moment: datetime) -> datetime:
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


@dataclass(frozen=True, kw_only=True)
class Loss:
    """What a restore would lose: how many times each action (msgid) was done since the backup.

    `same_history` is False where the backup is of another history: then all of the present one would go."""

    actions: Mapping[str, int]
    same_history: bool
    last_at: datetime | None


def loss_of(desk: Desk, manifest: Manifest) -> Loss:
    """Return what was done since a backup and is not in it."""
    count = func.count(Change.action_id.distinct()).label("times")
    with desk.read_house() as session:
        mac = session.scalar(select(Change.mac).where(Change.seq == manifest.seq))
        same = manifest.seq == 0 or (mac is not None and mac.hex() == manifest.mac)
        since = (Change.seq > (manifest.seq if same else 0), Change.operation.in_(CHANGING))
        asked = select(Change.action, count).where(*since).group_by(Change.action)
        rows = session.execute(asked.order_by(count.desc(), Change.action)).all()
        last_at = session.scalar(select(func.max(Change.at)).where(*since))
    return Loss(
        actions={row.action: row.times for row in rows},
        same_history=same,
        last_at=_aware(last_at) if last_at else None,
    )


def entries_lost(data_file: Path, manifest: Manifest) -> int | None:
    """Return how many entries of the history came after a backup, without any password.

    None where the data file does not tell; it may be damaged."""
    try:
        seq = int(json.loads(Folder(data_file).head.read_bytes())["seq"])
    except (OSError, ValueError, KeyError, TypeError):
        return None
    return max(0, seq - manifest.seq)


def note_restored(desk: Desk) -> dict[str, Any] | None:
    """Tell in the history that the file came out of a backup, once; return what is told, or None."""
    told = desk.file.restored()
    if told is None:
        return None
    with desk.write(N_("Restored from a backup")) as session:
        note(session, Operation.RESTORE, _TABLE, None, None, told)
    desk.file.forget_restored()
    return told


def require_restore(desk: Desk) -> None:
    """Raise NotAllowed where the user may not put a backup in the place of the data file."""
    desk.require(RESTORE)


def make_ready_to_restore(desk: Desk) -> None:
    """Keep what the present file holds before another takes its place, where that can be done.

    A damaged file gives no backup: it is kept beside as it is. Raises NotAllowed."""
    require_restore(desk)
    with suppress(DataFileError):
        keep_if_changed(desk, Occasion.RESTORE)
