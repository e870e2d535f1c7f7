"""The keys of an open data file: slots are put and taken away."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from pathlib import Path
from uuid import UUID

from ssu_desktop.storage import keys, refusals
from ssu_desktop.storage.errors import (
    CodeWouldBeLost,
    DataFileError,
    DataFileIsDamaged,
    KeysWouldBeLost,
    WrongPassword,
    clear_errors,
)
from ssu_desktop.storage.folder import Folder
from ssu_desktop.storage.key_cost import KeyCost, tuned_cost
from ssu_desktop.storage.recovery import new_code
from ssu_desktop.storage.sealing import make_slot, unlock


class Keyed:
    """What an open data file knows of its keys; `storage.datafile` goes on from here."""

    def __init__(self, folder: Folder, ring: keys.KeyRing, known: keys.Secrets) -> None:
        """Hold what opening found."""
        self._folder, self._ring, self._known = folder, ring, known

    @property
    def path(self) -> Path:
        """Return the folder."""
        return self._folder.path

    @property
    def _data_key(self) -> bytes:
        return self._known.data

    @property
    def _journal_key(self) -> bytes:
        return self._known.journal

    @property
    def logins(self) -> tuple[str, ...]:
        """Return the logins that can open this file."""
        return self._ring.logins

    @property
    def slot_owners(self) -> frozenset[UUID]:
        """Return the ids of the users whose password opens this file."""
        return frozenset(slot.user_id for slot in self._ring.slots if slot.user_id is not None)

    @property
    def key_change_due(self) -> bool:
        """Return whether somebody who knows the key may no longer open the file: it is to be changed."""
        return self._ring.change_due

    @property
    def logins_left_behind(self) -> tuple[str, ...]:
        """Return whom a change of the key would shut out: they sign in once or get a new password first."""
        return tuple(slot.login for slot in self._ring.left_behind if slot.login is not None)

    @property
    def code_left_behind(self) -> bool:
        """Return whether a change of the key would make the recovery code useless: a new one comes first."""
        return any(slot.user_id is None for slot in self._ring.left_behind)

    def is_opened_by(self, user_id: UUID, password: str) -> bool:
        """Return whether this is the user's password; a wrong one counts as at the sign-in.

        Raises TooManyTries."""
        slot = self._ring.of_user(user_id)
        if slot is None:
            return False
        refusals.check_wait(self._folder, slot)
        try:
            unlock(self._ring, slot, password)
        except WrongPassword:
            refusals.remember(self._folder, slot, by_code=False)
            return False
        refusals.forgive(self._folder, slot)
        return True

    def check_followers(self) -> None:
        """Raise KeysWouldBeLost or CodeWouldBeLost where a slot could not follow a change of the key."""
        if self.logins_left_behind:
            raise KeysWouldBeLost(logins=", ".join(self.logins_left_behind))
        if self.code_left_behind:
            raise CodeWouldBeLost

    def order_key_change(self) -> None:
        """Write down that the key is to be changed: a power cut puts it off, no more."""
        self._put_ring(replace(self._ring, change_due=True))

    def put_user_slot(self, user_id: UUID, login: str, password: str, *, cost: KeyCost | None = None) -> None:
        """Let a user open the file with this password; an earlier one of theirs opens nothing now.

        Raises LoginIsTaken, DiskIsFull, FolderIsReadOnly."""
        self._put_slot(password, user_id, login, cost)

    def new_recovery_code(self, *, cost: KeyCost | None = None) -> str:
        """Return a fresh recovery code; the old one opens nothing from now on."""
        code = new_code()
        self._put_slot(code, None, None, cost)
        return code

    def remove_user_slot(self, user_id: UUID) -> None:
        """Let a user no longer open the file; its key is to be changed. Raises LastKeySlot."""
        self._put_ring(self._ring.without_user(user_id))

    def _put_slot(self, secret: str, user_id: UUID | None, login: str | None, cost: KeyCost | None) -> None:
        spent, file_id = cost or tuned_cost(), self._ring.file_id
        slot = make_slot(self._known, file_id, secret, spent, user_id=user_id, login=login)
        self._put_ring(self._ring.with_slot(slot))
        refusals.forgive(self._folder, slot)  # whoever forgot the old one need not wait with the new one

    def _put_ring(self, ring: keys.KeyRing) -> None:
        signed = ring.signed(self._known)
        with clear_errors(self.path):
            keys.write_keys(self._folder, signed)
        self._ring = signed

    @contextmanager
    def _slots_kept(self) -> Iterator[None]:
        """Put the key slots back as they were where the action fails; they lie beside the database."""
        before = self._ring
        try:
            yield
        except BaseException:
            if self._ring is not before:
                with suppress(DataFileError):
                    self._put_ring(before)
            raise

    def _keys_are_sound(self) -> bool:
        try:
            return keys.read_keys(self._folder) == self._ring
        except DataFileIsDamaged:
            return False
