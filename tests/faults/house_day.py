"""The rest of the working day, in a house with five units: every screen that takes or shows personal data.

The journeys of the papers, the year of a person, the signing round and the two users are walked again (scans,
custody, orders, assessment, monitoring, plans, binder, pack, lists; lock with a draft, undo, restore), here
by a program that remembers this computer. What they leave out is typed here, each with words of its own.
"""

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QPushButton, QWidget
from sqlalchemy import select

from ssu_desktop.actions.demo import LOGIN, PASSWORD
from ssu_desktop.actions.organisation import list_units
from ssu_desktop.actions.people import PeopleQuery, list_people
from ssu_desktop.actions.rooms import rooms_page
from ssu_desktop.app.window import Program
from ssu_desktop.records import Stay
from ssu_desktop.records.kinds import Funding, Status, UnitKind
from ssu_desktop.screens.ask import FormDialog
from ssu_desktop.screens.attendance import AttendanceScreen
from ssu_desktop.screens.attendance_day import NOTE
from ssu_desktop.screens.overview import OverviewTab
from ssu_desktop.screens.paid_forms import ContractDialog
from ssu_desktop.screens.person import PersonScreen
from ssu_desktop.screens.room_forms import PlaceDialog
from ssu_desktop.screens.settings import SettingsScreen
from ssu_desktop.screens.settings_about import AboutSection
from ssu_desktop.screens.settings_backups import BackupsSection
from ssu_desktop.screens.unit_page import UnitPage
from ssu_desktop.screens.visit_week import SERVICES
from ssu_desktop.screens.visits import VisitsScreen
from tests.journeys.conftest import TODAY, calm, demo, hands
from tests.journeys.hands import CTRL, settle
from tests.journeys.test_papers import papers, test_from_the_scan_to_the_package_of_a_transfer
from tests.journeys.test_plan_year import test_from_the_assessment_to_the_binder_of_the_year, year
from tests.journeys.test_signing_round import clerk, test_from_the_pack_to_the_list_of_what_is_not_signed
from tests.journeys.test_two_users import (
    Turns,
    test_two_users_at_one_computer_lock_switch_undo_and_restore,
    turns,
)

__all__ = [  # fixtures, and journeys that are walked again
    "calm",
    "clerk",
    "demo",
    "hands",
    "papers",
    "test_from_the_assessment_to_the_binder_of_the_year",
    "test_from_the_pack_to_the_list_of_what_is_not_signed",
    "test_from_the_scan_to_the_package_of_a_transfer",
    "test_two_users_at_one_computer_lock_switch_undo_and_restore",
    "turns",
    "year",
]

TYPED = {
    "attendance": "Емханадағы Жанбосынова",
    "home visits": "Ыдысжуғыш Сәрсенбина",
    "rooms": "Көршісі Бекмағамбетова",
    "paid services": "Төлеуші Оразғалиева",
    "a mistake of the program": "Қателескен Дүйсенғалиева",
}


@pytest.fixture(scope="session")
def demo_made() -> Path:
    """The house, which was there before the day began; nobody changes it."""
    return Path(os.environ["HOUSE"])


@pytest.fixture
def program(qapp: QApplication) -> Iterator[Program]:
    """The program as it runs for a user: it remembers this computer and keeps reports of mistakes."""
    made = Program(qapp, clock=lambda: TODAY)
    yield made
    made.close()
    if made.door is not None:
        made.door.close()
        made.door.deleteLater()
    made.deleteLater()


def test_what_the_other_journeys_leave_out(
    turns: Turns, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    turns.sit_down(LOGIN, PASSWORD)
    _attendance(turns)
    _home_visits(turns)
    _rooms(turns)
    _paid(turns)
    _a_mistake(turns, tmp_path / "stick", monkeypatch)
    _every_screen(turns)


def _typed_into(turns: Turns, table: QWidget, words: str) -> None:
    table.setFocus()
    turns.hands.type(words)
    turns.hands.press(Qt.Key.Key_Return)
    turns.hands.press(Qt.Key.Key_Return, CTRL)
    settle()


def _attendance(turns: Turns) -> None:
    turns.hands.click(turns.shell.rail.buttons["attendance"])
    screen = turns.front(AttendanceScreen)
    assert isinstance(screen, AttendanceScreen)
    screen.day.table.go_to(0, NOTE)
    _typed_into(turns, screen.day.table, TYPED["attendance"])
    assert TYPED["attendance"] in [line.note for line in screen.day.lines_typed()]
    assert not screen.day.unsaved.isVisible() or not screen.day.unsaved.text()


def _home_visits(turns: Turns) -> None:
    turns.hands.click(turns.shell.rail.buttons["visits"])
    screen = turns.front(VisitsScreen)
    assert isinstance(screen, VisitsScreen)
    screen.week.table.go_to(0, SERVICES)
    _typed_into(turns, screen.week.table, TYPED["home visits"])


def _filled(turns: Turns, **words: str) -> Callable[[QDialog], None]:
    """Return what types these words into the form that opens, and submits it."""

    def fill(dialog: QDialog) -> None:
        assert isinstance(dialog, FormDialog)
        for name, text in words.items():
            turns.hands.fill(dialog.fields[name], text)
        turns.hands.click(dialog.go)
        if dialog.isVisible() and dialog.findings.needs_reason():
            dialog.findings.why.line.setFocus()
            turns.hands.type("басшының келісімімен")
            turns.hands.click(dialog.go)

    return fill


def _units(turns: Turns) -> dict[UnitKind, UUID]:
    assert turns.program.desk is not None
    return {unit.kind: unit.id for unit in list_units(turns.program.desk)}


def _overview(turns: Turns, person_id: UUID) -> OverviewTab:
    assert turns.program.desk is not None
    page = PersonScreen(turns.program.desk, person_id, "overview")
    turns.shell.open_screen(page)
    tab = page.tab()
    assert isinstance(tab, OverviewTab)
    settle()
    return tab


def _rooms(turns: Turns) -> None:
    """Place somebody who has no room, with a remark about the neighbour."""
    assert turns.program.desk is not None
    without = rooms_page(turns.program.desk, _units(turns)[UnitKind.STATIONARY]).without
    card = _overview(turns, without[0].person_id)._room
    fill = _filled(turns, compatibility=TYPED["rooms"])

    def place(dialog: QDialog) -> None:
        assert isinstance(dialog, PlaceDialog)
        turns.hands.choose(dialog.room.combo, dialog.room.combo.itemText(dialog.room.combo.count() - 1))
        fill(dialog)

    turns.hands.in_dialog(lambda: turns.hands.click(card.act), place)


def _paid(turns: Turns) -> None:
    """Conclude a contract that somebody else pays for."""
    assert turns.program.desk is not None
    with turns.program.desk.read() as session:
        person_id = session.scalars(select(Stay.person_id).where(Stay.funding == Funding.PAID)).first()
    assert person_id is not None
    card = _overview(turns, person_id)._paid
    fill = _filled(turns, number="77", customer=TYPED["paid services"])

    def conclude(dialog: QDialog) -> None:
        assert isinstance(dialog, ContractDialog)
        item = next(name for name in dialog.fields if name.startswith("item:"))
        turns.hands.fill(dialog.fields[item], "3")
        fill(dialog)

    turns.hands.in_dialog(lambda: turns.hands.click(card.act), conclude)


def _a_mistake(turns: Turns, stick: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the program make a mistake with somebody's name in it; take the report and a backup on a stick."""
    stick.mkdir()
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_args, **_kw: str(stick))
    mistake = ValueError(f"not to be written: {TYPED['a mistake of the program']}")
    turns.hands.in_dialog(
        lambda: turns.program.confess(ValueError, mistake, None),
        lambda dialog: turns.hands.click(dialog.findChildren(QPushButton)[0]),
    )
    about = turns.section(AboutSection)
    assert isinstance(about, AboutSection)
    turns.hands.click(about.copy)
    assert len(list(stick.iterdir())) == 1
    backups = turns.section(BackupsSection)
    assert isinstance(backups, BackupsSection)
    turns.hands.click(backups.go)
    turns.hands.wait(lambda: len(list(stick.iterdir())) == 2)
    settle()


def _every_screen(turns: Turns) -> None:
    """Look at each place, each part of the settings, each page of a unit, each tab of people everywhere."""
    desk, shell = turns.program.desk, turns.shell
    assert desk is not None
    for place in shell.places:
        turns.hands.click(shell.rail.buttons[place])
        settle()
    settings = shell.screen_in_front()
    assert isinstance(settings, SettingsScreen)
    for kind in settings.kinds:
        settings.show_section(kind.code)
        settle()
    for unit_id in _units(turns).values():
        shell.open_screen(UnitPage(desk, unit_id))
        settle()
        query = PeopleQuery(unit_id=unit_id, statuses=(Status.RECEIVING,), limit=1)
        for row in list_people(desk, query).rows:
            page = PersonScreen(desk, row.id)
            shell.open_screen(page)
            for tab in page.tab_codes():
                page.show_tab(tab)
                settle()
