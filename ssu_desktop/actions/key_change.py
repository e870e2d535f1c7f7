"""The key of the data file is changed: when somebody who knew it leaves, or when it is asked for."""

from contextlib import suppress
from dataclasses import dataclass

from ssu_desktop.actions.backups import keep_backup
from ssu_desktop.actions.desk import Desk
from ssu_desktop.language import N_
from ssu_desktop.records.kinds import Operation
from ssu_desktop.rules.finding import Finding, Weight
from ssu_desktop.storage import DataFileError, note
from ssu_desktop.storage.snapshot import Occasion


@dataclass(frozen=True)
class KeyState:
    """How it stands with the key: is it to be changed, and who or what would be shut out by that now."""

    due: bool
    logins_left_behind: tuple[str, ...]
    code_left_behind: bool


def key_state(desk: Desk) -> KeyState:
    """Return how it stands with the key of the file at this desk."""
    file = desk.file
    return KeyState(file.key_change_due, file.logins_left_behind, file.code_left_behind)


def change_key(desk: Desk) -> None:
    """Change the key of the file; all passwords and the recovery code go on opening it.

    It is written down as ordered first, so that a power cut only puts it off to the next sign-in. Raises
    KeysWouldBeLost, CodeWouldBeLost: nothing was changed; DiskIsFull and the like: the change stays due."""
    desk.file.check_followers()
    with desk.write(N_("Change the key of the data file")) as session:
        note(session, Operation.UPDATE, "user", None, None, {"changed": "key of the data file"})
        desk.file.order_key_change()
    _change(desk)


def _change(desk: Desk) -> None:
    """Change the key, then keep a backup: were the slots damaged, those of an earlier one would not help."""
    desk.file.change_key()
    with suppress(DataFileError):
        keep_backup(desk, Occasion.KEY)


def after_closing(desk: Desk) -> tuple[Finding, ...]:
    """Change the key, which a user who was just closed knows; return a remark where it has to wait."""
    if behind := desk.file.logins_left_behind:
        text = N_(
            "The user is closed. The key of the data file is changed as soon as these users have signed in "
            "once or got a new password: {logins}."
        )
        return (_remark(text, logins=", ".join(behind)),)
    try:
        _change(desk)
    except DataFileError:
        text = N_(
            "The user is closed. The key of the data file could not be changed just now; it will be at the "
            "next sign-in."
        )
        return (_remark(text),)
    return ()


def _remark(text: str, **values: object) -> Finding:
    return Finding(code="key-change-waits", text=text, values=values, weight=Weight.NOTE)


def make_up_for_key_change(desk: Desk) -> None:
    """Change the key where that is still due, nobody would be shut out, and the disk takes it."""
    if desk.file.key_change_due:
        with suppress(DataFileError):
            _change(desk)
