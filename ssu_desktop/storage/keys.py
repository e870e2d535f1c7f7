"""What `keys.json` holds: one slot for each user and one for the recovery code, each a way to the data key.

A slot has a key pair. Its private half lies under a key that Argon2id derives from the password; the secrets
of the file (the key of the database, the key of the journal) are sealed to its public half (HPKE, RFC 9180).
So the key of the database can be changed for all slots without anybody's password: see `storage.rekey`. Slots
of files made before version 2 have no pair, only the data key under the password: they get one at their next
sign-in, and until then cannot follow a change. See docs/decisions/0013.

Nothing here is secret. The checksum tells a damaged file from a wrong password; the MAC, by a key that
only who opened the file has, tells that nobody else exchanged a public key.
"""

import base64
import hashlib
import hmac
import json
from dataclasses import asdict, dataclass, field, replace
from typing import Any, Final
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
from ssu_desktop.storage.key_cost import TOP_LANES, TOP_MEMORY_KIB, TOP_PASSES

SALT, NONCE, _PUBLIC = 16, 12, 32  # bytes
_BYTES: Final = ("salt", "nonce", "wrapped", "public", "sealed", "coming")
_SINCE_VERSION_2: Final = ("public", "sealed", "coming")


@dataclass(frozen=True)
class Secrets:
    """What a slot leads to: the key of the database, and the key of the journal, which stays as it is."""

    data: bytes = field(repr=False)
    journal: bytes = field(repr=False)


@dataclass(frozen=True)
class Slot:
    """One way to the secrets; `user_id` and `login` are None for the recovery code.

    `wrapped` is the private half of the pair (before version 2, without `public`: the data key) under the key
    of the password. `sealed` holds the secrets, `coming` those that take their place while the key changes.
    """

    user_id: UUID | None
    login: str | None
    memory_kib: int
    passes: int
    lanes: int
    salt: bytes
    nonce: bytes
    wrapped: bytes
    public: bytes = b""
    sealed: bytes = b""
    coming: bytes = b""

    def bound_to(self, file_id: UUID) -> bytes:
        """Return what the wrapping is bound to: the slot cannot be moved to another file, user or pair."""
        owner = self.user_id.hex if self.user_id else "recovery"
        bound = f"{file_id.hex}|{owner}|{self.login or ''}".encode()
        return bound + b"|" + self.public if self.public else bound


@dataclass(frozen=True)
class KeyRing:
    """The content of `keys.json`.

    `change_due`: somebody who knew the key may no longer open the file, and the key has not been changed yet.
    """

    file_id: UUID
    slots: tuple[Slot, ...]
    change_due: bool = False
    mac: bytes = b""

    @property
    def logins(self) -> tuple[str, ...]:
        """Return the logins that can open the file, in the order of their making."""
        return tuple(slot.login for slot in self.slots if slot.login is not None)

    @property
    def left_behind(self) -> tuple[Slot, ...]:
        """Return the slots of before version 2: a change of the key would shut them out."""
        return tuple(slot for slot in self.slots if not slot.public)

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
        if len(others) == len(self.slots):
            return replace(self, slots=(*others, slot))
        kept = tuple(slot if other.user_id == slot.user_id else other for other in self.slots)
        return replace(self, slots=kept)

    def without_user(self, user_id: UUID) -> "KeyRing":
        """Return the ring without a user's slot; its key is to be changed. Raises LastKeySlot."""
        kept = tuple(slot for slot in self.slots if slot.user_id != user_id)
        if not any(slot.login for slot in kept):
            raise LastKeySlot
        return replace(self, slots=kept, change_due=self.change_due or len(kept) < len(self.slots))

    def signed(self, known: Secrets) -> "KeyRing":
        """Return the ring with the MAC that only who knows the data key can make."""
        return replace(self, mac=_mac(self, known))

    def check_mac(self, known: Secrets) -> None:
        """Raise DataFileIsDamaged where somebody without the key changed the slots.

        Files of before version 2 have no MAC: nothing is sealed to their slots."""
        if any(slot.public for slot in self.slots) and not hmac.compare_digest(self.mac, _mac(self, known)):
            raise DataFileIsDamaged(part="keys.json")


def same_login(one: str, other: str) -> bool:
    """Tell whether two logins are the same to a person who types them."""
    return search_key(one) == search_key(other)


def _expanded(key: bytes, purpose: bytes) -> bytes:
    """Return HKDF-SHA-256 of a random key for one purpose."""
    return hmac.digest(hmac.digest(bytes(32), key, "sha256"), purpose + b"\x01", "sha256")


def first_secrets(data_key: bytes) -> Secrets:
    """Return the secrets of a file whose key was never changed: the journal's is derived from the data's."""
    return Secrets(data_key, _expanded(data_key, b"journal"))


def _mac(ring: KeyRing, known: Secrets) -> bytes:
    text = json.dumps(_content(ring), sort_keys=True, ensure_ascii=False)
    return hmac.digest(_expanded(known.data, b"key slots"), text.encode(), "sha256")


def _checksum(content: dict[str, Any]) -> str:
    return hashlib.sha256(json.dumps(content, sort_keys=True, ensure_ascii=False).encode()).hexdigest()


def _content(ring: KeyRing) -> dict[str, Any]:
    slots = [_packed(slot) for slot in ring.slots]
    return {"version": 2, "file_id": ring.file_id.hex, "change_due": ring.change_due, "slots": slots}


def _packed(slot: Slot) -> dict[str, Any]:
    row = asdict(slot)
    row["user_id"] = slot.user_id.hex if slot.user_id else None
    for name in _BYTES:
        row[name] = base64.b64encode(row[name]).decode()
    return row


def _unpacked(row: dict[str, Any]) -> Slot:
    row = dict.fromkeys(_SINCE_VERSION_2, "") | row
    slot = Slot(
        user_id=UUID(row["user_id"]) if row["user_id"] else None,
        login=row["login"],
        memory_kib=int(row["memory_kib"]),
        passes=int(row["passes"]),
        lanes=int(row["lanes"]),
        **{name: base64.b64decode(row[name], validate=True) for name in _BYTES},
    )
    lanes = 1 <= slot.lanes <= TOP_LANES and 8 * slot.lanes <= slot.memory_kib <= TOP_MEMORY_KIB
    if not lanes or not 1 <= slot.passes <= TOP_PASSES:
        raise ValueError("the key cost is out of all measure")
    if len(slot.salt) < SALT or len(slot.nonce) != NONCE:
        raise ValueError("the salt or the nonce is cut")
    if len(slot.public) not in {0, _PUBLIC} or bool(slot.public) != bool(slot.sealed):
        raise ValueError("the key pair is cut")
    return slot


def write_keys(folder: Folder, ring: KeyRing) -> None:
    """Replace `keys.json` at once and for good. Raises OSError; the old content then stands."""
    content = _content(ring) | {"mac": ring.mac.hex()}
    content["checksum"] = _checksum(content)
    replace_file(folder.keys, json.dumps(content, indent=1, ensure_ascii=False).encode())


def read_keys(folder: Folder) -> KeyRing:
    """Return the content of `keys.json`. Raises DataFileIsDamaged when it is missing or garbled."""
    try:
        content = json.loads(folder.keys.read_bytes())
        checksum = content.pop("checksum")
        if checksum != _checksum(content):
            raise ValueError("the checksum does not agree")
        return KeyRing(
            UUID(content["file_id"]),
            tuple(_unpacked(row) for row in content["slots"]),
            change_due=bool(content.get("change_due")),
            mac=bytes.fromhex(content.get("mac", "")),
        )
    except (FileNotFoundError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise DataFileIsDamaged(part=folder.keys.name) from error
