"""What facilities hand on to one another as small JSON files: read whole and checked, or refused in words."""

import hashlib
import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from ssu_desktop.exchange.safety import CannotRead
from ssu_desktop.language import N_

VERSION = 1
_CHECKSUM = "checksum"  # of all the rest; a file that somebody wrote by hand has none


def read_handed_on(
    path: Path, form: str, *, largest: int, no_such: Callable[[Path], CannotRead]
) -> dict[str, Any]:
    """Return the content of a file of this form, of at most `largest` bytes, as it was given out.

    Raises CannotRead: what `no_such` says where it is no file of this form, else what is wrong with it."""
    try:
        size = path.stat().st_size
        content = path.read_bytes() if size <= largest else b""
    except OSError as error:
        text = N_("“{path}” cannot be read: {cause}.")
        raise CannotRead(text, path=path.name, cause=error.strerror or str(error)) from error
    if size > largest:
        text = N_("“{path}” is too large: such a file has at most {limit} KB. Nothing was changed.")
        raise CannotRead(text, path=path.name, limit=largest // 1000)
    try:
        told = json.loads(content.decode("utf-8-sig"))
        json.dumps(told, ensure_ascii=False).encode()  # half a letter, escaped, is no letter either
    except UnicodeError as error:
        text = N_("“{path}” is not in the encoding UTF-8: save it so and try again. Nothing was changed.")
        raise CannotRead(text, path=path.name) from error
    except (ValueError, RecursionError) as error:
        raise no_such(path) from error
    if not isinstance(told, dict) or told.get("format") != form or told.get("version") != VERSION:
        raise no_such(path)
    if _CHECKSUM in told and told.pop(_CHECKSUM) != _checksum(told):
        text = N_(
            "“{path}” is not what was given out: it was damaged on its way, or changed by hand. Nothing was "
            "changed. Copy it again; if somebody changed it on purpose, let them delete its line “checksum”."
        )
        raise CannotRead(text, path=path.name)
    return told


def _checksum(told: Mapping[str, object]) -> str:
    """Return the SHA-256 of a content, nothing where it is nested too deep to be one of ours."""
    try:
        return hashlib.sha256(json.dumps(told, sort_keys=True).encode()).hexdigest()
    except RecursionError:
        return ""


def write_handed_on(path: Path, form: str, *, to_be_changed: bool = False, **content: object) -> None:
    """Write a file that `read_handed_on` reads. Raises OSError.

    One that is `to_be_changed` by hand has no checksum."""
    told = {"format": form, "version": VERSION, **content}
    if not to_be_changed:
        told[_CHECKSUM] = _checksum(json.loads(json.dumps(told)))
    path.write_text(json.dumps(told, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
