"""What every printing shares: the office behind the forms, whose form it is, and what may be lacking."""

from collections import ChainMap
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from ssu_desktop.actions.assessment_in_plan import needs_words, words_of_questionnaires
from ssu_desktop.actions.service import service_words
from ssu_desktop.forms.content import Content
from ssu_desktop.forms.own_list import ListRow, OwnList
from ssu_desktop.language import N_, Language
from ssu_desktop.law import Law
from ssu_desktop.records import Organisation, Signatory, Staff, Unit
from ssu_desktop.rules.organisation import head_on

NO_STAY = N_("This person has no stay yet: enter the application or the admission first.")
NOT_ADMITTED = N_("This person is not admitted yet: enter the admission first.")
NO_PLAN = N_("There is no individual plan yet: begin the plan first.")
NO_JOURNAL = N_("There is no monitoring journal yet: enter the first round of monitoring first.")
ONLY_TEMPORARY = N_("The registration card is for temporary stays only.")
NO_FILE = N_("No personal file is opened yet: the program opens it when the person is admitted.")
NO_ASSESSMENT = N_("There is no completed assessment of needs yet: assess a domain first.")
NO_STEPS = N_("No step of social work is entered yet: enter the first one in the overview.")
NOBODY = N_("Nobody receives services in this unit at present.")
NO_ROWS = N_("The register of this unit has no entries yet.")
NOBODY_WAITS = N_("Nobody waits for this unit.")
NOT_FOUND = N_("What is to be printed is no longer there.")


class CannotPrint(Exception):  # noqa: N818 - says what happened
    """A form cannot be printed; `text` is a msgid with holes for `values` that says what to do first."""

    def __init__(self, text: str, /, **values: object) -> None:
        """Keep the msgid with its values; it is translated when shown."""
        super().__init__(text)
        self.text = text
        self.values = values


@dataclass(frozen=True, kw_only=True)
class Filled:
    """A content and whose it is; `form` is its own form where several are printed together.

    `people` are those whom a list names; `order_id` is the order of the head that it shows."""

    content: Content
    form: str = ""
    person_id: UUID | None = None
    unit_id: UUID | None = None
    plan_id: UUID | None = None
    order_id: UUID | None = None
    people: tuple[UUID, ...] = ()


ListMade = tuple[Sequence[ListRow], Callable[..., OwnList], Iterable[UUID | None]]
"""The rows of a list, what makes the list of them, and who stands on it."""


@dataclass(frozen=True, kw_only=True)
class Lacking:
    """Somebody whose form cannot be filled in, and the msgid that says why."""

    name: str
    reason: str


@dataclass(frozen=True, kw_only=True)
class Choice:
    """Which plan version, or which plan year's journal; None is the latest. `on`: which day (None: today)."""

    plan_id: UUID | None = None
    plan_number: int | None = None
    on: date | None = None


LATEST = Choice()


@dataclass(frozen=True)
class Office:
    """What every form needs beside its subject, loaded once for one printing."""

    session: Session
    language: Language
    today: date
    law: Law

    @cached_property
    def organisation(self) -> Organisation:
        """The organisation."""
        return self.session.scalars(select(Organisation)).one()

    @cached_property
    def staff(self) -> Mapping[UUID, Staff]:
        """The members of staff by id."""
        return {one.id: one for one in self.session.scalars(select(Staff))}

    @cached_property
    def units(self) -> Mapping[UUID, Unit]:
        """The units by id."""
        return {one.id: one for one in self.session.scalars(select(Unit))}

    @cached_property
    def signatories(self) -> Sequence[Signatory]:
        """All who sign or signed as head."""
        return list(self.session.scalars(select(Signatory)))

    @cached_property
    def service_words(self) -> Mapping[str, tuple[str, str]]:
        """The words, in Kazakh and in Russian, of all services that a row of a plan can refer to."""
        return service_words(self.session, self.law)

    def needs_words(self, stay_id: UUID, *, anywhere: bool = True) -> Mapping[str, tuple[str, str]]:
        """Return, in both languages, what the assessments of a stay asked, suggested and were answered.

        `anywhere`: what they do not know, as any questionnaire has it."""
        own = self._asked_of_stays.get(stay_id, {})
        return ChainMap(dict(own), self._asked_anywhere) if anywhere else own

    @cached_property
    def _asked_of_stays(self) -> Mapping[UUID, Mapping[str, tuple[str, str]]]:
        return needs_words(self.session)

    @cached_property
    def _asked_anywhere(self) -> dict[str, tuple[str, str]]:
        return words_of_questionnaires(self.session)

    def head(self, on: date) -> Signatory | None:
        """Return who signs on the day `on`."""
        return head_on(self.signatories, on)
