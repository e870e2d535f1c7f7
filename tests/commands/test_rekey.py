"""The command `rekey`: the key is another one, every password stays."""

from pathlib import Path

import pytest

from ssu_desktop.commands.exits import Exit
from ssu_desktop.storage import WrongRecoveryCode, open_data_file
from ssu_desktop.storage.recovery import read_code
from tests.commands.conftest import Told
from tests.support.datafile import LOGIN, PASSWORD, prepared_file


def key_of(file: Path) -> bytes:
    with open_data_file(file, login=LOGIN, password=PASSWORD) as opened:
        return opened._data_key


def test_the_key_is_changed_and_the_password_opens_the_file_as_before(file: Path, told: Told) -> None:
    before = key_of(file)
    said = told("rekey", file)
    assert said.code == Exit.DONE
    assert str(file) in said.out
    assert key_of(file) != before
    assert told("check", file).code == Exit.DONE


def test_with_a_new_code_that_code_is_shown_once_and_opens_the_file(
    file: Path, told: Told, tmp_path: Path
) -> None:
    old_code = prepared_file(tmp_path).recovery_code  # all prepared files have the same
    said = told("rekey", file, "--new-code")
    assert said.code == Exit.DONE
    code = read_code(said.out.splitlines()[0].rpartition(" ")[2])
    open_data_file(file, recovery_code=code).close()
    with pytest.raises(WrongRecoveryCode):
        open_data_file(file, recovery_code=old_code)


def test_a_wrong_password_changes_nothing(file: Path, told: Told, monkeypatch: pytest.MonkeyPatch) -> None:
    before = (file / "keys.json").read_bytes()
    monkeypatch.setenv("SSU_PASSWORD", "жат құпиясөз")
    assert told("rekey", file).code == Exit.WRONG_PASSWORD
    assert (file / "keys.json").read_bytes() == before
