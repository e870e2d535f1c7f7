"""Sign-ins that were refused: each makes the next one wait longer; the next unlock tells the history of them.

They are kept beside the locked database in `refused.json`, in clear: whose slot was tried, when, with what.
Nobody is shut out for good: the wait ends after five minutes at most, counts for the one slot that was tried,
and begins anew after a quiet day. It slows down who sits at this computer. Who carried the folder away tries
elsewhere: there only the cost of a password helps.
"""

import json
import math
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime, timedelta
from itertools import groupby
from typing import TYPE_CHECKING, Any, Final
from uuid import UUID

from ssu_desktop.language import N_
from ssu_desktop.records.kinds import Operation
from ssu_desktop.storage.errors import TooManyTries
from ssu_desktop.storage.folder import Folder, replace_file
from ssu_desktop.storage.journal import Actor, note
from ssu_desktop.storage.keys import Slot

if TYPE_CHECKING:
    from ssu_desktop.storage.datafile import DataFile

_FREE: Final = 3  # slips of the finger
_FIRST_WAIT, _LONGEST_WAIT = 5, 300  # seconds; doubled from failure to failure
_FORGOTTEN: Final = timedelta(days=1)
_MOST: Final = 1000  # entries; at the pace of the waits they take days, and the counts go on
_LAST_TOLD: Final = "SELECT after FROM change WHERE operation = ? ORDER BY seq DESC LIMIT ?"


@dataclass(frozen=True)
class Refusal:
    """One refused sign-in; `login` is empty for the recovery code and for a login that is not known."""

    at: str  # ISO, UTC, to the microsecond: it tells one from another
    login: str
    user_id: str
    how: str


@dataclass(frozen=True)
class Tries:
    """How often the secret of one slot was wrong in a row, and when the last time."""

    failed: int
    last: datetime


@dataclass(frozen=True)
class Refused:
    """The content of `refused.json`: tries by slot, and what the history was not told yet."""

    tries: Mapping[str, Tries]
    untold: tuple[Refusal, ...]


def _owner(slot: Slot | None) -> str:
    if slot is None:
        return "unknown"
    return slot.user_id.hex if slot.user_id else "recovery"


def _read(folder: Folder) -> Refused:
    """Return what is kept; what is garbled counts for nothing: who writes here could remove it, too."""
    try:
        content: dict[str, Any] = json.loads(folder.refused.read_bytes())
        return Refused(
            {
                owner: Tries(int(one["failed"]), datetime.fromisoformat(one["last"]).astimezone(UTC))
                for owner, one in content["tries"].items()
            },
            tuple(
                Refusal(**{name: str(one[name]) for name in Refusal.__annotations__})
                for one in content["untold"]
            ),
        )
    except (OSError, ValueError, KeyError, TypeError, AttributeError, OverflowError):
        return Refused({}, ())


def _write(folder: Folder, kept: Refused) -> None:
    """Replace the file; a full disk leaves it as it was."""
    with suppress(OSError):
        if not kept.tries and not kept.untold:
            folder.refused.unlink(missing_ok=True)
            return
        tries = {
            owner: {"failed": one.failed, "last": one.last.isoformat()} for owner, one in kept.tries.items()
        }
        content = {"tries": tries, "untold": [asdict(one) for one in kept.untold]}
        replace_file(folder.refused, json.dumps(content, indent=1, ensure_ascii=False).encode())


def wait_after(failed: int) -> int:
    """Return how many seconds pass after so many failures before the next try: 0, 0, 0, 5, 10, 20 ... 300."""
    return min(_FIRST_WAIT * 2 ** min(failed - _FREE - 1, 10), _LONGEST_WAIT) if failed > _FREE else 0


def check_wait(folder: Folder, slot: Slot) -> None:
    """Raise TooManyTries while the slot's owner has to wait, whatever the password.

    A clock that was set back makes nobody wait longer than once."""
    kept, now = _read(folder), datetime.now(UTC)
    tries = kept.tries.get(_owner(slot))
    if tries is None:
        return
    if tries.last > now:
        tries = replace(tries, last=now)
        _write(folder, replace(kept, tries={**kept.tries, _owner(slot): tries}))
    left = wait_after(tries.failed) - (now - tries.last).total_seconds()
    if left > 0:
        raise TooManyTries(failed=tries.failed, seconds=math.ceil(left))


def remember(folder: Folder, slot: Slot | None, *, by_code: bool) -> None:
    """Keep that a sign-in was refused; `slot` is None for a login that is not known: it is not kept."""
    kept, now = _read(folder), datetime.now(UTC)
    before = kept.tries.get(_owner(slot))
    failed = before.failed if before and now - before.last <= _FORGOTTEN else 0
    refusal = Refusal(
        at=now.isoformat(timespec="microseconds"),
        login=slot.login or "" if slot else "",
        user_id=slot.user_id.hex if slot and slot.user_id else "",
        how="recovery code" if by_code else "password",
    )
    tries = {**kept.tries, _owner(slot): Tries(failed + 1, now)}
    _write(folder, Refused(tries, (*kept.untold, refusal)[:_MOST]))


def forgive(folder: Folder, slot: Slot) -> None:
    """The secret of the slot was right: its owner waits no longer."""
    kept = _read(folder)
    if _owner(slot) in kept.tries:
        tries = {owner: one for owner, one in kept.tries.items() if owner != _owner(slot)}
        _write(folder, replace(kept, tries=tries))


def tell(file: "DataFile", folder: Folder) -> None:
    """Tell the history of the refused sign-ins, each once: also where an earlier telling was broken off."""
    untold = _read(folder).untold
    if not untold:
        return
    with file.read_rows() as driver:
        asked = (Operation.REFUSED_SIGN_IN.value, len(untold))
        told = {json.loads(after)["at"] for (after,) in driver.execute(_LAST_TOLD, asked).fetchall()}
    waiting = sorted((one for one in untold if one.at not in told), key=lambda one: (one.login, one.at))
    for login, refusals in groupby(waiting, key=lambda one: one.login):
        with file.write(N_("Refused sign-in"), Actor(None, login)) as session:
            for one in refusals:
                user_id = UUID(one.user_id) if one.user_id else None
                details = {"at": one.at, "login": one.login, "with": one.how}
                note(session, Operation.REFUSED_SIGN_IN, "user", user_id, None, details)
    _write(folder, replace(_read(folder), untold=()))
