"""The file that a command writes: it takes its place when all went well, never that of a data file's part."""

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from ssu_desktop.commands.exits import CommandFailed, Exit, why
from ssu_desktop.language import N_


@contextmanager
def output_file(asked: Path) -> Iterator[BinaryIO]:
    """Give a file that takes the place of `asked` when all went well.

    It is opened before anything is remembered as printed: a folder that cannot be written leaves nothing.
    A device, such as /dev/null, is written to and not replaced."""
    part: Path | None = None
    try:
        path = asked.resolve()
        _refuse_what_is_not_to_be_replaced(path)
        if path.exists() and not path.is_file():
            with path.open("wb") as output:
                yield output
            return
        part = path.with_name(f".{path.name[:50]}.part")
        with part.open("wb") as output:
            yield output
            output.flush()
            os.fsync(output.fileno())
        part.replace(path)
    except OSError as error:
        text = N_("{path} cannot be written: {why}.")
        raise CommandFailed(Exit.CANNOT_WRITE, text, path=asked, why=why(error)) from error
    finally:
        if part is not None:
            with suppress(OSError):
                part.unlink(missing_ok=True)


def _refuse_what_is_not_to_be_replaced(path: Path) -> None:
    if any(
        (place / "keys.json").exists() and (place / "data.db").exists() for place in (path, *path.parents)
    ):
        text = N_("{path} lies inside a data file. Choose another place: nothing was changed.")
        raise CommandFailed(Exit.CANNOT_WRITE, text, path=path)
    if path.is_dir():
        raise IsADirectoryError(errno.EISDIR, "", str(path))
