"""Questions that are asked again and again: written by Core, compiled once, answered by the driver itself."""

from collections import namedtuple
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from enum import Enum, auto
from functools import partial
from typing import Any, Final, Generic, TypeVar, TypeVarTuple, cast

from sqlalchemy import Enum as Words
from sqlalchemy import Select
from sqlalchemy.dialects import sqlite
from sqlalchemy.orm import Session
from sqlalchemy.types import TypeEngine

from ssu_desktop.records import Base
from ssu_desktop.storage.engine import Driver

Source = Session | Driver
"""Where is read from: a session, or the driver that `DataFile.read_rows` gives."""

T = TypeVar("T")
R = TypeVar("R", bound=Base)
Ts = TypeVarTuple("Ts")

DIALECT: Final = sqlite.dialect()
_FEW: Final = 16  # up to so many rows are converted faster one by one
_UNSHOWN: Final = frozenset({"created_at", "changed_at"})  # no page shows them; reading moments is dear

_named: Final[Callable[[str, list[str]], type]] = namedtuple
Convert = Callable[[Any], Any]
_Finish = Callable[[list[tuple[Any, ...]]], list[Any]]
_Row = tuple[Any, ...]
_Statement = Select[*tuple[Any, ...]]


class _Whole(Enum):
    """What of a row is a whole record."""

    NOTHING = auto()
    FIRST = auto()
    ROW = auto()


def driver_of(source: Source) -> Driver:
    """Return the driver's own connection: a result of SQLAlchemy costs more than what it holds."""
    if isinstance(source, Session):
        return cast("Driver", source.connection().connection.driver_connection)
    return source


@dataclass(frozen=True)
class _Compiled:
    """The SQL of a question.

    `bound` are its values in order: by name, or None and a constant. `finish` makes of the converted rows
    what is asked for."""

    sql: str
    bound: tuple[tuple[str | None, Convert, object], ...]
    conversions: tuple[tuple[int, Convert], ...]
    finish: _Finish | None

    def rows(self, driver: Driver, values: Mapping[str, object]) -> list[Any]:
        """Return all rows for these values."""
        bound = [fixed if name is None else to(values[name]) for name, to, fixed in self.bound]
        found: list[_Row] = driver.execute(self.sql, bound).fetchall()
        if found and self.conversions:
            found = self._by_row(found) if len(found) < _FEW else self._by_column(found)
        return found if self.finish is None else self.finish(found)

    def _by_row(self, found: list[_Row]) -> list[_Row]:
        converted = []
        for row in found:
            values = list(row)
            for place, to in self.conversions:
                values[place] = to(values[place])
            converted.append(tuple(values))
        return converted

    def _by_column(self, found: list[_Row]) -> list[_Row]:
        columns: list[Iterable[object]] = list(zip(*found, strict=True))
        for place, to in self.conversions:
            columns[place] = map(to, columns[place])
        return list(zip(*columns, strict=True))


class Question(Generic[T]):
    """A SELECT whose `bindparam`s are the names of the values that it is asked with."""

    def __init__(self, make: Callable[[], _Statement], whole: _Whole = _Whole.NOTHING) -> None:
        """Remember how it is written; nothing is compiled before it is first asked."""
        self._make, self._whole = make, whole
        self._compiled: _Compiled | None = None

    def __call__(self, source: Source, **values: object) -> list[T]:
        """Return all rows; `values` are those of the `bindparam`s."""
        if self._compiled is None:
            self._compiled = _compile(self._make(), values, self._whole)
        return cast("list[T]", self._compiled.rows(driver_of(source), values))

    def first(self, source: Source, **values: object) -> T | None:
        """Return the first row, None where there is none."""
        found = self(source, **values)
        return found[0] if found else None


def rows(make: Callable[[], Select[*Ts]]) -> Question[tuple[*Ts]]:
    """Make a question of the SELECT that `make` returns: the rows are plain tuples of its columns."""
    return Question(make)


def records(make: Callable[[], Select[R]]) -> Question[R]:
    """Make a question of a SELECT of whole records: the rows have the columns of the record, read-only.

    They are no mapped objects: they have the properties of the class, but no relationships, no methods and
    no times of writing."""
    return Question(make, _Whole.ROW)


def records_with(make: Callable[[], Select[R, *Ts]]) -> Question[tuple[R, *Ts]]:
    """Do as `records` for a SELECT of a record and some columns beside it."""
    return Question(make, _Whole.FIRST)


def _compile(statement: _Statement, values: Mapping[str, object], whole: _Whole) -> _Compiled:
    finish = None if whole is _Whole.NOTHING else _finish(statement, alone=whole is _Whole.ROW)
    if finish is not None:
        shown = [column for column in statement.selected_columns if column.key not in _UNSHOWN]
        statement = statement.with_only_columns(*shown, maintain_column_froms=True)
    compiled = statement.compile(dialect=DIALECT)
    state = compiled.construct_expanded_state(dict(values))
    bound = list[tuple[str | None, Convert, object]]()
    for name in state.positiontup or ():
        put = putting(compiled.binds[name].type) if name in compiled.binds else state.processors[name]
        bound.append((name, put, None) if name in values else (None, put, put(state.parameters[name])))
    conversions = [
        (place, get)
        for place, column in enumerate(statement.selected_columns)
        if (get := _conversion(column.type)) is not None
    ]
    return _Compiled(state.statement, tuple(bound), tuple(conversions), finish)


def _finish(statement: _Statement, *, alone: bool) -> _Finish:
    """Return what makes records of rows: of whole rows, or of their first values."""
    kind: type[Base] = statement.column_descriptions[0]["entity"]
    names = [column.key for column in kind.__table__.columns if column.key not in _UNSHOWN]
    shape, count = _shape(kind, names), len(names)
    if alone:
        return lambda found: list(map(shape, found))
    return lambda found: [(shape(row[:count]), *row[count:]) for row in found]


def _shape(kind: type, names: list[str]) -> Convert:
    """Return what makes a row of its values: named values, and what the record derives from them."""
    derived = {name: part for name, part in vars(kind).items() if isinstance(part, property)}
    shape = type(kind.__name__, (_named(kind.__name__, names),), {"__slots__": (), **derived})
    return partial(tuple.__new__, shape)


def putting(kind: TypeEngine[Any]) -> Convert:
    """Return what makes a value fit to be compared with what is stored."""
    return kind.dialect_impl(DIALECT).bind_processor(DIALECT) or _as_it_is


def _conversion(kind: TypeEngine[Any]) -> Convert | None:
    """Return what makes the value of what is stored, as SQLAlchemy would; None where it is the value."""
    if isinstance(kind, Words) and kind.enum_class is not None:
        words: dict[str | None, object] = {None: None}
        words.update(zip(kind.enums, kind.enum_class, strict=True))
        return words.__getitem__
    return cast("Convert | None", kind.dialect_impl(DIALECT).result_processor(DIALECT, None))


def _as_it_is(value: object) -> object:
    return value
