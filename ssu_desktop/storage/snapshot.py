"""One moment of a data file, held while others go on writing; and the manifest that a backup bears."""

import hashlib
import json
import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any, Final

import ssu_desktop
from ssu_desktop.language import N_
from ssu_desktop.records.kinds import Kind
from ssu_desktop.storage import keys, schema
from ssu_desktop.storage.engine import connect
from ssu_desktop.storage.folder import Folder

DATABASE: Final = "data.db"
SMALL: Final = ("keys.json", "head.json", "format.json")
SCAN: Final = re.compile(r"[A-Za-z0-9_-][A-Za-z0-9._-]*")

_HEAD: Final = "SELECT seq, mac FROM change ORDER BY seq DESC LIMIT 1"
_PEOPLE: Final = "SELECT count(*) FROM person WHERE merged_into_id IS NULL"


class Occasion(Kind):
    """Why a backup was made."""

    CLOSE = "close", N_("on closing")
    TIME = "time", N_("while working")
    UPGRADE = "upgrade", N_("before a new version")
    IMPORT = "import", N_("before an import")
    RESTORE = "restore", N_("before a restore")
    KEY = "key", N_("after a change of the key")
    ASKED = "asked", N_("on request")


@dataclass(frozen=True, kw_only=True)
class Manifest:
    """What a backup says of itself without a password: counts and times, nothing of any person.

    `seq` and `mac` are the last entry of the history in it; `size` is that of all its parts in bytes."""

    file_id: str
    made_at: datetime
    occasion: Occasion
    seq: int
    mac: str
    schema: str
    people: int
    scans: int = 0
    size: int = 0
    product: str = field(default=ssu_desktop.__version__)

    def to_json(self) -> bytes:
        """Return it as the part `manifest.json`."""
        told = {**vars(self), "made_at": self.made_at.isoformat(timespec="seconds")}
        return json.dumps(told, indent=1).encode()

    @classmethod
    def from_json(cls, content: bytes) -> "Manifest":
        """Return what `to_json` made. Raises ValueError, KeyError, TypeError."""
        told: Mapping[str, Any] = json.loads(content)
        made_at = datetime.fromisoformat(told["made_at"])
        if made_at.tzinfo is None:
            raise ValueError("a moment without its zone")
        return cls(
            file_id=str(told["file_id"]),
            made_at=made_at,
            occasion=Occasion(told["occasion"]),
            mac=str(told["mac"]),
            schema=str(told["schema"]),
            product=str(told["product"]),
            **{name: int(told[name]) for name in ("seq", "people", "scans", "size")},
        )


class Snapshot:
    """One moment of a data file, for a backup: the database as it is when copied, the small files before.

    Only reading the small files needs that nobody writes: the database is copied within one transaction that
    reads, and may be ahead of the head that was read, never behind it."""

    def __init__(self, folder: Folder, data_key: bytes, occasion: Occasion, now: datetime) -> None:
        """Read the small files. Raises DataFileIsDamaged, OSError."""
        self.folder, self.made_at = folder, now
        self._key, self._occasion = data_key, occasion
        self._file_id = keys.read_keys(folder).file_id.hex
        places = {name: folder.path / name for name in SMALL}
        self.small = {name: place.read_bytes() for name, place in places.items() if place.exists()}

    def write_database(self, to: Path) -> None:
        """Write a copy of the database under the same key; whoever writes meanwhile is not waited for.

        Not by the database's own means for backups: those write zeros for a page that cannot be decrypted."""
        raw = connect(self.folder.database, self._key)
        try:
            raw.execute("VACUUM INTO ?", (str(to),))
        finally:
            raw.close()

    def scans(self) -> tuple[str, ...]:
        """Return the names of the scans that lie there: after the copy, all that it names and maybe more."""
        lying = self.folder.scans.glob("*")
        return tuple(sorted(scan.name for scan in lying if scan.is_file() and SCAN.fullmatch(scan.name)))

    def examine(self, database: Path) -> Manifest | None:
        """Open a copy of the database and look at its pages, indexes and links; return what it holds.

        None where it is not sound. Raises DataFileIsDamaged where it cannot be opened."""
        raw = connect(database, self._key)
        try:
            if schema.sound_schema(raw):
                return None
            seq, mac = raw.execute(_HEAD).fetchone() or (0, bytes(32))
            return Manifest(
                file_id=self._file_id,
                made_at=self.made_at,
                occasion=self._occasion,
                seq=seq,
                mac=mac.hex(),
                schema=schema.revision_of(raw),
                people=raw.execute(_PEOPLE).fetchone()[0],
            )
        finally:
            raw.close()


def digest_of(path: Path) -> str:
    """Return the SHA-256 of a file."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def sync_file(path: Path) -> None:
    """Wait until the disk has a file."""
    descriptor = os.open(path, os.O_RDWR)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
