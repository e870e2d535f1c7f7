"""A person's papers from the scan to the transfer, in the real window, by keys and clicks.

A scan is attached and seen; an original is taken into custody with act and receipt; the person is transferred
out and the program warns of the original; it is given back; the order is written; the package is printed.
"""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QFileDialog

from ssu_desktop.actions.custody import custody_of
from ssu_desktop.actions.demo import LOGIN, PASSWORD
from ssu_desktop.actions.opening import open_desk
from ssu_desktop.actions.people import PeopleQuery, list_people
from ssu_desktop.actions.printouts import list_printouts
from ssu_desktop.app.window import Program
from ssu_desktop.language import Language, _
from ssu_desktop.records.kinds import MovementKind, Status, UnitKind
from ssu_desktop.screens.custody_form import GiveBackDialog, TakeInDialog
from ssu_desktop.screens.document_line import DocumentLine
from ssu_desktop.screens.file_tab import FileTab
from ssu_desktop.screens.movement_form import MovementDialog
from ssu_desktop.screens.movements import MovementsTab
from ssu_desktop.screens.order_form import OrderDialog
from ssu_desktop.screens.orders import OrdersScreen
from ssu_desktop.screens.paper_dialog import PackageDialog, PaperDialog
from ssu_desktop.screens.person import PersonScreen
from ssu_desktop.screens.scan_dialog import ScanDialog
from tests.journeys.conftest import TODAY
from tests.journeys.hands import CTRL, Hands, Pictures, settle, text_of
from tests.journeys.seeing import clipped_words, foreign_words, words_in
from tests.support.papers import pdf

PERSON = "Қасымова Айгүл"


class Papers:
    """One clerk before one person's page."""

    def __init__(self, program: Program, hands: Hands, demo: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.program, self.hands, self.monkeypatch = program, hands, monkeypatch
        self.pictures = Pictures("papers")
        self.remarks: list[str] = []
        program.sign_in(open_desk(demo, LOGIN, PASSWORD, clock=lambda: TODAY))
        assert program.desk is not None
        assert program.shell is not None
        self.desk, self.shell = program.desk, program.shell
        self.person_id = list_people(self.desk, PeopleQuery(text=PERSON)).rows[0].id
        self.shell.open_place("people")
        self.page = PersonScreen(self.desk, self.person_id)
        self.shell.open_screen(self.page)

    def file(self) -> FileTab:
        """Go to the file."""
        self.page.show_tab("file")
        tab = self.page.tab()
        assert isinstance(tab, FileTab)
        settle()
        return tab

    def answers(self, path: Path) -> None:
        """Let the windows that ask for a file answer with `path`."""
        for asked in ("getOpenFileName", "getSaveFileName"):
            self.monkeypatch.setattr(QFileDialog, asked, lambda *_args, **_kw: (str(path), ""))

    def look(self, window: QDialog, name: str) -> None:
        """Keep a picture, and every word that is clipped."""
        settle()
        self.pictures.take(window, name)
        self.remarks += [f"{name}: {word}" for word in clipped_words(window)]

    def look_around(self, name: str) -> None:
        """Look at the window in both languages."""
        for language in (Language.RU, Language.KK):
            self.hands.click(self.shell.top.language.button(language.value))
            settle()
            self.pictures.take(self.shell, f"{name}-{language}")
            own = frozenset({"куәлік.pdf", "сейф"})
            self.remarks += [f"{name} in {language}: {w}" for w in foreign_words(self.shell, language, own)]
            self.remarks += [f"{name} in {language}: {word}" for word in clipped_words(self.shell)]


@pytest.fixture
def papers(program: Program, hands: Hands, demo: Path, monkeypatch: pytest.MonkeyPatch) -> Papers:
    """The page of Қасымова in the demo."""
    return Papers(program, hands, demo, monkeypatch)


def test_from_the_scan_to_the_package_of_a_transfer(papers: Papers, tmp_path: Path) -> None:
    _attach_and_see(papers, tmp_path)
    _take_in(papers, tmp_path)
    papers.look_around("file")
    _warned_at_leaving(papers)
    _give_back(papers)
    _transfer_out(papers)
    _write_order(papers)
    _print_package(papers, tmp_path / "package.pdf")
    papers.shell.open_place("orders")
    assert isinstance(papers.shell.screen_in_front(), OrdersScreen)
    papers.look_around("orders")
    assert not papers.remarks, "\n" + "\n".join(papers.remarks)


def _attach_and_see(papers: Papers, folder: Path) -> None:
    scan = folder / "куәлік.pdf"
    scan.write_bytes(pdf(pages=2))
    papers.answers(scan)
    line = _identity(papers.file())
    line.setFocus()
    papers.hands.press(Qt.Key.Key_Insert, CTRL)
    tab = papers.file()
    papers.hands.wait(lambda: bool(_identity(tab).row.scans))

    def see(dialog: QDialog) -> None:
        assert isinstance(dialog, ScanDialog)
        papers.look(dialog, "scan")
        papers.hands.press(Qt.Key.Key_PageDown)
        assert dialog.place.text() == "2 / 2"
        papers.hands.click(dialog.close_it)

    attached = _identity(papers.file())
    papers.hands.in_dialog(lambda: papers.hands.click(attached.look), see)


def _identity(tab: FileTab) -> DocumentLine:
    lines = [line for line in tab.lines.all if isinstance(line, DocumentLine)]
    return next(line for line in lines if line.row.code == "S.file.identity")


def _take_in(papers: Papers, folder: Path) -> None:
    def fill(dialog: QDialog) -> None:
        assert isinstance(dialog, TakeInDialog)
        dialog.fields["S.custody.pension"].editor.setFocus()
        papers.hands.press(Qt.Key.Key_Space)
        papers.hands.fill(dialog.fields["number:S.custody.pension"], "118-204")
        papers.hands.click(dialog.go)
        papers.look(dialog, "no-consent")
        assert dialog.isVisible()  # without consent nothing is kept
        papers.hands.fill(dialog.fields["consent_on"], "12.3.26")
        papers.hands.click(dialog.go)

    tab = papers.file()
    papers.hands.in_dialog(lambda: papers.hands.click(tab.custody.card.take), fill)
    for form, said in (("custody-act", "АКТІСІ"), ("custody-receipt", "ҚОЛХАТ")):
        target = folder / f"{form}.pdf"
        _save(papers, target, lambda form=form: tab.custody.card.lines[0].print_asked.emit(form))
        assert said in " ".join(text_of(target))
        assert "118-204" in " ".join(text_of(target))


def _save(papers: Papers, target: Path, open_it: Callable[[], object]) -> None:
    papers.answers(target)

    def save(dialog: QDialog) -> None:
        assert isinstance(dialog, PaperDialog)
        papers.look(dialog, target.stem)
        papers.hands.click(dialog.save)

    papers.hands.in_dialog(open_it, save)


def _leaving(papers: Papers) -> Callable[[], object]:
    return papers.hands.pick(papers.page.band.acts.menu(), "Басқа ұйымға ауыстыру").trigger


def _fill_transfer(papers: Papers, dialog: QDialog) -> MovementDialog:
    assert isinstance(dialog, MovementDialog)
    papers.hands.fill(dialog.fields["happened_on"], "12.3.26")
    papers.hands.fill(dialog.fields["order_number"], "31-ө")
    papers.hands.fill(dialog.fields["order_date"], "12.3.26")
    papers.hands.fill(dialog.fields["destination"], "«Шапағат» медициналық-әлеуметтік мекемесі")
    papers.hands.click(dialog.go)
    return dialog


def _warned_at_leaving(papers: Papers) -> None:
    def warned(dialog: QDialog) -> None:
        form = _fill_transfer(papers, dialog)
        assert form.isVisible()
        assert any("түпнұсқаларды қайтарыңыз" in text for _widget, text in words_in(form))
        papers.look(form, "warned")
        papers.hands.press(Qt.Key.Key_Escape)

    def discard() -> None:
        papers.monkeypatch.setattr(MovementDialog, "_may_discard", lambda _dialog: True)
        papers.hands.in_dialog(_leaving(papers), warned)

    discard()
    assert papers.page.header is not None
    assert papers.page.header.status is Status.RECEIVING


def _give_back(papers: Papers) -> None:
    tab = papers.file()
    tab.custody.card.lines[0].setFocus()

    def give(dialog: QDialog) -> None:
        assert isinstance(dialog, GiveBackDialog)
        papers.look(dialog, "give-back")
        papers.hands.press(Qt.Key.Key_Return, CTRL)

    papers.hands.in_dialog(lambda: papers.hands.press(Qt.Key.Key_Return), give)
    assert tab.page is not None
    assert all(row.returned_on == TODAY for row in custody_of(papers.desk, tab.page.file_id))


def _transfer_out(papers: Papers) -> None:
    papers.hands.in_dialog(_leaving(papers), lambda dialog: _fill_transfer(papers, dialog))
    papers.page.refresh()
    assert papers.page.header is not None
    assert papers.page.header.status is Status.TRANSFERRED
    assert papers.page.header.stay is not None
    assert papers.page.header.stay.unit_kind is UnitKind.STATIONARY


def _write_order(papers: Papers) -> None:
    papers.page.show_tab("movements")
    tab = papers.page.tab()
    assert isinstance(tab, MovementsTab)

    def write(dialog: QDialog) -> None:
        assert isinstance(dialog, OrderDialog)
        papers.look(dialog, "order")
        assert dialog.fields["number"].value() == "31-ө"
        papers.hands.press(Qt.Key.Key_Return, CTRL)

    settle()
    last = next(line for line in tab.cards[0].lines if line.row.kind is MovementKind.TRANSFERRED_OUT)
    papers.hands.in_dialog(lambda: papers.hands.click(last.order), write)
    papers.look_around("movements")


def _print_package(papers: Papers, target: Path) -> None:
    papers.answers(target)
    package = papers.hands.pick(papers.page.band.print.menu(), _("Package of a transfer"))

    def save(dialog: QDialog) -> None:
        assert isinstance(dialog, PackageDialog)
        papers.look(dialog, "package")
        papers.hands.click(dialog.save)

    papers.hands.in_dialog(package.trigger, save)
    said = " ".join(text_of(target))
    for piece in ("ТІЗІМДЕМЕСІ", "ҚАБЫЛДАУ-ТАПСЫРУ АКТІСІ", "БҰЙРЫҚ № 31-ө", "Шапағат", "Көшірмесі дұрыс"):
        assert piece in said, piece
    forms = {row.form for row in list_printouts(papers.desk, papers.person_id)}
    assert {"custody-act", "custody-receipt", "inventory", "transfer-act", "order"} <= forms
