"""The schema of the database: its revision, its making, and its upgrade on a verified copy."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

import sqlcipher3.dbapi2 as sqlcipher

from ssu_desktop.language import N_
from ssu_desktop.storage import sound_search
from ssu_desktop.storage.engine import connect, open_engines
from ssu_desktop.storage.errors import (
    DataFileError,
    DataFileIsDamaged,
    DiskIsFull,
    Problem,
    UpgradeFailed,
    clear_error,
)
from ssu_desktop.storage.folder import Folder, put_database
from ssu_desktop.storage.journal import journalled

PAGES_DAMAGED: Final = N_("{count} pages of the database are damaged.")


def revision_of(raw: Any) -> str:
    """Return the schema revision of a database. Raises DataFileIsDamaged when it has none."""
    tables = raw.execute("SELECT count(*) FROM sqlite_master WHERE name = 'alembic_version'").fetchone()
    row = raw.execute("SELECT version_num FROM alembic_version").fetchone() if tables[0] else None
    if row is None:
        raise DataFileIsDamaged(part="data.db")
    return str(row[0])


def migrate(raw: Any, migrations: Path) -> None:
    """Bring the database of a raw connection to the newest schema, in one explicit transaction.

    Foreign keys are off meanwhile: rebuilding a table would otherwise delete its children. The
    connection is closed at the end."""
    from alembic import command  # costs 0.6 s, and most openings need none of it
    from alembic.config import Config

    raw.execute("PRAGMA foreign_keys = OFF")
    engines = open_engines(lambda: raw)
    try:
        with journalled(), engines.writer.begin() as connection:
            config = Config()
            config.set_main_option("script_location", str(migrations).replace("%", "%%"))
            config.attributes["connection"] = connection
            command.upgrade(config, "head")
    finally:
        engines.dispose()


def sound_schema(raw: Any, *, thorough: bool = False) -> tuple[Problem, ...]:
    """Return what SQLite and SQLCipher find wrong with the pages, the indexes and the foreign keys.

    `thorough` looks at the whole index of the search, too, however many people there are."""
    pages = raw.execute("PRAGMA cipher_integrity_check").fetchall()
    if pages:
        return (Problem(PAGES_DAMAGED, (("count", len(pages)),)),)
    problems = [*_sound_pages(raw), *sound_search.look(raw, thorough=thorough)]
    orphans = raw.execute("PRAGMA foreign_key_check").fetchall()
    if orphans:
        text = N_("{count} records refer to records that are not there.")
        problems.append(Problem(text, (("count", len(orphans)),)))
    return tuple(problems)


def _sound_pages(raw: Any) -> Iterator[Problem]:
    """Look at the pages; a search index that cannot even be looked at is told by `sound_search`."""
    try:
        found = [row[0] for row in raw.execute("PRAGMA quick_check").fetchall()]
    except sqlcipher.DatabaseError as error:
        found = [str(error)]
    told = [one for one in found if one != "ok" and "fts5" not in one]
    if told:
        yield Problem(N_("The database is damaged: {found}"), (("found", told[0]),))
    elif found != ["ok"]:
        yield Problem(sound_search.DAMAGED)


def row_counts(raw: Any) -> dict[str, int]:
    """Return how many rows each table has; the inner tables of the search index are left out."""
    names = raw.execute(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' "
        "AND name NOT LIKE 'person_search%' AND name <> 'alembic_version'"
    ).fetchall()
    return {name: raw.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0] for (name,) in names}  # noqa: S608


def upgrade(folder: Folder, key: bytes, migrations: Path, backup: Path) -> None:
    """Migrate a copy of the database, check it and put it in place of the old one at once.

    Whatever goes wrong, the old database stands untouched. Raises UpgradeFailed, DiskIsFull."""
    copy = folder.path / f".upgrade-{datetime.now(UTC):%Y%m%d%H%M%S}.db"
    try:
        _migrate_copy(folder, key, migrations, copy)
        put_database(folder, copy)
    except DataFileError:
        raise
    except Exception as error:  # a migration may fail in any way; the old file stands
        clear = clear_error(error, folder.path)
        if isinstance(clear, DiskIsFull):
            raise clear from error
        raise UpgradeFailed(backup=str(backup), reason=str(error)) from error
    finally:
        for left in ("", "-wal", "-shm", "-journal"):
            copy.with_name(copy.name + left).unlink(missing_ok=True)


def _migrate_copy(folder: Folder, key: bytes, migrations: Path, copy: Path) -> None:
    old = connect(folder.database, key)
    try:
        old.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        old.execute("VACUUM INTO ?", (str(copy),))
        before = row_counts(old)
    finally:
        old.close()
    migrate(connect(copy, key), migrations)
    raw = connect(copy, key)
    try:
        problems, after = sound_schema(raw), row_counts(raw)
        raw.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    finally:
        raw.close()
    lost = {table: count for table, count in before.items() if after.get(table, count) != count}
    if problems or lost:
        raise ValueError(f"rows changed in {sorted(lost)}" if lost else problems[0].text)
