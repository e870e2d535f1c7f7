"""What every record has: a UUIDv7 key, times in UTC, a revision counter, named constraints."""

import json
from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from functools import lru_cache
from typing import Any, TypeVar
from uuid import UUID

from sqlalchemy import JSON, DateTime, Dialect, Enum, ForeignKey, MetaData, String, Text, Uuid
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.orm import DeclarativeBase, Mapped, declared_attr, mapped_column
from sqlalchemy.schema import CreateIndex
from sqlalchemy.types import TypeDecorator
from uuid_utils.compat import uuid7

from ssu_desktop.records.kinds import Kind

K = TypeVar("K", bound=Kind)

NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}


def utc_now() -> datetime:
    """Return the present moment in UTC."""
    return datetime.now(UTC)


def new_id() -> UUID:
    """Return a UUIDv7: unique on every computer, and in the order of making on one."""
    return uuid7()


class UtcDateTime(TypeDecorator[datetime]):
    """A moment: stored without zone as UTC, read back with the zone UTC. Refuses naive times."""

    impl = DateTime
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002 - SQLAlchemy's signature
        """Turn an aware time into naive UTC; raise ValueError for a naive one."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a moment needs its time zone")
        return value.astimezone(UTC).replace(tzinfo=None)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002 - SQLAlchemy's signature
        """Give the stored time its zone back."""
        return None if value is None else value.replace(tzinfo=UTC)


@lru_cache(maxsize=32_768)
def _uuid_of(stored: str | None) -> UUID | None:
    return None if stored is None else UUID(stored)


class Id(Uuid[UUID]):
    """A UUID. The same ids are read again and again, and making the objects would be what a list costs."""

    cache_ok = True

    def result_processor(
        self,
        dialect: Dialect,
        coltype: object,  # noqa: ARG002 - SQLAlchemy's signature
    ) -> Callable[[str | None], UUID | None] | None:
        """Give the one object of each stored id; a database with ids of its own gives them itself."""
        if dialect.supports_native_uuid:
            return None
        return _uuid_of


@lru_cache(maxsize=1024)
def _words(kind: type[Kind], stored: str) -> tuple[Kind, ...]:
    return tuple(kind(word) for word in json.loads(stored))


class KindList(TypeDecorator[tuple[Kind, ...]]):
    """Some words of one closed list, in their order, stored as a JSON list of their values."""

    impl = Text
    cache_ok = True

    def __init__(self, kind: type[Kind]) -> None:
        """Remember which closed list the words come from."""
        super().__init__()
        self.kind = kind

    def process_bind_param(self, value: Iterable[Kind] | None, dialect: Dialect) -> str:  # noqa: ARG002 - SQLAlchemy's signature
        """Write the values as a JSON list; `None` is the empty list."""
        return json.dumps([str(word) for word in value or ()])

    def process_result_value(self, value: str | None, dialect: Dialect) -> tuple[Kind, ...]:  # noqa: ARG002 - SQLAlchemy's signature
        """Read the words back as a tuple."""
        return _words(self.kind, value or "[]")


def one_of(kind: type[K]) -> Enum:
    """Return the column type of one word of a closed list, kept by a named CHECK."""
    return Enum(
        kind,
        native_enum=False,
        create_constraint=True,
        validate_strings=True,
        length=24,
        values_callable=lambda members: [member.value for member in members],
        name=f"{kind.__name__.lower()}_is_known",
    )


def refers_to(target: str, *, on_delete: str = "RESTRICT") -> ForeignKey:
    """Return a foreign key to `target` ("table.id"); by default what is referred to cannot be deleted."""
    return ForeignKey(target, ondelete=on_delete)


class Base(DeclarativeBase):
    """The root of all mapped classes."""

    metadata = MetaData(naming_convention=NAMING)
    type_annotation_map = {  # noqa: RUF012 - SQLAlchemy reads it from the class
        UUID: Id(),
        datetime: UtcDateTime(),
        dict[str, Any]: JSON(),
        str: Text(),
    }


class Kept:
    """Columns of every record; a stale write is refused by the revision counter."""

    __journal__ = True

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id, sort_order=-10)
    created_at: Mapped[datetime] = mapped_column(default=utc_now, sort_order=90)
    changed_at: Mapped[datetime] = mapped_column(default=utc_now, onupdate=utc_now, sort_order=91)
    revision: Mapped[int] = mapped_column(sort_order=92)

    @declared_attr.directive
    @classmethod
    def __mapper_args__(cls) -> dict[str, Any]:
        return {"version_id_col": cls.revision}


@compiles(CreateIndex, "postgresql")
def _create_index(create: CreateIndex, compiler: Any, **how: Any) -> str:
    """Give PostgreSQL's index the condition that SQLite's has.

    Named at the index itself, it would import the whole dialect at each start of the program."""
    options = create.element.dialect_options
    options["postgresql"]["where"] = options["sqlite"]["where"]
    return str(compiler.visit_create_index(create, **how))


Short = String(200)
