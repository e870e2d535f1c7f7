"""Key slots of before version 2: they open the file, get a key pair at the sign-in, and are not shut out."""

# ruff: noqa: S106 - these passwords guard test files only

import json
import shutil
from pathlib import Path

import pytest

from ssu_desktop import paths
from ssu_desktop.storage import (
    DataFile,
    KeyCost,
    WrongPassword,
    WrongRecoveryCode,
    open_data_file,
    schema,
)
from ssu_desktop.storage.datafile import write_head
from ssu_desktop.storage.engine import connect
from ssu_desktop.storage.errors import CodeWouldBeLost, KeysWouldBeLost
from ssu_desktop.storage.folder import Folder
from ssu_desktop.storage.journal import Head
from ssu_desktop.storage.key_cost import FLOOR_MEMORY_KIB, cost_for, fits
from ssu_desktop.storage.keys import first_secrets, read_keys
from ssu_desktop.storage.recovery import new_code
from tests.support.datafile import CHEAP, PASSWORD, Prepared

KEPT = Path(__file__).with_name("files") / "keys-of-version-1.json"  # written by the program before version 2
DATA_KEY = bytes(range(32))
SHORT = "құпия сөз"  # as short as it could be then: it still opens the file
AIGUL, SERIK = {"login": "aigul", "password": SHORT}, {"login": "serik", "password": "басқа құпиясөз"}
CODE = "1YJ2C-9DSY6-Y3PKX-9PF5E-TRFAE-JWF1Z-BG806-KAJTB"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return an empty data file under the key that the kept slots lead to; copy it, do not open it."""
    folder = Folder(tmp_path_factory.mktemp("old") / "old.ssu")
    folder.scans.mkdir(parents=True)
    schema.migrate(connect(folder.database, DATA_KEY, create=True), paths.migrations())
    write_head(folder, Head())
    shutil.copy(KEPT, folder.keys)
    return folder.path


@pytest.fixture
def old(made: Path, tmp_path: Path) -> Path:
    """Return a fresh copy of the old data file."""
    return Path(shutil.copytree(made, tmp_path / "old.ssu"))


def kinds(path: Path) -> dict[str | None, bool]:
    """Return which slots have a key pair."""
    return {slot.login: bool(slot.public) for slot in read_keys(Folder(path)).slots}


@pytest.mark.parametrize("how", [AIGUL, SERIK, {"recovery_code": CODE}])
def test_a_file_of_before_opens_and_whoever_opened_it_gets_a_key_pair(old: Path, how: dict[str, str]) -> None:
    with open_data_file(old, **how) as file:
        assert file._known == first_secrets(DATA_KEY)
        problems = {problem.named_values.get("part") for problem in file.check()}
        assert problems == {"format.json"}  # there was none
    mine = how.get("login")
    assert kinds(old) == {login: login == mine for login in (None, "aigul", "serik")}
    for again in (how, AIGUL, SERIK, {"recovery_code": CODE}):
        open_data_file(old, **again).close()
    assert set(kinds(old).values()) == {True}
    assert old.joinpath("keys.json").read_bytes() != KEPT.read_bytes()


def test_wrong_secrets_open_no_file_of_before_and_change_nothing(old: Path) -> None:
    with pytest.raises(WrongPassword):
        open_data_file(old, login="aigul", password="басқа құпиясөз")
    with pytest.raises(WrongRecoveryCode):
        open_data_file(old, recovery_code=new_code())
    assert old.joinpath("keys.json").read_bytes() == KEPT.read_bytes()


def test_the_key_is_not_changed_while_somebody_would_be_shut_out(old: Path) -> None:
    with open_data_file(old, **AIGUL) as file:
        assert (file.logins_left_behind, file.code_left_behind) == (("serik",), True)
        with pytest.raises(KeysWouldBeLost, match="serik"):
            file.change_key()
    open_data_file(old, **SERIK).close()
    with open_data_file(old, **AIGUL) as file:
        with pytest.raises(CodeWouldBeLost):
            file.change_key()
        code = file.new_recovery_code(cost=CHEAP)
        file.change_key()
        assert file._data_key != DATA_KEY
    for how in (AIGUL, SERIK, {"recovery_code": code}):
        with open_data_file(old, **how) as file:
            assert file._journal_key == first_secrets(DATA_KEY).journal


def test_a_new_password_given_to_somebody_gives_them_a_key_pair_too(old: Path) -> None:
    with open_data_file(old, **AIGUL) as file:
        serik = next(slot.user_id for slot in file._ring.slots if slot.login == "serik")
        assert serik is not None
        file.put_user_slot(serik, "serik", "жаңа құпия сөз тіркесі", cost=CHEAP)
        assert file.logins_left_behind == ()


def test_a_sign_in_leaves_a_slot_alone_that_is_as_it_should_be(file: DataFile, prepared: Prepared) -> None:
    file.close()
    before = (prepared.path / "keys.json").read_bytes()
    prepared.open().close()
    assert (prepared.path / "keys.json").read_bytes() == before


DEAR = KeyCost(memory_kib=FLOOR_MEMORY_KIB, passes=2)


@pytest.mark.parametrize(
    ("spent", "expected"),
    [
        (0.75, None),
        (0.5, None),
        (1.0, None),
        (0.4, KeyCost(passes=18)),
        (0.02, KeyCost(passes=100)),
        (4.0, KeyCost(passes=2)),
        (8.0, KeyCost(memory_kib=30720, passes=2)),
        (20.0, KeyCost(memory_kib=19456, passes=2)),
    ],
)
def test_ten_passes_that_take_this_long_are_made_to_take_three_quarters_of_a_second(
    spent: float, expected: KeyCost | None
) -> None:
    ten = KeyCost(passes=10)
    assert (None if fits(spent) else cost_for(ten, spent)) == expected


def test_a_cost_is_never_below_the_floor_however_slow_the_computer() -> None:
    for spent in (0.0, 0.1, 1.0, 10.0, 1000.0):
        cost = cost_for(DEAR, spent)
        assert cost.memory_kib >= FLOOR_MEMORY_KIB
        assert 2 <= cost.passes <= 100


def test_a_slot_made_cheaper_than_this_computer_can_bear_is_dearer_after_the_next_sign_in(
    file: DataFile, prepared: Prepared
) -> None:
    file.put_user_slot(prepared.user_id, "aigul", PASSWORD, cost=DEAR)
    file.close()
    prepared.open().close()
    slot = read_keys(Folder(prepared.path)).of_login("aigul")
    assert slot.memory_kib >= DEAR.memory_kib
    assert slot.passes > DEAR.passes
    prepared.open().close()


def test_keys_json_says_its_version_and_holds_no_secret_in_clear(file: DataFile, prepared: Prepared) -> None:
    content = (prepared.path / "keys.json").read_text(encoding="utf-8")
    assert json.loads(content)["version"] == 2
    for secret in (file._data_key, file._journal_key):
        assert secret.hex() not in content
        assert repr(secret) not in repr(file._known)
