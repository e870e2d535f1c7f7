"""Reports of mistakes of the program: places and kinds, never what was typed."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import text

from ssu_desktop.actions.desk import Desk
from ssu_desktop.actions.error_reports import (
    copy_reports,
    keep_report,
    list_reports,
    report_of,
    reports_folder,
)

NOW = datetime(2026, 11, 26, 18, 0, tzinfo=UTC)
TYPED = "Қасымова Айгүл 430511400127"


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep out of the home folder."""
    for variable in ("HOME", "XDG_DATA_HOME"):
        monkeypatch.setenv(variable, str(tmp_path))


def mistake(desk: Desk) -> BaseException:
    """Return an error in whose words the database tells what was asked for."""
    try:
        try:
            with desk.read() as session:
                session.execute(text("SELECT * FROM nowhere WHERE name = :name"), {"name": TYPED})
        except Exception as error:
            raise RuntimeError(f"could not save {TYPED}") from error
    except RuntimeError as error:
        return error
    raise AssertionError


def test_a_report_names_kinds_and_places_and_nothing_that_was_typed(desk: Desk, tmp_path: Path) -> None:
    error = mistake(desk)
    assert TYPED in str(error)
    assert TYPED in str(error.__cause__)
    report = report_of(error, NOW)
    for part in (*TYPED.split(), "nowhere", str(tmp_path), str(Path(__file__).parent)):
        assert part not in report
    assert "OperationalError" in report
    assert "RuntimeError" in report
    assert "test_error_reports.py:" in report
    assert "SSU Desktop 0" in report


def test_reports_are_kept_the_last_twenty_and_copied_as_one_file(desk: Desk, tmp_path: Path) -> None:
    error = mistake(desk)
    for minute in range(25):
        keep_report(error, NOW + timedelta(minutes=minute))
    assert len(list_reports()) == 20
    assert list_reports()[0].name == "error-2026-11-26-182400.txt"
    assert list_reports()[0].parent == reports_folder()
    stick = tmp_path / "stick"
    stick.mkdir()
    copied = copy_reports(stick, NOW)
    assert list(stick.iterdir()) == [copied]
    assert copied.read_text(encoding="utf-8").count("OperationalError") >= 20
