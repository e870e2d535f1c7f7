"""The command `import`: the samples, hostile workbooks, and nothing that comes in half."""

import json
from pathlib import Path
from typing import Any

import pytest
from xlsxwriter import Workbook

from ssu_desktop.commands.exits import Exit
from ssu_desktop.records.kinds import UnitKind
from tests.commands.conftest import TODAY, UNITS, Told
from tests.support.books import HEADINGS, NASTY_NAMES, write_bomb, write_book, write_empty_rows

SAMPLES = Path(__file__).parent.parent / "exchange" / "registers"
UNIT = UNITS[UnitKind.STATIONARY][1]


def _imported(told: Told, file: Path, book: Path, *words: str) -> dict[str, Any]:
    said = told("import", file, book, "--unit", UNIT, "--json", "--on", TODAY, *words)
    assert (said.code, said.err) == (Exit.DONE, "")
    found: dict[str, Any] = json.loads(said.out)
    assert list(found) == ["imported", "already_known", "doubtful"]
    for doubt in found["doubtful"]:
        assert list(doubt) == ["row", "reason"]
        assert isinstance(doubt["row"], int)
        assert "{" not in doubt["reason"] or "{name}" in doubt["reason"]
    return found


def _people(told: Told, file: Path) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(told("people", file, "--json").out)
    return found


@pytest.mark.parametrize(("language", "count"), [("kk", 60), ("ru", 45)])
def test_a_sample_comes_in_once_and_a_dry_run_changes_nothing(
    told: Told, file: Path, language: str, count: int
) -> None:
    book = SAMPLES / f"register_{language}.xlsx"
    dry = _imported(told, file, book, "--dry-run")
    assert (dry["imported"], dry["already_known"]) == (count, 0)
    assert _people(told, file) == []
    assert _imported(told, file, book) == dry
    people = _people(told, file)
    assert len(people) == count
    again = _imported(told, file, book)
    assert (again["imported"], again["already_known"]) == (0, count)
    assert _people(told, file) == people
    assert told("check", file).code == Exit.DONE


def test_both_samples_stand_side_by_side(told: Told, file: Path) -> None:
    for language in ("kk", "ru"):
        _imported(told, file, SAMPLES / f"register_{language}.xlsx")
    people = _people(told, file)
    assert len(people) == 105
    iins = [each["iin"] for each in people if each["iin"]]
    assert len(set(iins)) == len(iins)


def test_the_reasons_are_told_in_the_users_language(
    told: Told, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    russian = _imported(told, file, SAMPLES / "register_kk.xlsx", "--dry-run")["doubtful"]
    monkeypatch.setenv("SSU_LANGUAGE", "kk")
    kazakh = _imported(told, file, SAMPLES / "register_kk.xlsx", "--dry-run")["doubtful"]
    assert [each["row"] for each in russian] == [each["row"] for each in kazakh]
    assert all(one["reason"] != other["reason"] for one, other in zip(russian, kazakh, strict=True))
    said = told("import", file, SAMPLES / "register_kk.xlsx", "--unit", UNIT, "--dry-run")
    assert len(said.out.splitlines()) == 1 + len(kazakh)


def test_an_unknown_unit_takes_nobody_in(told: Told, file: Path) -> None:
    for name in ("Подвал", "", "S"):
        said = told("import", file, SAMPLES / "register_ru.xlsx", "--unit", name)
        assert said.code == Exit.NOT_FOUND
        assert UNIT in said.err
    assert _people(told, file) == []


def test_what_is_no_register_is_refused_whatever_it_is_called(told: Told, file: Path, tmp_path: Path) -> None:
    text = tmp_path / "тізім 2026 (соңғы).xlsx"
    text.write_text("Ф.И.О.;ИИН\nОмаров;1\n")
    cut = tmp_path / "cut.xlsx"
    cut.write_bytes((SAMPLES / "register_kk.xlsx").read_bytes()[:5000])
    (tmp_path / "empty.xlsx").touch()
    books = [
        text,
        cut,
        write_bomb(tmp_path / "bomb.xlsx"),
        write_book(tmp_path / "headless.xlsx", ("Омаров", "x"), headings=("а", "б")),
        write_book(tmp_path / "nothing.xlsx", headings=()),
        tmp_path / "empty.xlsx",
        tmp_path / "absent.xlsx",
        tmp_path,
        file / "data.db",
        tmp_path / ("x" * 300),
    ]
    for book in books:
        said = told("import", file, book, "--unit", UNIT)
        assert said.code == Exit.BAD_INPUT, book
        assert book.name in said.err or "лист" in said.err.lower() or "заголов" in said.err.lower(), said.err
    assert _people(told, file) == []
    assert told("check", file).code == Exit.DONE


def test_hundred_thousand_empty_rows_hide_nobody(told: Told, file: Path, tmp_path: Path) -> None:
    row = (1, "Омаров Ерлан", None, "01.02.1950", "04.03.2026 № 5", "")
    found = _imported(told, file, write_empty_rows(tmp_path / "long.xlsx", 100_000, row))
    assert found["imported"] == 1


def test_nasty_cells_come_in_whole_or_are_told(told: Told, file: Path, tmp_path: Path) -> None:
    rows = [
        (number, name, None, f"0{number}.02.1950", "04.03.2026 № 5", "")
        for number, name in enumerate(NASTY_NAMES[:-1], 1)
    ]
    rows += [
        (11, "Ежелгі Адам", None, "01.01.0001", "04.03.2026 № 5", ""),
        (12, "Болашақ Адам", None, "01.01.2999", "31.12.2999 № 5", ""),
        (13, "Нөмір Ұзын", None, "01.02.1951", "04.03.2026 № " + "9" * 500, ""),
        (14, "=2+5", None, "=TODAY()", '=HYPERLINK("http://x","y")', "=1/0"),
        (15, "Х" * 5000, None, "01.02.1952", "04.03.2026 № 6", "y" * 32_000),
    ]
    found = _imported(told, file, write_book(tmp_path / "nasty.xlsx", *rows))
    people = {each["name"]: each for each in _people(told, file)}
    assert found["imported"] == len(people) >= len(rows) - 1
    doubted = {doubt["row"] for doubt in found["doubtful"]}
    assert {8, 9, 10} <= doubted
    assert any("<b>" in name and "&amp;" in name for name in people)
    assert any("😀" in name for name in people)
    assert all(name.isprintable() and len(name) <= 640 for name in people)
    assert people["Ежелгі Адам"]["born"] is None
    assert people["Болашақ Адам"]["born"] is None
    again = _imported(told, file, tmp_path / "nasty.xlsx")
    assert again["imported"] == 0
    assert told("check", file).code == Exit.DONE


def test_a_register_with_headings_alone_brings_nobody(told: Told, file: Path, tmp_path: Path) -> None:
    said = told(
        "import", file, write_book(tmp_path / "new.xlsx", headings=HEADINGS), "--unit", UNIT, "--json"
    )
    assert said.code in {Exit.DONE, Exit.BAD_INPUT}
    assert _people(told, file) == []


def test_the_sheets_of_which_nothing_comes_in_are_named(told: Told, file: Path, tmp_path: Path) -> None:
    path = tmp_path / "two.xlsx"
    with Workbook(path) as made:
        for name in ("Тізім", "Мұрағат"):
            sheet = made.add_worksheet(name)
            sheet.write_row(0, 0, ("Тегі, аты, әкесінің аты", "Туған күні"))
            sheet.write_row(1, 0, (f"Омаров Ерлан {name}", "01.02.1950"))
    said = told("import", file, path, "--unit", UNIT, "--json", "--on", TODAY)
    assert json.loads(said.out)["imported"] == 1
    assert "Мұрағат" in said.err
