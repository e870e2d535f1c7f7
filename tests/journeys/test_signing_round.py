"""A signature round in the real window: a pack is printed, papers come back signed, the rest is listed."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog

from ssu_desktop.actions.demo import LOGIN, PASSWORD
from ssu_desktop.actions.opening import open_desk
from ssu_desktop.actions.signing import PaperQuery, found_papers
from ssu_desktop.app.window import Program
from ssu_desktop.language import Language, _
from ssu_desktop.screens.ask import FormDialog
from ssu_desktop.screens.list_dialog import ListDialog
from ssu_desktop.screens.pack_dialog import PackDialog
from ssu_desktop.screens.people import PeopleScreen
from ssu_desktop.screens.signing import SigningScreen
from tests.journeys.conftest import TODAY
from tests.journeys.hands import CTRL, Hands, Pictures, saves_to, settle, text_of
from tests.journeys.seeing import clipped_words, foreign_words


class Round:
    """One clerk with a pile of papers."""

    def __init__(self, program: Program, hands: Hands, demo: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.hands, self.monkeypatch = hands, monkeypatch
        self.pictures, self.remarks = Pictures("signing"), list[str]()
        program.sign_in(open_desk(demo, LOGIN, PASSWORD, clock=lambda: TODAY))
        assert program.desk is not None
        assert program.shell is not None
        self.desk, self.shell = program.desk, program.shell
        self.shell.open_place("people")

    def saving(self, kind: type[QDialog], name: str) -> Callable[[QDialog], None]:
        """Return what looks at a print dialog when its pages are drawn, and saves them."""

        def save(dialog: QDialog) -> None:
            assert isinstance(dialog, kind)
            settle()
            self.pictures.take(dialog, name)
            self.remarks += [f"{name}: {word}" for word in clipped_words(dialog)]
            self.hands.click_on(dialog, _("Save as PDF…"))

        return save

    def menu(self, text: str) -> Callable[[], object]:
        """Return what chooses a line of the menu of papers above the list of people."""
        people = self.shell.screen_in_front()
        assert isinstance(people, PeopleScreen)
        return self.hands.pick(people.papers.menu(), text).trigger

    def look_around(self, name: str, own: frozenset[str]) -> None:
        """Look at the window in both languages."""
        for language in (Language.RU, Language.KK):
            self.hands.click(self.shell.top.language.button(language.value))
            settle()
            self.pictures.take(self.shell, f"{name}-{language}")
            self.remarks += [f"{name} in {language}: {w}" for w in foreign_words(self.shell, language, own)]
            self.remarks += [f"{name} in {language}: {word}" for word in clipped_words(self.shell)]


@pytest.fixture
def clerk(program: Program, hands: Hands, demo: Path, monkeypatch: pytest.MonkeyPatch) -> Round:
    """The clerk of the demo."""
    return Round(program, hands, demo, monkeypatch)


def test_from_the_pack_to_the_list_of_what_is_not_signed(clerk: Round, tmp_path: Path) -> None:
    _print_pack(clerk, tmp_path / "pack.pdf")
    _one_comes_back(clerk)
    _the_rest_is_listed(clerk, tmp_path / "list.pdf")
    assert not clerk.remarks, "\n" + "\n".join(clerk.remarks)


def _print_pack(clerk: Round, target: Path) -> None:
    saves_to(target, clerk.monkeypatch)
    clerk.hands.in_dialog(clerk.menu(_("Print a pack of forms…")), clerk.saving(PackDialog, "pack"))
    clerk.hands.wait(lambda: bool(found_papers(clerk.desk, PaperQuery())))
    assert len(text_of(target)) > 20


def _one_comes_back(clerk: Round) -> None:
    clerk.menu(_("Papers to be signed"))()
    settle()
    screen = clerk.shell.screen_in_front()
    assert isinstance(screen, SigningScreen)
    clerk.look_around("signing", frozenset())
    code, count = screen.rows[3].code, len(screen.rows)
    screen.search.setFocus()
    clerk.hands.type(code)
    assert [row.code for row in screen.rows] == [code]

    def sign(dialog: QDialog) -> None:
        assert isinstance(dialog, FormDialog)
        clerk.pictures.take(dialog, "sign")
        clerk.remarks += [f"sign: {word}" for word in clipped_words(dialog)]
        clerk.hands.press(Qt.Key.Key_Return, CTRL)

    clerk.hands.in_dialog(lambda: clerk.hands.press(Qt.Key.Key_Return), sign)
    clerk.hands.press(Qt.Key.Key_Escape)
    assert len(screen.rows) == count - 1
    assert code not in {row.code for row in screen.rows}


def _the_rest_is_listed(clerk: Round, target: Path) -> None:
    screen = clerk.shell.screen_in_front()
    assert isinstance(screen, SigningScreen)
    saves_to(target, clerk.monkeypatch)
    clerk.hands.in_dialog(lambda: clerk.hands.click(screen.print), clerk.saving(ListDialog, "list"))
    listed = " ".join(text_of(target))
    assert all(row.code in listed for row in screen.rows)
