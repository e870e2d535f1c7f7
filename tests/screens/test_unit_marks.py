"""The marks of a unit in one grid: by keys, downwards, the rest at once, nothing written over."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from ssu_desktop.actions.desk import Desk, Saved
from ssu_desktop.actions.monitoring_editing import set_mark
from ssu_desktop.actions.today import obligations
from ssu_desktop.actions.unit_marks import MarksAsked, unit_activities
from ssu_desktop.records import Plan, PlanItem, new_id
from ssu_desktop.records.kinds import Domain, MarkKind, PlanState
from ssu_desktop.rules.round_draft import MarkDraft
from ssu_desktop.screens.ask import Dialog
from ssu_desktop.screens.marks_grid import MONTHS_FROM
from ssu_desktop.screens.person import PersonScreen
from ssu_desktop.screens.today import TodayScreen
from ssu_desktop.screens.unit_monitoring import MonitoringScreen
from tests.support.by_hand import by_hand

Types = Callable[[QWidget, str], None]
JANUARY, FEBRUARY, MARCH = date(2026, 1, 1), date(2026, 2, 1), date(2026, 3, 1)
LAST = MONTHS_FROM + 2


@pytest.fixture(autouse=True)
def planned(desk: Desk, stays: Mapping[str, UUID]) -> None:
    """Омаров and Қасымова of the stationary unit have approved plans of two activities each."""
    with by_hand(desk, "plans") as session:
        for surname in ("Қасымова", "Омаров"):
            plan = Plan(
                id=new_id(),
                stay_id=stays[surname],
                number=1,
                state=PlanState.APPROVED,
                period_from=date(2025, 9, 11),
                period_until=date(2026, 9, 10),
                approved_on=date(2025, 9, 25),
            )
            session.add(plan)
            session.flush()
            for domain in (Domain.HOUSEHOLD, Domain.MEDICAL):
                session.add(PlanItem(plan_id=plan.id, domain=domain, service=f"{surname}, {domain.value}"))


@pytest.fixture
def screen(qtbot: QtBot, desk: Desk, units: Mapping[str, UUID]) -> Iterator[MonitoringScreen]:
    """The stationary unit on the screen."""
    made = MonitoringScreen(desk, units["S"])
    qtbot.addWidget(made)
    made.resize(1170, 716)
    made.refresh()
    with qtbot.waitExposed(made):
        made.show()
    made.marks.grid.setFocus()
    yield made
    made.can_leave()


def marks(desk: Desk, unit_id: UUID, month: date = MARCH) -> list[str]:
    """Return the marks of a month from the top: the word, or a point."""
    asked = MarksAsked(unit_id=unit_id, months=(month,))
    rows = unit_activities(desk, asked)
    return [row.marks[month].mark.value if month in row.marks else "." for row in rows]


def test_the_cursor_begins_in_the_present_month_of_the_first_activity(screen: MonitoringScreen) -> None:
    index = screen.marks.grid.currentIndex()
    assert (index.row(), index.column()) == (0, LAST)
    assert screen.marks.place.text() == "Қасымова Айгүл Болатқызы · Қасымова, household · 2026 жылғы наурыз"
    assert screen.marks.total.text() == "4 жол"


def test_keys_mark_and_go_down_on_a_kazakh_layout_too(
    qtbot: QtBot, screen: MonitoringScreen, desk: Desk, units: Mapping[str, UUID], types: Types
) -> None:
    grid = screen.marks.grid
    types(grid, "+")
    types(grid, "ө")  # the key of 0 in the Kazakh layout
    types(grid, "һ")  # that of =
    assert marks(desk, units["S"]) == ["positive", "no_change", "positive", "."]
    assert grid.currentIndex().row() == 3
    qtbot.keyClick(grid, Qt.Key.Key_Up)
    qtbot.keyClick(grid, Qt.Key.Key_Delete)
    assert marks(desk, units["S"]) == ["positive", "no_change", ".", "."]
    qtbot.keyClick(grid, Qt.Key.Key_Left)
    types(grid, "0")
    assert marks(desk, units["S"], FEBRUARY) == [".", ".", ".", "no_change"]


def test_arrows_stay_within_the_months(qtbot: QtBot, screen: MonitoringScreen) -> None:
    grid = screen.marks.grid
    for _step in range(5):
        qtbot.keyClick(grid, Qt.Key.Key_Left)
    assert grid.month == JANUARY


def test_a_note_stands_beside_the_mark(
    qtbot: QtBot, screen: MonitoringScreen, desk: Desk, units: Mapping[str, UUID], types: Types
) -> None:
    grid = screen.marks.grid
    assert not screen.marks.note.isEnabled()
    types(grid, "+")
    qtbot.keyClick(grid, Qt.Key.Key_Up)
    screen.marks.note.line.setText("өзі жүреді")
    qtbot.keyClick(screen.marks.note.line, Qt.Key.Key_Return)
    (first, *_others) = unit_activities(desk, MarksAsked(unit_id=units["S"], months=(MARCH,)))
    assert first.marks[MARCH].note == "өзі жүреді"
    types(grid, "0")  # the note stays with another mark
    (first, *_others) = unit_activities(desk, MarksAsked(unit_id=units["S"], months=(MARCH,)))
    assert (first.marks[MARCH].mark, first.marks[MARCH].note) == (MarkKind.NO_CHANGE, "өзі жүреді")


def test_a_mark_that_was_changed_meanwhile_is_not_written_over(
    screen: MonitoringScreen, desk: Desk, units: Mapping[str, UUID], types: Types
) -> None:
    row = screen.marks.grid.current()
    assert row is not None
    other = MarkDraft(item_id=row.item_id, month=MARCH, mark=MarkKind.NO_CHANGE)
    assert isinstance(set_mark(desk, row.stay_id, other), Saved)
    types(screen.marks.grid, "+")
    assert marks(desk, units["S"])[0] == "no_change"
    assert not screen.marks.findings.isHidden()
    types(screen.marks.grid, "+")  # now it was seen
    assert marks(desk, units["S"])[0] == "positive"
    assert screen.marks.findings.isHidden()


def test_the_rest_of_a_person_and_of_the_unit_is_marked_at_once(
    qtbot: QtBot,
    screen: MonitoringScreen,
    desk: Desk,
    units: Mapping[str, UUID],
    types: Types,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    types(screen.marks.grid, "+")
    with qtbot.waitSignal(screen.saved):
        screen.marks.rest_of_person.click()
    assert marks(desk, units["S"]) == ["positive", "no_change", ".", "."]
    monkeypatch.setattr(Dialog, "exec", lambda _dialog: Dialog.DialogCode.Accepted)
    with qtbot.waitSignal(screen.saved) as saved:
        screen.marks.rest.click()
    assert marks(desk, units["S"]) == ["positive", "no_change", "no_change", "no_change"]
    assert saved.args[0] == "Қалғандары белгіленді: 2026 жылғы наурыз"
    saved.args[1]()  # Undo
    assert marks(desk, units["S"]) == ["positive", "no_change", ".", "."]


def test_other_months_are_an_arrow_away_and_those_to_come_are_not(
    qtbot: QtBot, screen: MonitoringScreen
) -> None:
    assert not screen.marks.forward.isEnabled()
    qtbot.mouseClick(screen.marks.back, Qt.MouseButton.LeftButton)
    assert screen.marks.span.text() == "2025 жылғы желтоқсан – 2026 жылғы ақпан"
    qtbot.mouseClick(screen.marks.forward, Qt.MouseButton.LeftButton)
    assert screen.marks.grid.months == (JANUARY, FEBRUARY, MARCH)


def test_what_is_marked_leaves_the_list_of_the_unmarked(screen: MonitoringScreen, types: Types) -> None:
    types(screen.marks.grid, "+")
    screen.marks.unmarked.set_value(True)
    screen.marks.unmarked.changed.emit()
    assert screen.marks.grid.pages.rowCount() == 3


def test_a_duty_of_today_leads_to_the_first_cell_of_the_person(
    qtbot: QtBot, desk: Desk, stays: Mapping[str, UUID], people: Mapping[str, UUID]
) -> None:
    with desk.read() as session:
        items = [
            item.id
            for item in session.query(PlanItem).join(Plan, Plan.id == PlanItem.plan_id)
            if item.service.startswith("Омаров")
        ]
    draft = MarkDraft(item_id=items[0], month=JANUARY, mark=MarkKind.POSITIVE)
    assert isinstance(set_mark(desk, stays["Омаров"], draft), Saved)
    (line,) = [line for line in obligations(desk) if line.duty.code == "marks"]
    today = TodayScreen(desk)
    qtbot.addWidget(today)
    with qtbot.waitSignal(today.opens) as opened:
        today.open_line(line)
    (screen,) = opened.args
    assert isinstance(screen, MonitoringScreen)
    qtbot.addWidget(screen)
    screen.refresh()
    row = screen.marks.grid.current()
    assert row is not None
    assert (row.person_id, screen.marks.grid.month) == (people["Омаров"], FEBRUARY)
    with qtbot.waitSignal(screen.opens) as opened:
        screen.marks.open.click()
    page = opened.args[0]
    assert isinstance(page, PersonScreen)
    qtbot.addWidget(page)
    assert page.person_id == people["Омаров"]


def test_the_grid_speaks_russian_at_once(screen: MonitoringScreen, speak_russian: Callable[[], None]) -> None:
    speak_russian()
    assert screen.marks.span.text() == "январь 2026 года – март 2026 года"
    heads = [screen.marks.grid.pages.headerData(n, Qt.Orientation.Horizontal) for n in range(LAST + 1)]
    assert heads == [
        "Получатель",
        "Вид услуг",
        "Мероприятие",
        "январь",
        "февраль",
        "март",
    ]
