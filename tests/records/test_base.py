"""Columns that every record has, on the databases of today and of team mode."""

from uuid import UUID

import pytest
from sqlalchemy import Dialect
from sqlalchemy.engine import make_url
from sqlalchemy.schema import CreateIndex

from ssu_desktop.records import Base
from ssu_desktop.records.base import Id

ID = UUID(int=7)


def dialect_of(url: str) -> Dialect:
    """Return the dialect of a database without its driver."""
    return make_url(url).get_dialect()()


def test_ids_are_read_from_text_and_left_alone_where_the_database_knows_them() -> None:
    read = Id().result_processor(dialect_of("sqlite://"), None)
    assert read is not None
    assert (read(ID.hex), read(None)) == (ID, None)
    assert Id().result_processor(dialect_of("postgresql://"), None) is None


@pytest.mark.parametrize("url", ["sqlite://", "postgresql://"])
def test_a_journal_takes_several_extra_rounds_on_every_database(url: str) -> None:
    name = "uq_monitoring_round_journal_id_kind"
    (index,) = (part for part in Base.metadata.tables["monitoring_round"].indexes if part.name == name)
    assert "WHERE kind <> 'extra'" in str(CreateIndex(index).compile(dialect=dialect_of(url)))
