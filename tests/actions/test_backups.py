"""Backups made by themselves and for the stick; what the history tells of them; what a restore loses."""

import json
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import select

from ssu_desktop.actions.backups import (
    AUTOMATIC,
    back_up_to,
    entries_lost,
    is_uncovered,
    keep_backup,
    keep_if_changed,
    loss_of,
    note_kept_before,
    stick_backup,
)
from ssu_desktop.actions.desk import Desk
from ssu_desktop.actions.opening import open_desk
from ssu_desktop.records import Change, Person, User
from ssu_desktop.records.kinds import Operation, Role
from ssu_desktop.storage import open_data_file, restore_backup
from ssu_desktop.storage.kept import list_kept
from ssu_desktop.storage.restoring import manifest_of, replace_from_backup
from ssu_desktop.storage.snapshot import Occasion
from tests.faults.old_files import REVISIONS, old_file
from tests.support.datafile import LOGIN, PASSWORD, Prepared, prepared_file
from tests.support.people import person

NOW = datetime(2026, 11, 26, 18, 0, tzinfo=UTC)
WEEK = timedelta(days=7)


@pytest.fixture
def prepared(tmp_path: Path) -> Prepared:
    """Return a closed data file with one user and nobody else."""
    made = prepared_file(tmp_path)
    with made.open() as file, file.write("prepare", made.actor) as session:
        session.add(
            User(
                id=made.user_id,
                login=LOGIN,
                full_name="Айгүл",
                role=Role.ADMINISTRATOR,
                further_roles=(Role.HEAD,),
            )
        )
    return made


@pytest.fixture
def desk(prepared: Prepared) -> Iterator[Desk]:
    """Return the desk of the user."""
    sat = open_desk(prepared.path, LOGIN, PASSWORD, clock=lambda: date(2026, 11, 26))
    yield sat
    sat.file.close()


def enter(desk: Desk, *surnames: str) -> None:
    """Enter people, each by an action of its own."""
    for surname in surnames:
        with desk.write("Add a person") as session:
            session.add(person(surname))


def told(desk: Desk, operation: Operation) -> list[dict[str, object]]:
    with desk.read() as session:
        rows = session.scalars(select(Change.after).where(Change.operation == operation).order_by(Change.seq))
        return [json.loads(row or "{}") for row in rows]


def test_a_backup_is_kept_when_records_were_changed_and_not_when_one_only_signed_in(desk: Desk) -> None:
    assert is_uncovered(desk)
    assert keep_if_changed(desk, Occasion.TIME) is not None
    assert keep_if_changed(desk, Occasion.CLOSE) is None
    enter(desk, "Қасымова")
    assert keep_if_changed(desk, Occasion.CLOSE) is not None
    assert [kept.number for kept in list_kept(desk.file.path)] == [2, 1]


def test_what_was_changed_before_the_program_was_killed_is_backed_up_after_the_next_sign_in(
    desk: Desk, prepared: Prepared
) -> None:
    keep_if_changed(desk, Occasion.TIME)
    enter(desk, "Қасымова")
    desk.file.close()
    again = open_desk(prepared.path, LOGIN, PASSWORD)
    assert keep_if_changed(again, Occasion.TIME) is not None
    again.file.close()


def test_the_history_tells_of_each_backup_how_far_it_reaches(desk: Desk, tmp_path: Path) -> None:
    kept = keep_backup(desk, Occasion.TIME)
    path = back_up_to(desk, tmp_path)
    manifest, on_stick = kept.manifest, manifest_of(path)
    assert manifest is not None
    assert on_stick is not None
    assert told(desk, Operation.BACKUP) == [
        {
            "number": 1,
            "occasion": "time",
            "entries": manifest.seq,
            "mac": manifest.mac,
            "size": manifest.size,
        },
        {"file": path.name, "entries": on_stick.seq, "mac": on_stick.mac, "size": on_stick.size},
    ]


def test_a_second_backup_in_the_same_minute_does_not_replace_the_first(desk: Desk, tmp_path: Path) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    paths = {back_up_to(desk, stick) for _ in range(3)}
    assert set(stick.iterdir()) == paths
    assert len(paths) == 3


def test_the_stick_holds_one_file_that_opens_elsewhere_and_nothing_stays_open_on_it(
    desk: Desk, prepared: Prepared, tmp_path: Path
) -> None:
    enter(desk, "Қасымова")
    stick = tmp_path / "stick"
    stick.mkdir()
    path = back_up_to(desk, stick)
    handles = Path("/proc/self/fd")
    if handles.is_dir():
        assert not [one for one in handles.iterdir() if str(stick) in str(one.resolve())]
    restore_backup(path, tmp_path / "new.ssu")
    with open_data_file(tmp_path / "new.ssu", recovery_code=prepared.recovery_code) as file:
        with file.read() as session:
            assert session.scalars(select(Person.surname)).all() == ["Қасымова"]
        assert file.check() == ()


@pytest.mark.parametrize(
    ("since", "changed", "is_due"),
    [
        (WEEK - timedelta(minutes=1), True, False),
        (WEEK + timedelta(minutes=1), True, True),
        (WEEK + timedelta(minutes=1), False, False),
        (-WEEK, True, False),
    ],
    ids=["within the week", "after it", "after it, but nothing was changed", "the clock was set back"],
)
def test_the_stick_is_due_a_week_after_the_last_one(
    desk: Desk, tmp_path: Path, since: timedelta, changed: bool, is_due: bool
) -> None:
    back_up_to(desk, tmp_path)
    if changed:
        enter(desk, "Қасымова")
    made_at = stick_backup(desk, NOW).made_at
    assert made_at is not None
    assert stick_backup(desk, made_at + since).is_due is is_due


def test_where_there_never_was_a_stick_it_is_due_a_week_after_the_first_entry(desk: Desk) -> None:
    keep_backup(desk, Occasion.TIME)
    with desk.read() as session:
        first = session.scalars(select(Change.at).order_by(Change.seq)).first()
    assert first is not None
    first = first.replace(tzinfo=UTC)
    assert stick_backup(desk, first + WEEK + timedelta(hours=1)).is_due
    assert not stick_backup(desk, first + WEEK - timedelta(hours=1)).is_due
    assert stick_backup(desk, NOW).made_at is None


def test_what_a_restore_would_lose_is_told_by_its_actions(desk: Desk) -> None:
    enter(desk, "Қасымова")
    manifest = keep_backup(desk, Occasion.TIME).manifest
    assert manifest is not None
    assert loss_of(desk, manifest).actions == {}
    enter(desk, "Ахметов", "Омаров")
    loss = loss_of(desk, manifest)
    assert (loss.actions, loss.same_history) == ({"Add a person": 2}, True)
    assert loss.last_at is not None
    entries = entries_lost(desk.file.path, manifest)
    assert entries is not None
    assert entries >= 3  # and that a backup was made
    assert entries_lost(desk.file.path / "nothing", manifest) is None


def test_a_backup_of_another_history_would_lose_all_of_this_one(desk: Desk, prepared: Prepared) -> None:
    enter(desk, "Қасымова")
    manifest = keep_backup(desk, Occasion.TIME).manifest
    first = list_kept(desk.file.path)[0].path
    desk.file.close()
    assert manifest is not None
    aside = replace_from_backup(first, prepared.path, NOW)
    again = open_desk(prepared.path, LOGIN, PASSWORD)
    enter(again, "Омаров")
    later = keep_backup(again, Occasion.TIME).manifest
    again.file.close()
    assert later is not None
    old = open_desk(aside, LOGIN, PASSWORD)
    assert not loss_of(old, later).same_history
    assert loss_of(old, later).actions["Add a person"] == 1
    old.file.close()


def test_a_restore_is_told_in_the_history_once(desk: Desk, prepared: Prepared) -> None:
    kept = keep_backup(desk, Occasion.TIME)
    desk.file.close()
    aside = replace_from_backup(kept.path, prepared.path, NOW)
    for _ in range(2):
        again = open_desk(prepared.path, LOGIN, PASSWORD)
        (restored,) = told(again, Operation.RESTORE)
        assert (restored["from"], restored["aside"]) == (kept.path.name, aside.name)
        assert again.file.check() == ()
        again.file.close()


def test_automatic_backups_bear_the_name_of_who_sits_there(desk: Desk) -> None:
    keep_backup(desk, Occasion.TIME)
    with desk.read() as session:
        (row,) = session.scalars(select(Change).where(Change.operation == Operation.BACKUP)).all()
    assert (row.action, row.user_name) == (AUTOMATIC, "Айгүл")


def test_the_backup_before_an_upgrade_is_told_in_the_history_once(desk: Desk, tmp_path: Path) -> None:
    with old_file(tmp_path / "old", REVISIONS[-2]).open() as upgraded:
        kept = upgraded.kept_before
        assert list_kept(upgraded.path) == (kept,)
    desk.file.kept_before = kept
    for _ in range(2):
        note_kept_before(desk)
    (entry,) = told(desk, Operation.BACKUP)
    assert (entry["number"], entry["occasion"]) == (1, "upgrade")
