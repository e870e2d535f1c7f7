"""Scans: their bytes beside the database, each encrypted under a key that lives inside the database.

A scan lies in `scans/` under the keyed digest of what it holds: who has no key learns nothing from its
name, and the same paper scanned twice lies there once. Its file is magic, key id, nonce and the content
under AES-256-GCM, bound to its name. Keys: see `records.file.ScanKey`.
"""

import hmac
import re
import secrets
from collections.abc import Callable, Iterator
from typing import Final
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from ssu_desktop.language import N_
from ssu_desktop.records import Change, Scan, ScanKey, new_id
from ssu_desktop.storage.errors import Problem, ScanIsDamaged
from ssu_desktop.storage.folder import Folder, replace_file

Mend = Callable[[str], bool]  # puts the sealed bytes of a scan back; whether there were any

_MAGIC: Final = b"SSUSCAN1"
_KEY_ID, _NONCE = 16, 12  # bytes
_NAME: Final = re.compile(r"[0-9a-f]{64}")


def keep_scan(folder: Folder, session: Session, content: bytes) -> str:
    """Write a scan for good and return its digest; what lies there already is left as it is.

    The caller's transaction names the digest and commits afterwards. Raises OSError: nothing lies there
    then."""
    key = _newest_key(session)
    digest = _digest(key, content)
    if not _lies_there(folder, session, digest):
        folder.scans.mkdir(exist_ok=True)
        replace_file(folder.scans / digest, _sealed(key, digest, content))
    return digest


def read_scan(folder: Folder, session: Session, digest: str) -> bytes:
    """Return what a scan holds. Raises ScanIsDamaged where it is missing, altered or not what it was."""
    from cryptography.exceptions import InvalidTag
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    try:
        sealed = (folder.scans / digest).read_bytes()
    except FileNotFoundError as error:
        raise ScanIsDamaged from error
    head, start = sealed[: len(_MAGIC)], len(_MAGIC) + _KEY_ID
    key = session.get(ScanKey, UUID(bytes=sealed[len(_MAGIC) : start])) if len(sealed) > start else None
    if head != _MAGIC or key is None:
        raise ScanIsDamaged
    nonce, body = sealed[start : start + _NONCE], sealed[start + _NONCE :]
    try:
        content = AESGCM(_derived(key, b"seal")).decrypt(nonce, body, _bound_to(key, digest))
    except (InvalidTag, ValueError) as error:
        raise ScanIsDamaged from error
    if not hmac.compare_digest(_digest(key, content), digest):
        raise ScanIsDamaged
    return content


def sound_scan(folder: Folder, session: Session, digest: str, mend: Mend) -> bytes:
    """Return what a scan holds; where it is damaged, `mend` may put it back. Raises ScanIsDamaged."""
    try:
        return read_scan(folder, session, digest)
    except ScanIsDamaged:
        if not mend(digest):
            raise
        return read_scan(folder, session, digest)


def check_scans(folder: Folder, session: Session, mend: Mend) -> Iterator[Problem]:
    """Find the scans that a record names and that are missing, altered or not what they were.

    What `mend` puts back is no problem any more."""
    for digest, name in session.execute(select(Scan.digest, Scan.name).order_by(Scan.id).distinct()):
        try:
            sound_scan(folder, session, digest, mend)
        except ScanIsDamaged:
            yield Problem(N_("The scan “{name}” is missing or was altered."), (("name", name),))


def sweep_scans(folder: Folder, session: Session) -> int:
    """Remove what a crash left half-written and the scans that nothing names; return how many.

    A scan stays as long as a record or an entry of the history names it: history keeps what it tells."""
    if not folder.scans.is_dir():
        return 0
    lying = {path.name: path for path in folder.scans.iterdir() if path.is_file()}
    unnamed = {name for name in lying if _NAME.fullmatch(name)}
    if unnamed:
        unnamed -= set(session.scalars(select(Scan.digest)))
    if unnamed:
        unnamed -= _told(session)
    left = unnamed | {name for name in lying if name.startswith(".")}
    for name in left:
        lying[name].unlink(missing_ok=True)
    return len(left)


def _told(session: Session) -> set[str]:
    """Return the digests that the history tells of."""
    asked = select(Change.before, Change.after).where(Change.table_name == Scan.__tablename__)
    told = (text for row in session.execute(asked) for text in row if text)
    return {digest for text in told for digest in _NAME.findall(text)}


def _newest_key(session: Session) -> ScanKey:
    key = session.scalar(select(ScanKey).order_by(ScanKey.id.desc()).limit(1))
    if key is None:
        key = ScanKey(id=new_id(), secret=secrets.token_bytes(32))
        session.add(key)
        session.flush()
    return key


def _derived(key: ScanKey, purpose: bytes) -> bytes:
    """Return HKDF-SHA-256 of a random secret for one purpose: naming and sealing never share a key."""
    return hmac.digest(hmac.digest(bytes(32), key.secret, "sha256"), b"scan-" + purpose + b"\x01", "sha256")


def _digest(key: ScanKey, content: bytes) -> str:
    return hmac.digest(_derived(key, b"name"), content, "sha256").hex()


def _bound_to(key: ScanKey, digest: str) -> bytes:
    return _MAGIC + key.id.bytes + bytes.fromhex(digest)


def _sealed(key: ScanKey, digest: str, content: bytes) -> bytes:
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM  # costs start-up time, needed only here

    nonce = secrets.token_bytes(_NONCE)
    body = AESGCM(_derived(key, b"seal")).encrypt(nonce, content, _bound_to(key, digest))
    return _MAGIC + key.id.bytes + nonce + body


def _lies_there(folder: Folder, session: Session, digest: str) -> bool:
    """Return whether the scan lies there and is sound; a damaged one is written anew."""
    try:
        read_scan(folder, session, digest)
    except ScanIsDamaged:
        return False
    return True
