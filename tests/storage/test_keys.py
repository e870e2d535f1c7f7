"""Key slots and the recovery code."""

# ruff: noqa: S106 - these passwords guard test files only

import json
from pathlib import Path

import pytest

from ssu_desktop.records import new_id
from ssu_desktop.storage import (
    DataFile,
    DataFileIsDamaged,
    KeyCost,
    LastKeySlot,
    LoginIsTaken,
    RecoveryCodeIsMistyped,
    WrongPassword,
    WrongRecoveryCode,
    list_logins,
    open_data_file,
)
from ssu_desktop.storage.door import begin_key
from ssu_desktop.storage.folder import Folder
from ssu_desktop.storage.key_cost import tuned_cost
from ssu_desktop.storage.keys import _checksum
from ssu_desktop.storage.recovery import new_code, read_code
from tests.support.datafile import CHEAP, LOGIN, PASSWORD, Prepared


def test_a_wrong_password_is_refused_and_says_that_the_data_is_safe(prepared: Prepared) -> None:
    """R230-318."""
    with pytest.raises(WrongPassword, match="The data is safe"):
        open_data_file(prepared.path, login=LOGIN, password=PASSWORD + "!")


def test_an_unknown_login_is_refused_like_a_wrong_password(prepared: Prepared) -> None:
    with pytest.raises(WrongPassword):
        open_data_file(prepared.path, login="nobody", password=PASSWORD)


def test_the_only_user_needs_no_login(prepared: Prepared) -> None:
    with open_data_file(prepared.path, password=PASSWORD) as file:
        assert file.user_id == prepared.user_id


def test_a_key_begun_early_opens_the_file(prepared: Prepared) -> None:
    early = begin_key(prepared.path, LOGIN, PASSWORD)
    assert early is not None
    with open_data_file(prepared.path, login=LOGIN, password=PASSWORD, early=early) as file:
        assert file.user_id == prepared.user_id


def test_a_key_begun_early_does_not_serve_another_password(prepared: Prepared) -> None:
    early = begin_key(prepared.path, LOGIN, PASSWORD)
    with pytest.raises(WrongPassword):
        open_data_file(prepared.path, login=LOGIN, password=PASSWORD + "!", early=early)


def test_a_key_begun_before_the_password_was_changed_is_derived_anew(prepared: Prepared) -> None:
    early = begin_key(prepared.path, LOGIN, "жаңа сөз")
    with prepared.open() as file:
        file.put_user_slot(prepared.user_id, LOGIN, "жаңа сөз", cost=CHEAP)
    with open_data_file(prepared.path, login=LOGIN, password="жаңа сөз", early=early) as file:
        assert file.user_id == prepared.user_id


def test_no_key_is_begun_for_an_unknown_login_or_a_folder_without_slots(
    prepared: Prepared, tmp_path: Path
) -> None:
    assert begin_key(prepared.path, "nobody", PASSWORD) is None
    assert begin_key(tmp_path, LOGIN, PASSWORD) is None


def test_a_password_typed_in_decomposed_letters_is_the_same_password(file: DataFile) -> None:
    other = new_id()
    file.put_user_slot(other, "serik", "йод ё", cost=CHEAP)
    file.close()
    with open_data_file(file.path, login="serik", password="и\u0306од е\u0308") as again:
        assert again.user_id == other


def test_the_recovery_code_alone_opens_the_file_however_it_is_typed(prepared: Prepared) -> None:
    typed = prepared.recovery_code.lower().replace("-", "  ").replace("0", "o").replace("1", "l")
    with open_data_file(prepared.path, recovery_code=typed) as file:
        assert file.user_id is None
        assert file.check() == ()


def test_the_recovery_code_may_be_typed_with_cyrillic_lookalikes() -> None:
    code = new_code()
    assert read_code(code.translate(str.maketrans("ABCEHKMPTXY", "АВСЕНКМРТХУ"))) == code


def test_every_single_wrong_sign_of_the_recovery_code_is_named_by_its_group() -> None:
    code = new_code()
    for place, sign in enumerate(code):
        if sign == "-":
            continue
        for wrong in set("0123456789ABCDEFGHJKMNPQRSTVWXYZ") - {sign}:
            with pytest.raises(RecoveryCodeIsMistyped) as caught:
                read_code(code[:place] + wrong + code[place + 1 :])
            assert caught.value.values["group"] == place // 6 + 1


def test_a_recovery_code_that_is_too_short_or_too_long_is_mistyped() -> None:
    for wrong in ("", "7KQ2M", new_code()[:-1], new_code() + "A"):
        with pytest.raises(RecoveryCodeIsMistyped):
            read_code(wrong)


def test_a_well_formed_code_of_another_file_opens_nothing(prepared: Prepared) -> None:
    with pytest.raises(WrongRecoveryCode):
        open_data_file(prepared.path, recovery_code=new_code())


def test_a_new_recovery_code_replaces_the_old_one(file: DataFile, prepared: Prepared) -> None:
    code = file.new_recovery_code(cost=CHEAP)
    file.close()
    with pytest.raises(WrongRecoveryCode):
        open_data_file(file.path, recovery_code=prepared.recovery_code)
    open_data_file(file.path, recovery_code=code).close()


def test_a_changed_password_replaces_the_old_one(file: DataFile, prepared: Prepared) -> None:
    file.put_user_slot(prepared.user_id, LOGIN, "жаңа құпия", cost=CHEAP)
    file.close()
    with pytest.raises(WrongPassword):
        prepared.open()
    open_data_file(file.path, login=LOGIN, password="жаңа құпия").close()


def test_a_removed_user_no_longer_opens_the_file(file: DataFile) -> None:
    other = new_id()
    file.put_user_slot(other, "serik", "word", cost=CHEAP)
    assert list_logins(file.path) == (LOGIN, "serik")
    file.remove_user_slot(other)
    file.close()
    with pytest.raises(WrongPassword):
        open_data_file(file.path, login="serik", password="word")


def test_an_action_that_fails_puts_back_the_keys_that_it_changed(file: DataFile, prepared: Prepared) -> None:
    def failing() -> None:
        with file.write("change", prepared.actor):
            file.put_user_slot(new_id(), "serik", "word", cost=CHEAP)
            file.put_user_slot(prepared.user_id, LOGIN, "жаңа құпия", cost=CHEAP)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        failing()
    assert list_logins(file.path) == file.logins == (LOGIN,)
    file.close()
    prepared.open().close()


def test_the_last_user_cannot_be_removed(file: DataFile, prepared: Prepared) -> None:
    with pytest.raises(LastKeySlot):
        file.remove_user_slot(prepared.user_id)


def test_two_users_cannot_share_a_login_even_in_other_case(file: DataFile) -> None:
    with pytest.raises(LoginIsTaken):
        file.put_user_slot(new_id(), LOGIN.upper(), "word", cost=CHEAP)


def test_nothing_in_the_clear_files_tells_the_password_or_the_code(prepared: Prepared) -> None:
    clear = b"".join(
        (prepared.path / name).read_bytes() for name in ("keys.json", "format.json", "head.json", "data.db")
    )
    for secret in (PASSWORD, prepared.recovery_code, prepared.recovery_code.replace("-", "")):
        assert secret.encode() not in clear
    assert not clear.startswith(b"SQLite format")
    assert b"CREATE TABLE" not in clear


def test_a_slot_moved_to_another_user_opens_nothing(file: DataFile) -> None:
    file.put_user_slot(new_id(), "serik", "word", cost=CHEAP)
    file.close()
    keys = file.path / "keys.json"
    content = json.loads(keys.read_text())
    content["slots"][1]["login"] = "hacker"
    keys.write_text(json.dumps(content))
    with pytest.raises(DataFileIsDamaged) as caught:
        open_data_file(file.path, login="hacker", password="word")
    assert caught.value.values["part"] == "keys.json"


def test_a_product_key_cost_below_the_floor_is_refused() -> None:
    for weak in ({"memory_kib": 19 * 1024 - 1}, {"passes": 1}):
        with pytest.raises(ValueError, match="below the floor"):
            KeyCost(**weak)


def test_the_cost_tuned_to_this_computer_keeps_64_mib_and_two_passes_at_least() -> None:
    cost = tuned_cost()
    assert cost.memory_kib == 64 * 1024
    assert cost.passes >= 2


def test_the_slots_keep_the_cost_that_they_were_made_with(file: DataFile, prepared: Prepared) -> None:
    file.put_user_slot(prepared.user_id, LOGIN, PASSWORD, cost=KeyCost(memory_kib=20 * 1024, passes=2))
    content = json.loads((file.path / "keys.json").read_text())
    slot = next(slot for slot in content["slots"] if slot["login"] == LOGIN)
    assert (slot["memory_kib"], slot["passes"]) == (20 * 1024, 2)
    file.close()
    prepared.open().close()


@pytest.mark.parametrize(
    ("name", "value"),
    [("lanes", 0), ("lanes", 10**7), ("passes", 0), ("memory_kib", 1), ("salt", ""), ("nonce", "")],
)
def test_absurd_numbers_in_a_key_slot_are_damage_and_no_crash(
    prepared: Prepared, name: str, value: object
) -> None:
    keys = Folder(prepared.path).keys
    content = json.loads(keys.read_bytes())
    del content["checksum"]
    content["slots"][0][name] = value
    keys.write_text(json.dumps({**content, "checksum": _checksum(content)}), encoding="utf-8")
    with pytest.raises(DataFileIsDamaged):
        open_data_file(prepared.path, login=LOGIN, password=PASSWORD)
