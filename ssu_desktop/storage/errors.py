"""What can go wrong with a data file: what happened, what is safe, what to do."""

# ruff: noqa: N818 - these are names of what happened, as the design has them

import errno
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from ssu_desktop.language import N_, Said


@dataclass(frozen=True)
class Problem:
    """Something that is not right with a data file; `text` is a msgid, `values` fill its holes."""

    text: str
    values: tuple[tuple[str, object], ...] = ()

    @property
    def named_values(self) -> dict[str, object]:
        """Return the values by name, ready for `translate`."""
        return dict(self.values)


class DataFileError(Exception):
    """An expected trouble with a data file; `text` is a msgid, `values` fill its holes."""

    text: str = N_("The data file cannot be used.")

    def __init__(self, text: str | None = None, **values: object) -> None:
        """Keep the words and what fills their holes."""
        if text is not None:
            self.text = text
        self.values = values
        super().__init__(self.text.format_map(values) if values else self.text)


class NotADataFile(DataFileError):
    """The folder exists or not, but holds no data file."""

    text = N_(
        "“{path}” is not a data file of this program. Nothing was changed. Choose the folder whose name "
        "ends in “.ssu”, or create a new data file."
    )


class DataFileExists(DataFileError):
    """A new data file was to be made where something already stands."""

    text = N_(
        "“{path}” already exists. Nothing was changed. Choose another name, or open the data file that is "
        "there."
    )


class WrongPassword(DataFileError):
    """No slot of this login opens with this password."""

    text = N_(
        "The login or the password is wrong. The data is safe. Check the keyboard layout and Caps Lock and "
        "try again, or open the file with the recovery code."
    )


class TooManyTries(DataFileError):
    """The secret was wrong several times in a row: the next try has to wait for `seconds`."""

    text = N_(
        "The password or the code was wrong {failed} times in a row. The data is safe. Try again in {seconds}"
        " seconds: the wait grows with each mistake, but nobody is shut out for good."
    )


class WrongRecoveryCode(DataFileError):
    """The code is well formed, but of another file or replaced since."""

    text = N_(
        "This recovery code does not open this data file. The data is safe. A newer code may have been made"
        " since: look for the latest sheet, or sign in with a password."
    )


class RecoveryCodeIsMistyped(DataFileError):
    """The code has a slip of the pen; `group` is the first group that cannot be right, from 1 to 8."""

    text = N_(
        "The recovery code has a mistake in group {group}. The data is safe. Compare that group with the "
        "sheet: the code has eight groups of five letters and digits."
    )


class DataFileIsDamaged(DataFileError):
    """A part of the data file is missing or garbled."""

    text = N_(
        "“{part}” in the data file is missing or damaged. Nothing was changed. Do not work on in this file:"
        " close the program and, where the password is asked for, choose to restore from a backup. The "
        "present file is kept beside."
    )


class SearchIsDamaged(DataFileIsDamaged):
    """The index by which people are found is garbled; nothing of the records is."""

    text = N_(
        "The search does not work: its index is damaged. All records are safe. Close the program and start "
        "it again: the index is then made anew."
    )


class DataFileIsRolledBack(DataFileError):
    """The database is older than its own head: a lost tail, or an old copy put in place."""

    text = N_(
        "The last entries of the data file are missing: it knew {known} entries of its history, {found} are"
        " there. It may be an old copy, or a part was lost. Nothing was changed. Put the complete folder "
        "back or restore the latest backup; opening it as it is gives up the missing entries."
    )


class DataFileIsNewer(DataFileError):
    """The file was written by a newer version of the program."""

    text = N_(
        "The data file was saved by a newer version of the program ({version}). Nothing was changed, the "
        "data is safe. Install that version or a later one and open the file with it."
    )


class DataFileInUse(DataFileError):
    """Another process holds the file."""

    text = N_(
        "The data file is already open in another window or by another user of this computer. The data is "
        "safe. Close the program there and try again."
    )


class FolderIsReadOnly(DataFileError):
    """The folder of the data file cannot be written to."""

    text = N_(
        "Nothing can be written to “{path}”. The data that was saved is safe. Remove the write protection, "
        "or ask whoever looks after this computer for the right to write there, and try again."
    )


class DiskIsFull(DataFileError):
    """There was no room: the transaction was undone."""

    text = N_(
        "The disk is full: the last entry was not saved. Everything saved before is safe. Free some space "
        "and save again."
    )


NOTHING_MADE: Final = N_(
    "The disk is full: “{path}” was not made, and nothing of it is left. Free some space or choose another "
    "disk."
)


@contextmanager
def without_room(text: str, **values: object) -> Iterator[None]:
    """Let a full disk be told by what was being done; the usual words are those of saving an entry."""
    try:
        yield
    except DiskIsFull as error:
        raise DiskIsFull(text, **values) from error


class DiskFails(DataFileError):
    """The disk answered with an error: the transaction was undone."""

    text = N_(
        "The disk did not take the data: the last entry was not saved. Everything saved before is safe. "
        "Check the disk and its cable and make a backup to another disk."
    )


class FileIsBusy(DataFileError):
    """Another work of this program held the file for too long."""

    text = N_(
        "Another work of the program was still writing, so the last entry was not saved. Everything saved "
        "before is safe. Wait a moment and save again."
    )


class ChangedMeanwhile(DataFileError):
    """The record was changed by someone else between reading and saving it."""

    text = N_(
        "The record was changed meanwhile in another place, so your changes were not saved. Both the record"
        " and what you typed are safe. Open the record again, look at what is new and enter your changes "
        "once more."
    )


class UpgradeFailed(DataFileError):
    """The upgrade of an older file went wrong; the file stands as it was."""

    text = N_(
        "The data file could not be brought up to this version of the program. It stands untouched as it "
        "was, and a backup lies in “{backup}”. Go on with the earlier version and report this message: "
        "{reason}"
    )


class BackupIsDamaged(DataFileError):
    """A backup file that cannot be opened or whose contents are not what was put in."""

    text = N_(
        "“{path}” is not a sound backup of this program. Nothing was changed. Choose another backup file."
    )


class CannotUndo(DataFileError):
    """The action stays as it is; the words say why."""

    text = N_("This action cannot be undone.")


class ScanIsDamaged(DataFileError):
    """The bytes of a scan are missing or are not what was kept."""

    text = N_(
        "This scan is missing or damaged. The other data is safe. Restore the latest backup beside the data "
        "file and take the scan from there, or scan the paper again."
    )


class LastKeySlot(DataFileError):
    """The last user who can open the file cannot be taken away."""

    text = N_(
        "The last user who can open the data file cannot be removed. Nothing was changed. Add another user "
        "first."
    )


class NotAllowed(DataFileError):
    """The user's roles do not reach so far: nothing was read or changed."""

    text = N_(
        "Your role does not allow this: {action}. Nothing was changed. Ask a colleague who may do it, or the "
        "administrator; the settings show who may do what."
    )

    def __init__(self, action: str, text: str | None = None) -> None:
        """Name the action, a msgid; `text` says it otherwise."""
        super().__init__(text, action=Said(action))


class IsHidden(NotAllowed):
    """What may tell where a hidden person lives is shown to users who are named for it only."""

    text = N_(
        "This paper may tell where the person can be found: only users who are named for it see it. The "
        "administrator names them in the settings."
    )

    def __init__(self) -> None:
        """Say it in its own words."""
        super().__init__(N_("Read people's records"))


class KeysWouldBeLost(DataFileError):
    """Slots of before version 2 cannot follow a change of the key; `logins` are their users."""

    text = N_(
        "The key of the data file cannot be changed yet. These users have not signed in since the program was"
        " updated, and would be shut out: {logins}. Nothing was changed. Let each of them sign in once, or "
        "give them a new password."
    )


class CodeWouldBeLost(DataFileError):
    """The slot of the recovery code is of before version 2 and cannot follow a change of the key."""

    text = N_(
        "The key of the data file cannot be changed yet: the recovery code is of an earlier version of the "
        "program and would open the file no more. Nothing was changed. Make a new recovery code first."
    )


class LoginIsTaken(DataFileError):
    """Two users cannot share a login."""

    text = N_("The login “{login}” is already taken. Nothing was changed. Choose another login.")


_SCARCE: Final = 1024 * 1024  # bytes: with less room than this an input/output error is a full disk

_BY_MESSAGE: Final[tuple[tuple[str, type[DataFileError]], ...]] = (
    ("database or disk is full", DiskIsFull),
    ("database is locked", FileIsBusy),
    ("disk i/o error", DiskFails),
)
_DAMAGE_OF_SEARCH = ("fts5:", "fts5 file format")
_DAMAGE = ("file is not a database", "malformed", "file is encrypted")
_READ_ONLY = ("readonly database", "unable to open database")


@contextmanager
def clear_errors(path: Path) -> Iterator[None]:
    """Turn the troubles of disk and database into their clear errors; bugs pass as they are."""
    try:
        yield
    except Exception as error:  # named in clear_error: the door imports none of them
        clear = clear_error(error, path)
        if clear is None:
            raise
        raise clear from error


def clear_error(error: Exception, path: Path) -> DataFileError | None:
    """Return the expected trouble that `error` stands for, or None when it is a bug to be seen as such."""
    if isinstance(error, OSError):
        return from_os_error(error, str(path))
    import sqlcipher3.dbapi2 as sqlcipher
    from sqlalchemy.exc import DBAPIError
    from sqlalchemy.orm.exc import StaleDataError

    if isinstance(error, StaleDataError):
        return ChangedMeanwhile()
    if isinstance(error, DBAPIError | sqlcipher.Error):
        clear = _from_message(str(getattr(error, "orig", None) or error).lower(), str(path))
        return DiskIsFull() if isinstance(clear, DiskFails) and _is_scarce(path) else clear
    return None


def _is_scarce(path: Path) -> bool:
    try:
        return shutil.disk_usage(path).free < _SCARCE
    except OSError:  # the stick was pulled out: there is no disk to be full
        return False


def _from_message(message: str, path: str) -> DataFileError | None:
    for words, kind in _BY_MESSAGE:
        if words in message:
            return kind()
    if any(words in message for words in _DAMAGE_OF_SEARCH):
        return SearchIsDamaged()
    if any(words in message for words in _DAMAGE):
        return DataFileIsDamaged(part="data.db")
    if any(words in message for words in _READ_ONLY):
        return FolderIsReadOnly(path=path)
    return None


def from_os_error(error: OSError, path: str) -> DataFileError | None:
    """Return the expected trouble that the operating system's refusal stands for, or None."""
    if error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
        return DiskIsFull()
    if error.errno in (errno.EROFS, errno.EACCES, errno.EPERM):
        return FolderIsReadOnly(path=path)
    if error.errno == errno.EIO:
        return DiskFails()
    return None
