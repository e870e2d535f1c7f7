"""Alembic's entry: runs the scripts on the connection that `storage.schema` hands over."""

from typing import TYPE_CHECKING

from alembic import context

from ssu_desktop.records import Base

if TYPE_CHECKING:
    from sqlalchemy import Connection

connection: "Connection" = context.config.attributes["connection"]
context.configure(
    connection=connection, target_metadata=Base.metadata, transactional_ddl=True, render_as_batch=True
)
with context.begin_transaction():
    context.run_migrations()
