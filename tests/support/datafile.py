"""A ready data file for a test: migrated once a session, copied per test, with a cheap key."""

import shutil
import tempfile
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from uuid import UUID

from ssu_desktop.records import new_id
from ssu_desktop.storage import Actor, DataFile, WeakKeyCostForTests, create_data_file, open_data_file

LOGIN, PASSWORD = "aigul", "құпия сөз тіркесі"
CHEAP = WeakKeyCostForTests()


@dataclass(frozen=True)
class Prepared:
    """A closed data file on disk, and what opens it."""

    path: Path
    user_id: UUID
    recovery_code: str

    @property
    def actor(self) -> Actor:
        """Return the user as an actor."""
        return Actor(self.user_id, "Айгүл Серікқызы")

    def open(self) -> DataFile:
        """Open the file; the caller closes it."""
        return open_data_file(self.path, login=LOGIN, password=PASSWORD)


@cache
def _model() -> Prepared:
    place = tempfile.TemporaryDirectory(prefix="ssu-model-")
    _kept.append(place)
    user_id = new_id()
    created = create_data_file(
        Path(place.name) / "model.ssu", login=LOGIN, password=PASSWORD, user_id=user_id, cost=CHEAP
    )
    created.file.close()
    return Prepared(created.file.path, user_id, created.recovery_code)


_kept: list[tempfile.TemporaryDirectory[str]] = []  # removed when the tests end


def prepared_file(folder: Path, name: str = "centre.ssu") -> Prepared:
    """Return a fresh, empty, closed data file in `folder`; it costs a copy, no migration."""
    model = _model()
    shutil.copytree(model.path, folder / name)
    return Prepared(folder / name, model.user_id, model.recovery_code)
