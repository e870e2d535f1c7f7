"""Questions that are asked again and again: written by Core, compiled once, answered by the driver itself."""

from collections import namedtuple
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from enum import Enum, auto
from functools import partial
from types import ModuleType
from typing import Any, Final, Generic, Protocol, TypeVar, TypeVarTuple, cast, runtime_checkable

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
_Make = Callable[[list[Any]], Any]
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

    `fixed` are its values in their order, `named` the places of those that it is asked with: where, by which
    name, what makes it fit to be compared. `conversions`: where, what makes the value of what is stored, and
    what it makes of NULL. `make` makes what is asked for of a list of the values; None: a tuple."""

    sql: str
    fixed: list[object]
    named: tuple[tuple[int, str, Convert], ...]
    conversions: tuple[tuple[int, Convert, object], ...]
    make: _Make | None

    def rows(self, driver: Driver, values: Mapping[str, object]) -> list[Any]:
        """Return all rows for these values."""
        bound = self.fixed.copy()
        for place, name, put in self.named:
            bound[place] = put(values[name])
        found: list[_Row] = driver.execute(self.sql, bound).fetchall()
        if not found or (self.make is None and not self.conversions):
            return found
        if len(found) < _FEW:
            return self._by_row(found)
        columns = self._by_column(found)
        return list(columns if self.make is None else map(self.make, columns))

    def _by_row(self, found: list[_Row]) -> list[Any]:
        made, make, conversions = list[Any](), self.make or tuple, self.conversions
        for row in found:
            values = list(row)
            for place, to, of_null in conversions:
                stored = values[place]
                values[place] = of_null if stored is None else to(stored)
            made.append(make(values))
        return made

    def _by_column(self, found: list[_Row]) -> Iterable[Any]:
        columns: list[Iterable[object]] = list(zip(*found, strict=True))
        for place, to, _of_null in self.conversions:
            columns[place] = map(to, columns[place])
        return zip(*columns, strict=True)


class Question(Generic[T]):
    """A SELECT whose `bindparam`s are the names of the values that it is asked with."""

    def __init__(self, make: Callable[[], _Statement], whole: _Whole = _Whole.NOTHING) -> None:
        """Remember how it is written; nothing is compiled before it is prepared or first asked."""
        self._make, self._whole = make, whole
        self._compiled: _Compiled | None = None

    def prepare(self) -> None:
        """Compile it now: asking it for the first time costs as little then as asking it again."""
        if self._compiled is None:
            self._compiled = _compile(self._make(), self._whole)

    def __call__(self, source: Source, **values: object) -> list[T]:
        """Return all rows; `values` are those of the `bindparam`s."""
        if self._compiled is None:
            self._compiled = _compile(self._make(), self._whole)
        return self._compiled.rows(driver_of(source) if isinstance(source, Session) else source, values)

    def first(self, source: Source, **values: object) -> T | None:
        """Return the first row, None where there is none."""
        found = self(source, **values)
        return found[0] if found else None


@runtime_checkable
class Preparable(Protocol):
    """A question, or what holds some."""

    def prepare(self) -> None:
        """Compile what is asked."""


def prepare_questions(modules: Iterable[ModuleType]) -> None:
    """Compile all questions that these modules ask."""
    for module in modules:
        for part in vars(module).values():
            if isinstance(part, Preparable) and not isinstance(part, type):
                part.prepare()


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


def _compile(statement: _Statement, whole: _Whole) -> _Compiled:
    make = None if whole is _Whole.NOTHING else _making(statement, alone=whole is _Whole.ROW)
    if make is not None:
        shown = [column for column in statement.selected_columns if column.key not in _UNSHOWN]
        statement = statement.with_only_columns(*shown, maintain_column_froms=True)
    compiled = statement.compile(dialect=DIALECT)
    asked = {name for name, bind in compiled.binds.items() if bind.required}
    state = compiled.construct_expanded_state(dict.fromkeys(asked))
    fixed, named = list[object](), list[tuple[int, str, Convert]]()
    for place, name in enumerate(state.positiontup or ()):
        put = putting(compiled.binds[name].type) if name in compiled.binds else state.processors[name]
        fixed.append(None if name in asked else put(state.parameters[name]))
        if name in asked:
            named.append((place, name, put))
    conversions = [
        (place, get, get(None))
        for place, column in enumerate(statement.selected_columns)
        if (get := _conversion(column.type)) is not None
    ]
    return _Compiled(state.statement, fixed, tuple(named), tuple(conversions), make)


def _making(statement: _Statement, *, alone: bool) -> _Make:
    """Return what makes a record of the values of a row: of all of them, or of the first."""
    kind: type[Base] = statement.column_descriptions[0]["entity"]
    names = [column.key for column in kind.__table__.columns if column.key not in _UNSHOWN]
    shape, count = _shape(kind, names), len(names)
    return shape if alone else lambda values: (shape(values[:count]), *values[count:])


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
