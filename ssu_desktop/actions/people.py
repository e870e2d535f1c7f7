"""Everyone in the file: pages of the list, the search while typing, the counts of the chips."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from ssu_desktop.actions.desk import Desk
from ssu_desktop.language.dates import age
from ssu_desktop.language.names import search_key
from ssu_desktop.records import Person, Unit
from ssu_desktop.records.kinds import Category, Status, UnitKind
from ssu_desktop.storage import search

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


@dataclass(frozen=True, kw_only=True)
class PersonRow:
    """One person of a list; `file_number` is "" where no file is open."""

    id: UUID
    full_name: str
    iin: str
    born: date | None
    age: int | None
    unit_id: UUID | None
    unit_kind: UnitKind | None
    unit_name_kk: str
    unit_name_ru: str
    status: Status
    category: Category | None
    admitted_on: date | None
    file_number: str

    def unit_name(self, language: str) -> str:
        """Return the name of the unit in `language`; "" without a unit."""
        return self.unit_name_kk if language == "kk" else self.unit_name_ru


@dataclass(frozen=True)
class PeoplePage:
    """One page of the list; `total` counts all that the query finds."""

    rows: tuple[PersonRow, ...]
    total: int


def list_people(desk: Desk, query: PeopleQuery | None = None) -> PeoplePage:
    """Return one page of people in the Kazakh alphabet's order; merged records are not listed."""
    query = query or PeopleQuery()
    with desk.read() as session:
        rows = _page(session, query, desk.today)
        total = search.count_people(
            session,
            text=query.text,
            unit_id=query.unit_id,
            category=query.category,
            statuses=query.statuses,
        )
    return PeoplePage(rows, total)


def _page(session: Session, query: PeopleQuery, today: date) -> tuple[PersonRow, ...]:
    found = search.people_page(
        session,
        text=query.text,
        unit_id=query.unit_id,
        category=query.category,
        statuses=query.statuses,
        offset=query.offset,
        limit=query.limit,
    )
    numbers = search.latest_file_numbers(session, [row.id for row in found])
    units: dict[UUID | None, _Unit] = {unit[0]: unit for unit in session.connection().execute(_UNITS).all()}
    return tuple(
        _row(
            row,
            units.get(row.present_unit_id) if row.present_unit_id else None,
            numbers.get(row.id, ""),
            today,
        )
        for row in found
    )


def find_people(desk: Desk, text: str, limit: int = 8) -> tuple[PersonRow, ...]:
    """Return the first people whom `text` finds, for the field above all screens; nothing for no text."""
    if not search_key(text):
        return ()
    with desk.read() as session:
        return _page(session, PeopleQuery(text=text, limit=limit), desk.today)


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


_Unit = tuple[UUID, UnitKind, str, str]
_UNITS: Select[UUID, UnitKind, str, str] = select(Unit.id, Unit.kind, Unit.name_kk, Unit.name_ru)


def _row(row: search.PersonRow, unit: _Unit | None, file_number: str, today: date) -> PersonRow:
    return PersonRow(
        id=row.id,
        full_name=row.full_name,
        iin=row.iin or "",
        born=row.born,
        age=age(row.born, today) if row.born else None,
        unit_id=row.present_unit_id,
        unit_kind=unit[1] if unit else None,
        unit_name_kk=unit[2] if unit else "",
        unit_name_ru=unit[3] if unit else "",
        status=row.present_status,
        category=row.present_category,
        admitted_on=row.present_admitted_on,
        file_number=file_number,
    )
