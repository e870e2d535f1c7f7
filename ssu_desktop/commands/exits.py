"""The exit codes of the command line, as the README documents them."""

from enum import IntEnum

from ssu_desktop.storage import (
    DataFileError,
    DataFileInUse,
    DataFileIsDamaged,
    DataFileIsNewer,
    DiskIsFull,
    FolderIsReadOnly,
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
    BUG = 70


_BY_ERROR: tuple[tuple[type[DataFileError], Exit], ...] = (
    (WrongPassword, Exit.WRONG_PASSWORD),
    (DataFileInUse, Exit.IN_USE),
    (DataFileIsDamaged, Exit.DAMAGED),
    (DataFileIsNewer, Exit.NEWER),
    (FolderIsReadOnly, Exit.CANNOT_WRITE),
    (DiskIsFull, Exit.CANNOT_WRITE),
)


def exit_of(error: DataFileError) -> Exit:
    """Return the exit code of a data file's error."""
    return next((code for kind, code in _BY_ERROR if isinstance(error, kind)), Exit.CANNOT_OPEN)


class CommandFailed(Exception):  # noqa: N818 - named by what happened
    """A command cannot go on: one line for the user and the exit code."""

    def __init__(self, code: Exit, text: str, /, **values: object) -> None:
        """Keep the msgid with its values; it is translated when shown."""
        super().__init__(text)
        self.code = code
        self.text = text
        self.values = values
