"""The index by which the search finds people: looked at, and made anew from the records.

All that it holds stands in the records, too: an index that is damaged, by a bad sector or by a mistake of a
program, is no loss. It is told, made anew on a copy of the database, and backups go on. The copy is made of
everything else, each page read with its check sum; it takes the place of the database only where nothing
else is amiss.
"""

import secrets
from collections.abc import Iterable
from pathlib import Path
from typing import Any, Final

import sqlcipher3.dbapi2 as sqlcipher

from ssu_desktop.language import N_
from ssu_desktop.storage import schema, sound_search
from ssu_desktop.storage.engine import connect
from ssu_desktop.storage.errors import DataFileIsDamaged, Problem, clear_error
from ssu_desktop.storage.folder import Folder, put_database
from ssu_desktop.storage.rekey import empty_log, give_up
from ssu_desktop.storage.snapshot import sync_file

REMADE: Final = Problem(
    N_(
        "The index by which the search finds people was damaged. It was made anew from the records: nothing "
        "is lost. If this comes again, have the disk of the computer looked at."
    )
)
_MENDABLE: Final = (schema.PAGES_DAMAGED, sound_search.FINDS, sound_search.DAMAGED)

_TABLES: Final = (
    "type IN ('table', 'index') AND (tbl_name = 'person_search' OR tbl_name GLOB 'person_search_words*')"
)
_MADE_BY: Final = (
    "SELECT sql FROM sqlite_master WHERE tbl_name IN ('person_search', 'person_search_words') "
    "AND type IN ('table', 'index') AND sql IS NOT NULL ORDER BY type DESC, name"
)
_FEW: Final = 1_000  # people: looked at whenever the file is opened; more take a while
_MANY: Final = "SELECT count(*) FROM (SELECT 1 FROM person_search LIMIT ?)"
_ALL_PAGES: Final = "SELECT sum(length(block)) FROM person_search_words_data"  # each with its check sum
_ANSWERS: Final = "SELECT rowid FROM person_search_words WHERE person_search_words MATCH '\"  а\"' LIMIT 1"


def answers(raw: Any) -> bool:
    """Return whether the index can be read and asked; of very many people only whether it can be asked.

    Whether it finds each of them is looked at with every backup: it would double the time of an opening."""
    try:
        raw.execute(_ANSWERS).fetchall()
        if raw.execute(_MANY, (_FEW + 1,)).fetchone()[0] <= _FEW:
            raw.execute(_ALL_PAGES).fetchall()
            return sound_search.counts_agree(raw)
    except sqlcipher.DatabaseError as error:
        return not _is_damage(error, Path())
    return True


def may_be_mended(problems: Iterable[Problem]) -> bool:
    """Return whether what was found may be damage of the index and of nothing else."""
    texts = {problem.text for problem in problems}
    return bool(texts) and texts <= set(_MENDABLE)


def mend_index(folder: Folder, key: bytes) -> bool:
    """Make the index of a database anew that nobody has open, where it and nothing else is damaged.

    Return whether that was done. Raises DiskIsFull, DiskFails, OSError: the database is as it was."""
    stump, whole = (folder.path / f".search-{secrets.token_hex(4)}.db" for _ in range(2))
    try:
        empty_log(folder, key)
        stump.write_bytes(folder.database.read_bytes())
        made_by = _cut(stump, key)
        _copy_out(stump, key, whole)
        if not _grown(whole, key, made_by):
            return False
        sync_file(whole)
        put_database(folder, whole)
    except (DataFileIsDamaged, sqlcipher.DatabaseError) as error:
        if isinstance(error, DataFileIsDamaged) or _is_damage(error, folder.path):
            return False  # the records themselves cannot be read: that is not to be mended here
        raise
    finally:
        give_up(stump)
        give_up(whole)
    return True


def _is_damage(error: sqlcipher.DatabaseError, path: Path) -> bool:
    return isinstance(clear_error(error, path), DataFileIsDamaged)


def _cut(stump: Path, key: bytes) -> list[str]:
    """Take the index out of a copy without reading a page of it; return the statements that make it."""
    raw = connect(stump, key)
    try:
        made_by = [sql for (sql,) in raw.execute(_MADE_BY)]
        raw.execute("PRAGMA writable_schema = ON")
        raw.execute(f"DELETE FROM sqlite_master WHERE {_TABLES}")  # noqa: S608 - our own tables
        raw.execute("PRAGMA writable_schema = RESET")
    finally:
        raw.close()
    return made_by


def _copy_out(stump: Path, key: bytes, whole: Path) -> None:
    raw = connect(stump, key)
    try:
        raw.execute("VACUUM INTO ?", (str(whole),))
    finally:
        raw.close()


def _grown(whole: Path, key: bytes, made_by: list[str]) -> bool:
    """Make the index in the copy, from its people; return whether the copy is sound then."""
    raw = connect(whole, key)
    try:
        raw.execute("BEGIN IMMEDIATE")
        for sql in made_by:
            raw.execute(sql)
        raw.execute("INSERT INTO person_search_pause (since) VALUES (0)")
        raw.execute("DELETE FROM person_search_pause WHERE since = 0")  # the trigger indexes everybody
        raw.execute("COMMIT")
        raw.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        return not schema.sound_schema(raw, thorough=True)
    finally:
        raw.close()
