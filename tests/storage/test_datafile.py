"""Opening, reading, writing and closing the data file."""

# ruff: noqa: S106 - these passwords guard test files only

import json
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from sqlalchemy import func, insert, select, text, update

from ssu_desktop.language import Language, translate
from ssu_desktop.records import Change, Person, SavedDraft, User, new_id
from ssu_desktop.records.kinds import Category, Role
from ssu_desktop.storage import (
    ChangedMeanwhile,
    DataFile,
    DataFileError,
    DataFileExists,
    DataFileInUse,
    DataFileIsDamaged,
    DataFileIsNewer,
    DataFileIsRolledBack,
    NotADataFile,
    UnjournalledWrite,
    create_data_file,
    errors,
    list_logins,
    open_data_file,
)
from ssu_desktop.storage.journal import journalled, read_head
from ssu_desktop.storage.veil import Hidden, veils
from tests.support.datafile import CHEAP, LOGIN, PASSWORD, Prepared, prepared_file
from tests.support.people import person
from tests.support.statements import sent


def people_in(file: DataFile) -> int:
    with file.read() as session:
        return session.scalar(select(func.count()).select_from(Person)) or 0


def add_person(file: DataFile, prepared: Prepared, surname: str = "Қасымова") -> Person:
    with file.write("add-person", prepared.actor) as session:
        someone = person(surname)
        session.add(someone)
    return someone


def test_what_was_written_is_there_after_closing_and_opening_again(prepared: Prepared) -> None:
    with prepared.open() as file:
        add_person(file, prepared)
    with prepared.open() as file:
        assert people_in(file) == 1
        assert file.check() == ()
        assert file.remarks == ()


def test_a_closed_file_is_one_database_without_leftovers(prepared: Prepared) -> None:
    with prepared.open() as file:
        add_person(file, prepared)
    names = sorted(part.name for part in prepared.path.iterdir())
    assert names == ["data.db", "format.json", "head.json", "keys.json", "lock", "scans"]


def test_an_action_that_fails_leaves_nothing_behind(file: DataFile, prepared: Prepared) -> None:
    def fail_half_way() -> None:
        with file.write("add-person", prepared.actor) as session:
            session.add(person("Қасымова"))
            session.flush()
            raise KeyError

    with pytest.raises(KeyError):
        fail_half_way()
    assert people_in(file) == 0
    assert file.check() == ()


def test_an_action_inside_an_action_is_a_bug_that_shows_at_once(file: DataFile, prepared: Prepared) -> None:
    with (
        file.write("outer", prepared.actor),
        pytest.raises(RuntimeError, match="action inside an action"),
        file.write("inner", prepared.actor),
    ):
        pass


def test_a_reading_session_cannot_write(file: DataFile) -> None:
    with file.read() as session:
        session.add(person("Қасымова"))
        with pytest.raises(UnjournalledWrite):
            session.flush()
    with pytest.raises(DataFileError), file.read() as session:
        session.execute(text("CREATE TABLE sneaked (a)"))
    with pytest.raises(DataFileError), file.read() as session:
        session.execute(insert(SavedDraft).values(user_id=new_id(), key="a", content={}))
    assert people_in(file) == 0


def test_no_connection_is_turned_from_reading_to_writing_so_prepared_statements_stay(
    file: DataFile, prepared: Prepared
) -> None:
    def work() -> None:
        assert people_in(file) == 0
        add_person(file, prepared)
        assert people_in(file) == 1

    file.veil(veils(hidden=Hidden((Category.ADULTS,), ("annex-1",))))
    told = sent(file, work)
    assert [sql.split()[0] for sql in told].count("COMMIT") == 1
    assert [sql for sql in told if sql.startswith(("PRAGMA", "CREATE", "DROP"))] == []


def test_a_reading_that_fails_gives_its_connection_back_with_its_transaction_over(file: DataFile) -> None:
    pool = file._engines.reader.pool
    with file.read_rows() as driver:
        pass
    with pytest.raises(ZeroDivisionError), file.read_rows():
        raise ZeroDivisionError
    with pytest.raises(DataFileError), file.read_rows() as rows:
        rows.execute("CREATE TABLE sneaked (a)")
    assert pool.status() == "1 idle"
    assert not driver.in_transaction


def test_readers_see_one_state_while_a_writer_is_at_work(file: DataFile, prepared: Prepared) -> None:
    with file.read() as reader:
        assert reader.scalar(select(func.count()).select_from(Person)) == 0
        add_person(file, prepared)
        assert reader.scalar(select(func.count()).select_from(Person)) == 0
    assert people_in(file) == 1


def test_a_write_that_passes_by_the_journal_is_a_bug_that_shows_at_once(
    file: DataFile, prepared: Prepared
) -> None:
    someone = add_person(file, prepared)
    writes = (
        insert(Person).values(surname="a", sort_key="a", search_key="a", revision=1),
        update(Person).where(Person.id == someone.id).values(surname="b"),
        text("DELETE FROM person"),
        text('INSERT OR REPLACE INTO "user" (id) VALUES (1)'),
        text("UPDATE change SET action = 'x'"),
    )
    for write in writes:
        with pytest.raises(UnjournalledWrite), file.write("sneak", prepared.actor) as session:
            session.execute(write)


def test_a_stale_write_is_refused_and_loses_nothing(file: DataFile, prepared: Prepared) -> None:
    someone = add_person(file, prepared)
    with file.read() as session:
        stale = session.get_one(Person, someone.id)
        session.expunge(stale)
    with file.write("edit", prepared.actor) as session:
        session.get_one(Person, someone.id).phone = "+7 701"
    stale.phone = "+7 702"
    with pytest.raises(ChangedMeanwhile), file.write("edit", prepared.actor) as session:
        session.add(stale)
    with file.read() as session:
        assert session.get_one(Person, someone.id).phone == "+7 701"
    assert file.check() == ()


def test_a_second_opening_is_told_that_the_file_is_in_use(prepared: Prepared) -> None:
    with prepared.open(), pytest.raises(DataFileInUse):
        prepared.open()
    prepared.open().close()


def test_a_file_held_by_another_process_is_in_use_until_that_process_dies(prepared: Prepared) -> None:
    code = (
        "import sys, pathlib; from ssu_desktop.storage import open_data_file;"
        "file = open_data_file(pathlib.Path(sys.argv[1]), password=sys.argv[2]);"
        "print('open', flush=True); sys.stdin.read()"
    )
    with subprocess.Popen(  # noqa: S603 - our own interpreter
        [sys.executable, "-c", code, str(prepared.path), PASSWORD],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == "open\n"
        with pytest.raises(DataFileInUse):
            prepared.open()
        other.kill()
    prepared.open().close()


def test_a_file_of_a_newer_program_is_recognised_before_any_password(prepared: Prepared) -> None:
    (prepared.path / "format.json").write_text('{"format": 1, "schema": "9999", "product": "7.5"}')
    with pytest.raises(DataFileIsNewer) as caught:
        list_logins(prepared.path)
    assert caught.value.values == {"version": "7.5"}
    with pytest.raises(DataFileIsNewer):
        open_data_file(prepared.path, password="whatever")
    (prepared.path / "format.json").write_text('{"format": 2, "product": "8.0"}')
    with pytest.raises(DataFileIsNewer):
        prepared.open()


def test_a_newer_schema_is_recognised_even_without_the_note(prepared: Prepared) -> None:
    with prepared.open() as file, file._engines.writer.begin() as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")
    (prepared.path / "format.json").unlink()
    with pytest.raises(DataFileIsNewer):
        prepared.open()


def test_what_is_no_data_file_is_told_so(tmp_path: Path) -> None:
    (tmp_path / "file.ssu").write_text("a file, not a folder")
    for path in (tmp_path, tmp_path / "absent.ssu", tmp_path / "file.ssu"):
        with pytest.raises(NotADataFile):
            open_data_file(path, password="x")
    assert not (tmp_path / "lock").exists()


def test_creating_never_overwrites(prepared: Prepared) -> None:
    with pytest.raises(DataFileExists):
        create_data_file(prepared.path, login="a", password="b", user_id=uuid4(), cost=CHEAP)
    prepared.open().close()


def test_a_created_file_is_open_and_its_recovery_code_works(tmp_path: Path) -> None:
    user_id = new_id()
    created = create_data_file(
        tmp_path / "new.ssu", login="басшы", password="сөз", user_id=user_id, cost=CHEAP
    )
    with created.file as file:
        assert file.user_id == user_id
        assert file.check() == ()
    with open_data_file(tmp_path / "new.ssu", recovery_code=created.recovery_code) as file:
        assert file.logins == ("басшы",)
    assert [part.name for part in tmp_path.iterdir()] == ["new.ssu"]


def test_an_old_copy_of_the_database_put_in_place_is_noticed(prepared: Prepared, tmp_path: Path) -> None:
    with prepared.open() as file:
        add_person(file, prepared)
    shutil.copy(prepared.path / "data.db", tmp_path / "old.db")
    with prepared.open() as file:
        add_person(file, prepared, "Ахметов")
    shutil.copy(tmp_path / "old.db", prepared.path / "data.db")
    with pytest.raises(DataFileIsRolledBack) as caught:
        prepared.open()
    assert caught.value.values == {"known": 2, "found": 1}


def test_a_tail_cut_off_by_force_is_noticed_at_opening_whatever_else_is_sound(prepared: Prepared) -> None:
    with prepared.open() as file:
        for surname in ("Ахметов", "Болатов"):
            add_person(file, prepared, surname)
        with journalled(), file._engines.writer.begin() as connection:
            connection.exec_driver_sql("DROP TRIGGER change_stays")
            connection.exec_driver_sql("DELETE FROM change WHERE seq = 2")
    with pytest.raises(DataFileIsRolledBack) as caught:
        prepared.open()
    assert caught.value.values == {"known": 2, "found": 1}


def test_a_whole_older_folder_is_sound_by_itself_and_a_paper_shows_it(
    prepared: Prepared, tmp_path: Path
) -> None:
    older = Prepared(tmp_path / "older.ssu", prepared.user_id, prepared.recovery_code)
    with prepared.open() as file:
        add_person(file, prepared)
    shutil.copytree(prepared.path, older.path)
    with prepared.open() as file:
        add_person(file, prepared, "Болатов")
        on_paper = _last(file)
    with older.open() as file:
        assert file.check() == ()
        assert _last(file) != on_paper


def _last(file: DataFile) -> tuple[int, str]:
    with file.read() as session:
        head = read_head(session.connection())
    return head.seq, head.code


def test_a_lost_write_ahead_log_is_noticed(prepared: Prepared, tmp_path: Path) -> None:
    lost = Prepared(tmp_path / "lost.ssu", prepared.user_id, prepared.recovery_code)
    with prepared.open() as file:
        add_person(file, prepared)
        shutil.copytree(prepared.path, lost.path)
    (lost.path / "data.db-wal").unlink()
    with pytest.raises(DataFileIsRolledBack):
        lost.open()


def test_another_history_of_the_same_length_is_noticed(prepared: Prepared, tmp_path: Path) -> None:
    other = Prepared(tmp_path / "other.ssu", prepared.user_id, prepared.recovery_code)
    shutil.copytree(prepared.path, other.path)
    for copy in (prepared, other):
        with copy.open() as file:
            add_person(file, copy)
    shutil.copy(other.path / "data.db", prepared.path / "data.db")
    with pytest.raises(DataFileIsRolledBack):
        prepared.open()


def test_a_lost_tail_can_be_given_up_and_the_history_says_so(prepared: Prepared, tmp_path: Path) -> None:
    with prepared.open() as file, file.write("user", prepared.actor) as session:
        session.add(User(id=prepared.user_id, login=LOGIN, full_name="Айгүл", role=Role.HEAD))
    shutil.copy(prepared.path / "data.db", tmp_path / "old.db")
    with prepared.open() as file:
        add_person(file, prepared)
    shutil.copy(tmp_path / "old.db", prepared.path / "data.db")
    with open_data_file(prepared.path, password=PASSWORD, accept_lost_tail=True) as file:
        with file.read() as session:
            last = session.scalars(select(Change).order_by(Change.seq.desc()).limit(1)).one()
        assert (last.action, json.loads(last.after or "")) == ("accept-lost-tail", {"found": 1, "known": 2})
        assert (last.user_id, last.user_name) == (prepared.user_id, "Айгүл")
        assert file.check() == ()
    prepared.open().close()


def test_a_database_ahead_of_its_head_is_what_a_crash_leaves_and_is_sound(prepared: Prepared) -> None:
    head = (prepared.path / "head.json").read_bytes()
    with prepared.open() as file:
        add_person(file, prepared)
    (prepared.path / "head.json").write_bytes(head)
    with prepared.open() as file:
        assert file.remarks == ()
        assert file.check() == ()


def test_a_missing_head_opens_with_a_remark_and_is_made_anew(prepared: Prepared) -> None:
    for content in (None, b"", b"\0\0\0\0", b"[]"):
        head = prepared.path / "head.json"
        head.unlink() if content is None else head.write_bytes(content)
        with prepared.open() as file:
            assert len(file.remarks) == 1
            assert file.check() == ()


def test_a_commit_writes_its_entry_over_the_head_and_makes_no_new_file(prepared: Prepared) -> None:
    head = prepared.path / "head.json"
    with prepared.open() as file:
        before = head.stat()
        for seq in range(1, 12):
            add_person(file, prepared)
            assert json.loads(head.read_bytes())["seq"] == seq
            assert (head.stat().st_ino, head.stat().st_size) == (before.st_ino, before.st_size)


def test_a_head_of_another_length_is_replaced_by_a_whole_one(prepared: Prepared) -> None:
    head = prepared.path / "head.json"
    for content in (b"", b"{}", head.read_bytes() + bytes(500), None):
        with prepared.open() as file:
            head.unlink() if content is None else head.write_bytes(content)
            add_person(file, prepared)
            assert file.check() == ()


def test_half_written_files_of_a_crash_are_swept_away(prepared: Prepared) -> None:
    for name in (".keys.json.ab12cd34", ".upgrade-20260101.db", ".backup-ab.db"):
        (prepared.path / name).write_bytes(b"half")
    prepared.open().close()
    assert not list(prepared.path.glob(".*"))


@pytest.mark.parametrize("part", ["data.db", "keys.json"])
@pytest.mark.parametrize("harm", ["missing", "empty", "garbled", "cut"])
def test_a_damaged_part_is_named_and_left_as_it_is(prepared: Prepared, part: str, harm: str) -> None:
    path = prepared.path / part
    whole = path.read_bytes()
    if harm == "missing":
        path.unlink()
    else:
        path.write_bytes({"empty": b"", "garbled": bytes(len(whole)), "cut": whole[: len(whole) // 3]}[harm])
    before = path.read_bytes() if path.exists() else None
    with pytest.raises(DataFileIsDamaged) as caught:
        prepared.open()
    assert caught.value.values == {"part": part}
    assert (path.read_bytes() if path.exists() else None) == before


def test_every_flipped_bit_of_the_keys_is_damage_and_no_wrong_password(prepared: Prepared) -> None:
    path = prepared.path / "keys.json"
    whole = path.read_bytes()
    for place in range(0, len(whole), 7):
        path.write_bytes(whole[:place] + bytes([whole[place] ^ 4]) + whole[place + 1 :])
        with pytest.raises(DataFileIsDamaged):
            prepared.open()
    path.write_bytes(whole)
    prepared.open().close()


def test_a_flipped_bit_on_any_page_of_the_database_is_found(prepared: Prepared) -> None:
    with prepared.open() as file:
        add_person(file, prepared)
    path = prepared.path / "data.db"
    whole = path.read_bytes()
    pages = len(whole) // 4096
    for page in range(0, pages, 5):
        place = page * 4096 + 2000
        path.write_bytes(whole[:place] + bytes([whole[place] ^ 1]) + whole[place + 1 :])
        try:
            with prepared.open() as file:
                found = bool(file.remarks or file.check())  # a mended index of the search is told at once
        except DataFileIsDamaged:
            found = True
        assert found, page


def test_parts_that_changed_under_an_open_file_are_found_by_the_check(file: DataFile) -> None:
    for name in ("keys.json", "format.json", "head.json"):
        path = file.path / name
        whole = path.read_bytes()
        path.write_bytes(whole[:10])
        problems = file.check()
        assert [problem.named_values for problem in problems] == [{"part": name}]
        path.write_bytes(whole)
    assert file.check() == ()


def test_every_error_speaks_kazakh_and_russian() -> None:
    kinds = [kind for kind in vars(errors).values() if isinstance(kind, type)]
    for kind in kinds:
        if issubclass(kind, DataFileError):
            for language in Language:
                assert translate(language, kind.text) != kind.text, (kind.__name__, language)


def test_a_prepared_file_is_fresh_for_every_test(tmp_path: Path) -> None:
    one, other = prepared_file(tmp_path, "one.ssu"), prepared_file(tmp_path, "other.ssu")
    with one.open() as file:
        add_person(file, one)
    with other.open() as file:
        assert people_in(file) == 0


def test_every_connection_keeps_what_durability_and_integrity_rest_on(file: DataFile) -> None:
    with file.read() as one, file.read() as other:
        for session in (one, other):
            asked = ("journal_mode", "synchronous", "foreign_keys", "busy_timeout")
            found = [session.execute(text(f"PRAGMA {name}")).scalar() for name in asked]
            assert found == ["wal", 2, 1, 5000]


def test_of_several_connections_only_the_one_used_last_keeps_the_pages_that_it_read(file: DataFile) -> None:
    last, other = list[str](), list[str]()

    def follow(driver: Any, told: list[str]) -> None:
        driver.set_trace_callback(told.append)

    with file.read_rows() as one:
        follow(one, last)
        with file.read_rows() as second:
            follow(second, other)
    assert "PRAGMA shrink_memory" in other
    assert "PRAGMA shrink_memory" not in last


def test_a_wrong_key_is_not_told_to_the_console(
    prepared: Prepared, capfd: pytest.CaptureFixture[str]
) -> None:
    whole = (prepared.path / "data.db").read_bytes()
    (prepared.path / "data.db").write_bytes(whole[:100] + bytes(100) + whole[200:])
    with pytest.raises(DataFileIsDamaged):
        prepared.open()
    assert capfd.readouterr() == ("", "")
