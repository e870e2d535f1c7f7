"""Everyone in the file: pages of the list, the search while typing, the counts of the chips."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import partial
from itertools import repeat
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import func, select

from ssu_desktop.actions.desk import Desk
from ssu_desktop.language.dates import age
from ssu_desktop.language.names import search_key
from ssu_desktop.records import Person
from ssu_desktop.records.kinds import Category, Status, UnitKind
from ssu_desktop.storage import Source, search

PAGE = 50


@dataclass(frozen=True, kw_only=True)
class PeopleQuery:
    """Whom to list: `text` is searched in names, old names, IIN and file numbers; nothing set is everyone."""

    text: str = ""
    unit_id: UUID | None = None
    category: Category | None = None
    statuses: tuple[Status, ...] = ()
    offset: int = 0
    limit: int = PAGE


class PersonRow(NamedTuple):
    """One person of a list, as the file has them; `file_number` is "" where no file is open."""

    found: search.PersonRow
    today: date

    @property
    def id(self) -> UUID:
        """Return the person's id."""
        return self.found.id

    @property
    def full_name(self) -> str:
        """Return surname, given name and patronymic."""
        return self.found.full_name

    @property
    def iin(self) -> str:
        """Return the IIN; "" without one."""
        return self.found.iin

    @property
    def born(self) -> date | None:
        """Return the date of birth."""
        return self.found.born

    @property
    def age(self) -> int | None:
        """Return the full years lived today."""
        return age(self.found.born, self.today) if self.found.born else None

    @property
    def unit_id(self) -> UUID | None:
        """Return the unit of the present stay."""
        return self.found.present_unit_id

    @property
    def unit_kind(self) -> UnitKind | None:
        """Return the kind of the unit."""
        return self.found.unit_kind

    @property
    def status(self) -> Status:
        """Return the state of the present stay."""
        return self.found.present_status

    @property
    def category(self) -> Category | None:
        """Return the category of the present stay."""
        return self.found.present_category

    @property
    def admitted_on(self) -> date | None:
        """Return the day of the present stay's admission."""
        return self.found.present_admitted_on

    @property
    def file_number(self) -> str:
        """Return the number of the latest personal file."""
        return self.found.file_number

    @property
    def unit_name_kk(self) -> str:
        """Return the unit's Kazakh name; "" without a unit."""
        return self.found.unit_name_kk

    def unit_name(self, language: str) -> str:
        """Return the name of the unit in `language`; "" without a unit."""
        return self.found.unit_name_kk if language == "kk" else self.found.unit_name_ru


@dataclass(frozen=True)
class PeoplePage:
    """One page of the list; `total` counts all that the query finds."""

    rows: tuple[PersonRow, ...]
    total: int


def list_people(desk: Desk, query: PeopleQuery | None = None) -> PeoplePage:
    """Return one page of people in the Kazakh alphabet's order; merged records are not listed."""
    query = query or PeopleQuery()
    with desk.read_rows() as source:
        rows = _page(source, query, desk.today)
        total = search.count_people(
            source,
            text=query.text,
            unit_id=query.unit_id,
            category=query.category,
            statuses=query.statuses,
        )
    return PeoplePage(rows, total)


def _page(source: Source, query: PeopleQuery, today: date) -> tuple[PersonRow, ...]:
    found = search.people_page(
        source,
        text=query.text,
        unit_id=query.unit_id,
        category=query.category,
        statuses=query.statuses,
        offset=query.offset,
        limit=query.limit,
    )
    return tuple(map(_line, zip(found, repeat(today), strict=False)))


_line = partial(tuple.__new__, PersonRow)  # its own maker is written in Python


def find_people(desk: Desk, text: str, limit: int = 8) -> tuple[PersonRow, ...]:
    """Return the first people whom `text` finds, for the field above all screens; nothing for no text."""
    if not search_key(text):
        return ()
    with desk.read_rows() as source:
        return _page(source, PeopleQuery(text=text, limit=limit), desk.today)


def count_by_status(
    desk: Desk, unit_id: UUID | None = None, category: Category | None = None
) -> Mapping[Status, int]:
    """Return how many people are in each state, by their present stay; a state without people is 0."""
    asked = select(Person.present_status, func.count()).where(Person.merged_into_id.is_(None))
    if unit_id is not None:
        asked = asked.where(Person.present_unit_id == unit_id)
    if category is not None:
        asked = asked.where(Person.present_category == category)
    with desk.read() as session:
        rows = session.execute(asked.group_by(Person.present_status))
        counted = dict(rows.all())
    return {status: counted.get(status, 0) for status in Status}
