"""Commands run in this process on closed data files; what they said comes back."""

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest

from ssu_desktop.actions.demo import make_demo
from ssu_desktop.commands import run
from ssu_desktop.records import Organisation, Unit, User
from ssu_desktop.records.kinds import Role, UnitKind
from ssu_desktop.storage import open_data_file
from tests.support.datafile import CHEAP, LOGIN, PASSWORD, prepared_file

TODAY = "2026-03-12"
UNITS = {
    UnitKind.STATIONARY: ("Стационар бөлімшесі", "Стационарное отделение"),
    UnitKind.DAY: ("Күндізгі бөлімше", "Дневное отделение"),
    UnitKind.TEMPORARY: ("Уақытша болу бөлімшесі", "Отделение временного пребывания"),
}


@dataclass(frozen=True)
class Said:
    """What a command ended with and said."""

    code: int
    out: str
    err: str


Told = Callable[..., Said]


@pytest.fixture
def told(capsys: pytest.CaptureFixture[str]) -> Told:
    """Return what runs a command; whatever fails says exactly one line on stderr and no traceback."""

    def tell(*words: object) -> Said:
        code = run([str(word) for word in words])
        said = capsys.readouterr()
        assert "Traceback" not in said.err
        if code > 1:
            assert said.err.startswith("ssu-desktop: ")
            assert len(said.err.splitlines()) == 1
            assert not said.out
        return Said(code, said.out, said.err)

    return tell


@pytest.fixture(autouse=True)
def environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """Speak Russian and know the password of the facility's file."""
    monkeypatch.setenv("SSU_LANGUAGE", "ru")
    monkeypatch.setenv("SSU_PASSWORD", PASSWORD)


@pytest.fixture(scope="session")
def facility(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a closed data file with three units and nobody in them; copy it, do not open it."""
    prepared = prepared_file(tmp_path_factory.mktemp("facility"))
    with prepared.open() as opened, opened.write("prepare", prepared.actor) as session:
        session.add(
            User(
                id=prepared.user_id,
                login=LOGIN,
                full_name="Айгүл",
                role=Role.ADMINISTRATOR,
                further_roles=(Role.HEAD,),
                sees_victims=True,
            )
        )
        session.add(Organisation(name_kk="«Мейірім» орталығы", name_ru="Центр «Мейірім»"))
        for position, (kind, (name_kk, name_ru)) in enumerate(UNITS.items()):
            session.add(Unit(name_kk=name_kk, name_ru=name_ru, kind=kind, capacity=50, position=position))
    return prepared.path


@pytest.fixture
def file(facility: Path, tmp_path: Path) -> Path:
    """Return a fresh copy of the facility in a folder with a space and Kazakh letters."""
    return Path(shutil.copytree(facility, tmp_path / "Қызмет құжаттары" / "орталық 1.ssu"))


@pytest.fixture(scope="session")
def demo_made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the demo as of 12 March 2026; its password is `demo`. Copy it, do not open it."""
    path = make_demo(tmp_path_factory.mktemp("demo"), clock=lambda: date.fromisoformat(TODAY))
    with open_data_file(path, password="demo") as opened:  # noqa: S106 - everybody knows it
        assert opened.user_id
        opened.put_user_slot(
            opened.user_id, opened.logins[0], "demo", cost=CHEAP
        )  # it is opened a hundred times
    return path


@pytest.fixture
def demo(demo_made: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a fresh copy of the demo, its password in the environment."""
    monkeypatch.setenv("SSU_PASSWORD", "demo")
    return Path(shutil.copytree(demo_made, tmp_path / "demo.ssu"))
