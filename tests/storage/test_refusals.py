"""Refused sign-ins: kept beside the locked file, slowed down, told to the history, no lock-out for ever."""

# ruff: noqa: S106 - these passwords guard test files only

import json
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select

from ssu_desktop.records import Change, new_id
from ssu_desktop.records.kinds import Operation
from ssu_desktop.storage import (
    DataFile,
    RecoveryCodeIsMistyped,
    TooManyTries,
    WrongPassword,
    WrongRecoveryCode,
    open_data_file,
)
from ssu_desktop.storage.folder import Folder
from ssu_desktop.storage.recovery import new_code
from ssu_desktop.storage.refusals import wait_after
from tests.support.datafile import CHEAP, LOGIN, Prepared


def fail(prepared: Prepared, times: int, login: str = LOGIN) -> None:
    """Type a wrong password so many times; between two of them the wait is over."""
    for _ in range(times):
        pass_time(prepared, timedelta(minutes=6))
        with pytest.raises(WrongPassword):
            open_data_file(prepared.path, login=login, password="жат құпиясөз")


def pass_time(prepared: Prepared, time: timedelta) -> None:
    """Let so much time pass: what is kept was that much earlier."""
    place = Folder(prepared.path).refused
    if place.exists():
        content = json.loads(place.read_bytes())
        for tries in content["tries"].values():
            tries["last"] = (datetime.fromisoformat(tries["last"]) - time).isoformat()
        place.write_text(json.dumps(content), encoding="utf-8")


def refusals_in(file: DataFile) -> list[dict[str, str]]:
    asked = select(Change).where(Change.operation == Operation.REFUSED_SIGN_IN).order_by(Change.seq)
    with file.read() as session:
        rows = session.scalars(asked).all()
    return [
        json.loads(row.after or "") | {"name": row.user_name, "row": row.row_id.hex if row.row_id else ""}
        for row in rows
    ]


def test_the_wait_begins_after_three_slips_and_ends_at_five_minutes() -> None:
    waits = [wait_after(failed) for failed in (1, 2, 3, 4, 5, 6, 9, 10, 11, 10_000)]
    assert waits == [0, 0, 0, 5, 10, 20, 160, 300, 300, 300]


def test_after_too_many_failures_even_the_right_password_waits_and_then_opens(prepared: Prepared) -> None:
    fail(prepared, 5)
    with pytest.raises(TooManyTries) as caught:
        prepared.open()
    assert caught.value.values["failed"] == 5
    assert 0 < int(str(caught.value.values["seconds"])) <= wait_after(5)
    pass_time(prepared, timedelta(seconds=wait_after(5)))
    prepared.open().close()
    fail(prepared, 3)
    prepared.open().close()


def test_three_slips_of_the_finger_cost_no_time(prepared: Prepared) -> None:
    for _ in range(3):
        with pytest.raises(WrongPassword):
            open_data_file(prepared.path, login=LOGIN, password="жат құпиясөз")
    prepared.open().close()
    assert not Folder(prepared.path).refused.exists()


def test_the_mistakes_of_one_make_nobody_else_wait(file: DataFile, prepared: Prepared) -> None:
    file.put_user_slot(new_id(), "serik", "басқа құпиясөз", cost=CHEAP)
    file.close()
    fail(prepared, 12)
    open_data_file(prepared.path, login="serik", password="басқа құпиясөз").close()
    open_data_file(prepared.path, recovery_code=prepared.recovery_code).close()
    with pytest.raises(TooManyTries):
        prepared.open()


def test_somebody_elses_sign_in_does_not_let_one_guess_on(file: DataFile, prepared: Prepared) -> None:
    file.put_user_slot(new_id(), "serik", "басқа құпиясөз", cost=CHEAP)
    file.close()
    fail(prepared, 4)
    open_data_file(prepared.path, login="serik", password="басқа құпиясөз").close()
    with pytest.raises(TooManyTries):
        prepared.open()


def test_after_a_quiet_day_one_begins_anew(prepared: Prepared) -> None:
    fail(prepared, 12)
    pass_time(prepared, timedelta(hours=25))
    with pytest.raises(WrongPassword):
        open_data_file(prepared.path, login=LOGIN, password="жат құпиясөз")
    prepared.open().close()


def test_a_clock_that_was_set_back_a_year_shuts_nobody_out(prepared: Prepared) -> None:
    fail(prepared, 12)
    pass_time(prepared, -timedelta(days=365))
    with pytest.raises(TooManyTries) as caught:
        prepared.open()
    assert caught.value.values["seconds"] == 300
    pass_time(prepared, timedelta(seconds=300))
    prepared.open().close()


def test_the_history_is_told_of_each_refusal_once_and_by_whose_login(prepared: Prepared) -> None:
    before = datetime.now(UTC)
    fail(prepared, 2)
    with pytest.raises(WrongRecoveryCode):
        open_data_file(prepared.path, recovery_code=new_code())
    with pytest.raises(WrongPassword):
        open_data_file(prepared.path, login="менің құпиясөзім", password="a slip into the wrong line")
    kept = Folder(prepared.path).refused.read_text(encoding="utf-8")
    for typed in ("жат құпиясөз", "менің құпиясөзім", "a slip"):
        assert typed not in kept
    for _ in range(2):
        with prepared.open() as file:
            told = refusals_in(file)
            assert [(one["login"], one["name"], one["with"], one["row"]) for one in told] == [
                ("", "", "recovery code", ""),
                ("", "", "password", ""),
                (LOGIN, LOGIN, "password", prepared.user_id.hex),
                (LOGIN, LOGIN, "password", prepared.user_id.hex),
            ]
            assert all(before <= datetime.fromisoformat(one["at"]) <= datetime.now(UTC) for one in told)
            assert file.check() == ()


def test_a_telling_that_broke_off_is_not_told_twice(prepared: Prepared) -> None:
    fail(prepared, 3)
    kept = Folder(prepared.path).refused.read_bytes()
    prepared.open().close()
    Folder(prepared.path).refused.write_bytes(kept)  # the program was killed before it was emptied
    with prepared.open() as file:
        assert len(refusals_in(file)) == 3


def test_a_slip_in_the_recovery_code_is_no_failure(prepared: Prepared) -> None:
    for _ in range(6):
        with pytest.raises(RecoveryCodeIsMistyped):
            open_data_file(prepared.path, recovery_code="7KQ2M")
    assert not Folder(prepared.path).refused.exists()


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b"{}", b'{"tries": {"x": 1}, "untold": []}', b"\xff"])
def test_garbled_notes_of_refusals_keep_nobody_out(prepared: Prepared, content: bytes) -> None:
    Folder(prepared.path).refused.write_bytes(content)
    prepared.open().close()
    Folder(prepared.path).refused.write_bytes(content)
    with pytest.raises(WrongPassword):
        open_data_file(prepared.path, login=LOGIN, password="жат құпиясөз")
    with prepared.open() as file:
        assert len(refusals_in(file)) == 1


def test_a_thousand_refusals_do_not_grow_for_ever(prepared: Prepared) -> None:
    one = {"at": "2026-03-12T10:00:00.{:06}+00:00", "login": LOGIN, "user_id": "", "how": "password"}
    untold = [one | {"at": one["at"].format(number)} for number in range(1000)]
    Folder(prepared.path).refused.write_text(json.dumps({"tries": {}, "untold": untold}), encoding="utf-8")
    fail(prepared, 1)
    assert len(json.loads(Folder(prepared.path).refused.read_bytes())["untold"]) == 1000
    with prepared.open() as file:
        assert len(refusals_in(file)) == 1000
