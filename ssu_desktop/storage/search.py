"""Finding people: one page of the list, sorted by the Kazakh alphabet, however many people there are.

Words of three letters and more match anywhere in a name, through a trigram index; shorter ones match the
beginnings of words. The index yields its matches in the order of the list, so that a page costs the same
whether its text is rare or, like "ова", in half of the names.
"""

from collections.abc import Collection
from datetime import date
from functools import lru_cache
from typing import Any, Final, NamedTuple, cast
from uuid import UUID

from sqlalchemy.orm import Session

from ssu_desktop.language.names import search_key
from ssu_desktop.records.kinds import Category, Sex, Status

_NAMESAKES: Final = (1 << 20) - 1  # the bits of a search number that tell namesakes apart
_LAST_NUMBER: Final = (1 << 63) - 1

_COLUMNS: Final = (
    "p.id, p.surname, p.given_name, p.patronymic, p.iin, p.born, p.sex, p.present_status, p.present_unit_id, "
    "p.present_category, p.present_admitted_on, p.address, p.phone"
)
_MATCHING: Final = "SELECT rowid FROM person_search_words WHERE person_search_words MATCH ?"
_FOUND: Final = (
    "SELECT s.number, s.sort_key, s.person_id "
    "FROM person_search_words w CROSS JOIN person_search s ON s.number = w.rowid "
    "WHERE w.person_search_words MATCH ? AND w.rowid BETWEEN ? AND ?"
)
_COUNTS_KEPT: Final = 64
_counted: dict[tuple[object, ...], int] = {}

_STATUS: Final = {status.value: status for status in Status}
_CATEGORY: Final = {category.value: category for category in Category}
_SEX: Final = {sex.value: sex for sex in Sex}


class PersonRow(NamedTuple):
    """One line of the list of people."""

    id: UUID
    surname: str
    given_name: str
    patronymic: str
    iin: str | None
    born: date | None
    sex: Sex | None
    present_status: Status
    present_unit_id: UUID | None
    present_category: Category | None
    present_admitted_on: date | None
    address: str
    phone: str

    @property
    def full_name(self) -> str:
        """Return surname, given name and patronymic."""
        return " ".join(part for part in (self.surname, self.given_name, self.patronymic) if part)


class _Names(NamedTuple):
    unit: str
    category: str
    status: str


_IN_SEARCH: Final = _Names("unit_id", "category", "status")
_IN_PERSON: Final = _Names("p.present_unit_id", "p.present_category", "p.present_status")


def people_page(
    session: Session,
    *,
    text: str = "",
    unit_id: UUID | None = None,
    category: Category | None = None,
    statuses: Collection[Status] = (),
    offset: int = 0,
    limit: int = 50,
) -> tuple[PersonRow, ...]:
    """Return one page of the people that fit, in the order of the Kazakh alphabet; merged records never.

    Every word of `text` must be found in the person's search key: names, former names, IIN, file numbers.
    An empty `statuses` means any."""
    if not text:
        return _page(session, _walks(unit_id, category, statuses), offset, limit)
    words = search_key(text).split()
    if not words:
        return _page(session, _walks(unit_id, category, statuses), offset, limit)
    found = _found(session, _matching(words), _narrow(unit_id, category, statuses), offset + limit)
    return _people(session, [number for _, number in sorted(found)[offset : offset + limit]])


def count_people(
    session: Session,
    *,
    text: str = "",
    unit_id: UUID | None = None,
    category: Category | None = None,
    statuses: Collection[Status] = (),
    at_most: int | None = None,
) -> int:
    """Return how many people fit; `at_most` ends the counting early (a list may say "more than 1,000")."""
    where, values = _narrow(unit_id, category, statuses)
    if not text and at_most is None:
        return _count_listed(session, where, values)
    query = f"SELECT 1 FROM person_search WHERE {' AND '.join(('1', *where))}"  # noqa: S608 - no user text
    if words := search_key(text).split():
        query = f"{query} AND number IN ({_MATCHING})" if where else _MATCHING
        values = (*values, _matching(words))
    bounded = query if at_most is None else f"{query} LIMIT {int(at_most)}"
    count = _rows(session, f"SELECT count(*) FROM ({bounded})", values)  # noqa: S608
    return int(count[0][0])


def _count_listed(session: Session, where: tuple[str, ...], values: tuple[object, ...]) -> int:
    """Count along the whole list, once for each state of the file: the last MAC of the journal names it."""
    state = _rows(session, "SELECT mac FROM change ORDER BY seq DESC LIMIT 1", ())
    asked = (state[0][0] if state else None, where, values)
    if (known := _counted.get(asked)) is not None and state:
        return known
    sql = f"SELECT count(*) FROM person_search WHERE {' AND '.join(('1', *where))}"  # noqa: S608 - no user text
    count = int(_rows(session, sql, values)[0][0])
    if len(_counted) >= _COUNTS_KEPT:
        _counted.clear()
    _counted[asked] = count
    return count


def latest_file_numbers(session: Session, ids: Collection[UUID]) -> dict[UUID, str]:
    """Return the number of each person's latest personal file; who has none is absent."""
    marks = ", ".join("?" * len(ids))
    sql = (
        "SELECT s.person_id, f.number FROM stay s JOIN personal_file f ON f.stay_id = s.id "  # noqa: S608 - marks only
        f"WHERE s.person_id IN ({marks}) ORDER BY f.id"
    )
    return {_uuid(row[0]): row[1] for row in _rows(session, sql, tuple(number.hex for number in ids))}


_Conditions = tuple[tuple[str, ...], tuple[object, ...]]


def _narrow(
    unit_id: UUID | None, category: Category | None, statuses: Collection[Status], names: _Names = _IN_SEARCH
) -> _Conditions:
    where, values = list[str](), list[object]()
    if unit_id is not None:
        where.append(f"{names.unit} = ?")
        values.append(unit_id.hex)
    if category is not None:
        where.append(f"{names.category} = ?")
        values.append(category.value)
    if statuses:
        where.append(f"{names.status} IN ({', '.join('?' * len(statuses))})")
        values += [status.value for status in statuses]
    return tuple(where), tuple(values)


def _walks(
    unit_id: UUID | None, category: Category | None, statuses: Collection[Status]
) -> list[tuple[str, _Conditions]]:
    """Return the walks along an index in the order of the list whose merged rows are the answer."""
    if unit_id is None and statuses:
        index = "ix_person_listed_by_status"
        return [(index, _narrow(None, category, (part,), _IN_PERSON)) for part in sorted(set(statuses))]
    index = "ix_person_listed" if unit_id is None else "ix_person_listed_by_unit"
    return [(index, _narrow(unit_id, category, statuses, _IN_PERSON))]


def _page(
    session: Session, walks: list[tuple[str, _Conditions]], offset: int, limit: int
) -> tuple[PersonRow, ...]:
    if len(walks) == 1:
        index, (where, values) = walks[0]
        sql = f"{_walk(_COLUMNS, index, where)} LIMIT ? OFFSET ?"
        rows = _rows(session, sql, (*values, limit, offset))
        return tuple(map(_person, rows))
    parts, all_values = [], list[object]()
    for index, (where, values) in walks:
        parts.append(f"SELECT * FROM ({_walk('p.sort_key, p.id', index, where)} LIMIT ?)")  # noqa: S608
        all_values += [*values, offset + limit]
    sql = f"SELECT id FROM ({' UNION ALL '.join(parts)}) ORDER BY sort_key, id LIMIT ? OFFSET ?"  # noqa: S608
    rows = _rows(session, sql, (*all_values, limit, offset))
    return _people(session, [row[0] for row in rows])


def _walk(columns: str, index: str, where: tuple[str, ...]) -> str:
    conditions = " AND ".join(("p.merged_into_id IS NULL", *where))
    return f"SELECT {columns} FROM person p INDEXED BY {index} WHERE {conditions} ORDER BY p.sort_key, p.id"  # noqa: S608


def _found(session: Session, matching: str, narrow: _Conditions, wanted: int) -> list[tuple[str, str]]:
    """Return (sort key, id) of the first `wanted` matches and of all with the last one's first letters.

    The index yields them in the order of those letters (see the first migration), so no match that belongs
    before these is missing."""
    where, values = narrow
    sql = f"{_FOUND} {' '.join(f'AND {test}' for test in where)} ORDER BY w.rowid LIMIT ?"
    rows = _rows(session, sql, (matching, 0, _LAST_NUMBER, *values, wanted))
    more: list[tuple[Any, ...]] = []
    if len(rows) == wanted:
        last = rows[-1][0]
        namesakes = (last + 1, last | _NAMESAKES)
        more = _rows(session, sql, (matching, *namesakes, *values, -1))
    return [(row[1], row[2]) for row in (*rows, *more)]


def _matching(words: list[str]) -> str:
    """Return the full-text query: short words by their beginning, which one or two blanks stand for."""
    grams = (word if len(word) >= 3 else word.rjust(3) for word in words)
    return " ".join('"' + gram.replace('"', '""') + '"' for gram in grams)


def _people(session: Session, ids: list[str]) -> tuple[PersonRow, ...]:
    """Return the rows of these ids, in the order of the list."""
    marks = ", ".join("?" * len(ids))
    sql = f"SELECT {_COLUMNS} FROM person p WHERE p.id IN ({marks}) ORDER BY p.sort_key, p.id"  # noqa: S608
    return tuple(map(_person, _rows(session, sql, tuple(ids))))


def _person(row: tuple[Any, ...]) -> PersonRow:
    (number, surname, given, patronymic, iin, born, sex, status, unit, category, admitted, address, phone) = (
        row
    )
    return PersonRow(
        _uuid(number),
        surname,
        given,
        patronymic,
        iin,
        born and _date(born),
        sex and _SEX[sex],
        _STATUS[status],
        unit and _uuid(unit),
        category and _CATEGORY[category],
        admitted and _date(admitted),
        address,
        phone,
    )


def _rows(session: Session, sql: str, values: tuple[object, ...]) -> list[tuple[Any, ...]]:
    """Ask the driver itself: a result of SQLAlchemy costs half as much again as the whole page."""
    driver: Any = session.connection().connection.driver_connection
    return cast("list[tuple[Any, ...]]", driver.execute(sql, values).fetchall())


# A list shows the same people, units and days again and again; making their values is what costs.
_uuid = lru_cache(maxsize=8192)(UUID)
_date = lru_cache(maxsize=8192)(date.fromisoformat)
