"""A disk that forgets: what a power cut may leave of the steps that were recorded.

Only what was synced is sure. Of what was written to a file since its last sync, each write is there, is not,
or is there in some of its sectors of 512 bytes; a change of a folder (a new, renamed or removed name) is sure
after a sync of that folder. Of the others a prefix in time is there, as file systems with a journal have it,
or any of them, which is harder than any file system is.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

from tests.faults.recorded import Did, Step

_SECTOR = 512


def write_into(content: bytearray, offset: int, data: bytes) -> None:
    """Write as a file system does: a gap is filled with zeros."""
    if len(content) < offset:
        content.extend(bytes(offset - len(content)))
    content[offset : offset + len(data)] = data


def cut_to(content: bytearray, size: int) -> None:
    """Cut or lengthen to a size."""
    del content[size:]
    content.extend(bytes(size - len(content)))


@dataclass(eq=False)
class Stored:
    """A file, whatever it is called: what the disk has for sure, and the steps since."""

    sure: bytearray = field(default_factory=bytearray)
    since: list[Step] = field(default_factory=list)

    def sync(self) -> None:
        """Make everything sure."""
        for step in self.since:
            _apply(self.sure, step)
        self.since.clear()

    def left(self, random: Random) -> bytes:
        """Return what a power cut may leave."""
        content, fate = bytearray(self.sure), random.choice(_FATES)
        for step in self.since:
            fate(content, step, random)
        return bytes(content)


def _apply(content: bytearray, step: Step) -> None:
    if step.did is Did.TRUNCATE:
        cut_to(content, step.offset)
    else:
        write_into(content, step.offset, step.data)


def _all(content: bytearray, step: Step, random: Random) -> None:
    _apply(content, step)


def _none(content: bytearray, step: Step, random: Random) -> None:
    pass


def _some(content: bytearray, step: Step, random: Random) -> None:
    if random.random() < 0.5:
        _apply(content, step)


def _torn(content: bytearray, step: Step, random: Random) -> None:
    if step.did is Did.TRUNCATE:
        return _some(content, step, random)
    at = step.offset
    while at < step.offset + len(step.data):
        end = min((at // _SECTOR + 1) * _SECTOR, step.offset + len(step.data))
        if random.random() < 0.7:
            write_into(content, at, step.data[at - step.offset : end - step.offset])
        at = end
    return None


_FATES: tuple[Callable[[bytearray, Step, Random], None], ...] = (_all, _none, _some, _torn, _torn)

Names = dict[str, Stored | None]  # a folder is None


class Disk:
    """The disk below one folder, as the steps go by."""

    def __init__(self, folder: Path) -> None:
        """Begin with what lies in `folder`: that is sure."""
        self._now: Names = {}
        for path in sorted(folder.rglob("*")):
            name = str(path.relative_to(folder))
            self._now[name] = None if path.is_dir() else Stored(bytearray(path.read_bytes()))
        self._sure: Names = dict(self._now)
        self._since: list[tuple[Step, Stored | None]] = []

    def take(self, step: Step) -> None:
        """Let one step happen."""
        if step.did in (Did.WRITE, Did.TRUNCATE):
            stored = self._now[step.path]
            assert stored is not None
            stored.since.append(step)
        elif step.did is Did.SYNC:
            self._sync(step.path)
        else:
            what = Stored() if step.did is Did.CREATE else self._now.get(step.path)
            _rename(self._now, step, what)
            self._since.append((step, what))

    def _sync(self, path: str) -> None:
        stored = self._now.get(path)
        if stored is not None:
            stored.sync()
            return
        for step, what in self._since:
            if path in _folders(step):
                _rename(self._sure, step, what)
        self._since = [(step, what) for step, what in self._since if path not in _folders(step)]

    def now(self, name: str) -> bytes:
        """Return what a file holds while the power is there."""
        stored = self._now.get(name)
        if stored is None:
            return b""
        content = bytearray(stored.sure)
        for step in stored.since:
            _apply(content, step)
        return bytes(content)

    def cut(self, random: Random, folder: Path) -> None:
        """Put into `folder` what a power cut at this moment may leave."""
        names = dict(self._sure)
        for step, what in self._kept(random):
            _rename(names, step, what)
        folder.mkdir(parents=True)
        for name, stored in sorted(names.items()):
            path = folder / name
            if not path.parent.is_dir():
                continue  # its folder did not come about
            if stored is None:
                path.mkdir()
            else:
                path.write_bytes(stored.left(random))

    def _kept(self, random: Random) -> Iterable[tuple[Step, Stored | None]]:
        if random.random() < 0.5:
            return self._since[: random.randint(0, len(self._since))]
        share = random.random()
        return [kept for kept in self._since if random.random() < share]


def _folders(step: Step) -> set[str]:
    return {name.rpartition("/")[0] for name in (step.path, step.other) if name}


def _rename(names: Names, step: Step, what: Stored | None) -> None:
    """Let a name come, go or change; `what` it stood for when that was done."""
    if step.did in (Did.CREATE, Did.MKDIR):
        names[step.path] = what
    elif step.did is not Did.RENAME:
        names.pop(step.path, None)
    elif what is not None:
        names.pop(step.path, None)
        names[step.other] = what
    else:
        for name in [name for name in names if name == step.path or name.startswith(f"{step.path}/")]:
            names[step.other + name[len(step.path) :]] = names.pop(name)
