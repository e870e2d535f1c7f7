"""Slots are made, opened and renewed here: passwords, key pairs and what is sealed to them."""

import secrets
from dataclasses import dataclass, field, replace
from threading import Thread
from typing import TYPE_CHECKING, Final
from uuid import UUID

from ssu_desktop.storage.errors import DataFileIsDamaged, WrongPassword, WrongRecoveryCode
from ssu_desktop.storage.key_cost import Costly, Derived, cost_for, derive, fits, is_below_floor
from ssu_desktop.storage.keys import NONCE, SALT, KeyRing, Secrets, Slot, first_secrets

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.hpke import Suite

# What needs `cryptography` imports it when it is called: the door is shown before that.

_HALF: Final = 32  # bytes of each of the two keys
_PURPOSE: Final = b"SSU key slot 2|"


@dataclass(frozen=True)
class Unlocked:
    """What a slot gave: the secrets, those that a broken-off change wanted to bring, and its private half."""

    slot: Slot
    now: Secrets
    coming: Secrets | None
    private: bytes = field(repr=False)  # empty for a slot of before version 2
    spent: float  # seconds that the derivation took


class EarlyKey:
    """The key of one secret and slot, derived in a thread of its own while the program does other work."""

    def __init__(self, slot: Slot, secret: str) -> None:
        """Begin."""
        self._slot, self._secret = slot, secret
        self._derived: Derived | None = None
        self._thread = Thread(target=self._derive, name="key", daemon=True)
        self._thread.start()

    def _derive(self) -> None:
        self._derived = derive(self._secret, self._slot.salt, self._slot)

    def of(self, slot: Slot, secret: str) -> Derived:
        """Return the key: the early one where slot and secret are still the same and it came about."""
        if (slot, secret) == (self._slot, self._secret):
            self._thread.join()
            if self._derived is not None:
                return self._derived
        return derive(secret, slot.salt, slot)


def make_slot(
    known: Secrets, file_id: UUID, secret: str, cost: Costly, *, user_id: UUID | None, login: str | None
) -> Slot:
    """Return a new slot, with a key pair of its own, that opens with `secret`."""
    bare = Slot(user_id, login, cost.memory_kib, cost.passes, cost.lanes, b"", b"", b"")
    return _wrapped(_with_pair(bare, private := _new_private(), known, file_id), private, secret, file_id)


def _new_private() -> bytes:
    from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

    return X25519PrivateKey.generate().private_bytes_raw()


def _with_pair(slot: Slot, private: bytes, known: Secrets, file_id: UUID) -> Slot:
    from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

    public = X25519PrivateKey.from_private_bytes(private).public_key().public_bytes_raw()
    paired = replace(slot, public=public)
    return replace(paired, sealed=_sealed(paired, known, file_id))


def _wrapped(slot: Slot, private: bytes, secret: str, file_id: UUID) -> Slot:
    """Return the slot with its private half under a fresh salt and the key of `secret`."""
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    salt, nonce = secrets.token_bytes(SALT), secrets.token_bytes(NONCE)
    key = derive(secret, salt, slot).key
    wrapped = AESGCM(key).encrypt(nonce, private, slot.bound_to(file_id))
    return replace(slot, salt=salt, nonce=nonce, wrapped=wrapped)


def _suite() -> "Suite":
    from cryptography.hazmat.primitives.hpke import AEAD, KDF, KEM, Suite

    return Suite(KEM.X25519, KDF.HKDF_SHA256, AEAD.AES_256_GCM)


def _sealed(slot: Slot, known: Secrets, file_id: UUID) -> bytes:
    from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PublicKey

    public = X25519PublicKey.from_public_bytes(slot.public)
    return _suite().encrypt(known.data + known.journal, public, info=_PURPOSE + slot.bound_to(file_id))


def _unsealed(slot: Slot, sealed: bytes, private: bytes, file_id: UUID) -> Secrets:
    """Return what was sealed to a slot. Raises DataFileIsDamaged."""
    from cryptography.exceptions import InvalidTag
    from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

    half = X25519PrivateKey.from_private_bytes(private)
    try:
        both = _suite().decrypt(sealed, half, info=_PURPOSE + slot.bound_to(file_id))
    except InvalidTag as error:
        raise DataFileIsDamaged(part="keys.json") from error
    return Secrets(both[:_HALF], both[_HALF:])


def unlock(ring: KeyRing, slot: Slot, secret: str, early: EarlyKey | None = None) -> Unlocked:
    """Return what a slot gives to a password or code, with `early` where that was begun.

    Raises WrongPassword, WrongRecoveryCode for the recovery slot, and DataFileIsDamaged where somebody who
    had no key changed the slots."""
    from cryptography.exceptions import InvalidTag
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    derived = early.of(slot, secret) if early else derive(secret, slot.salt, slot)
    try:
        content = AESGCM(derived.key).decrypt(slot.nonce, slot.wrapped, slot.bound_to(ring.file_id))
    except InvalidTag as error:
        raise (WrongPassword if slot.user_id else WrongRecoveryCode) from error
    unlocked = _read(ring, slot, content, derived.spent)
    ring.check_mac(unlocked.coming or unlocked.now)
    return unlocked


def _read(ring: KeyRing, slot: Slot, content: bytes, spent: float) -> Unlocked:
    if not slot.public:
        return Unlocked(slot, first_secrets(content), None, b"", spent)
    now = _unsealed(slot, slot.sealed, content, ring.file_id)
    coming = _unsealed(slot, slot.coming, content, ring.file_id) if slot.coming else None
    return Unlocked(slot, now, coming, content, spent)


def renewed(unlocked: Unlocked, known: Secrets, file_id: UUID, secret: str) -> Slot | None:
    """Return the slot as this version and this computer would make it, or None where it is such already.

    A slot of before version 2 gets a key pair. A derivation that took too short or too long is made anew at
    the cost that fits; one below the floor is of a test and stays cheap."""
    slot = unlocked.slot
    cost: Costly = slot
    if not is_below_floor(slot) and not fits(unlocked.spent):
        cost = cost_for(slot, unlocked.spent)
    dear = (cost.memory_kib, cost.passes, cost.lanes)
    if slot.public and dear == (slot.memory_kib, slot.passes, slot.lanes):
        return None
    private = unlocked.private or _new_private()
    fresh = replace(slot, memory_kib=cost.memory_kib, passes=cost.passes, lanes=cost.lanes)
    fresh = fresh if slot.public else _with_pair(fresh, private, known, file_id)
    return _wrapped(fresh, private, secret, file_id)


def with_coming(ring: KeyRing, coming: Secrets) -> KeyRing:
    """Return the ring in which each slot leads to its present secrets and to those that are coming."""
    return replace(
        ring,
        slots=tuple(replace(slot, coming=_sealed(slot, coming, ring.file_id)) for slot in ring.slots),
    )


def with_arrived(ring: KeyRing) -> KeyRing:
    """Return the ring in which what was coming is all there is: the key has been changed."""
    slots = tuple(replace(slot, sealed=slot.coming, coming=b"") for slot in ring.slots)
    return replace(ring, slots=slots, change_due=False)


def without_coming(ring: KeyRing) -> KeyRing:
    """Return the ring without what was coming: the key has not been changed."""
    return replace(ring, slots=tuple(replace(slot, coming=b"") for slot in ring.slots))
