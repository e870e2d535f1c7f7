"""What a test puts into the file past all actions and roles."""

from contextlib import AbstractContextManager

from sqlalchemy.orm import Session

from ssu_desktop.actions.desk import Desk
from ssu_desktop.storage import Actor


def by_hand(desk: Desk, why: str = "prepare") -> AbstractContextManager[Session]:
    """Return the session of a transaction that no action of the program makes."""
    return desk.file.write(why, Actor(id=desk.user.id, name=desk.user.full_name))
