"""From two paper registers to signed forms at the command line alone, each step a program of its own."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pypdfium2

TOP = Path(__file__).parents[2]
SAMPLES = TOP / "tests" / "exchange" / "registers"
STATIONARY, TEMPORARY = "Стационар: 1-қабат", "Отделение «Надежда» & Ко"
UNITS = ("--unit", f"{STATIONARY}:S:80", "--unit", f"{TEMPORARY}:T:20")
TODAY = ("--on", "2026-03-12")


def _ssu(folder: Path, *words: str, code: int = 0) -> "subprocess.CompletedProcess[str]":
    """Run the program in `folder` as a script does, and look at its exit code and at its stderr."""
    without = {"DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"}
    environment = {name: value for name, value in os.environ.items() if name not in without}
    environment |= {"SSU_LANGUAGE": "ru", "PYTHONPATH": str(TOP)}
    command = [sys.executable, "-m", "ssu_desktop", *words, "--password-file", "құпиясөз.txt"]
    ended = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True)  # noqa: S603 - ours
    assert ended.returncode == code, ended
    assert "Traceback" not in ended.stderr
    assert code == 0 or len(ended.stderr.splitlines()) == 1
    return ended


def _told(folder: Path, *words: str) -> Any:
    return json.loads(_ssu(folder, *words, "--json", *TODAY).stdout)


def _pages(path: Path) -> list[str]:
    document = pypdfium2.PdfDocument(path)
    try:
        return [page.get_textpage().get_text_bounded() for page in document]
    finally:
        document.close()


def test_two_registers_become_printed_forms_without_a_window(tmp_path: Path) -> None:
    folder = tmp_path / "Менің құжаттарым"
    folder.mkdir()
    (folder / "құпиясөз.txt").write_text("үш бөлек сөз ғана\n", encoding="utf-8")
    file = "орталық 2026.ssu"

    made = _ssu(folder, "create", file, "--organisation", "«Мейірім» орталығы", *UNITS, *TODAY)
    assert made.stdout.count("-") == 7
    _ssu(folder, "create", file, "--organisation", "x", *UNITS, code=8)

    for language, unit, count in (("kk", STATIONARY, 60), ("ru", TEMPORARY, 45)):
        book = str(SAMPLES / f"register_{language}.xlsx")
        taken_in = _told(folder, "import", file, book, "--unit", unit)
        assert (taken_in["imported"], taken_in["already_known"]) == (count, 0)
    again = _told(folder, "import", file, book, "--unit", TEMPORARY)
    assert (again["imported"], again["already_known"]) == (0, 45)

    people = _told(folder, "people", file)
    assert len(people) == len({each["id"] for each in people}) == 105
    served = _told(folder, "people", file, "--unit", TEMPORARY)
    assert {each["unit_kind"] for each in served} == {"T"}
    present = next(each for each in served if each["status"] == "receiving")
    surname = present["name"].split()[0]
    assert present in _told(folder, "people", file, "--find", surname.lower())

    printing = ("print", file)
    for language, form in (("kk", "annex-2"), ("ru", "annex-3"), ("kk", "annex-9")):
        words = ("--person", present["id"], "--language", language, "-o", f"{form} толық.pdf")
        _ssu(folder, *printing, form, *words, *TODAY)
        assert surname in "".join(_pages(folder / f"{form} толық.pdf"))
    for form in ("annex-4", "annex-5"):
        _ssu(folder, *printing, form, "--blank", "--language", "ru", "-o", f"{form}.pdf")
        assert all(_pages(folder / f"{form}.pdf"))
    _ssu(folder, *printing, "annex-4", "--person", present["id"], "-o", "жоспар.pdf", *TODAY, code=7)
    assert not (folder / "жоспар.pdf").exists()

    assert "исправен" in _ssu(folder, "check", file).stdout
    _ssu(folder, "open", file, code=11)
    beside = {path.name for path in folder.iterdir() if path.suffix != ".pdf"}
    assert beside == {file, f"{file}-backups", "құпиясөз.txt"}
