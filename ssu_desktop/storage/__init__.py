"""The data file: unlock, open, lock, upgrade, back up, sessions, the change journal, search.

What needs SQLAlchemy is imported when something of it is first asked for. `errors`, `keys`, `key_cost`,
`sealing`, `folder` and `door` need none: they are imported by their own names by whatever runs before the
file is open.
"""

from importlib import import_module
from pkgutil import iter_modules
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ssu_desktop.storage.bulk import NewRow, insert_many
    from ssu_desktop.storage.datafile import DataFile
    from ssu_desktop.storage.door import list_logins
    from ssu_desktop.storage.engine import UnjournalledWrite
    from ssu_desktop.storage.errors import (
        BackupIsDamaged,
        CannotUndo,
        ChangedMeanwhile,
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
        LastKeySlot,
        LoginIsTaken,
        NotADataFile,
        Problem,
        RecoveryCodeIsMistyped,
        ScanIsDamaged,
        TooManyTries,
        UpgradeFailed,
        WrongPassword,
        WrongRecoveryCode,
    )
    from ssu_desktop.storage.journal import Actor, note
    from ssu_desktop.storage.key_cost import KeyCost, WeakKeyCostForTests
    from ssu_desktop.storage.opening import Created, create_data_file, open_data_file
    from ssu_desktop.storage.reading import (
        Question,
        Source,
        prepare_questions,
        records,
        records_with,
        rows,
    )
    from ssu_desktop.storage.restoring import restore_backup
    from ssu_desktop.storage.search import PersonRow, count_people, people_page
    from ssu_desktop.storage.undo import UNDO, ActionSummary, check_undoable, last_action, undo_action

__all__ = [
    "UNDO",
    "ActionSummary",
    "Actor",
    "BackupIsDamaged",
    "CannotUndo",
    "ChangedMeanwhile",
    "Created",
    "DataFile",
    "DataFileError",
    "DataFileExists",
    "DataFileInUse",
    "DataFileIsDamaged",
    "DataFileIsNewer",
    "DataFileIsRolledBack",
    "DiskFails",
    "DiskIsFull",
    "FileIsBusy",
    "FolderIsReadOnly",
    "KeyCost",
    "KeysWouldBeLost",
    "LastKeySlot",
    "LoginIsTaken",
    "NewRow",
    "NotADataFile",
    "PersonRow",
    "Problem",
    "Question",
    "RecoveryCodeIsMistyped",
    "ScanIsDamaged",
    "Source",
    "TooManyTries",
    "UnjournalledWrite",
    "UpgradeFailed",
    "WeakKeyCostForTests",
    "WrongPassword",
    "WrongRecoveryCode",
    "check_undoable",
    "count_people",
    "create_data_file",
    "insert_many",
    "last_action",
    "list_logins",
    "note",
    "open_data_file",
    "people_page",
    "prepare_questions",
    "records",
    "records_with",
    "restore_backup",
    "rows",
    "undo_action",
]

if not TYPE_CHECKING:

    def __getattr__(name):
        """Import all of it and return what was asked for."""
        if name not in __all__:
            raise AttributeError(name)
        for part in [import_module(f"{__name__}.{found.name}") for found in iter_modules(__path__)]:
            globals().update({known: vars(part)[known] for known in __all__ if known in vars(part)})
        return globals()[name]
