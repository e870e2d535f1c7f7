"""The commands `create` and `demo`: a new file, its recovery code once, and nothing half-made."""

import json
import subprocess
import sys
from pathlib import Path
from subprocess import PIPE

import pytest

from ssu_desktop.actions.demo import facility
from ssu_desktop.commands import STOPPED
from ssu_desktop.commands.exits import Exit
from ssu_desktop.storage import open_data_file
from tests.commands.conftest import Told

NAME = "«Мейірім» <b>орталығы</b> & Ко"


def test_a_file_is_made_with_its_units_and_its_code_opens_it(
    told: Told, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SSU_PASSWORD", "үш сөзден тұратын")
    path = tmp_path / "жаңа қалта" / "Орталық 1.ssu"
    units = ["--unit", "Стационар: 1-қабат:S:20", "--unit", "Күндізгі:d:30"]
    said = told("create", path, "--organisation", NAME, *units)
    assert said.code == Exit.DONE
    code = said.out.split()[-1]
    with open_data_file(path, recovery_code=code) as opened:
        assert opened.logins == ("admin",)
    assert json.loads(told("people", path, "--unit", "стационар: 1-қабат", "--json").out) == []
    assert told("create", path, "--organisation", NAME, *units).code == Exit.CANNOT_WRITE
    assert told("check", path).code == Exit.DONE


@pytest.mark.parametrize(
    ("organisation", "units"),
    [
        ("", ["Стационар:S:20"]),
        ("x", [":S:20"]),
        ("x", ["а:S:0"]),
        ("x", ["а:S:-5"]),
        ("x", ["а:S:999999999999"]),
        ("x", ["а:S:5", "а:D:5"]),
        ("x" * 100_000, ["а:S:5"]),
        ("x", ["а" * 100_000 + ":S:5"]),
    ],
)
def test_a_facility_that_cannot_be_is_refused_and_leaves_nothing(
    told: Told, tmp_path: Path, organisation: str, units: list[str]
) -> None:
    words = [word for unit in units for word in ("--unit", unit)]
    said = told("create", tmp_path / "a.ssu", "--organisation", organisation, *words)
    assert said.code == Exit.BAD_INPUT
    assert not list(tmp_path.iterdir())


def test_a_short_password_is_refused(told: Told, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SSU_PASSWORD", "қысқа")
    said = told("create", tmp_path / "a.ssu", "--organisation", "x", "--unit", "а:S:5")
    assert said.code == Exit.BAD_INPUT
    assert not list(tmp_path.iterdir())


def test_a_place_that_cannot_hold_a_file_is_told(told: Told, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    for place in (tmp_path, tmp_path / "file", tmp_path / "file" / "a.ssu", tmp_path / ("x" * 300), Path()):
        said = told("create", place, "--organisation", "x", "--unit", "а:S:5")
        assert said.code == Exit.CANNOT_WRITE, place
    assert told("demo", tmp_path / "file").code == Exit.CANNOT_WRITE
    assert told("tour", tmp_path / "file").code == Exit.CANNOT_WRITE
    assert [path.name for path in tmp_path.iterdir()] == ["file"]


def test_a_demo_does_not_replace_another(told: Told, demo: Path) -> None:
    before = (demo / "keys.json").read_bytes()
    said = told("demo", demo.parent)
    assert said.code == Exit.CANNOT_WRITE
    assert (demo / "keys.json").read_bytes() == before


def test_a_demo_that_was_stopped_leaves_nothing_in_the_way(
    told: Told, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stop(*_staff: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(facility, "_add_staff", stop)
    assert told("demo", tmp_path).code == STOPPED
    assert not list(tmp_path.iterdir())


def test_a_file_whose_recovery_code_nobody_could_see_is_not_kept(tmp_path: Path) -> None:
    words = ["create", str(tmp_path / "a.ssu"), "--organisation", "x", "--unit", "а:S:5"]
    with Path("/dev/full").open("wb") as full:
        ended = subprocess.run([sys.executable, "-m", "ssu_desktop", *words], stdout=full, stderr=PIPE)  # noqa: S603 - ours
    assert ended.returncode == Exit.CANNOT_WRITE
    assert len(ended.stderr.splitlines()) == 1
    assert not list(tmp_path.iterdir())
