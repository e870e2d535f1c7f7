"""The exit codes of the command line, as the README documents them."""

import errno
from enum import IntEnum

from ssu_desktop.language import N_, _
from ssu_desktop.storage.errors import (
    BackupIsDamaged,
    CodeWouldBeLost,
    DataFileError,
    DataFileExists,
    DataFileInUse,
    DataFileIsDamaged,
    DataFileIsNewer,
    DataFileIsRolledBack,
    DiskFails,
    DiskIsFull,
    FileIsBusy,
    FolderIsReadOnly,
    KeysWouldBeLost,
    NotAllowed,
    TooManyTries,
    WrongPassword,
)


class Exit(IntEnum):
    """What a command ends with."""

    DONE = 0
    FOUND_PROBLEMS = 1
    USAGE = 2
    WRONG_PASSWORD = 3
    CANNOT_OPEN = 4
    IN_USE = 5
    BAD_INPUT = 6
    NOT_FOUND = 7
    CANNOT_WRITE = 8
    DAMAGED = 9
    NEWER = 10
    NO_DISPLAY = 11
    NOT_ALLOWED = 12
    BUG = 70


_BY_ERROR: tuple[tuple[type[DataFileError], Exit], ...] = (
    (WrongPassword, Exit.WRONG_PASSWORD),
    (TooManyTries, Exit.WRONG_PASSWORD),
    (NotAllowed, Exit.NOT_ALLOWED),
    (BackupIsDamaged, Exit.BAD_INPUT),
    (KeysWouldBeLost, Exit.BAD_INPUT),
    (CodeWouldBeLost, Exit.BAD_INPUT),
    (DataFileInUse, Exit.IN_USE),
    (FileIsBusy, Exit.IN_USE),
    (DataFileIsDamaged, Exit.DAMAGED),
    (DataFileIsRolledBack, Exit.DAMAGED),
    (DataFileIsNewer, Exit.NEWER),
    (DataFileExists, Exit.CANNOT_WRITE),
    (FolderIsReadOnly, Exit.CANNOT_WRITE),
    (DiskIsFull, Exit.CANNOT_WRITE),
    (DiskFails, Exit.CANNOT_WRITE),
)

_PROTECTED = N_("it is write-protected, or you have no right to it")
_WHY = {
    errno.ENOENT: N_("there is no such file or folder"),
    errno.ENOTDIR: N_("a part of the path is a file and not a folder"),
    errno.EISDIR: N_("it is a folder"),
    errno.EEXIST: N_("it exists already"),
    errno.ENAMETOOLONG: N_("the name is too long"),
    errno.ENOSPC: N_("the disk is full"),
    errno.EACCES: _PROTECTED,
    errno.EPERM: _PROTECTED,
    errno.EROFS: _PROTECTED,
}


def exit_of(error: DataFileError) -> Exit:
    """Return the exit code of a data file's error."""
    return next((code for kind, code in _BY_ERROR if isinstance(error, kind)), Exit.CANNOT_OPEN)


def why(error: OSError) -> str:
    """Return what the operating system refused, in the user's language where it is a usual thing."""
    known = _WHY.get(error.errno or 0)
    return _(known) if known else error.strerror or type(error).__name__


class CommandFailed(Exception):  # noqa: N818 - named by what happened
    """A command cannot go on: one line for the user and the exit code."""

    def __init__(self, code: Exit, text: str, /, **values: object) -> None:
        """Keep the msgid with its values; it is translated when shown."""
        super().__init__(text)
        self.code = code
        self.text = text
        self.values = values
