"""The desk: all that a screen or a command holds, and what an action answers."""

from collections.abc import Callable, Iterable, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy.orm import Session

from ssu_desktop.actions.roles import READ, Reach, reaches
from ssu_desktop.actions.scope import guard_of
from ssu_desktop.actions.signed_in import SignedIn
from ssu_desktop.law import Law
from ssu_desktop.rules.finding import Finding, Weight
from ssu_desktop.rules.working_days import WorkingDays
from ssu_desktop.storage import Actor, DataFile
from ssu_desktop.storage.engine import Driver
from ssu_desktop.storage.errors import NotAllowed


@dataclass(kw_only=True)
class Rulebook:
    """The law and the calendar by which the rules of this data file go; the settings may change both."""

    law: Law
    calendar: WorkingDays


@dataclass(frozen=True, kw_only=True)
class Desk:
    """The open data file, what the rules go by, the signed-in user and the clock."""

    file: DataFile
    rulebook: Rulebook
    user: SignedIn
    clock: Callable[[], date]

    @property
    def law(self) -> Law:
        """Return the law with all its editions."""
        return self.rulebook.law

    @property
    def calendar(self) -> WorkingDays:
        """Return the calendar of working days with the facility's corrections."""
        return self.rulebook.calendar

    @property
    def today(self) -> date:
        """Return the date of the work."""
        return self.clock()

    def may(self, action: str) -> bool:
        """Return whether the user's roles reach to an action at all; screens offer what they do."""
        return bool(reaches(self.user.roles, action))

    def may_with_everybody(self, action: str) -> bool:
        """Return whether the user's roles reach to an action with everybody, as a list of many needs it."""
        return Reach.ALL in reaches(self.user.roles, action)

    def require(self, action: str) -> None:
        """Raise NotAllowed where the user's roles do not reach to an action."""
        if not self.may(action):
            raise NotAllowed(action)

    def read(self) -> AbstractContextManager[Session]:
        """Return a session that only reads people's records. Raises NotAllowed."""
        self.require(READ)
        return self.file.read()

    def read_rows(self) -> AbstractContextManager[Driver]:
        """Return the driver itself for reading people's records: lists need no session. Raises NotAllowed."""
        self.require(READ)
        return self.file.read_rows()

    def read_house(self) -> AbstractContextManager[Session]:
        """Return a session that reads what is no person's: the facility, its users, its rules.

        Everybody may read that, so nothing of people is asked in it."""
        return self.file.read()

    def write(self, action: str) -> AbstractContextManager[Session]:
        """Return a session of one transaction, committed with its journal rows on leaving, or undone.

        Here, and nowhere else, is looked up whether the user may do that; how far, the guard looks at with
        each change. Raises NotAllowed."""
        self.require(action)
        actor = Actor(id=self.user.id, name=self.user.full_name)
        return self.file.write(action, actor, guard_of(self.user, action))


@dataclass(frozen=True)
class Saved:
    """The action was committed; `id` is the record that it made or changed."""

    id: UUID
    remarks: tuple[Finding, ...] = ()


@dataclass(frozen=True)
class Refused:
    """Nothing was changed; `findings` say why and by which article."""

    findings: tuple[Finding, ...]


def unanswered(findings: Iterable[Finding], reasons: Mapping[str, str]) -> tuple[Finding, ...]:
    """Return the findings that still stand in the way.

    A `STOP` always does; a `WARN` does until `reasons` has words for its code; a `NOTE` never does."""
    return tuple(
        finding
        for finding in findings
        if finding.weight is Weight.STOP
        or (finding.weight is Weight.WARN and not reasons.get(finding.code, "").strip())
    )
