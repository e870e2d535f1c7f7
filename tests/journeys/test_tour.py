"""The tour, as the README's pictures come from it: every screen in both languages, every form as a PDF."""

import shutil
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pypdfium2
import pytest
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication

from ssu_desktop.actions.printing import FORM_CODES
from ssu_desktop.app import sights
from ssu_desktop.app.tour import make_tour
from ssu_desktop.language import Language

TODAY = date(2026, 3, 12)
PLACES = ("today", "today-calendar", "people", "queue", "journal", "present", "unit", "orders", "settings")
SECTIONS = ("units", "prices", "orders", "calendar", "law", "departures")
DIALOGS = ("admission", "checklist", "scan")
PLANS = ("assessment", "services", "trend", "binder", "monitoring", "monitoring-progress", "pack", "signing")
BEFORE = ("unlock", "first-start")
TABS = ("overview", "file", "movements", "plan", "monitoring", "printed", "history")


@pytest.fixture(scope="module")
def tour(
    qapp: QApplication, demo_made: Path, tmp_path_factory: pytest.TempPathFactory
) -> tuple[Path, Sequence[Path]]:
    """The folder of a tour through a copy of the demo, and what it wrote; the pictures do not wait long."""
    folder = tmp_path_factory.mktemp("tour")
    shutil.copytree(demo_made, folder / demo_made.name)
    with pytest.MonkeyPatch.context() as quick:
        quick.setattr(sights, "_SETTLE_MS", 1)
        return folder, list(make_tour(folder, clock=lambda: TODAY))


def test_each_place_and_each_tab_is_pictured_at_the_size_of_a_small_display(
    tour: tuple[Path, Sequence[Path]],
) -> None:
    folder, written = tour
    pictures = {path.stem: path for path in written if path.suffix == ".png"}
    people = [f"{who}-{tab}" for who in ("person", "monitored", "temporary") for tab in TABS]
    sections = [f"settings-{code}" for code in SECTIONS]
    wanted = [*BEFORE, *PLACES, *sections, *DIALOGS, *PLANS, "import", *people, "temporary-card"]
    assert {f"{language}-{name}" for language in Language for name in wanted} <= pictures.keys()
    assert sorted(pictures.values()) == sorted((folder / "screens").glob("*.png"))
    sizes = {name: QImage(str(path)).size().toTuple() for name, path in pictures.items()}
    assert {name: size for name, size in sizes.items() if size != (1366, 768)} == {}


def test_no_picture_is_the_same_in_both_languages(tour: tuple[Path, Sequence[Path]]) -> None:
    folder, _written = tour
    for kazakh in (folder / "screens").glob("kk-*.png"):
        russian = kazakh.with_name(kazakh.name.replace("kk-", "ru-", 1))
        assert QImage(str(kazakh)) != QImage(str(russian)), kazakh.name


def test_each_form_is_there_filled_and_empty_in_both_languages(tour: tuple[Path, Sequence[Path]]) -> None:
    _folder, written = tour
    forms = {path.stem: path for path in written if path.suffix == ".pdf"}
    wanted = {
        f"{form}-{language}{end}" for form in FORM_CODES for language in Language for end in ("", "-blank")
    }
    assert forms.keys() == wanted
    for path in forms.values():
        document = pypdfium2.PdfDocument(path)
        assert len(document) >= 1
        assert document[0].get_textpage().count_chars() > 100
        document.close()
