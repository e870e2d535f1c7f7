"""The command `print`: into a PDF, with exit codes, and nothing remembered where nothing was written."""

from pathlib import Path

import pytest

from ssu_desktop.actions.opening import open_desk
from ssu_desktop.actions.printing import list_printouts
from ssu_desktop.commands import run
from ssu_desktop.commands.exits import Exit
from ssu_desktop.records import Organisation, User
from ssu_desktop.records.kinds import Role, Status
from tests.support.datafile import LOGIN, PASSWORD, prepared_file
from tests.support.people import day_unit, person, stay_of


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a closed data file with one person in a day unit; the password is in the environment."""
    prepared = prepared_file(tmp_path)
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
        session.add(Organisation(name_kk="«Мейірім»", name_ru="«Мейірім»"))
        unit, someone = day_unit(), person("Әбенов", "Серік")
        stay = stay_of(someone, unit)
        stay.status = Status.RECEIVING
        session.add_all([unit, someone, stay])
    monkeypatch.setenv("SSU_PASSWORD", PASSWORD)
    monkeypatch.setenv("SSU_LANGUAGE", "ru")
    return prepared.path


def _printouts(file: Path) -> int:
    desk = open_desk(file, LOGIN, PASSWORD)
    try:
        return len(list_printouts(desk))
    finally:
        desk.file.close()


def test_a_unit_is_printed_into_one_file_and_remembered(file: Path, tmp_path: Path) -> None:
    out = tmp_path / "covers.pdf"
    words = ["print", str(file), "annex-3", "--unit", "дневное отделение", "--language", "ru", "-o", str(out)]
    assert run(words) == Exit.DONE
    assert out.read_bytes().startswith(b"%PDF")
    assert [path.name for path in tmp_path.glob("*.p*")] == ["covers.pdf"]
    assert _printouts(file) == 1


def test_what_lacks_is_said_in_one_line_and_leaves_no_file(
    file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "plans.pdf"
    assert (
        run(["print", str(file), "annex-4", "--unit", "Күндізгі бөлімше", "-o", str(out)]) == Exit.NOT_FOUND
    )
    assert len(capsys.readouterr().err.splitlines()) == 1
    assert not list(tmp_path.glob("plans*"))


def test_where_the_file_cannot_be_written_nothing_is_remembered(file: Path, tmp_path: Path) -> None:
    out = tmp_path / "absent" / "covers.pdf"
    words = ["print", str(file), "annex-3", "--unit", "Күндізгі бөлімше", "-o", str(out)]
    assert run(words) == Exit.CANNOT_WRITE
    assert _printouts(file) == 0


def test_a_word_that_is_no_id_is_refused(file: Path, tmp_path: Path) -> None:
    words = ["print", str(file), "annex-3", "--person", "Әбенов", "-o", str(tmp_path / "x.pdf")]
    assert run(words) == Exit.USAGE
    assert not (tmp_path / "x.pdf").exists()


def test_an_empty_form_is_printed(file: Path, tmp_path: Path) -> None:
    out = tmp_path / "blank.pdf"
    assert run(["print", str(file), "annex-5", "--blank", "-o", str(out)]) == Exit.DONE
    assert _printouts(file) == 0
