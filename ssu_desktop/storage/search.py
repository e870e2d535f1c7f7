"""Finding people: one page of the list, sorted by the Kazakh alphabet, however many people there are.

Words of three letters and more match anywhere in a name, through a trigram index; shorter ones match the
beginnings of words. The index yields its matches in the order of the list, so that a page costs the same
whether its text is rare or, like "ова", in half of the names. Where a veil leaves a user some people only,
these are few, and are looked through one by one.
"""

from collections.abc import Collection
from datetime import date
from functools import lru_cache, partial
from typing import Any, Final, NamedTuple, cast
from uuid import UUID

from ssu_desktop.language.names import search_key
from ssu_desktop.records.kinds import Category, Status, UnitKind
from ssu_desktop.storage.reading import Source, driver_of

_NAMESAKES: Final = (1 << 20) - 1  # the bits of a search number that tell namesakes apart
_LAST_NUMBER: Final = (1 << 63) - 1

_COLUMNS: Final = (
    "p.id, p.surname, p.given_name, p.patronymic, p.iin, p.born, "
    "p.present_status, p.present_unit_id, p.present_category, p.present_admitted_on"
)
_MATCHING: Final = "SELECT rowid FROM person_search_words WHERE person_search_words MATCH ?"
_FOUND: Final = (
    "SELECT s.number, s.sort_key, s.person_id "
    "FROM person_search_words w CROSS JOIN person_search s ON s.number = w.rowid "
    "WHERE w.person_search_words MATCH ? AND w.rowid BETWEEN ? AND ?"
)
_VEILED: Final = "SELECT 1 FROM temp.sqlite_master WHERE name = 'person_search'"
_COUNTS_KEPT: Final = 64
_counted: dict[tuple[object, ...], int] = {}

_STATUS: Final = {status.value: status for status in Status}
_CATEGORY: Final = {category.value: category for category in Category}
_UNIT_KIND: Final = {kind.value: kind for kind in UnitKind}
_UNITS: Final = "SELECT id, kind, name_kk, name_ru FROM unit"
_NO_UNIT: Final = (None, None, "", "")

_Row = tuple[Any, ...]


class PersonRow(NamedTuple):
    """One line of the list of people, as it is stored: only what is looked at becomes dates and words.

    `file_number` is that of the latest personal file, "" without one."""

    stored: _Row
    unit: _Row
    file_number: str

    @property
    def id(self) -> UUID:
        """Return the person's id."""
        return _uuid(self.stored[0])

    @property
    def surname(self) -> str:
        """Return the surname."""
        return cast("str", self.stored[1])

    @property
    def full_name(self) -> str:
        """Return surname, given name and patronymic."""
        return " ".join(part for part in self.stored[1:4] if part)

    @property
    def iin(self) -> str:
        """Return the IIN; "" without one."""
        return self.stored[4] or ""

    @property
    def born(self) -> date | None:
        """Return the date of birth."""
        return _date(self.stored[5]) if self.stored[5] else None

    @property
    def present_status(self) -> Status:
        """Return the state of the present stay."""
        return _STATUS[self.stored[6]]

    @property
    def present_unit_id(self) -> UUID | None:
        """Return the unit of the present stay."""
        return _uuid(self.stored[7]) if self.stored[7] else None

    @property
    def present_category(self) -> Category | None:
        """Return the category of the present stay."""
        return _CATEGORY.get(self.stored[8])

    @property
    def present_admitted_on(self) -> date | None:
        """Return the day of the present stay's admission."""
        return _date(self.stored[9]) if self.stored[9] else None

    @property
    def unit_kind(self) -> UnitKind | None:
        """Return the kind of the unit."""
        return _UNIT_KIND.get(self.unit[1])

    @property
    def unit_name_kk(self) -> str:
        """Return the unit's Kazakh name; "" without a unit."""
        return cast("str", self.unit[2])

    @property
    def unit_name_ru(self) -> str:
        """Return the unit's Russian name; "" without a unit."""
        return cast("str", self.unit[3])


class _Names(NamedTuple):
    unit: str
    category: str
    status: str


_IN_SEARCH: Final = _Names("unit_id", "category", "status")
_IN_PERSON: Final = _Names("p.present_unit_id", "p.present_category", "p.present_status")


def people_page(
    source: Source,
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
    words = search_key(text).split() if text else []
    if _rows(source, _VEILED, ()):
        where, values = _among_few(words, _narrow(unit_id, category, statuses, _IN_PERSON))
        sql = f"SELECT {_COLUMNS} FROM person p WHERE {where} ORDER BY p.sort_key, p.id LIMIT ? OFFSET ?"  # noqa: S608
        return _lines(source, _rows(source, sql, (*values, limit, offset)))
    if not words:
        return _page(source, _walks(unit_id, category, statuses), offset, limit)
    found = _found(source, _matching(words), _narrow(unit_id, category, statuses), offset + limit)
    return _people(source, [number for _, number in sorted(found)[offset : offset + limit]])


def count_people(
    source: Source,
    *,
    text: str = "",
    unit_id: UUID | None = None,
    category: Category | None = None,
    statuses: Collection[Status] = (),
    at_most: int | None = None,
) -> int:
    """Return how many people fit; `at_most` ends the counting early (a list may say "more than 1,000")."""
    if _rows(source, _VEILED, ()):
        few, all_values = _among_few(
            search_key(text).split(), _narrow(unit_id, category, statuses, _IN_PERSON)
        )
        sql = f"SELECT count(*) FROM (SELECT 1 FROM person p WHERE {few} LIMIT ?)"  # noqa: S608 - no user text
        return int(_rows(source, sql, (*all_values, -1 if at_most is None else at_most))[0][0])
    where, values = _narrow(unit_id, category, statuses)
    if not text and at_most is None:
        return _count_listed(source, where, values)
    query = f"SELECT 1 FROM person_search WHERE {' AND '.join(('1', *where))}"  # noqa: S608 - no user text
    if words := search_key(text).split():
        query = f"{query} AND number IN ({_MATCHING})" if where else _MATCHING
        values = (*values, _matching(words))
    bounded = query if at_most is None else f"{query} LIMIT {int(at_most)}"
    count = _rows(source, f"SELECT count(*) FROM ({bounded})", values)  # noqa: S608
    return int(count[0][0])


def _count_listed(source: Source, where: tuple[str, ...], values: tuple[object, ...]) -> int:
    """Count along the whole list, once for each state of the file: the last MAC of the journal names it."""
    state = _rows(source, "SELECT mac FROM change ORDER BY seq DESC LIMIT 1", ())
    asked = (state[0][0] if state else None, where, values)
    if (known := _counted.get(asked)) is not None and state:
        return known
    sql = f"SELECT count(*) FROM person_search WHERE {' AND '.join(('1', *where))}"  # noqa: S608 - no user text
    count = int(_rows(source, sql, values)[0][0])
    if len(_counted) >= _COUNTS_KEPT:
        _counted.clear()
    _counted[asked] = count
    return count


_Conditions = tuple[tuple[str, ...], tuple[object, ...]]


def _among_few(words: list[str], narrow: _Conditions) -> tuple[str, tuple[object, ...]]:
    """Return the condition of a person, without an index, that the index finds: see `_matching`."""
    where, values = narrow
    holds = ("instr(replace(' ' || p.search_key, ' ', '  '), ?)",) * len(words)
    return " AND ".join(("p.merged_into_id IS NULL", *where, *holds)), (*values, *map(_gram, words))


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
    source: Source, walks: list[tuple[str, _Conditions]], offset: int, limit: int
) -> tuple[PersonRow, ...]:
    if len(walks) == 1:
        index, (where, values) = walks[0]
        sql = f"{_walk(_COLUMNS, index, where)} LIMIT ? OFFSET ?"
        return _lines(source, _rows(source, sql, (*values, limit, offset)))
    parts, all_values = [], list[object]()
    for index, (where, values) in walks:
        parts.append(f"SELECT * FROM ({_walk('p.sort_key, p.id', index, where)} LIMIT ?)")  # noqa: S608
        all_values += [*values, offset + limit]
    sql = f"SELECT id FROM ({' UNION ALL '.join(parts)}) ORDER BY sort_key, id LIMIT ? OFFSET ?"  # noqa: S608
    rows = _rows(source, sql, (*all_values, limit, offset))
    return _people(source, [row[0] for row in rows])


def _walk(columns: str, index: str, where: tuple[str, ...]) -> str:
    conditions = " AND ".join(("p.merged_into_id IS NULL", *where))
    table = f"main.person p INDEXED BY {index}"  # a view has no index; what veils the rows asks elsewhere
    return f"SELECT {columns} FROM {table} WHERE {conditions} ORDER BY p.sort_key, p.id"  # noqa: S608


def _found(source: Source, matching: str, narrow: _Conditions, wanted: int) -> list[tuple[str, str]]:
    """Return (sort key, id) of the first `wanted` matches and of all with the last one's first letters.

    The index yields them in the order of those letters (see the first migration), so no match that belongs
    before these is missing."""
    where, values = narrow
    sql = f"{_FOUND} {' '.join(f'AND {test}' for test in where)} ORDER BY w.rowid LIMIT ?"
    rows = _rows(source, sql, (matching, 0, _LAST_NUMBER, *values, wanted))
    more: list[_Row] = []
    if len(rows) == wanted:
        last = rows[-1][0]
        namesakes = (last + 1, last | _NAMESAKES)
        more = _rows(source, sql, (matching, *namesakes, *values, -1))
    return [(row[1], row[2]) for row in (*rows, *more)]


def _matching(words: list[str]) -> str:
    """Return the full-text query: short words by their beginning, which one or two blanks stand for."""
    return " ".join('"' + gram.replace('"', '""') + '"' for gram in map(_gram, words))


def _gram(word: str) -> str:
    return word if len(word) >= 3 else word.rjust(3)


def _people(source: Source, ids: list[str]) -> tuple[PersonRow, ...]:
    """Return the rows of these ids, in the order of the list."""
    marks = ", ".join("?" * len(ids))
    sql = f"SELECT {_COLUMNS} FROM person p WHERE p.id IN ({marks}) ORDER BY p.sort_key, p.id"  # noqa: S608
    return _lines(source, _rows(source, sql, tuple(ids)))


def people_like(
    source: Source, *, but: UUID | None, iin: str = "", born: date | None = None, sort_key: str = ""
) -> tuple[PersonRow, ...]:
    """Return everyone but `but` who has this IIN, else this birth date, else this sort key; merged never."""
    column, value = ("iin", iin) if iin else ("born", born.isoformat()) if born else ("sort_key", sort_key)
    sql = f"SELECT {_COLUMNS} FROM person p WHERE p.merged_into_id IS NULL AND p.id <> ? AND p.{column} = ?"  # noqa: S608
    return _lines(source, _rows(source, sql, (but.hex if but else "", value)))


def _lines(source: Source, rows: list[_Row]) -> tuple[PersonRow, ...]:
    """Return the lines of these rows of `person`, with their units and file numbers."""
    if not rows:
        return ()
    numbers = _latest_file_numbers(source, [row[0] for row in rows])
    units = {unit[0]: unit for unit in _rows(source, _UNITS, ())}
    lived_in = [units.get(row[7], _NO_UNIT) for row in rows]
    return tuple(map(_line, zip(rows, lived_in, [numbers.get(row[0], "") for row in rows], strict=True)))


_line = partial(tuple.__new__, PersonRow)  # fifty times a page: its own maker is written in Python


def _latest_file_numbers(source: Source, ids: list[str]) -> dict[str, str]:
    """Return the number of each person's latest personal file; who has none is absent."""
    marks = ", ".join("?" * len(ids))
    sql = (
        "SELECT s.person_id, f.number FROM stay s JOIN personal_file f ON f.stay_id = s.id "  # noqa: S608 - marks only
        f"WHERE s.person_id IN ({marks}) ORDER BY f.id"
    )
    return dict(cast("list[tuple[str, str]]", _rows(source, sql, tuple(ids))))


def _rows(source: Source, sql: str, values: tuple[object, ...]) -> list[_Row]:
    """Ask the driver itself: a result of SQLAlchemy costs half as much again as the whole page."""
    return cast("list[_Row]", driver_of(source).execute(sql, values).fetchall())


# A list shows the same people, units and days again and again; making their values is what costs.
_uuid = lru_cache(maxsize=8192)(UUID)
_date = lru_cache(maxsize=8192)(date.fromisoformat)
