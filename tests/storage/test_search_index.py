"""Damage of the search index loses nothing: it is found, told, made anew from the records; backups go on."""

from pathlib import Path
from random import Random
from typing import Any

import pytest

from ssu_desktop.records import Person
from ssu_desktop.storage import DataFile, DataFileIsDamaged, people_page
from ssu_desktop.storage.engine import connect
from ssu_desktop.storage.kept import damaged_parts
from ssu_desktop.storage.schema import row_counts, sound_schema
from ssu_desktop.storage.search_index import REMADE
from ssu_desktop.storage.snapshot import Occasion
from tests.support.datafile import Prepared
from tests.support.people import person

PAGE = 4096
COUNT = 400
DAMAGES = {
    "a block is zeros": "UPDATE person_search_words_data SET block = zeroblob(9) WHERE id > 1000",
    "all blocks are gone": "DELETE FROM person_search_words_data",
    "the way to the blocks is gone": "DELETE FROM person_search_words_idx",
    "its version is gone": "DELETE FROM person_search_words_config",
    "one is not in it": "DELETE FROM person_search WHERE number = (SELECT max(number) FROM person_search)",
    "one is under another name": "UPDATE person_search SET sort_key = 'x' WHERE number = "
    "(SELECT max(number) FROM person_search)",
    "a word is forgotten": "DELETE FROM person_search_words WHERE rowid = "
    "(SELECT max(number) FROM person_search)",
}
HIDDEN_AT_OPENING = ("the way to the blocks is gone", "one is under another name")  # no bad page, no error


@pytest.fixture
def crowd(prepared: Prepared) -> Prepared:
    """Return a closed data file with people, some of them renamed and merged since."""
    with prepared.open() as file:
        with file.write("add", prepared.actor) as session:
            people = [person(f"Қасымов{number}", "Айгүл") for number in range(COUNT)]
            session.add_all(people)
        with file.write("rename", prepared.actor) as session:
            for one in people[:50]:
                session.get_one(Person, one.id).sort_key = "омаров"
                session.get_one(Person, one.id).search_key = "омаров ерлан"
            session.get_one(Person, people[60].id).merged_into_id = people[61].id
    return prepared


def raw_of(prepared: Prepared, file: DataFile | None = None) -> Any:
    """Return a connection of ours to the database, which may be open."""
    if file is None:
        with prepared.open() as file:
            pass
    return connect(prepared.path / "data.db", file._data_key)


def damage(prepared: Prepared, sql: str, file: DataFile | None = None) -> None:
    """Change the index as only a mistake could."""
    raw = raw_of(prepared, file)
    raw.execute(sql)
    raw.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    raw.close()


def damage_page(prepared: Prepared, table: str) -> None:
    """Flip a bit of a page of the table, as a bad disk does."""
    raw = raw_of(prepared)
    (page,) = raw.execute("SELECT rootpage FROM sqlite_master WHERE name = ?", (table,)).fetchone()
    raw.close()
    content = bytearray((prepared.path / "data.db").read_bytes())
    content[(page - 1) * PAGE + Random(1).randrange(PAGE)] ^= 1  # noqa: S311 - the same every time
    (prepared.path / "data.db").write_bytes(content)


def found(file: DataFile, text: str) -> int:
    with file.read() as session:
        return len(people_page(session, text=text, limit=COUNT))


def assert_whole(file: DataFile, prepared: Prepared) -> None:
    """Everybody is there and is found, and the file takes entries."""
    assert (found(file, "касымов"), found(file, "омаров"), found(file, "")) == (COUNT - 51, 50, COUNT - 1)
    with file.write("add", prepared.actor) as session:
        session.add(person("Жаңабаева"))
    assert found(file, "жанабаева") == 1
    assert file.check() == ()


@pytest.mark.parametrize("how", DAMAGES)
def test_the_check_tells_of_a_damaged_search_index_and_makes_it_anew(crowd: Prepared, how: str) -> None:
    with crowd.open() as file:
        damage(crowd, DAMAGES[how], file)  # while the file is open
        assert file.check() == (REMADE,)
        assert_whole(file, crowd)
    assert sorted(part.name for part in crowd.path.iterdir()) == sorted(
        ("data.db", "format.json", "head.json", "keys.json", "lock", "scans")
    )


@pytest.mark.parametrize("how", DAMAGES)
def test_backups_go_on_though_the_search_index_is_damaged(crowd: Prepared, how: str, tmp_path: Path) -> None:
    with crowd.open() as file:
        damage(crowd, DAMAGES[how], file)
        kept = file.keep_backup(Occasion.TIME)
        assert REMADE in file.remarks
        assert not list(damaged_parts(kept.path))
        file.backup(tmp_path / "copy.ssu-backup")
        assert_whole(file, crowd)


@pytest.mark.parametrize("table", ["person_search_words_data", "person_search_words_idx", "person_search"])
def test_a_bad_page_of_the_search_index_is_mended_from_the_records(crowd: Prepared, table: str) -> None:
    before = rows_in(crowd)
    damage_page(crowd, table)
    with crowd.open() as file:
        file.keep_backup(Occasion.TIME)
        assert REMADE in file.remarks
        assert_whole(file, crowd)
    after = rows_in(crowd)
    assert {name: after[name] - count for name, count in before.items() if after[name] != count} == {
        "change": 1,
        "person": 1,
    }


def rows_in(prepared: Prepared) -> dict[str, int]:
    raw = raw_of(prepared)
    counts = row_counts(raw)
    raw.close()
    return counts


@pytest.mark.parametrize("table", ["person", "stay", "ix_person_listed"])
def test_a_bad_page_elsewhere_is_no_damage_of_the_search_index(crowd: Prepared, table: str) -> None:
    damage_page(crowd, table)
    with crowd.open() as file:
        content = (crowd.path / "data.db").read_bytes()
        problems = file.check()
        assert problems
        assert REMADE not in problems
        with pytest.raises(DataFileIsDamaged):
            file.keep_backup(Occasion.TIME)
        assert file.remarks == ()
        assert (crowd.path / "data.db").read_bytes() == content, "nothing was put in its place"


@pytest.mark.parametrize("how", DAMAGES)
def test_an_index_damaged_while_the_file_was_closed_is_made_anew_and_told(crowd: Prepared, how: str) -> None:
    damage(crowd, DAMAGES[how])
    with crowd.open() as file:
        if how in HIDDEN_AT_OPENING:
            file.keep_backup(Occasion.TIME)
        assert file.remarks == (REMADE,)
        assert_whole(file, crowd)
    with crowd.open() as file:
        assert file.remarks == ()


def test_a_sound_index_of_renamed_and_merged_people_is_not_taken_for_damaged(crowd: Prepared) -> None:
    raw = raw_of(crowd)
    assert sound_schema(raw, thorough=True) == ()
    raw.close()
