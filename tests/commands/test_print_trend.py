"""`print`: the curves of a person or of a unit, how a unit does."""

import json
from pathlib import Path

import pypdfium2
import pytest

from ssu_desktop.commands.exits import Exit
from tests.commands.conftest import TODAY, Told

UNIT = "Стационар"


def _scored(told: Told, demo: Path) -> str:
    """Return somebody of the unit who was assessed."""
    rows = json.loads(told("scores", demo, "--unit", UNIT, "--json").out)
    return str(rows[0]["person_id"])


def _text(path: Path) -> str:
    document = pypdfium2.PdfDocument(path)
    try:
        return "".join(page.get_textpage().get_text_bounded() for page in document)
    finally:
        document.close()


@pytest.mark.parametrize(("language", "title"), [("kk", "Бағалау ұпайларының"), ("ru", "Динамика баллов")])
def test_the_curves_of_a_person_and_of_a_unit(
    told: Told, demo: Path, tmp_path: Path, language: str, title: str
) -> None:
    out, common = tmp_path / "out.pdf", ("--language", language, "--on", TODAY)
    said = told("print", demo, "trend", "--person", _scored(told, demo), "-o", out, *common)
    assert said.code == Exit.DONE
    assert _text(out).count(title) == 2  # the title, and the line at the foot
    said = told("print", demo, "trend", "--unit", UNIT, "-o", out, *common)
    assert said.code == Exit.DONE
    assert _text(out).count(title) > 4
    assert "Пропущено" in said.err  # who was never assessed is named


def test_how_a_unit_does(told: Told, demo: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.pdf"
    said = told("print", demo, "progress", "--unit", UNIT, "-o", out, "--language", "ru", "--on", TODAY)
    assert said.code == Exit.DONE
    assert "▼" in _text(out)


def test_how_a_unit_does_is_not_printed_for_one_person(told: Told, demo: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.pdf"
    said = told("print", demo, "progress", "--person", _scored(told, demo), "-o", out, "--on", TODAY)
    assert said.code == Exit.USAGE
    assert not out.exists()


@pytest.mark.parametrize(
    ("form", "title"), [("needs", "Лист оценки потребностей"), ("case-history", "История социальной работы")]
)
def test_the_papers_of_needs_are_of_a_person_who_has_them_or_empty(
    told: Told, demo: Path, tmp_path: Path, form: str, title: str
) -> None:
    out, person = tmp_path / "out.pdf", ("--person", _scored(told, demo))
    assert told("print", demo, form, *person, "-o", out, "--on", TODAY).code == Exit.NOT_FOUND
    assert told("print", demo, form, "--blank", "--language", "ru", "-o", out).code == Exit.DONE
    assert title in _text(out)
