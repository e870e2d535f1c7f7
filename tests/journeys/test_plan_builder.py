"""A plan is revised by hand and key: services picked, a domain signed off, the changes marked, approved."""

from datetime import date
from pathlib import Path
from uuid import UUID

import pypdfium2
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from ssu_desktop.actions.demo import LOGIN, PASSWORD
from ssu_desktop.actions.desk import Desk
from ssu_desktop.actions.opening import open_desk
from ssu_desktop.actions.people import list_people
from ssu_desktop.actions.person import person_header
from ssu_desktop.actions.plan import plan_page
from ssu_desktop.actions.printing import print_form
from ssu_desktop.app.window import Program
from ssu_desktop.language import Language
from ssu_desktop.records import Printout
from ssu_desktop.records.kinds import Domain, PlanState
from ssu_desktop.screens.ask import FormDialog
from ssu_desktop.screens.person import PersonScreen
from ssu_desktop.screens.plan_cells import PlanColumn
from ssu_desktop.screens.plan_tab import PlanTab
from ssu_desktop.screens.service_picker import ServicePicker
from tests.journeys.hands import Hands


def _with_a_plan_in_force(desk: Desk) -> UUID:
    """Return somebody whose only plan is approved and has activities of its own in the first domain."""
    for row in list_people(desk).rows:
        header = person_header(desk, row.id)
        page = plan_page(desk, header.stay.id) if header is not None and header.stay is not None else None
        if page is None or page.plan is None or len(page.versions) > 1:
            continue
        if page.plan.state is PlanState.APPROVED and Domain.HOUSEHOLD in page.plan.points:
            return row.id
    raise AssertionError("nobody has an approved plan")


def _printed(desk: Desk, person_id: UUID, plan_id: UUID) -> str:
    """Return the words of a version's form in Russian."""
    pdf = print_form(desk, "annex-4", person_id, Language.RU, plan_id=plan_id).pdf
    with pypdfium2.PdfDocument(pdf) as document:
        pages = " ".join(page.get_textpage().get_text_bounded() for page in document)
    return " ".join(pages.split())


def _revise(hands: Hands, tab: PlanTab) -> None:
    def say_why(dialog: QDialog) -> None:
        assert isinstance(dialog, FormDialog)
        dialog.fields["reason"].editor.setFocus()
        hands.type("жағдайы өзгерді")
        hands.click(dialog.go)

    hands.in_dialog(lambda: hands.click(tab.buttons.revise), say_why)


def _pick(hands: Hands, tab: PlanTab, words: str) -> None:
    def choose(dialog: QDialog) -> None:
        assert isinstance(dialog, ServicePicker)
        hands.type(words)
        hands.press(Qt.Key.Key_Return)

    rows = tab.rows.rowCount()
    tab.table.setFocus()
    hands.in_dialog(lambda: hands.press(Qt.Key.Key_Insert), choose)
    hands.wait(lambda: tab.rows.rowCount() == rows + 1)


def _sign(hands: Hands, tab: PlanTab) -> None:
    def sign(dialog: QDialog) -> None:
        assert isinstance(dialog, FormDialog)
        hands.fill(dialog.fields["signed_by"], "Әлиева Н.")
        hands.click(dialog.go)

    hands.in_dialog(lambda: hands.click(tab.editor.section.sign), sign)


def test_a_plan_is_revised_with_services_of_the_catalogue_and_signed_off_by_domain(
    program: Program, demo: Path, qtbot: QtBot
) -> None:
    program.sign_in(open_desk(demo, LOGIN, PASSWORD, clock=lambda: date(2026, 3, 12)))
    hands, shell, desk = Hands(qtbot), program.shell, program.desk
    assert shell is not None
    assert desk is not None
    person_id = _with_a_plan_in_force(desk)
    page = PersonScreen(desk, person_id, "plan")
    shell.open_screen(page)
    tab = page.tab()
    assert isinstance(tab, PlanTab)
    assert tab.plan is not None
    old_id = tab.plan.id
    assert "3 рет, күн сайын" not in _printed(desk, person_id, old_id)

    _revise(hands, tab)
    assert tab.plan.version == 2
    hands.click(tab.domains.buttons[Domain.HOUSEHOLD.value])
    _pick(hands, tab, "диеталық тамақтануды")
    hands.wait(lambda: tab.table.currentIndex().column() == PlanColumn.AMOUNT)
    hands.press(Qt.Key.Key_F2)
    hands.type("3 рет; күн сайын")
    hands.press(Qt.Key.Key_Tab)
    last = tab.rows.rowCount() - 1
    assert tab.rows.text(tab.rows.index(last, PlanColumn.NUMBER)) == f"{last + 1}+"
    _sign(hands, tab)
    assert tab.editor.section.told.text().startswith("Растаған:")

    item = tab.plan.items[[row.domain for row in tab.plan.items].count(Domain.HOUSEHOLD) - 1]
    assert (item.volume, item.frequency) == ("3 рет", "күн сайын")
    assert item.service_ref.startswith("R")
    revised = _printed(desk, person_id, tab.plan.id)
    assert "Предоставление рационального и диетического питания 3 рет, күн сайын" in revised
    assert "3 рет, күн сайын" not in _printed(desk, person_id, old_id)
    with desk.read() as session:
        first, second = session.scalars(select(Printout.content).where(Printout.plan_id == old_id)).all()
    assert first == second, "the old version prints as it was"
