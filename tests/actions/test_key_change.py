"""The key of the file and one's own password: a leaver's closing changes the key, shutting nobody out."""

import os
import re
import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import select

from ssu_desktop.actions.backups import keep_backup
from ssu_desktop.actions.desk import Desk, Refused, Saved
from ssu_desktop.actions.history import HistoryQuery, read_history
from ssu_desktop.actions.key_change import change_key, key_state
from ssu_desktop.actions.opening import open_desk
from ssu_desktop.actions.users import (
    add_user,
    change_own_password,
    change_password,
    close_user,
    list_users,
)
from ssu_desktop.language import Language
from ssu_desktop.records import Change
from ssu_desktop.records.kinds import Role
from ssu_desktop.rules.organisation import UserDraft
from ssu_desktop.storage import DataFile, DataFileIsDamaged, DiskIsFull, TooManyTries, WrongPassword, rekey
from ssu_desktop.storage.errors import KeysWouldBeLost, NotAllowed
from ssu_desktop.storage.folder import Folder
from ssu_desktop.storage.kept import list_kept
from ssu_desktop.storage.keys import read_keys, write_keys
from ssu_desktop.storage.snapshot import Occasion
from tests.support.datafile import LOGIN, PASSWORD
from tests.support.forking import ended, needs_fork

NURSE = UserDraft(login="nurse", full_name="Мейірбике", role=Role.MEDICAL, password="ұзақ құпия сөзі")  # noqa: S106 - a password of tests


@pytest.fixture
def nurse(desk: Desk) -> Saved:
    """A second user, who will leave."""
    added = add_user(desk, NURSE)
    assert isinstance(added, Saved)
    return added


def actions_of(desk: Desk) -> list[str]:
    with desk.read_house() as session:
        return list(session.scalars(select(Change.action).order_by(Change.seq)))


def test_whoever_is_closed_cannot_open_todays_file_with_the_folder_they_kept(
    desk: Desk, nurse: Saved, file_path: Path, tmp_path: Path
) -> None:
    shutil.copytree(file_path, tmp_path / "kept.ssu")
    assert close_user(desk, nurse.id) == Saved(nurse.id)
    assert not key_state(desk).due
    desk.file.close()
    shutil.copy(tmp_path / "kept.ssu" / "keys.json", tmp_path / "keys.json")
    shutil.copytree(file_path, tmp_path / "today.ssu")
    with pytest.raises(WrongPassword):
        open_desk(tmp_path / "today.ssu", "nurse", NURSE.password)
    shutil.copy(tmp_path / "keys.json", tmp_path / "today.ssu" / "keys.json")
    with pytest.raises(DataFileIsDamaged):
        open_desk(tmp_path / "today.ssu", "nurse", NURSE.password)
    head = open_desk(file_path, LOGIN, PASSWORD)
    assert head.file.check() == ()
    head.file.close()


def test_slots_that_are_damaged_after_a_leaver_was_closed_come_back_without_the_leaver(
    desk: Desk, nurse: Saved, file_path: Path
) -> None:
    keep_backup(desk, Occasion.TIME)  # in it the leaver has a slot yet
    close_user(desk, nurse.id)
    desk.file.close()
    (file_path / "keys.json").write_text("{", encoding="utf-8")
    with pytest.raises(WrongPassword):
        open_desk(file_path, "nurse", NURSE.password)
    head = open_desk(file_path, LOGIN, PASSWORD)
    assert head.file.check() == ()
    newest, *_ = list_kept(file_path)
    assert newest.manifest is not None
    assert newest.manifest.occasion is Occasion.KEY
    head.file.close()


def test_a_change_on_demand_stands_in_the_history_and_all_passwords_stay(
    desk: Desk, nurse: Saved, file_path: Path
) -> None:
    before = desk.file._data_key
    change_key(desk)
    assert desk.file._data_key != before
    assert "Change the key of the data file" in actions_of(desk)
    desk.file.close()
    for login, password in ((LOGIN, PASSWORD), ("nurse", NURSE.password)):
        open_desk(file_path, login, password).file.close()


def test_only_the_administrator_may_change_the_key(desk: Desk, nurse: Saved) -> None:
    at_work = replace(desk, user=replace(desk.user, roles=(Role.MEDICAL,)))
    before = desk.file._data_key
    with pytest.raises(NotAllowed):
        change_key(at_work)
    assert desk.file._data_key == before
    assert not key_state(desk).due


def test_a_disk_that_does_not_take_the_change_puts_it_off_to_the_next_sign_in(
    desk: Desk, nurse: Saved, file_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = desk.file._data_key
    with monkeypatch.context() as full:
        full.setattr(rekey, "put_database", _no_room)
        closed = close_user(desk, nurse.id)
        assert isinstance(closed, Saved)
        assert [remark.code for remark in closed.remarks] == ["key-change-waits"]
        with pytest.raises(DiskIsFull):
            change_key(desk)
    assert [row.active for row in list_users(desk)] == [True, False]
    assert key_state(desk).due
    desk.file.close()
    head = open_desk(file_path, LOGIN, PASSWORD)
    assert not key_state(head).due
    assert head.file._data_key != before
    head.file.close()


def _no_room(*_given: object) -> None:
    raise OSError(28, "No space left on device")


@needs_fork
def test_a_change_that_was_asked_for_and_broke_off_is_made_up_for_at_the_next_sign_in(
    desk: Desk, file_path: Path
) -> None:
    before = desk.file._data_key
    desk.file.close()

    def change() -> None:
        head = open_desk(file_path, LOGIN, PASSWORD)
        vars(rekey)["prepare"] = lambda *_given: os._exit(9)  # the power fails
        change_key(head)

    assert ended(change) == 9
    head = open_desk(file_path, LOGIN, PASSWORD)
    assert head.file._data_key != before
    assert not key_state(head).due
    head.file.close()


@needs_fork
def test_a_power_cut_between_closing_and_the_change_is_made_up_for_at_the_next_sign_in(
    desk: Desk, nurse: Saved, file_path: Path
) -> None:
    before = desk.file._data_key
    desk.file.close()

    def close() -> None:
        head = open_desk(file_path, LOGIN, PASSWORD)
        vars(rekey)["prepare"] = lambda *_given: os._exit(9)  # the power fails
        close_user(head, nurse.id)

    assert ended(close) == 9
    head = open_desk(file_path, LOGIN, PASSWORD)
    assert [row.active for row in list_users(head)] == [True, False]
    assert head.file._data_key != before
    assert not key_state(head).due
    head.file.close()


def make_old(file: DataFile, login: str) -> None:
    """Give a user a slot of before version 2: the program made such ones, and makes none any more."""
    folder = Folder(file.path)
    ring = read_keys(folder)
    slot = replace(ring.of_login(login), public=b"", sealed=b"")
    file._ring = ring.with_slot(slot).signed(file._known)
    write_keys(folder, file._ring)


def test_the_change_waits_for_those_who_would_be_shut_out_and_names_them(desk: Desk, nurse: Saved) -> None:
    added = add_user(desk, replace(NURSE, login="leaver"))
    assert isinstance(added, Saved)
    make_old(desk.file, "nurse")
    before = desk.file._data_key
    closed = close_user(desk, added.id)
    assert isinstance(closed, Saved)
    assert [remark.values for remark in closed.remarks] == [{"logins": "nurse"}]
    assert desk.file._data_key == before
    assert (key_state(desk).due, key_state(desk).logins_left_behind) == (True, ("nurse",))
    with pytest.raises(KeysWouldBeLost):
        change_key(desk)
    assert "Change the key of the data file" not in actions_of(desk)


def test_everybody_changes_their_own_password_who_knows_the_present_one(
    desk: Desk, nurse: Saved, file_path: Path
) -> None:
    desk.file.close()
    at_work = open_desk(file_path, "nurse", NURSE.password)
    wrong = change_own_password(at_work, PASSWORD, "жаңа әрі тыныш сөз")
    assert isinstance(wrong, Refused)
    assert [finding.field for finding in wrong.findings] == ["present"]
    short = change_own_password(at_work, NURSE.password, "сөз")
    assert isinstance(short, Refused)
    assert [finding.code for finding in short.findings] == ["password-too-short"]
    assert change_own_password(at_work, NURSE.password, "жаңа әрі тыныш сөз") == Saved(nurse.id)
    at_work.file.close()
    with pytest.raises(WrongPassword):
        open_desk(file_path, "nurse", NURSE.password)
    open_desk(file_path, "nurse", "жаңа әрі тыныш сөз").file.close()


def test_the_history_shows_who_was_refused_and_when_and_that_the_key_was_changed(
    desk: Desk, file_path: Path
) -> None:
    desk.file.close()
    with pytest.raises(WrongPassword):
        open_desk(file_path, LOGIN, "жат құпиясөз")
    head = open_desk(file_path, LOGIN, PASSWORD)
    change_key(head)
    told = read_history(head, HistoryQuery(), Language.RU)
    refused = next(row for row in told if row.action == "Refused sign-in")
    assert (refused.who, refused.about) == (LOGIN, "Айгүл Серікқызы")
    (tried,) = [field.after for field in refused.changes if field.field == "Tried at"]
    assert re.fullmatch(r"\d\d\.\d\d\.\d{4} \d\d:\d\d", tried)
    changed = next(row for row in told if row.action == "Change the key of the data file")
    assert [field.after for field in changed.changes] == ["ключ файла данных"]
    head.file.close()


def test_guesses_at_an_unlocked_desk_wait_as_at_the_door_and_stand_in_the_history(
    desk: Desk, file_path: Path
) -> None:
    for _guess in range(4):
        assert isinstance(change_own_password(desk, "жат құпиясөз", "жаңа әрі тыныш сөз"), Refused)
    with pytest.raises(TooManyTries):
        change_own_password(desk, PASSWORD, "жаңа әрі тыныш сөз")
    desk.file.close()
    with pytest.raises(TooManyTries):
        open_desk(file_path, LOGIN, PASSWORD)


def test_whoever_forgot_the_password_need_not_wait_with_the_new_one(
    desk: Desk, nurse: Saved, file_path: Path
) -> None:
    desk.file.close()
    for _guess in range(4):
        with pytest.raises(WrongPassword):
            open_desk(file_path, "nurse", "жат құпиясөз")
    head = open_desk(file_path, LOGIN, PASSWORD)
    assert "Refused sign-in" in actions_of(head)
    assert isinstance(change_password(head, nurse.id, "жаңа әрі тыныш сөз"), Saved)
    head.file.close()
    open_desk(file_path, "nurse", "жаңа әрі тыныш сөз").file.close()
