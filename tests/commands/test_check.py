"""The command `check`: 0 only for a sound file; each spoiled byte is found, or opening is refused."""

import json
import shutil
from pathlib import Path
from uuid import UUID

import pytest

from ssu_desktop.commands.exits import Exit
from ssu_desktop.storage import open_data_file
from tests.commands.conftest import Told
from tests.support.datafile import LOGIN, PASSWORD, Prepared
from tests.support.people import person

UNSOUND = {Exit.FOUND_PROBLEMS, Exit.DAMAGED}


def _flip(path: Path, at: int) -> None:
    content = bytearray(path.read_bytes())
    content[at] ^= 0x01
    path.write_bytes(content)


def test_a_sound_file_ends_with_zero(file: Path, told: Told) -> None:
    said = told("check", file)
    assert (said.code, said.err) == (Exit.DONE, "")
    assert said.out


@pytest.mark.parametrize("share", [0.0, 0.001, 0.1, 0.25, 0.4, 0.5, 0.6, 0.75, 0.9, 0.9999])
def test_a_flipped_bit_in_the_database_is_found(file: Path, told: Told, share: float) -> None:
    database = file / "data.db"
    _flip(database, int(database.stat().st_size * share))
    assert told("check", file).code in UNSOUND


def test_a_database_cut_short_or_longer_is_found(file: Path, told: Told) -> None:
    database = file / "data.db"
    whole = database.read_bytes()
    for spoiled in (whole[:-4096], whole[:-1], whole[: len(whole) // 2], whole[:100]):
        database.write_bytes(spoiled)
        assert told("check", file).code in UNSOUND


def test_a_flipped_bit_in_the_keys_never_passes(file: Path, told: Told) -> None:
    keys = file / "keys.json"
    whole = keys.read_bytes()
    for at in range(0, len(whole), 7):
        _flip(keys, at)
        assert told("check", file).code in {*UNSOUND, Exit.WRONG_PASSWORD, Exit.NEWER, Exit.USAGE}, at
        keys.write_bytes(whole)
    assert told("check", file).code == Exit.DONE


@pytest.mark.parametrize("key", ["seq", "mac"])
def test_another_head_than_the_journals_is_found(file: Path, told: Told, key: str) -> None:
    head = json.loads((file / "head.json").read_text())
    head[key] = 99 if key == "seq" else "00" * 32
    (file / "head.json").write_text(json.dumps(head))
    assert told("check", file).code == Exit.DAMAGED
    assert json.loads((file / "head.json").read_text()) == head


def test_a_missing_head_is_told_and_made_anew(file: Path, told: Told) -> None:
    (file / "head.json").unlink()
    said = told("check", file)
    assert said.code == Exit.FOUND_PROBLEMS
    assert "head.json" in said.err
    assert told("check", file).code == Exit.DONE


def test_a_tail_that_a_power_cut_took_is_found(file: Path, tmp_path: Path, told: Told) -> None:
    left = tmp_path / "left.ssu"
    actor = Prepared(file, UUID(int=1), "").actor
    with open_data_file(file, login=LOGIN, password=PASSWORD) as opened:
        for number in range(5):
            with opened.write("add", actor) as session:
                session.add(person(f"А{number}"))
        shutil.copytree(file, left)
    wal = left / "data.db-wal"
    whole = wal.read_bytes()
    assert whole
    wal.write_bytes(whole[: len(whole) // 2])
    assert told("check", left).code == Exit.DAMAGED
    wal.write_bytes(b"")
    assert told("check", left).code == Exit.DAMAGED


def test_a_file_left_by_a_crash_with_its_whole_tail_is_sound(file: Path, tmp_path: Path, told: Told) -> None:
    left = tmp_path / "left.ssu"
    actor = Prepared(file, UUID(int=1), "").actor
    with open_data_file(file, login=LOGIN, password=PASSWORD) as opened:
        with opened.write("add", actor) as session:
            session.add(person("Кейін"))
        shutil.copytree(file, left)
    assert told("check", left).code == Exit.DONE
    assert "Кейін" in told("people", left).out
