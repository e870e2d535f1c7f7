"""The migrations make what the models say, and an upgrade loses nothing."""

import json
import re
import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import sqlcipher3.dbapi2 as sqlcipher
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Connection, Table, inspect, select, text
from sqlalchemy.schema import CreateTable

from ssu_desktop import paths
from ssu_desktop.records import Base, Person, Plan, PlanItem, Relative
from ssu_desktop.records.kinds import Domain, RelationKind
from ssu_desktop.storage import DataFile, UpgradeFailed, open_data_file, restore_backup
from ssu_desktop.storage.kept import list_kept
from ssu_desktop.storage.snapshot import Occasion
from tests.faults.old_files import old_file, raw_connection
from tests.support.datafile import LOGIN, PASSWORD, Prepared, prepared_file
from tests.support.people import day_unit, person, stay_of

NEWEST = max(path.name[:4] for path in (paths.migrations() / "versions").glob("0*.py"))
NEXT = f"{int(NEWEST) + 1:04}"
FOLLOWING = """
import sqlalchemy as sa
from alembic import op

revision, down_revision, branch_labels, depends_on = "{next}", "{newest}", None, None


def upgrade() -> None:
    with op.batch_alter_table("plan", recreate="always") as table:  # the way that can lose children
        table.add_column(sa.Column("nickname", sa.Text(), nullable=False, server_default=""))
    {harm}
"""


@pytest.fixture
def prepared(tmp_path: Path) -> Prepared:
    """Return a closed file of the present schema with a person and a relative in it."""
    made = prepared_file(tmp_path)
    with made.open() as file, file.write("add", made.actor) as session:
        someone = person("Қасымова", "Айгүл")
        session.add(someone)
        session.flush()
        plan = Plan(
            stay=stay_of(someone, day_unit()),
            number=1,
            period_from=date(2026, 3, 4),
            period_until=date(2027, 3, 3),
            items=[PlanItem(domain=next(iter(Domain)), service="massage")],
        )
        session.add(plan)
        session.add(Relative(person_id=someone.id, relation=next(iter(RelationKind)), full_name="Ахметов"))
    return made


@pytest.fixture
def file(prepared: Prepared) -> Any:
    """Return the file open."""
    with prepared.open() as opened:
        yield opened


def scripts(folder: Path, harm: str) -> Path:
    """Return a folder of migrations with one more that may do harm."""
    shutil.copytree(paths.migrations(), folder, ignore=shutil.ignore_patterns("__pycache__"))
    script = FOLLOWING.format(harm=harm, newest=NEWEST, next=NEXT)
    (folder / "versions" / f"{NEXT}_next.py").write_text(script)
    return folder


def ours(kept: object, name: str | None, kind: str, reflected: bool, compared: object) -> bool:
    """Leave out the tables of the search index, which storage alone knows."""
    return not (kind == "table" and (name or "").startswith("person_search"))


def test_the_models_are_what_the_migrations_make(file: DataFile) -> None:
    with file._engines.reader.connect() as connection:
        options = {"include_object": ours, "compare_type": True, "compare_server_default": True}
        differences = compare_metadata(MigrationContext.configure(connection, opts=options), Base.metadata)
    assert differences == []


def test_every_named_check_of_the_models_is_in_the_database_with_the_same_words(file: DataFile) -> None:
    with file._engines.reader.connect() as connection:
        inspector = inspect(connection)
        for table in Base.metadata.sorted_tables:
            checks = inspector.get_check_constraints(table.name)
            made = {str(check["name"]): plain(check["sqltext"]) for check in checks}
            assert made == dict(checks_of(table, connection)), table.name


def checks_of(table: Table, connection: Connection) -> Iterator[tuple[str, str]]:
    """Yield the full name and the plain words of every check of a model."""
    ddl = str(CreateTable(table).compile(connection))
    for name, words in re.findall(r"CONSTRAINT (ck_\w+) CHECK \((.*)\),?\s*$", ddl, re.MULTILINE):
        yield name, plain(words)


def plain(words: str) -> str:
    """Return a condition without what does not matter."""
    return "".join(words.replace('"', "").split()).lower()


def test_every_foreign_key_does_on_delete_what_the_models_say(file: DataFile) -> None:
    with file._engines.reader.connect() as connection:
        inspector = inspect(connection)
        for table in Base.metadata.sorted_tables:
            made = {
                (key["constrained_columns"][0], key["options"].get("ondelete"))
                for key in inspector.get_foreign_keys(table.name)
            }
            assert made == {(key.parent.name, key.ondelete) for key in table.foreign_keys}, table.name


def test_an_upgrade_keeps_every_row_and_leaves_a_backup(prepared: Prepared, tmp_path: Path) -> None:
    migrations = scripts(tmp_path / "scripts", "")
    with open_data_file(prepared.path, password=PASSWORD, migrations=migrations) as file:
        with file.read() as session:
            assert session.execute(text("SELECT number, nickname FROM plan")).one() == (1, "")
            assert session.scalars(select(PlanItem.service)).all() == ["massage"]
            assert session.scalars(select(Relative.full_name)).all() == ["Ахметов"]
        assert file.check() == ()
    assert json.loads((prepared.path / "format.json").read_text())["schema"] == NEXT
    (kept,) = list_kept(prepared.path)
    assert kept.manifest is not None
    assert kept.manifest.occasion is Occasion.UPGRADE
    restore_backup(kept.path, tmp_path / "earlier.ssu")
    with open_data_file(tmp_path / "earlier.ssu", password=PASSWORD) as earlier:
        assert earlier.check() == ()


@pytest.mark.parametrize(
    "harm",
    [
        'raise RuntimeError("half way")',
        'op.execute("SELECT no_such_column FROM person")',
        'op.execute("DELETE FROM relative")',
        """op.execute("UPDATE relative SET person_id = 'nobody'")""",
        'op.execute("DELETE FROM person_search")',
    ],
)
def test_an_upgrade_that_goes_wrong_leaves_the_old_file_untouched(
    prepared: Prepared, tmp_path: Path, harm: str
) -> None:
    before = {part.name: part.read_bytes() for part in prepared.path.iterdir() if part.is_file()}
    with pytest.raises(UpgradeFailed):
        open_data_file(prepared.path, password=PASSWORD, migrations=scripts(tmp_path / "scripts", harm))
    assert {part.name: part.read_bytes() for part in prepared.path.iterdir() if part.is_file()} == before
    with prepared.open() as file:
        assert file.check() == ()
        with file.read() as session:
            assert session.scalars(select(Person.surname)).all() == ["Қасымова"]


def test_a_write_ahead_log_of_a_crash_is_part_of_the_upgrade(prepared: Prepared, tmp_path: Path) -> None:
    crashed = Prepared(tmp_path / "crashed.ssu", prepared.user_id, prepared.recovery_code)
    with prepared.open() as file:
        with file.write("add", prepared.actor) as session:
            session.add(person("Кейінгі"))
        shutil.copytree(prepared.path, crashed.path)
    assert (crashed.path / "data.db-wal").stat().st_size > 0
    migrations = scripts(tmp_path / "scripts", "")
    with (
        open_data_file(crashed.path, password=PASSWORD, migrations=migrations) as file,
        file.read() as session,
    ):
        assert set(session.scalars(text("SELECT surname FROM person"))) == {"Қасымова", "Кейінгі"}


def test_scans_of_people_stay_as_they_are_when_scans_of_nobody_become_possible(tmp_path: Path) -> None:
    old = old_file(tmp_path / "old", "0006")
    query = (
        "SELECT s.*, p.surname, c.id FROM scan s JOIN person p ON p.id = s.person_id "
        "LEFT JOIN signed_copy c ON c.scan_id = s.id ORDER BY s.rowid"
    )
    raw = raw_connection(old.path)
    raw.execute("UPDATE signed_copy SET scan_id = (SELECT max(id) FROM scan) WHERE rowid = 1")
    before, copies = raw.execute(query).fetchall(), raw.execute("SELECT * FROM signed_copy").fetchall()
    raw.close()
    open_data_file(old.path, login=LOGIN, password=PASSWORD).close()
    raw = raw_connection(old.path)
    assert raw.execute(query).fetchall() == before
    assert raw.execute("SELECT * FROM signed_copy").fetchall() == copies
    raw.execute("UPDATE scan SET person_id = NULL WHERE id = (SELECT min(id) FROM scan)")
    with pytest.raises(sqlcipher.IntegrityError, match="FOREIGN KEY"):
        raw.execute("DELETE FROM scan WHERE id = (SELECT max(id) FROM scan)")
    raw.close()


def test_an_opening_of_a_present_file_imports_no_alembic(prepared: Prepared) -> None:
    import subprocess
    import sys

    code = (
        "import sys, pathlib; from ssu_desktop.storage import open_data_file;"
        "open_data_file(pathlib.Path(sys.argv[1]), password=sys.argv[2]).close();"
        "sys.exit('alembic' in sys.modules)"
    )
    command = [sys.executable, "-c", code, str(prepared.path), PASSWORD]
    assert subprocess.run(command).returncode == 0  # noqa: S603 - our own interpreter
