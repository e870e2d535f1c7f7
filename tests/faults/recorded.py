"""What a process did to its files, written down by `recorder.c`: compiled, preloaded, read back."""

import os
import shutil
import struct
import subprocess
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import IntEnum
from pathlib import Path

_HEAD = struct.Struct("<4I2Q")
_SOURCE = Path(__file__).with_name("recorder.c")
COMPILER = shutil.which("cc") if sys.platform == "linux" else None


class Did(IntEnum):
    """What was done; the numbers are those of recorder.c."""

    CREATE = 1
    WRITE = 2
    TRUNCATE = 3
    SYNC = 4
    UNLINK = 5
    RENAME = 6
    MKDIR = 7
    RMDIR = 8
    UNKNOWN = 9


@dataclass(frozen=True)
class Step:
    """One thing that was done; `path` and `other` are below the recorded folder, "" is that folder."""

    did: Did
    path: str
    other: str
    offset: int
    data: bytes


def compiled(folder: Path) -> Path:
    """Return the recorder, compiled."""
    library = folder / "recorder.so"
    assert COMPILER is not None
    command = [COMPILER, "-shared", "-fPIC", "-O1", "-o", str(library), str(_SOURCE), "-ldl", "-lpthread"]
    subprocess.run(command, check=True)  # noqa: S603 - the system's own
    return library


def environment(library: Path, root: Path, log: Path) -> Mapping[str, str]:
    """Return the environment of a process whose doings below `root` are to be recorded."""
    told = {"LD_PRELOAD": str(library), "RECORDER_ROOT": str(root), "RECORDER_LOG": str(log)}
    return {**os.environ, **told}


def steps_of(log: Path) -> Iterator[Step]:
    """Yield what was recorded, in order; a way of writing that the recorder cannot follow is an error."""
    content, at = log.read_bytes(), 0
    while at < len(content):
        kind, path, other, _, offset, size = _HEAD.unpack_from(content, at)
        at += _HEAD.size
        did = Did(kind)
        names = content[at : at + path].decode(), content[at + path : at + path + other].decode()
        at += path + other
        data = content[at : at + size]
        at += size
        if did is Did.UNKNOWN:
            raise AssertionError(f"{names[0]} is not followed by the recorder")
        yield Step(did, *names, offset, data)
