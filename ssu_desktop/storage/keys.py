"""Key slots: the data key, wrapped once for each user and once for the recovery code.

A slot holds Argon2id parameters and salt, and the data key under AES-256-GCM. Nothing in `keys.json` is
secret, and its checksum tells a damaged file from a wrong password.
"""

import base64
import hashlib
import hmac
import json
import secrets
import time
import unicodedata
from dataclasses import asdict, dataclass, replace
from threading import Thread
from typing import Any
from uuid import UUID

from ssu_desktop.language.names import search_key
from ssu_desktop.storage.errors import (
    DataFileIsDamaged,
    LastKeySlot,
    LoginIsTaken,
    WrongPassword,
    WrongRecoveryCode,
)
from ssu_desktop.storage.folder import Folder, replace_file

_FLOOR_MEMORY_KIB, _FLOOR_PASSES = 19 * 1024, 2
_TOP_MEMORY_KIB, _TOP_PASSES = 1024 * 1024, 100  # more would be a garbled file that eats the memory
_TOP_LANES = 64
_SALT, _NONCE = 16, 12  # bytes
_PATIENCE = 0.25  # seconds that one unlocking may take on this computer


@dataclass(frozen=True)
class KeyCost:
    """What guessing one password costs: Argon2id memory, passes and lanes; never below the floor."""

    memory_kib: int = 64 * 1024
    passes: int = 3
    lanes: int = 1

    def __post_init__(self) -> None:
        """Refuse a cost below the floor."""
        if self.memory_kib < _FLOOR_MEMORY_KIB or self.passes < _FLOOR_PASSES:
            raise ValueError("the key cost is below the floor")


@dataclass(frozen=True)
class WeakKeyCostForTests(KeyCost):
    """A cost without a floor, so that tests do not wait; the program itself never makes one."""

    memory_kib: int = 8
    passes: int = 1

    def __post_init__(self) -> None:
        """Accept any cost."""


@dataclass(frozen=True)
class Slot:
    """One way to the data key; `user_id` and `login` are None for the recovery code."""

    user_id: UUID | None
    login: str | None
    memory_kib: int
    passes: int
    lanes: int
    salt: bytes
    nonce: bytes
    wrapped: bytes

    def bound_to(self, file_id: UUID) -> bytes:
        """Return what the wrapping is bound to: the slot cannot be moved to another file or user."""
        owner = self.user_id.hex if self.user_id else "recovery"
        return f"{file_id.hex}|{owner}|{self.login or ''}".encode()


@dataclass(frozen=True)
class KeyRing:
    """The content of `keys.json`."""

    file_id: UUID
    slots: tuple[Slot, ...]

    @property
    def logins(self) -> tuple[str, ...]:
        """Return the logins that can open the file, in the order of their making."""
        return tuple(slot.login for slot in self.slots if slot.login is not None)

    def of_login(self, login: str | None) -> Slot:
        """Return the slot of a login, or of the only user for None. Raises WrongPassword."""
        users = [slot for slot in self.slots if slot.login is not None]
        if login is not None:
            users = [slot for slot in users if same_login(slot.login or "", login)]
        if len(users) != 1:
            raise WrongPassword
        return users[0]

    def of_user(self, user_id: UUID) -> Slot | None:
        """Return the slot of a user."""
        return next((slot for slot in self.slots if slot.user_id == user_id), None)

    def recovery(self) -> Slot:
        """Return the slot of the recovery code. Raises WrongRecoveryCode when there is none."""
        for slot in self.slots:
            if slot.user_id is None:
                return slot
        raise WrongRecoveryCode

    def with_slot(self, slot: Slot) -> "KeyRing":
        """Return the ring with `slot` in place of the same owner's. Raises LoginIsTaken."""
        others = tuple(other for other in self.slots if other.user_id != slot.user_id)
        if slot.login and any(other.login and same_login(other.login, slot.login) for other in others):
            raise LoginIsTaken(login=slot.login)
        return replace(self, slots=(*others, slot))

    def without_user(self, user_id: UUID) -> "KeyRing":
        """Return the ring without a user's slot. Raises LastKeySlot for the last user."""
        kept = tuple(slot for slot in self.slots if slot.user_id != user_id)
        if not any(slot.login for slot in kept):
            raise LastKeySlot
        return replace(self, slots=kept)


def same_login(one: str, other: str) -> bool:
    """Tell whether two logins are the same to a person who types them."""
    return search_key(one) == search_key(other)


def tuned_cost() -> KeyCost:
    """Return the cost that takes about a quarter of a second on this computer, never below the floor."""
    cost = KeyCost(passes=_FLOOR_PASSES)
    began = time.perf_counter()
    _derive(b"measure", secrets.token_bytes(16), cost)
    spent = time.perf_counter() - began
    return replace(cost, passes=max(_FLOOR_PASSES, min(10, int(_FLOOR_PASSES * _PATIENCE / spent))))


def _derive(secret: bytes, salt: bytes, cost: KeyCost | Slot) -> bytes:
    from argon2.low_level import Type, hash_secret_raw  # costs start-up time, needed only here

    return hash_secret_raw(
        secret,
        salt,
        time_cost=cost.passes,
        memory_cost=cost.memory_kib,
        parallelism=cost.lanes,
        hash_len=32,
        type=Type.ID,
    )


def _secret(password: str) -> bytes:
    return unicodedata.normalize("NFC", password).encode()


def wrap(
    data_key: bytes, file_id: UUID, secret: str, cost: KeyCost, *, user_id: UUID | None, login: str | None
) -> Slot:
    """Return a new slot that opens with `secret`."""
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    salt, nonce = secrets.token_bytes(_SALT), secrets.token_bytes(_NONCE)
    bare = Slot(user_id, login, cost.memory_kib, cost.passes, cost.lanes, salt, nonce, b"")
    key = _derive(_secret(secret), salt, cost)
    return replace(bare, wrapped=AESGCM(key).encrypt(nonce, data_key, bare.bound_to(file_id)))


class EarlyKey:
    """The key of one secret and slot, derived in a thread of its own while the program does other work."""

    def __init__(self, slot: Slot, secret: str) -> None:
        """Begin."""
        self._slot, self._secret = slot, secret
        self._key: bytes | None = None
        self._thread = Thread(target=self._derive, name="key", daemon=True)
        self._thread.start()

    def _derive(self) -> None:
        self._key = _derive(_secret(self._secret), self._slot.salt, self._slot)

    def of(self, slot: Slot, secret: str) -> bytes:
        """Return the key: the early one where slot and secret are still the same and it came about."""
        if (slot, secret) == (self._slot, self._secret):
            self._thread.join()
            if self._key is not None:
                return self._key
        return _derive(_secret(secret), slot.salt, slot)


def unwrap(ring: KeyRing, slot: Slot, secret: str, early: EarlyKey | None = None) -> bytes:
    """Return the data key, with `early` where that was begun.

    Raises WrongPassword, or WrongRecoveryCode for the recovery slot."""
    from cryptography.exceptions import InvalidTag
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    key = early.of(slot, secret) if early else _derive(_secret(secret), slot.salt, slot)
    try:
        return AESGCM(key).decrypt(slot.nonce, slot.wrapped, slot.bound_to(ring.file_id))
    except InvalidTag as error:
        raise (WrongPassword if slot.user_id else WrongRecoveryCode) from error


def journal_key(data_key: bytes) -> bytes:
    """Return the key of the change journal's chain: HKDF-SHA-256 of the data key, info "journal"."""
    pseudo_random = hmac.digest(bytes(32), data_key, "sha256")
    return hmac.digest(pseudo_random, b"journal\x01", "sha256")


def _checksum(content: dict[str, Any]) -> str:
    return hashlib.sha256(json.dumps(content, sort_keys=True, ensure_ascii=False).encode()).hexdigest()


def _packed(slot: Slot) -> dict[str, Any]:
    row = asdict(slot)
    row["user_id"] = slot.user_id.hex if slot.user_id else None
    for name in ("salt", "nonce", "wrapped"):
        row[name] = base64.b64encode(row[name]).decode()
    return row


def _unpacked(row: dict[str, Any]) -> Slot:
    slot = Slot(
        user_id=UUID(row["user_id"]) if row["user_id"] else None,
        login=row["login"],
        memory_kib=int(row["memory_kib"]),
        passes=int(row["passes"]),
        lanes=int(row["lanes"]),
        **{name: base64.b64decode(row[name], validate=True) for name in ("salt", "nonce", "wrapped")},
    )
    lanes = 1 <= slot.lanes <= _TOP_LANES and 8 * slot.lanes <= slot.memory_kib <= _TOP_MEMORY_KIB
    if not lanes or not 1 <= slot.passes <= _TOP_PASSES:
        raise ValueError("the key cost is out of all measure")
    if len(slot.salt) < _SALT or len(slot.nonce) != _NONCE:
        raise ValueError("the salt or the nonce is cut")
    return slot


def write_keys(folder: Folder, ring: KeyRing) -> None:
    """Replace `keys.json` at once and for good. Raises OSError; the old content then stands."""
    content: dict[str, Any] = {"file_id": ring.file_id.hex, "slots": [_packed(slot) for slot in ring.slots]}
    content["checksum"] = _checksum(content)
    replace_file(folder.keys, json.dumps(content, indent=1, ensure_ascii=False).encode())


def read_keys(folder: Folder) -> KeyRing:
    """Return the content of `keys.json`. Raises DataFileIsDamaged when it is missing or garbled."""
    try:
        content = json.loads(folder.keys.read_bytes())
        checksum = content.pop("checksum")
        if checksum != _checksum(content):
            raise ValueError("the checksum does not agree")
        return KeyRing(UUID(content["file_id"]), tuple(_unpacked(row) for row in content["slots"]))
    except (FileNotFoundError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise DataFileIsDamaged(part=folder.keys.name) from error
